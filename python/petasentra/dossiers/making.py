"""`petasentra.dossier`: everything that is known of one sentra, gathered once and told in one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.days import as_day
from petasentra.dossiers import gather_ground, gather_work
from petasentra.dossiers.dossier import Dossier, document_of
from petasentra.dossiers.gather_law import asked, law_values
from petasentra.dossiers.gather_map import map_values
from petasentra.dossiers.gather_papers import paper_values
from petasentra.dossiers.map_layers import read_boundaries
from petasentra.dossiers.parts import plain, told
from petasentra.dossiers.subject import IN_DESA, UNPLACED, Subject, read_subject, wrong_type
from petasentra.errors import OptionError
from petasentra.sentra.rule import SentraRule

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Iterable

    from petasentra.conformance.check_result import CheckResult
    from petasentra.days import DayLike
    from petasentra.dossiers.checklist import Checklist
    from petasentra.dossiers.map_layers import MapLayer
    from petasentra.dossiers.proposal_parts import GivenFiles
    from petasentra.dossiers.record import LandRecord, SentraRecord
    from petasentra.impact.claims import Claims
    from petasentra.impact.indicators import Indicators
    from petasentra.impact.inputs import RowSource
    from petasentra.impact.needs import Needs
    from petasentra.impact.records import Records
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import Journey
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.travel import TravelTimes
    from petasentra.sentra.found import FoundSentra
    from petasentra.supply.chain import SupplyChain
    from petasentra.supply.solution import SupplySolution

__all__ = ["dossier"]

#: Parts whose data a caller may call schematic or invented, because they cannot say so themselves.
MARKED = ("access", "chain", "near")


def dossier(
    sentra: SentraRecord | FoundSentra | LayerLike,
    pack: PlanPack | str | os.PathLike[str] | None = None,
    net: RoadNetwork | TravelTimes | None = None,
    chain: SupplyChain | SupplySolution | None = None,
    indicators: Indicators | Claims | None = None,
    needs: Needs | None = None,
    records: Records | None = None,
    documents: Mapping[str, object] | RowSource | None = None,
    *,
    as_of: DayLike | None = None,
    year: int | None = None,
    sentra_id: str | int | None = None,
    site_id: str = "site_id",
    for_activity: str | None = None,
    land: LandRecord | Mapping[str, Any] | None = None,
    found: FoundSentra | None = None,
    found_id: int | None = None,
    rule: str | os.PathLike[str] | SentraRule = "pp29-2018",
    targets: LayerLike | None = None,
    target_id: str = "name",
    journey: Journey | None = None,
    near: Mapping[str, LayerLike] | None = None,
    boundaries: Mapping[str, LayerLike | MapLayer] | None = None,
    known_as: Mapping[str, str] | None = None,
    checklist: str | os.PathLike[str] | Checklist = "dak-fisik-ikm",
    schematic: Iterable[str] = (),
    invented: Iterable[str] = (),
    files: GivenFiles | None = None,
) -> Dossier:
    """Put together the dossier of a proposal for one sentra.

    What is not given is a section that says so, and a row of ``d.missing``: unknown is never no. Nothing is asked of a
    clock or a network; the same inputs give the same bytes of JSON.

    Parameters
    ----------
    sentra
        A `petasentra.dossiers.SentraRecord`, a layer with a row for it, or what `petasentra.find_sentra` found.
    pack
        The law, for conformance on the day of the proposal; a pack or its folder.
    net, targets, target_id, journey
        Roads and the named places to travel to; or travel times that were measured already.
    chain
        A chain, which is solved with the permits of the day, or a solution.
    indicators
        Indicators before and after, or claims, which stay side by side.
    needs
        The needs of its process: the study of supporting units.
    records
        Facilities, services, permits and funding.
    documents
        The papers there are: a mapping of item of the checklist to True, False, a number or a dictionary; or a table
        with ``item`` and ``status``.
    as_of, year
        The day of the proposal, and the year the money is asked for. At least one is needed; a year alone stands for
        its first day, and the dossier says so.
    sentra_id, site_id
        Which row of a layer, and the column that says so; of found sentra its number.
    for_activity
        Activity to check; without it the column ``activity``.
    land
        Who holds the land, see `petasentra.dossiers.LandRecord`.
    found, found_id
        The search that found the sentra, where `sentra` itself is something else.
    rule
        Definition of a sentra, as for `petasentra.find_sentra`.
    near
        Name -> layer of what B3 activities keep a distance from: settlements, rivers, schools.
    boundaries
        Name (``kecamatan``, ``desa``) -> areas for the maps, the larger ones first; as
        `petasentra.dossiers.MapLayer` with credit and accuracy.
    known_as
        What the sentra is called in ``records``, ``chain``, ``indicators``, where it is not its id or name.
    checklist
        A bundled checklist or the path of your own; the day picks its edition.
    schematic, invented
        Parts (``access``, ``chain``, ``near``) whose data are schematic or invented and do not say so themselves.
    files
        The files that all this was read from, as `petasentra.dossiers.read_proposal` gives them: the dossier keeps
        their names and hashes, and `petasentra.replay` reads them again.

    Returns
    -------
    Dossier
        ``d.missing``, ``d.findings``, ``d.explain()``, ``d.save(...)``, ``d.diff(other)``.

    Raises
    ------
    OptionError
        No day and no year, a day that is none, an argument of another type, or no sentra of that id.
    SchemaError, CrsError
        A column is missing, or the plot has no CRS.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> d = ps.dossier(study.sentra, study.pack(), sentra_id="contoh-a", as_of="2026-06-01", year=2027)
    >>> d
    Dossier of Contoh A as of 2026-06-01: 2 of 12 sections given, 25 things missing
    >>> d.answer("conformance", lang="en")
    'cannot be stated yet'
    """
    day, assumed = _day(as_of, year)
    subject = read_subject(sentra, sentra_id=sentra_id, site_id=site_id, land=land, found=found, found_id=found_id)
    names = _names(subject, known_as)
    law = _law(pack, subject, day, for_activity)
    why: dict[str, Any] = {}
    inputs: dict[str, Any] = {
        "as_of": day.isoformat(),
        "year": year,
        "day_assumed": assumed,
        "sentra": _sentra(subject),
        "why": why,
        "marks": _marked(schematic, invented),
        "documents_given": documents is not None,
        "files": None if files is None else files.rows(),
        "roads": {} if files is None else files.roads,
        "definition": gather_ground.definition_values(subject, SentraRule.load(rule), day),
        "conformance": None if law is None else law_values(law, invented=subject.record.invented),
        "land": gather_ground.land_values(subject),
        "facilities": None if records is None else gather_work.record_values(records, names["records"], day),
        "access": None,
        "chain": None,
        "near": None,
        "map": None,
        "indicators": None,
        "needs": None if needs is None else gather_work.need_values(needs),
        "documents": paper_values(checklist, documents, day),
    }
    solution = None if chain is None else gather_work.solved(chain, day)
    if net is not None:
        inputs["access"] = gather_ground.access_values(subject, net, targets, target_id=target_id, journey=journey)
    if solution is not None:
        inputs["chain"] = gather_work.chain_values(solution, names["chain"])
    if near is not None:
        inputs["near"] = gather_ground.near_values(subject, near)
    if indicators is not None:
        inputs["indicators"] = gather_work.indicator_values(indicators, names["indicators"])
    inputs["map"] = map_values(
        subject, law=law, net=net, solution=solution, chain_names=names["chain"], records=records,
        record_names=names["records"], targets=targets, target_id=target_id, boundaries=read_boundaries(boundaries),
    )  # fmt: skip
    given = {"conformance": pack, "access": net, "chain": chain, "near": near, "indicators": indicators}
    unplaced = _UNPLACED.get(subject.record.position, ())
    why |= {
        name: _why(name, subject.record.position if name in unplaced else "")
        for name in (*given, "map", "land")
        if (given.get(name) is not None or name in unplaced) and (inputs[name] is None or name == "land")
    }
    folder = None if law is None or law.pack.folder is None else Path(law.pack.folder).resolve()
    return Dossier(document_of(plain(inputs)), pack_folder=folder, proposal=None if files is None else files.proposal)


_WHY = {
    "conformance": ("Tapak atau kegiatannya tidak diberikan.", "The plot or its activity is not given."),
    "access": ("Tapak atau tujuannya tidak diberikan.", "The plot or the targets are not given."),
    "chain": ("Rantai pasok tidak memuat sentra ini.", "The chain has no site of this sentra."),
    "near": ("Tapak tidak diberikan.", "The plot is not given."),
    "indicators": ("Tidak ada angka tentang sentra ini.", "No figure is about this sentra."),
}
_WHY_NO_PLACE = {
    UNPLACED: ("Letak sentra ini tidak diketahui.", "Nobody knows where this sentra is."),
    IN_DESA: (
        "Hanya titik tengah desanya yang diketahui; letak tapaknya tidak.",
        "Only the middle of its desa is known, not where its plot is.",
    ),
}


#: Position -> parts that need another one. From the middle of a desa one can travel; its plot is elsewhere.
_UNPLACED = {
    UNPLACED: ("conformance", "land", "map", "access", "near"),
    IN_DESA: ("conformance", "land", "near"),
}


def _why(name: str, position: str) -> dict[str, Any]:
    """Return the status of a part that could not be asked, and why."""
    if position:
        return {"status": UNPLACED, "words": told(_WHY_NO_PLACE[position])}
    return {"status": "unknown", "words": told(_WHY[name])}


def _day(as_of: DayLike | None, year: int | None) -> tuple[dt.date, bool]:
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 1900 <= year <= 2200):
        raise OptionError(
            f"year: {year!r} is no year.",
            f"year: {year!r} bukan tahun.",
            hint_en="Write it as a whole number, for example 2027.",
            hint_id="Tulis sebagai bilangan bulat, misalnya 2027.",
            code=801,
        )
    if as_of is not None:
        return as_day(as_of), False
    if year is not None:
        return as_day(f"{year:04d}-01-01"), True
    raise OptionError(
        "The day of the proposal is not given.",
        "Hari usulan tidak diberikan.",
        hint_en="Give as_of='2026-06-01', or the year=2027 the money is asked for.",
        hint_id="Beri as_of='2026-06-01', atau year=2027 yaitu tahun anggaran yang diusulkan.",
        code=801,
    )


def _names(subject: Subject, known_as: Mapping[str, str] | None) -> dict[str, list[str]]:
    """Return under which names the sentra is looked for in each part, the surest first."""
    parts = ("records", "chain", "indicators")
    given = {} if known_as is None else known_as
    if not isinstance(given, Mapping):
        raise wrong_type("known_as", known_as, "dict[str, str]")
    for name in given:
        if name not in parts:
            raise OptionError(
                f"known_as has no part {name!r}.",
                f"known_as tidak memiliki bagian {name!r}.",
                hint_en="Parts: " + ", ".join(parts),
                hint_id="Bagian: " + ", ".join(parts),
                code=801,
            )
    own = list(dict.fromkeys(filter(None, (subject.record.id, subject.record.name))))
    return {name: [str(given[name])] if name in given else own for name in parts}


def _law(pack: object, subject: Subject, day: dt.date, for_activity: str | None) -> CheckResult | None:
    from petasentra.law.plan_packs import PlanPack, read_plan_pack

    if pack is None:
        return None
    if isinstance(pack, str | Path):
        pack = read_plan_pack(pack)
    if not isinstance(pack, PlanPack):
        raise wrong_type("pack", pack, "PlanPack")
    return asked(subject, pack, day, for_activity)


def _sentra(subject: Subject) -> dict[str, Any]:
    record = asdict(subject.record)
    return {name: value for name, value in record.items() if name not in ("geometry", "land", "crs")}


def _marked(schematic: Iterable[str], invented: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mark, names in (("schematic", schematic), ("invented", invented)):
        for name in [names] if isinstance(names, str) else names:
            if name not in MARKED:
                raise OptionError(
                    f"{mark}: there is no part {name!r}.",
                    f"{mark}: tidak ada bagian {name!r}.",
                    hint_en="Parts: " + ", ".join(MARKED),
                    hint_id="Bagian: " + ", ".join(MARKED),
                    code=801,
                )
            found.setdefault(name, []).append(mark)
    return found
