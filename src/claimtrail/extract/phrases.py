"""Noun phrases by surface: enough to name what was hit, without a parser."""

import re
from functools import cache

from claimtrail.extract.page import Page
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher
from claimtrail.model.claims import Party
from claimtrail.model.spans import Span

_LONGEST = 9  # words
# Words that end a noun phrase; "of" and hyphens do not.
_ENDS = re.compile(
    r"(?<!\b\w)\.(?=\s|$)|[,;:!?()\[\]\"“”]|\s[–—-]\s|\b(?:in|on|at|near|by|with|from|after|before|during|when|while|as|which|that|who|where|"
    r"to|for|into|over|since|amid|inside|outside|between|around|across|through|under|against|using|including|killing|"
    r"wounding|injuring|leaving|causing|destroying|and|but|or|was|were|is|are|has|have|had|said|says|told|late|early|"
    r"overnight|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|according|he|she|it|they|we|"
    r"where|whose|because|despite|without|last|this week|earlier|again|also|killed|wounded|injured|destroyed|"
    r"claimed|claims|reported|announced|denied|says|saying|that|"
    r"not|would|could|will|may|did|been|being|be)\b"
)
_LEAD = re.compile(r"[\s\"“‘'(]*")
_COUNT_HEAD = re.compile(r"(?:at least|up to|more than|over|about|around|some|nearly|as many as|dozens of|hundreds of|"
                         r"scores of|several|many|[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
                         r"twelve)\s+")  # fmt: skip


def phrase_after(page: Page, start: int, end: int) -> Span | None:
    """The noun phrase that begins at `start` (spaces and opening quotes skipped) and ends before `end`."""
    begin = _LEAD.match(page.folded, start, end)
    at = begin.end() if begin else start
    stop = _ENDS.search(page.folded, at, end)
    limit = stop.start() if stop else end
    words = list(re.finditer(r"\S+", page.folded[at:limit]))[:_LONGEST]
    if not words:
        return None
    span = Span(at, at + words[-1].end())
    actors = [a for a in page.actors(Span(at, min(end, at + 80))) if a.span.start < span.end < a.span.end]
    return Span(at, actors[0].span.end) if actors else span


def phrase_before(page: Page, start: int, end: int) -> Span | None:
    """The noun phrase that ends right before `end`, not reaching before `start`."""
    last = start
    for match in _ENDS.finditer(page.folded, start, end):
        if page.folded[match.end() : end].strip():
            last = match.end()
    text = page.folded[last:end]
    words = list(re.finditer(r"\S+", text))[-_LONGEST:]
    if not words:
        return None
    return Span(last + words[0].start(), last + words[-1].end())


def party(page: Page, span: Span) -> Party:
    """The phrase as a party: its side from an actor named inside, else from what it is."""
    named = page.actors(span)
    text = span.of(page.text)
    if named:
        chosen = next((a for a in named if a.code not in ("CIVILIANS", "OTHER")), named[0])
        return Party(text, chosen.code, span, chosen.actor_id, chosen.name)
    return Party(text, kind_of(page, span), span)


def kind_of(page: Page, span: Span) -> str | None:
    """CIVILIANS or INFRASTRUCTURE by the last known head word of the phrase, or None."""
    hits = _heads().find(page.folded[span.start : span.end])
    return hits[-1].value if hits else None


def without_count(page: Page, span: Span) -> Span:
    """The phrase without a leading number: "at least 12 civilians" to "civilians"."""
    match = _COUNT_HEAD.match(page.folded, span.start, span.end)
    while match and match.end() < span.end:
        span = Span(match.end(), span.end)
        match = _COUNT_HEAD.match(page.folded, span.start, span.end)
    return span


@cache
def _heads() -> Matcher[str]:
    return Matcher((term, entry.fields["code"]) for entry in load("en/targets") for term in entry.terms)
