"""Which plots the law allows, by the verdicts of a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.plotting.language import CONFLICT, SCHEMATIC, UNVERIFIED, VERDICTS, pick
from petasentra.sentra.arguments import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.conformance.check_result import CheckResult
    from petasentra.plotting.language import Words
    from petasentra.siting.places import Given

__all__ = ["LEGAL_VERDICTS", "LegalPlots", "legal_plots"]

#: Verdicts that let a plot be used, on their conditions.
LEGAL_VERDICTS = ("conforms", "limited", "conditional", "limited_conditional")
#: Stands for a plot that the check is not about.
NOT_CHECKED = "not_checked"
_NOT_CHECKED: Words = ("tidak ada dalam pemeriksaan", "not in the check")


@dataclass(frozen=True, eq=False)
class LegalPlots:
    """What a check says of each plot.

    ``legal`` shape (plots,); ``verdict`` and ``article`` of each, and whether its law is ``verified`` and its zones are
    ``schematic``: None where nobody asked the law, or the check is not about the plot.
    """

    legal: npt.NDArray[np.bool_]
    verdict: list[str | None]
    article: list[list[str]]
    instrument: list[str | None]
    verified: list[bool | None]
    schematic: list[bool | None]

    @property
    def marks(self) -> list[Words]:
        """What has to be said beside every answer that rests on this: schematic zones, law that is not verified."""
        told = [SCHEMATIC] if True in self.schematic else []
        return told + ([UNVERIFIED] if False in self.verified else [])

    def words(self, row: int) -> Words:
        """Return verdict and article of a plot, in both languages."""
        verdict = self.verdict[row]
        named = _NOT_CHECKED if verdict == NOT_CHECKED else VERDICTS.get(str(verdict), (str(verdict),) * 2)
        cited = ", ".join(one for one in (self.instrument[row], *self.article[row]) if one)
        behind = f" ({cited})" if cited else ""
        return pick(named, "id") + behind, pick(named, "en") + behind


def legal_plots(plots: Given, legal: CheckResult | None, verdicts: Sequence[str]) -> LegalPlots:
    """Return what the law says of plots, which the check calls by the same ids.

    A plot with several rows, one an activity, is legal if all of them are. A verdict that cannot be stated since rules
    clash is not one of those; what an officer decided goes before what was computed.

    Raises
    ------
    OptionError
        `legal` is no result of a check, or a verdict is none.
    """
    from petasentra.conformance.check_result import CheckResult

    known = [one for one in VERDICTS if one != CONFLICT]
    wrong = [verdicts] if isinstance(verdicts, str) else [one for one in verdicts if one not in known]
    if wrong:
        raise refused("legal_verdicts", wrong[0], f"a list of {', '.join(known)}", f"daftar dari {', '.join(known)}")
    count = len(plots)
    if legal is None:
        return LegalPlots(
            np.ones(count, dtype=bool), [None] * count, [[] for _ in range(count)], [None] * count, [None] * count,
            [None] * count,
        )  # fmt: skip
    if not isinstance(legal, CheckResult):
        raise refused("legal", type(legal).__name__, "what check returned", "hasil check")
    said: dict[str, tuple[bool, str, list[str], str | None]] = {}
    marks: dict[str, tuple[bool, bool]] = {}
    for row in legal.table.to_pylist():
        verdict = row.get("verdict_officer") or (CONFLICT if CONFLICT in (row["flags"] or ()) else row["verdict"])
        one = (verdict in verdicts, verdict, list(row["article"] or ()), row["instrument"])
        key = str(row["site_id"])
        before = marks.get(key, (True, False))
        marks[key] = before[0] and bool(row["verified"]), before[1] or bool(row["schematic"])
        if key not in said or (said[key][0] and not one[0]):
            said[key] = one
    told = [said.get(str(one), (False, NOT_CHECKED, [], None)) for one in plots.ids]
    marked = [marks.get(str(one), (None, None)) for one in plots.ids]
    return LegalPlots(
        np.array([one[0] for one in told], dtype=bool), [one[1] for one in told], [one[2] for one in told],
        [one[3] for one in told], [one[0] for one in marked], [one[1] for one in marked],
    )  # fmt: skip
