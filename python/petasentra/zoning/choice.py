"""Some of the zones, as users choose them: a mask of booleans, or rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError

if TYPE_CHECKING:
    import numpy.typing as npt


def zone_choice(zones: npt.ArrayLike, count: int) -> npt.NDArray[np.uint8]:
    """Return which of `count` zones are chosen: 1 or 0 for each, shape (count,)."""
    chosen = np.atleast_1d(np.asarray(zones))
    if chosen.ndim != 1:
        raise _unusable(
            f"zones has {chosen.ndim} dimensions, not one.", f"zones berdimensi {chosen.ndim}, seharusnya satu."
        )
    if chosen.dtype == bool:
        if len(chosen) != count:
            raise _unusable(
                f"The mask has {len(chosen)} values for {count} zones.",
                f"Mask berisi {len(chosen)} nilai untuk {count} zona.",
            )
        return chosen.astype(np.uint8)
    if len(chosen) > 0 and not np.issubdtype(chosen.dtype, np.integer):
        raise _unusable(
            f"zones holds neither booleans nor whole numbers, but {chosen.dtype}.",
            f"Isi zones bukan nilai benar/salah dan bukan bilangan bulat, melainkan {chosen.dtype}.",
        )
    rows = chosen.astype(np.int64)
    wrong = rows[(rows < 0) | (rows >= count)]
    if len(wrong) > 0:
        raise _unusable(
            f"There is no zone in row {wrong[0]}; rows count from 0 to {count - 1}.",
            f"Tidak ada zona pada baris {wrong[0]}; baris dihitung dari 0 sampai {count - 1}.",
        )
    mask = np.zeros(count, dtype=np.uint8)
    mask[rows] = 1
    return mask


def _unusable(message_en: str, message_id: str) -> OptionError:
    return OptionError(
        message_en,
        message_id,
        hint_en="Give a mask with a boolean for each zone, or the rows of the zones.",
        hint_id="Berikan mask berisi satu nilai benar/salah untuk setiap zona, atau nomor baris zona.",
        code=801,
    )
