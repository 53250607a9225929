"""What a scenario does to each sentra: one table with law, journeys, supply and workers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from petasentra.criteria.legal_mask import ALLOWED_VERDICTS
from petasentra.studies.words import OUTCOME_WORDS, change_text
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.studies.result import StudyResult
    from petasentra.supply.comparing import SupplyDifference

__all__ = ["StudyDifference"]

#: Less than this is the same: a tenth of a second, a gram, a rupiah.
SAME_MIN, SAME_T, SAME_IDR = 0.1 / 60, 1e-6, 1.0
_VALUES = (
    "verdict", "flags", "nearest", "minutes", "travel_status", "received_t", "haulage_idr", "supply_status",
)  # fmt: skip
_CHANGES = {"minutes": "change_min", "received_t": "change_t", "haulage_idr": "change_idr"}


@dataclass(frozen=True, eq=False)
class StudyDifference:
    """Two runs of a study beside each other; every sentra has its row. ``-difference`` is the other way round."""

    before: StudyResult
    after: StudyResult

    def __len__(self) -> int:
        return len(self.before)

    def __neg__(self) -> StudyDifference:
        return StudyDifference(self.after, self.before)

    @cached_property
    def table(self) -> Table:
        """One row a sentra, in the order of the study.

        ``site_id``; of `StudyResult.table` each column of law, journeys and supply as ``..._before`` and
        ``..._after``, and ``change_min``, ``change_t``, ``change_idr`` (null where one side is not known); ``law``,
        ``roads``, ``chain`` and ``outcome`` (``worse``, ``mixed``, ``changed``, ``better``, ``same``; ``chain`` is
        null for a sentra that is in no chain); ``workers``; ``schematic``; ``reason_id``, ``reason_en``: what is
        different, in words.
        """
        import pyarrow as pa

        one, other = self.before.to_arrow(), self.after.to_arrow()
        columns: dict[str, Any] = {"site_id": one["site_id"]}
        for name in _VALUES:
            if name in one.column_names:
                columns[f"{name}_before"], columns[f"{name}_after"] = one[name], other[name]
            if name in _CHANGES and name in one.column_names:
                columns[_CHANGES[name]] = pa.array(
                    [None if a is None or b is None else b - a for a, b in _pairs(one[name], other[name])], pa.float64()
                )
        rows = pa.table(columns).to_pylist()
        parts = {"law": ("verdict", _law), "roads": ("travel_status", _roads), "chain": ("supply_status", _chain)}
        for part, (column, outcome) in parts.items():
            if column in one.column_names:
                columns[part] = pa.array([outcome(row) for row in rows], pa.string())
        found = [columns[part].to_pylist() for part in parts if part in columns]
        columns["outcome"] = pa.array([_together(each) for each in zip(*found, strict=True)], pa.string())
        columns["workers"] = one["workers"]
        columns["schematic"] = pa.array([a or b for a, b in _pairs(one["schematic"], other["schematic"])], pa.bool_())
        for lang in ("id", "en"):
            columns[f"reason_{lang}"] = pa.array([change_text(row, lang) for row in rows], pa.string())
        return Table.from_arrow(pa.table(columns))

    @property
    def counts(self) -> dict[str, int]:
        """Sentra by outcome, worst first."""
        outcomes = list(self.table["outcome"])
        return {word: outcomes.count(word) for word in OUTCOME_WORDS if word in outcomes}

    @property
    def workers_worse(self) -> float:
        """Workers of the sentra that are worse off, as far as they are known."""
        rows = zip(self.table["outcome"], self.table["workers"], strict=True)
        return float(
            sum(many for outcome, many in rows if outcome in ("worse", "mixed") and many is not None and many == many)
        )

    @cached_property
    def supply(self) -> SupplyDifference | None:
        """What the whole chain does differently: totals, sites, flows; None where the study has no chain."""
        if self.before.solution is None or self.after.solution is None:
            return None
        return self.before.solution.diff(self.after.solution)

    def __repr__(self) -> str:
        name = self.after.name or self.before.name
        told = ", ".join(f"{count} {OUTCOME_WORDS[word][1].replace('the ', '')}" for word, count in self.counts.items())
        mark = " (schematic)" if any(self.table["schematic"]) else ""
        return f"StudyDifference: {name!r}, {len(self)} sentra: {told}{mark}"

    def _repr_html_(self) -> str:
        return str(self.table.to_arrow().to_pandas().to_html(index=False, na_rep="-"))


def _pairs(one: Any, other: Any) -> Any:  # noqa: ANN401 - columns of pyarrow
    return zip(one.to_pylist(), other.to_pylist(), strict=True)


def _law(row: dict[str, Any]) -> str:
    sides = [(row[f"verdict_{end}"], "conflict" in (row[f"flags_{end}"] or ())) for end in ("before", "after")]
    if sides[0] == sides[1]:
        return "same"
    worth = [
        None if clash else 1 if word in ALLOWED_VERDICTS else 0 if word == "prohibited" else None
        for word, clash in sides
    ]
    if None in worth or worth[0] == worth[1]:
        return "changed"
    return "better" if worth[1] else "worse"


def _roads(row: dict[str, Any]) -> str:
    before, after = row["minutes_before"], row["minutes_after"]
    if before is None or after is None:
        return "same" if before == after else "worse" if after is None else "better"
    if abs(after - before) < SAME_MIN:
        return "same" if row["nearest_before"] == row["nearest_after"] else "changed"
    return "worse" if after > before else "better"


def _chain(row: dict[str, Any]) -> str | None:
    """Fewer tonnes are worse, whatever they cost; of equal tonnes the dearer are. None where it is in no chain."""
    if row["supply_status_after"] == "not_in_chain":
        return None
    before, after = row["received_t_before"], row["received_t_after"]
    if before is None or after is None:
        return "same" if before == after else "worse" if after is None else "better"
    if abs(after - before) > SAME_T:
        return "worse" if after < before else "better"
    change = row["change_idr"]
    return "same" if abs(change) < SAME_IDR else "worse" if change > 0 else "better"


def _together(parts: tuple[str | None, ...]) -> str:
    if {"worse", "better"} <= set(parts):
        return "mixed"
    return next((word for word in ("worse", "better", "changed") if word in parts), "same")
