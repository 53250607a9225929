"""What ``petasentra sentra`` reads: a register of units, and which of its columns says what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.errors import SchemaError
from petasentra.inputs.columns import columns_of
from petasentra.sentra.words import invented_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from petasentra.files.load_report import LoadReport
    from petasentra.layers.layer import Layer
    from petasentra.tables import Table

#: What a column of units may mean, and the names it goes by, compared in lower case, blanks as underscores.
_NAMES = {
    "product": ("produk", "product", "komoditi", "komoditas", "jenis_produk", "jenis_umkm", "activity"),
    "material": ("bahan", "bahan_baku", "material"),
    "process": ("proses", "process"),
    "kbli": ("kbli", "kode_kbli"),
    "workers": ("tenaga_kerja", "jumlah_tenaga_kerja", "workers", "pekerja", "naker"),
    "unit_id": ("unit_id", "id", "site_id", "no"),
    "name": ("nama", "name", "nama_usaha"),
    "area": ("desa", "kelurahan", "wadmkd", "village"),
    "kecamatan": ("kecamatan", "wadmkc", "nama_kecamatan"),
}
NO_COLUMN = "-"


@dataclass(frozen=True)
class UnitsRead:
    """Units, their file, and the column of each meaning that has one."""

    units: Layer | Table
    path: Path
    columns: dict[str, str]
    reports: tuple[LoadReport, ...]
    invented: bool


def read_units_file(
    path: Path, given: Mapping[str, str | None], *, layer: str | None, crs: str | None, encoding: str | None
) -> UnitsRead:
    """Read units; a column that is not named is taken by its name, and ``-`` says that none means that.

    Raises
    ------
    SchemaError
        A column that is named is not there.
    """
    from petasentra.sentra.registry.reading import list_of_file

    read, table = list_of_file(path, crs, layer, encoding)
    plain = {"_".join(re.split(r"[\W_]+", name.lower().strip())): name for name in reversed(table.columns)}
    found: dict[str, str] = {}
    for meaning, names in _NAMES.items():
        said = given.get(meaning)
        if said and said != NO_COLUMN:
            if said not in table.columns:
                raise SchemaError(
                    f"There is no column {said!r}.", f"Tidak ada kolom {said!r}.",
                    hint_en="Columns: " + ", ".join(table.columns), hint_id="Kolom: " + ", ".join(table.columns),
                    code=101, file=str(path), column=said,
                )  # fmt: skip
            found[meaning] = said
        elif said != NO_COLUMN:
            column = next((plain[one] for one in names if one in plain), None)
            if column is not None:
                found[meaning] = column
    if "product" in found and "kbli" in found and not given.get("kbli"):
        del found["kbli"]  # a code stands for the product only where that is not there
    report = None if read is None else read.load_report
    return UnitsRead(
        table if read is None else read, path, found, () if report is None else (report,), invented_rows(table) > 0
    )


def find_in(read: UnitsRead, **options: Any) -> Any:  # noqa: ANN401  (a FoundSentra; imported late)
    """Find sentra among units; errors about a column name the file."""
    import petasentra as ps

    columns: dict[str, Any] = dict(read.columns)
    above = columns.pop("kecamatan", None)
    if above is not None and "area" in columns:
        columns["area"] = [columns["area"], above]  # one name may be that of several desa
    with columns_of(read.path):
        return ps.find_sentra(read.units, **(columns | options))
