"""Is a zoning layer a sound partition of the ground: validity, overlaps, gaps, slivers, borders, stated areas."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.crs import as_crs
from petasentra.errors import SchemaError
from petasentra.layers.layer import Layer, as_layer

if TYPE_CHECKING:
    import os

    import geopandas as gpd
    import pyarrow as pa

    from petasentra._progress import Progress
    from petasentra.crs import Crs, CrsLike
    from petasentra.files.writing import WriteReport
    from petasentra.layers.layer import LayerLike, MeasureMethod
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table
    from petasentra.validation.areas import StatedText
    from petasentra.validation.ground import Ground

__all__ = ["AreaUnit", "Validation", "validate_zoning"]

AreaUnit: TypeAlias = Literal["auto", "m2", "ha", "km2"]


class Validation:
    """What was found in a zoning layer, and exactly how it was looked for."""

    def __init__(
        self,
        result: _core.Validation,
        layer: Layer,
        perimeter: Layer | None,
        neighbour: Layer | None,
        profile: str | None,
        stated: StatedText | None = None,
    ) -> None:
        self._result = result
        self._profile = profile
        self._stated = stated
        self.layer = layer
        self.perimeter = perimeter
        self.neighbour = neighbour

    def __len__(self) -> int:
        return len(self.findings)

    @cached_property
    def findings(self) -> Layer:
        """One row a finding, in the CRS of the layer.

        Columns ``code``, ``severity``, ``layer``, ``feature_id``, ``other_id``, ``measure``, ``unit``, ``message_id``,
        ``message_en``, ``hint_id``, ``hint_en``, ``column``, ``value`` and the place: the ground shared, missing or
        outside, the vertices, a point, or the zone. ``other_id`` is the second row, or, of a gap, the rows beside it;
        ``column`` and ``value`` are the cell of a ``DOMAIN_CLASH`` or ``VALUE_UNREADABLE``.
        """
        from petasentra.validation.domains import with_cells

        named_by = self.settings["feature_id"]
        findings = with_cells(Layer(self._result.findings), self.layer, self._profile, named_by, self._stated)
        personal = self.layer.personal
        if named_by is not None and named_by in personal:
            findings = findings.with_personal(["feature_id", "other_id", "message_id", "message_en"])
        if personal.intersection(filter(None, findings["column"])):
            findings = findings.with_personal(["value", "message_id", "message_en"])
        return findings

    @property
    def table(self) -> Table:
        """The findings without their places."""
        return self.findings.table

    @cached_property
    def counts(self) -> dict[str, int]:
        """Code to number of findings, in the order of the rules; codes without a finding are left out."""
        return dict(Counter(str(code) for code in self.findings["code"]))

    @property
    def tolerance_m(self) -> float:
        """The one tolerance, in metres, by which every deviation was weighed."""
        return float(self.settings["tolerance_m"])

    @cached_property
    def settings(self) -> dict[str, Any]:
        """Every setting as it was used, with automatic choices filled in; ``metric_crs`` names the CRS of measures."""
        crs = self.metric_crs
        return dict(self._result.settings) | {
            "metric_crs": crs.authority_code or crs.name,
            "perimeter": None if self.perimeter is None else self.perimeter.title,
            "neighbour": None if self.neighbour is None else self.neighbour.title,
            "profile": self._profile,
        }

    @property
    def statistics(self) -> dict[str, int]:
        """What was examined: rows, polygons, edges, and edges of one zone only (``edges_without_twin``)."""
        result = self._result
        return {
            "rows": result.rows,
            "polygons": result.parts,
            "edges": result.edges,
            "edges_without_twin": result.edges_without_twin,
        }

    @property
    def metric_crs(self) -> Crs:
        """The CRS in which everything was measured, in metres."""
        return self._result.metric_crs

    @cached_property
    def ground(self) -> Ground | None:
        """Ground of the perimeter beside that of all zones together, with the difference; None without a perimeter."""
        from petasentra.validation.ground import ground_of

        return ground_of(self)

    def to_geopandas(self) -> gpd.GeoDataFrame:
        """Return the findings as a GeoDataFrame."""
        return self.findings.to_geopandas()

    def to_arrow(self) -> pa.Table:
        """Return the findings as a ``pyarrow.Table`` with GeoArrow WKB."""
        return self.findings.to_arrow()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.findings.__arrow_c_stream__(requested_schema)

    def write(self, path: str | os.PathLike[str]) -> WriteReport:
        """Write the findings as a layer; the ending of the file names the format, see `write_layer`."""
        from petasentra.files.writing import write_layer

        return write_layer(self.findings, path)

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: Lang = "id") -> Map:
        """Draw the findings over the zones on a map that opens without internet; written to ``path`` if given."""
        from petasentra.plotting.validation_page import explore_validation

        return explore_validation(self, path, lang)

    def text(self, lang: Lang = "id") -> str:
        """Return settings, counts and the findings, one a line, for a terminal."""
        from petasentra.validation.words import text_of

        return text_of(self, lang)

    def __repr__(self) -> str:
        counted = ", ".join(f"{number} {code}" for code, number in self.counts.items())
        return f"Validation of {self.layer.title!r} at {self.tolerance_m:g} m: {counted or 'nothing found'}"

    def _repr_html_(self) -> str:
        from petasentra.validation.words import html_of

        return html_of(self)


def validate_zoning(
    layer: LayerLike,
    *,
    tolerance_m: float = 0.002,
    sliver_m2: float = 1.0,
    spike_deg: float = 1.0,
    perimeter: LayerLike | None = None,
    stated_area: str | None = "auto",
    stated_area_unit: AreaUnit = "auto",
    area_method: MeasureMethod = "planar-utm",
    valid_from: str | None = None,
    valid_to: str | None = None,
    feature_id: str | None = None,
    neighbour: LayerLike | None = None,
    border_reach_m: float = 10.0,
    metric_crs: CrsLike = None,
    profile: str | None = "auto",
    progress: Progress = None,
    threads: int | None = None,
) -> Validation:
    """Find what is wrong with a layer of zones; nothing is changed.

    Found are: rows without usable geometry (``GEOMETRY_NULL``, ``GEOMETRY_EMPTY``, ``COORDINATE_NOT_FINITE``,
    ``GEOMETRY_NOT_POLYGON``, ``GEOMETRY_INVALID`` with place and reason), ``DUPLICATE_GEOMETRY``, ``ZONE_OVERLAP``,
    ``ZONE_GAP``, ``ZONE_SLIVER``, ``ZONE_SPIKE``, ``EDGE_MISMATCH``, ``OUTSIDE_PERIMETER``, ``STATED_AREA``,
    ``BORDER_MISMATCH``, ``VALIDITY_REVERSED``, ``DOMAIN_CLASH`` and ``VALUE_UNREADABLE`` (a stated area that is no
    number).

    Parameters
    ----------
    layer
        Zones: polygons in any CRS. A layer in degrees is measured in a CRS of metres, see ``metric_crs``.
    tolerance_m
        Ground counts as an overlap, a gap or outside only where a disc of this diameter fits into it with room to
        spare, metres. A gap of 1 mm is within a tolerance of 2 mm however long it is; one of 5 mm is a finding.
    sliver_m2
        Parts of zones smaller than this are slivers, square metres; so are those narrower than the tolerance
        (2 area / perimeter).
    spike_deg
        Corners narrower than this, with both edges longer than the tolerance, are spikes, degrees.
    perimeter
        Polygons whose ground the zones should cover, no more and no less. Without it only enclosed ground is a gap.
    stated_area
        Column with the area the plan states; ``"auto"`` takes LUASHA, LUAS_HA and the like where there is one; None
        asks nothing. Text is read as `parse_numbers` reads it ("9,99"). A row fits if the difference can come from
        moving its border by the tolerance or from rounding.
    stated_area_unit
        Unit of that column; ``"auto"`` goes by its name, else by comparison.
    area_method
        How stated areas were computed: ``"planar-utm"`` is what Indonesian plans publish as LUASHA.
    valid_from, valid_to
        Columns with the first day in force and the first day no longer in force; null is open. Zones that are never
        in force on a common day may overlap.
    feature_id
        Column by which findings call the rows; row numbers from 0 by default. An id that several rows have is followed
        by the number of the row, ``"A #4"``.
    neighbour
        Zones of the plan beyond the border: the edges of the two must match along it.
    border_reach_m
        Vertices of one plan this near the other's outline belong to the common border, metres.
    metric_crs
        CRS in metres to measure in; by default the layer's own where its metres are metres (those of Web Mercator are
        not), else the UTM zone of its centre; for layers wider than that serves, an equal-area CRS around the centre.
    profile
        The profile that says which columns are coded; ``"auto"`` is the nearest one to the layer's columns, None asks
        nothing. In a coded column, every row in the rarer of two dialects (codes, words) is a finding.
    progress
        True for a bar on standard error, or a callable that takes the done share (0..1).
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    Validation
        ``.findings`` is a Layer in the CRS of the input; ``.counts``, ``.settings``, ``.write(path)``,
        ``.explore(path)``.

    Raises
    ------
    CrsError
        A layer has no CRS, coordinates have no place in the metric CRS, or that is not in metres.
    SchemaError
        A named column is missing or of another type.
    RuleError
        A day in force cannot be read.
    OptionError
        A setting is negative or an unknown word, there is no such profile, or most edges are shorter than the
        tolerance: the coordinates are then hardly metres.

    Examples
    --------
    >>> import petasentra as ps, geopandas, shapely
    >>> boxes = [shapely.box(0, 0, 10, 10), shapely.box(9, 0, 20, 10)]
    >>> zones = geopandas.GeoDataFrame({"kode": ["A", "B"]}, geometry=boxes, crs=32749)
    >>> found = ps.validate_zoning(zones, feature_id="kode")
    >>> found.counts
    {'ZONE_OVERLAP': 1}
    >>> found.findings["measure"].tolist()
    [10.0]
    """
    from petasentra.validation.areas import stated_text, with_numbers

    zones = as_layer(layer)
    _require_ids(zones, feature_id)
    outer = None if perimeter is None else as_layer(perimeter)
    beyond = None if neighbour is None else as_layer(neighbour)
    asked_profile = _profile_of(zones, profile)
    stated = stated_text(zones, stated_area)
    result = _core.validate(
        (zones if stated is None else with_numbers(zones, stated)).core,
        perimeter=None if outer is None else outer.core,
        neighbour=None if beyond is None else beyond.core,
        tolerance_m=tolerance_m,
        sliver_m2=sliver_m2,
        spike_deg=spike_deg,
        border_reach_m=border_reach_m,
        feature_id=feature_id or "",
        valid_from=valid_from or "",
        valid_to=valid_to or "",
        stated_area=(stated_area or "") if stated is None else stated.column,
        stated_area_unit=stated_area_unit,
        area_method=area_method,
        metric_crs=as_crs(metric_crs),
        progress=progress_callback(progress, "validate"),
        threads=threads,
    )
    return Validation(result, zones, outer, beyond, asked_profile, stated)


def _profile_of(zones: Layer, profile: str | None) -> str | None:
    from petasentra import profiles

    if profile == "auto":
        return next((fit.profile for fit in profiles.nearest_profile(zones.columns)), None)
    return None if profile is None else profiles.profile(profile).name


def _require_ids(zones: Layer, feature_id: str | None) -> None:
    """Refuse truth values as feature ids; what else is no id is refused when the rows are put in order."""
    if feature_id is None or feature_id not in zones.columns:
        return
    first = next((value for value in zones[feature_id] if value is not None), None)
    if isinstance(first, (bool, np.bool_)):
        raise SchemaError(
            f'Column "{feature_id}" holds truth values; feature ids are text or whole numbers.',
            f'Kolom "{feature_id}" berisi nilai benar/salah; ID fitur berupa teks atau bilangan bulat.',
            hint_en="Convert the column or name another one.",
            hint_id="Ubah tipe kolom itu atau pilih kolom lain.",
            code=102,
            layer=zones.title,
            column=feature_id,
        )
