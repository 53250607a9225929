"""Libraries that only some results need: asked for before the work starts, by the name under which pip knows them."""

from __future__ import annotations

import importlib.util

from petasentra.errors import OptionError

#: Import name -> the extra of this package that brings it.
_EXTRAS = {
    "geopandas": "geo", "pyogrio": "geo", "pandas": "geo", "shapely": "geo", "matplotlib": "plot", "openpyxl": "excel",
    "weasyprint": "dossier", "xlsxwriter": "dossier",
}  # fmt: skip

#: What the parts of the package need beyond its own requirements.
MAPS = ("geopandas",)
FIGURES = ("geopandas", "matplotlib")
RESULT_FILES = ("geopandas", "pyogrio", "matplotlib")


def require(*modules: str, purpose_id: str, purpose_en: str) -> None:
    """Raise if a library is not installed.

    Parameters
    ----------
    modules
        Import names.
    purpose_id, purpose_en
        What they are for, as the beginning of a sentence: "Maps and reports".

    Raises
    ------
    OptionError
        Names what is missing and how to install it.

    Examples
    --------
    >>> from petasentra.optional import require
    >>> require("json", purpose_id="Peta", purpose_en="Maps")
    """
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if not missing:
        return
    extras = ",".join(sorted({_EXTRAS[name] for name in missing if name in _EXTRAS}))
    wanted = f'"petasentra[{extras}]"' if extras else " ".join(missing)
    shown = ", ".join(missing)
    raise OptionError(
        f"{purpose_en}: {shown} is not installed.",
        f"{purpose_id}: {shown} belum terpasang.",
        hint_en=f"Install it: pip install {wanted}",
        hint_id=f"Pasang dengan: pip install {wanted}",
        code=801,
    )
