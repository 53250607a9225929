"""Numbers of threads that make no sense, and Ctrl-C while something long is counted or taken in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps
from petasentra.zoning import ZoningIndex

ZONE = shapely.box(640_000, 9_160_000, 640_100, 9_160_100)


def zones():
    return ps.Layer.from_geopandas(geopandas.GeoDataFrame({"code": ["I"]}, geometry=[ZONE], crs=32749))


ASKED = {
    "area": lambda threads: zones().area(threads=threads),
    "length": lambda threads: zones().length("geodesic", threads=threads),
    "to_crs": lambda threads: zones().to_crs("EPSG:4326", threads=threads),
    "transform_points": lambda threads: ps.transform_points(112.0, -7.0, 4326, 32749, threads=threads),
    "shares": lambda threads: ZoningIndex(zones()).shares(zones(), threads=threads),
    "locate": lambda threads: ZoningIndex(zones()).locate(x=640_050.0, y=9_160_050.0, threads=threads),
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("threads", [-1, 0, 257, 10**6, 2**40, 2**80])
def test_a_senseless_number_of_threads_is_refused_with_the_range(name, threads):
    with pytest.raises(ps.OptionError, match=r"1\.\.256") as caught:
        ASKED[name](threads)
    assert "1..256" in caught.value.message_id
    assert "None" in caught.value.hint_en
    assert "None" in caught.value.hint_id


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("threads", [None, 1, 2, 256, np.int64(3)])
def test_threads_are_a_number_of_numpy_or_python_or_none(name, threads):
    ASKED[name](threads)


@pytest.mark.parametrize("threads", [1.5, "2"])
def test_threads_that_are_no_integer_are_a_type_error(threads):
    with pytest.raises(TypeError):
        zones().area(threads=threads)


# A process started in the background inherits an ignored SIGINT; here it must be the user's Ctrl-C.
BEGIN = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import time
import pyarrow as pa
import shapely
import petasentra as ps
from petasentra import _core

field = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
wkb = shapely.to_wkb(shapely.Point(112, -7))
batch = pa.record_batch([pa.array([wkb] * 100, pa.binary())], schema=pa.schema([field]))

def endless():
    print("ready", flush=True)
    while True:
        time.sleep(0.001)
        yield batch

reader = pa.RecordBatchReader.from_batches(batch.schema, endless())
"""
END = """
    raise SystemExit("ended")
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("call", ["_core.Layer.from_stream(reader)", "_core.Table.from_stream(reader)"])
def test_ctrl_c_stops_an_endless_import(call):
    process = subprocess.Popen(
        [sys.executable, "-c", f"{BEGIN}try:\n    {call}{END}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
    assert out == "interrupted\n", err
    assert process.returncode == 0
