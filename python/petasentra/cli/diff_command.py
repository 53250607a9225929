"""``petasentra diff``: what two days, two packs or two written checks answer differently."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from petasentra.cli import show
from petasentra.cli.diff_document import diff_document, question_in, question_of
from petasentra.cli.diff_show import show_difference
from petasentra.cli.option_groups import Manner, SitesAsked, SitesRead, grouped
from petasentra.cli.options import KnownOn, VariantName
from petasentra.cli.result_files import Names, ResultFiles
from petasentra.cli.running import ExitCode, print_json
from petasentra.days import as_day
from petasentra.errors import OptionError, SchemaError
from petasentra.inputs.people import without_people
from petasentra.law.instrument_names import names_in, names_of
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.language import as_date

if TYPE_CHECKING:
    from petasentra.conformance.bases import Basis
    from petasentra.conformance.differences import Difference, Side
    from petasentra.plotting.language import Lang

#: Kind of file -> its name in Indonesian and English.
_NAMES: Names = {
    "table": ("perubahan.csv", "changes.csv"),
    "bases": ("perubahan-dasar.csv", "changed-bases.csv"),
}


@grouped
def diff(
    before: Annotated[
        Path,
        typer.Argument(
            help="Berkas tapak, atau dokumen JSON petasentra check. | Sites, or a JSON document of petasentra check."
        ),
    ],
    after: Annotated[
        Path | None,
        typer.Argument(help="Dokumen JSON kedua dari petasentra check. | A second JSON document of petasentra check."),
    ] = None,
    pack: Annotated[
        Path | None, typer.Option("--pack", help="Folder paket rencana. | Folder of a plan pack.", file_okay=False)
    ] = None,
    pack_after: Annotated[
        Path | None, typer.Option("--pack-after", help="Paket pembanding. | The pack to compare with.", file_okay=False)
    ] = None,
    variant: VariantName = None,
    variant_after: Annotated[
        str | None, typer.Option("--variant-after", help="Varian pembanding. | The variant to compare with.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Pada tanggal, TTTT-BB-HH. | As of this day, YYYY-MM-DD.")
    ] = None,
    as_of_after: Annotated[
        str | None, typer.Option("--as-of-after", help="Tanggal pembanding. | The day to compare with.")
    ] = None,
    known_on: KnownOn = None,
    known_on_after: Annotated[
        str | None,
        typer.Option("--known-on-after", help="Seperti --known-on, untuk pembanding. | As --known-on, for the other."),
    ] = None,
    *,
    asked: SitesAsked,
    read: SitesRead,
    manner: Manner,
) -> None:
    """Apa yang berubah antara dua pemeriksaan. | What differs between two checks.

    Dua dokumen dari petasentra check --json, atau satu berkas tapak dengan dua tanggal, paket atau varian.
    Two documents of petasentra check --json, or one file of sites with two days, packs or variants.

    Hasil yang tetap tetapi dasarnya (peraturan, pasal, syarat, bagian yang sesuai) berubah dicantumkan tersendiri.
    Answers that stay the same on another basis (regulation, article, conditions, share) are listed apart.

    Kode keluar 0 bila tidak ada hasil yang berubah, 1 bila ada. | Exit code 0 if no answer differs, 1 if one does.
    """
    with manner.running():
        plan_options = [pack, pack_after, variant, variant_after, as_of, as_of_after, known_on, known_on_after]
        files: dict[str, Path] = {}
        if after is not None:
            _require(
                all(value is None for value in (*plan_options, asked.for_activity)),
                "Dua dokumen sudah memuat pertanyaannya: jangan sebut paket, varian, tanggal atau kegiatan.",
                "Two documents hold their questions already: name no pack, variant, day or activity.",
            )
            documents = [_document(before), _document(after)]
            found = _of_documents(*(one["sites"] for one in documents))
            questions = [question_in(one) for one in documents]
            names = [names_in(one) for one in documents]
            draft = any(one.get("draft", True) for one in documents)
        else:
            _require(
                pack is not None and as_of is not None,
                "Sebutkan --pack dan --as-of, atau dua dokumen dari petasentra check --json.",
                "Name --pack and --as-of, or two documents of petasentra check --json.",
            )
            _require(
                any(value is not None for value in (pack_after, variant_after, as_of_after, known_on_after)),
                "Sebutkan pembandingnya: --as-of-after, --pack-after, --variant-after atau --known-on-after.",
                "Name what to compare with: --as-of-after, --pack-after, --variant-after or --known-on-after.",
            )
            import petasentra as ps

            days = [as_day(as_of or "", "--as-of"), as_day(as_of_after or as_of or "", "--as-of-after")]
            known = None if known_on is None else as_day(known_on, "--known-on")
            knowns = [known, known if known_on_after is None else as_day(known_on_after, "--known-on-after")]
            # A variant belongs to its pack: another pack starts without one.
            inherited = variant_after if variant_after is not None or pack_after is not None else variant
            packs = [
                ps.read_plan_pack(pack or "", variant=variant),
                ps.read_plan_pack(pack_after or pack or "", variant=inherited),
            ]
            as_read = read.layer_of(before)
            sites, id_column, _ = without_people(as_read, personal=[], keep=[], site_id=asked.site_id)
            old, new = (
                ps.check(
                    sites, one, as_of=day, known_on=then, activity=asked.activity, for_activity=asked.for_activity,
                    site_id=id_column, threads=manner.threads,
                )
                for one, day, then in zip(packs, days, knowns, strict=True)
            )  # fmt: skip
            found = old.diff(new)
            questions = [question_of(old), question_of(new)]
            names = [names_of(one.instruments) for one in packs]
            draft = any(is_draft(one.table.to_pylist()) for one in (old, new))
        if manner.out is not None:
            files = _write(found, manner.out, manner.lang)
        if manner.as_json:
            print_json(diff_document(found, questions, draft=draft, files=files))
        else:
            show_difference(found, questions, names, draft=draft, lang=manner.lang)
            show.file_list(files, manner.lang, show.console())
        raise typer.Exit(ExitCode.FINDINGS if len(found) else ExitCode.DONE)


def _require(condition: bool, message_id: str, message_en: str) -> None:
    if not condition:
        raise OptionError(
            message_en,
            message_id,
            hint_en="petasentra diff --help tells the options.",
            hint_id="petasentra diff --help menjelaskan pilihannya.",
            code=801,
        )


def _document(path: Path) -> dict[str, Any]:
    """Return a document of ``petasentra check --json``."""
    from petasentra.errors import IoError

    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for site in read["sites"]:
            _side(site)
            _basis(site)
        names_in(read)
        as_date(read["as_of"])
        return read
    except OSError as error:
        raise IoError("The file cannot be read.", "Berkas tidak dapat dibaca.", file=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(
            "The file is no document of petasentra check --json.",
            "Berkas ini bukan dokumen dari petasentra check --json.",
            hint_en="Write one: petasentra check SITES --pack FOLDER --as-of DAY --json > before.json",
            hint_id="Buat dengan: petasentra check TAPAK --pack FOLDER --as-of TANGGAL --json > sebelum.json",
            file=str(path),
        ) from error


def _side(site: dict[str, Any]) -> Side:
    from petasentra.conformance.differences import Side

    return Side(
        verdict=str(site["verdict"]),
        flags=tuple(site["flags"] or ()),
        existing_use=str(site["existing_use"]),
        existing_use_until=site["existing_use_until"],
    )


def _basis(site: dict[str, Any]) -> Basis:
    from petasentra.conformance.bases import basis_in

    return basis_in(site, site.get("conditions"))


def _of_documents(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Difference:
    """Compare two documents: they hold the answers and not the ground, so areas stay unknown."""
    from petasentra.conformance.bases import Shift
    from petasentra.conformance.differences import Difference, Flip

    olds, news = ({(str(site["site_id"]), str(site["activity"])): site for site in sites} for sites in (before, after))
    flips, shifts = [], []
    for key in olds.keys() | news.keys():
        old, new = (None if key not in sites else _side(sites[key]) for sites in (olds, news))
        if old is not None and new is not None:
            bases = _basis(olds[key]), _basis(news[key])
            if old.same_answer(new):
                if bases[0].unlike(bases[1]):
                    shifts.append(Shift(*key, old.verdict, old.flags, *bases))
                continue
            law = ("instrument", "article", "unverified_rules")
            cause = ("rule",) if any(olds[key].get(name) != news[key].get(name) for name in law) else ()
        else:
            cause = ("removed",) if new is None else ("added",)
        flips.append(Flip(*key, old, new, cause))
    return Difference(flips, shifts=lambda: shifts)


def _write(found: Difference, out: Path, lang: Lang) -> dict[str, Path]:
    files = ResultFiles(out, _NAMES, lang)
    files.tables({"table": found.table, "bases": found.bases})
    return files.written
