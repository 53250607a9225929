"""The errors a user can catch.

Every error says what is wrong, where, and what to do, in English and in Indonesian. The classes inherit the builtin
that fits, so ``except ValueError`` or ``except OSError`` works too. Ctrl-C stays ``KeyboardInterrupt``.
"""

from __future__ import annotations

from typing import Any, ClassVar

__all__ = [
    "Cancelled",
    "CrsError",
    "GeometryError",
    "InfeasibleError",
    "InternalError",
    "IoError",
    "NetworkError",
    "OptionError",
    "PetasentraError",
    "RuleError",
    "SchemaError",
]

_FIELDS = ("message_en", "message_id", "hint_en", "hint_id", "code", "file", "layer", "feature", "column")


class PetasentraError(Exception):
    """What all errors of this package have in common.

    Parameters
    ----------
    message_en, message_id
        What is wrong, in English and Indonesian; if only one is given it stands for both.
    hint_en, hint_id
        What to do about it.
    code
        A number that never changes its meaning. Its hundreds name the class: 1 SchemaError, 2 CrsError,
        3 GeometryError, 4 RuleError, 5 NetworkError, 6 InfeasibleError, 7 IoError, 8 OptionError, 9 Cancelled,
        10 InternalError.
    file, layer, feature, column
        Where; empty where it is not known. ``feature`` is the id a user knows, or the row counted from 0.

    Examples
    --------
    >>> import petasentra as ps
    >>> try:
    ...     ps.Layer.from_arrow(42)
    ... except TypeError:
    ...     print("not a table")
    not a table
    """

    default_code: ClassVar[int] = 1000

    def __init__(
        self,
        message_en: str = "",
        message_id: str = "",
        *,
        hint_en: str = "",
        hint_id: str = "",
        code: int | None = None,
        file: str = "",
        layer: str = "",
        feature: str = "",
        column: str = "",
    ) -> None:
        super().__init__(message_en or message_id)
        self.message_en = message_en or message_id
        self.message_id = message_id or message_en
        self.hint_en = hint_en or hint_id
        self.hint_id = hint_id or hint_en
        self.code = type(self).default_code if code is None else code
        self.file = file
        self.layer = layer
        self.feature = feature
        self.column = column

    @property
    def place(self) -> str:
        """Where it went wrong, in one line; empty if nothing is known."""
        parts = (("file", self.file), ("layer", self.layer), ("feature", self.feature), ("column", self.column))
        return ", ".join(f"{word} {value}" for word, value in parts if value)

    def __str__(self) -> str:
        lines = [f"{self.message_en} [{self.place}]" if self.place else self.message_en]
        if self.hint_en:
            lines.append(f"  Hint: {self.hint_en}")
        if self.message_id and self.message_id != self.message_en:
            lines.append(f"  id: {self.message_id}")
        if self.hint_id and self.hint_id != self.hint_en:
            lines.append(f"  Petunjuk: {self.hint_id}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), {name: getattr(self, name) for name in _FIELDS})


def _rebuild(cls: type[PetasentraError], fields: dict[str, Any]) -> PetasentraError:
    return cls(**fields)


class SchemaError(PetasentraError, ValueError):
    """A table lacks a column, or a column is not what it has to be."""

    default_code = 100


class CrsError(PetasentraError, ValueError):
    """A coordinate reference system is missing, unknown, or not fit for the question (degrees for a distance)."""

    default_code = 200


class GeometryError(PetasentraError, ValueError):
    """A geometry is broken, not finite, or of the wrong kind."""

    default_code = 300


class RuleError(PetasentraError, ValueError):
    """A plan pack is unreadable or contradicts itself."""

    default_code = 400


class NetworkError(PetasentraError, ValueError):
    """A road network cannot be built or asked."""

    default_code = 500


class InfeasibleError(PetasentraError):
    """No solution satisfies every constraint; the message names the binding ones."""

    default_code = 600


class IoError(PetasentraError, OSError):
    """A file cannot be found, read or written."""

    default_code = 700

    @property
    def filename(self) -> str | None:
        """The file, where OSError keeps it."""
        return self.file or None


class OptionError(PetasentraError, ValueError):
    """An argument has a value that is not allowed; the message names the ones that are."""

    default_code = 800


class Cancelled(PetasentraError):
    """The work was stopped by its caller."""

    default_code = 900


class InternalError(PetasentraError, RuntimeError):
    """A mistake of ours; please report it."""

    default_code = 1000
