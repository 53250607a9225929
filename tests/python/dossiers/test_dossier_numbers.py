"""Every number that is printed is in the JSON, and formulas of the workbook give what is written beside them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from printed_numbers import known_of, text_of_pdf, tokens

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def known(files: dict[str, Path]) -> set[str]:
    return known_of(json.loads(files["json"].read_text(encoding="utf-8")), "id")


class Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


#: The name SHA-256 in the footer.
FIXED = {"256"}


def test_every_number_of_the_pdf_is_in_the_json(files: dict[str, Path], known: set[str], dossier: ps.Dossier) -> None:
    found = set(tokens(text_of_pdf(files["pdf"]))) - FIXED
    assert len(found) > 150
    broken = {one for one in found - known if one not in dossier.sha256}
    assert broken == set()


def test_every_number_of_the_page_is_in_the_json(files: dict[str, Path], known: set[str]) -> None:
    reader = Text()
    reader.feed(files["html"].read_text(encoding="utf-8"))
    found = set(tokens(" ".join(reader.parts))) - FIXED
    assert len(found) > 150
    assert found - known == set()


def test_a_number_that_is_not_in_the_json_would_be_noticed(known: set[str]) -> None:
    assert set(tokens("seluas 11.599,8 m²")) - known
    assert not set(tokens("seluas 11.599,9 m²")) - known


def cells(path: Path, *, values: bool) -> dict[tuple[str, str], Any]:
    book = openpyxl.load_workbook(path, data_only=values)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for line in sheet.iter_rows() for cell in line
            if cell.value is not None}  # fmt: skip


def evaluated(formula: str, sheet: str, values: dict[tuple[str, str], Any]) -> float:
    """Evaluate the three kinds of formulas with nothing of the code under test."""

    def at(cell: str) -> float:
        return float(values[sheet, cell])

    if found := re.fullmatch(r"=SUM\(([A-Z]+)(\d+):\1(\d+)\)", formula):
        column, first, last = found[1], int(found[2]), int(found[3])
        return sum(at(f"{column}{row}") for row in range(first, last + 1))
    if found := re.fullmatch(r"=MAX\(0,([A-Z]+\d+)-([A-Z]+\d+)\)", formula):
        return max(0.0, at(found[1]) - at(found[2]))
    found = re.fullmatch(r"=([A-Z]+\d+)/([A-Z]+\d+)", formula)
    assert found, formula
    return at(found[1]) / at(found[2])


def test_cached_values_are_what_the_formulas_give_and_are_in_the_json(files: dict[str, Path]) -> None:
    formulas, values = cells(files["xlsx"], values=False), cells(files["xlsx"], values=True)
    written = {place: one for place, one in formulas.items() if isinstance(one, str) and one.startswith("=")}
    kinds = {re.sub(r"[A-Z]+\d+(:[A-Z]+\d+)?", "x", one) for one in written.values()}
    assert kinds == {"=SUM(x)", "=MAX(0,x-x)", "=x/x"}
    assert len(written) >= 25
    document = json.loads(files["json"].read_text(encoding="utf-8"))
    stored = set(figures(document["sections"]))
    for (sheet, cell), formula in written.items():
        cached = values[sheet, cell]
        assert cached == pytest.approx(evaluated(formula, sheet, values), rel=1e-9, abs=1e-6), (sheet, cell, formula)
        assert float(cached) in stored, (sheet, cell, formula, cached)


def figures(part: Any) -> Iterator[float]:
    if isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from figures(one)
    elif isinstance(part, int | float) and not isinstance(part, bool):
        yield float(part)


def test_every_number_cell_of_the_workbook_is_in_the_json(files: dict[str, Path]) -> None:
    document = json.loads(files["json"].read_text(encoding="utf-8"))
    stored = set(figures(document["sections"])) | set(figures(document["missing"]))
    numbers = [one for one in cells(files["xlsx"], values=True).values() if isinstance(one, int | float)]
    assert len(numbers) > 100
    assert [one for one in numbers if float(one) not in stored] == []


def test_ratios_are_those_of_the_claims(dossier: ps.Dossier) -> None:
    table = next(one for one in dossier.sections["indicators"]["tables"] if one["name"] == "ratios")
    ratios = [line["cells"][4] for line in table["rows"] if line["cells"][4] is not None]
    assert [(round(one["low"], 1), round(one["high"], 1)) for one in ratios] == [
        (10.5, 18.2),
        (5, 10),
        (5.7, 14),
        (18, 25.1),
    ]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    record = ps.dossiers.SentraRecord("=1+1", '=HYPERLINK("x")', units=5, commodity="<script>alert(1)</script>")
    made = ps.dossier(record, as_of="2026-06-01").save(tmp_path / "u", formats=["xlsx", "html"])
    book = openpyxl.load_workbook(made["xlsx"])
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds
    assert "<script" not in made["html"].read_text(encoding="utf-8")


def test_tonnes_of_several_commodities_have_no_sum(dossier: ps.Dossier) -> None:
    chain = dossier.sections["chain"]
    totals = {one["name"]: one["total"] for one in chain["tables"]}
    assert totals["inputs"]["cells"][3] == pytest.approx(180.0)  # slag from two places
    assert totals["outputs"]["cells"][3] is None  # ingot and residue
    facts = {one["name"]: one["value"] for one in chain["facts"]}
    assert facts["incoming: slag"] == pytest.approx(180.0)
    assert facts["unmet: ingot"] == pytest.approx(
        125.0 - sum(line["cells"][4] for line in chain["tables"][2]["rows"] if line["cells"][1] == "ingot")
    )
