"""Claims, incidents and documents as `link` and `assess` take them from files."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from claimtrail.cli.json_lines import lines
from claimtrail.engine.local import run_stages
from claimtrail.errors import EvidenceError, InputError
from claimtrail.model.claims import MEASURES, Claim
from claimtrail.model.codec import plain
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Incident
from claimtrail.model.outcomes import Rejected
from claimtrail.model.public import from_public
from claimtrail.pipeline import CLEANED
from claimtrail.pipeline.collection import mark
from claimtrail.read import read, storable_name

_MOST = 10**15  # of anything that is counted


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
        _fits(documents, loaded)
    return loaded


def _claim(loaded: Loaded, seen: set[str], name: str, document_id: str, data: Any) -> None:  # noqa: ANN401 - JSON
    try:
        if not isinstance(data, dict):
            raise InputError(f"{document_id}: a claim is a JSON object; see docs/reference/claims.md")
        if not isinstance(data.get("id", ""), str | int):
            raise InputError(f"{document_id}: the id of a claim is a text; see docs/reference/claims.md")
        claim = _checked(from_public(data, document_id))
    except (InputError, EvidenceError) as problem:  # EvidenceError: an end before its start
        loaded.rejected.append(Rejected(name, "read", str(problem)))
        return
    if claim.key in seen:
        loaded.rejected.append(Rejected(name, "read", f"the claim {claim.key} stands twice; give one another id"))
        return
    seen.add(claim.key)
    loaded.claims.append(claim)


def _checked(claim: Claim) -> Claim:
    """The claim, when every field holds what it should; a number as text would fail far from here."""
    try:
        checked = msgspec.convert(plain(claim), Claim)
    except msgspec.ValidationError as problem:
        what, _, where = str(problem).replace("`", "").partition(" - at $.")
        raise InputError(f"{claim.key}: {where}: {what}; see docs/reference/claims.md") from problem
    wrong = _wrong(checked)
    if wrong:
        raise InputError(f"{claim.key}: {wrong}")
    return checked


def _wrong(claim: Claim) -> str | None:
    """What no source can mean, and later rooms rely on."""
    for quantity in claim.quantities:
        if quantity.measure not in MEASURES:
            return f"unknown measure {quantity.measure!r}; one of {', '.join(MEASURES)}"
        ends = [end for end in (quantity.low, quantity.high) if end is not None]
        if ends != sorted(ends) or any(not 0 <= end <= _MOST for end in ends):
            return f"a quantity from {quantity.low} to {quantity.high}; give the lower number first, none below 0"
    if claim.date and claim.date.end < claim.date.start:
        return f"a date from {claim.date.start} to {claim.date.end}; give the earlier day first"
    return None


def _documents(name: str, loaded: Loaded) -> dict[str, Document]:
    documents: list[Document] = []
    for outcome in run_stages(CLEANED, read([name])):
        documents += outcome.of(Document)
        loaded.rejected += outcome.rejected
    return {d.id: d for d in mark(documents)[0]}


def _fits(name: str, loaded: Loaded) -> None:
    """Says when the documents are not those of the claims: without outlets and copies, grades come out otherwise."""
    wanted = dict.fromkeys(claim.document_id for claim in loaded.claims)
    missing = [document_id for document_id in wanted if document_id not in (loaded.documents or {})]
    if missing:
        why = f"lacks {len(missing):,} of the {len(wanted):,} documents that the claims name, first {missing[0]!r}"
        loaded.rejected.append(Rejected(storable_name(name), "read", f"{why}; give the documents of the claims"))


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
        missing = [key for key in claims if not isinstance(key, str) or key not in known]
        if missing:
            why = f"names {missing[0]!r}, which is not among the claims; give the file it was linked from"
            loaded.rejected.append(Rejected(where, "read", why))
            continue
        if claims:
            found.append(Incident(data["incident_id"], tuple(sorted(claims))))
    return found
