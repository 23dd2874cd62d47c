"""The one object that writes: batches of read documents, and the incidents made of all claims."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import msgspec

from claimtrail.model.claims import Claim
from claimtrail.model.codec import encode
from claimtrail.model.documents import CopyGroup, Document
from claimtrail.model.incidents import Assessment, Incident
from claimtrail.model.outcomes import Rejected
from claimtrail.store import log
from claimtrail.store.database import transaction
from claimtrail.store.rows import (
    account_rows,
    assessment_row,
    claim_row,
    document_of,
    document_row,
    insert,
    text_digest,
)


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

    def __init__(
        self, path: Path, connection: sqlite3.Connection, inputs: tuple[str, ...], version: str, lexicon: str
    ) -> None:
        """Made by Store.writer."""
        self._path, self._db = path, connection
        self._inputs, self._version, self._lexicon = inputs, version, lexicon
        self._run: int | None = None  # a run gets its row with the first thing that is new

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file. What was not committed is gone."""
        self._db.close()

    @property
    def wrote(self) -> bool:
        """True when this run has added or changed anything."""
        return self._run is not None

    def knows(self, document_id: str, input_digest: str, made_by: str) -> bool:
        """True when this very document was read by the same code and words, so that reading it again is idle."""
        row = self._db.execute(
            "SELECT 1 FROM documents WHERE id = ? AND input_digest = ? AND made_by = ?",
            (document_id, input_digest, made_by),
        ).fetchone()
        return row is not None

    def add(self, readings: Sequence[Reading], rejected: Sequence[Rejected] = ()) -> list[Rejected]:
        """Stores a batch; returns those documents that were refused because their id stands for another text."""
        refused: list[Rejected] = []
        with self._transaction():
            for reading in readings:
                problem = self._add(reading)
                if problem:
                    refused.append(problem)
            for one in (*rejected, *refused):
                self._reject(one)
        return refused

    def needs_linking(self, made_by: str) -> bool:
        """True when documents came in, or the code or words changed, since the incidents were made."""
        last = self._db.execute(
            "SELECT kind, body FROM log WHERE kind IN ('document', 'incidents') ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if last is None:
            return False
        return bool(last[0] == "document" or msgspec.json.decode(last[1])["made_by"] != made_by)

    def mark_copies(self, documents: Sequence[Document], groups: Sequence[CopyGroup]) -> None:
        """Writes the copy marks of documents that are stored already, and the groups in place of the earlier ones."""
        new = [(g.root, m.document_id, m.kind, m.containment) for g in groups for m in g.members]
        with self._transaction():
            for document in documents:
                self._update_document(document)
            old = self._db.execute("SELECT root, document_id, kind, containment FROM copies").fetchall()
            if set(old) != set(new):
                self._db.execute("DELETE FROM copies")
                self._db.executemany("INSERT INTO copies VALUES (?,?,?,?)", sorted(new))
                self._log(
                    "copies", "all", {"groups": len(groups), "digest": claims_digest(str(m) for m in sorted(new))}
                )

    def replace_incidents(
        self, incidents: Sequence[Incident], assessments: Sequence[Assessment], made_by: str, methodology: str
    ) -> None:
        """Puts the newer incidents in place of all earlier ones; the log keeps which claims those held."""
        old = dict(self._db.execute("SELECT id, body FROM incidents"))
        new = {i.id: encode(i).decode() for i in incidents}
        body = {
            "made_by": made_by,
            "methodology": methodology,
            "version": self._version,
            "lexicon": self._lexicon,
            "digest": incidents_digest(new.values(), (encode(a).decode() for a in assessments)),
            "added": sorted(new.keys() - old.keys()),
            "changed": {i: _claims_of(old[i]) for i in sorted(new.keys() & old.keys()) if old[i] != new[i]},
            "removed": {i: _claims_of(old[i]) for i in sorted(old.keys() - new.keys())},
        }
        with self._transaction():
            for table in ("accounts", "assessments", "incidents"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            for incident in incidents:
                row = {"id": incident.id, "claims": len(incident.claims), "body": new[incident.id]}
                self._db.execute(insert("incidents", row), row)
            for assessment in assessments:
                row = assessment_row(assessment)
                self._db.execute(insert("assessments", row), row)
                for account in account_rows(assessment):
                    self._db.execute(insert("accounts", account), account)
            self._log("incidents", "all", body)

    def _add(self, reading: Reading) -> Rejected | None:
        document = reading.document
        old = self._db.execute("SELECT text_sha256, text, body FROM documents WHERE id = ?", (document.id,)).fetchone()
        if old is None:
            row = {
                **document_row(document), "input_digest": reading.input_digest, "made_by": reading.made_by,
                "run": self._number(),
            }  # fmt: skip
            self._db.execute(insert("documents", row), row)
            changed = True
        elif old[0] != text_digest(document.text):
            return Rejected(
                document.name or document.id, "store",
                f"the id {document.id!r} stands for another text in this store; give the document another id",
            )  # fmt: skip
        else:
            changed = self._update_document(_with_marks(document, document_of(old[1], old[2])))
            self._db.execute(
                "UPDATE documents SET input_digest = ?, made_by = ? WHERE id = ?",
                (reading.input_digest, reading.made_by, document.id),
            )
        changed = self._put_claims(document.id, reading.claims) or changed
        if changed:
            self._log("document", document.id, {
                "sha256": document.sha256,
                "text_sha256": text_digest(document.text),
                "claims": [c.id for c in reading.claims],
                "claims_digest": claims_digest(encode(c).decode() for c in reading.claims),
            })  # fmt: skip
        self._supersede_rejected(reading)
        return None

    def _put_claims(self, document_id: str, claims: Sequence[Claim]) -> bool:
        """Makes these the current claims of the document; those it no longer has are superseded, never deleted."""
        current = {
            (key, body): (row, position)
            for row, key, body, position in self._db.execute(
                "SELECT row, key, body, position FROM claims WHERE document_id = ? AND superseded_by IS NULL",
                (document_id,),
            )
        }
        rows = [claim_row(claim, position) for position, claim in enumerate(claims)]
        wanted = {(row["key"], row["body"]) for row in rows}
        gone = [row for pair, (row, _) in current.items() if pair not in wanted]
        for row in gone:
            self._db.execute("UPDATE claims SET superseded_by = ? WHERE row = ?", (self._number(), row))
        changed = bool(gone)
        for claim, columns in zip(claims, rows, strict=True):
            known = current.get((columns["key"], columns["body"]))
            if known is None:
                self._insert_claim(claim, {**columns, "run": self._number()})
                changed = True
            elif known[1] != columns["position"]:
                self._db.execute("UPDATE claims SET position = ? WHERE row = ?", (columns["position"], known[0]))
                changed = True
        return changed

    def _insert_claim(self, claim: Claim, row: dict[str, object]) -> None:
        number = self._db.execute(insert("claims", row), row).lastrowid
        self._db.executemany(
            "INSERT INTO quantities VALUES (?,?,?,?,?,?)",
            [(number, q.measure, q.of, q.low, q.high, q.text) for q in claim.quantities],
        )

    def _update_document(self, document: Document) -> bool:
        """Writes the row anew where anything in it differs."""
        row = document_row(document)
        old = self._db.execute("SELECT body FROM documents WHERE id = ?", (document.id,)).fetchone()
        if old is None or old[0] == row["body"]:
            return False
        self._number()
        names = ", ".join(f"{name} = :{name}" for name in row if name not in ("id", "text", "text_sha256"))
        self._db.execute(f"UPDATE documents SET {names} WHERE id = :id", row)  # noqa: S608 - names of our own
        return True

    def _reject(self, rejected: Rejected) -> None:
        key = (rejected.id, rejected.stage, rejected.reason)
        old = self._db.execute(
            "SELECT superseded_by FROM rejected WHERE id = ? AND stage = ? AND reason = ?", key
        ).fetchone()
        if old is not None and old[0] is None:
            return
        self._db.execute("INSERT OR REPLACE INTO rejected VALUES (?,?,?,?,NULL)", (*key, self._number()))
        self._log("rejected", rejected.id, {"stage": rejected.stage, "reason": rejected.reason})

    def _supersede_rejected(self, reading: Reading) -> None:
        """Rejections of the earlier reading that no longer hold, and of the input that can be read by now."""
        document = reading.document
        now = {(r.id, r.stage, r.reason) for r in reading.rejected}
        before = self._db.execute(
            "SELECT id, stage, reason FROM rejected WHERE superseded_by IS NULL AND"
            " (id = ? OR substr(id, 1, ?) = ? OR (id = ? AND stage = 'read'))",
            (document.id, len(document.id) + 1, f"{document.id}#", document.name),
        ).fetchall()
        for key in before:
            if tuple(key) not in now:
                self._db.execute(
                    "UPDATE rejected SET superseded_by = ? WHERE id = ? AND stage = ? AND reason = ?",
                    (self._number(), *key),
                )
        for one in reading.rejected:
            self._reject(one)

    def _number(self) -> int:
        """The number of this run; its row is made with the first thing that is new."""
        if self._run is None:
            self._run = self._db.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()[0]
            inputs = msgspec.json.encode(self._inputs).decode()
            self._db.execute(
                "INSERT INTO runs VALUES (?,?,?,?,?)", (self._run, log.now(), self._version, self._lexicon, inputs)
            )
            self._log("run", str(self._run), {
                "version": self._version, "lexicon": self._lexicon, "inputs": self._inputs,
            })  # fmt: skip
        return self._run

    def _log(self, kind: str, subject: str, body: object) -> None:
        log.append(self._db, self._number(), kind, subject, body)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        before = self._run
        try:
            with transaction(self._db, self._path):
                yield
        except BaseException:
            self._run = before
            raise


def incidents_digest(incidents: Iterable[str], assessments: Iterable[str]) -> str:
    """One hash over the bodies of all incidents and assessments, in whatever order they come."""
    return claims_digest((*sorted(incidents), *sorted(assessments)))


def claims_digest(bodies: Iterable[str]) -> str:
    """One hash over bodies in their order."""
    digest = hashlib.sha256()
    for body in bodies:
        digest.update(hashlib.sha256(body.encode()).digest())
    return digest.hexdigest()


def _claims_of(body: str) -> list[str]:
    return list(msgspec.json.decode(body)["claims"])


def _with_marks(document: Document, old: Document) -> Document:
    """The copy marks belong to the collection: a document that is read again keeps them until they are found anew."""
    return replace(document, copy_of=old.copy_of, copy_kind=old.copy_kind, copy_degree=old.copy_degree, root=old.root)
