"""What a chain is made of, as columns: one row a site and commodity, in the order in which they were given.

Amounts are tonnes of a period, shape (rows, periods); cubic metres where `volume` says so, until the density of the
commodity makes tonnes of them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal, Self

import numpy as np

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

__all__ = ["Commodity", "LegLimits", "Markets", "Movements", "Permits", "Processors", "Rows", "Sources", "Storages"]

Kind = Literal["source", "processor", "storage", "market"]


@dataclass(frozen=True, eq=False)
class Rows:
    """Columns of one length; lists and arrays alike."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def joined(self, more: Self) -> Self:
        """Return these rows with more below them."""
        both = {}
        for field in fields(self):
            mine, other = getattr(self, field.name), getattr(more, field.name)
            both[field.name] = np.concatenate([mine, other]) if isinstance(mine, np.ndarray) else [*mine, *other]
        return replace(self, **both)


@dataclass(frozen=True, eq=False)
class Sites(Rows):
    """What all sites have: an id, a place in the CRS of the network (NaN without one), and where the row is from."""

    ids: list[str]
    x: Numbers
    y: Numbers
    unit: list[str]
    origin: list[str]
    synthetic: list[bool | None]
    verified: list[bool | None]


@dataclass(frozen=True, eq=False)
class Sources(Sites):
    """Where a commodity comes from. ``must_leave``: all of it has to go somewhere, as waste does."""

    commodity: list[str]
    amount: Numbers
    volume: Flags
    must_leave: Flags
    idr_per_t: Numbers


@dataclass(frozen=True, eq=False)
class Processors(Sites):
    """Who makes commodities of others. ``capacity`` is tonnes of all inputs together in a period; infinite: none."""

    recipe: list[dict[str, float]]
    capacity: Numbers
    volume: Flags
    idr_per_t: Numbers
    fixed_idr: Numbers
    sentra: list[str]
    stock_t: Numbers


@dataclass(frozen=True, eq=False)
class Storages(Sites):
    """Where a commodity waits from one period for the next."""

    commodity: list[str]
    capacity: Numbers
    volume: Flags
    loss_share: Numbers
    idr_per_t: Numbers
    initial_t: Numbers


@dataclass(frozen=True, eq=False)
class Markets(Sites):
    """Who wants a commodity. ``penalty_idr`` a tonne that does not come; NaN: all of it has to come."""

    commodity: list[str]
    demand: Numbers
    volume: Flags
    penalty_idr: Numbers
    purpose: list[str]
    stock_t: Numbers


@dataclass(frozen=True, eq=False)
class Permits(Rows):
    """What a site may take of a B3 commodity a day, and when; an empty commodity stands for all of them."""

    ids: list[str]
    site: list[str]
    commodity: list[str]
    t_per_day: Numbers
    valid_from: list[dt.date | None]
    valid_until: list[dt.date | None]

    def valid_on(self, day: dt.date | None) -> Flags:
        """Return which are valid on a day; without a day those that state no days."""
        out = []
        for start, end in zip(self.valid_from, self.valid_until, strict=True):
            if day is None:
                out.append(start is None and end is None)
            else:
                out.append((start is None or start <= day) and (end is None or day <= end))
        return np.array(out, dtype=bool)


@dataclass(frozen=True, eq=False)
class LegLimits(Rows):
    """What may go from one site to another a day; an empty commodity stands for all together."""

    from_id: list[str]
    to_id: list[str]
    commodity: list[str]
    t_per_day: Numbers


@dataclass(frozen=True, eq=False)
class Movements(Rows):
    """Documents of movements of B3 material, such as manifests; tonnes are NaN where none are stated."""

    document: list[str]
    from_id: list[str]
    to_id: list[str]
    commodity: list[str]
    amount_t: Numbers


@dataclass(frozen=True)
class Commodity:
    """What is moved. ``density_t_per_m3`` is None where nobody said it."""

    name: str
    b3: bool = False
    density_t_per_m3: float | None = None
    waste_code: str = ""
    leftover_idr_per_t: float = 0.0


@dataclass(frozen=True)
class Vehicle:
    """A class of vehicles: a tonne costs idr_per_t_km * km + (idr_per_hour * hours + idr_per_trip) / payload_t."""

    name: str
    profile: str
    idr_per_t_km: float
    idr_per_hour: float
    idr_per_trip: float
    payload_t: float
    b3_licensed: bool
    assumed: bool = False
    g_co2_per_t_km: float = float("nan")

    def idr_per_t(self, km: Numbers, minutes: Numbers) -> Numbers:
        """Return what a tonne costs over each leg; infinite where there is no way."""
        with np.errstate(invalid="ignore"):
            cost = self.idr_per_t_km * km + (self.idr_per_hour * minutes / 60.0 + self.idr_per_trip) / self.payload_t
        return np.where(np.isfinite(minutes), cost, np.inf)
