"""The sentra that were found, and everything that is asked about them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from petasentra.report.filing import ReportOfTables
from petasentra.sentra.words import metres

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Sequence

    import geopandas as gpd
    import pyarrow as pa
    from matplotlib.axes import Axes

    from petasentra._progress import Progress
    from petasentra.auditing.table_audit import TableAudit
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.report.tables import Paper
    from petasentra.sentra.clusters import Branch, Sets
    from petasentra.sentra.differing import SentraDifference
    from petasentra.sentra.explaining import SentraExplanation
    from petasentra.sentra.reconciling import Reconciliation
    from petasentra.sentra.registry.registry import Registry
    from petasentra.sentra.road_distance import RoadPairs
    from petasentra.sentra.rule import SentraRule
    from petasentra.sentra.stability import Stability
    from petasentra.sentra.units import Units, UnitsLike
    from petasentra.tables import Table

__all__ = ["FoundSentra"]


class FoundSentra(ReportOfTables):
    """Sentra by one rule and one distance. Made by `petasentra.find_sentra`, never changed.

    Attributes
    ----------
    rule
        The rule, with its source and whether anybody compared it with the regulation.
    eps_m
        How far like units of one place may be apart: the analyst's parameter.
    distance
        How that was measured: ``"plane"``, ``"ellipsoid"`` or ``"road"``.
    as_of
        The day, if one was given.
    """

    def __init__(
        self,
        read: Units,
        rule: SentraRule,
        branches: list[Branch],
        sets: Sets,
        *,
        eps_m: float,
        as_of: dt.date | None,
        roads: RoadPairs | None,
        threads: int | None,
    ) -> None:
        self.read = read
        self.rule = rule
        self.branches = branches
        self.sets = sets
        self.eps_m = eps_m
        self.as_of = as_of
        self.roads = roads
        self.threads = threads

    @property
    def distance(self) -> str:
        """How distances were measured."""
        return "road" if self.roads is not None else "ellipsoid" if self.read.ground.lon_lat else "plane"

    @property
    def branches_not_asked(self) -> list[str]:
        """Branches of the rule for which no column was named: what they would find is not known."""
        asked = {one for branch in self.branches for one in branch.name.split("+")}
        return [one.name for one in self.rule.branches if one.name not in asked]

    def __len__(self) -> int:
        return len(self.sets)

    @cached_property
    def sentra(self) -> Layer:
        """One row a sentra, by its smallest unit id: the convex hull of its units (a line or a point where it is that).

        ``sentra_id`` (1, 2, ...), ``first_unit``, ``branches`` (those that hold), ``value`` (what is alike, one a
        branch), ``units``, ``workers_min`` and ``workers_max`` (sums of those that are known; null where none is),
        ``workers_unknown`` (units), ``products`` and ``places`` (most frequent first), ``cores``, ``overlaps`` (ids of
        other sentra that share a unit), ``eps_m``, ``distance``, ``rule``, ``as_of``, ``verified``, ``area_ha`` of the
        hull, ``centroid_x`` and ``centroid_y`` of the units. Columns that were not named are not there.
        """
        from petasentra.sentra.sentra_tables import sentra_layer

        return sentra_layer(self)

    @cached_property
    def units(self) -> Table:
        """One row a unit, in the order they were given: none is dropped.

        ``unit_id``, ``sentra`` (ids), ``membership``, one column a branch with the membership there, ``reason_id`` and
        ``reason_en``. Memberships: ``core``, ``border``, ``alone``, ``activity_unknown``; and of units that do not
        count ``no_place``, ``outside_boundary``, ``duplicate``, ``off_road``. ``membership`` is the first of these
        words that a branch gives.
        """
        from petasentra.sentra.sentra_tables import units_table

        return units_table(self)

    @cached_property
    def members(self) -> Table:
        """One row a sentra, branch and unit: ``sentra_id``, ``branch``, ``unit_id``, ``membership``."""
        from petasentra.sentra.sentra_tables import members_table

        return members_table(self)

    @cached_property
    def almost(self) -> Layer:
        """Places that lack one unit, or whose units are too spread, with no unit in a sentra of that branch.

        ``kind`` is ``one_unit_short`` or ``too_spread`` (enough units within twice eps_m); ``unit_ids``;
        ``units_missing``; ``enough_at_m`` the smallest eps_m at which they would do (null beyond twice eps_m, and by
        road); ``missing_id`` and ``missing_en`` say it. Other columns are those of `sentra`. A place whose units are
        all in a sentra by another branch lacks nothing and is not told.
        """
        from petasentra.sentra.almost import almost_layer

        return almost_layer(self)

    @cached_property
    def findings(self) -> Table:
        """What was wrong with the units: without a place, twice, outside the boundary, unreadable or unknown."""
        from petasentra.sentra.unit_findings import unit_findings

        return unit_findings(self.read)

    def explain(self, sentra_id: int) -> SentraExplanation:
        """Return why a sentra is one: rule, branches, units, distance, what is not known.

        Raises
        ------
        OptionError
            There is no such sentra.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"produk": ["tahu"] * 5}, geometry=shapely.points(range(5), [0] * 5), crs=32749)
        >>> print(ps.find_sentra(at, product="produk", eps_m=2).explain(1).text("en").splitlines()[0])
        Sentra 1 (first unit #0): 5 units
        """
        from petasentra.sentra.explaining import explain

        return explain(self, sentra_id)

    def stability(self, eps_m: Sequence[float], *, progress: Progress = None) -> Stability:
        """Find sentra again at other distances, to see how much of the answer is the distance.

        Parameters
        ----------
        eps_m
            Distances in metres, in any order.
        progress
            As elsewhere.

        Returns
        -------
        Stability
            A table by distance and branch, and a picture.

        Raises
        ------
        OptionError
            A distance is not above 0, or none is given.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"produk": ["tahu"] * 5}, geometry=shapely.points(range(5), [0] * 5), crs=32749)
        >>> table = ps.find_sentra(at, product="produk", eps_m=2).stability([1, 2, 4]).table.to_pandas()
        >>> table[table["branch"] == "any"][["eps_m", "sentra", "units"]].values.tolist()
        [[1.0, 0.0, 0.0], [2.0, 1.0, 5.0], [4.0, 1.0, 5.0]]
        """
        from petasentra.sentra.stability import stability

        return stability(self, eps_m, progress)

    def reconcile(
        self,
        sk_list: UnitsLike | Registry,
        *,
        sk_id: str | None = None,
        name: str | None = None,
        commodity: str | None = None,
        area: str | Sequence[str] | None = None,
        units: str | None = None,
        within_m: float | None = None,
    ) -> Reconciliation:
        """Compare with the list of a decree: in it without units, found without it, and what differs.

        Parameters
        ----------
        sk_list
            The list: points, areas, or a table without geometry whose rows name an area (desa). A
            `petasentra.sentra.Registry` knows its columns itself.
        sk_id, name, commodity, area, units
            Columns of the list: id, name of the sentra, commodity, desa, units stated. Without `sk_id` its rows are
            numbered. `area`, a column or several as for `petasentra.find_sentra`, is compared with the one named there:
            codes, and names with what they say of kecamatan and kabupaten. A name that no desa bears and is one slip of
            the pen from one is that desa, with a difference; a name of several desa is a difference, too.
        within_m
            How far a place of the list may be from the nearest unit of its sentra; without it eps_m.

        Returns
        -------
        Reconciliation
            Every row of both sides once, with a status. Where several sentra fit a row equally well none is chosen.

        Raises
        ------
        OptionError
            The distance is negative.
        SchemaError
            There is no such column.

        Examples
        --------
        >>> import geopandas, pandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"produk": ["tahu"] * 5}, geometry=shapely.points(range(5), [0] * 5), crs=32749)
        >>> at["desa"] = "Kendalsari"
        >>> sk = pandas.DataFrame({"komoditas": ["Tahu", "Batik"], "desa": ["Desa Kendalsari", "Kendalsari"]})
        >>> found = ps.find_sentra(at, product="produk", area="desa", eps_m=2)
        >>> found.reconcile(sk, commodity="komoditas", area="desa").table["status"]
        ['agrees', 'in_sk_without_units']
        """
        from petasentra.sentra.reconciling import SkColumns, reconcile
        from petasentra.sentra.registry.registry import Registry

        columns = SkColumns(sk_id, name, commodity, area, units)
        if isinstance(sk_list, Registry):
            own = SkColumns("sentra_id", "name", "commodity", "area", "units")
            columns = SkColumns(
                *(said or mine for said, mine in zip(vars(columns).values(), vars(own).values(), strict=True))
            )
            sk_list = sk_list.to_compare()
        return reconcile(self, sk_list, columns, within_m)

    def diff(self, after: FoundSentra) -> SentraDifference:
        """Return what became of every sentra in another answer about the same units, or later ones of the register.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"produk": ["tahu"] * 6}, geometry=shapely.points(range(6), [0] * 6), crs=32749)
        >>> before = ps.find_sentra(at[:5], product="produk", eps_m=2)
        >>> before.diff(ps.find_sentra(at, product="produk", eps_m=2)).table["outcome"]
        ['grown']
        """
        from petasentra.sentra.differing import SentraDifference

        return SentraDifference(self, after)

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return `sentra` as a GeoDataFrame."""
        return self.sentra.to_geopandas()

    def to_arrow(self) -> pa.Table:
        """Return `sentra` as a pyarrow Table."""
        return self.sentra.to_arrow()

    def explore(
        self, path: str | os.PathLike[str] | None = None, *, under: LayerLike | None = None, lang: str = "id"
    ) -> Map:
        """Write a map of sentra, of what is nearly one, and of the units, as one file that opens without internet.

        `under` is a layer whose outlines lie below, such as kecamatan, called by its column ``name``. Other options and
        errors are those of :meth:`petasentra.CheckResult.explore`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"produk": ["tahu"] * 5}, geometry=shapely.points(range(5), [0] * 5), crs=32749)
        >>> ps.find_sentra(at, product="produk", eps_m=2).explore("sentra.html").path.name
        'sentra.html'
        """
        from petasentra.sentra.map_page import explore_sentra

        return explore_sentra(self, path, lang, under)

    def plot(self, *, lang: str = "id", ax: Axes | None = None) -> Axes:
        """Draw hulls and units with matplotlib.

        Options and errors are those of :meth:`petasentra.CheckResult.plot`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> at = geopandas.GeoDataFrame({"produk": ["tahu"] * 5}, geometry=shapely.points(range(5), [0] * 5), crs=32749)
        >>> ps.find_sentra(at, product="produk", eps_m=2).plot(lang="en").get_legend() is not None
        True
        """
        from petasentra.sentra.map_figure import plot_sentra

        return plot_sentra(self, lang, ax)

    def _paper(self, lang: Lang) -> Paper:
        from petasentra.sentra.reporting import sentra_paper

        return sentra_paper(self, lang)

    def _audit(self) -> TableAudit:
        from petasentra.sentra.reporting import sentra_audit

        return sentra_audit(self)

    def _draw(self, lang: Lang, ax: Axes) -> object:
        return self.plot(lang=lang, ax=ax)

    def __repr__(self) -> str:
        inside = len(set(self.sets.members.tolist()))
        asked = ", ".join(branch.name for branch in self.branches)
        return (
            f"FoundSentra: {len(self)} sentra with {inside} of {len(self.read)} units, at least {self.rule.min_units} "
            f"within {metres(self.eps_m, 'en')} ({self.distance}), by {asked}; rule {self.rule.name}"
            + ("" if self.rule.verified else ", not verified")
        )

    def _repr_html_(self) -> str:
        from petasentra.sentra.explaining import overview_html

        return overview_html(self)
