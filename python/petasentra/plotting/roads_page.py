"""The map of a road network's report: what hangs together, what does not, and everything found, where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.page import BUDGET, MapPage, _bounds, _feature, _layer, _source_line
from petasentra.plotting.palette import on_paper

if TYPE_CHECKING:
    import os

    import pandas as pd
    from geopandas import GeoDataFrame

    from petasentra.network.report import RoadReport
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang, Words

#: Above so many edges the roads themselves are left out: a browser would not hold them.
MOST_EDGES = 100_000
_LARGEST: dict[str, Any] = {"color": "#7d8a90", "weight": 1.2, "opacity": 0.9, "fill": False}
_COMPONENTS = ("#0b6e99", "#c2410c", "#6a1b9a", "#00704f", "#b3005e", "#8a5a00", "#3d52a0", "#5a7d00")
_OTHERS = "#17262d"
_DEAD_END: dict[str, Any] = {
    "color": "#ffffff", "weight": 0.8, "opacity": 1.0, "fillColor": "#4d6a6d", "fillOpacity": 0.9, "radius": 3.0,
}  # fmt: skip
#: Shares of the reach, from which colour on: the nearer, the likelier a mistake.
_APART = ((0.1, "#b3001b"), (0.4, "#e58606"), (1.0, "#f6c518"))
_MARK: dict[str, Any] = {"color": "#ffffff", "weight": 1.2, "opacity": 1.0, "fillOpacity": 1.0, "radius": 5.0}
#: Findings of rows and edges: colour and name. Dead ends near roads are drawn as rows of `unsnapped`.
_FOUND: dict[str, tuple[str, Words]] = {
    "ROAD_PLANNED": ("#8e7cc3", ("jalan rencana, tidak diikutkan", "planned roads, left out")),
    "ROAD_DUPLICATE": ("#6a1b9a", ("ruas yang berimpit", "duplicate edges")),
    "ROAD_LOOP": ("#2f5d62", ("ruas melingkar", "loops")),
    "ROAD_FERRY": ("#0b6e99", ("feri", "ferries")),
    "ROAD_ISLAND": ("#17262d", ("kelompok jalan terpisah", "groups of roads apart")),
    "END_SNAPPED": ("#00704f", ("ujung yang digeser", "ends that were moved")),
    "EDGE_TURNED": ("#3d52a0", ("garis yang dibalik", "lines turned round")),
    "EDGE_END_MOVED": ("#c2410c", ("ujung garis ditarik ke simpul", "ends of lines moved to nodes")),
    "EDGE_LINE_ELSEWHERE": ("#b3001b", ("garis jauh dari simpulnya", "lines away from their nodes")),
    "EDGE_IN_PARTS": ("#b3005e", ("garis dalam beberapa bagian", "lines in parts")),
    "ONE_WAY_UNKNOWN": ("#8a5a00", ("arah tidak dikenal", "unknown directions")),
    "STATUS_UNKNOWN": ("#7a6f2a", ("status tidak dikenal", "unknown status")),
    "VALUE_UNREADABLE": ("#7a6f2a", ("isi tidak terbaca", "unreadable values")),
}
_OTHER_FINDING = ("#b3001b", ("temuan lain", "other findings"))


def explore_roads(report: RoadReport, path: str | os.PathLike[str] | None, lang: str) -> Map:
    """Write the map; see `petasentra.plotting.explore.explore`."""
    language = check_lang(lang)
    return write_map(roads_page(report, language), path, language)


def roads_page(report: RoadReport, lang: Lang) -> MapPage:
    """Lay out the components in colours, dead ends, ends left unsnapped with their distance, and the other findings."""
    words = {
        "roads": pick(("Jaringan jalan", "Road network"), lang), "nodes": pick(("simpul", "nodes"), lang),
        "edges": pick(("ruas", "edges"), lang), "components": pick(("komponen", "components"), lang),
    }  # fmt: skip
    title = report.network.core.title
    page = MapPage(title=f"{words['roads']}: {title}" if title else words["roads"])
    page.subtitle = (
        f"{number(report.nodes, 0, lang)} {words['nodes']} · {number(report.edges, 0, lang)} {words['edges']} · "
        f"{number(report.length_km, 1, lang)} km · {number(len(report.components), 0, lang)} {words['components']}"
    )
    if report.edges:
        edges = report.network.edges().to_geopandas()
        _add_components(page, report, edges, lang)
        _add_dead_ends(page, report, lang)
    _add_findings(page, report, lang)
    if report.edges:
        _add_unsnapped(page, report, edges, lang)
    page.bounds = _bounds(page, near=False)
    return page


def _add_components(page: MapPage, report: RoadReport, edges: GeoDataFrame, lang: Lang) -> None:
    """Draw the largest quietly, the next in a colour each, and the rest in one."""
    if len(edges) > MOST_EDGES:
        most = number(MOST_EDGES, 0, lang)
        page.notices.append(
            pick(
                (f"Jalannya sendiri tidak digambar: ruasnya lebih dari {most}.",
                 f"The roads themselves are not drawn: there are more than {most} edges."),
                lang,
            )
        )  # fmt: skip
        return
    rows = list(zip(*(report.components[name] for name in ("component", "nodes", "length_km")), strict=True))
    rows = [row for row, count in zip(rows, report.components["edges"], strict=True) if count]
    place = {int(row[0]): at for at, row in enumerate(rows)}
    rank = edges["component"].map(place)
    name = pick(("Komponen", "Component"), lang)
    told = [f"{name} {at + 1}: {_size(row, lang)}" for at, row in enumerate(rows)]
    largest = rank == 0
    title = pick(("Komponen terbesar", "Largest component"), lang)
    _add_lines(page, edges[largest], rank[largest], [""], told[:1], _LARGEST, {}, title, lang)
    if len(rows) == 1:
        return
    last = len(_COMPONENTS)
    keys = ["", *(f"c{min(at, last)}" for at in range(len(rows) - 1))]
    colours = {f"c{at}": colour for at, colour in enumerate((*_COMPONENTS, _OTHERS))}
    styles = {key: {"color": colour} for key, colour in colours.items()}
    title = pick(("Komponen lain", "Other components"), lang) + f" ({number(len(rows) - 1, 0, lang)})"
    apart = rank > 0
    _add_lines(page, edges[apart], rank[apart], keys, told, _LARGEST | {"weight": 2.6, "color": _OTHERS}, styles, title,
               lang)  # fmt: skip
    names = told[1 : last + 1]
    if len(rows) > last + 1:
        rest = number(len(rows) - last - 1, 0, lang)
        names.append(pick((f"{rest} komponen lebih kecil", f"{rest} smaller components"), lang))
    entries = [{"key": f"c{at}", "fill": colours[f"c{at}"], "name": name, "code": ""} for at, name in enumerate(names)]
    page.legends.append({"title": title, "layer": len(page.layers) - 1, "entries": entries})


def _add_lines(
    page: MapPage,
    edges: GeoDataFrame,
    rank: pd.Series[int],
    keys: list[str],
    told: list[str],
    style: dict[str, Any],
    styles: dict[str, dict[str, Any]],
    title: str,
    lang: Lang,
) -> None:
    """Draw edges, each named by its component and the feature it is a piece of."""
    light = simplify(projected(edges[["feature_id", edges.geometry.name]]), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    feature = pick(("Fitur", "Feature"), lang)
    shapes = [
        _feature(shape, {"h": told[at], "k": keys[at], "r": [[feature, str(row)]]})
        for at, row, shape in zip(rank.loc[drawn.index], drawn["feature_id"], drawn.geometry, strict=True)
    ]
    page.layers.append(
        _layer(title, "plain", drawn, shapes, style=style, styles=styles) | {"swatch": on_paper(style["color"], 0.9)}
    )
    page.sources.append(_source_line(title, "", light, lang))


def _size(row: tuple[Any, ...], lang: Lang) -> str:
    nodes = pick(("simpul", "nodes"), lang)
    km = float(row[2])
    return f"{number(int(row[1]), 0, lang)} {nodes}, {number(km, 1 if km >= 1 else 2, lang)} km"


def _add_dead_ends(page: MapPage, report: RoadReport, lang: Lang) -> None:
    nodes = report.network.nodes().to_geopandas()
    ends = to_degrees(projected(nodes[nodes["degree"] == 1]), 0.0)
    if not len(ends):
        return
    title = pick(("Ujung buntu", "Dead ends"), lang)
    name = pick(("Simpul", "Node"), lang)
    shapes = [_feature(shape, {"h": f"{title}: {name} {row}"}) for row, shape in ends.geometry.items()]
    page.layers.append(
        _layer(f"{title} ({number(len(ends), 0, lang)})", "plain", ends, shapes, style=_DEAD_END)
        | {"swatch": _DEAD_END["fillColor"]}
    )


def _add_unsnapped(page: MapPage, report: RoadReport, edges: GeoDataFrame, lang: Lang) -> None:
    """Draw every end left apart, and the straight line to the road that it does not meet."""
    import shapely

    ends = report.unsnapped.to_geopandas()
    if not len(ends):
        return
    roads = edges.geometry.to_numpy()[ends["near_edge"].to_numpy()]
    gaps = to_degrees(projected(ends.set_geometry(shapely.shortest_line(ends.geometry.to_numpy(), roads))), 0.0)
    places = to_degrees(projected(ends), 0.0)
    classes = [next(at for at, (share, _) in enumerate(_APART) if row <= share * report.reach_m or share == 1.0)
               for row in ends["distance_m"]]  # fmt: skip
    features = []
    for at, row, gap, shape in zip(classes, places.to_dict("records"), gaps.geometry, places.geometry, strict=True):
        text = {"h": _apart(row, lang), "k": f"d{at}", "r": _apart_rows(row, lang)}
        features += [_feature(gap, text), _feature(shape, text)]
    styles = {f"d{at}": {"color": colour, "fillColor": colour} for at, (_, colour) in enumerate(_APART)}
    reach = number(report.reach_m, 0, lang)
    title = pick((f"Ujung yang tidak bertemu jalan dalam {reach} m", f"Ends that meet no road within {reach} m"), lang)
    title += f" ({number(len(ends), 0, lang)})"
    style = _MARK | {"weight": 2.0, "fillColor": _APART[0][1], "color": _APART[0][1]}
    page.layers.append(_layer(title, "plain", places, features, style=style, styles=styles))
    entries = []
    for at, (share, colour) in enumerate(_APART):
        most = number(share * report.reach_m, 0 if share * report.reach_m >= 1 else 2, lang)
        word = pick((f"sampai {most} m", f"up to {most} m"), lang)
        entries.append({"key": f"d{at}", "fill": colour, "name": word, "code": number(classes.count(at), 0, lang)})
    page.legends.append({"title": title, "layer": len(page.layers) - 1, "entries": entries})


def _apart(row: dict[str, Any], lang: Lang) -> str:
    metres = number(float(row["distance_m"]), 2, lang)
    return pick(
        (f"{metres} m dari jalan {row['near_feature_id']}", f"{metres} m from road {row['near_feature_id']}"), lang
    )


def _apart_rows(row: dict[str, Any], lang: Lang) -> list[list[str]]:
    yes_no = ("ya", "yes") if row["connected"] else ("tidak", "no")
    return [
        [pick(("Fitur", "Feature"), lang), str(row["feature_id"])],
        [pick(("Ujung ruas di sini", "Ends of edges here"), lang), str(row["ends"])],
        [pick(("Terhubung lewat jalan lain", "Connected by other roads"), lang), pick(yes_no, lang)],
    ]


def _add_findings(page: MapPage, report: RoadReport, lang: Lang) -> None:
    found = report.findings.to_geopandas()
    found = found[found["code"] != "END_NEAR_ROAD"]
    placeless = int(found.geometry.isna().sum())
    if placeless:
        told = number(placeless, 0, lang)
        page.notices.append(
            pick(
                (f"{told} temuan tanpa tempat tidak digambar.", f"{told} findings without a place are not drawn."), lang
            )
        )
    found = found[found.geometry.notna()]
    for code in sorted(set(found["code"])):
        ours = to_degrees(projected(found[found["code"] == code]), 0.0)
        colour, words = _FOUND.get(code, _OTHER_FINDING)
        advice = pick(("Anjuran", "What to do"), lang)
        shapes = [
            _feature(shape, {"h": f"{code} {row['feature_id']}", "p": row[f"message_{lang}"],
                             "r": [[advice, row[f"hint_{lang}"]]]})
            for row, shape in zip(ours.to_dict("records"), ours.geometry, strict=True)
        ]  # fmt: skip
        title = f"{pick(words, lang).capitalize()} ({number(len(ours), 0, lang)})"
        page.layers.append(
            _layer(title, "plain", ours, shapes, style=_MARK | {"fillColor": colour}) | {"swatch": colour, "code": code}
        )
