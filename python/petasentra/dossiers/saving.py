"""Writing of a dossier in several formats: all are made before the first is written, each is whole or not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.dossiers.dossier import FORMATS
from petasentra.dossiers.page import page
from petasentra.errors import OptionError
from petasentra.files.replacing import replacing
from petasentra.optional import require

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from petasentra.dossiers.dossier import Dossier
    from petasentra.plotting.language import Lang

__all__ = ["save"]


def save(dossier: Dossier, path: str | os.PathLike[str], formats: Sequence[str], lang: Lang) -> dict[str, Path]:
    """Write a dossier; see `Dossier.save`."""
    wanted = [formats] if isinstance(formats, str) else list(formats)
    for one in wanted:
        if one not in FORMATS:
            raise OptionError(
                f"There is no format {one!r}.", f"Tidak ada format {one!r}.",
                hint_en="Formats: " + ", ".join(FORMATS), hint_id="Format: " + ", ".join(FORMATS), code=801,
            )  # fmt: skip
    base = Path(path)
    if not wanted or not base.name:
        raise OptionError(
            "Nothing is to be written.", "Tidak ada yang ditulis.",
            hint_en="Name a file without its ending, and at least one format.",
            hint_id="Sebutkan nama berkas tanpa akhirannya, dan sedikitnya satu format.", code=801,
        )  # fmt: skip
    base = base.with_name(base.name.removesuffix(base.suffix)) if base.suffix.lower().lstrip(".") in FORMATS else base
    made = {one: _made(dossier, one, lang, base.parent) for one in dict.fromkeys(wanted)}
    written = {}
    for one, content in made.items():
        target = base.with_name(f"{base.name}.{one}")
        with replacing(target) as draft:
            draft.write_bytes(content)
        written[one] = target
    return written


def _made(dossier: Dossier, wanted: str, lang: Lang, folder: Path) -> bytes:
    if wanted == "json":
        return dossier.json(places=dossier.places_from(folder)).encode("utf-8")
    if wanted == "html":
        return page(dossier.document, lang).encode("utf-8")
    if wanted == "pdf":
        from petasentra.dossiers.paper import printed

        return printed(page(dossier.document, lang))
    require("xlsxwriter", purpose_id="Berkas Excel", purpose_en="Excel files")
    from petasentra.dossiers.workbook import workbook

    return workbook(dossier.document, lang)
