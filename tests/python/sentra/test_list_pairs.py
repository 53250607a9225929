"""Rows of a list and sentra: the best pair first, nothing chosen where several fit equally well."""

from __future__ import annotations

import numpy as np

from petasentra.sentra.list_pairs import Candidate, paired


def one(row, sentra, *, commodity=0, by_product=False, area=0, distance_m=None):
    return Candidate(row, sentra, commodity, by_product, area, distance_m)


def pairs_of(candidates, count):
    found = paired(candidates, [f"s{row}" for row in range(count)])
    return {row: pair.sentra for row, pair in found.of_row.items()}, found


def test_two_sentra_that_fit_equally_well_stay_open():
    chosen, found = pairs_of([one(0, 4), one(0, 7), one(1, 7, commodity=1)], 2)
    assert chosen == {}
    assert (found.open_rows, found.open_sentra) == ({0: [4, 7]}, {4: [0], 7: [0]})
    assert found.again[1].sentra == 7


def test_a_better_row_decides_what_is_left_for_another():
    chosen, found = pairs_of([one(0, 4), one(0, 7), one(1, 4, distance_m=3.0)], 2)
    assert chosen == {0: 7, 1: 4}
    assert not found.open_rows


def test_what_is_alike_goes_before_what_some_units_make():
    assert pairs_of([one(0, 1, by_product=True), one(0, 2)], 1)[0] == {0: 2}


def test_of_two_equal_rows_the_smaller_id_has_the_sentra():
    chosen, found = pairs_of([one(1, 3), one(0, 3)], 2)
    assert chosen == {0: 3}
    assert found.again[1].sentra == 3


def test_rows_that_share_sentra_are_open_together():
    chosen, found = pairs_of([one(0, 1), one(0, 2), one(1, 2), one(2, 5)], 3)
    assert chosen == {2: 5}
    assert found.open_rows == {0: [1, 2], 1: [2]}
    assert found.open_sentra == {1: [0], 2: [0, 1]}


def slowly(candidates, ids):
    """Take the best quality again and again; of what it joins, look from each row outwards."""
    left = list(candidates)
    chosen, opened = {}, set()
    while left:
        best = min(pair.quality for pair in left)
        same = [pair for pair in left if pair.quality == best]
        rows, sentra = {same[0].row}, set()
        while True:
            reached = {pair.sentra for pair in same if pair.row in rows}
            back = {pair.row for pair in same if pair.sentra in reached}
            if (reached, back) == (sentra, rows):
                break
            sentra, rows = reached, back
        if len(sentra) == 1:
            rows = {min(rows, key=lambda row: (ids[row], row))}
            chosen[next(iter(rows))] = next(iter(sentra))
        else:
            opened |= rows
        # What was settled is gone, and a row that lost its sentra looks on among those that are left.
        left = [pair for pair in left if pair.row not in rows and pair.sentra not in sentra]
    return chosen, opened


def test_pairs_are_those_of_taking_the_best_again_and_again():
    rng = np.random.default_rng(3)
    some_open = 0
    for _ in range(400):
        count = int(rng.integers(1, 7))
        ids = [f"s{int(number)}" for number in rng.permutation(count)]
        cells = {(int(r), int(s)) for r, s in zip(rng.integers(0, count, 9), rng.integers(0, 6, 9), strict=True)}
        drawn = [one(r, s, commodity=int(rng.integers(2)), area=int(rng.integers(2))) for r, s in sorted(cells)]
        found = paired([drawn[place] for place in rng.permutation(len(drawn))], ids)
        chosen, opened = slowly(drawn, ids)
        assert ({row: pair.sentra for row, pair in found.of_row.items()}, set(found.open_rows)) == (chosen, opened)
        assert set(found.again) == {pair.row for pair in drawn} - set(chosen) - opened
        some_open += bool(opened)
    assert some_open > 50
