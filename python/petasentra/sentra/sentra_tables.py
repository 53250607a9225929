"""The tables of what was found: sentra with their hulls, units, members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra.layers.layer import Layer
from petasentra.sentra.clusters import CORE, MEMBERSHIPS, overlapping, sets_of_units
from petasentra.sentra.shapes import hull, hull_wkb
from petasentra.sentra.words import unit_reasons
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.layers.layer import MeasureMethod
    from petasentra.sentra.clusters import Sets
    from petasentra.sentra.found import FoundSentra
    from petasentra.sentra.units import Units

__all__ = ["members_table", "sentra_layer", "set_columns", "units_table"]


def set_columns(units: Units, sets: Sets) -> dict[str, pa.Array]:
    """Return what is the same for sentra and for what is nearly one: branches, what is alike, units, workers, hull."""
    numbers = range(len(sets))
    first = units.ids.take(pa.array(sets.members[sets.offsets[:-1]])) if len(sets) else pa.array([], pa.string())
    columns: dict[str, pa.Array] = {
        "first_unit": first,
        "branches": _texts([[name for name, _ in one] for one in sets.branches]),
        "value": _texts([_values(units, sets, number) for number in numbers]),
        "units": pa.array(sets.sizes),
    }
    if units.workers is not None:
        of_set = np.repeat(np.arange(len(sets)), sets.sizes)
        known = ~np.isnan(units.workers.low[sets.members])
        for name, bound in (("workers_min", units.workers.low), ("workers_max", units.workers.high)):
            sums = np.bincount(of_set[known], bound[sets.members[known]], minlength=len(sets))
            stated = np.bincount(of_set[known], minlength=len(sets)) > 0
            columns[name] = pa.array(sums, mask=~(stated & np.isfinite(sums)))
        columns["workers_unknown"] = pa.array(np.bincount(of_set[~known], minlength=len(sets)).astype(np.int64))
    if "product" in units.groups:
        columns["products"] = _texts([_products(units, sets.of(number)) for number in numbers])
    if units.areas is not None:
        columns["places"] = _texts([_most_frequent([units.areas[row] for row in sets.of(n).tolist()]) for n in numbers])
    return columns


def shaped(units: Units, sets: Sets, columns: dict[str, pa.Array], threads: int | None = None) -> Layer:
    """Return columns of sets as a layer: the hull of each, its area, and the middle of its units."""
    corners = [hull(units.ground.xy[sets.of(number)]) for number in range(len(sets))]
    middle = np.array([units.ground.xy[sets.of(number)].mean(axis=0) for number in range(len(sets))]).reshape(-1, 2)
    wkb = pa.array([hull_wkb(one) for one in corners], pa.binary())
    crs = units.ground.crs
    bare = Layer.from_arrow(pa.table({"geometry": wkb}), "geometry", crs)
    method: MeasureMethod = "planar-utm" if units.ground.lon_lat else "planar"
    area = bare.area(method, threads=threads) if crs is not None else np.zeros(len(sets))
    table = pa.table(
        columns
        | {"area_ha": pa.array(area / 1e4), "centroid_x": pa.array(middle[:, 0]), "centroid_y": pa.array(middle[:, 1])}
        | {"geometry": wkb}
    )
    return Layer.from_arrow(table, "geometry", crs)


def sentra_layer(found: FoundSentra) -> Layer:
    """Return one row a sentra; see `FoundSentra.sentra`."""
    units, sets = found.read, found.sets
    count = len(sets)
    columns: dict[str, pa.Array] = {"sentra_id": pa.array(np.arange(1, count + 1))}
    columns |= set_columns(units, sets)
    columns["cores"] = pa.array([_cores(found, number) for number in range(count)], pa.int64())
    overlaps = [[other + 1 for other in one] for one in overlapping(sets, len(units))]
    columns["overlaps"] = pa.array(overlaps, pa.list_(pa.int64()))
    columns["eps_m"] = pa.array(np.full(count, found.eps_m))
    columns |= {
        name: pa.array([text] * count, pa.string())
        for name, text in (
            ("distance", found.distance),
            ("rule", found.rule.name),
            ("as_of", None if found.as_of is None else found.as_of.isoformat()),
        )
    }
    columns["verified"] = pa.array([found.rule.verified] * count, pa.bool_())
    return shaped(units, sets, columns, found.threads)


def units_table(found: FoundSentra) -> Table:
    """Return one row a unit; see `FoundSentra.units`."""
    units = found.read
    numbers, starts = sets_of_units(found.sets, len(units))
    strongest = strongest_membership(found)
    reasons = unit_reasons(found)
    columns: dict[str, pa.Array] = {
        "unit_id": units.ids,
        "sentra": pa.ListArray.from_arrays(pa.array(starts, pa.int32()), pa.array(numbers + 1)),
        "membership": _named(strongest, MEMBERSHIPS),
    }
    for branch in found.branches:
        columns[branch.name] = _named(branch.membership, MEMBERSHIPS)
    columns["reason_id"] = _named(strongest, [one[0] for one in reasons])
    columns["reason_en"] = _named(strongest, [one[1] for one in reasons])
    return Table.from_arrow(pa.table(columns))


def strongest_membership(found: FoundSentra) -> npt.NDArray[np.uint8]:
    """Return of each unit the membership that says most among its branches.

    One that does not count is the same in all; of the others the smaller number says more.
    """
    strongest: npt.NDArray[np.uint8] = np.min([branch.membership for branch in found.branches], axis=0)
    return strongest


def members_table(found: FoundSentra) -> Table:
    """Return one row a sentra, branch and unit; see `FoundSentra.members`."""
    units, sets = found.read, found.sets
    sentra, branch, rows, kinds = [], [], [], []
    by_name = {one.name: one for one in found.branches}
    for number in range(len(sets)):
        members = sets.of(number)
        for name, _ in sets.branches[number]:
            sentra.append(np.full(len(members), number + 1))
            branch += [name] * len(members)
            rows.append(members)
            kinds.append(by_name[name].membership[members])
    joined = [np.concatenate(one) if one else np.empty(0, dtype=np.int64) for one in (sentra, rows, kinds)]
    return Table.from_arrow(
        pa.table(
            {
                "sentra_id": pa.array(joined[0].astype(np.int64)),
                "branch": pa.array(branch, pa.string()),
                "unit_id": units.ids.take(pa.array(joined[1].astype(np.int64))),
                "membership": _named(joined[2].astype(np.uint8), MEMBERSHIPS),
            }
        )
    )


def _named(numbers: npt.NDArray[np.uint8], words: Any) -> pa.Array:  # noqa: ANN401 - any sequence of texts
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int8)), pa.array(list(words), pa.string())).cast(
        pa.string()
    )


def _texts(lists: list[list[str]]) -> pa.Array:
    return pa.array(lists, pa.list_(pa.string()))


def _values(units: Units, sets: Sets, number: int) -> list[str]:
    first = int(sets.of(number)[0])
    groups = [units.groups[name] for name, _ in sets.branches[number]]
    return [one.words[int(one.codes[first])] for one in groups]


def _products(units: Units, rows: npt.NDArray[np.int64]) -> list[str]:
    groups = units.groups["product"]
    codes = groups.codes[rows][groups.known[rows]]
    return _most_frequent([groups.words[one] for one in codes.tolist()])


def _most_frequent(words: list[str]) -> list[str]:
    counts: dict[str, int] = {}
    for word in words:
        if word:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word))


def _cores(found: FoundSentra, number: int) -> int:
    name = found.sets.branches[number][0][0]
    branch = next(one for one in found.branches if one.name == name)
    return int((branch.membership[found.sets.of(number)] == CORE).sum())
