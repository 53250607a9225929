"""The coordinate systems Indonesian geodata comes in, by family, and the window its numbers lie in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.inspection.land import Bounds


@dataclass(frozen=True)
class System:
    """One system: its code, codes whose numbers differ by less than some metres, and its family in words.

    ``window`` is where the numbers of Indonesia lie in it, with room: min x, min y, max x, max y.
    """

    code: str
    siblings: tuple[str, ...]
    family_id: str
    family_en: str
    window: Bounds


def systems() -> Iterator[System]:
    """Yield the systems, those met most often first.

    Codes as PROJ has them: WGS 84, DGN95 and SRGI2013 of one zone are told apart by nobody from numbers, so one stands
    for all. TM-3 zones are those of the cadastre (false easting 200 km, false northing 1,500 km).
    """
    yield System("EPSG:4326", ("EPSG:9470", "EPSG:4755"), "derajat", "degrees", (90.0, -15.0, 145.0, 10.0))
    for zone in range(46, 55):
        siblings = (f"EPSG:{9440 + zone}", f"EPSG:{23830 + zone}") if zone > 46 else ()
        yield System(f"EPSG:{32700 + zone}", siblings, "UTM selatan", "UTM south", (-2e5, 8.6e6, 1.2e6, 1.02e7))
    for zone in range(46, 55):
        siblings = (f"EPSG:{9430 + zone}", f"EPSG:{23820 + zone}") if zone < 53 else ()
        # Data south of the equator come in northern zones too, with negative northings.
        yield System(f"EPSG:{32600 + zone}", siblings, "UTM utara", "UTM north", (-2e5, -1.4e6, 1.2e6, 9e5))
    for code in range(23830, 23846):
        yield System(f"EPSG:{code}", (), "TM-3", "TM-3", (0.0, 1e5, 4e5, 2.4e6))
    yield System("EPSG:3857", (), "Web Mercator", "web Mercator", (1.0e7, -1.7e6, 1.65e7, 1.2e6))
