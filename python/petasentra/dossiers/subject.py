"""Which sentra a dossier is about, whatever it was given as: a record, a row of a layer, or a sentra that was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.record import LandRecord, SentraRecord
from petasentra.errors import OptionError, SchemaError
from petasentra.impact.inputs import is_null

if TYPE_CHECKING:
    import geopandas as gpd

    from petasentra.layers.layer import Layer
    from petasentra.sentra.found import FoundSentra

__all__ = ["Subject", "branches_of", "read_subject", "wrong_type", "yes_or_no"]

_LAND = {f"land_{one.name}": one.name for one in fields(LandRecord)}
_FLAGS = ("verified", "schematic", "invented")
_TEXTS = ("name", "commodity", "activity", "desa", "kecamatan", "kabupaten", "provinsi", "position", "source")
#: Columns of a registry of sentra that say what a record calls otherwise.
_REGISTRY = {"desa": "stated_desa", "kecamatan": "stated_kecamatan", "provinsi": "province"}
_BRANCHES = ("one_place", "same_product", "same_material", "same_process")


#: Positions of a sentra whose plot nobody knows, and of one of which only the desa is known.
UNPLACED, IN_DESA = "position_unknown", "desa_centroid"


@dataclass(frozen=True)
class Subject:
    """The record, its plot as a layer of one row (None where nobody gave one), and the search it was found by."""

    record: SentraRecord
    layer: Layer | None
    site_id: str
    found: FoundSentra | None = None
    found_id: int = 0

    @property
    def has_plot(self) -> bool:
        """Whether what lies at its place is the plot: the middle of a desa is not."""
        return self.record.position != IN_DESA and self.frame() is not None

    def frame(self) -> gpd.GeoDataFrame | None:
        """Return the plot as a frame of one row, None where there is none that has a place."""
        if self.record.position == UNPLACED:
            return None
        frame = None if self.layer is None else self.layer.to_geopandas()
        if frame is None or frame.geometry.iloc[0] is None or frame.geometry.iloc[0].is_empty:
            return None
        return frame if all(isfinite(one) for one in frame.total_bounds) else None


def read_subject(
    sentra: object, *, sentra_id: object, site_id: str, land: object, found: object, found_id: object
) -> Subject:
    """Return what a dossier is about.

    Raises
    ------
    OptionError
        It is nothing that can be a sentra, or there is none of that id.
    """
    from petasentra.sentra.found import FoundSentra

    if isinstance(sentra, SentraRecord):
        subject = Subject(sentra, _layer_of_record(sentra), "site_id")
    elif isinstance(sentra, FoundSentra):
        return _with_land(_of_found(sentra, sentra_id if found_id is None else found_id), land)
    else:
        subject = _of_layer(sentra, sentra_id, site_id)
    if found is not None:
        if not isinstance(found, FoundSentra):
            raise wrong_type("found", found, "FoundSentra")
        subject = replace(subject, found=found, found_id=_number(found, found_id))
    return _with_land(subject, land)


def _with_land(subject: Subject, land: object) -> Subject:
    if land is None:
        return subject
    if isinstance(land, Mapping):
        known = [one.name for one in fields(LandRecord)]
        others = ", ".join(str(one) for one in land if one not in known)
        if others:
            raise SchemaError(
                f"A land record has no {others}.", f"Rekaman lahan tidak memiliki {others}.",
                hint_en="It has: " + ", ".join(known), hint_id="Yang ada: " + ", ".join(known), code=101,
            )  # fmt: skip
        land = LandRecord(**land)
    if not isinstance(land, LandRecord):
        raise wrong_type("land", land, "LandRecord")
    return replace(subject, record=replace(subject.record, land=land))


def _layer_of_record(record: SentraRecord) -> Layer | None:
    if record.geometry is None:
        return None
    import geopandas as gpd

    from petasentra.layers.layer import Layer

    columns = {"site_id": [record.id], "name": [record.name or record.id], "activity": [record.activity]}
    try:
        frame = gpd.GeoDataFrame(columns, geometry=[record.geometry], crs=record.crs)
    except (TypeError, ValueError) as error:
        raise wrong_type("geometry", record.geometry, "shapely") from error
    return Layer.from_geopandas(frame)


def _of_found(found: FoundSentra, found_id: object) -> Subject:
    from petasentra.layers.layer import Layer

    number = _number(found, found_id)
    frame = found.sentra[[number - 1]].to_geopandas()
    row = frame.iloc[0]
    name = f"Sentra {number}"
    holds = branches_of(found, number)
    record = SentraRecord(
        str(number), name, commodity=", ".join(str(one) for one in row["value"] if one), units=int(row["units"]),
        one_place=True, source=str(found.rule.source), same_product=holds.get("product"),
        same_material=holds.get("material"), same_process=holds.get("process"),
    )  # fmt: skip
    shape = frame[[frame.geometry.name]].assign(site_id=str(number), name=name)
    return Subject(record, Layer.from_geopandas(shape), "site_id", found, number)


def branches_of(found: FoundSentra, number: int) -> dict[str, bool | None]:
    """Return which branches hold for a sentra that was found; None for one that was not asked."""
    row = found.sentra[[number - 1]].to_geopandas().iloc[0]
    holds = {part for one in row["branches"] for part in str(one).split("+")}
    return {
        str(one.name): None if one.name in found.branches_not_asked else one.name in holds
        for one in found.rule.branches
    }


def _number(found: FoundSentra, found_id: object) -> int:
    if found_id is None and len(found) == 1:
        return 1
    whole = isinstance(found_id, int) and not isinstance(found_id, bool)
    if not len(found):
        raise OptionError(
            "The search found no sentra, so there is none to write a dossier of.",
            "Pencarian itu tidak menemukan sentra, jadi tidak ada yang dapat dibuatkan usulan.",
            hint_en="See which groups lack one unit in found.almost, or try another eps_m.",
            hint_id="Lihat kelompok yang kurang satu unit pada found.almost, atau coba eps_m lain.",
            code=801,
        )
    if not whole or not 1 <= int(str(found_id)) <= len(found):
        raise OptionError(
            f"There is no sentra {found_id!r} among those found; there are 1 to {len(found)}.",
            f"Tidak ada sentra {found_id!r} di antara yang ditemukan; yang ada 1 sampai {len(found)}.",
            code=801,
        )
    return int(str(found_id))


def _of_layer(sentra: object, sentra_id: object, site_id: str) -> Subject:
    from petasentra.layers.layer import as_layer

    try:
        layer = as_layer(sentra)
    except TypeError as error:
        raise wrong_type("sentra", sentra, "SentraRecord, FoundSentra, Layer") from error
    if site_id not in layer.columns:
        raise SchemaError(
            f"There is no column {site_id!r}.", f"Tidak ada kolom {site_id!r}.",
            hint_en="Columns: " + ", ".join(layer.columns) + "; name one with site_id=.",
            hint_id="Kolom: " + ", ".join(layer.columns) + "; sebutkan dengan site_id=.", code=101, column=site_id,
        )  # fmt: skip
    ids = [str(one) for one in layer[site_id]]
    wanted = ids[0] if sentra_id is None and len(ids) == 1 else str(sentra_id)
    if ids.count(wanted) != 1:
        shown = ", ".join(ids[:10])
        raise OptionError(
            f"There is no single sentra {wanted!r}." if sentra_id is not None else "Which of the sentra is not said.",
            f"Tidak ada tepat satu sentra {wanted!r}." if sentra_id is not None else "Sentra yang mana belum disebut.",
            hint_en=f"Give sentra_id=; there are: {shown}.", hint_id=f"Beri sentra_id=; yang ada: {shown}.", code=801,
        )  # fmt: skip
    one = layer[[ids.index(wanted)]]
    hidden = one.personal
    cells = {name: one[name][0] for name in one.columns if name != one.geometry_name and name not in hidden}
    # An id that is personal data stands for its row.
    shown = f"#{ids.index(wanted) + 1}" if site_id in hidden else wanted
    subject = Subject(_record(shown, cells), one, site_id)
    if subject.frame() is not None and subject.record.position != UNPLACED:
        return subject
    # A row without a place says that nobody knows it; one that says so itself is believed, whatever its coordinates.
    return replace(subject, record=replace(subject.record, position=UNPLACED))


def _record(site: str, cells: Mapping[str, Any]) -> SentraRecord:
    there = {name: _plain(value) for name, value in cells.items() if not is_null(value)}
    there = {name: there[column] for name, column in _REGISTRY.items() if column in there} | there
    given: dict[str, Any] = {name: str(there[name]) for name in _TEXTS if name in there}
    given |= {name: there[name] for name in ("units", "workers") if name in there}
    given |= {name: yes_or_no(there[name]) for name in (*_BRANCHES, "figures_invented") if name in there}
    given |= {name: bool(yes_or_no(there[name])) for name in _FLAGS if name in there}
    land: dict[str, Any] = {_LAND[name]: there[name] for name in _LAND if name in there}
    for name in ("owned_by_pemda", *_FLAGS):
        if name in land:
            flag = yes_or_no(land[name])
            land[name] = flag if name == "owned_by_pemda" else bool(flag)
    return SentraRecord(site, land=LandRecord(**land), **given)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of any type
    return value.item() if hasattr(value, "item") else value


def yes_or_no(value: object) -> bool | None:
    """Return a cell as a flag; None for what is no clear yes or no."""
    text = str(value).strip().lower()
    if text in ("true", "ya", "yes", "1", "1.0"):
        return True
    return False if text in ("false", "tidak", "no", "0", "0.0") else None


def wrong_type(name: str, value: object, wanted: str) -> OptionError:
    """Return the error for an argument of another type."""
    return OptionError(
        f"{name} is to be {wanted}, not {type(value).__name__}.",
        f"{name} harus berupa {wanted}, bukan {type(value).__name__}.",
        code=801,
    )
