"""What is asked of the ground, as plain values: the definition, the land, travel times, distances to what is near."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.parts import day_value, interval_value, told
from petasentra.dossiers.record import amount_of, definition_answer, is_enough
from petasentra.dossiers.subject import IN_DESA, branches_of, wrong_type, yes_or_no
from petasentra.errors import CrsError
from petasentra.network.pairs import PAIR_STATUS

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

    from petasentra.dossiers.subject import Subject
    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import Journey
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.travel import TravelTimes
    from petasentra.sentra.rule import SentraRule

__all__ = ["access_values", "definition_values", "land_values", "near_values", "utm_of"]

#: Vertices of the outline that are listed at most.
MOST_CORNERS = 60
_NAMES = ("name", "nama", "NAMOBJ", "id", "site_id")


def definition_values(subject: Subject, rule: SentraRule, day: dt.date) -> dict[str, Any]:
    """Return what is known of each part of the definition, and what follows."""
    record = subject.record
    units, possible = amount_of(record.units, "unit")
    branches: dict[str, bool | None] = {str(one.name): getattr(record, f"same_{one.name}") for one in rule.branches}
    one_place, basis, findings = record.one_place, told(("", "")), 0
    if subject.found is not None:
        found = subject.found
        row = found.sentra[[subject.found_id - 1]].to_geopandas().iloc[0]
        possible = amount_of(int(row["units"]), "unit")[1]
        units, one_place, rule, findings = str(int(row["units"])), True, found.rule, len(found.findings)
        branches = branches_of(found, subject.found_id)
        explained = found.explain(subject.found_id)
        basis = {
            "id": "; ".join(one[0] for one in explained.grounds),
            "en": "; ".join(one[1] for one in explained.grounds),
        }
    enough = is_enough(possible, rule.min_units)
    in_time = day.year >= rule.year
    return {
        "rule": {
            "citation": rule.citation,
            "title": told((rule.title_id, rule.title_en)),
            "year": rule.year,
            "min_units": rule.min_units,
            "connector": rule.connector,
            "source": rule.source,
            "verified": rule.verified,
            "place": told((rule.place_id, rule.place_en)),
            "branches": [{"name": one.name, "words": told((one.words_id, one.words_en))} for one in rule.branches],
        },
        "units": units,
        "units_possible": interval_value(possible),
        "enough": enough,
        "one_place": one_place,
        "branches": branches,
        "basis": basis,
        "found": subject.found is not None,
        "findings": findings,
        "in_time": in_time,
        "workers": amount_of(record.workers, "orang")[0],
        "workers_possible": interval_value(amount_of(record.workers, "orang")[1]),
        "answer": definition_answer(rule, enough, one_place, branches) if in_time else "unknown",
        "source": record.source,
        "verified": record.verified,
        "schematic": record.schematic,
        "invented": record.invented,
        "figures_invented": record.invented if record.figures_invented is None else record.figures_invented,
    }


def land_values(subject: Subject) -> dict[str, Any]:
    """Return the record of the land, and what the outline of the plot says: area, corners, a point within."""
    record = asdict(subject.record.land)
    record["certified_on"] = day_value(record["certified_on"])
    frame = subject.frame()
    values: dict[str, Any] = {
        "record": record,
        "kind": None,
        "area_m2": None,
        "utm": None,
        "place": None,
        "corners": [],
        "schematic": subject.record.schematic,
        "invented": subject.record.invented,
        "hull": subject.found is not None,
    }
    if subject.layer is None or frame is None or not subject.has_plot:
        return values
    values["utm"] = utm_of(frame)
    shape = frame.to_crs("EPSG:4326").geometry.iloc[0]
    values["kind"] = shape.geom_type
    inside = shape.representative_point()
    values["place"] = {"lon": round(inside.x, 6), "lat": round(inside.y, 6)}
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        values["area_m2"] = float(subject.layer.area(method="planar-utm")[0])
        largest = max(getattr(shape, "geoms", [shape]), key=lambda one: one.area)
        ring = list(largest.exterior.coords)[:-1]
        values["corners"] = [{"lon": round(x, 6), "lat": round(y, 6)} for x, y, *_ in ring[:MOST_CORNERS]]
        values["corners_left_out"] = len(ring) - len(values["corners"])
        values["parts"] = len(getattr(shape, "geoms", [shape]))
    return values


def near_values(subject: Subject, near: object) -> list[dict[str, Any]] | None:
    """Return the distance from the plot to the nearest feature of each layer; 0 where they meet."""
    import numpy as np
    import shapely

    from petasentra.layers.layer import as_layer

    if not isinstance(near, Mapping):
        raise wrong_type("near", near, "dict[str, Layer]")
    layers = {}
    for name, given in near.items():
        try:
            layers[str(name)] = as_layer(given)
        except TypeError as error:
            raise wrong_type(f"near[{name!r}]", given, "Layer") from error
    plot = subject.frame()
    if plot is None or not subject.has_plot:
        return None
    utm = utm_of(plot)
    here = plot.to_crs(utm).geometry.iloc[0]
    rows: list[dict[str, Any]] = []
    for name, layer in layers.items():
        frame = layer.to_geopandas()
        frame = frame.drop(columns=[one for one in frame.columns if one in layer.personal])
        if frame.crs is None:
            raise CrsError(
                f"The layer {name!r} has no CRS.",
                f"Lapisan {name!r} tidak memiliki sistem koordinat.",
                hint_en="Read it with crs=.",
                hint_id="Baca dengan crs=.",
                layer=name,
            )
        there = frame.to_crs(utm).geometry
        usable = np.asarray(~(there.isna() | there.is_empty))
        line: dict[str, Any] = {"what": name, "features": len(frame), "distance_m": None, "nearest": "", "marks": []}
        if usable.any():
            distance = np.where(usable, shapely.distance(np.asarray(there.array), here), np.inf)
            at = int(np.argmin(distance))
            line |= {"distance_m": float(distance[at]), "nearest": _name(frame, at), "marks": _marks(frame, at)}
        rows.append(line)
    return rows


def access_values(
    subject: Subject, net: object, targets: object, *, target_id: str, journey: Journey | None
) -> dict[str, Any] | None:
    """Return minutes and metres from the plot to every target, each with a status."""
    from petasentra.layers.layer import as_layer
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.travel import TravelTimes

    marks: dict[str, list[str]] = {}
    hidden = False
    if isinstance(net, TravelTimes):
        times = net
        ids = [str(one) for one in times.origin_ids]
        if subject.record.id not in ids:
            return None
        row = ids.index(subject.record.id)
    elif isinstance(net, RoadNetwork):
        if targets is None or subject.frame() is None:
            return None
        try:
            layer = as_layer(targets)
        except TypeError as error:
            raise wrong_type("targets", targets, "Layer") from error
        frame = layer.to_geopandas()
        hidden = target_id in layer.personal
        if target_id in frame.columns:
            marks = {str(name): _marks(frame, at) for at, name in enumerate(frame[target_id])}
        times, row = _measured(subject, net, layer, target_id, journey), 0
    else:
        raise wrong_type("net", net, "RoadNetwork, TravelTimes")
    width = len(times.target_ids)
    pairs = times.table.to_pylist()[row * width : (row + 1) * width]
    reasons = {status: (one, other) for status, one, other in PAIR_STATUS}
    return {
        "from_desa": subject.record.position == IN_DESA,
        "vehicle": {"id": times.costs.description.id, "en": times.costs.description.en},
        "rows": [
            {
                "target": f"#{at}" if hidden else str(pair["target"]),
                "minutes": pair["minutes"],
                "length_m": pair.get("length_m"),
                "status": pair["status"],
                "reason": told(reasons[pair["status"]]),
                "marks": marks.get(str(pair["target"]), []),
            }
            for at, pair in enumerate(pairs, start=1)
        ],
    }


def _measured(
    subject: Subject, net: RoadNetwork, targets: LayerLike, target_id: str, journey: Journey | None
) -> TravelTimes:
    from petasentra.network.journey import Journey

    if journey is not None and not isinstance(journey, Journey):
        raise wrong_type("journey", journey, "Journey")

    assert subject.layer is not None
    return net.travel_times(
        subject.layer, targets, journey=journey, lengths=True, origin_id=subject.site_id, target_id=target_id
    )


def utm_of(frame: gpd.GeoDataFrame) -> str:
    """Return the UTM zone of a place within the plot."""
    from petasentra.crs import utm_epsg

    if frame.crs is None:
        raise CrsError(
            "The plot has no CRS, so nothing can be measured from it.",
            "Tapak tidak memiliki sistem koordinat sehingga tidak ada yang dapat diukur darinya.",
            hint_en="Read it with crs=.",
            hint_id="Baca dengan crs=.",
        )
    inside = frame.to_crs("EPSG:4326").geometry.iloc[0].representative_point()
    return f"EPSG:{utm_epsg(inside.x, inside.y)}"


def _name(frame: gpd.GeoDataFrame, at: int) -> str:
    for name in _NAMES:
        if name in frame.columns and frame[name].iloc[at] is not None:
            return str(frame[name].iloc[at])
    return f"#{at}"


def _marks(frame: gpd.GeoDataFrame, at: int) -> list[str]:
    """Return the marks that the row itself has."""
    columns = {"schematic": ("schematic", "SKEMATIK"), "invented": ("invented", "synthetic")}
    return [
        mark
        for mark, names in columns.items()
        if any(name in frame.columns and yes_or_no(frame[name].iloc[at]) for name in names)
    ]
