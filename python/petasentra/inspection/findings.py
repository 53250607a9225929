"""What looking at a file finds, as rows: code, severity, place, measure, message and hint in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from petasentra._english import by_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from petasentra.errors import PetasentraError
    from petasentra.files.load_report import Lang

    Rows: TypeAlias = NDArray[np.integer[Any]]

FIRST_PLACES = 5


@dataclass(frozen=True)
class Finding:
    """Something found while looking; ``code`` is a word of the findings catalogue.

    ``severity`` is ``note``, ``warning`` or ``error``; ``feature_id`` names rows (counted from 0) where there are few;
    ``column`` is the attribute it is about, if it is about one.
    """

    code: str
    severity: str
    layer: str
    message_id: str
    message_en: str
    hint_id: str = ""
    hint_en: str = ""
    feature_id: str = ""
    measure: float | None = None
    unit: str = ""
    column: str = ""

    def message(self, lang: Lang = "id") -> str:
        """Return message and hint in one language."""
        parts = (self.message_id, self.hint_id) if lang == "id" else (self.message_en, self.hint_en)
        return " ".join(part for part in parts if part)


def counted(code: str, severity: str, layer: str, rows: Rows, message_id: str, message_en: tuple[str, str]) -> Finding:
    """Return a finding about rows: their number goes before the messages, the first of them into the hint.

    `message_en` is what is said of one row and of several.
    """
    places = rows_text(rows)
    stop = "" if places.endswith("…") else "."
    return Finding(
        code,
        severity,
        layer,
        f"{len(rows)} {message_id}",
        f"{len(rows)} {by_number(len(rows), *message_en)}",
        f"Baris {places}{stop}",
        f"{by_number(len(rows), 'Row', 'Rows')} {places}{stop}",
        feature_id=places,
        measure=float(len(rows)),
        unit="rows",
    )


def rows_text(rows: Rows | Sequence[int]) -> str:
    """Return "0, 4, 7, …"."""
    shown = ", ".join(str(int(row)) for row in rows[:FIRST_PLACES])
    return shown + (", …" if len(rows) > FIRST_PLACES else "")


def finding_of(error: PetasentraError, code: str, layer: str) -> Finding:
    """Return an error that was met as a finding."""
    return Finding(code, "error", layer, error.message_id, error.message_en, error.hint_id, error.hint_en)
