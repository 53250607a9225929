"""What cannot be understood is refused with a class of ours, in two languages; what is merely absent is told."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-06-01"


@pytest.fixture(scope="module")
def study() -> Any:
    return ps.datasets.jombang()


@pytest.mark.parametrize(
    "wrong",
    [
        {"pack": 42},
        {"net": "jalan"},
        {"chain": {}},
        {"indicators": [1]},
        {"needs": "perlu"},
        {"records": {"unit": []}},
        {"documents": 3},
        {"documents": {"ded_rab": 3.5}},
        {"near": [1]},
        {"near": {"sungai": 5}},
        {"land": "milik pemda"},
        {"land": {"pemilik": "x"}},
        {"found": 1},
        {"known_as": {"roads": "x"}},
        {"known_as": "x"},
        {"schematic": ["roads"]},
        {"checklist": "tidak-ada.toml"},
        {"checklist": 7},
        {"rule": "tidak-ada"},
        {"year": "2027"},
        {"year": True},
        {"year": 27},
        {"as_of": "kemarin"},
        {"as_of": 2026},
    ],
    ids=lambda one: f"{next(iter(one))}={next(iter(one.values()))!r}",
)
def test_arguments_of_another_type_are_errors_of_ours(record: ps.dossiers.SentraRecord, wrong: dict[str, Any]) -> None:
    with pytest.raises(ps.PetasentraError) as raised:
        ps.dossier(record, **({"as_of": DAY} | wrong))
    assert raised.value.message_id
    assert raised.value.message_en
    assert raised.value.message_id != raised.value.message_en


@pytest.mark.parametrize("sentra", [42, None, "Kendalsari", {"id": "k"}, [1, 2]])
def test_what_is_no_sentra_is_refused(sentra: Any) -> None:
    with pytest.raises(ps.PetasentraError):
        ps.dossier(sentra, as_of=DAY)


@pytest.mark.parametrize(
    "fields",
    [{"id": ""}, {"id": 3}, {"id": "k", "units": True}, {"id": "k", "one_place": "ya"}, {"id": "k", "land": {}}],
)
def test_a_record_says_which_field_is_wrong(fields: dict[str, Any]) -> None:
    with pytest.raises(ps.SchemaError):
        ps.dossiers.SentraRecord(**fields)


def test_no_day_and_no_year_is_refused_and_a_year_alone_says_which_day_it_stands_for(record: Any) -> None:
    with pytest.raises(ps.OptionError, match="day of the proposal is not given"):
        ps.dossier(record)
    d = ps.dossier(record, year=2027)
    assert (d.document["as_of"], d.document["day_assumed"]) == ("2027-01-01", True)


def test_a_layer_needs_an_id_that_is_there_once(study: Any) -> None:
    with pytest.raises(ps.OptionError, match="Which of the sentra") as raised:
        ps.dossier(study.sentra, as_of=DAY)
    assert "contoh-a" in raised.value.hint_en
    with pytest.raises(ps.OptionError, match="no single sentra 'contoh-z'"):
        ps.dossier(study.sentra, as_of=DAY, sentra_id="contoh-z")
    with pytest.raises(ps.SchemaError, match="no column 'kode'"):
        ps.dossier(study.sentra, as_of=DAY, sentra_id="contoh-a", site_id="kode")


def test_a_day_without_law_and_without_checklist_is_unknown_and_not_refused(study: Any) -> None:
    d = ps.dossier(study.sentra, study.pack(), as_of="1999-01-01", sentra_id="contoh-a")
    missing = {one["item"]: one["status"] for one in d.missing.to_pylist()}
    assert missing["conformance"] == "unknown"
    assert missing["documents"] == "unknown"
    assert missing["definition"] == "unknown"
    assert missing["instrument"] == "not_given"


def test_parts_that_say_nothing_of_the_sentra_are_unknown(study: Any) -> None:
    claims = ps.impact.read_claims(study.facts)
    d = ps.dossier(
        study.sentra,
        as_of=DAY,
        sentra_id="contoh-c",
        indicators=claims,
        records=ps.impact.read_records(study.folder / "records.toml"),
    )
    assert d.sections["indicators"]["status"] == "unknown"
    assert d.sections["facilities"]["status"] == "unknown"
    assert d.sections["chain"]["status"] == "not_given"
    assert d.answer("chain") == "tidak diberikan"


def test_a_plot_that_is_null_or_empty_or_a_point_keeps_its_sections(study: Any) -> None:
    for shape in (None, shapely.Polygon(), shapely.Point(112.35, -7.49)):
        frame = geopandas.GeoDataFrame({"site_id": ["a"], "activity": ["kerupuk-keripik"]}, geometry=[shape], crs=4326)
        d = ps.dossier(frame, study.pack(), as_of=DAY, near={"desa": study.desa})
        assert len(d.document["sections"]) == 12
        assert next(one for one in d.sections["land"]["facts"] if one["name"] == "area")["value"] is None


def test_places_without_a_coordinate_system_are_refused(study: Any) -> None:
    plot = geopandas.GeoDataFrame({"site_id": ["a"]}, geometry=[shapely.box(0, 0, 1, 1)])
    with pytest.raises(ps.CrsError):
        ps.dossier(plot, as_of=DAY)
    with pytest.raises(ps.CrsError, match="'sungai' has no CRS"):
        ps.dossier(study.sentra, as_of=DAY, sentra_id="contoh-a", near={"sungai": plot})


def test_papers_of_unknown_items_and_unreadable_days_are_findings(record: Any) -> None:
    papers = {
        "ded_rab": {"status": "ada", "dated": "kemarin"},
        "surat_cinta": True,
        "krisna_entry": {"status": "mungkin"},
    }
    d = ps.dossier(record, as_of=DAY, documents=papers)
    assert sorted(d.findings["code"]) == ["DOCUMENT_UNKNOWN", "VALUE_UNREADABLE", "VALUE_UNREADABLE"]
    states = {one["item"]: one["status"] for one in d.missing.to_pylist()}
    assert "ded_rab" not in states
    assert states["krisna_entry"] == "unknown"


def test_unknown_formats_languages_and_sections_are_refused(record: Any, tmp_path: Path) -> None:
    d = ps.dossier(record, as_of=DAY)
    for wrong in (["docx"], [], "pptx"):
        with pytest.raises(ps.OptionError):
            d.save(tmp_path / "usulan", formats=wrong)
    with pytest.raises(ps.OptionError):
        d.save(tmp_path / "usulan", lang="jv")
    with pytest.raises(ps.OptionError, match="no section 'peta'"):
        d.explain("peta")
    with pytest.raises(ps.IoError):
        d.save(tmp_path / "tidak-ada" / "usulan", formats=["json"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"petasentra_dossier": 1}', '{"petasentra_dossier": 99}', "\x00\xff"]
)
def test_files_that_are_no_dossier_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "usulan.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ps.SchemaError):
        ps.dossiers.read_dossier(path)
    with pytest.raises(ps.SchemaError):
        ps.replay(path)


def test_a_dossier_that_lost_any_of_its_parts_is_refused_or_read(files: dict[str, Path], tmp_path: Path) -> None:
    whole = json.loads(files["json"].read_text(encoding="utf-8"))
    path = tmp_path / "usulan.json"
    for name in whole["inputs"]:
        less = whole | {"inputs": {key: value for key, value in whole["inputs"].items() if key != name}}
        path.write_text(json.dumps(less), encoding="utf-8")
        with contextlib.suppress(ps.SchemaError):
            assert not ps.replay(path, pack=ps.datasets.path("jombang")).identical, name


@pytest.mark.parametrize(
    "text",
    [
        "sentra = 3",
        "as_of = 2026-06-01",
        'sentra = "a.geojson"\nperahu = 1',
        'sentra = "tidak-ada.geojson"',
        "sentra = [",
    ],
)
def test_a_proposal_that_is_not_in_order_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "usulan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises((ps.SchemaError, ps.IoError)):
        ps.dossiers.read_proposal(path)


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("tolerance_m = 50\nvehicle", "tolerence_m = 50\nvehicle", "roads.tolerence_m"),
        ("tolerance_m = 50\nvehicle", 'tolerance_m = "50"\nvehicle', "roads.tolerance_m"),
        ("tolerance_m = 50\nvehicle", "tolerance_m = -1\nvehicle", "roads.tolerance_m"),
        ('columns = ["road_class=class", "name=name"]\n', "columns = [3]\n", "roads.columns"),
        ('output = "400-700 t/tahun"', "", "process.output"),
        ('file = "process-slag.toml"', 'file = ""', "process.file"),
        ('where = { KODKWS = "PK" }', 'where = { KODE = "PK" }', "near[2].where.KODE"),
        ("year = 2027", "year = 2027.5", "year"),
        ("as_of = 2026-06-01", "as_of = 20260601", "as_of"),
        ('pack = "."', "pack = 3", "pack"),
        ('[chain]\nfolder = "rantai-pasok"', "[chain]", "chain.folder"),
        ("accuracy_m = 131", 'accuracy_m = "jauh"', "boundaries[1].accuracy_m"),
        ('schematic = ["access", "chain"]', 'schematic = "access"', "schematic"),
        ('sentra = "sentra.geojson"', 'sentra = "sentra.geojson"\nregistry = "x.csv"', "registry"),
    ],
)
def test_a_mistake_in_a_proposal_names_file_and_key_in_both_languages(
    tmp_path: Path, study: Any, before: str, after: str, key: str
) -> None:
    text = (study.folder / "usulan.toml").read_text(encoding="utf-8")
    assert before in text
    folder = tmp_path / "jombang"
    folder.mkdir()
    for one in study.folder.iterdir():
        if one.name != "usulan.toml":
            (folder / one.name).symlink_to(one)
    path = folder / "usulan.toml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(ps.SchemaError) as raised:
        ps.dossiers.read_proposal(path)
    assert raised.value.file == str(path)
    assert raised.value.column == key
    assert key in raised.value.message_id
    assert key in raised.value.message_en
    assert raised.value.message_id != raised.value.message_en
    assert raised.value.hint_id


def test_a_file_that_is_named_and_not_there_is_told_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "usulan.toml"
    path.write_text('sentra = "tapak.geojson"\n', encoding="utf-8")
    with pytest.raises(ps.IoError) as raised:
        ps.dossiers.read_proposal(path)
    assert "sentra menyebut tapak.geojson" in raised.value.message_id
    assert raised.value.file == str(tmp_path / "tapak.geojson")


def test_a_line_that_is_no_toml_is_told_of_the_proposal(tmp_path: Path) -> None:
    path = tmp_path / "usulan.toml"
    path.write_text("sentra = [", encoding="utf-8")
    with pytest.raises(ps.SchemaError, match="The proposal is no TOML") as raised:
        ps.dossiers.read_proposal(path)
    assert raised.value.file == str(path)


def test_a_dossier_of_an_older_form_says_so(files: dict[str, Path], tmp_path: Path) -> None:
    document = json.loads(files["json"].read_text(encoding="utf-8")) | {"petasentra_dossier": 1}
    path = tmp_path / "usulan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ps.SchemaError, match="is of form 1"):
        ps.dossiers.read_dossier(path)


def test_a_sentra_of_which_all_but_its_name_is_unknown_has_a_dossier_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "sentra.csv").write_text("id,nama_sentra\ns-1,Sentra tak dikenal\n", encoding="utf-8")
    (tmp_path / "usulan.toml").write_text('registry = "sentra.csv"\nyear = 2027\n', encoding="utf-8")
    d = ps.dossier(**ps.dossiers.read_proposal(tmp_path / "usulan.toml"))
    status = {name: one["status"] for name, one in d.sections.items()}
    assert status.pop("citations") == "given"
    assert set(status.values()) == {"unknown", "not_given", "position_unknown"}
    made = d.save(tmp_path / "usulan", lang="id")
    text = made["html"].read_text(encoding="utf-8")
    assert text.count("tidak diberikan") > 10
    assert "letak tidak diketahui" in text
    assert ps.replay(made["json"]).identical


def test_the_library_reads_files_without_the_commands() -> None:
    """What commands and proposals both read lies below them: a dossier needs no command line."""
    from pathlib import Path

    folder = Path(ps.__file__).parent
    for part in ("dossiers", "inputs"):
        for file in sorted((folder / part).rglob("*.py")):
            assert "petasentra.cli" not in file.read_text(encoding="utf-8"), file
