"""Which column of a register holds what: given by the caller, or found by a profile."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from petasentra.errors import OptionError, SchemaError
from petasentra.profiles.fitting import field_of_columns, nearest_profile
from petasentra.profiles.tables import profile, rows
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra.layers.layer import Layer
    from petasentra.profiles.tables import Field

Role: TypeAlias = Literal["number", "decided_on", "kbli", "activity", "kind", "outcome", "extent", "basis"]
ROLES: tuple[Role, ...] = get_args(Role)


def register_profiles() -> tuple[str, ...]:
    """Return the profiles that say of their columns what they mean in a register of decisions.

    Examples
    --------
    >>> from petasentra.rechecks.roles import register_profiles
    >>> register_profiles()
    ('kkpr',)
    """
    return tuple(dict.fromkeys(row["profile"] for row in rows("registers")))


def columns_by_role(
    register: Layer, columns: Mapping[str, str], chosen: str | None
) -> tuple[dict[Role, str], dict[Role, Field]]:
    """Find the column of each role, and the field of the profile where it came from one.

    Parameters
    ----------
    register
        The register.
    columns
        Role -> column, as the caller says; wins over the profile.
    chosen
        Name of a profile; None takes the nearest that is one of a register.

    Raises
    ------
    OptionError
        There is no such role, or the profile is not one of a register.
    SchemaError
        A column that was named is not there, or nothing says which column holds the day or the activity.
    """
    _require_roles(columns)
    found: dict[Role, str] = {}
    fields: dict[Role, Field] = {}
    name = _profile_of(register, chosen)
    if name is not None:
        known = field_of_columns(register.columns, name)
        column_of = {field.name: column for column, field in known.items()}
        for row in rows("registers"):
            role: Role = row["role"]  # type: ignore[assignment]
            if row["profile"] == name and row["field"] in column_of:
                found[role] = column_of[row["field"]]
                fields[role] = profile(name).field(row["field"])
    for role in ROLES:
        if role in columns:
            found[role] = columns[role]
            fields.pop(role, None)
            register[columns[role]]  # a column that is not there is told with the nearest name
    if "activity" in columns and "kbli" not in columns:
        found.pop("kbli", None)
    _require_columns(register, found)
    return found, fields


@cache
def word_of(role: Role, text: str) -> str | None:
    """Return our word for what a register writes; None where no row of ``register_words.csv`` says it.

    Examples
    --------
    >>> from petasentra.rechecks.roles import word_of
    >>> word_of("extent", "disetujui sebagian"), word_of("basis", "Terbit Otomatis Pasal 181 ayat (1) huruf c")
    ('approved_in_part', 'automatic')
    """
    written = text.casefold()
    for row in rows("register_words"):
        known = row["text"].casefold()
        same = written.startswith(known[:-1]) if known.endswith("*") else written == known
        if row["role"] == role and same and row["verified"] == "true":
            return row["word"]
    return None


def _profile_of(register: Layer, chosen: str | None) -> str | None:
    known = register_profiles()
    if chosen is None:
        return next((fit.profile for fit in nearest_profile(register.columns) if fit.profile in known), None)
    name = profile(chosen).name
    if name in known:
        return name
    listed = ", ".join(known)
    raise OptionError(
        f'The profile "{name}" is not one of a register of decisions.',
        f'Profil "{name}" bukan profil daftar keputusan.',
        hint_en=f"Profiles of registers: {listed}. Or name the columns with columns=.",
        hint_id=f"Profil daftar keputusan: {listed}. Atau sebut kolomnya dengan columns=.",
        code=801,
    )


def _require_roles(columns: Mapping[str, str]) -> None:
    for name in columns:
        if name not in ROLES:
            raise OptionError(
                f'columns=: there is no role "{name}".',
                f'columns=: tidak ada peran "{name}".',
                **did_you_mean(name, list(ROLES), most=len(ROLES)),
                code=801,
            )


def _require_columns(register: Layer, found: Mapping[Role, str]) -> None:
    if "decided_on" not in found:
        raise _missing(register, "decided_on", "the day of a decision", "tanggal keputusan")
    if "kbli" not in found and "activity" not in found:
        raise _missing(register, "kbli", "the activity of a decision", "kegiatan sebuah keputusan")


def _missing(register: Layer, role: Role, what_en: str, what_id: str) -> SchemaError:
    return SchemaError(
        f"Nothing says which column of the register holds {what_en}.",
        f"Tidak ada petunjuk kolom mana pada daftar yang memuat {what_id}.",
        hint_en=f'Name it: columns={{"{role}": "COLUMN"}}. Columns: {", ".join(register.columns)}.',
        hint_id=f'Sebutkan: columns={{"{role}": "KOLOM"}}. Kolom: {", ".join(register.columns)}.',
        code=101,
        file=register.provenance["source"],
        layer=register.title,
    )
