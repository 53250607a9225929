"""What is moved, by what, and in which periods, as users state it: commodities and vehicles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.network.speed_profile import SpeedProfile
from petasentra.supply import parts as of
from petasentra.supply.given_values import not_negative, one_flag, one_measured, one_name, one_number
from petasentra.supply.model import Parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from petasentra.crs import Crs
    from petasentra.plotting.language import Words
    from petasentra.supply.given_values import Measured

__all__ = ["ChainGoods"]


class ChainGoods:
    """The part of `petasentra.SupplyChain` that takes commodities and vehicles.

    Parameters
    ----------
    periods
        Days by name of period.
    crs
        In which places are kept; None where there are no roads.
    """

    def __init__(self, periods: Mapping[str, float], crs: Crs | None) -> None:
        self._crs = crs
        if not isinstance(periods, Mapping):
            raise OptionError(
                f"periods={periods!r} is no mapping of names to days.",
                f"periods={periods!r} bukan pemetaan nama ke jumlah hari.",
                code=801,
            )
        self._parts = _empty(
            {one_name(name, ("periode", "period")): one_number(days, name) for name, days in periods.items()}
        )
        if not periods or not all(np.isfinite(days) and days > 0 for days in self._parts.periods.values()):
            raise OptionError(
                f"Every period needs days above 0: {dict(self._parts.periods)}.",
                f"Setiap periode memerlukan jumlah hari di atas 0: {dict(self._parts.periods)}.",
                code=801,
            )

    def add_commodity(
        self,
        name: str,
        *,
        b3: bool = False,
        density_t_per_m3: Measured | None = None,
        waste_code: str = "",
        leftover_idr_per_t: Measured = 0.0,
    ) -> None:
        """Say more of a commodity than its name.

        Parameters
        ----------
        name
            As in the other rows.
        b3
            Hazardous (B3): only licensed vehicles and sites with a permit take it.
        density_t_per_m3
            For amounts in m3. Another unit as a pair: ``(850, "kg/m3")``.
        waste_code
            Such as ``"B313-2"``.
        leftover_idr_per_t
            What a tonne that a processor makes and nobody takes costs there; another unit as a pair.

        Raises
        ------
        OptionError
            The density is not above 0, the cost is negative, a value or unit is of another kind, or the commodity was
            added before.
        """
        name, b3 = one_name(name, ("komoditas", "commodity")), one_flag(b3, f"{name}, b3")
        self._once(name, self._parts.commodities, ("Komoditas", "commodity"))
        leftover = not_negative(leftover_idr_per_t, "Rp/t", (f"biaya sisa {name}", f"leftover cost of {name}"))
        density = None
        if density_t_per_m3 is not None:
            density = not_negative(density_t_per_m3, "t/m3", (f"berat jenis {name}", f"density of {name}"))
            if density == 0:
                raise OptionError(f"The density of {name} is 0.", f"Berat jenis {name} bernilai 0.", code=801)
        self._parts = replace(
            self._parts,
            commodities=self._parts.commodities | {name: of.Commodity(name, b3, density, waste_code, leftover)},
        )

    def add_vehicle(
        self,
        name: str,
        *,
        profile: str = "heavy_truck",
        idr_per_t_km: Measured = 0.0,
        idr_per_hour: Measured = 0.0,
        idr_per_trip: Measured = 0.0,
        payload_t: Measured = 1.0,
        b3_licensed: bool = False,
        g_co2_per_t_km: float | None = None,
    ) -> None:
        """Add a class of vehicles. Each leg goes by the cheapest; trips are not rounded to whole ones.

        A tonne costs ``idr_per_t_km`` x km + (``idr_per_hour`` x hours + ``idr_per_trip``) / ``payload_t``, one way.

        Parameters
        ----------
        name
            What it is called in results.
        profile
            Speeds: a bundled profile or the path of a file.
        idr_per_t_km, idr_per_hour, idr_per_trip, payload_t
            Costs in rupiah, payload in tonnes. Other units as pairs: ``(1.5, "ribu Rp/t.km")``, ``(8000, "kg")``.
        b3_licensed
            May carry B3 commodities.
        g_co2_per_t_km
            What it emits, for `SupplySolution.emissions`; there is no usual number. It decides nothing.

        Raises
        ------
        OptionError
            The payload is not above 0, the emission is negative or not finite, a unit measures something else, there is
            no such profile, or the vehicle was added before.
        """
        name, b3_licensed = one_name(name, ("kendaraan", "vehicle")), one_flag(b3_licensed, f"{name}, b3_licensed")
        self._once(name, [one.name for one in self._parts.vehicles], ("Kendaraan", "vehicle"))
        SpeedProfile.load(profile)  # says now that there is none
        costs = (
            one_measured(value, unit, (f"kendaraan {name}", f"vehicle {name}"))
            for value, unit in (
                (idr_per_t_km, "Rp/t.km"), (idr_per_hour, "Rp/hour"), (idr_per_trip, "Rp/trip"), (payload_t, "t")
            )
        )  # fmt: skip
        per_t_km, per_hour, per_trip, payload = costs
        if not payload > 0:
            raise OptionError(
                f"payload_t={payload_t!r} is not above 0.", f"payload_t={payload_t!r} tidak di atas 0.", code=801
            )
        grams = (
            float("nan")
            if g_co2_per_t_km is None
            else not_negative(g_co2_per_t_km, "gram/t.km", f"{name}, g_co2_per_t_km")
        )
        vehicle = of.Vehicle(name, profile, per_t_km, per_hour, per_trip, payload, b3_licensed, g_co2_per_t_km=grams)
        self._parts = replace(self._parts, vehicles=(*self._parts.vehicles, vehicle))

    def _once(self, name: str, before: Iterable[str], what: Words) -> None:
        if name in before:
            raise OptionError(
                f"The {what[1]} {name!r} was added before.",
                f"{what[0]} {name!r} sudah ditambahkan.",
                hint_en="Say all of it in one call, or give it another name.",
                hint_id="Sebutkan semuanya dalam satu panggilan, atau beri nama lain.",
                code=801,
            )


def _empty(periods: dict[str, float]) -> Parts:
    """Return a chain without rows."""
    none: Any = np.zeros(0)
    table: Any = np.zeros((0, len(periods)))
    flags: Any = np.zeros(0, dtype=bool)
    site: dict[str, Any] = {"ids": [], "x": none, "y": none, "unit": [], "origin": [], "synthetic": [], "verified": []}
    return Parts(
        periods,
        of.Sources(**site, commodity=[], amount=table, volume=flags, must_leave=flags, idr_per_t=none),
        of.Processors(
            **site, recipe=[], capacity=table, volume=flags, idr_per_t=none, fixed_idr=none, sentra=[], stock_t=none
        ),
        of.Storages(**site, commodity=[], capacity=none, volume=flags, loss_share=none, idr_per_t=none, initial_t=none),
        of.Markets(**site, commodity=[], demand=table, volume=flags, penalty_idr=none, purpose=[], stock_t=none),
        of.Permits([], [], [], none, [], []),
        of.LegLimits([], [], [], none),
        of.Movements([], [], [], [], none),
        {},
        (),
    )
