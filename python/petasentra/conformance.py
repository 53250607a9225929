"""May this activity stand here, under which regulation and article, as of which date."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from . import _core
from ._progress import progress_callback
from .errors import OptionError
from .explanation import Explanation, Language
from .layers import Layer, as_layer
from .tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pyarrow as pa
    from matplotlib.axes import Axes

    from ._progress import Progress
    from .layers import LayerLike
    from .plan_packs import PlanPack
    from .plotting.explore import Map


class CheckResult:
    """One verdict a site, in the order of the sites, with everything needed to explain it."""

    def __init__(self, result: _core.CheckResult, pack: PlanPack, as_of: datetime.date) -> None:
        self._result = result
        self.pack = pack
        self.as_of = as_of

    def __len__(self) -> int:
        return len(self._result)

    @cached_property
    def table(self) -> Table:
        """One row a site: verdict, flags, shares, governing instrument, articles, reasons in both languages."""
        return Table(self._result.table())

    @cached_property
    def pieces(self) -> Layer:
        """One row for each site, zone feature and set of rules, with its ground in the CRS of the pack."""
        return Layer(self._result.pieces())

    @cached_property
    def findings(self) -> Table:
        """What was wrong with single sites; such a site has the verdict ``no_data``."""
        return Table(self._result.findings())

    @cached_property
    def sites(self) -> Layer:
        """The sites as given, in the CRS of the pack."""
        return Layer(self._result.sites())

    @property
    def in_force(self) -> tuple[str, ...]:
        """Ids of the instruments in force on the day."""
        return tuple(self._result.in_force)

    def explain(self, site_id: str) -> Explanation:
        """Why a site has its verdict.

        Raises
        ------
        OptionError
            There is no such site; the message names the nearest.
        """
        ids: list[str] = list(self.table["site_id"])
        if str(site_id) not in ids:
            near = _core.nearest(str(site_id), ids)
            raise OptionError(
                f"There is no site {site_id!r}.",
                f"Tidak ada tapak {site_id!r}.",
                hint_en=f"Did you mean {near!r}?" if near else "See result.table['site_id'].",
                hint_id=f"Maksudnya {near!r}?" if near else "Lihat result.table['site_id'].",
            )
        return Explanation(self._result, ids.index(str(site_id)))

    def to_arrow(self) -> pa.Table:
        """Return the table of verdicts as a pyarrow Table."""
        return self.table.to_arrow()

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return the table of verdicts with the geometry of the sites, in the CRS of the pack."""
        import geopandas as gpd

        frame = self.sites.to_geopandas()
        table = self.table.to_pandas()
        return gpd.GeoDataFrame(table, geometry=frame.geometry.to_numpy(), crs=frame.crs)

    def explore(self, path: str | Path | None = None, *, lang: Language = "id") -> Map:
        """Draw an interactive map that opens without internet; written to ``path`` if given."""
        from .plotting.explore import explore

        return explore(self, path, lang=lang)

    def plot(self, *, lang: Language = "id", ax: Axes | None = None) -> Axes:
        """Draw a static map with matplotlib."""
        from .plotting.figure import plot

        return plot(self, lang=lang, ax=ax)

    def report(
        self,
        path: str | Path,
        *,
        lang: Language = "id",
        printed_on: datetime.date | None = None,
        claims: Table | None = None,
    ) -> Path:
        """Write one self-contained HTML report with map, tables, citations and method.

        Parameters
        ----------
        path
            File to write; it appears whole or not at all.
        lang
            ``"id"`` or ``"en"``.
        printed_on
            Date to print on the report; none is printed otherwise.
        claims
            Published figures to set beside the verdicts, as :func:`petasentra.datasets.jombang` gives them.
        """
        from .report.conformance import write_report

        return write_report(self, path, lang=lang, printed_on=printed_on, claims=claims)

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for verdict in self.table["verdict"]:
            counts[verdict] = counts.get(verdict, 0) + 1
        words = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
        return f"CheckResult as of {self.as_of}: {len(self)} sites ({words or 'none'})"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def check(
    sites: LayerLike,
    pack: PlanPack,
    *,
    as_of: datetime.date | str,
    activity: str = "activity",
    for_activity: str | None = None,
    site_id: str = "site_id",
    known_on: datetime.date | str | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> CheckResult:
    """Give every site a verdict under the law of a day.

    Parameters
    ----------
    sites
        Points, lines or polygons in any CRS: a Layer, a GeoDataFrame or any Arrow table with a geometry column.
    pack
        The law; see :func:`petasentra.read_plan_pack`.
    as_of
        The day the question is asked for; never today by default.
    activity
        Column of the sites with an activity id of the pack or KBLI digits.
    for_activity
        One activity for every site; the column is then not needed.
    site_id
        Column that identifies the sites; values must differ.
    known_on
        Count only what had been published by this day.
    progress
        True for a bar on standard error, or a callable that takes the done share (0..1).
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    CheckResult
        ``len(result) == len(sites)``, in the order of the sites. A site with a broken geometry is not dropped: its
        verdict is ``no_data`` with the reason, and ``result.findings`` names it.

    Raises
    ------
    SchemaError
        A column is missing (the nearest name is suggested), or site ids repeat.
    CrsError
        The sites have no CRS.
    OptionError
        A date cannot be read.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> len(result) == len(study.sentra)
    True
    """
    handle = _core.check(
        as_layer(sites)._handle,
        pack._bound,
        as_of=str(as_of),
        known_on=None if known_on is None else str(known_on),
        site_id=site_id,
        activity=activity,
        for_activity=for_activity or "",
        progress=progress_callback(progress, "check"),
        threads=threads,
    )
    day = as_of if isinstance(as_of, datetime.date) else datetime.date.fromisoformat(str(as_of))
    return CheckResult(handle, pack, day)
