"""Which WPPI, KPI and KI hold each sentra of a list on a day; where that is not known, why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pyarrow as pa

from petasentra.days import as_day
from petasentra.errors import OptionError
from petasentra.impact.tables import made_table
from petasentra.sentra.arguments import metres_given
from petasentra.sentra.definitions import definitions
from petasentra.sentra.registry.dated_areas import UNDATED, VALID, dated_areas
from petasentra.sentra.registry.places import DESA_CENTROID, UNKNOWN

if TYPE_CHECKING:
    import datetime as dt

    from petasentra.days import DayLike
    from petasentra.layers.layer import LayerLike
    from petasentra.plotting.language import Lang, Words
    from petasentra.sentra.registry.dated_areas import DatedAreas
    from petasentra.sentra.registry.registry import Registry
    from petasentra.tables import Table

    AreasByKind: TypeAlias = LayerLike | Mapping[str, LayerLike]

__all__ = ["HeldBy", "held_by"]

HELD, NOT_HELD, NOBODY_KNOWS = "held", "not_held", "unknown"


@dataclass(frozen=True)
class HeldBy:
    """Which areas hold each sentra on a day; made by `Registry.held_by`.

    ``table``: a row a sentra and kind, in the order of the list: ``sentra_id``, ``kind``, ``status`` (``held``,
    ``not_held``, ``unknown``), ``area`` (names of the areas that hold it; of one that is ``unknown`` those that may),
    ``valid_from`` and ``source`` (of the first of them), ``required`` (whether a definition known on the day says that
    a sentra has to lie in this kind), ``verified`` (of all of those areas), ``reason_id``, ``reason_en``.
    """

    table: Table
    as_of: dt.date

    def __len__(self) -> int:
        return len(self.table)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many sentra have which status, by kind."""
        counted = Counter(zip(self.table["kind"], self.table["status"], strict=True))
        kinds = sorted({kind for kind, _ in counted})
        return {kind: {one: counted[kind, one] for one in (HELD, NOT_HELD, NOBODY_KNOWS)} for kind in kinds}

    def to_arrow(self) -> pa.Table:
        """Return `table` as a pyarrow Table."""
        return self.table.to_arrow()

    def explain(self, sentra_id: str, *, lang: Lang = "id") -> str:
        """Return what is said of one sentra, kind by kind, as text.

        Raises
        ------
        OptionError
            There is no such sentra.
        """
        from petasentra.plotting.language import check_lang, date

        language = check_lang(lang)
        lines = [
            f"  - {row['kind'].upper()}: {row[f'reason_{language}']}"
            for row in self.table.to_pylist()
            if row["sentra_id"] == sentra_id
        ]
        if not lines:
            raise OptionError(f"There is no sentra {sentra_id!r}.", f"Tidak ada sentra {sentra_id!r}.", code=801)
        return "\n".join([f"{sentra_id}, {date(self.as_of, language)}:", *lines])

    def __repr__(self) -> str:
        told = "; ".join(
            f"{kind}: " + ", ".join(f"{count} {status}" for status, count in by.items() if count)
            for kind, by in self.counts.items()
        )
        return f"HeldBy on {self.as_of}: {told}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def held_by(
    registry: Registry,
    areas: AreasByKind,
    as_of: DayLike,
    *,
    kind: str | None,
    desa_radius_m: float | None,
    threads: int | None,
) -> HeldBy:
    """Return the answer; see `Registry.held_by`."""
    day = as_day(as_of)
    radius = None if desa_radius_m is None else metres_given("desa_radius_m", desa_radius_m)
    known = definitions(as_of=day)
    terms = dict.fromkeys(known["term"])
    required = {
        one for term, within in zip(known["term"], known["within"], strict=True) if term == "sentra" for one in within
    }
    layers = areas.items() if isinstance(areas, Mapping) else [(kind, areas)]
    by_kind: dict[str, list[DatedAreas]] = {}
    for name, layer in layers:
        for one in dated_areas(layer, name, day):
            if one.kind not in terms:
                raise OptionError(
                    f"{one.kind!r} is no kind of area.", f"{one.kind!r} bukan jenis kawasan.",
                    hint_en="Kinds: " + ", ".join(terms), hint_id="Jenis: " + ", ".join(terms), code=801, column="kind",
                )  # fmt: skip
            by_kind.setdefault(one.kind, []).append(one)
    columns: dict[str, list[object]] = {}
    parts = [_of_kind(registry, name, several, radius, threads) for name, several in by_kind.items()]
    many = len(registry)
    order = [(part, row) for row in range(many) for part in range(len(parts))]
    for name in ("status", "area", "valid_from", "source", "verified", "reason_id", "reason_en"):
        columns[name] = [parts[part][row][name] for part, row in order]
    kinds = list(by_kind)
    ids = registry.rows.ids.to_pylist()
    table = made_table(
        {"sentra_id": [ids[row] for _, row in order], "kind": [kinds[part] for part, _ in order]}
        | {name: columns[name] for name in ("status",)}
        | {"area": pa.array(columns["area"], pa.list_(pa.string()))}
        | {name: columns[name] for name in ("valid_from", "source")}
        | {
            "required": pa.array([kinds[part] in required for part, _ in order], pa.bool_()),
            "verified": pa.array(columns["verified"], pa.bool_()),
        }
        | {name: columns[name] for name in ("reason_id", "reason_en")}
    )
    return HeldBy(table, day)


def _of_kind(
    registry: Registry, kind: str, several: list[DatedAreas], radius: float | None, threads: int | None
) -> list[dict[str, object]]:
    """Return one answer a sentra for the areas of one kind."""
    places = registry.rows.places
    asked = np.flatnonzero(np.isfinite(places.lon) & (places.position != UNKNOWN))
    holders: dict[int, list[tuple[DatedAreas, int]]] = {}
    border_m = np.full(len(registry), np.inf)
    for one in several:
        pairs, far = one.holding(places.lon[asked], places.lat[asked], threads)
        border_m[asked] = np.minimum(border_m[asked], far)
        for point, area in pairs:
            holders.setdefault(int(asked[point]), []).append((one, area))
    return [
        _answer(kind, int(places.position[row]), holders.get(row, []), float(border_m[row]), radius)
        for row in range(len(registry))
    ]


def _answer(
    kind: str, position: int, holders: list[tuple[DatedAreas, int]], border_m: float, radius: float | None
) -> dict[str, object]:
    dated = [(one, area) for one, area in holders if one.valid[area] == VALID]
    undated = [(one, area) for one, area in holders if one.valid[area] == UNDATED]
    name = kind.upper()
    status, told = NOT_HELD, dated
    reason: Words = (f"tidak ada {name} yang berlaku pada hari itu di tempatnya", f"no {name} holds there on the day")
    if position == UNKNOWN:
        status = NOBODY_KNOWS
        reason = ("letak sentra tidak diketahui", "the place of the sentra is not known")
    elif position == DESA_CENTROID and (radius is None or border_m <= radius):
        status, told = NOBODY_KNOWS, dated or undated
        reason = (
            "hanya titik tengah desanya yang diketahui; batas kawasan dapat memotong desa itu",
            "only the centroid of its desa is known; a border may cross that desa",
        )
    elif dated:
        status, reason = HELD, ("", "")
    elif undated:
        status, told = NOBODY_KNOWS, undated
        reason = (f"{name} di tempatnya tidak menyebut sejak kapan berlaku", f"the {name} there states no first day")
    first = told[0] if told else None
    return {
        "status": status,
        "area": [one.names[area] for one, area in told],
        "valid_from": first[0].since[first[1]] if first else None,
        "source": first[0].sources[first[1]] if first else None,
        "verified": bool(told) and all(one.verified[area] for one, area in told),
        "reason_id": reason[0],
        "reason_en": reason[1],
    }
