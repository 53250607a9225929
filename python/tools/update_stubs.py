"""Write the type stubs of the extension modules, from the modules as built.

python python/tools/update_stubs.py            writes python/petasentra/_core.pyi (and _io.pyi where _io is built)
python python/tools/update_stubs.py --check    changes nothing; shows a diff and exits with 1 if they are out of date

Stubs are committed, so that a change of the border between Python and C++ is seen in review.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "petasentra"
MODULES = ("_core", "_io")


def generated(module: str) -> str:
    """Return the stub of one module, formatted as the rest of the package."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [sys.executable, "-m", "pybind11_stubgen", f"petasentra.{module}", "-o", folder, "--exit-code"],
            capture_output=True,
            text=True,
            check=False,
        )
        path = Path(folder) / "petasentra" / f"{module}.pyi"
        if made.returncode != 0 or not path.is_file():
            sys.exit(f"pybind11-stubgen failed on {module}:\n{made.stdout}{made.stderr}")
        # The modules have no __all__, so the stubs must not claim one.
        text = re.sub(r"^__all__.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    formatted = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(PACKAGE / f"{module}.pyi"), "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parents[1],
    )
    return formatted.stdout


def main() -> int:
    """Write or compare the stub of every module that is built."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--check", action="store_true", help="compare only; exit with 1 on a difference")
    check: bool = options.parse_args().check
    differs = False
    for module in MODULES:
        if importlib.util.find_spec(f"petasentra.{module}") is None:
            print(f"petasentra.{module} is not built: its stub is left alone")
            continue
        path = PACKAGE / f"{module}.pyi"
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        new = generated(module)
        if old == new:
            continue
        differs = True
        if check:
            name = f"python/petasentra/{module}.pyi"
            sys.stdout.writelines(
                difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, f"{name} (from the module)")
            )
        else:
            path.write_text(new, encoding="utf-8")
            print(f"wrote {path.relative_to(PACKAGE.parent)}")
    return 1 if check and differs else 0


if __name__ == "__main__":
    sys.exit(main())
