"""``petasentra site``: which candidates the law allows and suit best, and which of them serve a demand best."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from petasentra.cli import show
from petasentra.cli.option_groups import Manner, grouped
from petasentra.cli.running import print_json
from petasentra.inputs.columns import columns_of

if TYPE_CHECKING:
    from petasentra.criteria.result import Suitability


@grouped
def site(
    candidates: Annotated[Path, typer.Argument(help="Calon lokasi: titik atau bidang. | Candidates: points or areas.")],
    criteria: Annotated[
        Path | None,
        typer.Option("--criteria", help="Berkas .toml berisi kriteria. | A .toml file of criteria."),
    ] = None,
    pack: Annotated[
        Path | None, typer.Option("--pack", help="Folder paket rencana. | Folder of a plan pack.", file_okay=False)
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Pada tanggal, TTTT-BB-HH. | As of this day.")] = None,
    activity: Annotated[str, typer.Option("--activity", help="Kolom kegiatan. | Activity column.")] = "activity",
    for_activity: Annotated[
        str | None, typer.Option("--for-activity", help="Satu kegiatan untuk semua. | One activity for all.")
    ] = None,
    site_id: Annotated[
        str | None, typer.Option("--site-id", help="Kolom nama calon. | Column that names them.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="Berapa yang terbaik. | How many of the best.")] = 10,
    demand: Annotated[
        Path | None, typer.Option("--demand", help="Yang harus dilayani, misalnya unit usaha. | What is to be served.")
    ] = None,
    p: Annotated[int, typer.Option("-p", "--sites", min=1, help="Berapa lokasi dipilih. | How many sites.")] = 1,
    method: Annotated[
        Literal["p-median", "mclp", "capacitated"],
        typer.Option("--method", help="Jarak terpendek, cakupan, atau berkapasitas. | Travel, cover, or capacities."),
    ] = "p-median",
    cover: Annotated[
        float | None,
        typer.Option("--cover", help="Untuk mclp: menit bila ada --roads, selain itu meter. | Minutes, else metres."),
    ] = None,
    weight: Annotated[str | None, typer.Option("--weight", help="Kolom kebutuhan. | Column: how much.")] = None,
    capacity: Annotated[str | None, typer.Option("--capacity", help="Kolom kapasitas. | Column of capacities.")] = None,
    demand_id: Annotated[str | None, typer.Option("--demand-id", help="Kolom nama. | Column that names them.")] = None,
    roads: Annotated[
        Path | None, typer.Option("--roads", help="Jalan; tanpa ini garis lurus. | Roads; else straight lines.")
    ] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--columns", help="Kolom jalan, seperti access. | Columns of the roads.")
    ] = None,
    vehicle: Annotated[str, typer.Option("--vehicle", help="Kendaraan, seperti access. | Vehicle.")] = "car",
    layer: Annotated[str | None, typer.Option("--layer", help="Lapisan calon. | Layer of the candidates.")] = None,
    crs: Annotated[str | None, typer.Option("--crs", help="CRS calon. | CRS of the candidates.")] = None,
    *,
    manner: Manner,
) -> None:
    """Pilih lokasi: ketentuan, lalu kriteria, lalu layanan. | Site: the law, then criteria, then service.

    Calon yang tidak diperbolehkan atau melewati batas tidak dipilih, dan tetap ada dengan sebabnya.
    Candidates that the law excludes or that are beyond a limit are not chosen, and stay with the reason.

    Kode keluar 0 bila ada calon yang dapat dipakai, semuanya diketahui, dan semua kebutuhan terlayani, selain itu 1.
    Exit code 0 if a candidate can be used, all is known, and all demand is served, else 1.
    """
    with manner.running():
        import petasentra as ps
        from petasentra.cli import site_show
        from petasentra.cli.site_answer import SiteAnswer, document, notice
        from petasentra.cli.site_files import write_files
        from petasentra.cli.site_reading import read_criteria

        _refuse(criteria=criteria, pack=pack, as_of=as_of, demand=demand)
        places = ps.read_layer(candidates, layer=layer, crs=crs)
        suited = None
        if criteria is not None:
            with manner.progress("Menilai", "Ranking") as progress, columns_of(candidates):
                suited = ps.suitability(
                    places, read_criteria(criteria), pack=None if pack is None else ps.read_plan_pack(pack),
                    as_of=as_of, activity=activity, for_activity=for_activity, site_id=site_id, progress=progress,
                    threads=manner.threads,
                )  # fmt: skip
        located = None
        if demand is not None:
            with manner.progress("Memilih", "Choosing") as progress:
                located = _locate(
                    ps.read_layer(demand), places, suited, roads, columns or [],
                    {"p": p, "method": method, "weight": weight, "demand_id": demand_id, "progress": progress,
                     "threads": manner.threads} | _asked(method, cover, capacity, roads, vehicle), site_id,
                )  # fmt: skip
        answer = SiteAnswer(candidates, suited, located, top)
        files = write_files(answer, manner.out, manner.lang)
        if manner.as_json:
            print_json(document(answer, files))
        else:
            console = show.console()
            site_show.site_answer(answer, manner.lang, console)
            show.file_list(files, manner.lang, console)
            show.notice(notice(answer, manner.lang), console)
        manner.end(found=answer.found_anything)


def _refuse(*, criteria: Path | None, pack: Path | None, as_of: str | None, demand: Path | None) -> None:
    from petasentra.errors import OptionError

    if criteria is None and demand is None:
        raise OptionError(
            "Neither --criteria nor --demand is given.", "--criteria dan --demand belum diberikan.",
            hint_en="Criteria put candidates in order; a demand chooses among them.",
            hint_id="Kriteria mengurutkan calon; kebutuhan memilih di antaranya.", code=801,
        )  # fmt: skip
    if pack is not None and (criteria is None or as_of is None):
        raise OptionError("--pack needs --criteria and --as-of.", "--pack memerlukan --criteria dan --as-of.", code=801)


def _asked(method: str, cover: float | None, capacity: str | None, roads: Path | None, vehicle: str) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    if cover is not None:
        asked["cover_minutes" if roads else "cover_m"] = cover
    if method == "capacitated" or capacity is not None:
        asked["capacity"] = capacity
    return asked | ({"vehicle": vehicle} if roads else {})


def _locate(
    demand: Any, places: Any, suited: Any, roads: Path | None, columns: list[str],  # noqa: ANN401
    asked: dict[str, Any], site_id: str | None,
) -> Any:  # noqa: ANN401  # fmt: skip
    """Choose among the candidates that the law and the limits leave."""
    import pyarrow as pa

    import petasentra as ps
    from petasentra.inputs.roads import read_roads
    from petasentra.layers.layer import Layer

    net = None
    if roads is not None:
        net = read_roads(roads, columns=columns, tolerance_m=0.0, crossings=False, layer=None, crs=None).network
    column = site_id or ("site_id" if "site_id" in places.columns else None)
    if suited is not None:
        name = "_not_usable"
        columns_of_law = _marks(suited) | {name: [one != "ranked" for one in suited.places["status"]]}
        table = places.to_arrow()
        table = table.drop_columns([one for one in columns_of_law if one in table.column_names])
        for one, values in columns_of_law.items():
            table = table.append_column(one, pa.array(values, pa.bool_()))
        places = Layer.from_arrow(table, geometry=places.geometry_name)
        asked = asked | {"forbidden": name}
    return ps.locate(demand, places, net, candidate_id=column, **asked)


def _marks(suited: Suitability) -> dict[str, list[bool]]:
    """Return what the sites chosen among candidates have to repeat: of which law and zones their standing comes."""
    if suited.check is None and not suited.unverified_criteria:
        return {}
    verified = [True] * len(suited) if suited.check is None else [bool(one) for one in suited.places["verified"]]
    schematic = [False] * len(suited) if suited.check is None else [bool(one) for one in suited.places["schematic"]]
    return {"verified": [one and not suited.unverified_criteria for one in verified], "schematic": schematic}
