"""Claims, incidents and documents as `link` and `assess` take them from files."""

from dataclasses import dataclass, field
from typing import Any

from claimtrail.cli.json_lines import lines
from claimtrail.engine.local import run_stages
from claimtrail.errors import InputError
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Incident
from claimtrail.model.outcomes import Rejected
from claimtrail.model.public import from_public
from claimtrail.pipeline import CLEANED
from claimtrail.pipeline.collection import mark
from claimtrail.read import read


@dataclass(slots=True)
class Loaded:
    """What was found, and what was not usable."""

    claims: list[Claim] = field(default_factory=list)
    documents: dict[str, Document] | None = None
    rejected: list[Rejected] = field(default_factory=list)


def load(claims: str, documents: str | None) -> Loaded:
    """The claims of a JSONL file, each `{"doc_id", "claims": [...]}`, and the documents they come from.

    A claim that is none costs itself and nothing else. Raises InputError when a file cannot be opened.
    """
    loaded = Loaded()
    seen: set[str] = set()
    for line in lines(claims):
        if isinstance(line, Rejected):
            loaded.rejected.append(line)
            continue
        name, data = line
        document_id, found = data.get("doc_id"), data.get("claims")
        if not isinstance(document_id, str) or not isinstance(found, list):
            loaded.rejected.append(Rejected(name, "read", 'lacks "doc_id" or "claims"; see claimtrail link --help'))
            continue
        for one in found:
            _claim(loaded, seen, name, document_id, one)
    if documents is not None:
        loaded.documents = _documents(documents, loaded)
    return loaded


def _claim(loaded: Loaded, seen: set[str], name: str, document_id: str, data: Any) -> None:  # noqa: ANN401 - JSON
    try:
        if not isinstance(data, dict):
            raise InputError(f"{document_id}: a claim is a JSON object; see docs/reference/claims.md")
        claim = from_public(data, document_id)
    except InputError as problem:
        loaded.rejected.append(Rejected(name, "read", str(problem)))
        return
    if claim.key in seen:
        loaded.rejected.append(Rejected(name, "read", f"the claim {claim.key} stands twice; give one another id"))
        return
    seen.add(claim.key)
    loaded.claims.append(claim)


def _documents(name: str, loaded: Loaded) -> dict[str, Document]:
    documents: list[Document] = []
    for outcome in run_stages(CLEANED, read([name])):
        documents += outcome.of(Document)
        loaded.rejected += outcome.rejected
    return {d.id: d for d in mark(documents)[0]}


def incidents(name: str, loaded: Loaded) -> list[Incident]:
    """Incidents as `claimtrail link` writes them, with those of their claims that are at hand."""
    known = {claim.key for claim in loaded.claims}
    found: list[Incident] = []
    for line in lines(name):
        if isinstance(line, Rejected):
            loaded.rejected.append(line)
            continue
        where, data = line
        claims = data.get("claims")
        if not isinstance(data.get("incident_id"), str) or not isinstance(claims, list):
            loaded.rejected.append(
                Rejected(where, "read", 'lacks "incident_id" or "claims"; see claimtrail link --help')
            )
            continue
        missing = [key for key in claims if key not in known]
        if missing:
            why = f"names {missing[0]}, which is not among the claims; give the file it was linked from"
            loaded.rejected.append(Rejected(where, "read", why))
            continue
        if claims:
            found.append(Incident(data["incident_id"], tuple(sorted(claims))))
    return found
