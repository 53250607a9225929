"""Whether a program is transport and nothing else: then it falls into tables of sources and markets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from petasentra.supply.legs import Legs
    from petasentra.supply.model import Model

    Indices = npt.NDArray[np.int64]

__all__ = ["Block", "transport_blocks"]

_ROWS_OF_TRANSPORT = {"supply", "must_leave", "demand"}


@dataclass(frozen=True, eq=False)
class Block:
    """The legs of one commodity: every source with every market, a row a source, from leg ``first`` on.

    ``senders`` and ``takers`` are rows of the program, of shape (sources, periods) and (markets, periods). Nothing
    binds periods or commodities to each other, so each of them is a transportation problem of its own.
    """

    first: int
    senders: Indices
    takers: Indices


def transport_blocks(
    model: Model, legs: Legs, kinds: Sequence[str], out_rows: Indices, in_rows: Indices
) -> tuple[Block, ...] | None:
    """Return the blocks of a program; None where processors, storages, permits or limits of legs bind its flows.

    Parameters
    ----------
    model, legs
        What the program is of.
    kinds
        Kind of every row of the program.
    out_rows, in_rows
        Rows of each sending and taking port, of shape (ports, periods).
    """
    if len(model.processors) or len(model.storages) or not set(kinds) <= _ROWS_OF_TRANSPORT:
        return None
    found, first = [], 0
    for commodity in range(len(model.commodities)):
        from_ports, to_ports = model.sending.of(commodity), model.taking.of(commodity)
        found.append(Block(first, out_rows[from_ports], in_rows[to_ports]))
        first += len(from_ports) * len(to_ports)
    return tuple(found) if first == len(legs) else None
