"""Whole columns of codes and names: each row gets its area, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.admin.lookup import lookup
from petasentra.admin.units import System, by_code
from petasentra.errors import OptionError, SchemaError
from petasentra.suggesting import did_you_mean
from petasentra.tables import Table
from petasentra.values.columns import arrow_array, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from petasentra.admin.units import Level
    from petasentra.values.columns import Column


def crosswalk(from_system: System, to_system: System, codes: Column) -> Table:
    """Translate a column of codes from one system to another, by table.

    Parameters
    ----------
    from_system, to_system
        ``"kemendagri"`` (35.17.11), ``"bps"`` (3517100) or ``"cod-ab"`` (id3517100).
    codes
        Texts or whole numbers, n rows.

    Returns
    -------
    Table
        n rows: from_code, to_code (null where there is none), reason (empty, ``empty``, ``unknown_code``, or
        ``no_counterpart``: the table knows the area, but not its code in the other system), matched_by (see `Unit`),
        message_id, message_en.

    Raises
    ------
    OptionError
        There is no such system.

    Examples
    --------
    >>> from petasentra import admin
    >>> admin.crosswalk("bps", "kemendagri", ["3517100", "3517999"]).to_arrow().select([0, 1, 2]).to_pylist()
    [{'from_code': '3517100', 'to_code': '35.17.11', 'reason': ''},
     {'from_code': '3517999', 'to_code': None, 'reason': 'unknown_code'}]
    """
    _require_system(from_system)
    _require_system(to_system)
    known = by_code(from_system)

    def translated(code: str | None) -> tuple[str | None, str | None, str, str, str, str]:
        asked = "" if code is None else code.strip()
        unit = known.get(asked)
        if not asked:
            return code, None, "empty", "", "Tidak ada kode.", "There is no code."
        if unit is None:
            message = (f"Kode {from_system} {asked} tidak ada dalam tabel.", f"The table has no {from_system} {asked}.")
            return code, None, "unknown_code", "", *message
        found = unit.code(to_system)
        if found:
            return code, found, "", unit.matched_by, "", ""
        message = (
            f"{unit.path} ({asked}) tidak punya kode {to_system} dalam tabel.",
            f"The table has no {to_system} code for {unit.path} ({asked}).",
        )
        return code, None, "no_counterpart", "", *message

    names = ("from_code", "to_code", "reason", "matched_by", "message_id", "message_en")
    distinct, row_of = _distinct(text_of(arrow_array(codes)))
    return _as_table(names, [translated(code) for code in distinct], row_of)


def match(names: Column, parent: str | Column | None = None, *, level: Level | None = None) -> Table:
    """Find the area of each name in a column.

    Parameters
    ----------
    names
        Names (or codes) in any writing, n rows.
    parent
        The area all of them lie in, or a column of n areas, by name or code.
    level
        Level of all names, where they do not state it.

    Returns
    -------
    Table
        n rows: name; kemendagri, bps, cod_ab, level, matched_name (all null where there is not exactly one area);
        reason and candidates (paths with code) as in `lookup`; message_id, message_en.

    Raises
    ------
    SchemaError
        `parent` is a column of another length.

    Examples
    --------
    >>> from petasentra import admin
    >>> found = admin.match(["Kec. Sumobito", "Kec. Bandar Kedung Mulyo", "Bakalan"], parent="Kab. Jombang")
    >>> found["kemendagri"], found["reason"]
    (['35.17.11', '35.17.18', '35.17.11.2019'], ['', '', ''])
    >>> admin.match(["Jombang", "Kota Bekasi", "Bekasi"])["reason"]
    ['ambiguous', '', 'ambiguous']
    """
    asked = text_of(arrow_array(names))
    if parent is None or isinstance(parent, str):
        above = pa.array([parent] * len(asked), pa.string())
    else:
        above = text_of(arrow_array(parent))
        if len(above) != len(asked):
            raise SchemaError(
                f"There are {len(asked)} names and {len(above)} parents.",
                f"Ada {len(asked)} nama dan {len(above)} wilayah induk.",
                hint_en="Give one parent, or one for each name.",
                hint_id="Berikan satu wilayah induk, atau satu untuk setiap nama.",
            )

    def found(name: str | None, parent: str | None) -> tuple[object, ...]:
        answer = lookup(name or "", parent, level=level)
        unit = answer.unit
        codes = (None,) * 5 if unit is None else (unit.kemendagri, unit.bps, unit.cod_ab, unit.level, unit.name)
        listed = [f"{one.path} ({one.kemendagri or one.cod_ab})" for one in answer.candidates]
        return name, *codes, answer.reason, listed, answer.message_id, answer.message_en

    own, own_of = _distinct(asked)
    parents, parent_of = _distinct(above)
    pairs, row_of = np.unique(own_of * max(len(parents), 1) + parent_of, return_inverse=True)
    rows = [found(own[pair // len(parents)], parents[pair % len(parents)]) for pair in pairs.tolist()]
    columns = ("name", "kemendagri", "bps", "cod_ab", "level", "matched_name", "reason", "candidates")
    return _as_table((*columns, "message_id", "message_en"), rows, row_of)


def _distinct(text: pa.Array) -> tuple[list[str | None], NDArray[np.int64]]:
    """Return the distinct texts of a column, null among them, and which of them each row holds."""
    encoded = pc.dictionary_encode(text, null_encoding="encode")
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _as_table(names: Sequence[str], distinct: Sequence[Sequence[object]], row_of: NDArray[np.int64]) -> Table:
    """Return a table of which row i is the distinct row that `row_of` names."""
    columns = list(zip(*distinct, strict=True)) or [()] * len(names)
    kinds = [pa.list_(pa.string()) if name == "candidates" else pa.string() for name in names]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return Table.from_arrow(pa.table(arrays, names=list(names)).take(pa.array(row_of)))


def _require_system(system: str) -> None:
    known = get_args(System)
    if system in known:
        return
    raise OptionError(
        f'There is no code system "{system}".',
        f'Tidak ada sistem kode "{system}".',
        **did_you_mean(system, known),
    )
