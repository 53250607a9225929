"""Which papers of the checklist there are on the day of the proposal, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.dossiers.checklist import read_checklist, read_documents
from petasentra.dossiers.parts import day_value, told

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["paper_values"]


def paper_values(checklist: object, documents: object, day: dt.date) -> dict[str, Any]:
    """Return each item of the edition of the day with its paper and state; a paper past its last day is expired."""
    read = read_checklist(checklist)  # type: ignore[arg-type]
    edition = read.on(day)
    if edition is None:
        return {"name": read.name, "edition": None, "findings": []}
    known = {str(one["id"]) for one in edition.items}
    papers, findings = ({}, []) if documents is None else read_documents(documents, known)
    items = []
    for one in edition.items:
        paper = papers.get(str(one["id"]))
        state = (paper or {}).get("status") or ("not_given" if paper is None else "unknown")
        until = (paper or {}).get("until")
        if state == "there" and until is not None and until["date"] < day.isoformat():
            state = "expired"
        items.append(
            {
                "id": one["id"],
                "words": told(one["words"]),
                "section": one["section"],
                "note": told(one["note"]),
                "after": one["after"],
                "paper": paper,
                "state": state,
            }
        )
    return {
        "name": read.name,
        "title": told(read.title),
        "findings": findings,
        "edition": {
            "id": edition.id,
            "title": told(edition.title),
            "since": day_value(edition.since),
            "until": day_value(edition.until),
            "source": edition.source,
            "verified": edition.verified,
            "items": items,
        },
    }
