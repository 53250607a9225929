"""Random small plan packs and sites, as a dict for the twin; `pack_files` writes them as a folder for the engine.

Everything is invented, and drawn on the grid of `random_ground`. `features` says which parts of the contract the packs
use beside zones, matrices, area rules and overlays; the rare words of the contract are made less rare here.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import geopandas
import pandas
from pack_files import permits_json, write_pack
from random_details import (
    random_conditions,
    random_dates,
    random_distance_rule,
    random_existing,
    random_facts,
    random_intensity,
    random_receptors,
    random_transitions,
)
from random_ground import SIDE, partition, random_site, some_square, zone_shapes

if TYPE_CHECKING:
    import random

__all__ = ["DAYS", "FEATURES", "random_pack", "random_sites", "site_frame", "write_pack"]

FEATURES = frozenset({"conditions", "intensity", "distance", "crosswalk", "existing_use", "dates", "accuracy"})
DAYS = [dt.date(2015, 6, 1)] * 10
DAYS += [dt.date(2002, 1, 1), dt.date(2009, 12, 31), dt.date(2010, 1, 1), dt.date(2023, 1, 1)]
FIRST, SECOND, LAST = dt.date(2003, 1, 1), dt.date(2010, 1, 1), dt.date(2021, 1, 1)
CELLS = ["I"] * 6 + ["T1", "T", "B", "B2", "T1,B1", "t2; b1", "B1.B2", "T3 T4", "b1/t1"] + ["X"] * 4
CELLS += ["x", " i ", "", "", "?", "Q7", "I,X", "-"]
RULE_SCALES = [""] * 8 + ["mikro", "besar"]
SITE_SCALES = ["", "", "mikro", "besar"]
AT_BEST = ["prohibited", "conditional", "limited", "limited_conditional", "conforms"]
CONDITION_CELLS = [*"IIIX", "", *["T1", "T2", "T3"] * 3, "T", "T1,B1", "T2 B3", "t3.T1", "B2", "?"]


PACK_ACTIVITIES = [
    {"id": "olah-slag", "kbli": "38301", "version": "2020"},
    {"id": "tenun", "kbli": "1312", "version": "2020"},
    {"id": "gudang", "kbli": "521", "version": "2020"},
    {"id": "tanpa-baris", "kbli": "", "version": ""},
    {"id": "gudang-besar", "kbli": "521", "version": "2020", "scale": "besar"},
    {"id": "tenun-ikat", "kbli": "1312", "version": "2020"},
]
ACTIVITIES = (
    [("olah-slag", "")] * 10 + [("tenun", "")] * 3 + [("gudang", "")] * 2 + [("tanpa-baris", "")]
    + [("38301", "2020"), ("13121", "2020"), ("52101", "2020")]
    + [("99999", "2020"), ("38301", "2015"), ("bukan kegiatan", "")]
)  # fmt: skip


def random_instrument(
    rng: random.Random, name: str, level: str, start: dt.date, end: dt.date | None, features: frozenset[str]
) -> dict[str, Any]:
    codes = [f"Z-{n}" for n in range(1, rng.randint(3, 6))]
    drawn = [*codes, *(["Z-1/Z-2"] if rng.random() < 0.3 else [])]
    wild = rng.random()
    cells = ["X"] * 4 + ["I", "B1", "T1,B1"] if wild < 0.12 else ["I", "I", "T1", "B1"] if wild < 0.35 else CELLS
    if "conditions" in features and wild > 0.35:
        cells = CONDITION_CELLS
    activities = ["olah-slag", "tenun", "gudang", "gudang-besar", "tenun-ikat"]
    instrument: dict[str, Any] = {
        "id": name, "level": level, "status": "in_force", "from": start, "to": end, "enacted": None, "published": None,
        "replaces": [], "matrix_article": f"{name}-itbx",
        "absent": rng.choice(["prohibited", "not_regulated", "missing"]),
        "matrix_codes": codes, "zones": None, "layers": {}, "overlay_rules": [], "area_rules": [],
        "matrix": {a: {c: rng.choice(cells) for c in codes} for a in activities if rng.random() < 0.9},
    }  # fmt: skip
    if level != "sectoral":
        instrument["zones"] = [(rng.choice(drawn), shape) for shape in zone_shapes(rng)]
        if level == "rdtr":
            instrument["zones"] = instrument["zones"][: rng.randint(1, 3)]
    instrument["layers"] = {
        "kp2b": [("L", some_square(rng, 2, 5)) for _ in range(rng.randint(1, 2))],
        "sempadan": [("S", some_square(rng, 1, 8))],
        "kecamatan": [(f"35.17.{n}", tile) for n, tile in enumerate(partition(rng, 0, 0, SIDE, SIDE, 2), 11)],
    }
    for n in range(rng.choice([0, 0, 1, 1, 2])):
        rule = {"id": f"tampalan-{n}", "article": f"{name}-tampalan-{n}", "layer": rng.choice(["kp2b", "sempadan"])}
        rule["activities"] = rng.choice([["*"], ["olah-slag"], ["olah-slag", "tenun"]])
        rule["at_best"] = rng.choice(["prohibited", *AT_BEST])
        rule["scale"] = rng.choice(RULE_SCALES)
        instrument["overlay_rules"].append(rule)
    for n in range(rng.choice([0, 1, 1, 2, 3])):
        held = [code for code, _ in instrument["layers"]["kecamatan"]]
        rule = {"id": f"khusus-{n}", "article": f"{name}-khusus-{n}", "layer": "kecamatan"}
        rule["codes"] = rng.sample(held, rng.randint(1, len(held)))
        rule["activities"] = rng.choice([["*"], ["olah-slag"], ["olah-slag", "gudang"]])
        rule["cell"] = rng.choice(["I", "B1,B3", "T1", "T2,B2", "X", "?"])
        rule["precedence"] = rng.choice(["over_zone", "over_overlay", "unstated"])
        rule["scale"] = rng.choice(RULE_SCALES)
        instrument["area_rules"].append(rule)
    return instrument | random_details(rng, instrument, features)


def random_details(rng: random.Random, instrument: dict[str, Any], features: frozenset[str]) -> dict[str, Any]:
    """What the features add to an instrument."""
    found: dict[str, Any] = {}
    name = instrument["id"]
    if "conditions" in features:
        found["conditions"] = random_conditions(rng)
    if "intensity" in features and instrument["level"] != "sectoral" and rng.random() < 0.65:
        found["intensity"] = random_intensity(rng, instrument["matrix_codes"])
    if features & {"conditions", "distance"}:
        found["existing"] = random_existing(rng)
    if "distance" in features:
        found["receptors"] = random_receptors(rng)
        found["distance_rules"] = [
            random_distance_rule(rng, f"{name}-jarak-{n}", list(found["existing"]), ["prohibited", *AT_BEST])
            for n in range(rng.choice([0, 1, 1, 1, 2]))
        ]
    if "existing_use" in features:
        found["transitions"] = random_transitions(rng, name)
    if "dates" in features:
        found["dates"] = random_dates(rng, instrument)
    if "accuracy" in features:
        found["accuracy_m"] = rng.choice([None, None, 0.0, 1.0, 2.3, 4.0, 6.5, 12.0])
        found["map_scale"] = rng.choice([5000, 5000, 25000, 50000, 50000])
    return found


def random_pack(rng: random.Random, features: frozenset[str] = FEATURES) -> dict[str, Any]:
    bare = random_instrument(rng, "perda-lama", "rtrw-kabupaten", FIRST, SECOND, features)
    if rng.random() < 0.5:
        bare |= {"zones": None, "layers": {}, "overlay_rules": [], "area_rules": [], "intensity": None}
    middle = random_instrument(rng, "perda-tengah", "rtrw-kabupaten", SECOND, LAST, features)
    middle["replaces"] = ["perda-lama"]
    middle["published"] = rng.choice([None, dt.date(2010, 3, 1)])
    newest = random_instrument(
        rng, "perda-baru", "rtrw-kabupaten", LAST, rng.choice([None, None, dt.date(2022, 6, 1)]), features
    )
    newest["replaces"] = ["perda-tengah"]
    newest["enacted"] = rng.choice([None, dt.date(2020, 11, 1)])
    instruments = [bare, middle, newest]
    if rng.random() < 0.3:
        rdtr = random_instrument(rng, "perbup-rdtr", "rdtr", dt.date(2012, 1, 1), dt.date(2022, 6, 1), features)
        rdtr["status"] = rng.choice(["in_force", "draft_binding", "draft"])
        rdtr["oss_integrated"] = rng.random() < 0.8
        instruments.append(rdtr)
        if rng.random() < 0.3:
            instruments.remove(middle)
    if rng.random() < 0.4:
        instruments.append(random_instrument(rng, "perpres-lp2b", "sectoral", dt.date(2005, 1, 1), None, features))
    rng.shuffle(instruments)
    activities = [dict(activity) for activity in PACK_ACTIVITIES]
    activities += [{"id": "sekolah", "kbli": "", "version": ""}] if "distance" in features else []
    extra = {"accuracy_by_scale": {50000: 6.0, 5000: 0.5}} if "accuracy" in features else {}
    if "crosswalk" in features:
        extra["kbli_version"] = rng.choice(["2020", "2020", "2015", None])
    if "crosswalk" in features and rng.random() < 0.7:
        keys = ("from_version", "from", "to_version", "to", "kind")
        extra["kbli_crosswalk"] = [dict(zip(keys, row, strict=True)) for row in CROSSWALK]
    return {
        "tolerance": {
            "boundary_m": rng.choice([0.002, 0.5]),
            "sliver_m2": rng.choice([0.01, 1.0, 1.0, 30.3, 61.7]),
            "decisive_share": rng.choice([0.0, 0.0, 0.1234, 0.3217]),
            "conforming_share": rng.choice([1.0, 1.0, 0.75, 0.5]),
        },
        "activities": activities,
        "instruments": instruments,
        **extra,
    }


# In which ways a word of a site goes through the crosswalk: to the same code, to one of its kind, to several, to none.
CROSSWALK = [
    ("2015", "38301", "2020", "38301", "same"),
    ("2015", "13121", "2020", "13121", "merge"),
    ("2015", "13122", "2020", "13121", "merge"),
    ("2015", "52000", "2020", "38301", "split"),
    ("2015", "52000", "2020", "52101", "split"),
    ("2015", "47000", "2020", "38301", "split"),
    ("2015", "47000", "2020", "99999", "split"),
    ("2010", "38301", "2015", "38301", "same"),
    ("2015", "4711", "2020", "52101", "same"),
]
MOVED = [
    ("38301", "2015"),
    ("13122", "2015"),
    ("52000", "2015"),
    ("52000", "2015"),
    ("47000", "2015"),
    ("52009", "2015"),
    ("47112", "2015"),
    ("38301", ""),
    ("13121", ""),
]


def random_sites(rng: random.Random, count: int, features: frozenset[str] = FEATURES) -> list[dict[str, Any]]:
    words = ACTIVITIES + (MOVED if "crosswalk" in features else [])
    words = words + [("sekolah", "")] * 7 if "distance" in features else words
    out = []
    for n in range(count):
        activity, version = rng.choice(words)
        shape = random_site(rng)
        out.append(
            {
                "site_id": f"S{n:03d}",
                "activity": activity,
                "kbli_version": version,
                "scale": rng.choice(SITE_SCALES),
                "geometry": shape,
                **random_facts(rng, shape.area, features),
            }
        )
    return out


def site_frame(sites: list[dict[str, Any]]) -> geopandas.GeoDataFrame:
    """The sites as a table; a column that says nothing of any of them is not there."""
    frame = geopandas.GeoDataFrame(sites, crs="EPSG:32749")
    if "permits" in frame:
        frame["permits"] = [permits_json(site["permits"]) for site in sites]
        frame["established_on"] = [site["established_on"] and site["established_on"].isoformat() for site in sites]
    for name in [name for name in frame.columns if name not in ("site_id", "geometry")]:
        if frame[name].isna().all():
            frame = frame.drop(columns=name)
        elif pandas.api.types.is_numeric_dtype(frame[name]):
            frame[name] = frame[name].astype("Float64")
    return frame
