"""The profile tables hold together, and the page made from them is current."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import petasentra as ps
from petasentra.profiles import Field, Profile, domain, profile, profile_names, profiles
from petasentra.profiles.columns import parsed_as
from petasentra.profiles.tables import rows
from petasentra.rechecks.roles import ROLES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "python" / "petasentra" / "profiles"
COLUMNS = [
    "field",
    "aliases",
    "type",
    "unit",
    "domain",
    "required",
    "legal_basis",
    "description_id",
    "description_en",
    "verified",
]

each = pytest.mark.parametrize("one", profiles().values(), ids=lambda one: one.name)


def test_the_profiles_of_the_contract_are_there() -> None:
    assert profile_names() == (
        "rtrw-permen14",
        "rdtr-permen14",
        "rbi25k-roads",
        "rbi25k-admin",
        "cod-ab",
        "kepmendagri",
        "ikm-register",
        "kkpr",
        "sentra-register",
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_every_row_of_a_table_has_every_column(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        lines = list(csv.reader(file))
    assert {len(line) for line in lines} == {len(lines[0])}
    if path.stem not in ("profiles", "domains", "registers", "register_words"):
        assert lines[0] == COLUMNS


def test_roles_of_registers_are_fields_of_their_profiles_and_words_are_of_roles() -> None:
    for row in rows("registers"):
        assert row["role"] in ROLES
        profiles()[row["profile"]].field(row["field"])
    assert {row["role"] for row in rows("register_words")} <= set(ROLES)


def test_the_order_of_the_digits_of_a_date_is_stated_or_not_known() -> None:
    stated = Field("tanggal", "date", unit="dmy")
    assert (stated.date_order, Field("tanggal", "date").date_order) == ("dmy", None)
    parsed = parsed_as(pa.array(["03/04/2022"]), stated)
    assert parsed is not None
    assert str(parsed.to_pylist()[0]) == "2022-04-03"


@each
def test_a_profile_names_each_field_once_and_says_what_it_means(one: Profile) -> None:
    assert len(set(one.names)) == len(one.fields)
    assert one.required
    for field in one.fields:
        assert field.description_id
        assert field.description_en


@each
def test_no_two_fields_of_a_profile_share_a_name(one: Profile) -> None:
    names = [name for field in one.fields for name in {one.casefold() for one in (field.name, *field.aliases)}]
    assert sorted(names) == sorted(set(names))


@each
def test_coded_fields_have_a_domain_and_no_others_do(one: Profile) -> None:
    for field in one.fields:
        assert bool(field.domain) == (field.type in ("coded", "coded-list"))
        if field.domain:
            assert domain(field.domain).values


def test_every_domain_is_used() -> None:
    used = {field.domain for one in profiles().values() for field in one.fields if field.domain}
    assert used == {row["domain"] for row in rows("domains")}


def test_booleans_are_words() -> None:
    words = {row["verified"] for table in ("profiles", "domains", *profile_names(), "common") for row in rows(table)}
    assert words == {"true", "false"}


def test_an_unknown_profile_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ps.OptionError, match="Did you mean 'rtrw-permen14'"):
        profile("rtrw-permen15")


def test_a_profile_passes_through() -> None:
    one = profile("kkpr")
    assert profile(one) is one
    assert one.field("kbli").aliases == ("KO_KBLI",)
    with pytest.raises(KeyError):
        one.field("NAMOBJ")


def test_the_page_made_from_the_tables_is_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "python" / "tools" / "profile_pages.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(ps.__file__).parents[1]), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
