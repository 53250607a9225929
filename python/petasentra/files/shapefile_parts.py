"""A Shapefile's parts looked at before they are read, for the engine that is given them as they are.

The same rules as in the C++ reader: a missing or damaged index is rebuilt in memory, shapes without a row in the table
get an empty one, wrong lengths are named, and a Shapefile that was cut off is refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from petasentra._english import by_number
from petasentra.errors import IoError
from petasentra.files.archives import refused_content
from petasentra.formats.text_encoding import ShapefileParts

_HEADER = 100  # bytes of a .shp or .shx before its records
_ENTRY = 8


@dataclass(frozen=True)
class LookedAt:
    """What was found: notes for the report, and the Shapefile completed in memory as a .zip, if it had to be."""

    notes: list[dict[str, str]] = field(default_factory=list)
    mended: bytes | None = None


def look_at(path: str, inner: str) -> LookedAt:
    """Look at a Shapefile in a folder or in a ``.zip``.

    Raises
    ------
    IoError
        Records lie beyond the end of a file, or the index is missing and cannot be rebuilt.
    """
    parts = ShapefileParts(path, inner)
    shp, shx, dbf = (parts.read(ending) for ending in (".shp", ".shx", ".dbf"))
    if not shp:
        return LookedAt()
    name = PurePosixPath(inner or path).stem
    notes = _length_notes(name, shp, shx, dbf)
    if dbf is None:
        notes.append(
            _note(
                "ATTRIBUTES_MISSING",
                "Berkas .dbf tidak ada: bentuknya terbaca, tetapi tanpa satu pun atribut.",
                "There is no .dbf file: the shapes were read, but without any attributes.",
            )
        )
    _require_whole(path, name, shp, shx, dbf)
    better = _index_of(path, shp) if shx is None else _better_index(path, shp, shx)
    index = better if better is not None else shx or b""
    shapes = max(len(index) - _HEADER, 0) // _ENTRY
    rows = int.from_bytes(dbf[4:8], "little") if dbf and len(dbf) >= 32 else shapes
    if better is not None:
        why_id, why_en = (
            ("tidak ada", "There is no .shx file") if shx is None else ("rusak", "The .shx file is damaged")
        )
        notes.append(
            _note(
                "INDEX_REBUILT",
                f"Berkas .shx {why_id}; indeksnya disusun kembali di memori dari .shp. Berkas asli tidak diubah.",
                f"{why_en}; its index was rebuilt in memory from the .shp. The file itself was not changed.",
            )
        )
    if rows < shapes:
        notes.append(
            _note(
                "ATTRIBUTES_MISSING",
                f"Berkas .dbf hanya memuat {rows} baris untuk {shapes} bentuk; atribut sisanya kosong.",
                f"The .dbf holds {rows} {by_number(rows, 'row', 'rows')} for {shapes} "
                f"{by_number(shapes, 'shape', 'shapes')}; the other attributes are empty.",
            )
        )
    if better is None and rows >= shapes:
        return LookedAt(notes)
    files = {".shp": shp, ".shx": index, ".dbf": _padded(dbf, shapes) if dbf and rows < shapes else dbf}
    files |= {ending: parts.read(ending) for ending in (".prj", ".cpg")}
    return LookedAt(notes, _archive(name, files))


def _archive(name: str, files: dict[str, bytes | None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for ending, content in files.items():
            if content:
                archive.writestr(name + ending, content)
    return buffer.getvalue()


def _length_notes(name: str, shp: bytes, shx: bytes | None, dbf: bytes | None) -> list[dict[str, str]]:
    wrong = []
    for ending, content in ((".shp", shp), (".shx", shx)):
        if content is None:
            continue
        stated = int.from_bytes(content[24:28], "big") * 2 if len(content) >= _HEADER else 0
        if stated != len(content):
            wrong.append((name + ending, stated, len(content)))
    if dbf is not None:
        stated = _stated_table(dbf)
        # Tables may end with a mark of one byte, some with more of them.
        if not stated <= len(dbf) <= stated + 2:
            wrong.append((f"{name}.dbf", stated, len(dbf)))
    if not wrong:
        return []
    said_id = "; ".join(f"{one}: tertulis {stated}, nyatanya {size}" for one, stated, size in wrong)
    said_en = "; ".join(f"{one}: states {stated}, has {size}" for one, stated, size in wrong)
    return [
        _note(
            "FILE_LENGTH",
            f"Panjang berkas (byte) tidak sama dengan yang tertulis di kepalanya: {said_id}.",
            f"The length of a file (bytes) is not what its header states: {said_en}.",
        )
    ]


def _stated_table(dbf: bytes) -> int:
    if len(dbf) < 32:
        return 0
    records, first, record = struct.unpack_from("<IHH", dbf, 4)
    return int(first + records * record)


def _require_whole(path: str, name: str, shp: bytes, shx: bytes | None, dbf: bytes | None) -> None:
    if dbf is not None and len(dbf) < _stated_table(dbf):
        records, first, record = struct.unpack_from("<IHH", dbf, 4)
        raise _incomplete(path, f"{name}.dbf", max(len(dbf) - first, 0) // record, records)
    if shx is None:
        return
    whole = records = 0
    for offset, size in struct.iter_unpack(">II", shx[_HEADER : len(shx) - (len(shx) - _HEADER) % _ENTRY]):
        records += 1
        whole += 2 * offset + 8 + 2 * size <= len(shp)
    if whole < records:
        raise _incomplete(path, f"{name}.shp", whole, records)


def _index_of(path: str, shp: bytes) -> bytes:
    if len(shp) < _HEADER or int.from_bytes(shp[:4], "big") != 9994:
        raise refused_content(path) or _lost(path, 0, 0)
    entries, at = bytearray(), _HEADER
    while at + 8 < len(shp):
        number, words = struct.unpack_from(">II", shp, at)
        record = len(entries) // _ENTRY + 1
        if number != record or words < 2 or 2 * words > len(shp) - at - 8:
            raise _lost(path, record, at)
        entries += struct.pack(">II", at // 2, words)
        at += 8 + 2 * words
    return shp[:24] + struct.pack(">I", (_HEADER + len(entries)) // 2) + shp[28:_HEADER] + bytes(entries)


def _better_index(path: str, shp: bytes, shx: bytes) -> bytes | None:
    # An index whose length is not the one it states was written by halves: the records themselves are asked.
    if len(shx) >= _HEADER and int.from_bytes(shx[24:28], "big") * 2 == len(shx):
        return None
    try:
        return _index_of(path, shp)
    except IoError:
        return None


def _padded(dbf: bytes, records: int) -> bytes:
    there, first, record = struct.unpack_from("<IHH", dbf, 4)
    record = max(record, 1)
    rows = dbf[first : first + there * record].ljust(records * record)
    return dbf[:4] + struct.pack("<IHH", records, first, record) + dbf[12:first] + rows


def _incomplete(path: str, name: str, whole: int, announced: int) -> IoError:
    return IoError(
        message_id=f'Shapefile "{path}" terpotong: {name} hanya memuat {whole} / {announced} rekaman secara utuh.',
        message_en=f'Shapefile "{path}" is cut off: {name} holds {whole} / {announced} records in full.',
        hint_id="Berkas tidak lengkap, mungkin karena unduhan terputus; minta salinan baru.",
        hint_en="The file is incomplete, perhaps from a broken download; ask for a new copy.",
        code=702,
        file=path,
    )


def _lost(path: str, record: int, byte: int) -> IoError:
    return IoError(
        message_id=f'Berkas .shx tidak ada dan indeksnya tidak dapat disusun dari "{path}": rekaman {record} pada byte '
        f"{byte} rusak.",
        message_en=f'There is no .shx file, and its index cannot be rebuilt from "{path}": record {record} at byte '
        f"{byte} is damaged.",
        hint_id="Minta shapefile lengkap (.shp, .shx, .dbf, .prj) dari pengirimnya.",
        hint_en="Ask the sender for the whole shapefile (.shp, .shx, .dbf, .prj).",
        code=702,
        file=path,
    )


def _note(code: str, message_id: str, message_en: str) -> dict[str, str]:
    return {"code": code, "message_id": message_id, "message_en": message_en}
