"""A network in one file: its columns, its hierarchy, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.network.inputs import given_path
from petasentra.network.other_readers import reading_by
from petasentra.tables import Table

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from petasentra._progress import Progress

__all__ = ["Stored", "read_network", "write_network"]

#: The network and its hierarchy (None where it was stored without), and the tables by name.
Stored = tuple[_core.RoadNetwork, _core.RoadHierarchy | None, dict[str, Table]]


def write_network(
    path: str | os.PathLike[str],
    network: _core.RoadNetwork,
    hierarchy: _core.RoadHierarchy | None,
    tables: Mapping[str, Table | None],
    *,
    progress: Progress,
    threads: int | None,
) -> None:
    """Store a network; see `petasentra.RoadNetwork.save`."""
    attached = {name: _as_bytes(table) for name, table in tables.items() if table is not None}
    reporting = progress_callback(progress, "saving")
    _core.write_network(given_path(path), network, hierarchy, attached, reporting, worker_threads(threads))


def read_network(path: str | os.PathLike[str], *, progress: Progress, threads: int | None) -> Stored:
    """Return what a file holds; see `petasentra.RoadNetwork.open`."""
    reporting = progress_callback(progress, "opening")
    with reading_by("RoadNetwork.open", given_path(path)):
        core, hierarchy, attached = _core.read_network(given_path(path), reporting, worker_threads(threads))
    return core, hierarchy, {name: _as_table(content) for name, content in attached.items()}


def _as_bytes(table: Table) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    arrow = pa.table(table)
    with pa.ipc.new_stream(sink, arrow.schema) as stream:
        stream.write_table(arrow)
    return bytes(sink.getvalue())


def _as_table(content: bytes) -> Table:
    import pyarrow as pa

    with pa.ipc.open_stream(content) as stream:
        return Table.from_arrow(stream.read_all())
