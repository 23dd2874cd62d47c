"""Reads a store and cannot write to it."""

from collections.abc import Iterator
from types import TracebackType

import msgspec

from claimtrail.model.claims import Claim
from claimtrail.model.codec import decode
from claimtrail.model.documents import CopyGroup, CopyMember, Document
from claimtrail.model.incidents import Assessment, Incident
from claimtrail.model.outcomes import Rejected
from claimtrail.model.results import Results
from claimtrail.store.database import Database, Row
from claimtrail.store.log import LogEntry, entries
from claimtrail.store.rows import document_of


class View:
    """What a store holds, as records. All of a View's reads see one moment, whatever is written meanwhile."""

    def __init__(self, db: Database) -> None:
        """Made by Store.view."""
        self._db = db

    def __enter__(self) -> "View":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file, or the connection to the server."""
        self._db.close()

    def rows(self, sql: str, *values: object) -> list[Row]:
        """The rows of a query of the caller's own, with `?` for values; raises StoreError in plain words."""
        return self._db.rows(sql, *values)

    def each(self, sql: str, *values: object) -> Iterator[Row]:
        """The same, row by row, for what does not fit into memory."""
        return self._db.each(sql, *values)

    def damage(self) -> Iterator[str]:
        """What the database itself finds wrong with what it keeps."""
        return self._db.damage()

    def documents(self) -> Iterator[Document]:
        """All documents by id, with their text."""
        for text, body in self.each("SELECT text, body FROM documents ORDER BY id"):
            yield document_of(text, body)

    def claims(self) -> Iterator[Claim]:
        """All current claims, by document and place in the text."""
        sql = "SELECT body FROM claims WHERE superseded_by IS NULL ORDER BY document_id, position"
        for (body,) in self.each(sql):
            yield decode(body, Claim)

    def copies(self) -> Iterator[CopyGroup]:
        """The groups of copies by their root."""
        members: dict[str, list[CopyMember]] = {}
        sql = "SELECT root, document_id, kind, containment FROM copies ORDER BY root, document_id"
        for root, *member in self.each(sql):
            members.setdefault(root, []).append(CopyMember(*member))
        for root, group in members.items():
            yield CopyGroup(root, tuple(group))

    def incidents(self) -> Iterator[Incident]:
        """All incidents by id."""
        for (body,) in self.each("SELECT body FROM incidents ORDER BY id"):
            yield decode(body, Incident)

    def assessments(self) -> Iterator[Assessment]:
        """All assessments by the id of their incident."""
        for (body,) in self.each("SELECT body FROM assessments ORDER BY incident"):
            yield decode(body, Assessment)

    def rejected(self) -> Iterator[Rejected]:
        """What could not be read or used, by id, stage and reason."""
        sql = "SELECT id, stage, reason FROM rejected WHERE superseded_by IS NULL ORDER BY id, stage, reason"
        for row in self.each(sql):
            yield Rejected(*row)

    def log(self) -> Iterator[LogEntry]:
        """The whole log, oldest first."""
        return entries(self._db)

    def results(self) -> Results:
        """Everything, as the report and the exports read it."""
        made = self._db.row("SELECT body FROM log WHERE kind = 'incidents' ORDER BY seq DESC LIMIT 1")
        version, lexicon = self._db.row("SELECT version, lexicon FROM runs ORDER BY run DESC LIMIT 1") or ("", "")
        return Results(
            documents=tuple(self.documents()),
            copies=tuple(self.copies()),
            claims=tuple(self.claims()),
            incidents=tuple(self.incidents()),
            assessments=tuple(self.assessments()),
            rejected=tuple(self.rejected()),
            version=version,
            lexicon=lexicon,
            methodology=msgspec.json.decode(made[0])["methodology"] if made else "",
        )
