"""Errors: every class through the binding, both languages, pickling; progress and Ctrl-C."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading

import pytest

import petasentra as ps
from petasentra import _core, errors

CLASSES = {
    101: (errors.SchemaError, ValueError),
    106: (errors.SchemaError, ValueError),
    203: (errors.CrsError, ValueError),
    304: (errors.GeometryError, ValueError),
    405: (errors.RuleError, ValueError),
    500: (errors.NetworkError, ValueError),
    600: (errors.InfeasibleError, errors.PetasentraError),
    701: (errors.IoError, OSError),
    801: (errors.OptionError, ValueError),
    900: (errors.Cancelled, errors.PetasentraError),
    1000: (errors.InternalError, RuntimeError),
}


@pytest.mark.parametrize("code", CLASSES)
def test_every_class_is_raised_through_the_binding_with_its_fields(code):
    wanted, builtin = CLASSES[code]
    with pytest.raises(wanted) as caught:
        _core.testing_raise_error(code)
    error = caught.value
    assert type(error) is wanted
    assert isinstance(error, builtin)
    assert isinstance(error, ps.PetasentraError)
    assert error.code == code
    assert (error.message_id, error.message_en) == ("Pesan uji.", "A test message.")
    assert (error.hint_id, error.hint_en) == ("Petunjuk uji.", "A test hint.")
    assert (error.file, error.layer, error.feature, error.column) == ("berkas.shp", "zona", "7", "KODE")


def test_every_public_class_is_tested_here():
    classes = {getattr(errors, name) for name in errors.__all__} - {errors.PetasentraError}
    assert classes == {wanted for wanted, _ in CLASSES.values()}
    assert all(getattr(ps, name) is getattr(errors, name) for name in errors.__all__)


def test_it_reads_in_both_languages_with_place_and_hints():
    with pytest.raises(ps.CrsError) as caught:
        _core.testing_raise_error(203)
    assert str(caught.value) == textwrap.dedent("""\
        A test message. [file berkas.shp, layer zona, feature 7, column KODE]
          Hint: A test hint.
          id: Pesan uji.
          Petunjuk: Petunjuk uji.""")
    assert str(ps.OptionError("Only this.")) == "Only this."


def test_an_exception_nobody_foresaw_is_an_internal_error():
    with pytest.raises(ps.InternalError, match="foreign") as caught:
        _core.testing_raise_foreign()
    assert caught.value.code == 1000
    assert caught.value.message_id.startswith("Kesalahan di dalam petasentra")


@pytest.mark.parametrize("code", CLASSES)
def test_errors_survive_pickling(code):
    with pytest.raises(ps.PetasentraError) as caught:
        _core.testing_raise_error(code)
    back = pickle.loads(pickle.dumps(caught.value))
    assert type(back) is type(caught.value)
    assert str(back) == str(caught.value)
    assert vars(back) == vars(caught.value)


def test_an_io_error_names_its_file_as_the_builtin_does():
    with pytest.raises(OSError, match="A test message") as caught:
        _core.testing_raise_error(701)
    assert caught.value.filename == "berkas.shp"


def test_wrong_argument_types_stay_type_errors():
    with pytest.raises(TypeError):
        _core.Table.from_stream()
    with pytest.raises(TypeError):
        _core.Crs.from_user_input(5)


# ---- progress and interruption ---------------------------------------------------------------------------------------


def test_progress_grows_and_ends_at_one():
    shares: list[float] = []
    _core.testing_work_for(0.2, progress=shares.append)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)


def test_an_exception_from_the_progress_callable_stops_the_work():
    class Enough(Exception):
        pass

    def stop(share):
        raise Enough

    with pytest.raises(Enough):
        _core.testing_work_for(3600.0, progress=stop)


def test_work_can_be_watched_from_another_thread():
    shares: list[float] = []
    thread = threading.Thread(target=_core.testing_work_for, args=(0.1,), kwargs={"progress": shares.append})
    thread.start()
    thread.join(timeout=60)
    assert shares[-1] == 1.0


# A process started in the background inherits an ignored SIGINT; here it must be the user's Ctrl-C.
LISTENING = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"

SLEEPING = """
import petasentra as ps
from petasentra import _core
try:
    print("ready", flush=True)
    _core.testing_work_for(3600.0)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""

MEASURING = """
import numpy as np, geopandas, shapely
import petasentra as ps
angle = np.linspace(0, 2 * np.pi, 200_000)
ring = shapely.Polygon(np.column_stack((112 + np.cos(angle), -7 + np.sin(angle))))
layer = ps.as_layer(geopandas.GeoDataFrame(geometry=[ring] * 10, crs=4326))
try:
    print("ready", flush=True)
    while True:
        layer.area("geodesic", threads=1)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("program", [SLEEPING, MEASURING], ids=["hook", "area"])
def test_ctrl_c_stops_a_long_kernel_as_keyboard_interrupt(program):
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING + program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
        process.wait()
    assert out == "interrupted\n", err
    assert process.returncode == 0
