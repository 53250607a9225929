"""What ``petasentra site`` answers: candidates in order under the law, and the sites that serve a demand best."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.cli.files import path_texts, plain
from petasentra.cli.files import plain_rows as rows
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.criteria.result import Suitability
    from petasentra.siting.located import LocatedSites
    from petasentra.tables import Table

RANKED = "ranked"


@dataclass(frozen=True)
class SiteAnswer:
    """Candidates by law and criteria, and the chosen sites; None where it was not asked."""

    candidates: Path
    suited: Suitability | None
    located: LocatedSites | None
    top: int

    @property
    def best(self) -> list[dict[str, Any]]:
        """Rows of the best candidates."""
        return [] if self.suited is None else self.suited.top(self.top).table.to_pylist()

    @property
    def tables(self) -> dict[str, Table]:
        """Every table there is, by kind."""
        found: dict[str, Table] = {}
        if self.suited is not None:
            found |= {"places": self.suited.places.table, "measures": self.suited.measures}
        if self.located is not None:
            found |= {"sites": _table(self.located.sites), "demand": _table(self.located.demand)}
        return found

    @property
    def found_anything(self) -> bool:
        """True unless some candidate may be used, everything is known, and all demand is served."""
        if self.suited is not None and set(self.suited.counts) - {RANKED, "excluded_by_law", "fails_limit"}:
            return True
        if self.suited is not None and RANKED not in self.suited.counts:
            return True
        findings = [one.findings for one in (self.suited, self.located) if one is not None]
        if worth_telling(*findings):
            return True
        if self.located is None:
            return False
        return not self.located.proved or set(self.located.status_of_demands) - {"served", "nothing_needed"} != set()


def document(answer: SiteAnswer, files: dict[str, Path]) -> dict[str, Any]:
    """Make the JSON document; what there is not is null or empty."""
    suited, located = answer.suited, answer.located

    return {
        "candidates": str(answer.candidates),
        "suitability": None
        if suited is None
        else {
            "as_of": None if suited.as_of is None else suited.as_of.isoformat(), "counts": suited.counts,
            "top": [plain(row) for row in answer.best], "places": rows(suited.places.table),
            "measures": rows(suited.measures), "findings": rows(suited.findings),
        },
        "location": None
        if located is None
        else {
            "method": located.method, "chosen": [str(one) for one in located.chosen],
            "objective": float(located.objective), "bound": float(located.bound), "gap": float(located.gap),
            "proved": bool(located.proved), "sums": plain(dataclasses.asdict(located.sums)),
            "sites": rows(_table(located.sites)), "demand": rows(_table(located.demand)),
            "findings": rows(located.findings),
        },
        "files": path_texts(files),
    }  # fmt: skip


def _table(given: Any) -> Table:  # noqa: ANN401  (a Layer or a Table)
    table: Table = getattr(given, "table", given)
    return table
