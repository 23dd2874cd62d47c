#!/usr/bin/env python3
"""Fits the weights that tell reported acts from opinions and hypotheses (extract/worth.py).

usage: eval/fit_worth.py [--write]

Every claim that the rules make is a row; it counts as an act when the scorer aligns it with a gold claim of the same
kind. Prints the score over five folds for several cuts, then the weights; --write keeps the weights of all folds.
"""

import argparse
import json
from pathlib import Path

from scipy.optimize import linear_sum_assignment

from claims import GOLD, scorer, table
from claimtrail.extract import worth
from claimtrail.extract.gate import check
from claimtrail.extract.rules import read_claims
from claimtrail.model.public import to_public
from fit_merge import pages
from logistic import fit, write

WEIGHTS = Path(__file__).parents[1] / "src/claimtrail/lexicon/data/models/worth.toml"


def rows_of(score, page, gold):
    """Public claim, feature names and label of every claim of a page."""
    told = [t for t in read_claims(page) if check(t.claim, page.annotated.document) is None]
    ours = [to_public(t.claim) for t in told]
    hits = [[score.shared_facts(g, p) if score.overlaps(g, p) else [] for p in ours] for g in gold]
    right = set()
    if gold and ours:
        rows, columns = linear_sum_assignment([[-len(h) for h in row] for row in hits])
        right = {c for r, c in zip(rows, columns, strict=True) if "event_type" in hits[r][c]}
    return [(ours[n], worth.features(page, t.claim, t.drafts), n in right) for n, t in enumerate(told)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    score = scorer()
    gold = {**score.load(GOLD / "claims.jsonl"), **score.load(GOLD / "more_claims.jsonl")}
    rows = {name: rows_of(score, page, gold[name]) for name, page in pages().items()}
    folds = json.loads((GOLD / "folds.json").read_text())
    scored = {}
    for number in sorted(set(folds.values())):
        weights = fit([(f, y) for name in rows if folds[name] != number for _, f, y in rows[name]])
        for name in (n for n in rows if folds[n] == number):
            scored[name] = [(c, weights["bias"] + sum(weights.get(x, 0.0) for x in f)) for c, f, _ in rows[name]]
    for cut in (-9.0, -1.5, -1.2, -0.9, -0.6, -0.3, 0.0):
        kept = {name: [c for c, value in found if value >= cut] for name, found in scored.items()}
        result = table(score, gold, kept, kept)
        print(
            f"cut {cut:5.1f}", {k: round(v[2], 4) for k, v in result.items() if k in ("all facts", "claims", "killed")}
        )
    weights = fit([(f, y) for found in rows.values() for _, f, y in found])
    for name, weight in sorted(weights.items(), key=lambda x: -x[1]):
        print(f"{weight:7.2f}  {name}")
    if options.write:
        write(weights, WEIGHTS, "Written by eval/fit_worth.py: log-odds that a claim of the rules reports an act.")


if __name__ == "__main__":
    main()
