"""Who did it and to whom: candidates for actor and target, each with a score and the pattern that gave it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimtrail.extract.draft import TriggerHit
from claimtrail.extract.page import Page
from claimtrail.extract.phrases import party, phrase_after, phrase_before, without_count
from claimtrail.extract.segments import Segment
from claimtrail.model.claims import Party
from claimtrail.model.mentions import ActorMention
from claimtrail.model.spans import Span

_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|got|is|are)\s+(?:\w+ly\s+|also\s+|reportedly\s+)?$")
_BY = re.compile(r"[^.;]{0,60}?\b(?:by|blamed on|carried out by|launched by|conducted by)\s+(?:the\s+|a\s+|an\s+)?$")
_OBJECT = re.compile(
    r"\b(?:on|against|targeting|target|targets|hit|hitting|struck|strike|of|at|killed|killing|kill|wounded|injured|from|"
    r"bombed|bombing|shelled|attacked|attacking|over|supporting|including|among|between|fighting|destroyed|destroying|"
    r"expelled|ousted|drove|captured|seized|near|with|backing|pounded)\s+(?:the\s+|a\s+|an\s+|some\s+|its\s+|their\s+|his\s+|"
    r"most of the\s+|many\s+|several\s+|\d+\s+)*$"
)
_ON = re.compile(r"[^.;]{0,50}?\b(?:on|against|targeting|targeted|hit|hitting|struck|at|over|of)\s")
_HELD = re.compile(r"[\s-]+(?:held|controlled|run|occupied|dominated|linked|majority|stronghold)\b")
_NAMELESS = frozenset({"them", "him", "her", "back", "out", "down", "up"})
_NOT_DOER = frozenset({"CIVILIANS", "INFRASTRUCTURE", "UN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible filler of a role."""

    party: Party
    score: float
    rule: str


def find_actor(page: Page, segment: Segment, event_type: str, taken: list[Span]) -> Candidate | None:
    """The party that the stretch names as the doer, or None. `taken`: spans of sources, who only speak."""
    best: Candidate | None = None
    for actor in page.actors(segment.span):
        if actor.code in _NOT_DOER and event_type not in ("withdrawal", "armed_clash"):
            continue
        if any(actor.span.overlaps(t) for t in taken) or _HELD.match(page.folded, actor.span.end):
            continue
        candidate = _as_actor(page, segment, actor)
        if candidate and (best is None or candidate.score > best.score):
            best = candidate
    return best if best and best.score > 0 else None


def _as_actor(page: Page, segment: Segment, actor: ActorMention) -> Candidate | None:
    before = page.folded[max(segment.span.start, actor.span.start - 60) : actor.span.start]
    who = Party(actor.text, actor.code, actor.span, actor.actor_id, actor.name)
    if _BY.search(before):
        return Candidate(who, 5.0, "by ACTOR")
    if _OBJECT.search(before):
        return Candidate(who, -1.0, "object")
    follow = [t for t in segment.triggers if t.span.start >= actor.span.end - 1]
    inside = [t for t in segment.triggers if actor.span.contains(t.span)]
    if inside and inside[0].value.form == "agent":
        follow = [t for t in segment.triggers if t.span.start >= actor.span.end] or inside
    if not follow:
        return Candidate(who, 0.4 if not _victim(page, actor) else -1.0, "named beside")
    first = follow[0]
    gap = page.folded[actor.span.end : first.span.start] if first.span.start > actor.span.end else ""
    if _PASSIVE.search(gap) and first.value.form != "noun":
        return Candidate(who, -2.0, "passive subject")
    if _victim(page, actor):
        return Candidate(who, -2.0, "victims")
    near = max(0.0, 3.0 - len(gap) / 25)
    return Candidate(who, 1.0 + near, "ACTOR noun" if first.value.form == "noun" else "ACTOR verb")


def _victim(page: Page, actor: ActorMention) -> bool:
    """True when the actor is what a number of killed, injured, targets ... counts."""
    return any(
        q.measure and q.of_span is not None and q.of_span.overlaps(actor.span)
        for q in page.quantities(Span(max(0, actor.span.start - 60), actor.span.end + 30))
    )


def find_target(page: Page, segment: Segment, event_type: str, actor: Party | None) -> Candidate | None:
    """Who or what was hit, lost or supplied: the object of the act, else the victims."""
    best: Candidate | None = None
    for candidate in _targets(page, segment, event_type, actor):
        if best is None or candidate.score > best.score:
            best = candidate
    return best


def _targets(page: Page, segment: Segment, event_type: str, actor: Party | None) -> Iterator[Candidate]:
    for trigger in segment.triggers:
        if trigger.value.form == "agent":
            continue
        span = _object(page, segment, trigger)
        if span is None or (actor and actor.span and span.overlaps(actor.span)):
            continue
        found = party(page, span)
        where = any(span.contains(p.span) or p.span.contains(span) for p in page.places(segment.span))
        if found.code is None and where:
            continue  # "strikes on Aleppo" says where
        base = 3.0 if trigger.value.strength != "casualty" else 1.0
        yield Candidate(found, base + (0.5 if found.code else -0.8), f"object of {trigger.term}")
    yield from _victims(page, segment, event_type)


def _object(page: Page, segment: Segment, trigger: TriggerHit) -> Span | None:
    """The noun phrase that the trigger acts on."""
    before = page.folded[segment.span.start : trigger.span.start]
    if trigger.value.form == "noun":
        on = _ON.match(page.folded, trigger.span.end, segment.span.end)
        return _plain(page, phrase_after(page, on.end(), segment.span.end)) if on else None
    if _PASSIVE.search(before):
        cut = len(before) - len(_PASSIVE.sub("", before))
        return _plain(page, phrase_before(page, segment.span.start, trigger.span.start - cut))
    if trigger.value.strength == "casualty":
        return None
    return _plain(page, phrase_after(page, trigger.span.end, segment.span.end))


def _plain(page: Page, span: Span | None) -> Span | None:
    """The phrase without its count and without words that name nothing."""
    if span is None:
        return None
    span = without_count(page, span)
    return None if len(span) < 3 or span.of(page.folded) in _NAMELESS else span


def _victims(page: Page, segment: Segment, event_type: str) -> Iterator[Candidate]:
    for quantity in page.quantities(segment.span):
        if quantity.of_span is None or quantity.measure not in ("killed", "injured", "targets", "destroyed", "damaged"):
            continue
        found = party(page, quantity.of_span)
        score = {"killed": 2.0, "injured": 1.8, "targets": 2.8}.get(quantity.measure, 1.0)
        yield Candidate(found, score, f"{quantity.measure}: counted")
