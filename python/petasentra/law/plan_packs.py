"""Plan packs: the law of a jurisdiction as dated data, with its layers."""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra import _core
from petasentra.days import as_day
from petasentra.law.pack_folder import format_number, pack_folder, workbook_texts
from petasentra.law.pack_layers import bound_layers
from petasentra.law.records import Activity, Instrument, PackFile, Tolerance, Variant, instrument_from, record
from petasentra.law.zones_pack import MadeOf, files_of_zones, law_of_zones, naming
from petasentra.layers.layer import Layer, as_layer
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from petasentra.days import DayLike
    from petasentra.files.load_report import LoadReport
    from petasentra.layers.layer import LayerLike
    from petasentra.what_if.changes import PackChange, Rezone


class PlanPack:
    """The law of one jurisdiction, bound to its layers: what :func:`petasentra.check` asks.

    Made by :func:`petasentra.read_plan_pack` or :meth:`PlanPack.from_zones`; never changed afterwards: `with_change`
    makes another.
    """

    def __init__(
        self,
        law: _core.PlanLaw,
        layers: Mapping[tuple[str, str], Layer],
        *,
        files: tuple[PackFile, ...] | None = None,
        format: int = 1,
        made_of: MadeOf | None = None,
    ) -> None:
        self._law = law
        self._files = files
        self._format = format
        self.made_of = made_of
        self._bound = _core.BoundPack(law, [(i, name, layer._handle) for (i, name), layer in layers.items()])
        # One file may serve several instruments.
        reports = {id(layer.load_report): layer.load_report for layer in layers.values() if layer.load_report}
        self._load_reports = tuple(reports.values())
        self._layer_reports = {key: layer.load_report for key, layer in layers.items()}

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
    def format(self) -> int:
        """Number of the format it was read in."""
        return self._format

    @property
    def folder(self) -> Path | None:
        """The folder it was read from; None for a pack made by `from_zones`."""
        return Path(self._law.folder) if self._law.folder else None

    @property
    def text_files(self) -> tuple[PackFile, ...]:
        """Its own files (TOML, tables), or what `from_zones` wrote in their place, with the hash of their bytes."""
        return tuple(record(PackFile, values) for values in self._law.files)

    @property
    def layer_reports(self) -> dict[tuple[str, str], LoadReport | None]:
        """How each layer was read, by instrument and layer; None for a layer that came from no file."""
        return dict(self._layer_reports)

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
        """Files of the pack and of its layers, with the hash of their bytes."""
        if self._files:
            return self._files
        layers = [PackFile(Path(report.path).name, report.sha256) for report in self._load_reports if report.sha256]
        return (*self.text_files, *sorted(layers, key=lambda file: file.path))

    def instrument(self, instrument_id: str) -> Instrument | None:
        """Return the instrument of that id, or None."""
        return next((one for one in self.instruments if one.id == instrument_id), None)

    def activity(self, activity_id: str) -> Activity | None:
        """Return the activity of that id, or None."""
        return next((one for one in self.activities if one.id == activity_id), None)

    def in_force(self, day: DayLike, *, known_on: DayLike | None = None) -> tuple[Instrument, ...]:
        """Instruments in force on a day, as far as was known on ``known_on``.

        Examples
        --------
        >>> import petasentra as ps
        >>> [i.citation for i in ps.datasets.jombang().pack().in_force("2015-06-01")]
        ['Perda 21/2009']
        """
        ids = self._law.in_force(
            as_day(day, "day").isoformat(), None if known_on is None else as_day(known_on, "known_on").isoformat()
        )
        return tuple(one for one in self.instruments if one.id in ids)

    def layer(self, instrument_id: str, layer_id: str) -> Layer | None:
        """Return a layer of the pack in the pack's CRS; None where its geometry is not held."""
        handle = self._bound.layer(instrument_id, layer_id)
        return None if handle is None else Layer(handle)

    def zones(self, day: DayLike, *, known_on: DayLike | None = None) -> Layer | None:
        """Zones of the first instrument in force on a day that has them; None if there is none."""
        for instrument in self.in_force(day, known_on=known_on):
            for link in instrument.layers:
                if link.role == "zones" and (layer := self.layer(instrument.id, link.id)) is not None:
                    return layer
        return None

    def same_unit(self, a: str, b: str) -> bool:
        """Whether two administrative codes name one unit, in whatever code systems they are."""
        return self._law.same_unit(a, b)

    @property
    def base(self) -> PlanPack:
        """The pack without the changes of `with_change`; itself where there are none."""
        return self

    @property
    def changes(self) -> tuple[PackChange, ...]:
        """What `with_change` changed, in words; empty for a pack as it was read."""
        return ()

    @property
    def area_changes(self) -> Table:
        """Hectares of each zone before and after `with_change`: rows whose area changed, planar in the pack's CRS.

        Columns ``instrument layer zone before_ha after_ha change_ha``. Where the zones were a partition, the changes of
        a layer sum to zero.
        """
        from petasentra.what_if.area_changes import area_changes

        return area_changes(self)

    def with_change(
        self,
        *,
        rezone: Rezone | Sequence[Rezone] = (),
        layers: Mapping[tuple[str, str], LayerLike | None] | None = None,
        cells: Mapping[str, Mapping[tuple[str, str], str]] | None = None,
        dates: Mapping[str, Mapping[str, DayLike | None]] | None = None,
        remove: Mapping[str, Sequence[str]] | None = None,
        add: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]] | None = None,
    ) -> PlanPack:
        """Ask what the law would say if: return a pack with changes; this one stays as it is.

        Layers that do not change are shared, with their indexes. Changes add up, and one that is taken back is none:
        the pack without any is the one they began with. What is changed has been seen by nobody, so no verdict that
        rests on it is verified, and `variant` is the id of the changes.

        Parameters
        ----------
        rezone
            Ground that is given another zone code: taken out of the zones that are there, added as zones of their own.
            What a later change rezones takes precedence.
        layers
            Layers that take the place of others, by (instrument, layer); None puts back the one that was read.
        cells
            Cells of the permission tables: ``{instrument: {(activity, zone): cell}}``; an empty text is an absent cell.
        dates
            Dates of instruments: ``{instrument: {"in_force_from": ..., "in_force_to": ...}}``, ``enacted_on`` and
            ``published_on`` too; None takes a date away. Those of other instruments stay.
        remove
            Ids of overlay, area and distance rules that no longer hold: ``{instrument: [rule]}``.
        add
            New ones, as they would stand in the file of the instrument: ``{instrument: {"overlay_rule": [{...}],
            "area_rule": [...], "distance_rule": [...], "layer": [...]}}``. A new layer is given with `layers`.

        Raises
        ------
        GeometryError
            Rezoned ground is no valid polygon, lies outside the zones, or overlaps other ground of the same call.
        OptionError
            A date cannot be read, or an instrument would end before it begins.
        RuleError
            The pack has no such instrument, layer, rule, activity or zone code (the nearest is named), or a new rule
            is not one.
        TypeError
            An argument has another form than the one above.

        Examples
        --------
        >>> import petasentra as ps
        >>> study = ps.datasets.jombang()
        >>> pack = study.pack()
        >>> changed = pack.with_change(dates={"perda-21-2009": {"in_force_to": "2020-01-01"}})
        >>> [change.text("en") for change in changed.changes]
        ['perda-21-2009: in_force_to 2021-12-31 -> 2020-01-01']
        >>> changed.with_change(dates={"perda-21-2009": {"in_force_to": "2021-12-31"}}) is pack
        True
        """
        from petasentra.what_if.changed_pack import changed_pack

        return changed_pack(self, rezone=rezone, layers=layers, cells=cells, dates=dates, remove=remove, add=add)

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
        in_force_from: DayLike,
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
            CSV or XLSX file: a row that begins with ``activity`` or ``kegiatan`` and goes on with the zone codes, then
            one row an activity with cells such as ``I``, ``X``, ``B1,B3``.
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
        IoError
            A file is missing or cannot be read.
        OptionError
            A date cannot be read, or ``absent`` is another word.
        RuleError
            A zone code has no column in the table.
        SchemaError
            The column ``code`` is missing, or the table has no header row.
        """
        from petasentra.files.reading import read_layer

        layer = read_layer(zones) if isinstance(zones, str | Path) else as_layer(zones)
        matrix = Path(permissions)
        since = as_day(in_force_from, "in_force_from")
        law = law_of_zones(
            layer,
            code=code,
            matrix=matrix,
            in_force_from=since,
            name=name,
            title=title,
            absent=absent,
            crs=crs,
            tolerance=tolerance,
        )
        options = {
            "code": code,
            "in_force_from": since.isoformat(),
            "name": name,
            "title": title,
            "absent": absent,
            "crs": crs,
            "tolerance": None if tolerance is None else asdict(tolerance),
        }
        with naming(matrix):
            files = files_of_zones(layer, matrix)
            made_of = MadeOf(layer.load_report, matrix, options)
            return cls(law, {("plan", "zones"): layer}, files=files, made_of=made_of)


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
        There is no such folder, it is no pack, or a file of it is missing or cannot be read.
    RuleError
        A file lies outside the folder, or something in the pack cannot be understood, names nothing, or does not fit
        its layers; the message says which file, key or code, and what to do.
    GeometryError
        A zone polygon is invalid.

    Examples
    --------
    >>> import petasentra as ps
    >>> pack = ps.read_plan_pack(ps.datasets.path("jombang"))
    >>> [instrument.citation for instrument in pack.instruments]
    ['Perda 9/2000', 'Perda 21/2009', 'Perda 10/2021']
    """
    root = pack_folder(folder)
    law = _core.read_pack(str(root), variant=variant or "", texts=workbook_texts(root))
    return PlanPack(law, bound_layers(root, law, layers), format=format_number(root) or 1)
