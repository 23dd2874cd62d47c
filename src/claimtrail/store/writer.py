"""The one object that writes: batches of read documents, and the incidents made of all claims."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import TracebackType

import msgspec

from claimtrail.model.claims import Claim
from claimtrail.model.codec import encode
from claimtrail.model.documents import CopyGroup, Document
from claimtrail.model.incidents import Assessment, Incident
from claimtrail.model.outcomes import Rejected
from claimtrail.store import log
from claimtrail.store.database import Database
from claimtrail.store.rows import (
    account_rows,
    assessment_row,
    claim_row,
    copies_digest,
    digest_of,
    document_of,
    document_row,
    incidents_digest,
    quantity_rows,
    range_rows,
    record_digest,
    text_digest,
)

ID_BYTES = 1000  # an index of PostgreSQL takes 2,700 bytes, all columns of it together
REASON_BYTES = 1500


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run made of one document."""

    document: Document
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    input_digest: str  # rows.input_digest of the document as read
    made_by: str  # fingerprint of the code and the words


class Writer:
    """Writes one run. Each call is one transaction: after a crash all of it is there, or nothing of it."""

    def __init__(self, db: Database, inputs: tuple[str, ...], version: str, lexicon: str) -> None:
        """Made by Store.writer."""
        self._db = db
        self._inputs, self._version, self._lexicon = inputs, version, lexicon
        self._run: int | None = None  # a run gets its row with the first thing that is new
        self._last_claim: int | None = None  # number of the newest row of `claims`, known inside a transaction
        self._linking_from = 0  # the newest document of the log when linking was decided

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection. What was not committed is gone."""
        self._db.close()

    @property
    def wrote(self) -> bool:
        """True when this run has added or changed anything."""
        return self._run is not None

    def knows(self, document_id: str, input_digest: str, made_by: str) -> bool:
        """True when this very document was read by the same code and words, so that reading it again is idle."""
        return None is not self._db.row(
            "SELECT 1 FROM documents WHERE id = ? AND input_digest = ? AND made_by = ?",
            document_id, input_digest, made_by,
        )  # fmt: skip

    def add(self, readings: Sequence[Reading], rejected: Sequence[Rejected] = ()) -> list[Rejected]:
        """Stores a batch; returns those documents that were refused because their id stands for another text."""
        refused: list[Rejected] = []
        with self._transaction():
            for reading in readings:
                problem = _unfit(reading.document) or self._add(replace(reading, rejected=_cut(reading.rejected)))
                if problem:
                    refused.append(problem)
            for one in _cut((*rejected, *refused)):
                self._reject(one)
        return refused

    def needs_linking(self, made_by: str) -> bool:
        """True when documents came in, by whatever run, or the code or words changed, since the incidents were made.

        Ask before reading what is linked: documents that another run adds meanwhile are then linked by that run.
        """
        [(newest,)] = self._db.rows("SELECT coalesce(max(seq), 0) FROM log WHERE kind = 'document'")
        self._linking_from = newest
        made = self._db.row("SELECT seq, body FROM log WHERE kind = 'incidents' ORDER BY seq DESC LIMIT 1")
        if made is None or newest == 0:
            return bool(newest)
        body = msgspec.json.decode(made[1])
        return bool(newest > body.get("documents_to", made[0]) or body["made_by"] != made_by)

    def mark_copies(self, documents: Sequence[Document], groups: Sequence[CopyGroup]) -> None:
        """Writes the copy marks of documents that are stored already, and the groups in place of the earlier ones."""
        new = sorted((g.root, m.document_id, m.kind, m.containment) for g in groups for m in g.members)
        with self._transaction():
            for document in documents:
                self._update_document(document)
            old = self._db.rows("SELECT root, document_id, kind, containment FROM copies")
            if set(old) == set(new):
                return
            self._db.execute("DELETE FROM copies")
            self._db.fill("INSERT INTO copies VALUES (?,?,?,?)", new)
            self._log("copies", "all", {
                "groups": len(groups),
                "digest": copies_digest(new),
                "added": sorted(set(new) - set(old)),
                "removed": sorted(set(old) - set(new)),
            })  # fmt: skip

    def replace_incidents(
        self, incidents: Sequence[Incident], assessments: Sequence[Assessment], made_by: str, methodology: str
    ) -> None:
        """Puts the newer incidents in place of all earlier ones; the log keeps which claims those held."""
        new = {i.id: encode(i).decode() for i in incidents}
        with self._transaction():
            old: dict[str, str] = dict(self._db.rows("SELECT id, body FROM incidents"))
            for table in ("ranges", "accounts", "assessments", "incidents"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            counted = [{"id": i.id, "claims": len(i.claims), "body": new[i.id]} for i in incidents]
            self._db.insert("incidents", counted)
            self._db.insert("assessments", [assessment_row(a) for a in assessments])
            self._db.insert("accounts", [row for a in assessments for row in account_rows(a)])
            self._db.insert("ranges", [row for a in assessments for row in range_rows(a)])
            self._log("incidents", "all", {
                "made_by": made_by,
                "methodology": methodology,
                "version": self._version,
                "lexicon": self._lexicon,
                "documents_to": self._linking_from,
                "digest": incidents_digest(new.values(), (encode(a).decode() for a in assessments)),
                "added": sorted(new.keys() - old.keys()),
                "changed": {i: _claims_of(old[i]) for i in sorted(new.keys() & old.keys()) if old[i] != new[i]},
                "removed": {i: _claims_of(old[i]) for i in sorted(old.keys() - new.keys())},
            })  # fmt: skip

    def _add(self, reading: Reading) -> Rejected | None:
        document = reading.document
        old = self._db.row("SELECT text_sha256, text, body FROM documents WHERE id = ?", document.id)
        replaced: dict[str, object] = {}
        if old is None:
            self._db.insert("documents", [{
                **document_row(document), "input_digest": reading.input_digest, "made_by": reading.made_by,
                "run": self._number(),
            }])  # fmt: skip
        elif old[0] != text_digest(document.text):
            return Rejected(
                document.name or document.id, "store",
                f"the id {document.id!r} stands for another text in this store; give the document another id",
            )  # fmt: skip
        else:
            document = _with_marks(document, document_of(old[1], old[2]))
            replaced = self._update_document(document)
            self._db.execute(
                "UPDATE documents SET input_digest = ?, made_by = ? WHERE id = ?",
                reading.input_digest, reading.made_by, document.id,
            )  # fmt: skip
        new_claims = self._put_claims(document.id, reading.claims)
        if old is None or replaced or new_claims:
            self._log("document", document.id, {
                "sha256": document.sha256,
                "text_sha256": text_digest(document.text),
                "record": record_digest(document),
                "replaced": replaced,
                "claims": [c.id for c in reading.claims],
                "claims_digest": digest_of(encode(c).decode() for c in reading.claims),
            })  # fmt: skip
        self._supersede_rejected(reading)
        return None

    def _put_claims(self, document_id: str, claims: Sequence[Claim]) -> bool:
        """Makes these the current claims of the document; those it no longer has are superseded, never deleted."""
        current = {
            (key, body): (row, position)
            for row, key, body, position in self._db.rows(
                "SELECT row, key, body, position FROM claims WHERE document_id = ? AND superseded_by IS NULL",
                document_id,
            )
        }
        rows = [claim_row(claim, position) for position, claim in enumerate(claims)]
        wanted = {(row["key"], row["body"]) for row in rows}
        gone = [row for pair, (row, _) in current.items() if pair not in wanted]
        for row in gone:
            self._db.execute("UPDATE claims SET superseded_by = ? WHERE row = ?", self._number(), row)
        new: list[tuple[Claim, dict[str, object]]] = []
        moved = False
        for claim, columns in zip(claims, rows, strict=True):
            known = current.get((columns["key"], columns["body"]))
            if known is None:
                new.append((claim, columns))
            elif known[1] != columns["position"]:
                self._db.execute("UPDATE claims SET position = ? WHERE row = ?", columns["position"], known[0])
                moved = True
        self._insert_claims(new)
        return bool(gone or new or moved)

    def _insert_claims(self, new: Sequence[tuple[Claim, dict[str, object]]]) -> None:
        if not new:
            return
        if self._last_claim is None:
            [(self._last_claim,)] = self._db.rows("SELECT coalesce(max(row), 0) FROM claims")
        numbered = [(self._last_claim + number, *one) for number, one in enumerate(new, 1)]
        self._last_claim += len(new)
        self._db.insert("claims", [{"row": n, **columns, "run": self._number()} for n, _, columns in numbered])
        self._db.insert(
            "quantities", [{"claim_row": n, **row} for n, claim, _ in numbered for row in quantity_rows(claim)]
        )

    def _update_document(self, document: Document) -> dict[str, object]:
        """Writes the row anew where anything in it differs; returns what stood there before, by field."""
        row = document_row(document)
        old = self._db.row("SELECT body FROM documents WHERE id = ?", document.id)
        if old is None or old[0] == row["body"]:
            return {}
        self._number()
        changed = {name: value for name, value in row.items() if name not in ("id", "text", "text_sha256")}
        names = ", ".join(f"{name} = ?" for name in changed)
        sql = f"UPDATE documents SET {names} WHERE id = ?"  # noqa: S608 - names of our own
        self._db.execute(sql, *changed.values(), document.id)
        before, after = msgspec.json.decode(old[0]), msgspec.json.decode(row["body"])
        return {name: before.get(name) for name in sorted({*before, *after}) if before.get(name) != after.get(name)}

    def _reject(self, rejected: Rejected) -> None:
        key = (rejected.id, rejected.stage, rejected.reason)
        old = self._db.row("SELECT superseded_by FROM rejected WHERE id = ? AND stage = ? AND reason = ?", *key)
        if old == (None,):
            return
        self._db.execute(
            "INSERT INTO rejected VALUES (?,?,?,?,NULL) ON CONFLICT (id, stage, reason)"
            " DO UPDATE SET run = excluded.run, superseded_by = NULL",
            *key, self._number(),
        )  # fmt: skip
        self._log("rejected", rejected.id, {"stage": rejected.stage, "reason": rejected.reason})

    def _supersede_rejected(self, reading: Reading) -> None:
        """Rejections of the earlier reading that no longer hold, and of the input that can be read by now."""
        document = reading.document
        now = {(r.id, r.stage, r.reason) for r in reading.rejected}
        before = self._db.rows(
            "SELECT id, stage, reason FROM rejected WHERE superseded_by IS NULL AND"
            " (id = ? OR (id >= ? AND id < ?) OR (id = ? AND stage = 'read'))",
            document.id, f"{document.id}#", f"{document.id}$", document.name,  # "$" is the character after "#"
        )  # fmt: skip
        for key in before:
            if key not in now:
                self._db.execute(
                    "UPDATE rejected SET superseded_by = ? WHERE id = ? AND stage = ? AND reason = ?",
                    self._number(), *key,
                )  # fmt: skip
        for one in reading.rejected:
            self._reject(one)

    def _number(self) -> int:
        """The number of this run; its row is made with the first thing that is new."""
        if self._run is None:
            [(self._run,)] = self._db.rows("SELECT coalesce(max(run), 0) + 1 FROM runs")
            inputs = msgspec.json.encode(self._inputs).decode()
            self._db.execute(
                "INSERT INTO runs VALUES (?,?,?,?,?)", self._run, log.now(), self._version, self._lexicon, inputs
            )
            self._log("run", str(self._run), {
                "version": self._version, "lexicon": self._lexicon, "inputs": self._inputs,
            })  # fmt: skip
        return self._run

    def _log(self, kind: str, subject: str, body: object) -> None:
        log.append(self._db, self._number(), kind, subject, body)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        before, self._last_claim = self._run, None
        try:
            with self._db.transaction():
                yield
        except BaseException:
            self._run = before
            raise


def _unfit(document: Document) -> Rejected | None:
    """A document whose id no index of PostgreSQL would take; the same rule for every kind of store."""
    if len(document.id.encode()) <= ID_BYTES:
        return None
    return Rejected(
        document.name or document.id, "store", f"its id is longer than {ID_BYTES} bytes; give it a shorter one"
    )


def _cut(rejected: Sequence[Rejected]) -> tuple[Rejected, ...]:
    """The same with names and reasons of a length that an index takes."""
    return tuple(Rejected(_first(r.id, ID_BYTES), r.stage, _first(r.reason, REASON_BYTES)) for r in rejected)


def _first(text: str, most: int) -> str:
    return text if len(text) * 4 <= most else text.encode()[:most].decode(errors="ignore")


def _claims_of(body: str) -> list[str]:
    return list(msgspec.json.decode(body)["claims"])


def _with_marks(document: Document, old: Document) -> Document:
    """The copy marks belong to the collection: a document that is read again keeps them until they are found anew."""
    return replace(document, copy_of=old.copy_of, copy_kind=old.copy_kind, copy_degree=old.copy_degree, root=old.root)
