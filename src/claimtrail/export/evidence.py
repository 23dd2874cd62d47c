"""The sentence under a number: the quoted span in its context, with the parts of the claim marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.spans import Evidence, Span

CONTEXT = 160  # characters shown before and after a quote, at most

# Which mark wins where two parts of a claim share characters: the first.
_SLOTS = ("number", "place", "date", "who did it", "who was hit", "source")


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a report: `html` is escaped and marked; `where` says where it stands."""

    html: Markup
    where: str
    agrees: bool  # the characters at the offsets are the quoted ones


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    slot: str


def passages(claim: Claim, document: Document | None) -> tuple[Passage, ...]:
    """Everything a claim quotes, in the order of the text, as the report shows it."""
    loose = [_loose(e, "the report is not at hand" if document is None else "no offsets given")
             for e in claim.evidence if document is None or e.span is None]  # fmt: skip
    if document is None:
        return tuple(loose)
    placed = sorted({e.span for e in claim.evidence if e.span is not None})
    wrong = {e.span for e in claim.evidence if e.span is not None and e.span.of(document.text) != e.text}
    marks = tuple(_marks(claim))
    return (*(_passage(document, group, marks, wrong) for group in _groups(placed)), *loose)


def _loose(evidence: Evidence, why: str) -> Passage:
    return Passage(Markup("<b>{}</b>").format(evidence.text), why, agrees=True)


def _marks(claim: Claim) -> Iterable[_Mark]:
    """The spans of the values of a claim, each with the name of its slot."""
    for quantity in claim.quantities:
        if quantity.span is not None:
            yield _Mark(quantity.span, "number")
    if claim.place and claim.place.span:
        yield _Mark(claim.place.span, "place")
    if claim.date and claim.date.span:
        yield _Mark(claim.date.span, "date")
    if claim.actor and claim.actor.span:
        yield _Mark(claim.actor.span, "who did it")
    if claim.target and claim.target.span:
        yield _Mark(claim.target.span, "who was hit")
    for source in claim.attribution:
        if source.span is not None:
            yield _Mark(source.span, "source")


def _groups(spans: list[Span]) -> list[list[Span]]:
    """Quotes that stand close enough to share their context."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and span.start - max(s.end for s in groups[-1]) <= CONTEXT:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _passage(document: Document, spans: list[Span], marks: tuple[_Mark, ...], wrong: set[Span]) -> Passage:
    text, first, last = document.text, spans[0].start, max(s.end for s in spans)
    floor = 0 if first < document.title_end else min(document.title_end + 1, first)
    window = Span(_back(text, first, floor), _on(text, last))
    html = Markup("").join(_pieces(text, window, spans, marks))
    if window.start > floor:
        html = Markup("… ") + html
    if window.end < len(text):
        html += Markup(" …")
    offsets = " and ".join(f"{s.start}–{s.end}" for s in spans)
    return Passage(html, f"characters {offsets}", agrees=not wrong.intersection(spans))


def _pieces(text: str, window: Span, spans: list[Span], marks: tuple[_Mark, ...]) -> Iterable[Markup]:
    """The window with each quote in bold, and its marks inside."""
    at = window.start
    for quote in _merged(spans):
        yield _lines(text[at : quote.start])
        yield Markup("<b>{}</b>").format(Markup("").join(_quote(text, quote, marks)))
        at = quote.end
    yield _lines(text[at : window.end])


def _merged(spans: list[Span]) -> list[Span]:
    """The quotes of a passage, those that touch or overlap as one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _quote(text: str, quote: Span, marks: tuple[_Mark, ...]) -> Iterable[Markup]:
    """A quote cut at every border of a mark, each piece with the mark that wins there."""
    cuts = {quote.start, quote.end}
    for mark in marks:
        cuts.update(at for at in (mark.span.start, mark.span.end) if quote.start < at < quote.end)
    for start, end in pairwise(sorted(cuts)):
        piece = Span(start, end)
        slots = {m.slot for m in marks if m.span.contains(piece)}
        slot = next((s for s in _SLOTS if s in slots), None)
        inside = _lines(piece.of(text))
        if slot == "number":
            inside = Markup("<mark>{}</mark>").format(inside)
        elif slot:
            inside = Markup('<u title="{}">{}</u>').format(slot, inside)
        yield inside


def _lines(text: str) -> Markup:
    """Escaped text; paragraph ends are shown, other line ends are blanks."""
    return Markup(" <i>¶</i> ").join(escape(" ".join(part.split("\n"))) for part in text.split("\n\n"))


def _back(text: str, at: int, floor: int) -> int:
    """Where the context before a quote begins: at a word, and not in the title of a quote from the body."""
    start = max(floor, at - CONTEXT)
    if start == floor:
        return floor
    blank = text.find(" ", start, at)
    return at if blank < 0 else blank + 1


def _on(text: str, at: int) -> int:
    """Where the context after a quote ends, at a word."""
    end = min(len(text), at + CONTEXT)
    if end == len(text):
        return end
    blank = text.rfind(" ", at, end)
    return at if blank < 0 else blank
