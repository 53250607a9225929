"""``petasentra supply``: who supplies whom, what is missing and why, and what one cut does, from tables."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from petasentra.cli import show
from petasentra.cli.option_groups import ByRoad, Manner, grouped
from petasentra.cli.running import print_json


@grouped
def supply(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder berisi tabel: sumber, pengolah, gudang, pembeli, komoditas, kendaraan, izin, dokumen, "
            "batas-rute, periode, rute atau jalan; CSV, XLSX, GeoPackage, GeoJSON. | Folder of tables by name: "
            "sources, processors, storages, markets, commodities, vehicles, permits, movements, leg_limits, periods, "
            "legs or roads."
        ),
    ],
    roads: Annotated[
        Path | None,
        typer.Option("--roads", help="Jalan, bila tidak ada di folder. | Roads, if they are not in the folder."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Hari yang dipakai menilai izin. | Day on which permits are looked at."),
    ] = None,
    permits: Annotated[
        Literal["enforce", "report"],
        typer.Option(
            "--permits",
            help="enforce: izin ditaati; report: aliran tanpa izin dihitung, lalu dilaporkan. "
            "| enforce: permits hold; report: as if they did not, and what breaks them is told.",
        ),
    ] = "enforce",
    cuts: Annotated[
        int,
        typer.Option(
            "--cuts",
            min=0,
            help="Berapa putus terberat yang ditampilkan; 0: tidak dihitung. | Worst cuts told; 0: none.",
        ),
    ] = 10,
    by: Annotated[
        Literal["section", "name"],
        typer.Option("--by", help="Jalan diputus per ruas, atau per nama. | Cut roads by section, or by name."),
    ] = "section",
    people: Annotated[
        Path | None,
        typer.Option("--people", help="Lapisan penduduk (titik atau wilayah). | Layer of people, points or areas."),
    ] = None,
    population: Annotated[
        str, typer.Option("--population", help="Kolom jumlah penduduk. | Column with how many live there.")
    ] = "population",
    rice_field: Annotated[
        Path | None,
        typer.Option("--rice-field", help="Lapisan sawah, misalnya KP2B. | Layer of rice fields, such as KP2B."),
    ] = None,
    corridor_m: Annotated[
        float | None,
        typer.Option(
            "--corridor-m",
            help="Sejauh ini dari jalan penduduk dan sawah dihitung. | How far from the road both count.",
        ),
    ] = None,
    flood: Annotated[
        Path | None,
        typer.Option(
            "--flood",
            help="Wilayah banjir, bila tidak ada di folder. | Floods, if they are not in the folder.",
        ),
    ] = None,
    flood_by: Annotated[
        str | None,
        typer.Option(
            "--flood-by",
            help="Kolom yang nilainya menyatukan wilayah banjir, misalnya kala ulang. "
            "| Column whose equal values are one flood, such as a return period.",
        ),
    ] = None,
    flood_slow: Annotated[
        str | None,
        typer.Option(
            "--flood-slow",
            help="Bagian kecepatan yang tersisa di jalan yang terkena (0,5), atau kolomnya; tanpa ini ditutup. "
            "| Share of speed that wet roads keep (0.5), or a column of it; without it they are closed.",
        ),
    ] = None,
    flood_class: Annotated[
        list[str] | None,
        typer.Option(
            "--flood-class",
            help="Bagian kecepatan yang tersisa di satu kelas jalan (lokal=0,3; 0: ditutup), boleh diulang. "
            "| Share of speed that wet roads of a class keep, repeatable.",
        ),
    ] = None,
    flood_bridges: Annotated[
        Literal["flooded", "open"],
        typer.Option(
            "--flood-bridges",
            help="Jembatan: seperti jalan lain, atau tetap dapat dilalui. | Bridges: as other roads, or open.",
        ),
    ] = "flooded",
    flood_sites: Annotated[
        Literal["closed", "cut_off"],
        typer.Option(
            "--flood-sites",
            help="Tempat di dalam wilayah banjir: berhenti, atau hanya kehilangan jalannya. "
            "| Sites within: they stand still, or lose only their roads.",
        ),
    ] = "closed",
    numbers: Annotated[
        Literal["id", "en"] | None,
        typer.Option(
            "--numbers", help="Cara menulis angka: id 1.500,5 atau en 1,500.5. | How numbers are written, if unclear."
        ),
    ] = None,
    *,
    by_road: ByRoad,
    manner: Manner,
) -> None:
    """Rantai pasok: siapa memasok siapa, apa yang kurang. | Supply chain: who supplies whom, what is missing.

    Aliran termurah dari sumber sampai pembeli, yang tidak terpenuhi dengan sebabnya, harga tiap batas, akibat putusnya
    satu jalan atau hilangnya satu tapak, akibat banjir di atas jalan, dan perjalanan B3.
    The cheapest flows, what is missing and why, what each limit is worth, what a cut or a flood does, where B3 goes.

    Kode keluar 0 bila semua permintaan terpenuhi dan tidak ada temuan, selain itu 1.
    Exit code 0 if all demand is met and nothing is found, else 1.
    """
    of_files: dict[str, dict[str, str]] = (
        {str(roads): {"layer": "--roads-layer", "crs": "--roads-crs"}} if roads else {}
    )
    with manner.running(of_files):
        from petasentra.cli import supply_show
        from petasentra.cli.supply_answer import Along, Asked, FloodAsked, answer, class_shares, document
        from petasentra.cli.supply_files import write_files
        from petasentra.inputs.chain import RoadsAsked, read_chain

        ways = RoadsAsked(
            roads, by_road.columns or [], by_road.tolerance_m, by_road.crossings, by_road.roads_layer,
            by_road.roads_crs, by_road.limit_m, by_road.without_class,
        )  # fmt: skip
        read = read_chain(folder, ways, numbers=numbers, threads=manner.threads)
        with manner.progress("Menghitung", "Solving") as progress:
            along = Along(people, population, rice_field, corridor_m)
            water = FloodAsked(
                flood or read.files.get("floods"), flood_by, flood_slow, class_shares(flood_class or []),
                flood_bridges, flood_sites,
            )  # fmt: skip
            if water.path is not None:
                of_files[str(water.path)] = {"by": "--flood-by"}
            found = answer(Asked(as_of, permits, cuts, by, along, water), read, progress)
        files = write_files(found, manner.out, manner.lang)
        if manner.as_json:
            print_json(document(found, files, [asdict(note) for note in read.notes]))
        else:
            lang, console = manner.lang, show.console()
            supply_show.supply_answer(found, lang, console)
            show.reading_notes(read.roads.reports if read.roads else (), lang, console, of_files)
            show.column_notes(read.notes, lang, console)
            show.file_list(files, lang, console)
            show.notice(supply_show.notice(found, lang), console)
        manner.end(found=found.found_anything)
