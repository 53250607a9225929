"""Random details of a pack, feature by feature: conditions, intensity, distances, transitions, facts about sites."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from random_ground import CELL, EAST, NORTH, SIDE, square
from shapely.geometry import LineString, Point

if TYPE_CHECKING:
    import random

    from shapely.geometry.base import BaseGeometry

ACTIVITY_IDS = ["olah-slag", "olah-slag", "olah-slag", "tenun", "gudang"]
LEAST_M = [5.0, 10.0, 10.0000005, 10.000002, 15.0, 20.0, 35.0, 50.0]  # the third is met at 10 m, the fourth is not
MOST = [(2.0, "%"), (5.0, "%"), (10.0, "%"), (20.0, "%"), (25.0, "%")]
MOST += [(0.1, "share"), (0.2499999995, "share"), (0.5, "share")]
BEGIN = [None, None, None, dt.date(2001, 5, 5), dt.date(2014, 5, 5), dt.date(2016, 7, 7)]
END = [None, None, None, None, dt.date(2014, 9, 9), dt.date(2022, 9, 9)]


def spot(rng: random.Random) -> tuple[float, float]:
    return EAST + CELL * rng.randint(-4, 2 * SIDE + 4) / 2, NORTH + CELL * rng.randint(-4, 2 * SIDE + 4) / 2


def feature_shape(rng: random.Random) -> BaseGeometry:
    sort = rng.choice(["point", "point", "square", "line"])
    x, y = spot(rng)
    if sort == "point":
        return Point(x, y)
    if sort == "line":
        return LineString([(x, y), (x + 5.0 * rng.randint(0, 3), y + 5.0 * rng.randint(1, 3))])
    return square((x - EAST) / CELL, (y - NORTH) / CELL, (x - EAST) / CELL + 0.5, (y - NORTH) / CELL + 0.5)


def dated(rng: random.Random) -> dict[str, Any]:
    return {"from": rng.choice(BEGIN), "to": rng.choice(END), "geometry": feature_shape(rng)}


def random_dates(rng: random.Random, instrument: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Some layers of an instrument have features that hold between days of their own."""
    layers = {"pola-ruang": instrument["zones"] or [], **instrument["layers"]}

    def days() -> dict[str, Any]:
        dated = rng.random() < 0.3
        return {"from": rng.choice(BEGIN) if dated else None, "to": rng.choice(END) if dated else None}

    return {name: [days() for _ in features] for name, features in layers.items() if features and rng.random() < 0.3}


# ---- step 4: conditions and intensity --------------------------------------------------------------------------------


def random_condition(rng: random.Random, name: str) -> dict[str, Any]:
    predicates = ["min_distance_same_activity"] * 2 + ["max_share_of_lot", "max_share_of_zone"]
    predicates = predicates * 3 + ["jam_buka", ""]
    predicate = rng.choice(predicates) if name[0] == "T" or rng.random() < 0.1 else ""
    threshold, unit = (rng.choice(LEAST_M), "m") if predicate == predicates[0] else rng.choice(MOST)
    if rng.random() < 0.12:
        unit = rng.choice(["", "km", "m2"])  # a unit that does not fit
    kind = "spatial" if predicate else rng.choice(["document", "operational"])
    filled = (threshold, unit) if predicate else (None, "")
    return {"kind": kind, "predicate": predicate, "threshold": filled[0], "unit": filled[1]}


def random_conditions(rng: random.Random) -> dict[str, dict[str, Any]]:
    names = [name for name in ("T1", "T2", "T3", "B1", "B2", "B3") if rng.random() < 0.85]
    return {name: random_condition(rng, name) for name in names}


def random_intensity(rng: random.Random, codes: list[str]) -> list[dict[str, Any]]:
    rows = []
    for code in rng.sample(codes, rng.randint(1, len(codes) - 1)):
        classes = rng.choice([[(None, None)], [(None, 100.0), (100.0, 500.0), (500.0, None)], [(40.0, 300.0)]])
        road = rng.choice(["", "", "arteri", "lokal"])
        for least, most in classes:
            rows.append(
                {"zone": code, "lot_min_m2": least, "lot_max_m2": most, "road_class": road,
                 "kdb_max": rng.choice([None, 60.0, 80.0]), "klb_max": rng.choice([None, 1.2, 3.0]),
                 "kdh_min": rng.choice([None, 10.0, 20.0]), "height_max_m": rng.choice([None, 12.0, 40.0]),
                 "article": rng.choice(["", "", f"{code}-intensitas"])}
            )  # fmt: skip
    return rows


def random_existing(rng: random.Random) -> dict[str, list[dict[str, Any]]]:
    layers = rng.sample(["industri", "gudang-lama"], rng.choice([0, 0, 1, 1, 2, 2]))

    def feature() -> dict[str, Any]:
        owner = rng.choice(["S000", "S001", "S005", "E1", "E2", "E3"])
        return {"site_id": owner, "activity": rng.choice([*ACTIVITY_IDS, "olah-slag", "sekolah"]), **dated(rng)}

    return {layer: [feature() for _ in range(rng.randint(2, 6))] for layer in layers}


# ---- step 7: distances -----------------------------------------------------------------------------------------------


def random_receptors(rng: random.Random) -> dict[str, dict[str, Any]]:
    river = LineString([spot(rng), spot(rng), spot(rng)])
    undated = {"from": None, "to": None, "geometry": river}
    return {
        "sekolah": {"represents": "", "features": [dated(rng) for _ in range(rng.randint(1, 3))]},
        "sungai": {"represents": rng.choice(["", "bank", *["centreline"] * 4]), "features": [undated]},
    }


def random_distance_rule(rng: random.Random, name: str, existing: list[str], below: list[str]) -> dict[str, Any]:
    receptor = rng.choice(["sekolah", "sekolah", "sekolah", "sungai", "sungai", *existing])
    both_ways = receptor == "sekolah" and rng.random() < 0.8
    to_bank = receptor == "sungai" and rng.random() < 0.75
    return {
        "id": name.rsplit("-", 1)[1],
        "article": name,
        "activities": rng.choice([["*"], ["olah-slag"], ["olah-slag", "tenun"], ["gudang", "tenun"]]),
        "receptor": receptor,
        "min_m": rng.choice([0.0, 0.0, 0.0, *LEAST_M[:2]] if to_bank else LEAST_M[2 * both_ways :]),
        "measured_from": rng.choice(["boundary", "boundary", "centroid"]),
        "measured_to": "bank" if to_bank else "",
        "below": rng.choice(below),
        "both_ways": both_ways,
        "scale": rng.choice(["mikro", "besar"]) if rng.random() < (0.02 if both_ways else 0.2) else "",
    }


# ---- step 10: transitions and what is there --------------------------------------------------------------------------

UNTIL = ["permit_expiry", "permit_expiry", "P3Y", "P8Y", "P1Y6M", "P14Y", "P14Y", *["open"] * 6]
UNTIL += [dt.date(2014, 1, 1), dt.date(2016, 1, 1), dt.date(2024, 12, 31), dt.date(2024, 12, 31)]


def random_transitions(rng: random.Random, name: str) -> list[dict[str, Any]]:
    found = []
    for n in range(rng.choice([0, 1, 1, 1, 2, 2])):
        who = rng.choice(["permit_valid"] * 3 + ["built_before"] * 3 + ["none"])
        until = rng.choice(UNTIL if who == "permit_valid" or rng.random() < 0.06 else UNTIL[2:])
        until = "" if who == "none" else until
        found.append({"applies_to": who, "until": until, "article": f"{name}-peralihan-{n}"})
    return found


def random_permit(rng: random.Random) -> dict[str, Any]:
    issued = dt.date(rng.randint(2000, 2014), rng.randint(1, 12), rng.randint(1, 28))
    lasting = rng.choice([None, 1, 3, 5, 10, 12, 15, 20])
    return {"kind": "IUI", "issued": issued, "expires": lasting and issued.replace(year=issued.year + lasting)}


# ---- what is known about a site --------------------------------------------------------------------------------------


def random_facts(rng: random.Random, area: float, features: frozenset[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if "conditions" in features:
        facts["activity_area_m2"] = rng.choice([None, *(area * k or 40.0 for k in (0.05, 0.1, 0.2, 0.25, 0.5, 0.8))])
    if "intensity" in features:
        known = rng.random() < 0.85
        values = {"lot_m2": rng.choice([50.0, 250.0, 800.0]), "road_class": rng.choice(["arteri", "lokal"]),
                  "kdb": rng.choice([30.0, 60.0, 70.0]), "klb": rng.choice([0.8, 1.2, 2.0]),
                  "kdh": rng.choice([15.0, 20.0, 30.0]), "height_m": rng.choice([8.0, 12.0, 12.0, 20.0])}  # fmt: skip
        few = rng.random() < 0.1
        facts |= {k: v if known and not (few and rng.random() < 0.4) else None for k, v in values.items()}
    if "existing_use" in features:
        years = [
            dt.date(1999, 3, 4),
            dt.date(2005, 3, 4),
            dt.date(2008, 8, 8),
            dt.date(2010, 1, 1),
            dt.date(2012, 2, 2),
        ]
        late = [dt.date(2018, 8, 8)] if rng.random() < 0.2 else []
        old = rng.random() < 0.62
        facts["established_on"] = rng.choice(years + late) if old and rng.random() < 0.8 else None
        facts["permits"] = [random_permit(rng) for _ in range(rng.choice([0, 1, 1, 2]) if old else 0)]
    return facts
