"""Two lists of sentra from what is published: NTB's by funding, Lamongan's by decree. What nobody states stays blank.

Ids are ours. Places are centroids of desa: the sentra themselves were not located.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    "id", "nama_sentra", "komoditas", "provinsi", "kabupaten", "kecamatan", "desa", "lon", "lat", "posisi",
    "unit_usaha", "tenaga_kerja", "produksi", "nomor_sk", "tanggal_sk", "tahun_dak", "sumber", "terverifikasi",
    "rekaan", "catatan",
)  # fmt: skip
ARTICLE = "artikel daring tentang sentra DAK di NTB"
PAGES = "laman daerah tentang sentra industri ber-SK"
NTB_SENTRA, NTB_YEARS = 20, "2016-2024"
#: Commodities that the article names beside food, the only one of which it places a sentra.
NTB_COMMODITIES = ("tekstil", "kerajinan", "logam", "perhiasan", "garam beryodium", "rumah kemasan")
#: Commodity, kecamatan, desa (empty: only the kecamatan is stated), units.
LAMONGAN = (
    ("tenun ikat", "Maduran", "Parengan", "28"),
    ("batik", "Paciran", "Sendangagung", ""),
    ("batik", "Paciran", "Sendangduwur", ""),
    ("bordir", "Paciran", "", ""),
    ("bordir", "Glagah", "", ""),
    ("bordir", "Karangbinangun", "", ""),
    ("kopyah", "Turi", "Putatkumpul", ""),
    ("kopyah", "Turi", "Pomahanjanggan", ""),
    ("kopyah", "Kalitengah", "Bojoasri", ""),
    ("kopyah", "Kalitengah", "Pengangsalan", ""),
    ("tikar", "Tikung", "Jotosanur", ""),
    ("konveksi", "Babat", "Tritunggal", ""),
    ("kerajinan eceng gondok", "Tikung", "", ""),
)


def ntb_rows() -> list[dict[str, str]]:
    """20 rows: a sentra that is named and placed at its desa, one a further commodity, 13 of which less is known."""
    rows = [
        _row(
            "NTB-01",
            nama_sentra="Sentra IKM Olahan Pangan",
            komoditas="pangan",
            kabupaten="Kab. Lombok Tengah",
            kecamatan="Batukliang",
            desa="Aik Darek",
            lon="116.29670",
            lat="-8.59933",
            posisi="desa_centroid",
            tenaga_kerja="30",
            produksi="lebih dari 18 t/tahun",
            tahun_dak="2023",
            catatan="titik tengah desa, dihitung dari batas yang beredar; letak sentranya tidak diketahui",
        )  # fmt: skip
    ]
    for number in range(2, NTB_SENTRA + 1):
        named = number - 2 < len(NTB_COMMODITIES)
        rows.append(
            _row(
                f"NTB-{number:02}",
                komoditas=NTB_COMMODITIES[number - 2] if named else "Belum diketahui",
                tahun_dak=NTB_YEARS,
                catatan="komoditas ini disebut, sentranya tidak dinamai; paling sedikit satu"
                if named
                else "termasuk dalam hitungan 20 sentra; nama, komoditas, dan tempatnya tidak disebut",
            )  # fmt: skip
        )
    return [row | {"provinsi": "Nusa Tenggara Barat", "sumber": ARTICLE} for row in rows]


def lamongan_rows(shared: Path) -> list[dict[str, str]]:
    """13 rows: a commodity at a desa or kecamatan each, as the pages state them."""
    desa = gpd.read_file(shared / "admin" / "lamongan_desa.gpkg").to_crs(32749)
    rows = []
    for number, (commodity, kecamatan, village, units) in enumerate(LAMONGAN, 1):
        place = {"posisi": "position_unknown"}
        note = "sumber tidak menyebut apakah tiap tempat satu sentra"
        if village:
            (shape,) = desa[(desa["district"] == kecamatan) & (desa["village"] == village)].geometry
            middle = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
            (at,) = gpd.GeoSeries([middle], crs=32749).to_crs(4326)
            place = {"lon": f"{at.x:.5f}", "lat": f"{at.y:.5f}", "posisi": "desa_centroid"}
            note += "; titik tengah desa, dihitung dari COD-AB 2020"
        rows.append(
            _row(
                f"LMG-{number:02}",
                nama_sentra=f"Sentra {commodity} {village or kecamatan}",
                komoditas=commodity,
                provinsi="Jawa Timur",
                kabupaten="Kab. Lamongan",
                kecamatan=kecamatan,
                desa=village,
                unit_usaha=units,
                sumber=PAGES,
                catatan=note,
                **place,
            )  # fmt: skip
        )
    return rows


def facts() -> list[dict[str, str]]:
    """What is published of both lists, and of the country, a claim a row."""
    columns = ("subject", "attribute", "value", "low", "high", "unit", "period", "scope", "source")
    page = "laman daring tentang sentra industri ber-SK"
    news = "berita daring tentang DAK sentra"
    told = [
        ("NTB", "sentra", "20", "20", "20", "sentra", "2016-2024", "DAK", ARTICLE),
        ("NTB", "kabupaten", "8 kabupaten, 2 kota", "", "", "", "", "DAK", ARTICLE),
        ("NTB", "commodities", "tekstil, kerajinan, logam, pangan, perhiasan, garam beryodium, rumah kemasan", "", "",
         "", "", "DAK", ARTICLE),
        ("Indonesia", "sentra", "10514", "10514", "10514", "sentra", "2020", "nasional", page),
        ("Indonesia", "units", "456488", "456488", "456488", "IKM", "2020", "nasional", page),
        ("Indonesia", "workers", "1323191", "1323191", "1323191", "people", "2020", "nasional", page),
        ("Indonesia", "sentra", "12186", "12186", "12186", "sentra", "2017", "nasional 2017", news),
        ("Indonesia", "units", "270197", "270197", "270197", "IKM", "2017", "nasional 2017", news),
        ("tenun ikat Parengan", "units", "28", "28", "28", "IKM", "", "sentra", PAGES),
        ("tenun ikat Parengan", "workers of a unit", "25-250", "25", "250", "people", "", "unit", PAGES),
    ]  # fmt: skip
    return [dict(zip(columns, row, strict=True)) | {"verified": "false"} for row in told]


def _row(ident: str, **cells: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {
        "id": ident, "posisi": "position_unknown", "terverifikasi": "false", "rekaan": "false",
    } | cells  # fmt: skip
