"""Joins claims to groups: best link first, and no join that the rest of the two groups speaks against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimtrail.link.facts import Facts
from claimtrail.link.table import AVERAGE, CONFLICTING

_MOST_PAIRS = 400  # cross pairs looked at when two groups are to be joined; more are sampled evenly


@dataclass(frozen=True, slots=True)
class Edge:
    """Two claims (positions, lower first) whose score reached the threshold."""

    left: int
    right: int
    score: float


Verdict = Callable[[int, int], tuple[float, bool]]  # score and whether the pair conflicts


def kept_apart(left: Facts, right: Facts) -> bool:
    """True for two different accounts by one source in one document, which the text itself keeps apart.

    A denial may join what it denies, and two passages with the same kind, place, days and a telling number are
    one account told twice.
    """
    if left.act == right.act:
        return False
    if left.document != right.document or left.root != right.root:
        return False
    if left.denied != right.denied and left.nothing == right.nothing:
        return False
    retold = (
        left.claim.event_type == right.claim.event_type
        and (left.place, left.start, left.end, left.nothing) == (right.place, right.start, right.end, right.nothing)
        and any(n in right.numbers for n in left.numbers if n[2] >= 0.9)
    )
    return not retold


def cluster(all_facts: Sequence[Facts], edges: Sequence[Edge], verdict: Verdict) -> tuple[list[list[int]], list[Edge]]:
    """Groups of positions and the edges that joined them (guarded single link: Kruskal in score order).

    Two groups are joined only when no cross pair must stay apart, at most `CONFLICTING` of the cross pairs
    conflict and their mean score is at least `AVERAGE`.
    """
    group_of = list(range(len(all_facts)))
    members: dict[int, list[int]] = {at: [at] for at in range(len(all_facts))}
    used: list[Edge] = []
    ordered = sorted(edges, key=lambda e: (-round(e.score, 6), all_facts[e.left].key, all_facts[e.right].key))
    for edge in ordered:
        one, other = group_of[edge.left], group_of[edge.right]
        if one == other or not _may_join(all_facts, members[one], members[other], verdict):
            continue
        small, large = sorted((one, other), key=lambda g: (len(members[g]), g))
        for at in members[small]:
            group_of[at] = large
        members[large].extend(members.pop(small))
        used.append(edge)
    return [sorted(group) for group in members.values()], used


def _may_join(all_facts: Sequence[Facts], one: list[int], other: list[int], verdict: Verdict) -> bool:
    by_document: dict[str, list[int]] = {}
    for at in one:
        by_document.setdefault(all_facts[at].document, []).append(at)
    for b in other:
        for a in by_document.get(all_facts[b].document, ()):
            if kept_apart(all_facts[a], all_facts[b]):
                return False
    total, against, count = 0.0, 0, 0
    for a, b in _sample(one, other):
        value, conflict = verdict(a, b)
        total += value
        against += conflict
        count += 1
    return against <= CONFLICTING * count and total >= AVERAGE * count


def _sample(one: list[int], other: list[int]) -> list[tuple[int, int]]:
    size = len(one) * len(other)
    if size <= _MOST_PAIRS:
        return [(a, b) for a in one for b in other]
    one, other = sorted(one), sorted(other)
    step = size / _MOST_PAIRS
    places = (int(n * step) for n in range(_MOST_PAIRS))
    return [(one[p // len(other)], other[p % len(other)]) for p in places]
