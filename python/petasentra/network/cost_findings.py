"""What a vehicle does not understand of the roads, word by word, and which changes of a scenario concern no road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from petasentra.network.costs import RoadCosts

__all__ = ["cost_findings"]

_COLUMNS = (
    "code", "severity", "layer", "feature_id", "measure", "unit", "message_id", "message_en", "hint_id", "hint_en",
)  # fmt: skip
_WITHOUT_CLASS = (
    'Sebut kolom kelasnya dengan columns=, atau kelas bagi jalan tanpa kelas dengan without_class="local".',
    'Name the column of classes with columns=, or the class of roads that have none with without_class="local".',
)
_MOST_NEXT_TO = 8


def cost_findings(costs: RoadCosts) -> Table:
    """Return the table; see `petasentra.network.RoadCosts.findings`."""
    import pyarrow as pa

    rows = [*_of_classes(costs), *_of_access(costs), *_of_steps(costs)]
    types = {name: pa.float64() if name == "measure" else pa.string() for name in _COLUMNS}
    return Table.from_arrow(pa.table({name: pa.array([row[name] for row in rows], types[name]) for name in _COLUMNS}))


def _of_classes(costs: RoadCosts) -> Iterator[dict[str, Any]]:
    roads, profile = costs.roads, costs.profile
    if roads is None or not costs.reasons["class_unknown"]:
        return
    closed = costs.states[0::2] == list(costs.reasons).index("class_unknown")
    counts, without = _counted(roads.class_of_edge[closed], len(roads.class_words))
    if without:
        yield _without_class(costs, without, none_has=not roads.class_words)
    known = ", ".join(sorted(profile.speeds)[:_MOST_NEXT_TO])
    for word, edges in zip(roads.class_words, counts, strict=True):
        if edges:
            yield _finding(
                "CLASS_UNKNOWN", "warning", roads.title, word, edges,
                (f"Profil {profile.name} tidak mengenal kelas \"{word}\"; {edges} ruas tertutup.",
                 f"The profile {profile.name} does not know the class \"{word}\"; {edges} edges are closed."),
                (f"Tulis kelas profil ({known}) di datanya, atau tambahkan kata itu pada tabel kelas profil.",
                 f"Write a class of the profile ({known}) in the data, or add the word to its table of classes."),
            )  # fmt: skip


def _without_class(costs: RoadCosts, edges: int, *, none_has: bool) -> dict[str, Any]:
    title = "" if costs.roads is None else costs.roads.title
    if none_has:
        return _finding(
            "CLASS_ABSENT", "error", title, "", edges,
            (f"Tidak satu pun jalan memiliki kelas; {edges} ruas tertutup.",
             f"No road has a class; {edges} edges are closed."), _WITHOUT_CLASS,
        )  # fmt: skip
    return _finding(
        "CLASS_MISSING", "warning", title, "", edges,
        (f"{edges} ruas tidak memiliki kelas dan tertutup.", f"{edges} edges have no class and are closed."),
        _WITHOUT_CLASS,
    )  # fmt: skip


def _of_access(costs: RoadCosts) -> Iterator[dict[str, Any]]:
    roads = costs.roads
    unknown = set() if roads is None else set(costs.profile.unknown_access(roads.access_words))
    if roads is None or not unknown:
        return
    counts, _ = _counted(roads.access_of_edge, len(roads.access_words))
    for word, edges in zip(roads.access_words, counts, strict=True):
        if edges and word in unknown:
            yield _finding(
                "ACCESS_UNKNOWN", "warning", roads.title, word, edges,
                (f"\"{word}\" bukan kata akses yang dikenal; {edges} ruas dianggap boleh dilalui.",
                 f"\"{word}\" is no known word of access; {edges} edges are taken as open."),
                ("Tulis yes, private atau no, atau tambahkan kata itu pada no_access profil.",
                 "Write yes, private or no, or add the word to no_access of the profile."),
            )  # fmt: skip


def _of_steps(costs: RoadCosts) -> Iterator[dict[str, Any]]:
    """Tell of changes that change nothing, such as a flood that lies beside all roads."""
    title = "" if costs.roads is None else costs.roads.title
    for step in costs.steps:
        if not step.edges.any():
            yield _finding(
                "SCENARIO_NO_EDGE", "warning", title, costs.title, 0,
                (f"Perubahan ini tidak mengenai satu ruas pun - {step.told.id}.",
                 f"This change concerns no edge - {step.told.en}."),
                ("Periksa apakah lapisan itu terletak pada jalan dan CRS-nya benar, atau beri within_m=.",
                 "Look whether the layer lies on the roads and states the right CRS, or pass within_m=.")
                if step.does != "slow" else
                ("Lihat kelas yang ada dalam report().classes.", "Look which classes there are: report().classes."),
            )  # fmt: skip


def _counted(codes: npt.NDArray[np.uint32], words: int) -> tuple[list[int], int]:
    """Return how many edges have each word, and how many none."""
    stated = codes[codes < words]
    return np.bincount(stated, minlength=words).tolist(), len(codes) - len(stated)


def _finding(
    code: str, severity: str, layer: str, word: str, edges: int, message: Sequence[str], hint: Sequence[str]
) -> dict[str, Any]:
    values = (code, severity, layer, word, float(edges), "edges", *message, *hint)
    return dict(zip(_COLUMNS, values, strict=True))
