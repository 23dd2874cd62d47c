"""Joins drafts of one document that tell the same event on the same word: headline, lede, details.

Greedy clustering in text order: each draft joins the cluster it fits best, or opens a new one. The score
is a table of named features, so that every join can be explained.
"""

from collections.abc import Sequence

from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page
from claimtrail.extract.slots import fineness

THRESHOLD = 1.6  # chosen on the gold, 2026-11; see docs/decisions

# What each feature is worth; a join needs THRESHOLD.
WEIGHTS = {
    "same word": 0.6,
    "own voice twice": 0.1,
    "other word": -9.0,
    "one word unnamed": -0.9,
    "headline": 1.5,
    "same type": 1.0,
    "fitting type": 0.6,
    "other type": -1.6,
    "same place": 1.0,
    "place within place": 0.4,
    "one place unnamed": 0.2,
    "other place": -2.2,
    "same date": 0.6,
    "other date": -2.2,
    "same side": 0.4,
    "other side": -1.4,
    "same number": 1.8,
    "other number": -1.0,
    "carries on": 1.0,
    "next sentence": 0.4,
    "far away": -0.5,
    "other stance": -4.0,
    "list items": -9.0,
}


def join_drafts(page: Page, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Clusters of drafts, each in text order, clusters in order of their first body draft."""
    clusters: list[list[Draft]] = []
    body = [d for d in drafts if not d.weak]
    for draft in body:
        best, score = None, THRESHOLD
        for cluster in clusters:
            fit = max(score_pair(page, other, draft) for other in cluster)
            worst = min(score_pair(page, other, draft) for other in cluster)
            if fit >= score and worst > -3.0:
                best, score = cluster, fit
        if best is None:
            clusters.append([draft])
        else:
            best.append(draft)
    for headline in (d for d in drafts if d.weak):
        _place_headline(page, clusters, headline)
    return clusters


def _place_headline(page: Page, clusters: list[list[Draft]], headline: Draft) -> None:
    fits = [(max(score_pair(page, other, headline) for other in cluster), -n) for n, cluster in enumerate(clusters)]
    score, where = max(fits, default=(0.0, 0))
    if score >= THRESHOLD:
        clusters[-where].append(headline)
    else:
        clusters.insert(0, [headline])


def score_pair(page: Page, a: Draft, b: Draft) -> float:
    """How well two drafts fit one event on one word."""
    return sum(WEIGHTS[name] for name in features(page, a, b))


def features(page: Page, a: Draft, b: Draft) -> list[str]:
    """Names of the features that hold for the pair, for the score and for the explanation."""
    found = [*_word(a, b), *_type(a, b), *_place(a, b), *_date(a, b), *_side(a, b), *_numbers(a, b)]
    if b.inherited or a.inherited:
        found.append("carries on")
    gap = abs(a.sentence - b.sentence)
    if gap <= 1:
        found.append("next sentence")
    elif gap > 8:
        found.append("far away")
    if a.stance != b.stance:
        found.append("other stance")
    kinds = {page.sentences[a.sentence].kind, page.sentences[b.sentence].kind}
    if kinds == {"item"}:
        found.append("list items")
    return found


def _word(a: Draft, b: Draft) -> list[str]:
    if a.weak or b.weak:
        return ["headline"]
    if not a.sources and not b.sources:
        return ["own voice twice"]
    if not a.sources or not b.sources:
        return ["one word unnamed"]
    names = {s.name for s in a.sources}, {s.name for s in b.sources}
    return ["same word"] if names[0] & names[1] else ["other word"]


def _type(a: Draft, b: Draft) -> list[str]:
    if a.event_type == b.event_type:
        return ["same type"]
    soft = {"attack", "other_violence", "casualty"}
    return ["fitting type"] if a.event_type in soft or b.event_type in soft else ["other type"]


def _place(a: Draft, b: Draft) -> list[str]:
    if a.place is None or b.place is None:
        return ["one place unnamed"]
    if a.place.name == b.place.name:
        return ["same place"]
    small, large = sorted((a.place, b.place), key=fineness)
    if large.precision == "country":
        return ["place within place"]
    if large.precision in ("adm1", "adm2", "region") and small.country == large.country:
        return ["place within place"] if small.admin1 in (large.name, large.admin1) else []
    names = {p.name for p in (*a.other_places, a.place)} & {p.name for p in (*b.other_places, b.place)}
    return ["same place"] if names else ["other place"]


def _date(a: Draft, b: Draft) -> list[str]:
    if not (a.date and b.date and a.date.start and b.date.start and a.date.end and b.date.end):
        return []
    return ["same date"] if a.date.start <= b.date.end and b.date.start <= a.date.end else ["other date"]


def _side(a: Draft, b: Draft) -> list[str]:
    if a.actor is None or b.actor is None or a.actor.code is None or b.actor.code is None:
        return []
    return ["same side"] if a.actor.code == b.actor.code else ["other side"]


def _numbers(a: Draft, b: Draft) -> list[str]:
    mine = {(q.measure, q.low or q.high) for q in a.quantities if q.low or q.high}
    yours = {(q.measure, q.low or q.high) for q in b.quantities if q.low or q.high}
    if {x for x in mine & yours if (x[1] or 0) > 2}:
        return ["same number"]
    both = {m for m, _ in mine} & {m for m, _ in yours} & {"killed", "strikes", "sorties"}
    return ["other number"] if both and not mine & yours else []
