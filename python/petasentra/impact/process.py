"""A process as data: its steps, what each does per unit of product, and which facility does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import SchemaError
from petasentra.findings.rows import finding
from petasentra.impact.inputs import text_of
from petasentra.impact.reading import read_amounts
from petasentra.impact.record_types import kind_of
from petasentra.impact.records import toml_of
from petasentra.impact.tables import placed_findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra.impact.amounts import Amount
    from petasentra.plotting.language import Words
    from petasentra.tables import Table

__all__ = ["Process", "Step", "read_process"]

_HEAD = ("id", "product", "unit", "working_days", "source", "verified", "schematic")
_STEP = ("id", "name_id", "name_en", "facility", "rate", "rate_unit", "source", "verified", "schematic")


@dataclass(frozen=True)
class Step:
    """One step: ``rate`` is what it handles per unit of product, in its own unit; ``facility`` is who does it."""

    id: str
    name: Words
    facility: str
    rate: Amount
    source: str
    verified: bool
    schematic: bool


@dataclass(frozen=True)
class Process:
    """Steps from material to product, counted per ``unit`` of the product.

    ``working_days`` are the days of a year on which machines run; without them a capacity a day counts on all days.
    """

    id: str
    product: str
    unit: str
    working_days: Amount
    steps: tuple[Step, ...]
    findings: Table

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        return f"Process: {self.id}, {len(self)} steps per {self.unit} of {self.product}"


def read_process(source: str | Path | Mapping[str, Any]) -> Process:
    """Read a process.

    Parameters
    ----------
    source
        A TOML file, or a dictionary of the same shape: ``[process]`` with ``id``, ``product``, ``unit`` and perhaps
        ``working_days``; ``[[step]]`` with ``id``, ``facility`` (a kind of `read_records`), ``rate`` (a figure) and
        ``rate_unit``, perhaps ``name_id``, ``name_en``; ``source``, ``verified`` and ``schematic`` in both. What a step
        leaves out of these three is that of the process.

    Raises
    ------
    IoError, SchemaError
        The file cannot be read, or lacks what has to be there.

    Examples
    --------
    >>> import petasentra as ps
    >>> process = ps.impact.read_process({
    ...     "process": {"id": "lebur", "product": "ingot", "unit": "t", "schematic": True},
    ...     "step": [{"id": "giling", "facility": "machine", "rate": "3,5-4", "rate_unit": "t"}]})
    >>> process.steps[0].rate.interval, process.steps[0].schematic
    (Interval: [7/2, 4], True)
    """
    file = "" if not isinstance(source, str | Path) else str(source)
    document: Any = source if not isinstance(source, str | Path) else toml_of(Path(source))
    head: Any = document.get("process") if hasattr(document, "get") else None
    steps = document.get("step", []) if hasattr(document, "get") else []
    if not hasattr(head, "get") or not isinstance(steps, list) or not all(hasattr(one, "get") for one in steps):
        raise _lacks("[process] + [[step]]", file)
    for cells, known in ((head, _HEAD), *((one, _STEP) for one in steps)):
        for name in cells:
            if name not in known:
                raise _lacks(name, file, known)
    for name in ("id", "product", "unit"):
        if not text_of(head.get(name)):
            raise _lacks(name, file)
    found: list[dict[str, Any]] = []
    days = _figure(head, "working_days", "", text_of(head["id"]), file, found)
    made = tuple(_step(one, head, row, file, found) for row, one in enumerate(steps))
    return Process(
        text_of(head["id"]), text_of(head["product"]), text_of(head["unit"]), days, made, placed_findings(found)
    )


def _step(cells: Mapping[str, Any], head: Mapping[str, Any], row: int, file: str, found: list[dict[str, Any]]) -> Step:
    name = text_of(cells.get("id"))
    place = name or f"({row})"
    if not name:
        told = f"langkah {row} tidak memiliki id", f"step {row} has no id"
        made = finding("RECORD_INCOMPLETE", "error", file, place, told, ("Beri id.", "Give it an id."))
        found.append(made | {"column": "id"})
    word = text_of(cells.get("facility"))
    kind = kind_of("facility", word)
    if kind is None:
        told = f"jenis fasilitas “{word}” tidak dikenal", f"the kind of facility '{word}' is not known"
        hint = "Pakai jenis yang tercantum di panduan.", "Use a kind that the manual lists."
        found.append(finding("RECORD_KIND_UNKNOWN", "warning", file, place, told, hint) | {"column": "facility"})
    marks = {key: cells[key] if key in cells else head.get(key) for key in ("source", "verified", "schematic")}
    return Step(
        name,
        (text_of(cells.get("name_id")) or name, text_of(cells.get("name_en")) or text_of(cells.get("name_id")) or name),
        kind or word,
        _figure(cells, "rate", text_of(cells.get("rate_unit")), place, file, found),
        text_of(marks["source"]),
        marks["verified"] is True,
        marks["schematic"] is True,
    )


def _figure(
    cells: Mapping[str, Any], column: str, unit: str, place: str, file: str, found: list[dict[str, Any]]
) -> Amount:
    amount = read_amounts([cells.get(column)], unit=unit)[0]
    if amount.status in ("ambiguous", "unreadable"):
        told = f"{column} “{amount.raw}”: {amount.reason[0]}", f"{column} '{amount.raw}': {amount.reason[1]}"
        hint = "Betulkan isinya; sampai saat itu dianggap tidak diketahui.", "Correct it; until then it is not known."
        found.append(finding("VALUE_UNREADABLE", "warning", file, place, told, hint) | {"column": column})
    return amount


def _lacks(name: str, file: str, known: tuple[str, ...] = ()) -> SchemaError:
    if known:
        return SchemaError(
            f"A process has no field {name!r}.", f"Proses tidak punya isian {name!r}.",
            hint_en="Fields: " + ", ".join(known), hint_id="Isian: " + ", ".join(known),
            code=101, file=file, column=name,
        )  # fmt: skip
    return SchemaError(
        f"The process lacks {name}.", f"Proses ini tidak memuat {name}.",
        hint_en="See ps.impact.read_process for what has to be there.",
        hint_id="Lihat ps.impact.read_process tentang isi yang wajib ada.", code=101, file=file, column=name,
    )  # fmt: skip
