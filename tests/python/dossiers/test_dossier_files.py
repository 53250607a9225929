"""The files: the same bytes for the same inputs, small, complete in themselves, made again by replay."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

import petasentra as ps
from petasentra.dossiers import paper
from petasentra.dossiers.dossier import sha256_of_document

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-06-01"


def test_the_same_inputs_give_the_same_bytes(dossier: ps.Dossier, files: dict[str, Path], tmp_path: Path) -> None:
    again = ps.dossier(**ps.dossiers.read_proposal(ps.datasets.path("jombang") / "usulan.toml"))
    assert again.json() == dossier.json()
    made = again.save(tmp_path / "usulan")
    for one in ("html", "xlsx", "pdf"):
        assert made[one].read_bytes() == files[one].read_bytes(), one


def test_the_order_of_rows_and_documents_changes_nothing(record: Any) -> None:
    papers = {"ded_rab": True, "krisna_entry": "ada"}
    one, other = (
        ps.dossier(record, as_of=DAY, documents=dict(some)) for some in (papers.items(), reversed(papers.items()))
    )
    assert one.json() == other.json()


def test_the_pdf_is_small_and_has_its_fonts_inside(files: dict[str, Path]) -> None:
    assert files["pdf"].stat().st_size <= 5_000_000
    lines = subprocess.run(["pdffonts", files["pdf"]], capture_output=True, text=True, check=True).stdout.splitlines()[
        2:
    ]
    assert lines
    for line in lines:
        embedded, subset = re.search(r"\b(yes|no)\s+(yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$", line).groups()  # type: ignore[union-attr]
        assert (embedded, subset) == ("yes", "yes"), line


def test_no_word_of_the_pdf_stands_beyond_the_margins(files: dict[str, Path]) -> None:
    """A4 is 595.3 points wide; the margins are 16 mm."""
    boxes = subprocess.run(["pdftotext", "-bbox", files["pdf"], "-"], capture_output=True, text=True, check=True).stdout
    sides = [
        (float(one), float(other)) for one, other in re.findall(r'<word xMin="([\d.]+)" .*? xMax="([\d.]+)"', boxes)
    ]
    assert len(sides) > 1000
    margin = 16 / 25.4 * 72
    assert min(one for one, _ in sides) >= margin - 0.5
    assert max(other for _, other in sides) <= 595.3 - margin + 0.5


def test_no_heading_stands_alone_at_the_foot_of_a_page(files: dict[str, Path], dossier: ps.Dossier) -> None:
    done = subprocess.run(["pdftotext", "-layout", files["pdf"], "-"], capture_output=True, text=True, check=True)
    headings = {f"{one['number']}. {one['title']['id']}" for one in dossier.document["sections"]}
    seen = set()
    for page in done.stdout.split("\f"):
        lines = [" ".join(line.split()) for line in page.splitlines() if line.strip()]
        body = [line for line in lines if not line.startswith("Sidik berkas ")]
        at = [place for place, line in enumerate(body) if line in headings and "Ringkasan" not in body[:place]]
        seen |= {body[place] for place in at}
        assert all(place < len(body) - 2 for place in at), body[-4:]
    assert len(seen) >= 9


def test_a_pdf_beyond_the_limit_is_refused_and_nothing_is_written(
    record: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "MOST_BYTES", 1000)
    with pytest.raises(ps.IoError, match="more than 5"):
        ps.dossier(record, as_of=DAY).save(tmp_path / "usulan")
    assert list(tmp_path.iterdir()) == []


def test_the_page_needs_nothing_from_outside(files: dict[str, Path]) -> None:
    text = files["html"].read_text(encoding="utf-8")
    assert re.findall(r"(?:src|href)=\"(?!#|data:image/svg\+xml;base64,)[^\"]*\"|@import|url\(", text) == []
    assert "<script" not in text


def test_marks_stand_beside_every_figure_of_schematic_or_invented_data(
    dossier: ps.Dossier, files: dict[str, Path]
) -> None:
    text = files["html"].read_text(encoding="utf-8")
    figures = 0
    for name in ("conformance", "access", "near", "chain", "needs"):
        for table in dossier.sections[name]["tables"]:
            body = re.search(rf'<table class="data[^"]*" id="{name}-{table["name"]}">(.*?)</table>', text, re.S)
            assert body
            for cell in re.findall(r'<td class="n[^"]*">(.*?)</td>', body[1], re.S):
                if re.search(r"\d", cell):
                    figures += 1
                    assert "skematik" in cell or "rekaan" in cell, (name, cell)
    assert figures > 60
    assert "belum diverifikasi" in text


def test_replay_makes_it_again(files: dict[str, Path]) -> None:
    replayed = ps.replay(files["json"])
    assert isinstance(replayed, ps.dossiers.DossierReplay)
    assert replayed.identical
    assert replayed.check_asked
    assert replayed.text("en").splitlines()[0] == "Identical: the same inputs give the same dossier."
    assert json.loads(json.dumps(replayed.to_dict()))["identical"] is True


def changed(files: dict[str, Path], tmp_path: Path, change: Any, *, sealed: bool) -> ps.dossiers.DossierReplay:
    document = json.loads(files["json"].read_text(encoding="utf-8"))
    change(document)
    if sealed:
        document["sha256"] = sha256_of_document(document)
    path = tmp_path / "usulan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = ps.replay(path, pack=ps.datasets.path("jombang"))
    assert isinstance(found, ps.dossiers.DossierReplay)
    return found


@pytest.mark.parametrize("sealed", [False, True])
def test_replay_names_the_section_in_which_a_figure_was_changed(
    files: dict[str, Path], tmp_path: Path, sealed: bool
) -> None:
    def edit(document: Any) -> None:
        facts = next(one for one in document["sections"] if one["name"] == "chain")["facts"]
        facts[1]["value"] += 1.0

    found = changed(files, tmp_path, edit, sealed=sealed)
    assert not found.identical
    assert found.document_intact is sealed
    assert found.sections_differ == ("chain",)


def test_replay_names_the_input_that_was_changed(files: dict[str, Path], tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document["inputs"]["access"]["rows"][0]["minutes"] = 1.0

    found = changed(files, tmp_path, edit, sealed=True)
    assert not found.identical
    assert set(found.sections_differ) == {"access", "inputs.access"}


def test_replay_asks_the_law_again_and_tells_another_verdict(files: dict[str, Path], tmp_path: Path) -> None:
    """A forger who changes the verdict in the inputs and makes all else fit is told by the pack."""

    def edit(document: Any) -> None:
        from petasentra.auditing.canonical import json_sha256
        from petasentra.dossiers.compose import compose

        law = document["inputs"]["conformance"]
        law["verdict"], law["verdict_words"] = "conforms", {"id": "sesuai", "en": "conforms"}
        document |= compose(document["inputs"])
        document["audit"]["inputs"]["conformance"] = json_sha256(law)

    found = changed(files, tmp_path, edit, sealed=True)
    assert found.document_intact
    assert found.sections_differ == ()
    assert not found.identical
    assert found.sha256 != found.sha256_now


def test_replay_with_another_pack_says_which_file_changed(files: dict[str, Path], tmp_path: Path) -> None:
    other = shutil.copytree(ps.datasets.path("jombang"), tmp_path / "paket")
    with (other / "activities.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    found = ps.replay(files["json"], pack=other)
    assert [(one.kind, one.name) for one in found.changed] == [("pack", "activities.csv")]
    assert found.identical  # the answer is the same


def test_without_the_pack_replay_says_that_the_law_was_not_asked(files: dict[str, Path], tmp_path: Path) -> None:
    document = json.loads(files["json"].read_text(encoding="utf-8"))
    del document["places"]
    path = tmp_path / "usulan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = ps.replay(path)
    assert not found.check_asked
    assert not found.identical
    assert "give pack= and sites=" in found.text("en")


def test_a_dossier_reads_back_and_differs_from_itself_in_nothing(dossier: ps.Dossier, files: dict[str, Path]) -> None:
    again = ps.dossiers.read_dossier(files["json"])
    assert again.json() == dossier.json()
    assert len(dossier.diff(again)) == 0


def test_the_difference_of_two_years_names_what_changed(record: Any) -> None:
    before = ps.dossier(record, as_of="2026-06-01", year=2027, documents={"ded_rab": False})
    after = ps.dossier(record, as_of="2027-06-01", year=2028, documents={"ded_rab": "DED-1"}, land={"owner": "Pemkab"})
    rows = before.diff(after).table.to_pylist()
    told = {(one["section"], one["kind"], one["item"]): (one["before_en"], one["after_en"]) for one in rows}
    assert told["land", "fact", "owner"] == ("–", "Pemkab")
    assert told["documents", "missing", "document: ded_rab"] == ("not there", None)
    assert told["documents", "answer", "answer"] == ("0 of 12 papers are there", "1 of 12 papers are there")
    assert len(rows) == len(before.diff(after).text("id").splitlines())
    with pytest.raises(ps.OptionError):
        before.diff(None)  # type: ignore[arg-type]


def test_everything_not_given_is_a_section_that_says_so_and_is_missing(record: Any) -> None:
    d = ps.dossier(record, as_of=DAY)
    silent = [name for name, one in d.sections.items() if one["status"] == "not_given"]
    assert silent == [
        "conformance",
        "land",
        "map",
        "facilities",
        "access",
        "chain",
        "near",
        "needs",
        "indicators",
        "documents",
    ]
    items = {(one["kind"], one["item"]) for one in d.missing.to_pylist()}
    assert {("section", name) for name in silent if name != "documents"} <= items
    assert sum(kind == "document" for kind, _ in items) == 12
    assert all(d.answer(name, lang="en") == "not given" for name in silent)


def test_the_day_picks_the_edition_of_the_checklist(record: Any, tmp_path: Path) -> None:
    own = tmp_path / "juknis.toml"
    edition = '[[edition]]\nid="{0}"\ntitle_id="e {0}"\ntitle_en="e {0}"\nfrom={1}\n{2}source="rekaan"\nverified=true\n'
    item = '[[edition.item]]\nid="{0}"\nid_id="Surat {0}"\nid_en="Letter {0}"\n'
    own.write_text(
        'format=1\nname="uji"\ntitle_id="Uji"\ntitle_en="Test"\n'
        + edition.format("a", "2020-01-01", "to=2024-12-31\n") + item.format("x")
        + edition.format("b", "2026-01-01", "") + item.format("y"), encoding="utf-8",
    )  # fmt: skip
    asked = {
        day: [
            one["item"]
            for one in ps.dossier(record, as_of=day, checklist=own).missing.to_pylist()
            if one["kind"] == "document"
        ]
        for day in ("2024-12-31", "2025-06-01", "2026-01-01")
    }
    assert asked == {"2024-12-31": ["x"], "2025-06-01": [], "2026-01-01": ["y"]}


def test_a_paper_that_no_longer_holds_is_expired(record: Any) -> None:
    paper_of = {"environmental_document": {"status": "ada", "number": "1", "until": "2026-05-31"}}
    held = {day: ps.dossier(record, as_of=day, documents=paper_of) for day in ("2026-05-31", "2026-06-01")}
    states = {day: {one["item"]: one["status"] for one in d.missing.to_pylist()} for day, d in held.items()}
    assert "environmental_document" not in states["2026-05-31"]
    assert states["2026-06-01"]["environmental_document"] == "expired"


def test_what_is_marked_personal_is_in_no_file(tmp_path: Path) -> None:
    study = ps.datasets.jombang()
    frame = study.sentra.to_geopandas().assign(name="Bu Siti", site_id=[f"nik-{n}" for n in range(6)])
    sites = ps.Layer.from_geopandas(frame).with_personal(["name", "site_id"])
    d = ps.dossier(sites, study.pack(), sentra_id="nik-0", as_of=DAY)
    text = "".join(
        path.read_text(encoding="utf-8") for path in d.save(tmp_path / "u", formats=["json", "html"]).values()
    )
    assert "Siti" not in text
    assert "nik-" not in text
    assert d.document["sentra"]["name"] == "#1"
    assert not ps.replay(tmp_path / "u.json").check_asked


def test_it_shows_itself_in_a_notebook(dossier: ps.Dossier) -> None:
    shown = dossier._repr_html_()
    assert "Contoh A" in shown
    assert "Nomor sertifikat" in shown
