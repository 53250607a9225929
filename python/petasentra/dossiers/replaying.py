"""Making a dossier again from what its JSON holds, and saying what of it differs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.auditing.audit import Audit
from petasentra.auditing.canonical import json_sha256
from petasentra.auditing.changes import INPUTS, Change
from petasentra.auditing.finding import pack_again, sites_again
from petasentra.auditing.shape import is_audit
from petasentra.dossiers.computing_again import answer_of_law, compute_again
from petasentra.dossiers.dossier import sha256_of_document
from petasentra.dossiers.gather_law import law_values
from petasentra.dossiers.parts import plain
from petasentra.dossiers.reading import made_again, read_document
from petasentra.errors import SchemaError
from petasentra.plotting.language import pick

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import LayerLike
    from petasentra.plotting.language import Lang

__all__ = ["DossierReplay", "replay_dossier"]


@dataclass(frozen=True)
class DossierReplay:
    """What came of making a dossier again.

    Attributes
    ----------
    sha256, sha256_now
        Hash of the dossier as it was found, and as it is made now.
    document_intact
        False if the file was changed after it was written.
    sections_differ
        Names of the sections that the inputs in the JSON do not give.
    changed
        What of the law, of the answer under it and of the files differs; empty if nothing does. A file that is gone
        has no hash ``after``.
    check_asked
        Whether conformance was asked again; False where the dossier has none, or the plan pack is not at hand.
    why_not
        Why it was not, in Indonesian and English.
    kept
        Parts of which the JSON holds only what was asked of them, and which were not computed again from their data.
    computed
        Whether all was computed again from the files that the dossier names.
    answers_differ
        Parts of which those files now give another answer.
    why_not_computed
        Why nothing was, in Indonesian and English; empty for a dossier that was not made from a proposal.
    """

    sha256: str
    sha256_now: str
    document_intact: bool
    sections_differ: tuple[str, ...]
    changed: tuple[Change, ...]
    check_asked: bool
    why_not: tuple[str, str]
    kept: tuple[str, ...]
    computed: bool = False
    answers_differ: tuple[str, ...] = ()
    why_not_computed: tuple[str, str] = ("", "")
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    document: str = "json"

    @property
    def identical(self) -> bool:
        """Whether every byte is made again, by the law and from the data, as far as the dossier names them."""
        same = self.document_intact and not self.sections_differ and self.sha256 == self.sha256_now
        asked = (self.check_asked or not self.why_not[0]) and (self.computed or not self.why_not_computed[0])
        other = bool(self.answers_differ) or any(one.kind == "result" for one in self.changed)
        return same and asked and not other

    @property
    def changed_inputs(self) -> tuple[Change, ...]:
        """Those of the changes that went in: files, law, options, libraries."""
        return tuple(one for one in self.changed if one.kind in INPUTS)

    def text(self, lang: Lang = "id") -> str:
        """Return the outcome as lines for people."""
        lines = [pick(_SAME if self.identical else _OTHER, lang)]
        if not self.document_intact:
            lines.append("- " + pick(_TOUCHED, lang))
        for name in self.sections_differ:
            words = (f"bagian {self._title(name, 'id')}: masukannya memberi isi lain",
                     f"section {self._title(name, 'en')}: its inputs give another one")  # fmt: skip
            lines.append("- " + pick(words, lang))
        for one in self.changed:
            gone = one.kind == "file" and one.after is None
            told = (f"berkas masukan {one.name}: tidak ditemukan", f"input file {one.name}: not found")
            lines.append("- " + (pick(told, lang) if gone else one.text(lang)))
        for name in self.answers_differ:
            words = (f"bagian {self._title(name, 'id')}: datanya kini memberi jawaban lain",
                     f"section {self._title(name, 'en')}: its data now give another answer")  # fmt: skip
            lines.append("- " + pick(words, lang))
        lines += ["- " + pick(one, lang) for one in (self.why_not, self.why_not_computed) if one[0]]
        if self.computed:
            lines.append("- " + pick(_COMPUTED, lang))
        if self.kept:
            words = (f"dibuat ulang dari hasil yang tersimpan, tidak dihitung ulang: {self._listed('id')}",
                     f"made again from the answers that were kept, not computed again: {self._listed('en')}",
            )  # fmt: skip
            lines.append("- " + pick(words, lang))
        return "\n".join(lines)

    def _title(self, name: str, lang: Lang) -> str:
        part = name.removeprefix("inputs.")
        return str(self.titles[part][lang]) if part in self.titles else name

    def _listed(self, lang: Lang) -> str:
        return "; ".join(self._title(name, lang) for name in self.kept)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "identical": self.identical,
            "document": self.document,
            "document_intact": self.document_intact,
            "dossier_sha256": self.sha256,
            "dossier_sha256_now": self.sha256_now,
            "sections_differ": list(self.sections_differ),
            "check_asked": self.check_asked,
            "why_not_id": self.why_not[0],
            "why_not_en": self.why_not[1],
            "computed": self.computed,
            "answers_differ": list(self.answers_differ),
            "why_not_computed_id": self.why_not_computed[0],
            "why_not_computed_en": self.why_not_computed[1],
            "kept": list(self.kept),
            "changed": [one.to_dict() for one in self.changed],
        }

    def __repr__(self) -> str:
        return f"DossierReplay: {'identical' if self.identical else 'not identical'}, {len(self.changed)} changes"


_SAME = (
    "Identik: masukan yang sama memberi berkas usulan yang sama.",
    "Identical: the same inputs give the same dossier.",
)
_OTHER = ("Tidak identik.", "Not identical.")
_TOUCHED = ("berkas ini telah diubah setelah ditulis", "this file was changed after it was written")
_COMPUTED = ("semua bagian dihitung ulang dari berkas masukannya", "all sections were computed again from their files")
_NO_PACK = (
    "kesesuaian ruang tidak diperiksa ulang: paket rencana atau tapaknya tidak ditemukan; beri pack= dan sites=",
    "conformance was not asked again: the plan pack or the site is not found; give pack= and sites=",
)
#: Parts of which the JSON holds answers and no data.
_KEPT = ("facilities", "access", "chain", "near", "map", "needs", "indicators")


def replay_dossier(
    path: str | os.PathLike[str],
    *,
    sites: LayerLike | str | os.PathLike[str] | None = None,
    pack: PlanPack | str | os.PathLike[str] | None = None,
    proposal: str | os.PathLike[str] | None = None,
) -> DossierReplay:
    """Make a dossier again; see `petasentra.replay`.

    Every section is made again from the inputs that the JSON holds. The check is asked again, of the plot that it holds
    and of the plan pack as it is now. A dossier that was made from a proposal names its files with their hashes: each
    is compared, and where all are there everything is computed again from them. Of another dossier the answers on
    roads, chains and records stay.
    """
    document = read_document(path)
    made = made_again(document, str(path))
    names = [one["name"] for one in made["sections"]]
    before = {one.get("name"): one for one in document["sections"]}
    differ = [name for name, one in zip(names, made["sections"], strict=True) if before.get(name) != one]
    differ += [str(name) for name in before if name not in names]
    differ += [name for name in made if name != "sections" and document.get(name) != made[name]]
    hashes = document["audit"].get("inputs", {})
    differ += [f"inputs.{name}" for name, one in hashes.items() if json_sha256(document["inputs"].get(name)) != one]
    inputs = dict(document["inputs"])
    changed: tuple[Change, ...] = ()
    asked, why_not = False, ("", "")
    if inputs.get("conformance") is not None:
        outcome = _check_again(document, Path(path), sites, pack)
        if outcome is None:
            why_not = _NO_PACK
        else:
            asked, (changed, inputs["conformance"]) = True, outcome
    again = compute_again(document, Path(path), proposal)
    inputs |= again.inputs
    now = dict(document) | made_again({**document, "inputs": inputs}, str(path)) | {"inputs": inputs}
    kept = () if again.computed else tuple(name for name in _KEPT if document["inputs"].get(name) is not None)
    return DossierReplay(
        str(document["sha256"]),
        sha256_of_document(now),
        document["sha256"] == sha256_of_document(document),
        tuple(dict.fromkeys(differ)),
        (*changed, *again.files),
        asked,
        why_not,
        kept,
        again.computed,
        tuple(again.inputs),
        again.why_not,
        {one["name"]: one["title"] for one in made["sections"]},
    )


def _check_again(
    document: dict[str, Any],
    path: Path,
    sites: LayerLike | str | os.PathLike[str] | None,
    pack: object,
) -> tuple[tuple[Change, ...], dict[str, Any]] | None:
    """Return what differs under the law as it is now, and the answer; None where there is no pack to ask."""
    from petasentra.auditing.replaying import _options
    from petasentra.conformance.checking import check
    from petasentra.errors import IoError

    given = document["inputs"]["conformance"]
    record = dict(given["audit"])
    places = document.get("places")
    if isinstance(places, dict) and all(isinstance(one, str) for one in places.values()):
        record["places"] = places
    if not is_audit(record):
        raise SchemaError(
            "The audit in this dossier cannot be read.",
            "Audit dalam berkas usulan ini tidak terbaca.",
            hint_en="Make the dossier again.",
            hint_id="Buat ulang berkas usulannya.",
            code=106,
            file=str(path),
        )
    audit, folder = Audit(record), path.resolve().parent
    if pack is None and not places:
        return None
    try:
        plan, layer = pack_again(audit, pack, folder), sites_again(audit, sites, folder)
    except IoError:
        if pack is not None and sites is not None:
            raise
        return None
    result = check(layer, plan, **_options(audit))
    law: dict[str, Any] = plain(law_values(result, invented=bool(given["invented"])))
    if json_sha256(answer_of_law(law)) == json_sha256(answer_of_law(given)):
        law = given
    return audit.changes(result.audit), law
