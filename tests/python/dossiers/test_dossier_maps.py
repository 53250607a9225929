"""The maps: drawn from the JSON, as vectors in the PDF, honest about what is schematic and how sure lines are."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely

import petasentra as ps
from petasentra.dossiers.map_drawing import draw_map

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-06-01"


@pytest.fixture(scope="module")
def values(dossier: ps.Dossier) -> Any:
    return dossier.document["inputs"]["map"]


def test_the_page_has_both_maps_as_images_with_a_text_that_tells_them(files: dict[str, Path]) -> None:
    text = files["html"].read_text(encoding="utf-8")
    images = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)">', text)
    assert len(images) == 2
    for data, alt in images:
        drawn = base64.b64decode(data).decode("utf-8")
        assert drawn.startswith("<svg ")
        assert drawn.count("<path") > 40
        assert "<image" not in drawn  # vectors only
        assert "utara di atas" in alt
    near, wide = images[0][1], images[1][1]
    assert "tapak Contoh A" in near
    assert "Kawasan Tanaman Pangan (P-1)" in near
    assert "batas zona tidak pasti, ± 20 m" in near
    assert "skematik" in near
    assert "slag: Peleburan Surabaya – Sentra Kendalsari" in wide


def test_the_pdf_has_the_maps_as_vectors_and_no_picture_of_dots(files: dict[str, Path]) -> None:
    listed = subprocess.run(["pdfimages", "-list", files["pdf"]], capture_output=True, text=True, check=True).stdout
    assert listed.splitlines()[2:] == []
    assert b"/Figure" in _unpacked(files["pdf"])


def _unpacked(path: Path) -> bytes:
    import zlib

    raw = path.read_bytes()
    found = [raw]
    for start in re.finditer(rb"stream\r?\n", raw):
        try:
            found.append(zlib.decompressobj().decompress(raw[start.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_who_is_credited_and_how_sure_lines_are_is_told(dossier: ps.Dossier) -> None:
    section = dossier.sections["map"]
    notes = " ".join(one["en"] for one in section["notes"])
    assert "Kecamatan boundary: COD-AB Indonesia 2020 (BPS, OCHA; CC BY-IGO)" in notes
    assert "off by up to 131 m; no official boundary" in notes
    assert "may be off by 20 m to either side" in notes
    assert "Roads are drawn schematically" in notes
    assert section["marks"] == ["schematic", "invented", "unverified"]


def test_every_b3_leg_of_the_chain_is_drawn_or_counted(dossier: ps.Dossier, values: Any) -> None:
    chain = dossier.document["inputs"]["chain"]
    legs = {(one["other"], one["commodity"]) for side in ("inputs", "outputs") for one in chain[side] if one["b3"]}
    drawn = {(one["from"] if one["to"] == chain["site"] else one["to"], one["commodity"]) for one in values["legs"]}
    assert drawn == legs
    assert values["legs_not_drawn"] == 0


def test_the_outline_on_the_map_is_the_plot_in_metres(values: Any) -> None:
    frame = ps.datasets.jombang().sentra.to_geopandas()
    plot = frame[frame["site_id"] == "contoh-a"].to_crs(values["crs"]).geometry.iloc[0]
    drawn = shapely.from_wkt(values["site"]["wkt"])
    assert shapely.hausdorff_distance(plot, drawn) < 0.1
    west, south, east, north = values["near"]["window"]
    assert shapely.box(west, south, east, north).contains(drawn)
    assert values["near"]["scale_m"] <= 0.22 * (east - west)


def test_the_same_values_give_the_same_map_and_both_languages_differ_by_the_arrow_only(values: Any) -> None:
    again = json.loads(json.dumps(values))
    assert draw_map(again, "near", "id") == draw_map(values, "near", "id")
    assert draw_map(values, "near", "en") != draw_map(values, "near", "id")


def test_a_dossier_read_back_draws_the_same_page(files: dict[str, Path], tmp_path: Path) -> None:
    again = ps.dossiers.read_dossier(files["json"]).save(tmp_path / "usulan", formats=["html"])
    assert again["html"].read_bytes() == files["html"].read_bytes()


@pytest.mark.parametrize(
    "shape", [shapely.Point(112.354, -7.494), shapely.LineString([(112.35, -7.49), (112.36, -7.5)])]
)
def test_a_plot_that_is_no_area_is_drawn_without_law_roads_or_boundaries(shape: Any, tmp_path: Path) -> None:
    record = ps.dossiers.SentraRecord("k", geometry=shape)
    d = ps.dossier(record, as_of=DAY)
    assert d.sections["map"]["status"] == "given"
    assert d.explain("map", lang="en").count("No zones are drawn") == 1
    assert len(re.findall("<img ", d.save(tmp_path / "u", formats=["html"])["html"].read_text("utf-8"))) == 1


def test_a_layer_of_boundaries_without_credit_says_so_and_what_is_none_is_refused(record: Any) -> None:
    plot = ps.dossiers.SentraRecord("k", geometry=shapely.Point(112.354, -7.494))
    desa = ps.datasets.jombang().desa
    d = ps.dossier(plot, as_of=DAY, boundaries={"desa": desa})
    assert "sumber tidak disebut" in d.explain("map")
    for wrong in (3, {"desa": 3}, {"desa": ps.dossiers.MapLayer(desa, name="perahu")}):
        with pytest.raises(ps.PetasentraError):
            ps.dossier(plot, as_of=DAY, boundaries=wrong)  # type: ignore[arg-type]
    lost = geopandas.GeoDataFrame({"name": ["a"]}, geometry=[shapely.box(0, 0, 1, 1)])
    with pytest.raises(ps.CrsError):
        ps.dossier(plot, as_of=DAY, boundaries={"desa": lost})
    assert ps.dossier(record, as_of=DAY).sections["map"]["status"] == "not_given"


def test_names_that_are_personal_are_not_on_the_map() -> None:
    plot = ps.dossiers.SentraRecord("k", geometry=shapely.Point(112.354, -7.494))
    frame = geopandas.GeoDataFrame({"name": ["Bu Siti"]}, geometry=[shapely.box(112.3, -7.5, 112.4, -7.4)], crs=4326)
    lines = geopandas.GeoDataFrame(
        {"kelas": ["Jalan Lokal"]}, geometry=[shapely.LineString([(112.35, -7.49), (112.36, -7.5)])], crs=4326
    )
    layer = ps.Layer.from_geopandas(frame).with_personal(["name"])
    net = ps.RoadNetwork.from_layer(lines.to_crs(32749), columns={"road_class": "kelas"})
    d = ps.dossier(plot, as_of=DAY, net=net, targets=layer, boundaries={"kecamatan": layer})
    assert "Siti" not in d.json()
