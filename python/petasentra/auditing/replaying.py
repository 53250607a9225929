"""Asking the question of an audit again, and saying whether the answer is the same and what went in otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.auditing.changes import INPUTS, Change
from petasentra.auditing.finding import pack_again, sites_again
from petasentra.auditing.reading import read_audit
from petasentra.errors import RuleError
from petasentra.plotting.language import pick

if TYPE_CHECKING:
    import os

    from petasentra._progress import Progress
    from petasentra.auditing.audit import Audit
    from petasentra.conformance.check_result import CheckResult
    from petasentra.dossiers.replaying import DossierReplay
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import LayerLike
    from petasentra.plotting.language import Lang


@dataclass(frozen=True)
class Replay:
    """What came of asking again.

    Attributes
    ----------
    audit, again
        The record as it was found, and the one of the check made now.
    result
        The check made now.
    changed
        What differs, inputs first; empty if nothing does. Inputs may differ and the answer not.
    document
        What the audit was found in: ``"json"``, ``"html"`` or ``"pdf"``.
    document_intact
        False if the report, or the record, was changed after it was written.
    """

    audit: Audit
    again: Audit
    result: CheckResult
    changed: tuple[Change, ...]
    document: str
    document_intact: bool
    _same_answer: bool = field(default=False, repr=False)

    @property
    def identical(self) -> bool:
        """Whether table and pieces are the same, byte for byte, and the document is as it was written."""
        return self._same_answer and self.document_intact

    @property
    def changed_inputs(self) -> tuple[Change, ...]:
        """Those of the changes that are inputs: sites, files of the pack, options, libraries, decisions."""
        return tuple(change for change in self.changed if change.kind in INPUTS)

    def text(self, lang: Lang = "id") -> str:
        """Return the outcome as lines for people.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> path = ps.check(study.sentra, study.pack(), as_of="2015-06-01").audit.save("check.audit.json")
        >>> print(ps.replay(path).text("en").splitlines()[0])
        Identical: the same inputs give the same answer.
        """
        lines = []
        if not self.document_intact:
            lines.append(pick(_CHANGED_DOCUMENT if self.document != "json" else _CHANGED_RECORD, lang))
        if not self._same_answer:
            lines.append(pick(_OTHER_ANSWER, lang))
        elif not lines:
            lines.append(pick(_SAME if not self.changed_inputs else _SAME_OF_OTHERS, lang))
        lines += [f"- {change.text(lang)}" for change in self.changed]
        if not self._same_answer and not self.changed_inputs:
            lines.append(pick(_NO_CAUSE, lang))
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "identical": self.identical,
            "same_answer": self._same_answer,
            "document": self.document,
            "document_intact": self.document_intact,
            "audit_sha256": self.audit.sha256,
            "result_sha256": self.audit.result_sha256,
            "result_sha256_now": self.again.result_sha256,
            "as_of": self.audit.options["as_of"],
            "changed": [change.to_dict() for change in self.changed],
        }

    def __repr__(self) -> str:
        return f"Replay: {'identical' if self.identical else 'not identical'}, {len(self.changed)} changes"


_SAME = (
    "Identik: masukan yang sama memberi hasil yang sama.",
    "Identical: the same inputs give the same answer.",
)
_SAME_OF_OTHERS = (
    "Identik: hasilnya sama, walaupun masukannya berubah:",
    "Identical: the answer is the same, though inputs changed:",
)
_OTHER_ANSWER = ("Tidak identik: hasilnya berbeda.", "Not identical: the answer differs.")
_CHANGED_DOCUMENT = (
    "Tidak identik: isi laporan ini telah diubah setelah ditulis.",
    "Not identical: this report was changed after it was written.",
)
_CHANGED_RECORD = (
    "Tidak identik: catatan audit ini telah diubah setelah ditulis.",
    "Not identical: this audit record was changed after it was written.",
)
_NO_CAUSE = (
    "Tidak ada masukan yang tampak berubah. Audit tidak mencakup kolom data pribadi.",
    "No input is seen to have changed. An audit does not cover columns of personal data.",
)


def replay(
    path: str | os.PathLike[str],
    *,
    sites: LayerLike | str | os.PathLike[str] | None = None,
    pack: PlanPack | str | os.PathLike[str] | None = None,
    proposal: str | os.PathLike[str] | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Replay | DossierReplay:
    """Ask the question of an audit again and compare; or make a dossier again from its JSON.

    The audit holds hashes: it can tell that an input changed and which, not what stood there before. It is no
    signature: whoever can write the file can write another audit into it. What nobody can write is an answer that your
    own sites and your own pack do not give.

    Parameters
    ----------
    path
        An audit that ``result.audit.save`` wrote, a report (HTML, PDF) of a check, or the JSON of a dossier.
    sites
        The sites, as a file or a layer, where they are no longer where the audit says. Sites that came from no file are
        needed here, unless they were saved with the audit.
    pack
        The plan pack, as a folder or read already. A report does not say where its pack lay. Of a pack that
        `PlanPack.from_zones` made, the folder with the file of zones and the table.
    proposal
        Of a dossier: the TOML that names its data, where it is no longer where the dossier says.
    progress
        True for a bar on standard error, or a callable that takes the done share (0..1).
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    Replay or DossierReplay
        ``.identical``, and ``.changed``: which file, column, option or library differs.

    Raises
    ------
    IoError
        The audit, the sites or the pack is not found.
    SchemaError
        There is no audit in the file.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> path = result.audit.save("check.audit.json")
    >>> ps.replay(path).identical
    True
    >>> moved = study.sentra[[1, 0, 2, 3, 4]]
    >>> [change.name for change in ps.replay(path, sites=moved).changed][:2]
    ['rows', 'column activity']
    """
    from petasentra.conformance.checking import check
    from petasentra.dossiers.reading import holds_dossier

    if holds_dossier(path):
        from petasentra.dossiers.replaying import replay_dossier

        return replay_dossier(path, sites=sites, pack=pack, proposal=proposal)
    found = read_audit(path)
    audit, folder = found.audit, Path(path).resolve().parent
    plan = pack_again(audit, pack, folder)
    layer = sites_again(audit, sites, folder)
    result = check(layer, plan, progress=progress, threads=threads, **_options(audit))
    if audit.overrides:
        result = _with_decisions(result, audit)
    again = result.audit
    same = audit.result_sha256 == again.result_sha256 and audit.overrides == again.overrides
    return Replay(audit, again, result, audit.changes(again), found.document, found.document_intact, same)


def _options(audit: Audit) -> dict[str, Any]:
    """Return the options of the check; one that is unknown here is left out, and told as a change."""
    from inspect import signature

    from petasentra.conformance.checking import check

    known = signature(check).parameters
    return {name: value for name, value in audit.options.items() if name in known}


def _with_decisions(result: CheckResult, audit: Audit) -> CheckResult:
    from petasentra.overrides.entry import entries_of
    from petasentra.overrides.log import OverrideLog

    try:
        return result.with_overrides(OverrideLog(entries_of(audit.overrides) or ()))
    except RuleError:  # the log is broken, or about another answer: both are told as changes
        return result
