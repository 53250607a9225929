"""Reading of a list of sentra from a file, a layer or a table."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.errors import SchemaError
from petasentra.layers.layer import Layer
from petasentra.sentra.arguments import refused
from petasentra.sentra.registry.columns import columns_of_list
from petasentra.sentra.registry.registry import Registry
from petasentra.sentra.registry.rows import rows_of_list
from petasentra.sentra.units import NO_GEOMETRY_CODE, layer_and_table
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra.crs import CrsLike
    from petasentra.layers.layer import LayerLike
    from petasentra.sentra.units import UnitsLike

__all__ = ["list_of_file", "read_registry"]

_SHEETS = (".csv", ".tsv", ".xlsx", ".xlsm")


def read_registry(
    source: str | os.PathLike[str] | UnitsLike,
    *,
    columns: Mapping[str, str | None] | None = None,
    crs: CrsLike = None,
    layer: str | None = None,
    encoding: str | None = None,
    named_source: str = "",
    boundaries: LayerLike | None = None,
    tolerance_m: float = 1000.0,
    threads: int | None = None,
) -> Registry:
    """Read a list of many sentra as one table; every row stays, with what is wrong about it as findings.

    Parameters
    ----------
    source
        A CSV or XLSX file with or without coordinates, any file that `petasentra.read_layer` reads, a Layer, a
        GeoDataFrame or a table.
    columns
        Columns by what they mean, where their names do not tell it: ``{"commodity": "JENIS"}``; None switches one off.
        Meanings: ``sentra_id name commodity kbli province kabupaten kecamatan desa place area_code position units
        workers production production_unit sk_number sk_date source verified invented``. Names that are understood are
        those of the profile ``sentra-register`` (``docs/profiles.md``).
    crs
        CRS of the coordinates where the file has none. Columns called longitude and latitude are degrees on WGS 84.
    layer, encoding
        As for `petasentra.read_layer`.
    named_source
        What stands as source where a row names none.
    boundaries
        Areas of provinces or kabupaten with their codes or names: coordinates in the sea, or in another area than the
        row states, become findings.
    tolerance_m
        How far outside its area a place may be, since outlines are drawn coarsely.
    threads
        As elsewhere; results never depend on it.

    Returns
    -------
    Registry
        As many rows as the source has, in its order.

    Raises
    ------
    SchemaError
        No column holds a name, a commodity or an id, or a named column is not there.
    CrsError
        There are coordinates and no CRS.
    OptionError
        `columns` names a meaning that there is not, or `source` is nothing that has rows.
    IoError
        The file cannot be read.

    Examples
    --------
    >>> import pandas, petasentra as ps
    >>> rows = pandas.DataFrame({
    ...     "Nama Sentra": ["Batik A", "Kopyah B"], "Komoditas": ["Batik", "Belum pilih komoditi"],
    ...     "Kabupaten/Kota": ["Kab. Lamongan"] * 2, "Jumlah Unit": ["28", "belasan"]})
    >>> registry = ps.sentra.read_registry(rows)
    >>> registry.table["commodity"], registry.table["kabupaten_code"], registry.table["units_low"].tolist()
    (['Batik', None], ['35.24', '35.24'], [28.0, 11.0])
    """
    from petasentra.sentra.arguments import metres_given

    far = metres_given("tolerance_m", tolerance_m, zero=True)
    if isinstance(source, str | os.PathLike):
        path = Path(os.fspath(source))
        read, table = list_of_file(path, crs, layer, encoding)
        title, file = path.name, str(path)
    else:
        read, table = layer_and_table(source)
        title, file = ("sentra" if read is None else read.title), ""
    if columns is not None and not hasattr(columns, "items"):
        raise refused("columns", columns, "a mapping of meanings to columns", "pemetaan arti ke kolom")
    if crs is not None and read is not None and read.crs is None:
        read = Layer.from_arrow(read.to_arrow(), geometry=read.geometry_name, crs=crs)
    rows = rows_of_list(title, table, read, columns_of_list(table.columns, columns, file), named_source)
    return Registry(rows, boundaries=boundaries, tolerance_m=far, threads=threads)


def list_of_file(path: Path, crs: CrsLike, layer: str | None, encoding: str | None) -> tuple[Layer | None, Table]:
    """Read a file as a layer and its attributes; a CSV or XLSX without coordinates has no layer."""
    from petasentra.files.reading import read_layer

    try:
        read = read_layer(path, crs=crs, layer=layer, encoding=encoding, rows="points")
    except SchemaError as error:
        if error.code != NO_GEOMETRY_CODE or path.suffix.lower() not in _SHEETS:
            raise
        return None, _sheet(path, layer, encoding)
    return read, read.table


def _sheet(path: Path, layer: str | None, encoding: str | None) -> Table:
    """Return a table of texts, of a file whose rows have no coordinates."""
    import pyarrow as pa

    from petasentra.formats.sheets import read_sheets

    sheets = read_sheets(str(path), encoding=encoding or "")
    sheet = next((one for one in sheets if layer and one.name == layer), sheets[0])
    cells = zip(*sheet.rows, strict=True) if sheet.rows else [()] * len(sheet.columns)
    texts = [[None if cell in (None, "") else str(cell) for cell in column] for column in cells]
    return Table.from_arrow(
        pa.table({name: pa.array(column, pa.string()) for name, column in zip(sheet.columns, texts, strict=True)})
    )
