"""The log of what officers decided: lines are added, never changed, and each holds the hash of the one before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import RuleError
from petasentra.files.replacing import cannot_read, write_text
from petasentra.overrides.entry import NOTHING_BEFORE, Override, entries_of, entry_of
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class OverrideLog:
    """Decisions of officers in the order they were made; a value that never changes.

    Parameters
    ----------
    entries
        The decisions, each sealed with the hash of the one before.

    Raises
    ------
    RuleError
        An entry does not fit the one before it, or was changed after it was written.

    Examples
    --------
    >>> import petasentra as ps
    >>> log = ps.OverrideLog()
    >>> len(log), log.head[:8]
    (0, '00000000')
    """

    def __init__(self, entries: Iterable[Override] = ()) -> None:
        self.entries = tuple(entries)
        broken = _first_broken(self.entries)
        if broken is not None:
            raise _changed(f"{broken + 1}")

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Override]:
        return iter(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OverrideLog) and self.entries == other.entries

    def __hash__(self) -> int:
        return hash(self.entries)

    @property
    def head(self) -> str:
        """Hash of the last entry, which stands for the whole log; 64 zeros for an empty one."""
        return self.entries[-1].sha256 if self.entries else NOTHING_BEFORE

    @property
    def table(self) -> Table:
        """One row a decision, in the order of the log; columns as the fields of `Override`."""
        import pyarrow as pa

        kinds = {"number": pa.int64()}
        names = list(Override.__dataclass_fields__)
        rows = [entry.to_dict() for entry in self.entries]
        return Table.from_arrow(
            pa.table({n: pa.array([row[n] for row in rows], kinds.get(n, pa.string())) for n in names})
        )

    def with_entry(self, entry: Override) -> OverrideLog:
        """Return the log with one more decision at its end; number and hashes of the entry are set here."""
        from dataclasses import replace

        placed = replace(entry, number=len(self) + 1, previous=self.head, sha256="")
        return OverrideLog((*self.entries, placed.sealed()))

    def last_by_site(self) -> dict[tuple[str, str], Override]:
        """Return the decision that counts for each site and activity: the last one."""
        return {(entry.site_id, entry.activity): entry for entry in self.entries}

    def to_json_lines(self) -> str:
        """Return one JSON object a line."""
        return "".join(json.dumps(entry.to_dict(), ensure_ascii=False) + "\n" for entry in self.entries)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the log as JSON lines, whole or not at all; a log that is there already may only grow.

        Parameters
        ----------
        path
            The file, for example ``ketetapan.jsonl``.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        RuleError
            The file holds a log that does not begin this one: nothing is taken away or changed.
        IoError
            The file cannot be read or written.
        """
        target = Path(path)
        if target.exists():
            there = read_overrides(target).entries
            if there != self.entries[: len(there)]:
                raise RuleError(
                    "The file holds decisions that this log does not begin with; a log only grows.",
                    "Berkas ini memuat ketetapan yang bukan awal catatan ini; catatan hanya boleh bertambah.",
                    hint_en="Read it with petasentra.read_overrides and go on from it, or choose another file.",
                    hint_id="Baca dengan petasentra.read_overrides lalu lanjutkan, atau pilih berkas lain.",
                    code=402,
                    file=str(target),
                )
        write_text(self.to_json_lines(), target)
        return target

    def __repr__(self) -> str:
        return f"OverrideLog: {len(self)} decisions, head {self.head[:12]}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def read_overrides(path: str | os.PathLike[str]) -> OverrideLog:
    """Read a log of decisions and see that no line of it was changed, taken away or put in between.

    What a log cannot show of itself is that its last lines are missing: compare `OverrideLog.head` with one that is
    kept elsewhere, in an audit for example.

    Raises
    ------
    IoError
        The file is missing or cannot be read.
    RuleError
        A line is no decision, or the lines do not fit each other; the message names the line.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> decided = result.override(
    ...     "contoh-a", verdict="conditional", reason="Contoh alasan.", by="Contoh Petugas", on="2015-07-01"
    ... )
    >>> ps.read_overrides(decided.overrides.save("ketetapan.jsonl")) == decided.overrides
    True
    """
    name = os.fspath(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _changed("1", name) from None
    except OSError as error:
        raise cannot_read(
            path,
            error,
            hint_en="Name a log that OverrideLog.save wrote.",
            hint_id="Sebutkan catatan yang ditulis OverrideLog.save.",
        ) from error
    entries: list[Override] = []
    for number, line in enumerate((one for one in text.split("\n") if one.strip()), start=1):
        entry = entry_of(_json(line))
        if entry is None or _first_broken((*entries, entry)) is not None:
            raise _changed(str(number), name)
        entries.append(entry)
    return OverrideLog(entries)


def is_chain(documents: Sequence[Mapping[str, Any]]) -> bool:
    """Whether these are the entries of an unbroken log.

    Examples
    --------
    >>> from petasentra.overrides.log import is_chain
    >>> is_chain([]), is_chain([{"number": 1}])
    (True, False)
    """
    entries = entries_of(documents)
    return entries is not None and _first_broken(entries) is None


def _first_broken(entries: tuple[Override, ...]) -> int | None:
    before = NOTHING_BEFORE
    for place, entry in enumerate(entries):
        if (entry.number, entry.previous, entry.sha256) != (place + 1, before, entry.computed_sha256()):
            return place
        before = entry.sha256
    return None


def _json(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _changed(line: str, file: str = "") -> RuleError:
    return RuleError(
        f"Line {line} of the log of decisions does not fit the lines before it, or was changed.",
        f"Baris {line} pada catatan ketetapan tidak cocok dengan baris sebelumnya, atau telah diubah.",
        hint_en="Compare it with a copy; a line is never corrected, a new decision is added.",
        hint_id="Bandingkan dengan salinannya; baris tidak pernah dibetulkan, melainkan ditambah ketetapan baru.",
        code=402,
        file=file,
        feature=line,
    )
