"""Turn restrictions of a source, told in arcs of the network."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra import _core
    from petasentra.layers import Layer
    from petasentra.tables import Table

__all__ = ["turns_of"]


def turns_of(restrictions: Table, core: _core.RoadNetwork, edges: Layer, nodes: Layer) -> Table:
    """Return one row for each pair of arcs that a restriction speaks of; see `RoadNetwork.turns`."""
    import pyarrow as pa

    from petasentra.tables import Table

    rows = restrictions.to_pylist()
    number = {int(one): i for i, one in enumerate(nodes["node_id"])}
    wanted = {str(row[end]) for row in rows for end in ("from_way", "to_way")}
    arriving, leaving = defaultdict(list), defaultdict(list)
    for edge, way in enumerate(edges["feature_id"]):
        if way in wanted:
            for arc in (2 * edge, 2 * edge + 1):
                arriving[way, int(core.heads[arc])].append(arc)
                leaving[way, int(core.tails[arc])].append(arc)
    out: list[tuple[int, int | None, int | None, str, str]] = []
    for i, row in enumerate(rows):
        if row["via_node"] is None:
            out.append((i, None, None, row["kind"], "via_way"))
            continue
        via = number.get(row["via_node"], -1)
        pairs = [
            (a, b)
            for a in arriving[str(row["from_way"]), via]
            for b in leaving[str(row["to_way"]), via]
            # Back on the same edge is a turn of its own kind, and no other.
            if (b == a ^ 1) == ("u_turn" in row["kind"] and row["from_way"] == row["to_way"])
        ]
        out += [(i, a, b, row["kind"], "mapped") for a, b in pairs] or [(i, None, None, row["kind"], "not_in_network")]
    names = {
        "row": pa.int64(),
        "from_arc": pa.int64(),
        "to_arc": pa.int64(),
        "kind": pa.string(),
        "status": pa.string(),
    }
    columns = {name: pa.array([one[i] for one in out], type=kind) for i, (name, kind) in enumerate(names.items())}
    return Table.from_arrow(pa.table(columns))
