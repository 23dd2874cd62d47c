"""Who did it and to whom: candidates for actor and target, each with a score and the pattern that gave it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrail.extract.draft import TriggerHit
from claimtrail.extract.page import Page, within
from claimtrail.extract.phrases import party, phrase_after, phrase_before, without_count
from claimtrail.extract.segments import Segment
from claimtrail.model.claims import Party
from claimtrail.model.mentions import ActorMention, SourceMention
from claimtrail.model.spans import Span

_NAMED = re.compile(r"(?:the|an?|its|their|his)\s|[A-Z]")  # "carried out by mistake" names nobody
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|responsibility|responsible)\b")
_WE = re.compile(r"\b(?:we|our|ours)\b")
_IT = re.compile(r"\b(?:it|its|they|their|he|his)\b")
_OF = re.compile(r"(?:of|for|from|by|in|with)\s+")
_PASSIVE = re.compile(
    r"\b(?:(?:has|have|had|having)\s+)?(?:was|were|been|being|be|got|is|are)\s+(?:\w+ly\s+|also\s+|reportedly\s+)?$"
)
_BY = re.compile(r"\b(?:by|blamed on|work of)\s+(?:the\s+|an?\s+)?$")
_DONE_BY = re.compile(
    r"\b(?:initiated|carried out|launched|conducted|executed|fired|committed|perpetrated|planned|staged|mounted) by\s"
)
# "held by", "backed by": the party stands there, it did nothing here.
_STANDS = re.compile(
    r"\b(?:held|controlled|control|run|occupied|used|backed|supported|inhabited|led|followed|accompanied|ruled|owned|"
    r"seized|besieged|populated|dominated|caused|surrounded|headed|joined|manned|protected)\s+(?:\w+\s+){0,2}by\s+(?:the\s+|an?\s+)?$"
)
_OBJECT = re.compile(
    r"\b(?:on|against|targeting|target|targets|hit|hitting|struck|strike|of|at|killed|killing|kill|wounded|injured|from|"
    r"bombed|bombing|shelled|attacked|attacking|over|supporting|including|among|between|fighting|destroyed|destroying|"
    r"expelled|ousted|drove|captured|seized|near|with|backing|pounded)\s+(?:the\s+|a\s+|an\s+|some\s+|its\s+|their\s+|his\s+|"
    r"most of the\s+|many\s+|several\s+|\d+\s+)*$"
)
_ON = re.compile(r"[^.;]{0,50}?\b(?:on|against|targeting|targeted|hit|hitting|struck|at|over|of)\s(?!least)")
_HELD = re.compile(r"[\s-]+(?:held|controlled|run|occupied|dominated|linked|majority|stronghold)\b")
_HELD_NAME = re.compile(r"-(?:held|controlled|run|occupied|besieged|dominated)$", re.IGNORECASE)
_NAMELESS = frozenset({"them", "him", "her", "it", "they", "we", "he", "she", "back", "out", "down", "up", "below"})
_AROUND_NAMES = re.compile(
    r"\b(?:the|of|an?|town|city|village|capital|districts?|areas?|suburbs?|neighbou?rhoods?|province|countryside|regions?|"
    r"parts?|northern|southern|eastern|western|central|north|south|east|west|northwestern|northeastern|southwestern|"
    r"southeastern|near|several|and|outskirts|governorate|villages|towns)\b"
)
_NOT_DOER = frozenset({"CIVILIANS", "INFRASTRUCTURE", "UN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible filler of a role."""

    party: Party
    score: float
    rule: str
    form: str = ""  # of the trigger that it is the object of
    only_place: bool = False  # no more than a name on the map


def find_actor(page: Page, segment: Segment, taken: list[Span]) -> Candidate | None:
    """The party that the stretch names as the doer, or None. `taken`: spans of sources, who only speak."""
    found = [c for c in actor_candidates(page, segment, taken) if c.score > 0 and c.party.code not in _NOT_DOER]
    return max(found, key=lambda c: c.score, default=None)


def actor_candidates(page: Page, segment: Segment, taken: list[Span]) -> Iterator[Candidate]:
    """Every party of the stretch with the pattern in which it stands; those below 0 did nothing by the patterns."""
    for actor in page.actors(segment.span):
        held = bool(_HELD.match(page.folded, actor.span.end) or _HELD_NAME.search(actor.text))
        against = _against(page, actor)
        where = page.is_place(actor)
        if not (held or against or where or any(actor.span.overlaps(t) for t in taken)):
            yield _as_actor(page, segment, actor)
    yield from _behind_by(page, segment)


def speaker_candidates(page: Page, segment: Segment, speakers: Sequence[SourceMention]) -> Iterator[Candidate]:
    """Parties that speak of themselves: "the army said it had shelled the hills", "Tessara denied shelling"."""
    said = page.folded[segment.span.start : segment.span.end]
    word = (
        "denies" if _DENIES.search(said) else "we" if _WE.search(said) else "it" if _IT.search(said) else "no pronoun"
    )
    for source in speakers:
        named = next(
            (a for a in within(page.annotated.actors, _around(source.span)) if a.span.overlaps(source.span)), None
        )
        if named is not None:
            who = Party(named.text, named.code, named.span, named.actor_id, named.name)
            yield Candidate(who, -1.0, f"speaker, {word}")


def _against(page: Page, actor: ActorMention) -> bool:
    """ "an anti-Tessara alliance" is not Tessara."""
    return page.folded[max(0, actor.span.start - 5) : actor.span.start].endswith(("anti-", "pro-"))


def _around(span: Span) -> Span:
    return Span(max(0, span.start - 60), span.end + 60)


def _behind_by(page: Page, segment: Segment) -> Iterator[Candidate]:
    """A doer that the lexicon does not know: "initiated by an alliance of tribes"."""
    for trigger in segment.triggers:
        by = _DONE_BY.search(page.folded, trigger.span.end, min(segment.span.end, trigger.span.end + 70))
        span = phrase_after(page, by.end(), segment.span.end) if by else None
        if (
            span is None
            or not _NAMED.match(page.text, span.start)
            or page.places(span)
            or page.dates(span)
            or page.quantities(span)
        ):
            continue
        if not any(a.span.overlaps(span) and not _against(page, a) for a in page.actors(_around(span))):
            yield Candidate(Party(span.of(page.text), None, span), 1.0, "by whom")


def _as_actor(page: Page, segment: Segment, actor: ActorMention) -> Candidate:
    before = page.folded[max(segment.span.start, actor.span.start - 60) : actor.span.start]
    who = Party(actor.text, actor.code, actor.span, actor.actor_id, actor.name)
    if _STANDS.search(before):
        return Candidate(who, -1.0, "holds the place")
    if _BY.search(before):
        return Candidate(who, 5.0, "by ACTOR")
    if _OBJECT.search(before):
        return Candidate(who, -1.0, "object")
    follow = [t for t in segment.triggers if t.span.start >= actor.span.end - 1]
    inside = [t for t in segment.triggers if actor.span.contains(t.span)]
    if inside and inside[0].value.form == "agent":
        follow = [t for t in segment.triggers if t.span.start >= actor.span.end] or inside
    if not follow:
        return Candidate(who, -0.5, "named beside")  # right in one of three: better nobody than a guess
    first = follow[0]
    gap = page.folded[actor.span.end : first.span.start] if first.span.start > actor.span.end else ""
    if _PASSIVE.search(gap) and first.value.form != "noun" and not first.term.endswith("ing"):
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
    for candidate in target_candidates(page, segment, event_type, actor):
        if best is None or candidate.score > best.score:
            best = candidate
    return best


def target_candidates(page: Page, segment: Segment, event_type: str, actor: Party | None) -> Iterator[Candidate]:
    """Every phrase of the stretch that may be the target: objects of the act, and the victims."""
    if event_type == "agreement":
        return
    for trigger in segment.triggers:
        if trigger.value.form == "agent":
            continue
        span = _object(page, segment, trigger)
        if span is None or (actor and actor.span and span.overlaps(actor.span)) or _no_target(page, span):
            continue
        found = party(page, span)
        base = 3.0 if trigger.value.strength != "casualty" else 1.2
        bare = found.actor_id is None and found.code in (None, "INFRASTRUCTURE") and _only_place(page, span)
        if bare:
            base = 1.5  # "hit the town of X" says where: victims say more
        score = base + (0.3 if found.code else -0.3)
        yield Candidate(
            found, score, f"object of {trigger.term}", f"{trigger.value.strength} {trigger.value.form}", bare
        )
    yield from _victims(page, segment)


def _no_target(page: Page, span: Span) -> bool:
    """A day, or the strikes themselves, are not what was hit."""
    if any(d.span.overlaps(span) for d in page.dates(Span(max(0, span.start - 20), span.end + 20))):
        return True
    near = page.quantities(Span(max(0, span.start - 30), span.end + 10))
    acts = [q.of_span for q in near if q.of_span and q.measure in ("strikes", "sorties", "munitions")]
    return any(counted.overlaps(span) for counted in acts)


def _only_place(page: Page, span: Span) -> bool:
    """The phrase is no more than a name on the map: "the village of X", "the capital"."""
    words = set(re.findall(r"[a-z]+", _AROUND_NAMES.sub(" ", span.of(page.folded))))
    named = {w for p in page.places(span) for w in re.findall(r"[a-z]+", p.span.of(page.folded))}
    return words <= named


def _object(page: Page, segment: Segment, trigger: TriggerHit) -> Span | None:
    """The noun phrase that the trigger acts on."""
    before = page.folded[segment.span.start : trigger.span.start]
    if trigger.value.form == "noun":
        on = _ON.match(page.folded, trigger.span.end, segment.span.end)
        return _plain(page, phrase_after(page, on.end(), segment.span.end)) if on else None
    if _PASSIVE.search(before) and not trigger.term.endswith("ing"):
        cut = len(before) - len(_PASSIVE.sub("", before))
        return _plain(page, phrase_before(page, segment.span.start, trigger.span.start - cut))
    if trigger.value.strength == "casualty" and not trigger.term.startswith("kill"):
        return None
    return _plain(page, phrase_after(page, trigger.span.end, segment.span.end))


def _plain(page: Page, span: Span | None) -> Span | None:
    """The phrase without its count and without words that name nothing."""
    if span is None:
        return None
    lead = _OF.match(page.folded, span.start, span.end)
    span = without_count(page, Span(lead.end(), span.end) if lead else span)
    return None if len(span) < 3 or span.of(page.folded) in _NAMELESS else span


def _victims(page: Page, segment: Segment) -> Iterator[Candidate]:
    for quantity in page.quantities(segment.span):
        if quantity.of_span is None or quantity.measure not in ("killed", "injured", "targets", "destroyed", "damaged"):
            continue
        found = party(page, quantity.of_span)
        score = {"killed": 2.0, "injured": 1.8, "targets": 2.8}.get(quantity.measure, 1.0)
        yield Candidate(found, score, f"{quantity.measure}: counted")
