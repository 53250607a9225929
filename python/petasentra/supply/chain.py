"""The chain a user builds: checked, solved, changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Self

from petasentra.errors import OptionError
from petasentra.supply import parts as of
from petasentra.supply.building_limits import ChainLimits
from petasentra.supply.given_values import day_of
from petasentra.supply.leg_table import LegTable
from petasentra.supply.model import Model, Parts
from petasentra.supply.road_ways import RoadWays

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from petasentra._progress import Progress
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.scenario_edges import Roads
    from petasentra.supply.flooded_chain import WaterOnRoads
    from petasentra.supply.rows import RowsLike
    from petasentra.supply.solution import SupplySolution
    from petasentra.supply.ways import Ways
    from petasentra.tables import Table

__all__ = ["SupplyChain"]

Obey = Literal["enforce", "report"]


class SupplyChain(ChainLimits):
    """Raw material to market: who supplies whom, at what cost, and what is missing.

    Amounts are tonnes. Where units come from: the end of a column name (``supply_t_per_year``) or `unit`. An amount of
    a time is turned into one of each period; one without a time belongs to each period as it is. Rows may have columns
    ``synthetic``, ``verified`` (true or false) and ``origin`` (text): they are carried along.

    Parameters
    ----------
    network
        The roads; sites are then points.
    legs
        Instead of roads: a table with ``from_id``, ``to_id``, ``km`` and, if there is one, ``minutes``. What it does
        not have is no way.
    periods
        Names of periods with their days, in their order; one year without it.
    limit_m, which, road_day, without_class
        How sites meet the roads and what those cost: as `limit_m`, `which`, `as_of` and `without_class` of
        `RoadNetwork.travel_times`.
    threads
        As elsewhere; results never depend on it.

    Raises
    ------
    OptionError
        Neither roads nor legs are given, or both; or periods have no days.

    Examples
    --------
    >>> import pyarrow as pa, petasentra as ps
    >>> legs = pa.table({"from_id": ["G", "S"], "to_id": ["S", "B"], "km": [40.0, 10.0]})
    >>> chain = ps.SupplyChain(legs=legs)
    >>> chain.add_sources(pa.table({"id": ["G"]}), "dross", 1000.0, unit="t/year")
    >>> chain.add_processors(pa.table({"id": ["S"]}), {"dross": -1, "ingot": 0.27, "residue": 0.73})
    >>> chain.add_markets(pa.table({"id": ["B"], "t_per_year": [300.0]}), "ingot", "t_per_year", unmet_penalty_idr=5e6)
    >>> chain.add_vehicle("truk", idr_per_t_km=1500)
    >>> solution = chain.solve()
    >>> [(row["from_id"], row["commodity"], round(row["amount_t"], 6)) for row in solution.flows.to_pylist()]
    [('G', 'dross', 1000.0), ('S', 'ingot', 270.0)]
    >>> solution.unmet["unmet_t"].round(6).tolist(), solution.unmet["status"]
    ([30.0], ['limited'])
    """

    def __init__(
        self,
        network: RoadNetwork | None = None,
        *,
        legs: RowsLike | None = None,
        periods: Mapping[str, float] | None = None,
        limit_m: float = 500.0,
        which: Literal["min", "likely", "max"] = "likely",
        road_day: dt.date | str | None = None,
        without_class: str | None = None,
        threads: int | None = None,
    ) -> None:
        if (network is None) == (legs is None):
            raise OptionError(
                "A chain needs roads or a table of legs, one of the two.",
                "Rantai pasok memerlukan jaringan jalan atau tabel rute, salah satu saja.",
                code=801,
            )
        super().__init__({"tahun": 365.0} if periods is None else periods, None if network is None else network.crs)
        self._network = network
        self._legs = None if legs is None else LegTable(legs)
        self._limit_m = limit_m
        self._journey: dict[str, Any] = {"which": which, "as_of": road_day, "without_class": without_class}
        self._changes: tuple[Mapping[str, Any] | WaterOnRoads, ...] = ()
        self._threads = threads

    @property
    def network(self) -> RoadNetwork | None:
        """The roads; None where a table of legs stands for them."""
        return self._network

    # -- what it answers ----------------------------------------------------------------------------------------------

    def check(self) -> Table:
        """Look the chain over before it is solved.

        Returns
        -------
        Table
            Findings, in Indonesian and English; with an error among them `solve` refuses.

        Examples
        --------
        >>> import pyarrow as pa, petasentra as ps
        >>> chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["B"], "km": [40.0]}))
        >>> chain.add_sources(pa.table({"id": ["G", "G"]}), "dross", 10, unit="t/day")
        >>> chain.add_markets(pa.table({"id": ["B"]}), "ingot", 1, unit="t/day", unmet_penalty_idr=1e6)
        >>> chain.check()["code"]
        ['DUPLICATE_ID', 'COMMODITY_UNKNOWN', 'VEHICLE_ASSUMED']
        """
        from petasentra.supply.checking import check_chain

        model = Model(self._complete())
        return check_chain(model, self._ways(model))

    def solve(
        self, *, as_of: dt.date | str | None = None, permits: Obey = "enforce", progress: Progress = None
    ) -> SupplySolution:
        """Find the cheapest flows: exact, with prices and a certificate, and the same every time.

        Parameters
        ----------
        as_of
            The day on which permits are looked at; needed where permits have days.
        permits
            ``"enforce"``: B3 commodities go by licensed vehicles, to sites with a valid permit, and no more than it
            allows. ``"report"``: as if there were no law; `SupplySolution.custody` says what breaks it.
        progress
            As elsewhere.

        Returns
        -------
        SupplySolution
            Also where nothing satisfies all: then it says why.

        Raises
        ------
        SchemaError
            `check` finds errors; the first is told.
        OptionError
            A permit has days and `as_of` is missing, or `permits` is another word.
        """
        from petasentra.supply.checking import refuse_errors
        from petasentra.supply.solution import SupplySolution

        if permits not in ("enforce", "report"):
            raise OptionError(
                f"permits={permits!r} is neither 'enforce' nor 'report'.",
                f"permits={permits!r} bukan 'enforce' atau 'report'.",
                code=801,
            )
        day = None if as_of is None else day_of(as_of, "as_of")
        model = Model(self._complete())
        ways = self._ways(model)
        refuse_errors(model, ways)
        dated = any(one is not None for one in (*self._parts.permits.valid_from, *self._parts.permits.valid_until))
        if dated and day is None and permits == "enforce":
            raise OptionError(
                "Permits have days of validity, and as_of= does not say which day is meant.",
                "Izin memiliki masa berlaku, dan as_of= tidak menyebut hari yang dimaksud.",
                code=801,
            )
        return SupplySolution(
            self, model, ways, as_of=day, permits=permits == "enforce", progress=progress,
            threads=self._threads,
        )  # fmt: skip

    def scenario(
        self,
        *,
        close: Roads | None = None,
        within_m: float = 0.0,
        except_bridges: bool = False,
        slower: Mapping[str, float] | None = None,
        build: bool | Roads | None = None,
        lose: Sequence[str] = (),
        amount: Mapping[str, float] | None = None,
        price: Mapping[str, float] | None = None,
        lapse: Sequence[str] = (),
    ) -> SupplyChain:
        """Return this chain with changes; it stays as it is.

        Parameters
        ----------
        close, within_m, except_bridges, slower, build
            Roads, as for `RoadNetwork.scenario`; what `build` opens was added by `RoadNetwork.with_roads`. Sites stay
            where they meet the roads.
        lose
            Ids of sources, processors and storages that drop out, with the stock of these.
        amount
            Factors by id, for supplies of sources, capacities of processors and demands of markets.
        price
            Factors by id or name: what a tonne costs at sources, processors (opening too) and storages, what a missing
            tonne is worth to markets, and all that a vehicle costs.
        lapse
            Ids of permits that nobody has any more.

        Raises
        ------
        OptionError
            There is no such road, site, vehicle or permit, a factor is negative, or roads change in a chain without
            roads.

        Examples
        --------
        >>> import pyarrow as pa, petasentra as ps
        >>> legs = pa.table({"from_id": ["G", "H"], "to_id": ["B", "B"], "km": [40.0, 90.0]})
        >>> chain = ps.SupplyChain(legs=legs)
        >>> chain.add_sources(pa.table({"id": ["G", "H"]}), "dross", 10, unit="t/day")
        >>> chain.add_markets(pa.table({"id": ["B"]}), "dross", 10, unit="t/day", unmet_penalty_idr=1e6)
        >>> chain.add_vehicle("truk", idr_per_t_km=1000)
        >>> chain.solve().total_idr, chain.scenario(lose=["G"]).solve().total_idr
        (146000000.0, 328500000.0)
        """
        from petasentra.supply.changing import changed_parts

        other = self._copy()
        other._parts = changed_parts(self._parts, lose, amount or {}, price or {}, lapse)
        roads: dict[str, Any] = {
            "close": close, "within_m": within_m, "except_bridges": except_bridges, "slower": slower, "build": build,
        }  # fmt: skip
        if close is not None or slower or build is not None:
            if self._network is None:
                raise OptionError(
                    "This chain has a table of legs and no roads to change.",
                    "Rantai ini memakai tabel rute; tidak ada jalan yang dapat diubah.",
                    code=801,
                )
            self._network.scenario(**roads)  # says now what is wrong with them
            other._changes = (*self._changes, roads)
        return other

    def under_water(self, water: WaterOnRoads, still: set[tuple[str, str]]) -> SupplyChain:
        """Return this chain on wet roads and with sites, by kind and id, that stand still; for code of this package."""
        from petasentra.supply.flooded_chain import still_parts

        other = self._copy()
        other._parts = still_parts(self._parts, still)
        other._changes = (*self._changes, water)
        return other

    def __repr__(self) -> str:
        rows = ("sources", "processors", "storages", "markets")
        return f"SupplyChain: {', '.join(f'{len(getattr(self._parts, name))} rows of {name}' for name in rows)}"

    # -- within -------------------------------------------------------------------------------------------------------

    def _copy(self) -> Self:
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def _complete(self) -> Parts:
        """Return the parts with the vehicle that is assumed where none is given: a tonne-kilometre costs 1."""
        if self._parts.vehicles:
            return self._parts
        return replace(
            self._parts,
            vehicles=(of.Vehicle("t km", "heavy_truck", 1.0, 0.0, 0.0, 1.0, b3_licensed=True, assumed=True),),
        )

    def _ways(self, model: Model) -> Ways:
        if self._network is not None:
            x, y = model.places
            return RoadWays(
                self._network,
                x,
                y,
                limit_m=self._limit_m,
                journey=self._journey,
                changes=self._changes,
                threads=self._threads,
            )
        assert self._legs is not None
        return self._legs.ways(model)
