"""The arguments of `petasentra.PlanPack.with_change`, in the form that they should have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from petasentra.what_if.changes import Rezone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from petasentra.what_if.changes import LayerKey


def rezones_of(given: object) -> list[Rezone]:
    """Return the ground to rezone, each piece looked at."""
    some = [given] if isinstance(given, Rezone) else list(_sequence("rezone", given, "ps.Rezone"))
    for one in some:
        if not isinstance(one, Rezone):
            raise _wrong("rezone", "ps.Rezone(ground, code, instrument)", one)
        for name in ("code", "instrument"):
            _require_text(f"Rezone.{name}", getattr(one, name))
        for name in ("layer", "name"):
            if getattr(one, name) is not None:
                _require_text(f"Rezone.{name}", getattr(one, name))
    return some


def layers_of(given: object) -> dict[LayerKey, Any]:
    """Return what replaces which layer, by (instrument, layer)."""
    out: dict[LayerKey, Any] = {}
    for key, layer in _items("layers", given, "{(instrument, layer): layer}"):
        instrument, name = _pair("layers", key, "(instrument, layer)")
        out[instrument, name] = layer
    return out


def cells_of(given: object) -> dict[str, dict[tuple[str, str], str]]:
    """Return cells by instrument, then by (activity, zone)."""
    form = "{instrument: {(activity, zone): cell}}"
    out: dict[str, dict[tuple[str, str], str]] = {}
    for instrument, own in _items("cells", given, form):
        _require_text("cells", instrument, form)
        out[instrument] = {}
        for key, cell in _items("cells", own, form):
            _require_text("cells", cell, form)
            out[instrument][_pair("cells", key, "(activity, zone)")] = cell
    return out


def dates_of(given: object) -> dict[str, dict[str, Any]]:
    """Return days by instrument, then by their name; what a day is, is seen later."""
    form = '{instrument: {"in_force_from": day}}'
    out: dict[str, dict[str, Any]] = {}
    for instrument, own in _items("dates", given, form):
        _require_text("dates", instrument, form)
        days = dict(_items("dates", own, form))
        for name in days:
            _require_text("dates", name, form)
        out[instrument] = days
    return out


def removed_of(given: object) -> dict[str, list[str]]:
    """Return ids of rules by instrument."""
    form = "{instrument: [rule]}"
    out: dict[str, list[str]] = {}
    for instrument, own in _items("remove", given, form):
        _require_text("remove", instrument, form)
        out[instrument] = list(_sequence("remove", own, form))
        for rule in out[instrument]:
            _require_text("remove", rule, form)
    return out


def added_of(given: object) -> dict[str, dict[str, list[Mapping[str, Any]]]]:
    """Return new rules and layers by instrument and kind, as they would stand in a file."""
    form = '{instrument: {"overlay_rule": [{...}]}}'
    out: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for instrument, own in _items("add", given, form):
        _require_text("add", instrument, form)
        kinds = out.setdefault(instrument, {})
        for kind, rules in _items("add", own, form):
            _require_text("add", kind, form)
            kinds[kind] = list(_sequence("add", rules, form))
            for rule in kinds[kind]:
                for name, _ in _items("add", rule, form):
                    _require_text("add", name, form)
    return out


def _items(argument: str, given: object, form: str) -> Iterator[tuple[Any, Any]]:
    if given is None:
        return iter(())
    if not isinstance(given, Mapping):
        raise _wrong(argument, form, given)
    return iter(given.items())


def _sequence(argument: str, given: object, form: str) -> Iterable[Any]:
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Sequence):
        raise _wrong(argument, form, given)
    return given


def _pair(argument: str, key: object, form: str) -> tuple[str, str]:
    if not isinstance(key, tuple) or len(key) != 2 or not all(isinstance(one, str) for one in key):
        raise _wrong(argument, form, key)
    return key


def _require_text(argument: str, given: object, form: str = "") -> None:
    if not isinstance(given, str):
        raise _wrong(argument, form, given)


def _wrong(argument: str, form: str, given: object) -> TypeError:
    wanted_en, wanted_id = (f"of the form {form}", f"berbentuk {form}") if form else ("a text", "berupa teks")
    shown = (
        f"{type(given).__name__} {given!r}" if isinstance(given, str | int | float | tuple) else type(given).__name__
    )
    return TypeError(
        f"{argument} has to be {wanted_en}; here is {shown}.\n  id: {argument} harus {wanted_id}; di sini {shown}."
    )
