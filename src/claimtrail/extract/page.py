"""One annotated document as the extractor looks at it: the folded text and the mentions of any span."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Protocol, TypeVar

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load
from claimtrail.model.mentions import (
    ActorMention,
    Annotated,
    DateMention,
    PlaceMention,
    QuantityMention,
    Sentence,
    SourceMention,
)
from claimtrail.model.spans import Span

# Words before a name that make it a place.
_WHERE = re.compile(
    r"\b(?:in|near|at|around|outside|inside|into|across|from|over|on|of|within|throughout|between|through|towards?|"
    r"northern|southern|eastern|western|central|north|south|east|west)[\s-]+(?:the\s+)?(?:\w+\s+)?$"
)


# "The toll rose to 21 on Wednesday": the day of the count.
_ROSE = re.compile(r"\b(?:rose|risen|climbed|increased|jumped|went up)\s+to\s+[\w, -]{1,30}$")
_FINE = frozenset({"site", "landmark", "neighbourhood", "settlement", "near", "adm2"})
_ISO = 2  # letters of a country's code, the id of a state as a whole
_LISTED = (", ", " and ", " or ", "/")
# A place line at the head of a report: capitals, then a bracket or a dash.
_LINE_AFTER = re.compile(
    r"(?:, [A-Z][\w. ]{2,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: \([^)]{2,40}\)| ?[-–—])"
)
_LINE_BEFORE = re.compile(r"^[A-Z]{4,}, [A-Z][a-z]+$")


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""


M = TypeVar("M", bound=Spanned)


def within(items: Sequence[M], span: Span) -> list[M]:
    """The items (sorted by start) that lie wholly inside `span`."""
    first = bisect_left(items, span.start, key=lambda m: m.span.start)
    found = []
    for item in items[first:]:
        if item.span.start >= span.end:
            break
        if item.span.end <= span.end:
            found.append(item)
    return found


@dataclass(frozen=True)
class Page:
    """The document's text, folded text, sentences and mentions."""

    annotated: Annotated
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.annotated.document.text)

    @cached_property
    def folded(self) -> str:
        """Lower case, plain quotes, blanks for line ends; the same length as the text."""
        return fold(self.text)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in text order."""
        return self.annotated.sentences

    def places(self, span: Span) -> list[PlaceMention]:
        """Places that can be where something happened; seats and parts of names are left out."""
        return within(self._places, span)

    @cached_property
    def _places(self) -> list[PlaceMention]:
        named = (p for p in self.annotated.places if p.role == "place")
        return [p for p in named if not (self._acts(p) or self._opens_line(p) or self._governs(p))]

    def _governs(self, place: PlaceMention) -> bool:
        """A capital of another country without a word that makes it a place: its government is meant."""
        if place.country == self.home or place.text.lower() not in _capitals():
            return False
        return not _WHERE.search(self.folded[max(0, place.span.start - 24) : place.span.start])

    @cached_property
    def is_log(self) -> bool:
        """True for a report with list items."""
        return any(s.kind == "item" for s in self.sentences)

    @cached_property
    def often(self) -> Counter[str]:
        """How often each fine place is named."""
        return Counter(p.name for p in self.annotated.places if p.role == "place" and p.precision in _FINE)

    @cached_property
    def home(self) -> str | None:
        """The country in which the report's events lie, by its places that are named as places ("in X")."""
        counts = Counter(
            p.country
            for p in self.annotated.places
            if p.country and p.role == "place" and _WHERE.search(self.folded[max(0, p.span.start - 24) : p.span.start])
        )
        return max(counts, key=lambda c: (counts[c], c), default=None)

    def is_place(self, actor: ActorMention) -> bool:
        """True where the name stands for a place, or for where the report was written, and not for a party."""
        span = actor.span
        near = within(self.annotated.places, _around(span))
        country = len(actor.actor_id or "") == _ISO
        if country and any(self.folded[p.span.end : span.start] in _LISTED for p in near if p.role == "place"):
            return True  # "in Syria or Iraq"
        named = (p for p in near if p.span == span and p.role == "place")
        return any(not self._acts(p) or self._opens_line(p) for p in named)

    def _opens_line(self, place: PlaceMention) -> bool:
        """Where the report was written: "BEIRUT - ", "KIRKUK, Iraq (Wire) - "."""
        around = self.text[place.span.end : place.span.end + 50]
        capitals = self.text[max(0, place.span.start - 24) : place.span.end].rstrip().split("\n")[-1]
        return (place.text.isupper() and bool(_LINE_AFTER.match(around))) or bool(_LINE_BEFORE.search(capitals))

    def _acts(self, place: PlaceMention) -> bool:
        """A country or capital that is named as a party ("Washington is arming ...") and not as a place."""
        if _WHERE.search(self.folded[max(0, place.span.start - 24) : place.span.start]):
            return False
        for other in within(self.annotated.places, _around(place.span)):
            if self.folded[other.span.end : place.span.start] in _LISTED:
                return False  # "Kirkuk, Iraq", "in Syria or Iraq"
        near = _around(place.span)
        return any(a.span.overlaps(place.span) for a in within(self.annotated.actors, near))

    def dates(self, span: Span) -> list[DateMention]:
        """Time expressions inside the span that can date an act: not the day on which a toll rose."""
        return [d for d in within(self.annotated.dates, span) if not self._counts_on(d)]

    def _counts_on(self, day: DateMention) -> bool:
        return bool(_ROSE.search(self.folded, max(0, day.span.start - 50), day.span.start))

    def quantities(self, span: Span) -> list[QuantityMention]:
        """Numbers inside the span that were not overtaken by newer ones."""
        return [q for q in within(self.annotated.quantities, span) if not q.superseded]

    def actors(self, span: Span) -> list[ActorMention]:
        """Parties and people inside the span."""
        return within(self.annotated.actors, span)

    def sources(self, span: Span) -> list[SourceMention]:
        """Those who can be quoted inside the span."""
        return within(self.annotated.sources, span)


@cache
def _capitals() -> frozenset[str]:
    return frozenset(c.lower() for e in load("world/countries") for c in e.fields.get("capital", ()))


def _around(span: Span) -> Span:
    return Span(max(0, span.start - 40), span.end + 60)


_SHORTEST = 4  # paragraphs


def keeps_paragraphs(page: Page) -> bool:
    """False for a text that lost its breaks: there, a paragraph says nothing about what belongs together."""
    return bool(page.sentences) and page.sentences[-1].paragraph > _SHORTEST
