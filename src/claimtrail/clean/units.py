"""The pieces of a text that are judged as furniture or not: sentences within lines."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from claimtrail.model.spans import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# A full stop after a single letter ends an initial, not a sentence.
_LONG_LINE = 45  # characters
_ENDED = ".!?:;…\"”’')]"
_STOP = re.compile(r"(?<![^\w][A-Z])[.!?…][\"”’')\]]*\s+(?=[\"“‘(\[#@]?[A-Z0-9©])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a rest of a line, and the line it stands in.

    `continues`: the line before is long and its sentence has not ended (hard-wrapped text), so that this is no
    line of its own.
    """

    span: Span
    line: Span
    continues: bool = False


class Units:
    """The units of a text in order; `at` finds the one that holds a position."""

    def __init__(self, text: str, floor: int) -> None:
        """Cuts `text` at line ends and at ends of sentences; the headline ends at `floor`."""
        self.all: list[Unit] = []
        before = Span(0, 0)
        for found in _LINE.finditer(text):
            line = Span(*found.span())
            start = line.start
            continues = before.end > floor and _runs_on(text, before, line)
            before = line
            for stop in _STOP.finditer(text, line.start, line.end):
                self._add(text, Span(start, stop.end()), line, continues)
                start, continues = stop.end(), False
            self._add(text, Span(start, line.end), line, continues)
        self._starts = [unit.span.start for unit in self.all]

    def at(self, position: int) -> int | None:
        """The number of the unit that holds `position`."""
        number = bisect_right(self._starts, position) - 1
        return number if number >= 0 and position < self.all[number].span.end else None

    def _add(self, text: str, span: Span, line: Span, continues: bool) -> None:
        piece = span.of(text)
        start = span.start + len(piece) - len(piece.lstrip())
        end = span.end - len(piece) + len(piece.rstrip())
        if start < end:
            self.all.append(Unit(Span(start, end), line, continues))


def _runs_on(text: str, before: Span, line: Span) -> bool:
    last = before.of(text).rstrip()
    adjacent = len(text[before.end : line.start].replace("\r\n", "\n")) == 1
    handle = last.rpartition(" ")[2][:1] in ("@", "#")  # nobody wraps a line behind an account's name
    return adjacent and len(last) >= _LONG_LINE and last[-1] not in _ENDED and not handle
