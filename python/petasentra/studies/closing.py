"""Which of the roads that a scenario closes are in a network: journeys and chains may have different ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.errors import OptionError
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.scenario_edges import Roads
    from petasentra.studies.scenario import Scenario

__all__ = ["require_known", "roads_here"]


def roads_here(network: RoadNetwork, scenario: Scenario) -> dict[str, Any]:
    """Return the arguments of `RoadNetwork.scenario`: of names those that this network has, of anything else all."""
    close, named = scenario.close, _names(scenario.close)
    if named is not None:
        known = _known(network)
        close = [one for one in named if one.strip().casefold() in known] or None
    near: dict[str, Any] = {"within_m": scenario.within_m, "except_bridges": scenario.except_bridges}
    return {"close": close, "slower": scenario.slower, "build": scenario.build} | (near if close is not None else {})


def require_known(networks: Sequence[RoadNetwork], scenario: Scenario) -> None:
    """Say which name no network has.

    Raises
    ------
    OptionError
        There is none; the nearest name is told. Or roads are meant by number, and networks differ.
    """
    if not isinstance(scenario.close, str) and len(networks) > 1 and _has_numbers(scenario.close):
        raise OptionError(
            "The journeys and the chain have different roads: a number does not say which is meant.",
            "Jalan untuk perjalanan dan untuk rantai pasok berbeda: nomor tidak menyebut yang mana.",
            hint_en="Close roads by name or with a layer.", hint_id="Tutup jalan menurut nama atau dengan lapisan.",
            code=801, column="close",
        )  # fmt: skip
    known = {name: written for network in networks for name, written in _known(network).items()}
    for one in _names(scenario.close) or ():
        if one.strip().casefold() not in known:
            raise OptionError(
                f"No road is called {one!r}.", f"Tidak ada jalan bernama {one!r}.",
                **did_you_mean(one, sorted(set(known.values())), otherwise=("", "")), code=801, column="close",
            )  # fmt: skip


def _names(close: Roads | None) -> list[str] | None:
    """Return the names of roads, None where roads are meant in another way."""
    if isinstance(close, str):
        return [close]
    if isinstance(close, list | tuple) and close and all(isinstance(one, str) for one in close):
        return [str(one) for one in close]
    return None


def _has_numbers(close: Roads | None) -> bool:
    import numpy as np

    if isinstance(close, np.ndarray):
        return close.dtype.kind in "iu"
    return isinstance(close, int) or (isinstance(close, list | tuple) and any(isinstance(one, int) for one in close))


def _known(network: RoadNetwork) -> dict[str, str]:
    edges = network.edges()
    names = edges["name"] if "name" in edges.columns else []
    return {str(one).strip().casefold(): str(one) for one in set(names) if one}
