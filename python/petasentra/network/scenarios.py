"""What if: roads closed or slower, on the same network and hierarchy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.crs import as_crs, transform_points, utm_epsg
from petasentra.errors import OptionError
from petasentra.layers import Layer, as_layer
from petasentra.network.costs import UNREACHABLE, Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.layers import LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork

    Closing = str | int | Sequence[str | int] | npt.NDArray[np.integer] | LayerLike
    Flags = npt.NDArray[np.bool_]

__all__ = ["scenario"]

_TOO_LONG = "too_long"


def scenario(
    network: RoadNetwork,
    costs: RoadCosts,
    *,
    close: Closing | None,
    within_m: float,
    slower: Mapping[str, float] | None,
    title: str,
) -> RoadCosts:
    """Return costs with changes; see `petasentra.RoadNetwork.scenario`."""
    edges = network.edges()
    cost, states = costs.deciseconds.copy(), costs.states.copy()
    changes = list(costs.changes)
    for name, factor in (slower or {}).items():
        of_class = np.repeat(_edges_of_class(edges, costs, name), 2)
        longer = np.round(cost[of_class] / _share(name, factor))
        open_before = cost[of_class] != UNREACHABLE
        fits = longer < UNREACHABLE
        cost[of_class] = np.where(open_before & fits, longer, UNREACHABLE).astype(np.uint32)
        states[of_class] = np.where(open_before & ~fits, list(costs.reasons).index(_TOO_LONG), states[of_class])
        count = int(of_class.sum()) // 2
        changes.append(
            Change(
                f"Kelas {name}: {100 * factor:g} % kecepatan semula ({count} ruas)",
                f"Class {name}: at {100 * factor:g} % of its speed ({_counted(count)})",
            )
        )
    for closed, change in _closures(network, edges, close, within_m):
        shut = np.repeat(closed, 2)
        # An arc that was closed before keeps the reason it had: that would hold without the scenario, too.
        states[shut & (cost != UNREACHABLE)] = list(costs.reasons).index("scenario")
        cost[shut] = UNREACHABLE
        changes.append(change)
    cost.flags.writeable = states.flags.writeable = False
    return replace(
        costs,
        deciseconds=cost,
        states=states,
        reasons=_counts(list(costs.reasons), states),
        title=title or costs.title,
        changes=tuple(changes),
    )


def _counts(names: Sequence[str], states: npt.NDArray[np.uint8]) -> dict[str, int]:
    """Return how many edges have an arc in each state."""
    pairs = states.reshape(-1, 2)
    along = np.bincount(pairs[:, 0], minlength=len(names))
    against = np.bincount(pairs[pairs[:, 0] != pairs[:, 1], 1], minlength=len(names))
    return {name: int(along[i] + against[i]) for i, name in enumerate(names)}


def _share(name: str, factor: float) -> float:
    if np.isfinite(factor) and 0 < factor <= 1:
        return float(factor)
    raise OptionError(
        f"slower[{name!r}] is {factor!r}; it has to be above 0 and at most 1: 0.5 is half as fast.",
        f"slower[{name!r}] bernilai {factor!r}; harus di atas 0 dan paling besar 1: 0,5 berarti separuh kecepatan.",
        hint_en="Roads that nobody can use belong into close=.",
        hint_id="Jalan yang tidak dapat dilalui dicantumkan dalam close=.",
        code=801,
    )


def _edges_of_class(edges: Layer, costs: RoadCosts, name: str) -> Flags:
    """Return which edges are of a class of the profile, or have that word of the source."""
    words = ["" if word is None else str(word) for word in edges["road_class"]]
    meant = {word: costs.profile.class_of(word or costs.without_class or "") for word in set(words)}
    if name in meant and name not in costs.profile.speeds:
        return np.array([word == name for word in words], dtype=bool)
    if name not in costs.profile.speeds and name not in costs.profile.closed_classes:
        raise _unknown(
            name,
            sorted(costs.profile.speeds),
            f"The profile {costs.profile.name!r} has no class {name!r}.",
            f"Profil {costs.profile.name!r} tidak punya kelas {name!r}.",
        )
    return np.array([meant[word] == name for word in words], dtype=bool)


def _closures(network: RoadNetwork, edges: Layer, close: Closing | None, within_m: float) -> list[tuple[Flags, Change]]:
    """Return what is closed, with a sentence for each."""
    if close is None:
        return []
    if isinstance(close, str | int | np.integer):
        close = [close]
    if isinstance(close, np.ndarray | list | tuple | range | set | frozenset):
        numbers = [one for one in close if not isinstance(one, str)]
        names = [one for one in close if isinstance(one, str)]
        out = [_by_name(edges, name) for name in names]
        return [*out, _by_number(network, numbers)] if numbers else out
    return [_by_ground(network, edges, as_layer(close), within_m)]


def _by_name(edges: Layer, name: str) -> tuple[Flags, Change]:
    names = ["" if one is None else str(one) for one in edges["name"]]
    closed = np.array([_plain(one) == _plain(name) for one in names], dtype=bool)
    if not _plain(name) or not closed.any():
        known = sorted({one for one in names if one})
        raise _unknown(name, known, f"No road has the name {name!r}.", f"Tidak ada jalan bernama {name!r}.")
    count = int(closed.sum())
    return closed, Change(f"Ditutup: {name} ({count} ruas)", f"Closed: {name} ({_counted(count)})")


def _by_number(network: RoadNetwork, numbers: Sequence[object]) -> tuple[Flags, Change]:
    closed = np.zeros(network.edge_count, dtype=bool)
    for number in numbers:
        if isinstance(number, bool | np.bool_) or not isinstance(number, int | np.integer):
            raise OptionError(
                f"close= has {number!r}, which is neither a name nor the number of an edge.",
                f"close= memuat {number!r}, yang bukan nama maupun nomor ruas.",
                hint_en="np.flatnonzero(mask) turns a mask into numbers.",
                hint_id="np.flatnonzero(mask) mengubah penanda menjadi nomor.",
                code=801,
            )
        if not 0 <= number < network.edge_count:
            raise OptionError(
                f"There is no edge {number}: they are 0 to {network.edge_count - 1}.",
                f"Tidak ada ruas {number}: nomornya 0 sampai {network.edge_count - 1}.",
                code=801,
            )
        closed[number] = True
    count = int(closed.sum())
    told = ", ".join(str(one) for one in np.flatnonzero(closed)[:8]) + (", ..." if count > 8 else "")
    return closed, Change(
        f"Ditutup menurut nomor: {count} ruas ({told})", f"Closed by number: {_counted(count)} ({told})"
    )


def _by_ground(network: RoadNetwork, edges: Layer, ground: Layer, within_m: float) -> tuple[Flags, Change]:
    crs = network.crs
    if within_m > 0 and not crs.is_projected and ground.bounds is not None:
        west, south, east, north = ground.bounds
        middle = transform_points([(west + east) / 2], [(south + north) / 2], ground.crs or crs, 4326)
        crs = as_crs(utm_epsg(float(middle[0][0]), float(middle[1][0])))
    closed = _core.rows_near(edges.to_crs(crs).core, ground.to_crs(crs).core, within_m).astype(bool)
    count, shapes = int(closed.sum()), len(ground)
    where_en = f"within {within_m:g} m of" if within_m > 0 else "that meet"
    where_id = f"dalam {within_m:g} m dari" if within_m > 0 else "yang bersentuhan dengan"
    noun = "shape" if shapes == 1 else "shapes"
    return closed, Change(
        f"Ditutup: {count} ruas {where_id} {shapes} bentuk", f"Closed: {_counted(count)} {where_en} {shapes} {noun}"
    )


def _unknown(name: str, known: Sequence[str], message_en: str, message_id: str) -> OptionError:
    near = _core.nearest(name, list(known))
    listed = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
    return OptionError(
        message_en,
        message_id,
        hint_en=(f"Did you mean {near!r}? " if near else "") + f"There are {listed or 'none'}.",
        hint_id=(f"Maksudnya {near!r}? " if near else "") + f"Yang ada: {listed or '-'}.",
        code=801,
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _counted(count: int) -> str:
    return f"{count} edge" if count == 1 else f"{count} edges"
