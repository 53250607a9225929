"""Programs that take HiGHS long, as the solver is given them."""

from __future__ import annotations

import numpy as np

from petasentra.supply.program import Columns, Program, Terms

NONE = np.zeros(0, dtype=np.int64)


def program(cost, high, rows, matrix, whole=NONE):
    """Least cost with matrix x = rows and 0 <= x <= high; `matrix` as (row, column, value) sorted by column."""
    row, column, value = matrix
    start = np.searchsorted(column, np.arange(len(cost) + 1))
    return Program(
        cost, np.zeros(len(cost)), high, whole, rows, rows, start, row, value.astype(float),
        Columns(NONE, NONE, NONE, NONE, NONE, NONE), Terms(["demand"] * len(rows), NONE, NONE, NONE, NONE),
    )  # fmt: skip


def assignment(count):
    """Who does what among so many: a linear program of count x count columns."""
    one, other = np.divmod(np.arange(count * count), count)
    row = np.column_stack([one, count + other]).reshape(-1)
    cost = np.random.default_rng(0).integers(1, 10_000, count * count).astype(float)
    column = np.repeat(np.arange(count * count), 2)
    return program(cost, np.full(count * count, np.inf), np.ones(2 * count), (row, column, np.ones(len(row))))


def market_split(rows=6, columns=50):
    """Divide customers so that every product is halved (Cornuejols and Dawande 1998): nothing bounds the search."""
    rng = np.random.default_rng(0)
    matrix = rng.integers(0, 100, (rows, columns)).astype(float)
    over, under = columns + 2 * np.arange(rows), columns + 2 * np.arange(rows) + 1
    row = np.concatenate([np.tile(np.arange(rows), columns), np.arange(rows), np.arange(rows)])
    column = np.concatenate([np.repeat(np.arange(columns), rows), over, under])
    value = np.concatenate([matrix.T.reshape(-1), np.ones(rows), -np.ones(rows)])
    order = np.argsort(column, kind="stable")
    cost = np.concatenate([np.zeros(columns), np.ones(2 * rows)])
    high = np.concatenate([np.ones(columns), np.full(2 * rows, np.inf)])
    halves = np.floor(matrix.sum(axis=1) / 2)
    return program(cost, high, halves, (row[order], column[order], value[order]), np.arange(columns))
