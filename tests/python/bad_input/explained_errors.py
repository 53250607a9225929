"""What every error owes its reader: two languages, what to do, and the place."""

from __future__ import annotations

import petasentra as ps


def explained(error: ps.PetasentraError, **place: str) -> ps.PetasentraError:
    """The error speaks two languages, says what to do, and names the place."""
    assert isinstance(error, ps.PetasentraError)
    assert not isinstance(error, ps.InternalError), str(error)
    assert error.code > 0
    for text in (error.message_id, error.message_en, error.hint_id, error.hint_en):
        assert text.strip(), str(error)
    assert error.message_id != error.message_en
    assert error.hint_id != error.hint_en
    for text in (error.message_id, error.message_en):
        assert text in str(error), "str() shows both languages"
    for words in ("Traceback", "terminate", "std::", "0x", "basic_string", "NoneType", ".cpp"):
        assert words not in str(error), str(error)
    for name, wanted in place.items():
        assert wanted in str(getattr(error, name) or ""), (
            f"{name}: {getattr(error, name)!r} does not name {wanted!r}\n{error}"
        )
    return error
