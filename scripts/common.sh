# Shared by setup, demo and test: where the clone is, how progress and failures are told. Sourced, never run.
set -Eeuo pipefail
trap 'printf "[%s] stopped unexpectedly at line %s of %s\n" "${self:-petasentra}" "$LINENO" "${BASH_SOURCE[0]}" >&2' ERR

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv="$root/.venv"
logs="$root/build/logs"
export PIP_DISABLE_PIP_VERSION_CHECK=1

# Compiler results are shared between clones and build folders: paths below the clone count as relative ones.
# The cache itself stays where ccache keeps it (outside the clone) unless CCACHE_DIR says otherwise.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1

say() { printf '[%s] %s\n' "${self:-petasentra}" "$*"; }

fail() {
    printf '[%s] %s\n' "${self:-petasentra}" "$*" >&2
    exit 1
}

# quietly NAME COMMAND...: runs the command with its output in build/logs/NAME.log; shows the end of it on failure.
quietly() {
    local log="$logs/$1.log"
    shift
    mkdir -p "$logs"
    "$@" >"$log" 2>&1 && return
    tail -n 25 "$log" >&2
    return 1
}
