"""The dossier as a workbook: sums and ratios are formulas, with the values of the JSON kept beside them."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.dossier import head_lines
from petasentra.dossiers.printing import NOTHING, mark_words, value_text, words_of
from petasentra.dossiers.source_words import source_words
from petasentra.impact.writing import ABOUT
from petasentra.plotting.language import pick

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Lang, Words

__all__ = ["workbook"]

#: Sheets have names of at most 31 letters without these.
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDTHS = {"text": 26, "number": 14, "interval": 13, "date": 13}


def workbook(document: Plain, lang: Lang) -> bytes:
    """Return the workbook; the same document gives the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The day of the proposal stands for the clock.
    book.set_properties({"title": words_of(document["title"], lang), "subject": document["sentra"]["name"],
                         "created": dt.datetime.fromisoformat(document["as_of"])})  # fmt: skip
    writer = _Writer(book, document, lang)
    writer.summary()
    for one in document["sections"]:
        writer.section(one)
    writer.missing()
    writer.findings()
    book.close()
    return target.getvalue()


class _Writer:
    """Writes sheet by sheet; rows and columns count from 0."""

    def __init__(self, book: Any, document: Plain, lang: Lang) -> None:  # noqa: ANN401 - of a library without types
        self.book, self.document, self.lang = book, document, lang
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.soft = book.add_format({"italic": True, "font_color": "#7a5c00", "text_wrap": True, "valign": "top"})
        self._numbers: dict[tuple[str, bool], Any] = {}

    def summary(self) -> None:
        """Write who and when, and a line for each section."""
        sheet = self._sheet(pick(("Ringkasan", "Summary"), self.lang), [34, 60, 36])
        sheet.write_string(0, 0, words_of(self.document["title"], self.lang), self.title)
        row = 2
        for label, text in [*head_lines(self.document, self.lang), ("SHA-256", self.document["sha256"])]:
            sheet.write_string(row, 0, label, self.text)
            sheet.write_string(row, 1, text, self.text)
            row += 1
        row += 1
        for place, words in enumerate((("Bagian", "Section"), ("Isi", "What it says"), ("Tanda", "Marks"))):
            sheet.write_string(row, place, pick(words, self.lang), self.head)
        for one in self.document["sections"]:
            row += 1
            sheet.write_string(row, 0, f"{one['number']}. {words_of(one['title'], self.lang)}", self.text)
            sheet.write_string(row, 1, words_of(one["answer"], self.lang), self.text)
            sheet.write_string(row, 2, mark_words(one["marks"], self.lang), self.soft)

    def section(self, one: Plain) -> None:
        """Write the facts of a section, then its tables."""
        wide = max([len(_expanded(each["columns"])) for each in one["tables"]], default=0)
        sheet = self._sheet(f"{one['number']} {words_of(one['title'], self.lang)}", [30] + [18] * max(wide, 4))
        sheet.write_string(0, 0, f"{one['number']}. {words_of(one['title'], self.lang)}", self.title)
        sheet.write_string(1, 0, words_of(one["answer"], self.lang), self.text)
        sheet.write_string(1, 1, mark_words(one["marks"], self.lang), self.soft)
        row = 3
        for each in one["facts"]:
            sheet.write_string(row, 0, words_of(each["label"], self.lang), self.text)
            self._fact(sheet, row, each)
            row += 1
        for each in one["tables"]:
            if each["rows"]:
                row = self._table(sheet, row + 1, each)
        for note in one["notes"]:
            row += 1
            sheet.write_string(row, 0, words_of(note, self.lang), self.soft)

    def missing(self) -> None:
        """Write what is missing, in the order in which to see to it."""
        sheet = self._sheet(pick(("Yang belum ada", "Missing"), self.lang), [6, 46, 44, 30, 50])
        heads = (
            ("No.", "No."),
            ("Hal", "What"),
            ("Keadaan", "State"),
            ("Tindakan", "To do"),
            ("Menunggu", "Waits for"),
        )
        self._heads(sheet, heads)
        for row, one in enumerate(self.document["missing"], start=1):
            sheet.write_number(row, 0, one["step"], self._number(0, one["step"]))
            cells = [words_of(one[name], self.lang) for name in ("words", "reason", "todo")]
            for place, text in enumerate(
                [*cells, "; ".join(words_of(each, self.lang) for each in one["waits_for"])], start=1
            ):
                sheet.write_string(row, place, text, self.text)
        sheet.write_string(
            len(self.document["missing"]) + 2, 1, words_of(self.document["missing_by"], self.lang), self.soft
        )

    def findings(self) -> None:
        """Write what was found in the data."""
        if not self.document["findings"]:
            return
        sheet = self._sheet(pick(("Temuan pada data", "Findings in the data"), self.lang), [50, 34, 70])
        self._heads(sheet, (("Temuan", "Finding"), ("Pada", "In"), ("Keterangan", "Remarks")))
        for row, one in enumerate(self.document["findings"], start=1):
            for place, text in enumerate(
                (words_of(one["what"], self.lang), one["feature_id"], one[f"message_{self.lang}"])
            ):
                sheet.write_string(row, place, text, self.text)

    def _heads(self, sheet: Any, words: tuple[Words, ...]) -> None:  # noqa: ANN401
        for place, one in enumerate(words):
            sheet.write_string(0, place, pick(one, self.lang), self.head)

    def _fact(self, sheet: Any, row: int, each: Plain) -> None:  # noqa: ANN401
        of = each["value"]
        value = of["low"] if isinstance(of, dict) and "low" in of and of["low"] == of["high"] is not None else of
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(row, 1, value, self._number(each["decimals"], value, of=of))
            sheet.write_string(row, 2, each["unit"], self.text)
        elif value is None:
            said = pick(("tidak diberikan", "not given"), self.lang) if each["wanted"] else NOTHING
            sheet.write_string(row, 1, said, self.soft)
        else:
            sheet.write_string(
                row, 1, value_text(value, self.lang, unit=each["unit"], decimals=each["decimals"]), self.text
            )
        sheet.write_string(row, 3, mark_words(each["marks"], self.lang), self.soft)
        sheet.write_string(row, 4, pick(source_words(each["source"]), self.lang), self.text)

    def _table(self, sheet: Any, row: int, each: Plain) -> int:  # noqa: ANN401
        """Write a table and return the row behind it."""
        columns = _expanded(each["columns"])
        sheet.write_string(row, 0, words_of(each["title"], self.lang), self.title)
        for place, (column, end) in enumerate(columns):
            label = words_of(column["label"], self.lang) + (f" ({column['unit']})" if column["unit"] else "")
            ends = {"low": (", terendah", ", lowest"), "high": (", tertinggi", ", highest")}
            sheet.write_string(row + 1, place, label + (pick(ends[end], self.lang) if end else ""), self.head)
        sheet.write_string(row + 1, len(columns), pick(("Tanda", "Marks"), self.lang), self.head)
        first = row + 2
        at = {(column["name"], end): place for place, (column, end) in enumerate(columns)}
        index = {one["name"]: place for place, one in enumerate(each["columns"])}
        for number, line in enumerate(each["rows"]):
            for place, (column, end) in enumerate(columns):
                value = _end(line["cells"][index[column["name"]]], end)
                formula = _formula(column, end, first + number, at) if value is not None else ""
                if formula and _operands_known(column, end, line, index):
                    shown = self._number(column["decimals"], value, of=line["cells"][index[column["name"]]])
                    sheet.write_formula(first + number, place, formula, shown, value)
                else:
                    self._cell(sheet, first + number, place, line["cells"][index[column["name"]]], column, end)
            sheet.write_string(first + number, len(columns), mark_words(line["marks"], self.lang), self.soft)
        last = first + len(each["rows"]) - 1
        if each["total"] is None:
            return last + 2
        sheet.write_string(last + 1, 0, pick(("Jumlah", "Total"), self.lang), self.head)
        for place, (column, _) in enumerate(columns):
            total = each["total"]["cells"][index[column["name"]]]
            if total is not None:
                name = _letter(place)
                formula = f"=SUM({name}{first + 1}:{name}{last + 1})"
                shown = self._number(column["decimals"], total, bold=True)
                sheet.write_formula(last + 1, place, formula, shown, total)
        return last + 3

    def _cell(self, sheet: Any, row: int, place: int, whole: Any, column: Plain, end: str) -> None:  # noqa: ANN401
        value = _end(whole, end)
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(row, place, value, self._number(column["decimals"], value, of=whole))
        elif value is not None:
            sheet.write_string(row, place, value_text(value, self.lang), self.text)

    def _number(self, decimals: int, value: float, *, of: Any = None, bold: bool = False) -> Any:  # noqa: ANN401
        """Return how a number is shown; of an interval: years without a thousands mark, rough figures with about."""
        told = of if isinstance(of, dict) else {}
        shown = "0" if told.get("calendar") else "#,##0"
        if decimals:
            shown += "." + "0" * decimals
        elif not float(value).is_integer():
            shown += ".####"  # a whole number would keep the point
        if told.get("about"):
            shown = f'"{pick(ABOUT, self.lang)} "{shown}'
        key = shown, bold
        if key not in self._numbers:
            self._numbers[key] = self.book.add_format({"num_format": shown, "bold": bold, "valign": "top"})
        return self._numbers[key]

    def _sheet(self, name: str, widths: list[int]) -> Any:  # noqa: ANN401
        sheet = self.book.add_worksheet(name.translate(_FORBIDDEN)[:31].strip())
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        return sheet


def _expanded(columns: list[Plain]) -> list[tuple[Plain, str]]:
    """Return the columns of the sheet: an interval has one for each end."""
    return [(one, end) for one in columns for end in (("low", "high") if one["kind"] == "interval" else ("",))]


def _end(value: Any, end: str) -> Any:  # noqa: ANN401 - a value
    return value[end] if end and isinstance(value, dict) and end in value else value


def _operands_known(column: Plain, end: str, line: Plain, index: dict[str, int]) -> bool:
    """Whether the cells that a formula names hold numbers."""
    cells = [line["cells"][index[name]] for name in column["of"]]
    ends = (end, {"low": "high", "high": "low"}.get(end, ""))
    return all(isinstance(_end(cell, one), int | float) for cell, one in zip(cells, ends, strict=True))


def _formula(column: Plain, end: str, row: int, at: dict[tuple[str, str], int]) -> str:
    """Return the formula of a cell: of an interval the ends of the second operand go the other way round."""
    if not column["formula"]:
        return ""
    other = {"low": "high", "high": "low", "": ""}[end]
    one = f"{_letter(at[column['of'][0], end])}{row + 1}"
    two = f"{_letter(at[column['of'][1], other])}{row + 1}"
    return f"=MAX(0,{one}-{two})" if column["formula"] == "shortfall" else f"={one}/{two}"


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
