#!/usr/bin/env python3
"""Fits the weights with which the filler of each slot is chosen among its options (extract/options.py).

usage: eval/fit_slots.py [--write]

Each claim of ours is matched to the gold claim whose evidence it overlaps and with which it shares most facts; an
option is right when the scorer takes it for the gold value. Prints, over five folds by incident and for several cuts,
the F1 of each slot over the matched claims; --write keeps the weights of all folds.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from claims import GOLD, scorer
from claimtrail.extract import options
from claimtrail.extract.compose import compose
from claimtrail.extract.inherit import inherit
from claimtrail.extract.merge import join_drafts
from claimtrail.extract.rules import find_drafts
from claimtrail.model.public import to_public
from fit_merge import pages
from logistic import fit, write

MODELS = Path(__file__).parents[1] / "src/claimtrail/lexicon/data/models"
SLOTS = ("actor", "target", "place", "date")
CUTS = (-2.5, -2.0, -1.5, -1.0, -0.7, -0.4, -0.2, 0.0, 0.3)


def public(slot, value):
    if slot == "date":
        return {"start": value.start.isoformat(), "end": value.end.isoformat()}
    if slot == "place":
        return {"text": value.text}
    return {"text": value.text, "code": value.code}


def rows_of(score, page, gold):
    """For each claim matched to a gold claim: slot, gold value and (features, right) of every option."""
    for cluster in join_drafts(page, inherit(page, find_drafts(page))):
        claim = compose(page, cluster)
        ours = to_public(claim)
        hits = [(len(score.shared_facts(g, ours)), n) for n, g in enumerate(gold) if score.overlaps(g, ours)]
        if not hits:
            continue
        told = gold[max(hits)[1]]
        ordered = sorted(cluster, key=lambda d: d.span.start)
        found = {
            "actor": options.actors(page, ordered),
            "target": options.targets(page, ordered, claim.actor),
            "place": options.places(page, ordered),
            "date": options.dates(page, ordered),
        }
        for slot in SLOTS:
            wanted = told.get(slot)
            rows = [
                (list(o.features), bool(wanted) and score.same(slot, wanted, public(slot, o.value)))
                for o in found[slot]
            ]
            yield slot, bool(wanted), rows


def f1(examples, weights, cut):
    """F1 of the best option above the cut over all examples."""
    right = given = wanted = 0
    for has, rows in examples:
        wanted += has
        odds = [
            (weights["bias"] + sum(weights.get(x, 0.0) for x in features), -n) for n, (features, _) in enumerate(rows)
        ]
        if odds and max(odds)[0] > cut:
            given += 1
            right += rows[-max(odds)[1]][1]
    return 2 * right / (given + wanted) if given + wanted else 0.0, right, given, wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true")
    options_ = parser.parse_args()
    score = scorer()
    gold = {**score.load(GOLD / "claims.jsonl"), **score.load(GOLD / "more_claims.jsonl")}
    folds = json.loads((GOLD / "folds.json").read_text())
    found = {slot: [] for slot in SLOTS}
    for name, page in pages().items():
        for slot, has, rows in rows_of(score, page, gold[name]):
            found[slot].append((folds[name], has, rows))
    for slot in SLOTS:
        totals = {cut: Counter() for cut in CUTS}
        for number in sorted(set(folds.values())):
            weights = fit([r for fold, _, rows in found[slot] if fold != number for r in rows])
            held = [(has, rows) for fold, has, rows in found[slot] if fold == number]
            for cut in CUTS:
                _, right, given, wanted = f1(held, weights, cut)
                totals[cut].update(right=right, given=given, wanted=wanted)
        reach = sum(has and any(y for _, y in rows) for _, has, rows in found[slot])
        print(slot, f"reachable {reach}/{sum(has for _, has, _ in found[slot])}", *(
            f"cut {cut}: {2 * t['right'] / (t['given'] + t['wanted']):.3f} (P {t['right'] / max(1, t['given']):.2f})"
            for cut, t in totals.items()
        ))  # fmt: skip
        weights = fit([r for _, _, rows in found[slot] for r in rows])
        if options_.write:
            write(
                weights,
                MODELS / f"{slot}.toml",
                f"Written by eval/fit_slots.py: log-odds that an option is the {slot}.",
            )


if __name__ == "__main__":
    main()
