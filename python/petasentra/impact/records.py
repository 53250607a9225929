"""Records of a sentra from tables or TOML, checked; a row that is not in order stays, and a finding says why."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import IoError, OptionError, SchemaError
from petasentra.files.utf8 import read_text
from petasentra.impact.inputs import rows_of
from petasentra.impact.record_checks import between_tables, read_record
from petasentra.impact.record_types import Facility, Funding, Permit, Record, Service, UnitRecord, record_types
from petasentra.impact.tables import amount_columns, made_table, placed_findings
from petasentra.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.impact.inputs import Rows, RowSource
    from petasentra.tables import Table

__all__ = ["Records", "day_of", "read_records"]

_WHAT = ("Berkas rekaman", "The file of records")


@dataclass(frozen=True)
class Records:
    """All that is recorded: five tables of dated rows with their sources, and what was found in them.

    Attributes
    ----------
    units, facilities, services, permits, funding
        Rows in the order of the source.
    findings
        Columns of every findings table and ``column``; ``layer`` is the file and table.
    """

    units: tuple[UnitRecord, ...]
    facilities: tuple[Facility, ...]
    services: tuple[Service, ...]
    permits: tuple[Permit, ...]
    funding: tuple[Funding, ...]
    findings: Table

    def table(self, name: str) -> Table:
        """Return one of ``unit``, ``facility``, ``service``, ``permit``, ``funding`` as a table.

        An amount ``capacity`` becomes ``capacity`` (as written), ``capacity_low``, ``capacity_high``, ``capacity_unit``
        and so on.

        Raises
        ------
        OptionError
            Another name.
        """
        import pyarrow as pa

        if name not in record_types:
            raise OptionError(
                f"There is no table {name!r}.", f"Tidak ada tabel {name!r}.",
                hint_en="Tables: " + ", ".join(record_types), hint_id="Tabel: " + ", ".join(record_types), code=801,
            )  # fmt: skip
        listed = self._all()[name]
        types = {"dt.date": pa.date32(), "float": pa.float64(), "int": pa.int64(), "bool": pa.bool_()}
        columns: dict[str, Any] = {}
        for field in fields(record_types[name]):
            kind = str(field.type).removesuffix(" | None")
            values = [getattr(one, field.name) for one in listed]
            if kind == "Amount":
                columns[field.name] = [one.raw for one in values]
                columns |= amount_columns(values, f"{field.name}_")
            else:
                columns[field.name] = pa.array(values, types.get(kind, pa.string()))
        return made_table(columns)

    def at(self, day: str | dt.date) -> Records:
        """Return what stands on a day: both days of a record belong to it, one that is not known is no bound.

        Units are kept whatever their days: they are who is asked about.

        Examples
        --------
        >>> import petasentra as ps
        >>> records = ps.impact.read_records({"facility": [
        ...     {"id": "F1", "kind": "ipal", "since": "2021-06-01"},
        ...     {"id": "F2", "kind": "ipab", "until": "2020-12-31"}]})
        >>> [one.id for one in records.at("2021-06-01").facilities]
        ['F1']
        """
        on = day_of(day)
        return replace(
            self,
            facilities=tuple(one for one in self.facilities if one.holds_on(on)),
            services=tuple(one for one in self.services if one.holds_on(on)),
            permits=tuple(one for one in self.permits if one.holds_on(on)),
        )

    @property
    def sentra(self) -> list[str]:
        """The sentra that a record names, by their letters."""
        return sorted({one.sentra for listed in self._all().values() for one in listed if one.sentra})

    def of_sentra(self, sentra: str) -> Records:
        """Return the records of one sentra."""
        mine = {name: [one for one in listed if one.sentra == sentra] for name, listed in self._all().items()}
        return _records(mine, self.findings)

    def _all(self) -> dict[str, tuple[Record, ...]]:
        return dict(
            zip(record_types, (self.units, self.facilities, self.services, self.permits, self.funding), strict=True)
        )

    def __repr__(self) -> str:
        told = ", ".join(f"{len(listed)} {name}" for name, listed in self._all().items())
        return f"Records: {told}, {len(self.findings)} findings"


def read_records(source: str | Path | Mapping[str, RowSource]) -> Records:
    """Read records of sentra.

    Parameters
    ----------
    source
        A TOML file with ``[[unit]]``, ``[[facility]]``, ``[[service]]``, ``[[permit]]``, ``[[funding]]``; a folder with
        ``unit.csv``, ``facility.csv`` ...; or those names with a table each. Every row has an ``id``; facilities and
        services a ``kind`` (ipal, ipab, upt, rumah produksi, rumah kemasan, rumah promosi, machine; training, product
        laboratory, legality and certification, market and digital access). ``since`` and ``until`` are days,
        ``capacity``, ``demand`` and ``amount`` figures with their unit, places ``lon`` and ``lat`` in degrees.

    Returns
    -------
    Records
        No row is dropped.

    Raises
    ------
    IoError, SchemaError, OptionError
        The file is not there, is no TOML, or has a table or column of a name that is none of ours; or it is no source.

    Examples
    --------
    >>> import petasentra as ps
    >>> records = ps.impact.read_records({
    ...     "facility": [{"id": "F1", "kind": "IPAL", "capacity": "6.000,0 kg/hari", "since": "2021-06-21"},
    ...                  {"id": "F2", "kind": "gudang", "since": "21 Juni"}]})
    >>> records.facilities[0].capacity.text("en"), len(records.facilities)
    ('6,000 kg/day', 2)
    >>> records.findings["code"], records.findings["column"]
    (['VALUE_UNREADABLE', 'RECORD_KIND_UNKNOWN'], ['since', 'kind'])
    """
    tables = _tables(source)
    found: list[dict[str, Any]] = []
    read: dict[str, list[Record]] = {}
    for name in record_types:
        rows, file = tables.get(name, ((), ""))
        read[name] = [read_record(name, cells, row, file, found) for row, cells in enumerate(rows)]
    between_tables(read, {name: file for name, (_, file) in tables.items()}, found)
    return _records(read, placed_findings(found))


def _records(read: Mapping[str, Sequence[Record]], findings: Table) -> Records:
    tables: list[Any] = [tuple(read[name]) for name in record_types]
    return Records(tables[0], tables[1], tables[2], tables[3], tables[4], findings)


def day_of(day: str | dt.date) -> dt.date:
    """Return a day given as text or date.

    Raises
    ------
    OptionError
        It cannot be read.
    """
    if isinstance(day, dt.datetime):
        return day.date()
    if isinstance(day, dt.date):
        return day
    value = parse_date(str(day)).value
    if not isinstance(value, dt.date):
        raise OptionError(
            f"{day!r} is no day.", f"{day!r} bukan tanggal.",
            hint_en="Write it as YYYY-MM-DD.", hint_id="Tulis sebagai TTTT-BB-HH.", code=801,
        )  # fmt: skip
    return value


def _tables(source: str | Path | Mapping[str, RowSource]) -> dict[str, tuple[tuple[Mapping[str, Any], ...], str]]:
    """Return the rows of each table with the place to name in findings."""
    if isinstance(source, Mapping):
        given = {str(name): rows_of(rows, (), (f"Tabel {name}", f"Table {name}")) for name, rows in source.items()}
        _known_tables(given, "")
        return {name: (_checked(rows, name), name) for name, rows in given.items()}
    if not isinstance(source, str | PathLike):
        raise OptionError(
            f"Records are a file, a folder or tables by name, not {type(source).__name__}.",
            f"Rekaman berupa berkas, folder, atau tabel bernama, bukan {type(source).__name__}.",
            hint_en='For instance {"unit": [...], "facility": [...]}.',
            hint_id='Misalnya {"unit": [...], "facility": [...]}.', code=801, column="source",
        )  # fmt: skip
    path = Path(source)
    if path.is_dir():
        files = {name: path / f"{name}.csv" for name in record_types if (path / f"{name}.csv").is_file()}
        if not files:
            raise IoError(
                "The folder has no table of records.", "Folder ini tidak memuat tabel rekaman.",
                hint_en="Tables: " + ", ".join(f"{name}.csv" for name in record_types),
                hint_id="Tabel: " + ", ".join(f"{name}.csv" for name in record_types), code=701, file=str(path),
            )  # fmt: skip
        return {name: (_checked(rows_of(file, (), _WHAT), name), str(file)) for name, file in files.items()}
    document = toml_of(path)
    _known_tables(document, str(path))
    return {
        name: (_checked(rows_of(listed, (), (f"Tabel {name}", f"Table {name}")), name, str(path)), f"{path} [[{name}]]")
        for name, listed in document.items()
    }


def toml_of(path: Path) -> dict[str, Any]:
    """Return a TOML document.

    Raises
    ------
    IoError
        The file is not there or cannot be read.
    SchemaError
        It is no TOML; the message says where.
    """
    try:
        return tomllib.loads(read_text(path, *_WHAT))
    except FileNotFoundError as error:
        raise IoError(
            f"{_WHAT[1]} is not there.", f"{_WHAT[0]} tidak ditemukan.",
            hint_en="Check its name and place.", hint_id="Periksa nama dan letaknya.", code=701, file=str(path),
        ) from error  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(
            f"{_WHAT[1]} is no TOML: {error}.", f"{_WHAT[0]} bukan TOML: {error}.",
            hint_en="Mend the line that is named.", hint_id="Betulkan baris yang disebut.", code=101, file=str(path),
        ) from error  # fmt: skip


def _known_tables(given: Mapping[str, object], file: str) -> None:
    for name in given:
        if name not in record_types:
            raise SchemaError(
                f"There is no table of records named {name!r}.", f"Tidak ada tabel rekaman bernama {name!r}.",
                hint_en="Tables: " + ", ".join(record_types), hint_id="Tabel: " + ", ".join(record_types), code=101,
                file=file,
            )  # fmt: skip


def _checked(rows: Rows, table: str, file: str = "") -> tuple[Mapping[str, Any], ...]:
    """Say that a column is none of ours before its content is lost."""
    known = [one.name for one in fields(record_types[table])]
    for name in sorted(rows.columns):
        if name not in known:
            raise SchemaError(
                f"Records of {table} have no column {name!r}.", f"Rekaman {table} tidak punya kolom {name!r}.",
                hint_en="Columns: " + ", ".join(known), hint_id="Kolom: " + ", ".join(known), code=101,
                file=rows.file or file, layer=table, column=name,
            )  # fmt: skip
    return rows.rows
