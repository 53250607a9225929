"""Data that come with the package: a study area with its plan pack, two small plan packs, a bad delivery, lists.

What in them is real, schematic or invented is said file by file in ``data/README.md``.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import petasentra
from petasentra.errors import OptionError

if TYPE_CHECKING:
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer
    from petasentra.sentra.registry.registry import Registry
    from petasentra.tables import Table

#: The folders that come with the package, each with a file that tells it is whole.
_FOLDERS = {
    "jombang": "pack.toml", "kiriman": "BACA-DULU.txt", "lamongan": "pack.toml", "lombok-tengah": "pack.toml",
    "sentra": "facts.csv",
}  # fmt: skip
#: Names that `path` knows: a study area, a delivery of nine shapefiles full of faults, two small plan packs, lists of
#: sentra.
NAMES = tuple(_FOLDERS)


def path(name: str) -> Path:
    """Folder of bundled data.

    Parameters
    ----------
    name
        ``"jombang"``, the study area; ``"kiriman"``, nine shapefiles as an agency might send them: two kecamatan of
        the study area with faults put in on purpose; ``"lombok-tengah"`` and ``"lamongan"``, plan packs of a few square
        kilometres, all schematic: a building that several food makers share, and a sentra of dispersed home industries;
        ``"sentra"``, two lists of sentra as far as they are published.

    Returns
    -------
    pathlib.Path
        ``data/`` of the repository when run from a source tree, else beside the installed package.

    Raises
    ------
    OptionError
        There is no folder of that name, or its files are not there.

    Examples
    --------
    >>> import petasentra as ps
    >>> (ps.datasets.path("jombang") / "pack.toml").is_file()
    True
    """
    if name in NAMES:
        # A source tree goes first: an editable install also holds the copy made when it was built.
        source_tree = Path(__file__).resolve().parents[2] / "data" / name
        installed = [Path(folder) / "data" / name for folder in petasentra.__path__]
        for folder in (source_tree, *installed):
            if (folder / _FOLDERS[name]).is_file():
                return folder
        raise OptionError(
            f"The bundled files {name!r} are not beside the package.",
            f"Berkas bawaan {name!r} tidak ada di samping paket.",
            hint_en="Install petasentra again, or run it from a full copy of the repository.",
            hint_id="Pasang ulang petasentra, atau jalankan dari salinan repositori yang lengkap.",
        )
    known = ", ".join(NAMES)
    raise OptionError(
        f"No data named {name!r} come with the package.",
        f"Tidak ada data bawaan bernama {name!r}.",
        hint_en=f"Known: {known}.",
        hint_id=f"Yang dikenal: {known}.",
    )


class Jombang:
    """Kabupaten Jombang: the study area of the documentation and the demo.

    Boundaries come from COD-AB (credit BPS and OCHA, CC BY-IGO). The zoning is schematic, no plan map; every site is
    invented. Each layer is read when first asked for.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> len(study.kecamatan), len(study.smelters)
    (21, 136)
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Folder of the files."""
        return self._folder

    def pack(self, variant: str | None = None) -> PlanPack:
        """Read the plan pack: three regulations, two schematic plans.

        Parameters
        ----------
        variant
            ``"slag-dipertahankan"`` or ``"slag-dihapus"``: what the law would say if the plan of 2021 had kept or
            dropped the special slag zone. Which of the two holds is not known; by default neither is assumed.
        """
        return petasentra.read_plan_pack(self._folder, variant=variant)

    @cached_property
    def sentra(self) -> Layer:
        """Six invented sites, "Contoh A" to "Contoh F": polygons in EPSG:4326."""
        return self._layer("sentra.geojson")

    @cached_property
    def sentra_points(self) -> Layer:
        """Two more invented sites in EPSG:4326, one a point and one a line."""
        return self._layer("sentra-titik.geojson")

    @cached_property
    def smelters(self) -> Layer:
        """136 invented points in Sumobito and Kesamben, in the numbers published for 2018; EPSG:4326."""
        return self._layer("smelter-rekaan.geojson")

    @cached_property
    def roads(self) -> Layer:
        """Schematic roads between published places; EPSG:4326."""
        return self._layer("roads.geojson")

    @cached_property
    def desa(self) -> Layer:
        """306 desa and kelurahan and 4 forest units, simplified as a coverage; EPSG:32749, metres."""
        return self._layer("desa.fgb")

    @cached_property
    def kecamatan(self) -> Layer:
        """21 kecamatan, the exact union of their desa; EPSG:32749, metres."""
        return self._layer("kecamatan.fgb")

    @cached_property
    def zones(self) -> Layer:
        """Schematic zones of the plan of 2021; EPSG:32749, metres. Those of 2009 are in the pack."""
        return self._layer("zones-2021.fgb")

    @cached_property
    def facts(self) -> Table:
        """Every figure of the study, one row a claim: value, interval, unit, period, scope and source.

        Sources that disagree stand side by side; ``dispute`` numbers the groups of claims whose intervals do not meet,
        -1 where nobody disagrees.
        """
        from petasentra.tables import Table

        from . import _core

        return Table(_core.read_claims(str(self._folder / "facts.csv")))

    def _layer(self, name: str) -> Layer:
        return petasentra.read_layer(self._folder / name)

    def __repr__(self) -> str:
        return f"Jombang study area in {self._folder}"


def jombang() -> Jombang:
    """Open the bundled study area Kabupaten Jombang; nothing is read yet.

    Examples
    --------
    >>> import petasentra as ps
    >>> ps.datasets.jombang().pack().name
    'jombang'
    """
    return Jombang(path("jombang"))


class SentraLists:
    """Two lists of sentra with what is published of them; what nobody states is blank, and nobody saw a primary source.

    Examples
    --------
    >>> import petasentra as ps
    >>> lists = ps.datasets.sentra_lists()
    >>> len(lists.ntb), len(lists.lamongan)
    (20, 13)
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Folder of the files."""
        return self._folder

    @cached_property
    def ntb(self) -> Registry:
        """The 20 sentra of Nusa Tenggara Barat funded by DAK from 2016 to 2024: one placed at its desa, 19 unnamed."""
        return self._registry("ntb-dak.csv")

    @cached_property
    def lamongan(self) -> Registry:
        """Sentra of Kabupaten Lamongan by desa or kecamatan, from pages about decreed sentra; no decree was read."""
        return self._registry("lamongan-sk.csv")

    @cached_property
    def facts(self) -> Table:
        """What is published of both, and of the country, one row a claim, as `Jombang.facts`."""
        from petasentra.tables import Table

        from . import _core

        return Table(_core.read_claims(str(self._folder / "facts.csv")))

    def _registry(self, name: str) -> Registry:
        from petasentra.sentra.registry.reading import read_registry

        return read_registry(self._folder / name, crs="EPSG:4326")

    def __repr__(self) -> str:
        return f"Lists of sentra in {self._folder}"


def sentra_lists() -> SentraLists:
    """Open the bundled lists of sentra; nothing is read yet.

    Examples
    --------
    >>> import petasentra as ps
    >>> ps.datasets.sentra_lists().ntb.summary("province").to_pylist()[0]["position_unknown"]
    19
    """
    return SentraLists(path("sentra"))
