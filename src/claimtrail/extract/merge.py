"""Joins drafts of one document that tell the same event on the same word: headline, lede, details.

Greedy clustering in text order: each draft joins the cluster it fits best, or opens a new one. The score
is a table of named features, so that every join can be explained.
"""

from collections.abc import Sequence

from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page
from claimtrail.extract.slots import fineness
from claimtrail.lexicon.load import weights

CUT = -0.5  # log-odds from which two drafts are joined
_NEVER = -99.0  # a denial and what it denies, a line of a log and its total, two days, two sources
_REACH = 60  # sentences; further on, nobody tells the same act again, and long texts stay quick
VETO = -1.5  # a cluster in which one draft speaks so much against the join stays closed


def join_drafts(page: Page, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Clusters of drafts, each in text order, clusters in order of their first body draft."""
    clusters: list[list[Draft]] = []
    body = [d for d in drafts if not d.weak]
    for draft in body:
        best, score = None, CUT
        for cluster in clusters:
            if draft.sentence - cluster[-1].sentence > _REACH:
                continue
            fit = max(score_pair(page, other, draft) for other in cluster)
            worst = min(score_pair(page, other, draft) for other in cluster)
            if fit >= score and worst > VETO:
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
    score, where = max(fits, default=(_NEVER, 0))
    if score >= CUT:
        clusters[-where].append(headline)
    else:
        clusters.insert(0, [headline])


def score_pair(page: Page, a: Draft, b: Draft) -> float:
    """Log-odds that two drafts tell one event on one word, by the fitted weights of `models/merge.toml`."""
    if abs(a.sentence - b.sentence) > _REACH and not (a.weak or b.weak):
        return _NEVER
    kinds = page.sentences[a.sentence].kind, page.sentences[b.sentence].kind
    if a.stance != b.stance or "item" in kinds or _date(a, b) == ["other date"] or _word(a, b) == ["other word"]:
        return _NEVER
    table = weights("merge")
    return table["bias"] + sum(table.get(name, 0.0) for name in features(page, a, b))


def features(page: Page, a: Draft, b: Draft) -> list[str]:
    """Names of the features that hold for the pair, for the score and for the explanation."""
    found = [*_word(a, b), *_type(a, b), *_place(a, b), *_date(a, b), *_parties(a, b), *_numbers(a, b)]
    found.append(_distance(page, a, b))
    if b.inherited:
        found.append("carries on")
    if b.again:
        found.append("the event again")
    return found


def _distance(page: Page, a: Draft, b: Draft) -> str:
    if a.weak or b.weak:
        return "headline and lede" if min(a.sentence, b.sentence) + 2 >= max(a.sentence, b.sentence) else "headline"
    gap = abs(a.sentence - b.sentence)
    return "same sentence" if gap == 0 else "next sentence" if gap == 1 else "near" if gap <= 4 else "far away"


def _word(a: Draft, b: Draft) -> list[str]:
    if not a.sources and not b.sources:
        return ["own voice twice"]
    if not a.sources or not b.sources:
        return ["one word unnamed"]
    return ["same word"] if a.sources[0].name == b.sources[0].name else ["other word"]


def _type(a: Draft, b: Draft) -> list[str]:
    if a.event_type == b.event_type:
        return ["same type"]
    soft = {"attack", "other_violence"}
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
        return ["place within place"] if small.admin1 in (large.name, large.admin1) else ["other region"]
    names = {p.name for p in (*a.other_places, a.place)} & {p.name for p in (*b.other_places, b.place)}
    return ["same place"] if names else ["other place"]


def _date(a: Draft, b: Draft) -> list[str]:
    if not (a.date and b.date and a.date.start and b.date.start and a.date.end and b.date.end):
        return []
    return ["same date"] if a.date.start <= b.date.end and b.date.start <= a.date.end else ["other date"]


def _parties(a: Draft, b: Draft) -> list[str]:
    found = []
    if a.actor and b.actor and a.actor.code and b.actor.code:
        found.append("same side" if a.actor.code == b.actor.code else "other side")
    if a.target and b.target and a.target.code and b.target.code:
        same = a.target.code == b.target.code
        found.append("same kind of target" if same else "other kind of target")
    return found


def _numbers(a: Draft, b: Draft) -> list[str]:
    mine = {(q.measure, q.low or q.high) for q in a.quantities if q.low or q.high}
    yours = {(q.measure, q.low or q.high) for q in b.quantities if q.low or q.high}
    if {x for x in mine & yours if (x[1] or 0) > 2}:
        return ["same number"]
    both = {m for m, _ in mine} & {m for m, _ in yours} & {"killed", "strikes", "sorties"}
    return ["other number"] if both and not mine & yours else []
