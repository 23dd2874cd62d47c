"""The built-in extractor: from mentions to drafts to claims, by the rules of the lexicon."""

import re
from collections.abc import Sequence

from claimtrail.extract.attribution import Speech, chain_for, find_speech
from claimtrail.extract.compose import compose
from claimtrail.extract.draft import Draft, TriggerHit
from claimtrail.extract.inherit import inherit
from claimtrail.extract.merge import join_drafts
from claimtrail.extract.page import Page
from claimtrail.extract.refer import Told, with_references
from claimtrail.extract.roles import find_actor, find_target
from claimtrail.extract.segments import Segment, segments
from claimtrail.extract.slots import find_date, find_place, find_quantities
from claimtrail.extract.stance import stance_of
from claimtrail.extract.triggers import find_triggers, type_order
from claimtrail.extract.worth import doubt
from claimtrail.model.claims import Claim
from claimtrail.model.mentions import Annotated, Sentence
from claimtrail.model.outcomes import Rejected

_AGAIN = re.compile(r"\b(?:the|this|that|these|those|his|her|its|their)\s+(?:\w+\s+)?$")
_LONG_DAYS = 10  # a count over more days than this is a toll


def claims_of(annotated: Annotated) -> tuple[list[Claim], list[Rejected]]:
    """All claims that the rules read in a document, in text order, not yet through the gate, and what is none."""
    page = Page(annotated)
    told = read_claims(page)
    doubts = [doubt(page, t.claim, t.drafts) for t in told]
    kept = [t for t, problem in zip(told, doubts, strict=True) if problem is None]
    return with_references(page, kept), [problem for problem in doubts if problem is not None]


def read_claims(page: Page) -> list[Told]:
    """Every claim that the rules make of a page, with its drafts, in text order."""
    drafts = inherit(page, find_drafts(page))
    told = [Told(compose(page, cluster), tuple(cluster)) for cluster in join_drafts(page, drafts)]
    told.sort(key=lambda t: min(e.span.start for e in t.claim.evidence if e.span))
    return told


def find_drafts(page: Page) -> list[Draft]:
    """One draft for each stretch of text that tells an event."""
    triggers = find_triggers(page.folded)
    speeches = find_speech(page, triggers)
    drafts: list[Draft] = []
    for number, sentence in enumerate(page.sentences):
        if sentence.kind in ("caption", "heading"):
            continue
        for segment in _stretches(page, sentence, triggers):
            draft = _draft(page, number, segment, speeches[number], drafts)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _stretches(page: Page, sentence: Sentence, triggers: Sequence[TriggerHit]) -> list[Segment]:
    """A list item is one event; another sentence is cut where events part."""
    found = segments(page, sentence, triggers)
    if sentence.kind == "item" and found:
        return [Segment(sentence.span, tuple(t for s in found for t in s.triggers))]
    return found


def _draft(
    page: Page, number: int, segment: Segment, speeches: Sequence[Speech], earlier: Sequence[Draft]
) -> Draft | None:
    sentence = page.sentences[number]
    event_type, inherited, why = _event_type(page, number, segment, earlier)
    sources, said = chain_for(segment.span, speeches)
    speakers = [s.span for speech in speeches for s in speech.sources]
    actor = find_actor(page, segment, speakers)
    target = find_target(page, segment, event_type, actor.party if actor else None)
    place, others = find_place(page, segment, sentence)
    date = find_date(page, segment, sentence)
    quantities = find_quantities(page, segment.span)
    main = min(segment.triggers, key=lambda t: (t.value.strength != "strong", t.span.start))
    stance, cue = stance_of(page, segment.span, main.span)
    found = (actor, target, place, date, *quantities)
    only_said = all(t.value.strength == "reference" for t in segment.triggers)
    if only_said:
        actor = target = None  # who spoke did nothing here; the doer is the one of the act that is denied
    if not any(x is not None for x in found) and not (only_said and earlier):
        return None
    rules = (
        f"{main.value.id}:{main.term}", why, f"said: {said}" if said else "",
        f"stance: {cue}" if cue else "",
    )  # fmt: skip
    return Draft(
        sentence=number, span=segment.span, event_type=event_type, triggers=segment.triggers, stance=stance,
        actor=actor.party if actor else None, target=target.party if target else None, place=place,
        other_places=tuple(others), date=date, quantities=quantities, sources=sources, inherited=inherited,
        again=bool(_AGAIN.search(page.folded, max(segment.span.start, main.span.start - 24), main.span.start)),
        weak=sentence.kind == "title", rules=tuple(r for r in rules if r),
    )  # fmt: skip


def _event_type(page: Page, number: int, segment: Segment, earlier: Sequence[Draft]) -> tuple[str, bool, str]:
    """The event type of a stretch, whether it was taken from an earlier one, and the rule."""
    order = type_order()
    strong = [t.value.type for t in segment.strong if t.value.type != "toll"]
    agents = {t.value.type for t in segment.triggers if t.value.form == "agent"}
    if _is_toll(page, segment):
        return "toll", False, "a count over a period"
    if strong and page.sentences[number].kind == "item":
        return strong[0], False, "the first word of a list item"
    bombs = [t for t in segment.strong if t.value.id == "bombing" and t.term.startswith("bomb")]
    ground = next((d.event_type for d in reversed(earlier) if d.event_type in ("ied", "suicide_bomb")), None)
    if strong and len(bombs) == len(segment.strong) and not agents and ground:
        return ground, True, "the bombing told before"
    if strong:
        chosen = min(strong, key=lambda t: order[t])
        if chosen == "air_strike" and "shelling" in strong and not agents:
            chosen = "shelling"
        return chosen, False, "the most special word"
    if agents:
        return "air_strike", False, "hit from the air"
    weak = [t.value.type for t in segment.triggers if t.value.strength == "weak" and t.value.type != "air_strike"]
    before = next((d.event_type for d in reversed(earlier) if d.event_type != "toll"), None)
    if before and not (weak and weak[0] not in ("attack",)):
        return before, True, "the event told before"
    if segment.strong and not strong:
        return "toll", False, "a count without an event"
    if weak:
        return min(weak, key=lambda t: order[t]), False, "a general word"
    return "attack", False, "no word for the kind of event"


def _is_toll(page: Page, segment: Segment) -> bool:
    if not any(t.value.type in ("toll", "casualty") for t in segment.triggers):
        return False
    if not any(q.measure in ("killed", "injured", "displaced") for q in page.quantities(segment.span)):
        return False
    if any(t.value.type == "toll" for t in segment.triggers):
        return all(t.value.type == "toll" for t in segment.strong)
    return any(
        d.start is not None and d.end is not None and (d.end - d.start).days > _LONG_DAYS
        for d in page.dates(segment.span)
    )
