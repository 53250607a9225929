"""Python programs in a process of their own, where a crash, even one at the very exit, is seen as one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import petasentra as ps


def require_programs(*names: str) -> None:
    """Skip where one is not installed."""
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; scripts/setup --test installs them")


def output_of(code: str, *arguments: object) -> str:
    """Output of a program that must end with exit code 0; it imports the same petasentra as the tests."""
    package = Path(ps.__file__).parents[1]
    path = os.pathsep.join(p for p in (str(package), os.environ.get("PYTHONPATH", "")) if p)
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code, *map(str, arguments)],
        capture_output=True, text=True, timeout=300, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, (
        f"{arguments}: exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    )
    return done.stdout
