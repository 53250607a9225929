"""Flows as bands from left to right, in one HTML file with one SVG and nothing else."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from petasentra.files.replacing import write_text
from petasentra.plotting import language as words
from petasentra.plotting.explore import Map
from petasentra.plotting.flow_page import (
    COMMODITY_COLOURS,
    INVENTED,
    SITE_COLOURS,
    is_invented,
    shown_unmet,
    subtitle,
)
from petasentra.plotting.language import check_lang, pick
from petasentra.plotting.page_file import page_file
from petasentra.supply.words import KIND_WORDS, amount

if TYPE_CHECKING:
    import os

    from petasentra.plotting.language import Lang
    from petasentra.supply.solved import Solved

__all__ = ["write_sankey"]

_WIDTH, _NODE, _LABEL, _TOP = 1120.0, 16.0, 190.0, 34.0
#: Pixels of the column with most tonnes, the least of a node with its label, and between two nodes.
_TALL, _LEAST, _GAP = 460.0, 30.0, 12.0
#: Sites of a kind drawn by themselves; the smallest beyond that are one.
_MOST = 24

#: A site, or several of a kind: kind and id; those put together have the id "".
Site = tuple[str, str]


@dataclass
class _Node:
    """A site: tonnes in and out, where it stands, and where the next band begins on either side."""

    site: Site
    into: float = 0.0
    out: float = 0.0
    level: int = 0
    top: float = 0.0
    used: dict[str, float] = field(default_factory=lambda: {"into": 0.0, "out": 0.0})

    @property
    def tonnes(self) -> float:
        return max(self.into, self.out)


def write_sankey(solution: Solved, path: str | os.PathLike[str] | None, lang: str, *, schematic: bool) -> Map:
    """Write the page; see `SupplySolution.sankey`."""
    language = check_lang(lang)
    text = _page(solution, language, schematic=schematic)
    target = page_file(path, "sankey.html")
    write_text(text, target)
    return Map(target, text)


def _links(solution: Solved) -> dict[tuple[Site, Site, str], float]:
    """Return tonnes by ends and commodity, all periods together; of each kind the largest sites by themselves."""
    flows = solution.flows.to_pylist()
    size: dict[Site, float] = {}
    for row in flows:
        for site in ((row["from_kind"], row["from_id"]), (row["to_kind"], row["to_id"])):
            size[site] = size.get(site, 0.0) + row["amount_t"]
    alone: set[Site] = set()
    for kind in KIND_WORDS:
        of = sorted((site for site in size if site[0] == kind), key=lambda site: (-size[site], site[1]))
        alone |= set(of if len(of) <= _MOST else of[: _MOST - 1])
    out: dict[tuple[Site, Site, str], float] = {}
    for row in flows:
        ends = (row["from_kind"], row["from_id"]), (row["to_kind"], row["to_id"])
        begin, end = (site if site in alone else (site[0], "") for site in ends)
        key = begin, end, row["commodity"]
        out[key] = out.get(key, 0.0) + row["amount_t"]
    return out


def _nodes(links: dict[tuple[Site, Site, str], float]) -> dict[Site, _Node]:
    """Return the sites: each to the right of all that feed it, where flows do not run in a circle."""
    nodes: dict[Site, _Node] = {}
    for (begin, end, _), tonnes in links.items():
        nodes.setdefault(begin, _Node(begin)).out += tonnes
        nodes.setdefault(end, _Node(end)).into += tonnes
    for _ in range(min(len(nodes), 12)):
        for begin, end, _ in links:
            if begin != end:
                nodes[end].level = max(nodes[end].level, nodes[begin].level + 1)
    levels = sorted({one.level for one in nodes.values()})
    last = len(levels) - 1
    for one in nodes.values():
        one.level = last if one.site[0] == "market" and not one.out else levels.index(one.level)
    return nodes


def _placed(nodes: dict[Site, _Node], links: dict[tuple[Site, Site, str], float]) -> tuple[float, float]:
    """Put nodes into their columns, each near what feeds it; return pixels of a tonne and the height of all."""
    columns: dict[int, list[_Node]] = {}
    for one in nodes.values():
        columns.setdefault(one.level, []).append(one)
    scale = _TALL / max(sum(one.tonnes for one in column) for column in columns.values())
    height = 0.0
    centre: dict[Site, float] = {}
    for level in sorted(columns):

        def pull(one: _Node) -> tuple[float, float, Site]:
            fed = [(centre[b], t) for (b, e, _), t in links.items() if e == one.site and b in centre]
            total = sum(t for _, t in fed)
            return (sum(at * t for at, t in fed) / total if total else 0.0, -one.tonnes, one.site)

        at = _TOP
        for one in sorted(columns[level], key=pull):
            one.top = at
            tall = max(one.tonnes * scale, 1.5)
            centre[one.site] = at + tall / 2
            at += max(tall, _LEAST) + _GAP
        height = max(height, at)
    for column in columns.values():  # shorter columns stand in the middle
        low = max(one.top + max(one.tonnes * scale, _LEAST) for one in column) + _GAP
        for one in column:
            one.top += (height - low) / 2
    return scale, height


def _svg(solution: Solved, lang: Lang) -> str:
    links = _links(solution)
    if not links:
        return f"<p>{pick(('Tidak ada yang bergerak.', 'Nothing moves.'), lang)}</p>"
    nodes = _nodes(links)
    scale, height = _placed(nodes, links)
    last = max(one.level for one in nodes.values())
    step = (_WIDTH - 2 * _LABEL - _NODE) / max(last, 1)
    colours = {one.name: COMMODITY_COLOURS[place % len(COMMODITY_COLOURS)]
               for place, one in enumerate(solution.model.commodities)}  # fmt: skip
    missing = shown_unmet(solution)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {height + 8:.0f}" role="img" '
        f'aria-label="{html.escape(pick(("Aliran dari sumber ke pembeli", "Flows from sources to markets"), lang))}">'
    ]
    order = sorted(links, key=lambda key: (nodes[key[0]].top, nodes[key[1]].top, key[2]))
    into = sorted(links, key=lambda key: (nodes[key[1]].top, nodes[key[0]].top, key[2]))
    start = {key: _next(nodes[key[0]], "out", links[key] * scale) for key in order}
    finish = {key: _next(nodes[key[1]], "into", links[key] * scale) for key in into}
    for key in order:
        begin, end = nodes[key[0]], nodes[key[1]]
        x0, x1 = _LABEL + begin.level * step + _NODE, _LABEL + end.level * step
        told = f"{_name(key[0], lang)} → {_name(key[1], lang)}: {key[2]}, {amount(links[key], lang)} t"
        tall = max(links[key] * scale, 0.8)
        parts.append(_band(x0, start[key], x1, finish[key], tall, colours[key[2]], told))
    for one in sorted(nodes.values(), key=lambda one: (one.level, one.top)):
        parts.append(_drawn(one, _LABEL + one.level * step, scale, missing, last, lang))
    return "".join([*parts, "</svg>"])


def _next(node: _Node, side: str, tall: float) -> float:
    """Return where the next band meets a node, and go on below it."""
    at = node.top + node.used[side]
    node.used[side] += tall
    return at


def _band(x0: float, y0: float, x1: float, y1: float, tall: float, colour: str, title: str) -> str:
    middle = (x0 + x1) / 2
    path = (
        f"M{x0:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        f"v{tall:.1f}C{middle:.1f} {y1 + tall:.1f} {middle:.1f} {y0 + tall:.1f} {x0:.1f} {y0 + tall:.1f}Z"
    )
    return f'<path d="{path}" fill="{colour}"><title>{html.escape(title)}</title></path>'


def _drawn(node: _Node, x: float, scale: float, missing: dict[str, float], last: int, lang: Lang) -> str:
    kind, name = node.site
    tall = max(node.tonnes * scale, 1.5)
    left = node.level < last or last == 0
    at, anchor = (x - 6, "end") if left and node.level == 0 else (x + _NODE + 6, "start")
    lines = [f'<tspan class="name">{html.escape(_name(node.site, lang))}</tspan>']
    told = f"{amount(node.tonnes, lang)} t"
    if kind == "market" and missing.get(name):
        told += ", " + pick(("kurang", "missing"), lang) + f" {amount(missing[name], lang)} t"
    lines.append(f'<tspan x="{at:.1f}" dy="1.15em">{html.escape(told)}</tspan>')
    y = node.top + max(tall / 2 - 3, 9)
    return (
        f'<rect x="{x:.1f}" y="{node.top:.1f}" width="{_NODE:.0f}" height="{tall:.1f}" fill="{SITE_COLOURS[kind]}"/>'
        f'<text x="{at:.1f}" y="{y:.1f}" text-anchor="{anchor}">{"".join(lines)}</text>'
    )


def _name(site: Site, lang: Lang) -> str:
    word = pick((KIND_WORDS[site[0]], site[0]), lang)
    return site[1] or pick((f"{word} lain", f"other {word}s"), lang)


_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;color:#17262d;background:#fffdf8;margin:0 auto;padding:1.2rem 1.6rem;
 max-width:1180px}
h1{font-size:1.35rem;margin:0}p{margin:.2rem 0 .6rem}
.tag{display:inline-block;border:2px solid #8a5a00;color:#8a5a00;border-radius:4px;padding:.05rem .6rem;
 font-weight:600}
ul{list-style:none;padding:0;margin:.4rem 0 1rem;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
li span{display:inline-block;width:1rem;height:.75rem;border-radius:2px;margin-right:.4rem}
svg{width:100%;height:auto;display:block}svg path{opacity:.5}svg path:hover{opacity:.8}
svg text{font:12px/1.2 system-ui,sans-serif;fill:#3b4a50;paint-order:stroke;stroke:#fffdf8;stroke-width:3px}
svg .name{font-weight:600;fill:#17262d}
@media print{body{padding:0}}
"""


def _page(solution: Solved, lang: Lang, *, schematic: bool) -> str:
    title = pick(("Aliran bahan baku", "Flows of raw material"), lang)
    tag = ""
    if is_invented(solution, schematic=schematic):
        tag = f'<p><span class="tag">{html.escape(words.sentence(pick(INVENTED, lang)))}</span></p>'
    moved = set(solution.flows["commodity"])
    entries = [
        (one.name + (" (B3)" if one.b3 else ""), COMMODITY_COLOURS[place % len(COMMODITY_COLOURS)])
        for place, one in enumerate(solution.model.commodities)
        if one.name in moved
    ]
    kinds = set(solution.flows["from_kind"]) | set(solution.flows["to_kind"])
    entries += [(pick((KIND_WORDS[kind], kind), lang), fill) for kind, fill in SITE_COLOURS.items() if kind in kinds]
    legend = "".join(f'<li><span style="background:{fill}"></span>{html.escape(name)}</li>' for name, fill in entries)
    nothing = {name: t for name, t in shown_unmet(solution).items() if name not in set(solution.flows["to_id"])}
    left_out = ""
    if nothing:
        listed = ", ".join(f"{name} {amount(t, lang)} t" for name, t in sorted(nothing.items()))
        head = pick(("Tidak menerima apa pun, kurang", "Get nothing, missing"), lang)
        left_out = f"<p>{html.escape(head)}: {html.escape(listed)}.</p>"
    told = pick(("Tinggi pita sebanding dengan ton.", "Bands are as high as their tonnes."), lang)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{html.escape(title)}</h1><p>{html.escape(subtitle(solution, lang))} · {html.escape(told)}</p>{tag}"
        f"<ul>{legend}</ul>{_svg(solution, lang)}{left_out}</body></html>\n"
    )
