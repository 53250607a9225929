"""Plan packs: the law of a jurisdiction as dated data, with its layers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from . import _core
from .crs import utm_epsg
from .errors import CrsError, IoError
from .law import Activity, Instrument, PackFile, Tolerance, Variant, instrument_from, record
from .layers import Layer, as_layer
from .spreadsheets import permissions_csv
from .tables import Table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from .layers import LayerLike
    from .load_report import LoadReport

#: Roles whose layers this version evaluates; the others are named, not read.
READ_ROLES = ("zones", "overlay", "area")


class PlanPack:
    """The law of one jurisdiction, bound to its layers: what :func:`petasentra.check` asks.

    Made by :func:`petasentra.read_plan_pack` or :meth:`PlanPack.from_zones`; never changed afterwards.
    """

    def __init__(self, law: _core.PlanLaw, layers: Mapping[tuple[str, str], Layer]) -> None:
        self._law = law
        self._bound = _core.BoundPack(law, [(i, name, layer._handle) for (i, name), layer in layers.items()])
        # One file may serve several instruments.
        reports = {id(layer.load_report): layer.load_report for layer in layers.values() if layer.load_report}
        self._load_reports = tuple(reports.values())

    @property
    def name(self) -> str:
        """Short name of the pack."""
        return self._law.name

    @property
    def title(self) -> str:
        """Title for people."""
        return self._law.title

    @property
    def crs(self) -> str:
        """The CRS in which areas and distances are computed, as the pack states it."""
        return self._law.crs

    @property
    def load_reports(self) -> tuple[LoadReport, ...]:
        """What was found while the files of its layers were read."""
        return self._load_reports

    @property
    def variant(self) -> str:
        """Id of the what-if variant this pack was read with; empty for the pack as it stands."""
        return self._law.variant

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """Every regulation of the pack, in its order."""
        return tuple(instrument_from(values) for values in self._law.instruments)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """What the matrices speak of."""
        return tuple(record(Activity, values) for values in self._law.activities)

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """What-if variants the pack offers; it asserts none of them."""
        return tuple(record(Variant, values) for values in self._law.variants)

    @property
    def chosen_variant(self) -> Variant | None:
        """The what-if this pack was read with; None for the pack as it stands."""
        return next((one for one in self.variants if one.id == self.variant), None)

    @cached_property
    def tolerance(self) -> Tolerance:
        """How small is too small."""
        return record(Tolerance, self._law.tolerance)

    @cached_property
    def files(self) -> tuple[PackFile, ...]:
        """Files of the pack with the hash of their bytes."""
        return tuple(record(PackFile, values) for values in self._law.files)

    def instrument(self, instrument_id: str) -> Instrument | None:
        """Return the instrument of that id, or None."""
        return next((one for one in self.instruments if one.id == instrument_id), None)

    def activity(self, activity_id: str) -> Activity | None:
        """Return the activity of that id, or None."""
        return next((one for one in self.activities if one.id == activity_id), None)

    def in_force(
        self, day: datetime.date | str, *, known_on: datetime.date | str | None = None
    ) -> tuple[Instrument, ...]:
        """Instruments in force on a day, as far as was known on ``known_on``.

        Examples
        --------
        >>> import petasentra as ps
        >>> [i.citation for i in ps.datasets.jombang().pack().in_force("2015-06-01")]
        ['Perda 21/2009']
        """
        ids = self._law.in_force(str(day), None if known_on is None else str(known_on))
        return tuple(one for one in self.instruments if one.id in ids)

    def layer(self, instrument_id: str, layer_id: str) -> Layer | None:
        """Return a layer of the pack in the pack's CRS; None where its geometry is not held."""
        handle = self._bound.layer(instrument_id, layer_id)
        return None if handle is None else Layer(handle)

    def zones(self, day: datetime.date | str) -> Layer | None:
        """Zones of the first instrument in force on a day that has them; None if there is none."""
        for instrument in self.in_force(day):
            for link in instrument.layers:
                if link.role == "zones" and (layer := self.layer(instrument.id, link.id)) is not None:
                    return layer
        return None

    def same_unit(self, a: str, b: str) -> bool:
        """Whether two administrative codes name one unit, in whatever code systems they are."""
        return self._law.same_unit(a, b)

    def lint(self) -> Table:
        """Find what is odd or unverified in the pack itself, as findings."""
        return Table(self._law.lint())

    def __repr__(self) -> str:
        what_if = f", variant {self.variant!r}" if self.variant else ""
        citations = ", ".join(instrument.citation for instrument in self.instruments)
        return f"PlanPack {self.name!r}{what_if}: {citations}; {len(self.activities)} activities, {self.crs}"

    @classmethod
    def from_zones(
        cls,
        zones: LayerLike | str | Path,
        *,
        code: str,
        permissions: str | Path,
        in_force_from: datetime.date | str,
        name: str | None = None,
        title: str = "Rencana tata ruang",
        absent: str = "missing",
        crs: str | int | None = None,
        tolerance: Tolerance | None = None,
    ) -> PlanPack:
        """Make a pack from the least a city can give: a zone layer and a permission table.

        Every value of such a pack counts as unverified, since it names no articles.

        Parameters
        ----------
        zones
            Zone polygons, or the path of a file that holds them.
        code
            Column of the zones with the zone code.
        permissions
            CSV or XLSX file: a column ``activity``, then one column a zone code, cells such as ``I``, ``X``, ``B1,B3``.
        in_force_from
            First day on which the plan holds.
        name
            Column with the name of a zone for people.
        title
            Title of the plan.
        absent
            What an empty cell means: ``"prohibited"``, ``"not_regulated"`` or ``"missing"``.
        crs
            Computing CRS; by default the UTM zone of the layer.
        tolerance
            How small is too small; by default slivers below 1 m2 or narrower than 2 mm never decide.

        Raises
        ------
        CrsError
            The layer has no CRS.
        RuleError
            A zone code has no column in the table.
        SchemaError
            The column ``code`` is missing.
        """
        from .reading import read_layer

        layer = read_layer(zones) if isinstance(zones, str | Path) else as_layer(zones)
        path = Path(permissions)
        matrix = permissions_csv(path) if path.suffix.lower() == ".xlsx" else _text_of(path)
        table = "permissions.csv"
        limits = asdict(tolerance) if tolerance else {"boundary_m": 0.002, "sliver_m2": 1.0}
        texts = {
            "pack.toml": _toml(
                pack={
                    "format": 1,
                    "name": "zones",
                    "title": title,
                    "crs": _computing_crs(layer, crs),
                    "instruments": ["plan.toml"],
                },
                tolerance=limits,
            ),
            "plan.toml": _toml(
                instrument={
                    "id": "plan",
                    "kind": "plan",
                    "title": title,
                    "level": "rtrw-kabupaten",
                    "in_force_from": str(in_force_from),
                    "status": "in_force",
                    "source": Path(layer.provenance["source"]).name,
                    "verified": False,
                },
                layer=[
                    {"id": "zones", "role": "zones", "path": "zones", "code": code} | ({"name": name} if name else {})
                ],
                permissions={"path": table, "absent": absent, "source": path.name, "verified": False},
            ),
            table: matrix,
            "activities.csv": _activities_of(matrix),
        }
        return cls(_core.read_pack("", texts=texts), {("plan", "zones"): layer})


def read_plan_pack(
    folder: str | Path,
    *,
    variant: str | None = None,
    layers: Mapping[tuple[str, str], LayerLike] | None = None,
) -> PlanPack:
    """Read a plan pack: instruments, matrices and the layers they name.

    Parameters
    ----------
    folder
        Folder with ``pack.toml``; its format is described in the documentation of plan packs.
    variant
        Id of a what-if variant of the pack; None reads it as it stands.
    layers
        Layers given by the caller, by (instrument, layer), instead of those of the folder.

    Returns
    -------
    PlanPack

    Raises
    ------
    IoError
        A file is missing or cannot be read.
    RuleError
        Something in the pack cannot be understood, names nothing, or does not fit its layers; the message says which
        file, key or code, and what to do.
    GeometryError
        A zone polygon is invalid.

    Examples
    --------
    >>> import petasentra as ps
    >>> pack = ps.read_plan_pack(ps.datasets.path("jombang"))
    >>> [instrument.citation for instrument in pack.instruments]
    ['Perda 9/2000', 'Perda 21/2009', 'Perda 10/2021']
    """
    from .reading import read_layer

    root = Path(folder)
    texts = {path.relative_to(root).as_posix(): permissions_csv(path) for path in _named_workbooks(root)}
    law = _core.read_pack(str(root), variant=variant or "", texts=texts)
    given = {key: as_layer(layer) for key, layer in (layers or {}).items()}
    read: dict[str, Layer] = {}
    for instrument in law.instruments:
        for link in instrument["layers"]:
            key = (str(instrument["id"]), str(link["id"]))
            if key in given or not link["path"] or link["role"] not in READ_ROLES:
                continue
            path = str(link["path"])
            if path not in read:
                read[path] = read_layer(root / path)
            given[key] = read[path]
    return PlanPack(law, given)


def _named_workbooks(root: Path) -> list[Path]:
    """Spreadsheets that some file of the pack names; others in the folder are nobody's business."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(root.rglob("*.toml"))]
    return [path for path in sorted(root.rglob("*.xlsx")) if any(path.name in text for text in texts)]


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise IoError(
            "There is no such permission table.",
            "Tabel ketentuan itu tidak ada.",
            hint_en="Check the path of the CSV or XLSX file.",
            hint_id="Periksa letak berkas CSV atau XLSX-nya.",
            code=701,
            file=str(path),
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise IoError(
            f"The permission table cannot be read: {error}",
            f"Tabel ketentuan tidak terbaca: {error}",
            hint_en="Save it as CSV in UTF-8, comma separated.",
            hint_id="Simpan sebagai CSV dengan pengodean UTF-8, dipisah koma.",
            code=702,
            file=str(path),
        ) from error


def _computing_crs(layer: Layer, crs: str | int | None) -> str:
    if crs is not None:
        return f"EPSG:{crs}" if isinstance(crs, int) else crs
    if layer.crs is None:
        raise CrsError(
            "The zone layer has no CRS.",
            "Lapisan zona tidak punya CRS.",
            hint_en='State it when reading, e.g. read_layer(path, crs="EPSG:4326").',
            hint_id='Nyatakan saat membaca, misalnya read_layer(path, crs="EPSG:4326").',
        )
    if layer.crs.is_projected and layer.crs.authority_code:
        return layer.crs.authority_code
    west, south, east, north = layer.to_crs(4326).bounds or (0.0, 0.0, 0.0, 0.0)
    middle = (south + north) / 2
    if utm_epsg(west, middle) != utm_epsg(east, middle):
        raise CrsError(
            "The zones cross from one UTM zone into another, so no single zone can be chosen for them.",
            "Lapisan zona melintasi lebih dari satu zona UTM sehingga tidak ada satu zona yang dapat dipilihkan.",
            hint_en="State the computing CRS, e.g. crs=32749.",
            hint_id="Nyatakan CRS perhitungannya, misalnya crs=32749.",
            code=204,
            layer=layer.title,
        )
    return f"EPSG:{utm_epsg((west + east) / 2, middle)}"


def _activities_of(matrix: str) -> str:
    """Activities of a bare matrix: each row its own; rows that are KBLI digits match by prefix."""
    rows = list(csv.DictReader(io.StringIO(matrix)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "name_id", "name_en", "kbli", "kbli_version", "scale"])
    for row in rows:
        word = (row.get("activity") or "").strip()
        if word:
            writer.writerow([word, word, word, word if word.isdigit() else "", "", ""])
    return out.getvalue()


def _toml(**sections: Mapping[str, object] | list[Mapping[str, object]]) -> str:
    """Write small TOML: tables and arrays of tables with texts, numbers, flags and lists (JSON writes those alike)."""
    lines: list[str] = []
    for name, content in sections.items():
        for table in content if isinstance(content, list) else [content]:
            lines.append(f"[[{name}]]" if isinstance(content, list) else f"[{name}]")
            lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"
