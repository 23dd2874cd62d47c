"""The sentence under a number: the quoted span in its context, with the parts of the claim marked."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    return (*(_passage(document.text, group, marks, wrong) for group in _groups(placed)), *loose)


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


def _passage(text: str, spans: list[Span], marks: tuple[_Mark, ...], wrong: set[Span]) -> Passage:
    first, last = spans[0].start, max(s.end for s in spans)
    start, end = _back(text, first), _on(text, last)
    html = Markup("").join(_pieces(text, Span(start, end), spans, marks))
    if start > 0:
        html = Markup("… ") + html
    if end < len(text):
        html += Markup(" …")
    offsets = " and ".join(f"{s.start}–{s.end}" for s in spans)
    return Passage(html, f"characters {offsets}", agrees=not wrong.intersection(spans))


def _pieces(text: str, window: Span, spans: list[Span], marks: tuple[_Mark, ...]) -> Iterable[Markup]:
    """The window cut at every border of a quote or a mark, each piece wrapped once."""
    cuts = {window.start, window.end}
    for span in (*spans, *(m.span for m in marks)):
        cuts.update(at for at in (span.start, span.end) if window.start < at < window.end)
    borders = sorted(cuts)
    for start, end in zip(borders, borders[1:], strict=False):
        piece = Span(start, end)
        if not any(s.contains(piece) for s in spans):
            yield _lines(piece.of(text))
            continue
        inside = _lines(piece.of(text))
        slots = {m.slot for m in marks if m.span.contains(piece)}
        slot = next((s for s in _SLOTS if s in slots), None)
        if slot == "number":
            inside = Markup("<mark>{}</mark>").format(inside)
        elif slot:
            inside = Markup('<u title="{}">{}</u>').format(slot, inside)
        yield Markup("<b>{}</b>").format(inside)


def _lines(text: str) -> Markup:
    """Escaped text; paragraph ends are shown, other line ends are blanks."""
    return Markup(" <i>¶</i> ").join(escape(" ".join(part.split("\n"))) for part in text.split("\n\n"))


def _back(text: str, at: int) -> int:
    """Where the context before a quote begins: at a sentence or, failing that, a word."""
    start = max(0, at - CONTEXT)
    if start == 0:
        return 0
    blank = text.find(" ", start, at)
    return at if blank < 0 else blank + 1


def _on(text: str, at: int) -> int:
    """Where the context after a quote ends, at a word."""
    end = min(len(text), at + CONTEXT)
    if end == len(text):
        return end
    blank = text.rfind(" ", at, end)
    return at if blank < 0 else blank
