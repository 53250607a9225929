"""Special provisions (ketentuan khusus) as they are published: overlay by sub-zone and block, with areas and words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.findings.rows import finding, findings_table
from petasentra.matrices.published_tables import (
    PublishedTable,
    codes_by_name,
    folded,
    number_of,
    table_of,
    table_rows,
    unknown_zone,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

_TOTAL = re.compile(r"^(total|sub-?zona|swp)\b", re.IGNORECASE)
#: How far a stated total may be from its parts: each part is rounded to 0.01 ha.
_ROUNDING_HA = 0.005


def read_special_provisions(path: str | os.PathLike[str], key: Mapping[str, str] | None = None) -> PublishedTable:
    r"""Read published special provisions (ketentuan khusus): overlay x sub-zone x block, with areas and words.

    They say where an overlay lies and what must be heeded there, not which verdict follows: no rule is made of them.
    Stated totals are compared with the sum of their blocks.

    Parameters
    ----------
    path
        XLSX or CSV; columns in the order group, overlay, sub-zone, SWP, block, area (ha), words.
    key
        As for `petasentra.packs.read_intensity`, and so are the errors.

    Returns
    -------
    PublishedTable
        Columns ``group overlay zone_name zone swp block area_ha words is_total line``; it has no CSV of the pack.

    Examples
    --------
    >>> from pathlib import Path
    >>> head = "Tabel,Kawasan,Nama Sub-Zona,Kode SWP,Kode Blok,Luas (Ha),Ketentuan\n"
    >>> body = 'KKOP,Horizontal,W,A,A.1,"1,5",x\nKKOP,Total Horizontal,,,,"1,5",x\n'
    >>> _ = Path("khusus.csv").write_text(head + body)
    >>> found = read_special_provisions("khusus.csv")
    >>> found.table["area_ha"].tolist(), len(found.findings)
    ([1.5, 1.5], 0)
    """
    file = Path(path)
    wanted = {
        "group": r"tabel",
        "zone_name": r"nama sub.?zona",
        "swp": r"kode swp",
        "block": r"kode blok",
        "area": r"luas.*",
        "words": r"ketentuan",
    }
    names = codes_by_name(key)
    notes: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for row in table_rows(file, wanted, after={"overlay": "group"}):
        if not row["group"]:
            continue
        total = not row["block"] or any(_TOTAL.match(row[name]) for name in ("overlay", "zone_name", "swp"))
        code = "" if total or names is None else names.get(folded(row["zone_name"]), "")
        if names is not None and not total and not code:
            notes.append(unknown_zone(file, row["zone_name"]))
        area = number_of(file, row["overlay"], row["area"], notes)
        rows.append(
            {name: row[name] for name in ("group", "overlay", "zone_name", "swp", "block", "words")}
            | {"zone": code, "area_ha": area, "is_total": total, "line": int(row["line"])}
        )
    notes += _totals(file, rows)
    texts = ("group", "overlay", "zone_name", "zone", "swp", "block", "words")
    return PublishedTable(
        str(path), table_of(rows, texts, ("area_ha",), ("is_total",), ("line",)), findings_table(notes)
    )


def _totals(file: Path, rows: Sequence[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Compare the total of each overlay with the sum of its blocks."""
    sums: dict[str, tuple[float, int]] = {}
    for row in rows:
        if not row["is_total"] and row["area_ha"] is not None:
            area, count = sums.get(row["overlay"], (0.0, 0))
            sums[row["overlay"]] = (area + row["area_ha"], count + 1)
    for row in rows:
        stated = re.fullmatch(r"Total (.+?)(?: \(Ha\))?", row["overlay"])
        if stated is None or stated[1] not in sums or row["area_ha"] is None:
            continue
        area, count = sums[stated[1]]
        # Blocks that are not listed one by one make the sum too small; rounding alone makes it a little off.
        if abs(area - row["area_ha"]) > _ROUNDING_HA * (count + 1):
            yield finding(
                "PROVISION_TOTAL",
                "warning",
                file.name,
                stated[1],
                (
                    f"Luas total '{stated[1]}' tertulis {row['area_ha']:.2f} ha, jumlah bloknya {area:.2f} ha "
                    f"(baris {row['line']}).",
                    f"The total of '{stated[1]}' is stated as {row['area_ha']:.2f} ha, its blocks sum to "
                    f"{area:.2f} ha (row {row['line']}).",
                ),
                ("Periksa blok yang hilang atau salah tulis.", "Look for a block that is missing or misspelt."),
                row["area_ha"] - area,
                "ha",
            )
