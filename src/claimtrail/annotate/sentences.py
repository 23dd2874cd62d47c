"""Sentences and lines of a document, for everything that reads clauses; furniture has none.

Three kinds of text come in: one paragraph a line, lines wrapped at a fixed width, and one long line
without any break. A line end is a break only where the text around it looks finished.
"""

import re
from collections.abc import Iterator
from functools import cache

from claimtrail.lexicon.load import load
from claimtrail.model.documents import Document
from claimtrail.model.mentions import Sentence, SentenceKind
from claimtrail.model.spans import Span

_BREAK = re.compile(r"\s*\n\s*")
_BULLET = re.compile(r"[^\S\n]*(?:[•●▪*·–—-]+|\.(?=[^\S\n])|\d{1,2}[.)](?=\s))[^\S\n]*")
_END = re.compile(r"[.!?…]+[\"'”’)\]»]*(?=\s+[\"'“‘(\[«]*[A-Z0-9À-ÞА-Я])|[.!?…]+[\"'”’)\]»]*\s*$|;(?=\s*$)")
_WORD_BEFORE = re.compile(r"([A-Za-z][\w.]*)$")
_FIRST_WORDS = frozenset(
    [
        "the", "a", "an", "in", "on", "at", "it", "he", "she", "they", "we", "this", "that", "these", "those", "there",
        "but", "and", "however", "meanwhile", "earlier", "later", "according", "after", "before", "his", "her", "its",
        "their",
    ]
)  # fmt: skip
_HEADING_WORDS = 6
_TAIL = 400  # characters before a line end that tell whether it ends a paragraph


def find_sentences(document: Document) -> tuple[Sentence, ...]:
    """Sentences in text order, not overlapping, without the spaces around them.

    Paragraph numbers grow from 0 (the title); a list item is its own paragraph.
    """
    return tuple(
        Sentence(span, number, kind)
        for number, (start, end, kind) in enumerate(_blocks(document))
        for piece in _outside_furniture(document, start, end)
        for span in _split(document.text, piece.start, piece.end)
    )


def _blocks(document: Document) -> Iterator[tuple[int, int, SentenceKind]]:
    """The title, then paragraphs, items and headings of the body."""
    text = document.text
    yield 0, document.title_end, "title"
    start = document.title_end + 1
    wrapped = _is_wrapped(text[start:])
    begin = start
    for gap in _BREAK.finditer(text, start):
        if gap.start() < begin or not _breaks(text, begin, gap, wrapped):
            continue
        yield _block(text, begin, gap.start())
        begin = gap.end()
    if begin < len(text):
        yield _block(text, begin, len(text))


def _is_wrapped(body: str) -> bool:
    """True when many lines end in the middle of a sentence, as in text set at a fixed width."""
    lines = [line.strip() for line in body.split("\n") if len(line.strip()) > 30]
    if len(lines) < 4:
        return False
    open_ends = sum(line[-1].isalnum() or line[-1] in ",-" for line in lines)
    return open_ends / len(lines) > 0.4


def _breaks(text: str, begin: int, gap: re.Match[str], wrapped: bool) -> bool:
    """Decides whether a line end ends a paragraph."""
    if gap.group().count("\n") > 1 or gap.end() >= len(text):
        return True
    before, after = text[max(begin, gap.start() - _TAIL) : gap.start()].rstrip(), text[gap.end() : gap.end() + 40]
    if _BULLET.match(after) and not after[0].isdigit():
        return True
    if not before or before[-1] in ".!?…:" or after[0] in "#@" or before.split()[-1][0] in "#@":
        return True
    if after[0].islower() or before.lower() in _FIRST_WORDS:
        return False
    if before[-1] in ";\"”'’)]":
        return True
    return not wrapped or ("\n" not in before and len(before.split()) <= _HEADING_WORDS)


def _block(text: str, start: int, end: int) -> tuple[int, int, SentenceKind]:
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end and not bullet.group().strip()[:1].isdigit():
        return bullet.end(), end, "item"
    line = text[start:end].strip()
    if line and len(line.split()) <= _HEADING_WORDS and line[-1] not in '.!?…"”':
        return start, end, "heading"
    return start, end, "body"


def _outside_furniture(document: Document, start: int, end: int) -> Iterator[Span]:
    """The parts of a block that are not marked as furniture."""
    at = start
    for mark in sorted(f.span for f in document.furniture if f.span.start < end and f.span.end > start):
        if mark.start > at:
            yield Span(at, mark.start)
        at = max(at, mark.end)
    if at < end:
        yield Span(at, end)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of one block, trimmed of white space."""
    at = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _ends(text, at, match):
            continue
        if span := _trim(text, at, match.end()):
            yield span
        at = match.end()
    if span := _trim(text, at, end):
        yield span


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """False where the full stop belongs to an abbreviation or an initial."""
    if match.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, start, match.start())
    if before is None:
        return True
    word, following = before.group(1).lower(), text[match.end() : match.end() + 24].split()
    kind = _abbreviations().get(word) or ("maybe" if re.fullmatch(r"(?:\w\.)+\w", word) else None)
    if kind == "never" or (len(word) == 1 and before.group(1).isupper()):
        return False
    return kind != "maybe" or (bool(following) and following[0].lower().strip("“\"'") in _FIRST_WORDS)


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


@cache
def _abbreviations() -> dict[str, str]:
    return {term.lower(): entry.fields["ends"] for entry in load("en/sentences") for term in entry.terms}
