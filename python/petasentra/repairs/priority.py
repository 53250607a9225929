"""Who comes first when zones claim the same ground: a column of ranks, or values in order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from petasentra.errors import OptionError, SchemaError
from petasentra.layers.row_names import id_text

if TYPE_CHECKING:
    from petasentra.layers.layer import Layer

Priority: TypeAlias = str | Sequence[object] | Mapping[str, Sequence[object]]


def preference_of(zones: Layer, rule: str, priority: Priority | None, feature_id: str | None) -> list[float]:
    """Return one rank a row, the smaller wins; empty for rules that need none.

    Raises
    ------
    OptionError
        The rule is ``"priority"`` without a priority or with an empty one, or another rule with one; a value is in no
        row.
    SchemaError
        The column is missing or holds no numbers.
    """
    if rule != "priority":
        if priority is None:
            return []
        raise OptionError(
            f'A priority is given, but the rule is "{rule}".',
            f'Prioritas diberikan, padahal aturannya "{rule}".',
            hint_en='Choose rule="priority", or leave the priority out.',
            hint_id='Pilih rule="priority", atau hilangkan prioritasnya.',
            code=801,
        )
    if priority is None:
        raise OptionError(
            'The rule "priority" needs to be told who comes first.',
            'Aturan "priority" memerlukan urutan prioritas.',
            hint_en='Name a column of ranks: priority="rank". In Python, a list of feature ids in order will do too.',
            hint_id='Sebutkan kolom peringkat: priority="peringkat". Di Python dapat pula daftar ID fitur berurutan.',
            code=801,
        )
    values = next(iter(priority.values()), ()) if isinstance(priority, Mapping) and len(priority) == 1 else priority
    if len(values) == 0:
        raise OptionError(
            "The priority is empty: it tells of nobody who comes first.",
            "Prioritasnya kosong: tidak ada yang didahulukan.",
            hint_en="List at least one value, or choose another rule.",
            hint_id="Sebutkan sekurang-kurangnya satu nilai, atau pilih aturan lain.",
            code=801,
        )
    if isinstance(priority, str):
        return _ranks(zones, priority)
    if isinstance(priority, Mapping):
        if len(priority) != 1:
            raise OptionError(
                "A priority by values names exactly one column.",
                "Prioritas menurut nilai harus menyebut tepat satu kolom.",
                code=801,
            )
        ((column, values),) = priority.items()
        return _positions(zones[column], values, column)
    if feature_id is None:
        return _positions(range(len(zones)), priority, "row")
    return _positions(zones[feature_id], priority, feature_id)


def _ranks(zones: Layer, column: str) -> list[float]:
    values = zones[column]
    if any(isinstance(value, str) for value in values):
        raise SchemaError(
            f"The column {column} holds no numbers, so it gives no ranks.",
            f"Kolom {column} tidak berisi bilangan, sehingga tidak memberi peringkat.",
            hint_en="Name a column of numbers. "
            f'In Python, its values in order will do too: priority={{"{column}": [...]}}.',
            hint_id="Sebutkan kolom bilangan. "
            f'Di Python dapat pula nilainya secara berurutan: priority={{"{column}": [...]}}.',
            code=102,
            layer=zones.title,
            column=column,
        )
    ranks = [math.inf if value is None else float(value) for value in values]
    return [math.inf if math.isnan(rank) else rank for rank in ranks]


def _positions(values: Iterable[object], order: Sequence[object], column: str) -> list[float]:
    place = {id_text(value): float(position) for position, value in reversed(list(enumerate(order)))}
    names = [id_text(value) for value in values]
    strange = [name for name in place if name not in set(names)]
    if strange:
        raise OptionError(
            f'"{strange[0]}" stands in no row of {column}.',
            f'"{strange[0]}" tidak ada pada baris mana pun di {column}.',
            hint_en="Check how the value is written in the layer.",
            hint_id="Periksa penulisan nilai itu pada lapisan.",
            code=801,
            column=column,
        )
    return [place.get(name, math.inf) for name in names]
