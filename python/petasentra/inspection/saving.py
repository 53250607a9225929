"""An inspection written to a file, whole or not at all."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.errors import OptionError
from petasentra.files.replacing import write_text

if TYPE_CHECKING:
    import os

    from petasentra.files.load_report import Lang
    from petasentra.inspection.report import InspectReport


def save(report: InspectReport, path: str | os.PathLike[str], lang: Lang) -> Path:
    """Write a report; see `InspectReport.save`."""
    target = Path(path)
    ending = target.suffix.casefold()
    if ending in (".html", ".htm"):
        content = report.html(lang)
    elif ending == ".json":
        content = json.dumps(plain(report.to_dict()), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    elif ending in (".txt", ".md", ""):
        content = report.text(lang) + "\n"
    else:
        raise OptionError(
            message_id=f'Laporan tidak dapat ditulis sebagai "{ending}".',
            message_en=f'The report cannot be written as "{ending}".',
            hint_id="Pakai akhiran .html, .json, atau .txt.",
            hint_en="Use the ending .html, .json or .txt.",
            code=801,
        )
    write_text(content, target)
    return target


def plain(value: object) -> object:
    """Return a value as JSON can hold it: numbers that are no numbers become null, other things text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)
