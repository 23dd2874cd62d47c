"""Which accounts only repeat another of the same report."""

from collections.abc import Sequence

from claimtrail.assess.roles import part_told
from claimtrail.lexicon.placenames import alike, place_key
from claimtrail.model.claims import Claim

_ALIKE = 0.7


def repeats(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """Key of the attributed account in the same document that a report's own words only repeat.

    They repeat it when they give no number, or no other number, blame nobody else, and tell no part in the act that the
    other leaves out.
    """
    if claim.attribution or claim.stance == "denied":
        return None
    if part_told(claim):
        return None
    own = {(q.measure, q.low, q.high) for q in claim.quantities}
    for other in sorted(claims, key=lambda c: c.key):
        if other.document_id != claim.document_id or not other.attribution or other.stance != claim.stance:
            continue
        same_actor = not claim.actor or not other.actor or claim.actor.code == other.actor.code
        same_kind = other.event_type == claim.event_type and (own or not _adds_place(claim, other))
        if same_kind and same_actor and own <= {(q.measure, q.low, q.high) for q in other.quantities}:
            return other.key
    return None


def _adds_place(claim: Claim, other: Claim) -> bool:
    """True when the claim names a place that the other does not name."""
    if claim.place is None:
        return False
    return other.place is None or alike(place_key(claim.place.text), place_key(other.place.text)) < _ALIKE
