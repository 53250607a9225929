"""Whether both sides of the race `conformance` give the same answers: every column, every row, distances that count."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import petasentra as ps

SHARE, METRES = 1e-9, 1e-6
SAID = 0.05  # metres: a reason says one decimal
OURS_ALONE = {"share_min", "share_max", "probability_conforming", "reason_id", "reason_en"}
DISTANCE = re.compile(r'"jarak-(\w+)"[^:]*: ([\d,]+\.\d+) m from ')


def plain(value: Any) -> Any:
    """Nothing is None, however a library writes it."""
    if isinstance(value, list | np.ndarray):
        return list(value)
    return None if value is None or value is pd.NaT or value != value else value


def require_same_rows(ours: ps.Table, theirs: pd.DataFrame) -> float:
    """End the race if a column differs; return the largest difference of a share."""
    columns = [name for name in ours.columns if name not in OURS_ALONE]
    if set(columns) != set(theirs.columns):
        sys.exit(f"The columns differ: {set(columns) ^ set(theirs.columns)}. Nothing is written.")
    rows = ours.to_pandas()
    worst = float(np.abs(rows["share_conforming"] - theirs["share_conforming"]).max())
    if not worst <= SHARE:
        sys.exit(f"Shares differ by up to {worst:g}. Nothing is written.")
    for name in columns:
        if name == "share_conforming":
            continue
        if name == "as_of":
            mine, other = pd.to_datetime(rows[name]), pd.to_datetime(theirs[name])
            unequal = np.flatnonzero(mine.to_numpy() != other.to_numpy())
        else:
            pairs = zip(rows[name], theirs[name], strict=True)
            unequal = np.flatnonzero([plain(mine) != plain(other) for mine, other in pairs])
        if len(unequal):
            for row in unequal[:5]:
                print(rows["site_id"][row], rows[name][row], theirs[name][row], rows["reason_en"][row], sep="\n  ")
            sys.exit(f"{name}: {len(unequal)} rows differ. Nothing is written.")
    return worst


def require_same_distances(ours: ps.Table, metres: dict[str, pd.Series]) -> int:
    """End the race if a distance that a reason names is not the rival's; return how many were compared."""
    compared = 0
    for row, reason in enumerate(ours["reason_en"]):
        for rule, text in DISTANCE.findall(reason):
            compared += 1
            if row not in metres[rule].index or abs(metres[rule][row] - float(text.replace(",", ""))) > SAID:
                sys.exit(f"Row {row}: {rule} {text} m, the rival has no such distance. Nothing is written.")
    return compared
