"""What the law and roads allow of a chain, as users state it: permits, limits of legs, documents of movements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply import parts as of
from petasentra.supply.building import ChainSites
from petasentra.supply.rows import GivenRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.supply.rows import RowsLike

__all__ = ["ChainLimits"]


class ChainLimits(ChainSites):
    """The part of `petasentra.SupplyChain` that takes permits, limits of legs and documents."""

    def add_permits(self, rows: RowsLike) -> None:
        """Add permits to take B3 commodities. Where several speak of one commodity at a site, each has to hold.

        Parameters
        ----------
        rows
            A table with ``permit_id``, ``site_id``, ``t_per_day`` (a mean over each period) and, if they are there,
            ``commodity`` (empty: all that are B3), ``valid_from`` and ``valid_until`` (first and last day).

        Raises
        ------
        SchemaError
            A column is missing, or holds no numbers.
        OptionError
            A day is none.
        """
        given = GivenRows(rows, "permits")
        added = of.Permits(
            given.column_texts("permit_id"),
            given.column_texts("site_id"),
            given.column_texts("commodity", needed=False),
            given.numbers("t_per_day"),
            given.days("valid_from"),
            given.days("valid_until"),
        )
        self._parts = replace(self._parts, permits=self._parts.permits.joined(added))

    def add_leg_limits(self, rows: RowsLike) -> None:
        """Limit what goes from one site to another.

        Parameters
        ----------
        rows
            A table with ``from_id``, ``to_id``, ``t_per_day`` (a mean over each period) and, if it is there,
            ``commodity`` (empty: all together).

        Raises
        ------
        SchemaError
            A column is missing, or holds no numbers.
        """
        given = GivenRows(rows, "leg limits")
        added = of.LegLimits(
            given.column_texts("from_id"),
            given.column_texts("to_id"),
            given.column_texts("commodity", needed=False),
            given.numbers("t_per_day"),
        )
        self._parts = replace(self._parts, limits=self._parts.limits.joined(added))

    def add_facilities(
        self,
        tables: Sequence[RowsLike],
        places: RowsLike,
        *,
        densities: Mapping[str, float] | None = None,
        unmet_penalty_idr: float | None = None,
    ) -> None:
        """Add the facilities of the tables that freight tools use.

        Parameters
        ----------
        tables
            With ``facility_name``, ``facility_type`` (``raw_material_producer``, ``processor``,
            ``ultimate_destination``), ``commodity``, ``value``, ``units`` and ``io`` (``i`` or ``o``). The rows of a
            processor are its recipe, its inputs together its capacity. Amounts without a time belong to each period.
        places
            Points (or a plain table, where the chain has a table of legs) with ``facility_name``.
        densities
            t/m3 by commodity, for amounts in volumes.
        unmet_penalty_idr
            As for `add_markets`.

        Raises
        ------
        SchemaError
            A column is missing, a type or io is another, a facility has no place, or a density is missing.
        OptionError
            A unit is unknown.

        Examples
        --------
        >>> import pyarrow as pa, petasentra as ps
        >>> names = ["facility_name", "facility_type", "commodity", "value", "units", "io"]
        >>> rows = [("kebun", "raw_material_producer", "singkong", 14730, "t", "o"),
        ...         ("pabrik", "processor", "singkong", 14730, "t", "i"),
        ...         ("pabrik", "processor", "etanol", 348, "kgal", "o"),
        ...         ("kilang", "ultimate_destination", "etanol", 348, "kgal", "i")]
        >>> table = pa.table([list(column) for column in zip(*rows)], names=names)
        >>> legs = pa.table({"from_id": ["kebun", "pabrik"], "to_id": ["pabrik", "kilang"], "km": [9, 90]})
        >>> chain = ps.SupplyChain(legs=legs)
        >>> places = pa.table({"facility_name": ["kebun", "pabrik", "kilang"]})
        >>> chain.add_facilities([table], places, densities={"etanol": 0.789}, unmet_penalty_idr=1e7)
        >>> chain.solve().flows["amount_t"].round(1).tolist()
        [1039.4, 14730.0]
        """
        from petasentra.supply.facility_tables import add_facility_tables

        add_facility_tables(self, tables, places, densities or {}, unmet_penalty_idr)

    def add_movements(self, rows: RowsLike) -> None:
        """Add documents of movements of B3 commodities, such as manifests, for `SupplySolution.custody`.

        Parameters
        ----------
        rows
            A table with ``document``, ``from_id``, ``to_id``, ``commodity`` and, if it is there, ``amount_t``.

        Raises
        ------
        SchemaError
            A column is missing, or holds no numbers.
        """
        given = GivenRows(rows, "movements")
        amount = given.numbers("amount_t") if "amount_t" in given else np.full(len(given), np.nan)
        document, begin, end, commodity = (
            given.column_texts(name) for name in ("document", "from_id", "to_id", "commodity")
        )
        self._parts = replace(
            self._parts, movements=self._parts.movements.joined(of.Movements(document, begin, end, commodity, amount))
        )
