"""Findings about chains, which speak of methods and arguments, in the words of the command line."""

from __future__ import annotations

import re

from petasentra.cli.hints import as_options
from petasentra.inputs.chain_tables import TABLES
from petasentra.plotting.language import pick
from petasentra.siting.words import ROW_WORDS
from petasentra.tables import Table

#: A method of `petasentra.SupplyChain` that takes rows, and the table they come from here.
_TABLE_OF = {"add_commodity": "commodities", "add_vehicle": "vehicles"} | {f"add_{name}": name for name in TABLES}
_METHOD = re.compile(rf"\b({'|'.join(_TABLE_OF)})\b")


def in_tables(text: str, lang: str) -> str:
    """Name the table in place of the method, and the option in place of the argument.

    Examples
    --------
    >>> from petasentra.cli.supply_words import in_tables
    >>> in_tables("Add them with add_movements, or look at as_of=.", "en")
    'Add them with the table movements, or look at --as-of.'
    >>> in_tables("Tambahkan dengan add_movements.", "id")
    'Tambahkan dengan tabel dokumen.'
    """

    def table(found: re.Match[str]) -> str:
        name = _TABLE_OF[found[1]]
        return f"tabel {TABLES[name]}" if lang == "id" else f"the table {name}"

    return as_options(_METHOD.sub(table, text))


def table_words(name: str, lang: str) -> str:
    """Return what rows a finding is about are called; a name that is none of the program's own stays.

    Examples
    --------
    >>> from petasentra.cli.supply_words import table_words
    >>> table_words("legs", "id"), table_words("candidates", "id"), table_words("sentra.geojson", "id")
    ('rute', 'calon lokasi', 'sentra.geojson')
    """
    words = {table: (told, table.replace("_", " ")) for table, told in TABLES.items()} | ROW_WORDS
    return pick(words[name], "id" if lang == "id" else "en") if name in words else name


def findings_in_tables(findings: Table) -> Table:
    """Return findings with such messages and hints."""
    import pyarrow as pa

    table = findings.to_arrow()
    for column in ("message", "hint"):
        for lang in ("id", "en"):
            name = f"{column}_{lang}"
            said = [None if one is None else in_tables(one, lang) for one in table.column(name).to_pylist()]
            place = table.column_names.index(name)
            table = table.set_column(place, table.schema.field(place), pa.array(said, table.schema.field(place).type))
    return Table.from_arrow(table)
