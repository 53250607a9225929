"""Places that are nearly a sentra: one unit short, or with enough units that stand too far apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra.sentra.clusters import Branch, branch_clusters, joined_sets, members_of
from petasentra.sentra.sentra_tables import set_columns, shaped
from petasentra.sentra.unit_places import distances_m, in_box
from petasentra.sentra.words import metres

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.layers import Layer
    from petasentra.plotting.language import Lang
    from petasentra.sentra.found import FoundSentra

    Rows = npt.NDArray[np.int64]

__all__ = ["almost_layer"]

ONE_SHORT, SPREAD = "one_unit_short", "too_spread"
#: How far one looks for the units that a place lacks, as a multiple of eps_m.
WIDER = 2.0


def almost_layer(found: FoundSentra) -> Layer:
    """Return the places; see `FoundSentra.almost`."""
    units, rule = found.read, found.rule
    in_sentra = np.zeros(len(units), dtype=bool)
    in_sentra[found.sets.members] = True
    branches: list[Branch] = []
    enough_at: dict[bytes, float] = {}
    for branch in found.branches:
        cluster = np.full(len(units), -1, dtype=np.int64)
        places = _places(found, branch, in_sentra)
        for number, (members, near) in enumerate(places):
            cluster[members] = number
            enough_at[members.tobytes()] = _enough_at_m(found, members, near)
        branches.append(Branch(branch.name, cluster, branch.membership, len(places)))
    sets = joined_sets(branches, units.order)
    sizes = sets.sizes.tolist()
    at = np.array([enough_at[sets.of(number).tobytes()] for number in range(len(sets))], dtype=np.float64)
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


def _places(found: FoundSentra, branch: Branch, in_sentra: npt.NDArray[np.bool_]) -> list[tuple[Rows, Rows]]:
    """Return the places of one branch: their units by id, and those that hang together with them."""
    order, fewer = found.read.order, found.rule.min_units - 1
    around = _groups(found, branch.name, WIDER * found.eps_m, fewer + 1)[1]
    hanging, parts = _groups(found, branch.name, WIDER * found.eps_m, 1)
    free = (branch.cluster < 0) & ~in_sentra  # whoever is in a sentra of another branch lacks nothing
    places: list[tuple[Rows, Rows]] = []
    short = _groups(found, branch.name, found.eps_m, fewer)[1] if fewer else []
    for members in short:
        if (branch.cluster[members] < 0).all() and free[members].any():
            places.append((members, parts[int(hanging.cluster[members[0]])]))
    told = np.zeros(len(order), dtype=bool)
    for members, _ in places:
        told[members] = True
    places += [
        (members, parts[int(hanging.cluster[members[0]])])
        for members in around
        if (branch.cluster[members] < 0).all() and not told[members].any() and free[members].any()
    ]
    return places


def _groups(found: FoundSentra, name: str, eps_m: float, min_units: int) -> tuple[Branch, list[Rows]]:
    branch = branch_clusters(
        found.read, name, eps_m=eps_m, min_units=min_units, roads=found.roads, threads=found.threads
    )
    rows, starts = members_of(branch, found.read.order)
    return branch, [rows[starts[number] : starts[number + 1]] for number in range(branch.count)]


def _enough_at_m(found: FoundSentra, members: Rows, near: Rows) -> float:
    """Return the smallest eps_m at which a unit of the place would have enough around it; infinite beyond `WIDER`.

    By road that is not asked.
    """
    if found.roads is not None:
        return float("inf")
    ground, reach = found.read.ground, WIDER * found.eps_m
    at_place = ground.xy[members]
    near = near[in_box(ground, near, at_place.min(axis=0), at_place.max(axis=0), reach)]
    if len(near) < found.rule.min_units:
        return float("inf")
    metres_to = distances_m(ground, at_place, ground.xy[near])
    at = float(np.partition(metres_to, found.rule.min_units - 1, axis=1)[:, found.rule.min_units - 1].min())
    return at if at <= reach else float("inf")


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
