"""Finds the words that tell of events, and leaves out those that only mention one."""

import re
from functools import cache

from claimtrail.extract.draft import Trigger, TriggerHit
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher

# A trigger behind one of these is talked about and did not happen there and then.
_MENTIONED = re.compile(
    r"(?:in response to|in retaliation for|site of|scene of|possible|potential|threats? of|calls? for|ban on|"
    r"end to|stop to|halt to|(?:halt|stop|end|suspend|resume) (?:its|their|the|all)|"
    r"capable of|risk of|prevent|investigat\w+(?: into)?|fight against|war on|future|any|"
    r"stop|case of|condemn\w*|warn\w* of|fears? of|support for|wake of|anti|history of|accusations of|pretext of|"
    r"used in|banned|stockpile of|possession of|destruction of (?:its|the|his|their))"
    r"(?:\s+(?:the|an?|such|any|these|further|more|alleged|suspected|military|u\.?s\.?|american|russian|deadly|latest|"
    r"recent))*[\s-]+$"
)
# "the operation was executed by" carries something out and kills nobody.
_PLANNED = re.compile(r"(?:operation|plan|planned and|strike|mission|campaign)s?\s+(?:was|were|and|is)?\s*$")
_COMPOUND = re.compile(
    r"[\s-]+(?:launch(?:er|pad|ing site)s?\b|workers\b|campaigns? against|groups?\b|"
    r"capabilit|zones?\b|squads?\b|plans?\b|"
    r"programs?\b|programmes?\b|"
    r"positions?\b|vehicles?\b|forces?\b|season|stockpiles?|arsenals?|factor|experts?\b|inspectors?\b|watchdog|convention|ban\b)"
)


@cache
def _matcher() -> Matcher[Trigger]:
    return Matcher(
        (term, Trigger(entry.id, entry.fields["type"], entry.fields["form"], entry.fields["strength"]))
        for entry in load("en/triggers")
        for term in entry.terms
    )


@cache
def type_order() -> dict[str, int]:
    """Rank of each event type: where several meet in a clause, the lowest wins."""
    return {name: rank for rank, name in enumerate(load("en/event_types")[0].terms)}


def find_triggers(folded: str) -> list[TriggerHit]:
    """Triggers in text order; `folded` is the folded text of the document."""
    return [hit for hit in _matcher().find(folded) if not _only_mentioned(folded, hit)]


def _only_mentioned(folded: str, hit: TriggerHit) -> bool:
    if hit.value.form == "agent" or hit.value.strength == "casualty":
        return False
    before = folded[max(0, hit.span.start - 50) : hit.span.start]
    if hit.term == "executed" and _PLANNED.search(before):
        return True
    return bool(_MENTIONED.search(before) or _COMPOUND.match(folded, hit.span.end))
