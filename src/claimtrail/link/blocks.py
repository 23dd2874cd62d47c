"""Which pairs of claims are compared at all: claims that share a key. Big blocks are split and reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrail.lexicon.placenames import skeleton
from claimtrail.link.facts import Facts

LIMIT = 120  # claims in a block that are all compared with each other
WINDOW = 30  # neighbours that each claim of a larger block is compared with
_STEP = 4  # days in a bucket
_MOST_BUCKETS = 9  # an interval longer than this many buckets goes by its year
_UNDATED_BACK = 8  # days before publication in which an event without a date is looked for
_TELLING = 0.9
_COMMON_KINDS = ("air_strike", "shelling", "armed_clash", "attack", "territory_gained", "toll", "ied", "other_violence")
_ANY = "any time"  # blocks for claims of which nothing says when: only they are paired in them

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A block too large to compare all with all: its key, its size, and how each claim was compared instead."""

    key: str
    size: int
    window: int


def pairs(all_facts: Sequence[Facts], splits: list[Split]) -> Iterator[tuple[int, int]]:
    """Each pair of positions that shares a block, once, lower position first; `splits` is filled on the way."""
    blocks: dict[Key, list[int]] = {}
    for at, facts in enumerate(all_facts):
        for key in keys(facts):
            blocks.setdefault(key, []).append(at)
    timeless = {at for at, facts in enumerate(all_facts) if facts.start is None and facts.published is None}
    seen: set[int] = set()
    count = len(all_facts)
    for key, members in blocks.items():
        if len(members) > 1 and (key[-1] != _ANY or not timeless.isdisjoint(members)):
            for one, other in _within(key, members, all_facts, splits):
                code = one * count + other
                if key[-1] == _ANY and one not in timeless and other not in timeless:
                    continue
                if code not in seen:
                    seen.add(code)
                    yield one, other


def _within(key: Key, members: list[int], all_facts: Sequence[Facts], splits: list[Split]) -> Iterator[tuple[int, int]]:
    if len(members) <= LIMIT:
        for n, one in enumerate(members):
            for other in members[n + 1 :]:
                yield one, other
        return
    splits.append(Split(" ".join(map(str, key)), len(members), WINDOW))
    for ordered in _orders(members, all_facts):
        for n, one in enumerate(ordered):
            for other in ordered[n + 1 : n + 1 + WINDOW]:
                yield (one, other) if one < other else (other, one)


def _orders(members: list[int], all_facts: Sequence[Facts]) -> Iterator[list[int]]:
    """Two orders that bring likely partners side by side: by day and place, and by the largest number."""

    def by_day(at: int) -> tuple[object, ...]:
        """Claims of one day, kind and place stand together."""
        f = all_facts[at]
        return (f.start or f.published or 0, f.claim.event_type, f.place, f.actor, f.target, f.key)

    def by_number(at: int) -> tuple[object, ...]:
        """Claims with one largest number stand together."""
        f = all_facts[at]
        top = max(((v, m) for m, v, _ in f.numbers), default=(0, ""))
        return (*top, f.claim.event_type, f.actor, f.root, f.key)

    yield sorted(members, key=by_day)
    yield sorted(members, key=by_number)


def keys(facts: Facts) -> Iterator[Key]:
    """The blocks a claim belongs to."""
    times = list(_buckets(facts))
    kind = facts.claim.event_type
    places = {facts.place} | facts.others if facts.place else facts.others
    yield ("document", facts.document)
    for time in times:
        for name in sorted({skeleton(place) for place in places}):
            yield ("place", name, time)
        if facts.admin:
            yield ("province", facts.admin, kind, time)
        elif facts.level in ("country", "none"):
            yield ("vague", facts.country, kind, time)
        yield ("kind", kind, facts.actor, facts.target, time)
    for name in sorted({skeleton(place) for place in places}):
        yield ("place", name, _ANY)
    yield ("kind", kind, facts.country, facts.admin if kind in _COMMON_KINDS else "", _ANY)
    for measure, value, telling in facts.numbers:
        if telling >= _TELLING:
            yield ("number", measure, value, kind, facts.country)
    if facts.place and facts.level == "fine":
        for detail in sorted(facts.details):
            yield ("detail", detail, skeleton(facts.place))


def _buckets(facts: Facts) -> Iterator[str]:
    """Spans of days, overlapping by a day at each end, so that neighbours share one."""
    start, end = facts.start, facts.end
    if start is None or end is None:
        if facts.published is None:
            return
        start, end = facts.published - _UNDATED_BACK, facts.published + 1
    first, last = (start - 1) // _STEP, (end + 1) // _STEP
    if last - first < _MOST_BUCKETS:
        for bucket in range(first, last + 1):
            yield f"d{bucket}"
    else:
        for year in range(start // 365, end // 365 + 1):
            yield f"y{year}"
