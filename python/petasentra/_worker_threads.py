"""The number of worker threads as it is given."""

from __future__ import annotations

import operator

from petasentra.errors import OptionError


def worker_threads(threads: int | None) -> int | None:
    """Return the number as the core takes it, which refuses what is out of range; None is one for each processor."""
    if threads is None:
        return None
    try:
        return operator.index(threads)
    except TypeError:
        raise OptionError(
            f"The number of threads {threads!r} is no whole number.",
            f"Banyaknya utas (threads) {threads!r} bukan bilangan bulat.",
            hint_en="Give a number of 1..256, or leave it out (None): then there is one for each processor.",
            hint_id="Berikan bilangan 1..256, atau kosongkan (None) agar dipakai satu utas untuk tiap prosesor.",
            code=801,
        ) from None
