"""The tables of who is served: a row a unit and kind with the reason, and what is left of each facility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.impact.pairing import STATUSES
from petasentra.impact.record_types import kind_words
from petasentra.impact.tables import made_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.impact.intervals import End
    from petasentra.impact.pairing import Pairing, Room
    from petasentra.plotting.language import Words
    from petasentra.tables import Table

__all__ = ["rooms_table", "units_table"]


def units_table(
    ids: Sequence[str], rooms: Mapping[str, Sequence[Room]], pairings: Mapping[str, Pairing], within_m: float
) -> Table:
    """Return a row a unit, kind by kind; see `Served.table`."""
    import pyarrow as pa

    def joined(parts: Sequence[pa.Array], kind: pa.DataType) -> pa.Array:
        return pa.chunked_array(parts, kind).combine_chunks() if parts else pa.array([], kind)

    parts: dict[str, list[pa.Array]] = {name: [] for name in _COLUMNS}
    for kind, pairing in pairings.items():
        names = pa.array([room.facility.id for room in rooms[kind]], pa.string())
        parts["unit_id"].append(pa.array(ids, pa.string()))
        parts["kind"].append(pa.array([kind], pa.string()).take(pa.array(np.zeros(len(ids), dtype=np.int64))))
        parts["facility_id"].append(names.take(pa.array(pairing.facility, mask=pairing.facility < 0)))
        parts["distance_m"].append(pa.array(pairing.metres, mask=~np.isfinite(pairing.metres)))
        parts["status"].append(pa.array(STATUSES, pa.string()).take(pa.array(pairing.status.astype(np.int64))))
        for lang, name in enumerate(("reason_id", "reason_en")):
            parts[name].append(pa.array(_reasons(pairing, kind, within_m, lang), pa.string()))
    kinds = {"distance_m": pa.float64()}
    return made_table({name: joined(held, kinds.get(name, pa.string())) for name, held in parts.items()})


_COLUMNS = ("unit_id", "kind", "facility_id", "distance_m", "status", "reason_id", "reason_en")


def _reasons(pairing: Pairing, kind: str, within_m: float, lang: int) -> list[str]:
    """Return why each unit is not served; only the distance differs from row to row."""
    words = kind_words("facility", kind)
    fixed = [_reason(status, words, within_m)[lang] for status in STATUSES]
    said = np.array(fixed, dtype=object)[pairing.status]
    far = (pairing.status == STATUSES.index("none_within")) & np.isfinite(pairing.metres)
    told = ("{0} terdekat berjarak {1:.0f} m, lebih dari {2:g} m",
            "the nearest {0} is {1:.0f} m away, more than {2:g} m")[lang]  # fmt: skip
    said[far] = [told.format(words[lang], metres, within_m) for metres in pairing.metres[far].tolist()]
    reasons: list[str] = said.tolist()
    return reasons


def _reason(status: str, name: Words, within_m: float) -> Words:
    return {
        "served": ("", ""),
        "full": (f"{name[0]} dalam {within_m:g} m sudah penuh", f"every {name[1]} within {within_m:g} m is full"),
        "capacity_unknown": (
            f"kapasitas {name[0]} dalam jangkauan tidak diketahui",
            f"the capacity of the {name[1]} in reach is not known",
        ),
        "demand_unknown": (
            f"kebutuhan unit akan {name[0]} tidak diketahui dalam satuan kapasitasnya",
            f"what the unit asks of the {name[1]} is not known in the unit of its capacity",
        ),
        "none_within": (
            f"tidak ada {name[0]} dalam {within_m:g} m lewat jalan", f"no {name[1]} within {within_m:g} m by road",
        ),
        "no_facility": (
            f"tidak ada {name[0]} dengan letak yang diketahui", f"there is no {name[1]} whose place is known",
        ),
        "position_unknown": ("letak unit tidak diketahui", "the place of the unit is not known"),
        "off_road": ("unit tidak terhubung dengan jalan", "the unit is on no road"),
    }[status]  # fmt: skip


def rooms_table(rooms: Sequence[Room]) -> Table:
    """Return a row a facility; see `Served.facilities`."""
    import pyarrow as pa

    def status(room: Room) -> str:
        if not room.placed:
            return "position_unknown"
        if room.unlimited:
            return "open"
        return "capacity_unknown" if not room.known else "full" if room.used >= room.capacity else "open"

    def number(room: Room, value: End) -> float | None:
        return float(value) if room.known else None

    return made_table(
        {
            "facility_id": [one.facility.id for one in rooms],
            "kind": [one.facility.kind for one in rooms],
            "units": pa.array([one.served for one in rooms], pa.int64()),
            "capacity": pa.array([number(one, one.capacity) for one in rooms], pa.float64()),
            "used": pa.array([number(one, one.used) for one in rooms], pa.float64()),
            "left": pa.array([number(one, one.capacity - one.used) for one in rooms], pa.float64()),
            "unit": [one.facility.capacity.unit if one.known else None for one in rooms],
            "per": [one.facility.capacity.per if one.known else None for one in rooms],
            "status": [status(one) for one in rooms],
        }
    )
