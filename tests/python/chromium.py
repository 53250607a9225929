"""Pages in a real browser with the network switched off."""

import shutil
import subprocess

from processes import require_programs

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--enable-logging=stderr", "--v=0", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
    "--virtual-time-budget=4000",
]  # fmt: skip


def require_chromium():
    """Skip where there is no browser; in CI that is a failure."""
    require_programs(CHROMIUM)


def browse(folder, page, *flags):
    """Run the browser once; return what it printed, and what the page wrote to its console."""
    profile = folder / "profile"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    shutil.rmtree(profile, ignore_errors=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE" in line]


def colours(picture):
    from PIL import Image

    with Image.open(picture) as image:
        return image.size, len(image.convert("RGB").quantize(64).getcolors()), image.convert("RGB").getextrema()
