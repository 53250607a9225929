"""Rules and definitions are data: dated, with a source, and refused where a part is missing."""

from __future__ import annotations

from importlib.resources import files

import pytest

import petasentra as ps
from petasentra.sentra import SentraRule, definitions

TEXT = (files("petasentra.sentra") / "rules" / "pp29-2018.toml").read_text(encoding="utf-8")


def test_the_bundled_rule_says_where_it_is_from_and_that_nobody_compared_it():
    rule = SentraRule.load("pp29-2018")
    assert (rule.citation, rule.year, rule.min_units, rule.verified) == ("PP 29/2018 Pasal 1", 2018, 5, False)
    assert "not read" in rule.source
    assert SentraRule.load(rule) is rule


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("min_units = 5", "min_units = 0"),
        ("min_units = 5", "min_units = true"),
        ('connector = "any"', 'connector = "xor"'),
        ('name = "product"', 'name = "material"'),
        ('name = "product"', 'name = "tempat"'),
        ('source = "read', 'sumber = "read'),
        ("format = 1", "format ="),
        ('instrument = "PP 29/2018"', 'instrument = ""'),
    ],
)
def test_a_rule_that_lacks_a_part_is_refused_with_its_file(tmp_path, old, new):
    path = tmp_path / "ketentuan.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ps.RuleError) as caught:
        SentraRule.load(path)
    assert caught.value.file == str(path)


def test_a_rule_that_is_not_there_is_an_io_error(tmp_path):
    with pytest.raises(ps.IoError):
        SentraRule.load(tmp_path / "tidak-ada.toml")


def test_a_rule_of_ones_own_counts_by_its_number(tmp_path):
    from drawn_units import drawn

    (tmp_path / "tiga.toml").write_text(TEXT.replace("min_units = 5", "min_units = 3"), encoding="utf-8")
    assert len(ps.find_sentra(drawn("aaa"), tmp_path / "tiga.toml", product="produk", eps_m=20)) == 1


def test_no_definition_claims_to_be_verified_and_each_has_a_source():
    rows = definitions().to_pylist()
    assert {row["term"] for row in rows} == {"sentra", "wppi", "kpi", "ki"}
    assert not any(row["verified"] for row in rows)
    assert all(row["source"] and row["says_id"] and row["says_en"] for row in rows)
    assert {row["instrument"] for row in rows if not row["seen"]} == {"PP 142/2015", "PP 20/2024"}


def test_definitions_of_a_day_leave_out_later_years():
    assert max(row["year"] for row in definitions(as_of="2015-06-01").to_pylist()) == 2015
    assert len(definitions(as_of="2013-01-01")) == 0
    with pytest.raises(ps.OptionError):
        definitions(as_of="kapan")
