"""Who planned or supported an act, in the words of each source: parts in it other than doing it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from claimtrail.assess.parties import sides_named
from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher
from claimtrail.model.claims import Claim
from claimtrail.model.incidents import Disagreement, Side

_CLAUSE_END = re.compile(r"[.;:!?\n]|, (?:but|and then|which|while)\b")
_LONGEST = 90  # characters of the words that name a part in the act
_SENTENCE = 180  # characters of the sentence shown as a position


def who_planned(claims: Sequence[Claim], roots: Mapping[str, str]) -> Disagreement | None:
    """A disagreement when two roots name other planners or supporters, or one says that there was no such part."""
    told = [(claim, *found) for claim in claims for found in _roles(claim)]
    if len({roots[claim.key] for claim, *_ in told}) < 2:
        return None
    clash = any(
        roots[one.key] != roots[other.key] and _contradict((role, words), (role2, words2))
        for n, (one, role, words, _) in enumerate(told)
        for other, role2, words2, _ in told[n + 1 :]
    )
    if not clash:
        return None
    grouped: dict[str, list[str]] = {}
    for claim, _, _, sentence in told:
        grouped.setdefault(sentence, []).append(claim.key)
    sides = tuple(
        Side(words, tuple(sorted(set(keys))), tuple(sorted({roots[k] for k in keys})))
        for words, keys in sorted(grouped.items())
    )
    return Disagreement("perpetrator", "who planned or supported it is told differently", sides)


def part_told(claim: Claim) -> bool:
    """True when the claim says who planned, supported or had no part in the act."""
    return bool(_roles(claim))


def _contradict(one: tuple[str, str], other: tuple[str, str]) -> bool:
    role, words = one
    role2, words2 = other
    if "none" in (role, role2):
        return role != role2
    named, named2 = sides_named(words), sides_named(words2)
    return role == role2 and bool(named) and bool(named2) and not named & named2


def _roles(claim: Claim) -> list[tuple[str, str, str]]:
    """A role, the words that tell it, and the sentence that a reader is shown, from the evidence."""
    if claim.stance == "denied":
        first = claim.evidence[0].text if claim.evidence else ""
        return [("none", _cut(first), _shown(first))] if first and _mentions_part(claim) else []
    return [
        (hit.value, _cut(evidence.text[hit.span.start :]), _shown(evidence.text))
        for evidence in claim.evidence
        for hit in _cues().find(fold(evidence.text))
    ]


def _mentions_part(claim: Claim) -> bool:
    text = fold(" ".join(e.text for e in claim.evidence))
    return bool(_cues().find(text)) or any(word in text for word in ("involve", "support", "take credit", "consen"))


def _shown(text: str) -> str:
    """The sentence in the source's own words, shortened at its end."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _SENTENCE else f"“{words[:_SENTENCE].rsplit(' ', 1)[0]} …”"


def _cut(text: str) -> str:
    end = _CLAUSE_END.search(text, 3)
    words = " ".join(text[: end.start() if end else len(text)].split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


@cache
def _cues() -> Matcher[str]:
    entries = [entry for entry in load("en/groups") if entry.fields["kind"] == "role"]
    return Matcher([(term, str(entry.fields["about"])) for entry in entries for term in entry.terms])
