"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from petasentra.plotting.language import Lang

LangOption = Annotated[
    Lang, typer.Option("--lang", help="Bahasa pesan dan laporan. | Language of messages and reports.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Satu dokumen JSON di keluaran standar. | One JSON document on standard output.")
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Tampilkan jejak kesalahan program. | Show the traceback of a bug.")
]
OutFolder = Annotated[
    Path | None,
    typer.Option("--out", help="Folder untuk berkas hasil. | Folder for the result files.", file_okay=False),
]
PackFolder = Annotated[Path, typer.Argument(help="Folder paket rencana. | Folder of a plan pack.")]
PerimeterFile = Annotated[
    Path | None,
    typer.Option("--perimeter", help="Batas wilayah yang harus tertutup zona. | Ground the zones must cover."),
]
PerimeterCrs = Annotated[
    str | None,
    typer.Option("--perimeter-crs", help="CRS batas wilayah bila berkasnya tidak menyebutnya. | CRS of the perimeter."),
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", help="Pengodean teks, mis. CP1252. | Encoding of the text, e.g. CP1252.")
]

# Of the commands about a layer of zones.
ZonesFile = Annotated[Path, typer.Argument(help="Berkas zona: poligon. | Zones: polygons.")]
ZonesLayer = Annotated[str | None, typer.Option("--layer", help="Lapisan di dalam berkas. | Layer in the file.")]
ZonesCrs = Annotated[
    str | None,
    typer.Option("--crs", help="CRS zona bila berkas tidak menyebutnya. | CRS of the zones if their file has none."),
]
ToleranceM = Annotated[
    float,
    typer.Option(
        "--tolerance-m", "--tolerance", help="Selisih yang dibiarkan, meter. | Deviation that is no fault, metres."
    ),
]
SliverM2 = Annotated[
    float, typer.Option("--sliver-m2", help="Luas terkecil sebuah bagian zona. | Smallest part of a zone.")
]
FeatureId = Annotated[
    str | None, typer.Option("--feature-id", help="Kolom nama fitur. | Column that names the features.")
]
ValidFrom = Annotated[
    str | None, typer.Option("--valid-from", help="Kolom hari pertama berlaku. | Column: first day in force.")
]
ValidTo = Annotated[
    str | None,
    typer.Option("--valid-to", help="Kolom hari pertama tidak berlaku lagi. | Column: first day out of force."),
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", min=1, help="Banyaknya utas; hasil tidak berubah. | Threads; results stay the same."),
]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        help="Hanya yang sudah diumumkan pada tanggal ini. | Only what had been published by this day, YYYY-MM-DD.",
    ),
]
KnownThen = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        help="Hanya yang sudah diumumkan pada tanggal ini, atau as_of: pada tiap harinya. | Only what had been "
        "published by this day, or as_of: by each day itself.",
    ),
]
AsOf = Annotated[str, typer.Option("--as-of", help="Pada tanggal, TTTT-BB-HH. | As of this day, YYYY-MM-DD.")]

# Of the commands that ask a plan pack about sites more than once.
SitesFile = Annotated[
    Path, typer.Argument(help="Berkas tapak: titik, garis atau poligon. | Sites: points, lines or polygons.")
]
PackOption = Annotated[
    Path, typer.Option("--pack", help="Folder paket rencana. | Folder of a plan pack.", file_okay=False)
]
VariantName = Annotated[str | None, typer.Option("--variant", help="Varian paket. | Variant of the pack.")]
ActivityColumn = Annotated[
    str, typer.Option("--activity", help="Kolom kegiatan pada tapak. | Activity column of the sites.")
]
ForActivity = Annotated[
    str | None, typer.Option("--for-activity", help="Satu kegiatan untuk semua tapak. | One activity for all sites.")
]
SiteIdColumn = Annotated[str, typer.Option("--site-id", help="Kolom nama tapak. | Column that names the site.")]
SitesLayer = Annotated[
    str | None, typer.Option("--layer", help="Lapisan di dalam berkas tapak. | Layer in the file of sites.")
]
SitesCrs = Annotated[
    str | None,
    typer.Option("--crs", help="CRS tapak bila berkas tidak menyebutnya. | CRS of the sites if their file has none."),
]

# Of the commands that travel by road.
RoadColumns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        help="Kolom jalan: rbi, osm, atau keterangan=kolom, mis. road_class=KELAS. "
        "| Columns of the roads: rbi, osm, or fact=column, repeatable.",
    ),
]
JoinToleranceM = Annotated[
    float,
    typer.Option("--tolerance-m", help="Sambung ujung jalan sedekat ini, 0-50 m. | Join ends this near, metres."),
]
RoadCrossings = Annotated[
    bool, typer.Option("--crossings", help="Jalan yang bersilangan bertemu. | Roads that cross meet.")
]
SnapLimitM = Annotated[
    float, typer.Option("--limit-m", help="Jarak terjauh tempat dari jalan. | Farthest a place may be from a road.")
]
WithoutClass = Annotated[
    str | None, typer.Option("--without-class", help="Kelas bagi jalan tanpa kelas. | Class of roads that state none.")
]
RoadsLayer = Annotated[
    str | None, typer.Option("--roads-layer", help="Lapisan di dalam berkas jalan. | Layer in the file of roads.")
]
RoadsCrs = Annotated[str | None, typer.Option("--roads-crs", help="CRS jalan. | CRS of the roads.")]
