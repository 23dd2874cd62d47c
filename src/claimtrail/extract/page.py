"""One annotated document as the extractor looks at it: the folded text and the mentions of any span."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeVar

from claimtrail.lexicon.fold import fold
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
        return [p for p in within(self.annotated.places, span) if p.role == "place" and not self._acts(p)]

    def _acts(self, place: PlaceMention) -> bool:
        """A country or capital that is named as a party ("Washington is arming ...") and not as a place."""
        if _WHERE.search(self.folded[max(0, place.span.start - 24) : place.span.start]):
            return False
        for other in within(self.annotated.places, _around(place.span)):
            if self.folded[other.span.end : place.span.start] in (", ", " and ", " or ", "/"):
                return False  # "Kirkuk, Iraq", "in Syria or Iraq"
        near = _around(place.span)
        return any(a.span.overlaps(place.span) for a in within(self.annotated.actors, near))

    def dates(self, span: Span) -> list[DateMention]:
        """Time expressions inside the span."""
        return within(self.annotated.dates, span)

    def quantities(self, span: Span) -> list[QuantityMention]:
        """Numbers inside the span that were not overtaken by newer ones."""
        return [q for q in within(self.annotated.quantities, span) if not q.superseded]

    def actors(self, span: Span) -> list[ActorMention]:
        """Parties and people inside the span."""
        return within(self.annotated.actors, span)

    def sources(self, span: Span) -> list[SourceMention]:
        """Those who can be quoted inside the span."""
        return within(self.annotated.sources, span)


def _around(span: Span) -> Span:
    return Span(max(0, span.start - 40), span.end + 60)


_SHORTEST = 4  # paragraphs


def keeps_paragraphs(page: Page) -> bool:
    """False for a text that lost its breaks: there, a paragraph says nothing about what belongs together."""
    return bool(page.sentences) and page.sentences[-1].paragraph > _SHORTEST
