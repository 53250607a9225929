"""Sites and their results side by side in one layer: which column keeps its name, which is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.load_report import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopandas import GeoDataFrame

    from petasentra.conformance import CheckResult
    from petasentra.layers import Layer

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
    from petasentra.layers import Layer

    personal = result.sites.personal
    frame = result.sites.to_geopandas()
    frame = frame.drop(columns=[name for name in frame.columns if name in personal])
    results = result.table.to_pandas()
    same = [name for name in _SHARED if name in frame.columns and _texts(frame[name]) == _texts(results[name])]
    frame = frame.drop(columns=same)
    shape = frame.geometry.name
    own = [str(name) for name in frame.columns if name != shape]
    renamed = new_names(own, taken=[*results.columns, *_RESERVED, shape])
    frame = frame.rename(columns=renamed)
    for name in results.columns:
        frame[name] = results[name].to_numpy()
    return Layer.from_geopandas(_geometry_last(frame)), _renamed(renamed)


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


def _geometry_last(frame: GeoDataFrame) -> GeoDataFrame:
    shape = frame.geometry.name
    return frame[[name for name in frame.columns if name != shape] + [shape]]


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]


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
