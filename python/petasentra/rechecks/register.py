"""A register of issued decisions, read: what each row says, and what of it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import pyarrow as pa

from petasentra.profiles.tables import domain
from petasentra.rechecks.roles import columns_by_role, word_of
from petasentra.values import KbliCell, parse_dates, parse_kbli_lists, parse_texts
from petasentra.values.columns import EMPTY_WORDS, arrow_array

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from petasentra.layers.layer import Layer
    from petasentra.profiles.tables import Field
    from petasentra.rechecks.roles import Role
    from petasentra.values import DateOrder
    from petasentra.values.columns import Reason

Decided: TypeAlias = Literal["granted", "granted_in_part", "refused", "unknown"]
Polygon: TypeAlias = Literal["requested", "approved", "approved_in_part", "unknown"]
Basis: TypeAlias = Literal["plan", "automatic", "unknown"]


@dataclass(frozen=True)
class Decision:
    """One row of a register.

    Attributes
    ----------
    row
        Its place in the register, counted from 0.
    number
        The number of the decision; ``#1`` and so on where the register has none.
    decided_on, day_text, day_reason
        The day; None where `day_reason` says why, with the text as it stands.
    activities, activity_text, unread
        KBLI codes, or ids of a pack; the cell as it stands; its parts that were not read, each with the reason.
    kind
        Kind of decision, in the writing of the profile where that knows it.
    decided
        What was decided.
    polygon
        Whether the polygon is the one asked for or the one approved.
    basis, basis_text
        Whether a plan was cited, or the decision issued by itself after a time; and the words.
    """

    row: int
    number: str
    decided_on: dt.date | None
    day_text: str
    day_reason: Reason
    activities: tuple[str, ...]
    activity_text: str
    unread: tuple[tuple[str, Reason], ...]
    kind: str
    decided: Decided
    outcome_text: str
    polygon: Polygon
    basis: Basis
    basis_text: str


def read_register(
    register: Layer,
    *,
    columns: Mapping[str, str] | None = None,
    profile: str | None = None,
    date_order: DateOrder | None = None,
) -> list[Decision]:
    """Read a register: one decision a row, in its order.

    Parameters
    ----------
    register
        The register.
    columns
        Role -> column: ``number``, ``decided_on``, ``kbli`` or ``activity``, ``kind``, ``outcome``, ``extent``,
        ``basis``.
    profile
        Profile that knows the columns; None takes the nearest.
    date_order
        ``"dmy"`` or ``"mdy"`` for days of digits; without it, and without one in the profile, ``03/04/2022`` is not
        read.

    Raises
    ------
    OptionError, SchemaError
        As `petasentra.rechecks.roles.columns_by_role`.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> from petasentra.rechecks.register import read_register
    >>> frame = geopandas.GeoDataFrame(
    ...     {"No_KKPR": ["contoh-1"], "Tagl_Terbi": ["24-Mei-2022"], "KO_KBLI": ["38120, 8104"], "Jns_KKPR": ["-"]},
    ...     geometry=[shapely.box(112.3, -7.5, 112.31, -7.49)], crs=4326)
    >>> (one,) = read_register(ps.as_layer(frame))
    >>> one.decided_on.isoformat(), one.activities, one.decided
    ('2022-05-24', ('38120', '08104'), 'granted')
    """
    found, fields = columns_by_role(register, columns or {}, profile)
    size = len(register)
    days, day_texts, day_reasons = _days(register, found["decided_on"], fields.get("decided_on"), date_order)
    cells = _activities(register, found)
    numbers = _texts(register, found.get("number"))
    kinds = _kinds(_texts(register, found.get("kind")), fields.get("kind"))
    extents, bases = _texts(register, found.get("extent")), _texts(register, found.get("basis"))
    outcomes = _texts(register, found.get("outcome"))
    decisions = []
    for row in range(size):
        polygon: Polygon = word_of("extent", extents[row]) or "unknown"  # type: ignore[assignment]
        decided: Decided = "granted_in_part" if polygon == "approved_in_part" else "granted"
        if "outcome" in found:
            decided = word_of("outcome", outcomes[row]) or "unknown"  # type: ignore[assignment]
        decisions.append(
            Decision(
                row=row,
                number=numbers[row] or f"#{row + 1}",
                decided_on=days[row],
                day_text=day_texts[row],
                day_reason=day_reasons[row],
                activities=cells[row].codes,
                activity_text=cells[row].raw,
                unread=cells[row].unread,
                kind=kinds[row],
                decided=decided,
                outcome_text=outcomes[row],
                polygon=polygon,
                basis=word_of("basis", bases[row]) or "unknown",  # type: ignore[arg-type]
                basis_text=bases[row],
            )
        )
    return decisions


def _column(register: Layer, name: str) -> pa.Array:
    return arrow_array(pa.table(register.core.table).column(name))


def _texts(register: Layer, name: str | None) -> list[str]:
    """Return a column as plain text, empty where it holds nothing or is not there."""
    if name is None:
        return [""] * len(register)
    return ["" if text is None or text in EMPTY_WORDS else text for text in _plain(_column(register, name)).to_pylist()]


def _plain(array: pa.Array) -> pa.Array:
    if pa.types.is_floating(array.type):  # whole numbers that a program took for fractions
        texts = [None if one is None or one != one else f"{one:.0f}" if one == int(one) else str(one) for one in
                 array.to_pylist()]  # fmt: skip
        return pa.array(texts, pa.string())
    return parse_texts(array)


def _days(
    register: Layer, name: str, field: Field | None, order: DateOrder | None
) -> tuple[list[dt.date | None], list[str], list[Reason]]:
    array = _column(register, name)
    if not pa.types.is_temporal(array.type):
        array = _plain(array)
    stated = order or (field.date_order if field is not None else None)
    parsed = parse_dates(array, order=stated, column_decides=False)
    reasons: list[Reason] = [
        "" if day is not None else "ambiguous" if doubt else "unreadable" if broken else "empty"
        for day, doubt, broken in zip(parsed.to_pylist(), parsed.ambiguous, parsed.unreadable, strict=True)
    ]
    texts = [text or "" for text in array.cast(pa.string()).to_pylist()]
    return parsed.to_pylist(), texts, reasons


def _activities(register: Layer, found: Mapping[Role, str]) -> list[KbliCell]:
    if "kbli" in found:
        return parse_kbli_lists(_column(register, found["kbli"]))
    # Ids of a pack are words of ours: one a cell, as they stand.
    return [KbliCell((text,) if text else (), (), text) for text in _texts(register, found["activity"])]


def _kinds(texts: list[str], field: Field | None) -> list[str]:
    if field is None or not field.domain:
        return texts
    known = domain(field.domain)
    return [value.value if text and (value := known.find(text)) is not None else text for text in texts]
