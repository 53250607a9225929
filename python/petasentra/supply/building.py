"""Where commodities come from, wait and go, as users state it: sources, processors, storages, markets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from petasentra.errors import OptionError
from petasentra.supply import parts as of
from petasentra.supply.building_goods import ChainGoods
from petasentra.supply.given_values import one_flag, one_name, one_number
from petasentra.supply.rows import GivenRows
from petasentra.supply.units import parse_unit, stated_in

if TYPE_CHECKING:
    from petasentra.supply.rows import Amount, Cost, RowsLike

__all__ = ["ChainSites"]

PRICE = ("biaya per ton", "cost of a tonne")
STOCK = ("persediaan", "stock")


class ChainSites(ChainGoods):
    """The part of `petasentra.SupplyChain` that takes sites."""

    def add_sources(
        self,
        rows: RowsLike,
        commodity: str,
        supply: Amount,
        *,
        unit: str | None = None,
        id: str | None = None,  # noqa: A002  the users' word
        must_leave: bool = False,
        idr_per_t: Cost = 0.0,
    ) -> None:
        """Add sources of a commodity.

        Parameters
        ----------
        rows
            Points, or a table where the chain has a table of legs.
        commodity
            Its name, or the column that has it.
        supply
            At most so much: a number, a column, or one of them for each period (a harvest calendar; periods that are
            not named have 0).
        unit
            Such as ``"t/day"``, where no column name says it.
        id
            Column with the ids; ``id`` or the numbers of the rows without it.
        must_leave
            All of it has to go somewhere, as waste does.
        idr_per_t
            Price at the source: a number or a column, or a pair of either and a unit such as ``(900, "Rp/kg")``. The
            end of a column name may state the unit, too (``harga_rp_per_kg``).

        Raises
        ------
        SchemaError
            There is no such column, or it holds no numbers.
        OptionError
            The unit is unknown, measures something else, or nothing says it.
        """
        given = GivenRows(rows, "sources")
        amount, volume, units = given.amounts(supply, unit, self._parts.periods)
        added = of.Sources(
            **self._site(given, id, units),
            commodity=given.commodities(commodity),
            amount=amount,
            volume=volume,
            must_leave=np.full(len(given), one_flag(must_leave, "must_leave")),
            idr_per_t=given.measured(idr_per_t, "Rp/t", PRICE),
        )
        self._parts = replace(self._parts, sources=self._parts.sources.joined(added))

    def add_processors(
        self,
        rows: RowsLike,
        recipe: Mapping[str, float],
        capacity: Amount | None = None,
        *,
        unit: str | None = None,
        id: str | None = None,  # noqa: A002
        idr_per_t: Cost = 0.0,
        fixed_idr: Cost = 0.0,
        sentra: str | None = None,
        stock: Cost | None = None,
    ) -> None:
        """Add processors that share a recipe, such as the sentra of one commodity.

        Parameters
        ----------
        rows, unit, id
            As for `add_sources`.
        recipe
            What goes in (negative) and what comes out (positive), in tonnes: ``{"dross": -1, "ingot": 0.27}``. Only
            their proportions count.
        capacity
            Tonnes of all inputs together; no limit without it.
        idr_per_t
            What processing a tonne of input costs; other units as for `add_sources`.
        fixed_idr
            What it costs to open at all; a processor without a cost is open.
        sentra
            Column with the name of the sentra; empty for a dispersed unit.
        stock
            Tonnes (or with another unit) of input at hand, for the days of cover.

        Raises
        ------
        SchemaError, OptionError
            As for `add_sources`; or the recipe is empty.
        """
        given = GivenRows(rows, "processors")
        if not recipe:
            raise OptionError("The recipe is empty.", "Resepnya kosong.", code=801)
        if not isinstance(recipe, Mapping):
            raise OptionError(
                f"recipe={recipe!r} is no mapping of commodities to tonnes.",
                f"recipe={recipe!r} bukan pemetaan komoditas ke ton.",
                code=801,
            )
        shares = {
            one_name(name, ("resep", "recipe")): one_number(share, (f"resep, {name}", f"recipe, {name}"))
            for name, share in recipe.items()
        }
        shape = (len(given), len(self._parts.periods))
        amount, volume, units = np.full(shape, np.inf), np.zeros(len(given), dtype=bool), [""] * len(given)
        if capacity is not None:
            amount, volume, units = given.amounts(capacity, unit, self._parts.periods)
        added = of.Processors(
            **self._site(given, id, units),
            recipe=[shares] * len(given),
            capacity=amount,
            volume=volume,
            idr_per_t=given.measured(idr_per_t, "Rp/t", PRICE),
            fixed_idr=given.measured(fixed_idr, "Rp", ("biaya membuka", "cost of opening")),
            sentra=given.texts(sentra),
            stock_t=given.measured(stock, "t", STOCK),
        )
        self._parts = replace(self._parts, processors=self._parts.processors.joined(added))

    def add_storages(
        self,
        rows: RowsLike,
        commodity: str,
        capacity: float | str,
        *,
        unit: str | None = None,
        id: str | None = None,  # noqa: A002
        loss_share: float | str = 0.0,
        idr_per_t: Cost = 0.0,
        initial: Cost = 0.0,
    ) -> None:
        """Add places where a commodity waits from one period for the next.

        Parameters
        ----------
        rows, commodity, id
            As for `add_sources`.
        capacity
            Tonnes (or m3) at the end of a period, at most.
        unit
            Mass or volume, without a time; tonnes where neither it nor the name of the column says it.
        loss_share
            Share lost from one period to the next.
        idr_per_t
            Cost of a tonne kept to the end of a period; other units as for `add_sources`.
        initial
            Tonnes (or with another unit of mass) there at first.

        Raises
        ------
        SchemaError, OptionError
            As for `add_sources`; or the unit has a time.
        """
        given = GivenRows(rows, "storages")
        if unit is None and not (isinstance(capacity, str) and stated_in(capacity)):
            unit = "t"
        amount, volume, units = given.amounts(capacity, unit, {"": 1.0})
        if any(parse_unit(one).of_time for one in units[:1]):
            raise OptionError(
                f"What a storage holds has no time: {units[0]!r}.", f"Isi gudang tanpa waktu: {units[0]!r}.", code=801
            )
        added = of.Storages(
            **self._site(given, id, units),
            commodity=given.commodities(commodity),
            capacity=amount[:, 0],
            volume=volume,
            loss_share=given.numbers(loss_share),
            idr_per_t=given.measured(idr_per_t, "Rp/t", PRICE),
            initial_t=given.measured(initial, "t", STOCK),
        )
        self._parts = replace(self._parts, storages=self._parts.storages.joined(added))

    def add_markets(
        self,
        rows: RowsLike,
        commodity: str,
        demand: Amount,
        *,
        unit: str | None = None,
        id: str | None = None,  # noqa: A002
        unmet_penalty_idr: Cost | None = None,
        purpose: Literal["use", "disposal"] = "use",
        stock: Cost | None = None,
    ) -> None:
        """Add buyers, or places where a commodity is disposed of.

        Parameters
        ----------
        rows, commodity, unit, id
            As for `add_sources`.
        demand
            As `supply` of `add_sources`. Not more than that comes.
        unmet_penalty_idr
            What a tonne that does not come is worth, in rupiah; other units as for `add_sources`, such as
            ``(30, "juta Rp/t")``. Without it all has to come.
        purpose
            ``"disposal"``: what comes there is disposed of.
        stock
            Tonnes (or with another unit) at hand, for the days of cover.

        Raises
        ------
        SchemaError, OptionError
            As for `add_sources`; or the purpose is another.
        """
        if purpose not in ("use", "disposal"):
            raise OptionError(
                f"purpose={purpose!r} is neither 'use' nor 'disposal'.",
                f"purpose={purpose!r} bukan 'use' atau 'disposal'.",
                code=801,
            )
        given = GivenRows(rows, "markets")
        amount, volume, units = given.amounts(demand, unit, self._parts.periods)
        added = of.Markets(
            **self._site(given, id, units),
            commodity=given.commodities(commodity),
            demand=amount,
            volume=volume,
            penalty_idr=given.measured(unmet_penalty_idr, "Rp/t", ("denda kekurangan", "penalty of what is missing")),
            purpose=[purpose] * len(given),
            stock_t=given.measured(stock, "t", STOCK),
        )
        self._parts = replace(self._parts, markets=self._parts.markets.joined(added))

    def _site(self, given: GivenRows, column: str | None, units: list[str]) -> dict[str, Any]:
        x, y = given.places(self._crs)
        return {
            "ids": given.ids(column),
            "x": x,
            "y": y,
            "unit": units,
            "origin": given.column_texts("origin", needed=False),
            "synthetic": given.marks("synthetic"),
            "verified": given.marks("verified"),
        }
