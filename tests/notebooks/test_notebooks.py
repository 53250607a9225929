"""Every notebook runs from top to bottom without an error or a warning on standard error."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from petasentra.criteria.words import STATUS_WORDS as CANDIDATES
from petasentra.plotting.language import CONFLICT, VERDICTS
from petasentra.sentra.sk_words import STATUSES as LISTED
from petasentra.siting.moving_words import UNIT_WORDS
from petasentra.siting.words import DEMAND_WORDS

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Each notebook as it stands after a run; run once."""
    done = {}

    def run(path):
        if path not in done:
            folder = tmp_path_factory.mktemp(path.stem)
            notebook = nbformat.read(path, as_version=4)
            NotebookClient(
                notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}
            ).execute()
            done[path] = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        return done[path]

    return run


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_complains_of_nothing(path, executed):
    outputs = executed(path)
    assert not [output["text"] for output in outputs if output.get("name") == "stderr"]
    assert any("image/png" in output.get("data", {}) for output in outputs), "no figure was drawn"


def test_the_planner_reads_the_words_of_the_report_and_never_a_code(executed):
    outputs = executed(next(path for path in NOTEBOOKS if path.stem.startswith("01")))
    pages = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert any(f"<td>{VERDICTS[CONFLICT][0]}</td>" in page for page in pages)
    assert [word for word in VERDICTS if any(f"<td>{word}</td>" in page for page in pages)] == []


def test_the_hard_case_ends_in_a_draft_that_is_verified_again(executed):
    """What the officer sees: both citations, what is enough, each what-if, two decisions, a draft, a replay."""
    outputs = executed(next(path for path in NOTEBOOKS if path.stem.startswith("03")))
    pages = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    cells = [re.sub(r"\s+", " ", cell).strip() for page in pages for cell in re.findall(r"<td[^>]*>(.*?)</td>", page)]
    assert not set(VERDICTS) & set(cells), "a code where words should stand"
    reasons = [cell for cell in cells if cell.startswith("Belum dapat dinyatakan")]
    assert len(reasons) == 2
    assert all("zona khusus" in reason and "matriks ketentuan" in reason for reason in reasons)
    assert any(cell.startswith("Sudah cukup dengan sendirinya:") for cell in cells)
    assert {VERDICTS[CONFLICT][0], VERDICTS["prohibited"][0], VERDICTS["conditional"][0]} <= set(cells)
    assert any("DRAF - dasar hukum belum diverifikasi" in page and "<iframe" in page for page in pages)
    said = "".join(output["text"] for output in outputs if output.get("name") == "stdout")
    assert "Identik: masukan yang sama memberi hasil yang sama." in said
    assert "Tidak identik: isi laporan ini telah diubah setelah ditulis." in said
    assert "paket rencana permissions-2021.csv" in said


def test_the_chain_of_slag_is_short_by_its_permit_and_says_so(executed):
    outputs = executed(next(path for path in NOTEBOOKS if path.stem.startswith("05")))
    said = "".join(output["text"] for output in outputs if output.get("name") == "stdout")
    assert "Izin K-1 sebesar 6 t/hari di sentra lebih kecil daripada 12,97 t/hari slag" in said
    assert "Sentra Kendalsari menerima 12,97 t/hari; izin K-1 membolehkan 6 t/hari." in said
    assert "Tanpa jembatan itu biayanya bertambah Rp" in said
    pages = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    for words in ("CUSTODY_PERMIT_EXPIRED", "CUSTODY_UNACCOUNTED", "Jembatan Tol Mojokerto", "Gudang Mantang"):
        assert any(words in page for page in pages), words
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 3


def test_the_life_of_a_sentra_is_told_in_the_words_of_the_officer(executed):
    outputs = executed(next(path for path in NOTEBOOKS if path.stem.startswith("06")))
    pages = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    cells = {
        re.sub(r"\s+", " ", one).strip() for page in pages for one in re.findall(r"<td[^>]*>(.*?)</td>", page, re.S)
    }
    said = "".join(output["text"] for output in outputs if output.get("name") == "stdout")
    codes = {*CANDIDATES, *LISTED, *DEMAND_WORDS, *UNIT_WORDS, *VERDICTS, "one_unit_short", "turnover", "workers"}
    assert codes & cells == set()
    assert [one for one in codes if "_" in one and one in said] == []
    assert not re.search(r"\b(FoundSentra|Reconciliation|Suitability|LocatedSites|Relocation|Dossier|Registry)\b", said)
    assert "sesuai daftar SK: 1" in said
    assert "berperingkat: 1.518" in said
    assert "dihitung ulang: sama" in said
    assert {"sekitar × 10,5-18,2 (naik)", "× 5-10 (naik)"} <= cells
    # Register, gaps, site, move, dossier: three areas and a row of the list, one column each.
    way = next(page for page in pages if "NTB-02" in page and "lamongan" in page)
    assert all(area in way for area in ("jombang", "lombok-tengah", "letak tidak diketahui"))
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 4


def test_there_is_a_notebook():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_committed_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells)
