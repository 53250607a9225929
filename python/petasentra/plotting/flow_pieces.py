"""The pieces of roads that flows go over: what of which commodity, from where to where, and how wide they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.supply.road_ways import RoadWays

if TYPE_CHECKING:
    import geopandas
    import numpy.typing as npt

    from petasentra.supply.solved import Solved

__all__ = ["NARROWEST", "flow_pieces", "stack"]

#: Pixels of the widest and the narrowest line by itself; between them the square root of tonnes decides.
_WIDEST, NARROWEST = 13.0, 1.6
#: By how much a line is wider than those that lie on it, so that it shows.
_RIM = 3.0


def flow_pieces(solution: Solved) -> geopandas.GeoDataFrame:
    """Return pieces of edges with the tonnes of each commodity over them, both directions added.

    ``told`` lists what goes over a piece or a part of it, of all commodities, from where to where.
    """
    import geopandas
    import pandas
    from shapely.ops import substring

    ways, legs, model = solution.ways, solution.legs, solution.model
    assert isinstance(ways, RoadWays)
    lines = ways.edge_lines.to_geopandas()
    tonnes = solution.found.x[solution.program.columns.legs].sum(axis=1)
    begin_of, end_of = model.sending.site[legs.sending], model.taking.site[legs.taking]
    parts = []
    for place, vehicle in enumerate(model.vehicles):
        these = np.flatnonzero((tonnes > 1e-6) & (legs.vehicle == place))
        begin, end = (side[legs.pair(these)] for side in (legs.tariff.begin, legs.tariff.end))
        found = ways.paths(vehicle, begin, end).columns()
        first: npt.NDArray[np.int64] = np.asarray(found["first_piece"]).astype(np.int64)
        leg = np.repeat(these, first[1:] - first[:-1])
        low, high = (np.round(side(found["begin"], found["end"]), 6) for side in (np.minimum, np.maximum))
        columns = {"edge": np.asarray(found["edge"]), "low": low, "high": high, "amount_t": tonnes[leg]}
        names = [model.commodities[one].name for one in legs.commodity[leg]]
        from_to = [
            f"{model.site_ids[one]} → {model.site_ids[other]}"
            for one, other in zip(begin_of[leg], end_of[leg], strict=True)
        ]
        parts.append(pandas.DataFrame(columns | {"commodity": names, "way": from_to}))
    every = pandas.concat(parts, ignore_index=True)
    keys = ["commodity", "edge", "low", "high"]
    summed = every.groupby(keys, as_index=False, sort=True)["amount_t"].sum()
    shapes = [
        substring(lines.geometry.iloc[edge], low, high, normalized=True)
        for edge, low, high in zip(summed["edge"], summed["low"], summed["high"], strict=True)
    ]
    summed["told"] = _flows_over(summed, every)
    summed["name"] = [name if isinstance(name := lines["name"].iloc[edge], str) else "" for edge in summed["edge"]]
    return geopandas.GeoDataFrame(summed, geometry=shapes, crs=lines.crs)


def _flows_over(pieces: Any, flows: Any) -> list[list[tuple[str, str, float]]]:  # noqa: ANN401  (frames of pandas)
    """Return commodity, way and tonnes of what goes over each piece, the most first."""
    by_edge = {
        edge: list(rows[["low", "high", "commodity", "way", "amount_t"]].itertuples(index=False, name=None))
        for edge, rows in flows.groupby("edge")
    }
    out = []
    for edge, low, high in pieces[["edge", "low", "high"]].itertuples(index=False, name=None):
        over: dict[tuple[str, str], float] = {}
        for begin, end, commodity, way, tonnes in by_edge[edge]:
            if max(begin, low) < min(end, high):
                over[commodity, way] = max(over.get((commodity, way), 0.0), tonnes)
        out.append(sorted(((*key, tonnes) for key, tonnes in over.items()), key=lambda one: (-one[2], one[0], one[1])))
    return out


def stack(pieces: geopandas.GeoDataFrame, order: list[str]) -> float:
    """Give pieces their ``weight``, those drawn first wider than what lies on them; return the tonnes of the widest."""
    rank = {name: layer for layer, name in enumerate(order)}
    rows = pieces[["edge", "low", "high", "commodity", "amount_t"]].to_dict("records")
    on_edge: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        on_edge.setdefault(row["edge"], []).append(place)
    top_first = sorted(range(len(rows)), key=lambda place: -rank[rows[place]["commodity"]])
    upon = [
        [
            other
            for other in on_edge[row["edge"]]
            if rank[rows[other]["commodity"]] > rank[row["commodity"]]
            and max(rows[other]["low"], row["low"]) < min(rows[other]["high"], row["high"])
        ]
        for row in rows
    ]
    tonnes, weight = [0.0] * len(rows), [0.0] * len(rows)
    for place in top_first:
        tonnes[place] = rows[place]["amount_t"] + max((tonnes[other] for other in upon[place]), default=0.0)
    heaviest = max(tonnes, default=0.0)
    for place in top_first:
        own = NARROWEST + (_WIDEST - NARROWEST) * float(np.sqrt(tonnes[place] / heaviest))
        weight[place] = round(max([own, *(weight[other] + _RIM for other in upon[place])]), 1)
    pieces["weight"] = weight
    pieces["stacked"] = [bool(one) for one in upon]
    return heaviest
