"""What a study answered: one row a sentra, with its verdict, its way to the nearest target, and what reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.studies.sentra_supply import supply_of
from petasentra.studies.words import row_text
from petasentra.suggesting import did_you_mean
from petasentra.tables import Table

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa

    from petasentra.conformance.check_result import CheckResult
    from petasentra.network.nearest import NearestTargets
    from petasentra.plotting.language import Words
    from petasentra.studies.differing import StudyDifference
    from petasentra.studies.scenario import Scenario
    from petasentra.studies.study import Study
    from petasentra.supply.solution import SupplySolution

__all__ = ["StudyResult"]

_MARKS = ("schematic", "invented", "synthetic")


@dataclass(frozen=True, eq=False)
class StudyResult:
    """The answers of one run of a `Study`; ``len(result) == len(study)``.

    ``check``, ``nearest`` and ``solution`` are the full answers of the parts, each with its own `explain`, maps and
    findings; None where the study does not have the part.
    """

    study: Study
    scenario: Scenario | None
    check: CheckResult | None
    nearest: NearestTargets | None
    solution: SupplySolution | None

    def __len__(self) -> int:
        return len(self.study)

    @property
    def name(self) -> str:
        """What the scenario is called; empty for things as they are."""
        return "" if self.scenario is None else self.scenario.name

    @cached_property
    def table(self) -> Table:
        """One row a sentra, in the order given.

        ``site_id``, ``as_of``; ``verdict``, ``flags``, ``verified``; ``nearest``, ``minutes``, ``travel_status``;
        ``received_t``, ``haulage_idr`` (tonnes that reach it in all periods, and what bringing them costs),
        ``supply_status`` (``in_chain``, ``not_in_chain``, ``infeasible``); ``workers``; ``schematic``. Columns
        of a part that the study does not have are missing; what is not known is null.
        """
        import pyarrow as pa

        study = self.study
        columns: dict[str, Any] = {
            "site_id": pa.array(study.site_ids, pa.string()),
            "as_of": pa.array([study.as_of.isoformat()] * len(self), pa.string()),
        }
        marked = self._marked_sentra()
        if self.check is not None:
            columns["verdict"] = pa.array(self.check.table["verdict"], pa.string())
            columns["flags"] = pa.array(self.check.table["flags"], pa.list_(pa.string()))
            columns["verified"] = pa.array(self.check.table["verified"], pa.bool_())
        if self.nearest is not None:
            found = self.nearest.to_arrow()
            columns["nearest"] = found["target"].cast(pa.string())
            columns["minutes"] = found["minutes"]
            columns["travel_status"] = found["status"]
        if self.solution is not None:
            supply = supply_of(self.solution, study.site_ids, study.known_as)
            columns |= supply.columns
            marked |= supply.synthetic
        columns["workers"] = pa.array(self._workers(), pa.float64(), from_pandas=True)
        columns["schematic"] = pa.array(marked | study.schematic, pa.bool_())
        return Table.from_arrow(pa.table(columns))

    @property
    def changes(self) -> list[Words]:
        """What the scenario does, in Indonesian and English: law, then roads, then chain."""
        if self.scenario is None:
            return []
        told: list[Words] = []
        if self.check is not None and self.scenario.asks_law:
            told += [(one.text("id"), one.text("en")) for one in self.check.pack.changes]
        if self.nearest is not None and self.scenario.asks_roads:
            told += [(one.id, one.en) for one in self.nearest.costs.changes]
        for one in self.scenario.lose:
            told.append((f"{one} tidak ada lagi dalam rantai pasok", f"{one} drops out of the chain"))
        for one, factor in self.scenario.amount.items():
            told.append((f"Jumlah {one} menjadi {factor:g} kali", f"Amounts of {one} times {factor:g}"))
        return told

    def explain(self, site_id: object, lang: str = "id") -> str:
        """Say what holds for one sentra, in a sentence for each part.

        Raises
        ------
        OptionError
            There is no such sentra.
        """
        return row_text(self.table.to_pylist()[self._place(site_id)], lang)

    def diff(self, after: StudyResult) -> StudyDifference:
        """Set another run of the study beside this one: ``study.run().diff(study.run(scenario))``.

        Raises
        ------
        OptionError
            The other is about other sentra, or has other parts.
        """
        from petasentra.studies.differing import StudyDifference

        ours = [one is None for one in (self.check, self.nearest, self.solution)]
        if not isinstance(after, StudyResult) or self.study.site_ids != after.study.site_ids or ours != [
            one is None for one in (after.check, after.nearest, after.solution)
        ]:  # fmt: skip
            raise OptionError(
                "Only two runs of one study can be compared.",
                "Hanya dua jawaban dari satu studi yang dapat dibandingkan.", code=801,
            )  # fmt: skip
        return StudyDifference(self, after)

    def to_arrow(self) -> pa.Table:
        """Return `table` as pyarrow."""
        return self.table.to_arrow()

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return `table` with the geometry of the sentra."""
        import geopandas as gpd

        shapes = self.study.layer.to_geopandas()
        return gpd.GeoDataFrame(self.to_arrow().to_pandas(), geometry=shapes.geometry.to_numpy(), crs=shapes.crs)

    def __repr__(self) -> str:
        parts = []
        if self.check is not None:
            found: dict[str, int] = {}
            for one in self.check.table["verdict"]:
                found[one] = found.get(one, 0) + 1
            parts.append(", ".join(f"{count} {word}" for word, count in sorted(found.items())))
        if self.nearest is not None:
            minutes = np.asarray(self.nearest.to_arrow()["minutes"], dtype=float)
            known = minutes[np.isfinite(minutes)]
            parts.append(
                f"{len(known)} of {len(self)} reach a target" + (f", {known.mean():.0f} min" if len(known) else "")
            )
        if self.solution is not None:
            parts.append(f"chain {self.solution.status}")
        mark = " (schematic)" if any(self.table["schematic"]) else ""
        return f"StudyResult: {repr(self.name) + ', ' if self.name else ''}{len(self)} sentra; {'; '.join(parts)}{mark}"

    def _repr_html_(self) -> str:
        return str(self.to_arrow().to_pandas().to_html(index=False, na_rep="-"))

    # -- within -------------------------------------------------------------------------------------------------------

    def _place(self, site_id: object) -> int:
        if str(site_id) in self.study.site_ids:
            return self.study.site_ids.index(str(site_id))
        raise OptionError(
            f"There is no sentra {site_id!r}.", f"Tidak ada sentra {site_id!r}.", code=801,
            **did_you_mean(str(site_id), self.study.site_ids, otherwise=("", "")),
        )  # fmt: skip

    def _marked_sentra(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        marked = np.zeros(len(self), dtype=bool)
        for name in _MARKS:
            if name in self.study.layer.columns:
                marked |= np.array([one is not None and one == one and bool(one) for one in self.study.layer[name]])
        return marked

    def _workers(self) -> list[float | None]:
        if "workers" not in self.study.layer.columns:
            return [None] * len(self)
        return [_number(one) for one in self.study.layer["workers"]]


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if np.isfinite(number) else None
