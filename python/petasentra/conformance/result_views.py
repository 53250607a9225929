"""How a result is looked at and handed on: a data frame, a map, a figure, a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.optional import MAPS, require

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    from matplotlib.axes import Axes

    from petasentra.conformance.check_result import CheckResult
    from petasentra.conformance.explanation import Language
    from petasentra.days import DayLike
    from petasentra.plotting.explore import Map
    from petasentra.tables import Table


class ResultViews:
    """The part of `petasentra.CheckResult` that shows it to people."""

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return the table of verdicts with the geometry of the sites, in the CRS of the pack.

        Raises
        ------
        OptionError
            geopandas is not installed.
        """
        require(*MAPS, purpose_id="GeoDataFrame", purpose_en="A GeoDataFrame")
        import geopandas as gpd

        frame = self._whole().sites.to_geopandas()
        table = self._whole().table.to_pandas()
        return gpd.GeoDataFrame(table, geometry=frame.geometry.to_numpy(), crs=frame.crs)

    def explore(self, path: str | Path | None = None, *, lang: Language = "id") -> Map:
        """Draw an interactive map that opens without internet.

        Parameters
        ----------
        path
            The HTML file to write; without it one in the temporary folder of the system.
        lang
            ``"id"`` or ``"en"``.

        Returns
        -------
        Map
            With ``.path``; shows itself in a notebook.

        Raises
        ------
        IoError
            The file cannot be written.
        OptionError
            Another language, or geopandas is not installed.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> result.explore("peta.html").path.name
        'peta.html'
        """
        from petasentra.plotting.explore import explore

        return explore(self._whole(), path, lang=lang)

    def plot(self, *, lang: Language = "id", ax: Axes | None = None) -> Axes:
        """Draw a static map with matplotlib.

        Parameters
        ----------
        lang
            ``"id"`` or ``"en"``.
        ax
            matplotlib axes to draw into; None makes a figure of 10 by 7 inches.

        Returns
        -------
        matplotlib.axes.Axes
            In metres of the CRS of the pack, with legend, scale bar, north arrow and sources.

        Raises
        ------
        OptionError
            Another language, or matplotlib is not installed.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> result.plot(lang="en").get_legend() is not None
        True
        """
        from petasentra.plotting.figure import plot

        return plot(self._whole(), lang=lang, ax=ax)

    def report(
        self,
        path: str | Path,
        *,
        lang: Language = "id",
        printed_on: DayLike | None = None,
        claims: Table | None = None,
    ) -> Path:
        """Write one self-contained report with map, tables, citations, method and its audit, as HTML or PDF.

        Parameters
        ----------
        path
            File to write; it appears whole or not at all. One that ends in ``.pdf`` is printed by an installed browser.
        lang
            ``"id"`` or ``"en"``.
        printed_on
            Date to print on the report; none is printed otherwise.
        claims
            Published figures to set beside the verdicts, as :func:`petasentra.datasets.jombang` gives them.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        IoError
            The file cannot be written.
        OptionError
            Another language, a date that is none, geopandas or matplotlib is not installed, or no browser is found
            that could print a PDF.
        """
        from petasentra.report.conformance import write_report

        return write_report(self._whole(), path, lang=lang, printed_on=printed_on, claims=claims)

    def _whole(self) -> CheckResult:
        from petasentra.conformance.check_result import CheckResult

        assert isinstance(self, CheckResult)
        return self
