"""Which profile a table follows, by the names of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from petasentra.formats.coordinate_names import coordinate_word
from petasentra.profiles.tables import Field, Profile, common_fields, profile, profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LEAST_SHARE, _LEAST_COLUMNS = 0.5, 3  # below, two columns called lon and lat would be a list of kabupaten
_DBF_WIDTH = 10  # a Shapefile cuts the names of columns to so many characters


@dataclass(frozen=True)
class Fit:
    """How well a table fits a profile.

    ``share`` (0..1) is the mean of two shares: of the profile's required fields that the table has, and of the table's
    columns (those left by programs not counted) that the profile knows. ``missing`` names the required fields that
    are not there.
    """

    profile: str
    share: float
    missing: tuple[str, ...]

    def __iter__(self) -> Iterable[object]:
        return iter((self.profile, self.share, self.missing))


def nearest_profile(columns: Iterable[str]) -> list[Fit]:
    """Rank the profiles by how well a table fits them, best first.

    Parameters
    ----------
    columns
        Names of the table's columns, without the geometry.

    Returns
    -------
    list of Fit
        Profiles of which at least one column is known; equal shares stay in the order of the profiles. Each unpacks
        into profile, share and missing.

    Examples
    --------
    >>> from petasentra.profiles import nearest_profile
    >>> name, share, missing = nearest_profile(["NAMOBJ", "KODKWS", "WADMKC", "LUASHA", "catatan"])[0]
    >>> name, round(share, 2), missing
    ('rtrw-permen14', 0.9, ())
    >>> nearest_profile(["x", "y"])
    []
    """
    names = list(columns)
    fits = []
    for candidate in profiles().values():
        known = field_of_columns(names, candidate)
        counted = [name for name in names if not _is_artefact(name, candidate)]
        matched = [name for name in counted if name in known]
        if not matched:
            continue
        present = {field.name for field in known.values()}
        missing = tuple(name for name in candidate.required if name not in present)
        required = 1 - len(missing) / len(candidate.required)
        fits.append(Fit(candidate.name, (required + len(matched) / len(counted)) / 2, missing))
    return sorted(fits, key=lambda fit: -fit.share)


def worth_naming(fit: Fit, columns: Sequence[str]) -> bool:
    """Tell whether a profile fits well enough to be named to people.

    It does by half and more, and by three columns, or by one that no other profile has; coordinates and what programs
    leave in tables do not count.

    Examples
    --------
    >>> columns = ["lon", "lat"]
    >>> worth_naming(nearest_profile(columns)[0], columns)
    False
    """
    known = field_of_columns(columns, fit.profile)
    matched = {
        field.name for column, field in known.items() if field.type != "artefact" and coordinate_word(column) is None
    }
    return fit.share >= _LEAST_SHARE and (
        len(matched) >= _LEAST_COLUMNS or bool(matched & signature(profile(fit.profile)))
    )


def field_of_columns(columns: Sequence[str], chosen: str | Profile) -> dict[str, Field]:
    """Return the field that each known column of a table holds, by column name.

    A column is known by the field's name, by an alias, by either in other capitals, or by either cut to the ten
    characters of a Shapefile. Where two columns could be one field, the better match wins, then the first column.
    """
    found: dict[str, tuple[int, str]] = {}
    names = _names_of(profile(chosen))
    by_name = {field.name: field for field in (*profile(chosen).fields, *common_fields())}
    for column in columns:
        rank, field_name = names.exact.get(column) or names.folded.get(column.casefold()) or (0, "")
        if not field_name and len(column) == _DBF_WIDTH:
            rank, field_name = names.cut.get(column.casefold(), (0, ""))
        if field_name and (field_name not in found or rank < found[field_name][0]):
            found[field_name] = (rank, column)
    column_of = {name: column for name, (_, column) in found.items()}
    fields = {column: by_name[name] for name, column in column_of.items()}
    return {column: fields[column] for column in columns if column in fields}


def signature(chosen: Profile) -> frozenset[str]:
    """Return the fields that this profile has and no other."""
    others = {name for one in profiles().values() if one.name != chosen.name for name in one.names}
    return frozenset(chosen.names) - others


@dataclass(frozen=True)
class _Names:
    """Names a field goes by: (rank, field), rank 1 for its own name, higher for weaker evidence."""

    exact: Mapping[str, tuple[int, str]]
    folded: Mapping[str, tuple[int, str]]
    cut: Mapping[str, tuple[int, str]]


@cache
def _names_of(chosen: Profile) -> _Names:
    exact: dict[str, tuple[int, str]] = {}
    folded: dict[str, tuple[int, str]] = {}
    cut: dict[str, tuple[int, str]] = {}
    for field in (*chosen.fields, *common_fields()):
        for rank, name in enumerate((field.name, *field.aliases)):
            exact.setdefault(name, (1 if rank == 0 else 2, field.name))
            folded.setdefault(name.casefold(), (3 if rank == 0 else 4, field.name))
            if len(name) > _DBF_WIDTH:
                key = name[:_DBF_WIDTH].casefold()
                other = cut.setdefault(key, (5, field.name))
                if other[1] != field.name:
                    cut[key] = (5, "")  # two fields look alike when cut: neither is taken
    return _Names(exact, folded, cut)


def _is_artefact(column: str, chosen: Profile) -> bool:
    field = field_of_columns([column], chosen).get(column)
    return field is not None and field.type == "artefact"
