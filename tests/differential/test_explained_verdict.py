"""The JSON of an explanation reproduces its verdict, and what it calls enough is enough; on random packs and sites."""

from __future__ import annotations

import json
import random
from typing import Any

import random_packs

import petasentra as ps
from petasentra.conformance.explanation import verdict_from

PACKS, SITES = 60, 14
CONFORMING = {"conforms", "limited", "conditional", "limited_conditional"}


def pieces_of(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [branch for branch in tree["because"] if branch["kind"] == "piece"]


def rules_of(piece: dict[str, Any]) -> list[dict[str, Any]]:
    return [branch["facts"] for branch in piece["because"] if branch["kind"] == "rule"]


def name_of(rule: dict[str, Any]) -> tuple[str, str, str]:
    return rule["rule"], rule["rule_id"], rule["instrument"]


def only(tree: dict[str, Any], names: set[tuple[str, str, str]], pieces: list[int]) -> dict[str, Any]:
    """Return the tree with every rule silent but these, on these pieces; silence is a yes."""
    kept = json.loads(json.dumps(tree))
    against = 0.0
    for number, piece in enumerate(pieces_of(kept)):
        speaking = [rule for rule in rules_of(piece) if name_of(rule) in names and not rule["replaced"]]
        # A gap speaks by the verdict that ground has without rules, where no rule gives it.
        given = any(rule["gives_the_verdict"] for rule in rules_of(piece))
        gap = ("none", "", piece["facts"]["instrument"]) in names and number in pieces and not given
        piece["because"] = [{"kind": "rule", "facts": rule, "because": []} for rule in speaking]
        if not gap:
            piece["facts"]["without_rules"] = "conforms"
        if any(rule["says"] not in CONFORMING for rule in speaking) or gap:
            against += piece["facts"]["share"]
    kept["facts"]["share_conforming"] = max(0.0, 1.0 - against)
    return kept


def as_seen(tree: dict[str, Any]) -> bool:
    """Whether the pieces lie beside one another, so that their shares add up."""
    return sum(piece["facts"]["share"] for piece in pieces_of(tree)) <= 1.0 + 1e-9


def test_an_explanation_reproduces_its_verdict_and_each_sufficient_set_gives_it_alone(tmp_path):
    rng = random.Random(20261123)
    sites_asked, sets_of_several, two_sets = 0, 0, 0
    for number in range(PACKS):
        pack = random_packs.random_pack(rng)
        sites = random_packs.random_sites(rng, SITES)
        random_packs.write_pack(tmp_path / f"pack-{number}", pack)
        result = ps.check(
            random_packs.site_frame(sites),
            ps.read_plan_pack(tmp_path / f"pack-{number}"),
            as_of=rng.choice(random_packs.DAYS),
        )
        for row in result.table.to_pylist():
            explanation = result.explain(row["site_id"])
            tree = explanation.tree
            assert verdict_from(tree) == row["verdict"], explanation.text("en")
            sets = explanation.sufficient
            assert sets, explanation.text("en")
            sites_asked += 1
            two_sets += len(sets) > 1
            if not as_seen(tree) or row["verdict"] in CONFORMING:
                continue
            for one in sets:
                names = {name_of(cause["facts"]) for cause in one["because"]}
                pieces = [int(text) for text in one["facts"]["pieces"].split(",")]
                sets_of_several += len(names) > 1
                assert verdict_from(only(tree, names, pieces)) == row["verdict"], explanation.text("en")
                for name in names if len(names) > 1 else ():
                    fewer = verdict_from(only(tree, names - {name}, pieces))
                    assert fewer != row["verdict"], f"{name} was not needed: {explanation.text('en')}"
    assert sites_asked == PACKS * SITES
    assert two_sets >= 20
    assert sets_of_several >= 1
