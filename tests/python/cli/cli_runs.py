"""Runs of the command line on small invented ground: an industry zone beside a rice field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner, Result
from written_layers import geojson

from petasentra.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def square(x: float, y: float, side: float) -> dict[str, Any]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def sites_at(path: Path, *corners: tuple[float, float], **columns: object) -> Path:
    """Squares of 100 m; more columns have the same value at every site."""
    features = [
        ({"site_id": f"Contoh {i}", "activity": "batik"} | columns, square(x, y, 100))
        for i, (x, y) in enumerate(corners, start=1)
    ]
    return geojson(path, features)


def plan_options(zones: Path, matrix: Path) -> list[object]:
    return [
        "--zones", zones, "--code", "KODE", "--matrix", matrix, "--in-force-from", "2020-01-01",
        "--as-of", "2021-06-01",
    ]  # fmt: skip
