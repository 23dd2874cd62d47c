"""The append-only log: every entry's hash covers the entry before it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from claimtrail.store.database import Database

FIRST = "0" * 64  # what the first entry has before it


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that changed a result."""

    seq: int
    at: str
    run: int
    kind: str
    subject: str
    body: str
    previous: str
    hash: str

    def computed(self) -> str:
        """The hash that the entry should bear."""
        parts = [self.seq, self.at, self.run, self.kind, self.subject, self.body, self.previous]
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def append(db: Database, run: int, kind: str, subject: str, body: object) -> None:
    """Adds an entry inside the transaction of the caller."""
    last = db.row("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
    seq, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    text = msgspec.json.encode(body, order="deterministic").decode()
    entry = LogEntry(seq, now(), run, kind, subject, text, previous, "")
    db.execute(
        "INSERT INTO log VALUES (?,?,?,?,?,?,?,?)",
        seq, entry.at, run, kind, subject, text, previous, entry.computed(),
    )  # fmt: skip


def entries(db: Database) -> Iterator[LogEntry]:
    """The whole log, oldest first."""
    for row in db.each("SELECT seq, at, run, kind, subject, body, previous, hash FROM log ORDER BY seq"):
        yield LogEntry(*row)


def now() -> str:
    """This moment in UTC, ISO 8601. Only the log and the list of runs know the time; results never do."""
    return datetime.now(UTC).isoformat(timespec="seconds")
