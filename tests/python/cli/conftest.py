"""A plan of two zones: KPI permits batik, P-1 does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_runs import plan_options, square
from written_layers import geojson

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def zones(tmp_path: Path) -> Path:
    return geojson(
        tmp_path / "zones.geojson",
        [({"KODE": "KPI"}, square(600_000, 9_170_000, 1000)), ({"KODE": "P-1"}, square(601_000, 9_170_000, 1000))],
    )


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    path = tmp_path / "matrix.csv"
    path.write_text("activity,KPI,P-1\nbatik,I,X\n", encoding="utf-8")
    return path


@pytest.fixture
def plan(zones: Path, matrix: Path) -> list[object]:
    """Options that name the plan and the day."""
    return plan_options(zones, matrix)
