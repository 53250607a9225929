"""Write the table of administrative areas, ``petasentra/admin/units.csv``, from the shared data.

    python python/tools/make_admin_units.py [--check] [SHARED_DATA]

Kemendagri codes and names come from the boundary files that follow Kepmendagri 300.2.2-2430/2025 (MIT), BPS codes from
COD-AB 2020 (CC BY-IGO, BPS and OCHA). A kecamatan or desa of one source is paired with one of the other

1. by name within the parent, if each name occurs once there,
2. else by place, if each polygon covers more than half of the other and neither has a partner by name.

What has no partner stays alone. The kecamatan of Jombang are not repeated here: they stand in ``kode-wilayah.csv`` of
the study area.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from petasentra.admin.names import normalise_name

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "python" / "petasentra" / "admin" / "units.csv"
STUDIES = {"35.17": ("jombang", 32749), "35.24": ("lamongan", 32749), "52.02": ("lombok_tengah", 32750)}
LISTED_ELSEWHERE = ("35.17",)  # its kecamatan are in data/jombang/kode-wilayah.csv
COLUMNS = ("level", "kemendagri", "bps", "cod_ab", "name", "name_cod_ab", "parent", "matched_by")
Row = dict[str, str]


def main(arguments: list[str]) -> int:
    """Write the table, or with ``--check`` tell whether it is current."""
    check = "--check" in arguments
    folders = [one for one in arguments if one != "--check"]
    shared = Path(folders[0] if folders else os.environ.get("PETASENTRA_SHARED_DATA", ROOT.parent / "shared" / "data"))
    text = units_csv(shared / "admin")
    if check:
        same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        print("units.csv is current" if same else "units.csv differs: run python/tools/make_admin_units.py")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {text.count(chr(10)) - 1} areas, {len(text.encode())} bytes")
    return 0


def units_csv(admin: Path) -> str:
    """Return the table as CSV text."""
    rows = [
        *country_rows(admin / "indonesia_provinsi_kepmendagri.gpkg", "provinsi"),
        *country_rows(admin / "indonesia_kabupaten_kepmendagri.gpkg", "kabupaten"),
    ]
    by_code = {row["kemendagri"]: row for row in rows}
    for code, (study, epsg) in STUDIES.items():
        desa = gpd.read_file(admin / f"{study}_desa.gpkg").to_crs(epsg)
        for level, unit in (("province", by_code[code[:2]]), ("regency", by_code[code])):
            add_cod_ab(unit, desa[f"{level}_code"].iloc[0], desa[level].iloc[0])
        rows += study_rows(admin, code, study, desa)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["kemendagri"] == "", row["kemendagri"], row["cod_ab"])))
    return out.getvalue()


def country_rows(path: Path, level: str) -> Iterable[Row]:
    """Rows of one level of the whole country, Kemendagri codes only."""
    for unit in gpd.read_file(path, ignore_geometry=True).itertuples():
        parent = unit.kode.rpartition(".")[0]
        yield new_row(level, kemendagri=unit.kode, name=unit.nama.strip(), parent=parent)


def study_rows(admin: Path, code: str, study: str, desa: gpd.GeoDataFrame) -> list[Row]:
    """Rows of the kecamatan and desa of one kabupaten."""
    listed = gpd.read_file(admin / "jatim_ntb_kecamatan_kepmendagri.gpkg", ignore_geometry=True)
    listed = listed[listed["kode"].str.startswith(f"{code}.")]
    districts = desa[["district_code", "district"]].drop_duplicates()
    codes_of = {normalise_name(name): cod for cod, name in districts.itertuples(index=False)}
    names_of = dict(districts.itertuples(index=False))
    kecamatan = []
    for unit in listed.itertuples():
        row = new_row("kecamatan", kemendagri=unit.kode, name=unit.nama.strip(), parent=code)
        cod = codes_of.pop(normalise_name(unit.nama), "")
        if cod:
            add_cod_ab(row, cod, names_of[cod])
        kecamatan.append(row)
    if codes_of:
        raise ValueError(f"{study}: kecamatan without a Kemendagri code: {sorted(codes_of)}")
    polygons = gpd.read_file(admin / f"{study}_desa_kepmendagri.gpkg").to_crs(desa.crs)
    polygons["geometry"] = shapely.make_valid(polygons.geometry.to_numpy())
    villages = [row for parent in kecamatan for row in desa_rows(parent, polygons, desa)]
    return villages if code in LISTED_ELSEWHERE else [*kecamatan, *villages]


def desa_rows(parent: Row, polygons: gpd.GeoDataFrame, desa: gpd.GeoDataFrame) -> list[Row]:
    """Rows of the desa of one kecamatan, paired between the two sources."""
    ours = polygons[polygons["kode"].str.startswith(f"{parent['kemendagri']}.")]
    theirs = desa[desa["district_code"] == parent["cod_ab"]]
    lies_on = pairs_by_place(ours, theirs)
    by_name = pairs_by_name(ours["kode"], ours["nama"], theirs["village_code"], theirs["village"])
    names_of = dict(zip(theirs["village_code"], theirs["village"], strict=True))
    taken = set(by_name.values())
    rows = []
    for unit in ours.itertuples():
        row = new_row("desa", kemendagri=unit.kode, name=unit.nama.strip(), parent=parent["kemendagri"])
        rows.append(row)
        place = lies_on.get(unit.kode, "")
        if unit.kode in by_name:
            cod = by_name[unit.kode]
            add_cod_ab(row, cod, names_of[cod], "name and place" if cod == place else "name")
        elif place and place not in taken:
            taken.add(place)
            add_cod_ab(row, place, names_of[place], "place")
    for cod, name in names_of.items():
        if cod not in taken:
            row = new_row("desa", name=name, parent=parent["kemendagri"])
            rows.append(row)
            add_cod_ab(row, cod, name, "")
    return rows


def pairs_by_name(
    ours: Iterable[str], our_names: Iterable[str], theirs: Iterable[str], their_names: Iterable[str]
) -> dict[str, str]:
    """Pair codes whose normalised names are equal and occur once on either side."""
    left = unique_by_name(ours, our_names)
    right = unique_by_name(theirs, their_names)
    return {code: right[name] for name, code in left.items() if name in right}


def unique_by_name(codes: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Return codes by normalised name, those left out that share one."""
    pairs = [(normalise_name(name), code) for code, name in zip(codes, names, strict=True)]
    times = Counter(name for name, _ in pairs)
    return {name: code for name, code in pairs if times[name] == 1}


def pairs_by_place(ours: gpd.GeoDataFrame, theirs: gpd.GeoDataFrame) -> dict[str, str]:
    """Pair polygons of which each covers more than half of the other."""
    left, right = ours.geometry.to_numpy(), theirs.geometry.to_numpy()
    pairs = {}
    for i, j in shapely.STRtree(right).query(left, predicate="intersects").T:
        common = shapely.area(shapely.intersection(left[i], right[j]))
        if common > max(shapely.area(left[i]), shapely.area(right[j])) / 2:
            pairs[ours["kode"].iloc[i]] = theirs["village_code"].iloc[j]
    return pairs


def add_cod_ab(row: Row, code: str, name: str, matched_by: str = "name") -> None:
    """Write the COD-AB side of a pair into a row."""
    # COD-AB writes the BPS code with the prefix "id" (its source column says HDX-BPS).
    row |= {"bps": code.removeprefix("id"), "cod_ab": code, "matched_by": matched_by}
    row["name_cod_ab"] = "" if name == row["name"] else name


def new_row(level: str, *, name: str, parent: str, kemendagri: str = "") -> Row:
    """Return a row with every column, those not given empty."""
    return dict.fromkeys(COLUMNS, "") | {"level": level, "kemendagri": kemendagri, "name": name, "parent": parent}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
