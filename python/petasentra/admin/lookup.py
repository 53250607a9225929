"""One area by code or by name, and whether a code and a name mean the same area."""

from __future__ import annotations

import re
from functools import lru_cache

from petasentra.admin.answers import Answer, ambiguous, listed, parent_needed
from petasentra.admin.names import level_and_key
from petasentra.admin.units import Level, System, Unit, by_code, by_name, parents

_CODES: tuple[tuple[System, re.Pattern[str]], ...] = (
    ("kemendagri", re.compile(r"^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?$")),
    ("bps", re.compile(r"^(?:\d{2}|\d{4}|\d{7}|\d{10})$")),
    ("cod-ab", re.compile(r"^id(?:\d{2}|\d{4}|\d{7}|\d{10})$", re.IGNORECASE)),
)


def lookup(code_or_name: str, parent: str | None = None, *, level: Level | None = None) -> Answer:
    """Find one area.

    Parameters
    ----------
    code_or_name
        A code of Kemendagri, BPS or COD-AB, or a name in any writing; ``"Bakalan, Kec. Kesamben"`` names its parent.
    parent
        Name or code of an area it lies in, at any level above, or several with commas: ``"Sumobito, Jombang"``.
    level
        Where the name does not say it: ``provinsi``, ``kabupaten`` (kota too), ``kecamatan`` or ``desa``.

    Returns
    -------
    Answer
        True if exactly one area fits. A bare "Bekasi" is ambiguous: there are Kab. Bekasi and Kota Bekasi. The table
        does not hold the desa and kecamatan of the whole country, so their names need the kabupaten, or for a desa
        the kecamatan, beside them.

    Examples
    --------
    >>> from petasentra import admin
    >>> admin.lookup("Aik Dareq, Kec. Batukliang").unit.path
    'Desa Aik Darek, Kec. Batukliang, Kab. Lombok Tengah'
    >>> admin.lookup("Aik Dareq").reason
    'parent_needed'
    >>> answer = admin.lookup("Jombang")
    >>> answer.reason, [unit.path for unit in answer.candidates][:2]
    ('ambiguous', ['Kab. Jombang, Provinsi Jawa Timur', 'Kec. Jombang, Kab. Jombang'])
    >>> print(admin.lookup("Bakalan, Kec. Kesamben").message_en)
    "Bakalan" is not in Kec. Kesamben: the table has Desa Bakalan, Kec. Sumobito, Kab. Jombang (35.17.11.2019).
    """
    asked = str(code_or_name).strip()
    if not asked:
        return Answer(asked, None, "empty", (), "Tidak ada nama atau kode.", "There is no name or code.")
    if any(pattern.match(asked) for _, pattern in _CODES):
        return _by_code(asked)
    name, *above = (part.strip() for part in asked.split(","))
    wanted = [part for part in (*above, *(one.strip() for one in (parent or "").split(","))) if part]
    stated, _ = level_and_key(name)
    named = _of_level(_meant(name), stated or level)
    inside = tuple(unit for unit in named if all(_lies_in(unit, one) for one in wanted))
    if len(inside) == 1:
        return Answer(asked, inside[0]) if _certain(inside[0], wanted) else parent_needed(asked, inside[0])
    if inside:
        return ambiguous(asked, inside)
    return _none(asked, name, wanted, named, stated or level)


def agree(code: str, name: str) -> Answer:
    """Tell whether a code and a name mean the same area.

    Parameters
    ----------
    code
        A code of any of the systems.
    name
        The name beside it, with or without the areas above: ``"Bakalan, Kec. Kesamben"``.

    Returns
    -------
    Answer
        The area of the code, or ``conflict`` with the area of the code as candidate. The code is what counts: it comes
        from a table, a name is typed.

    Examples
    --------
    >>> from petasentra import admin
    >>> bool(admin.agree("35.17", "Kab. Jombang"))
    True
    >>> print(admin.agree("35.17.11.2019", "Bakalan, Kec. Kesamben").message_en)
    The code 35.17.11.2019 is Desa Bakalan, Kec. Sumobito, Kab. Jombang, the name says "Bakalan, Kec. Kesamben".
    """
    found = lookup(code)
    if found.unit is None:
        return found
    unit = found.unit
    own, *above = (part.strip() for part in name.split(","))
    stated, key = level_and_key(own)
    same_name = unit in by_name().get(key, ()) and stated in (None, unit.level)
    if same_name and all(_lies_in(unit, one) for one in above if one):
        return Answer(f"{code}: {name}", unit)
    return Answer(
        f"{code}: {name}",
        None,
        "conflict",
        (unit,),
        f'Kode {code} adalah {unit.path}, sedangkan namanya tertulis "{name}".',
        f'The code {code} is {unit.path}, the name says "{name}".',
    )


def unit_of_code(code: str) -> Unit | None:
    """Return the area of a code in whichever system it is written; None if the table has no such code."""
    for system, pattern in _CODES:
        if pattern.match(code):
            found = by_code(system).get(code.lower())
            if found is not None:
                return found
    return None


def _by_code(code: str) -> Answer:
    unit = unit_of_code(code)
    if unit is not None:
        return Answer(code, unit)
    return Answer(
        code, None, "unknown_code", (), f"Kode {code} tidak ada dalam tabel.", f"The code {code} is not in the table."
    )


def _of_level(found: tuple[Unit, ...], level: Level | None) -> tuple[Unit, ...]:
    return tuple(unit for unit in found if level is None or unit.level == level)


def _lies_in(unit: Unit, parent: str) -> bool:
    """Tell whether a unit lies in an area given by code or name; a bare name fits any level above."""
    return any(one in unit.above for one in _meant(parent))


def _certain(unit: Unit, wanted: list[str]) -> bool:
    """Tell whether enough was said: a kabupaten stands by itself, what lies in one needs it or its kecamatan."""
    if unit.level in ("provinsi", "kabupaten"):
        return True
    near = [one for one in unit.above if one.level != "provinsi"]
    return any(one in near for parent in wanted for one in _meant(parent))


def _none(asked: str, name: str, wanted: list[str], named: tuple[Unit, ...], level: Level | None) -> Answer:
    parent = ", ".join(wanted)
    levels: set[Level] = {unit.level for unit in named} or {level or "desa"}
    covered = any(_covers(area, one) for area in wanted for one in levels)
    if any(map(_meant, wanted)) and not covered:
        return Answer(
            asked,
            None,
            "not_held",
            (),
            f'Tabel tidak memuat bagian wilayah dari {parent}; "{name}" tidak dapat dicari.',
            f'The table holds no parts of {parent}; "{name}" cannot be looked for.',
        )
    if not all(map(_meant, wanted)):
        unknown = next(area for area in wanted if not _meant(area))
        return Answer(
            asked,
            None,
            "unknown_parent",
            (),
            f'"{unknown}" tidak ada dalam tabel, sehingga "{name}" tidak dicari.',
            f'"{unknown}" is not in the table, so "{name}" was not looked for.',
        )
    if named and wanted:
        return Answer(
            asked,
            None,
            "conflict",
            named,
            f'"{name}" tidak ada di {parent}: tabel memuat {listed(named)}.',
            f'"{name}" is not in {parent}: the table has {listed(named)}.',
        )
    return Answer(
        asked, None, "unknown_name", (), f'Nama "{asked}" tidak ada dalam tabel.', f'"{asked}" is not in the table.'
    )


@lru_cache(maxsize=4096)
def _meant(area: str) -> tuple[Unit, ...]:
    """Return every area that a code or a name may mean."""
    of_code = unit_of_code(area)
    if of_code is not None:
        return (of_code,)
    level, key = level_and_key(area)
    # A bare "Bekasi" may be meant for Kota Bekasi.
    bare_kota = by_name().get(f"kota{key}", ()) if level is None else ()
    return _of_level(by_name().get(key, ()), level) + tuple(one for one in bare_kota if one.level == "kabupaten")


def _covers(area: str, level: Level) -> bool:
    """Tell whether the table holds every part of that level in the area."""
    return any(
        level == "kabupaten" if unit.level == "provinsi" else unit.kemendagri in parents() for unit in _meant(area)
    )
