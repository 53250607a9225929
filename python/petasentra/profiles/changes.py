"""What a profile did to a table, one row a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from petasentra._english import by_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from petasentra.files.load_report import Lang
    from petasentra.tables import Table

ChangeKind = Literal["field_renamed", "value_converted", "value_not_understood", "missing_required", "unknown_field"]


@dataclass(frozen=True)
class Change:
    """One thing that a profile changed, could not change, or missed.

    Attributes
    ----------
    kind
        ``field_renamed``, ``value_converted``, ``value_not_understood`` (raw in the column beside),
        ``missing_required`` or ``unknown_field`` (kept as it is).
    field, column
        Field of the profile, and column of the table it was read from; empty where there is none.
    rows
        Number of rows concerned.
    examples
        ``"107.565 → 107565.0"`` for what was converted, ``"Patahan Aktif (35)"`` (text and rows) for what was not;
        ``"1 (4) → Kawasan Lindung?"`` where a meaning is believed but nobody has verified it.
    """

    kind: ChangeKind
    field: str
    column: str
    rows: int
    examples: tuple[str, ...] = ()
    message_id: str = ""
    message_en: str = ""

    def message(self, lang: Lang = "id") -> str:
        """Return the sentence in one language."""
        return self.message_id if lang == "id" else self.message_en


def changes_table(changes: Iterable[Change]) -> Table:
    """Return changes as a table with columns kind, field, column, rows, examples, message_id and message_en."""
    import pyarrow as pa

    from petasentra.tables import Table

    names = ("kind", "field", "column", "rows", "examples", "message_id", "message_en")
    kinds = (pa.string(), pa.string(), pa.string(), pa.int64(), pa.list_(pa.string()), pa.string(), pa.string())
    rows = list(changes)
    arrays = [
        pa.array([list(value) if isinstance(value := getattr(row, name), tuple) else value for row in rows], kind)
        for name, kind in zip(names, kinds, strict=True)
    ]
    return Table.from_arrow(pa.table(arrays, names=list(names)))


def renamed(field: str, column: str, rows: int) -> Change:
    """Tell that a column is read as a field of another name."""
    return Change(
        "field_renamed",
        field,
        column,
        rows,
        (),
        f"Kolom {column} dibaca sebagai {field}.",
        f"Column {column} is read as {field}.",
    )


def converted(field: str, column: str, rows: int, examples: Iterable[tuple[str, str]], how: tuple[str, str]) -> Change:
    """Tell that values were written anew; `how` says by what reading, in Indonesian and English."""
    shown = tuple(f"{raw} → {value}" for raw, value in examples)
    first = f": {shown[0]}" if shown else ""
    return Change(
        "value_converted",
        field,
        column,
        rows,
        shown,
        f"{rows} nilai {column} dikonversi{how[0]}{first}.",
        f"{rows} {by_number(rows, 'value', 'values')} of {column} {by_number(rows, 'was', 'were')} "
        f"converted{how[1]}{first}.",
    )


def blanked(field: str, column: str, rows: int, examples: Iterable[tuple[str, str]]) -> Change:
    """Tell that blanks and hyphens became null."""
    return Change(
        "value_converted",
        field,
        column,
        rows,
        tuple(f"{raw!r} → null" for raw, _ in examples),
        f"{rows} nilai {column} yang hanya berisi spasi atau tanda hubung menjadi kosong (null).",
        f"{rows} {by_number(rows, 'value', 'values')} of {column} that "
        f"{by_number(rows, 'is', 'are')} only blanks or a hyphen became null.",
    )


def not_understood(
    field: str,
    column: str,
    kept_in: str,
    texts: Iterable[tuple[str, int]],
    rows: int,
    why: tuple[str, str],
    supposed: Mapping[str, str],
) -> Change:
    """Tell that values stay raw in the column `kept_in`.

    `why` is a clause in Indonesian and English; `supposed` says what texts are believed to mean, unverified.
    """
    shown = tuple(
        f"{text} ({count}) → {supposed[text]}?" if text in supposed else f"{text} ({count})" for text, count in texts
    )
    first = ", ".join(shown[:3]) + (", …" if len(shown) > 3 else "")
    return Change(
        "value_not_understood",
        field,
        column,
        rows,
        shown,
        f"{rows} nilai {column} tidak dipahami{why[0]} dan disimpan apa adanya di {kept_in}: {first}.",
        f"{rows} {by_number(rows, 'value', 'values')} of {column} {by_number(rows, 'was', 'were')} not "
        f"understood{why[1]} and {by_number(rows, 'is kept as it is', 'are kept as they are')} in {kept_in}: {first}.",
    )


def missing(field: str, legal_basis: str) -> Change:
    """Tell that a required field is not there."""
    basis_id, basis_en = (f" (dasar: {legal_basis})", f" (basis: {legal_basis})") if legal_basis else ("", "")
    return Change(
        "missing_required",
        field,
        "",
        0,
        (),
        f"Kolom wajib {field} tidak ada{basis_id}.",
        f"The required column {field} is missing{basis_en}.",
    )


def unknown(column: str, rows: int, taken_by: str = "") -> Change:
    """Tell that a column is kept without being understood; `taken_by` is the better column for the same field."""
    why_id = f"; {taken_by} yang dipakai" if taken_by else ""
    why_en = f"; {taken_by} is used" if taken_by else ""
    return Change(
        "unknown_field",
        "",
        column,
        rows,
        (),
        f"Kolom {column} tidak dikenal profil ini dan dibiarkan{why_id}.",
        f"Column {column} is not known to the profile and is kept{why_en}.",
    )
