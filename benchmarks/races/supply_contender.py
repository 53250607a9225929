"""One contender of the race `supply` on one chain, in a process of its own.

Peak memory is counted by process, and ortools and highspy cannot share one.

    python benchmarks/races/supply_contender.py petasentra euclid 1000 3

prints the cost of the plan, seconds of each run, and megabytes that the runs took beyond costs and amounts.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from supply_instances import Chain, chain

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    Solve = Callable[[], int]

THREADS = 2


def by_petasentra(given: Chain) -> Solve:
    from petasentra.supply.transport_plan import transport

    return lambda: transport(given.costs, given.supply, given.demand, threads=THREADS).cost


def by_pot(given: Chain) -> Solve:
    """`ot.emd`, which takes fractions; below 2^53 these are the whole numbers."""
    import ot

    costs = given.costs.astype(np.float64)
    amounts = given.supply.astype(np.float64), given.demand.astype(np.float64)

    def solve() -> int:
        plan = ot.emd(*amounts, costs, numItermax=100_000_000)
        rows, columns = np.nonzero(plan)
        return int(np.rint(plan[rows, columns]).astype(np.int64) @ given.costs[rows, columns].astype(np.int64))

    return solve


def by_ortools(given: Chain) -> Solve:
    """`SimpleMinCostFlow`; the network is made anew each time, since it is solved only once."""
    from ortools.graph.python import min_cost_flow

    rows, columns = given.costs.shape
    tail = np.repeat(np.arange(rows, dtype=np.int32), columns)
    head = np.tile(np.arange(rows, rows + columns, dtype=np.int32), rows)
    most = np.minimum(given.supply[:, None], given.demand[None]).ravel()
    amounts = np.concatenate([given.supply, -given.demand])
    costs = given.costs.ravel().astype(np.int64)

    def solve() -> int:
        network = min_cost_flow.SimpleMinCostFlow()
        network.add_arcs_with_capacity_and_unit_cost(tail, head, most, costs)
        network.set_nodes_supplies(np.arange(len(amounts), dtype=np.int32), amounts)
        if network.solve() != network.OPTIMAL:
            sys.exit("ortools found no plan")
        return network.optimal_cost()

    return solve


def by_highspy(given: Chain) -> Solve:
    """HiGHS on the whole linear programme, its matrix made beforehand."""
    import highspy

    rows, columns = given.costs.shape
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = rows * columns, rows + columns
    programme.col_cost_ = given.costs.ravel().astype(np.float64)
    programme.col_lower_ = np.zeros(rows * columns)
    programme.col_upper_ = np.full(rows * columns, highspy.kHighsInf)
    amounts = np.concatenate([given.supply, given.demand]).astype(np.float64)
    programme.row_lower_ = programme.row_upper_ = amounts
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = np.arange(0, 2 * rows * columns + 1, 2)
    index = np.empty((rows * columns, 2), dtype=np.int32)
    index[:, 0] = np.repeat(np.arange(rows), columns)
    index[:, 1] = np.tile(np.arange(rows, rows + columns), rows)
    programme.a_matrix_.index_ = index.ravel()
    programme.a_matrix_.value_ = np.ones(2 * rows * columns)

    def solve() -> int:
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", THREADS)
        solver.passModel(programme)
        solver.run()
        return round(solver.getObjectiveValue())

    return solve


CONTENDERS: dict[str, Callable[[Chain], Solve]] = {
    "petasentra": by_petasentra,
    "POT": by_pot,
    "ortools": by_ortools,
    "highspy": by_highspy,
}


def memory_mb(name: str) -> float:
    """`VmRSS`, what the process holds, or `VmHWM`, the most it held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(rf"^{name}:\s*(\d+) kB", status, re.M)[0]) / 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def run(contender: str, kind: str, size: int, runs: int) -> dict[str, object]:
    """Cost, seconds of each run, and what memory grew by while they ran."""
    solve = CONTENDERS[contender](chain(size, kind))
    forget_peak()
    before = memory_mb("VmRSS")
    costs: list[int] = []
    taken = [seconds(lambda: costs.append(solve())) for _ in range(runs)]
    return {"cost": costs[0], "seconds": taken, "mb": memory_mb("VmHWM") - before}


if __name__ == "__main__":
    named, kind, size, runs = sys.argv[1:]
    print(json.dumps(run(named, kind, int(size), int(runs))))
