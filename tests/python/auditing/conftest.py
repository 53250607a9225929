"""The bundled study in a folder of its own, where a test may change what it likes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy pack and sites beside each other."""
    return shutil.copytree(ps.datasets.path("jombang"), tmp_path / "jombang")
