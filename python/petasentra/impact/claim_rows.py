"""Rows of claims: what each says as a figure, and what of it cannot be believed as it stands."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from petasentra.errors import OptionError
from petasentra.findings.rows import finding
from petasentra.impact.amounts import Amount
from petasentra.impact.inputs import text_of
from petasentra.impact.reading import looks_like_a_figure, read_amounts
from petasentra.impact.units import period_in, read_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.impact.inputs import Rows

__all__ = ["Claim", "claim_rows", "stated_amounts"]


@dataclass(frozen=True)
class Claim:
    """A figure that somebody published: what it is about, what it says, and who says so.

    ``row`` is its row in the source; ``amount.status`` is ``unreadable`` where the value is no figure but a name.
    """

    row: int
    subject: str
    attribute: str
    value: str
    amount: Amount
    period: str
    scope: str
    source: str
    verified: bool


#: A source that is quoted with a rough figure: "tropis.co, 22 Januari 2024: sekitar 3.1".
_QUOTED_ABOUT = re.compile(r":\s*(?:sekitar|about)\s+\d")


def claim_rows(rows: Rows) -> tuple[tuple[Claim, ...], list[dict[str, Any]]]:
    """Return the claims of a table, one a row, and the findings."""
    periods = rows.texts("period")
    amounts, found = stated_amounts(rows, rows.texts("subject"), figures=False)
    columns = {name: rows.texts(name) for name in ("subject", "attribute", "value", "scope", "source")}
    verified = rows.flags("verified")
    claims = tuple(
        Claim(
            row,
            columns["subject"][row],
            columns["attribute"][row],
            columns["value"][row],
            replace(
                amount,
                per=amount.per or period_in(periods[row]),
                about=amount.about or _QUOTED_ABOUT.search(columns["source"][row]) is not None,
            ),
            periods[row],
            columns["scope"][row],
            columns["source"][row],
            verified[row],
        )
        for row, amount in enumerate(amounts)
    )
    return claims, found


def stated_amounts(rows: Rows, names: list[str], *, figures: bool = True) -> tuple[list[Amount], list[dict[str, Any]]]:
    """Return the amount of each row from its columns value, low, high and unit, and what was found.

    Without `figures` a value may also be a name, which is told of only where it looks like a figure.

    ``low`` and ``high`` settle what the value leaves open; where they say other numbers than it, they hold and a
    finding tells.
    """
    units = rows.texts("unit")
    values = [row.get("value") for row in rows.rows]
    read = read_amounts(values, unit=units, column_decides=False)
    amounts: list[Amount] = []
    found: list[dict[str, Any]] = []
    for row, (amount, unit, cells) in enumerate(zip(read, units, rows.rows, strict=True)):
        place = (rows.file, f"{names[row]} ({row})")
        ends = [_number(cells.get(name)) for name in ("low", "high")]
        if ends[0] is None and ends[1] is None:
            amounts.append(amount)
            found += _of_reading(amount, unit, place, figures=figures)
            continue
        try:
            stated = Amount.between(ends[0], ends[1], unit, about=amount.about, raw=amount.raw)
        except OptionError:
            amounts.append(replace(amount, interval=None, status="unreadable", reason=_CROSSED))
            found.append(_contradicted(amount.raw, None, place))
            continue
        if amount.interval is None:
            amounts.append(stated)
            continue
        same = _same_ends(amount, stated)
        # The text may say more than two numbers can: that it is about, or that an end is left out.
        amounts.append(amount if all(same) else stated)
        if False in (one for one, end in zip(same, ends, strict=True) if end is not None):
            found.append(_contradicted(amount.raw, stated, place))
    return amounts, found


def _same_ends(amount: Amount, stated: Amount) -> list[bool]:
    """Return for each end whether the value says what its column does."""
    way = amount.conversion(stated.unit, per=stated.per) if amount.per == stated.per else None
    one, other = (amount if way is None else amount.to(stated.unit, per=stated.per)).interval, stated.interval
    assert one is not None
    assert other is not None
    return [one.low == other.low, one.high == other.high]


_CROSSED = ("low lebih besar daripada high", "low is above high")


def _number(value: object) -> float | None:
    text = text_of(value)
    try:
        number = float(text) if text else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _of_reading(amount: Amount, unit: str, place: tuple[str, str], *, figures: bool) -> Iterator[dict[str, Any]]:
    """Tell figures that were not read; a name where no unit is stated is none."""
    if amount.status == "ambiguous":
        yield finding(
            "AMOUNT_AMBIGUOUS", "warning", *place,
            (f"“{amount.raw}”: {amount.reason[0]}", f"'{amount.raw}': {amount.reason[1]}"),
            ("Tanyakan kepada sumbernya, lalu isi kolom low dan high.",
             "Ask the source, then fill the columns low and high."),
        )  # fmt: skip
    elif amount.status == "unreadable" and (figures or looks_like_a_figure(amount.raw) or _known_unit(unit)):
        yield finding(
            "AMOUNT_UNREADABLE", "warning", *place,
            (f"“{amount.raw}”: {amount.reason[0]}", f"'{amount.raw}': {amount.reason[1]}"),
            ("Tulis angkanya, atau isi kolom low dan high.", "Write the figure, or fill the columns low and high."),
        )  # fmt: skip
    elif amount.status == "read" and amount.unit and not amount.known_unit and not unit:
        yield finding(
            "UNIT_UNKNOWN", "note", *place,
            (f"satuan “{amount.unit}” tidak dikenal", f"the unit '{amount.unit}' is not known"),
            ("Angka ini tidak dapat diubah ke satuan lain.", "The figure cannot be turned into another unit."),
        )  # fmt: skip


def _known_unit(text: str) -> bool:
    stated = read_unit(text)
    return bool(stated.unit) and stated.known


def _contradicted(raw: str, stated: Amount | None, place: tuple[str, str]) -> dict[str, Any]:
    told = ("low > high", "low > high") if stated is None else (stated.text("id"), stated.text("en"))
    return finding(
        "AMOUNT_CONTRADICTED", "warning", *place,
        (f"“{raw}” tidak sama dengan kolom low dan high ({told[0]})",
         f"'{raw}' is not what low and high say ({told[1]})"),
        ("Betulkan salah satunya; sampai saat itu low dan high yang dipakai.",
         "Correct one of them; until then low and high are used."),
    )  # fmt: skip
