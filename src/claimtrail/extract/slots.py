"""Where, when and how many, as first read in one stretch; the claim as a whole chooses again (options.py)."""

import re

from claimtrail.extract.page import Page
from claimtrail.extract.segments import Segment
from claimtrail.model.mentions import DateMention, PlaceMention, QuantityMention, Sentence
from claimtrail.model.spans import Span

# Before a place: where the attackers stood.
_FROM = re.compile(
    r"\b(?:positioned|stationed|located|based|spread|entrenched|fired from|launched from|spotted)\s+"
    r"(?:in|at|on|from)?\s?(?:the\s)?$"
)
_FINENESS = {
    "site": 0, "landmark": 0, "neighbourhood": 1, "settlement": 2, "near": 2, "adm2": 3, "adm1": 4, "region": 4,
    "sea": 5, "country": 6,
}  # fmt: skip


def fineness(place: PlaceMention) -> int:
    """0 for a building to 6 for a country: the smaller, the better a place says where."""
    return _FINENESS[place.precision]


def find_place(page: Page, segment: Segment, sentence: Sentence) -> tuple[PlaceMention | None, list[PlaceMention]]:
    """The finest place of the stretch, behind the event rather than before it, and the others; else the sentence's."""
    inside = _candidates(page, segment.span) or _candidates(page, sentence.span)
    if not inside:
        return None, []
    anchor = segment.triggers[0].span.start if segment.triggers else segment.span.start
    chosen = min(inside, key=lambda p: (fineness(p), p.span.start < anchor, abs(p.span.start - anchor)))
    return chosen, [p for p in inside if p.name != chosen.name and fineness(p) <= fineness(chosen) + 1]


def _candidates(page: Page, span: Span) -> list[PlaceMention]:
    """Places where it may have happened: not where it was fired from, not half of "Syria-Turkey"."""
    found = [p for p in page.places(span) if not page.folded.startswith("-", p.span.end)]
    landed = [p for p in found if not fired_from(page, p)]
    return landed or found


def fired_from(page: Page, place: PlaceMention) -> bool:
    """The attackers stood there: "positioned in X", "launched from X"."""
    return bool(_FROM.search(page.folded[max(0, place.span.start - 45) : place.span.start]))


def find_date(page: Page, segment: Segment, sentence: Sentence) -> DateMention | None:
    """The time expression that dates the event: in its stretch, else alone in its sentence."""
    inside = [d for d in page.dates(segment.span) if d.of != "statement"]
    if inside:
        anchor = segment.triggers[0].span.start if segment.triggers else segment.span.start
        return min(inside, key=lambda d: (d.start is None, abs(d.span.start - anchor)))
    around = [d for d in page.dates(sentence.span) if d.of == "event"]
    return around[0] if len(around) == 1 else None


def find_quantities(page: Page, span: Span) -> tuple[QuantityMention, ...]:
    """Counted things of the stretch: numbers of which something nearby says what they count."""
    return tuple(q for q in page.quantities(span) if q.measure)
