"""Writes layers and tables so that equal content gives equal bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pyogrio
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd


class Folder:
    """Where the files go, and which were written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: list[str] = []

    def bytes(self, name: str, content: bytes) -> None:
        """Write bytes, making the folder."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.names.append(name)

    def text(self, name: str, content: str) -> None:
        """Write UTF-8 text with line feeds."""
        self.bytes(name, content.encode())

    def table(self, name: str, rows: Sequence[Mapping[str, str]]) -> None:
        """Write dictionaries of equal keys as CSV."""
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.text(name, out.getvalue())

    def flatgeobuf(self, name: str, layer: gpd.GeoDataFrame) -> None:
        """Write in the order of the rows, without an index: small, and no time stamp inside."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        pyogrio.write_dataframe(
            layer, target, driver="FlatGeobuf", layer=target.stem, promote_to_multi=True, SPATIAL_INDEX="NO"
        )
        self.names.append(name)

    def geojson(self, name: str, layer: gpd.GeoDataFrame) -> None:
        """One feature a line, as RFC 7946 wants it; coordinates are written as they stand, already rounded."""
        columns = [column for column in layer.columns if column != "geometry"]
        lines = []
        for row, shape in zip(layer[columns].itertuples(index=False), layer.geometry, strict=True):
            properties: dict[str, Any] = {key: plain(value) for key, value in zip(columns, row, strict=True)}
            geometry = json.loads(shapely.to_geojson(shapely.orient_polygons(shape)))
            feature = {"type": "Feature", "properties": properties, "geometry": geometry}
            lines.append(json.dumps(feature, ensure_ascii=False))
        head = (
            '{"type": "FeatureCollection", "name": ' + json.dumps(name.removesuffix(".geojson")) + ', "features": [\n'
        )
        self.text(name, head + ",\n".join(lines) + "\n]}\n")


def plain(value: object) -> object:
    """Python value of a cell."""
    return value.item() if hasattr(value, "item") else value


def variants_of(instrument: str) -> dict[str, str]:
    """The two what-if forms of perda-10-2021.toml: slag rule kept as in 2009, and dropped."""
    warning = (
        "# Dibuat oleh make_jombang.py dari perda-10-2021.toml. Ini ANDAIAN, bukan isi Perda 10/2021:\n"
        "# apa yang terjadi dengan ketentuan slag sesudah 2021 tidak diketahui.\n\n"
    )
    body = instrument[instrument.index("[instrument]") :]
    before, rule = body.split('# Sel "?"')
    rule = rule[rule.index("[[area_rule]]") :]
    unknown_id, unknown_en = (
        "Apakah zona khusus slag dipertahankan tidak diketahui.",
        "Whether the special slag zone was kept is not known.",
    )
    kept = (before + rule).replace('cell = "?"', 'cell = "B1,B3"')
    forms = {
        "perda-10-2021-slag-dipertahankan.toml": (
            kept,
            "Andaian: zona khusus slag dipertahankan seperti dalam Perda 21/2009; keadaan sebenarnya tidak diketahui.",
            "What if: the special slag zone was kept as in Perda 21/2009; what really happened is not known.",
        ),
        "perda-10-2021-slag-dihapus.toml": (
            before.rstrip("\n") + "\n",
            "Andaian: zona khusus slag dihapus; keadaan sebenarnya tidak diketahui.",
            "What if: the special slag zone was dropped; what really happened is not known.",
        ),
    }
    texts = {}
    for name, (text, note_id, note_en) in forms.items():
        if unknown_id not in text or unknown_en not in text:
            raise ValueError("perda-10-2021.toml no longer says that the fate of the slag rule is unknown")
        texts[name] = warning + text.replace(unknown_id, note_id).replace(unknown_en, note_en)
    article = '\n[[article]]\nid = "pasal-zona-khusus-slag"'
    dropped = texts["perda-10-2021-slag-dihapus.toml"]
    texts["perda-10-2021-slag-dihapus.toml"] = dropped[: dropped.index(article)].rstrip("\n") + "\n"
    return texts
