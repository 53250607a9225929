"""Asks a network how long it takes between places: all at once, or in batches for what memory does not hold."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import part_of
from petasentra.errors import OptionError
from petasentra.files.replacing import replacing
from petasentra.network.costs import UNREACHABLE
from petasentra.network.ids import id_array
from petasentra.network.inputs import given_path
from petasentra.network.lengths import quickest_lengths
from petasentra.network.nearest import minutes_of
from petasentra.network.pairs import pair_status, pairs_batch
from petasentra.network.travel import TravelTimes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    import pyarrow as pa

    from petasentra.layers.layer import LayerLike
    from petasentra.network.questions import Places, Question


def travel_times(
    question: Question,
    origins: LayerLike,
    targets: LayerLike,
    *,
    lengths: bool,
    origin_id: str | None,
    target_id: str | None,
) -> TravelTimes:
    """Return the time between all pairs; see `petasentra.RoadNetwork.travel_times`."""
    begin, end = question.places(origins, origin_id, "origins"), question.places(targets, target_id, "targets")
    found = _core.travel_matrix(
        *question.ways(begin, end),
        question.stages.left(0.5 if lengths else 1.0),
        question.threads,
    )
    asked = question.asked(origins=begin, targets=end)
    length_m = quickest_lengths(question, begin, end, question.stages.until(1.0)) if lengths else None
    question.stages.end()
    return TravelTimes(found, begin.snap, end.snap, begin.ids, end.ids, question.costs, length_m, asked)


#: Costs that are computed at one time (64 MiB), and rows that are told at one time.
_PAIRS_A_BLOCK = 1 << 24
_ROWS_A_BATCH = 1 << 20


def travel_batches(
    question: Question, origins: LayerLike, targets: LayerLike, *, origin_id: str | None, target_id: str | None
) -> Iterator[pa.RecordBatch]:
    """Return the rows of `travel_times` batch by batch; see `petasentra.RoadNetwork.travel_batches`."""
    begin, end = question.places(origins, origin_id, "origins"), question.places(targets, target_id, "targets")
    return _batches(question, begin, end)  # what cannot be asked is refused now, not at the first batch


def _batches(question: Question, begin: Places, end: Places) -> Iterator[pa.RecordBatch]:
    (metric, leave, arrive), whole = question.ways(begin, end), question.stages.until(1.0)
    ids, target_ids, columns = id_array(begin.ids), id_array(end.ids), max(len(end.ids), 1)
    # Batches hold whole rows of the matrix; one is the least.
    step, some = max(_PAIRS_A_BLOCK // columns, 1), max(_ROWS_A_BATCH // columns, 1)
    blocks = range(0, max(len(ids), 1), step)  # without origins one batch without rows, for its columns
    for number, first in enumerate(blocks):
        report = part_of(whole, number, len(blocks))
        found = _core.travel_matrix(metric, leave.part(first, first + step), arrive, report, question.threads)
        for row in range(0, max(len(found), 1), some):
            costs = found[row : row + some]
            here = slice(first + row, first + row + len(costs))
            status = pair_status(costs != UNREACHABLE, begin.snap.standing[here], end.snap.standing)
            yield pairs_batch(ids[here], target_ids, {"minutes": minutes_of(costs)}, status)
    question.stages.end()


def file_kind(path: str | os.PathLike[str]) -> str:
    """Return the ending of a file that takes travel times.

    Raises
    ------
    OptionError
        It is no path, or has another ending.
    """
    file = Path(given_path(path))
    if file.suffix.lower() in (".parquet", ".arrow"):
        return file.suffix.lower()
    raise OptionError(
        f"{file.name}: travel times go into .parquet or .arrow.",
        f"{file.name}: waktu tempuh ditulis ke .parquet atau .arrow.",
        code=801,
        file=str(file),
    )


def write_batches(batches: Iterator[pa.RecordBatch], path: str | os.PathLike[str], kind: str) -> int:
    """Write rows of pairs to a file and return how many; see `petasentra.RoadNetwork.write_travel_times`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows, first = 0, next(batches)
    with replacing(path) as draft:
        made = pq.ParquetWriter if kind == ".parquet" else pa.ipc.new_file
        with made(str(draft), first.schema) as writer:
            for batch in itertools.chain([first], batches):
                writer.write_batch(batch)
                rows += batch.num_rows
    return rows
