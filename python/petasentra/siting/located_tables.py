"""The tables of chosen sites: demands, sites, and what goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra.network.ids import id_array
from petasentra.siting.places import naming, table_of, with_places
from petasentra.siting.words import DEMAND_WORDS, SITE_STATUS_WORDS, quantity

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.siting.located import LocatedSites
    from petasentra.tables import Table

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["demand_status", "demand_table", "flow_table", "serving", "site_status", "sites_table"]


def serving(found: LocatedSites) -> tuple[Rows, Rows, Numbers, Numbers]:
    """Return rows of demands and sites as given, amounts and costs of what goes where, by demand, then site."""
    answer = found.answer
    demand, site = found.begin.order[answer.demand], found.end.order[answer.site]
    order = np.lexsort((found.end.rank[site], demand))
    demand, site = demand[order], site[order]
    return demand, site, answer.amount[order], found.travel.cost[demand, site] / found.measure.scale


def demand_status(found: LocatedSites) -> tuple[list[str], Rows, Numbers]:
    """Return the status of each demand, its site (-1: none; of several the one that serves most), and its cost."""
    demand, site, amount, cost = serving(found)
    count = len(found.begin)
    given = np.bincount(demand, amount, minlength=count)
    spent = np.bincount(demand, amount * cost, minlength=count)
    main, mean = np.full(count, -1, dtype=np.int64), np.full(count, np.nan)
    by_amount = np.lexsort((-found.end.rank[site], amount, demand))  # the largest, of equal ones the smallest id, last
    main[demand[by_amount]] = site[by_amount]
    mean[demand] = cost
    some = given > 0
    mean[some] = spent[some] / given[some]
    needed = found.weight
    reachable = np.isfinite(np.where(found.allowed, found.travel.cost, np.inf)).any(axis=1)
    chosen = (found.travel.cost[:, found.chosen_rows] <= found.question.unreached).any(axis=1)
    capacitated, covering = found.method == "capacitated", found.method == "mclp"
    status = np.select(
        [
            found.travel.demand != "there", ~reachable, (main >= 0) & (given >= needed * (1 - 1e-9)), main >= 0,
            np.full(count, capacitated) & (needed == 0), np.full(count, covering), chosen & capacitated,
        ],
        [found.travel.demand, "no_candidate", "served", "partly_served", "nothing_needed", "uncovered",
         "capacity_taken"],
        "unreached",
    )  # fmt: skip
    return [str(one) for one in status], main, mean


def demand_table(found: LocatedSites) -> Layer | Table:
    """Return one row a demand; see `LocatedSites.demand`."""
    status, main, mean = demand_status(found)
    weight = pa.array(found.weight, mask=found.weight_unread)
    columns: dict[str, Any] = {
        "demand_id": id_array(found.begin.ids),
        "weight": weight,
        "site_id": id_array(found.end.ids).take(pa.array(main, mask=main < 0)),
        found.measure.column: pa.array(mean, mask=np.isnan(mean)),
    }
    if found.method == "capacitated":
        demand, _, amount, _ = serving(found)
        columns["served"] = pa.array(np.bincount(demand, amount, minlength=len(found.begin)))
    columns["status"] = pa.array(status, pa.string())
    reasons = _reasons(found, status)
    columns["reason_id"] = pa.array([one[0] for one in reasons], pa.string())
    columns["reason_en"] = pa.array([one[1] for one in reasons], pa.string())
    named = {"demand_id": found.begin, "site_id": found.end, "reason_id": found.end, "reason_en": found.end}
    return with_places(found.begin, columns, naming(named))


def _reasons(found: LocatedSites, status: list[str]) -> list[tuple[str | None, str | None]]:
    """Return why a demand is not served; nothing of those that are."""
    out: list[tuple[str | None, str | None]] = []
    nearest = found.travel.cost[:, found.chosen_rows]
    for row, word in enumerate(status):
        if word == "served":
            out.append((None, None))
        elif word == "uncovered" and np.isfinite(nearest[row]).any():
            site = int(np.lexsort((found.end.rank[found.chosen_rows], nearest[row]))[0])
            name = found.end.ids[int(found.chosen_rows[site])]
            far = float(nearest[row, site]) / found.measure.scale
            limit = found.question.cover / found.measure.scale
            (far_id, far_en), (most_id, most_en) = (
                [quantity(one, found.measure, lang) for lang in ("id", "en")] for one in (far, limit)
            )
            out.append((f"Lokasi terpilih terdekat ({name}) berjarak {far_id}; batasnya {most_id}.",
                        f"The nearest chosen site ({name}) is {far_en} away; the limit is {most_en}."))  # fmt: skip
        else:
            out.append(DEMAND_WORDS[word])
    return out


def site_status(found: LocatedSites) -> list[str]:
    """Return the status of each candidate."""
    chosen = np.zeros(len(found.end), dtype=bool)
    chosen[found.chosen_rows] = True
    status = np.select(
        [chosen & found.required, chosen, found.travel.site != "there", found.forbidden],
        ["required", "chosen", found.travel.site, "forbidden"], "not_chosen",
    )  # fmt: skip
    return [str(one) for one in status]


def sites_table(found: LocatedSites) -> Layer | Table:
    """Return one row a candidate; see `LocatedSites.sites`."""
    demand, site, amount, cost = serving(found)
    count = len(found.end)
    served = np.bincount(site, minlength=count)
    total = np.bincount(site, amount, minlength=count)
    spent = np.bincount(site, amount * cost, minlength=count)
    farthest = np.full(count, np.nan)
    np.fmax.at(farthest, site, cost)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = spent / total
    column = found.measure.column
    status = site_status(found)
    columns: dict[str, Any] = {
        "candidate_id": id_array(found.end.ids),
        "status": pa.array(status, pa.string()),
        "demands": pa.array(served.astype(np.int64)),
        "weight_served": pa.array(total),
        f"{column}_mean": pa.array(mean, mask=~np.isfinite(mean)),
        f"{column}_farthest": pa.array(farthest, mask=np.isnan(farthest)),
    }
    if found.capacity is not None and found.capacity_unread is not None:
        columns["capacity"] = pa.array(found.capacity, mask=found.capacity_unread)
        columns["capacity_left"] = pa.array(np.maximum(found.capacity - total, 0.0), mask=found.capacity_unread)
    for name in ("verified", "schematic"):
        held = found.end.mark(name)
        if held is not None:
            columns[name] = held
    columns["status_id"] = pa.array([SITE_STATUS_WORDS[one][0] for one in status], pa.string())
    return with_places(found.end, columns, naming({"candidate_id": found.end}))


def flow_table(found: LocatedSites) -> Table:
    """Return one row a demand and site that serves it; see `LocatedSites.flows`."""
    demand, site, amount, cost = serving(found)
    columns = {
        "demand_id": id_array(found.begin.ids).take(pa.array(demand)),
        "site_id": id_array(found.end.ids).take(pa.array(site)),
        "amount": pa.array(amount),
        found.measure.column: pa.array(cost),
    }
    return table_of(columns, naming({"demand_id": found.begin, "site_id": found.end}))
