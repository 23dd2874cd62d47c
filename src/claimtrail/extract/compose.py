"""Makes one claim of the drafts that tell the same event: the best filler of each slot, all evidence, all numbers."""

from collections import Counter
from collections.abc import Sequence

from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page
from claimtrail.extract.slots import fineness
from claimtrail.extract.triggers import type_order
from claimtrail.model.claims import Claim, Party, PlaceRef, Quantity, Source, When
from claimtrail.model.ids import stable_id
from claimtrail.model.mentions import DateMention, PlaceMention, QuantityMention
from claimtrail.model.spans import Evidence, Span

EXTRACTOR = "rules/1"


def compose(page: Page, drafts: Sequence[Draft]) -> Claim:
    """The claim of a cluster of drafts."""
    ordered = sorted(drafts, key=lambda d: (-_weight(d), d.span.start))
    lead = ordered[0]
    place, others = _place(ordered)
    date = next((d.date for d in ordered if d.date is not None and d.date.start is not None), None)
    unplaced = next((d.date for d in ordered if d.date is not None), None)
    evidence = tuple(_evidence(page, d.span) for d in ordered)
    sources = max((d.sources for d in drafts), key=len, default=())
    return Claim(
        id=stable_id("c", page.annotated.document.id, lead.event_type, *(e.text for e in evidence)),
        document_id=page.annotated.document.id,
        evidence=evidence,
        event_type=_type(drafts),
        stance=lead.stance,
        actor=next((d.actor for d in ordered if d.actor), None),
        target=_target(ordered),
        place=_place_ref(place) if place else None,
        other_places=tuple(dict.fromkeys(p.text for p in others if place is None or p.text != place.text)),
        date=_when(date) if date else None,
        no_date=None if date else (unplaced.reason if unplaced else "no date is given for the event"),
        quantities=_quantities(ordered),
        attribution=tuple(Source(s.text, s.name, s.kind, s.span, s.source_id, s.family) for s in sources),
        rules=tuple(dict.fromkeys(rule for d in ordered for rule in d.rules)),
        extractor=EXTRACTOR,
    )


def _weight(draft: Draft) -> float:
    """How much a draft tells; headlines come last."""
    slots = (draft.actor, draft.target, draft.place, draft.date)
    return sum(s is not None for s in slots) + len(draft.quantities) - (5 if draft.weak else 0)


def _type(drafts: Sequence[Draft]) -> str:
    """The type most drafts give by a word of their own; ties go to the more special one."""
    own = [d.event_type for d in drafts if not d.inherited] or [d.event_type for d in drafts]
    counts = Counter(own)
    return min(counts, key=lambda t: (-counts[t], type_order()[t]))


def _target(drafts: Sequence[Draft]) -> Party | None:
    found = [d.target for d in drafts if d.target]
    return next((t for t in found if t.code), found[0] if found else None)


def _place(drafts: Sequence[Draft]) -> tuple[PlaceMention | None, list[PlaceMention]]:
    """The finest place of the cluster, in the order of the drafts among equals."""
    found = [d.place for d in drafts if d.place is not None]
    if not found:
        return None, []
    best = min(found, key=fineness)
    return best, [*found, *(p for d in drafts for p in d.other_places)]


def _place_ref(place: PlaceMention) -> PlaceRef:
    return PlaceRef(
        place.text, place.admin1, place.country, place.span, place.name, place.place_id, place.lat, place.lon,
        place.precision,
    )  # fmt: skip


def _when(date: DateMention) -> When:
    if date.start is None or date.end is None:
        raise ValueError(f"{date.text!r} has no interval")
    return When(date.start, date.end, date.text, date.span, date.precision)


def _quantities(drafts: Sequence[Draft]) -> tuple[Quantity, ...]:
    """All numbers, each once: "45 people" of the headline is the "at least 45 people" of the lede."""
    kept: list[QuantityMention] = []
    for quantity in (q for d in drafts for q in d.quantities):
        if not any(_same_count(k, quantity) for k in kept):
            kept.append(quantity)
    return tuple(
        Quantity(q.measure or "other", q.low, q.high, q.text, q.of, q.span, q.of_span)
        for q in sorted(kept, key=lambda q: q.span.start)
    )


def _same_count(a: QuantityMention, b: QuantityMention) -> bool:
    if a.measure != b.measure:
        return False
    if a.span == b.span or (a.low, a.high) == (b.low, b.high) != (None, None):
        return a.span == b.span or a.measure in ("killed", "injured", "sorties", "targets") or a.of == b.of
    return {a.low, a.high} - {None} == {b.low, b.high} - {None} != set()


def _evidence(page: Page, span: Span) -> Evidence:
    """The stretch as quoted, without spaces and joining marks at its ends."""
    start, end = span.start, span.end
    while start < end and (page.text[start].isspace() or page.text[start] in ",;:–—-"):
        start += 1
    while end > start and (page.text[end - 1].isspace() or page.text[end - 1] in ",;:–—-"):
        end -= 1
    return Evidence(page.annotated.document.id, Span(start, end), page.text[start:end])
