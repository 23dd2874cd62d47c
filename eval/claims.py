#!/usr/bin/env python3
"""Scores extraction on the gold: all slots, by kind of document and by fold, against the floors.

usage: eval/claims.py [--update] [--losses]

Runs our extractor over all gold documents, scores with the project's scorer, prints the table, compares with
eval/floors.json (a score below its floor fails) and lists claims gained and lost since the last --update.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path

from claimtrail.annotate import annotate
from claimtrail.clean import clean
from claimtrail.extract import extract
from claimtrail.model.public import to_public
from claimtrail.read import read

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
GOLD = SHARED / "data" / "gold"
SLOTS = ("event_type", "stance", "actor", "target", "place", "date", "killed", "injured", "quantity", "source", "relay")


def scorer():
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "tools" / "score_claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions():
    """Our claims for every gold document, as public JSON."""
    found = {}
    for document in read([str(GOLD / "documents.jsonl"), str(GOLD / "more_documents.jsonl")]):
        claims, _ = extract(annotate(clean(document)))
        found[document.id] = [to_public(c) for c in claims]
    return found


def table(score, gold, predicted, documents):
    tp, ng, np_ = Counter(), Counter(), Counter()
    aligned = claims = given = 0
    for name in documents:
        t, g, p, a = score.score_document(gold[name], predicted.get(name, []))
        tp.update(t)
        ng.update(g)
        np_.update(p)
        aligned, claims, given = aligned + a, claims + len(gold[name]), given + len(predicted.get(name, []))
    rows = {"all facts": score.prf(sum(tp.values()), sum(np_.values()), sum(ng.values()))}
    rows["claims"] = score.prf(aligned, given, claims)
    for slot in SLOTS:
        rows[slot] = score.prf(tp[slot], np_[slot], ng[slot])
    return rows


def kinds(names):
    """Documents by kind: news articles, official statements and seeds."""
    groups = {}
    for name in names:
        groups.setdefault(name.split("-")[0], []).append(name)
    return groups


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached, keep the claims")
    parser.add_argument("--losses", action="store_true", help="list gold claims that no longer have a match")
    options = parser.parse_args()
    score, predicted = scorer(), predictions()
    gold = score.load(GOLD / "claims.jsonl")
    more = {**gold, **score.load(GOLD / "more_claims.jsonl")}
    main_rows, all_rows = table(score, gold, predicted, gold), table(score, more, predicted, more)
    print(f"{'':12s}{'gold: P':>9s}{'R':>7s}{'F1':>7s}   {'gold+more: P':>12s}{'R':>7s}{'F1':>7s}")
    for name, (p, r, f) in main_rows.items():
        also = all_rows[name]
        print(f"{name:12s}{p:9.3f}{r:7.3f}{f:7.3f}   {also[0]:12.3f}{also[1]:7.3f}{also[2]:7.3f}")
    for kind, names in kinds(more).items():
        f1 = table(score, more, predicted, names)["all facts"][2]
        print(f"{kind:12s} all facts {f1:.3f} ({len(names)} documents)")
    folds = json.loads((GOLD / "folds.json").read_text())
    print("folds", *(f"{f:.3f}" for f in fold_scores(score, more, predicted, folds)))
    sys.exit(check(main_rows, all_rows, matched(score, more, predicted), options))


def fold_scores(score, gold, predicted, folds):
    for number in sorted(set(folds.values())):
        names = [name for name, fold in folds.items() if fold == number and name in gold]
        yield table(score, gold, predicted, names)["all facts"][2]


def matched(score, gold, predicted):
    """Keys of the gold claims of which at least the event type and one more fact are met."""
    from scipy.optimize import linear_sum_assignment

    kept = []
    for name, claims in gold.items():
        ours = predicted.get(name, [])
        if not claims or not ours:
            continue
        hits = [[score.shared_facts(g, p) if score.overlaps(g, p) else [] for p in ours] for g in claims]
        rows, columns = linear_sum_assignment([[-len(h) for h in row] for row in hits])
        kept += [f"{name}#{claims[r]['id']}" for r, c in zip(rows, columns, strict=True)
                 if "event_type" in hits[r][c] and len(hits[r][c]) > 1]  # fmt: skip
    return sorted(kept)


def check(main_rows, all_rows, now, options):
    path, seen = HERE / "floors.json", HERE / "matched.json"
    floors = json.loads(path.read_text()) if path.exists() else {}
    before = set(json.loads(seen.read_text())) if seen.exists() else set()
    lost, gained = before - set(now), set(now) - before
    print(f"claims met: {len(now)}, gained {len(gained)}, lost {len(lost)} since the last update")
    if options.losses:
        print("\n".join(sorted(lost)))
    reached = {f"gold {k}": round(v[2], 3) for k, v in main_rows.items()}
    reached |= {f"all {k}": round(v[2], 3) for k, v in all_rows.items()}
    low = [f"{k}: {reached[k]} is below the floor {v}" for k, v in floors.items() if reached.get(k, 0) < v]
    print("\n".join(low))
    if options.update:
        path.write_text(json.dumps({k: max(v, floors.get(k, 0)) for k, v in reached.items()}, indent=1) + "\n")
        seen.write_text(json.dumps(now, indent=0) + "\n")
    return 1 if low else 0


if __name__ == "__main__":
    main()
