"""Places that are nearly a sentra: one unit short, or with enough units that stand too far apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra.sentra.clusters import Branch, branch_clusters, joined_sets
from petasentra.sentra.crowding import nth_nearest_m
from petasentra.sentra.sentra_tables import set_columns, shaped
from petasentra.sentra.units import COUNTS
from petasentra.sentra.words import metres

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang
    from petasentra.sentra.found import FoundSentra

__all__ = ["almost_layer"]

ONE_SHORT, SPREAD = "one_unit_short", "too_spread"
#: How far one looks for the units that a place lacks, as a multiple of eps_m.
WIDER = 2.0


def almost_layer(found: FoundSentra) -> Layer:
    """Return the places; see `FoundSentra.almost`."""
    units, rule = found.read, found.rule
    in_sentra = np.zeros(len(units), dtype=bool)
    in_sentra[found.sets.members] = True
    branches = [_places(found, branch, in_sentra) for branch in found.branches]
    sets = joined_sets(branches, units.order)
    enough_at = {branch.name: _enough_at_m(found, branch) for branch in branches}
    at = np.array([min(enough_at[name][number] for name, number in one) for one in sets.branches], dtype=np.float64)
    sizes = sets.sizes.tolist()
    kinds = [ONE_SHORT if size < rule.min_units else SPREAD for size in sizes]
    columns: dict[str, pa.Array] = {
        "almost_id": pa.array(np.arange(1, len(sets) + 1)),
        "kind": pa.array(kinds, pa.string()),
    }
    columns |= set_columns(units, sets)
    columns["unit_ids"] = pa.ListArray.from_arrays(
        pa.array(sets.offsets, pa.int32()), units.ids.take(pa.array(sets.members))
    )
    columns["units_missing"] = pa.array([int(kind == ONE_SHORT) for kind in kinds], pa.int64())
    columns["enough_at_m"] = pa.array(at, mask=~np.isfinite(at))
    columns["missing_id"] = pa.array([_missing(found, *one, "id") for one in zip(sizes, at, strict=True)], pa.string())
    columns["missing_en"] = pa.array([_missing(found, *one, "en") for one in zip(sizes, at, strict=True)], pa.string())
    return shaped(units, sets, columns, found.threads)


def _places(found: FoundSentra, branch: Branch, in_sentra: npt.NDArray[np.bool_]) -> Branch:
    """Return the places of one branch: units that are one short, then those too spread that are not told already."""
    fewer = found.rule.min_units - 1
    free = (branch.cluster < 0) & ~in_sentra  # whoever is in a sentra of another branch lacks nothing
    cluster = np.full(len(in_sentra), -1, dtype=np.int64)
    count = 0
    for eps_m in [found.eps_m] * bool(fewer) + [WIDER * found.eps_m]:
        told = cluster >= 0
        near = branch_clusters(
            found.read, branch.name, eps_m=eps_m, min_units=fewer + (eps_m > found.eps_m), roads=found.roads,
            threads=found.threads,
        )  # fmt: skip
        there = np.flatnonzero(near.cluster >= 0)
        of = near.cluster[there]
        spoilt = np.bincount(of[(branch.cluster[there] >= 0) | told[there]], minlength=near.count) > 0
        chosen = ~spoilt & (np.bincount(of[free[there]], minlength=near.count) > 0)
        number = np.where(chosen, count + np.cumsum(chosen) - 1, -1)
        taken = chosen[of]
        cluster[there[taken]] = number[of[taken]]
        count += int(chosen.sum())
    return Branch(branch.name, cluster, branch.membership, count)


def _enough_at_m(found: FoundSentra, branch: Branch) -> npt.NDArray[np.float64]:
    """Return of each place the least eps_m at which a unit of it has enough around it; infinite beyond `WIDER`.

    By road that is not asked.
    """
    at = np.full(branch.count, np.inf)
    if found.roads is not None:
        return at
    units = found.read
    groups = units.groups[branch.name]
    rows = np.flatnonzero((units.standing == COUNTS) & groups.known)
    asked = np.flatnonzero(branch.cluster >= 0)
    far = nth_nearest_m(units.ground, groups.codes, rows, asked, found.rule.min_units, WIDER * found.eps_m)
    np.minimum.at(at, branch.cluster[asked], far)
    return at


def _missing(found: FoundSentra, size: int, at_m: float, lang: Lang) -> str:
    """Say what a place lacks."""
    few, eps = found.rule.min_units, metres(found.eps_m, lang)
    if size < few:  # with a unit that has all but one around it, even if a neighbour of its is told with another place
        said = f"Kurang 1 unit sejenis dalam {eps}." if lang == "id" else f"1 more like unit within {eps}."
    else:
        said = (
            f"{size} unit sejenis, tetapi tidak ada {few} unit yang berada dalam {eps} dari salah satunya."
            if lang == "id"
            else f"{size} like units, but no {few} of them within {eps} of one."
        )
    if np.isfinite(at_m):
        far = metres(float(np.ceil(at_m)), lang)
        said += f" Terpenuhi mulai jarak {far}." if lang == "id" else f" Enough from {far} on."
    return said
