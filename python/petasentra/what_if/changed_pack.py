"""A plan pack with changes: shares with the pack it was made from whatever did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra._zones_pack import small_toml
from petasentra.layers import as_layer
from petasentra.plan_packs import PlanPack
from petasentra.what_if.changes import Changes, Rezone, changes_of
from petasentra.what_if.rezoning import ground_of, instrument_named, layer_named, rezoned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.days import DayLike
    from petasentra.layers import Layer, LayerLike
    from petasentra.what_if.changes import LayerKey, PackChange

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
            id=PREFIX + changes.sha256()[:12],
            title_id="pengandaian: " + _listed(self._words, "id"),
            title_en="what if: " + _listed(self._words, "en"),
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
    for instrument in {**(cells or {}), **(dates or {}), **(remove or {}), **(add or {})}:
        instrument_named(base, instrument)
    new_layers = {(i, str(one.get("id"))) for i, own in (add or {}).items() for one in own.get("layer", ())}
    given: dict[LayerKey, Layer] = {}
    for key, layer in (layers or {}).items():
        if key not in new_layers:
            layer_named(pack, key)
        held = base.layer(*key) if layer is None else as_layer(layer)
        if held is not None:
            given[key] = held
    some = [rezone] if isinstance(rezone, Rezone) else list(rezone)
    rezones = [(key, one, ground) for one in some for key, ground in [ground_of(pack, one)]]
    more = changes_of(cells=cells, dates=dates, remove=remove, add=add, rezones=rezones, layers=given)
    net = before.then(more, base)
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
        given = touched[key][0]
        grounds = [(one, ground) for at, one, ground in changes.rezones if at == key]
        if not grounds:
            assert given is not None
            parts.append((*key, given._handle))
            continue
        held = base
        if given is not None:
            bound = _core.changed_pack(law, [(*key, given._handle)])
            zones = as_layer(_layer_of(bound, key))
        else:
            bound, zones = held._bound, _layer_of(held._bound, key)
        parts.append((*key, rezoned(bound, key, layer_named(held, key), zones, grounds)._handle))
    return parts


def _layer_of(bound: _core.BoundPack, key: LayerKey) -> Layer:
    from petasentra.layers import Layer
    from petasentra.what_if.rezoning import unknown

    handle = bound.layer(*key)
    if handle is None:
        raise unknown("Geometri lapisan", "geometry of layer", f"{key[0]}/{key[1]}", ())
    return Layer(handle)


def _listed(words: Sequence[PackChange], lang: str) -> str:
    shown = [one.text("id" if lang == "id" else "en") for one in words[:_SHOWN]]
    more = len(words) - _SHOWN
    return "; ".join(shown) + (f"; ... (+{more})" if more > 0 else "")
