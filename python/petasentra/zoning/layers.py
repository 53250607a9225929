"""An index of one layer of zones, or of several under their names: what both are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from petasentra import _core
from petasentra._english import by_number
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.errors import PetasentraError
from petasentra.layers.layer import as_layer
from petasentra.zoning.several import named_layers, no_such_layer

if TYPE_CHECKING:
    from typing import Self

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike


class IndexedLayers:
    """One index of the core, or several of one each under their names."""

    _several: dict[str, Self] | None = None
    """The layers of an index of several, each an index of its own; None for an index of one without a name."""

    def __init__(
        self,
        zones: LayerLike | Mapping[str, LayerLike],
        *,
        check_validity: bool = True,
        progress: Progress = None,
        threads: int | None = None,
    ) -> None:
        if isinstance(zones, Mapping):
            layers = named_layers(zones)
            self._several = {}
            for number, (name, layer) in enumerate(layers.items()):
                part = _part(progress, number, len(layers))
                try:
                    made = type(self)(layer, check_validity=check_validity, progress=part, threads=threads)
                except PetasentraError as error:
                    error.layer = name
                    raise
                self._several[name] = cast("Self", made)
            return
        layer = as_layer(zones)
        self._load_report = layer.load_report
        self._index = _core.ZoningIndex(
            layer._handle,
            check_validity=check_validity,
            progress=progress_callback(progress, "zones"),
            threads=worker_threads(threads),
        )
        self._borders: _core.ZoneBorders | None = None

    def __len__(self) -> int:
        return sum(len(one._index) for one in self._single())

    def __repr__(self) -> str:
        zones = f"{len(self):,} {by_number(len(self), 'zone', 'zones')}"
        vertices = f"{self.vertex_count:,} {by_number(self.vertex_count, 'vertex', 'vertices')}"
        crs = self._crs.authority_code or self._crs.name
        of = f", layers {', '.join(self.layers)}" if self.layers else ""
        return f"ZoningIndex: {zones}, {vertices}, {crs}{of}"

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers, in the order given; empty for an index of one layer without a name."""
        return () if self._several is None else tuple(self._several)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays that answer, in memory or mapped; `shares` adds to them when first asked."""
        return sum(one._index.bytes for one in self._single())

    @property
    def vertex_count(self) -> int:
        """Vertices of all zones."""
        return sum(one._index.vertex_count for one in self._single())

    @property
    def provenance(self) -> dict[str, str]:
        """Where the zones came from: source, layer_name, sha256, read_on, driver; empty text where not known.

        Of an index of several layers: what is the same for all of them, else empty text.
        """
        first, *others = (dict(one._index.provenance) for one in self._single())
        return {key: value if all(other[key] == value for other in others) else "" for key, value in first.items()}

    @property
    def _crs(self) -> _core.Crs:
        return self._index.crs if self._several is None else next(iter(self._several.values()))._crs

    def _layer(self, layer: str | None) -> Self:
        if layer is None:
            return self
        if self._several is None or not isinstance(layer, str) or layer not in self._several:
            raise no_such_layer(layer, self.layers)
        return self._several[layer]

    def _single(self) -> list[Self]:
        return [self] if self._several is None else list(self._several.values())

    def _indexes(self) -> list[tuple[str, _core.ZoningIndex]]:
        return [] if self._several is None else [(name, one._index) for name, one in self._several.items()]

    def _ready_borders(self, threads: int | None) -> _core.ZoneBorders:
        if self._borders is None:
            self._borders = _core.ZoneBorders(self._index, threads=worker_threads(threads))
        return self._borders


def _part(progress: Progress, number: int, of: int) -> Progress:
    """Return what one of several steps reports its own progress to."""
    if not callable(progress):
        return progress
    whole: Callable[[float], object] = progress
    return lambda share: whole((number + share) / of)
