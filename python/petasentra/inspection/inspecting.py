"""`petasentra.inspect`: a file, or every file below a folder."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from petasentra import formats
from petasentra.errors import OptionError, PetasentraError
from petasentra.files.reading import gdal_available
from petasentra.formats import failures
from petasentra.inspection.crs_candidates import crs_candidates
from petasentra.inspection.crs_doubts import missing_hint, of_candidate
from petasentra.inspection.expected import ExpectedPlace, expected_place
from petasentra.inspection.findings import Finding, finding_of
from petasentra.inspection.folder_files import folder_files
from petasentra.inspection.layer_table import crs_of, relative
from petasentra.inspection.neighbours import Placed, neighbourhoods
from petasentra.inspection.one_layer import WITHOUT_CRS, inspect_layer, not_looked_at
from petasentra.inspection.report import InspectReport, LayerInspection
from petasentra.inspection.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.files.reading import Engine
    from petasentra.inspection.crs_candidates import CrsCandidate
    from petasentra.inspection.expected import Expected

    Bounds = tuple[float, float, float, float]

_DEEPEST = 10


def inspect(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    engine: Engine = "auto",
    expected: Expected | None = None,
    depth: int = 3,
) -> InspectReport:
    """Look at every layer of a file, or of all files below a folder. Bad data never raises: it becomes a finding.

    Parameters
    ----------
    path
        A file as for :func:`petasentra.read_layer`, or a folder.
    encoding
        Encoding of the text of Shapefiles and CSV, where their own word is known to be wrong.
    engine
        ``"auto"``, ``"gdal"`` or ``"pyogrio"``.
    expected
        Where the data should lie: west, south, east, north in degrees, or a layer. Coordinate systems are then judged
        by it; without it by the kabupaten that the attributes or the name speak of, else by a box around Indonesia.
    depth
        How many folders deep to look; 0 is the folder itself, 10 the most.

    Returns
    -------
    InspectReport
        One layer inspection for each layer. A file that cannot be read at all gives the finding ``FILE_UNREADABLE``.

    Raises
    ------
    OptionError
        `expected`, `depth` or `engine` make no sense.

    Examples
    --------
    >>> import petasentra as ps
    >>> report = ps.inspect(ps.datasets.path("jombang") / "kecamatan.fgb")
    >>> report.layers[0].load_report.features_read, report.layers[0].role.role
    (21, 'admin')
    """
    if engine not in ("auto", "gdal", "pyogrio"):
        raise _bad_option("engine", engine, '"auto", "gdal", "pyogrio"')
    if not 0 <= depth <= _DEEPEST:
        raise _bad_option("depth", str(depth), f"0–{_DEEPEST}")  # noqa: RUF001
    asked = expected_place(expected)
    text_path = os.fspath(path)
    if text_path.strip() and Path(text_path).is_dir() and PurePath(text_path).suffix.casefold() != ".gdb":
        return _folder(text_path, encoding, engine, asked, depth)
    layers, findings = _file(text_path, encoding, engine, asked)
    return InspectReport(text_path, _with_neighbours(_on_common_ground(layers, asked)), tuple(findings))


def _folder(path: str, encoding: str | None, engine: Engine, asked: ExpectedPlace | None, depth: int) -> InspectReport:
    files = folder_files(Path(path), depth)
    layers: list[LayerInspection] = []
    findings: list[Finding] = []
    not_geodata: list[Path] = []
    for file in files.vector:
        found, wrong = _file(str(file), encoding, engine, asked)
        if wrong and file.suffix.casefold() == ".json":
            not_geodata.append(file)  # most of them are settings of programs
            continue
        layers += found or [LayerInspection(file.stem, str(file), findings=tuple(wrong))]
    layers += [LayerInspection(file.stem, str(file), role=Role("raster", (file.suffix,))) for file in files.raster]
    if not layers and not findings:
        findings.append(_nothing(path, depth))
    skipped = tuple(relative(str(one), path) for one in (*files.deeper, *files.unlisted, *not_geodata))
    return InspectReport(
        path,
        _with_neighbours(_on_common_ground(layers, asked)),
        tuple(findings),
        is_folder=True,
        depth=depth,
        skipped=skipped,
    )


def _file(
    path: str, encoding: str | None, engine: Engine, asked: ExpectedPlace | None
) -> tuple[list[LayerInspection], list[Finding]]:
    try:
        names = _layer_names(path, encoding, engine)
    except PetasentraError as error:
        return [], [finding_of(error, "FILE_UNREADABLE", "")]
    except Exception as error:  # whatever a file holds, looking at it does not raise
        return [], [not_looked_at(PurePath(path).name, ("berkas ini", "this file"), error)]
    return [inspect_layer(path, name, encoding=encoding, engine=engine, asked=asked) for name in names], []


def _layer_names(path: str, encoding: str | None, engine: Engine) -> list[str]:
    failures.require_name(path)
    if PurePath(path).suffix.casefold() in formats.ENDINGS:
        return formats.layer_names(path, encoding=encoding or "")
    if engine == "gdal" or (engine == "auto" and gdal_available()):
        from petasentra import _io

        return [str(layer["name"]) for layer in _io.list_layers(path)["layers"]]
    from petasentra.files import pyogrio_reading

    return pyogrio_reading.list_layers(path)


def _on_common_ground(layers: Sequence[LayerInspection], asked: ExpectedPlace | None) -> list[LayerInspection]:
    """Give layers without CRS a box by their best candidate, ranked by where the layers with a CRS lie."""
    known = [one.box for one in layers if one.box is not None]
    common = None
    if asked is None and known:
        box = (min(b[0] for b in known), min(b[1] for b in known), max(b[2] for b in known), max(b[3] for b in known))
        common = ExpectedPlace(
            box,
            "cakupan lapisan lain",
            "the extent of the other layers",
            "lapisan lain terletak di sana",
            "other layers lie there",
        )
    return [_placed(one, common) if one.box is None and len(one.points) else one for one in layers]


def _placed(one: LayerInspection, common: ExpectedPlace | None) -> LayerInspection:
    candidates = one.crs_candidates
    stated = bool(one.load_report and one.load_report.crs_name)
    if common is not None and not stated and not one.place_evidence[0]:
        ranked = crs_candidates(one.points, common)
        if ranked:
            candidates = ranked
            hints = missing_hint(
                ranked, ("Lapisan lain dalam berkas atau folder ini terletak di sana.", "Other layers here lie there.")
            )
            one = replace(
                one,
                crs_candidates=ranked,
                expected_id=common.name_id,
                expected_en=common.name_en,
                findings=tuple(_by_candidates(f, ranked, hints) if f.code in WITHOUT_CRS else f for f in one.findings),
            )
    return (
        replace(one, box=_box_by(one, candidates[0].code, candidates[0].swapped), box_assumed=True)
        if candidates
        else one
    )


def _by_candidates(found: Finding, ranked: tuple[CrsCandidate, ...], hints: tuple[str, str]) -> Finding:
    words = (of_candidate(found.message_id, ranked), of_candidate(found.message_en, ranked))
    return replace(found, message_id=words[0], message_en=words[1], hint_id=hints[0], hint_en=hints[1])


def _box_by(one: LayerInspection, code: str, swapped: bool) -> Bounds | None:
    import numpy as np

    from petasentra.inspection.crs_candidates import degrees

    lon, lat = degrees(one.points[:, ::-1] if swapped else one.points, code)
    if not np.isfinite(lon).any():
        return None
    return float(np.nanmin(lon)), float(np.nanmin(lat)), float(np.nanmax(lon)), float(np.nanmax(lat))


def _with_neighbours(layers: Sequence[LayerInspection]) -> tuple[LayerInspection, ...]:
    placed = []
    for one in layers:
        crs, assumed = crs_of(one)
        table = one.role.role in ("table", "raster") or (one.load_report is not None and one.bounds is None)
        label = (
            one.name
            if sum(other.name == one.name for other in layers) == 1
            else f"{PurePath(one.file).name}:{one.name}"
        )
        # With heights or without, places are the same.
        crs = "" if assumed else "EPSG:4326" if crs == "EPSG:4979" else crs
        placed.append(Placed(label, one.box, crs, one.load_report is not None, not table))
    found = neighbourhoods(placed)
    return tuple(replace(one, neighbourhood=near) for one, near in zip(layers, found, strict=True))


def _nothing(path: str, depth: int) -> Finding:
    return Finding(
        "FOLDER_EMPTY",
        "error",
        "",
        f'Folder "{path}" tidak berisi berkas geodata sampai kedalaman {depth}.',
        f'Folder "{path}" holds no file with geodata down to depth {depth}.',
        "Periksa nama foldernya, atau tambah depth.",
        "Check the name of the folder, or raise depth.",
    )


def _bad_option(name: str, value: str, allowed: str) -> OptionError:
    return OptionError(
        message_id=f'{name}="{value}" tidak dikenal.',
        message_en=f'{name}="{value}" is not known.',
        hint_id=f"Pilihan: {allowed}.",
        hint_en=f"Allowed: {allowed}.",
        code=801,
    )
