"""A .zip looked at before anything in it is read, for the engine that opens whatever it is given."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from petasentra.errors import IoError

# The same limits as in the C++ reader.
MOST_UNPACKED = 64 << 30
SUSPICIOUS_SIZE = 256 << 20
SUSPICIOUS_RATIO = 200


def entries_of(path: str) -> list[str]:
    """Name the entries of an archive.

    Raises
    ------
    IoError
        No archive, or one that was cut off; an entry whose path leads out of it; a bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if Path(path).is_file() and Path(path).read_bytes()[:2] != b"PK" and (known := refused_content(path)):
            raise known from error
        raise refused(
            path,
            "the archive is damaged or was cut off.",
            "arsip rusak atau terpotong.",
            "Download it or ask for it again.",
            "Unduh atau minta berkas itu sekali lagi.",
        ) from error
    for entry in entries:
        if _leads_out(entry.orig_filename):
            raise refused(
                path,
                f'the archive holds the path "{entry.orig_filename}", which leads out of it.',
                f'arsip memuat jalur "{entry.orig_filename}" yang keluar dari arsip itu.',
                "Nothing was unpacked. Get a new archive from a source you trust.",
                "Tidak ada yang diekstrak. Minta arsip baru dari sumber yang tepercaya.",
            )
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(
            path,
            "the archive is protected by a password.",
            "arsip dilindungi kata sandi.",
            "Unpack it with its password, then read the file in it.",
            "Ekstrak dahulu dengan kata sandinya, lalu baca berkas di dalamnya.",
        )
    unpacked, packed = sum(entry.file_size for entry in entries), Path(path).stat().st_size
    if unpacked > MOST_UNPACKED or (unpacked > SUSPICIOUS_SIZE and unpacked // SUSPICIOUS_RATIO > packed):
        most, limit = f"{MOST_UNPACKED >> 30} GiB", f"{SUSPICIOUS_SIZE >> 20} MiB"
        raise refused(
            path,
            f"the archive would unpack to too much. The limit is {most}, or {limit} where that is more than "
            f"{SUSPICIOUS_RATIO} times the archive.",
            f"arsip akan mengembang terlalu besar. Batasnya {most}, atau {limit} bila lebih dari "
            f"{SUSPICIOUS_RATIO} kali ukuran arsip.",
            "If the archive is sound, unpack it yourself and read the file in it.",
            "Jika arsip ini memang benar, ekstrak sendiri lalu baca berkas di dalamnya.",
        )
    return [entry.filename for entry in entries]


def _leads_out(name: str) -> bool:
    name = name.replace("\\", "/")  # which separates on Windows
    return not name or name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts


def refused(path: str, reason_en: str, reason_id: str, hint_en: str, hint_id: str) -> IoError:
    """Return the error about a file that cannot be read, with the reason as the end of its sentence."""
    return IoError(
        message_id=f'Berkas "{path}" tidak dapat dibaca: {reason_id}',
        message_en=f'File "{path}" cannot be read: {reason_en}',
        hint_id=hint_id,
        hint_en=hint_en,
        code=702,
        file=path,
    )


def refused_content(path: str) -> IoError | None:
    """Return the error that the first bytes of a file explain: nothing in it, a web page, an archive; else None."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(1024)
    except OSError:
        return None
    if not head:
        return refused(
            path,
            "it is empty (0 bytes).",
            "berkas kosong (0 byte).",
            "Download it or ask for it again.",
            "Unduh atau minta berkas itu sekali lagi.",
        )
    if page := refused_web_page(path):
        return page
    if head.startswith(b"PK\x03\x04"):
        return refused(
            path,
            "it is a ZIP archive with another ending.",
            "isinya arsip ZIP dengan akhiran lain.",
            "Rename it to end in .zip.",
            "Ganti akhirannya menjadi .zip.",
        )
    return None


def refused_web_page(path: str) -> IoError | None:
    """Return the error for a web page that was saved under the name of a file of data; None for any other file."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(1024)
    except OSError:
        return None
    text = head.decode("ascii", "ignore").lower().lstrip("\x00\t\r\n ")
    if text.startswith(("<!doctype html", "<html")) or (text.startswith("<?xml") and "<html" in text):
        return refused(
            path,
            "it holds a web page (HTML), not geodata.",
            "isinya halaman web (HTML), bukan geodata.",
            "The site probably sent an error or login page; download it again in a browser.",
            "Kemungkinan situs mengirim halaman galat atau halaman masuk; unduh lagi melalui peramban.",
        )
    return None
