"""What is done to all documents and claims together: copies, incidents, assessments.

These stages hold their whole input in memory for now (docs/decisions/0003-stages-over-the-whole-collection.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrail.model.claims import Claim
from claimtrail.model.documents import CopyGroup, Document
from claimtrail.model.incidents import Assessment, Incident

ROOMS = ("copies", "link", "assess")


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking and assessing made of a collection; incidents and assessments stand in the same order."""

    incidents: tuple[Incident, ...]
    assessments: tuple[Assessment, ...]


def mark(documents: Sequence[Document]) -> tuple[list[Document], list[CopyGroup]]:
    """The documents with their copy marks, and the groups; the order of the input does not matter."""
    from claimtrail.copies import find_copies, mark_copies

    ordered = sorted(documents, key=lambda d: d.id)
    groups = find_copies(ordered)
    return mark_copies(ordered, groups), groups


def link_and_assess(claims: Sequence[Claim], documents: Mapping[str, Document] | None = None) -> Linked:
    """Incidents of all claims, each with its assessment, sorted by the incident's id."""
    from claimtrail.assess import assess
    from claimtrail.link import link

    incidents = sorted(link(claims, documents), key=lambda i: i.id)
    assessed = {a.incident: a for a in assess(incidents, claims, documents)}
    return Linked(tuple(incidents), tuple(assessed[i.id] for i in incidents if i.id in assessed))
