"""Finds all terms of a lexicon in one pass over a text (Aho-Corasick), whole words only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from claimtrail.lexicon.fold import fold
from claimtrail.model.spans import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A term that stands in the text, with what it means."""

    span: Span
    term: str
    value: T


class Matcher(Generic[T]):
    """All terms at once. Terms and text are folded (case, quotes, dashes, diacritics, line ends)."""

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        """`terms`: pairs of a term and its meaning; a term that stands twice keeps all its meanings."""
        meanings: dict[str, list[T]] = {}
        for term, value in terms:
            meanings.setdefault(fold(term), []).append(value)
        self._automaton = ahocorasick.Automaton()
        for folded, values in meanings.items():
            self._automaton.add_word(folded, (folded, tuple(values)))
        if meanings:
            self._automaton.make_automaton()

    def find(self, folded: str) -> list[Hit[T]]:
        """Longest, leftmost, not overlapping hits in text order. `folded` is `fold(text)`."""
        best: list[Hit[T]] = []
        taken = 0
        for hit in sorted(self.find_all(folded), key=lambda h: (h.span.start, -len(h.span))):
            if hit.span.start >= taken:
                best.append(hit)
                taken = hit.span.end
            elif best and hit.span == best[-1].span:
                best.append(hit)
        return best

    def find_all(self, folded: str) -> Iterator[Hit[T]]:
        """Every hit on word boundaries, overlapping ones too, in order of their ends."""
        if not len(self._automaton):
            return
        for last, (term, values) in self._automaton.iter(folded):
            start, end = last - len(term) + 1, last + 1
            if _boundary(folded, start) and _boundary(folded, end):
                for value in values:
                    yield Hit(Span(start, end), term, value)


def _boundary(text: str, at: int) -> bool:
    """True when a word may begin or end before position `at`."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def find_in(matcher: Matcher[T], text: str) -> list[Hit[T]]:
    """Hits in a text that is not folded yet."""
    return matcher.find(fold(text))
