"""What tests ask of a page of ours: what it would fetch, what it says to people, how colours look to other eyes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import combinations

import numpy as np

_FETCHING = {"src", "href", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href"}
# Colour blindness in linear RGB, full severity (Machado, Oliveira and Fernandes 2009).
_EYES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "none": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
}


class Page(HTMLParser):
    """A parsed page: its visible text, its references, its elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.references: list[str] = []
        self.text = ""
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.tags.append((tag, values))
        self.references += [value for name, value in values.items() if name in _FETCHING]
        self.references += re.findall(r"url\(\s*['\"]?([^'\")]+)", values.get("style", ""))
        if tag in ("style", "script", "title"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] == "style":
            self.references += re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")]+)", data)
        elif not self._inside:
            self.text += data + " "

    def fetched(self) -> list[str]:
        """References a browser would follow: neither data nor a place in the page."""
        return [r for r in self.references if not r.startswith(("data:", "#"))]

    def words(self) -> str:
        return " ".join(self.text.split())


def smallest_difference(colours: list[str]) -> dict[str, float]:
    """The smallest CIE76 difference of any two colours, for each kind of eye."""
    out = {}
    for eye, matrix in _EYES.items():
        seen = [_lab(np.clip(np.array(matrix) @ _linear(colour), 0.0, 1.0)) for colour in colours]
        out[eye] = min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2))
    return out


def _linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratio = (to_xyz @ linear) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])
