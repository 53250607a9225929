"""Zones after some ground was given another code, as a layer; and the layer of a change, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra.errors import GeometryError, RuleError
from petasentra.layers.layer import Layer, as_layer
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow as pa

    from petasentra.law.plan_packs import PlanPack
    from petasentra.law.records import Instrument, LayerLink
    from petasentra.what_if.changes import LayerKey, Rezone


def unknown(what_id: str, what_en: str, name: str, known: Iterable[str], *, code: int = 408) -> RuleError:
    """Make the error for a name that a pack does not have, with the nearest one."""
    return RuleError(
        f"There is no {what_en} {name!r}.", f"{what_id} {name!r} tidak ada.", code=code,
        **did_you_mean(name, list(known)),
    )  # fmt: skip


def instrument_named(pack: PlanPack, name: str) -> Instrument:
    """Return an instrument; RuleError with the nearest name where there is none."""
    found = pack.instrument(name)
    if found is None:
        raise unknown("Peraturan", "instrument", name, (one.id for one in pack.instruments))
    return found


def layer_named(pack: PlanPack, key: LayerKey) -> LayerLink:
    """Return what the pack says of a layer; RuleError with the nearest name where it says nothing."""
    instrument = instrument_named(pack, key[0])
    link = next((one for one in instrument.layers if one.id == key[1]), None)
    if link is None:
        raise unknown("Lapisan", "layer", key[1], (one.id for one in instrument.layers))
    return link


def ground_of(pack: PlanPack, one: Rezone) -> tuple[LayerKey, Layer]:
    """Return which layer of zones is rezoned, and the ground in the CRS of the pack.

    Raises
    ------
    GeometryError
        There is no ground.
    RuleError
        The instrument, its layer or the zone code is unknown, or the layer is none of zones.
    """
    instrument = instrument_named(pack, one.instrument)
    zones = [link.id for link in instrument.layers if link.role == "zones"]
    if one.layer is not None:
        layer_named(pack, (one.instrument, one.layer))
    name = zones[0] if one.layer is None and zones else one.layer or ""
    if name not in zones:
        raise unknown("Lapisan zona", "layer of zones", name, zones)
    codes = instrument.permissions.zones
    if codes and one.code not in codes and not set(one.code.split("/")) <= set(codes):
        raise unknown("Kode zona", "zone code", one.code, codes, code=405)
    ground = as_layer(one.ground)
    if len(ground) == 0:
        raise GeometryError(
            f"There is no ground to rezone to {one.code!r}: the layer has no features.",
            f"Tidak ada lahan yang dijadikan {one.code!r}: lapisannya tidak punya unsur.",
            hint_en="Give at least one polygon as ground.",
            hint_id="Berikan sedikitnya satu poligon sebagai ground.",
            code=303,
        )
    return (one.instrument, name), ground.to_crs(pack.crs)


def rezoned(
    bound: _core.BoundPack, key: LayerKey, link: LayerLink, layer: Layer, grounds: Sequence[tuple[Rezone, Layer]]
) -> Layer:
    """Return a layer of zones, as `bound` holds it, with some ground in zones of their own behind the others.

    What the new zones do not say is null, but for code and name.
    """
    import pyarrow as pa

    ground = _joined([one for _, one in grounds])
    made = _core.rezoned(bound, key[0], key[1], ground._handle)
    rows = [None if row < 0 else int(row) for row in Layer(made)["row"]]
    old = pa.table(layer)
    taken = old.take(pa.array(rows, pa.int64()))
    wanted = [(one, len(own)) for one, own in grounds]
    codes = [one.code for one, number in wanted for _ in range(number)]
    taken = _with_last(taken, link.code, codes)
    if link.name and link.name != link.code:
        names = [one.name or _name_of(old, link, one.code) for one, number in wanted for _ in range(number)]
        taken = _with_last(taken, link.name, names)
    at = taken.schema.get_field_index(layer.geometry_name)
    geometry = pa.table(Layer(made)).column(Layer(made).geometry_name)
    field = pa.table(Layer(made)).schema.field(Layer(made).geometry_name).with_name(layer.geometry_name)
    return Layer.from_arrow(taken.set_column(at, field, geometry), geometry=layer.geometry_name, crs=layer.crs)


def _joined(grounds: Sequence[Layer]) -> Layer:
    """Return polygons of several layers as one."""
    import pyarrow as pa

    from petasentra.auditing.inputs import bare

    columns = [bare(pa.table(one).column(one.geometry_name)) for one in grounds]
    chunks = [chunk.cast(pa.binary()) for column in columns for chunk in column.chunks]
    table = pa.table({"geometry": pa.chunked_array(chunks, type=pa.binary())})
    return Layer.from_arrow(table, geometry="geometry", crs=grounds[0].crs)


def _with_last(table: pa.Table, name: str, values: Sequence[str]) -> pa.Table:
    """Return the table with other values in the last rows of a column, which keeps its type."""
    import pyarrow as pa

    at = table.schema.get_field_index(name)
    field = table.schema.field(at)
    kept = table.column(at).slice(0, table.num_rows - len(values)).to_pylist()
    last = pa.array(list(values), pa.string())
    if not pa.types.is_dictionary(field.type):
        last = last.cast(field.type)
    return table.set_column(at, field, pa.array([*kept, *last.to_pylist()], type=field.type))


def _name_of(table: pa.Table, link: LayerLink, code: str) -> str:
    """Return the name of another zone of a code, else the code."""
    for own, name in zip(table.column(link.code).to_pylist(), table.column(link.name).to_pylist(), strict=True):
        if str(own) == code and name:
            return str(name)
    return code
