"""How long the sites of the Jombang study take to a toll gate and to a treatment plant, told as schematic."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.cli import show
from petasentra.cli.words import either
from petasentra.plotting.language import number
from petasentra.tables import Table

if TYPE_CHECKING:
    import geopandas as gpd
    from rich.table import Table as Grid

    from petasentra.datasets import Jombang
    from petasentra.plotting.language import Lang

#: An invented wastewater treatment plant (IPAL) beside an invented place of the road from Jombang to Sumobito.
INVENTED_PLANT = ("IPAL rekaan", 112.2995, -7.5170)
VEHICLE = "light_truck"
#: Sites lie beside the schematic roads, not on them.
LIMIT_M = 2000.0


@dataclass(frozen=True)
class SiteJourney:
    """The nearest target of a kind, with minutes at the likely, the highest and the lowest speeds; None: no way."""

    site: str
    kind: str
    target: str | None
    minutes: tuple[float, float, float] | None
    reason: tuple[str, str] = ("", "")


def journeys(jombang: Jombang) -> list[SiteJourney]:
    """Return the journeys of every site: to the nearest toll gate, then to the plant."""
    import petasentra as ps

    roads = ps.RoadNetwork.from_layer(jombang.roads, columns={"road_class": "class", "name": "name"})
    sites = jombang.sentra.to_geopandas()
    sites = sites.set_geometry(sites.geometry.representative_point())
    found: dict[tuple[str, str], SiteJourney] = {}
    for kind, targets in (("toll_gate", _toll_gates(jombang)), ("plant", _plant())):
        times = roads.travel_interval(
            sites, targets, vehicle=VEHICLE, limit_m=LIMIT_M, origin_id="site_id", target_id="name"
        )
        snap = times.likely.origins
        for row, near in enumerate(times.nearest().to_pylist()):
            minutes, reason = None, (str(snap["reason_id"][row] or ""), str(snap["reason_en"][row] or ""))
            if near["status"] == "reached":
                minutes, reason = (near["minutes"], near["minutes_min"], near["minutes_max"]), ("", "")
            found[near["origin"], kind] = SiteJourney(near["origin"], kind, near["target"], minutes, reason)
    return [found[site, kind] for site in sites["site_id"] for kind in ("toll_gate", "plant")]


def journeys_grid(found: list[SiteJourney], lang: Lang) -> Grid:
    """Tabulate: a line a site, a column a kind of target."""
    grid = show.grid(
        either(lang, "Tapak", "Site"),
        either(lang, "Gerbang tol terdekat", "Nearest toll gate"),
        either(lang, "Menit", "Minutes"),
        either(lang, "IPAL (rekaan)", "Treatment plant (invented)"),
        title=either(lang, "Waktu tempuh truk ringan (skematik)", "Travel times of a light truck (schematic)"),
    )
    for column in grid.columns[2:]:
        column.justify = "right"
    by_site: dict[str, dict[str, SiteJourney]] = {}
    for one in found:
        by_site.setdefault(one.site, {})[one.kind] = one
    for site, kinds in by_site.items():
        gate, plant = kinds["toll_gate"], kinds["plant"]
        grid.add_row(site, gate.target or "-", _minutes(gate, lang), _minutes(plant, lang))
    return grid


def journeys_notice(lang: Lang) -> str:
    """Say what the minutes rest on."""
    return either(
        lang,
        "Jalannya skematik, gerbang tol diletakkan di tengah desanya, IPAL rekaan, kecepatan anggapan; di dalam kurung "
        "menit pada kecepatan tertinggi dan terendah.",
        "The roads are schematic, toll gates stand at the middle of their desa, the plant is invented, speeds are "
        "assumed; in brackets the minutes at the highest and the lowest speeds.",
    )


def journeys_table(found: list[SiteJourney]) -> Table:
    """Return one row a site and kind of target, for a file."""
    import pyarrow as pa

    minutes = [one.minutes or (None, None, None) for one in found]
    return Table.from_arrow(
        pa.table(
            {
                "site_id": [one.site for one in found],
                "kind": [one.kind for one in found],
                "target": pa.array([one.target for one in found], pa.string()),
                "minutes": pa.array([one[0] for one in minutes], pa.float64()),
                "minutes_min": pa.array([one[1] for one in minutes], pa.float64()),
                "minutes_max": pa.array([one[2] for one in minutes], pa.float64()),
                "reason_id": [one.reason[0] for one in found],
                "reason_en": [one.reason[1] for one in found],
                "target_invented": [one.kind == "plant" for one in found],
                "schematic": [True] * len(found),
            }
        )
    )


def _minutes(one: SiteJourney, lang: Lang) -> str:
    if one.minutes is None:
        return either(lang, *one.reason) or "-"
    likely, low, high = (number(value, 0, lang) for value in one.minutes)
    return f"{likely} ({low}-{high})"


def _toll_gates(jombang: Jombang) -> gpd.GeoDataFrame:
    with (jombang.folder / "places.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] == "gerbang-tol"]
    return _points([(row["name"], float(row["lon"]), float(row["lat"])) for row in rows])


def _plant() -> gpd.GeoDataFrame:
    return _points([INVENTED_PLANT])


def _points(places: list[tuple[str, float, float]]) -> gpd.GeoDataFrame:
    import geopandas as gpd

    names, lon, lat = zip(*places, strict=True)
    return gpd.GeoDataFrame({"name": names}, geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")
