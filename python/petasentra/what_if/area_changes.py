"""How much ground each zone gains and loses by the changes of a pack."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.law.plan_packs import PlanPack
    from petasentra.what_if.changes import LayerKey


def area_changes(pack: PlanPack) -> Table:
    """Compare zones with those of ``pack.base``; see `petasentra.PlanPack.area_changes`."""
    import pyarrow as pa

    rows: list[tuple[str, str, str, float, float, float]] = []
    for instrument in pack.instruments:
        for link in instrument.layers:
            key = (instrument.id, link.id)
            if link.role != "zones" or pack.layer_reports.get(key) is not None or not pack.changes:
                continue
            old, new = (_hectares(one, key, link.code) for one in (pack.base, pack))
            for code in sorted(old.keys() | new.keys()):
                before, after = old.get(code, 0.0), new.get(code, 0.0)
                if before != after:
                    rows.append((*key, code, before, after, after - before))
    names = ("instrument", "layer", "zone", "before_ha", "after_ha", "change_ha")
    kinds = [pa.string()] * 3 + [pa.float64()] * 3
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    arrays = [pa.array(list(column), kind) for column, kind in zip(columns, kinds, strict=True)]
    return Table.from_arrow(pa.table(dict(zip(names, arrays, strict=True))))


def _hectares(pack: PlanPack, key: LayerKey, code: str) -> dict[str, float]:
    """Area of each zone code, planar in the CRS of the pack."""
    layer = pack.layer(*key)
    found: dict[str, float] = defaultdict(float)
    if layer is not None:
        for zone, area in zip(layer[code], layer.area("planar"), strict=True):
            found["" if zone is None else str(zone)] += float(area) / 1e4
    return found
