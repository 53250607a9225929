"""A plan pack with changes: shares with the pack it was made from whatever did not change."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.law.plan_packs import PlanPack
from petasentra.law.zones_pack import small_toml
from petasentra.layers.layer import as_layer
from petasentra.what_if.arguments import added_of, cells_of, dates_of, layers_of, removed_of, rezones_of
from petasentra.what_if.changes import Changes, RezonedGround, changes_of
from petasentra.what_if.rezoning import ground_of, instrument_named, layer_named, rezoned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.days import DayLike
    from petasentra.law.records import LayerLink
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.plotting.language import Lang
    from petasentra.what_if.changes import LayerKey, PackChange, Rezone

#: How the id of a changed law begins; a hash of the changes follows.
PREFIX = "what-if-"
_SHOWN = 3


class ChangedPack(PlanPack):
    """The law as it would be; made by `petasentra.PlanPack.with_change`."""

    def __init__(self, base: PlanPack, near: PlanPack, changes: Changes) -> None:
        # Not that of PlanPack, which binds every layer.
        self._base = base
        self._net = changes
        self._words = changes.words(base)
        self._files = base._files
        self._format = base.format
        self.made_of = base.made_of
        self._load_reports = base.load_reports
        changed = changes.changed_layers()
        self._layer_reports = base.layer_reports | dict.fromkeys(changed)
        self._law = _core.changed_law(
            base._law,
            id=PREFIX + changes.sha256(base)[:12],
            title_id=_begun(base, "id") + "andaian: " + _listed(self._words, "id"),
            title_en=_begun(base, "en") + "what if: " + _listed(self._words, "en"),
            cells=[(*key, cell) for key, cell in changes.cells.items()],
            dates=[(*key, day) for key, day in changes.dates.items()],
            removed=list(changes.removed),
            added=[(instrument, small_toml(**{kind: [values]})) for instrument, kind, values in _layers_first(changes)],
            layers=list(changed),
        )
        self._bound = _core.changed_pack(self._law, _parts(self._law, base, near, changes))

    @property
    def base(self) -> PlanPack:
        """The pack without any change."""
        return self._base

    @property
    def changes(self) -> tuple[PackChange, ...]:
        """What was changed, in words."""
        return self._words

    def __repr__(self) -> str:
        return f"{self._base!r}; what if: {_listed(self._words, 'en')}"


def changed_pack(
    pack: PlanPack,
    *,
    rezone: Rezone | Sequence[Rezone],
    layers: Mapping[LayerKey, LayerLike | None] | None,
    cells: Mapping[str, Mapping[tuple[str, str], str]] | None,
    dates: Mapping[str, Mapping[str, DayLike | None]] | None,
    remove: Mapping[str, Sequence[str]] | None,
    add: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]] | None,
) -> PlanPack:
    """Change a pack; see `petasentra.PlanPack.with_change`."""
    base = pack.base
    before = pack._net if isinstance(pack, ChangedPack) else Changes()
    cells, dates, remove, add = cells_of(cells), dates_of(dates), removed_of(remove), added_of(add)
    for instrument in {**cells, **dates, **remove, **add}:
        instrument_named(base, instrument)
    new_layers = {(i, str(one.get("id"))) for i, own in add.items() for one in own.get("layer", ())}
    given: dict[LayerKey, Layer] = {}
    put_back: set[LayerKey] = set()
    for key, layer in layers_of(layers).items():
        if key not in new_layers:
            layer_named(pack, key)
        if layer is None:
            put_back.add(key)
        else:
            given[key] = as_layer(layer)
    rezones = []
    for one in rezones_of(rezone):
        key, ground = ground_of(pack, one)
        rezones.append(RezonedGround(key, one, ground))
    more = changes_of(cells=cells, dates=dates, remove=remove, add=add, rezones=rezones, layers=given)
    net = before.then(more, base, put_back)
    return ChangedPack(base, pack, net) if net else base


def _layers_first(changes: Changes) -> list[tuple[str, str, Mapping[str, Any]]]:
    return sorted(changes.added, key=lambda rule: rule[1] != "layer")


def _parts(
    law: _core.PlanLaw, base: PlanPack, near: PlanPack, changes: Changes
) -> list[tuple[str, str, _core.BoundPack | _core.Layer]]:
    """Return where each layer of the changed pack comes from: the pack as it was read, the last one, or a layer."""
    parts: list[tuple[str, str, _core.BoundPack | _core.Layer]] = []
    touched = {key: changes.of_layer(key) for key in changes.changed_layers()}
    last = near._net if isinstance(near, ChangedPack) else Changes()
    order = list(base.layer_reports)
    for key in [*order, *(one for one in touched if one not in order)]:
        if key not in touched:
            parts.append((*key, base._bound))
            continue
        if last.of_layer(key) == touched[key]:
            parts.append((*key, near._bound))
            continue
        given, rezones = touched[key]
        if not rezones:
            assert given is not None
            parts.append((*key, given._handle))
            continue
        # What was rezoned before is not done again: the last pack has it.
        before_given, before = last.of_layer(key)
        done = len(before) if before_given is given and before == rezones[: len(before)] else 0
        if done:
            bound = near._bound
        elif given is not None:
            bound = _core.changed_pack(law, [(*key, given._handle)])
        else:
            bound = base._bound
        parts.append((*key, _in_steps(law, bound, key, layer_named(base, key), rezones[done:])._handle))
    return parts


def _in_steps(
    law: _core.PlanLaw, bound: _core.BoundPack, key: LayerKey, link: LayerLink, rezones: Sequence[RezonedGround]
) -> Layer:
    """Return a layer of zones after ground was rezoned, step after step."""
    zones = _layer_of(bound, key)
    for number, (_, step) in enumerate(groupby(rezones, key=lambda one: one.step)):
        if number > 0:
            bound = _core.changed_pack(law, [(*key, zones._handle)])
        zones = rezoned(bound, key, link, zones, [(one.asked, one.ground) for one in step])
    return zones


def _layer_of(bound: _core.BoundPack, key: LayerKey) -> Layer:
    from petasentra.layers.layer import Layer
    from petasentra.what_if.rezoning import unknown

    handle = bound.layer(*key)
    if handle is None:
        raise unknown("Geometri lapisan", "geometry of layer", f"{key[0]}/{key[1]}", ())
    return Layer(handle)


def _begun(base: PlanPack, lang: Lang) -> str:
    """Return how the title of a what-if begins: with that of the variant the pack was read with."""
    variant = base.chosen_variant
    return "" if variant is None else (variant.title_id if lang == "id" else variant.title_en) + "; "


def _listed(words: Sequence[PackChange], lang: str) -> str:
    shown = [one.text("id" if lang == "id" else "en") for one in words[:_SHOWN]]
    more = len(words) - _SHOWN
    return "; ".join(shown) + (f"; ... (+{more})" if more > 0 else "")
