"""The tables of a suitability: candidates with status, rank and reasons; and every criterion of every candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra.criteria.finding_rows import FindingRows
from petasentra.criteria.pairwise import Pairwise
from petasentra.criteria.records import Column
from petasentra.criteria.scoring import NO_LIMIT, STATUSES
from petasentra.criteria.words import OUTCOMES, reasons
from petasentra.layers.layer import Layer
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.criteria.result import Suitability

__all__ = ["findings_table", "measures_table", "places_layer"]

_LEGAL = {
    "verdict": pa.string(), "flags": pa.list_(pa.string()), "share_conforming": pa.float64(), "instrument": pa.string(),
    "article": pa.list_(pa.string()), "verified": pa.bool_(), "schematic": pa.bool_(),
}  # fmt: skip


def places_layer(result: Suitability) -> Layer:
    """Return one row a candidate; see `Suitability.places`."""
    scores, places = result.scores, result.candidates
    count = len(places)
    columns: dict[str, pa.Array] = {
        "site_id": places.ids,
        "status": named(scores.status, STATUSES),
        "rank": pa.array(scores.rank, mask=scores.rank == 0),
        "tied": pa.array(result.ties[:, 1] - result.ties[:, 0] + 1, mask=scores.rank == 0),
        "score": _known(scores.score),
        "score_min": _known(scores.low),
        "score_max": _known(scores.high),
    }
    for name, kind in _LEGAL.items():
        columns[name] = result.law.columns.get(name, pa.nulls(count, kind))
    for at, one in enumerate(result.criteria):
        words = scores.words.get(at)
        columns[one.name] = _known(scores.measured[:, at]) if words is None else words
        if one.value is not None:
            columns[f"{one.name}_value"] = _known(scores.values[:, at])
    columns["reason_id"] = pa.array(reasons(result, "id"), pa.string())
    columns["reason_en"] = pa.array(reasons(result, "en"), pa.string())
    given = pa.table(places.layer)
    at = given.schema.get_field_index(places.layer.geometry_name)
    columns["geometry"] = given.column(at)
    table = pa.table(columns)
    geometry = given.schema.field(at).with_name("geometry")
    position = table.schema.get_field_index("geometry")
    layer = Layer.from_arrow(table.set_column(position, geometry, given.column(at)), "geometry", places.layer.crs)
    return layer.with_personal(_personal(result))


def _personal(result: Suitability) -> list[str]:
    """Return the columns of the answer that repeat personal data of the candidates."""
    kept = result.candidates.layer.table.personal
    columns = [one.name for one in result.criteria if isinstance(one, Column) and one.column in kept]
    return columns + (["site_id"] if result.candidates.site_id in kept else [])


def measures_table(result: Suitability) -> Table:
    """Return one row a candidate and criterion; see `Suitability.measures`."""
    scores, places, criteria = result.scores, result.candidates, result.criteria
    many, count = len(criteria), len(places)
    numbers = np.tile(np.arange(many), count)

    def of(values: list[object], kind: pa.DataType) -> pa.Array:
        return pa.array(values, kind).take(pa.array(numbers))

    measured = scores.measured.reshape(-1)
    said = np.zeros((count, many), dtype=bool)
    for at, words in scores.words.items():
        said[:, at] = words.is_valid().to_numpy(zero_copy_only=False)
    known = np.isfinite(measured) | said.reshape(-1)
    standing = np.where(known, 0, np.where(np.isinf(measured), 2, 1))
    not_asked = np.repeat(np.isin(scores.status, (STATUSES.index("excluded_by_law"), STATUSES.index("no_place"))), many)
    standing[not_asked] = 3
    table = pa.table(
        {
            "site_id": places.ids.take(pa.array(np.repeat(np.arange(count), many))),
            "criterion": of([one.name for one in criteria], pa.string()),
            "measured": _known(measured),
            "unit": of([one.unit for one in criteria], pa.string()),
            "standing": named(standing, ("measured", "unknown", "no_way", "not_asked")),
            "value": _known(scores.values.reshape(-1)),
            "weight": of([float(one) for one in result.weights], pa.float64()),
            "outcome": named(np.where(not_asked, NO_LIMIT, scores.limits.reshape(-1)), OUTCOMES),
            "at_least": of([one.at_least for one in criteria], pa.float64()),
            "at_most": of([one.at_most for one in criteria], pa.float64()),
            "basis": of([one.basis.citation if one.basis else None for one in criteria], pa.string()),
            "verified": of([one.basis.verified if one.basis else None for one in criteria], pa.bool_()),
        }
    )
    return Table.from_arrow(table)


def findings_table(result: Suitability) -> Table:
    """Return what was found: about the law, single sites, weights, criteria; see `Suitability.findings`."""
    rows = FindingRows(result.candidates.layer.title)
    if result.check is None:
        rows.finding(
            "LAW_NOT_ASKED", "warning",
            ("Hukum tidak ditanyakan: tidak ada calon lokasi yang disisihkan.",
             "The law was not asked: no candidate is excluded."),
            ("Berikan pack= dan as_of=.", "Give pack= and as_of=."),
        )  # fmt: skip
    else:
        rows.extend(Table.from_arrow(result.check.findings.to_arrow()))
    if isinstance(result.given_weights, Pairwise):
        rows.extend(result.given_weights.findings)
    _places(result, rows)
    for at, one in enumerate(result.criteria):
        unknown = np.isnan(result.scores.measured[:, at]) & np.isin(result.scores.status, _MEASURED)
        if at in result.scores.words:
            unknown &= ~result.scores.words[at].is_valid().to_numpy(zero_copy_only=False)
        many = int(unknown.sum())
        if many:
            rows.finding(
                "CRITERION_UNKNOWN", "warning",
                (f"{one.name}: belum diketahui di {many} calon lokasi.",
                 f"{one.name}: not known at {many} candidates."),
                ("Periksa apakah data itu meliputi semua calon lokasi.", "See whether the data covers all candidates."),
                feature_id=one.name, measure=float(many), unit="candidates",
            )  # fmt: skip
    for bound in result.bound:
        for missing in bound.not_asked:
            rows.finding(
                "CRITERION_NOT_ASKED", "note",
                (f"{bound.pack.instrument}: {missing.words_id} - tidak ditanyakan.",
                 f"{bound.pack.instrument}: {missing.words_en} - not asked."),
                ("Berikan datanya kepada bind, atau periksa naskahnya.", "Give bind its data, or look at the text."),
                feature_id=missing.name,
            )  # fmt: skip
    return rows.table()


def _places(result: Suitability, rows: FindingRows) -> None:
    """Tell which candidates have no place, and which lie too far from the others."""
    places = result.candidates
    missing = int((~places.there & ~places.far).sum())
    if missing:
        rows.finding(
            "PLACE_MISSING", "warning",
            (f"{missing} calon lokasi tanpa koordinat yang dapat dipakai; tetap ada dalam hasil.",
             f"{missing} candidates have no coordinates that can be used; they stay in the result."),
            ("Lengkapi koordinatnya.", "Complete the coordinates."), measure=float(missing), unit="rows",
        )  # fmt: skip
    far = np.flatnonzero(places.far)
    for row in far[np.argsort(places.order[far])].tolist():
        rows.finding(
            "PLACE_ABROAD", "warning",
            (f"{places.ids[row]} terlalu jauh dari calon lokasi lain untuk diukur.",
             f"{places.ids[row]} lies too far from the other candidates to be measured."),
            ("Periksa koordinat dan CRS-nya; tanyakan wilayah yang berjauhan satu per satu.",
             "Look at its coordinates and the CRS; ask of regions far apart one at a time."),
            feature_id=str(places.ids[row]), measure=1.0, unit="rows",
        )  # fmt: skip


_MEASURED = [STATUSES.index(one) for one in ("ranked", "fails_limit", "law_unknown", "value_unknown")]


def named(numbers: npt.NDArray[np.integer], words: tuple[str, ...]) -> pa.Array:
    """Return words by number."""
    codes = pa.array(np.asarray(numbers).astype(np.int8))
    return pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string())).cast(pa.string())


def _known(numbers: npt.NDArray[np.float64]) -> pa.Array:
    return pa.array(numbers, mask=~np.isfinite(numbers))
