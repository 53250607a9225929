"""Progress of long work: nothing, a callable, or a bar in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = bool | Callable[[float], object] | None
"""True for a bar, a callable that gets the done share (0..1), None or False for silence."""


def progress_callback(progress: Progress, label: str) -> Callable[[float], object] | None:
    """Return what the core reports the done share to: the callable given, a bar named `label`, or None."""
    if progress is None or progress is False:
        return None
    return _Bar(label) if progress is True else progress


def part_of(whole: Callable[[float], object] | None, part: int, parts: int) -> Callable[[float], object] | None:
    """Return what one of several equal parts of a work reports to: number `part`, from 0, of `parts`."""
    return None if whole is None else lambda share: whole((part + share) / parts)


class Stages:
    """One progress from 0 to 1 over work that is done in steps.

    Parameters
    ----------
    progress, label
        As for `progress_callback`.
    again
        Whether a share is told again that was told before: a solver does not know how far it is, and what gets the
        progress may want to end it.

    Examples
    --------
    >>> told = []
    >>> stages = Stages(told.append, "work")
    >>> stages.until(0.25)(0.5)
    >>> stages.until(1.0)(1.0)
    >>> stages.end()
    >>> told
    [0.125, 1.0]
    """

    def __init__(self, progress: Progress, label: str, *, again: bool = False) -> None:
        self._tell = progress_callback(progress, label)
        self._again = again
        self._begin = 0.0
        self._told = -1.0

    def until(self, end: float) -> Callable[[float], object] | None:
        """Return what the next step reports its own share to: it ends at `end` of the whole."""
        begin, self._begin = self._begin, max(end, self._begin)
        end = self._begin
        if self._tell is None:
            return None
        return lambda share: self._report(begin + (end - begin) * share)

    def left(self, share: float) -> Callable[[float], object] | None:
        """Return the same for a step that takes a share of what is left."""
        return self.until(self._begin + share * (1.0 - self._begin))

    def end(self) -> None:
        """Say that the work is done, where the last step has not: it may have had nothing to do."""
        if self._told < 1.0:
            self._report(1.0)

    def _report(self, share: float) -> None:
        if self._tell is not None and (self._again or share > self._told):
            self._told = max(share, self._told)
            self._tell(self._told)


class _Bar:
    """A bar that goes away when the work is done, or when it ends early and the bar is dropped."""

    def __init__(self, label: str) -> None:
        from rich.progress import Progress as Bar

        self._bar = Bar(transient=True)
        self._task = self._bar.add_task(label, total=1.0)
        self._bar.start()

    def __call__(self, share: float) -> None:
        self._bar.update(self._task, completed=share)
        if share >= 1.0:
            self._bar.stop()

    def __del__(self) -> None:
        self._bar.stop()
