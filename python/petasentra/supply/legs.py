"""The legs of a chain: every port that sends a commodity with every port that takes it, by its cheapest vehicle."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from petasentra.supply.model import KINDS
from petasentra.supply.ways import Measured

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.model import Model
    from petasentra.supply.ways import Ways

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

_V = TypeVar("_V", np.float64, np.int32)

__all__ = ["Legs", "Tariff", "make_legs", "tariff_of"]


@dataclass(frozen=True, eq=False)
class Tariff:
    """What a tonne costs from site to site: the cheapest vehicle of each pair, and of those that may carry B3.

    ``begin`` and ``end`` are sites, each pair once and ascending; the others have shape (1 or 2, pairs): any vehicle,
    then, if it is asked, those licensed for B3. ``vehicle`` is -1 and ``idr_per_t`` infinite where there is no way.
    """

    begin: Indices
    end: Indices
    vehicle: npt.NDArray[np.int32]
    idr_per_t: Numbers


@dataclass(frozen=True, eq=False)
class Legs:
    """Legs by commodity: ports at both ends, pair of the tariff, and whether its second row holds.

    Legs without a way are among them: they cost infinitely much. ``pairs`` and ``licensed`` are None where leg and pair
    are one, and where no leg needs a licence.
    """

    sending: Indices
    taking: Indices
    commodity: Indices
    pairs: Indices | None
    licensed: npt.NDArray[np.bool_] | None
    tariff: Tariff
    model: Model
    ways: Ways

    def __len__(self) -> int:
        return len(self.sending)

    @cached_property
    def _by_taker(self) -> tuple[Indices, Indices]:
        order = np.argsort(self.taking, kind="stable")
        return order, np.searchsorted(self.taking[order], np.arange(int(self.taking.max(initial=-1)) + 2))

    def into(self, port: int) -> Indices:
        """Return the legs that end at a taking port, ascending."""
        order, first = self._by_taker
        return order[first[port] : first[port + 1]] if port + 1 < len(first) else order[:0]

    @cached_property
    def idr_per_t(self) -> Numbers:
        """What a tonne costs over each leg."""
        return self.costs_of(self.tariff)

    def costs_of(self, tariff: Tariff) -> Numbers:
        """Return what a tonne costs over each leg by another tariff of the same pairs."""
        return self._by_leg(tariff.idr_per_t)

    @cached_property
    def vehicle(self) -> npt.NDArray[np.int32]:
        """By which vehicle each leg goes; -1 where there is no way."""
        return self._by_leg(self.tariff.vehicle)

    def _by_leg(self, values: npt.NDArray[_V]) -> npt.NDArray[_V]:
        any_vehicle: npt.NDArray[_V] = values[0] if self.pairs is None else values[0, self.pairs]
        if self.licensed is None:
            return any_vehicle
        with_licence: npt.NDArray[_V] = values[1] if self.pairs is None else values[1, self.pairs]
        return np.where(self.licensed, with_licence, any_vehicle)

    def pair(self, legs: Indices) -> Indices:
        """Return the pairs of some legs."""
        return legs if self.pairs is None else self.pairs[legs]

    def measure(self, legs: Indices) -> Measured:
        """Return minutes and kilometres of some legs, each by its vehicle."""
        pair, vehicle = self.pair(legs), self.vehicle[legs]
        out = Measured(np.full(len(legs), np.inf), np.full(len(legs), np.nan))
        for number in np.unique(vehicle[vehicle >= 0]).tolist():
            these = np.flatnonzero(vehicle == number)
            begin, end = self.tariff.begin[pair[these]], self.tariff.end[pair[these]]
            out.minutes[these], out.km[these] = self.ways.measure(self.model.vehicles[number], begin, end)
        return out


def tariff_of(model: Model, ways: Ways, begin: Indices, end: Indices, *, licensed: bool) -> Tariff:
    """Return what a tonne costs on each pair; among vehicles equally cheap the first by name."""
    rows = 2 if licensed else 1
    best: list[Numbers | None] = [None] * rows
    by = np.full((rows, len(begin)), -1, dtype=np.int32)
    for number, vehicle in enumerate(model.vehicles):
        cost = ways.idr_per_t(vehicle, begin, end)
        for row in range(rows if vehicle.b3_licensed else 1):
            so_far = best[row]
            better = np.isfinite(cost) if so_far is None else cost < so_far
            by[row, better] = number
            best[row] = cost if so_far is None else np.minimum(cost, so_far)
    found = [np.full(len(begin), np.inf) if one is None else one for one in best]
    return Tariff(begin, end, by, np.stack(found) if licensed else found[0][None, :])


def make_legs(model: Model, ways: Ways, *, licensed_only: bool) -> Legs:
    """Return all legs, sorted by commodity, sending and taking port.

    Nothing goes from a site to itself, nor from one storage to another. With `licensed_only` B3 commodities go by
    licensed vehicles only.
    """
    sending, taking = model.sending, model.taking
    storage = KINDS.index("storage")
    ends: list[tuple[Indices, Indices]] = []
    for commodity in range(len(model.commodities)):
        from_ports, to_ports = sending.of(commodity), taking.of(commodity)
        begin, end = np.repeat(from_ports, len(to_ports)), np.tile(to_ports, len(from_ports))
        if np.isin(sending.site[from_ports], taking.site[to_ports]).any():
            both_stored = (sending.kind[begin] == storage) & (taking.kind[end] == storage)
            apart = (sending.site[begin] != taking.site[end]) & ~both_stored
            begin, end = begin[apart], end[apart]
        ends.append((begin, end))
    begin = np.concatenate([one for one, _ in ends]) if ends else np.zeros(0, np.int64)
    end = np.concatenate([one for _, one in ends]) if ends else np.zeros(0, np.int64)
    commodity_of = sending.commodity[begin]
    b3 = np.array([one.b3 for one in model.commodities], dtype=bool)
    licensed = b3[commodity_of] if licensed_only and b3.any() else None
    from_site, to_site = sending.site[begin], taking.site[end]
    sites = max(len(model.site_ids), 1)
    keys = from_site * sites + to_site
    pair = None
    if not (keys[1:] > keys[:-1]).all():  # legs of one commodity come sorted, and millions of them need no sorting
        keys, pair = np.unique(keys, return_inverse=True)
        pair, from_site, to_site = pair.reshape(-1).astype(np.int64), keys // sites, keys % sites
    tariff = tariff_of(model, ways, from_site, to_site, licensed=licensed is not None)
    return Legs(begin, end, commodity_of, pair, licensed, tariff, model, ways)
