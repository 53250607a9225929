"""What became of a figure: after over before, by interval arithmetic, or the reason why there is no ratio."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from petasentra.impact.units import conversion, units

if TYPE_CHECKING:
    from petasentra.impact.amounts import Amount
    from petasentra.impact.intervals import Interval
    from petasentra.plotting.language import Words

__all__ = ["Change", "RatioStatus", "change"]

RatioStatus: TypeAlias = Literal[
    "computed",
    "no_before",
    "no_after",
    "unreadable",
    "unit_differs",
    "unit_unknown",
    "period_unknown",
    "before_holds_zero",
]
_REASONS: dict[str, Words] = {
    "computed": ("", ""),
    "no_before": ("tidak ada angka sebelum", "there is no figure from before"),
    "no_after": ("tidak ada angka sesudah", "there is no figure from after"),
    "unit_differs": ("satuan kedua angka berlainan jenis", "the two figures have units of other kinds"),
    "unit_unknown": ("satuan hanya disebut pada salah satu angka", "only one of the two figures states its unit"),
    "period_unknown": ("periode hanya disebut pada salah satu angka", "only one of the two figures states its period"),
    "before_holds_zero": ("angka sebelum dapat bernilai 0", "the figure from before can be 0"),
}


@dataclass(frozen=True)
class Change:
    """The change of one indicator: ``ratio`` and ``difference`` are None unless the status allows them.

    ``difference`` is in the unit of the figure from after. ``about`` where either source says so.
    """

    status: RatioStatus
    ratio: Interval | None = None
    difference: Interval | None = None
    about: bool = False
    reason: Words = ("", "")
    conversion: Words = ("", "")

    @property
    def direction(self) -> str:
        """``up``, ``down``, ``same`` or ``unclear``: what holds whichever points of the intervals are true."""
        if self.difference is None:
            return ""
        if self.difference.is_point and self.difference.low == 0:
            return "same"
        if not self.difference.contains(0):
            return "up" if self.difference.low >= 0 else "down"
        return "unclear"


def change(before: Amount | None, after: Amount | None) -> Change:
    """Compare two amounts.

    Quantities that cannot be negative count from 0: "hingga 20 orang" is 0 to 20 people.

    Examples
    --------
    >>> from petasentra.impact import Amount, change
    >>> found = change(Amount.read("Rp200-300 juta"), Amount.read("Rp1,5-2 miliar"))
    >>> found.ratio, found.direction
    (Interval: [5, 10], 'up')
    >>> change(None, Amount.read("lebih dari 18 ton per tahun")).reason[1]
    'there is no figure from before'
    >>> change(Amount.read("hingga 20 orang"), Amount.read("30 orang")).status
    'before_holds_zero'
    """
    for amount, missing in ((before, "no_before"), (after, "no_after")):
        if amount is None or amount.status == "empty":
            return _without(missing)  # type: ignore[arg-type]
        if amount.interval is None:
            return Change("unreadable", reason=amount.reason)
    assert before is not None
    assert after is not None
    if bool(before.per) != bool(after.per) and _same_kind(before.unit, after.unit):
        return _without("period_unknown")
    assumed: Words = ("", "")
    if bool(before.unit) != bool(after.unit):
        unit = before.unit or after.unit
        if not _counts(unit):
            return _without("unit_unknown")
        assumed = f"satuan keduanya dianggap {unit}", f"both are taken to be of {unit}"
        before, after = (one if one.unit else replace(one, unit=unit) for one in (before, after))
    way = conversion(before.unit, before.per, after.unit, after.per)
    earlier, later = before.possible, after.possible
    if way is None:
        return _without("unit_differs")
    if earlier is None or later is None:
        below = "angkanya di bawah 0", "the figure is below 0"
        return Change("unreadable", reason=below)
    earlier = earlier * way.factor
    about = before.about or after.about
    difference = later - earlier
    told = way.words if any(way.words) else assumed
    if earlier.contains(0):
        zero = _REASONS["before_holds_zero"]
        return Change("before_holds_zero", None, difference, about, zero, told)
    return Change("computed", later / earlier, difference, about, conversion=told)


def _without(status: RatioStatus) -> Change:
    return Change(status, reason=_REASONS[status])


def _counts(unit: str) -> bool:
    """Whether a unit is one of heads: people and businesses are often counted without saying so."""
    return unit in units() and units()[unit].dimension in ("people", "businesses")


def _same_kind(unit: str, other: str) -> bool:
    if unit in units() and other in units():
        return units()[unit].dimension == units()[other].dimension
    return unit == other
