"""Long work of locate: its progress, and how soon it ends when it is told to."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from siting_ground import COSTS

import petasentra as ps
from petasentra.siting.covering import choose_covering
from petasentra.siting.solver import Program, solve


def test_progress_grows_to_one_and_may_end_the_work():
    told: list[float] = []
    ps.locate(None, None, COSTS, p=2, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    class Enough(Exception):
        pass

    def stop(_share):
        raise Enough

    for method in ({}, {"method": "mclp", "cover_cost": 2}, {"method": "capacitated", "capacity": 3}):
        with pytest.raises(Enough):
            ps.locate(None, None, COSTS, p=2, progress=stop, **method)


def test_a_solver_at_work_stops_when_the_progress_says_so():
    rng = np.random.default_rng(1)
    covers = rng.random((60, 400)) < 0.12
    calls = iter(range(10**9))

    def interrupt(_share):
        if next(calls) > 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        choose_covering(
            covers, rng.integers(1, 99, 400) + 0.37, 9, required=np.empty(0, int), effort=1e3, report=interrupt
        )


def test_a_large_program_asks_whether_to_go_on_and_ends_at_once():
    rng = np.random.default_rng(1)
    apart = np.hypot(*(rng.uniform(0, 1e5, (2, 2500, 1)) - rng.uniform(0, 1e5, (2, 1, 200))))

    class Enough(Exception):
        pass

    told: list[float] = []
    stopped: list[float] = []

    def stop(share):
        told.append(share)
        if told.count(share) > 3:  # a solver is at work, which does not know how far it is
            stopped.append(time.perf_counter())
            raise Enough

    with pytest.raises(Enough):
        ps.locate(None, None, apart, p=5, method="mclp", weight=rng.pareto(1.1, 2500) + 1, cover_cost=16_000,
                  progress=stop)  # fmt: skip
    assert time.perf_counter() - stopped[0] < 1.0
    assert told == sorted(told)


def test_ctrl_c_ends_a_search_at_once():
    begin = (
        "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import numpy as np, petasentra as ps\n"
        "cost = np.random.default_rng(1).integers(0, 10**6, (2000, 300)).astype(float)\n"
        "print('begin', flush=True)\n"
        "try:\n    ps.locate(None, None, cost, p=30, effort=50)\n"
        "except KeyboardInterrupt:\n    print('stopped', flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", begin], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begin\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "stopped\n"


def test_a_program_that_hits_its_limit_keeps_its_bound():
    one = np.ones(1)
    zero = np.zeros(1, dtype=np.int64)
    program = Program(one, one, np.array([True]), zero, zero, one, one, np.array([np.inf]))
    found = solve(program, 1, None)
    assert found.x is not None
    assert found.x.tolist() == [1.0]
    assert found.bound == pytest.approx(1.0)
