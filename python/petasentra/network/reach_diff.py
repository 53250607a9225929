"""What two isochrones say differently: area by area, and which ground is gained or lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.layers.layer import Layer
from petasentra.network.asked import causes_between
from petasentra.network.matched_rows import same_rows
from petasentra.network.row_diff import RowChanges, row_changes

if TYPE_CHECKING:
    from petasentra.network.isochrones import Isochrones
    from petasentra.tables import Table

__all__ = ["ReachChanges", "reach_changes"]

_KEYS = ("place", "minutes")
_OF_WHAT = ("places and limits", "tempat dan batas")


@dataclass(frozen=True, eq=False, repr=False)
class ReachChanges(RowChanges):
    """What became of every area between two answers about the same places and limits.

    A row for every place and limit, as `RowChanges` has them: ``place``, ``minutes``, then ``area_ha``, ``road_km`` and
    ``status`` with ``_before`` and ``_after`` behind, ``change_ha`` and ``change_km``. More road within reach is
    better.

    Attributes
    ----------
    before, after
        The two answers.
    """

    before: Isochrones
    after: Isochrones

    @property
    def all_areas(self) -> Table:
        """All rows."""
        return self.all_rows

    @cached_property
    def ground(self) -> Layer:
        """The ground that is gained and the ground that is lost: two rows an area.

        ``place``, ``minutes``, ``change`` (``"gained"``, ``"lost"``), ``area_ha``; null where there is none.
        """
        import pyarrow as pa

        from petasentra.auditing.inputs import bare

        old = self.before.areas
        new = self.after.areas.to_crs(old.crs)[_rows(self.before, self.after)]
        sides = [Layer(_core.ground_only_in(*pair)) for pair in ((new.core, old.core), (old.core, new.core))]
        order = np.arange(2 * len(old)).reshape(2, -1).T.reshape(-1)  # gained and lost of an area side by side
        ids = pa.table(old).select(list(_KEYS))
        wkb = [bare(pa.table(side).column(side.geometry_name)).cast(pa.binary()) for side in sides]
        area = np.concatenate([side.area("planar") / 1e4 for side in sides])[order]
        table = pa.table(
            {
                **{key: ids.column(key).take(pa.array(order % max(len(old), 1))) for key in _KEYS},
                "change": pa.array(np.array(["gained", "lost"])[order // max(len(old), 1)].tolist(), pa.string()),
                "area_ha": pa.array(np.nan_to_num(area)),
                "geometry": pa.chunked_array([*wkb[0].chunks, *wkb[1].chunks], pa.binary()).take(pa.array(order)),
            }
        )
        return Layer.from_arrow(table, geometry="geometry", crs=old.crs)


def reach_changes(before: Isochrones, after: Isochrones) -> ReachChanges:
    """Return what became of every area; see `petasentra.network.Isochrones.diff`."""
    import pyarrow as pa

    causes = causes_between(before, after, rows=("places",))
    columns = [*_KEYS, "area_ha", "road_km", "status"]
    old, new = (pa.table(one.areas).select(columns) for one in (before, after))
    found = row_changes(
        old, new, keys=_KEYS, numbers={"road_km": "change_km", "area_ha": "change_ha"}, more_is_better=True,
        of_what=_OF_WHAT, causes=causes,
    )  # fmt: skip
    return ReachChanges(found.all_rows, found.causes, found.of_what, found.outcome_numbers, before, after)


def _rows(before: Isochrones, after: Isochrones) -> list[int]:
    import pyarrow as pa

    keys = []
    for one in (before, after):
        table = pa.table(one.areas)
        keys.append(list(zip(*(table.column(key).to_pylist() for key in _KEYS), strict=True)))
    return [int(row) for row in same_rows(keys[0], keys[1], *_OF_WHAT)]
