"""Asking again: identical where nothing changed, and which input did where it is not."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
from audited import checked, named, refused, replaced

import petasentra as ps
from petasentra.auditing import read_audit
from petasentra.auditing.canonical import json_sha256
from petasentra.law.records import Tolerance

if TYPE_CHECKING:
    from pathlib import Path

CELLS = "daur-ulang-slag-aluminium,X,X,X,X,X,"


@pytest.fixture
def saved(folder: Path) -> Path:
    return checked(folder).audit.save(folder / "check.audit.json")


def edited(path: Path, **values: Any) -> Path:
    document = json.loads(path.read_text(encoding="utf-8"))
    document |= values
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_nothing_changed_is_identical(saved, threads):
    outcome = ps.replay(saved, threads=threads)
    assert outcome.identical
    assert outcome.changed == ()
    assert outcome.again.sha256 == outcome.audit.sha256
    assert "Identik" in outcome.text()


def test_a_folder_with_audit_sites_and_pack_can_be_moved(saved, tmp_path):
    moved = tmp_path / "lain"
    saved.parent.rename(moved)
    assert ps.replay(moved / "check.audit.json").identical


def test_an_audit_alone_says_what_it_needs(saved, tmp_path):
    alone = shutil.copy(saved, tmp_path / "alone.audit.json")
    with refused(ps.IoError, "plan pack 'jombang'") as error:
        ps.replay(alone)
    assert "pack=" in error.value.hint_id
    with refused(ps.IoError, "sites 'sentra.geojson'"):
        ps.replay(alone, pack=saved.parent)
    assert ps.replay(alone, pack=saved.parent, sites=saved.parent / "sentra.geojson").identical
    layer, pack = ps.read_layer(saved.parent / "sentra.geojson"), ps.read_plan_pack(saved.parent)
    assert ps.replay(alone, pack=pack, sites=layer[::-1]).identical


def test_an_input_that_changes_the_answer_is_named(saved):
    replaced(saved.parent / "permissions-2009.csv", CELLS + "I", CELLS + "X")
    outcome = ps.replay(saved)
    assert not outcome.identical
    assert outcome.document_intact
    assert [change.name for change in outcome.changed_inputs] == ["permissions-2009.csv"]
    assert "table verdict" in named(outcome.changed, "result")
    assert "paket rencana permissions-2009.csv" in outcome.text("id")


def test_an_input_that_changes_nothing_is_named_too(saved):
    replaced(saved.parent / "pack.toml", "[pack]", "# komentar\n[pack]")
    outcome = ps.replay(saved)
    assert outcome.identical
    assert named(outcome.changed, "pack") == ["pack.toml"]
    assert "masukannya berubah" in outcome.text("id")


def test_a_site_that_moved_is_named_with_its_file(saved):
    replaced(saved.parent / "sentra.geojson", '"coordinates": [[[112.', '"coordinates": [[[112.0')
    outcome = ps.replay(saved)
    assert not outcome.identical
    assert named(outcome.changed, "sites") == ["column geometry", "file sentra.geojson"]


def test_another_library_is_named(saved):
    document = json.loads(saved.read_text(encoding="utf-8"))
    document["libraries"]["GEOS"] = "2.2.3"
    document["semantics"] = 0
    record = {k: v for k, v in document.items() if k not in ("sha256", "places")}
    outcome = ps.replay(edited(saved, **record, sha256=json_sha256(record)))
    assert outcome.identical
    assert [(change.kind, change.before) for change in outcome.changed] == [("semantics", "0"), ("library", "2.2.3")]


def test_an_edited_record_is_not_identical(saved):
    outcome = ps.replay(edited(saved, libraries={"GEOS": "2.2.3"}))
    assert not outcome.document_intact
    assert not outcome.identical
    assert "diubah setelah ditulis" in outcome.text("id")


def test_places_are_no_part_of_the_hash(saved, tmp_path):
    moved = shutil.move(saved.parent / "sentra.geojson", tmp_path / "tapak.geojson")
    assert ps.replay(edited(saved, places={"sites": str(moved), "pack": "."})).identical


def test_sites_without_a_file_are_needed_again_or_kept(folder, tmp_path):
    frame = geopandas.read_file(folder / "sentra.geojson").to_crs(32749)
    result = checked(folder, frame)
    path = result.audit.save(folder / "check.audit.json")
    with refused(ps.IoError, "The sites of this audit"):
        ps.replay(path)
    assert ps.replay(path, sites=frame).identical
    assert not ps.replay(path, sites=frame.iloc[:4]).identical
    assert "Polygon" not in path.read_text(encoding="utf-8")
    kept = result.audit.save(folder / "kept.audit.json", include_inputs=True)
    outcome = ps.replay(kept)
    assert outcome.identical
    assert outcome.changed == ()


def test_a_selection_of_the_rows_of_a_file_is_told_by_its_number_of_rows(folder):
    path = checked(folder, ps.read_layer(folder / "sentra.geojson")[:3]).audit.save(folder / "check.audit.json")
    outcome = ps.replay(path)
    assert not outcome.identical
    assert outcome.changed[0].text("en") == "sites rows: 3 -> 6"
    assert ps.replay(path, sites=ps.read_layer(folder / "sentra.geojson")[:3]).identical


def test_a_pack_made_of_zones_is_given_again(folder):
    sites = ps.read_layer(folder / "sentra.geojson")

    def made(title="Contoh"):
        return ps.PlanPack.from_zones(
            folder / "zones-2021.fgb", code="KODKWS", permissions=folder / "permissions-2021.xlsx",
            in_force_from="2021-12-31", title=title,
        )  # fmt: skip

    path = ps.check(sites, made(), as_of="2023-06-01").audit.save(folder / "check.audit.json")
    assert {"zones-2021.fgb", "permissions-2021.xlsx"} <= set(read_audit(path).audit.pack["files"])
    assert ps.replay(path).identical
    assert ps.replay(path, pack=made()).identical
    assert "plan.toml" in named(ps.replay(path, pack=made("Lain")).changed, "pack")
    elsewhere = folder.parent / "lain"
    elsewhere.mkdir()
    alone = shutil.copy(path, elsewhere / "check.audit.json")
    with refused(ps.IoError, "'zones-2021.fgb'"):
        ps.replay(alone, sites=sites)
    assert ps.replay(alone, sites=sites, pack=folder).identical


def test_a_pack_made_of_zones_without_a_file_is_given(folder):
    sites = ps.read_layer(folder / "sentra.geojson")
    zones = geopandas.read_file(folder / "zones-2021.fgb")
    pack = ps.PlanPack.from_zones(
        zones, code="KODKWS", permissions=folder / "permissions-2021.xlsx", in_force_from="2021-12-31",
        tolerance=Tolerance(0.002, 1.0, 0.1, 0.9),
    )  # fmt: skip
    path = ps.check(sites, pack, as_of="2023-06-01").audit.save(folder / "check.audit.json")
    with refused(ps.IoError, "pack 'zones'"):
        ps.replay(path)
    assert ps.replay(path, pack=pack).identical


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", "{", '{"petasentra_audit": 1}', '{"petasentra_audit": true}', "<p>x</p>", "%PDF-1.4\nx", "\x00"],
)
def test_what_is_no_audit_is_refused(tmp_path, content):
    (tmp_path / "x").write_text(content, encoding="utf-8")
    with refused(ps.SchemaError, "no audit"):
        ps.replay(tmp_path / "x")


def test_an_audit_of_a_newer_form_is_refused(saved):
    with refused(ps.SchemaError, "form 2"):
        ps.replay(edited(saved, petasentra_audit=2))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with refused(ps.IoError, "no such file"):
        ps.replay(tmp_path / "tidak-ada.json")
    with refused(ps.IoError, "cannot be read"):
        ps.replay(tmp_path)


def test_a_pack_that_is_neither_folder_nor_pack_is_refused(saved):
    with pytest.raises(TypeError, match="bukan int"):
        ps.replay(saved, pack=3)


def test_saving_into_a_missing_folder_leaves_nothing(folder, tmp_path):
    with refused(ps.IoError, "cannot be written"):
        checked(folder).audit.save(tmp_path / "tidak-ada" / "a.json")
    assert [one.name for one in tmp_path.iterdir()] == ["jombang"]
