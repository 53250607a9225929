"""Indexes saved to files and opened again."""

import hashlib
import os

import numpy as np
import pytest

import petasentra as ps


@pytest.fixture(scope="module")
def study():
    return ps.datasets.jombang()


@pytest.fixture(scope="module")
def built(study):
    return ps.ZoningIndex(study.kecamatan)


@pytest.fixture
def path(built, tmp_path):
    path = tmp_path / "kecamatan.psx"
    built.save(path)
    return path


def test_an_opened_index_answers_as_the_one_that_was_built(built, path, study):
    opened = ps.ZoningIndex.open(path, verify=True)
    random = np.random.default_rng(5)
    west, south, east, north = study.kecamatan.bounds
    x, y = random.uniform(west, east, 5000), random.uniform(south, north, 5000)
    assert len(opened) == len(built)
    assert opened.vertex_count == built.vertex_count
    assert np.array_equal(opened.locate(x=x, y=y), built.locate(x=x, y=y))
    assert opened.locate(x=x, y=y, detail=True).to_arrow() == built.locate(x=x, y=y, detail=True).to_arrow()
    assert np.array_equal(opened.distance(x=x, y=y), built.distance(x=x, y=y))
    assert np.array_equal(opened.distance(x=x, y=y, zones=[1, 3]), built.distance(x=x, y=y, zones=[1, 3]))
    sites = study.sentra.to_crs(study.kecamatan.crs)
    assert opened.shares(sites).to_arrow() == built.shares(sites).to_arrow()
    points = ps.Layer.from_geopandas(sites.to_geopandas().set_geometry(sites.to_geopandas().representative_point()))
    assert np.array_equal(opened.locate(points), built.locate(points))


def test_points_in_another_crs_are_refused_as_before(path, study):
    opened = ps.ZoningIndex.open(path)
    with pytest.raises(ps.CrsError):
        opened.shares(study.sentra.to_crs(4326))


def test_a_file_knows_the_hash_of_its_source(tmp_path):
    source = ps.datasets.path("jombang") / "desa.fgb"
    index = ps.ZoningIndex(ps.read_layer(source).to_crs(32749))
    index.save(tmp_path / "desa.psx")
    known = ps.ZoningIndex.open(tmp_path / "desa.psx").provenance
    assert known["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert known["source"].endswith("desa.fgb")


def test_the_bytes_do_not_depend_on_threads(built, path):
    first = path.read_bytes()
    for threads in (1, 2, 5):
        built.save(path, threads=threads)
        assert path.read_bytes() == first


def test_a_file_is_hardly_larger_than_the_arrays_of_the_index(path, built):
    opened = ps.ZoningIndex.open(path)
    assert 16 * built.vertex_count < opened.nbytes <= built.nbytes
    assert opened.nbytes < path.stat().st_size < opened.nbytes + 16384


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda b: b"id,zona\n1,KPI\n", "no zoning index"),
        (lambda b: b"", "no zoning index"),
        (lambda b: b[:-1], "cut short"),
        (lambda b: b + b"\0", "longer"),
        (lambda b: b[:12] + b"\7" + b[13:], "newer"),
        (lambda b: b[:40] + bytes([b[40] ^ 1]) + b[41:], "head or directory"),
        (lambda b: b[:-1] + bytes([b[-1] ^ 1]), "not what was written"),
    ],
)
def test_what_is_damaged_or_foreign_is_refused(path, change, words):
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ps.IoError, match=words) as refused:
        ps.ZoningIndex.open(path)
    assert refused.value.code == 702
    assert refused.value.file == os.fspath(path)
    assert "ZoningIndex(zones).save" in refused.value.hint_en
    assert "ZoningIndex(zona).save" in refused.value.hint_id


def test_a_file_that_is_not_there_is_said_to_be(tmp_path):
    with pytest.raises(ps.IoError, match="no such file") as refused:
        ps.ZoningIndex.open(tmp_path / "none.psx")
    assert refused.value.code == 701


def test_a_save_that_is_stopped_leaves_what_was_there(built, path):
    before = path.read_bytes()

    def stop(_share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built.save(path, progress=stop)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_index_that_is_open_outlives_its_file(built, path):
    opened = ps.ZoningIndex.open(path)
    path.unlink()
    assert np.array_equal(opened.locate(x=[636198.0], y=[9166009.0]), built.locate(x=[636198.0], y=[9166009.0]))


def test_a_folder_that_is_not_there_cannot_be_written_to(built, tmp_path):
    with pytest.raises(ps.IoError) as refused:
        built.save(tmp_path / "none" / "zones.psx")
    assert refused.value.code == 703
