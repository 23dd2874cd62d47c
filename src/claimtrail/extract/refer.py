"""Within one report: which account denies which, and which two tell one act on another's word.

"The strike killed 36" speaks of the strike told before. A denial speaks of the nearest account that it can be
about. Linking takes both as the report's own word for it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians

from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page
from claimtrail.model.claims import Claim, PlaceRef

_WIDE = frozenset({"country", "region", "adm1"})
_NOBODY = frozenset({None, "CIVILIANS", "ARMED_UNSPEC", "OTHER", "INFRASTRUCTURE"})
_NEAR_KM = 40.0  # "near A" and "near B" may be one place between them
_SELDOM = 3  # a doer with more accounts than this in one report did several things


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the drafts that it was made of."""

    claim: Claim
    drafts: tuple[Draft, ...]

    def again(self, page: Page) -> bool:
        """What tells most of the act points back to one that was told ("the attack"), and not to a further one."""
        lead = self.claim.evidence[0].span
        return any(
            d.again and lead is not None and d.span.overlaps(lead) and not _FURTHER.search(page.folded, *_limits(d))
            for d in self.drafts
        )

    def single(self) -> bool:
        """One act and no habit: "a strike", not "strikes"."""
        return any(
            t.value.form == "noun" and t.value.strength == "strong" and not t.term.endswith("s")
            for d in self.drafts
            for t in d.triggers
        )


_QUIET = re.compile(r"\bthere (?:were|was) no\b", re.IGNORECASE)  # a day without an act denies nothing
_FURTHER = re.compile(
    r"\b(?:also|another|second|third|separate|separately|other|new|similar|earlier|previous|elsewhere)\b"
)


def _limits(draft: Draft) -> tuple[int, int]:
    return draft.span.start, draft.span.end


def with_references(page: Page, told: Sequence[Told]) -> list[Claim]:
    """The claims in text order with `denies` and `same_event` filled in."""
    acts = [t for t in told if t.claim.stance == "asserted" and not _listed(page, t) and not t.again(page)]
    often = Counter((t.claim.event_type, _side(t.claim)) for t in acts)
    result: list[Claim] = []
    for number, item in enumerate(told):
        if item.claim.stance == "denied":
            quiet = _QUIET.search(" ".join(e.text for e in item.claim.evidence))
            near = [] if quiet else [n for n, t in enumerate(told) if _can_deny(item.claim, t.claim)]
            nearest = min(((abs(n - number), n) for n in near), default=None)
            result.append(replace(item.claim, denies=told[nearest[1]].claim.id if nearest else None))
            continue
        earlier = [t for t in told[:number] if not _listed(page, t) and _fits(item.claim, t.claim)]
        seldom = _seldom(often, item.claim)
        same = [t for t in earlier if item.again(page) or (seldom and _same_doer(item, t))]
        keep = same and not _listed(page, item) and item.claim.event_type != "toll"
        result.append(replace(item.claim, same_event=same[-1].claim.id) if keep else item.claim)
    return result


def _seldom(often: Counter[tuple[str, str | None]], claim: Claim) -> bool:
    """The doer stands out: others do more of this kind in the report, so its few accounts are of one act."""
    mine = often[claim.event_type, _side(claim)]
    others = max(
        (n for (kind, side), n in often.items() if kind == claim.event_type and side != _side(claim)), default=0
    )
    return mine <= _SELDOM and mine < others


def _listed(page: Page, told: Told) -> bool:
    return any(page.sentences[d.sentence].kind == "item" for d in told.drafts)


def _side(claim: Claim) -> str | None:
    return claim.actor.code if claim.actor else None


def _same_doer(a: Told, b: Told) -> bool:
    doer = _side(a.claim)
    return doer == _side(b.claim) and doer not in _NOBODY and (a.single() or b.single())


def _fits(a: Claim, b: Claim) -> bool:
    """Nothing in the two accounts speaks against one act."""
    if b.stance != "asserted" or a.event_type != b.event_type:
        return False
    if a.date and b.date and not (a.date.start <= b.date.end and b.date.start <= a.date.end):
        return False
    if _side(a) not in _NOBODY and _side(b) not in _NOBODY and _side(a) != _side(b):
        return False
    return _places_fit(a.place, b.place)


def _places_fit(a: PlaceRef | None, b: PlaceRef | None) -> bool:
    if a is None or b is None or a.name == b.name:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if a.precision in _WIDE or b.precision in _WIDE:
        return "country" in (a.precision, b.precision) or a.admin1 == b.admin1
    return "near" in (a.precision, b.precision) and _kilometres(a, b) <= _NEAR_KM


def _kilometres(a: PlaceRef, b: PlaceRef) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))


def _can_deny(denial: Claim, other: Claim) -> bool:
    """The same kind of event on another's word, and no two doers, places or days that cannot both be meant."""
    if other.stance == "denied" or other.event_type != denial.event_type:
        return False
    said, denied = {s.name for s in other.attribution}, {s.name for s in denial.attribution}
    if said & denied or not (said or denied):
        return False
    if _side(denial) not in _NOBODY and _side(other) not in _NOBODY and _side(denial) != _side(other):
        return False
    if denial.date and other.date and not (denial.date.start <= other.date.end and other.date.start <= denial.date.end):
        return False
    return _places_fit(denial.place, other.place)
