"""A spreadsheet without coordinates: its columns are looked at all the same."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from petasentra._english import by_number
from petasentra.errors import PetasentraError
from petasentra.inspection.columns import ColumnView
from petasentra.inspection.field_findings import field_findings
from petasentra.inspection.fields import summarise
from petasentra.inspection.file_name import guess_from_name
from petasentra.inspection.findings import Finding, finding_of
from petasentra.inspection.nearest_profile import nearest
from petasentra.inspection.report import LayerInspection
from petasentra.inspection.roles import Role

if TYPE_CHECKING:
    import pyarrow as pa


def inspect_table(path: str, name: str, encoding: str | None) -> LayerInspection:
    """Look at one table of a CSV, XLSX or Parquet file that says nowhere where its rows are."""
    try:
        table = _read(path, name, encoding or "")
    except PetasentraError as error:
        return LayerInspection(name, path, role=Role("table"), findings=(finding_of(error, "LAYER_UNREADABLE", name),))
    columns = [ColumnView(one, str(table.schema.field(one).type), 0, table.column(one)) for one in table.column_names]
    fields = tuple(summarise(column) for column in columns)
    finding = Finding(
        "TABLE_WITHOUT_GEOMETRY",
        "warning",
        name,
        f"Tabel {name} ({table.num_rows} baris) tidak memiliki geometri atau kolom koordinat.",
        f"Table {name} ({table.num_rows} {by_number(table.num_rows, 'row', 'rows')}) has no "
        "geometry and no columns of coordinates.",
        "Gabungkan dengan lapisan lain menurut kode, atau beri nama kolom koordinatnya bujur dan lintang.",
        "Join it to a layer by a code, or name its columns of coordinates lon and lat.",
    )
    return LayerInspection(
        name,
        path,
        fields=fields,
        profile=nearest(table.column_names),
        name_guesses=guess_from_name(PurePath(path).stem),
        role=Role("table"),
        findings=(finding, *field_findings(name, fields, ())),
    )


def _read(path: str, name: str, encoding: str) -> pa.Table:
    import pyarrow as pa

    if PurePath(path).suffix.casefold() not in (".csv", ".tsv", ".xlsx", ".xlsm"):
        from petasentra.formats.geoparquet import open_table

        return open_table(path)
    from petasentra.formats.sheets import read_sheets
    from petasentra.formats.typed_columns import typed_column

    sheet = next(one for one in read_sheets(path, encoding) if one.name == name)
    return pa.table(
        {
            column: typed_column([row[position] for row in sheet.rows]).values
            for position, column in enumerate(sheet.columns)
        }
    )
