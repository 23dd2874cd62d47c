"""Reads a store and cannot write to it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from claimtrail.errors import StoreError
from claimtrail.model.claims import Claim
from claimtrail.model.codec import decode
from claimtrail.model.documents import CopyGroup, CopyMember, Document
from claimtrail.model.incidents import Assessment, Incident
from claimtrail.model.outcomes import Rejected
from claimtrail.model.results import Results
from claimtrail.store.database import explain
from claimtrail.store.log import LogEntry, entries
from claimtrail.store.rows import document_of


class View:
    """What a store holds, as records. All reads of one call see one moment."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Made by Store.view."""
        self.path, self._db = path, connection

    def __enter__(self) -> "View":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """The rows of a query of the caller's own; raises StoreError in plain words."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as problem:
            raise StoreError(explain(self.path, problem)) from problem

    def documents(self) -> Iterator[Document]:
        """All documents by id, with their text."""
        for text, body in self._each("SELECT text, body FROM documents ORDER BY id"):
            yield document_of(text, body)

    def claims(self) -> Iterator[Claim]:
        """All current claims, by document and place in the text."""
        sql = "SELECT body FROM claims WHERE superseded_by IS NULL ORDER BY document_id, position"
        for (body,) in self._each(sql):
            yield decode(body, Claim)

    def copies(self) -> Iterator[CopyGroup]:
        """The groups of copies by their root."""
        members: dict[str, list[CopyMember]] = {}
        sql = "SELECT root, document_id, kind, containment FROM copies ORDER BY root, document_id"
        for root, *member in self._each(sql):
            members.setdefault(root, []).append(CopyMember(*member))
        for root, group in members.items():
            yield CopyGroup(root, tuple(group))

    def incidents(self) -> Iterator[Incident]:
        """All incidents by id."""
        for (body,) in self._each("SELECT body FROM incidents ORDER BY id"):
            yield decode(body, Incident)

    def assessments(self) -> Iterator[Assessment]:
        """All assessments by the id of their incident."""
        for (body,) in self._each("SELECT body FROM assessments ORDER BY incident"):
            yield decode(body, Assessment)

    def rejected(self) -> Iterator[Rejected]:
        """What could not be read or used, by id, stage and reason."""
        sql = "SELECT id, stage, reason FROM rejected WHERE superseded_by IS NULL ORDER BY id, stage, reason"
        for row in self._each(sql):
            yield Rejected(*row)

    def log(self) -> Iterator[LogEntry]:
        """The whole log, oldest first."""
        try:
            yield from entries(self._db)
        except sqlite3.Error as problem:
            raise StoreError(explain(self.path, problem)) from problem

    def results(self) -> Results:
        """Everything at one moment, as the report and the exports read it."""
        self._db.execute("BEGIN")
        try:
            made = self._last("SELECT body FROM log WHERE kind = 'incidents' ORDER BY seq DESC LIMIT 1")
            run = self._last("SELECT json_object('version', version, 'lexicon', lexicon) FROM runs ORDER BY run DESC")
            return Results(
                documents=tuple(self.documents()),
                copies=tuple(self.copies()),
                claims=tuple(self.claims()),
                incidents=tuple(self.incidents()),
                assessments=tuple(self.assessments()),
                rejected=tuple(self.rejected()),
                version=run.get("version", ""),
                lexicon=run.get("lexicon", ""),
                methodology=made.get("methodology", ""),
            )
        finally:
            self._db.execute("COMMIT")

    def _last(self, sql: str) -> dict[str, str]:
        row = self._db.execute(sql).fetchone()
        return msgspec.json.decode(row[0], type=dict) if row else {}

    def _each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(sql)
        except sqlite3.Error as problem:
            raise StoreError(explain(self.path, problem)) from problem
