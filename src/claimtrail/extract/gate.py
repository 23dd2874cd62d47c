"""The evidence gate: one for all extractors. A claim passes only when the text bears every value.

Spans are compared character by character, numbers and their bounds are read again from the quoted words and must
stand in the evidence, a denial needs its word, and each link of the chain must stand in the document. What the gate
does not read again: which measure a number has, the coarse side of a party, and the canonical names.
"""

import re
from collections.abc import Iterator

from claimtrail.extract.numbers import numbers_in
from claimtrail.model.claims import EVENT_TYPES, MEASURES, STANCES, Claim, Quantity
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.model.spans import Span

_NO = re.compile(
    r"\b(?:no|not|never|none|nobody|neither|nor|without|n[’']?t|den(?:y|ies|ied|ying|ial|ials)|reject\w*|dismiss\w*|refut\w*|"
    r"false|untrue|baseless|unfounded|fabricated|nothing)\b|n[’']t\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:more than|over|upwards of|above|exceed\w*|in excess of|greater than)\b", re.IGNORECASE)
_BOUNDED = re.compile(
    r"^(?:at least|at most|up to|as many as|more than|fewer than|less than)\s+[\w,.-]+$", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:least|most|up to|than|over|under|above|below|excess|exceed|many|much|high|low|minimum|maximum|"
    r"upwards|beyond|surpass|plus|not|no|or|and|well|only|past|close|half|quarter)\b|\+",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:several|few|many|some|tens|dozens|scores|hundreds|thousands|millions)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:fewer than|less than|under|below)\b", re.IGNORECASE)


def check(claim: Claim, document: Document) -> Rejected | None:
    """None when the claim may pass, else a Rejected with the first reason found."""
    reason = next(_faults(claim, document), None)
    if reason is None:
        return None
    return Rejected(claim.key, "extract", f"{reason} ({claim.event_type} claim)")


def _faults(claim: Claim, document: Document) -> Iterator[str]:
    if not claim.evidence:
        yield "no evidence is quoted"
    if claim.event_type not in EVENT_TYPES or claim.stance not in STANCES:
        yield f"unknown event type or stance: {claim.event_type}, {claim.stance}"
    for evidence in claim.evidence:
        if evidence.document_id != document.id:
            yield f"the evidence is of another document, {evidence.document_id}"
        yield from _span(document, evidence.span, evidence.text, "the evidence")
    yield from _stance(claim)
    yield from _slots(claim, document)
    quoted = [e.span for e in claim.evidence if e.span is not None]
    for quantity in claim.quantities:
        yield from _quantity(quantity, document)
        if quantity.span is not None and not any(span.contains(quantity.span) for span in quoted):
            yield f"the number {quantity.text!r} stands outside the evidence"
    for source in claim.attribution:
        yield from _span(document, source.span, source.text, f"the source {source.name!r}")


def _span(document: Document, span: Span | None, text: str, what: str) -> Iterator[str]:
    """Byte-exact, inside the document, not in furniture."""
    if span is None:
        yield f"{what} has no place in the text"
    elif span.end > len(document.text) or span.of(document.text) != text or not text:
        yield f"{what} does not stand in the text as quoted"
    elif any(f.span.overlaps(span) for f in document.furniture):
        yield f"{what} stands in a part of the page that is not the report"


def _slots(claim: Claim, document: Document) -> Iterator[str]:
    for what, party in (("the actor", claim.actor), ("the target", claim.target)):
        if party is not None:
            yield from _span(document, party.span, party.text, what)
    if claim.place is not None:
        yield from _span(document, claim.place.span, claim.place.text, "the place")
    if claim.date is not None and claim.date.text is not None:
        yield from _span(document, claim.date.span, claim.date.text, "the date")
    if claim.date is not None and claim.date.start > claim.date.end:
        yield "the date ends before it begins"


def _stance(claim: Claim) -> Iterator[str]:
    quoted = " ".join(e.text for e in claim.evidence)
    if claim.stance == "denied" and not _NO.search(quoted):
        yield "a denial without a word that denies"


def _quantity(quantity: Quantity, document: Document) -> Iterator[str]:
    yield from _span(document, quantity.span, quantity.text, f"the number {quantity.text!r}")
    if quantity.of is not None:
        yield from _span(document, quantity.of_span, quantity.of, f"what {quantity.text!r} counts")
    if quantity.measure not in MEASURES:
        yield f"unknown measure {quantity.measure!r}"
    said = numbers_in(quantity.text)
    for value in (quantity.low, quantity.high):
        if value is not None and value not in said | _beyond(quantity.text, said):
            yield f"the number {value} is not what {quantity.text!r} says"
    if _BOUNDED.search(quantity.text) and None not in (quantity.low, quantity.high):
        yield f"{quantity.text!r} is a bound and no exact number"
    elif len(said) == 1 and (quantity.low is None) != (quantity.high is None) and not _OPEN.search(quantity.text):
        yield f"{quantity.text!r} is an exact number and no bound"
    vague = _VAGUE.search(quantity.text)
    if quantity.low is None and quantity.high is None and said - {0, 1, 2} and not vague:
        yield f"{quantity.text!r} gives a number that the value lacks"


def _beyond(text: str, said: set[int]) -> set[int]:
    """ "more than 20" is 21 or more, "fewer than 10" is 9 or less."""
    more = {n + 1 for n in said} if _MORE.search(text) else set()
    return more | ({n - 1 for n in said} if _LESS.search(text) else set())
