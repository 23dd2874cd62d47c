"""Numbers that count only some people: "five of the dead", "four children were among them", "three more bodies"."""

import re
from functools import cache
from typing import Literal

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Hit, Matcher
from claimtrail.model.claims import Claim, Quantity

Share = Literal["all", "some", "more"]

_REACH = 60  # characters between a number and the words that make it a part
_CLAUSE = re.compile(r"[.;:!?]|\b(?:kill|wound|injur|hurt|die)\w*|\b(?:that|when|where|while|which|after|as)\b")
_BEING = re.compile(r"\b(?:was|were|is|are|be|been)\s*$")


def share_of(claim: Claim, quantity: Quantity) -> Share:
    """Whether a number counts all, some of a total that is told elsewhere, or more besides those counted before."""
    before, after = _around(claim, quantity)
    after_it, before_it = _hits(after, quantity.measure), _hits(before, quantity.measure)
    directly = next((hit.value for hit in after_it if hit.span.start <= 1), "")
    if directly == "of":
        return "some"
    if directly == "more" and quantity.measure == "killed":  # "and 12 more were wounded" counts all the wounded
        return "more"
    told = (after[: hit.span.start] for hit in after_it if hit.value == "after")
    if any(_BEING.search(between) and _near(between) for between in told):  # not "15 people, among them 3 children"
        return "some"
    if any(hit.value == "before" and _near(before[hit.span.end :]) for hit in before_it):
        return "some"
    return "all"


def _near(between: str) -> bool:
    """True for words that do not leave the clause: "three men and two women were"."""
    return len(between) <= _REACH and not _CLAUSE.search(between)


def _around(claim: Claim, quantity: Quantity) -> tuple[str, str]:
    """The folded words before and after a number in the quote that holds it; empty when no quote does."""
    for evidence in claim.evidence:
        if evidence.span and quantity.span:
            if evidence.span.contains(quantity.span):
                start = quantity.span.start - evidence.span.start
                return _cut(evidence.text, start, start + len(quantity.span))
        elif found := re.search(rf"(?<!\w){re.escape(quantity.text)}(?!\w)", evidence.text):
            return _cut(evidence.text, found.start(), found.end())
    return "", ""


def _cut(text: str, start: int, end: int) -> tuple[str, str]:
    return fold(text[:start]), fold(text[end:])


def _hits(folded: str, measure: str) -> list[Hit[str]]:
    """The words in a text that say so of this measure; the value is where they stand."""
    found = ((hit, *hit.value) for hit in _cues().find(folded))
    return [Hit(hit.span, hit.term, count) for hit, count, only in found if only in ("", measure)]


@cache
def _cues() -> Matcher[tuple[str, str]]:
    entries = [entry for entry in load("en/groups") if entry.fields["kind"] == "share"]
    return Matcher(
        [(term, (str(e.fields["count"]), str(e.fields.get("measure", "")))) for e in entries for term in e.terms]
    )
