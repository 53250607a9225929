"""Travel times in sentences, for terminal and map: the network, who is within reach, what the minutes rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.cli.words import either
from petasentra.plotting.language import number, percent, pick

if TYPE_CHECKING:
    from petasentra.cli.access_answer import AccessAnswer
    from petasentra.plotting.language import Lang


def network_lines(found: AccessAnswer, lang: Lang) -> list[str]:
    """Say what the network is like."""
    report = found.report
    parts = len(report.components)
    largest = percent(report.share_in_largest, lang) if report.nodes else "-"
    lines = [
        either(
            lang,
            f"Jaringan: {number(report.length_km, 1, lang)} km jalan, {number(report.nodes, 0, lang)} simpul, "
            + (
                "semuanya tersambung."
                if parts == 1
                else f"{number(parts, 0, lang)} bagian terpisah; {largest} simpul di bagian terbesar."
            ),
            f"Network: {number(report.length_km, 1, lang)} km of roads, {number(report.nodes, 0, lang)} nodes, "
            + (
                "all of them joined."
                if parts == 1
                else f"{number(parts, 0, lang)} separate parts; {largest} of the nodes in the largest."
            ),
        ),
        either(
            lang,
            f"{number(report.ends_near_roads, 0, lang)} ujung buntu berhenti dalam {report.reach_m:g} m dari jalan "
            f"yang tidak ditemuinya; {number(report.ends_moved, 0, lang)} ujung disambung (toleransi "
            f"{found.asked.tolerance_m:g} m).",
            f"{number(report.ends_near_roads, 0, lang)} dead ends stop within {report.reach_m:g} m of a road they do "
            f"not meet; {number(report.ends_moved, 0, lang)} ends joined (tolerance {found.asked.tolerance_m:g} m).",
        ),
    ]
    if found.roads.joins:
        read = found.roads.read or either(lang, "tidak ada yang dikenal", "none that is known")
        scheme = "" if found.roads.columns in ("", found.roads.read) else f"{found.roads.columns}: "
        lines.append(either(lang, f"Kolom jalan: {scheme}{read}.", f"Columns of the roads: {scheme}{read}."))
    shut = {reason: count for reason, count in found.likely.costs.reasons.items() if reason != "open" and count}
    if shut:
        told = ", ".join(f"{reason} {number(count, 0, lang)}" for reason, count in shut.items())
        lines.append(either(lang, f"Ruas tertutup: {told}.", f"Closed edges: {told}."))
    return lines


def within_line(found: AccessAnswer, limit: float, lang: Lang) -> str:
    """Count who reaches a target within a limit, with what the interval of speeds makes of it."""
    likely, low, high = found.within(limit)
    many = number(len(found.origins.ids), 0, lang)
    spread = "" if low == high else either(lang, f" ({low} sampai {high} menurut selang kecepatan)",
                                           f" ({low} to {high} by the interval of speeds)")  # fmt: skip
    return either(
        lang,
        f"Dalam {limit:g} menit: {likely} dari {many} asal{spread}",
        f"Within {limit:g} minutes: {likely} of {many} origins{spread}",
    )


def row_words(row: dict[str, Any], lang: Lang) -> tuple[str, str, str]:
    """Write minutes, their interval and the limit that holds them."""
    if row["minutes"] is None:
        return "-", "-", "-"
    decimals = 1 if row["minutes_max"] < 10 else 0
    low, high = (number(row[name], decimals, lang) for name in ("minutes_min", "minutes_max"))
    limit = row["within_minutes"]
    return number(row["minutes"], 1, lang), f"{low}-{high}", "-" if limit is None else f"{limit:g}"


def notice(found: AccessAnswer, lang: Lang) -> str:
    """Say what the minutes rest on."""
    verified = all(speed.verified for speed in found.asked.vehicle.speeds.values())
    parts = [] if verified else [
        either(
            lang,
            "Kecepatan dalam profil ini anggapan yang belum dibandingkan dengan survei; selangnya dari kecepatan "
            "tertinggi sampai terendah.",
            "The speeds of this profile are assumptions that nobody has compared with a survey; intervals run from the "
            "highest to the lowest.",
        )
    ]  # fmt: skip
    if found.roads.schematic:
        parts.append(
            pick(("Jalannya skematik: menitnya pun skematik.", "The roads are schematic: so are the minutes."), lang)
        )
    kinds = ((found.origins, ("asal", "origins")), (found.targets, ("tujuan", "targets")))
    whose = [pick(pair, lang) for places, pair in kinds if places.invented]
    if whose:
        told = either(lang, " dan ", " and ").join(whose)
        parts.append(either(lang, f"Tempat {told} rekaan.", f"The {told} are invented."))
    if found.origins.inside or found.targets.inside:
        parts.append(
            either(
                lang,
                "Untuk bidang dan garis dipakai satu titik di dalamnya.",
                "For areas and lines a point within stands for the whole.",
            )
        )
    return " ".join(parts)
