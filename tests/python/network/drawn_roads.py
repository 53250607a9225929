"""Roads by their vertices, in metres of EPSG:32749."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence


def roads(
    lines: Sequence[Sequence[tuple[float, float]]], crs: int | None = 32749, **columns: Any
) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(columns, geometry=[shapely.LineString(line) for line in lines], crs=crs)
