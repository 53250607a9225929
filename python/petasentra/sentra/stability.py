"""How much of an answer about sentra is the distance that was chosen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.optional import require
from petasentra.plotting.language import check_lang, pick
from petasentra.sentra.clusters import BORDER, CORE, Branch, branch_clusters, joined_sets
from petasentra.sentra.words import branch_words, metres
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from petasentra._progress import Progress
    from petasentra.sentra.found import FoundSentra

__all__ = ["Stability", "stability"]

ANY = "any"
_COLOURS = ("#17262d", "#00704F", "#E58606", "#3F9FDD")


@dataclass(frozen=True, eq=False)
class Stability:
    """Sentra by distance. Made by `FoundSentra.stability`.

    ``table`` has a row a distance and branch, and one with the branch ``any`` for all together: ``eps_m``, ``branch``,
    ``sentra``, ``units`` (in a sentra), ``cores``, ``largest`` (units), ``new`` (sentra without a core of a sentra at
    the distance before) and ``merged`` (sentra of the distance before that became part of another); both null in the
    first row and for ``any``. With the distance cores and units never become fewer; sentra may.
    """

    table: Table
    eps_m: float

    def plot(self, *, lang: str = "id", ax: Axes | None = None) -> Axes:
        """Draw sentra and units by distance; a dotted line marks the distance of the answer itself.

        Raises
        ------
        OptionError
            Another language, or matplotlib is not installed.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"produk": ["tahu"] * 5}, geometry=shapely.points(range(5), [0] * 5), crs=32749)
        >>> ax = ps.find_sentra(at, product="produk", eps_m=2).stability([1, 2, 4]).plot(lang="en")
        >>> ax.get_xlabel()
        'distance that makes a place one place (m)'
        """
        language = check_lang(lang)
        require("matplotlib", purpose_id="Gambar kestabilan", purpose_en="Pictures of stability")
        import matplotlib.pyplot as plt

        if ax is None:
            _, ax = plt.subplots(figsize=(7.0, 3.6), layout="constrained")
        rows = self.table.to_pylist()
        other = ax.twinx()
        for colour, branch in zip(_COLOURS, dict.fromkeys(row["branch"] for row in rows), strict=False):
            ours = [row for row in rows if row["branch"] == branch]
            far = [row["eps_m"] for row in ours]
            name = pick(("semua", "all"), language) if branch == ANY else branch_words(branch, language)
            ax.plot(far, [row["sentra"] for row in ours], color=colour, marker="o", markersize=4, label=name)
            other.plot(far, [row["units"] for row in ours], color=colour, linewidth=0.9, linestyle="--")
        ax.axvline(self.eps_m, color="#17262d", linewidth=0.8, linestyle=":")
        ax.set_xlabel(
            pick(("jarak yang menjadikan satu tempat (m)", "distance that makes a place one place (m)"), language)
        )
        ax.set_ylabel("sentra (●)")
        other.set_ylabel(pick(("unit di dalam sentra (- -)", "units in a sentra (- -)"), language))
        for axis in (ax, other):
            axis.set_ylim(bottom=0)
            axis.spines["top"].set_visible(False)
        ax.legend(fontsize=8, frameon=False)
        return ax

    def __repr__(self) -> str:
        rows = [row for row in self.table.to_pylist() if row["branch"] == ANY]
        told = "; ".join(f"{metres(row['eps_m'], 'en')}: {row['sentra']} sentra, {row['units']} units" for row in rows)
        return f"Stability: {told}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def stability(found: FoundSentra, eps_m: Sequence[float], progress: Progress = None) -> Stability:
    """Return the table; see `FoundSentra.stability`."""
    distances = _distances(eps_m)
    rows: list[dict[str, Any]] = []
    before: list[Branch] = []
    for far in distances:
        branches = [
            branch_clusters(
                found.read, one.name, eps_m=far, min_units=found.rule.min_units, roads=found.roads, progress=progress,
                threads=found.threads,
            )
            for one in found.branches
        ]  # fmt: skip
        rows.append(_together(found, branches, far))
        for number, branch in enumerate(branches):
            rows.append(_row(branch, far, before[number] if before else None))
        before = branches
    return Stability(_table(rows), found.eps_m)


def _together(found: FoundSentra, branches: list[Branch], eps_m: float) -> dict[str, Any]:
    sets = joined_sets(branches, found.read.order)
    core = np.any([branch.membership == CORE for branch in branches], axis=0)
    sizes = sets.sizes
    return {
        "eps_m": eps_m, "branch": ANY, "sentra": len(sets), "units": int(np.count_nonzero(np.bincount(sets.members))),
        "cores": int(core.sum()), "largest": int(sizes.max()) if len(sizes) else 0, "new": None, "merged": None,
    }  # fmt: skip


def _row(branch: Branch, eps_m: float, before: Branch | None) -> dict[str, Any]:
    inside = np.isin(branch.membership, (CORE, BORDER))
    sizes = np.bincount(branch.cluster[inside], minlength=1)
    new = merged = None
    if before is not None:
        # Cores stay cores and stay together: any core of a former sentra tells where it went.
        cores = np.flatnonzero(before.membership == CORE)
        led = np.empty(before.count, dtype=np.int64)
        led[before.cluster[cores]] = cores
        now = np.unique(branch.cluster[led])
        merged, new = before.count - len(now), branch.count - len(now)
    return {
        "eps_m": eps_m, "branch": branch.name, "sentra": branch.count, "units": int(inside.sum()),
        "cores": int((branch.membership == CORE).sum()), "largest": int(sizes.max()), "new": new, "merged": merged,
    }  # fmt: skip


def _table(rows: list[dict[str, Any]]) -> Table:
    import pyarrow as pa

    kinds = {"eps_m": pa.float64(), "branch": pa.string()}
    names = ("eps_m", "branch", "sentra", "units", "cores", "largest", "new", "merged")
    return Table.from_arrow(
        pa.table({name: pa.array([row[name] for row in rows], kinds.get(name, pa.int64())) for name in names})
    )


def _distances(eps_m: Sequence[float]) -> list[float]:
    try:
        far = sorted({float(one) for one in np.atleast_1d(np.asarray(eps_m, dtype=np.float64)).reshape(-1)})
    except (TypeError, ValueError):
        far = []
    if far and all(math.isfinite(one) and one > 0 for one in far):
        return far
    raise OptionError(
        f"eps_m={eps_m!r}: give distances above 0, in metres.",
        f"eps_m={eps_m!r}: berikan jarak di atas 0, dalam meter.",
        code=801,
        column="eps_m",
    )
