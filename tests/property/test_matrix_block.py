"""A matrix is found whatever stands around it: titles, headers of any depth, labels in any order, legends."""

from __future__ import annotations

import re
from typing import Any

import strategies  # noqa: F401  (loads the profile of hypothesis)
from hypothesis import assume, given
from hypothesis import strategies as st

from petasentra.matrices.grids import Grid
from petasentra.matrices.matrix_block import find_block

CELLS = ["X", "X", "X", "I", "T1,B1", "B1,B3", "T1, B2", "B1.B2", "t1", "?", "boleh", "", "T1,T3,B1"]
ZONES = ["KPI", "R-1", "R-2", "P-1", "P-3", "BA", "K-1", "SPU-1", "I-1", "TR", "W", "PS", "I", "T"]
TITLES = ["", "LAMPIRAN I", "TABEL KETENTUAN KEGIATAN", "NOMOR 1 TAHUN 2025", "TENTANG"]
LABELS = [["name"], ["no", "name"], ["no", "code", "name"], ["code", "name"], ["name", "code"], ["no", "name", "code"]]
HEADS = {
    "no": st.sampled_from(["No", "No.", "Nomor"]),
    "code": st.sampled_from(["Kode", "KBLI", "Kode KBLI"]),
    "name": st.sampled_from(["Kegiatan", "Jenis Kegiatan", "activity"]),
}
READABLE = re.compile(r"[IX]|[TB]\d*([\s,.;/]+[TB]\d*)*", re.IGNORECASE)


class Sheet:
    """Rows as shown, with merged ranges."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: list[list[str]] = []
        self.merged: dict[tuple[int, int], tuple[int, int]] = {}

    def add(self, cells: list[str]) -> int:
        self.rows.append(cells + [""] * (self.width - len(cells)))
        return len(self.rows) - 1

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.merged[row, column] = (top, left)
                self.rows[row][column] = self.rows[top][left]

    def grid(self) -> Grid:
        return Grid(self.rows, range(1, len(self.rows) + 1), frozenset(), self.merged)


@given(data=st.data())
def test_the_matrix_is_found_cell_for_cell(data: Any) -> None:
    draw = data.draw
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=2, max_size=8, unique=True))
    labels = draw(st.sampled_from(LABELS))
    heads = [draw(HEADS[label]) for label in labels]
    body = draw(
        st.lists(st.lists(st.sampled_from(CELLS), min_size=len(zones), max_size=len(zones)), min_size=1, max_size=9)
    )
    # Where nothing can be read there is nothing to find it by, and rows without a cell are headings in most layouts.
    assume(all(any(cells) for cells in body) and any(READABLE.fullmatch(text) for cells in body for text in cells))
    # A zone called I or T is told from a cell by the cells that are no zone.
    assume(not {"I", "T"} & set(zones) or any(text in ("X", "T1,B1", "B1,B3") for cells in body for text in cells))

    sheet = Sheet(len(labels) + len(zones))
    for title in draw(st.lists(st.sampled_from(TITLES), max_size=4)):
        row = sheet.add([title])
        if draw(st.booleans()):
            sheet.merge(row, 0, row, sheet.width - 1)
    top = len(sheet.rows)
    merged_labels = draw(st.booleans())
    for level in range(draw(st.integers(0, 2))):
        row = sheet.add((heads if level == 0 else [""] * len(heads)) + [""] * len(zones))
        begin = 0
        while begin < len(zones):
            end = draw(st.integers(begin, len(zones) - 1))
            sheet.rows[row][len(labels) + begin] = f"Zona {level}.{begin}"
            sheet.merge(row, len(labels) + begin, row, len(labels) + end)
            begin = end + 1
    header = sheet.add((heads if header_has_labels(sheet, top) else [""] * len(heads)) + zones)
    if merged_labels and header > top:
        for column in range(len(labels)):
            sheet.merge(top, column, header, column)
    if draw(st.booleans()):
        sheet.add([f"({number})" for number in range(1, sheet.width + 1)])
    expected = []
    for number, cells in enumerate(body):
        words = {
            "no": str(number + 1),
            "code": draw(st.sampled_from(["-", f"{13134 + number}"])),
            "name": f"Usaha {number}",
        }
        sheet.add([words[label] for label in labels] + cells)
        expected.append((words["name"], cells))
    if draw(st.booleans()):
        sheet.add([])
        for line in ("I : Diizinkan", "T1 : paling banyak 20 persen", "X : tidak diperbolehkan"):
            row = sheet.add([line])
            if draw(st.booleans()):
                sheet.merge(row, 0, row, len(labels) - 1)

    block = find_block(sheet.grid())
    assert block is not None
    assert block.name is not None
    assert block.header == header
    assert [sheet.rows[header][column] for column in block.zones] == zones
    found = [(sheet.rows[row][block.name], [sheet.rows[row][column] for column in block.zones]) for row in block.rows]
    assert found == expected


def header_has_labels(sheet: Sheet, top: int) -> bool:
    """The labels stand in the first row of the header; it is the row of the codes where there is no other."""
    return len(sheet.rows) == top
