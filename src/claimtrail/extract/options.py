"""The options for each slot of a claim, over all the stretches of text that tell it, with their features."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from claimtrail.extract.choose import Option
from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page
from claimtrail.extract.roles import actor_candidates, speaker_candidates, target_candidates
from claimtrail.extract.segments import Segment
from claimtrail.extract.slots import fineness, fired_from
from claimtrail.model.claims import ACTOR_CODES, Party
from claimtrail.model.mentions import DateMention, PlaceMention
from claimtrail.model.spans import Span

_AROUND = 2  # sentences before and behind in which a place or a day may be named
_BEFORE = re.compile(r"(\b[a-z]+)\s+(?:the\s+)?(?:[a-z-]+\s+)?$")
_PREPOSITIONS = frozenset(
    ["in", "near", "at", "on", "of", "from", "to", "into", "around", "outside", "over", "between", "inside", "across"]
)
_FINE = 3


def _segment(draft: Draft) -> Segment:
    return Segment(draft.span, draft.triggers)


def _standing(draft: Draft, drafts: Sequence[Draft]) -> str:
    """How the stretch stands in the claim: a headline, what is told first, or a retelling."""
    if draft.weak:
        return "headline"
    return "told first" if draft is next((d for d in drafts if not d.weak), None) else "retold"


def _distance(a: Span, b: Span) -> str:
    gap = max(0, a.start - b.end, b.start - a.end)
    return "beside" if gap <= 12 else "close" if gap <= 40 else "away" if gap <= 90 else "far"


def _main(draft: Draft) -> Span:
    return min(draft.triggers, key=lambda t: (t.value.strength != "strong", t.span.start)).span


def actors(page: Page, drafts: Sequence[Draft]) -> Iterator[Option[Party]]:
    """Who may have done it."""
    for draft in drafts:
        if _only_said(draft):
            if draft.actor is not None:
                yield Option(draft.actor, (), "actor: of what is denied", sure=True)
            continue
        speakers = [s.span for s in draft.sources]
        found = chain(
            actor_candidates(page, _segment(draft), speakers), speaker_candidates(page, _segment(draft), draft.sources)
        )
        for candidate in found:
            party = _own_force(page, draft, candidate.party)
            if party.span is None:
                continue
            features = (
                f"pattern {candidate.rule}", f"side {_side(party)}", _standing(draft, drafts),
                _distance(party.span, _main(draft)), f"{draft.event_type} {_side(party)}",
                *(("behind the act",) if party.span.start > _main(draft).start else ()),
            )  # fmt: skip
            yield Option(party, features, f"actor: {candidate.rule}", sure=candidate.rule == "by whom")
        if draft.actor is not None and draft.actor.span is not None and not draft.span.contains(draft.actor.span):
            yield Option(draft.actor, (), "actor: of the log", sure=True)


def _own_force(page: Page, draft: Draft, party: Party) -> Party:
    """ "The ministry said its jets ...": the jets are of the side that speaks."""
    if party.code not in ("OTHER", "ARMED_UNSPEC") or party.span is None or not draft.sources:
        return party
    own = page.folded[max(0, party.span.start - 6) : party.span.start].endswith(("its ", "their ", "our "))
    side = draft.sources[0].family
    return replace(party, code=side) if own and side in ACTOR_CODES else party


def _only_said(draft: Draft) -> bool:
    """Words about words: who speaks of "the claims" did nothing, the doer is the one of the act that they deny."""
    return all(t.value.strength == "reference" for t in draft.triggers)


def _side(party: Party) -> str:
    if party.code in (None, "CIVILIANS", "ARMED_UNSPEC", "OTHER", "INFRASTRUCTURE", "UN"):
        return str(party.code)
    return "named"


def targets(page: Page, drafts: Sequence[Draft], actor: Party | None) -> Iterator[Option[Party]]:
    """Who or what may have been hit, lost or supplied."""
    for draft in drafts:
        if _only_said(draft):
            if draft.target is not None:
                yield Option(draft.target, (), "target: of what is denied", sure=True)
            continue
        found = list(target_candidates(page, _segment(draft), draft.event_type, actor))
        objects = any(c.rule.startswith("object") and c.party.code and not c.only_place for c in found)
        victims = any(c.rule.endswith("counted") for c in found)
        for candidate in found:
            party = candidate.party
            if party.span is None:
                continue
            kind = "object" if candidate.rule.startswith("object") else candidate.rule
            same = actor is not None and actor.code == party.code and _side(party) == "named"
            features = (
                f"pattern {kind}", f"side {_side(party)}", _standing(draft, drafts), f"{kind} {draft.event_type}",
                f"words {min(6, len(party.text.split()))}", *(("a place",) if candidate.only_place else ()),
                *(("the doer's side",) if same else ()), f"by a {candidate.form}", f"{kind} {_side(party)}",
                *((f"{kind} beside an object",) if objects else ()), *((f"{kind} beside victims",) if victims else ()),
            )  # fmt: skip
            yield Option(party, features, f"target: {candidate.rule}")


def places(page: Page, drafts: Sequence[Draft]) -> Iterator[Option[PlaceMention]]:
    """Where it may have happened: places of the clauses, of the sentences around, and the main one of the report."""
    counts = page.often
    most = max(counts.values(), default=0)
    seen: set[Span] = set()
    for draft in drafts:
        first = max(0, draft.sentence - _AROUND)
        for number in range(first, min(len(page.sentences), draft.sentence + _AROUND + 1)):
            if number != draft.sentence and page.sentences[number].kind == "item":
                continue  # a line of a log says where itself, and nothing of the lines around it
            for place in page.places(page.sentences[number].span):
                where = _where(draft, number, place)
                key = place.span
                if key in seen and where != "in the clause":
                    continue
                seen.add(key)
                yield _place_option(page, place, draft, drafts, (where, counts[place.name] == most > 1))
    for draft in drafts:
        if draft.place is not None and draft.place.span not in seen:
            seen.add(draft.place.span)
            yield _place_option(page, draft.place, draft, drafts, ("carried on", counts[draft.place.name] == most > 1))
    for place in _main_places(page):
        if place.span not in seen:
            yield _place_option(
                page, place, drafts[0], drafts, ("elsewhere in the report", counts[place.name] == most > 1)
            )


def only_place(page: Page, draft: Draft) -> Option[PlaceMention] | None:
    """The place of a stretch that names just one: it stands, however seldom its like is meant elsewhere."""
    named = page.places(draft.span)
    return Option(named[0], (), "only place in the clause") if len(named) == 1 else None


def _main_places(page: Page) -> Iterator[PlaceMention]:
    """The first fine place and the first country of the report."""
    named = [p for p in page.annotated.places if p.role == "place" and p.country in (None, page.home)]
    for wanted in (lambda p: fineness(p) <= _FINE, lambda p: p.precision == "country"):
        place = next((p for p in named if wanted(p)), None)
        if place is not None:
            yield place


def _where(draft: Draft, number: int, place: PlaceMention) -> str:
    if draft.span.contains(place.span):
        return "in the clause"
    if number == draft.sentence:
        return "in the sentence"
    return f"{abs(number - draft.sentence)} {'before' if number < draft.sentence else 'behind'}"


def _place_option(
    page: Page, place: PlaceMention, draft: Draft, drafts: Sequence[Draft], at: tuple[str, bool]
) -> Option[PlaceMention]:
    where, most_named = at
    main = _main(draft)
    before = page.folded[max(0, place.span.start - 40) : place.span.start]
    found = _BEFORE.search(before)
    word = found.group(1) if found and found.group(1) in _PREPOSITIONS else "another word"
    clause = where == "in the clause"
    features = [
        where, f"precision {place.precision}", f"{where} {place.precision}", _standing(draft, drafts),
        f"behind {word}" if clause else f"elsewhere behind {word}",
        f"toll {place.precision}" if draft.event_type == "toll" else "no toll",
    ]  # fmt: skip
    if clause:
        features += [
            _distance(place.span, main),
            "before the act" if place.span.start < main.start else "behind the act",
        ]
        if any(p.span.end < place.span.start and fineness(p) <= fineness(place) for p in page.places(draft.span)):
            features.append("not the first as fine")
    if most_named:
        features.append("most named")
    if draft.place is not None and draft.place.span == place.span:
        features.append("chosen for the stretch")
    finest = min((d.place for d in drafts if d.place is not None), key=fineness, default=None)
    if finest is not None and finest.name == place.name:
        features.append("the finest chosen")
    if fired_from(page, place):
        features.append("fired from")
    if place.place_id is None:
        features.append("in no gazetteer")
    features.append(f"{where} of {place.country == page.home}")
    return Option(place, tuple(features), f"place {where}")


def dates(page: Page, drafts: Sequence[Draft]) -> Iterator[Option[DateMention]]:
    """When it may have happened: days of the clauses and of the sentences before."""
    seen: set[Span] = set()
    for draft in drafts:
        for number in range(max(0, draft.sentence - _AROUND), draft.sentence + 1):
            for day in page.dates(page.sentences[number].span):
                inside = draft.span.contains(day.span)
                if day.start is None or (day.span in seen and not inside):
                    continue
                seen.add(day.span)
                yield _date_option(draft, drafts, number, day)
        carried = draft.date
        if carried is not None and carried.start is not None and carried.span not in seen:
            seen.add(carried.span)
            features = ("carried on", "chosen for the stretch", f"of {carried.of}", f"type {draft.event_type}")
            yield Option(carried, features, "date of the event told before")


def _date_option(draft: Draft, drafts: Sequence[Draft], number: int, day: DateMention) -> Option[DateMention]:
    inside = draft.span.contains(day.span)
    where = "in the clause" if inside else "in the sentence" if number == draft.sentence else ""
    where = where or f"{abs(number - draft.sentence)} {'before' if number < draft.sentence else 'behind'}"
    features = [
        where, f"{where} {day.of}", f"{where} {day.precision}", _standing(draft, drafts),
        f"toll {day.precision}" if draft.event_type == "toll" else f"no toll {day.precision}",
        f"{where} {draft.event_type}",
    ]  # fmt: skip
    if inside:
        features.append(_distance(day.span, _main(draft)))
    if draft.date is not None and draft.date.span == day.span:
        features.append("chosen for the stretch")
    if draft.again:
        features.append(f"the act again {where}")
    return Option(day, tuple(features), f"date {where}")
