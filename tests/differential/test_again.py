"""`CheckResult.again` beside a check from the beginning, on random packs under random changes: the same bytes."""

from __future__ import annotations

import collections
import random
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import random_ground
import random_packs
import shapely

import petasentra as ps
from petasentra.law.records import Tolerance

if TYPE_CHECKING:
    from pathlib import Path

PACKS, SITES, CHANGES = 16, 20, 6


def same_bytes(ours: ps.CheckResult, fresh: ps.CheckResult) -> None:
    for name in ("computed", "pieces", "findings"):
        one, other = (pa.table(getattr(result, name)) for result in (ours, fresh))
        assert one.column_names == other.column_names
        for column in one.column_names:
            # By their text, so that NaN is NaN and the last digit counts; geometry is WKB.
            assert repr(one[column].to_pylist()) == repr(other[column].to_pylist()), (name, column)
    for site in ours.computed["site_id"][::4]:
        assert ours.explain(site).json() == fresh.explain(site).json()
    assert ours.in_force == fresh.in_force


def random_change(rng: random.Random, pack: ps.PlanPack) -> dict[str, Any]:
    instrument = rng.choice(pack.instruments)
    table = instrument.permissions
    held = [link for link in instrument.layers if pack.layer(instrument.id, link.id) is not None]
    zones = [link for link in held if link.role == "zones"]
    kinds = [("date", 1)]
    kinds += [("rezone", 5)] if zones and table.zones else []
    kinds += [("cell", 4)] if table.zones else []
    kinds += [("layer", 1)] if held else []
    rules = [*instrument.area_rules, *instrument.distance_rules]
    kinds += [("rule", 1)] if rules else []
    kind = rng.choices([name for name, _ in kinds], [weight for _, weight in kinds])[0]
    if kind == "date":
        return {"dates": {instrument.id: {"published_on": rng.choice([None, "2001-01-01", "2020-01-01"])}}}
    if kind == "rezone":
        ground = gpd.GeoDataFrame(geometry=[random_ground.some_square(rng, 1, 4)], crs=32749)
        return {"rezone": ps.Rezone(ground, rng.choice(table.zones), instrument.id)}
    if kind == "cell":
        place = (rng.choice(["olah-slag", "tenun", "gudang", "tenun-ikat"]), rng.choice(table.zones))
        return {"cells": {instrument.id: {place: rng.choice(["I", "X", "T1", "B1,B2", ""])}}}
    if kind == "rule":
        return {"remove": {instrument.id: [rng.choice(rules).id]}}
    link = rng.choice(held)
    layer = pack.layer(instrument.id, link.id)
    assert layer is not None
    return {"layers": {(instrument.id, link.id): layer[list(range(len(layer)))[: max(1, len(layer) - 1)]]}}


def test_asking_again_gives_the_bytes_of_a_check_from_the_beginning(tmp_path: Path) -> None:
    seen: collections.Counter[str] = collections.Counter()
    for seed in range(PACKS):
        rng = random.Random(7_000 + seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        random_packs.write_pack(folder, random_packs.random_pack(rng))
        if seed % 4:
            # Law that somebody has seen is doubted when it changes, and doubt reaches every site.
            for path in folder.glob("*.toml"):
                path.write_text(path.read_text(encoding="utf-8").replace("verified = true", "verified = false"))
        pack = ps.read_plan_pack(folder)
        sites = random_packs.site_frame(random_packs.random_sites(rng, SITES))
        day = rng.choice(random_packs.DAYS)
        before = ps.check(sites, pack, as_of=day)
        for _ in range(CHANGES):
            change = random_change(rng, pack)
            try:
                pack = pack.with_change(**change)
            except ps.PetasentraError as error:
                # Ground that a plan does not have, a rule whose features are all gone.
                seen[type(error).__name__] += 1
                continue
            again = before.again(pack)
            same_bytes(again, ps.check(sites, pack, as_of=day))
            known = before._result.again(pack._bound) is not None
            seen[f"{next(iter(change))}, {'some' if known else 'all'} asked"] += 1
            difference = before.diff(again)
            assert difference == -again.diff(before)
            assert len(again.diff(again)) == 0
            seen["flips"] += len(difference)
            before = again
    assert seen["rezone, some asked"] >= 15, seen
    assert seen["cells, some asked"] >= 15, seen
    assert seen["flips"] >= 10, seen


def test_a_rezoned_village_is_asked_again_as_from_the_beginning(tmp_path: Path) -> None:
    desa = ps.datasets.jombang().desa.to_crs(32749).to_geopandas()[["geometry"]]
    kinds = ["KPI", "KPT", "PKT"]
    zones = desa.assign(code=[kinds[row % 3] for row in range(len(desa))])
    matrix = tmp_path / "matrix.csv"
    matrix.write_text("activity,KPI,KPT,PKT\npadi,X,I,B1\n", encoding="utf-8")
    pack = ps.PlanPack.from_zones(
        ps.Layer.from_geopandas(zones), code="code", permissions=matrix, in_force_from="2020-01-01",
        tolerance=Tolerance(boundary_m=0.002, sliver_m2=1.0, decisive_share=0.0, conforming_share=1.0),
    )  # fmt: skip
    random = np.random.default_rng(11)
    xy = shapely.get_coordinates(zones.geometry.values)
    centre = xy[random.integers(0, len(xy), 600)] + random.uniform(-300, 300, (600, 2))
    half = np.exp(random.uniform(np.log(10), np.log(300), (600, 1))) * random.uniform(0.3, 1.0, (600, 2))
    names = [f"T{row}" for row in range(600)]
    ground = shapely.box(*(centre - half).T, *(centre + half).T)
    sites = gpd.GeoDataFrame({"site_id": names, "activity": "padi"}, geometry=ground, crs=32749)
    before = ps.check(sites, pack, as_of="2023-06-01")
    flips = 0
    for row in (17, 18, 140):  # two neighbours, one after the other, and one elsewhere
        inside = desa.geometry.iloc[[row]].buffer(-30.0)
        frame = gpd.GeoDataFrame(geometry=inside if row == 18 else desa.geometry.iloc[[row]], crs=32749)
        pack = pack.with_change(rezone=ps.Rezone(frame, kinds[(row + 1) % 3], "plan"))
        assert before._result.again(pack._bound) is not None
        again = before.again(pack)
        same_bytes(again, ps.check(sites, pack, as_of="2023-06-01"))
        flips += len(before.diff(again))
        before = again
    assert flips > 0
