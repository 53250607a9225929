"""The inputs of an audit, found again: where it says, beside it, or where the caller says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.conformance.sites import numbered
from petasentra.errors import IoError, OptionError
from petasentra.law.pack_folder import HEAD

if TYPE_CHECKING:
    from petasentra.auditing.audit import Audit
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer, LayerLike


def pack_again(audit: Audit, given: object, folder: Path) -> PlanPack:
    """Return the plan pack of an audit that was found in `folder`.

    Raises
    ------
    IoError
        It is not where the audit says, and not given.
    OptionError
        The audit is of changed law, which no folder holds, and no pack is given.
    TypeError
        What is given is neither a folder nor a pack.
    """
    from petasentra.law.plan_packs import PlanPack, read_plan_pack

    if isinstance(given, PlanPack):
        return given
    if audit.pack.get("changes"):
        raise _what_if(audit.pack["changes"], audit.pack.get("base_variant", ""))
    place = Path(given) if isinstance(given, str | os.PathLike) else _place(audit, "pack", folder)
    if given is not None and not isinstance(given, str | os.PathLike):
        raise TypeError(
            f"pack has to be a folder or a PlanPack, not {type(given).__name__}.\n"
            f"  id: pack harus berupa folder atau PlanPack, bukan {type(given).__name__}."
        )
    if audit.pack.get("made_of"):
        return _made_again(audit, None if given is None else place, folder)
    if place is None or (given is None and not (place / HEAD).is_file()):
        raise _missing("pack", audit.pack["name"], place)
    return read_plan_pack(place, variant=audit.pack["variant"] or None)


def _what_if(changes: list[str], variant: str) -> OptionError:
    listed = "; ".join(([f"variant {variant}"] if variant else []) + changes)
    return OptionError(
        f"This audit is of a what-if that no folder holds: {listed}.",
        f"Audit ini tentang andaian yang tidak tersimpan di folder mana pun: {listed}.",
        hint_en="Make the changes again with pack.with_change(...) and give that pack: pack=...",
        hint_id="Buat kembali perubahannya dengan pack.with_change(...) dan berikan paket itu: pack=...",
        code=801,
    )


def _made_again(audit: Audit, given: Path | None, folder: Path) -> PlanPack:
    """Make a pack of zones and a table once more, from the files of those names."""
    from petasentra.law.plan_packs import PlanPack
    from petasentra.law.records import Tolerance

    made = audit.pack["made_of"]
    zones, options = made["zones"], dict(made["options"])
    files = []
    for what, name in (("zones", zones and zones["name"]), ("matrix", made["matrix"])):
        beside = None if not name else (given or folder) / Path(str(name)).name
        stated = _place(audit, what, folder) if given is None else None
        found = next((one for one in (stated, beside) if one is not None and one.is_file()), None)
        if found is None:
            raise _missing("pack", str(name or audit.pack["name"]), stated or beside)
        files.append(found)
    tolerance = options.pop("tolerance")
    limits = None if tolerance is None else Tolerance(**tolerance)
    return PlanPack.from_zones(_read(files[0], zones), permissions=files[1], tolerance=limits, **options)


def sites_again(audit: Audit, given: LayerLike | str | os.PathLike[str] | None, folder: Path) -> Layer:
    """Return the sites of an audit that was found in `folder`, as they were asked about.

    Raises
    ------
    IoError
        They are not where the audit says, not beside it, and not given.
    """
    from petasentra.layers.layer import as_layer

    if given is not None and not isinstance(given, str | os.PathLike):
        return _as_before(audit, as_layer(given))
    if given is None and (kept := audit.kept_sites()) is not None:
        return kept
    file = audit.sites["file"]
    place = Path(given) if given is not None else _place(audit, "sites", folder)
    if given is None and file is not None and (place is None or not place.is_file()):
        beside = folder / Path(str(file["name"])).name
        place = beside if beside.is_file() else place
    if place is None or (given is None and not place.is_file()):
        raise _missing("sites", "" if file is None else str(file["name"]), place)
    return _as_before(audit, _read(place, file or {}))


def _read(place: Path, file: dict[str, Any]) -> Layer:
    from petasentra.files.reading import read_layer

    same_name = place.name == file.get("name")
    layer = file.get("layer") if same_name and place.suffix.lower() not in (".shp",) else None
    return read_layer(
        place,
        layer=layer or None,
        crs=file.get("crs") or None,
        encoding=file.get("encoding") or None,
        profile=file.get("profile") or None,
    )


def _as_before(audit: Audit, layer: Layer) -> Layer:
    """Put a layer into the CRS of then, mark what was personal, number what was numbered."""
    facts = audit.sites
    personal = [name for name in facts["left_out"] if name in layer.columns]
    layer = layer.with_personal(personal) if personal else layer
    crs = str(facts["crs"])
    own = layer.crs
    if own is not None and crs and crs not in (own.authority_code, own.projjson):
        layer = layer.to_crs(crs)
    name = audit.options["site_id"] or ""
    if facts["numbered"] and name not in layer.columns:
        return numbered(layer, name)
    return layer


def _place(audit: Audit, what: str, folder: Path) -> Path | None:
    stated = audit.places.get(what)
    return None if stated is None else Path(os.path.normpath(folder / stated))


def _missing(what: str, name: str, place: Path | None) -> IoError:
    word_id, word_en = {"pack": ("Paket rencana", "The plan pack"), "sites": ("Tapak", "The sites")}[what]
    shown = f" {name!r}" if name else ""
    return IoError(
        f"{word_en}{shown} of this audit cannot be found.",
        f"{word_id}{shown} pada audit ini tidak ditemukan.",
        hint_en=f"Say where: {what}=...",
        hint_id=f"Sebutkan letaknya: {what}=...",
        code=701,
        file="" if place is None else str(place),
    )
