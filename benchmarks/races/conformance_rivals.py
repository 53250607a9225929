"""The verdicts of the race `conformance` as an expert in geopandas writes them: overlay, merges, no loop over sites.

The steps are those of the law: cut by zones, cut by the layer of each rule that speaks of the activity, look up the
cell, let rules replace and tighten it, and reduce the pieces of a site to its row. Rules are bits of a number, so what
many pieces say is joined by one "or" a site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
from conformance_law import (
    AS_OF,
    BOUNDARY_M,
    CONDITIONS,
    DISTANCES,
    OVERLAYS,
    SLIVER_M2,
    SPECIALS,
    ZONES,
    ZONES_LAYER,
    matrix,
    plan_id,
)

if TYPE_CHECKING:
    from conformance_ground import Ground

VERDICTS = ("conforms", "limited", "conditional", "limited_conditional", "not_regulated", "outside_plan", "no_data",
            "unreadable_rule", "prohibited")  # fmt: skip
RANK = {word: rank for rank, word in enumerate(VERDICTS)}
WORST_CONFORMING = RANK["limited_conditional"]
SLACK = 1e-9
RULES = ("lampiran", *(f"pasal-{rule.id}" for rule in (*OVERLAYS, *SPECIALS)),
         *(f"pasal-jarak-{rule.id}" for rule in DISTANCES))  # fmt: skip
OVERLAY_BIT = {rule.id: 1 + n for n, rule in enumerate(OVERLAYS)}
SPECIAL_BIT = {rule.id: 1 + len(OVERLAYS) + n for n, rule in enumerate(SPECIALS)}
DISTANCE_BIT = {rule.id: 1 + len(OVERLAYS) + len(SPECIALS) + n for n, rule in enumerate(DISTANCES)}


def read_cell(cell: str) -> int:
    """Verdict of a cell, by its rank."""
    letters = {condition[0] for condition in cell.split(",") if cell}
    words = {"": "not_regulated", "I": "conforms", "X": "prohibited", "T": "limited", "B": "conditional"}
    return RANK["limited_conditional"] if letters == {"T", "B"} else RANK[words["".join(letters)]]


def conditions_in(cell: str) -> int:
    """Conditions of a cell as bits."""
    return sum(1 << bit for bit, name in enumerate(CONDITIONS) if name in cell.split(","))


def spoken_of(activity: pd.Series, named: tuple[str, ...]) -> np.ndarray:
    return np.ones(len(activity), dtype=bool) if named == ("*",) else activity.isin(named).to_numpy()


def cells(plan: int) -> pd.DataFrame:
    """The matrix, a row a cell."""
    long = pd.DataFrame(matrix(plan), index=list(ZONES)).rename_axis("code").melt(
        ignore_index=False, var_name="activity", value_name="cell").reset_index()  # fmt: skip
    return long.assign(base=long["cell"].map(read_cell), conditions=long["cell"].map(conditions_in))


def cut_by_zones(sites: gpd.GeoDataFrame, zones: gpd.GeoDataFrame, *, spared: bool) -> gpd.GeoDataFrame:
    """Pieces of the sites, one for each zone and one for what no zone covers."""
    if not spared:
        return gpd.overlay(sites, zones, how="identity", keep_geom_type=True)
    within = gpd.sjoin(sites, zones, predicate="within").drop(columns="index_right")
    others = sites[~sites.index.isin(within.index)]
    return pd.concat([within, gpd.overlay(others, zones, how="identity", keep_geom_type=True)], ignore_index=True)


def cut_by_rule(
    pieces: gpd.GeoDataFrame, layer: gpd.GeoDataFrame, bit: int, speaks: np.ndarray, *, spared: bool
) -> gpd.GeoDataFrame:
    """The pieces of which a rule speaks, cut by its layer; those in it get its bit."""
    if spared:
        touched = np.unique(layer.sindex.query(pieces.geometry, predicate="intersects")[0])
        speaks = speaks & np.isin(np.arange(len(pieces)), touched)
    named = layer[["geometry"]].assign(inside=1)
    cut = gpd.overlay(pieces[speaks], named, how="identity", keep_geom_type=True)
    cut["rules"] += cut.pop("inside").notna().to_numpy().astype(np.int64) << bit
    return pd.concat([pieces[~speaks], cut], ignore_index=True)


def cut_pieces(sites: gpd.GeoDataFrame, ground: Ground, plan: int, *, spared: bool) -> pd.DataFrame:
    """Area and border of every piece: a zone of a site under one set of rules."""
    zones = ground.zones[[f"kode{plan}", "geometry"]].rename(columns={f"kode{plan}": "code"})
    zones["zone"] = np.arange(len(zones))
    asked = sites[["activity", "geometry"]].assign(site=np.arange(len(sites)))
    pieces = cut_by_zones(asked, zones, spared=spared)
    pieces["zone"] = pieces["zone"].fillna(-1).astype(np.int64)
    pieces["rules"] = np.int64(0)
    for rule in SPECIALS:
        speaks = spoken_of(pieces["activity"], rule.activities) & (pieces["zone"] >= 0).to_numpy()
        pieces = cut_by_rule(pieces, ground.others[rule.id], SPECIAL_BIT[rule.id], speaks, spared=spared)
    for rule in OVERLAYS:
        speaks = spoken_of(pieces["activity"], rule.activities)
        pieces = cut_by_rule(pieces, ground.others[rule.id], OVERLAY_BIT[rule.id], speaks, spared=spared)
    pieces["area"], pieces["border"] = pieces.area, pieces.length
    keys = ["site", "zone", "rules"]
    return pieces.groupby(keys, as_index=False).agg(
        activity=("activity", "first"), code=("code", "first"), area=("area", "sum"), border=("border", "sum")
    )


def broken_distances(sites: gpd.GeoDataFrame, ground: Ground) -> tuple[np.ndarray, dict[str, pd.Series]]:
    """Bits of the broken distance rules of each site, and the distances that broke them."""
    broken, metres = np.zeros(len(sites), dtype=np.int64), {}
    for rule in DISTANCES:
        asked = sites.loc[spoken_of(sites["activity"], rule.activities), ["geometry"]]
        if rule.measured_from == "centroid":
            asked = asked.set_geometry(asked.centroid)
        near = gpd.sjoin_nearest(asked, ground.others[rule.id][["geometry"]], max_distance=rule.min_m,
                                 distance_col="metres")["metres"]  # fmt: skip
        near = near[~near.index.duplicated()]
        metres[rule.id] = near[near < rule.min_m - 1e-6]
        broken[metres[rule.id].index] |= 1 << DISTANCE_BIT[rule.id]
    return broken, metres


def judged(pieces: pd.DataFrame, broken: np.ndarray, plan: int) -> pd.DataFrame:
    """Verdict of every piece, the rules that give it, and those in conflict."""
    pieces = pieces.merge(cells(plan), on=["activity", "code"], how="left").sort_values("site", kind="stable")
    outside = (pieces["zone"] < 0).to_numpy()
    base = np.where(outside, RANK["outside_plan"], pieces["base"].fillna(0)).astype(np.int64)
    on = {bit: (pieces["rules"].to_numpy() >> bit & 1).astype(bool) for bit in range(1, len(RULES))}
    verdict, says = base.copy(), {0: np.where(outside, -1, base)}
    replaced, conflict, opposes = np.zeros(len(pieces), dtype=bool), np.zeros(len(pieces), dtype=bool), 0
    for rule in SPECIALS:
        bit = SPECIAL_BIT[rule.id]
        says[bit] = np.where(on[bit], read_cell(rule.cell), -1)
        if rule.precedence == "over_zone":
            replaced |= on[bit]
            verdict = np.where(on[bit], says[bit], verdict)
    for rule in OVERLAYS:
        bit = OVERLAY_BIT[rule.id]
        says[bit] = np.where(on[bit], RANK[rule.at_best], -1)
        verdict = np.maximum(verdict, says[bit])
    opposes = np.zeros(len(pieces), dtype=np.int64)
    for rule in SPECIALS:
        if rule.precedence != "unstated":
            continue
        bit = SPECIAL_BIT[rule.id]
        conflict |= (clash := on[bit] & (says[bit] != verdict))
        against = {0, *OVERLAY_BIT.values()}
        for other in against:
            valid = ~replaced if other == 0 else True
            opposes |= (clash & (says[other] == verdict) & valid).astype(np.int64) << other
        opposes |= clash.astype(np.int64) << bit
        verdict = np.where(clash, np.maximum(verdict, says[bit]), verdict)
    of_site = broken[pieces["site"].to_numpy()]
    for rule in DISTANCES:
        bit = DISTANCE_BIT[rule.id]
        says[bit] = np.where(of_site >> bit & 1, RANK[rule.below], -1)
        verdict = np.maximum(verdict, says[bit])
    gives = sum(((say == verdict) & (~replaced if bit == 0 else True)).astype(np.int64) << bit
                for bit, say in says.items())  # fmt: skip
    stand = verdict <= WORST_CONFORMING
    held = np.where((gives & 1 > 0) | (~replaced & stand), pieces["conditions"].fillna(0), 0).astype(np.int64)
    for rule in SPECIALS:
        bit = SPECIAL_BIT[rule.id]
        held |= np.where(on[bit] & ((gives >> bit & 1 > 0) | stand), conditions_in(rule.cell), 0)
    return pieces.assign(verdict=verdict, gives=gives, opposes=opposes, conflict=conflict, held=held)


def rows_of(sites: gpd.GeoDataFrame, pieces: pd.DataFrame, plan: int) -> pd.DataFrame:
    """One row a site."""
    first = np.flatnonzero(np.r_[True, np.diff(pieces["site"]) > 0])
    each = np.repeat(np.arange(len(first)), np.diff(np.r_[first, len(pieces)]))
    area, border = pieces["area"].to_numpy(), pieces["border"].to_numpy()
    verdict, conforming = pieces["verdict"].to_numpy(), pieces["verdict"].to_numpy() <= WORST_CONFORMING
    decisive = area >= np.maximum(SLIVER_M2, BOUNDARY_M * border)
    decisive |= ~np.logical_or.reduceat(decisive, first)[each]
    total = np.add.reduceat(area, first)
    share = np.add.reduceat(np.where(conforming, area, 0.0), first) / total
    enough = share >= 1.0 - SLACK

    def worst(which: np.ndarray) -> np.ndarray:
        return np.maximum.reduceat(np.where(which, verdict, -1), first)

    answer = worst(decisive & (~enough[each] | conforming))
    answer = np.where((answer < 0) & enough, worst(conforming), answer)
    answer = np.where(answer < 0, worst(np.ones(len(verdict), dtype=bool)), answer)
    conflict = np.logical_or.reduceat(decisive & pieces["conflict"].to_numpy(), first)
    around = np.add.reduceat(np.where(conforming, border, 0.0), first)
    partial = (answer > WORST_CONFORMING) & (share > 0) & (share * total >= np.maximum(SLIVER_M2, BOUNDARY_M * around))
    gives = decisive & (verdict == answer[each])
    cited = np.where(decisive, pieces["opposes"], 0) | np.where(gives, pieces["gives"], 0)
    cited = np.bitwise_or.reduceat(cited, first)
    held = np.bitwise_or.reduceat(np.where(gives, pieces["held"], 0), first)
    zoned = np.logical_or.reduceat(decisive & (pieces["zone"] >= 0).to_numpy(), first)
    site = pieces["site"].to_numpy()[first]
    return pd.DataFrame(
        {
            "site_id": sites["site_id"].to_numpy()[site],
            "activity": sites["activity"].to_numpy()[site],
            "as_of": AS_OF,
            "verdict": np.array(VERDICTS)[answer],
            "flags": words_of(conflict.astype(int) | partial.astype(int) << 1, ["conflict", "partial"]),
            "share_conforming": share,
            "instrument": plan_id(plan),
            "article": words_of(cited, RULES),
            "existing_use": "none",
            "existing_use_until": None,
            "existing_use_basis": None,
            "route": "persetujuan",
            "verified": False,
            "unverified_rules": doubts(cited, held, zoned, plan),
            "schematic": True,
            "variant": "",
        }
    )


def words_of(bits: np.ndarray, names: tuple[str, ...] | list[str]) -> np.ndarray:
    """The names of the bits, sorted, as a list a row; each distinct list is made once."""
    found, row = np.unique(bits, return_inverse=True)
    lists = np.empty(len(found), dtype=object)
    lists[:] = [sorted(name for bit, name in enumerate(names) if number >> bit & 1) for number in found]
    return lists[row]


def doubts(cited: np.ndarray, held: np.ndarray, zoned: np.ndarray, plan: int) -> np.ndarray:
    """What nobody has seen of what decides."""
    layers = [rule.id for rule in (*OVERLAYS, *SPECIALS, *DISTANCES)]
    names = [*RULES, "permissions", *layers, *CONDITIONS, ZONES_LAYER, "in_force_from"]
    bits = cited | cited << len(RULES) | held << 2 * len(RULES)
    bits |= zoned.astype(np.int64) << 2 * len(RULES) + len(CONDITIONS)
    bits |= 1 << 2 * len(RULES) + len(CONDITIONS) + 1
    plan_names = [f"{plan_id(plan)}#{name}" for name in names]
    return words_of(bits | 1 << len(plan_names), [*plan_names, plan_id(plan)])


def checked_by_geopandas(
    sites: gpd.GeoDataFrame, ground: Ground, plan: int = 2, *, spared: bool = False
) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """The rows, and the distances that broke a rule. `spared`: `overlay` only for what a layer may divide."""
    broken, metres = broken_distances(sites, ground)
    pieces = judged(cut_pieces(sites, ground, plan, spared=spared), broken, plan)
    return rows_of(sites, pieces, plan), metres
