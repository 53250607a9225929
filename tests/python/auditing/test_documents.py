"""A report carries its audit, and shows when anything in it was changed."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from audited import checked, named, refused, replaced
from chromium import require_chromium
from processes import require_programs

import petasentra as ps
from petasentra.auditing import read_audit
from petasentra.auditing.page import OPENING
from petasentra.auditing.pdf import seal_pdf, sealed_in_pdf
from petasentra.report.printing import BROWSER_VARIABLE, BROWSERS

if TYPE_CHECKING:
    from pathlib import Path

CELLS = "daur-ulang-slag-aluminium,X,X,X,X,X,"


@pytest.fixture
def page(folder: Path) -> Path:
    return checked(folder).report(folder / "laporan.html")


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """A folder with pack, sites and a PDF report; no test changes it."""
    require_chromium()
    folder = shutil.copytree(ps.datasets.path("jombang"), tmp_path_factory.mktemp("printed") / "jombang")
    return checked(folder).report(folder / "laporan.pdf")


def test_a_report_is_verified_by_its_own_audit(page):
    outcome = ps.replay(page, pack=page.parent)
    assert outcome.identical
    assert outcome.document == "html"
    assert outcome.changed == ()


def test_the_hash_of_the_audit_stands_in_the_footer(page, folder):
    text = page.read_text(encoding="utf-8")
    sha256 = checked(folder).audit.sha256
    footer = re.search(r'<footer id="audit">.*?</footer>', text, re.S)[0]
    assert sha256 in footer
    assert f"Sidik audit {sha256}" in text  # on every printed sheet
    assert read_audit(page).audit.sha256 == sha256


def test_a_report_names_no_folder(page, folder):
    text = page.read_text(encoding="utf-8")
    assert str(folder) not in text
    assert read_audit(page).audit.places == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tidak diperbolehkan", "diperbolehkan"),
        ("65,0", "55,0"),
        ("</body>", " </body>"),
        ('"page_sha256":"', '"page_sha256":"0'),
        ('"as_of":"2015-06-01"', '"as_of":"2015-06-02"'),
        ("</body>", OPENING + "{}</script></body>"),
        ("DRAF - dasar hukum belum diverifikasi", "Diperiksa oleh"),
    ],
)
def test_a_report_that_was_changed_is_not_identical(page, old, new):
    replaced(page, old, new)
    outcome = ps.replay(page, pack=page.parent)
    assert not outcome.document_intact
    assert not outcome.identical
    assert "diubah setelah ditulis" in outcome.text("id")


def test_a_report_with_the_audit_of_another_is_not_identical(page, folder):
    other = checked(folder, as_of="2023-06-01").report(folder / "lain.html").read_text(encoding="utf-8")
    block = re.compile(re.escape(OPENING) + ".*?</script>", re.S)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(block.search(text)[0], block.search(other)[0]), encoding="utf-8", newline="\n")
    assert not ps.replay(page, pack=folder).document_intact


def test_a_report_without_its_audit_is_refused(page):
    text = re.sub(re.escape(OPENING) + ".*?</script>", "", page.read_text(encoding="utf-8"), flags=re.S)
    page.write_text(text, encoding="utf-8")
    with refused(ps.SchemaError, "no audit"):
        ps.replay(page, pack=page.parent)


def test_a_report_over_another_pack_says_which_file(page):
    replaced(page.parent / "permissions-2009.csv", CELLS + "I", CELLS + "X")
    outcome = ps.replay(page, pack=page.parent)
    assert outcome.document_intact
    assert not outcome.identical
    assert named(outcome.changed, "pack") == ["permissions-2009.csv"]


def test_a_report_needs_its_pack(page):
    with refused(ps.IoError, "plan pack 'jombang'"):
        ps.replay(page)


def test_no_text_of_the_sites_closes_the_block(folder):
    replaced(folder / "sentra.geojson", '"contoh-a"', '"</script><b>x"')
    page = checked(folder).report(folder / "laporan.html")
    assert "</script><b>" not in page.read_text(encoding="utf-8")
    assert ps.replay(page, pack=folder).identical


def test_a_pdf_is_verified_by_its_own_audit(printed):
    outcome = ps.replay(printed, pack=printed.parent)
    assert outcome.identical
    assert outcome.document == "pdf"


def test_other_programs_read_the_pdf_and_its_attachment(printed, tmp_path):
    require_programs("pdfinfo", "pdfdetach", "pdftotext")
    info = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True)
    assert info.stderr == ""
    assert int(re.search(r"Pages:\s+(\d+)", info.stdout)[1]) >= 2
    subprocess.run(["pdfdetach", "-saveall", "-o", tmp_path, printed], check=True, capture_output=True)
    attached = (tmp_path / "petasentra.audit.json").read_text(encoding="utf-8")
    sha256 = read_audit(printed).audit.sha256
    assert f'"sha256":"{sha256}"' in attached
    text = subprocess.run(["pdftotext", printed, "-"], capture_output=True, text=True, check=True).stdout
    assert sha256 in "".join(text.split())
    assert text.count("Sidik audit ") >= int(re.search(r"Pages:\s+(\d+)", info.stdout)[1])


@pytest.mark.parametrize("place", [100, 0.3, 0.6, 0.9, -30])
def test_a_pdf_with_one_changed_byte_is_not_identical(printed, tmp_path, place):
    raw = bytearray(printed.read_bytes())
    at = place if isinstance(place, int) else int(place * len(raw))
    raw[at] ^= 1
    changed = tmp_path / "laporan.pdf"
    changed.write_bytes(raw)
    try:
        found = read_audit(changed)
    except ps.SchemaError:
        return  # the byte was one of those by which the audit is found
    assert not found.document_intact


def test_a_pdf_with_something_behind_it_is_not_identical(printed, tmp_path):
    changed = tmp_path / "laporan.pdf"
    changed.write_bytes(printed.read_bytes() + b"1 0 obj\n<< >>\nendobj\n")
    assert not read_audit(changed).document_intact


def test_a_pdf_needs_a_browser(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(BROWSER_VARIABLE, raising=False)
    assert "chromium" in BROWSERS
    with refused(ps.OptionError, BROWSER_VARIABLE):
        checked(folder).report(folder / "laporan.pdf")
    assert not (folder / "laporan.pdf").exists()


def test_a_browser_that_fails_leaves_no_file(folder, monkeypatch):
    monkeypatch.setenv(BROWSER_VARIABLE, "false")
    with refused(ps.IoError, "could not print"):
        checked(folder).report(folder / "laporan.pdf")
    assert not (folder / "laporan.pdf").exists()


SMALL = (
    b"%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n"
    b"trailer\n<</Size 3 /Root 1 0 R>>\nstartxref\n107\n%%EOF\n"
)


def test_the_pages_are_left_as_they_are_and_the_table_points_at_the_objects():
    sealed = seal_pdf(SMALL, {"petasentra_audit": 1})
    assert sealed.startswith(SMALL)
    assert sealed == seal_pdf(SMALL, {"petasentra_audit": 1})
    table = sealed[int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", sealed)[1]) :]
    assert table.startswith(b"xref\n")
    entries = re.findall(rb"(\d+) 1\n(\d{10}) 00000 n \n", table)
    assert [int(number) for number, _ in entries] == [1, 3, 4]
    for number, place in entries:
        assert sealed[int(place) :].startswith(number + b" 0 obj\n")
    assert b"/Prev 107" in table
    found = sealed_in_pdf(sealed)
    assert found.intact
    assert found.record == {"petasentra_audit": 1}


def test_a_pdf_laid_out_otherwise_is_refused():
    for pages in (b"%PDF-1.5\n", SMALL.replace(b"trailer", b"tailor!"), SMALL.replace(b"/Root 1 0 R", b"/Root 9 0 R")):
        with refused(ps.OptionError, "cannot be attached"):
            seal_pdf(pages, {})
