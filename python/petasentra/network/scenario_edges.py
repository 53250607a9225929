"""Which edges a scenario means: by name, by number, by where they lie, and by class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from petasentra import _core
from petasentra.crs import as_crs, transform_points, utm_epsg
from petasentra.errors import OptionError
from petasentra.layers.layer import Layer, as_layer
from petasentra.network.costs import Change
from petasentra.suggesting import Hints, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.layers.layer import LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.facts import RoadNetworkFacts

    Roads = str | int | Sequence[str | int] | npt.NDArray[np.integer] | LayerLike
    Flags = npt.NDArray[np.bool_]

__all__ = ["ClassOfRoads", "MeantRoads", "counted", "meant_roads", "of_class", "plain"]

#: For networks whose edges have no names.
_NAMELESS: Hints = {
    "hint_en": 'This network was read without names. Say which column has them, columns={"name": ...}, '
    "or give numbers of edges or a layer.",
    "hint_id": 'Jaringan ini dibaca tanpa nama jalan. Sebut kolomnya, columns={"name": ...}, '
    "atau beri nomor ruas atau lapisan.",
}


class MeantRoads(NamedTuple):
    """Some edges, and how to call them: ``{}`` is where their number belongs."""

    edges: Flags
    told: Change


class ClassOfRoads(NamedTuple):
    """Edges of a class, and how many ferries would be, too."""

    edges: Flags
    ferries: int
    by_word: bool


def meant_roads(
    network: RoadNetworkFacts,
    edges: Layer,
    given: Roads,
    *,
    option: str,
    among: Flags,
    within_m: float = 0.0,
    except_bridges: bool = False,
) -> list[MeantRoads]:
    """Return which edges are meant, one entry for each name, and one for all numbers or for a layer.

    Parameters
    ----------
    network, edges
        The network and its edges.
    given
        Names, numbers, or a layer.
    option
        What the argument is called in an error.
    among
        Edges that may be meant by a name or by their place; a number has to be one of them.
    within_m, except_bridges
        How near to a layer, and whether bridges over it are left out.

    Raises
    ------
    OptionError
        A name or a number is not there, or it is something else.
    """
    if isinstance(given, str | int | np.integer):
        given = [given]
    if not isinstance(given, np.ndarray | list | tuple | range | set | frozenset):
        return [_by_ground(network, edges, _ground(given, option), among, within_m, except_bridges)]
    if within_m > 0 or except_bridges:
        what = "within_m" if within_m > 0 else "except_bridges"
        raise OptionError(
            f"{what}= goes with a layer; {option}= names roads.",
            f"{what}= hanya untuk lapisan; {option}= menyebut jalan.",
            hint_en=f"Give {option}= a layer of the ground that is meant.",
            hint_id=f"Berikan lapisan wilayah yang dimaksud pada {option}=.",
            code=801,
            column=what,
        )
    numbers = [one for one in given if not isinstance(one, str)]
    out = [_by_name(edges, name, among) for name in given if isinstance(name, str)]
    return [*out, _by_number(numbers, option, among)] if numbers or not out else out


def of_class(edges: Layer, costs: RoadCosts, name: str) -> ClassOfRoads:
    """Return which edges are of a class of the profile, or have that word of the source; never ferries.

    What a ferry takes is its crossing: no class of roads says how fast it is.
    """
    words = ["" if word is None else str(word) for word in edges["road_class"]]
    ferry = np.asarray(edges["ferry"], dtype=bool)
    known = {plain(word) for word in words}
    by_word = plain(name) in known and name not in costs.profile.speeds
    if not by_word and name not in costs.profile.speeds and name not in costs.profile.closed_classes:
        raise OptionError(
            f"The profile {costs.profile.name!r} has no class {name!r}, and no road has that word.",
            f"Profil {costs.profile.name!r} tidak punya kelas {name!r}, dan tidak ada jalan dengan kata itu.",
            code=801,
            **did_you_mean(name, sorted({*costs.profile.speeds, *filter(None, words)})),
        )
    if by_word:
        meant = np.array([plain(word) == plain(name) for word in words], dtype=bool)
    else:
        class_of = {word: costs.profile.class_of(word or costs.without_class or "") for word in set(words)}
        meant = np.array([class_of[word] == name for word in words], dtype=bool)
    return ClassOfRoads(meant & ~ferry, int((meant & ferry).sum()), by_word)


def counted(count: int) -> str:
    """Return a number of edges in English."""
    return f"{count} edge" if count == 1 else f"{count} edges"


def plain(name: str) -> str:
    """Return a name without letter case and extra blanks."""
    return " ".join(name.split()).casefold()


def _ground(given: object, option: str) -> Layer:
    if isinstance(given, float | bool | bytes | Mapping) or given is None:
        raise _no_roads(given, option)
    try:
        return as_layer(given)
    except TypeError as error:
        raise _no_roads(given, option) from error


def _no_roads(given: object, option: str) -> OptionError:
    shown = repr(given)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    return OptionError(
        f"{option}={shown} is neither a name, a number of an edge, a list of these, nor a layer.",
        f"{option}={shown} bukan nama, nomor ruas, daftar keduanya, ataupun lapisan.",
        code=801,
        column=option,
    )


def _by_name(edges: Layer, name: str, among: Flags) -> MeantRoads:
    names = ["" if one is None else str(one) for one in edges["name"]]
    meant = np.array([plain(one) == plain(name) for one in names], dtype=bool) & among
    if not plain(name) or not meant.any():
        known = sorted({one for one, may in zip(names, among, strict=True) if one and may})
        raise OptionError(
            f"No road has the name {name!r}.", f"Tidak ada jalan bernama {name!r}.", code=801,
            **(did_you_mean(name, known) if known or any(names) else _NAMELESS),
        )  # fmt: skip
    count = int(meant.sum())
    return MeantRoads(meant, Change(f"{name} ({count} ruas)", f"{name} ({counted(count)})"))


def _by_number(numbers: Sequence[object], option: str, among: Flags) -> MeantRoads:
    meant = np.zeros(len(among), dtype=bool)
    for number in numbers:
        if isinstance(number, bool | np.bool_) or not isinstance(number, int | np.integer):
            raise OptionError(
                f"{option}= has {number!r}, which is neither a name nor the number of an edge.",
                f"{option}= memuat {number!r}, yang bukan nama maupun nomor ruas.",
                hint_en="np.flatnonzero(mask) turns a mask into numbers.",
                hint_id="np.flatnonzero(mask) mengubah penanda menjadi nomor.",
                code=801,
                column=option,
            )
        if not 0 <= number < len(among):
            raise OptionError(
                f"There is no edge {number}: they are 0 to {len(among) - 1}.",
                f"Tidak ada ruas {number}: nomornya 0 sampai {len(among) - 1}.",
                code=801,
                column=option,
            )
        if not among[number]:
            raise OptionError(
                f"Edge {number} is not planned: there is nothing to open.",
                f"Ruas {number} bukan jalan rencana: tidak ada yang dapat dibuka.",
                code=801,
                column=option,
            )
        meant[number] = True
    count = int(meant.sum())
    if not count:
        return MeantRoads(meant, Change("tidak satu pun (0 ruas)", "none that was named (0 edges)"))
    listed = ", ".join(str(one) for one in np.flatnonzero(meant)[:8]) + (", ..." if count > 8 else "")
    return MeantRoads(meant, Change(f"nomor {listed} ({count} ruas)", f"number {listed} ({counted(count)})"))


def _by_ground(
    network: RoadNetworkFacts, edges: Layer, ground: Layer, among: Flags, within_m: float, except_bridges: bool
) -> MeantRoads:
    crs = network.crs
    if within_m > 0 and not crs.is_projected and ground.bounds is not None:
        west, south, east, north = ground.bounds
        middle = transform_points([(west + east) / 2], [(south + north) / 2], ground.crs or crs, 4326)
        crs = as_crs(utm_epsg(float(middle[0][0]), float(middle[1][0])))
    lines, shapes_there = edges.to_crs(crs).core, ground.to_crs(crs).core
    meant = _core.rows_near(lines, shapes_there, within_m).astype(bool) & among
    alone = len(ground) - int(_core.rows_near(shapes_there, lines, within_m).sum())
    bridges = meant & np.asarray(edges["bridge"], dtype=bool)
    if except_bridges:
        meant &= ~bridges
    count, shapes, over = int(meant.sum()), len(ground), int(bridges.sum())
    where_en = f"within {within_m:g} m of" if within_m > 0 else "that meet"
    where_id = f"dalam {within_m:g} m dari" if within_m > 0 else "yang bersentuhan dengan"
    noun = "shape" if shapes == 1 else "shapes"
    bridge = "bridge" if over == 1 else "bridges"
    told_id, told_en = f"{count} ruas {where_id} {shapes} bentuk", f"{counted(count)} {where_en} {shapes} {noun}"
    if alone:
        told_id += f", {alone} di antaranya tidak mengenai jalan"
        told_en += f", {alone} of them {'meets' if alone == 1 else 'meet'} no road"
    if except_bridges:
        told_id += f", {over} jembatan tetap"
        told_en += f", {over} {bridge} left"
    return MeantRoads(meant, Change(told_id, told_en))
