"""Columns that say one thing in two dialects: codes and words side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from petasentra.layers.layer import as_layer
from petasentra.profiles.fitting import field_of_columns, nearest_profile
from petasentra.profiles.tables import Field, Profile, domain
from petasentra.profiles.tables import profile as profile_of
from petasentra.values.columns import arrow_array, trimmed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra.inspection import Finding
    from petasentra.layers.layer import Layer, LayerLike

#: How a code looks: digits, or one letter with digits and an optional letter (K02A).
_CODE = re.compile(r"^(?:\d+|[A-Za-z]\d{2}[A-Za-z]?)$")
_SHOWN_ROWS = 5
_SHOWN_TEXTS = 4


def domain_clashes(layer: LayerLike, profile: str | Profile | None = None) -> list[Finding]:
    """Find coded columns that hold codes in some rows and words in others (``KRB_03``: "1" and "Patahan Aktif").

    Parameters
    ----------
    layer
        The layer as it was read, before `apply_profile` wrote its codes in one way.
    profile
        The profile that says which columns are coded; by default the nearest one, and none if no profile is near.

    Returns
    -------
    list of Finding
        One ``DOMAIN_CLASH`` a column: ``feature_id`` names the first rows of the rarer dialect, ``measure`` their
        number. A column whose every row is blank has no dialect.

    Examples
    --------
    >>> import petasentra as ps, geopandas, shapely
    >>> frame = geopandas.GeoDataFrame(
    ...     {"KODKWS": ["P-1"] * 3, "KRB_03": ["1", "1", "Patahan Aktif"]}, geometry=[shapely.Point(0, 0)] * 3
    ... )
    >>> found = ps.profiles.domain_clashes(frame)[0]
    >>> found.code, found.feature_id, found.measure
    ('DOMAIN_CLASH', '2', 1.0)
    """
    read = as_layer(layer)
    return [_finding(read, clash) for clash in clashes(read, profile)]


@dataclass(frozen=True, eq=False)
class Clash:
    """A coded column in two dialects.

    ``rows`` (n,) are those of the rarer dialect and ``values`` what they hold; ``codes`` and ``words`` tell the
    commonest values of each dialect with their numbers.
    """

    column: str
    rows: NDArray[np.int64]
    values: list[str]
    rarer_is_code: bool
    codes: str
    words: str


def clashes(layer: Layer, profile: str | Profile | None = None) -> list[Clash]:
    """Find the same as `domain_clashes`, as data."""
    name = profile if profile is not None else next((fit.profile for fit in nearest_profile(layer.columns)), None)
    if name is None:
        return []
    known = field_of_columns(layer.columns, profile_of(name))
    coded = [(column, field) for column, field in known.items() if field.type in ("coded", "coded-list")]
    found = (_clash(layer, column, field) for column, field in coded)
    return [clash for clash in found if clash is not None]


def clashing_columns(layer: LayerLike, profile: str | Profile) -> dict[str, Field]:
    """Return the coded columns that hold codes in some rows and words in others, each with its field."""
    read = as_layer(layer)
    known = field_of_columns(read.columns, profile_of(profile))
    coded = {column: field for column, field in known.items() if field.type in ("coded", "coded-list")}
    return {column: field for column, field in coded.items() if _clash(read, column, field) is not None}


def _clash(layer: Layer, column: str, field: Field) -> Clash | None:
    distinct = pc.dictionary_encode(trimmed(arrow_array(layer.table.to_arrow().column(column))))
    texts = distinct.dictionary.to_pylist()
    code_of = np.array([*(bool(_CODE.match(text)) for text in texts), False])
    kind = pc.fill_null(distinct.indices, len(texts)).to_numpy(zero_copy_only=False)
    filled = kind < len(texts)
    codes, words = filled & code_of[kind], filled & ~code_of[kind]
    if not codes.any() or not words.any() or _is_in_one_writing(texts, field):
        return None
    rarer_is_code = bool(codes.sum() < words.sum())
    rows = np.flatnonzero(codes if rarer_is_code else words)
    values = [texts[int(kind[row])] for row in rows]
    return Clash(column, rows, values, rarer_is_code, _counted(kind[codes], texts), _counted(kind[words], texts))


def _is_in_one_writing(texts: list[str], field: Field) -> bool:
    # Values of the domain as the domain writes them are no mixture, though some look like codes ("Tidak Ada", "K02A").
    if not field.domain or field.type != "coded":
        return False
    values = {one.value for one in domain(field.domain).values}
    return all(text in values for text in texts)


def _finding(layer: Layer, clash: Clash) -> Finding:
    from petasentra.inspection import Finding  # inspection asks the profiles too

    rows = clash.rows
    shown = ", ".join(str(row) for row in rows[:_SHOWN_ROWS]) + (", …" if rows.size > _SHOWN_ROWS else "")
    return Finding(
        "DOMAIN_CLASH",
        "warning",
        layer.title,
        f"Kolom {clash.column} mencampur kode dan teks: {clash.codes}; {clash.words}.",
        f"Column {clash.column} mixes codes and text: {clash.codes}; {clash.words}.",
        f'Pilih satu cara menulis, atau seragamkan saat membaca atau memperbaiki (profile="..."). Baris {shown}.',
        f'Choose one way of writing, or have reading or repair make it uniform (profile="..."). Rows {shown}.',
        feature_id=shown,
        measure=float(rows.size),
        unit="rows",
    )


def _counted(kinds: np.ndarray[tuple[int], np.dtype[np.int64]], texts: list[str]) -> str:
    numbers, counts = np.unique(kinds, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    shown = [f"{texts[int(numbers[i])]!r} × {int(counts[i])}" for i in order[:_SHOWN_TEXTS]]
    return ", ".join(shown) + (", …" if order.size > _SHOWN_TEXTS else "")
