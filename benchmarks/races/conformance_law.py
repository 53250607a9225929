"""The law of the race `conformance`: invented rules on real ground, as data that both sides read.

Nothing in it is quoted from a regulation. One plan says what may stand in which zone; four overlays, two special zones
and three distances tighten it. For the timeline there are three plans, one after the other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

ACTIVITIES = ("logam", "pangan", "tekstil", "kayu", "kimia", "batu-bata")
ZONES = tuple(f"Z-{n}" for n in range(1, 13))
CELLS = ["I"] * 4 + ["X"] * 3 + ["T1", "B1", "B1,B2", "T1,B1", ""]
CONDITIONS = ("T1", "B1", "B2")
SLIVER_M2, BOUNDARY_M = 1.0, 0.002
STARTS = (dt.date(2000, 1, 1), dt.date(2010, 1, 1), dt.date(2021, 1, 1))
AS_OF = dt.date(2025, 6, 1)
ZONES_LAYER = "pola-ruang"


@dataclass(frozen=True)
class Overlay:
    """Inside this layer the verdict is no better than `at_best`."""

    id: str
    activities: tuple[str, ...]
    at_best: str


@dataclass(frozen=True)
class Special:
    """Inside this layer the cell of these activities becomes `cell`."""

    id: str
    activities: tuple[str, ...]
    cell: str
    precedence: str


@dataclass(frozen=True)
class Distance:
    """Nearer than so many metres to this layer, the verdict is no better than `below`."""

    id: str
    activities: tuple[str, ...]
    min_m: float
    measured_from: str
    below: str


OVERLAYS = (
    Overlay("lahan-pangan", ("*",), "prohibited"),
    Overlay("rawan-banjir", ("logam", "kimia", "tekstil"), "conditional"),
    Overlay("hutan", ("*",), "prohibited"),
    Overlay("bandara", ("kimia", "batu-bata"), "limited"),
)
SPECIALS = (
    Special("zona-khusus-logam", ("logam", "kimia"), "B1,B2", "over_zone"),
    Special("zona-khusus-pangan", ("pangan", "kayu"), "T1", "unstated"),
)
DISTANCES = (
    Distance("sekolah", ("logam", "kimia"), 300.0, "boundary", "prohibited"),
    Distance("jalan", ("*",), 25.0, "boundary", "conditional"),
    Distance("pasar", ("kimia", "batu-bata", "tekstil"), 500.0, "centroid", "prohibited"),
)


def matrix(plan: int) -> dict[str, list[str]]:
    """Cells of a plan, a row an activity, in the order of the zones."""
    random = np.random.default_rng(100 + plan)
    return {activity: [str(cell) for cell in random.choice(CELLS, len(ZONES))] for activity in ACTIVITIES}


def plan_id(plan: int) -> str:
    return f"rencana-rekaan-{STARTS[plan].year}"


def section(head: str, values: dict[str, object]) -> str:
    """A table of TOML."""

    def text(value: object) -> str:
        if isinstance(value, tuple):
            return "[" + ", ".join(text(one) for one in value) + "]"
        if isinstance(value, bool):
            return str(value).lower()
        return f'"{value}"' if isinstance(value, str) else str(value)

    return "\n".join([head, *(f"{key} = {text(value)}" for key, value in values.items())]) + "\n"


def instrument_toml(plan: int, first: int) -> str:
    """One plan with all its rules; `first` is the earliest of the pack."""
    ends = dict(pairwise(STARTS))
    head = {"id": plan_id(plan), "kind": "perda", "number": plan + 1, "year": STARTS[plan].year,
            "title": "Rencana rekaan untuk adu cepat", "level": "rtrw-kabupaten", "in_force_from": STARTS[plan],
            "status": "in_force", "source": "rekaan", "verified": False}  # fmt: skip
    if STARTS[plan] in ends:
        head["in_force_to"] = ends[STARTS[plan]]
    if plan > first:
        head["replaces"] = (plan_id(plan - 1),)
    drawn = {"source": "rekaan", "verified": False, "schematic": True}
    parts = [
        section("[instrument]", head),
        section("[[layer]]", {"id": ZONES_LAYER, "role": "zones", "code": f"kode{plan}", **drawn}),
        section("[permissions]", {"path": f"izin-{plan}.csv", "conditions": "syarat.csv", "absent": "not_regulated",
                                  "article": "lampiran", "source": "rekaan", "verified": False}),
    ]  # fmt: skip
    for rule in OVERLAYS:
        parts.append(section("[[layer]]", {"id": rule.id, "role": "overlay", "code": "kode", **drawn}))
        parts.append(section("[[overlay_rule]]", {"id": rule.id, "layer": rule.id, "activities": rule.activities,
                                                  "at_best": rule.at_best, "article": f"pasal-{rule.id}"}))  # fmt: skip
    for rule in SPECIALS:
        parts.append(section("[[layer]]", {"id": rule.id, "role": "area", "code": "kode", **drawn}))
        parts.append(section("[[area_rule]]", {"id": rule.id, "layer": rule.id, "codes": ("khusus",),
                                               "activities": rule.activities, "cell": rule.cell,
                                               "precedence": rule.precedence,
                                               "article": f"pasal-{rule.id}"}))  # fmt: skip
    for rule in DISTANCES:
        parts.append(section("[[layer]]", {"id": rule.id, "role": "receptor", "code": "kode", **drawn}))
        parts.append(section("[[distance_rule]]", {"id": f"jarak-{rule.id}", "activities": rule.activities,
                                                   "receptor": rule.id, "min_m": rule.min_m,
                                                   "measured_from": rule.measured_from, "below": rule.below,
                                                   "article": f"pasal-jarak-{rule.id}"}))  # fmt: skip
    return "\n".join(parts)


def pack_files(plans: list[int]) -> dict[str, str]:
    """The texts of a pack folder with these plans, by name."""
    files = {f"instrumen-{plan}.toml": instrument_toml(plan, plans[0]) for plan in plans}
    for plan in plans:
        rows = [f'{activity},{",".join(chr(34) + cell + chr(34) for cell in cells)}'
                for activity, cells in matrix(plan).items()]  # fmt: skip
        files[f"izin-{plan}.csv"] = "\n".join([f"activity,{','.join(ZONES)}", *rows]) + "\n"
    files["syarat.csv"] = "id,kind,text_id,text_en,predicate,threshold,unit\n" + "".join(
        f"{id_},document,dokumen rekaan {id_},invented paper {id_},,,\n" for id_ in CONDITIONS
    )
    files["kegiatan.csv"] = "id,name_id,name_en,kbli,kbli_version,scale,source,verified\n" + "".join(
        f"{id_},{id_},{id_},,2020,,rekaan,false\n" for id_ in ACTIVITIES
    )
    files["pack.toml"] = "\n".join(
        [
            section(
                "[pack]",
                {
                    "format": 1,
                    "name": "adu-cepat",
                    "title": "Paket rekaan",
                    "crs": "EPSG:32749",
                    "kbli_version": "2020",
                    "instruments": tuple(f"instrumen-{n}.toml" for n in plans),
                },
            ),
            section(
                "[tolerance]",
                {"boundary_m": BOUNDARY_M, "sliver_m2": SLIVER_M2, "decisive_share": 0.0, "conforming_share": 1.0},
            ),
            section("[activities]", {"path": "kegiatan.csv"}),
        ]  # fmt: skip
    )
    return files
