"""An officer's decision stands beside the computed verdict, in a log that tells of every change."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from page_checks import Page

import petasentra as ps

DAY = "2015-06-01"
GIVEN: dict[str, Any] = {
    "verdict": "conditional",
    "reason": "Contoh: zona khusus diutamakan.",
    "by": "Contoh Petugas",
    "on": "2015-07-01",
    "basis": "Contoh: berita acara nomor 1",
}


@pytest.fixture(scope="module")
def result() -> ps.CheckResult:
    study = ps.datasets.jombang()
    return ps.check(study.sentra, study.pack(), as_of=DAY)


@pytest.fixture
def decided(result: ps.CheckResult) -> ps.CheckResult:
    return result.override("contoh-a", **GIVEN)


def test_the_table_keeps_what_was_computed_and_adds_the_decision(result, decided):
    before, after = result.table.to_pylist(), decided.table.to_pylist()
    officer = ("verdict_officer", "reason_officer", "basis_officer", "by_officer", "on_officer")
    for old, new in zip(before, after, strict=True):
        assert {name: new[name] for name in old} == old
    assert [after[0][name] for name in officer] == [
        "conditional", GIVEN["reason"], GIVEN["basis"], "Contoh Petugas", dt.date(2015, 7, 1),
    ]  # fmt: skip
    assert all(row[name] is None for row in after[1:] for name in officer)
    assert result.table.columns == [name for name in decided.table.columns if name not in officer]
    assert decided.pieces.to_arrow().equals(result.pieces.to_arrow())


def test_the_result_it_was_made_on_stays_as_it_was(result, decided):
    assert len(result.overrides) == 0
    assert "verdict_officer" not in result.table.columns
    assert len(decided.overrides) == 1


def test_a_later_decision_counts_and_the_earlier_stays_in_the_log(decided):
    again = decided.override("contoh-a", **(GIVEN | {"verdict": "prohibited", "on": "2015-08-01"}))
    assert again.table["verdict_officer"][0] == "prohibited"
    assert [entry.verdict for entry in again.overrides] == ["conditional", "prohibited"]
    assert again.overrides.table["number"].tolist() == [1, 2]


def test_the_explanation_tells_it(decided):
    reason = decided.explain("contoh-a")
    lines = reason.text("id").splitlines()
    assert lines[0].startswith("contoh-a: Belum dapat dinyatakan")
    assert lines[1].strip().startswith("- Diputuskan lain oleh petugas: bersyarat.")
    assert "Hasil hitungan tetap: belum dapat dinyatakan (yang lebih ketat: tidak diperbolehkan)." in lines[1]
    assert "Decided otherwise by an officer: conditional." in reason.text("en")
    step = reason.tree["because"][0]
    assert (step["kind"], step["facts"]["by"], step["facts"]["counts"]) == ("override", "Contoh Petugas", True)
    assert "Diputuskan lain oleh petugas" in reason.html("id")
    assert "petugas:" not in decided.explain("contoh-c").text("id")


def test_the_same_verdict_is_a_settlement(result):
    settled = result.override("contoh-a", **(GIVEN | {"verdict": "prohibited"}))
    assert "Ditetapkan oleh petugas: tidak diperbolehkan." in settled.explain("contoh-a").text("id")
    assert "lain oleh petugas" not in settled.explain("contoh-a").text("id")


def test_the_report_tells_it_and_stays_a_draft(decided, tmp_path):
    text = decided.report(tmp_path / "laporan.html").read_text(encoding="utf-8")
    for name in ("sites", "details", "decisions"):
        part = re.search(rf'<section[^>]*id="{name}".*?</section>', text, re.S)[0]
        assert "Diputuskan lain oleh petugas: bersyarat." in Page(part).words()
        assert "Hasil hitungan tetap: belum dapat dinyatakan" in Page(part).words()
    signature = re.search(r'<section[^>]*id="signature".*?</section>', text, re.S)[0]
    assert Page(signature).words() == "DRAF - dasar hukum belum diverifikasi"
    assert 'id="decisions"' not in ps.CheckResult.report(
        decided.with_overrides(ps.OverrideLog()), tmp_path / "tanpa.html"
    ).read_text(encoding="utf-8")


def test_the_map_tells_it(decided, result, tmp_path):
    words = "Diputuskan lain oleh petugas: bersyarat."
    assert words in decided.explore(tmp_path / "peta.html").html
    assert words not in result.explore(tmp_path / "tanpa.html").html


def test_a_hostile_reason_is_text(result, tmp_path):
    hostile = result.override("contoh-a", **(GIVEN | {"reason": "<script>alert(1)</script>\n- palsu"}))
    text = hostile.report(tmp_path / "laporan.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "<script>" not in hostile.explain("contoh-a").html()
    assert len(hostile.explain("contoh-a").text().splitlines()) == len(
        result.override("contoh-a", **GIVEN).explain("contoh-a").text().splitlines()
    )


def test_it_is_part_of_the_audit_and_of_the_replay(decided, result, tmp_path):
    assert decided.audit.result_sha256 == result.audit.result_sha256
    assert decided.audit.sha256 != result.audit.sha256
    assert [c.kind for c in result.audit.changes(decided.audit)] == ["override"]
    folder = shutil.copytree(ps.datasets.path("jombang"), tmp_path / "jombang")
    again = ps.check(ps.read_layer(folder / "sentra.geojson"), ps.read_plan_pack(folder), as_of=DAY)
    path = again.with_overrides(decided.overrides).audit.save(folder / "check.audit.json")
    outcome = ps.replay(path)
    assert outcome.identical
    assert outcome.result.table["verdict_officer"][0] == "conditional"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["overrides"][0]["verdict"] = "conforms"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert not ps.replay(path).identical


def test_the_log_is_written_and_read_again(decided, tmp_path):
    path = decided.overrides.save(tmp_path / "ketetapan.jsonl")
    assert ps.read_overrides(path) == decided.overrides
    line = json.loads(path.read_text(encoding="utf-8"))
    sealed = {name: value for name, value in line.items() if name != "sha256"}
    text = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert line["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert line["previous"] == "0" * 64


def three(result: ps.CheckResult) -> ps.OverrideLog:
    for number, site in enumerate(("contoh-a", "contoh-b", "contoh-d"), start=1):
        result = result.override(site, **(GIVEN | {"on": f"2015-07-0{number}"}))
    return result.overrides


@pytest.mark.parametrize("spoil", ["edit", "drop-first", "drop-middle", "swap", "twice", "re-sealed", "garbage"])
def test_a_log_that_was_changed_is_refused(result, tmp_path, spoil):
    path = three(result).save(tmp_path / "ketetapan.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    if spoil == "edit":
        lines[1] = lines[1].replace("conditional", "conforms")
    elif spoil == "drop-first":
        del lines[0]
    elif spoil == "drop-middle":
        del lines[1]
    elif spoil == "swap":
        lines[0], lines[1] = lines[1], lines[0]
    elif spoil == "twice":
        lines.insert(1, lines[0])
    elif spoil == "re-sealed":
        one = json.loads(lines[0]) | {"verdict": "conforms"}
        sealed = {name: value for name, value in one.items() if name != "sha256"}
        text = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        lines[0] = json.dumps(one | {"sha256": hashlib.sha256(text.encode()).hexdigest()})
    else:
        lines[2] = "{"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ps.RuleError, match="does not fit the lines before it") as error:
        ps.read_overrides(path)
    assert error.value.file == str(path)
    assert error.value.feature == {"edit": "2", "drop-first": "1", "drop-middle": "2", "swap": "1", "twice": "2",
                                   "re-sealed": "2", "garbage": "3"}[spoil]  # fmt: skip


def test_a_log_only_grows(result, decided, tmp_path):
    path = decided.overrides.save(tmp_path / "ketetapan.jsonl")
    longer = decided.override("contoh-b", **GIVEN).overrides
    longer.save(path)
    assert len(ps.read_overrides(path)) == 2
    for other in (decided.overrides, result.override("contoh-b", **GIVEN).overrides, ps.OverrideLog()):
        with pytest.raises(ps.RuleError, match="only grows"):
            other.save(path)
    assert ps.read_overrides(path) == longer


def test_a_log_fits_its_own_question_only(result, decided):
    study = ps.datasets.jombang()
    assert result.with_overrides(decided.overrides).table.to_pylist() == decided.table.to_pylist()
    later = ps.check(study.sentra, study.pack(), as_of="2023-06-01")
    with pytest.raises(ps.RuleError, match="made for 2015-06-01"):
        later.with_overrides(decided.overrides)
    with pytest.raises(ps.RuleError, match="was not checked"):
        ps.check(study.sentra[1:], study.pack(), as_of=DAY).with_overrides(decided.overrides)


def test_the_decision_stays_when_sites_are_in_another_order(decided):
    study = ps.datasets.jombang()
    other = ps.check(study.sentra[::-1], study.pack(), as_of=DAY).with_overrides(decided.overrides)
    assert other.table["verdict_officer"][-1] == "conditional"
    assert other.audit.sha256 == decided.audit.sha256


@pytest.mark.parametrize(
    ("site", "changed", "words"),
    [
        ("contoh-z", {}, "no site"),
        ("contoh-a", {"activity": "batik"}, "not for 'batik'"),
        ("contoh-a", {"verdict": "conformz"}, "Did you mean 'conforms'"),
        ("contoh-a", {"verdict": "conflict"}, "no verdict"),
        ("contoh-a", {"reason": "  "}, "reason is empty"),
        ("contoh-a", {"by": ""}, "by is empty"),
        ("contoh-a", {"basis": 3}, "basis=3 is no text"),
        ("contoh-a", {"on": "1 Juli 2015"}, "no date"),
    ],
)
def test_bad_arguments_are_told_in_both_languages(result, site, changed, words):
    with pytest.raises(ps.OptionError) as error:
        result.override(site, **(GIVEN | changed))
    assert words in str(error.value)
    assert error.value.message_id != error.value.message_en
    assert error.value.hint_id != error.value.hint_en


def test_ids_that_are_personal_data_never_come_into_a_log():
    study = ps.datasets.jombang()
    result = ps.check(study.sentra.with_personal("site_id"), study.pack(), as_of=DAY)
    with pytest.raises(ps.OptionError, match="personal data"):
        result.override("contoh-a", **GIVEN)


def test_an_empty_file_is_an_empty_log(tmp_path):
    (tmp_path / "kosong.jsonl").write_text("")
    assert ps.read_overrides(tmp_path / "kosong.jsonl") == ps.OverrideLog()
    with pytest.raises(ps.IoError):
        ps.read_overrides(Path(tmp_path / "tidak-ada.jsonl"))
