"""``petasentra access``: how long do these places take to the nearest of those, on these roads."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from petasentra.cli import access_show, access_words, show
from petasentra.cli.files import path_texts, plain
from petasentra.cli.hints import as_options
from petasentra.cli.option_groups import ByRoad, Work, grouped
from petasentra.cli.running import ExitCode, print_json
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from petasentra.cli.access_answer import AccessAnswer
    from petasentra.files.load_report import Note
    from petasentra.plotting.language import Lang


@grouped
def access(
    roads: Annotated[
        Path, typer.Argument(help="Jalan: berkas garis, .osm.pbf atau .graphml. | Roads: lines, .osm.pbf or .graphml.")
    ],
    origins: Annotated[Path, typer.Argument(help="Tempat asal. | Origins: points, lines or polygons.")],
    targets: Annotated[
        list[Path],
        typer.Argument(
            help="Tempat tujuan; tiap berkas dijawab tersendiri. "
            "| Targets: points, lines or polygons; each file is answered by itself."
        ),
    ],
    vehicle: Annotated[
        str,
        typer.Option(
            "--vehicle",
            help="car, light_truck, heavy_truck, motorcycle, walk, atau berkas .toml. | Or a .toml file of your own.",
        ),
    ] = "car",
    minutes: Annotated[
        list[float] | None,
        typer.Option("--minutes", min=0.0, help="Batas menit, boleh diulang; bawaan 30. | Limit, repeatable."),
    ] = None,
    nearest: Annotated[
        int, typer.Option("--nearest", min=1, help="Berapa tujuan terdekat. | How many nearest targets.")
    ] = 1,
    largest: Annotated[
        bool, typer.Option("--largest", help="Hanya bagian jaringan terbesar. | Only the largest part of the network.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Hari, bagi jalan musiman. | Day, for roads closed in a season.")
    ] = None,
    origin_id: Annotated[
        str | None, typer.Option("--origin-id", help="Kolom nama tempat asal. | Column that names the origins.")
    ] = None,
    target_id: Annotated[
        str | None, typer.Option("--target-id", help="Kolom nama tujuan. | Column that names the targets.")
    ] = None,
    origins_layer: Annotated[
        str | None, typer.Option("--origins-layer", help="Lapisan tempat asal. | Layer of the origins.")
    ] = None,
    targets_layer: Annotated[
        str | None, typer.Option("--targets-layer", help="Lapisan tujuan. | Layer of the targets.")
    ] = None,
    origins_crs: Annotated[str | None, typer.Option("--origins-crs", help="CRS asal. | CRS of the origins.")] = None,
    targets_crs: Annotated[str | None, typer.Option("--targets-crs", help="CRS tujuan. | CRS of the targets.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Folder, atau satu berkas .csv, .parquet, .gpkg, .html; bila tujuannya beberapa berkas, folder. "
            "| Folder, or one file by its ending; with several files of targets, a folder.",
        ),
    ] = None,
    areas: Annotated[
        bool,
        typer.Option(
            "--areas/--no-areas",
            help="Bidang yang terjangkau, di GeoPackage dan peta; lama bila tujuannya ratusan. "
            "| Ground within reach; slow for hundreds of targets.",
        ),
    ] = True,
    *,
    by_road: ByRoad,
    manner: Work,
) -> None:
    """Waktu tempuh ke tujuan terdekat lewat jalan. | Travel time to the nearest targets by road.

    Siapa mencapai tujuan dalam sekian menit, siapa tidak, dan mengapa; keadaan jaringan jalannya lebih dahulu.
    Who reaches a target within the minutes, who does not, and why; what the road network is like comes first.

    Kode keluar 0 bila setiap asal mencapai tujuan dalam batas terbesar, setiap tujuan terhubung dengan jalan, dan
    jalannya tanpa temuan, selain itu 1.
    Exit code 0 if every origin reaches a target within the largest limit, every target is on a road, and the roads
    have no finding, else 1.
    """
    of_files: dict[str, dict[str, str]] = {}
    asked_of = [("roads", roads), ("origins", origins), *(("targets", path) for path in targets)]
    for what, path in asked_of:
        options = of_files.setdefault(str(path), {})
        for name in ("layer", "crs"):
            # One file may hold all three, each in a layer of its own.
            options[name] = "/".join(dict.fromkeys(filter(None, (options.get(name), f"--{what}-{name}"))))
    with manner.running(of_files):
        import petasentra as ps
        from petasentra.cli.access_answer import Asked, answer
        from petasentra.cli.access_files import files_of, folders_of, names_of, needs_areas, older_files, write_files
        from petasentra.inputs.roads import read_places, read_roads
        from petasentra.optional import MAPS, RESULT_FILES, require

        lang, as_json = manner.lang, manner.as_json
        names = names_of(targets)
        paths = [files_of(one, lang) for one in folders_of(out, names)]
        require(*(RESULT_FILES if out else MAPS), purpose_id="Waktu tempuh", purpose_en="Travel times")
        asked = Asked(
            tuple(sorted(set(minutes or [30.0]))), nearest, by_road.limit_m, by_road.tolerance_m,
            ps.SpeedProfile.load(vehicle), as_of=as_of, without_class=by_road.without_class, largest_only=largest,
            threads=manner.threads,
        )  # fmt: skip
        network = read_roads(
            roads,
            columns=by_road.columns or [],
            tolerance_m=by_road.tolerance_m,
            crossings=by_road.crossings,
            layer=by_road.roads_layer,
            crs=by_road.roads_crs,
        )
        begin = read_places(origins, name=origin_id, layer=origins_layer, crs=origins_crs)
        ends = [read_places(path, name=target_id, layer=targets_layer, crs=targets_crs) for path in targets]
        report = network.network.report()
        documents, codes = [], []
        for end, name, files in zip(ends, names, paths, strict=True):
            with manner.progress("Menempuh", "Travelling") as progress:
                found = answer(asked, network, report, begin, end, progress)
            if files:
                with manner.progress("Menulis", "Writing") as progress:
                    write_files(found, found.areas(progress) if areas and needs_areas(files) else None, files, lang)
            notes = list(dict.fromkeys((*begin.notes, *end.notes)))
            codes.append(_exit_code(found))
            if as_json:
                documents.append(_document(found, files, notes, of_files))
                continue
            if len(targets) > 1:
                access_show.heading(name, end.file, lang, show.console())
            _show(found, files, notes, lang, of_files)
        older = older_files(out, paths)
        if as_json:
            documents = [one | {"older_files": [str(path) for path in older]} for one in documents]
            print_json(documents[0] if len(documents) == 1 else {"answers": documents})
        else:
            access_show.older_files(older, lang, show.console())
        raise typer.Exit(max(codes))


def _exit_code(found: AccessAnswer) -> ExitCode:
    """0 if every origin is there within the largest limit, every target on a road and the roads sound, else 1."""
    many = len(found.origins.ids)
    reached = found.within(found.asked.minutes[-1])[0] == many
    told = worth_telling(found.report.findings, found.likely.costs.findings)
    return ExitCode.DONE if many and reached and not told and not found.targets_off_road else ExitCode.FINDINGS


def _show(
    found: AccessAnswer,
    paths: dict[str, Path],
    notes: list[Note],
    lang: Lang,
    of_files: dict[str, dict[str, str]],
) -> None:
    out = show.console()
    access_show.access_answer(found, lang, out, of_files)
    reports = [*found.roads.reports, *found.origins.reports, *found.targets.reports]
    show.reading_notes(reports, lang, out, of_files)
    show.column_notes(notes, lang, out)
    show.file_list(paths, lang, out)
    show.notice(access_words.notice(found, lang), out)


def _document(
    found: AccessAnswer, paths: dict[str, Path], notes: list[Note], of_files: dict[str, dict[str, str]]
) -> dict[str, Any]:
    report, vehicle = found.report, found.asked.vehicle
    findings = report.findings.to_arrow().drop_columns([report.findings.geometry_name])

    def in_options(row: dict[str, Any]) -> dict[str, Any]:
        words = {name for name in row if name.startswith(("message_", "hint_"))}
        return row | {name: as_options(row[name], found.roads.file, of_files) for name in words if row[name]}

    return {
        "roads": plain(
            {
                "file": found.roads.file, "columns": found.roads.columns or None, "schematic": found.roads.schematic,
                "nodes": report.nodes, "edges": report.edges, "length_km": report.length_km,
                "components": len(report.components), "share_in_largest": report.share_in_largest,
                "dead_ends": report.dead_ends, "ends_near_roads": report.ends_near_roads, "reach_m": report.reach_m,
                "ends_moved": report.ends_moved, "tolerance_m": found.asked.tolerance_m,
                "edges_by_reason": dict(found.likely.costs.reasons),
            }
        ),
        "vehicle": {
            "name": vehicle.name, "title_id": vehicle.title_id, "title_en": vehicle.title_en,
            "verified": all(speed.verified for speed in vehicle.speeds.values()),
        },
        "limit_m": found.asked.limit_m,
        "within": [
            {"minutes": limit, "origins": likely, "origins_min": low, "origins_max": high}
            for limit in found.asked.minutes for likely, low, high in (found.within(limit),)
        ],
        "targets_file": found.targets.file,
        "origins": len(found.origins.ids),
        "targets": len(found.targets.ids),
        "nearest": [plain(row) for row in found.nearest],
        "targets_off_road": [plain(row) for row in found.targets_off_road],
        "findings": [
            plain(in_options(row)) for row in (*findings.to_pylist(), *found.likely.costs.findings.to_pylist())
        ],
        "notes": [asdict(note) for note in notes],
        "files": path_texts(paths),
        "notice_id": access_words.notice(found, "id"),
        "notice_en": access_words.notice(found, "en"),
    }  # fmt: skip
