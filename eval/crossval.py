#!/usr/bin/env python3
"""The honest score: every weight fitted without the reports that it is scored on.

usage: eval/crossval.py

Five folds by incident (reports that share an incident, a text, or a day and region stay together). For each, joins,
slots and worth are fitted on the other four, in this order, and the fold is extracted with them. Rules, words and cuts
were still chosen with all reports in sight.
"""

import json

from claims import GOLD, SLOTS, scorer, table
from claimtrail.extract import choose, extract, merge, worth
from claimtrail.lexicon import load
from claimtrail.model.public import to_public
from fit_merge import pages, pairs
from fit_slots import rows_of as slot_rows
from fit_worth import rows_of as worth_rows
from logistic import fit

CHOSEN = ("actor", "target", "place", "date")


def fitted(score, all_pages, gold, names):
    """Weights of every decision, fitted on the reports of `names`; the modules use them from here on."""
    weights = {name: dict(load.weights(name)) for name in ("merge", "worth", *CHOSEN)}  # to match drafts with gold
    for module in (merge, worth, choose):
        module.weights = lambda name, known=weights: known[name]
    weights["merge"] = fit([r for n in names for r in pairs(score, all_pages[n], gold[n])])
    found = {}
    for name in names:
        for slot, _, rows in slot_rows(score, all_pages[name], gold[name]):
            found.setdefault(slot, []).extend(rows)
    weights.update({slot: fit(rows) for slot, rows in found.items()})
    weights["worth"] = fit([(f, y) for n in names for _, f, y in worth_rows(score, all_pages[n], gold[n])])


def main():
    score, all_pages = scorer(), pages()
    gold = {**score.load(GOLD / "claims.jsonl"), **score.load(GOLD / "more_claims.jsonl")}
    folds = json.loads((GOLD / "folds.json").read_text())
    predicted = {}
    for number in sorted(set(folds.values())):
        fitted(score, all_pages, gold, [n for n in all_pages if folds[n] != number])
        held = [n for n in all_pages if folds[n] == number]
        for name in held:
            predicted[name] = [to_public(c) for c in extract(all_pages[name].annotated)[0]]
        print(f"fold {number}: all facts {table(score, gold, predicted, held)['all facts'][2]:.3f}", flush=True)
    result = table(score, gold, predicted, predicted)
    for name in ("all facts", "claims", *SLOTS):
        print(f"{name:12s}" + "".join(f"{value:7.3f}" for value in result[name]))


if __name__ == "__main__":
    main()
