"""The map of candidates that opens without internet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.criteria.map_classes import map_classes
from petasentra.criteria.scoring import NO_PLACE
from petasentra.criteria.words import TITLE, assumption, rank_words
from petasentra.optional import MAPS, require
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import SCHEMATIC, UNVERIFIED, check_lang, number, pick, sentence
from petasentra.plotting.page import BUDGET, MapPage, _bounds, _feature, _layer, _source_line
from petasentra.plotting.palette import on_paper

if TYPE_CHECKING:
    import os

    from petasentra.criteria.map_classes import MapClass
    from petasentra.criteria.result import Suitability
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang

#: Candidates drawn one by one; of more the best ranked ones are.
MOST_PLACES = 8_000


def explore_suitability(result: Suitability, path: str | os.PathLike[str] | None, lang: str) -> Map:
    """Write the map; see `Suitability.explore`."""
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    return write_map(suitability_page(result, language), path, language)


def suitability_page(result: Suitability, lang: Lang) -> MapPage:
    """Lay out candidates by class."""
    weights = ", ".join(
        f"{one.name} {number(float(weight), 2, lang)}"
        for one, weight in zip(result.criteria, result.weights, strict=True)
        if one.value is not None
    )
    day = f"{result.as_of}; " if result.as_of else ""
    page = MapPage(title=pick(TITLE, lang), subtitle=f"{day}{pick(('bobot', 'weights'), lang)}: {weights}")
    if assumed := assumption(result, lang):
        page.subtitle += f"; {assumed}"
    if result.schematic:
        page.tags.append(("schematic", sentence(pick(SCHEMATIC, lang))))
    if result.unverified:
        page.tags.append(("draft", sentence(pick(UNVERIFIED, lang))))
    drawn = _drawn(result)
    for one in reversed(map_classes(result, lang)):  # the best on top
        kept = one._replace(rows=one.rows[drawn[one.rows]])
        if len(kept.rows):
            _add(page, result, kept, lang)
    hidden, nowhere = int((~drawn).sum()), int((result.scores.status == NO_PLACE).sum())
    if hidden - nowhere > 0:
        many = number(hidden - nowhere, 0, lang)
        page.notices.append(pick((f"{many} calon lokasi tidak digambar.", f"{many} candidates are not drawn."), lang))
    if nowhere:
        many = number(nowhere, 0, lang)
        page.notices.append(pick((f"Tanpa koordinat: {many}.", f"Without a place: {many}."), lang))
    page.bounds = _bounds(page, near=False)
    return page


def _drawn(result: Suitability) -> Any:  # noqa: ANN401 - a mask
    drawn = result.scores.status != NO_PLACE
    rows = np.flatnonzero(drawn)
    if len(rows) <= MOST_PLACES:
        return drawn
    rank = np.where(result.scores.rank[rows] == 0, len(result) + 1, result.scores.rank[rows])
    out = np.zeros(len(result), dtype=bool)
    out[rows[np.lexsort((result.candidates.order[rows], rank))[:MOST_PLACES]]] = True
    return out


def _add(page: MapPage, result: Suitability, one: MapClass, lang: Lang) -> None:
    part = result.places[one.rows]
    light = simplify(projected(part.to_geopandas()), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    hidden = result.candidates.site_id in result.candidates.layer.table.personal
    shapes = []
    for row, told, shape in zip(one.rows.tolist(), part.table.to_pylist(), drawn.geometry, strict=True):
        facts = [] if told["rank"] is None else [[pick(("Peringkat", "Rank"), lang), rank_words(result, row, lang)]]
        if told["score"] is not None:
            facts.append([pick(("Nilai", "Score"), lang), number(told["score"], 3, lang)])
        facts.append([pick(("Alasan", "Reason"), lang), told[f"reason_{lang}"]])
        shapes.append(_feature(shape, {"h": f"#{row}" if hidden else str(told["site_id"]), "r": facts}))
    style: dict[str, Any] = {
        "color": one.colour, "weight": 1.0, "opacity": 0.9, "fillColor": one.colour, "fillOpacity": 0.6, "radius": 5,
    }  # fmt: skip
    page.layers.append(_layer(one.name, "plain", drawn, shapes, style=style) | {"swatch": on_paper(one.colour, 0.6)})
    page.sources.append(_source_line(one.name, "", light, lang))
