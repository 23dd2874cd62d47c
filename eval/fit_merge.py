#!/usr/bin/env python3
"""Fits the weights with which drafts of one document are joined into claims (extract/merge.py).

usage: eval/fit_merge.py [--write]

Each draft is matched to the gold claim whose evidence it overlaps and with which it shares most facts; a pair of
drafts is a join when both match the same claim. Logistic regression on the named features, ridge penalty, folds by
incident.
Prints the weights and the score of each fold with weights fitted on the others; --write puts the weights of all folds
into lexicon/data/models/merge.toml.
"""

import argparse
import itertools
import json
from collections import Counter
from pathlib import Path

from claims import GOLD, scorer, table
from claimtrail.annotate import annotate
from claimtrail.clean import clean
from claimtrail.extract import extract, merge
from claimtrail.extract.compose import compose
from claimtrail.extract.inherit import inherit
from claimtrail.extract.page import Page
from claimtrail.extract.rules import find_drafts
from claimtrail.model.public import to_public
from claimtrail.read import read
from logistic import fit, write

WEIGHTS = Path(__file__).parents[1] / "src/claimtrail/lexicon/data/models/merge.toml"


def pages():
    paths = [str(GOLD / "documents.jsonl"), str(GOLD / "more_documents.jsonl")]
    return {d.id: Page(annotate(clean(d))) for d in read(paths)}


def gold_of(score, page, drafts, gold):
    """For each draft the id of the gold claim it tells, or None."""
    found = []
    for draft in drafts:
        ours = to_public(compose(page, [draft]))
        hits = [(len(score.shared_facts(g, ours)), g["id"]) for g in gold if score.overlaps(g, ours)]
        found.append(max(hits, key=lambda h: h[0])[1] if hits else None)
    return found


def pairs(score, page, gold):
    """Feature names and label of every pair of drafts that both tell a gold claim."""
    drafts = inherit(page, find_drafts(page))
    told = gold_of(score, page, drafts, gold)
    for (a, x), (b, y) in itertools.combinations(zip(drafts, told, strict=True), 2):
        if x is not None and y is not None:
            yield merge.features(page, a, b), x == y


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    score, all_pages = scorer(), pages()
    gold = {**score.load(GOLD / "claims.jsonl"), **score.load(GOLD / "more_claims.jsonl")}
    rows = {name: list(pairs(score, page, gold[name])) for name, page in all_pages.items()}
    folds = json.loads((GOLD / "folds.json").read_text())
    groups = [[name for name, fold in folds.items() if fold == n] for n in sorted(set(folds.values()))]
    predicted, counts = {}, Counter()
    for kept_apart in groups:
        apart = set(kept_apart)
        fitted = fit([r for name, found in rows.items() if name not in apart for r in found])
        merge.weights = lambda _, fitted=fitted: fitted
        for name in apart & set(all_pages):
            predicted[name] = [to_public(c) for c in extract(all_pages[name].annotated)[0]]
            counts[name] = len(predicted[name])
    print({k: round(v[2], 3) for k, v in table(score, gold, predicted, predicted).items()})
    weights = fit([r for found in rows.values() for r in found])
    for name, weight in sorted(weights.items(), key=lambda x: -x[1]):
        print(f"{weight:7.2f}  {name}")
    if options.write:
        write(weights, WEIGHTS, "Written by eval/fit_merge.py: log-odds that two drafts of a document tell one claim.")


if __name__ == "__main__":
    main()
