"""A permit that is not valid on the day is named, with the day, wherever it holds something back."""

from __future__ import annotations

import pytest
from chains import legs_table, table

import petasentra as ps


def smelter(*, t_per_day: float = 6.0) -> ps.SupplyChain:
    """Two buyers of ingot behind one smelter, whose permit for slag lasts six years."""
    made = ps.SupplyChain(legs=legs_table({("G", "S"): 10, ("S", "B"): 10, ("S", "C"): 10}))
    made.add_commodity("slag", b3=True)
    made.add_sources(table(id=["G"]), "slag", 20, unit="t/day")
    made.add_processors(table(id=["S"]), {"slag": -1, "ingot": 0.5})
    made.add_permits(
        table(
            permit_id=["P1"],
            site_id=["S"],
            commodity=["slag"],
            t_per_day=[t_per_day],
            valid_from=["2020-01-01"],
            valid_until=["2025-12-31"],
        )  # fmt: skip
    )
    made.add_markets(table(id=["B", "C"]), "ingot", 4, unit="t/day", unmet_penalty_idr=3e7)
    made.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    return made


@pytest.mark.parametrize(
    ("day", "said", "mended"),
    [
        (
            "2026-06-01",
            "the permit P1 at S, which expired on 2025-12-31",
            "Renew the permit P1 at S for 16 t/day of slag.",
        ),
        (
            "2019-06-01",
            "the permit P1 at S, which is not valid before 2020-01-01",
            "Obtain a permit for 16 t/day of slag",
        ),
    ],
)
def test_the_day_of_a_permit_is_told(day: str, said: str, mended: str) -> None:
    solution = smelter().solve(as_of=day)
    assert solution.unmet["reason_en"] == [f"Limited by {said}."] * 2
    short = solution.explain_shortage()
    assert short is not None
    assert short.text_en.startswith(f"T{said[1:]}, rules out the 4 t/day of ingot")
    assert short.fix_en.startswith(mended)


def test_a_change_that_mends_more_than_the_conflict_says_so() -> None:
    both = smelter().solve(as_of="2025-06-01").explain_shortage()
    assert both is not None
    assert both.fix_en.startswith("Raise the permit P1 of 6 t/day at S by 10 t/day.")
    assert both.fix_en.endswith("This also covers what is short elsewhere, which the conflict above does not name.")
    one = smelter(t_per_day=15.0).solve(as_of="2025-06-01").explain_shortage()
    assert one is not None
    assert one.fix_en == "Raise the permit P1 of 15 t/day at S by 1 t/day."


def test_a_change_leaves_alone_what_need_not_change() -> None:
    """Two doors of equal worth: one of them opened as far as it takes is enough."""
    made = ps.SupplyChain(legs=legs_table({("G", "S"): 10, ("G", "T"): 10, ("S", "B"): 10, ("T", "B"): 10}))
    made.add_sources(table(id=["G"]), "dross", 100, unit="t/day")
    made.add_processors(table(id=["S", "T"]), {"dross": -1, "ingot": 1}, 3, unit="t/day")
    made.add_markets(table(id=["B"]), "ingot", 20, unit="t/day", unmet_penalty_idr=3e7)
    made.add_vehicle("truk", idr_per_t_km=1000)
    short = made.solve().explain_shortage()
    assert short is not None
    assert short.fix["change_t"].tolist() == pytest.approx([14 * 365])


def test_all_limits_that_hold_a_market_back_are_named() -> None:
    made = ps.SupplyChain(legs=legs_table({("G", "B"): 10, ("H", "B"): 20}))
    made.add_sources(table(id=["G", "H"]), "dross", 3, unit="t/day")
    made.add_markets(table(id=["B"]), "dross", 20, unit="t/day", unmet_penalty_idr=3e7)
    made.add_vehicle("truk", idr_per_t_km=1000)
    reason = made.solve().unmet.to_pylist()[0]
    assert reason["limit"] == "G", "nearer, so a tonne more of it is worth more"
    assert reason["reason_en"] == "Limited by the supply of G: 3 t/day; the supply of H: 3 t/day."


def test_a_column_called_t_may_be_of_a_year() -> None:
    made = ps.SupplyChain(legs=legs_table({("G", "B"): 10}))
    made.add_sources(table(id=["G"], t=[3650.0]), "dross", "t", unit="t/year")
    with pytest.raises(ps.OptionError, match="is in t by its name, and in kg/year"):
        made.add_sources(table(id=["H"], t=[3650.0]), "dross", "t", unit="kg/year")
