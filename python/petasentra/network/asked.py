"""What a question asked beside its costs, so that two answers can say what was asked differently."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from petasentra.crs import transform_points
from petasentra.errors import OptionError
from petasentra.network.costs import Change
from petasentra.network.scenario_words import changes_between

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from petasentra.crs import Crs
    from petasentra.network.costs import RoadCosts

__all__ = ["Asked", "PlacesAsked", "Said", "causes_between", "require_kind"]

#: What places are called in Indonesian and English, and the option that names the column of their ids.
_ROLES = {
    "origins": ("Tempat asal", "Origins", "origin_id="),
    "targets": ("Tempat tujuan", "Targets", "target_id="),
    "facilities": ("Fasilitas", "Facilities", "facility_id="),
    "places": ("Tempat", "Places", "place_id="),
    "opportunities": ("Peluang", "Opportunities", ""),
    "nodes": ("Simpul", "Nodes", ""),
}
#: Places as near as this are one: what is left of going from one CRS to another and back.
_SAME_M, _SAME_DEGREES = 0.01, 1e-7


class Said(NamedTuple):
    """Something that was said: what is compared, and how it is told in Indonesian and English."""

    value: Hashable
    id: str
    en: str


@dataclass(frozen=True, eq=False)
class PlacesAsked:
    """Places that were asked about.

    ``xy`` in `crs`, shape (n, 2), NaN for those without a position; ``amount`` is what stands at each, shape (n,).
    """

    ids: Sequence[object]
    xy: npt.NDArray[np.float64]
    crs: Crs
    amount: npt.NDArray[np.float64] | None = None

    def xy_in(self, crs: Crs) -> npt.NDArray[np.float64]:
        """Return the places in another CRS."""
        if crs == self.crs or not len(self.xy):
            return self.xy
        return np.column_stack(transform_points(self.xy[:, 0], self.xy[:, 1], self.crs, crs)[:2])


@dataclass(frozen=True, eq=False)
class Asked:
    """What was asked: which measure, what was said by keyword (by label in both languages), and which places."""

    measure: str
    said: Mapping[tuple[str, str], Said] = field(default_factory=dict)
    places: Mapping[str, PlacesAsked] = field(default_factory=dict)


class _Answer(Protocol):
    @property
    def asked(self) -> Asked | None: ...

    @property
    def costs(self) -> RoadCosts | None: ...


def require_kind(before: object, after: object) -> None:
    """Refuse to compare an answer with what is none of its kind.

    Raises
    ------
    OptionError
        The second is of another class, or nothing.
    """
    if type(after) is type(before):
        return
    wanted = type(before).__name__
    raise OptionError(
        f"{wanted} can be compared with another {wanted}, not with {type(after).__name__}.",
        f"{wanted} hanya dapat dibandingkan dengan {wanted} lain, bukan dengan {type(after).__name__}.",
        hint_en="Ask the same question twice, and give diff the second answer.",
        hint_id="Ajukan pertanyaan yang sama dua kali, lalu berikan jawaban kedua kepada diff.",
        code=801,
        column="after",
    )


def causes_between(
    before: _Answer, after: _Answer, *, rows: Sequence[str], named: Sequence[str] = ()
) -> tuple[Change, ...]:
    """Return what was asked differently: costs, keywords, places, amounts.

    Parameters
    ----------
    before, after
        Two answers of one class.
    rows
        Places that the rows of the answer are about.
    named
        Places that rows only name, such as the nearest target: the second answer may have others.

    Raises
    ------
    OptionError
        The answers are of different kinds or measures; or ids that are row numbers, or repeat, stand for other places
        in the second.
    """
    require_kind(before, after)
    old, new = before.asked or Asked(""), after.asked or Asked("")
    if old.measure != new.measure:
        raise OptionError(
            f"The two answers are of different measures: {old.measure or 'pairs'} and {new.measure or 'pairs'}.",
            f"Kedua jawaban memakai ukuran yang berbeda: {old.measure or 'pasangan'} dan {new.measure or 'pasangan'}.",
            hint_en="Compare two answers to one question.",
            hint_id="Bandingkan dua jawaban atas satu pertanyaan.",
            code=801,
            column="after",
        )
    for role in (*rows, *named):
        if role in old.places and role in new.places:
            _require_same_places(old.places[role], new.places[role], role)
    costs = () if before.costs is None or after.costs is None else _of_costs(before.costs, after.costs)
    return (*costs, *_of_words(old, new), *_of_places(old, new, rows))


def _of_costs(before: RoadCosts, after: RoadCosts) -> Iterator[Change]:
    if before.network != after.network:
        yield Change("Jaringan jalan: lain", "Road network: another one")
    yield from changes_between(before, after)


def _of_words(old: Asked, new: Asked) -> Iterator[Change]:
    for label, was in old.said.items():
        now = new.said.get(label, was)
        if was.value == now.value:
            continue
        if (was.id, was.en) == (now.id, now.en):  # such as other water, as much of it
            yield Change(f"{label[0]}: lain", f"{label[1]}: other")
        else:
            yield Change(f"{label[0]}: {was.id} -> {now.id}", f"{label[1]}: {was.en} -> {now.en}")


def _of_places(old: Asked, new: Asked, rows: Sequence[str]) -> Iterator[Change]:
    for role, was in old.places.items():
        now = new.places[role]
        label_id, label_en, _ = _ROLES[role]
        first, second = (_in_order(one, was.crs) for one in (was, now))
        same = first[0].shape == second[0].shape and np.array_equal(first[0], second[0], equal_nan=True)
        if len(was.ids) != len(now.ids):
            yield Change(
                f"{label_id}: {len(was.ids)} -> {len(now.ids)}", f"{label_en}: {len(was.ids)} -> {len(now.ids)}"
            )
        elif not same:
            yield Change(f"{label_id}: di tempat lain", f"{label_en}: at other places")
        if was.amount is None or now.amount is None or (same and np.array_equal(first[1], second[1])):
            continue
        total = [f"{one.amount.sum():g}" for one in (was, now) if one.amount is not None]
        if total[0] != total[1]:
            yield Change(
                f"{label_id}, jumlah seluruhnya: {total[0]} -> {total[1]}",
                f"{label_en}, amount in all: {total[0]} -> {total[1]}",
            )
        elif same:
            yield Change(f"{label_id}: jumlah terbagi lain", f"{label_en}: amounts shared out otherwise")


def _in_order(places: PlacesAsked, crs: Crs) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return places and their amounts in an order that is not that of their rows."""
    xy = np.round(places.xy_in(crs) / _tolerance(crs)) + 0.0
    amount = np.zeros(len(xy)) if places.amount is None else places.amount
    order = np.lexsort((amount, xy[:, 1], xy[:, 0]))
    return xy[order], amount[order]


def _require_same_places(before: PlacesAsked, after: PlacesAsked, role: str) -> None:
    """Refuse row numbers and repeated ids that stand for other places; ids of one place each may move."""
    pairs = _doubtful(before.ids, after.ids)
    if not len(pairs):
        return
    old, new = before.xy[pairs[:, 0]], after.xy_in(before.crs)[pairs[:, 1]]
    apart = ~((np.abs(old - new) <= _tolerance(before.crs)) | (np.isnan(old) & np.isnan(new))).all(axis=1)
    if not apart.any():
        return
    label_id, label_en, option = _ROLES[role]
    row = int(pairs[np.flatnonzero(apart)[0], 0])
    name = before.ids[row]
    hint_en = f"Say by {option} which column has ids, one for each place." if option else "Ask both of one network."
    hint_id = (
        f"Sebutkan kolom id lewat {option} satu id untuk tiap tempat."
        if option
        else "Tanyakan keduanya pada satu jaringan."
    )
    raise OptionError(
        f"{label_en}: {name!r} is another place in the two answers, and only its row tells which one it is.",
        f"{label_id}: {name!r} menunjuk tempat yang berbeda pada kedua jawaban, dan hanya barisnya yang membedakan.",
        hint_en=hint_en,
        hint_id=hint_id,
        code=801,
        feature=str(name),
        column=option.rstrip("="),
    )


def _doubtful(before: Sequence[object], after: Sequence[object]) -> npt.NDArray[np.intp]:
    """Return pairs of rows that are one by their number or order only, shape (n, 2)."""
    if isinstance(before, range) or isinstance(after, range):
        first, second = (range(len(one)) if isinstance(one, range) else one for one in (before, after))
        place = {key: row for row, key in enumerate(second)}
        found = [(row, place[key]) for row, key in enumerate(first) if key in place]
    else:
        times = Counter(before) | Counter(after)
        rows = [[(key, row) for row, key in enumerate(one) if times[key] > 1] for one in (before, after)]
        old, new = _by_turn(rows[0]), _by_turn(rows[1])
        found = [(row, new[key]) for key, row in old.items() if key in new]
    return np.array(found, dtype=np.intp).reshape(-1, 2)


def _by_turn(rows: Sequence[tuple[object, int]]) -> dict[tuple[object, int], int]:
    seen: Counter[object] = Counter()
    out = {}
    for key, row in rows:
        out[key, seen[key]] = row
        seen[key] += 1
    return out


def _tolerance(crs: Crs) -> float:
    return _SAME_M if crs.is_projected else _SAME_DEGREES
