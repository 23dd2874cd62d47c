"""Puts the parts of an assessment together, incident by incident."""

from collections.abc import Mapping, Sequence

from claimtrail.assess.accounts import accounts, reliance
from claimtrail.assess.arithmetic import Lines, against_lines, parts_within
from claimtrail.assess.disagreements import Scene, disagreements
from claimtrail.assess.grade import Case, grade
from claimtrail.assess.headline import date_of, event_type_of, headline, place_of
from claimtrail.assess.ranges import main_range, ranges
from claimtrail.assess.roots import gather
from claimtrail.assess.votes import revisions, votes
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Assessment, Incident

METHODOLOGY = "assess-1"  # version of the rules described in docs/methodology.md


def assess(
    incidents: Sequence[Incident], claims: Sequence[Claim], documents: Mapping[str, Document] | None = None
) -> list[Assessment]:
    """What the accounts of each incident are worth, in the order of the incidents.

    `claims` may hold more than the incidents name; a claim that an incident names and that is missing is left out
    of its assessment. `documents` (by id) add outlets, copies and publication dates.
    """
    by_key = {claim.key: claim for claim in claims}
    held = {i.id: [by_key[key] for key in i.claims if key in by_key] for i in incidents}
    documents = documents or {}
    parts_of = {i.id: tuple(name for name in i.parts if held.get(name)) for i in incidents}
    return [_assess(i, Lines(held, parts_of), documents) for i in incidents if held[i.id]]


def _assess(incident: Incident, lines: Lines, documents: Mapping[str, Document]) -> Assessment:
    claims = lines.claims[incident.id]
    roots, root_ids = gather(claims, documents)
    found = votes(claims, roots, documents)
    disputes = disagreements(Scene(claims, root_ids, found))
    made = ranges(found)
    findings = [finding for claim in claims for finding in parts_within(claim)]
    findings += against_lines(incident.id, lines)
    event_type, place = event_type_of(claims), place_of(claims)
    return Assessment(
        incident=incident.id,
        headline=headline(claims, event_type, place),
        event_type=event_type,
        place=place,
        date=date_of(claims),
        accounts=accounts(claims, root_ids, documents),
        roots=roots,
        reliance=reliance(claims, documents),
        ranges=made,
        main=main_range(made),
        disagreements=disputes,
        revisions=revisions(found, documents),
        findings=tuple(findings),
        grade=grade(Case(claims, roots, disputes), event_type),
        methodology=METHODOLOGY,
    )
