"""The invented plan pack, fresh for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from invented_pack import FILES, coded_geojson
from shapely.geometry import box

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An invented pack that is right; each test breaks one thing."""
    folder = tmp_path / "paket"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    coded_geojson(
        folder / "zona.geojson",
        ("KPI", box(640_000, 9_160_000, 645_000, 9_170_000)),
        ("P-1", box(645_000, 9_160_000, 650_000, 9_170_000)),
    )
    coded_geojson(
        folder / "kecamatan.geojson",
        ("35.17.11", box(640_000, 9_160_000, 641_000, 9_170_000)),
        ("35.17.12", box(641_000, 9_160_000, 650_000, 9_170_000)),
    )
    return folder


@pytest.fixture
def pack(folder: Path) -> Any:
    return ps.read_plan_pack(folder)
