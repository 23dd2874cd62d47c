"""Checks a store against itself: texts, evidence, columns and the chain of the log."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from claimtrail.errors import EvidenceError, StoreError
from claimtrail.model.claims import Claim
from claimtrail.model.codec import decode
from claimtrail.store.database import explain
from claimtrail.store.log import FIRST
from claimtrail.store.rows import claim_row, text_digest
from claimtrail.store.view import View
from claimtrail.store.writer import claims_digest, incidents_digest

_CLAIM_COLUMNS = (
    "key", "document_id", "position", "event_type", "stance", "actor", "actor_code", "target", "target_code", "place",
    "admin1", "country", "latitude", "longitude", "date_start", "date_end", "root_source", "source_chain", "evidence",
    "extractor", "body",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was checked, and what does not match, one plain sentence each."""

    documents: int
    spans: int
    entries: int
    problems: tuple[str, ...]


def verify(view: View) -> Verification:
    """Hashes every text again, looks up every piece of evidence, recomputes the log. Raises StoreError."""
    counts = {"documents": 0, "spans": 0, "entries": 0}
    try:
        problems = [
            *_file(view),
            *_log(view, counts),
            *_documents(view, counts),
            *_claims(view, counts),
            *_incidents(view),
        ]
    except sqlite3.Error as problem:
        raise StoreError(explain(view.path, problem)) from problem
    return Verification(counts["documents"], counts["spans"], counts["entries"], tuple(problems))


def _file(view: View) -> Iterator[str]:
    for (said,) in view.rows("PRAGMA quick_check(5)"):
        if said != "ok":
            yield f"the file is damaged: {said}"


def _log(view: View, counts: dict[str, int]) -> Iterator[str]:
    previous, seq = FIRST, 0
    for entry in view.log():
        counts["entries"] += 1
        if entry.seq != seq + 1:
            yield f"log: entries {seq + 1} to {entry.seq - 1} are missing"
        if entry.previous != previous or entry.hash != entry.computed():
            yield f"log entry {entry.seq} ({entry.kind} {entry.subject}): it was changed, or the entry before it was"
        previous, seq = entry.hash, entry.seq


def _documents(view: View, counts: dict[str, int]) -> Iterator[str]:
    """Every text against its hash in the row and in the log, and the log against the rows."""
    logged = _last_readings(view)
    for number, text, stored in view.rows("SELECT id, text, text_sha256 FROM documents ORDER BY id"):
        counts["documents"] += 1
        name, found = str(number), text_digest(str(text))
        if found != stored:
            yield f"document {name}: its text does not have the hash {stored} that was stored with it"
        entry = logged.pop(name, None)
        if entry is None:
            yield f"document {name}: the log does not know it"
        elif entry["text_sha256"] != found:
            yield f"document {name}: its text is not the one that the log recorded"
    for name in sorted(logged):
        yield f"document {name}: the log knows it, but it is missing"


def _claims(view: View, counts: dict[str, int]) -> Iterator[str]:
    """Every claim's evidence against the text, its columns against its body, the current ones against the log."""
    logged = _last_readings(view)
    current: dict[str, list[str]] = {name: [] for name in logged}
    columns = ", ".join(f"c.{name}" for name in _CLAIM_COLUMNS)
    sql = (
        f"SELECT d.text, c.superseded_by, {columns} FROM claims c LEFT JOIN documents d ON d.id = c.document_id"  # noqa: S608
        " ORDER BY c.document_id, c.position, c.row"
    )
    for text, superseded, *values in view.rows(sql):
        row = dict(zip(_CLAIM_COLUMNS, values, strict=True))
        if superseded is None:
            current.setdefault(str(row["document_id"]), []).append(str(row["body"]))
        try:
            claim = decode(str(row["body"]), Claim)
        except (msgspec.MsgspecError, EvidenceError) as problem:
            yield f"claim {row['key']}: its body cannot be read ({problem})"
            continue
        expected = claim_row(claim, int(str(row["position"])))
        for name in (n for n in _CLAIM_COLUMNS if n != "body" and expected[n] != row[n]):
            yield f"claim {row['key']}: the column {name} says {row[name]!r}, its body {expected[name]!r}"
        yield from _evidence(claim, text if text is None else str(text), counts)
    for name, bodies in sorted(current.items()):
        if claims_digest(bodies) != logged.get(name, {}).get("claims_digest", claims_digest(())):
            yield f"document {name}: its claims are not those that the log recorded"


def _evidence(claim: Claim, text: str | None, counts: dict[str, int]) -> Iterator[str]:
    if text is None:
        yield f"claim {claim.key}: its document is missing"
        return
    for evidence in claim.evidence:
        if evidence.span is None:
            continue
        counts["spans"] += 1
        if evidence.span.of(text) != evidence.text:
            span = f"{evidence.span.start}..{evidence.span.end}"
            yield f"claim {claim.key}: characters {span} of its document are not {evidence.text!r}"


def _incidents(view: View) -> Iterator[str]:
    last = view.rows("SELECT body FROM log WHERE kind = 'incidents' ORDER BY seq DESC LIMIT 1")
    if not last:
        return
    found = incidents_digest(
        [str(body) for (body,) in view.rows("SELECT body FROM incidents")],
        [str(body) for (body,) in view.rows("SELECT body FROM assessments")],
    )
    if msgspec.json.decode(str(last[0][0]))["digest"] != found:
        yield "incidents: they are not those that the log recorded; run claimtrail run again to make them anew"


def _last_readings(view: View) -> dict[str, dict[str, str]]:
    """What the log recorded last of each document."""
    sql = "SELECT subject, body FROM log WHERE kind = 'document' ORDER BY seq"
    return {str(subject): msgspec.json.decode(str(body)) for subject, body in view.rows(sql)}
