"""Results about sentra and sites that are filed: a report, and the audit in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from matplotlib.axes import Axes

    from petasentra.auditing.table_audit import TableAudit
    from petasentra.days import DayLike
    from petasentra.plotting.language import Lang
    from petasentra.report.tables import Paper

__all__ = ["ReportOfTables"]


class ReportOfTables:
    """The part of results about sentra and sites that is filed: a report, and the audit in it."""

    def _paper(self, lang: Lang) -> Paper:
        raise NotImplementedError

    def _audit(self) -> TableAudit:
        raise NotImplementedError

    def _draw(self, lang: Lang, ax: Axes) -> object:
        raise NotImplementedError

    @property
    def _mapped(self) -> bool:
        """Whether there are places to draw."""
        return True

    @cached_property
    def audit(self) -> TableAudit:
        """Hashes of what was asked and of what came out: ``.save(path)``, ``.sha256``, ``.changes(other)``."""
        return self._audit()

    def report(self, path: str | os.PathLike[str], *, lang: Lang = "id", printed_on: DayLike | None = None) -> Path:
        """Write one self-contained report with map, tables, findings and its audit, as HTML or PDF.

        Columns marked personal appear nowhere. No clock is read: the same result gives the same bytes of HTML.

        Parameters
        ----------
        path
            File to write; it appears whole or not at all. One that ends in ``.pdf`` is printed by an installed browser.
        lang
            ``"id"`` or ``"en"``.
        printed_on
            Date to print on the report; none is printed otherwise.

        Raises
        ------
        IoError
            The file cannot be written.
        OptionError
            Another language, a date that is none, geopandas or matplotlib is not installed, or no browser is found
            that could print a PDF.

        Examples
        --------
        >>> import petasentra as ps
        >>> ps.datasets.sentra_lists().ntb.report("daftar.html").name
        'daftar.html'
        """
        from petasentra.report.tables import write_tables

        draw = self._draw if self._mapped else None
        return write_tables(self._paper, draw, self.audit, path, lang, printed_on)
