"""How findings and ledgers call the rows of a layer; the core does the same (``RowNames`` of its topology)."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.layers.layer import Layer


def row_names(layer: Layer, feature_id: str | None) -> list[str]:
    """Return a name for each row: its id, else its number; ids that repeat are followed by the number, ``"A #4"``."""
    if feature_id is None:
        return [str(row) for row in range(len(layer))]
    names = [id_text(value) or str(row) for row, value in enumerate(layer[feature_id])]
    count = Counter(names)
    return [name if count[name] == 1 else f"{name} #{row}" for row, name in enumerate(names)]


def id_text(value: object) -> str:
    """Write an id as findings do: numbers without decimals where they have none; empty for null."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return "" if math.isnan(value) else str(int(value)) if value.is_integer() else f"{value:f}"
    return "" if value is None else str(value)
