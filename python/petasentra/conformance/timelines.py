"""From when until when may this activity stand here, and what made the answer change."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.conformance.sites import asked_sites, placed_in
from petasentra.days import as_day
from petasentra.tables import Table

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    import pyarrow as pa
    from matplotlib.axes import Axes

    from petasentra._progress import Progress
    from petasentra.conformance.explanation import Language
    from petasentra.days import DayLike
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import LayerLike
    from petasentra.plotting.timeline_page import TimelinePage

KnownOn: TypeAlias = "DayLike | Literal['as_of'] | None"
"""A day; ``"as_of"`` for what was known on each day itself; None for everything the pack knows."""


class Timeline:
    """The longest intervals of equal answers, site by site, each change with its cause.

    Made by :func:`petasentra.timeline`.
    """

    def __init__(self, timeline: _core.Timeline, pack: PlanPack) -> None:
        self._timeline = timeline
        self.pack = pack

    def __len__(self) -> int:
        return len(self._timeline)

    @cached_property
    def table(self) -> Table:
        """One row an interval, by site in their order, then time.

        ``valid_from`` is the first day, empty where the answer was the same ever before; ``valid_to`` the first day
        after it, empty where it goes on. ``verdict``, ``flags`` and the state of existing use are equal throughout;
        ``instrument`` and ``article`` name all that give the answer at some time in it. ``cause`` says what changed on
        ``valid_from``: ``rule``, ``geometry``, ``permit``, ``subject``; ``cause_id`` and ``cause_en`` say it in words.
        """
        return Table(self._timeline.table())

    @cached_property
    def findings(self) -> Table:
        """What was wrong with single sites, as in a check."""
        return Table(self._timeline.findings())

    @cached_property
    def law_days(self) -> tuple[datetime.date, ...]:
        """Days on which the law or its ground changes."""
        return tuple(as_day(day) for day in self._timeline.law_days)

    def of(self, site_id: str) -> Table:
        """Intervals of one site; none where there is no such site.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> line = ps.timeline(study.sentra, study.pack())
        >>> [(str(row["valid_from"]), row["verdict"]) for row in line.of("contoh-c").to_pylist()]
        [('None', 'no_data'), ('2010-10-28', 'conforms')]
        """
        return self.table[[row for row, site in enumerate(self.table["site_id"]) if site == str(site_id)]]

    def on(self, day: DayLike) -> Table:
        """Return the interval of each site that holds a day; days outside the window looked at give none.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> line = ps.timeline(study.sentra, study.pack())
        >>> then = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> line.on("2015-06-01")["verdict"] == then.table["verdict"]
        True
        """
        wanted = as_day(day, "day")
        rows = enumerate(self.table.to_pylist())
        return self.table[
            [
                number
                for number, row in rows
                if (row["valid_from"] is None or row["valid_from"] <= wanted)
                and (row["valid_to"] is None or wanted < row["valid_to"])
            ]
        ]

    def to_arrow(self) -> pa.Table:
        """Return the intervals as a pyarrow Table."""
        return self.table.to_arrow()

    def plot(self, *, lang: Language = "id", ax: Axes | None = None) -> Axes:
        """Draw the intervals as bars with matplotlib, one line a site.

        Options and errors are those of :meth:`petasentra.CheckResult.plot`; without ``ax`` a figure is made that fits
        the number of sites. Time runs to the right; bars that go on beyond the picture have an arrow head.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> ax = ps.timeline(study.sentra, study.pack()).plot(lang="en")
        >>> [label.get_text() for label in ax.get_yticklabels()][:2]
        ['contoh-a', 'contoh-b']
        """
        from petasentra.plotting.timeline_figure import plot_timeline

        return plot_timeline(self, lang=lang, ax=ax)

    def explore(self, path: str | Path | None = None, *, lang: Language = "id") -> TimelinePage:
        """Write the picture and the table as one HTML file that opens without internet.

        Options and errors are those of :meth:`petasentra.CheckResult.explore`; geopandas is not needed. The page that
        is returned shows itself in a notebook.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> ps.timeline(study.sentra, study.pack()).explore("garis-waktu.html").path.name
        'garis-waktu.html'
        """
        from petasentra.plotting.timeline_page import write_page

        return write_page(self, path, lang=lang)

    def __repr__(self) -> str:
        return f"Timeline of {len(set(self.table['site_id']))} sites: {len(self)} intervals"

    def _repr_html_(self) -> str:
        from petasentra.plotting.timeline_page import chart

        return chart(self, lang="id")


def timeline(
    sites: LayerLike,
    pack: PlanPack,
    *,
    known_on: KnownOn = None,
    activity: str = "activity",
    for_activity: str | None = None,
    site_id: str = "site_id",
    start: DayLike | None = None,
    end: DayLike | None = None,
    uncertainty: bool = True,
    progress: Progress = None,
    threads: int | None = None,
) -> Timeline:
    """Give every site its answers through time, as the longest intervals in which they are equal.

    On every day of an interval :func:`petasentra.check` gives the same verdict, flags and state of existing use. The
    law is asked once for every run of days on which it is constant, and only for sites that a change can concern.

    Parameters
    ----------
    sites, activity, for_activity, site_id
        As in :func:`petasentra.check`.
    pack
        The law; see :func:`petasentra.read_plan_pack`.
    known_on
        Count only what had been published by this day; ``"as_of"``: on every day what had been published by that day.
    start
        First day looked at; without it the first interval of a site has no beginning.
    end
        First day no longer looked at; without it the last interval of a site has no end.
    uncertainty
        False leaves out the flag ``boundary_uncertain`` and the time it takes.
    progress
        True for a bar on standard error, or a callable that takes the done share (0..1).
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    Timeline
        At least one interval a site.

    Raises
    ------
    SchemaError
        A column is missing, the layer is empty, or site ids repeat.
    CrsError
        The sites have no CRS.
    OptionError
        A date cannot be read, or `start` is not before `end`.
    TypeError
        `pack` is no PlanPack.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> line = ps.timeline(study.sentra, study.pack("slag-dihapus"))
    >>> row = line.of("contoh-a").to_pylist()[-1]
    >>> str(row["valid_from"]), row["verdict"], row["flags"], row["cause"]
    ('2021-12-31', 'prohibited', [], ['rule'])
    """
    layer = asked_sites(sites, pack, site_id=site_id, activity=activity, for_activity=for_activity)
    then = isinstance(known_on, str) and known_on == "as_of"
    known = None if known_on is None or then else as_day(known_on, "known_on")
    with placed_in(layer):
        handle = _core.timeline(
            layer._handle,
            pack._bound,
            known_on=None if known is None else known.isoformat(),
            known_then=then,
            start=None if start is None else as_day(start, "start").isoformat(),
            end=None if end is None else as_day(end, "end").isoformat(),
            site_id=site_id,
            activity=activity,
            for_activity=for_activity or "",
            uncertainty=uncertainty,
            progress=progress_callback(progress, "timeline"),
            threads=threads,
        )
    return Timeline(handle, pack)
