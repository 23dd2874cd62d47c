"""Records to the columns of their tables, and back from their body."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from claimtrail.model.claims import Claim
from claimtrail.model.codec import decode, encode
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Assessment

Row = dict[str, Any]
LIMIT = 2**63


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def input_digest(document: Document) -> str:
    """SHA-256 of a document as read, whatever path it was read from. Raises UnicodeEncodeError on half characters."""
    return hashlib.sha256(encode(replace(document, name=""))).hexdigest()


def document_row(document: Document) -> Row:
    """The columns of `documents` that follow from the document."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "outlet": document.outlet,
        "family": document.family,
        "author": document.author,
        "published": _iso(document.published_on),
        "url": document.url,
        "language": document.language,
        "copy_of": document.copy_of,
        "copy_kind": document.copy_kind,
        "copy_degree": document.copy_degree,
        "sha256": document.sha256,
        "text_sha256": text_digest(document.text),
        "text": document.text,
        "body": encode(replace(document, text="")).decode(),
    }


def document_of(text: str, body: str) -> Document:
    """The document of a row."""
    return replace(decode(body, Document), text=text)


def claim_row(claim: Claim, position: int) -> Row:
    """The columns of `claims` that follow from the claim."""
    place, when = claim.place, claim.date
    return {
        "key": claim.key,
        "document_id": claim.document_id,
        "position": position,
        "event_type": claim.event_type,
        "stance": claim.stance,
        "actor": claim.actor.text if claim.actor else None,
        "actor_code": claim.actor.code if claim.actor else None,
        "target": claim.target.text if claim.target else None,
        "target_code": claim.target.code if claim.target else None,
        "place": (place.name or place.text) if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "date_start": _iso(when.start if when else None),
        "date_end": _iso(when.end if when else None),
        "root_source": claim.attribution[0].name if claim.attribution else None,
        "source_chain": " > ".join(s.name for s in claim.attribution) or None,
        "evidence": claim.evidence[0].text if claim.evidence else None,
        "extractor": claim.extractor,
        "body": encode(claim).decode(),
    }


def assessment_row(assessment: Assessment) -> Row:
    """The columns of `assessments`."""
    place, when, main = assessment.place, assessment.date, assessment.main
    return {
        "incident": assessment.incident,
        "headline": assessment.headline,
        "event_type": assessment.event_type,
        "date_start": _iso(when.start if when else None),
        "date_end": _iso(when.end if when else None),
        "place": (place.name or place.text) if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "claims": len(assessment.accounts),
        "roots": assessment.independent_roots,
        "measure": main.measure if main else None,
        "low": _stored(main.low) if main else None,
        "high": _stored(main.high) if main else None,
        "grade": assessment.grade.level,
        "contradictions": len(assessment.disagreements),
        "body": encode(assessment).decode(),
    }


def account_rows(assessment: Assessment) -> list[Row]:
    """The columns of `accounts`, a row a claim."""
    names = {root.id: root.name for root in assessment.roots}
    return [
        {
            "incident": assessment.incident,
            "claim": account.claim,
            "document_id": account.document_id,
            "outlet": account.outlet,
            "root": names.get(account.root, account.root),
            "chain": " > ".join(account.chain),
            "repeats": account.repeats,
            "copy_of": account.copy_of,
        }
        for account in assessment.accounts
    ]


def range_rows(assessment: Assessment) -> list[Row]:
    """The columns of `ranges`, a row a measure and group."""
    return [
        {
            "incident": assessment.incident,
            "measure": one.measure,
            "counted": one.group,
            "low": _stored(one.low),
            "high": _stored(one.high),
            "best": _stored(one.best),
        }
        for one in assessment.ranges
    ]


def quantity_rows(claim: Claim) -> list[Row]:
    """The columns of `quantities` but the number of the claim, a row a quantity."""
    return [
        {"measure": q.measure, "counted": q.of, "low": _stored(q.low), "high": _stored(q.high), "text": q.text}
        for q in claim.quantities
    ]


def record_digest(document: Document) -> str:
    """SHA-256 of what a reading says of a document besides its text; copy marks belong to the collection."""
    plain = replace(document, text="", copy_of=None, copy_kind=None, copy_degree=None, root=None)
    return hashlib.sha256(encode(plain)).hexdigest()


def digest_of(bodies: Iterable[str]) -> str:
    """One hash over bodies in their order."""
    digest = hashlib.sha256()
    for body in bodies:
        digest.update(hashlib.sha256(body.encode()).digest())
    return digest.hexdigest()


def incidents_digest(incidents: Iterable[str], assessments: Iterable[str]) -> str:
    """One hash over the bodies of all incidents and assessments, in whatever order they come."""
    return digest_of((*sorted(incidents), *sorted(assessments)))


def copies_digest(members: Iterable[tuple[object, ...]]) -> str:
    """One hash over the rows of `copies`, in their order."""
    return digest_of(str(member) for member in members)


def _stored(number: int | None) -> int | None:
    """No database holds whole numbers over 64 bits; the body of the record does."""
    return number if number is None or -LIMIT <= number < LIMIT else None


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
