"""A chain with its rows in the order of their ids, its sites numbered, and what each of them sends and takes."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from petasentra.supply.parts import Commodity, Markets, Processors, Rows, Sites, Sources, Storages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.supply.parts import Flags, LegLimits, Movements, Numbers, Permits, Vehicle

    Indices = npt.NDArray[np.int64]

__all__ = ["KINDS", "Model", "Parts", "Ports"]

#: Kinds of sites, in the order in which sites are numbered.
KINDS = ("source", "processor", "storage", "market")
_R = TypeVar("_R", bound=Rows)


@dataclass(frozen=True, eq=False)
class Parts:
    """What a user put into a chain, in the order in which it came."""

    periods: dict[str, float]
    sources: Sources
    processors: Processors
    storages: Storages
    markets: Markets
    permits: Permits
    limits: LegLimits
    movements: Movements
    commodities: dict[str, Commodity]
    vehicles: tuple[Vehicle, ...]


@dataclass(frozen=True, eq=False)
class Ports:
    """Where a commodity leaves a site or comes to it: site, commodity, kind of site (of `KINDS`) and row of that kind.

    ``share`` is what a tonne of input of a processor makes or needs of the commodity; 1 for all others.
    """

    site: Indices
    commodity: Indices
    kind: Indices
    row: Indices
    share: Numbers

    def __len__(self) -> int:
        return len(self.site)

    def of(self, commodity: int) -> Indices:
        """Return the ports of a commodity."""
        return np.flatnonzero(self.commodity == commodity)


class Model:
    """Parts in the order of their ids.

    Amounts of commodities in m3 have become tonnes; where no density is known they are NaN, and the check says so.

    Parameters
    ----------
    parts
        What the user gave.
    """

    def __init__(self, parts: Parts) -> None:
        self.periods = list(parts.periods)
        self.days = np.array([float(days) for days in parts.periods.values()])
        self.vehicles = sorted(parts.vehicles, key=lambda one: one.name)
        self.movements = parts.movements
        self.sources = _in_order(parts.sources, parts.sources.ids, parts.sources.commodity)
        self.processors = _in_order(parts.processors, parts.processors.ids)
        self.storages = _in_order(parts.storages, parts.storages.ids, parts.storages.commodity)
        self.markets = _in_order(parts.markets, parts.markets.ids, parts.markets.commodity)
        self.permits = _in_order(parts.permits, parts.permits.ids, parts.permits.site)
        self.limits = _in_order(parts.limits, parts.limits.from_id, parts.limits.to_id, parts.limits.commodity)
        named = {*self.sources.commodity, *self.storages.commodity, *self.markets.commodity, *parts.commodities}
        named |= {name for recipe in self.processors.recipe for name in recipe}
        self.commodities = [parts.commodities.get(name, Commodity(name)) for name in sorted(named)]
        self.number_of = {one.name: number for number, one in enumerate(self.commodities)}
        self._in_tonnes()

    def _in_tonnes(self) -> None:
        """Make tonnes of what is in cubic metres."""
        self.sources = replace(
            self.sources,
            amount=self.sources.amount * self._density(self.sources.commodity, self.sources.volume)[:, None],
        )
        self.markets = replace(
            self.markets,
            demand=self.markets.demand * self._density(self.markets.commodity, self.markets.volume)[:, None],
        )
        self.storages = replace(
            self.storages,
            capacity=self.storages.capacity * self._density(self.storages.commodity, self.storages.volume),
        )
        only_input = [inputs[0] if len(inputs := self.inputs(row)) == 1 else "" for row in range(len(self.processors))]
        self.processors = replace(
            self.processors,
            capacity=self.processors.capacity * self._density(only_input, self.processors.volume)[:, None],
        )

    def _density(self, commodity: Sequence[str], volume: Flags) -> Numbers:
        known = {one.name: one.density_t_per_m3 for one in self.commodities}
        density = np.array([np.nan if known.get(name) is None else known[name] for name in commodity], dtype=np.float64)
        return np.where(volume, density, 1.0)

    def inputs(self, row: int) -> list[str]:
        """Return what a processor needs, by name."""
        return sorted(name for name, share in self.processors.recipe[row].items() if share < 0)

    @cached_property
    def _numbered(self) -> dict[tuple[str, str], int]:
        keys = [(kind, one) for kind, rows in self.by_kind.items() for one in dict.fromkeys(rows.ids)]
        return {key: number for number, key in enumerate(keys)}

    @property
    def by_kind(self) -> Mapping[str, Sites]:
        """The rows of each kind of site."""
        return {"source": self.sources, "processor": self.processors, "storage": self.storages, "market": self.markets}

    @cached_property
    def site_kinds(self) -> list[str]:
        """Kind of each site."""
        return [kind for kind, _ in self._numbered]

    @cached_property
    def site_ids(self) -> list[str]:
        """Id of each site."""
        return [one for _, one in self._numbered]

    @cached_property
    def _sites_by_id(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for site, name in enumerate(self.site_ids):
            found.setdefault(name, []).append(site)
        return found

    def sites_named(self, name: str) -> Indices:
        """Return the sites, of any kind, that have an id."""
        return np.array(self._sites_by_id.get(name, []), dtype=np.int64)

    @cached_property
    def places(self) -> tuple[Numbers, Numbers]:
        """Return x and y of each site: that of its first row."""
        x, y = np.full(len(self.site_ids), np.nan), np.full(len(self.site_ids), np.nan)
        for kind, rows in self.by_kind.items():
            for row in reversed(range(len(rows))):
                site = self._numbered[kind, rows.ids[row]]
                x[site], y[site] = rows.x[row], rows.y[row]
        return x, y

    def site_of(self, kind: str) -> Indices:
        """Return the site of each row of a kind."""
        return np.array([self._numbered[kind, one] for one in self.by_kind[kind].ids], dtype=np.int64)

    @cached_property
    def sending(self) -> Ports:
        """Where commodities leave: sources, outputs of processors, storages."""
        return self._ports((("source", 1), ("processor", 1), ("storage", 1)))

    @cached_property
    def taking(self) -> Ports:
        """Where commodities arrive: inputs of processors, storages, markets."""
        return self._ports((("processor", -1), ("storage", 1), ("market", 1)))

    def _ports(self, kinds: Sequence[tuple[str, int]]) -> Ports:
        found: list[tuple[int, int, int, int, float]] = []
        for kind, sign in kinds:
            rows: Any = self.by_kind[kind]
            sites = self.site_of(kind)
            for row in range(len(rows)):
                if kind == "processor":
                    need = -sum(share for share in rows.recipe[row].values() if share < 0)
                    of_row = {name: sign * share / need for name, share in sorted(rows.recipe[row].items()) if need > 0}
                else:
                    of_row = {rows.commodity[row]: 1.0}
                found += [
                    (int(sites[row]), self.number_of[name], KINDS.index(kind), row, share)
                    for name, share in of_row.items()
                    if share > 0
                ]
        columns = list(zip(*found, strict=True)) if found else [()] * 5
        site, commodity, number, rank = (np.array(column, dtype=np.int64) for column in columns[:4])
        return Ports(site, commodity, number, rank, np.array(columns[4], dtype=np.float64))


def _in_order(rows: _R, *keys: Sequence[str]) -> _R:
    """Return rows sorted by texts; rows of equal texts keep their order."""
    order = sorted(range(len(rows)), key=lambda row: tuple(key[row] for key in keys))
    sorted_rows = {}
    for field in fields(rows):
        column = getattr(rows, field.name)
        sorted_rows[field.name] = column[order] if isinstance(column, np.ndarray) else [column[row] for row in order]
    return replace(rows, **sorted_rows)
