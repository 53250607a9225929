"""Which options of ``petasentra check`` belong together: nothing that was asked for is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Options that only mean something beside ``--zones``, and those of them it cannot do without.
NEEDED_WITH_ZONES = ("--code", "--matrix", "--in-force-from")
ONLY_WITH_ZONES = (*NEEDED_WITH_ZONES, "--instrument-title", "--zones-layer", "--zones-crs", "--zones-encoding")


def require_one_plan(given: Mapping[str, object]) -> None:
    """Exactly one of a pack and a complete set of zone options, and no option that would do nothing.

    Parameters
    ----------
    given
        Option -> its value, None where it was not given.

    Raises
    ------
    OptionError
        The message names the options.
    """
    named = [option for option, value in given.items() if value is not None]
    empty = [option for option in named if str(given[option]).strip() == ""]
    if empty:
        raise _usage(f"{' '.join(empty)}: nilainya kosong.", f"{' '.join(empty)}: the value is empty.")
    if ("--pack" in named) == ("--zones" in named):
        raise _usage(
            "Sebutkan rencananya: --pack FOLDER, atau --zones BERKAS; salah satu saja.",
            "Name the plan: either --pack FOLDER or --zones FILE.",
        )
    plan = "--pack" if "--pack" in named else "--zones"
    idle = [option for option in named if option in (ONLY_WITH_ZONES if plan == "--pack" else ("--variant",))]
    if idle:
        options = " ".join(idle)
        raise _usage(f"Dengan {plan} tidak berlaku: {options}.", f"With {plan} these mean nothing: {options}.")
    missing = " ".join(option for option in NEEDED_WITH_ZONES if option not in named)
    if plan == "--zones" and missing:
        raise _usage(f"Dengan --zones perlu juga: {missing}.", f"With --zones these are needed too: {missing}.")


def _usage(message_id: str, message_en: str) -> OptionError:
    return OptionError(
        message_en,
        message_id,
        hint_en="petasentra check --help tells the options.",
        hint_id="petasentra check --help menjelaskan pilihannya.",
        code=801,
    )
