"""Everything one store holds after a run, as the report and the exports read it."""

from dataclasses import dataclass

from claimtrail.model.claims import Claim
from claimtrail.model.documents import CopyGroup, Document
from claimtrail.model.incidents import Assessment, Incident
from claimtrail.model.outcomes import Rejected


@dataclass(frozen=True, slots=True)
class Results:
    """Documents, claims, incidents and their assessments, with what was rejected and how it was made.

    Every sequence is sorted by id (documents, claims by document and place in the text), so that the same
    input gives the same bytes.
    """

    documents: tuple[Document, ...]
    copies: tuple[CopyGroup, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    assessments: tuple[Assessment, ...]  # one per incident
    rejected: tuple[Rejected, ...]
    version: str  # of the program
    lexicon: str  # fingerprint of the words and rules
    methodology: str  # version of the grading rules
