"""What an audit covers: the same for any order and any threads, another for anything that went in otherwise."""

from __future__ import annotations

import base64
import hashlib
import inspect
import json
import re
import struct
from pathlib import Path

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely
from audited import DAY, checked, named, replaced

import petasentra as ps
from petasentra.auditing import read_audit
from petasentra.auditing.canonical import columns_sha256
from petasentra.auditing.inputs import SITE_COLUMNS

ROOT = Path(__file__).parents[3]
CELLS = "daur-ulang-slag-aluminium,X,X,X,X,X,"


@pytest.fixture(scope="module")
def study():
    return ps.datasets.jombang()


@pytest.fixture(scope="module")
def once(study):
    return ps.check(study.sentra, study.pack(), as_of=DAY).audit


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_the_hash_is_the_same_for_any_number_of_threads(study, once, threads):
    again = ps.check(study.sentra, study.pack(), as_of=DAY, threads=threads).audit
    assert again.sha256 == once.sha256


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_hash_is_the_same_for_any_order_of_the_sites(study, once, seed):
    order = np.random.default_rng(seed).permutation(len(study.sentra))
    shuffled = ps.check(study.sentra[order], study.pack(), as_of=DAY, threads=seed).audit
    assert shuffled.sites["columns"] == once.sites["columns"]
    assert shuffled.result_sha256 == once.result_sha256
    assert shuffled.sha256 == once.sha256


def test_many_sites_in_another_order_have_the_same_answer(study):
    points = study.smelters
    one = ps.check(points, study.pack(), as_of=DAY, for_activity="daur-ulang-slag-aluminium")
    other = ps.check(points[::-1], study.pack(), as_of=DAY, for_activity="daur-ulang-slag-aluminium")
    assert len(one) == 136
    assert one.audit.sha256 == other.audit.sha256


def test_a_column_is_hashed_as_written_down():
    table = pa.table({"id": ["b", None, "a"], "m": [2.0, float("nan"), 1.0], "n": pa.array([2, 0, 1], pa.int32())})
    order = np.array([2, 0, 1])
    found = columns_sha256(table, order)
    text = b"text" + struct.pack("<3q", 1, 1, -1) + b"ab"
    fraction = b"fraction" + b"\x01\x01\x00" + struct.pack("<2d", 1.0, 2.0)
    whole = b"whole" + b"\x01\x01\x01" + struct.pack("<3q", 1, 2, 0)
    assert found == {
        "id": hashlib.sha256(text).hexdigest(),
        "m": hashlib.sha256(fraction).hexdigest(),
        "n": hashlib.sha256(whole).hexdigest(),
    }


def test_how_arrow_holds_a_column_does_not_count():
    plain = pa.table({"t": pa.array(["x", "y", None]), "l": pa.array([["a"], [], None])})
    other = pa.table(
        {
            "t": pa.chunked_array([pa.array(["x"], pa.large_string()), pa.array(["y", None], pa.large_string())]),
            "l": pa.array([["a"], [], None]),
        }
    )
    encoded = pa.table({"t": plain["t"].dictionary_encode(), "l": plain["l"]})
    assert columns_sha256(plain) == columns_sha256(other) == columns_sha256(encoded)


def test_a_part_of_a_longer_column_is_hashed_alone():
    longer = pa.array(["x", "ab", None, "", "c", "y"])
    part = pa.table({"t": longer.slice(1, 4)})
    alone = pa.table({"t": pa.array(["ab", None, "", "c"])})
    rows = np.arange(4)
    assert columns_sha256(part, rows) == columns_sha256(alone, rows)


def test_null_empty_and_zero_are_different():
    texts = [columns_sha256(pa.table({"t": pa.array([value], pa.string())}))["t"] for value in (None, "", "0")]
    lists = [columns_sha256(pa.table({"t": pa.array([v], pa.list_(pa.string()))}))["t"] for v in (None, [], [""])]
    assert len({*texts, *lists}) == 6


def test_one_cell_of_the_permissions_is_named(folder):
    before = checked(folder).audit
    replaced(folder / "permissions-2009.csv", CELLS + "I", CELLS + "X")
    changes = before.changes(checked(folder).audit)
    assert named(changes, "pack") == ["permissions-2009.csv"]
    assert "table verdict" in named(changes, "result")
    assert not named(changes, "sites") + named(changes, "option") + named(changes, "library")


def test_one_vertex_of_a_zone_is_named(folder):
    before = checked(folder).audit
    zones = geopandas.read_file(folder / "zones-2009.fgb")
    moved = False

    def nudge(xy):
        nonlocal moved
        if not moved:
            xy, moved = xy.copy(), True
            xy[1] += 0.001
        return xy

    first = zones.geometry.iloc[0]
    zones.loc[zones.index[0], "geometry"] = shapely.transform(first, nudge)
    assert moved
    zones.to_file(folder / "zones-2009.fgb", driver="FlatGeobuf", engine="pyogrio")
    changes = before.changes(checked(folder).audit)
    assert named(changes, "pack") == ["zones-2009.fgb"]


def test_a_layer_without_a_file_is_hashed_by_its_content(folder):
    zones = geopandas.read_file(folder / "zones-2009.fgb")
    sites = ps.read_layer(folder / "sentra.geojson")

    def audit(frame):
        pack = ps.read_plan_pack(folder, layers={("perda-21-2009", "pola-ruang"): frame})
        return ps.check(sites, pack, as_of=DAY).audit

    before = audit(zones)
    assert audit(zones.iloc[::-1]).sha256 == before.sha256
    moved = zones.copy()
    moved.loc[0, "geometry"] = shapely.transform(moved.geometry[0], lambda xy: xy + 0.001)
    assert named(before.changes(audit(moved)), "pack") == ["layer perda-21-2009/pola-ruang, column geometry"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("as_of", "2015-06-02"), ("known_on", "2020-01-01"), ("for_activity", "batik"), ("activity", "kegiatan")],
)
def test_one_option_is_named(study, once, name, value):
    sites = study.sentra.to_geopandas()
    sites["kegiatan"] = sites["activity"]
    other = ps.check(ps.Layer.from_geopandas(sites), study.pack(), **({"as_of": DAY} | {name: value})).audit
    assert named(once.changes(other), "option") == [name]


def test_every_option_of_a_check_is_in_its_audit(once):
    said = {"sites", "pack", "progress", "threads"}  # the first two have parts of their own, the others change nothing
    assert set(once.options) == set(inspect.signature(ps.check).parameters) - said


def test_another_variant_of_the_pack_is_named(study):
    one, other = (
        ps.check(study.sentra, study.pack(variant), as_of="2023-06-01").audit
        for variant in ("slag-dipertahankan", "slag-dihapus")
    )
    assert "variant" in named(one.changes(other), "pack")


def test_what_changed_of_the_sites_is_named(study, once):
    sites = study.sentra.to_geopandas()
    other = sites.copy()
    other.loc[0, "geometry"] = shapely.transform(other.geometry[0], lambda xy: xy + 1e-9)
    found = once.changes(ps.check(other, study.pack(), as_of=DAY).audit)
    assert named(found, "sites")[:1] == ["column geometry"]
    other = sites.copy()
    other.loc[2, "activity"] = "batik"
    found = once.changes(ps.check(other, study.pack(), as_of=DAY).audit)
    assert named(found, "sites")[:1] == ["column activity"]
    found = once.changes(ps.check(sites.assign(scale="kecil"), study.pack(), as_of=DAY).audit)
    assert named(found, "sites")[:1] == ["column scale"]
    found = once.changes(ps.check(sites.iloc[1:], study.pack(), as_of=DAY).audit)
    assert named(found, "sites")[0] == "rows"


def test_a_column_that_no_check_reads_does_not_count(study, once):
    sites = study.sentra.to_geopandas().assign(catatan="lain")
    assert ps.check(sites, study.pack(), as_of=DAY).audit.sites["columns"] == once.sites["columns"]


def test_the_columns_an_audit_covers_are_those_the_engine_reads():
    sources = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "cpp/src/conformance").rglob("*.cpp"))
    )
    read = set(re.findall(r'(?:optional_texts\(sites, |sites\.table\.find\()"(\w+)"', sources))
    read |= set(re.findall(r'\{"(\w+)", &SiteValues::', sources))
    assert read == set(SITE_COLUMNS)


def test_personal_columns_are_neither_stored_nor_hashed(study, tmp_path):
    frame = study.sentra.to_geopandas()

    def audit(secret):
        layer = ps.Layer.from_geopandas(frame.assign(scale=secret, pemilik=secret))
        return ps.check(layer.with_personal(["scale", "pemilik"]), study.pack(), as_of=DAY).audit

    one, other = audit("rahasia-satu"), audit("rahasia-dua")
    assert one.sites == other.sites
    assert one.sites["left_out"] == ["scale"]
    saved = one.save(tmp_path / "a.audit.json", include_inputs=True).read_text(encoding="utf-8")
    assert "rahasia" not in saved
    assert "pemilik" not in saved
    assert b"rahasia" not in base64.b64decode(json.loads(saved)["inputs"]["sites"]["arrow"])
    kept = read_audit(tmp_path / "a.audit.json").audit.kept_sites()
    assert set(kept.columns) == {"site_id", "activity", "established_on"}


def test_where_ids_are_personal_the_audit_does_not_rest_on_them(study, tmp_path):
    frame = study.sentra.to_geopandas()
    other = frame.copy()
    other["site_id"] = ["A1", "B2", "C3", "D4", "E5", "F6"]  # in the same order
    audits = [
        ps.check(ps.Layer.from_geopandas(one).with_personal("site_id"), study.pack(), as_of=DAY).audit
        for one in (frame, other)
    ]
    assert audits[0].sites == audits[1].sites
    assert audits[0].result["table"]["site_id"] == audits[1].result["table"]["site_id"]
    with pytest.raises(ps.OptionError, match="personal data"):
        audits[0].save(tmp_path / "a.audit.json", include_inputs=True)
    assert list(tmp_path.iterdir()) == []


def test_the_record_says_with_what_it_was_made(once):
    assert once.semantics == ps.SEMANTICS_VERSION
    assert once.libraries["petasentra"] == ps.__version__
    assert re.fullmatch(r"3\.\d+\.\d+.*", once.libraries["GEOS"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", once.libraries["PROJ"])
    assert once.pack["format"] == 1
    assert {"pack.toml", "permissions-2009.csv", "zones-2009.fgb"} <= set(once.pack["files"])


def test_parts_of_a_shapefile_are_files_of_the_pack(folder):
    zones = geopandas.read_file(folder / "zones-2009.fgb")
    zones.to_file(folder / "zona.shp", engine="pyogrio")
    replaced(folder / "perda-21-2009.toml", "zones-2009.fgb", "zona.shp")
    before = checked(folder).audit
    assert {"zona.shp", "zona.dbf", "zona.shx", "zona.prj"} <= set(before.pack["files"])
    zones.loc[0, "KET"] = "lain"
    zones.to_file(folder / "zona.shp", engine="pyogrio")
    assert named(before.changes(checked(folder).audit), "pack") == ["zona.dbf"]
