"""What is kept of a result beside what was computed: decisions of officers, and the audit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.auditing.audit import Audit
    from petasentra.conformance.check_result import CheckResult
    from petasentra.days import DayLike
    from petasentra.overrides.log import OverrideLog


class ResultRecords:
    """The part of `petasentra.CheckResult` that keeps what officers decide and what went in and came out."""

    _overrides: OverrideLog | None

    @property
    def overrides(self) -> OverrideLog:
        """What officers decided otherwise (`override`), in the order they did."""
        from petasentra.overrides.log import OverrideLog

        return self._overrides if self._overrides is not None else OverrideLog()

    def override(
        self,
        site_id: str,
        activity: str | None = None,
        *,
        verdict: str,
        reason: str,
        by: str,
        on: DayLike,
        basis: str = "",
    ) -> CheckResult:
        """Record that an officer decides otherwise than the check; nothing that was computed changes.

        Parameters
        ----------
        site_id
            The site.
        activity
            Its activity, to be sure; None takes the one it was checked for.
        verdict
            The officer's, one of the nine verdict words. The one that was computed is allowed too: it settles a
            conflict.
        reason
            Why.
        by
            Who decides, by name or office. It is kept in the log and printed in reports.
        on
            The day of the decision, a date or ``YYYY-MM-DD``.
        basis
            What it rests on: a letter, an article, minutes of a visit.

        Returns
        -------
        CheckResult
            A new result whose log has one entry more. Its table keeps ``verdict`` and every share, and has the
            officer's decision beside them; explanation, report and audit tell it. This result stays as it is.

        Raises
        ------
        OptionError
            There is no such site or activity, the verdict is another word, a text is empty, the date is none, or the
            ids of the sites are personal data.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> decided = result.override(
        ...     "contoh-a", verdict="conditional", reason="Contoh: zona khusus diutamakan.", by="Contoh Petugas",
        ...     on="2015-07-01", basis="Contoh: berita acara nomor 1",
        ... )
        >>> row = decided.table.to_pylist()[0]
        >>> row["verdict"], row["verdict_officer"], len(decided.overrides)
        ('prohibited', 'conditional', 1)
        """
        from petasentra.conformance.check_result import CheckResult
        from petasentra.overrides.applying import new_entry

        assert isinstance(self, CheckResult)
        entry = new_entry(self, site_id, activity=activity, verdict=verdict, reason=reason, by=by, on=on, basis=basis)
        return self._decided(self.overrides.with_entry(entry))

    def with_overrides(self, log: OverrideLog) -> CheckResult:
        """Return this result with a log of decisions that was kept, in place of its own.

        Raises
        ------
        RuleError
            A decision is about another day or site, or about a verdict that this check does not give any more.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
        >>> decided = result.override(
        ...     "contoh-a", verdict="conditional", reason="Contoh alasan.", by="Contoh Petugas", on="2015-07-01"
        ... )
        >>> result.with_overrides(decided.overrides).overrides == decided.overrides
        True
        """
        from petasentra.conformance.check_result import CheckResult
        from petasentra.overrides.applying import require_fits

        assert isinstance(self, CheckResult)
        require_fits(self, log)
        return self._decided(log)

    def _decided(self, log: OverrideLog) -> CheckResult:
        from petasentra.conformance.check_result import CheckResult

        assert isinstance(self, CheckResult)
        other = CheckResult(self._result, self.pack, self.as_of, asked=self.asked, overrides=log)
        for name in ("computed", "pieces", "findings", "sites"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    @cached_property
    def audit(self) -> Audit:
        """Hashes of what was asked and of what came out: ``.save(path)``, ``.sha256``; see `petasentra.replay`."""
        from petasentra.auditing.audit import audit_of
        from petasentra.conformance.check_result import CheckResult

        assert isinstance(self, CheckResult)
        return audit_of(self)
