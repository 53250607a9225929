"""A list of many sentra: its table, what was found in it, its sums, and the areas that hold each sentra."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from petasentra.plotting.places_view import PlaceViews
from petasentra.report.filing import ReportOfTables
from petasentra.sentra.registry.tables import registry_layer, registry_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pyarrow as pa
    from matplotlib.axes import Axes

    from petasentra.auditing.table_audit import TableAudit
    from petasentra.days import DayLike
    from petasentra.impact.claims import Claims
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.plotting.language import Lang
    from petasentra.plotting.places_view import Picture
    from petasentra.report.tables import Paper
    from petasentra.sentra.registry.differing import RegistryDifference
    from petasentra.sentra.registry.held import AreasByKind, HeldBy
    from petasentra.sentra.registry.outlines import WhereRowsAre
    from petasentra.sentra.registry.rows import RegistryRows
    from petasentra.tables import Table

__all__ = ["Registry"]


class Registry(PlaceViews, ReportOfTables):
    """Many sentra as one table. Made by `petasentra.sentra.read_registry`, never changed.

    ``len(registry)`` is the number of rows of the list: nothing is dropped.
    """

    def __init__(
        self, rows: RegistryRows, *, boundaries: LayerLike | None, tolerance_m: float, threads: int | None
    ) -> None:
        self.rows = rows
        self.tolerance_m = tolerance_m
        self._threads = threads
        self._where: WhereRowsAre | None = None
        if boundaries is not None:
            from petasentra.sentra.registry.outlines import Outlines

            self._where = Outlines(boundaries).where(rows, tolerance_m, threads)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def columns(self) -> dict[str, str]:
        """The column of the list that each meaning was read from."""
        return dict(self.rows.columns)

    @property
    def given(self) -> Table:
        """The list as it was, with all its columns."""
        return self.rows.given

    @property
    def where(self) -> WhereRowsAre | None:
        """What the outlines of areas say of the places; None where none were given."""
        return self._where

    @cached_property
    def table(self) -> Table:
        """One row a sentra, in the order of the list.

        ``sentra_id``, ``name``, ``commodity`` (null where nobody chose one), ``kbli``; ``province_code``, ``province``,
        ``kabupaten_code``, ``kabupaten``, ``area_code``, ``area`` (the smallest area that is certain), ``area_level``,
        ``area_reason`` (why no smaller one, see `petasentra.admin.lookup`; ``not_held``: the table has no desa of that
        kabupaten); ``stated_province`` ... ``stated_place`` (as written); ``position`` (``surveyed``,
        ``desa_centroid``, ``as_given``, ``position_unknown``), ``lon``, ``lat``; of ``units``, ``workers`` and
        ``production`` the text and ``_low``, ``_high`` (null where there is no bound), ``_status`` (``read``,
        ``empty``, ``ambiguous``, ``unreadable``), of ``production`` ``_unit`` and ``_per``; ``sk_number``, ``sk_date``;
        ``duplicate_of`` (id of the row that names the same sentra); ``source``, ``verified``, ``invented``.
        """
        return registry_table(self.rows)

    @cached_property
    def layer(self) -> Layer:
        """The table with points on WGS 84; null geometry where the position is unknown."""
        return registry_layer(self.rows, self.table)

    @cached_property
    def findings(self) -> Table:
        """What was found: by row where it can be mended one by one, else counted."""
        from petasentra.sentra.registry.findings import registry_findings

        return registry_findings(self.rows, self._where)

    def summary(self, by: str | Sequence[str] = "province") -> Table:
        """Return sums by province, kabupaten or commodity, or by several of them.

        Parameters
        ----------
        by
            ``"province"``, ``"kabupaten"``, ``"commodity"``, or a list of them.

        Returns
        -------
        Table
            One row a group, by code and word; what is unknown is a group of its own, last, with null in its columns.
            ``sentra`` (rows), ``duplicates`` (those among them that another row names already), ``placed``,
            ``position_unknown``, ``with_sk``, ``invented``; of ``units`` and ``workers`` ``_min`` and ``_max`` (sums of
            those that are known; null where none is or where one has no bound) and ``_unknown`` (sentra that state
            none).

        Raises
        ------
        OptionError
            There is no such grouping.

        Examples
        --------
        >>> import petasentra as ps
        >>> registry = ps.datasets.sentra_lists().ntb
        >>> [(row["commodity"], row["sentra"]) for row in registry.summary("commodity").to_pylist()][-1]
        (None, 13)
        """
        from petasentra.sentra.registry.summary import summary_table

        return summary_table(self, [by] if isinstance(by, str) else by)

    def held_by(
        self, areas: AreasByKind, as_of: DayLike, *, kind: str | None = None, desa_radius_m: float | None = None
    ) -> HeldBy:
        """Say which WPPI, KPI and KI hold each sentra on a day.

        Parameters
        ----------
        areas
            Dated areas: a layer with the columns ``kind`` (``wppi``, ``kpi``, ``ki``), ``name``, ``valid_from``,
            ``valid_to`` (the first day it no longer holds; blank: still), ``source`` and ``verified``; or a mapping of
            kinds to layers. A layer without ``valid_from`` answers ``unknown``, since nobody says when it held.
        as_of
            The day.
        kind
            The kind of all areas of a layer without that column.
        desa_radius_m
            How far a sentra may be from the centroid of its desa. Where a border is nearer than that, or none is
            given, a sentra of which only the desa is known is ``unknown``.

        Returns
        -------
        HeldBy
            A row a sentra and kind: ``held``, ``not_held`` or ``unknown`` with the reason.

        Raises
        ------
        OptionError
            `as_of` is no day, or a kind is not one of `petasentra.sentra.definitions`.
        SchemaError
            The areas say no kind.
        CrsError
            The areas have no CRS.

        Examples
        --------
        >>> import geopandas, pandas, shapely, petasentra as ps
        >>> rows = geopandas.GeoDataFrame({"nama": ["A", "B"], "komoditas": ["batik", "batik"]},
        ...     geometry=[shapely.Point(112.3, -7.0), None], crs=4326)
        >>> kpi = geopandas.GeoDataFrame({"kind": ["kpi"], "name": ["KPI contoh"], "valid_from": ["2021-12-31"]},
        ...     geometry=[shapely.box(112.2, -7.1, 112.4, -6.9)], crs=4326)
        >>> registry = ps.sentra.read_registry(rows)
        >>> registry.held_by(kpi, "2024-01-01").table["status"], registry.held_by(kpi, "2020-01-01").table["status"]
        (['held', 'unknown'], ['not_held', 'unknown'])
        """
        from petasentra.sentra.registry.held import held_by

        return held_by(self, areas, as_of, kind=kind, desa_radius_m=desa_radius_m, threads=self._threads)

    def to_compare(self) -> Layer:
        """Return the list as `petasentra.FoundSentra.reconcile` takes it; a `Registry` itself does as well.

        ``sentra_id``, ``name``, ``commodity``, ``area``, ``units`` and a point where the sentra has one of its own.
        """
        from petasentra.sentra.registry.tables import list_to_compare

        return list_to_compare(self.rows, self.table)

    def claims(self) -> Claims:
        """Return the figures of the list as claims, so that they can stand beside those of other sources."""
        from petasentra.sentra.registry.tables import registry_claims

        return registry_claims(self.rows)

    def explain(self, sentra_id: str, *, lang: Lang = "id") -> str:
        """Return all that the list says of one sentra, and what is not known, as text.

        Raises
        ------
        OptionError
            There is no such sentra.
        """
        from petasentra.sentra.registry.explaining import explain_sentra

        return explain_sentra(self, sentra_id, lang)

    def diff(self, after: Registry) -> RegistryDifference:
        """Return what became of every sentra in a later list: by id, or where ids are missing by row.

        Examples
        --------
        >>> import pandas, petasentra as ps
        >>> rows = pandas.DataFrame({"id": ["a", "b"], "komoditas": ["batik", "tahu"], "jumlah_unit": ["5", "7"]})
        >>> later = rows.assign(jumlah_unit=["5", "9"])
        >>> change = ps.sentra.read_registry(rows).diff(ps.sentra.read_registry(later))
        >>> change.table.to_pylist()
        [{'sentra_id': 'b', 'outcome': 'changed', 'columns': ['units']}]
        """
        from petasentra.sentra.registry.differing import RegistryDifference

        return RegistryDifference(self, after)

    def _picture(self) -> Picture:
        from petasentra.sentra.registry.explaining import registry_picture

        return registry_picture(self)

    def _paper(self, lang: Lang) -> Paper:
        from petasentra.sentra.registry.reporting import registry_paper

        return registry_paper(self, lang)

    def _audit(self) -> TableAudit:
        from petasentra.sentra.registry.reporting import registry_audit

        return registry_audit(self)

    def _draw(self, lang: Lang, ax: Axes) -> object:
        return self.plot(lang=lang, ax=ax)

    def to_arrow(self) -> pa.Table:
        """Return the table for pyarrow."""
        return self.table.to_arrow()

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return the table with its points as a GeoDataFrame."""
        return self.layer.to_geopandas()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.layer.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        rows = self.rows
        placed = int((rows.places.position != 3).sum())  # noqa: PLR2004 - position_unknown
        return f"Registry: {len(rows)} sentra, {placed} with a place, {rows.title}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()
