"""What the parts of the race `zoning` give back: lines against a rival, figures of our own, sentences for the page."""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import RUNS, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

Answer = TypeVar("Answer")
THREADS = 2  # of ours and of each rival that can use them
SLOW_S, SLOW_RUNS = 60.0, 3
OURS_A_TURN = 3
LINE_HEAD = ["| job | rival | rival s | runs | ours s | ratio | aim |", "|---|---|---|---|---|---|---|"]
FIGURE_HEAD = ["| what | figure | aim |", "|---|---|---|"]


@dataclass(frozen=True)
class Sizes:
    """How much is asked; `runs` is 1 where only a look is wanted whether everything works."""

    units: int
    many: int
    parcels: int
    national: tuple[int, int]
    runs: int


REAL = Sizes(units=456_488, many=10_000_000, parcels=200_000, national=(200, 400), runs=RUNS)
SMALL = Sizes(units=20_000, many=50_000, parcels=2_000, national=(10, 20), runs=1)


@dataclass(frozen=True)
class Timing:
    """Median of so many runs."""

    seconds: float
    runs: int


@dataclass(frozen=True)
class Line:
    """One line of the table; `aim` is what the ratio should reach."""

    job: str
    rival: str
    theirs: Timing
    ours: Timing
    aim: float | None

    def missed(self) -> bool:
        return self.aim is not None and self.theirs.seconds < self.aim * self.ours.seconds

    def against_aim(self) -> str:
        return (
            f"{self.job} against {self.rival}, {self.theirs.seconds / self.ours.seconds:.1f} in place of {self.aim:g}"
        )

    def text(self) -> str:
        ratio = self.theirs.seconds / self.ours.seconds
        return (
            f"| {self.job} | {self.rival} | {self.theirs.seconds:.3f} | {self.theirs.runs} | {self.ours.seconds:.4f} "
            f"| {ratio:.1f} | {'' if self.aim is None else f'{self.aim:g}'} |"
        )


@dataclass(frozen=True)
class Figure:
    """A figure of our own, with what it should not exceed where there is such a bound."""

    what: str
    value: float
    unit: str
    most: float | None = None

    def missed(self) -> bool:
        return self.most is not None and self.value > self.most

    def against_aim(self) -> str:
        return f"{self.what}, {self.value:.3g} in place of {self.most:g} {self.unit}"

    def text(self) -> str:
        aim = "" if self.most is None else f"at most {self.most:g}"
        return f"| {self.what} | {self.value:.3g} {self.unit} | {aim} |"


@dataclass
class Found:
    """What a part of the race found; each line is printed as soon as it is known."""

    lines: list[Line] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, row: Line | Figure) -> None:
        print(row.text(), flush=True)
        if isinstance(row, Line):
            self.lines.append(row)
        else:
            self.figures.append(row)

    def __add__(self, other: Found) -> Found:
        return Found(self.lines + other.lines, self.figures + other.figures, self.notes + other.notes)

    def tables(self) -> str:
        """Both tables, one without rows left out."""
        parts = [(LINE_HEAD, self.lines), (FIGURE_HEAD, self.figures)]
        return "\n\n".join("\n".join([*head, *(row.text() for row in rows)]) for head, rows in parts if rows)

    def said_of_aims(self) -> str:
        """How many aims are missed, and each of them by how much."""
        rows = [*self.lines, *self.figures]
        missed = [row.against_aim() for row in rows if row.missed()]
        aims = sum(row.aim is not None for row in self.lines) + sum(row.most is not None for row in self.figures)
        if not missed:
            return "All aims are reached."
        return f"{len(missed)} of {aims} aims are missed: {'; '.join(missed)}."


def timed(job: Callable[[], Answer], runs: int) -> tuple[Answer, Timing]:
    """Answer of the first run, and the median of `runs` after it; of three, the first too, if it takes over a minute.

    With one run the first is that.
    """
    answered, _ = beside(job, [], runs)
    return answered


def beside(
    theirs: Callable[[], Answer], ours: Sequence[Callable[[], Answer]], runs: int
) -> tuple[tuple[Answer, Timing], list[tuple[Answer, Timing]]]:
    """What `timed` gives, for a rival and for ours, who take turns: the speed of a machine changes by the minute.

    In each turn ours are run three times, so that they mostly find their own data in the processor's caches.
    """
    jobs = [theirs, *ours]
    answers: list[Answer] = []
    taken = [[seconds(lambda job=job: answers.append(job()))] for job in jobs]
    slow = taken[0][0] > SLOW_S
    if runs > 1:
        if not slow:
            taken = [[] for _ in jobs]
        for _ in range(SLOW_RUNS - 1 if slow else runs):
            taken[0].append(seconds(theirs))
            for job, into in zip(ours, taken[1:], strict=True):
                into.extend(seconds(job) for _ in range(OURS_A_TURN))
    medians = [Timing(statistics.median(each), len(each)) for each in taken]
    first, *others = zip(answers, medians, strict=True)
    return first, others


def require_same_rows(ours: np.ndarray, theirs: np.ndarray, rival: str) -> None:
    """End the race if any point lies elsewhere."""
    unequal = (ours != theirs).nonzero()[0]
    if len(unequal):
        sys.exit(f"{rival}: {len(unequal)} points lie elsewhere, the first is {unequal[0]}. Nothing is written.")
