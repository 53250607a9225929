"""More pairs than memory holds: batch by batch, the rows of the whole table, into files that are whole or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drawn_journeys import network_of, places

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

NET = network_of([(0, 0), (20_000, 0)], [(0, 9000), (400, 9000)])


def some(count: int, seed: int) -> object:
    random = np.random.default_rng(seed)
    at = places(*random.uniform(-800, 9900, (count, 2)))
    at["kode"] = [None, *range(100, 99 + count)]
    at["kode"] = at["kode"].astype("Int64")
    return at


@pytest.fixture(params=[(1 << 24, 1 << 20), (60, 25), (1, 1)])
def sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("petasentra.network.travelling._PAIRS_A_BLOCK", request.param[0])
    monkeypatch.setattr("petasentra.network.travelling._ROWS_A_BATCH", request.param[1])


@pytest.mark.usefixtures("sizes")
def test_batches_are_the_rows_of_the_table() -> None:
    origins, targets = some(23, 1), some(11, 2)
    ids = {"origin_id": "kode", "target_id": "kode"}
    whole = NET.travel_times(origins, targets, **ids).to_arrow()
    shares: list[float] = []
    found = pa.Table.from_batches(NET.travel_batches(origins, targets, **ids, progress=shares.append))
    assert found.equals(whole)
    assert len(set(found.column("status").to_pylist())) == 4
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize("ending", ["parquet", "arrow"])
def test_files_hold_every_pair(tmp_path: Path, ending: str) -> None:
    origins, targets = some(23, 1), some(11, 2)
    whole = NET.travel_times(origins, targets, origin_id="kode").to_arrow()
    file = tmp_path / f"waktu.{ending}"
    assert NET.write_travel_times(file, origins, targets, origin_id="kode") == 23 * 11
    found = pq.read_table(file) if ending == "parquet" else pa.ipc.open_file(file).read_all()
    assert found.equals(whole)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(("origins", "targets"), [(0, 3), (3, 0), (0, 0)])
def test_nobody_has_a_table_with_columns(tmp_path: Path, origins: int, targets: int) -> None:
    begin, end = places(*[(0, 0)] * origins), places(*[(0, 0)] * targets)
    assert NET.write_travel_times(str(tmp_path / "waktu.parquet"), begin, end) == 0
    wanted = NET.travel_times(begin, end).to_arrow()
    assert pq.read_table(tmp_path / "waktu.parquet").schema.equals(wanted.schema)


def test_who_stops_early_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("petasentra.network.travelling._PAIRS_A_BLOCK", 20)
    file = tmp_path / "waktu.parquet"
    NET.write_travel_times(file, some(2, 3), some(2, 4))
    before = file.read_bytes()

    def stop(share: float) -> None:
        if share > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        NET.write_travel_times(file, some(23, 1), some(11, 2), progress=stop)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_asked_is_refused_before_the_work(tmp_path: Path) -> None:
    at = some(3, 1)
    with pytest.raises(ps.OptionError, match=r"\.csv: travel times go into \.parquet or \.arrow"):
        NET.write_travel_times(tmp_path / "waktu.csv", at, at)
    with pytest.raises(ps.OptionError, match="limit_m"):
        NET.travel_batches(at, at, limit_m=-1)
    with pytest.raises(ps.SchemaError, match="nama"):
        NET.travel_batches(at, at, origin_id="nama")
    with pytest.raises(ps.IoError):
        NET.write_travel_times(tmp_path / "tidak ada" / "waktu.parquet", at, at)
    with pytest.raises(ps.OptionError):
        NET.write_travel_times(None, at, at)  # type: ignore[arg-type]
