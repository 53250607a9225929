"""HiGHS in a process of its own, which can be ended at any time: what runs in ours cannot be interrupted.

Left to run in a thread, HiGHS goes on after Ctrl-C; a process takes all of it along. It ends with the work it was made
for, on Ctrl-C, when a progress callback raises, and when this process ends, however it does.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import subprocess
import sys
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import InternalError
from petasentra.supply import highs_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

__all__ = ["EngineProcess", "can_start"]

#: How often somebody who waits is asked whether to go on, in seconds.
_LOOK_EVERY = 0.05


def can_start() -> bool:
    """Whether this is a Python that can start another one: not so within other programs, such as QGIS."""
    return os.name == "posix" and Path(sys.executable or "").name.startswith("python")


class EngineProcess:
    """As `highs_engine.Engine`, in another process.

    Parameters
    ----------
    waiting
        Called every 0.05 s while there is no answer; what it raises ends the process.
    """

    def __init__(self, waiting: Callable[[], object]) -> None:
        self._waiting = waiting
        # A session of its own: Ctrl-C in a terminal reaches us, and we end it.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(Path(highs_engine.__file__).resolve())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, bufsize=1 << 16,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one)},
        )  # fmt: skip
        self._end = weakref.finalize(self, _ended, self._process)
        try:
            self._answer()
        except BaseException:
            self.close()
            raise

    def load(self, model: dict[str, np.ndarray]) -> None:
        """Take a model."""
        self._ask("load", model)

    def add(self, columns: dict[str, np.ndarray]) -> None:
        """Put columns in."""
        self._ask("add", columns)

    def set_bounds(self, columns: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Change the bounds of columns."""
        self._ask("set_bounds", columns, low, high)

    def set_costs(self, columns: np.ndarray, cost: np.ndarray) -> None:
        """Change the costs of columns."""
        self._ask("set_costs", columns, cost)

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        """Change the bounds of a row."""
        self._ask("set_row_bounds", row, low, high)

    def keep_feasible(self) -> None:
        """Go on by the primal simplex method."""
        self._ask("keep_feasible")

    def need_not_be_whole(self, columns: np.ndarray) -> None:
        """Let columns be any number."""
        self._ask("need_not_be_whole", columns)

    def run(self) -> highs_engine.Run:
        """Solve from where the model stands."""
        return highs_engine.Run(*self._ask("run", wanted=True))

    def search(self, nodes: int) -> highs_engine.Search:
        """Search for whole values within so many nodes."""
        return highs_engine.Search(*self._ask("search", nodes, wanted=True))

    def basis(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the basis at hand."""
        columns, rows = self._ask("basis", wanted=True)
        return columns, rows

    def start_from(self, columns: np.ndarray, rows: np.ndarray) -> None:
        """Stand at a basis, and keep it."""
        self._ask("start_from", columns, rows)

    def back(self, added: np.ndarray) -> None:
        """Take columns out and stand at the basis that was kept."""
        self._ask("back", added)

    def close(self) -> None:
        """End the process; it has nothing to lose."""
        self._end()

    def _ask(self, name: str, *arguments: object, wanted: bool = False) -> Any:  # noqa: ANN401  (what the method returns)
        """Send a request, and wait for the answer if one is wanted."""
        assert self._process.stdin is not None
        try:
            pickle.dump((name, arguments, wanted), self._process.stdin, protocol=5)
            self._process.stdin.flush()
            return self._answer() if wanted else None
        except (BrokenPipeError, EOFError) as error:
            code = self._process.wait()
            self.close()
            raise InternalError(
                f"The process of HiGHS ended with code {code}.", f"Proses HiGHS berakhir dengan kode {code}."
            ) from error
        except BaseException:
            self.close()
            raise

    def _answer(self) -> Any:  # noqa: ANN401
        """Wait for the next answer; it comes in one piece."""
        answers = self._process.stdout
        assert answers is not None
        while not select.select([answers], [], [], _LOOK_EVERY)[0]:
            self._waiting()
        return pickle.load(answers)


def _ended(process: subprocess.Popen[bytes]) -> None:
    """End a process and everything that is open to it."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):  # what was not yet sent
                pipe.close()
