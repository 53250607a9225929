"""Which libraries an answer was computed with."""

from __future__ import annotations

import platform
import sys

from petasentra import _core


def library_versions() -> dict[str, str]:
    """Return name -> version of what computes and reads: petasentra, GEOS, PROJ, Python, and GDAL where it is loaded.

    GDAL only reads files; without the module ``_io`` that is done by pyogrio, whose GDAL is then the one named. Nothing
    is loaded to be asked.

    Examples
    --------
    >>> from petasentra.auditing.libraries import library_versions
    >>> {"GEOS", "PROJ", "Python", "petasentra"} <= set(library_versions())
    True
    """
    found = {
        "GEOS": _core.geos_version(),
        "PROJ": str(_core.proj_status()["version"]),
        "Python": platform.python_version(),
        "petasentra": _core.version(),
    }
    own, other = sys.modules.get("petasentra._io"), sys.modules.get("pyogrio")
    if own is not None:
        found["GDAL"] = str(own.gdal_version())
    elif other is not None:
        found["GDAL"] = str(other.__gdal_version_string__)
    return dict(sorted(found.items()))
