"""What the table of areas answers, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from petasentra.admin.units import Unit

Reason = Literal[
    "",
    "empty",
    "unknown_code",
    "unknown_name",
    "unknown_parent",
    "parent_needed",
    "not_held",
    "ambiguous",
    "conflict",
]

_SHOWN = 4


@dataclass(frozen=True)
class Answer:
    """What the table says to a question: one area, or the reason why there is not exactly one.

    Attributes
    ----------
    asked
        The question as it came.
    unit
        The area; None unless ``reason`` is empty.
    reason
        ``empty``, ``unknown_code``, ``unknown_name``, ``unknown_parent``, ``parent_needed`` (a desa or kecamatan whose
        name may occur elsewhere in the country), ``not_held`` (the table holds no parts of that area), ``ambiguous``
        (see ``candidates``), ``conflict`` (code or parent say otherwise).
    candidates
        The areas in question.
    """

    asked: str
    unit: Unit | None = None
    reason: Reason = ""
    candidates: tuple[Unit, ...] = ()
    message_id: str = ""
    message_en: str = ""

    def __bool__(self) -> bool:
        return self.unit is not None


def parent_needed(asked: str, unit: Unit) -> Answer:
    """Say that the name alone does not decide: the table does not hold such areas of the whole country."""
    return Answer(
        asked,
        None,
        "parent_needed",
        (unit,),
        f'"{asked}" perlu nama wilayah di atasnya; tabel memuat {listed((unit,))}, tetapi tidak seluruh Indonesia.',
        f'"{asked}" needs the area above it: the table has {listed((unit,))}, but not the whole country.',
    )


def ambiguous(asked: str, found: tuple[Unit, ...]) -> Answer:
    """Say that several areas fit."""
    return Answer(
        asked,
        None,
        "ambiguous",
        found,
        f'"{asked}" dapat berarti {len(found)} wilayah: {listed(found)}.',
        f'"{asked}" may mean {len(found)} areas: {listed(found)}.',
    )


def listed(found: tuple[Unit, ...]) -> str:
    """Return the first areas in words, each with its code."""
    shown = [f"{unit.path} ({unit.kemendagri or unit.cod_ab})" for unit in found[:_SHOWN]]
    return "; ".join(shown) + ("; …" if len(found) > _SHOWN else "")
