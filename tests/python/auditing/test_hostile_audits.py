"""An audit from anywhere: every value of it replaced by every other kind is an explained error or a plain answer."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from audited import checked

import petasentra as ps
from petasentra.auditing import read_audit
from petasentra.auditing.canonical import json_sha256
from petasentra.auditing.page import seal_page, sealed_in_page
from petasentra.auditing.shape import is_audit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHERS = (None, True, 7, -1, 1.5, "", "../x", [], ["a"], {}, {"a": "b"})


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in items:
        yield from places(one, (*path, name))


def with_value(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    made = copy.deepcopy(document)
    inner = made
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return made


@pytest.fixture
def document(folder: Path) -> dict[str, Any]:
    result = checked(folder).override("contoh-a", verdict="limited", reason="Contoh.", by="Contoh", on="2015-07-01")
    return json.loads(result.audit.save(folder / "check.audit.json").read_text(encoding="utf-8"))


def test_an_audit_as_written_has_its_form(document):
    assert is_audit(document)


def test_values_of_another_kind_are_refused_or_read(document, folder):
    path, kinds = folder / "x.json", set()
    for place in places(document):
        for other in OTHERS:
            changed = with_value(document, place, other)
            path.write_text(json.dumps(changed), encoding="utf-8")
            try:
                found = read_audit(path)
            except ps.SchemaError as error:
                kinds.add("refused" if error.message_id != error.message_en else "in one language")
                continue
            assert found.audit.changes(found.audit) == ()
            assert repr(found.audit)
            kinds.add("intact" if found.document_intact else "changed")
            beside = bool(place) and place[0] in ("places", "inputs")
            assert found.document_intact == (beside or changed == document), place
    assert kinds == {"refused", "intact", "changed"}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("options", "as_of"), "kemarin"),
        (("options", "site_id"), "tidak-ada"),
        (("options", "for_activity"), ""),
        (("options", "opsi_baru"), 3),
        (("pack", "variant"), "tidak-ada"),
        (("sites", "crs"), "bukan crs"),
        (("sites", "left_out"), ["site_id", "tidak-ada"]),
        (("sites", "file", "encoding"), "bukan"),
        (("sites", "file", "profile"), "bukan"),
        (("sites", "numbered"), True),
        (("places", "sites"), "."),
        (("places", "pack"), "sentra.geojson"),
        (("inputs",), {"sites": {"arrow": "AAAA", "geometry": "geometry"}}),
        (("inputs",), {"sites": {"arrow": "ä", "geometry": "geometry"}}),
    ],
)
def test_a_replay_of_a_forged_record_ends_in_a_sentence(document, folder, place, value):
    forged = with_value(document, place, value)
    beside = ("sha256", "places", "inputs")
    forged["sha256"] = json_sha256({name: one for name, one in forged.items() if name not in beside})
    (folder / "x.json").write_text(json.dumps(forged), encoding="utf-8")
    try:
        outcome = ps.replay(folder / "x.json")
        told = {outcome.text("id"), outcome.text("en")}
    except ps.PetasentraError as error:
        told = set() if isinstance(error, ps.InternalError) else {error.message_id, error.message_en}
    assert len(told) == 2


def test_a_block_of_anything_is_no_audit():
    page = seal_page('<script type="application/json" id="petasentra-audit"></script>', {"a": 1})
    assert sealed_in_page(page).record == {"a": 1}
    for block in ("", "{", "[]", "7", '{"audit"', "[" * 100_000):
        text = f'<script type="application/json" id="petasentra-audit">{block}</script>'
        assert sealed_in_page(text) is None
