"""What the law would say if: changed packs, what they share, what they say of themselves, and bad changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps
from petasentra.auditing.canonical import json_sha256
from petasentra.auditing.inputs import facts_of_pack

if TYPE_CHECKING:
    from pathlib import Path

WEST, EAST = shapely.box(640_000, 9_160_000, 640_100, 9_160_100), shapely.box(640_100, 9_160_000, 640_200, 9_160_100)


def frame(*shapes: Any, **columns: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=32749)


@pytest.fixture
def pack(tmp_path: Path) -> ps.PlanPack:
    (tmp_path / "pack.toml").write_text(
        '[pack]\nformat = 1\nname = "uji"\ntitle = "Uji"\ncrs = "EPSG:32749"\ninstruments = ["plan.toml"]\n'
        "[tolerance]\nsliver_m2 = 1.0\nboundary_m = 0.002\n",
        encoding="utf-8",
    )
    (tmp_path / "plan.toml").write_text(
        '[instrument]\nid = "plan"\nkind = "perda"\nnumber = 1\nyear = 2010\ntitle = "RTRW rekaan"\n'
        'level = "rtrw-kabupaten"\nin_force_from = 2010-01-01\nstatus = "in_force"\nsource = "rekaan"\n'
        "verified = true\n[instrument.verified_dates]\nin_force_from = true\n"
        '[[layer]]\nid = "zona"\nrole = "zones"\npath = "zona.gpkg"\ncode = "kode"\nname = "nama"\nverified = true\n'
        '[[layer]]\nid = "sawah"\nrole = "overlay"\npath = "sawah.gpkg"\ncode = "kode"\nverified = true\n'
        '[permissions]\npath = "p.csv"\nabsent = "prohibited"\narticle = "lampiran"\nverified = true\n'
        '[[article]]\nid = "lampiran"\nlabel = "contoh: Lampiran"\nverified = true\n'
        '[[overlay_rule]]\nid = "kp2b"\nlayer = "sawah"\nactivities = ["*"]\nat_best = "prohibited"\n'
        'article = "lampiran"\n',
        encoding="utf-8",
    )
    (tmp_path / "p.csv").write_text("activity,I,P\nlebur,I,X\nroti,I,I\n", encoding="utf-8")
    (tmp_path / "activities.csv").write_text(
        "id,name_id,name_en,kbli,kbli_version,scale\nlebur,Peleburan,Smelting,24202,2020,\nroti,Roti,Bread,1071,2020,\n",
        encoding="utf-8",
    )
    layers = {
        ("plan", "zona"): frame(WEST, EAST, kode=["I", "P"], nama=["Industri", "Pertanian"]),
        ("plan", "sawah"): frame(shapely.box(640_150, 9_160_000, 640_200, 9_160_100), kode=["S"]),
    }
    return ps.read_plan_pack(tmp_path, layers=layers)


def sites() -> gpd.GeoDataFrame:
    ground = [shapely.box(x, 9_160_040, x + 20, 9_160_060) for x in (640_010, 640_110, 640_170)]
    return frame(*ground, site_id=["barat", "tengah", "timur"], activity=["lebur"] * 3)


def verdicts(pack: ps.PlanPack) -> list[str]:
    return list(ps.check(sites(), pack, as_of="2015-06-01").table["verdict"])


def test_rezoned_ground_is_taken_out_of_its_zone_and_becomes_one_of_its_own(pack: ps.PlanPack) -> None:
    changed = pack.with_change(
        rezone=ps.Rezone(frame(shapely.box(640_100, 9_160_000, 640_140, 9_160_100)), "I", "plan")
    )
    assert verdicts(pack) == ["conforms", "prohibited", "prohibited"]
    assert verdicts(changed) == ["conforms", "conforms", "prohibited"]
    zones = changed.layer("plan", "zona")
    assert zones is not None
    assert list(zones["kode"]) == ["I", "P", "I"]
    assert list(zones["nama"]) == ["Industri", "Pertanian", "Industri"]
    assert zones.area().tolist() == [10_000.0, 6_000.0, 4_000.0]


def test_areas_by_zone_change_by_sums_of_zero(pack: ps.PlanPack) -> None:
    ground = frame(
        shapely.box(640_050, 9_160_010, 640_150, 9_160_020), shapely.box(640_100, 9_160_050, 640_200, 9_160_090)
    )
    changed = pack.with_change(rezone=ps.Rezone(ground, "P", "plan"))
    old, new = (one.layer("plan", "zona") for one in (pack, changed))
    assert old is not None
    assert new is not None
    assert sum(new.area()) == pytest.approx(sum(old.area()), rel=1e-12)
    assert len(new) == 4
    rows = changed.area_changes.to_pylist()
    assert [(row["zone"], round(row["after_ha"], 9)) for row in rows] == [("I", 0.95), ("P", 1.05)]
    assert sum(row["change_ha"] for row in rows) == pytest.approx(0.0, abs=1e-12)
    assert len(pack.area_changes) == 0


def test_a_zone_that_is_rezoned_as_a_whole_is_gone(pack: ps.PlanPack) -> None:
    changed = pack.with_change(rezone=ps.Rezone(frame(EAST), "I", "plan", name="Industri baru"))
    zones = changed.layer("plan", "zona")
    assert zones is not None
    assert list(zones["nama"]) == ["Industri", "Industri baru"]


def test_ground_in_degrees_is_rezoned_in_metres(pack: ps.PlanPack) -> None:
    changed = pack.with_change(rezone=ps.Rezone(frame(EAST).to_crs(4326), "I", "plan"))
    assert verdicts(changed)[1] == "conforms"


def test_cells_and_rules_change_verdicts(pack: ps.PlanPack) -> None:
    allowed = pack.with_change(cells={"plan": {("lebur", "P"): "I"}})
    assert verdicts(allowed) == ["conforms", "conforms", "prohibited"]
    both = allowed.with_change(remove={"plan": ["kp2b"]})
    assert verdicts(both) == ["conforms", "conforms", "conforms"]
    assert [change.kind for change in both.changes] == ["cell", "rule_removed"]


def test_a_new_rule_on_a_new_layer_holds(pack: ps.PlanPack) -> None:
    rules = {
        "layer": [{"id": "banjir", "role": "overlay", "code": "kode"}],
        "overlay_rule": [{"id": "rawan", "layer": "banjir", "activities": ["*"], "at_best": "conditional"}],
    }
    layers = {("plan", "banjir"): frame(WEST, kode=["B"])}
    assert verdicts(pack.with_change(add={"plan": rules}, layers=layers))[0] == "conditional"


def test_dates_of_an_instrument_change(pack: ps.PlanPack) -> None:
    assert verdicts(pack.with_change(dates={"plan": {"in_force_from": "2016-01-01"}})) == ["no_data"] * 3
    ended = pack.with_change(dates={"plan": {"in_force_to": "2015-01-01"}})
    assert verdicts(ended) == ["no_data"] * 3
    assert verdicts(ended.with_change(dates={"plan": {"in_force_to": None}})) == verdicts(pack)


def test_a_layer_takes_the_place_of_another_and_is_put_back(pack: ps.PlanPack) -> None:
    other = frame(shapely.box(640_000, 9_160_000, 640_200, 9_160_100), kode=["I"], nama=["Industri"])
    changed = pack.with_change(layers={("plan", "zona"): other})
    assert verdicts(changed) == ["conforms", "conforms", "prohibited"]
    assert changed.with_change(layers={("plan", "zona"): None}) is pack


def test_a_layer_that_the_pack_did_not_hold_is_put_back_too(pack: ps.PlanPack) -> None:
    assert pack.folder is not None
    plan = pack.folder / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace('path = "sawah.gpkg"\n', ""), encoding="utf-8")
    without = ps.read_plan_pack(
        pack.folder, layers={("plan", "zona"): frame(WEST, EAST, kode=["I", "P"], nama=["", ""])}
    )
    rice = frame(shapely.box(640_150, 9_160_000, 640_200, 9_160_100), kode=["S"])
    changed = without.with_change(layers={("plan", "sawah"): rice})
    assert changed.layer("plan", "sawah") is not None
    assert changed.with_change(layers={("plan", "sawah"): None}) is without


def test_a_layer_of_the_same_numbers_in_another_crs_is_another(pack: ps.PlanPack) -> None:
    held = pack.layer("plan", "zona")
    assert held is not None
    elsewhere = held.to_geopandas().set_crs(32750, allow_override=True)
    assert pack.with_change(layers={("plan", "zona"): held}) is pack
    assert pack.with_change(layers={("plan", "zona"): elsewhere}) is not pack


def test_the_same_change_of_two_packs_has_two_ids(pack: ps.PlanPack) -> None:
    assert pack.folder is not None
    head = pack.folder / "pack.toml"
    variants = "\n".join(
        f'[[variant]]\nid = "{one}"\ntitle_id = "Andai {one}"\ntitle_en = "If {one}"\n' for one in ("awal", "akhir")
    )
    head.write_text(head.read_text(encoding="utf-8") + variants, encoding="utf-8")
    layers = {key: pack.layer(*key) for key in (("plan", "zona"), ("plan", "sawah"))}
    cell = {"plan": {("lebur", "P"): "I"}}
    ids = set()
    for variant in (None, "awal", "akhir"):
        changed = ps.read_plan_pack(pack.folder, variant=variant, layers=layers).with_change(cells=cell)
        ids.add(changed.variant)
        chosen = changed.chosen_variant
        assert chosen is not None
        assert chosen.title_id.startswith(f"Andai {variant}; andaian" if variant else "andaian")
        assert facts_of_pack(changed).get("base_variant") == variant
    assert len(ids) == 3


def test_ground_is_rezoned_again_by_a_later_change(pack: ps.PlanPack) -> None:
    once = pack.with_change(rezone=ps.Rezone(frame(EAST), "I", "plan"))
    assert verdicts(once) == ["conforms", "conforms", "prohibited"]
    part = shapely.box(640_105, 9_160_030, 640_140, 9_160_070)
    twice = once.with_change(rezone=ps.Rezone(frame(part), "P", "plan"))
    assert verdicts(twice) == ["conforms", "prohibited", "prohibited"]
    zones = twice.layer("plan", "zona")
    assert zones is not None
    assert zones.area().sum() == pytest.approx(20_000)
    assert [change.kind for change in twice.changes] == ["rezone", "rezone"]
    back = once.with_change(rezone=ps.Rezone(frame(EAST), "P", "plan"))
    assert [change.text("en") for change in back.changes] == ["1.00 ha of plan/zona become zone P"]
    assert back.variant == pack.with_change(rezone=ps.Rezone(frame(EAST), "P", "plan")).variant


def test_a_pack_changed_step_by_step_has_the_zones_of_one_changed_anew(pack: ps.PlanPack) -> None:
    part, other = (shapely.box(x, 9_160_030, x + 35, 9_160_070) for x in (640_105, 640_010))
    grounds = [ps.Rezone(frame(EAST), "I", "plan"), ps.Rezone(frame(part), "P", "plan")]
    changed = pack
    for one in grounds:
        changed = changed.with_change(rezone=one)
    changed = changed.with_change(rezone=ps.Rezone(frame(other), "P", "plan"))
    anew = pack.with_change(rezone=grounds[0]).with_change(cells={"plan": {("roti", "P"): "X"}})
    anew = anew.with_change(rezone=grounds[1]).with_change(rezone=ps.Rezone(frame(other), "P", "plan"))
    anew = anew.with_change(cells={"plan": {("roti", "P"): "I"}})
    assert anew.variant == changed.variant
    ours, theirs = (one.layer("plan", "zona") for one in (changed, anew))
    assert ours is not None
    assert theirs is not None
    assert ours.to_arrow().equals(theirs.to_arrow())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rezone": "timur"}, "rezone has to be of the form ps.Rezone"),
        ({"rezone": [frame(EAST)]}, r"rezone has to be of the form ps.Rezone\(ground, code, instrument\)"),
        ({"rezone": ps.Rezone(frame(EAST), 7, "plan")}, "Rezone.code has to be a text; here is int 7"),
        ({"layers": [("plan", "zona")]}, "layers has to be of the form"),
        ({"layers": {"zona": frame(EAST)}}, r"\(instrument, layer\); here is str 'zona'"),
        ({"cells": {"plan": {"lebur": "I"}}}, r"cells has to be of the form \(activity, zone\)"),
        ({"cells": {"plan": {("lebur", "P"): None}}}, "here is NoneType"),
        ({"cells": {"plan": "I"}}, "cells has to be of the form"),
        ({"dates": {"plan": "2020-01-01"}}, "dates has to be of the form"),
        ({"remove": {"plan": "kp2b"}}, r"remove has to be of the form \{instrument: \[rule\]\}; here is str 'kp2b'"),
        ({"remove": {"plan": [3]}}, "here is int 3"),
        ({"add": {"plan": {"overlay_rule": {"id": "x"}}}}, "add has to be of the form"),
        ({"add": {"plan": {"overlay_rule": ["x"]}}}, "add has to be of the form"),
    ],
)  # fmt: skip
def test_an_argument_of_another_form_is_refused_in_both_languages(
    pack: ps.PlanPack, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(TypeError, match=words) as raised:
        pack.with_change(**change)
    assert "\n  id: " in str(raised.value)


def test_what_is_changed_back_is_no_change(pack: ps.PlanPack) -> None:
    before = json_sha256(facts_of_pack(pack))
    changed = pack.with_change(cells={"plan": {("lebur", "P"): "I"}}, dates={"plan": {"in_force_to": "2030-01-01"}})
    assert json_sha256(facts_of_pack(changed)) != before
    back = changed.with_change(cells={"plan": {("lebur", "P"): "X"}}, dates={"plan": {"in_force_to": None}})
    assert back is pack
    assert json_sha256(facts_of_pack(back)) == before


def test_the_same_changes_are_the_same_what_if(pack: ps.PlanPack) -> None:
    one, other = (pack.with_change(rezone=ps.Rezone(frame(EAST), "I", "plan")) for _ in range(2))
    assert one.variant == other.variant
    assert one.variant != pack.with_change(rezone=ps.Rezone(frame(WEST), "P", "plan")).variant


def test_a_changed_pack_says_so_everywhere(pack: ps.PlanPack, tmp_path: Path) -> None:
    changed = pack.with_change(cells={"plan": {("lebur", "P"): "I"}})
    assert [change.text("id") for change in changed.changes] == ["plan: lebur, zona P: X -> I"]
    assert changed.base is pack
    assert "what if: plan: lebur, zone P: X -> I" in repr(changed)
    result = ps.check(sites(), changed, as_of="2015-06-01")
    assert set(result.table["variant"]) == {changed.variant}
    assert "what if" in repr(result)
    assert result.audit.pack["changes"] == ["plan: lebur, zone P: X -> I"]
    path = result.audit.save(tmp_path / "check.audit.json", include_inputs=True)
    with pytest.raises(ps.OptionError, match="what-if that no folder holds"):
        ps.replay(path)
    assert ps.replay(path, pack=changed).identical
    assert "plan: lebur, zone P: X -&gt; I" in result.report(tmp_path / "r.html", lang="en").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        {"cells": {"plan": {("lebur", "I"): "T1"}}},
        {"rezone": ps.Rezone(frame(EAST), "I", "plan")},
        {"dates": {"plan": {"in_force_from": "2011-01-01"}}},
    ],
)
def test_changed_law_is_never_verified(pack: ps.PlanPack, change: dict[str, Any]) -> None:
    assert all(ps.check(sites(), pack, as_of="2015-06-01").table["verified"])
    assert not any(ps.check(sites()[:1], pack.with_change(**change), as_of="2015-06-01").table["verified"])


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"cells": {"plam": {("lebur", "P"): "I"}}}, ps.RuleError, "Did you mean 'plan'"),
        ({"cells": {"plan": {("lebr", "P"): "I"}}}, ps.RuleError, 'Did you mean "lebur"'),
        ({"cells": {"plan": {("lebur", "Q"): "I"}}}, ps.RuleError, 'no zone code "Q"'),
        ({"cells": {"plan": {("lebur", "P"): "Ya"}}}, ps.RuleError, "cannot be read"),
        ({"dates": {"plan": {"in_force_until": "2020-01-01"}}}, ps.OptionError, "in_force_to"),
        ({"dates": {"plan": {"in_force_to": "2009-01-01"}}}, ps.OptionError, "no later than it begins"),
        ({"dates": {"plan": {"in_force_to": "1-1-2020"}}}, ps.OptionError, "is no date"),
        ({"dates": {"plan": {"in_force_from": None}}}, ps.OptionError, "cannot be taken away"),
        ({"remove": {"plan": ["kp2"]}}, ps.RuleError, 'Did you mean "kp2b"'),
        ({"add": {"plan": {"overlay_rule": [{"id": "x", "layer": "sawh", "activities": ["*"], "at_best": "limited"}]}}},
         ps.RuleError, "sawah"),
        ({"layers": {("plan", "zone"): frame(EAST)}}, ps.RuleError, "Did you mean 'zona'"),
        ({"rezone": ps.Rezone(frame(EAST), "J", "plan")}, ps.RuleError, "no zone code 'J'"),
        ({"rezone": ps.Rezone(frame(EAST), "I", "plan", layer="sawah")}, ps.RuleError, "no layer of zones 'sawah'"),
        ({"rezone": ps.Rezone(frame(shapely.box(640_150, 9_160_000, 640_250, 9_160_100)), "I", "plan")},
         ps.GeometryError, r"by 5,?000\.0 m2"),
        ({"rezone": ps.Rezone(frame(EAST, shapely.box(640_190, 9_160_000, 640_200, 9_160_010)), "I", "plan")},
         ps.GeometryError, "overlap by 100.0 m2"),
        ({"rezone": ps.Rezone(frame(shapely.LineString([(640_000, 9_160_000), (640_100, 9_160_000)])), "I", "plan")},
         ps.GeometryError, "has to be a polygon"),
        ({"rezone": ps.Rezone(frame(kode=[]), "I", "plan")}, ps.GeometryError, "no ground to rezone"),
    ],
)  # fmt: skip
def test_a_change_that_does_not_fit_is_refused_in_both_languages(
    pack: ps.PlanPack, change: dict[str, Any], error: type[ps.PetasentraError], words: str
) -> None:
    with pytest.raises(error, match=words) as raised:
        pack.with_change(**change)
    assert raised.value.message_id != raised.value.message_en


def test_unchanged_layers_are_shared(pack: ps.PlanPack) -> None:
    changed = pack.with_change(rezone=ps.Rezone(frame(EAST), "I", "plan"))
    ours, theirs = (one.layer("plan", "sawah") for one in (changed, pack))
    assert ours is not None
    assert theirs is not None
    assert ours.to_arrow().equals(theirs.to_arrow())


def test_asking_again_is_a_check(pack: ps.PlanPack) -> None:
    before = ps.check(sites(), pack, as_of="2015-06-01")
    changed = pack.with_change(rezone=ps.Rezone(frame(EAST), "I", "plan"))
    again = before.again(changed)
    assert again.table.to_pylist() == ps.check(sites(), changed, as_of="2015-06-01").table.to_pylist()
    assert [row["site_id"] for row in before.diff(again).table.to_pylist()] == ["tengah"]
    assert before.again(sites=sites()[:2]).table.to_pylist() == before.table.to_pylist()[:2]
    with pytest.raises(TypeError, match="has to be a PlanPack"):
        before.again("pack")  # type: ignore[arg-type]


def test_asking_again_knows_a_condition_of_one_instrument_on_the_zones_of_another(pack: ps.PlanPack) -> None:
    assert pack.folder is not None
    head = pack.folder / "pack.toml"
    head.write_text(
        head.read_text(encoding="utf-8").replace('"plan.toml"', '"plan.toml", "khusus.toml"'), encoding="utf-8"
    )
    (pack.folder / "khusus.toml").write_text(
        '[instrument]\nid = "khusus"\nkind = "perbup"\nnumber = 2\nyear = 2010\ntitle = "Rekaan"\nlevel = "sectoral"\n'
        'in_force_from = 2010-01-01\nstatus = "in_force"\nsource = "rekaan"\n'
        '[[layer]]\nid = "kawasan"\nrole = "area"\ncode = "kode"\n'
        '[permissions]\nconditions = "c.csv"\n[[article]]\nid = "a"\nlabel = "contoh: Pasal 1"\n'
        '[[area_rule]]\nid = "porsi"\nlayer = "kawasan"\nactivities = ["lebur"]\ncell = "T1"\n'
        'precedence = "over_zone"\narticle = "a"\n',
        encoding="utf-8",
    )
    (pack.folder / "c.csv").write_text(
        "id,kind,text_id,text_en,predicate,threshold,unit\nT1,spatial,porsi,share,max_share_of_zone,3.5,%\n",
        encoding="utf-8",
    )
    far = shapely.box(640_050, 9_160_000, 640_100, 9_160_100)
    layers = {key: pack.layer(*key) for key in (("plan", "zona"), ("plan", "sawah"))}
    layers["khusus", "kawasan"] = ps.Layer.from_geopandas(
        frame(shapely.box(640_000, 9_160_030, 640_045, 9_160_070), kode=["K"])
    )
    both = ps.read_plan_pack(pack.folder, layers=layers)
    before = ps.check(sites()[:1], both, as_of="2015-06-01")
    # 400 m2 of 10,000 m2 zoned I, more than the rule of the other instrument allows; then of 20,000 m2, which is less.
    assert before.table["verdict"] == ["prohibited"]
    wider = both.with_change(rezone=ps.Rezone(frame(EAST), "I", "plan"))
    assert before.again(wider).table["verdict"] == ["limited"]
    less = wider.with_change(rezone=ps.Rezone(frame(far), "P", "plan"))
    for changed in (wider, less):
        fresh = ps.check(sites()[:1], changed, as_of="2015-06-01")
        assert before.again(changed).table.to_pylist() == fresh.table.to_pylist()
        assert before.again(changed).explain("barat").json() == fresh.explain("barat").json()


def test_shares_do_not_change_with_the_order_of_rows_where_no_plan_holds_its_zones(pack: ps.PlanPack) -> None:
    assert pack.folder is not None
    plan = pack.folder / "plan.toml"
    text = plan.read_text(encoding="utf-8").replace('path = "zona.gpkg"\n', "")
    plan.write_text(
        text.replace('activities = ["*"]', 'activities = ["lebur"]')
        + '[[layer]]\nid = "hutan"\nrole = "overlay"\ncode = "kode"\n[[overlay_rule]]\nid = "hutan"\nlayer = "hutan"\n'
        'activities = ["roti"]\nat_best = "limited"\narticle = "lampiran"\n',
        encoding="utf-8",
    )
    strips = [
        frame(
            *(shapely.box(x, 9_160_000, x + 2.6, 9_160_100) for x in np.arange(first, first + 174, 6)), kode=["S"] * 29
        )
        for first in (640_003.1, 640_009.3)
    ]
    layers = {("plan", "sawah"): strips[0], ("plan", "hutan"): strips[1]}
    without = ps.read_plan_pack(pack.folder, layers=layers)
    random = np.random.default_rng(1)
    turned = [
        shapely.affinity.rotate(shapely.box(x, 9_160_040.3, x + 17.1, 9_160_055.9), angle)
        for x, angle in zip(random.uniform(640_010, 640_170, 600), random.uniform(0, 360, 600), strict=True)
    ]
    lots = frame(*turned, site_id=[f"{number}" for number in range(600)], activity=["lebur", "roti"] * 300)
    ahead, back = (ps.check(some, without, as_of="2015-06-01").pieces for some in (lots, lots[::-1]))
    measured = [
        sorted(zip(one["site_id"], one["area_m2"], one["share"], one["verdict"], strict=True)) for one in (ahead, back)
    ]
    assert measured[0] == measured[1]
