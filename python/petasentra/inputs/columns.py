"""Errors about a column that say of which file it is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["columns_of"]


@contextmanager
def columns_of(file: Path) -> Iterator[None]:
    """Say in errors about a column or a coordinate system that it is one of this file."""
    from petasentra.errors import CrsError, PetasentraError

    try:
        yield
    except PetasentraError as error:
        if (error.column or isinstance(error, CrsError)) and not error.file:
            error.file = str(file)
        raise
