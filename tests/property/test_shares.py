"""Laws that hold for every ground: shares close, order and threads do not matter, nor where the ground lies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import UTM, frame_of, partitions, sites_within

import petasentra as ps


def shares_by_id(
    sites: list[Any], zones: list[Any], site_ids: Any = None, zone_ids: Any = None, **options: Any
) -> dict:
    """share and area by (site id, zone id); -1 is outside."""
    table = ps.ZoningIndex(ps.Layer.from_geopandas(frame_of(zones))).shares(
        ps.Layer.from_geopandas(frame_of(sites)), **options
    )
    site_ids = range(len(sites)) if site_ids is None else site_ids
    zone_ids = range(len(zones)) if zone_ids is None else zone_ids
    rows = zip(*(np.asarray(table[c]).tolist() for c in ("site_row", "zone_row", "area_m2", "share")), strict=True)
    return {(site_ids[s], -1 if z < 0 else zone_ids[z]): (area, share) for s, z, area, share in rows}


@given(partitions(), sites_within())
def test_shares_on_a_partition_sum_to_one(zones, sites):
    shares, areas = defaultdict(float), defaultdict(float)
    for (site, _), (area, share) in shares_by_id(sites, zones).items():
        shares[site] += share
        areas[site] += area
    assert sorted(shares) == list(range(len(sites)))
    for n, shape in enumerate(sites):
        assert shares[n] == pytest.approx(1.0, abs=1e-9)
        assert areas[n] == pytest.approx(shape.area, rel=1e-9)


@given(partitions(), sites_within(most=6))
def test_a_site_beyond_the_partition_is_partly_outside_and_still_sums_to_one(zones, sites):
    shifted = [shapely.affinity.translate(s, 700.0, 0.0) for s in sites]
    found, sums = shares_by_id(shifted, zones), defaultdict(float)
    for (site, _), (_, share) in found.items():
        sums[site] += share
    covered = shapely.union_all(zones)
    for n, shape in enumerate(shifted):
        assert sums[n] == pytest.approx(1.0, abs=1e-9)
        outside = shapely.difference(shape, covered).area / shape.area
        assert found[n, -1][1] == pytest.approx(outside, abs=1e-9)


@given(partitions(), sites_within(), st.randoms(use_true_random=False))
def test_order_of_sites_and_zones_changes_nothing(zones, sites, random):
    site_ids, zone_ids = list(range(len(sites))), list(range(len(zones)))
    random.shuffle(site_ids)
    random.shuffle(zone_ids)
    straight = shares_by_id(sites, zones)
    shuffled = shares_by_id([sites[i] for i in site_ids], [zones[i] for i in zone_ids], site_ids, zone_ids)
    assert shuffled == straight, "not one bit"


@settings(max_examples=10)
@given(partitions(), sites_within(least=8, most=12))
def test_thread_count_changes_no_byte(zones, sites):
    index = ps.ZoningIndex(ps.Layer.from_geopandas(frame_of(zones)))
    layer = ps.Layer.from_geopandas(frame_of(sites * 20))
    one, two, eight = (table_bytes(index.shares(layer, threads=n)) for n in (1, 2, 8))
    assert one == two == eight


def table_bytes(stream: Any) -> bytes:
    table = pa.table(stream).combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


@given(partitions(), sites_within(), st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_translation_by_whole_metres_changes_nothing(zones, sites, east, north):
    def moved(shapes: list[Any]) -> list[Any]:
        return [shapely.affinity.translate(s, east, north) for s in shapes]

    here, there = shares_by_id(sites, zones), shares_by_id(moved(sites), moved(zones))
    for key in here.keys() | there.keys():
        # A pair that only touches may leave a needle on one side of the move; it has no share.
        assert here.get(key, (0.0, 0.0))[1] == pytest.approx(there.get(key, (0.0, 0.0))[1], abs=1e-9)


# ---- the same laws through a check -----------------------------------------------------------------------------------

CODES = ["KPI", "P-1", "PD"]


def pack_of(zones: list[Any], folder: Any) -> Any:
    """An invented pack over the zones, written out as a planner would."""
    import json

    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32749"}}
    features = [
        {"type": "Feature", "properties": {"kode": CODES[n % 3]}, "geometry": shapely.geometry.mapping(z)}
        for n, z in enumerate(zones)
    ]
    texts = {
        "pack.toml": '[pack]\nformat = 1\nname = "rekaan"\ntitle = "Paket rekaan"\ncrs = "EPSG:32749"\n'
        'jurisdiction = { kemendagri = "35.17", bps = "3517", name = "Kabupaten Rekaan" }\n'
        'instruments = ["rtrw.toml"]\n',
        "rtrw.toml": '[instrument]\nid = "rtrw"\nkind = "perda"\nnumber = 1\nyear = 2011\ntitle = "Rekaan"\n'
        'level = "rtrw-kabupaten"\nstatus = "in_force"\nsource = "rekaan"\nverified = true\n'
        "in_force_from = 2011-04-05\n\n"
        '[[layer]]\nid = "pola-ruang"\nrole = "zones"\npath = "zona.geojson"\ncode = "kode"\n\n'
        '[permissions]\npath = "itbx.csv"\nabsent = "missing"\narticle = "lampiran"\n',
        "activities.csv": "id,name_id,name_en,kbli,kbli_version,scale\ntenun,Tenun,Weaving,13121,2020,\n",
        "itbx.csv": "activity,KPI,P-1,PD\ntenun,I,X,T1\n",
        "zona.geojson": json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return ps.read_plan_pack(folder)


def sites_frame(shapes: list[Any], ids: list[str] | None = None) -> Any:
    ids = ids or [f"S{n}" for n in range(len(shapes))]
    return frame_of(shapes, site_id=ids, activity=["tenun"] * len(shapes))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return tmp_path_factory.mktemp("packs")


@given(partitions(), sites_within(), st.randoms(use_true_random=False))
def test_check_pieces_close_and_rows_stay_and_order_and_threads_do_not_matter(folder, zones, sites, random):
    pack = pack_of(zones, folder / "pack")
    result = ps.check(sites_frame(sites), pack, as_of="2015-06-01", threads=1)
    rows = result.table.to_pylist()
    assert len(result) == len(rows) == len(sites)
    assert [r["site_id"] for r in rows] == [f"S{n}" for n in range(len(sites))]
    sums: dict[str, float] = defaultdict(float)
    for site, share in zip(result.pieces["site_id"], result.pieces["share"], strict=True):
        sums[site] += share
    assert all(sums[r["site_id"]] == pytest.approx(1.0, abs=1e-9) for r in rows)

    order = list(range(len(sites)))
    random.shuffle(order)
    shuffled = ps.check(
        sites_frame([sites[i] for i in order], [f"S{i}" for i in order]), pack, as_of="2015-06-01", threads=8
    )
    by_id = {r["site_id"]: r for r in shuffled.table.to_pylist()}
    assert [by_id[r["site_id"]] for r in rows] == rows
    many = sites_frame(sites * 12)  # several blocks, so that threads do meet
    alone, together = (ps.check(many, pack, as_of="2015-06-01", threads=n).pieces for n in (1, 8))
    assert table_bytes(together) == table_bytes(alone)


@given(partitions(), sites_within(most=5), st.integers(-2000, 2000), st.integers(-2000, 2000))
def test_a_check_does_not_depend_on_where_the_ground_lies(folder, zones, sites, east, north):
    def judged(shift: tuple[int, int]) -> list[dict[str, Any]]:
        ground, lots = ([shapely.affinity.translate(s, *shift) for s in shapes] for shapes in (zones, sites))
        return ps.check(sites_frame(lots), pack_of(ground, folder / "moved"), as_of="2015-06-01").table.to_pylist()

    for here, there in zip(judged((0, 0)), judged((east, north)), strict=True):
        assert (here["verdict"], here["flags"], here["article"]) == (there["verdict"], there["flags"], there["article"])
        assert here["share_conforming"] == pytest.approx(there["share_conforming"], abs=1e-9)


def test_the_crs_of_the_examples_is_the_one_meant():
    assert frame_of([shapely.box(0, 0, 1, 1)]).crs.to_string() == UTM
