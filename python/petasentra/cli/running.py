"""How a command ends: exit codes, errors told in one language, no traceback unless asked for."""

from __future__ import annotations

import enum
import errno
import json
import os
import sys
import traceback
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import typer

from petasentra.cli.hints import as_options
from petasentra.cli.words import either

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from petasentra.cli.hints import Options
    from petasentra.errors import PetasentraError
    from petasentra.plotting.language import Lang


class ExitCode(enum.IntEnum):
    """What the process tells its caller; written down in ``petasentra --help``."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERRUPTED = 4
    BUG = 70


@contextmanager
def running(
    *, lang: Lang, as_json: bool = False, debug: bool = False, of_files: Mapping[str, Options] | None = None
) -> Iterator[None]:
    """Run the body of a command and turn whatever it raises into a message and an exit code.

    With `as_json` an error is also a JSON document on standard output, so that a reader always gets one document.
    Messages go to standard error in `lang`. A traceback is shown for bugs only, and only with `debug`. `of_files`
    names the files that have options of their own (see `petasentra.cli.hints`).
    """
    with warnings.catch_warnings():
        warnings.showwarning = _show_warning
        try:
            try:
                yield
            except typer.Exit:
                sys.stdout.flush()  # a full disk is noticed here, not at the end of the interpreter
                raise
            sys.stdout.flush()
        except KeyboardInterrupt:
            _tell(either(lang, "Dihentikan.", "Interrupted."))
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except BrokenPipeError:
            # The reader (`| head`) has seen enough.
            _close_output()
            raise typer.Exit(ExitCode.DONE) from None
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            raise typer.Exit(_report(error, lang, as_json, debug, of_files)) from None


def _report(
    error: Exception, lang: Lang, as_json: bool, debug: bool, of_files: Mapping[str, Options] | None
) -> ExitCode:
    """Say what happened and return the exit code for it."""
    from petasentra.errors import Cancelled, InternalError, OptionError, PetasentraError

    if debug:
        traceback.print_exception(error)
    if isinstance(error, PetasentraError) and not isinstance(error, InternalError):
        if as_json:
            print_json({"error": error_document(error, of_files)})
        _tell_error(error, lang, of_files)
        if isinstance(error, Cancelled):
            return ExitCode.INTERRUPTED
        return ExitCode.USAGE if isinstance(error, OptionError) else ExitCode.UNREADABLE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO) and not error.filename:
        # What we write to files says so itself; this is standard output.
        _close_output()
        _tell(either(lang, "Galat: keluaran tidak dapat ditulis: ruang simpan habis.",
                     "Error: the output cannot be written: no space left."))  # fmt: skip
        return ExitCode.UNREADABLE
    if as_json:
        print_json({"error": {"kind": type(error).__name__, "message_id": str(error), "message_en": str(error)}})
    _tell(
        either(
            lang,
            f"Kesalahan di dalam petasentra ({type(error).__name__}: {error}). Ulangi dengan --debug dan laporkan.",
            f"A bug inside petasentra ({type(error).__name__}: {error}). Please run again with --debug and report it.",
        )
    )
    return ExitCode.BUG


def _close_output() -> None:
    """Lead standard output nowhere, so that the interpreter does not complain of it when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # no real file (a test, a notebook)
        sys.stdout = None


def error_document(error: PetasentraError, of_files: Mapping[str, Options] | None = None) -> dict[str, Any]:
    """Collect everything an error says, for ``--json``."""

    def said(text: str) -> str:
        return as_options(text, error.file, of_files)

    return {
        "kind": type(error).__name__,
        "code": error.code,
        "message_id": said(error.message_id),
        "message_en": said(error.message_en),
        "hint_id": said(error.hint_id),
        "hint_en": said(error.hint_en),
        "file": error.file,
        "layer": error.layer,
        "feature": error.feature,
        "column": error.column,
    }


def json_text(document: Mapping[str, Any]) -> str:
    """Write the document of a ``--json`` run as text; letters beyond ASCII as such only where they can be read back."""
    encoding = str(getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return json.dumps(document, ensure_ascii=encoding != "utf8", indent=2, allow_nan=False) + "\n"


def print_json(document: Mapping[str, Any]) -> None:
    """Write the one JSON document of a ``--json`` run to standard output."""
    sys.stdout.write(json_text(document))
    sys.stdout.flush()


def _tell_error(error: PetasentraError, lang: Lang, of_files: Mapping[str, Options] | None) -> None:
    message = either(lang, error.message_id, error.message_en) or str(error)
    _tell(either(lang, "Galat: ", "Error: ") + as_options(message, error.file, of_files))
    place = [
        f"{either(lang, *label)} {value}"
        for label, value in (
            (("berkas", "file"), error.file),
            (("lapisan", "layer"), error.layer),
            (("fitur", "feature"), error.feature),
            (("kolom", "column"), error.column),
        )
        if value
    ]
    if place:
        _tell("  " + ", ".join(place))
    hint = either(lang, error.hint_id, error.hint_en)
    if hint:
        _tell("  " + as_options(hint, error.file, of_files))


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del category, filename, lineno, file, line
    _tell(f"! {message}")
