"""The quick ways of reading give the same bytes as GDAL's own, on real files and on cells that no program would write.

From a .zip everything is asked of GDAL, feature by feature; a plain file is read by ourselves or by Arrow if it can be.
"""

from __future__ import annotations

import gzip
import shutil
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_shapefiles import FLAT_LINE, FLAT_POLYGON, Column, parts, point, write_shapefile, zipped

import petasentra as ps

SQUARE = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)]
HOLE = [(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4), (0.2, 0.2)]
AWAY = [(5.0, 5.0), (5.0, 6.0), (6.0, 6.0), (5.0, 5.0)]


def everything(path: Path, **options: Any) -> tuple[dict[str, Any], dict[str, str], list[tuple[str, str]]]:
    """Values and geometry bytes by column, types, and the notes (GDAL's own messages among them)."""
    layer = ps.read_layer(path, **options)
    table, report = layer.to_arrow(), layer.load_report
    assert report is not None
    notes = [(note.code, note.message_en) for note in report.notes]
    values = {name: bits_of(table[name].combine_chunks()) for name in table.column_names}
    return values, {field.name: str(field.type) for field in table.schema}, notes + [("", m) for m in report.messages]


def bits_of(column: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Which values are null, and the values; numbers as their bits, since NaN does not equal itself."""
    if pa.types.is_float64(column.type):
        return column.is_null(), pa.array(column.fill_null(0).to_numpy().view("int64"))
    return column.is_null(), column


def assert_same(path: Path, archive: Path, **options: Any) -> None:
    assert everything(path, **options) == everything(archive, **options), path.name


def real_files(shared: Path, ending: str) -> list[Path]:
    return sorted(file for file in shared.rglob(f"*{ending}"))


def test_every_shared_shapefile_reads_the_same_in_both_ways(shared: Path, tmp_path: Path) -> None:
    files = [file for file in real_files(shared, ".shp") if file.name != "latin1.shp"]
    for number, file in enumerate(files):
        assert_same(file, zipped(file, tmp_path / f"{number}.zip"))
    assert len(files) > 45


def test_shapefiles_of_the_collection_in_zip_read_the_same_unpacked(shared: Path, tmp_path: Path) -> None:
    read = 0
    for archive in real_files(shared, ".zip"):
        with zipfile.ZipFile(archive) as file:
            names = [name for name in file.namelist() if name.lower().endswith(".shp")]
            if len(names) != 1 or archive.parent.name == "torture":
                continue
            folder = tmp_path / archive.stem
            file.extractall(folder)
        assert_same(folder / names[0], archive)
        read += 1
    assert read > 3


PLAIN = (
    "admin", "constraints", "roads", "torture", "zoning/jabar_rtrwp_kawasan.gpkg", "zoning/jabar_rtrwp_kota.gpkg",
    "zoning/jabar_rtrwp_kota_tasikmalaya.gpkg", "zoning/jabar_rtrwp_purwakarta.gpkg",
    "zoning/jombang_kp2b_rtrw_2021_2041.gpkg",
)  # fmt: skip
PACKED = ("overlay/jatim_desa_codab.fgb.gz", "overlay/jatim_desa_kepmendagri.fgb.gz")


def test_the_list_of_geopackages_and_flatgeobufs_is_complete(shared: Path) -> None:
    files = [path.relative_to(shared).as_posix() for path in real_files(shared, ".gpkg") + real_files(shared, ".fgb")]
    assert len(files) > 25
    assert all(name.startswith(PLAIN) for name in files)
    assert [path.relative_to(shared).as_posix() for path in real_files(shared, ".fgb.gz")] == list(PACKED)


@pytest.mark.parametrize("place", [*PLAIN, *PACKED])
def test_shared_geopackages_and_flatgeobufs_read_the_same_in_both_ways(
    shared: Path, tmp_path: Path, place: str
) -> None:
    files = [shared / place] if (shared / place).is_file() else real_files(shared / place, ".gpkg")
    if place.endswith(".gz"):
        plain = tmp_path / Path(place).stem
        plain.write_bytes(gzip.decompress((shared / place).read_bytes()))
        files = [plain]
    layers = 0
    for file in files:
        archive = tmp_path / "one.zip"
        with zipfile.ZipFile(archive, "w") as out:
            out.write(file, file.name)
        for name, kind in layers_in(file):
            if kind is None:
                continue
            assert_same(file, archive, layer=name)
            layers += 1
        archive.unlink()
    assert layers > 0


def layers_in(file: Path) -> list[tuple[str, str | None]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of measured types, which pyogrio has no word for
        return [(str(name), kind) for name, kind in pyogrio.list_layers(file)]


def test_shapes_of_every_flat_kind_read_the_same_in_both_ways(tmp_path: Path) -> None:
    cells = Column("n", "N", 4, [b"1", b"2", b"3", b"4", b"5", b"6"])
    polygons = [
        parts(FLAT_POLYGON, [SQUARE]),
        parts(FLAT_POLYGON, [SQUARE, HOLE]),
        parts(FLAT_POLYGON, [SQUARE, AWAY]),
        parts(FLAT_POLYGON, [SQUARE[:-1]]),  # not closed
        bytes(4),  # a null shape
        parts(FLAT_POLYGON, []),
    ]
    lines = [
        parts(FLAT_LINE, [SQUARE]),
        parts(FLAT_LINE, [SQUARE, AWAY, HOLE]),
        parts(FLAT_LINE, [SQUARE[:1]]),
        bytes(4),
        parts(FLAT_LINE, []),
        parts(FLAT_LINE, [AWAY]),
    ]
    nan = float("nan")
    points = [point(1, 2), point(nan, nan), point(nan, 1), point(1e300, -0.0), bytes(4), point(5, 6)]
    for shape_type, records in ((5, polygons), (3, lines), (1, points)):
        path = write_shapefile(tmp_path / f"a{shape_type}.shp", records, [cells], shape_type=shape_type)
        assert_same(path, zipped(path, tmp_path / f"a{shape_type}.zip"))


def test_a_shape_of_another_type_than_the_header_states_reads_the_same_in_both_ways(tmp_path: Path) -> None:
    records = [point(1, 2), parts(FLAT_LINE, [SQUARE])]
    path = write_shapefile(tmp_path / "a.shp", records, [Column("n", "N", 4, [b"1", b"2"])])
    assert_same(path, zipped(path, tmp_path / "a.zip"))


def test_a_deleted_row_reads_the_same_in_both_ways(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", [point(1, 2), point(3, 4)], [Column("n", "N", 4, [b"1", b"2"])])
    table = bytearray(path.with_suffix(".dbf").read_bytes())
    table[table.index(b"\r") + 1] = ord("*")
    path.with_suffix(".dbf").write_bytes(table)
    assert_same(path, zipped(path, tmp_path / "a.zip"))
    assert ps.read_layer(path)["n"].tolist() == [2]


ODD_CELLS = [
    b"", b"*****", b"0", b"-0", b"+7", b"-12", b"007", b"1.", b".5", b"-.5e3", b"1e400", b"1e-400", b"12 34", b"1,5",
    b"nan", b"inf", b"0x10", b"--1", b"+-1", b"2147483647", b"2147483648", b"-2147483649", b"999999999999999999",
    b"123456789012345678", b"1\x002", b"\x00", b"abc", b" 5 ", b"5\t", b"3.583.928,85", b"0.1", b"123456.789012345",
]  # fmt: skip


@pytest.mark.parametrize(("width", "decimals"), [(4, 0), (9, 0), (10, 0), (18, 0), (19, 0), (12, 4), (24, 15)])
@pytest.mark.parametrize("letter", ["N", "F"])
def test_odd_numbers_read_the_same_in_both_ways(tmp_path: Path, letter: str, width: int, decimals: int) -> None:
    for number, cell in enumerate(ODD_CELLS):
        column = Column("nilai", letter, width, [cell, b"1"], decimals)
        path = write_shapefile(tmp_path / f"a{number}.shp", [point(1, 2), point(3, 4)], [column])
        assert_same(path, zipped(path, tmp_path / f"a{number}.zip"))


def test_odd_dates_truths_and_texts_read_the_same_in_both_ways(tmp_path: Path) -> None:
    dates = [b"20240229", b"20230229", b"00000000", b"0", b"", b"2024-2-1", b"24/05/22", b"19690101", b"99991231"]
    truths = [b"T", b"f", b"?", b"Y", b"n", b" ", b"x", b"1", b""]
    texts = [b"a", b"", b"  b  ", b"\xe9", b"\xc3\xa9", b"a\x00b", b"\t", b"a b", b"*"]
    records = [point(i, i) for i in range(len(dates))]
    for number, columns in enumerate(
        (
            [Column("tgl", "D", 8, dates)],
            [Column("ya", "L", 1, truths)],
            [Column("kata", "C", 9, texts)],
            [Column("kata", "C", 9, texts), Column("tgl", "D", 8, [b"20240229"] * 9)],
            [Column("memo", "M", 10, texts)],
        )
    ):
        path = write_shapefile(tmp_path / f"a{number}.shp", records, columns)
        for encoding in (None, "UTF-8", "CP1252", "CP437", "CP932"):
            assert_same(path, zipped(path, tmp_path / f"a{number}.zip"), encoding=encoding)


CELLS = st.lists(
    st.one_of(
        st.integers(-(10**12), 10**12).map(lambda n: str(n).encode()),
        st.floats(allow_nan=False, allow_infinity=False).map(lambda x: f"{x:.9g}".encode()),
        st.binary(max_size=14),
        st.sampled_from(ODD_CELLS),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=CELLS, letter=st.sampled_from("NFCDL"), width=st.integers(1, 30), decimals=st.integers(0, 9),
    encoding=st.sampled_from([None, "UTF-8", "CP1252", "ISO-8859-2"]),
)  # fmt: skip
def test_any_cells_read_the_same_in_both_ways(
    tmp_path: Path, cells: list[bytes], letter: str, width: int, decimals: int, encoding: str | None
) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    column = Column("k", letter, width, cells, decimals if letter in "NF" else 0)
    path = write_shapefile(tmp_path / "a.shp", [point(i, -i) for i in range(len(cells))], [column])
    assert_same(path, zipped(path, tmp_path / "a.zip"), encoding=encoding)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_shapefile_with_bytes_turned_over_reads_or_is_refused_alike_in_both_ways(
    tmp_path: Path, data: st.DataObject
) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    columns = [Column("n", "N", 6, [b"1", b"22", b""]), Column("kata", "C", 5, [b"satu", b"", b"tiga"])]
    records = [parts(FLAT_POLYGON, [SQUARE, HOLE]), parts(FLAT_POLYGON, [AWAY]), bytes(4)]
    path = write_shapefile(tmp_path / "a.shp", records, columns, shape_type=FLAT_POLYGON)
    part = path.with_suffix(data.draw(st.sampled_from([".shp", ".shx", ".dbf"])))
    content = bytearray(part.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    part.write_bytes(content)
    archive = zipped(path, tmp_path / "a.zip")
    answers = []
    for one in (path, archive):
        try:
            answers.append(everything(one))
        except ps.PetasentraError as error:
            answers.append((type(error).__name__, error.code))
    assert answers[0] == answers[1]
