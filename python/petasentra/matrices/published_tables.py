"""Tables published beside a matrix: the key of zone names, and intensity limits.

What has a place in the pack format is brought there; what has none stays as it was written and is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import SchemaError
from petasentra.findings.rows import finding, findings_table
from petasentra.matrices.grids import grids_of
from petasentra.tables import Table

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

#: Columns of intensity.csv, in the order of the pack format.
INTENSITY = (
    "zone", "lot_min_m2", "lot_max_m2", "road_class", "kdb_max", "klb_max", "kdh_min", "height_max_m",
)  # fmt: skip
_NOTHING = ("", "-")


@dataclass(frozen=True, eq=False)
class PublishedTable:
    """A published table: its rows in our columns, and what was not understood.

    Attributes
    ----------
    path
        The file.
    table
        All rows; texts as written where nothing could be made of them.
    findings
        What stayed raw, does not add up or has no place in the pack format.
    """

    path: str
    table: Table
    findings: Table
    _ready: tuple[tuple[str, ...], ...] = ()

    def __repr__(self) -> str:
        return f"PublishedTable {Path(self.path).name!r}: {len(self.table)} rows, {len(self.findings)} findings"

    def csv_text(self) -> str:
        """Write the rows that were understood as the CSV of the pack format; empty where it has none."""
        from petasentra.matrices.csv_text import csv_on_lines

        return csv_on_lines(enumerate(self._ready, start=1))


def read_zone_key(path: str | os.PathLike[str]) -> dict[str, str]:
    r"""Read which code the zones of a name have: a table with the columns ``NAMOBJ`` and ``KODUNK`` (or ``KODZON``).

    Returns
    -------
    dict
        Name as written -> the code before the first dot of the key.

    Raises
    ------
    SchemaError
        A column is missing, or one name has several codes.

    Examples
    --------
    >>> from pathlib import Path
    >>> _ = Path("kunci.csv").write_text("NAMOBJ,KODUNK\nPariwisata,W.0.0.1\nPariwisata,W.0.0.2\n")
    >>> read_zone_key("kunci.csv")
    {'Pariwisata': 'W'}
    """
    rows = table_rows(Path(path), {"name": r"namobj|nama.*", "code": r"kodunk|kodzon|kodkws|kode.*"})
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["name"] and row["code"]:
            found[row["name"]].add(row["code"].split(".")[0].strip())
    for name, codes in found.items():
        if len(codes) > 1:
            listed = ", ".join(sorted(codes))
            raise SchemaError(
                f"The zone {name!r} has several codes: {listed}.",
                f"Zona {name!r} mempunyai beberapa kode: {listed}.",
                hint_en="Give each name one code.",
                hint_id="Beri setiap nama satu kode.",
                file=str(path),
            )
    return {name: next(iter(codes)) for name, codes in found.items()}


def read_intensity(path: str | os.PathLike[str], key: Mapping[str, str] | None = None) -> PublishedTable:
    r"""Read a published table of intensity limits (KDB, KLB, KDH) towards ``intensity.csv``.

    Parameters
    ----------
    path
        CSV or XLSX with a column of sub-zones and columns of limits.
    key
        Zone name -> code, from `read_zone_key`; without it the column holds codes.

    Returns
    -------
    PublishedTable
        Columns of ``intensity.csv`` (percent for KDB and KDH, as published), and ``class_raw``, ``lot_smallest_m2``,
        ``zone_name``. Rows for a class of lot that the format cannot state are in the table and not in the CSV.

    Raises
    ------
    IoError
        The file cannot be read.
    SchemaError
        A column is missing.

    Examples
    --------
    >>> from pathlib import Path
    >>> _ = Path("kdb.csv").write_text("SubZona,Jenis,KDB Maks (%),KDH Min (%),KLB Maks\nW,-,50,40,2\n")
    >>> print(read_intensity("kdb.csv").csv_text())
    zone,lot_min_m2,lot_max_m2,road_class,kdb_max,klb_max,kdh_min,height_max_m
    W,,,,50,2,40,
    <BLANKLINE>
    """
    file = Path(path)
    wanted = {"zone": r"sub.?zona|namobj|zone|kode zona", "kdb_max": r"kdb.*", "klb_max": r"klb.*", "kdh_min": r"kdh.*"}
    extra = {
        "class_raw": r"jenis|kelas.*",
        "ktb": r"ktb.*",
        "lot_smallest_m2": r"luas kavling min.*",
        "height_max_m": r"(tinggi|ketinggian).*",
    }
    names = codes_by_name(key)
    notes: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    ready: list[tuple[str, ...]] = [INTENSITY]
    for row in table_rows(file, wanted, extra):
        code = row["zone"] if names is None else names.get(folded(row["zone"]), "")
        if not code:
            notes.append(unknown_zone(file, row["zone"]))
        raw = "" if row["class_raw"] in _NOTHING else row["class_raw"]
        if raw:
            notes.append(_unread_class(file, row["zone"], raw))
        for name, what in (("lot_smallest_m2", "luas kavling terkecil"), ("ktb", "KTB")):
            if row[name] not in _NOTHING:
                notes.append(_no_place(file, row["zone"], what, row[name]))
        limits = {
            name: number_of(file, row["zone"], row[name], notes)
            for name in ("kdb_max", "klb_max", "kdh_min", "height_max_m")
        }
        smallest = number_of(file, row["zone"], row["lot_smallest_m2"], notes)
        rows.append({"zone": code, "zone_name": row["zone"], "class_raw": raw, **limits, "lot_smallest_m2": smallest})
        if code and not raw and any(value is not None for value in limits.values()):
            cells = {"zone": code} | {name: "" if value is None else f"{value:g}" for name, value in limits.items()}
            ready.append(tuple(cells.get(name, "") for name in INTENSITY))
    columns = ("zone", "zone_name", "class_raw"), ("kdb_max", "klb_max", "kdh_min", "height_max_m", "lot_smallest_m2")
    return PublishedTable(str(path), table_of(rows, *columns), findings_table(notes), tuple(ready))


def table_rows(
    file: Path,
    wanted: Mapping[str, str],
    extra: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> list[dict[str, str]]:
    """Find the rows below the first that has a cell for each pattern; `after` names columns by the one they follow."""
    patterns = {**wanted, **(extra or {})}
    for grid in grids_of(file):
        for at, cells in enumerate(grid.rows):
            columns: dict[str, int] = {}
            for name, pattern in patterns.items():
                match = (
                    c
                    for c, text in enumerate(cells)
                    if c not in columns.values() and re.fullmatch(pattern, text, re.IGNORECASE)
                )
                column = next(match, None)
                if column is not None:
                    columns[name] = column
            if not set(wanted) <= set(columns):
                continue
            columns |= {name: columns[before] + 1 for name, before in (after or {}).items()}
            return [
                {name: row[columns[name]] if name in columns else "" for name in (*patterns, *(after or {}))}
                | {"line": str(grid.lines[at + 1 + below])}
                for below, row in enumerate(grid.rows[at + 1 :])
                # A heading that stands again in the middle is no row.
                if any(row) and sum(row[columns[name]] == cells[columns[name]] for name in wanted) < 2
            ]
    words = ", ".join(wanted)
    raise SchemaError(
        f"There is no row with the columns {words}.",
        f"Tidak ada baris judul dengan kolom {words}.",
        hint_en="Check the headings of the table.",
        hint_id="Periksa judul kolom tabelnya.",
        file=str(file),
    )


def number_of(file: Path, where: str, text: str, notes: list[dict[str, Any]]) -> float | None:
    """Read a number as Indonesian tables write it; what is none stays raw and is told."""
    if text in _NOTHING:
        return None
    plain = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        return float(plain)
    except ValueError:
        notes.append(
            finding(
                "VALUE_UNREADABLE",
                "warning",
                file.name,
                where,
                (f"'{text}' bukan bilangan.", f"'{text}' is not a number."),
                ("Betulkan selnya.", "Correct the cell."),
            )
        )
        return None


def codes_by_name(key: Mapping[str, str] | None) -> dict[str, str] | None:
    """Make a key whose names differ by more than letter case and blanks."""
    return None if key is None else {folded(name): code for name, code in key.items()}


def folded(name: str) -> str:
    """Write a name without regard to letter case and blanks."""
    return " ".join(name.split()).casefold()


def unknown_zone(file: Path, name: str) -> dict[str, Any]:
    """Tell of a zone name that the key does not have."""
    return finding(
        "ZONE_NAME_UNKNOWN",
        "warning",
        file.name,
        name,
        (f"Zona '{name}' tidak ada dalam kunci nama zona.", f"Zone '{name}' is not in the key of zone names."),
        ("Betulkan namanya, atau tambahkan pada kunci.", "Correct the name, or add it to the key."),
    )


def _unread_class(file: Path, zone: str, raw: str) -> dict[str, Any]:
    return finding(
        "INTENSITY_CLASS_UNREAD",
        "warning",
        file.name,
        zone,
        (
            f"Ketentuan '{zone}' hanya untuk '{raw}', yang tidak dapat dinyatakan dalam intensity.csv; tidak disalin.",
            f"The limits of '{zone}' hold for '{raw}' only, which intensity.csv cannot state; they were not copied.",
        ),
        ("Periksa secara manual, atau bagi zonanya pada peta.", "Check them by hand, or split the zone on the map."),
    )


def _no_place(file: Path, zone: str, what: str, value: str) -> dict[str, Any]:
    return finding(
        "INTENSITY_LIMIT_UNUSED",
        "note",
        file.name,
        zone,
        (
            f"{what} {value} untuk '{zone}' tidak punya tempat dalam intensity.csv; tidak disalin.",
            f"{what} {value} of '{zone}' has no place in intensity.csv; it was not copied.",
        ),
        ("Periksa secara manual.", "Check it by hand."),
    )


def table_of(
    rows: Sequence[Mapping[str, Any]],
    texts: Sequence[str],
    numbers: Sequence[str],
    flags: Sequence[str] = (),
    counts: Sequence[str] = (),
) -> Table:
    """Make a table of columns of texts, numbers, flags and counts."""
    import pyarrow as pa

    kinds = [(texts, pa.string()), (numbers, pa.float64()), (flags, pa.bool_()), (counts, pa.int64())]
    fields = [pa.field(name, kind) for names, kind in kinds for name in names]
    return Table.from_arrow(pa.table({f.name: [row[f.name] for row in rows] for f in fields}, schema=pa.schema(fields)))
