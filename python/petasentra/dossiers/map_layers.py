"""Layers that a dossier draws for orientation, with what has to be said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.dossiers.subject import wrong_type

if TYPE_CHECKING:
    from petasentra.layers.layer import Layer, LayerLike

__all__ = ["MapLayer", "read_boundaries"]

#: Columns that name an area, where none is said.
_NAMES = ("name", "nama", "NAMOBJ", "village", "district")


@dataclass(frozen=True)
class MapLayer:
    """Outlines of areas, such as desa or kecamatan.

    Parameters
    ----------
    layer
        The areas.
    name
        Column that names them; empty takes one that is known.
    source
        Who is to be credited; it is printed below the map.
    accuracy_m
        How far an outline may lie from the real one, metres; None where nobody said.
    """

    layer: LayerLike
    name: str = ""
    source: str = ""
    accuracy_m: float | None = None

    def read(self, what: str) -> tuple[Layer, str]:
        """Return the layer and the column that names its areas; empty if none does.

        Raises
        ------
        OptionError
            It is no layer.
        SchemaError
            It has no column of that name.
        """
        from petasentra.layers.layer import as_layer

        try:
            layer = as_layer(self.layer)
        except TypeError as error:
            raise wrong_type(f"boundaries[{what!r}]", self.layer, "Layer, MapLayer") from error
        if self.name:
            layer[self.name]
        known = next((one for one in _NAMES if one in layer.columns), "")
        column = self.name or known
        return layer, "" if column in layer.personal else column


def read_boundaries(given: object) -> dict[str, MapLayer]:
    """Return the boundaries of a dossier by what they are called; a layer alone is one without credit."""
    from collections.abc import Mapping

    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise wrong_type("boundaries", given, "dict[str, Layer]")
    return {str(name): one if isinstance(one, MapLayer) else MapLayer(one) for name, one in given.items()}
