"""A day is given one way, everywhere."""

import datetime as dt

import pandas as pd
import pytest

import petasentra as ps
from petasentra.days import as_day

DAY = dt.date(2015, 6, 1)


@pytest.mark.parametrize(
    "value",
    ["2015-06-01", DAY, dt.datetime(2015, 6, 1, 23, 59), pd.Timestamp("2015-06-01T23:00:00+07:00")],
)  # fmt: skip
def test_dates_moments_and_iso_text_name_their_calendar_day(value):
    found = as_day(value)
    assert found == DAY
    assert type(found) is dt.date


@pytest.mark.parametrize(
    "value",
    ["20150601", "2015-W23-1", "2015-6-1", "1 Juni 2015", "2015-02-30", " 2015-06-01", "", None, 20150601, pd.NaT],
)
def test_anything_else_is_an_option_error(value):
    with pytest.raises(ps.OptionError) as told:
        as_day(value)
    assert "as_of" in told.value.message_id
    assert "TTTT-BB-HH" in told.value.hint_id


@pytest.mark.parametrize("wrong", ["20150601", "kemarin"])
def test_every_door_asks_for_it_the_same_way(wrong, tmp_path):
    study = ps.datasets.jombang()
    pack = study.pack()
    result = ps.check(study.sentra, pack, as_of=dt.datetime(2015, 6, 1, 12))
    assert result.as_of == DAY
    doors = [
        lambda: ps.check(study.sentra, pack, as_of=wrong),
        lambda: ps.check(study.sentra, pack, as_of=DAY, known_on=wrong),
        lambda: pack.in_force(wrong),
        lambda: pack.zones(wrong),
        lambda: result.report(tmp_path / "r.html", printed_on=wrong),
    ]
    for door in doors:
        with pytest.raises(ps.OptionError):
            door()
    assert [one.id for one in pack.in_force(pd.Timestamp("2015-06-01"))] == ["perda-21-2009"]
