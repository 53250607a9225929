"""``petasentra diff``: what two days, two packs or two written checks answer differently."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.diff_document import diff_document, question_in, question_of
from petasentra.cli.files import write_csv
from petasentra.cli.option_groups import Manner, SitesAsked, SitesRead, grouped
from petasentra.cli.options import KnownOn, VariantName
from petasentra.cli.personal_columns import without_people
from petasentra.cli.running import ExitCode, print_json
from petasentra.cli.words import either, stated_verdict, verdict_markup
from petasentra.days import as_day
from petasentra.errors import OptionError, SchemaError
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.language import DRAFT, NOTICE_KKPR, number, pick

if TYPE_CHECKING:
    from petasentra.comparing import Difference, Side
    from petasentra.plotting.language import Lang


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

    Kode keluar 0 bila tidak ada yang berubah, 1 bila ada. | Exit code 0 if nothing differs, 1 if something does.
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
            draft = any(is_draft(one.table.to_pylist()) for one in (old, new))
        if manner.out is not None:
            files = _write(found, manner.out, manner.lang)
        if manner.as_json:
            print_json(diff_document(found, questions, draft=draft, files=files))
        else:
            _show(found, draft, manner.lang)
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
        return read
    except OSError as error:
        raise IoError("The file cannot be read.", "Berkas tidak dapat dibaca.", file=str(path)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SchemaError(
            "The file is no document of petasentra check --json.",
            "Berkas ini bukan dokumen dari petasentra check --json.",
            hint_en="Write one: petasentra check SITES --pack FOLDER --as-of DAY --json > before.json",
            hint_id="Buat dengan: petasentra check TAPAK --pack FOLDER --as-of TANGGAL --json > sebelum.json",
            file=str(path),
        ) from error


def _side(site: dict[str, Any]) -> Side:
    from petasentra.comparing import Side

    return Side(
        verdict=str(site["verdict"]),
        flags=tuple(site["flags"] or ()),
        existing_use=str(site["existing_use"]),
        existing_use_until=site["existing_use_until"],
    )


def _of_documents(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Difference:
    """Compare two documents: they hold the answers and not the ground, so areas stay unknown."""
    from petasentra.comparing import Difference, Flip

    olds, news = ({(str(site["site_id"]), str(site["activity"])): site for site in sites} for sites in (before, after))
    flips = []
    for key in olds.keys() | news.keys():
        old, new = (None if key not in sites else _side(sites[key]) for sites in (olds, news))
        if old is not None and new is not None:
            if old.same_answer(new):
                continue
            law = ("instrument", "article", "unverified_rules")
            cause = ("rule",) if any(olds[key].get(name) != news[key].get(name) for name in law) else ()
        else:
            cause = ("removed",) if new is None else ("added",)
        flips.append(Flip(*key, old, new, cause))
    return Difference(flips)


def _write(found: Difference, out: Path, lang: Lang) -> dict[str, Path]:
    out.mkdir(parents=True, exist_ok=True)
    path = out / either(lang, "perubahan.csv", "changes.csv")
    write_csv(found.table, path)
    return {"table": path}


def _show(found: Difference, draft: bool, lang: Lang) -> None:
    out = show.console()
    if not len(found):
        out.print(either(lang, "Tidak ada yang berubah.", "Nothing differs."))
        return
    none = either(lang, "tidak ada", "not there")
    made = show.grid(
        either(lang, "Tapak", "Site"), either(lang, "Sebelum", "Before"), either(lang, "Sesudah", "After"),
        either(lang, "Sebab", "Cause"),
    )  # fmt: skip
    rows = found.table.to_pylist()
    for row in rows[: show.MOST_SITES]:
        before, after = (_stated(row, side, lang) or none for side in ("before", "after"))
        causes = ", ".join(pick(_CAUSES.get(cause, (cause, cause)), lang) for cause in row["cause"] or [])
        made.add_row(escape(row["site_id"]), before, after, causes)
    out.print(made)
    if len(rows) > show.MOST_SITES:
        more = number(len(rows) - show.MOST_SITES, 0, lang)
        out.print(either(lang, f"... dan {more} tapak lagi; lihat --out.", f"... and {more} more sites; see --out."))
    out.print()
    for (before, after), flips in _by_stated_verdict(rows, lang).items():
        sites = f"{number(len(flips), 0, lang)} {either(lang, 'tapak', 'sites')}"
        area_ha = sum(row["area_m2"] or 0.0 for row in flips) / 1e4
        ground = f"{number(area_ha, 2, lang)} ha" if area_ha else ""
        people = sum(row.get("workers") or 0.0 for row in flips)
        workers = f"{number(people, 0, lang)} {either(lang, 'pekerja', 'workers')}" if people else ""
        out.print(
            f"{before or none} → {after or none}: " + ", ".join(part for part in (sites, ground, workers) if part)
        )
    out.print()
    if draft:
        out.print(f"[bold]{pick(DRAFT, lang)}[/]")
    out.print(pick(NOTICE_KKPR, lang), style="dim")


def _stated(row: dict[str, Any], side: str, lang: Lang) -> str:
    """Write the verdict of one side: where rules conflict none can be stated; empty where the site is not there."""
    if not row[side]:
        return ""
    return verdict_markup(stated_verdict({"verdict": row[side], "flags": row[f"flags_{side}"]}), lang)


def _by_stated_verdict(rows: list[dict[str, Any]], lang: Lang) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((_stated(row, "before", lang), _stated(row, "after", lang)), []).append(row)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


_CAUSES = {
    "rule": ("aturan", "rule"),
    "geometry": ("peta", "map"),
    "subject": ("tapaknya sendiri", "the site itself"),
    "added": ("tapak ditambahkan", "site added"),
    "removed": ("tapak dihapus", "site removed"),
}
