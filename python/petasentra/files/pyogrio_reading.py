"""The reader's second engine: pyogrio, for installations without the module ``_io``.

It gives the same layer and the same report, with these differences: pyogrio does not tell field widths (0) nor GDAL's
warnings, and multipatch Shapefiles are refused because it hands over their TINs as they are.
"""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.errors import GeometryError, IoError, OptionError, PetasentraError, SchemaError
from petasentra.files.archives import entries_of, refused_content
from petasentra.files.shapefile_parts import look_at
from petasentra.formats.text_encoding import ShapefileParts, TextEncoding, can_decode, encoding_name, shapefile_encoding
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from types import ModuleType

    import pyarrow as pa

_VECTOR_ENDINGS = {".shp", ".gpkg", ".geojson", ".json", ".fgb", ".kml", ".kmz", ".tab", ".mif", ".gpx", ".dxf"}
_KNOWN = ".shp, .zip, .gpkg, .gdb, .geojson, .fgb, .kml, .kmz, .csv, .xlsx, .parquet"
_TYPES = {
    ("OFTInteger", "OFSTBoolean"): "bool",
    ("OFTInteger", "OFSTInt16"): "int16",
    ("OFTInteger", ""): "int32",
    ("OFTInteger64", ""): "int64",
    ("OFTReal", "OFSTFloat32"): "float32",
    ("OFTReal", ""): "float64",
    ("OFTDate", ""): "date",
    ("OFTTime", ""): "time",
    ("OFTDateTime", ""): "datetime",
    ("OFTBinary", ""): "binary",
    ("OFTIntegerList", ""): "list<int32>",
    ("OFTInteger64List", ""): "list<int64>",
    ("OFTRealList", ""): "list<float64>",
    ("OFTStringList", ""): "list<text>",
}


@dataclass(frozen=True)
class _Member:
    """One layer of the source: its name, what pyogrio opens, the file inside a .zip, and notes of opening it."""

    name: str
    gdal_path: str | bytes
    inner: str
    notes: tuple[dict[str, str], ...] = ()


def read(path: str, *, layer: str, crs: str, encoding: str) -> tuple[_core.Layer, dict[str, Any]]:
    """Read a layer; arguments and errors as in :func:`petasentra.read_layer`, texts empty where nothing is asked."""
    pyogrio = _pyogrio()
    wanted = encoding_name(encoding)
    if encoding and not can_decode(wanted):
        raise OptionError(
            message_id=f'Pengodean "{encoding}" tidak dikenal.',
            message_en=f'Encoding "{encoding}" is not known.',
            hint_id="Contoh yang dikenal: UTF-8, CP1252, ISO-8859-1.",
            hint_en="Known examples: UTF-8, CP1252, ISO-8859-1.",
            code=801,
        )
    _require_file(path)
    members = _members(path, pyogrio)
    member = _choose(members, layer, path)
    notes = list(member.notes)
    own_name = member.name.split(":")[-1] if member.inner else member.name
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            info = pyogrio.read_info(member.gdal_path, layer=own_name, force_feature_count=False)
        text = _encoding_of(info["driver"], path, member, wanted)
        notes += _encoding_notes(info["driver"], text, wanted)
        if info["geometry_type"] is None:
            raise _no_geometry(path, member.name)
        # Only Shapefiles are decoded by us; other formats hold UTF-8.
        given = {"encoding": text.name} if info["driver"] == "ESRI Shapefile" and text.name else {}
        handle = _layer_of(pyogrio, member.gdal_path, own_name, given)
    except PetasentraError as error:
        error.file = error.file or path
        error.layer = error.layer or member.name
        raise
    except (OSError, ValueError, RuntimeError) as error:  # pyogrio's and pyarrow's errors are among them
        raise _unreadable(path, str(error)) from error
    handle, crs_from = _settle_crs(handle, crs, notes)
    notes += _count_notes(info["features"], len(handle))
    return handle, {
        "path": path,
        "inner_path": member.inner,
        "driver": info["driver"],
        "layers": [one.name for one in members],
        "layer": member.name,
        "crs_name": handle.crs.name,
        "crs_code": handle.crs.authority_code,
        "crs_from": crs_from,
        "encoding": text.name,
        "encoding_from": text.source,
        "fields": _fields(info),
        "features_announced": info["features"] if info["features"] >= 0 else None,
        "features_read": len(handle),
        "messages": [],
        "notes": notes,
        "engine": "pyogrio",
    }


def list_layers(path: str) -> list[str]:
    """Name the layers of a source; errors as in :func:`read`."""
    _require_file(path)
    return [member.name for member in _members(path, _pyogrio())]


def _pyogrio() -> ModuleType:
    try:
        module = import_module("pyogrio")
        import_module("pyogrio.raw")
    except ImportError as error:
        raise OptionError(
            message_id="Modul pembaca (_io) tidak dibangun dan pyogrio tidak terpasang.",
            message_en="The reader module (_io) was not built, and pyogrio is not installed.",
            hint_id='Pasang dengan: pip install "petasentra[geo]".',
            hint_en='Install it with: pip install "petasentra[geo]".',
            code=801,
        ) from error
    return module


def _require_file(path: str) -> None:
    file = Path(path)
    if file.is_dir() and file.suffix.lower() == ".gdb" and not any(file.iterdir()):
        raise _unreadable(
            path,
            "the geodatabase is an empty folder.",
            "geodatabase itu folder kosong.",
            (
                "Copy the whole .gdb folder again with its content, or ask for it as a .zip.",
                "Salin lagi seluruh folder .gdb beserta isinya, atau minta dalam bentuk .zip.",
            ),
        )
    if file.is_file() or (file.is_dir() and file.suffix.lower() == ".gdb"):
        return
    if file.is_dir():
        raise _unreadable(path, "it is a folder", "itu sebuah folder")
    siblings = [one.name for one in file.parent.iterdir()] if file.parent.is_dir() else []
    raise IoError(
        message_id=f'Berkas "{path}" tidak ditemukan.',
        message_en=f'File "{path}" was not found.',
        **did_you_mean(
            file.name,
            siblings,
            otherwise=("Periksa nama dan folder berkas.", "Check the name and the folder of the file."),
        ),
        code=701,
        file=path,
    )


def _members(path: str, pyogrio: ModuleType) -> list[_Member]:
    found: list[_Member] = []
    failure = ""
    refusal: IoError | None = None
    for gdal_path, inner in _gdal_paths(path):
        source: str | bytes = gdal_path
        opening: tuple[dict[str, str], ...] = ()
        try:
            if PurePosixPath(gdal_path).suffix.lower() == ".shp":
                looked = look_at(path, inner)
                opening = tuple(looked.notes)
                source = looked.mended or gdal_path
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of measured types and of odd GeoPackage headers
                names = [str(name) for name, _ in pyogrio.list_layers(source)]
        except IoError as error:  # one broken file does not hide the others
            refusal = refusal or error
            continue
        except (OSError, ValueError, RuntimeError) as error:
            failure = str(error)
            continue
        found += [_Member(name, source, inner, opening) for name in names]
    if not found and refusal is not None:
        raise refusal
    if not found:
        sound_archive = Path(path).suffix.lower() == ".zip" and Path(path).stat().st_size > 0
        known = None if sound_archive else refused_content(path)
        raise known or _unreadable(
            path, failure or "no geodata in it", "" if failure else "tidak ada geodata di dalamnya"
        )
    names = [one.name for one in found]
    return [replace(one, name=f"{one.inner}:{one.name}") if names.count(one.name) > 1 else one for one in found]


def _gdal_paths(path: str) -> list[tuple[str, str]]:
    if Path(path).suffix.lower() == ".kmz":
        entries_of(path)
    if Path(path).suffix.lower() != ".zip":
        return [(path, "")]
    if Path(path).stat().st_size == 0:
        return []
    names = sorted(entries_of(path))
    inner = [n for n in names if PurePosixPath(n).suffix.lower() in _VECTOR_ENDINGS and not n.startswith("__MACOSX/")]
    # A file geodatabase is a folder; archives name its files, and not always the folder itself.
    inner += sorted({found[1] for n in names if (found := re.match(r"((?:.*/)?[^/]+\.gdb)/", n, re.IGNORECASE))})
    root = Path(path).absolute()
    return [(f"/vsizip/{{{root}}}/{name}", name) for name in inner]


def _choose(members: list[_Member], wanted: str, path: str) -> _Member:
    names = [member.name for member in members]
    if not wanted and len(members) == 1:
        return members[0]
    for member in members:
        if wanted and member.name == wanted:
            return member
    listed = ", ".join(names)
    if not wanted:
        raise IoError(
            message_id=f'Berkas "{path}" berisi {len(names)} lapisan: {listed}.',
            message_en=f'File "{path}" holds {len(names)} layers: {listed}.',
            hint_id=f'Pilih satu dengan layer="{names[0]}".',
            hint_en=f'Choose one with layer="{names[0]}".',
            code=704,
            file=path,
        )
    raise IoError(
        message_id=f'Lapisan "{wanted}" tidak ada di berkas "{path}".',
        message_en=f'There is no layer "{wanted}" in file "{path}".',
        **did_you_mean(wanted, names, most=len(names)),
        code=704,
        file=path,
        layer=wanted,
    )


def _layer_of(pyogrio: ModuleType, gdal_path: str | bytes, layer: str, given: dict[str, str]) -> _core.Layer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what matters of them is in the report
        meta, table = pyogrio.raw.read_arrow(gdal_path, layer=layer, **given)
        name = meta["geometry_name"] or "wkb_geometry"
        table = _geometry_last(table, name)
        try:
            return _core.Layer.from_stream(table, geometry="geometry")
        except GeometryError as error:
            if error.code != 303:
                raise
            # Curves come unchanged through Arrow; the other way of reading turns them into lines.
            _, _, shapes, _ = pyogrio.raw.read(gdal_path, layer=layer, columns=[])
            at = table.schema.get_field_index("geometry")
            field = table.schema.field(at)
            import pyarrow as pa

            table = table.set_column(at, field, pa.array(list(shapes), type=pa.binary()))
            return _core.Layer.from_stream(table, geometry="geometry")


def _geometry_last(table: pa.Table, name: str) -> pa.Table:
    others = [one for one in table.column_names if one != name]
    ordered = table.select([*others, name])
    return ordered.rename_columns([*others, "geometry"])


def _encoding_of(driver: str, path: str, member: _Member, wanted: str) -> TextEncoding:
    if driver != "ESRI Shapefile":
        return TextEncoding("UTF-8", "format")
    parts = ShapefileParts(path, member.inner)
    if parts.read(".dbf") is None:
        return TextEncoding("", "none")
    return TextEncoding(wanted, "caller") if wanted else shapefile_encoding(parts)


def _encoding_notes(driver: str, text: TextEncoding, wanted: str) -> list[dict[str, str]]:
    if wanted and driver != "ESRI Shapefile":
        return [
            _note(
                "OPTION_IGNORED",
                "encoding= hanya berlaku untuk shapefile dan diabaikan.",
                "encoding= matters for shapefiles only and was ignored.",
            )
        ]
    if not text.guessed:
        return []
    return [
        _note(
            "ENCODING_GUESSED",
            f"Berkas tidak menyebut pengodean teksnya (.cpg tidak ada); dibaca sebagai {text.name}. "
            "Jika ada huruf yang salah, beri encoding=.",
            f"The file does not state the encoding of its text (no .cpg); read as {text.name}. "
            "If letters look wrong, pass encoding=.",
        )
    ]


def _settle_crs(handle: _core.Layer, crs: str, notes: list[dict[str, str]]) -> tuple[_core.Layer, str]:
    stated = handle.crs
    without = (
        "CRS_MISSING", "Berkas tidak menyebut sistem koordinat.", "The file states no coordinate system."
    )  # fmt: skip
    is_local = stated.known and json.loads(stated.projjson)["type"] == "EngineeringCRS"
    if is_local:
        without = (
            "CRS_UNREADABLE",
            f'Berkas menyebut sistem koordinat lokal "{stated.name}", yang tidak terikat pada bumi, seperti pada '
            "gambar CAD.",
            f'The file states the local coordinate system "{stated.name}", which is not tied to the Earth, like '
            "that of a CAD drawing.",
        )
    if is_local or stated.name.startswith("Undefined "):
        stated = _core.Crs()
        handle = handle.with_crs(stated)
    if not crs:
        if not stated.known:
            code, why_id, why_en = without
            notes.append(
                _note(
                    code,
                    f'{why_id} Beri crs= setelah dipastikan, misalnya crs="EPSG:4326".',
                    f'{why_en} Pass crs= once you are sure, e.g. crs="EPSG:4326".',
                )
            )
        return handle, "file" if stated.known else "none"
    asked = _core.Crs.from_user_input(crs)
    if stated.known and not stated.same_as(asked):
        notes.append(
            _note(
                "CRS_OVERRIDDEN",
                f"Berkas menyebut {stated.name}, tetapi dipakai {asked.name} sesuai permintaan.",
                f"The file says {stated.name}, but {asked.name} is used as asked.",
            )
        )
    return handle.with_crs(asked), "caller"


def _count_notes(announced: int, read: int) -> list[dict[str, str]]:
    notes = []
    if read == 0:
        notes.append(_note("LAYER_EMPTY", "Lapisan tidak berisi fitur.", "The layer holds no features."))
    if announced >= 0 and announced != read:
        notes.append(
            _note(
                "FEATURES_MISSING",
                f"Berkas menyatakan {announced} fitur, tetapi hanya {read} yang dapat dibaca.",
                f"The file announces {announced} features, but {read} could be read.",
            )
        )
    return notes


def _fields(info: dict[str, Any]) -> list[dict[str, Any]]:
    out = []
    for name, kind, subtype in zip(info["fields"], info["ogr_types"], info["ogr_subtypes"], strict=True):
        word = _TYPES.get((kind, subtype)) or _TYPES.get((kind, "")) or "text"
        out.append({"name": str(name), "type": word, "width": 0})
    return out


def _note(code: str, message_id: str, message_en: str) -> dict[str, str]:
    return {"code": code, "message_id": message_id, "message_en": message_en}


def _unreadable(path: str, reason_en: str, reason_id: str = "", hint: tuple[str, str] | None = None) -> IoError:
    if "not recognized as" in reason_en:
        reason_en, reason_id = "its format is not recognised.", "formatnya tidak dikenali."
    reason_id = reason_id or f'GDAL menolaknya dengan pesan "{reason_en}"'
    return IoError(
        message_id=f'Berkas "{path}" tidak dapat dibaca: {reason_id}',
        message_en=f'File "{path}" cannot be read: {reason_en}',
        hint_id=hint[1] if hint else f"Periksa apakah berkas lengkap dan formatnya didukung ({_KNOWN}).",
        hint_en=hint[0] if hint else f"Check that the file is complete and of a known format ({_KNOWN}).",
        code=702,
        file=path,
    )


def _no_geometry(path: str, layer: str) -> SchemaError:
    return SchemaError(
        message_id=f'Lapisan "{layer}" di berkas "{path}" tidak memiliki geometri.',
        message_en=f'Layer "{layer}" in file "{path}" has no geometry.',
        hint_id="Untuk shapefile, pastikan berkas .shp ada di folder yang sama.",
        hint_en="For a shapefile, see that the .shp lies in the same folder.",
        code=105,
        file=path,
        layer=layer,
    )
