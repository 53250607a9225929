"""Several layers of zones under their names: what they must have in common, and which of them is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.errors import CrsError, OptionError
from petasentra.layers.layer import as_layer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from petasentra.layers.layer import Layer, LayerLike


def named_layers(zones: Mapping[str, LayerLike]) -> dict[str, Layer]:
    """Return the layers under their names, at least one, all in one CRS."""
    if len(zones) == 0:
        raise OptionError(
            "There is no layer of zones.",
            "Tidak ada lapisan zona.",
            hint_en='Give layers under their names: {"base": ..., "kp2b": ...}.',
            hint_id='Berikan lapisan beserta namanya: {"base": ..., "kp2b": ...}.',
            code=801,
        )
    nameless = [name for name in zones if not isinstance(name, str) or name == ""]
    if nameless:
        raise OptionError(
            f"{nameless[0]!r} is no name of a layer.",
            f"{nameless[0]!r} bukan nama lapisan.",
            hint_en="Names are text that is not empty.",
            hint_id="Nama lapisan berupa teks yang tidak kosong.",
            code=801,
        )
    layers = {name: as_layer(layer) for name, layer in zones.items()}
    first, crs = next((name, layer.crs) for name, layer in layers.items())
    for name, layer in layers.items():
        if layer.crs is None or not layer.crs.known:
            raise CrsError(
                f'Layer "{name}" has no CRS.',
                f'Lapisan "{name}" tidak memiliki CRS.',
                hint_en="Say which one it is in, with read_layer(..., crs=...) or set_crs(...) of geopandas.",
                hint_id="Sebutkan CRS-nya dengan read_layer(..., crs=...) atau set_crs(...) dari geopandas.",
                layer=name,
            )
        if crs is not None and not layer.crs.same_as(crs):
            raise CrsError(
                f'Layer "{name}" is in {layer.crs.name}, but "{first}" in {crs.name}.',
                f'Lapisan "{name}" memakai {layer.crs.name}, sedangkan "{first}" memakai {crs.name}.',
                hint_en="Bring all layers to one CRS with to_crs(...) first.",
                hint_id="Samakan dahulu CRS semua lapisan dengan to_crs(...).",
                layer=name,
            )
    return layers


def no_such_layer(name: object, there_are: Collection[str]) -> OptionError:
    """Return the error for a layer that the index does not have."""
    listed = ", ".join(there_are)
    return OptionError(
        f'There is no layer "{name}" in the index.',
        f'Tidak ada lapisan "{name}" dalam indeks.',
        hint_en=f"Its layers: {listed}." if listed else "It was made of one layer without a name; leave out layer=.",
        hint_id=f"Lapisannya: {listed}." if listed else "Indeks ini dibuat dari satu lapisan tanpa nama; hapus layer=.",
        code=801,
    )


def one_layer_a_file(there_are: Collection[str]) -> OptionError:
    """Return the error for saving several layers into one file."""
    listed = ", ".join(there_are)
    return OptionError(
        "A file holds one layer of the index, and which one is not said.",
        "Satu berkas memuat satu lapisan indeks, tetapi lapisannya tidak disebut.",
        hint_en=f"Name it with layer=, and save each to a file of its own: {listed}.",
        hint_id=f"Sebutkan dengan layer=, dan simpan masing-masing ke berkas tersendiri: {listed}.",
        code=801,
    )


def layer_wanted(there_are: Collection[str]) -> OptionError:
    """Return the error for a question that only one layer can answer."""
    listed = ", ".join(there_are)
    return OptionError(
        "Rows of zones are those of one layer, which is not named.",
        "Baris zona adalah baris dari satu lapisan, tetapi lapisannya tidak disebut.",
        hint_en=f"Name it with layer=: {listed}.",
        hint_id=f"Sebutkan dengan layer=: {listed}.",
        code=801,
    )
