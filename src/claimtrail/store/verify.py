"""Checks a store against itself: texts, evidence, columns and the chain of the log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, zip_longest
from operator import itemgetter

import msgspec

from claimtrail.errors import EvidenceError
from claimtrail.model.claims import Claim
from claimtrail.model.codec import decode
from claimtrail.model.incidents import Assessment
from claimtrail.store import rows
from claimtrail.store.database import Row
from claimtrail.store.log import FIRST
from claimtrail.store.view import View

_DOCUMENT = (
    "id", "name", "title", "outlet", "family", "author", "published", "url", "language", "copy_of", "copy_kind",
    "copy_degree", "sha256", "text_sha256", "text", "body",
)  # fmt: skip
_CLAIM = (
    "key", "document_id", "position", "event_type", "stance", "actor", "actor_code", "target", "target_code", "place",
    "admin1", "country", "latitude", "longitude", "date_start", "date_end", "root_source", "source_chain", "evidence",
    "extractor", "body",
)  # fmt: skip
_QUANTITY = ("measure", "counted", "low", "high", "text")
_ASSESSMENT = (
    "incident", "headline", "event_type", "date_start", "date_end", "place", "country", "latitude", "longitude",
    "claims", "roots", "measure", "low", "high", "grade", "contradictions", "body",
)  # fmt: skip
_ACCOUNT = ("incident", "claim", "document_id", "outlet", "root", "chain", "repeats", "copy_of")
_RANGE = ("incident", "measure", "counted", "low", "high", "best")


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
    problems = (
        *view.damage(),
        *_log(view, counts),
        *_documents(view, counts),
        *_copies(view),
        *_claims(view, counts),
        *_quantities(view),
        *_incidents(view),
    )
    return Verification(counts["documents"], counts["spans"], counts["entries"], problems)


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
    for values in view.each(f"SELECT {', '.join(_DOCUMENT)} FROM documents ORDER BY id"):  # noqa: S608
        counts["documents"] += 1
        row = dict(zip(_DOCUMENT, values, strict=True))
        what, found = f"document {row['id']}", rows.text_digest(row["text"])
        if found != row["text_sha256"]:
            yield f"{what}: its text does not have the hash {row['text_sha256']} that was stored with it"
        entry = logged.pop(row["id"], None)
        if entry is None:
            yield f"{what}: the log does not know it"
        elif entry["text_sha256"] != found:
            yield f"{what}: its text is not the one that the log recorded"
        yield from _record(what, row, entry)
    for name in sorted(logged):
        yield f"document {name}: the log knows it, but it is missing"


def _record(what: str, row: rows.Row, entry: dict[str, str] | None) -> Iterator[str]:
    """What is said of a document: columns against the record, the record against the log."""
    try:
        document = rows.document_of(row["text"], row["body"])
    except msgspec.MsgspecError as problem:
        yield f"{what}: its body cannot be read ({problem})"
        return
    yield from _differences(what, row, {**rows.document_row(document), "text_sha256": row["text_sha256"]})
    if entry and entry.get("record", rows.record_digest(document)) != rows.record_digest(document):
        yield f"{what}: what is said of it is not what the log recorded"


def _copies(view: View) -> Iterator[str]:
    found = view.rows("SELECT root, document_id, kind, containment FROM copies ORDER BY root, document_id")
    last = _last(view, "copies")
    if rows.copies_digest(found) != (last["digest"] if last else rows.copies_digest(())):
        yield "copies: they are not those that the log recorded; run claimtrail run again to find them anew"


def _claims(view: View, counts: dict[str, int]) -> Iterator[str]:
    """Every claim's evidence against the text, its columns against its body, the current ones against the log."""
    logged = _last_readings(view)
    current: dict[str, list[str]] = {name: [] for name in logged}
    columns = ", ".join(f"c.{name}" for name in _CLAIM)
    sql = (
        f"SELECT d.text, c.superseded_by, {columns}"  # noqa: S608 - names of our own
        " FROM claims c LEFT JOIN documents d ON d.id = c.document_id ORDER BY c.document_id, c.position, c.row"
    )
    for text, superseded, *values in view.each(sql):
        row = dict(zip(_CLAIM, values, strict=True))
        what = f"claim {row['key']}"
        if superseded is None:
            current.setdefault(row["document_id"], []).append(row["body"])
        try:
            claim = decode(row["body"], Claim)
        except (msgspec.MsgspecError, EvidenceError) as problem:
            yield f"{what}: its body cannot be read ({problem})"
            continue
        yield from _differences(what, row, rows.claim_row(claim, row["position"]))
        yield from _evidence(claim, text, counts)
    for name, bodies in sorted(current.items()):
        if rows.digest_of(bodies) != logged.get(name, {}).get("claims_digest", rows.digest_of(())):
            yield f"document {name}: its claims are not those that the log recorded"


def _quantities(view: View) -> Iterator[str]:
    """Every claim's rows in `quantities` against its body."""
    columns = ", ".join(f"q.{name}" for name in _QUANTITY)
    sql = (
        f"SELECT c.row, c.key, c.body, {columns}"  # noqa: S608 - names of our own
        " FROM claims c LEFT JOIN quantities q ON q.claim_row = c.row ORDER BY c.row"
    )
    for (_, key, body), group in groupby(view.each(sql), itemgetter(0, 1, 2)):
        found = sorted(repr(values[3:]) for values in group if values[3] is not None)
        try:
            claim = decode(body, Claim)
        except (msgspec.MsgspecError, EvidenceError):
            continue  # said where the claims are checked
        if found != sorted(repr(tuple(row.values())) for row in rows.quantity_rows(claim)):
            yield f"claim {key}: its rows in quantities are not those of its body"


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
    """The incidents and assessments against the log, what is derived of them against the assessments."""
    last = _last(view, "incidents")
    if last is None:
        return
    found = rows.incidents_digest(
        [body for (body,) in view.rows("SELECT body FROM incidents")],
        [body for (body,) in view.rows("SELECT body FROM assessments")],
    )
    if last["digest"] != found:
        yield "incidents: they are not those that the log recorded; run claimtrail run again to make them anew"
        return
    for values in view.each(f"SELECT {', '.join(_ASSESSMENT)} FROM assessments ORDER BY incident"):  # noqa: S608
        row = dict(zip(_ASSESSMENT, values, strict=True))
        yield from _differences(
            f"incident {row['incident']}", row, rows.assessment_row(decode(row["body"], Assessment))
        )
    accounts = f"SELECT {', '.join(_ACCOUNT)} FROM accounts ORDER BY incident, claim"  # noqa: S608
    made = (sorted(tuple(r.values()) for r in rows.account_rows(a)) for a in view.assessments())
    yield from _same("accounts", view.each(accounts), chain.from_iterable(made))
    ranges = f"SELECT {', '.join(_RANGE)} FROM ranges ORDER BY incident, measure, counted"  # noqa: S608
    made = (sorted(tuple(r.values()) for r in rows.range_rows(a)) for a in view.assessments())
    yield from _same("ranges", view.each(ranges), chain.from_iterable(made))


def _same(table: str, found: Iterable[Row], expected: Iterable[Row]) -> Iterator[str]:
    """The first row that is not what the assessments say; both come in the order of their keys."""
    for row, other in zip_longest(found, expected):
        if row != other:
            yield f"{table}: the row {row or other} is not what the assessments say"
            return


def _differences(what: str, row: rows.Row, expected: rows.Row) -> Iterator[str]:
    for name, value in expected.items():
        if name != "body" and row[name] != value:
            yield f"{what}: the column {name} says {row[name]!r}, its body {value!r}"


def _last(view: View, kind: str) -> dict[str, str] | None:
    """What the log recorded last of this kind."""
    found = view.rows("SELECT body FROM log WHERE kind = ? ORDER BY seq DESC LIMIT 1", kind)
    return dict(msgspec.json.decode(found[0][0])) if found else None


def _last_readings(view: View) -> dict[str, dict[str, str]]:
    """What the log recorded last of each document."""
    sql = "SELECT subject, body FROM log WHERE kind = 'document' ORDER BY seq"
    return {subject: msgspec.json.decode(body) for subject, body in view.each(sql)}
