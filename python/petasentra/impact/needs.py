"""What each step of a process needs against what is installed: the study of supporting units of a proposal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from petasentra.errors import OptionError
from petasentra.impact.amounts import Amount
from petasentra.impact.intervals import Interval
from petasentra.impact.record_types import kind_words
from petasentra.impact.records import day_of
from petasentra.impact.tables import interval_columns, made_table
from petasentra.impact.units import conversion
from petasentra.impact.writing import interval_text
from petasentra.plotting.language import SCHEMATIC, UNVERIFIED, check_lang, pick
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import pyarrow as pa

    from petasentra.impact.process import Process, Step
    from petasentra.impact.record_types import Facility
    from petasentra.impact.records import Records
    from petasentra.plotting.language import Lang, Words
    from petasentra.tables import Table

__all__ = ["Need", "Needs", "needs"]

NeedStatus = Literal["enough", "short", "perhaps_short", "none_installed", "capacity_unknown", "rate_unknown"]
_STATUS: dict[str, Words] = {
    "enough": ("cukup", "enough"),
    "short": ("kurang", "short"),
    "perhaps_short": ("mungkin kurang", "perhaps short"),
    "none_installed": ("belum ada", "none installed"),
    "capacity_unknown": ("kapasitas terpasang tidak diketahui", "the installed capacity is not known"),
    "rate_unknown": ("laju langkah ini tidak diketahui", "the rate of this step is not known"),
}


@dataclass(frozen=True)
class Need:
    """One step: what a year of the wanted output takes of it, what is there, what is missing.

    All three are in ``unit`` a year; ``deficit`` is not below 0. ``facilities`` are the ids that were counted;
    ``left_out`` those whose capacity is not stated, or in a unit that does not compare.
    """

    step: Step
    required: Interval | None
    installed: Interval | None
    deficit: Interval | None
    unit: str
    status: NeedStatus
    facilities: tuple[str, ...]
    left_out: tuple[str, ...]
    verified: bool
    schematic: bool


@dataclass(frozen=True)
class Needs:
    """The needs of a process, one row a step; made by `needs`."""

    rows: tuple[Need, ...]
    process: Process
    output: Amount

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def table(self) -> Table:
        """One row a step, in the order of the process.

        ``step``, ``name_id``, ``name_en``, ``facility`` (kind), ``required_low``, ``required_high``, ``installed_low``
        ..., ``deficit_low`` ... (with ``..._open`` flags) in ``unit`` a year, ``status``, ``reason_id``, ``reason_en``,
        ``facilities``, ``left_out`` (ids), ``source`` (of the rate), ``verified``, ``schematic`` (of all that went in).
        """
        import pyarrow as pa

        rows = self.rows
        ids = pa.list_(pa.string())
        return made_table(
            {"step": [one.step.id for one in rows]}
            | {f"name_{lang}": [one.step.name[place] for one in rows] for place, lang in enumerate(("id", "en"))}
            | {"facility": [one.step.facility for one in rows]}
            | interval_columns([one.required for one in rows], "required_")
            | interval_columns([one.installed for one in rows], "installed_")
            | interval_columns([one.deficit for one in rows], "deficit_")
            | {"unit": [one.unit for one in rows], "status": [one.status for one in rows]}
            | {f"reason_{lang}": [_reason(one)[place] for one in rows] for place, lang in enumerate(("id", "en"))}
            | {
                "facilities": pa.array([list(one.facilities) for one in rows], ids),
                "left_out": pa.array([list(one.left_out) for one in rows], ids),
                "source": [one.step.source for one in rows],
                "verified": pa.array([one.verified for one in rows], pa.bool_()),
                "schematic": pa.array([one.schematic for one in rows], pa.bool_()),
            }
        )

    def explain(self, lang: Lang = "id") -> str:
        """Tell each step: required, installed, missing, with sources and marks."""
        language = check_lang(lang)
        head = pick(("Kebutuhan untuk", "Needs for"), language)
        lines = [f"{head} {self.output.text(language)}, {self.process.product}"]
        for one in self.rows:
            marks = [one.step.source or pick(("tanpa sumber", "no source"), language)]
            marks += [] if one.verified else [pick(UNVERIFIED, language)]
            marks += [pick(SCHEMATIC, language)] if one.schematic else []
            lines.append(f"  - {pick(one.step.name, language)}: {pick(_reason(one), language)} [{'; '.join(marks)}]")
        return "\n".join(lines)

    def to_arrow(self) -> pa.Table:
        """Return `table` as a pyarrow Table."""
        return self.table.to_arrow()

    def __repr__(self) -> str:
        missing = sum(one.status != "enough" for one in self.rows)
        return f"Needs: {len(self)} steps of {self.process.id}, {missing} not surely enough"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def needs(
    sentra: Records, process: Process, *, output: str | Amount, name: str = "", on: str | dt.date | None = None
) -> Needs:
    """Compare what a process needs with what a sentra has, step by step.

    Required is the output of a year times the rate of the step; installed is the sum of the capacities of the
    facilities of its kind. A facility with a ``step`` counts for that step only. Intervals stay intervals: ``enough``
    and ``short`` hold whichever of their points are true, else the step is ``perhaps_short``.

    Parameters
    ----------
    sentra
        What is recorded; see `petasentra.impact.read_records`.
    process
        See `petasentra.impact.read_process`.
    output
        What is to be made, with its period: ``"400-700 t/tahun"``.
    name
        Only the records of this sentra; empty: all.
    on
        Only what stands on this day; None: all.

    Returns
    -------
    Needs
        One row a step; none is left out.

    Raises
    ------
    OptionError
        The output cannot be read, is below 0, has no period, or is in a unit that does not become that of the process;
        no record is of that sentra.

    Examples
    --------
    >>> import petasentra as ps
    >>> process = ps.impact.read_process({
    ...     "process": {"id": "lebur", "product": "ingot", "unit": "t", "working_days": 300, "schematic": True},
    ...     "step": [{"id": "giling", "facility": "machine", "rate": "3,5-4", "rate_unit": "t"},
    ...              {"id": "air limbah", "facility": "ipal", "rate": 2, "rate_unit": "m3"}]})
    >>> there = ps.impact.read_records({
    ...     "facility": [{"id": "M1", "kind": "machine", "capacity": "6 t/hari", "schematic": True}]})
    >>> found = ps.needs(there, process, output="400-700 t/tahun")
    >>> rows = found.table.to_pylist()
    >>> [(row["status"], row["required_low"], row["installed_low"], row["deficit_high"]) for row in rows]
    [('perhaps_short', 1400.0, 1800.0, 1000.0), ('none_installed', 800.0, 0.0, 1400.0)]
    """
    wanted = _output(output, process)
    records = sentra if not name else _of_one(sentra, name)
    records = records if on is None else records.at(day_of(on))
    days = process.working_days.possible
    in_a_year = _to_year(wanted, days)
    return Needs(
        tuple(_need(step, in_a_year, records.facilities, process, days) for step in process.steps), process, wanted
    )


def _of_one(records: Records, name: str) -> Records:
    known = records.sentra
    if name in known:
        return records.of_sentra(name)
    raise OptionError(
        f"No record is of the sentra {name!r}.", f"Tidak ada rekaman sentra {name!r}.", **did_you_mean(name, known),
        code=801, column="name",
    )  # fmt: skip


def _need(
    step: Step, output: Interval, facilities: Sequence[Facility], process: Process, days: Interval | None
) -> Need:
    mine = [one for one in facilities if one.kind == step.facility and one.step in ("", step.id)]
    capacities = {one.id: _capacity(one, step.rate.unit, days) for one in mine}
    counted = [one for one in mine if capacities[one.id] is not None]
    left_out = tuple(one.id for one in mine if capacities[one.id] is None)
    installed = Interval(0, 0)
    for one in counted:
        installed += capacities[one.id] or Interval(0, 0)
    if left_out:  # they have some capacity, nobody says how much
        installed += Interval(0)
    rate = step.rate.possible
    required = None if rate is None else rate * output
    deficit = None if required is None else _at_least_zero(required - installed)
    return Need(
        step, required, installed, deficit, step.rate.unit, _status(required, installed, mine, bool(left_out)),
        tuple(one.id for one in counted), left_out,
        verified=all((step.verified, *(one.verified for one in mine))),
        schematic=any((step.schematic, *(one.schematic for one in mine))),
    )  # fmt: skip


def _status(required: Interval | None, installed: Interval, mine: Sequence[Facility], left_out: bool) -> NeedStatus:
    if required is None:
        return "rate_unknown"
    if not mine:
        return "none_installed"
    if required.high <= installed.low:
        return "enough"
    if left_out:
        return "capacity_unknown"
    over = installed - required
    return "short" if over.high < 0 or (over.high == 0 and over.high_open) else "perhaps_short"


def _reason(need: Need) -> Words:
    def told(place: int) -> str:
        lang: Lang = "en" if place else "id"
        text = _STATUS[need.status][place]
        if need.required is None or need.installed is None or need.deficit is None:
            return text
        year = ("tahun", "year")[place]
        words = (("perlu", "terpasang", "kurang"), ("required", "installed", "missing"))[place]
        parts = zip(words, (need.required, need.installed, need.deficit), strict=True)
        figures = ", ".join(f"{word} {interval_text(one, lang)}" for word, one in parts)
        kind = kind_words("facility", need.step.facility)[place]
        return f"{text}: {figures} {need.unit}/{year} ({kind})"

    return told(0), told(1)


def _output(output: str | Amount, process: Process) -> Amount:
    amount = output if isinstance(output, Amount) else Amount.read(str(output))
    way = conversion(amount.unit, amount.per, process.unit, amount.per)
    if amount.possible is None or not amount.per or way is None:
        why_id, why_en = (f" {one}." if one else "" for one in amount.reason)
        raise OptionError(
            f"The output {amount.raw or output!r} is no figure in {process.unit} with a period.{why_en}",
            f"Keluaran {amount.raw or output!r} bukan angka dalam {process.unit} dengan periode.{why_id}",
            hint_en=f"Write it as '400-700 {process.unit}/year'.",
            hint_id=f"Tulis sebagai '400-700 {process.unit}/tahun'.",
            code=801,
        )
    return amount.to(process.unit, per=amount.per)


def _capacity(facility: Facility, unit: str, days: Interval | None) -> Interval | None:
    """Return a capacity a year in a unit; None where it is not stated, or does not become one."""
    stated = facility.capacity
    way = conversion(stated.unit, "", unit, "")
    if stated.possible is None or way is None or not stated.per:
        return None
    return _to_year(Amount(stated.possible * way.factor, unit, stated.per), days)


def _to_year(amount: Amount, days: Interval | None) -> Interval:
    """Return an amount a year: of what is stated a day, on the working days."""
    if amount.per == "day" and days is not None:
        return _possible(amount) * days
    way = conversion("", amount.per, "", "year")
    assert way is not None
    return _possible(amount) * way.factor


def _possible(amount: Amount) -> Interval:
    interval = amount.possible
    assert interval is not None
    return interval


def _at_least_zero(interval: Interval) -> Interval:
    """Return max(0, x) for every x of an interval."""
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return Interval(0, 0)
    return Interval(0, interval.high, False, interval.high_open or interval.high == math.inf)
