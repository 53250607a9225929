"""The map of sites and of who goes where, which opens without internet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.optional import MAPS, require
from petasentra.plotting.display_geometry import projected, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.page import MapPage, _bounds, _feature, _layer
from petasentra.siting.places import require_places
from petasentra.siting.words import DEMAND_WORDS, SITE_STATUS_WORDS

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import numpy.typing as npt

    from petasentra.layers import Layer
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang, Words
    from petasentra.siting.located import LocatedSites

__all__ = ["add_lines", "add_points", "explore_sites"]

#: Places of one kind drawn one by one; of more none is, and the page says so.
MOST_PLACES = 20_000
MOST_LINES = 5_000
COLOURS = {
    "required": "#00513A", "chosen": "#00704F", "not_chosen": "#6B727A", "forbidden": "#A3181D", "served": "#3F9FDD",
    "partly_served": "#F6C518", "moves": "#3F9FDD", "stays": "#00704F", "full": "#00513A", "used": "#00704F",
    "empty": "#6B727A",
}  # fmt: skip
OTHER_COLOUR, LINE_COLOUR = "#A3181D", "#3F9FDD"


def explore_sites(found: LocatedSites, path: str | os.PathLike[str] | None, lang: str) -> Map:
    """Write the map; see `LocatedSites.explore`."""
    from petasentra.siting.explaining import proof_words
    from petasentra.siting.located_tables import serving

    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    sites, demand = require_places(found.sites, drawn=True), require_places(found.demand, drawn=True)
    told = [pick(one, language) for one in proof_words(found)]
    page = MapPage(title=pick(("Pilihan lokasi", "Choice of sites"), language), subtitle=f"{told[0]}. {told[1]}.")
    begin, end, _, _ = serving(found)
    add_lines(page, demand, sites, begin, end, ("Siapa ke mana", "Who goes where"), language)
    add_points(page, demand, found.status_of_demands, "demand_id", ("permintaan", "demand"), DEMAND_WORDS, 4, language)
    add_points(page, sites, found.status_of_sites, "candidate_id", ("calon lokasi", "candidate"), SITE_STATUS_WORDS, 8,
               language)  # fmt: skip
    page.bounds = _bounds(page, near=False)
    return write_map(page, path, language)


def add_points(
    page: MapPage, layer: Layer, status: list[str], key: str, what: Words, words: Mapping[str, Words], radius: int,
    lang: Lang,
) -> None:  # fmt: skip
    """Draw places by status; of lines and areas their own shape."""
    frame = layer.to_geopandas()
    there = ~(frame.geometry.isna() | frame.geometry.is_empty).to_numpy()
    for word in dict.fromkeys(one for one in words if one in status):
        rows = np.flatnonzero(there & (np.array(status) == word))
        if not len(rows):
            continue
        title = f"{pick(what, lang)}: {pick(words[word], lang).rstrip('.')}"
        if len(rows) > MOST_PLACES:
            page.notices.append(f"{title}: {number(len(rows), 0, lang)} " + pick(("tidak digambar", "not drawn"), lang))
            continue
        drawn = to_degrees(projected(frame.iloc[rows]), 0.0)
        hidden = key in layer.personal
        names = [f"#{row}" if hidden else str(frame[key].iloc[row]) for row in rows.tolist()]
        shapes = [_feature(shape, {"h": name}) for name, shape in zip(names, drawn.geometry, strict=True)]
        colour = COLOURS.get(word, OTHER_COLOUR)
        style: dict[str, Any] = {
            "color": "#ffffff", "weight": 1.0, "opacity": 1.0, "fillColor": colour, "fillOpacity": 0.95,
            "radius": radius,
        }  # fmt: skip
        page.layers.append(_layer(title, "plain", drawn, shapes, style=style) | {"swatch": colour})


def add_lines(
    page: MapPage, begin: Layer, end: Layer, from_rows: npt.NDArray[np.int64], to_rows: npt.NDArray[np.int64],
    title: Words, lang: Lang,
) -> None:  # fmt: skip
    """Draw straight lines between places; none where there are too many."""
    import geopandas
    import shapely

    if not len(from_rows) or len(from_rows) > MOST_LINES:
        return
    ends = [one.to_geopandas().to_crs(4326).geometry.representative_point() for one in (begin, end)]
    lines = [
        shapely.LineString([ends[0].iloc[a], ends[1].iloc[b]])
        for a, b in zip(from_rows.tolist(), to_rows.tolist(), strict=True)
        if ends[0].iloc[a] is not None and ends[1].iloc[b] is not None
    ]
    if not lines:
        return
    drawn = geopandas.GeoDataFrame(geometry=lines, crs=4326)
    shapes = [_feature(line, {}) for line in lines]
    style: dict[str, Any] = {"color": LINE_COLOUR, "weight": 1.0, "opacity": 0.6}
    page.layers.append(_layer(pick(title, lang), "plain", drawn, shapes, style=style) | {"swatch": LINE_COLOUR})
