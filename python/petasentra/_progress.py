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


def part_of(progress: Progress, label: str, part: int, parts: int) -> Callable[[float], object] | None:
    """Return what one of several equal parts of a work reports to: number `part`, from 0, of `parts`."""
    whole = progress_callback(progress, label)
    return None if whole is None else lambda share: whole((part + share) / parts)


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
