"""What ``petasentra sentra`` answers: sentra, what is nearly one, a list beside them, and the sums of the list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.cli.files import path_texts
from petasentra.cli.files import plain_rows as rows
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.cli.sentra_reading import UnitsRead
    from petasentra.layers.layer import Layer
    from petasentra.sentra.found import FoundSentra
    from petasentra.sentra.reconciling import Reconciliation
    from petasentra.sentra.registry.held import HeldBy
    from petasentra.sentra.registry.registry import Registry
    from petasentra.sentra.stability import Stability
    from petasentra.tables import Table


@dataclass(frozen=True)
class SentraAnswer:
    """What was found among the units, and what the list says; None where it was not given or not asked."""

    units: UnitsRead | None = None
    found: FoundSentra | None = None
    boundary: Layer | None = None
    stability: Stability | None = None
    listed: Registry | None = None
    list_path: Path | None = None
    reconciled: Reconciliation | None = None
    summary: Table | None = None
    by: tuple[str, ...] = ()
    held: HeldBy | None = None

    @property
    def invented(self) -> bool:
        """True if a row says that it is invented."""
        listed = self.listed is not None and any(self.listed.table["invented"])
        return listed or (self.units is not None and self.units.invented)

    @property
    def unverified(self) -> bool:
        """True if the rule was compared with its regulation by nobody."""
        return self.found is not None and not self.found.rule.verified

    @property
    def found_anything(self) -> bool:
        """True unless nothing is wrong with units and list, and they agree."""
        findings = [one.findings for one in (self.found, self.listed, self.reconciled) if one is not None]
        told = worth_telling(*findings)
        apart = self.reconciled is not None and self.reconciled.counts["agrees"] < len(self.reconciled)
        return told or apart

    def memberships(self) -> dict[str, int]:
        """How many units have which membership."""
        return {} if self.found is None else dict(sorted(Counter(self.found.units["membership"]).items()))


def document(answer: SentraAnswer, files: dict[str, Path]) -> dict[str, Any]:
    """Make the JSON document; what there is not is null or empty."""
    found, listed = answer.found, answer.listed

    return {
        "units": None
        if answer.units is None or found is None
        else {
            "file": str(answer.units.path), "columns": answer.units.columns, "count": len(found.read),
            "memberships": answer.memberships(),
        },
        "rule": None
        if found is None
        else {
            "name": found.rule.name, "citation": found.rule.citation, "min_units": found.rule.min_units,
            "source": found.rule.source, "verified": found.rule.verified,
            "branches_not_asked": found.branches_not_asked,
        },
        "eps_m": None if found is None else found.eps_m,
        "distance": None if found is None else found.distance,
        "as_of": None if found is None or found.as_of is None else found.as_of.isoformat(),
        "sentra": rows(None if found is None else found.sentra.table),
        "almost": rows(None if found is None else found.almost.table),
        "findings": rows(None if found is None else found.findings),
        "stability": rows(None if answer.stability is None else answer.stability.table),
        "reconciliation": None
        if answer.reconciled is None
        else {
            "within_m": answer.reconciled.within_m, "counts": answer.reconciled.counts,
            "rows": rows(answer.reconciled.table), "findings": rows(answer.reconciled.findings),
        },
        "list": None
        if listed is None
        else {
            "file": str(answer.list_path), "columns": listed.columns, "count": len(listed),
            "by": list(answer.by), "summary": rows(answer.summary), "rows": rows(listed.table),
            "findings": rows(listed.findings),
        },
        "held_by": None
        if answer.held is None
        else {
            "as_of": answer.held.as_of.isoformat(), "counts": answer.held.counts, "rows": rows(answer.held.table),
        },
        "invented": answer.invented,
        "files": path_texts(files),
    }  # fmt: skip
