"""A pack that the twin reads as a dict, written as the folder that the engine reads."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

DATES = ["berlaku_dari", "berlaku_sampai"]


def write_geojson(path: Path, rows: Iterable[tuple[dict[str, Any], BaseGeometry]]) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32749"}}
    features = [
        {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
        for properties, shape in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")


def write_csv(path: Path, header: list[str], rows: Iterable[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def toml_value(value: Any) -> str:
    if isinstance(value, bool | float | str | int):
        return json.dumps(value)
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(v) for v in value) + "]"
    return str(value)  # a date


def section(head: str, values: dict[str, Any]) -> list[str]:
    """A table of TOML; what is None or empty text is left out."""
    return ["", head, *(f"{key} = {toml_value(v)}" for key, v in values.items() if v is not None and v != "")]


def dated_columns(features: list[Any], dates: list[dict[str, Any]] | None) -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Rows of zones or of features of rules: code, dates where the layer has any, and ground."""
    days = [{}] * len(features) if dates is None else [dates_of(one) for one in dates]
    return [({"kode": code, **own}, shape) for (code, shape), own in zip(features, days, strict=True)]


def dates_of(feature: dict[str, Any]) -> dict[str, Any]:
    return {key: feature[k] and feature[k].isoformat() for key, k in zip(DATES, ("from", "to"), strict=True)}


def keys_of_dates(dates: Any) -> dict[str, Any]:
    return {"valid_from": DATES[0], "valid_to": DATES[1]} if dates else {}


def write_zones(folder: Path, instrument: dict[str, Any]) -> list[str]:
    name, codes = instrument["id"], instrument["matrix_codes"]
    held = instrument["zones"] is not None
    dates = instrument.get("dates", {}).get("pola-ruang") if held else None
    path = f"{name}-zona.geojson" if held else None
    keys = {"id": "pola-ruang", "role": "zones", "code": "kode", "path": path}
    lines = section("[[layer]]", keys | keys_of_dates(dates))
    if held:
        write_geojson(folder / f"{name}-zona.geojson", dated_columns(instrument["zones"], dates))
    rows = ([activity, *(cells[c] for c in codes)] for activity, cells in instrument["matrix"].items())
    write_csv(folder / f"{name}-itbx.csv", ["activity", *codes], rows)
    permissions = {
        "path": f"{name}-itbx.csv", "absent": instrument["absent"], "article": instrument["matrix_article"],
        "source": "rekaan", "verified": True,
    }  # fmt: skip
    return lines + section("[permissions]", permissions | write_tables(folder, instrument))


def write_tables(folder: Path, instrument: dict[str, Any]) -> dict[str, str]:
    """The tables beside a matrix, by the key that names their file."""
    name, keys = instrument["id"], {}
    if instrument.get("conditions"):
        keys["conditions"] = f"{name}-syarat.csv"
        header = ["id", "kind", "text_id", "text_en", "predicate", "threshold", "unit", "source", "verified"]
        rows = [
            [
                id_,
                c["kind"],
                f"syarat {id_}",
                f"condition {id_}",
                c["predicate"],
                c["threshold"],
                c["unit"],
                "rekaan",
                "true",
            ]
            for id_, c in instrument["conditions"].items()
        ]
        write_csv(folder / keys["conditions"], header, rows)
    if instrument.get("intensity"):
        keys["intensity"] = f"{name}-intensitas.csv"
        header = list(instrument["intensity"][0])
        write_csv(folder / keys["intensity"], header, [[row[k] for k in header] for row in instrument["intensity"]])
    return keys


def write_layers(folder: Path, instrument: dict[str, Any]) -> list[str]:
    name, lines = instrument["id"], []
    used = {rule["layer"] for rules in ("area_rules", "overlay_rules") for rule in instrument.get(rules, [])}
    for layer, features in instrument["layers"].items():
        if layer not in used:
            continue  # nothing asks for it, and reading it takes time
        role = "area" if layer == "kecamatan" else "overlay"
        path = f"{name}-{layer}.geojson"
        dates = instrument.get("dates", {}).get(layer)
        lines += section("[[layer]]", {"id": layer, "role": role, "code": "kode", "path": path, **keys_of_dates(dates)})
        write_geojson(folder / path, dated_columns(features, dates))
    existing = {layer: ("existing", "", features) for layer, features in instrument.get("existing", {}).items()}
    receptors = instrument.get("receptors", {})
    receptors = {layer: ("receptor", r["represents"], r["features"]) for layer, r in receptors.items()}
    for layer, (role, represents, features) in (existing | receptors).items():
        path = f"{name}-{layer}.geojson"
        keys = {"id": layer, "role": role, "path": path, "represents": represents}
        lines += section("[[layer]]", keys | keys_of_dates(features))
        write_geojson(folder / path, [(properties_of(f), f["geometry"]) for f in features])
    return lines


def properties_of(feature: dict[str, Any]) -> dict[str, Any]:
    own = {key: feature[key] for key in ("site_id", "activity") if key in feature}
    return own | dates_of(feature)


def write_instrument(folder: Path, instrument: dict[str, Any]) -> None:
    name = instrument["id"]
    head = {
        "id": name, "kind": "perda", "number": 1, "year": instrument["from"].year,
        "title": f"Instrumen rekaan {name}", "level": instrument["level"], "status": instrument["status"],
        "in_force_from": instrument["from"], "in_force_to": instrument["to"], "enacted_on": instrument["enacted"],
        "published_on": instrument["published"], "replaces": instrument["replaces"] or None,
        "oss_integrated": instrument.get("oss_integrated"), "source": "rekaan", "verified": True,
        "map_scale": instrument.get("map_scale"), "horizontal_accuracy_m": instrument.get("accuracy_m"),
    }  # fmt: skip
    lines = section("[instrument]", head)
    lines += write_zones(folder, instrument) if instrument["level"] != "sectoral" else []
    lines += write_layers(folder, instrument)
    if instrument["level"] == "sectoral" and (tables := write_tables(folder, instrument)):
        lines += section("[permissions]", tables)
    for head_of, rules in (("overlay_rule", "overlay_rules"), ("area_rule", "area_rules"),
                           ("distance_rule", "distance_rules"), ("transition", "transitions")):  # fmt: skip
        for rule in instrument.get(rules, []):
            lines += section(f"[[{head_of}]]", rule)
    (folder / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pack(folder: Path, pack: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    head = {"format": 1, "name": "rekaan", "title": "Paket rekaan untuk uji", "crs": "EPSG:32749",
            "kbli_version": pack.get("kbli_version"),
            "instruments": [i["id"] + ".toml" for i in pack["instruments"]]}  # fmt: skip
    lines = section("[pack]", head)
    lines += ['jurisdiction = { kemendagri = "35.17", bps = "3517", name = "Kabupaten Rekaan" }']
    lines += section("[tolerance]", {key: float(value) for key, value in pack["tolerance"].items()})
    if pack.get("accuracy_by_scale"):
        lines += section("[accuracy_by_scale]", {str(k): v for k, v in pack["accuracy_by_scale"].items()})
    (folder / "pack.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    header = ["id", "name_id", "name_en", "kbli", "kbli_version", "scale"]
    rows = ([a["id"], a["id"], a["id"], a["kbli"], a["version"], a.get("scale", "")] for a in pack["activities"])
    write_csv(folder / "activities.csv", header, rows)
    if pack.get("kbli_crosswalk"):
        header = ["from_version", "from", "to_version", "to", "kind"]
        write_csv(folder / "kbli-crosswalk.csv", header, [[r[k] for k in header] for r in pack["kbli_crosswalk"]])
    for instrument in pack["instruments"]:
        write_instrument(folder, instrument)


def permits_json(permits: list[dict[str, Any]]) -> str | None:
    def day(value: dt.date | None) -> str | None:
        return value and value.isoformat()

    rows = [{"kind": p["kind"], "issued_on": day(p["issued"]), "expires_on": day(p["expires"])} for p in permits]
    return json.dumps(rows) if rows else None
