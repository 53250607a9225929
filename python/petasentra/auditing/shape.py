"""Whether a document has the form of an audit: a report may come from anywhere, and nothing in it is taken on trust."""

from __future__ import annotations

from typing import Any

#: A form is a type, a tuple of forms (any of them), a list of one form (a list of such), a dict of forms by name (these
#: names and no others), or `Each` (a dict with any names).
Form = Any


class Each:
    """A dict from any text to values of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form


_FILE = {
    "name": str, "sha256": str, "sidecars": Each(str), "layer": str, "crs": str, "encoding": str, "profile": str,
    "rows": int,
}  # fmt: skip
_TOLERANCE = dict.fromkeys(("boundary_m", "sliver_m2", "decisive_share", "conforming_share"), (float, int))
_MADE_OF = {
    "zones": (None, _FILE),
    "matrix": str,
    "options": {
        "code": str, "in_force_from": str, "name": (None, str), "title": str, "absent": str, "crs": (None, str, int),
        "tolerance": (None, _TOLERANCE),
    },
}  # fmt: skip
_PACK: dict[str, Form] = {
    "name": str, "title": str, "format": int, "variant": str, "crs": str, "files": Each(str),
    "layers": Each({"rows": int, "columns": Each(str)}), "made_of": (None, _MADE_OF),
}  # fmt: skip
RECORD: dict[str, Form] = {
    "petasentra_audit": int,
    "semantics": int,
    "options": Each((None, str, bool, int, float)),
    "sites": {
        "rows": int, "crs": str, "columns": Each(str), "left_out": [str], "numbered": bool, "file": (None, _FILE),
    },
    # The law as it would be says what was changed.
    "pack": (_PACK, _PACK | {"changes": [str]}, _PACK | {"changes": [str], "base_variant": str}),
    "libraries": Each(str),
    "result": {"rows": int, "table": Each(str), "pieces": Each(str), "sha256": str},
    "overrides": [dict],
    "sha256": str,
}  # fmt: skip
_BESIDE: dict[str, Form] = {"places": Each(str), "inputs": {"sites": {"arrow": str, "geometry": str}}}
_ASKED: dict[str, Form] = {
    "as_of": str, "site_id": str, "activity": str,
    "known_on": (None, str), "for_activity": (None, str), "uncertainty": (None, bool),
}  # fmt: skip


def is_audit(document: object) -> bool:
    """Whether a document is an audit of the form we write, down to the type of each value.

    Examples
    --------
    >>> from petasentra.auditing.shape import is_audit
    >>> is_audit({"petasentra_audit": 1})
    False
    """
    from petasentra.overrides.entry import entries_of  # which has its hashes from this package

    if not isinstance(document, dict):
        return False
    beside = {name: form for name, form in _BESIDE.items() if name in document}
    return (
        fits(document, RECORD | beside)
        and all(fits(document["options"].get(name), form) for name, form in _ASKED.items())
        and entries_of(document["overrides"]) is not None
    )


def fits(value: object, form: Form) -> bool:
    """Whether a value has a form.

    Examples
    --------
    >>> from petasentra.auditing.shape import Each, fits
    >>> fits({"a": [1, 2]}, {"a": [int]}), fits({"a": True}, {"a": int}), fits({"x": "y"}, Each(str))
    (True, False, True)
    """
    if isinstance(form, tuple):
        return any(fits(value, one) for one in form)
    if isinstance(form, list):
        return isinstance(value, list) and all(fits(one, form[0]) for one in value)
    if isinstance(form, Each):
        return isinstance(value, dict) and all(fits(one, form.form) for one in value.values())
    if isinstance(form, dict):
        if not isinstance(value, dict) or value.keys() != form.keys():
            return False
        return all(fits(value[name], one) for name, one in form.items())
    return value is None if form is None else type(value) is form
