"""What a check answers: a verdict for each site, with what it takes to explain, draw and hand it on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.conformance.explanation import Explanation
from petasentra.conformance.result_records import ResultRecords
from petasentra.conformance.result_views import ResultViews
from petasentra.conformance.sites import require_pack
from petasentra.errors import OptionError
from petasentra.layers.layer import Layer
from petasentra.suggesting import did_you_mean
from petasentra.tables import Table

if TYPE_CHECKING:
    import datetime

    import pyarrow as pa

    from petasentra._progress import Progress
    from petasentra.auditing.inputs import Asked
    from petasentra.conformance.differences import Difference
    from petasentra.conformance.remainders import Remainder
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import LayerLike
    from petasentra.overrides.log import OverrideLog


class CheckResult(ResultRecords, ResultViews):
    """One verdict a site, in the order of the sites, with everything needed to explain it."""

    def __init__(
        self,
        result: _core.CheckResult,
        pack: PlanPack,
        as_of: datetime.date,
        *,
        asked: Asked,
        overrides: OverrideLog | None = None,
    ) -> None:
        self._result = result
        self.pack = pack
        self.as_of = as_of
        self.asked = asked
        self._overrides = overrides

    def __len__(self) -> int:
        return len(self._result)

    @property
    def variant(self) -> str:
        """Id of the what-if the pack was read with; empty for the law as it stands."""
        return self.pack.variant

    @cached_property
    def computed(self) -> Table:
        """The table as the engine computed it, whatever officers decided; see `table`."""
        table = self._result.table()
        return Table(table.with_columns(self._variant_column(len(table))))

    @cached_property
    def table(self) -> Table:
        """One row a site: verdict, flags, shares, governing instrument, articles, reasons in both languages.

        The column ``variant`` is the id of the what-if the law was read with, empty for the law as it stands. Once an
        officer decided something (`override`), ``verdict_officer``, ``reason_officer``, ``basis_officer``,
        ``by_officer`` and ``on_officer`` follow, null for the other sites.
        """
        if not self.overrides:
            return self.computed
        from petasentra.overrides.applying import officer_columns

        return Table(self.computed.core.with_columns(officer_columns(self.computed, self.overrides)))

    @cached_property
    def pieces(self) -> Layer:
        """One row for each site, zone feature and set of rules, with its ground in the CRS of the pack."""
        pieces = self._result.pieces()
        return Layer(pieces.with_columns(self._variant_column(len(pieces))))

    @cached_property
    def remainder(self) -> Layer:
        """The conforming ground of each site flagged ``partial``, without any minimum; see :meth:`remainder_of`."""
        return self.remainder_of().sites

    def remainder_of(self, *, min_area_m2: float = 0.0, min_width_m: float = 0.0) -> Remainder:
        """Look at what conforms of sites that do so in part, and whether it is large enough to be of use.

        Parameters
        ----------
        min_area_m2
            Least area of a part, in square metres.
        min_width_m
            Least width of a part, in metres: the diameter of the largest circle that fits in.

        Returns
        -------
        Remainder
            ``.sites`` one row a site, ``.parts`` one row a polygon, ``.coordinates`` their vertices in UTM and degrees.
            What is too small stays listed, with the reason.

        Raises
        ------
        OptionError
            A minimum is negative or no number.

        Examples
        --------
        >>> import geopandas, pathlib, shapely
        >>> import petasentra as ps
        >>> _ = pathlib.Path("itbx.csv").write_text(f"activity,I,P{chr(10)}roti,I,X")
        >>> grounds = [shapely.box(640000, 9165000, 640060, 9165050), shapely.box(640060, 9165000, 640090, 9165050)]
        >>> zones = geopandas.GeoDataFrame({"zona": ["I", "P"]}, geometry=grounds, crs="EPSG:32749")
        >>> plan = ps.PlanPack.from_zones(zones, code="zona", permissions="itbx.csv", in_force_from="2010-01-01")
        >>> lot = shapely.box(640040, 9165000, 640080, 9165030)
        >>> site = geopandas.GeoDataFrame({"site_id": ["contoh"]}, geometry=[lot], crs="EPSG:32749")
        >>> left = ps.check(site, plan, as_of="2015-06-01", for_activity="roti").remainder_of(min_width_m=15)
        >>> row = left.parts.to_arrow().to_pylist()[0]
        >>> row["area_m2"], round(row["width_m"]), row["usable"]
        (600.0, 20, True)
        >>> left.coordinates.to_pylist()[0]["utm_zone"], len(left.coordinates)
        ('49S', 4)
        """
        from petasentra.conformance.remainders import Remainder

        return Remainder(self._result, min_area_m2, min_width_m)

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

    def _variant_column(self, rows: int) -> _core.Table:
        import pyarrow as pa

        return _core.Table.from_stream(pa.table({"variant": pa.array([self.variant] * rows, type=pa.string())}))

    @cached_property
    def _row_of_site(self) -> dict[str, int]:
        return {str(site): row for row, site in enumerate(self.computed["site_id"])}

    def row_of(self, site_id: str) -> int:
        """Return the row of a site, counted from 0; an id there is none of is an OptionError that names the nearest."""
        row = self._row_of_site.get(str(site_id))
        if row is None:
            raise OptionError(
                f"There is no site {site_id!r}.",
                f"Tidak ada tapak {site_id!r}.",
                **did_you_mean(
                    str(site_id),
                    list(self._row_of_site),
                    otherwise=("Lihat result.table['site_id'].", "See result.table['site_id']."),
                ),
            )
        return row

    def explain(self, site_id: str) -> Explanation:
        """Why a site has its verdict.

        Parameters
        ----------
        site_id
            Id of the site, as in ``result.table["site_id"]``.

        Returns
        -------
        Explanation
            The reasons as a tree; ``.text()``, ``.json()`` and ``.html()`` write it.

        Raises
        ------
        OptionError
            There is no such site; the message names the nearest.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> result.explain("contoh-c").text("en").splitlines()[0].split(":")[0]
        'contoh-c'
        """
        row = self.row_of(site_id)
        if not self.overrides:
            return Explanation(self._result, row)
        from petasentra.overrides.applying import branches

        conflict = "conflict" in (self.computed["flags"][row] or ())
        activity = self.computed["activity"][row]
        return Explanation(self._result, row, branches(self.overrides, str(site_id), activity, conflict=conflict))

    def diff(self, other: CheckResult) -> Difference:
        """Compare with another check: which sites are answered differently there.

        Sites are matched by id and activity; those that only one of the checks has are rows too.

        Parameters
        ----------
        other
            The check to see what changes: another day, another pack, other sites. This one is ``before``, it is
            ``after``.

        Returns
        -------
        Difference
            ``.table`` one row a site, ``.matrix`` verdict by verdict, ``.net`` gains and losses; empty if all is equal.
            ``.bases`` lists the sites with the same answer on another basis.

        Raises
        ------
        TypeError
            `other` is no result of a check.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> kept = ps.check(study.sentra, study.pack("slag-dipertahankan"), as_of="2023-06-01")
        >>> dropped = ps.check(study.sentra, study.pack("slag-dihapus"), as_of="2023-06-01")
        >>> [row["site_id"] for row in kept.diff(dropped).table.to_pylist()]
        ['contoh-a', 'contoh-b']
        """
        from petasentra.conformance.comparing import difference

        if not isinstance(other, CheckResult):
            raise TypeError(
                f"diff needs the result of another check, not {type(other).__name__}.\n"
                f"  id: diff memerlukan hasil pemeriksaan lain, bukan {type(other).__name__}."
            )
        return difference(self, other)

    def again(
        self,
        pack: PlanPack | None = None,
        *,
        sites: LayerLike | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> CheckResult:
        """Ask the same question under changed law, or of other sites.

        The answer is that of :func:`petasentra.check` with the same options, byte for byte. Under a pack that
        `PlanPack.with_change` made, only the sites are asked again whose answer the change can touch: those near a
        rezoned polygon, or with ground in a zone whose cell was changed. After other changes all are. Decisions of
        officers stay with the answer they were made on.

        Parameters
        ----------
        pack
            The law; by default the same.
        sites
            Other sites, all of which are asked; by default the same.
        progress
            True for a bar on standard error, or a callable that takes the done share (0..1).
        threads
            Worker threads; results never depend on it.

        Returns
        -------
        CheckResult
            Ready for ``result.diff``.

        Raises
        ------
        TypeError
            `pack` is no PlanPack.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> pack = study.pack()
        >>> before = ps.check(study.sentra, pack, as_of="2015-06-01")
        >>> later = pack.with_change(dates={"perda-21-2009": {"in_force_from": "2016-01-01"}})
        >>> [(row["before"], row["after"]) for row in before.diff(before.again(later)).matrix.to_pylist()][0]
        ('conforms', 'no_data')
        """
        from petasentra.conformance.checking import check

        law = self.pack if pack is None else pack
        if sites is None:
            require_pack(law)
            handle = self._result.again(law._bound, progress=progress_callback(progress, "check"), threads=threads)
            if handle is not None:
                return CheckResult(handle, law, self.as_of, asked=self.asked)
        options = dict(self.asked.options)
        layer = self.asked.sites if sites is None else sites
        return check(layer, law, progress=progress, threads=threads, **options)

    def to_arrow(self) -> pa.Table:
        """Return the table of verdicts as a pyarrow Table."""
        return self.table.to_arrow()

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for verdict, flags in zip(self.computed["verdict"], self.computed["flags"], strict=True):
            word = "conflict" if "conflict" in (flags or ()) else verdict  # none can be stated
            counts[word] = counts.get(word, 0) + 1
        words = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
        what_if = f", what if {self.variant!r}" if self.variant else ""
        return f"CheckResult as of {self.as_of}{what_if}: {len(self)} sites ({words or 'none'})"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()
