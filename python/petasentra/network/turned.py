"""Rules for turns on a road network: those of its source, and your own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from petasentra.network.turns import RoadTurns, own_turns

if TYPE_CHECKING:
    from typing import Self

    import numpy as np
    import numpy.typing as npt

    from petasentra import _core
    from petasentra._arrow import ArrowStreamExportable
    from petasentra.network.speed_profile import SpeedProfile
    from petasentra.tables import Table

__all__ = ["RoadNetworkTurns"]


class RoadNetworkTurns:
    """The part of `petasentra.RoadNetwork` that knows what is said of turns.

    Parameters
    ----------
    core
        A network of the core.
    turns
        What is said of turns on it, laid on `core` already.
    """

    __slots__ = ("_handle", "_turns")

    def __init__(self, core: _core.RoadNetwork, *, turns: RoadTurns | None = None) -> None:
        self._handle = core
        self._turns = RoadTurns() if turns is None else turns

    @property
    def restrictions(self) -> Table | None:
        """Turn restrictions by ids of OpenStreetMap; None for other sources.

        ``osm_relation_id``, ``from_way``, ``via_node`` or ``via_ways``, ``to_way``, ``kind`` (``no_left_turn`` ...),
        ``vehicle`` (empty: all) and ``except``.
        """
        return self._turns.restrictions

    @property
    def barriers(self) -> Table | None:
        """Barriers on roads: ``osm_node_id``, ``kind``, ``access``, ``tags``, ``lon``, ``lat``; None for others."""
        return self._turns.barriers

    def turn_costs(self, profile: SpeedProfile) -> npt.NDArray[np.uint32]:
        """Return what each rule for turns costs a vehicle; for code of this package."""
        return self._turns.costs(profile)

    def turns(self) -> Table | None:
        """Return the turn restrictions in arcs of the network; None where the source has none.

        Returns
        -------
        Table
            ``row`` of `restrictions`, ``from_arc``, ``to_arc`` (the first and the last of its way), ``kind``, and
            ``status``: ``applied``, ``kind_unknown``, ``hours`` (at some hours only), ``not_in_network``,
            ``ambiguous`` (a road that goes on beyond the node) or ``against_one_way``. A restriction that is not
            applied keeps its row, without arcs.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> roads = geopandas.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (9, 0)])], crs=32749)
        >>> ps.RoadNetwork.from_layer(roads).turns() is None  # lines state none
        True
        """
        return self._turns.ways(self._handle)

    def with_turns(self, turns: ArrowStreamExportable) -> Self:
        """Return the network with turns that are forbidden or take time, besides those that it has.

        Parameters
        ----------
        turns
            A table with the columns ``from_arc`` and ``to_arc``, which has to begin where the other ends (edge e has
            the arcs 2 e, along its line, and 2 e + 1), and ``seconds``: how long the turn takes, null where it is
            forbidden. Without that column all of them are. They hold for every vehicle.

        Raises
        ------
        SchemaError
            A column is not there.
        NetworkError
            There are no such arcs, or they do not follow on each other.
        OptionError
            Numbers are negative, or not whole.

        Examples
        --------
        >>> import geopandas, pyarrow as pa, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (250, 0)]), shapely.LineString([(250, 0), (500, 0)])]
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
        >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
        >>> slow = net.with_turns(pa.table({"from_arc": [0], "to_arc": [2], "seconds": [30.0]}))
        >>> at = geopandas.GeoDataFrame(geometry=[shapely.Point(0, 0), shapely.Point(500, 0)], crs=32749)
        >>> slow.travel_times(at, at).deciseconds.tolist()  # 72 s of driving, and a wait one way
        [[0, 1020], [720, 0]]
        """
        more = replace(self._turns, own=own_turns(turns, self._turns.own))
        return type(self)(more.laid_on(self._handle, tell=False), turns=more)
