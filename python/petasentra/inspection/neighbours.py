"""How the layers of a folder lie to each other: shared ground, and layers that fit in with nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.files.load_report import Lang

    Bounds = tuple[float, float, float, float]

_ROOM = 1e-4  # degrees around points and straight lines, about 11 m, so that they have an extent
_FAR = 1.0  # times its own diagonal; nearer than that is a neighbour

MISFITS: dict[str, tuple[str, str]] = {
    "unreadable": ("tidak terbaca", "unreadable"),
    "no_crs": ("tanpa sistem koordinat", "no CRS"),
    "other_crs": ("sistem koordinat berbeda", "another CRS"),
    "elsewhere": ("jauh dari lapisan lain", "far from the other layers"),
}


@dataclass(frozen=True)
class Neighbourhood:
    """How one layer lies to the others.

    Attributes
    ----------
    overlap
        Share of its box that the box of the layer in `with_layer` covers, the largest such share; None without a box.
    with_layer
        The layer it shares most with; empty if none.
    overlapping
        Number of other layers whose boxes meet its own.
    misfits
        Words of `MISFITS`.
    """

    overlap: float | None
    with_layer: str = ""
    overlapping: int = 0
    misfits: tuple[str, ...] = ()

    def misfit_text(self, lang: Lang = "id") -> str:
        """Return the misfits in words."""
        return ", ".join(MISFITS[one][0 if lang == "id" else 1] for one in self.misfits)


@dataclass(frozen=True)
class Placed:
    """What counts of a layer here: its label, its box in degrees (None: not known), the name of its CRS."""

    label: str
    box: Bounds | None
    crs: str
    readable: bool = True
    has_geometry: bool = True


def neighbourhoods(layers: Sequence[Placed]) -> list[Neighbourhood | None]:
    """Compare the boxes of layers.

    Parameters
    ----------
    layers
        The layers of a folder.

    Returns
    -------
    list
        For each layer how it lies to the others; None for tables, and everywhere if there is only one layer with a
        place.

    Examples
    --------
    >>> layers = [Placed("a", (0, 0, 2, 2), "x"), Placed("b", (1, 0, 3, 2), "x"), Placed("c", (50, 0, 51, 1), "x")]
    >>> found = neighbourhoods(layers)
    >>> found[0].overlap, found[0].with_layer, found[2].misfits
    (0.5, 'b', ('elsewhere',))
    """
    boxes = [None if one.box is None else _roomy(one.box) for one in layers]
    if sum(one.has_geometry for one in layers) < 2:
        return [None] * len(layers)
    usual = Counter(one.crs for one in layers if one.crs).most_common(1)
    return [
        _of_one(number, one, layers, boxes, usual[0][0] if usual else "") if one.has_geometry else None
        for number, one in enumerate(layers)
    ]


def _of_one(
    number: int, one: Placed, layers: Sequence[Placed], boxes: Sequence[Bounds | None], usual: str
) -> Neighbourhood:
    misfits: list[str] = []
    if not one.readable:
        return Neighbourhood(None, misfits=("unreadable",))
    if not one.crs:
        misfits.append("no_crs")
    elif usual and one.crs != usual:
        misfits.append("other_crs")
    box = boxes[number]
    if box is None:
        return Neighbourhood(None, misfits=tuple(misfits))
    others = [(layers[i].label, other) for i, other in enumerate(boxes) if i != number and other is not None]
    shares = [(_shared(box, other), label) for label, other in others]
    best, label = max(shares, default=(0.0, ""), key=lambda pair: pair[0])
    if others and best == 0 and min(_gap(box, other) for _, other in others) > _FAR * _diagonal(box):
        misfits.append("elsewhere")
    return Neighbourhood(best, label if best > 0 else "", sum(share > 0 for share, _ in shares), tuple(misfits))


def _roomy(box: Bounds) -> Bounds:
    west, south, east, north = box
    grow_x, grow_y = (_ROOM if east - west < _ROOM else 0.0), (_ROOM if north - south < _ROOM else 0.0)
    return west - grow_x, south - grow_y, east + grow_x, north + grow_y


def _shared(box: Bounds, other: Bounds) -> float:
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return min(1.0, width * height / ((box[2] - box[0]) * (box[3] - box[1])))


def _gap(box: Bounds, other: Bounds) -> float:
    east = max(0.0, other[0] - box[2], box[0] - other[2])
    north = max(0.0, other[1] - box[3], box[1] - other[3])
    return float((east**2 + north**2) ** 0.5)


def _diagonal(box: Bounds) -> float:
    return float(((box[2] - box[0]) ** 2 + (box[3] - box[1]) ** 2) ** 0.5)
