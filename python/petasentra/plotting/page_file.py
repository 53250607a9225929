"""Where a page goes that nobody gave a place."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os


def page_file(path: str | os.PathLike[str] | None, name: str) -> Path:
    """Return the file to write: the one given, else one of this name in a new temporary folder of the system."""
    return Path(tempfile.mkdtemp(prefix="petasentra-")) / name if path is None else Path(path)
