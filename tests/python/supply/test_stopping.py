"""HiGHS in a process of its own: the same answers, ended by Ctrl-C, by progress that raises, and with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from chains import legs_table, made_chain, random_spec, table
from endless import assignment, market_split

import petasentra as ps
from petasentra.supply import solving
from petasentra.supply.highs_process import EngineProcess


class Enough(Exception):
    pass


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def gone(pid, within_s=60.0):
    end = time.monotonic() + within_s
    while time.monotonic() < end and is_there(pid):
        time.sleep(0.02)
    return not is_there(pid)


@pytest.fixture
def always_apart(monkeypatch):
    monkeypatch.setattr(solving, "_SMALL", -1)


def answers(spec, hard):
    solution = made_chain(spec).solve()
    tables = [solution.flows, solution.shadow_prices, solution.unmet, solution.single_cut_risk().table]
    conflict = solution.explain_shortage() if hard else None
    return [one.to_pylist() for one in tables], solution.total_idr, conflict and conflict.text_en


@pytest.mark.parametrize("seed", range(4))
def test_a_process_of_its_own_changes_no_number(seed, monkeypatch):
    spec = random_spec(np.random.default_rng(seed))
    here = answers(spec, seed == 0)
    monkeypatch.setattr(solving, "_SMALL", -1)
    assert answers(spec, seed == 0) == here


def openings(seed):
    rng = np.random.default_rng(seed)
    count = 4
    names = [f"S{i}" for i in range(count)]
    legs = {("G", name): float(rng.integers(1, 99)) for name in names}
    legs |= {(name, "B"): float(rng.integers(1, 99)) for name in names}
    chain = ps.SupplyChain(legs=legs_table(legs))
    chain.add_sources(table(id=["G"]), "dross", 100, unit="t")
    for name in names:
        chain.add_processors(
            table(id=[name]), {"dross": -1, "ingot": 0.5}, float(rng.integers(20, 60)), unit="t",
            fixed_idr=float(rng.integers(1, 9)) * 1e5,
        )  # fmt: skip
    chain.add_markets(table(id=["B"]), "ingot", 40, unit="t", unmet_penalty_idr=1e7)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    return chain


@pytest.mark.parametrize("seed", range(3))
def test_openings_are_the_same_in_a_process_of_its_own(seed, monkeypatch):
    def found():
        solution = openings(seed).solve()
        return solution.total_idr, solution.flows.to_pylist(), solution.single_cut_risk().table.to_pylist()

    here = found()
    monkeypatch.setattr(solving, "_SMALL", -1)
    assert found() == here


@pytest.mark.parametrize("program", [assignment(900), market_split()], ids=["linear", "whole"])
def test_progress_that_raises_ends_a_run(program):
    """Progress is asked for while HiGHS runs; what it raises comes out at once, and the process is gone."""
    begun, raised = np.inf, []

    def told(share):
        del share
        if time.monotonic() - begun > 0.3:
            raised.append(time.monotonic())
            raise Enough

    with solving.Solver(program, told=told) as solver:
        assert isinstance(solver._engine, EngineProcess)
        pid = solver._engine._process.pid
        begun = time.monotonic()
        with pytest.raises(Enough):
            solver.solve()
        assert time.monotonic() - raised[0] < 0.5
    assert not is_there(pid)
    assert len(raised) == 1


RUN = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import time
from endless import market_split, assignment
from petasentra.supply.solving import Solver
with Solver({program}) as solver:
    print(solver._engine._process.pid, flush=True)
    try:
        solver.solve()
        raise SystemExit("ended")
    except KeyboardInterrupt:
        print("interrupted", time.monotonic(), flush=True)
"""


def started(program):
    process = subprocess.Popen(
        [sys.executable, "-c", RUN.format(program=program)], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])},
    )  # fmt: skip
    assert process.stdout is not None
    return process, int(process.stdout.readline())


@pytest.mark.parametrize("program", ["assignment(900)", "market_split()"])
def test_ctrl_c_ends_a_run_at_once(program):
    process, child = started(program)
    try:
        time.sleep(0.5)
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    word, when = out.split()
    assert word == "interrupted"
    assert float(when) - sent < 0.5  # one clock for all processes; a tenth on a machine with nothing else to do
    assert not is_there(child)


def test_no_orphan_is_left_when_the_parent_dies():
    process, child = started("market_split()")
    time.sleep(0.3)
    assert is_there(child)
    process.kill()
    process.communicate()
    assert gone(child)


def test_a_process_that_is_killed_from_outside_is_told(always_apart):
    del always_apart
    with solving.Solver(market_split()) as solver:
        process = solver._engine._process
        process.kill()
        with pytest.raises(ps.InternalError, match="ended with code -9"):
            solver.solve()
    assert process.stdin.closed
    assert process.stdout.closed


def test_progress_goes_up_to_one():
    told: list[float] = []
    solution = made_chain(random_spec(np.random.default_rng(3))).solve(progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert solution.status == "optimal"


def test_cuts_that_were_interrupted_change_nothing():
    solution = made_chain(random_spec(np.random.default_rng(11))).solve()
    before = solution.single_cut_risk().table.to_pylist()

    def told(share):
        if share > 0.3:
            raise Enough

    with pytest.raises(Enough):
        solution.single_cut_risk(progress=told)
    assert solution.single_cut_risk().table.to_pylist() == before


@pytest.mark.parametrize("threads", [1, 2])
def test_who_else_runs_highs_here_with_other_threads_is_no_matter(threads):
    highspy = pytest.importorskip("highspy")
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    other.setOptionValue("threads", threads)
    other.addVariable(0, 1)
    other.run()
    assert made_chain(random_spec(np.random.default_rng(3))).solve().status == "optimal"
