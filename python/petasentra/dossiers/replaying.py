"""Making a dossier again from what its JSON holds, and saying what of it differs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.auditing.audit import Audit
from petasentra.auditing.canonical import json_sha256
from petasentra.auditing.changes import INPUTS, Change
from petasentra.auditing.finding import pack_again, sites_again
from petasentra.auditing.shape import is_audit
from petasentra.dossiers.dossier import sha256_of_document
from petasentra.dossiers.gather_law import law_values
from petasentra.dossiers.parts import plain
from petasentra.dossiers.reading import made_again, read_document
from petasentra.errors import SchemaError
from petasentra.plotting.language import pick

if TYPE_CHECKING:
    import os

    from petasentra.layers import LayerLike
    from petasentra.plan_packs import PlanPack
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
        Names of the sections that its inputs do not give.
    changed
        What of the law and of the answer under it differs; empty if nothing does.
    check_asked
        Whether conformance was asked again; False where the dossier has none, or the plan pack is not at hand.
    why_not
        Why it was not, in Indonesian and English.
    kept
        Parts of which the JSON holds only what was asked of them: their sections were made again from that.
    """

    sha256: str
    sha256_now: str
    document_intact: bool
    sections_differ: tuple[str, ...]
    changed: tuple[Change, ...]
    check_asked: bool
    why_not: tuple[str, str]
    kept: tuple[str, ...]
    document: str = "json"

    @property
    def identical(self) -> bool:
        """Whether every byte of the document is made again, and the law still gives the same answer."""
        same = self.document_intact and not self.sections_differ and self.sha256 == self.sha256_now
        return (
            same and (self.check_asked or not self.why_not[0]) and not any(one.kind == "result" for one in self.changed)
        )

    @property
    def changed_inputs(self) -> tuple[Change, ...]:
        """Those of the changes that are inputs of the check."""
        return tuple(one for one in self.changed if one.kind in INPUTS)

    def text(self, lang: Lang = "id") -> str:
        """Return the outcome as lines for people."""
        lines = [pick(_SAME if self.identical else _OTHER, lang)]
        if not self.document_intact:
            lines.append(
                pick(
                    ("- berkas ini telah diubah setelah ditulis", "- this file was changed after it was written"), lang
                )
            )
        for name in self.sections_differ:
            lines.append(
                pick(
                    (f"- bagian {name}: masukannya memberi isi lain", f"- section {name}: its inputs give another one"),
                    lang,
                )
            )
        lines += [f"- {one.text(lang)}" for one in self.changed]
        if self.why_not[0]:
            lines.append("- " + pick(self.why_not, lang))
        if self.kept:
            listed = ", ".join(self.kept)
            lines.append(
                pick(
                    (
                        f"- dibuat ulang dari hasil yang tersimpan, tidak dihitung ulang: {listed}",
                        f"- made again from the answers that were kept, not computed again: {listed}",
                    ),
                    lang,
                )
            )
        return "\n".join(lines)

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
_NO_PACK = (
    "kesesuaian ruang tidak diperiksa ulang: paket rencana atau tapaknya tidak ditemukan; beri pack= dan sites=",
    "conformance was not asked again: the plan pack or the site is not found; give pack= and sites=",
)


def replay_dossier(
    path: str | os.PathLike[str],
    *,
    sites: LayerLike | str | os.PathLike[str] | None = None,
    pack: PlanPack | str | os.PathLike[str] | None = None,
) -> DossierReplay:
    """Make a dossier again; see `petasentra.replay`.

    Every section is made again from the inputs that the JSON holds. The check is asked again, of the plot that it holds
    and of the plan pack as it is now. Roads, chains and records are not in the file: of them the answers are.
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
    now = dict(document) | made
    changed: tuple[Change, ...] = ()
    asked, why_not = False, ("", "")
    if document["inputs"].get("conformance") is not None:
        outcome = _check_again(document, Path(path), sites, pack)
        if outcome is None:
            why_not = _NO_PACK
        else:
            asked, (changed, law) = True, outcome
            now = dict(now) | made_again({**document, "inputs": document["inputs"] | {"conformance": law}}, str(path))
            now["inputs"] = document["inputs"] | {"conformance": law}
    kept = tuple(
        name
        for name in ("facilities", "access", "chain", "near", "needs", "indicators")
        if document["inputs"].get(name) is not None
    )
    return DossierReplay(
        str(document["sha256"]),
        sha256_of_document(now),
        document["sha256"] == sha256_of_document(document),
        tuple(dict.fromkeys(differ)),
        changed,
        asked,
        why_not,
        kept,
    )


def _check_again(
    document: dict[str, Any],
    path: Path,
    sites: LayerLike | str | os.PathLike[str] | None,
    pack: object,
) -> tuple[tuple[Change, ...], dict[str, Any]] | None:
    """Return what differs under the law as it is now, and the answer; None where there is no pack to ask."""
    from petasentra.auditing.replaying import _options
    from petasentra.conformance import check
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
    if json_sha256(_answer(law)) == json_sha256(_answer(given)):
        law = given
    return audit.changes(result.audit), law


def _answer(law: dict[str, Any]) -> dict[str, Any]:
    """Return what the law says, without the record of how it was asked."""
    return {name: value for name, value in law.items() if name != "audit"}
