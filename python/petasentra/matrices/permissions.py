"""Activity x zone matrices as they are published: XLSX with titles and merged headers, or CSV of any make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.errors import SchemaError
from petasentra.findings.rows import finding, findings_table
from petasentra.matrices.csv_text import csv_on_lines
from petasentra.matrices.grids import grids_of
from petasentra.matrices.matrix_block import find_block
from petasentra.matrices.matrix_labels import MatrixActivity, MatrixCondition, activities_of, headings_of, legend_of
from petasentra.matrices.matrix_notes import left_out, other_sheet, require_codes

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Sequence

    from petasentra.tables import Table


@dataclass(frozen=True, eq=False, repr=False)
class PermissionMatrix:
    """An activity x zone matrix as written, with what was odd about its file.

    Attributes
    ----------
    path, sheet
        Where it was read.
    header_line
        Row of the sheet that holds the zone codes.
    activities
        The rows, in their order.
    zones
        Zone codes, in the order of the columns.
    zone_headings
        What stands above each code, outermost first.
    raw
        Cells as written, row by row.
    conditions
        T1, B3 ... as the legend below the matrix words them.
    """

    path: str
    sheet: str
    header_line: int
    activities: tuple[MatrixActivity, ...]
    zones: tuple[str, ...]
    zone_headings: tuple[tuple[str, ...], ...]
    raw: tuple[tuple[str, ...], ...]
    conditions: tuple[MatrixCondition, ...]
    _notes: tuple[dict[str, Any], ...] = ()

    def __repr__(self) -> str:
        size = f"{len(self.activities)} activities x {len(self.zones)} zones"
        return f"PermissionMatrix {Path(self.path).name!r}: {size}"

    def cell(self, activity: str, zone: str) -> str:
        """Return a cell as written.

        Raises
        ------
        KeyError
            There is no such row or column.
        """
        if zone not in self.zones:
            raise KeyError(zone)
        return self.raw[self._row_of[activity]][self.zones.index(zone)]

    @cached_property
    def cells(self) -> Table:
        """One row a cell: activity, zone, raw, verdict, conditions (list of texts); verdict is null where it is empty.

        The verdict is that of the cell alone, read by the engine's own grammar.
        """
        import pyarrow as pa

        from petasentra.tables import Table

        texts = [text for row in self.raw for text in row]
        distinct = sorted(set(texts))
        read = dict(zip(distinct, _core.parse_cells(distinct), strict=True))
        width = len(self.zones)
        return Table.from_arrow(
            pa.table(
                {
                    "activity": [one.id for one in self.activities for _ in range(width)],
                    "zone": list(self.zones) * len(self.activities),
                    "raw": texts,
                    "verdict": pa.array([read[text][0] or None for text in texts], pa.string()),
                    "conditions": pa.array([read[text][1] for text in texts], pa.list_(pa.string())),
                }
            )
        )

    @cached_property
    def findings(self) -> Table:
        """What was odd, unread or left out, as findings; cells that cannot be read among them."""
        return findings_table([*self._notes, *self._unreadable()])

    def csv_text(self, names: Collection[str] = ()) -> str:
        """Write the matrix as the CSV the core reads; rows keep their line, so that an error names the right one.

        Parameters
        ----------
        names
            Ids of the activities of the pack: a row whose name is among them, and whose digits are not, goes by it.
        """
        rows = [(self.header_line, ["activity", *self.zones])]
        for one, cells in zip(self.activities, self.raw, strict=True):
            label = one.name if one.name in names and one.id not in names else one.id
            rows.append((one.line, [label, *cells]))
        return csv_on_lines(rows)

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {one.id: row for row, one in enumerate(self.activities)}

    def _unreadable(self) -> Iterable[dict[str, Any]]:
        counts: dict[str, list[str]] = {}
        for one, cells in zip(self.activities, self.raw, strict=True):
            for zone, text in zip(self.zones, cells, strict=True):
                counts.setdefault(text, []).append(f"{one.id} x {zone}")
        distinct = sorted(counts)
        for text, (verdict, _, _) in zip(distinct, _core.parse_cells(distinct), strict=True):
            if verdict == "unreadable_rule":
                where = counts[text]
                yield finding(
                    "CELL_UNREADABLE", "warning", Path(self.path).name, where[0],
                    (f"Isi sel '{text}' tidak terbaca sebagai ketentuan (pertama pada {where[0]}).",
                     f"Cell text '{text}' cannot be read as a rule (first at {where[0]})."),
                    ("Tulis I, X, atau syarat seperti T1,B3.", "Write I, X or conditions such as T1,B3."),
                    float(len(where)), "cells",
                )  # fmt: skip


def read_permissions(path: str | os.PathLike[str]) -> PermissionMatrix:
    """Read an activity x zone matrix (ITBX) as it was published.

    The matrix is found by its cells and its zone codes: title rows, headers of several levels, merged cells, numbers
    before the names and a legend below do not matter. Nothing is mended in silence: digits whose zero a spreadsheet
    took get it back only where they can be nothing else, and that is a finding.

    Parameters
    ----------
    path
        An ``.xlsx`` file, whose first sheet with a matrix is read, or CSV with commas, semicolons or tabs in UTF-8.

    Returns
    -------
    PermissionMatrix

    Raises
    ------
    IoError
        The file is missing or damaged, or openpyxl is not installed.
    SchemaError
        There is no matrix in it, a column of cells has no zone code, or a zone code stands twice.

    Examples
    --------
    >>> import petasentra as ps
    >>> matrix = ps.read_permissions(ps.datasets.path("jombang") / "permissions-2021.xlsx")
    >>> len(matrix.activities), matrix.zones[:3], matrix.header_line
    (40, ('P-1', 'P-2', 'P-3'), 3)
    >>> matrix.cells.to_pylist()[5]["verdict"]
    'conforms'
    """
    file = Path(path)
    found = [(grid, block) for grid in grids_of(file) if (block := find_block(grid)) is not None]
    if not found:
        raise SchemaError(
            "There is no activity x zone matrix in it: no rows of I, X, T.., B.. below a row of zone codes.",
            "Tidak ada matriks kegiatan x zona di dalamnya: tidak ada baris berisi I, X, T.., B.. di bawah baris kode "
            "zona, dan tidak ada baris judul yang diawali 'kegiatan' atau 'activity'.",
            hint_en="Put 'activity' and the zone codes into one row, and the activities below it.",
            hint_id="Tulis 'kegiatan' dan kode zona pada satu baris, dan kegiatannya di bawahnya.",
            file=str(file),
        )
    # A CSV is tried with every separator; the right one gives the most columns.
    workbook = file.suffix.lower() in (".xlsx", ".xlsm")
    grid, block = found[0] if workbook else max(found, key=lambda one: len(one[1].zones))
    require_codes(file, grid, block)
    notes = list(left_out(file, grid, block))
    if workbook:
        notes += [other_sheet(file, other) for other, _ in found[1:]]
    activities, said = activities_of(file, grid, block)
    return PermissionMatrix(
        path=str(file),
        sheet=grid.title,
        header_line=grid.lines[block.header],
        activities=activities,
        zones=tuple(grid.rows[block.header][column] for column in block.zones),
        zone_headings=tuple(headings_of(grid, block, column) for column in block.zones),
        raw=tuple(tuple(grid.rows[row][column] for column in block.zones) for row in block.rows),
        conditions=tuple(legend_of(grid, block)),
        _notes=(*notes, *said),
    )


def activities_csv(matrices: Sequence[PermissionMatrix]) -> str:
    """Write the rows of matrices as one ``activities.csv``: each its own activity, nothing of it verified.

    Rows of the first matrix keep their lines; of rows with one id the first counts.
    """
    header = ["id", "name_id", "name_en", "kbli", "kbli_version", "scale"]
    rows: dict[str, tuple[int, list[str]]] = {}
    for matrix in matrices:
        for one in matrix.activities:
            rows.setdefault(one.id, (one.line, [one.id, one.name, one.name, one.kbli, "", ""]))
    first = matrices[0].header_line if matrices else 1
    return csv_on_lines([(first, header), *rows.values()])
