"""Which accounts only repeat another of the same report."""

from collections.abc import Sequence

from claimtrail.assess.roles import part_told
from claimtrail.model.claims import Claim


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
        same_kind = other.event_type == claim.event_type
        if same_kind and same_actor and own <= {(q.measure, q.low, q.high) for q in other.quantities}:
            return other.key
    return None
