"""What may be otherwise: zones, cells of the law, roads, sources and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from petasentra.errors import OptionError

if TYPE_CHECKING:
    from petasentra.network.scenario_edges import Roads
    from petasentra.what_if.changes import Rezone

__all__ = ["Scenario"]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Changes that belong together; `Study.run` makes them wherever they reach.

    Parameters
    ----------
    name
        What it is called in tables and texts.
    rezone
        One or several `petasentra.Rezone`.
    law
        Other arguments of `PlanPack.with_change`: ``cells``, ``dates``, ``remove``, ``add``, ``layers``.
    close, within_m, except_bridges, slower, build
        As for `RoadNetwork.scenario`; they hold for the journeys of the study and for its chain.
    lose
        Ids of sources, processors and storages that drop out of the chain.
    amount, price, lapse
        As for `SupplyChain.scenario`: factors for amounts and for prices, and permits that nobody has any more.

    Raises
    ------
    OptionError
        It has no name, or ``law`` is no mapping.

    Examples
    --------
    >>> import petasentra as ps
    >>> ps.Scenario("banjir", close=["Jembatan Ploso"], slower={"local": 0.5}).asks_roads
    True
    """

    name: str = field(kw_only=False)
    rezone: Rezone | Sequence[Rezone] = ()
    law: Mapping[str, Any] = field(default_factory=dict)
    close: Roads | None = None
    within_m: float = 0.0
    except_bridges: bool = False
    slower: Mapping[str, float] | None = None
    build: bool | Roads | None = None
    lose: Sequence[str] = ()
    amount: Mapping[str, float] = field(default_factory=dict)
    price: Mapping[str, float] = field(default_factory=dict)
    lapse: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise OptionError(
                "A scenario needs a name.", "Skenario memerlukan nama.", code=801, column="name",
                hint_en='Write Scenario("flood", ...).', hint_id='Tulis Scenario("banjir", ...).',
            )  # fmt: skip
        for name in ("law", "amount", "price"):
            if not isinstance(getattr(self, name), Mapping):
                raise OptionError(
                    f"{name}= is no mapping of names to values.",
                    f"{name}= bukan pemetaan nama ke nilai.",
                    code=801,
                    column=name,
                )

    @property
    def asks_law(self) -> bool:
        """Whether the law is another one."""
        several = isinstance(self.rezone, Sequence)
        return bool(self.law) or not several or len(self.rezone) > 0  # type: ignore[arg-type]

    @property
    def asks_roads(self) -> bool:
        """Whether roads are closed, slower or opened."""
        return self.close is not None or bool(self.slower) or self.build is not None

    @property
    def asks_chain(self) -> bool:
        """Whether sites, prices or permits of the chain are otherwise."""
        return bool(self.lose) or bool(self.amount) or bool(self.price) or bool(self.lapse)
