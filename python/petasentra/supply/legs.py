"""The legs of a chain: every port that sends a commodity with every port that takes it, by its cheapest vehicle."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.model import KINDS

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.model import Model
    from petasentra.supply.ways import Ways

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Legs", "Tariff", "make_legs"]


@dataclass(frozen=True, eq=False)
class Tariff:
    """What a tonne costs from site to site: the cheapest vehicle of each pair, and of those that may carry B3.

    ``begin`` and ``end`` are sites, each pair once and ascending; the others have shape (2, pairs): any vehicle, then
    those licensed for B3. ``vehicle`` is -1 and ``idr_per_t`` infinite where there is no way.
    """

    begin: Indices
    end: Indices
    vehicle: Indices
    minutes: Numbers
    km: Numbers
    idr_per_t: Numbers

    def of(self, pairs: Indices) -> Tariff:
        """Return some of the pairs."""
        return Tariff(
            self.begin[pairs], self.end[pairs], self.vehicle[:, pairs], self.minutes[:, pairs], self.km[:, pairs],
            self.idr_per_t[:, pairs],
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Legs:
    """Legs by commodity: ports at both ends, pair of the tariff, and which of its two rows holds.

    Legs without a way are among them: they cost infinitely much.
    """

    sending: Indices
    taking: Indices
    commodity: Indices
    pair: Indices
    licensed: Indices
    tariff: Tariff

    def __len__(self) -> int:
        return len(self.pair)

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
        return self.tariff.idr_per_t[self.licensed, self.pair]

    @property
    def minutes(self) -> Numbers:
        """How long each leg takes."""
        return self.tariff.minutes[self.licensed, self.pair]

    @property
    def km(self) -> Numbers:
        """How long each leg is."""
        return self.tariff.km[self.licensed, self.pair]

    @property
    def vehicle(self) -> Indices:
        """By which vehicle each leg goes; -1 where there is no way."""
        return self.tariff.vehicle[self.licensed, self.pair]


def tariff_of(model: Model, ways: Ways, begin: Indices, end: Indices) -> Tariff:
    """Return what a tonne costs on each pair; among vehicles equally cheap the first by name."""
    shape = (2, len(begin))
    found = Tariff(
        begin, end, np.full(shape, -1), np.full(shape, np.inf), np.full(shape, np.nan), np.full(shape, np.inf)
    )
    for number, vehicle in enumerate(model.vehicles):
        minutes, km, cost = ways.measure(vehicle, begin, end)
        for row in (0, 1) if vehicle.b3_licensed else (0,):
            better = cost < found.idr_per_t[row]
            found.vehicle[row, better] = number
            for column, values in ((found.minutes, minutes), (found.km, km), (found.idr_per_t, cost)):
                column[row, better] = values[better]
    return found


def make_legs(model: Model, ways: Ways, *, licensed_only: bool) -> Legs:
    """Return all legs, sorted by commodity, sending and taking port.

    Nothing goes from a site to itself, nor from one storage to another. With `licensed_only` B3 commodities go by
    licensed vehicles only.
    """
    sending, taking = model.sending, model.taking
    ends: list[tuple[Indices, Indices]] = []
    for commodity in range(len(model.commodities)):
        begin, end = (side.reshape(-1) for side in np.meshgrid(
            sending.of(commodity), taking.of(commodity), indexing="ij"
        ))  # fmt: skip
        storage = KINDS.index("storage")
        both_stored = (sending.kind[begin] == storage) & (taking.kind[end] == storage)
        apart = (sending.site[begin] != taking.site[end]) & ~both_stored
        ends.append((begin[apart], end[apart]))
    begin = np.concatenate([one for one, _ in ends]) if ends else np.zeros(0, np.int64)
    end = np.concatenate([one for _, one in ends]) if ends else np.zeros(0, np.int64)
    commodity_of = sending.commodity[begin]
    sites = len(model.site_ids)
    keys, pair = np.unique(sending.site[begin] * sites + taking.site[end], return_inverse=True)
    tariff = tariff_of(model, ways, keys // max(sites, 1), keys % max(sites, 1))
    b3 = np.array([one.b3 for one in model.commodities], dtype=bool)
    licensed = (b3[commodity_of] & licensed_only).astype(np.int64)
    return Legs(begin, end, commodity_of, pair.reshape(-1).astype(np.int64), licensed, tariff)
