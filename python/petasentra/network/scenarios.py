"""What if: roads opened, slower or closed, on the same network and hierarchy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.network.costs import UNREACHABLE, Change, RoadCosts, Step, arc_costs, costs_of
from petasentra.network.given_numbers import given_number
from petasentra.network.journey import Journey
from petasentra.network.scenario_edges import MeantRoads, counted, meant_roads, of_class, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.network.facts import RoadNetworkFacts
    from petasentra.network.scenario_edges import Flags, Roads
    from petasentra.network.speed_profile import Which

__all__ = ["at_speeds", "scenario", "with_steps"]

_TOO_LONG = "too_long"


def scenario(
    network: RoadNetworkFacts,
    costs: RoadCosts,
    *,
    build: bool | Roads | None,
    slower: Mapping[str, float] | None,
    close: Roads | None,
    within_m: float,
    except_bridges: bool,
    like: RoadCosts | None,
    title: str,
    resnap: bool,
) -> RoadCosts:
    """Return costs with changes; see `petasentra.RoadNetwork.scenario`."""
    for name, flag in (("except_bridges", except_bridges), ("resnap", resnap)):
        if not isinstance(flag, bool | np.bool_):
            raise _refused(name, flag, "True or False", "True atau False")
    if not isinstance(title, str):
        raise _refused("title", title, "a text", "teks")
    edges = network.edges()
    steps = list(costs_of(network, like).steps) if like is not None else []
    steps += _built(network, edges, costs, build)
    steps += _slowed(edges, costs, slower, (*costs.steps, *steps))
    steps += _closed(network, edges, close, given_number(within_m, "within_m"), bool(except_bridges))
    made = with_steps(network, costs, steps)
    return replace(made, title=title or costs.title or (like.title if like is not None else ""), resnap=bool(resnap))


def at_speeds(network: RoadNetworkFacts, costs: RoadCosts, which: Which) -> RoadCosts:
    """Return costs at other speeds of their profile, with the steps of a scenario made on those.

    Raises
    ------
    OptionError
        They are not what `RoadNetwork.costs` and `scenario` made: nobody knows what they would be.
    """
    costs = costs_of(network, costs)
    today = costs if costs.before is None else replace(costs, deciseconds=costs.before)
    laid = _today(network, costs, costs.which)
    if not np.array_equal(laid.deciseconds, today.deciseconds):
        raise OptionError(
            "These costs were changed by hand: what they are at other speeds is not known.",
            "Biaya ini diubah dengan tangan: nilainya pada kecepatan lain tidak diketahui.",
            hint_en="Ask for them at one speed, or make a scenario of the changes.",
            hint_id="Pakailah pada satu kecepatan, atau buat skenario dari perubahannya.",
            code=801,
        )
    if which == costs.which:
        return costs
    made = with_steps(network, _today(network, costs, which), list(costs.steps))
    return replace(made, title=costs.title, resnap=costs.resnap)


def _today(network: RoadNetworkFacts, costs: RoadCosts, which: Which, *, waiting: bool = False) -> RoadCosts:
    journey = Journey(costs.profile, which, costs.as_of, costs.without_class)
    return arc_costs(network, journey, waiting=waiting)


def with_steps(network: RoadNetworkFacts, costs: RoadCosts, steps: Sequence[Step]) -> RoadCosts:
    """Return costs with steps made one after the other."""
    if not steps:
        return costs
    names = list(costs.reasons)
    cost, states = costs.deciseconds.copy(), costs.states.copy()
    opened = _today(network, costs, costs.which, waiting=True) if any(one.does == "build" for one in steps) else costs
    for step in steps:
        arcs = np.repeat(step.edges, 2)
        if step.does == "build":
            waits = arcs & (states == names.index("planned"))
            cost[waits], states[waits] = opened.deciseconds[waits], opened.states[waits]
        elif step.does == "slow":
            longer = np.round(cost[arcs] / step.share)
            open_before, fits = cost[arcs] != UNREACHABLE, longer < UNREACHABLE
            cost[arcs] = np.where(open_before & fits, longer, UNREACHABLE).astype(np.uint32)
            states[arcs] = np.where(open_before & ~fits, names.index(_TOO_LONG), states[arcs])
        else:
            # An arc that was closed before keeps the reason it had: that would hold without the scenario, too.
            states[arcs & (cost != UNREACHABLE)] = names.index("scenario")
            cost[arcs] = UNREACHABLE
    cost.flags.writeable = states.flags.writeable = False
    before = costs.deciseconds if costs.before is None else costs.before
    return replace(
        costs, deciseconds=cost, states=states, reasons=_counts(names, states), steps=(*costs.steps, *steps),
        before=before,
    )  # fmt: skip


def _counts(names: Sequence[str], states: npt.NDArray[np.uint8]) -> dict[str, int]:
    """Return how many edges have an arc in each state."""
    pairs = states.reshape(-1, 2)
    along = np.bincount(pairs[:, 0], minlength=len(names))
    against = np.bincount(pairs[pairs[:, 0] != pairs[:, 1], 1], minlength=len(names))
    return {name: int(along[i] + against[i]) for i, name in enumerate(names)}


def _built(network: RoadNetworkFacts, edges: Layer, costs: RoadCosts, build: bool | Roads | None) -> list[Step]:
    if build is None or build is False:
        return []
    waiting = np.asarray(edges["waiting"], dtype=bool)
    if not waiting.any():
        raise OptionError(
            "No road of this network waits to be opened.",
            "Tidak ada jalan rencana yang menunggu dibuka dalam jaringan ini.",
            hint_en='Make it with planned="waiting", or add roads: net.with_roads(...).',
            hint_id='Buat jaringan dengan planned="waiting", atau tambahkan jalan: net.with_roads(...).',
            code=801,
            column="build",
        )
    if build is True:
        count = int(waiting.sum())
        whole = Change(f"semua jalan rencana ({count} ruas)", f"all planned roads ({counted(count)})")
        meant = [MeantRoads(waiting, whole)]
    else:
        meant = meant_roads(network, edges, build, option="build", among=waiting)
    opened = _today(network, costs, costs.which, waiting=True).deciseconds.reshape(-1, 2)
    shut = (opened == UNREACHABLE).all(axis=1)
    return [_opened(one, int((one.edges & shut).sum())) for one in meant]


def _opened(meant: MeantRoads, shut: int) -> Step:
    told_id, told_en = f"Dibuka: {meant.told.id}", f"Opened: {meant.told.en}"
    if shut:
        told_id += f", {shut} ruas tetap tertutup bagi kendaraan ini"
        told_en += f", {shut} of them still closed to this vehicle"
    return Step("build", meant.edges, Change(told_id, told_en))


def _slowed(edges: Layer, costs: RoadCosts, slower: Mapping[str, float] | None, earlier: Sequence[Step]) -> list[Step]:
    if slower is None:
        return []
    if not isinstance(slower, Mapping) or not all(isinstance(name, str) for name in slower):
        raise _refused("slower", slower, 'a mapping such as {"local": 0.5}', 'pemetaan seperti {"local": 0.5}')
    seen: set[str] = set()
    found = []
    for name, factor in slower.items():
        if plain(name) in seen:
            raise _refused("slower", name, "said once", "disebut satu kali")
        seen.add(plain(name))
        found.append((name, _share(name, factor), of_class(edges, costs, name)))
    # A word of the source is more special than the class that it means.
    by_word = np.zeros(len(edges), dtype=bool)
    for _, _, one in found:
        by_word |= one.edges & one.by_word
    before = np.ones(len(edges))
    for step in earlier:
        if step.does == "slow":
            before[step.edges] *= step.share
    return [
        _slow(name, share, one.edges if one.by_word else one.edges & ~by_word, one.ferries, before)
        for name, share, one in found
    ]


def _slow(name: str, share: float, edges: Flags, ferries: int, before: npt.NDArray[np.float64]) -> Step:
    """Return the step; `before` is the share of its speed that earlier steps left to each edge."""
    count = int(edges.sum())
    less_id, less_en = (f", tanpa {ferries} feri", f", ferries left out: {ferries}") if ferries else ("", "")
    speed, again_id, again_en = "semula", "", ""
    if (before[edges] < 1).any():  # factors multiply: say what is left in the end
        left = np.unique(np.round(100 * share * before[edges], 6))
        now = f"{left[0]:g} %" if len(left) == 1 else f"{left[0]:g}-{left[-1]:g} %"
        speed, again_id, again_en = "sebelumnya", f", diperlambat lagi: kini {now}", f", slowed once more: now {now}"
    told = Change(
        f"Kelas {name}: {100 * share:g} % kecepatan {speed} ({count} ruas{less_id}{again_id})",
        f"Class {name}: at {100 * share:g} % of its speed ({counted(count)}{less_en}{again_en})",
    )
    return Step("slow", edges, told, share)


def _share(name: str, factor: object) -> float:
    there = isinstance(factor, int | float | np.integer | np.floating) and not isinstance(factor, bool)
    share = float(factor) if there else float("nan")  # type: ignore[arg-type]
    if 0 < share <= 1:
        return share
    raise OptionError(
        f"slower[{name!r}] is {factor!r}; it has to be above 0 and at most 1: 0.5 is half as fast.",
        f"slower[{name!r}] bernilai {factor!r}; harus di atas 0 dan paling besar 1: 0,5 berarti separuh kecepatan.",
        hint_en="Roads that nobody can use belong into close=.",
        hint_id="Jalan yang tidak dapat dilalui dicantumkan dalam close=.",
        code=801,
    )


def _closed(
    network: RoadNetworkFacts, edges: Layer, close: Roads | None, within_m: float, except_bridges: bool
) -> list[Step]:
    if close is None:
        if within_m > 0 or except_bridges:
            name = "within_m" if within_m > 0 else "except_bridges"
            raise OptionError(
                f"{name}= goes with close=, which is not given.",
                f"{name}= menyertai close=, yang tidak diberikan.",
                code=801,
                column=name,
            )
        return []
    everywhere = np.ones(len(edges), dtype=bool)
    found = meant_roads(
        network, edges, close, option="close", among=everywhere, within_m=within_m, except_bridges=except_bridges
    )
    return [Step("close", shut, Change(f"Ditutup: {told.id}", f"Closed: {told.en}")) for shut, told in found]


def _refused(name: str, value: object, wanted_en: str, wanted_id: str) -> OptionError:
    return OptionError(
        f"{name}={value!r} is not {wanted_en}.", f"{name}={value!r} bukan {wanted_id}.", code=801, column=name
    )
