"""Makes one claim of the drafts that tell the same event: the best filler of each slot, all evidence, all numbers."""

from collections import Counter
from collections.abc import Sequence

from claimtrail.extract import options
from claimtrail.extract.choose import best
from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page
from claimtrail.extract.triggers import type_order
from claimtrail.model.claims import Claim, PlaceRef, Quantity, Source, When
from claimtrail.model.ids import stable_id
from claimtrail.model.mentions import DateMention, PlaceMention, QuantityMention
from claimtrail.model.spans import Evidence, Span

_ANYBODY = frozenset({None, "people", "persons", "others", "dead", "victims", "civilians"})  # may count the same dead
EXTRACTOR = "rules/1"
# Log-odds that an option must pass; chosen with folds on the gold, 2026-11 (eval/fit_slots.py).
_CUTS = {"actor": -1.0, "target": -0.7, "place": -1.5, "date": -0.8}


def compose(page: Page, drafts: Sequence[Draft]) -> Claim:
    """The claim of a cluster of drafts; each slot by the weights of its options, with the rule that chose it."""
    told = sorted(drafts, key=lambda d: d.span.start)
    ordered = sorted(drafts, key=lambda d: (-_weight(d), d.span.start))
    lead = ordered[0]
    actor = best("actor", options.actors(page, told), _CUTS["actor"])
    target = best("target", options.targets(page, told, actor.value if actor else None), _CUTS["target"])
    place = best("place", options.places(page, told), _CUTS["place"]) or options.only_place(page, lead)
    date = best("date", options.dates(page, told), _CUTS["date"])
    unplaced = next((d.date for d in ordered if d.date is not None and d.date.start is None), None)
    evidence = tuple(_evidence(page, d.span) for d in ordered)
    sources = max((d.sources for d in drafts), key=len, default=())
    chosen = (o.rule for o in (actor, target, place, date) if o is not None)
    return Claim(
        id=stable_id(
            "c", page.annotated.document.id, lead.event_type, str(lead.span.start), *(e.text for e in evidence)
        ),
        document_id=page.annotated.document.id,
        evidence=evidence,
        event_type=_type(drafts),
        stance=lead.stance,
        actor=actor.value if actor else None,
        target=target.value if target else None,
        place=_place_ref(place.value) if place else None,
        other_places=_others(told, place.value if place else None),
        date=_when(date.value) if date else None,
        no_date=None if date else (unplaced.reason if unplaced else "no date is given for the event"),
        quantities=_quantities(ordered),
        attribution=tuple(Source(s.text, s.name, s.kind, s.span, s.source_id, s.family) for s in sources),
        rules=tuple(dict.fromkeys([*(rule for d in ordered for rule in d.rules), *chosen])),
        extractor=EXTRACTOR,
    )


def _others(drafts: Sequence[Draft], place: PlaceMention | None) -> tuple[str, ...]:
    """Further places named for the act."""
    named = [p for d in drafts for p in (*((d.place,) if d.place else ()), *d.other_places) if d.span.contains(p.span)]
    return tuple(dict.fromkeys(p.text for p in named if place is None or p.name != place.name))


def _weight(draft: Draft) -> float:
    """How much a draft tells; headlines come last."""
    slots = (draft.actor, draft.target, draft.place, draft.date)
    return sum(s is not None for s in slots) + len(draft.quantities) - (5 if draft.weak else 0)


def _type(drafts: Sequence[Draft]) -> str:
    """The type most drafts give by a word of their own; ties go to the more special one."""
    own = [d.event_type for d in drafts if not d.inherited] or [d.event_type for d in drafts]
    counts = Counter(own)
    return min(counts, key=lambda t: (-counts[t], type_order()[t]))


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
        return a.span == b.span or a.of == b.of or bool(_ANYBODY & {a.of, b.of})
    return {a.low, a.high} - {None} == {b.low, b.high} - {None} != set()


def _evidence(page: Page, span: Span) -> Evidence:
    """The stretch as quoted, without spaces and joining marks at its ends."""
    start, end = span.start, span.end
    while start < end and (page.text[start].isspace() or page.text[start] in ",;:–—-"):
        start += 1
    while end > start and (page.text[end - 1].isspace() or page.text[end - 1] in ",;:–—-"):
        end -= 1
    return Evidence(page.annotated.document.id, Span(start, end), page.text[start:end])
