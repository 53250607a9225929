"""Sites and their results side by side in one layer: which column keeps its name, which is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.files.load_report import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from petasentra.conformance.check_result import CheckResult
    from petasentra.layers.layer import Layer

#: Columns that say which site a row is and what was asked of it: the same in sites and result, so kept once.
_SHARED = ("site_id", "activity")
#: Names a GeoPackage needs for itself.
_RESERVED = ("fid", "geom")


def sites_with_results(result: CheckResult) -> tuple[Layer, list[Note]]:
    """Return the sites with the result of each beside them, and notes on columns that were renamed.

    The result keeps its names. A column of the sites that has one of them, or one a GeoPackage needs, is called
    ``tapak_...`` instead (a GeoPackage does not tell capital letters from small ones); columns marked personal are
    left out.
    """
    from petasentra.layers.layer import Layer

    sites, results = result.sites.to_arrow(), result.table.to_arrow()
    personal, shape = result.sites.personal, result.sites.geometry_name
    # A pandas index is no column of the sites.
    sites = sites.drop_columns([n for n in sites.column_names if n in personal or n.startswith("__index_level_")])
    same = [name for name in _SHARED if name in sites.column_names and _texts(sites, name) == _texts(results, name)]
    sites = sites.drop_columns(same)
    renamed = new_names([n for n in sites.column_names if n != shape], taken=[*results.column_names, *_RESERVED, shape])
    sites = sites.rename_columns([renamed.get(name, name) for name in sites.column_names]).replace_schema_metadata()
    for field, values in zip(results.schema, results.columns, strict=True):
        sites = sites.append_column(field, values)
    return Layer.from_arrow(sites, geometry=shape), _renamed(renamed)


def new_names(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return a new name for each column whose name is taken, without regard to capital letters.

    Examples
    --------
    >>> from petasentra.cli.site_columns import new_names
    >>> new_names(["Verdict", "luas", "LUAS", "tapak_verdict"], taken=["verdict"])
    {'Verdict': 'tapak_Verdict_2', 'LUAS': 'tapak_LUAS'}
    """
    names = list(names)
    used = {name.casefold() for name in taken}
    keep: set[str] = set()
    for name in names:
        if name.casefold() not in used:
            keep.add(name)
            used.add(name.casefold())
    found: dict[str, str] = {}
    for name in names:
        if name in keep:
            continue
        fresh, number = f"tapak_{name}", 2
        while fresh.casefold() in used:
            fresh, number = f"tapak_{name}_{number}", number + 1
        used.add(fresh.casefold())
        found[name] = fresh
    return found


def _texts(table: pa.Table, name: str) -> list[str]:
    return [str(value) for value in table.column(name).to_pylist()]


def _renamed(names: dict[str, str]) -> list[Note]:
    if not names:
        return []
    pairs = ", ".join(f"{old} → {new}" for old, new in names.items())
    return [
        Note(
            "COLUMN_RENAMED",
            f"Kolom tapak yang namanya dipakai hasil pemeriksaan atau oleh GeoPackage diberi nama lain: {pairs}.",
            f"Columns of the sites whose names the result or the GeoPackage needs were renamed: {pairs}.",
        )
    ]
