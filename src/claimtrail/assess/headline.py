"""Neutral words for an incident: kind and place, no adjective; and the kind, place and days that most accounts give."""

import re
from collections import Counter
from collections.abc import Sequence

from claimtrail.lexicon.fold import fold
from claimtrail.model.claims import EVENT_TYPES, Claim, PlaceRef, When

LABELS = {
    "air_strike": "Air strike", "shelling": "Shelling", "ied": "Bomb", "suicide_bomb": "Suicide bombing",
    "chemical_weapon": "Chemical attack", "armed_clash": "Fighting", "attack": "Attack",
    "territory_gained": "Territory taken", "abduction": "Capture of people", "supply": "Supply",
    "shootdown": "Aircraft down", "withdrawal": "Withdrawal", "agreement": "Agreement", "toll": "Toll",
    "other_violence": "Violence",
}  # fmt: skip
_FINE = ("site", "landmark", "neighbourhood", "settlement", "near", "adm2", "adm1", "region", "country", "sea")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|some|several|one of its|one)\s+", re.IGNORECASE)
_NOTHING = ("no reported", "no strikes", "no airstrikes", "no air strikes", "no sorties")
_LONGEST = 40


def event_type_of(claims: Sequence[Claim]) -> str:
    """The kind that most accounts give; a toll only when there is nothing else."""
    told = [c.event_type for c in claims if c.stance != "denied"] or [c.event_type for c in claims]
    named = [t for t in told if t != "toll"] or told
    counts = Counter(named)
    return min(counts, key=lambda t: (-counts[t], EVENT_TYPES.index(t)))


def place_of(claims: Sequence[Claim]) -> PlaceRef | None:
    """The place that most accounts give, the finer one when tied."""
    placed = [c.place for c in sorted(claims, key=lambda c: (c.stance == "denied", c.key)) if c.place]
    if not placed:
        return None
    counts = Counter(_name(p) for p in placed)
    return min(placed, key=lambda p: (_level(p) >= _FINE.index("adm1"), -counts[_name(p)], _level(p), _name(p)))


def date_of(claims: Sequence[Claim]) -> When | None:
    """The days that most accounts give; the shorter interval, then the earlier, when tied."""
    dates = [c.date for c in sorted(claims, key=lambda c: c.key) if c.date]
    if not dates:
        return None
    counts = Counter((d.start, d.end) for d in dates)
    return min(dates, key=lambda d: (-counts[d.start, d.end], d.end - d.start, d.start))


def headline(claims: Sequence[Claim], event_type: str, place: PlaceRef | None) -> str:
    """For the table: "Air strike, Kelvan"; "Denied: air strike on a hospital, Kelvan"; "No strikes reported, ..."."""
    where = (place.name or place.text) if place else "place not stated"
    label = LABELS[event_type]
    stances = {c.stance for c in claims}
    if stances == {"denied"}:
        text = fold(" ".join(e.text for c in claims for e in c.evidence))
        if any(words in text for words in _NOTHING):
            return f"No strikes reported, {where}"
        return f"Denied: {_lower(label)}{_on(claims)}, {where}"
    if stances == {"planned"}:
        return f"Planned: {_lower(label)}, {where}"
    return f"{label}, {where}"


def _on(claims: Sequence[Claim]) -> str:
    """What is denied to have been hit, when that is a building or people: other wordings take sides."""
    for claim in sorted(claims, key=lambda c: c.key):
        if claim.target and claim.target.code in ("INFRASTRUCTURE", "CIVILIANS"):
            words = _ARTICLE.sub("", " ".join(claim.target.text.split()))
            if words and len(words) <= _LONGEST:
                return f" on {words}"
    return ""


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _name(place: PlaceRef) -> str:
    return place.name or place.text


def _level(place: PlaceRef) -> int:
    if place.precision:
        return _FINE.index(place.precision)
    if not place.admin1:
        return _FINE.index("country")
    return _FINE.index("adm1") if fold(place.admin1) == fold(_name(place)) else _FINE.index("settlement")
