"""Whether an account asserts, denies, doubts or plans its event."""

import re
from dataclasses import dataclass
from functools import cache

from claimtrail.extract.page import Page
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher
from claimtrail.model.spans import Span

# "No Syrian aircraft struck": nobody did it. "No one was killed" says nothing about the act.
_NOBODY_DID = re.compile(
    r"\b(?:no|neither)\s"
    r"(?!one\b|casualt|fewer\b|less\b|more than\b|warning\b|(?:group|side)s?\s(?:has\s)?claimed\b)"
    r"(?:[\w-]+\s){1,4}$"
)
_WINDOW = 70  # characters before the trigger in which a cue reaches it
_BEHIND = 110  # "the tweet by the spokesman ... is misleading"


@dataclass(frozen=True, slots=True)
class StanceCue:
    """What a word of en/stance.toml does to the event beside it."""

    stance: str
    reach: str


@cache
def _matcher() -> Matcher[StanceCue]:
    return Matcher(
        (term, StanceCue(e.fields["stance"], e.fields["reach"])) for e in load("en/stance") for term in e.terms
    )


def stance_of(page: Page, span: Span, trigger: Span) -> tuple[str, str | None]:
    """The stance of the event at `trigger` inside its stretch `span`, and the cue that set it.

    "did not target civilians" denies a strike on civilians; a cue further away than a clause does not reach.
    """
    if _NOBODY_DID.search(page.folded, max(span.start, trigger.start - 60), trigger.start):
        return "denied", "no ... did"
    local = span
    hits = _matcher().find(page.folded[local.start : local.end])
    for hit in hits:
        start, end = local.start + hit.span.start, local.start + hit.span.end
        ahead = -len(hit.span) <= trigger.start - end <= _WINDOW
        behind = hit.value.reach == "both" and -len(hit.span) <= start - trigger.end <= _BEHIND
        if ahead or behind:
            return hit.value.stance, hit.term
    return "asserted", None
