"""A study: sentra with the law they are under, the roads they use and the chain they live on."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from petasentra.days import as_day
from petasentra.errors import OptionError, SchemaError
from petasentra.layers.layer import as_layer
from petasentra.network.journey import Journey
from petasentra.studies.closing import require_known, roads_here
from petasentra.studies.result import StudyResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra._progress import Progress
    from petasentra.conformance.check_result import CheckResult
    from petasentra.days import DayLike
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.network.nearest import NearestTargets
    from petasentra.network.road_network import RoadNetwork
    from petasentra.studies.scenario import Scenario
    from petasentra.supply.chain import SupplyChain
    from petasentra.supply.solution import SupplySolution

__all__ = ["Study"]


class Study:
    """What is asked of the same sentra again and again: under which law, how far, from whom.

    Each part may be left out; what a scenario changes in a part that is not there is an error.

    Parameters
    ----------
    sentra
        Points, lines or polygons with the column `site_id`; ``workers`` is read where it is there.
    as_of
        The day on which law and permits are looked at.
    site_id, activity, for_activity
        As for `petasentra.check`.
    pack
        The law.
    net, targets, target_id, journey
        Roads, and places of which each sentra wants the nearest; see `RoadNetwork.nearest`.
    chain
        Who supplies whom.
    known_as
        Names of sentra in the chain by site id: the id of a processor, or what its ``sentra`` column says. Without
        one, the site id itself.
    schematic
        Whether pack or roads are schematic: then every row says so. Rows whose sentra, or whose flows, are marked
        invented say it in any case.

    Raises
    ------
    OptionError
        Nothing is given to be asked, or `net` without `targets`.
    SchemaError
        The sentra have no such column, or ids repeat.

    Examples
    --------
    >>> import petasentra as ps
    >>> data = ps.datasets.jombang()
    >>> study = ps.Study(data.sentra, as_of="2015-06-01", pack=data.pack(), schematic=True)
    >>> ban = ps.Scenario("ban", law={"cells": {"perda-21-2009": {("daur-ulang-slag-aluminium", "KPI"): "X"}}})
    >>> before, after = study.run(), study.run(ban)
    >>> before.diff(after)
    StudyDifference: 'ban', 6 sentra: 1 worse, 5 same (schematic)
    """

    def __init__(
        self,
        sentra: LayerLike,
        *,
        as_of: DayLike,
        site_id: str = "site_id",
        activity: str = "activity",
        for_activity: str | None = None,
        pack: PlanPack | None = None,
        net: RoadNetwork | None = None,
        targets: LayerLike | None = None,
        target_id: str | None = None,
        journey: Journey | None = None,
        chain: SupplyChain | None = None,
        known_as: Mapping[str, str] | None = None,
        schematic: bool = False,
    ) -> None:
        self.layer: Layer = as_layer(sentra)
        self.as_of = as_day(as_of)
        self.site_id = site_id
        if pack is None and net is None and chain is None:
            raise OptionError(
                "A study needs a pack, roads or a chain.",
                "Studi memerlukan paket rencana, jalan, atau rantai pasok.",
                code=801,
            )
        if (net is None) != (targets is None):
            raise OptionError(
                "net= and targets= go together: the nearest target of each sentra is asked for.",
                "net= dan targets= harus diberikan bersama: yang dicari ialah tujuan terdekat setiap sentra.",
                code=801,
            )
        self.pack, self.net, self.chain = pack, net, chain
        self.targets, self.target_id, self.journey = targets, target_id, journey
        self.known_as = dict(known_as or {})
        self.schematic = schematic
        self._question: dict[str, Any] = {"activity": activity, "for_activity": for_activity, "site_id": site_id}
        self.site_ids = self._ids()

    def run(
        self, scenario: Scenario | None = None, *, progress: Progress = None, threads: int | None = None
    ) -> StudyResult:
        """Answer everything, as things are or in a scenario.

        Sites whose law a scenario cannot touch are not asked again, and costs of roads are laid on the hierarchy that
        is there; answers are those of asking anew.

        Parameters
        ----------
        scenario
            What is otherwise; nothing by default.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        StudyResult
            One row a sentra; `diff` sets two of them side by side.

        Raises
        ------
        OptionError
            The scenario changes something that the study does not have, or names what is not there.
        """
        if scenario is not None:
            self._require_parts(scenario)
        return StudyResult(
            study=self,
            scenario=scenario,
            check=self._law(scenario, progress, threads),
            nearest=self._roads(scenario, progress, threads),
            solution=self._supply(scenario, progress),
        )

    def __len__(self) -> int:
        return len(self.layer)

    def __repr__(self) -> str:
        parts = {"law": self.pack, "roads": self.net, "chain": self.chain}
        return (
            f"Study: {len(self)} sentra on {self.as_of}, with {', '.join(k for k, v in parts.items() if v is not None)}"
        )

    # -- within -------------------------------------------------------------------------------------------------------

    def _ids(self) -> list[str]:
        if self.site_id not in self.layer.columns:
            raise SchemaError(
                f"The sentra have no column {self.site_id!r}.", f"Sentra tidak memiliki kolom {self.site_id!r}.",
                code=101, column=self.site_id, hint_en="Name it with site_id=.", hint_id="Sebut dengan site_id=.",
            )  # fmt: skip
        names = [str(one) for one in self.layer[self.site_id]]
        twice = next((one for one, many in Counter(names).items() if many > 1), None)
        if twice is not None:
            raise SchemaError(
                f"The id {twice!r} is there twice.", f"Id {twice!r} muncul dua kali.", code=101, column=self.site_id,
                feature=twice,
            )  # fmt: skip
        return names

    def _require_parts(self, scenario: Scenario) -> None:
        wanted = (
            (scenario.asks_law, self.pack is not None, "the law", "ketentuan", "pack="),
            (scenario.asks_roads, bool(self._road_networks), "roads", "jalan", "net="),
            (scenario.asks_chain, self.chain is not None, "the chain", "rantai pasok", "chain="),
        )
        for asked, there, what_en, what_id, option in wanted:
            if asked and not there:
                raise OptionError(
                    f"The scenario {scenario.name!r} changes {what_en}, and the study has none.",
                    f"Skenario {scenario.name!r} mengubah {what_id}, dan studi ini tidak memilikinya.",
                    hint_en=f"Give {option} to the study.", hint_id=f"Berikan {option} pada studi.", code=801,
                )  # fmt: skip
        require_known(self._road_networks, scenario)

    @cached_property
    def _road_networks(self) -> list[RoadNetwork]:
        """Return the networks of journeys and chain, each once."""
        chained = None if self.chain is None else self.chain.network
        return [
            one
            for place, one in enumerate((self.net, chained))
            if one is not None and (place == 0 or one is not self.net)
        ]

    @cached_property
    def _checked(self) -> CheckResult:
        from petasentra.conformance.checking import check

        assert self.pack is not None
        return check(self.layer, self.pack, as_of=self.as_of, **self._question)

    def _law(self, scenario: Scenario | None, progress: Progress, threads: int | None) -> CheckResult | None:
        if self.pack is None:
            return None
        if scenario is None or not scenario.asks_law:
            return self._checked
        changed = self.pack.with_change(rezone=scenario.rezone, **scenario.law)
        return self._checked.again(changed, progress=progress, threads=threads)

    def _roads(self, scenario: Scenario | None, progress: Progress, threads: int | None) -> NearestTargets | None:
        if self.net is None or self.targets is None:
            return None
        asked: dict[str, Any] = {
            "journey": self.journey, "origin_id": self.site_id, "target_id": self.target_id, "progress": progress,
            "threads": threads,
        }  # fmt: skip
        if scenario is not None and scenario.asks_roads:
            how = self.journey or Journey()
            asked["vehicle"] = self.net.scenario(
                how.vehicle, which=how.which, as_of=how.as_of, without_class=how.without_class, title=scenario.name,
                **roads_here(self.net, scenario),
            )  # fmt: skip
        return self.net.nearest(self.layer, self.targets, 1, **asked)

    def _supply(self, scenario: Scenario | None, progress: Progress) -> SupplySolution | None:
        if self.chain is None:
            return None
        chain = self.chain
        if scenario is not None and (scenario.asks_chain or (scenario.asks_roads and chain.network is not None)):
            roads: dict[str, Any] = {}
            if chain.network is not None and scenario.asks_roads:
                roads = roads_here(chain.network, scenario)
            chain = chain.scenario(
                lose=scenario.lose, amount=scenario.amount, price=scenario.price, lapse=scenario.lapse, **roads
            )
        return chain.solve(as_of=self.as_of, progress=progress)
