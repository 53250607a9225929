"""Conflicts among many limits: irreducible by another solver, the same for every order of rows, interruptible."""

from __future__ import annotations

import signal
import threading
import time

import numpy as np
import pyarrow as pa
import pytest
from scipy.optimize import linprog
from scipy.sparse import csc_array

import petasentra as ps
from petasentra.supply.hubs import join_by_hubs
from petasentra.supply.program import LIMITS


def chain(count, seed, *, must_leave, near=6, order=1, scale=1.0):
    """Sources, sites with a capacity and a permit each, markets; `near` ways of each, all of them without it."""
    rng = np.random.default_rng(seed)
    names = {kind: [f"{kind}{i:04}" for i in range(count)] for kind in "GS"}
    names["B"] = [f"B{i:03}" for i in range(max(count // 4, 2))]
    legs = []
    for one, other in (("G", "S"), ("S", "B")):
        for name in names[one]:
            there = names[other] if near is None else rng.choice(names[other], min(near, len(names[other])), False)
            legs += [(name, to, float(rng.integers(1, 99))) for to in there]
    given = {"G": rng.uniform(5, 15, count), "S": rng.uniform(8, 16, count), "P": rng.uniform(6, 12, count) * scale}
    begin, end, km = zip(*legs[::order], strict=True)
    made = ps.SupplyChain(legs=pa.table({"from_id": begin, "to_id": end, "km": km}), periods={"p": 30})
    made.add_commodity("slag", b3=True)

    def rows(kind, **columns):
        return pa.table({"id": names[kind]} | columns).take(list(range(len(names[kind])))[::order])

    made.add_sources(rows("G", amount=given["G"]), "slag", "amount", unit="t/day", must_leave=must_leave)
    made.add_processors(rows("S", amount=given["S"]), {"slag": -1, "ingot": 0.27}, "amount", unit="t/day")
    made.add_markets(rows("B"), "ingot", 12, unit="t/day", unmet_penalty_idr=3e7)
    permits = pa.table({"permit_id": [f"P{one}" for one in names["S"]], "site_id": names["S"], "t_per_day": given["P"]})
    made.add_permits(permits.take(list(range(count))[::order]))
    made.add_vehicle("truk", idr_per_t_km=1500, b3_licensed=True)
    return made


def can_hold(solution, kept, *, hard):
    """Whether all rows hold if of the limits only some are kept: by scipy, on the program as it was made."""
    program = solution.program
    high = program.high.copy()
    if hard:
        high[program.columns.unmet.reshape(-1)] = 0.0
    limits = np.array([kind in LIMITS for kind in program.terms.kind])
    asked = ~limits
    asked[list(kept)] = True
    matrix = csc_array((program.value, program.index, program.start), shape=(len(limits), len(high))).tocsr()
    up, down = asked & np.isfinite(program.row_high), asked & np.isfinite(program.row_low)
    import scipy.sparse

    both = scipy.sparse.vstack([matrix[up], -matrix[down]])
    bound = np.concatenate([program.row_high[up], -program.row_low[down]])
    found = linprog(np.zeros(len(high)), both, bound, bounds=np.column_stack([program.low, high]), method="highs")
    assert found.status in (0, 2)
    return found.status == 0


def rows_of(solution, conflict):
    """The numbers of the rows of a conflict in the program."""
    from petasentra.supply.solution_tables import limit_name

    model, program = solution.model, solution.program
    known = {
        (kind, limit_name(model, program, row), model.periods[program.terms.period[row]]): row
        for row, kind in enumerate(program.terms.kind) if kind in LIMITS
    }  # fmt: skip
    return [known[row["limit"], row["name"], row["period"]] for row in conflict.rows.to_pylist()]


@pytest.mark.parametrize("near", [3, 6, None])
@pytest.mark.parametrize("must_leave", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_a_conflict_falls_apart_without_any_one_of_its_limits(seed, must_leave, near):
    solution = chain(18, seed, must_leave=must_leave, near=near, scale=0.5).solve()
    conflict = solution.explain_infeasible() if solution.status == "infeasible" else solution.explain_shortage()
    rows = rows_of(solution, conflict)
    hard = solution.status == "optimal"
    assert len(rows) == len(set(rows)) >= 2
    assert not can_hold(solution, rows, hard=hard)
    for one in rows:
        assert can_hold(solution, set(rows) - {one}, hard=hard)


@pytest.mark.parametrize("near", [4, None])
def test_the_order_of_rows_changes_no_conflict(near):
    there, back = (chain(25, 3, must_leave=True, near=near, order=order).solve() for order in (1, -1))
    assert there.explain_infeasible().rows.to_arrow().equals(back.explain_infeasible().rows.to_arrow())
    assert there.explain_infeasible().text_id == back.explain_infeasible().text_id


def test_of_conflicts_apart_that_with_the_fewest_limits_is_told():
    legs = {("A", "X"): 5, ("C", "Y"): 5, ("D", "Y"): 5, ("E", "Y"): 5}
    made = ps.SupplyChain(
        legs=pa.table({"from_id": [a for a, _ in legs], "to_id": [b for _, b in legs], "km": [5.0] * 4}),
        periods={"p": 1},
    )
    made.add_sources(pa.table({"id": ["C", "D", "E"]}), "abu", 4, unit="t", must_leave=True)
    made.add_sources(pa.table({"id": ["A"]}), "slag", 4, unit="t", must_leave=True)
    made.add_processors(pa.table({"id": ["Y"]}), {"abu": -1}, 10, unit="t")
    made.add_processors(pa.table({"id": ["X"]}), {"slag": -1}, 3, unit="t")
    made.add_vehicle("truk", idr_per_t_km=1000)
    conflict = made.solve().explain_infeasible()
    assert conflict.text_en == "The capacity of 3 t/day at X is below the 4 t/day of slag that has to leave A."
    assert sorted(conflict.fix["change_t"].tolist()) == pytest.approx([1, 2])


@pytest.mark.parametrize("seed", range(8))
def test_hubs_let_the_same_amounts_go(seed):
    """What giving way costs at least is the same with the legs and with the hubs in their place."""
    rng = np.random.default_rng(seed)
    solution = chain(
        14, seed, must_leave=True, near=None if seed % 2 else 4, scale=float(rng.uniform(0.3, 1.5))
    ).solve()
    program = solution.program
    joined = join_by_hubs(program, program.columns.legs.reshape(-1))
    assert len(joined.program.cost) < len(program.cost)
    limits = np.array([row for row, kind in enumerate(program.terms.kind) if kind in LIMITS])
    for _ in range(6):
        kept = rng.choice(limits, rng.integers(1, len(limits) + 1), replace=False)
        held = []
        for one in (program, joined.program):
            free = np.setdiff1d(limits, kept)
            low, high = one.row_low.copy(), one.row_high.copy()
            low[free], high[free] = -np.inf, np.inf
            matrix = csc_array((one.value, one.index, one.start), shape=(len(low), len(one.cost))).tocsr()
            up, down = np.isfinite(high), np.isfinite(low)
            import scipy.sparse

            found = linprog(
                np.zeros(len(one.cost)), scipy.sparse.vstack([matrix[up], -matrix[down]]),
                np.concatenate([high[up], -low[down]]), bounds=np.column_stack([one.low, one.high]), method="highs",
            )  # fmt: skip
            held.append(found.status)
        assert held[0] == held[1]


def again_and_again(solution):
    while True:
        solution.explain_infeasible()


def test_a_thousand_limits_are_explained_and_ctrl_c_ends_it_at_once():
    solution = chain(330, 0, must_leave=True, near=8, scale=0.9).solve()
    assert solution.status == "infeasible"
    assert sum(kind in LIMITS for kind in solution.program.terms.kind) > 1000
    sent = []

    def interrupt():
        time.sleep(0.5)
        sent.append(time.monotonic())
        signal.raise_signal(signal.SIGINT)

    # A process that was started in the background ignores Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Thread(target=interrupt).start()
        with pytest.raises(KeyboardInterrupt):
            again_and_again(solution)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - sent[0] < 2.0  # 0.1 s on a machine with nothing else to do
    rows = rows_of(solution, solution.explain_infeasible())
    assert not can_hold(solution, rows, hard=False)
    for one in rows[:: max(len(rows) // 5, 1)]:
        assert can_hold(solution, set(rows) - {one}, hard=False)
