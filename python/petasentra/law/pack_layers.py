"""The layers that the instruments of a pack name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.law.pack_folder import HEAD, inside
from petasentra.layers.layer import as_layer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from petasentra import _core
    from petasentra.layers.layer import Layer, LayerLike


def bound_layers(
    root: Path, law: _core.PlanLaw, layers: Mapping[tuple[str, str], LayerLike] | None = None
) -> dict[tuple[str, str], Layer]:
    """Read the layers that the instruments of a pack name, each file once; those given by the caller are taken."""
    from petasentra.files.reading import read_layer

    given = {key: as_layer(layer) for key, layer in (layers or {}).items()}
    read: dict[str, Layer] = {}
    for instrument in law.instruments:
        for link in instrument["layers"]:
            key = (str(instrument["id"]), str(link["id"]))
            if key in given or not link["path"]:
                continue
            path = str(link["path"])
            if path not in read:
                read[path] = read_layer(inside(root, path, HEAD))
            given[key] = read[path]
    return given
