"""Tables: columns of any Arrow type, in and out."""

from __future__ import annotations

import datetime as dt
import decimal
import gc

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import petasentra as ps

DAYS = [dt.date(2021, 12, 30), None, dt.date(1969, 7, 20)]
MOMENTS = [dt.datetime(2021, 12, 30, 1, 2, 3, 456), None, dt.datetime(1960, 1, 1)]

COLUMNS = {
    "int8": pa.array([1, None, -3], pa.int8()),
    "uint64": pa.array([1, 2**64 - 1, None], pa.uint64()),
    "half": pa.array(np.array([1.5, -2, 0], np.float16)),
    "float": pa.array([1.5, None, 3], pa.float32()),
    "bool": pa.array([True, None, False]),
    "text": pa.array(["padi", None, ""]),
    "large_text": pa.array(["padi", None, ""], pa.large_string()),
    "binary": pa.array([b"\x00\xff", None, b""]),
    "fixed_binary": pa.array([b"abcd", None, b"efgh"], pa.binary(4)),
    "date": pa.array(DAYS, pa.date32()),
    "date64": pa.array(DAYS, pa.date64()),
    "second": pa.array([0, None, 1], pa.timestamp("s")),
    "moment": pa.array(MOMENTS, pa.timestamp("us")),
    "zoned": pa.array(MOMENTS, pa.timestamp("ns", "Asia/Jakarta")),
    "duration": pa.array([1, None, 3], pa.duration("ms")),
    "time32": pa.array([1, None, 3], pa.time32("ms")),
    "time64": pa.array([1, None, 3], pa.time64("ns")),
    "decimal": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("-7")], pa.decimal128(10, 2)),
    "decimal256": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("-7")], pa.decimal256(40, 2)),
    "month_interval": pa.array([(1, 2, 3), None, (4, 5, 6)], pa.month_day_nano_interval()),
    "category": pa.array(["I", None, "X"]).dictionary_encode(),
    "number_category": pa.array([10, None, 20]).dictionary_encode(),
    "list": pa.array([["a", None], None, []], pa.list_(pa.string())),
    "large_list": pa.array([[1, 2], None, []], pa.large_list(pa.int32())),
    "pair": pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int64(), 2)),
    "struct": pa.array([{"a": 1, "b": "x"}, None, {"a": None, "b": "y"}]),
    "nested": pa.array([[{"a": [1, 2]}], None, [{"a": None}, {"a": []}]]),
    "map": pa.array([[("a", 1)], None, []], pa.map_(pa.string(), pa.int64())),
    "null": pa.nulls(3),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_arrow_type_comes_back_equal(name):
    source = pa.table({"n": [1, 2, 3], name: COLUMNS[name]})
    back = ps.Table.from_arrow(source).to_arrow()
    back.validate(full=True)
    assert back.equals(source)
    assert back.schema.equals(source.schema)


@pytest.mark.parametrize("name", COLUMNS)
def test_slices_and_batches_of_every_type_are_read_with_their_offsets(name):
    whole = pa.table({name: pa.chunked_array([COLUMNS[name], COLUMNS[name], COLUMNS[name]])})
    for part in (whole.slice(1, 5), whole.slice(4, 2), whole.slice(8, 1), whole.slice(3, 0)):
        back = ps.Table.from_arrow(part).to_arrow()
        back.validate(full=True)
        assert back.to_pylist() == part.to_pylist()


@pytest.mark.parametrize("name", COLUMNS)
def test_chosen_rows_of_every_type_are_those_pyarrow_takes(name):
    source = pa.table({name: COLUMNS[name]})
    back = ps.Table.from_arrow(source)[[2, 0, 1, 2]].to_arrow()
    back.validate(full=True)
    assert back.to_pylist() == [source.to_pylist()[i] for i in (2, 0, 1, 2)]


def test_views_become_plain_text():
    source = pa.table({"v": pa.array(["padi", None, "teks yang lebih panjang dari dua belas"], pa.string_view())})
    back = ps.Table.from_arrow(source).to_arrow()
    assert back.schema.field("v").type == pa.string()
    assert back.to_pylist() == source.to_pylist()
    binary = pa.table({"v": pa.array([b"x" * 20, None], pa.binary_view())})
    assert ps.Table.from_arrow(binary)["v"] == [b"x" * 20, None]


def test_chunks_with_different_dictionaries_become_one_categorical():
    one, two = pa.array(["I", "X"]).dictionary_encode(), pa.array(["X", None, "B"]).dictionary_encode()
    back = ps.Table.from_arrow(pa.table({"k": pa.chunked_array([one, two])}))
    assert back["k"] == ["I", "X", "X", None, "B"]
    assert list(back.to_pandas()["k"].cat.categories) == ["I", "X", "B"]


def test_types_we_do_not_carry_are_refused_by_name():
    union = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])])
    with pytest.raises(ps.SchemaError, match=r"\+us") as caught:
        ps.Table.from_arrow(pa.table({"campur": union}))
    assert caught.value.code == 102
    assert "tidak didukung" in caught.value.message_id


def test_numbers_come_as_read_only_numpy_arrays_of_their_type():
    t = ps.Table.from_arrow(pa.table({"i": pa.array([1, 2], pa.int32()), "g": [0.5, 1.5], "b": [True, False]}))
    assert t["i"].dtype == np.int32
    assert t["g"].tolist() == [0.5, 1.5]
    assert t["b"].dtype == bool
    for name in "igb":
        with pytest.raises(ValueError, match="read-only"):
            t[name][0] = 9


def test_arrays_outlive_their_table():
    values = ps.Table.from_arrow(pa.table({"i": np.arange(1000)}))["i"]
    gc.collect()
    assert values.sum() == 499500


def test_numbers_with_nulls_become_floats_with_nan_and_other_columns_have_none():
    t = ps.Table.from_arrow(pa.table(COLUMNS))
    assert t["int8"].dtype == np.float64
    np.testing.assert_array_equal(t["int8"], [1, np.nan, -3])
    np.testing.assert_array_equal(t["number_category"], [10, np.nan, 20])
    assert t["float"].dtype == np.float32
    assert t["bool"] == [True, None, False]
    assert t["text"] == ["padi", None, ""]
    assert t["category"] == ["I", None, "X"]
    assert t["list"] == [["a", None], None, []]
    assert t["large_list"] == [[1, 2], None, []]
    assert t["null"] == [None, None, None]


def test_dates_and_times_come_as_numpy_times():
    t = ps.Table.from_arrow(pa.table(COLUMNS))
    np.testing.assert_array_equal(t["date"], np.array(["2021-12-30", "NaT", "1969-07-20"], "datetime64[D]"))
    np.testing.assert_array_equal(t["date64"], np.array(["2021-12-30", "NaT", "1969-07-20"], "datetime64[ms]"))
    np.testing.assert_array_equal(t["moment"], np.array(MOMENTS, "datetime64[us]"))
    assert t["zoned"].dtype == np.dtype("datetime64[ns]")
    np.testing.assert_array_equal(t["duration"], np.array([1, "NaT", 3], "timedelta64[ms]"))


@pytest.mark.parametrize("name", ["struct", "nested", "map", "decimal", "pair", "time32"])
def test_other_types_are_read_through_pyarrow(name):
    assert ps.Table.from_arrow(pa.table(COLUMNS))[name] == COLUMNS[name].to_pylist()


def test_text_that_is_not_utf8_stays_visible():
    broken = pa.array([b"Bandar\xff"]).view(pa.string())
    assert ps.Table.from_arrow(pa.table({"desa": broken}))["desa"] == ["Bandar\\xff"]


def test_pandas_frames_come_back_with_index_and_types():
    frame = pd.DataFrame(
        {"a": np.arange(3, dtype=np.int16), "k": pd.Categorical(["x", "y", "x"]), "n": pd.array([1, None, 3], "Int32")},
        index=pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)], names=["desa", "unit"]),
    )
    pd.testing.assert_frame_equal(ps.Table.from_arrow(pa.Table.from_pandas(frame)).to_pandas(), frame)


def test_chosen_rows_keep_the_labels_of_a_pandas_index():
    frame = pd.DataFrame({"a": range(6)}, index=pd.RangeIndex(10, 22, 2, name="kode"))
    t = ps.Table.from_arrow(pa.Table.from_pandas(frame))
    for rows in ([3, 0, 3], [5], [], [1, 3, 5], [4, 3, 2], [2, 2]):
        pd.testing.assert_frame_equal(t[rows].to_pandas(), frame.iloc[rows], check_index_type=False)
    twice = t[[3, 0, 5]][[2, 0]]
    pd.testing.assert_frame_equal(twice.to_pandas(), frame.iloc[[5, 3]])
    assert twice.columns[0] == "a"


def test_dates_become_days_of_pandas_unless_pandas_stored_objects():
    assert str(ps.Table.from_arrow(pa.table({"d": COLUMNS["date"]})).to_pandas()["d"].dtype) == "datetime64[ms]"
    frame = pd.DataFrame({"d": [dt.date(2021, 1, 1), None]})
    pd.testing.assert_frame_equal(ps.Table.from_arrow(pa.Table.from_pandas(frame)).to_pandas(), frame)


def test_rows_as_python_values():
    t = ps.Table.from_arrow(pa.table({"n": [1, 2], "d": pa.array(DAYS[:2]), "l": [["a"], []]}))
    assert t.to_pylist() == [{"n": 1, "d": dt.date(2021, 12, 30), "l": ["a"]}, {"n": 2, "d": None, "l": []}]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (slice(1, 3), [1, 2]),
        (slice(None, None, -2), [3, 1]),
        (slice(5, 9), []),
        ([3, 0, 0], [3, 0, 0]),
        ([-1], [3]),
        (2, [2]),
        (np.array([True, False, False, True]), [0, 3]),
        ([], []),
    ],
)
def test_rows_are_chosen_by_slice_mask_and_list(key, wanted):
    assert ps.Table.from_arrow(pa.table({"n": [0, 1, 2, 3]}))[key]["n"].tolist() == wanted


@pytest.mark.parametrize(
    ("key", "error"),
    [
        ([4], IndexError),
        ([-5], IndexError),
        ([True], IndexError),
        ([0.5], TypeError),
        (np.zeros((2, 2), int), IndexError),
    ],
)
def test_rows_that_do_not_exist_are_refused(key, error):
    with pytest.raises(error):
        ps.Table.from_arrow(pa.table({"n": [0, 1, 2, 3]}))[key]


def test_a_missing_column_is_answered_with_the_nearest_name():
    with pytest.raises(ps.SchemaError, match="Did you mean") as caught:
        ps.Table.from_arrow(pa.table({"kecamatan": [1]}))["kecamatn"]
    assert caught.value.column == "kecamatn"
    assert caught.value.code == 101
    assert "Mungkin maksud Anda" in str(caught.value)


def test_a_stream_can_be_read_once_only():
    capsule = pa.table({"n": [1]}).__arrow_c_stream__()
    assert len(ps.Table(ps.Table.from_arrow(capsule).core)) == 1
    with pytest.raises(ps.SchemaError, match="consumed before"):
        ps.Table.from_arrow(capsule)


def test_streams_that_are_dropped_unread_are_released():
    t = ps.Table.from_arrow(pa.table({"n": np.arange(1000)}))
    before = pa.total_allocated_bytes()
    for _ in range(50):
        capsule = t.__arrow_c_stream__()
        del capsule
    imported = pa.table(t)
    del t
    gc.collect()
    assert imported["n"].to_pylist() == list(range(1000))
    assert pa.total_allocated_bytes() == before


def test_an_error_of_the_producer_is_passed_on():
    def batches():
        yield pa.record_batch({"n": [1]})
        raise OSError("the disk is on fire")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"n": pa.int64()}), batches())
    with pytest.raises(ps.SchemaError, match="the disk is on fire"):
        ps.Table.from_arrow(reader)


@pytest.mark.parametrize("thing", [42, "zona.shp", None, object()])
def test_what_is_no_table_is_a_type_error(thing):
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        ps.Table.from_arrow(thing)


def test_a_lone_record_batch_and_other_tables_are_read():
    class OnlyArray:
        def __arrow_c_array__(self, requested_schema=None):
            return pa.record_batch({"n": [1, 2]}).__arrow_c_array__()

    assert ps.Table.from_arrow(OnlyArray())["n"].tolist() == [1, 2]
    t = ps.Table.from_arrow(pd.DataFrame({"n": [3]}))
    assert t["n"].tolist() == [3]
    assert ps.Table.from_arrow(t) is t


def test_it_says_what_it_holds():
    t = ps.Table.from_arrow(pa.table({"desa": ["<b>"], "n": [1.25]}))
    assert repr(t) == "Table: 1 row, 2 columns (desa, n)"
    html = t._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "n" in t
    assert "m" not in t
