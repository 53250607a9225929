"""All bundled proposals as they are handed in: numbers, fonts, sums, figures that are about, pages that are full."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from printed_numbers import allowed_in, parts_of_pdf, tokens

import petasentra as ps
from petasentra.dossiers.parts import interval_value
from petasentra.dossiers.printing import value_text
from petasentra.impact import Interval
from petasentra.plotting.language import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROPOSALS = ["jombang/usulan", "lombok-tengah/usulan", "lamongan/usulan", "sentra/usulan-ntb"]


class Made:
    def __init__(self, name: str, lang: str, folder: Path) -> None:
        self.name, self.lang = name, lang
        dossier = ps.dossier(**ps.dossiers.read_proposal(ps.datasets.path("jombang").parent / f"{name}.toml"))
        self.files = dossier.save(folder / "usulan", lang=lang)
        self.document = json.loads(self.files["json"].read_text(encoding="utf-8"))

    def tables(self) -> Iterator[Any]:
        for section in self.document["sections"]:
            yield from section["tables"]


@pytest.fixture(scope="module", params=[(name, lang) for name in PROPOSALS for lang in ("id", "en")], ids="-".join)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(*request.param, tmp_path_factory.mktemp("printed"))


def test_every_number_of_each_part_of_the_pdf_is_one_of_that_part_in_the_json(made: Made) -> None:
    """Not only anywhere in the JSON: in this part, with the decimals that stand there."""
    parts = parts_of_pdf(made.files["pdf"], made.document, made.lang)
    assert len(parts) == 14
    strange = {name: set(tokens(text)) - allowed_in(name, made.document, made.lang) for name, text in parts.items()}
    assert strange == {name: set() for name in parts}
    assert sum(len(set(tokens(text))) for text in parts.values()) > 60


def test_a_number_of_another_part_would_be_noticed(files: dict[str, Path], dossier: ps.Dossier) -> None:
    parts = parts_of_pdf(files["pdf"], dossier.document, "id")
    assert set(tokens(parts["land"])) - allowed_in("chain", dossier.document, "id")
    assert set(tokens(parts["front"])) - allowed_in("land", dossier.document, "id")


def test_a_pdf_is_small_has_its_fonts_inside_and_ends_with_more_than_its_foot(made: Made) -> None:
    pdf = made.files["pdf"]
    assert pdf.stat().st_size <= 5_000_000
    told = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert told
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in told), told
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    last = text.rstrip("\f").split("\f")[-1]
    rows = [line for line in last[: last.index("DRAF")].splitlines() if line.strip()]
    assert len(rows) >= 4, last


def test_printed_columns_add_up(made: Made) -> None:
    summed = 0
    for table in made.tables():
        for at, column in enumerate(table["columns"]):
            total = None if table["total"] is None else table["total"]["cells"][at]
            if total is None:
                continue
            decimals = column["decimals"]
            whole = round(10**decimals * total)
            parts = [round(10**decimals * line["cells"][at]) for line in table["rows"]]
            assert sum(parts) == whole, (table["name"], column["name"])
            summed += 1
    assert summed >= {"jombang/usulan": 4, "lombok-tengah/usulan": 5, "lamongan/usulan": 1}.get(made.name, 0)


def test_workbooks_show_the_numbers_that_their_formulas_give(made: Made) -> None:
    book = openpyxl.load_workbook(made.files["xlsx"])
    cached = openpyxl.load_workbook(made.files["xlsx"], data_only=True)
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                value = cached[sheet.title][cell.coordinate].value
                if isinstance(value, int | float):
                    assert not re.search(r"\.#+$", cell.number_format) or value != int(value), cell.coordinate
                if isinstance(cell.value, str) and cell.value.startswith("=SUM("):
                    column, first, last = re.fullmatch(r"=SUM\(([A-Z]+)(\d+):\1(\d+)\)", cell.value).groups()  # type: ignore[union-attr]
                    parts = [cached[sheet.title][f"{column}{row}"].value for row in range(int(first), int(last) + 1)]
                    assert value == pytest.approx(sum(parts), rel=1e-12), cell.coordinate


def test_thousands_are_parted_alike_in_all_figures_but_years(made: Made) -> None:
    part = "." if made.lang == "id" else ","
    seen = 0
    for table in made.tables():
        for line in table["rows"]:
            for value in line["cells"]:
                if not isinstance(value, dict) or "text" not in value or value["calendar"]:
                    continue
                for end in {value["low"], value["high"]} - {None}:
                    if end == int(end) and abs(end) >= 1000:
                        assert number(end, 0, made.lang) in value["text"][made.lang]
                        assert part in value["text"][made.lang]
                        seen += 1
    assert seen or made.name in ("sentra/usulan-ntb", "lombok-tengah/usulan")


def test_what_a_source_says_is_about_is_read_as_about(dossier: ps.Dossier) -> None:
    tables = {one["name"]: one for one in dossier.sections["indicators"]["tables"]}
    claims = [line["cells"] for line in tables["claims"]["rows"]]
    of_workers = next(one for one in claims if one[2] and one[2]["low"] == 200 and one[3]["id"] == "orang")
    assert of_workers[2]["about"] is True
    assert of_workers[2]["text"] == {"id": "sekitar 200", "en": "about 200"}
    for written, read in ((one[1], one[2]) for one in claims if one[2]):
        words = written["id"] if isinstance(written, dict) else written
        assert read["about"] == words.startswith("sekitar "), words
        assert read["text"]["id"].startswith("sekitar ") == read["about"]
    assert sum(one[2]["about"] for one in claims if one[2]) == 4
    ratios = {line["cells"][0]["id"]: line["cells"][4] for line in tables["ratios"]["rows"] if line["cells"][4]}
    assert ratios["tenaga kerja"]["text"]["id"] == "sekitar 10,5-18,2"
    assert not ratios["omzet"]["about"]


def test_years_are_no_thousands(dossier: ps.Dossier, files: dict[str, Path]) -> None:
    assert value_text(interval_value(Interval(2021, 2021), unit="year"), "id") == "2021"
    assert value_text(interval_value(Interval(2021, 2021), unit="t"), "en", unit="t") == "2,021\u00a0t"
    assert ps.impact.Amount.between(2021, 2041, "year").text("id") == "2021-2041 year"
    sheet = next(one for one in openpyxl.load_workbook(files["xlsx"]) if "Indikator" in one.title)
    shown = {cell.value: cell.number_format for line in sheet.iter_rows() for cell in line if cell.value in (2021, 200)}
    assert shown == {2021: "0", 200: '"sekitar "#,##0'}


def test_the_picture_of_ratios_says_about_before_the_sign(files: dict[str, Path]) -> None:
    assert "sekitar × 10,5-18,2" in files["html"].read_text(encoding="utf-8")


def test_haulage_is_whole_rupiah_before_it_is_summed(dossier: ps.Dossier) -> None:
    tables = {one["name"]: one for one in dossier.sections["chain"]["tables"]}
    for name in ("inputs", "outputs"):
        costs = [line["cells"][5] for line in tables[name]["rows"]]
        assert all(one == int(one) for one in costs)
        assert tables[name]["total"]["cells"][5] == sum(costs)
    assert any("rupiah penuh" in one["id"] for one in dossier.sections["chain"]["notes"])
