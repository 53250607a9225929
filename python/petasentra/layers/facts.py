"""What a layer says of itself: columns, CRS, bounds, kinds of geometry, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra._html import counted
from petasentra.tables import Table, personal_columns

if TYPE_CHECKING:
    from typing import Self

    from petasentra import _core
    from petasentra.files.load_report import LoadReport


class LayerFacts:
    """The part of `petasentra.layers.layer.Layer` that only tells."""

    __slots__ = ("__weakref__", "_handle", "_load_report")

    def __init__(self, core: _core.Layer, *, load_report: LoadReport | None = None) -> None:
        self._handle = core
        self._load_report = load_report

    def _with(self, handle: _core.Layer) -> Self:
        """Return a layer of the core with the load report of this one."""
        return type(self)(handle, load_report=self._load_report)

    @property
    def core(self) -> _core.Layer:
        """The layer of the core; for code of this package."""
        return self._handle

    @property
    def title(self) -> str:
        """What messages call it: the name of the layer, else its source, else "layer"."""
        return self._handle.title

    @property
    def columns(self) -> list[str]:
        """Names of the attribute columns, in order, without the geometry and the unnamed index of a frame."""
        return [name for name in self._handle.table.columns if not name.startswith("__index_level_")]

    @property
    def geometry_name(self) -> str:
        """Name of the geometry column."""
        return self._handle.geometry_name

    @property
    def crs(self) -> _core.Crs | None:
        """The CRS, with ``name``, ``authority_code``, ``projjson`` and ``is_projected``; None if it is not known."""
        crs = self._handle.crs
        return crs if crs.known else None

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """(min_x, min_y, max_x, max_y) in units of the CRS; None without a vertex."""
        bounds = self._handle.bounds()
        return None if bounds is None else (bounds[0], bounds[1], bounds[2], bounds[3])

    @property
    def geometry_kinds(self) -> dict[str, int]:
        """Kind of geometry ("MultiPolygon") to number of rows, most frequent first; null rows are not counted."""
        return dict(self._handle.kinds)

    @property
    def table(self) -> Table:
        """The attributes without the geometry."""
        return Table(self._handle.table)

    @property
    def provenance(self) -> dict[str, str]:
        """Where it came from: source, layer_name, sha256, read_on, driver; empty text where that is not known."""
        known = dict(self._handle.provenance)
        if self._load_report is not None and not known["sha256"]:
            known["sha256"] = self._load_report.sha256
        return known

    @property
    def load_report(self) -> LoadReport | None:
        """What the reader found; None for a layer that was not read from a file."""
        return self._load_report

    @property
    def personal(self) -> frozenset[str]:
        """Names of the columns marked as personal data; reports and maps leave them out."""
        return personal_columns(self._handle.table)

    def __len__(self) -> int:
        return len(self._handle)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __repr__(self) -> str:
        return (
            f"Layer {self.title!r}: {counted(len(self), 'row')}, {self.kinds_text}, {self.crs_text}, "
            f"{counted(len(self.columns), 'column')}"
        )

    @property
    def kinds_text(self) -> str:
        """Kinds of geometry in one phrase: "Polygon/MultiPolygon"."""
        return "/".join(self.geometry_kinds) or "no geometry"

    @property
    def crs_text(self) -> str:
        """The CRS in one phrase: its code, else its name, else "no CRS"."""
        crs = self.crs
        return "no CRS" if crs is None else crs.authority_code or crs.name
