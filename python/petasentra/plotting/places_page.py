"""The map of places by status, and of who goes where, which opens without internet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.optional import MAPS, require
from petasentra.plotting.display_geometry import projected, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import INVENTED, SCHEMATIC, UNVERIFIED, check_lang, number, pick, sentence
from petasentra.plotting.page import MapPage, _bounds, _feature, _layer
from petasentra.plotting.palette import on_paper

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    import geopandas

    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.plotting.places_view import Picture, PlacesOf

__all__ = ["explore_picture", "kind_title", "opacity_of", "picture_page", "straight_lines"]

#: Places of one kind drawn one by one; of more none is, and the page says so.
MOST_PLACES = 20_000
MOST_LINES = 5_000
COLOURS = {
    "required": "#00513A", "chosen": "#00704F", "not_chosen": "#6B727A", "forbidden": "#A3181D", "served": "#3F9FDD",
    "partly_served": "#F6C518", "moves": "#3F9FDD", "stays": "#00704F", "full": "#00513A", "used": "#00704F",
    "empty": "#6B727A", "surveyed": "#00513A", "as_given": "#00704F", "desa_centroid": "#3F9FDD",
}  # fmt: skip
#: Statuses of places that are not taken.
LEFT_OUT = ("not_chosen", "forbidden", "empty")
OTHER_COLOUR, LINE_COLOUR = "#A3181D", "#3F9FDD"
LINE_WORDS = ("Siapa ke mana", "Who goes where")


def explore_picture(picture: Callable[[], Picture], path: str | os.PathLike[str] | None, lang: str) -> Map:
    """Write the map of what `picture` returns; see `PlaceViews.explore`."""
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    return write_map(picture_page(picture(), language), path, language)


def picture_page(shown: Picture, lang: Lang) -> MapPage:
    """Lay out lines and both sides."""
    told = [pick(one, lang) for one in shown.told]
    page = MapPage(title=pick(shown.title, lang), subtitle=" ".join(f"{one}." for one in told[:2]))
    page.notices += told[2:]
    if shown.invented:
        page.tags.append(("schematic", sentence(pick(INVENTED, lang))))
    if shown.schematic:
        page.tags.append(("schematic", sentence(pick(SCHEMATIC, lang))))
    if shown.unverified:
        page.tags.append(("draft", sentence(pick(UNVERIFIED, lang))))
    below, above = shown.in_order()
    for side in below:
        _add_points(page, side, lang)
    _add_lines(page, shown, lang)
    for side in above:
        _add_points(page, side, lang)
    page.sources.append(pick(("Semua tempat digambar tanpa penyederhanaan.", "All places are drawn as given."), lang))
    page.bounds = _bounds(page, near=False)
    return page


def straight_lines(shown: Picture) -> geopandas.GeoSeries | None:
    """Return lines on WGS 84 between places inside both shapes; None where there are none, or too many to draw."""
    import geopandas
    import shapely

    drawn = shown.lines
    if drawn is None or not len(drawn.from_rows) or len(drawn.from_rows) > MOST_LINES:
        return None
    ends = [one.layer.to_geopandas().to_crs(4326).geometry.representative_point() for one in (drawn.begin, drawn.end)]
    lines = [
        shapely.LineString([ends[0].iloc[a], ends[1].iloc[b]])
        for a, b in zip(drawn.from_rows.tolist(), drawn.to_rows.tolist(), strict=True)
        if ends[0].iloc[a] is not None and ends[1].iloc[b] is not None
    ]
    return geopandas.GeoSeries(lines, crs=4326) if lines else None


def kind_title(side: PlacesOf, word: str, lang: Lang) -> str:
    """Return what places of a status are called in a legend."""
    told = pick(side.words[word], lang).rstrip(".")
    return sentence(f"{pick(side.what, lang)}: {told[:1].lower()}{told[1:]}")


def opacity_of(side: PlacesOf, word: str) -> float:
    """Return how dense places are filled: of areas those that are not taken lightly, for what lies on them."""
    if not side.has_areas():
        return 0.95
    return 0.3 if word in LEFT_OUT else 0.75


def _add_points(page: MapPage, side: PlacesOf, lang: Lang) -> None:
    """Draw places by status; of lines and areas their own shape."""
    layer, status, key = side.layer, side.status, side.key
    frame = layer.to_geopandas()
    there = ~(frame.geometry.isna() | frame.geometry.is_empty).to_numpy()
    for word in dict.fromkeys(one for one in side.words if one in status):
        rows = np.flatnonzero(there & (np.array(status) == word))
        if not len(rows):
            continue
        title = kind_title(side, word, lang)
        if len(rows) > MOST_PLACES:
            page.notices.append(f"{title}: {number(len(rows), 0, lang)} " + pick(("tidak digambar", "not drawn"), lang))
            continue
        drawn = to_degrees(projected(frame.iloc[rows]), 0.0)
        hidden = key in layer.personal
        names = [f"#{row}" if hidden else str(frame[key].iloc[row]) for row in rows.tolist()]
        shapes = [_feature(shape, {"h": name}) for name, shape in zip(names, drawn.geometry, strict=True)]
        colour, dense = COLOURS.get(word, OTHER_COLOUR), opacity_of(side, word)
        style: dict[str, Any] = {
            "color": "#ffffff", "weight": 1.0, "opacity": 1.0, "fillColor": colour, "fillOpacity": dense,
            "radius": side.radius,
        }  # fmt: skip
        page.layers.append(_layer(title, "plain", drawn, shapes, style=style) | {"swatch": on_paper(colour, dense)})


def _add_lines(page: MapPage, shown: Picture, lang: Lang) -> None:
    lines = straight_lines(shown)
    if lines is None:
        return
    drawn = lines.to_frame("geometry")
    shapes = [_feature(line, {}) for line in lines]
    style: dict[str, Any] = {"color": LINE_COLOUR, "weight": 1.0, "opacity": 0.6}
    page.layers.append(_layer(pick(LINE_WORDS, lang), "plain", drawn, shapes, style=style) | {"swatch": LINE_COLOUR})
