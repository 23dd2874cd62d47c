"""Events, attribution and claims, through the evidence gate; one file an extractor."""

from dataclasses import replace

from claimtrail.extract.gate import check
from claimtrail.extract.rules import claims_of
from claimtrail.model.claims import Claim
from claimtrail.model.mentions import Annotated
from claimtrail.model.outcomes import Rejected

__all__ = ["extract"]


def extract(annotated: Annotated) -> tuple[list[Claim], list[Rejected]]:
    """The claims of a document that the evidence bears, in text order, and those it does not, with reasons."""
    passed: list[Claim] = []
    claims, rejected = claims_of(annotated)
    for claim in claims:
        fault = check(claim, annotated.document)
        if fault is None:
            passed.append(claim)
        else:
            rejected.append(fault)
    known = {claim.id for claim in passed}
    return [_without_dangling(claim, known) for claim in passed], rejected


def _without_dangling(claim: Claim, known: set[str]) -> Claim:
    """The claim without references to accounts that did not pass."""
    return replace(
        claim,
        denies=claim.denies if claim.denies in known else None,
        same_event=claim.same_event if claim.same_event in known else None,
    )
