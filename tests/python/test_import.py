"""What `import petasentra` brings along, and what its names are."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import petasentra as ps

HEAVY = (
    "geopandas",
    "pandas",
    "pyarrow",
    "matplotlib",
    "pyogrio",
    "shapely",
    "pyproj",
    "petasentra._io",
    "petasentra._core",
)


def loaded_after(program: str) -> set[str]:
    code = f"{program}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_no_heavy_library():
    assert not loaded_after("import petasentra").intersection(HEAVY)


def test_layers_and_verdicts_need_neither_geopandas_nor_gdal():
    heavy = {*HEAVY} - {"petasentra._core"}
    names = "ps.Layer, ps.Table, ps.check, ps.read_plan_pack"
    program = f"import petasentra as ps\n{names}, ps.transform_points(1, 1, 4326, 4326)"
    assert not loaded_after(program).intersection(heavy)


@pytest.mark.parametrize("name", ps.__all__)
def test_every_name_it_promises_is_there(name):
    assert getattr(ps, name) is not None
    assert name in dir(ps)


def test_every_name_may_be_the_first_that_is_used():
    program = """
import importlib, sys
import petasentra
for name in petasentra.__all__:
    for module in [one for one in sys.modules if one.startswith("petasentra") and not one.endswith(("_core", "_io"))]:
        del sys.modules[module]
    getattr(importlib.import_module("petasentra"), name)
"""
    loaded_after(program)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = ps.chekc


def test_the_version_is_the_one_of_the_build():
    from petasentra import _core

    assert ps.__version__ == _core.version()
    assert ps.__version__.count(".") == 2
