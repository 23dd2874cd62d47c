"""The pieces of a text that are judged as furniture or not: sentences within lines."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from claimtrail.model.spans import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# A full stop after a single letter ends an initial, not a sentence.
_STOP = re.compile(r"(?<![^\w][A-Z])[.!?…][\"”’')\]]*\s+(?=[\"“‘(\[#@]?[A-Z0-9©])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a rest of a line, and the line it stands in."""

    span: Span
    line: Span


class Units:
    """The units of a text in order; `at` finds the one that holds a position."""

    def __init__(self, text: str) -> None:
        """Cuts `text` at line ends and at ends of sentences."""
        self.all: list[Unit] = []
        for found in _LINE.finditer(text):
            line = Span(*found.span())
            start = line.start
            for stop in _STOP.finditer(text, line.start, line.end):
                self._add(text, start, stop.end(), line)
                start = stop.end()
            self._add(text, start, line.end, line)
        self._starts = [unit.span.start for unit in self.all]

    def at(self, position: int) -> int | None:
        """The number of the unit that holds `position`."""
        number = bisect_right(self._starts, position) - 1
        return number if number >= 0 and position < self.all[number].span.end else None

    def _add(self, text: str, start: int, end: int, line: Span) -> None:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            self.all.append(Unit(Span(start, end), line))
