"""What was changed in a plan pack, as a net list: what is changed back is no change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from petasentra.auditing.canonical import columns_sha256, json_sha256
from petasentra.days import as_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from petasentra.days import DayLike
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.plotting.language import Lang

Cell = tuple[str, str, str]
LayerKey = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Rezone:
    """Ground to be given another zone code.

    Parameters
    ----------
    ground
        Polygons, in any CRS: they are taken out of the zones that are there, and each becomes a zone of its own.
    code
        Zone code, one of the permission table.
    instrument
        Id of the instrument whose zones these are.
    layer
        Id of its layer of zones; by default the one of role ``zones``.
    name
        Name of the new zones for people; by default that of another zone of the code, else the code.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> ps.Rezone(study.smelters[:1], "KPI", "perda-21-2009").code
    'KPI'
    """

    ground: LayerLike
    code: str
    instrument: str
    layer: str | None = None
    name: str | None = None


@dataclass(frozen=True, eq=False)
class RezonedGround:
    """Ground that was given another code: on which layer, and its polygons in the CRS of the pack.

    Ground of a later step takes precedence over that of an earlier one; that of one step does not overlap.
    """

    key: LayerKey
    asked: Rezone
    ground: Layer
    step: int = 0

    def same_ground(self, other: RezonedGround) -> bool:
        """Whether these are the same polygons on the same layer."""
        return self.key == other.key and _hashes(self.ground) == _hashes(other.ground)


@dataclass(frozen=True)
class PackChange:
    """One change of a pack, in words.

    Attributes
    ----------
    kind
        ``"rezone"``, ``"layer"``, ``"cell"``, ``"date"``, ``"rule_removed"`` or ``"rule_added"``.
    text_id, text_en
        What was changed, in Indonesian and English.
    """

    kind: Literal["rezone", "layer", "cell", "date", "rule_removed", "rule_added"]
    text_id: str
    text_en: str

    def text(self, lang: Lang = "id") -> str:
        """Return the words in a language.

        Examples
        --------
        >>> from petasentra.what_if.changes import PackChange
        >>> PackChange("date", "berlaku sejak 2022", "in force from 2022").text("en")
        'in force from 2022'
        """
        return self.text_id if lang == "id" else self.text_en


@dataclass(frozen=True)
class Changes:
    """Every change from a pack as it was read, at most one of each cell, date and layer."""

    cells: Mapping[Cell, str] = field(default_factory=dict)
    dates: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    removed: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()
    rezones: tuple[RezonedGround, ...] = ()
    layers: Mapping[LayerKey, Layer] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.cells, self.dates, self.removed, self.added, self.rezones, self.layers))

    def then(self, more: Changes, base: PlanPack, put_back: Collection[LayerKey] = ()) -> Changes:
        """Return these changes and others after them, without what is then again as in `base`.

        Layers that are `put_back` are no longer replaced, nor is ground rezoned in them but by `more`.
        """
        removed = list(self.removed)
        added = list(self.added)
        for key in more.removed:
            mine = [rule for rule in added if (rule[0], rule[2].get("id")) == key and rule[1] != "layer"]
            if mine:
                added = [rule for rule in added if rule not in mine]
            else:
                removed.append(key)
        added += more.added
        anew = {*more.layers, *put_back}
        kept = tuple(
            one
            for one in self.rezones
            if one.key not in anew and not any(one.same_ground(other) for other in more.rezones)
        )
        step = 1 + max((one.step for one in kept), default=-1)
        return replace(
            self,
            cells={key: cell for key, cell in {**self.cells, **more.cells}.items() if cell != _cell(base, key)},
            dates={key: day for key, day in {**self.dates, **more.dates}.items() if day != _date(base, key)},
            removed=tuple(removed),
            added=tuple(added),
            rezones=(*kept, *(replace(one, step=step) for one in more.rezones)),
            layers={
                key: layer
                for key, layer in {**self.layers, **more.layers}.items()
                if (key in more.layers or key not in anew) and not _same_layer(layer, base.layer(*key))
            },
        )

    def of_layer(self, key: LayerKey) -> tuple[Layer | None, tuple[RezonedGround, ...]]:
        """Return what a layer is made of: what replaces it, and what is rezoned in it, in order."""
        return self.layers.get(key), tuple(one for one in self.rezones if one.key == key)

    def changed_layers(self) -> tuple[LayerKey, ...]:
        """Return the layers whose ground is changed, each once."""
        return tuple(dict.fromkeys([*self.layers, *(one.key for one in self.rezones)]))

    def words(self, base: PlanPack) -> tuple[PackChange, ...]:
        """Return the changes for people, in a fixed order."""
        return tuple(_words(self, base))

    def sha256(self, base: PlanPack) -> str:
        """Return a hash of all that is changed, ground included, and of the pack by name and variant."""
        steps = groupby(self.rezones, key=lambda one: one.step)
        return json_sha256(
            {
                "pack": [base.name, base.variant],
                "cells": sorted([*key, cell] for key, cell in self.cells.items()),
                "dates": sorted([*key, day or ""] for key, day in self.dates.items()),
                "removed": sorted(self.removed),
                "added": [[instrument, kind, dict(values)] for instrument, kind, values in self.added],
                "rezones": [
                    [[*one.key, one.asked.code, one.asked.name, _hashes(one.ground)] for one in step]
                    for _, step in steps
                ],
                "layers": sorted([*key, _hashes(layer)] for key, layer in self.layers.items()),
            }
        )


def changes_of(
    *,
    cells: Mapping[str, Mapping[tuple[str, str], str]] | None,
    dates: Mapping[str, Mapping[str, DayLike | None]] | None,
    remove: Mapping[str, Sequence[str]] | None,
    add: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]] | None,
    rezones: Sequence[RezonedGround],
    layers: Mapping[LayerKey, Layer],
) -> Changes:
    """Make changes from the arguments of `petasentra.PlanPack.with_change`."""
    return Changes(
        cells={(i, activity, zone): cell for i, own in (cells or {}).items() for (activity, zone), cell in own.items()},
        dates={
            (i, name): None if day is None else as_day(day, name).isoformat()
            for i, own in (dates or {}).items()
            for name, day in own.items()
        },
        removed=tuple((i, rule) for i, own in (remove or {}).items() for rule in own),
        added=tuple(
            (i, kind, _plain(values)) for i, own in (add or {}).items() for kind, some in own.items() for values in some
        ),
        rezones=tuple(rezones),
        layers=dict(layers),
    )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _cell(pack: PlanPack, key: Cell) -> str | None:
    instrument, activity, zone = key
    found = pack.instrument(instrument)
    if found is None or zone not in found.permissions.zones:
        return None
    if activity not in found.permissions.activities:
        return ""
    table = found.permissions
    return table.cells[table.activities.index(activity) * len(table.zones) + table.zones.index(zone)]


def _date(pack: PlanPack, key: tuple[str, str]) -> object:
    found = pack.instrument(key[0])
    # What is no date of an instrument differs from every date, so that it reaches the core, which says so.
    return dt.MINYEAR if found is None else getattr(found, key[1], dt.MINYEAR)


def _same_layer(layer: Layer, held: Layer | None) -> bool:
    return held is not None and layer.columns == held.columns and _hashes(layer) == _hashes(held)


def _hashes(layer: Layer) -> dict[str, str]:
    import pyarrow as pa

    from petasentra.auditing.inputs import bare

    table = pa.table(layer)
    at = table.schema.get_field_index(layer.geometry_name)
    columns = columns_sha256(table.set_column(at, layer.geometry_name, bare(table.column(at))))
    crs = layer.crs
    return columns | {"": "" if crs is None else crs.authority_code or crs.projjson}


def _words(changes: Changes, base: PlanPack) -> Iterator[PackChange]:
    for (instrument, layer), given in changes.layers.items():
        which = f"{instrument}/{layer}"
        yield PackChange(
            "layer", f"lapisan {which} diganti ({len(given)} unsur)", f"layer {which} replaced ({len(given)} features)"
        )
    for one in changes.rezones:
        instrument, layer = one.key
        hectares = float(one.ground.area().sum()) / 1e4
        yield PackChange(
            "rezone",
            f"{hectares:.2f} ha di {instrument}/{layer} menjadi zona {one.asked.code}".replace(".", ",", 1),
            f"{hectares:.2f} ha of {instrument}/{layer} become zone {one.asked.code}",
        )
    for (instrument, activity, zone), cell in sorted(changes.cells.items()):
        old = _cell(base, (instrument, activity, zone)) or "-"
        words = f"{instrument}: {activity}, zona {zone}: {old} -> {cell or '-'}"
        yield PackChange("cell", words, words.replace(", zona ", ", zone "))
    for (instrument, name), day in sorted(changes.dates.items()):
        old_day = _date(base, (instrument, name)) or "-"
        words = f"{instrument}: {name} {old_day} -> {day or '-'}"
        yield PackChange("date", words, words)
    for instrument, rule in changes.removed:
        yield PackChange(
            "rule_removed", f"{instrument}: ketentuan {rule} dihapus", f"{instrument}: rule {rule} removed"
        )
    for instrument, kind, values in changes.added:
        own = values.get("id", "")
        what_id, what_en = ("lapisan", "layer") if kind == "layer" else ("ketentuan", "rule")
        yield PackChange(
            "rule_added", f"{instrument}: {what_id} {own} ditambahkan", f"{instrument}: {what_en} {own} added"
        )
