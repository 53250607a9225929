"""Names of desa as people write them, and whether two of them mean one desa."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from petasentra.admin.lookup import lookup
from petasentra.admin.names import level_and_key, normalise_name
from petasentra.admin.units import by_name
from petasentra.sentra.slips import one_slip, rests_of

if TYPE_CHECKING:
    from petasentra.admin.units import Level, Unit

__all__ = ["NOT_THE_SAME", "SAME", "SIMILAR", "AreaName", "AreaNames", "agreement", "area_name"]

#: How well two names agree.
SAME, SIMILAR, NOT_THE_SAME = range(3)

#: What ends the name of a desa: a comma, a bracket, a dash or stroke between blanks, or the word of a level above.
_ENDS = re.compile(
    r"\s*[,;()]\s*|\s+[/–-]\s+|\s+(?=(?:kec(?:amatan)?|kab(?:upaten)?|prov(?:insi)?|propinsi)\b)", re.IGNORECASE
)
#: What is smaller than a desa: "RT 01 RW 02", and a dusun before its desa.
_WITHIN = re.compile(
    r"\bR[TW]\b[\s.:]*\d+(?:\s*/\s*(?:R[TW]\b[\s.:]*)?\d+)?|^\s*(?:dsn|dusun)\b.*?(?=\b(?:ds|desa|kel|kelurahan)\b)",
    re.IGNORECASE,
)
_BY_POSITION: tuple[Level, ...] = ("kecamatan", "kabupaten", "provinsi")


@dataclass(frozen=True)
class AreaName:
    """A name, taken apart.

    Attributes
    ----------
    keys
        The name without what differs between sources (`petasentra.admin.normalise_name`), in either spelling of the
        table of areas.
    above
        What it says of the areas above: of each the levels it may be of, and its key.
    unit
        The area of the table, where the name or code means just one.
    known
        True if some desa or kecamatan of the table has that name.
    held
        True if a desa of the table has that name and lies where it says.
    coarse
        True if it says that it is no desa but a kecamatan, kabupaten or province.
    shared
        True if the name alone does not decide: the table has it twice in one kabupaten.
    """

    keys: frozenset[str]
    above: tuple[tuple[frozenset[Level], str], ...] = ()
    unit: Unit | None = None
    known: bool = False
    held: bool = False
    shared: bool = False
    coarse: bool = False

    @property
    def is_desa(self) -> bool:
        """True if it is certain which desa is meant."""
        return self.unit is not None and self.unit.level == "desa"


@lru_cache(maxsize=1 << 17)
def area_name(text: str) -> AreaName:
    """Take a name or a code apart.

    Examples
    --------
    >>> area_name("Ds. Kendalsari Kec. Sumobito") == area_name("Kendalsari, Kecamatan Sumobito")
    True
    >>> area_name("35.17.11.2019").unit.name
    'Bakalan'
    """
    parts = [part for part in _ENDS.split(_WITHIN.sub(" ", text).strip()) if part]
    if not parts:
        return AreaName(frozenset())
    found = lookup(", ".join(parts), level="desa")
    if found.unit is not None:
        desa_itself = found.unit.level == "desa"
        return AreaName(
            _keys_of(found.unit),
            _above_of(found.unit),
            found.unit,
            known=True,
            held=desa_itself,
            coarse=not desa_itself,
        )
    own, *rest = parts
    level, key = level_and_key(own)
    named = [unit for unit in by_name().get(key, ()) if unit.level in ("desa", "kecamatan")]
    twins = Counter(unit.above[-2:] for unit in found.candidates if unit.level == "desa")
    return AreaName(
        frozenset({key}) - {""},
        tuple(_stated(part, place) for place, part in enumerate(rest)),
        None,
        known=bool(named),
        held=level in (None, "desa") and found.reason in ("parent_needed", "ambiguous"),
        coarse=level not in (None, "desa"),
        shared=any(count > 1 for count in twins.values()),
    )


def agreement(asked: AreaName, held: AreaName) -> int:
    """Tell how well two names agree: `SAME`, `SIMILAR` (one slip of the pen) or `NOT_THE_SAME`.

    Names with different areas above never agree, however alike they are; and two that both are names of areas in the
    table are no slips of each other, so Mojowangi is not Mojowarno.

    Examples
    --------
    >>> agreement(area_name("Bakalan, Kec. Sumobito"), area_name("Desa BAKALAN"))
    0
    >>> agreement(area_name("Bakallan"), area_name("Bakalan, Kec. Sumobito"))
    1
    >>> agreement(area_name("Bakalan, Kec. Sumobito"), area_name("Bakalan, Kec. Kesamben"))
    2
    """
    if asked.unit is not None and held.unit is not None:
        return SAME if asked.unit == held.unit else NOT_THE_SAME
    larger = any(one.coarse and other.is_desa for one, other in ((asked, held), (held, asked)))
    if larger or _apart(asked, held, slips=True):
        return NOT_THE_SAME
    if asked.keys & held.keys:
        return SIMILAR if _apart(asked, held, slips=False) else SAME
    if asked.known and held.known:
        return NOT_THE_SAME
    return SIMILAR if any(one_slip(one, other) for one in asked.keys for other in held.keys) else NOT_THE_SAME


class AreaNames:
    """Many names, to look for those that agree with one.

    Names are found by their keys, whole and without one letter: one slip of the pen leaves one of these the same. The
    time does not grow with the number of names.
    """

    def __init__(self, texts: list[str]) -> None:
        self.names = [area_name(text) for text in texts]
        self._by_rest: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            for key in name.keys:
                for rest in rests_of(key):
                    self._by_rest.setdefault(rest, []).append(number)

    def like(self, asked: AreaName) -> tuple[int, list[int]]:
        """Return how well the best agree, and their numbers; `NOT_THE_SAME` and none where no name does."""
        near = {one for key in asked.keys for rest in rests_of(key) for one in self._by_rest.get(rest, ())}
        found: dict[int, list[int]] = {SAME: [], SIMILAR: [], NOT_THE_SAME: []}
        for number in sorted(near):
            found[agreement(asked, self.names[number])].append(number)
        best = next((one for one in (SAME, SIMILAR) if found[one]), NOT_THE_SAME)
        return best, found[best] if best != NOT_THE_SAME else []

    def several(self, numbers: list[int]) -> bool:
        """Tell whether names that all agree with one are of different areas."""
        held = [self.names[number] for number in numbers]
        return any(agreement(one, other) == NOT_THE_SAME for one in held for other in held)


def _keys_of(unit: Unit) -> frozenset[str]:
    return frozenset({normalise_name(unit.name), normalise_name(unit.name_cod_ab or unit.name)})


def _above_of(unit: Unit) -> tuple[tuple[frozenset[Level], str], ...]:
    return tuple((frozenset({one.level}), normalise_name(one.name)) for one in unit.above)


def _stated(part: str, place: int) -> tuple[frozenset[Level], str]:
    """Return the levels an area above may be of, and its key: "Jombang" is a kecamatan and a kabupaten."""
    level, key = level_and_key(part)
    if level is not None:
        return frozenset({level}), key
    held = frozenset(unit.level for unit in by_name().get(key, ()) if unit.level != "desa")
    return held or frozenset({_BY_POSITION[min(place, 2)]}), key


def _apart(one: AreaName, other: AreaName, *, slips: bool) -> bool:
    """Tell whether two names say different areas above: every level one may be of has another name in the other.

    With `slips`, one slip of the pen is no other name, unless both are names of the table.
    """
    return any(_contradicts(stated, other, slips=slips) for stated in one.above) or any(
        _contradicts(stated, one, slips=slips) for stated in other.above
    )


def _contradicts(stated: tuple[frozenset[Level], str], other: AreaName, *, slips: bool) -> bool:
    levels, key = stated
    if any(key == held or (slips and _slip_of_another(key, held)) for _, held in other.above):
        return False
    return all(any(those == frozenset({level}) for those, _ in other.above) for level in levels)


def _slip_of_another(one: str, other: str) -> bool:
    return not (one in by_name() and other in by_name()) and one_slip(one, other)
