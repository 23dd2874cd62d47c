"""Marks what is not the report: comment forms, share lines, biographies, credits. The words are data."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from claimtrail.clean.units import Unit, Units
from claimtrail.errors import LexiconError
from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import Entry, load
from claimtrail.lexicon.matcher import Matcher
from claimtrail.model.documents import Furniture
from claimtrail.model.spans import Span

_REPORT_WORDS = 40  # a comment section stands after at least so many words
_HEAD = 600  # characters
_TAIL = 0.6  # the tail begins after this share of the text
_LIST_LINES = 12  # headlines after "Related"
_HEADLINE = 120  # characters of a headline at most
_LINE = 400  # characters of a line that is marked as a whole at most
_BEFORE = " .,;!?\"'”’"  # the end of the sentence before is not part of what follows it
_GAP = 20  # characters between two lines that hang on each other
_LONG_UNIT = 1500  # characters
_YEAR = re.compile(r"\b(?:19|20)\d\d\W*$")
_ROUNDS = 4  # lines of a biography that hang on each other


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    pattern: re.Pattern[str]
    extent: str
    zone: str
    beside: bool
    credit: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """The furniture of a text, in order and without overlaps, and the words that say whose report it is."""

    furniture: tuple[Furniture, ...]
    credits: tuple[str, ...]


def mark(text: str, floor: int) -> Marks:
    """The furniture of `text` from `floor` on (before it stands the headline, which is never marked)."""
    return _marker().mark(text, floor)


@cache
def _marker() -> "_Marker":
    return _Marker(load("en/boilerplate"))


class _Marker:
    def __init__(self, entries: tuple[Entry, ...]) -> None:
        rules = [_rule(entry) for entry in entries]
        self._matcher = Matcher(
            (term, rule) for entry, rule in zip(entries, rules, strict=True) for term in entry.terms
        )

    def mark(self, text: str, floor: int) -> Marks:
        """Comment sections first, since they end the report; then the rest; then what only counts beside it."""
        page = _Page(text, floor)
        tries = self._tries(page)
        for rule, unit in tries:
            if rule.extent == "end" and rule.zone == "any":
                page.try_rule(rule, unit)
        page.end = min([f.span.start for f in page.found], default=page.end)
        for rule, unit in tries:
            if not rule.beside and not (rule.extent == "end" and rule.zone == "any"):
                page.try_rule(rule, unit)
        weak = [(rule, unit) for rule, unit in tries if rule.beside]
        for _ in range(_ROUNDS):
            before = len(page.found)
            marked = sorted(f.span for f in page.found)
            waiting = [(rule, unit) for rule, unit in weak if _beside(page, page.units.all[unit].span, marked)]
            for rule, unit in waiting:
                page.try_rule(rule, unit)
            weak = [pair for pair in weak if pair not in waiting]
            if len(page.found) == before:
                break
        return page.marks()

    def _tries(self, page: "_Page") -> list[tuple[_Rule, int]]:
        """Which rules to try on which units, each once, in text order."""
        tries: dict[tuple[str, int], _Rule] = {}
        for hit in self._matcher.find_all(page.folded):
            if hit.span.start >= page.floor and (number := page.units.at(hit.span.start)) is not None:
                tries.setdefault((hit.value.id, number), hit.value)
        return sorted(((rule, number) for (_, number), rule in tries.items()), key=lambda t: (t[1], t[0].id))


class _Page:
    """One text while it is being marked."""

    def __init__(self, text: str, floor: int) -> None:
        self.text = text
        self.floor = floor
        self.end = len(text)  # where the comment section begins
        self.folded = fold(text)
        self.units = Units(text, floor)
        self.found: list[Furniture] = []
        self._credits: list[Span] = []

    def try_rule(self, rule: _Rule, number: int) -> None:
        """Marks what the rule finds in the unit of that number, if it stands where the rule wants it."""
        unit = self.units.all[number]
        if unit.continues and rule.extent != "end":
            return
        start = max(unit.span.start, self.floor)
        if unit.span.end - start > _LONG_UNIT:  # no sentence ends in sight: only its end is looked at
            found = rule.pattern.search(self.folded, unit.span.end - _LONG_UNIT, unit.span.end)
            start = 0
        else:
            found = rule.pattern.search(self.folded[start : unit.span.end])
        if found is None or found.start() == found.end():
            return
        match = Span(start + found.start(), start + found.end())
        if match.start >= self.end or not self._in_zone(rule.zone, match):
            return
        span = self._extent(rule.extent, number, unit, match)
        if span is None:
            return
        self.found.append(Furniture(span, rule.id))
        if rule.credit:
            self._credits.append(span)

    def marks(self) -> Marks:
        """What was found, in order, without overlaps."""
        furniture: list[Furniture] = []
        for item in sorted(self.found, key=lambda f: (f.span.start, -f.span.end, f.kind)):
            start = max(item.span.start, furniture[-1].span.end if furniture else 0)
            if start < item.span.end and self.text[start : item.span.end].strip():
                furniture.append(Furniture(Span(start, item.span.end), item.kind))
        credits = [" ".join(span.of(self.text).split()) for span in sorted(self._credits)]
        return Marks(tuple(furniture), tuple(dict.fromkeys(credits)))

    def _in_zone(self, zone: str, match: Span) -> bool:
        if zone == "head":
            return match.end <= self.floor + _HEAD
        if zone == "tail":
            return match.end > self.floor + (self.end - self.floor) * _TAIL
        return True

    def _extent(self, extent: str, number: int, unit: Unit, match: Span) -> Span | None:
        if extent == "match":
            matched = match.of(self.text)
            return Span(match.start + len(matched) - len(matched.lstrip(_BEFORE)), match.end)
        if extent == "end":
            words = len(self.folded[self.floor : match.start].split())
            return Span(match.start, len(self.text)) if words >= _REPORT_WORDS else None
        if extent == "line" and len(unit.line) <= _LINE:
            return Span(max(unit.line.start, self.floor), unit.line.end)
        if extent == "before":
            last = self.units.all[number - 1] if number else unit
            caption = last.line == unit.line and _YEAR.search(last.span.of(self.text))
            return Span(max(last.span.start, self.floor) if caption else match.start, match.end)
        if extent == "list":
            return Span(unit.span.start, self._list_end(number))
        return Span(max(unit.span.start, self.floor), unit.span.end)

    def _list_end(self, number: int) -> int:
        """The end of the headline-like lines that follow a heading such as "Related"."""
        end = self.units.all[number].span.end
        line = self.units.all[number].line
        for unit in self.units.all[number + 1 : number + 1 + _LIST_LINES]:
            whole = unit.line != line and unit.span.start - unit.line.start <= 2 and unit.span.end >= unit.line.end - 2
            if not whole or len(unit.span) > _HEADLINE or self.text[unit.span.end - 1] in ".!:;,":
                break
            end, line = unit.span.end, unit.line
        return end


def _beside(page: _Page, span: Span, marked: list[Span]) -> bool:
    """True when only white space and marks stand between `span` and one of `marked`, which is sorted."""
    at = bisect_right(marked, span)
    gaps = [page.text[s.end : span.start] for s in marked[max(0, at - 1) : at]]
    gaps += [page.text[span.end : s.start] for s in marked[at : at + 1]]
    return any(len(gap) <= _GAP and not any(c.isalnum() for c in gap) for gap in gaps)


def _rule(entry: Entry) -> _Rule:
    alone = "|".join(re.escape(fold(term)) for term in entry.terms)
    try:
        pattern = re.compile(entry.fields.get("pattern", rf"^\W*({alone})\W*$"))
    except re.error as problem:
        raise LexiconError(f"lexicon en/boilerplate.toml, entry {entry.id!r}: pattern: {problem}") from problem
    extent, zone = entry.fields.get("extent", "unit"), entry.fields.get("zone", "any")
    if extent not in ("match", "unit", "line", "list", "before", "end") or zone not in ("any", "head", "tail"):
        raise LexiconError(f"lexicon en/boilerplate.toml, entry {entry.id!r}: unknown extent or zone")
    beside, credit = entry.fields.get("beside", False), entry.fields.get("credit", False)
    return _Rule(entry.id, pattern, extent, zone, bool(beside), bool(credit))
