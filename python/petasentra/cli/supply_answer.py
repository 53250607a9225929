"""What ``petasentra supply`` answers: the check, the cheapest flows, what is missing, prices, cuts and custody."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from petasentra._progress import part_of
from petasentra.cli.files import path_texts, plain
from petasentra.cli.files import plain_rows as rows
from petasentra.cli.supply_words import findings_in_tables
from petasentra.inputs.columns import columns_of
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from petasentra.inputs.chain import ChainRead
    from petasentra.supply.conflicts import Conflict
    from petasentra.supply.custody import Custody
    from petasentra.supply.cut_table import CutRisk
    from petasentra.supply.flood_table import FloodRisk
    from petasentra.supply.solution import SupplySolution
    from petasentra.tables import Table


@dataclass(frozen=True)
class Along:
    """Files of people and of rice fields, which the ways of B3 may pass, and how far from the road they count."""

    people: Path | None = None
    population: str = "population"
    rice_field: Path | None = None
    corridor_m: float | None = None

    def layers(self) -> dict[str, Any]:
        """Read what there is, as `SupplySolution.custody` takes it."""
        import petasentra as ps

        paths = {"people": self.people, "rice_field": self.rice_field}
        given: dict[str, Any] = {name: ps.read_layer(path) for name, path in paths.items() if path is not None}
        return given and given | {"population": self.population, "corridor_m": self.corridor_m}


@dataclass(frozen=True)
class FloodAsked:
    """A file of floods, or none, and what the options say of them."""

    path: Path | None = None
    by: str | None = None
    slow: str | None = None
    by_class: Mapping[str, float] | None = None
    bridges: Literal["flooded", "open"] = "flooded"
    sites: Literal["closed", "cut_off"] = "closed"

    def risk(self, solution: SupplySolution, progress: Callable[[float], object] | None) -> FloodRisk | None:
        """Return what the floods do; a share of speed may have a decimal comma."""
        if self.path is None:
            return None
        slow: float | str | None = self.slow
        if self.slow is not None:
            with contextlib.suppress(ValueError):
                slow = float(self.slow.replace(",", "."))
        with columns_of(self.path):
            return solution.flood_risk(
                self.path, by=self.by, slow=slow, by_class=self.by_class, bridges=self.bridges, sites=self.sites,
                progress=progress,
            )  # fmt: skip


def class_shares(told: list[str]) -> dict[str, float] | None:
    """Read shares of speed by class of road, as "lokal=0,3"; None for none.

    Raises
    ------
    OptionError
        One has another form.
    """
    from petasentra.errors import OptionError

    shares: dict[str, float] = {}
    for one in told:
        name, _, share = one.rpartition("=")
        try:
            shares[name.strip()] = float(share.replace(",", "."))
        except ValueError:
            name = ""
        if not name.strip():
            raise OptionError(
                f"--flood-class {one!r} is no class and share.", f"--flood-class {one!r} bukan kelas dan bagiannya.",
                hint_en="Write it as lokal=0.3.", hint_id="Tulis seperti lokal=0,3.", code=801, column="by_class",
            )  # fmt: skip
    return shares or None


@dataclass(frozen=True)
class Asked:
    """What is asked: the day, whether permits hold, how many cuts are told and by what, what B3 may pass, floods."""

    as_of: str | None
    permits: str
    cuts: int
    by: str
    along: Along
    floods: FloodAsked = FloodAsked()


@dataclass(frozen=True)
class SupplyAnswer:
    """Findings of the check, and, unless one of them is an error, the solution and what follows from it."""

    asked: Asked
    read: ChainRead
    check: Table
    solution: SupplySolution | None = None
    conflict: Conflict | None = None
    cuts: CutRisk | None = None
    floods: FloodRisk | None = None
    custody: Custody | None = None

    @property
    def status(self) -> str:
        """``"optimal"``, ``"infeasible"``, or ``"refused"``: the check found an error."""
        return "refused" if self.solution is None else self.solution.status

    @property
    def solved(self) -> SupplySolution | None:
        """The solution if there is an optimum."""
        return self.solution if self.status == "optimal" else None

    @property
    def short(self) -> list[dict[str, Any]]:
        """Rows of markets that get less than they want, and to which that is worth anything."""
        rows = [] if self.solved is None else self.solved.unmet.to_pylist()
        return [row for row in rows if row["status"] != "met" and row["penalty_idr"] != 0]

    @property
    def binding(self) -> list[dict[str, Any]]:
        """Limits that hold something back, those worth most first."""
        rows = [] if self.solved is None else [row for row in self.solved.limits.to_pylist() if row["binding"]]
        return sorted(rows, key=lambda row: -(row["idr_per_t"] or 0.0))

    @property
    def synthetic(self) -> bool:
        """True if a row says that it is invented, or the roads that they are schematic."""
        roads = self.read.roads is not None and self.read.roads.schematic
        water = self.floods is not None and any(bool(one) for one in self.floods.table["synthetic"])
        return roads or water or (self.solved is not None and any(bool(one) for one in self.solved.sites["synthetic"]))

    @property
    def found_anything(self) -> bool:
        """True unless all is met, nothing is wrong with the chain, and B3 goes as it may."""
        told = worth_telling(self.check)
        broken = self.custody is not None and worth_telling(self.custody.findings)
        return self.status != "optimal" or told or broken or bool(self.short)


def answer(asked: Asked, read: ChainRead, progress: Callable[[float], None] | None) -> SupplyAnswer:
    """Check the chain, solve it, and lose one thing after the other."""
    along = asked.along.layers()
    check = findings_in_tables(read.chain.check())
    if "error" in check["severity"]:
        return SupplyAnswer(asked, read, check)
    told, cutting, flooding = (part_of(progress, part, 3) for part in range(3))
    solution = read.chain.solve(as_of=asked.as_of, permits=asked.permits, progress=told)  # type: ignore[arg-type]
    if solution.status != "optimal":
        return SupplyAnswer(asked, read, check, solution, solution.explain_infeasible())
    cuts = solution.single_cut_risk(asked.cuts, by=asked.by, progress=cutting) if asked.cuts else None
    floods = asked.floods.risk(solution, flooding)
    custody = solution.custody(**along)
    custody = replace(custody, findings=findings_in_tables(custody.findings))
    return SupplyAnswer(asked, read, check, solution, solution.explain_shortage(), cuts, floods, custody)


def document(found: SupplyAnswer, files: dict[str, Path], notes: list[dict[str, Any]]) -> dict[str, Any]:
    """Make the JSON document; what there is not is null or empty."""
    solution, custody, conflict = found.solved, found.custody, found.conflict
    roads = found.read.roads

    return {
        "status": found.status,
        "as_of": found.asked.as_of,
        "permits": found.asked.permits,
        "tables": path_texts(found.read.files),
        "roads": None if roads is None else {"file": roads.file, "schematic": roads.schematic},
        "synthetic": found.synthetic,
        "check": rows(found.check),
        "total_idr": None if solution is None else solution.total_idr,
        "cost_idr": None if solution is None else plain(solution.cost),
        "certificate": None if solution is None else plain(vars(solution.certificate)),
        "flows": rows(solution.flows if solution else None),
        "sites": rows(solution.sites if solution else None),
        "emissions": rows(solution.emissions if solution else None),
        "unmet": rows(solution.unmet if solution else None),
        "prices": rows(solution.shadow_prices if solution else None),
        "limits": rows(solution.limits if solution else None),
        "conflict": None
        if conflict is None
        else {
            "text_id": conflict.text_id, "text_en": conflict.text_en, "fix_id": conflict.fix_id,
            "fix_en": conflict.fix_en, "rows": rows(conflict.rows), "fix": rows(conflict.fix),
        },
        "cuts": rows(found.cuts.table if found.cuts else None),
        "floods": None
        if found.floods is None
        else {
            "file": str(found.asked.floods.path), "rules_id": found.floods.rules.text_id,
            "rules_en": found.floods.rules.text_en, "rows": rows(found.floods.table),
            "findings": rows(found.floods.findings),
        },
        "custody": None
        if custody is None
        else {
            "legs": rows(custody.legs), "balance": rows(custody.balance), "groups": rows(custody.groups),
            "findings": rows(custody.findings), "passing": rows(custody.passing),
        },
        "notes": notes,
        "files": path_texts(files),
    }  # fmt: skip
