"""What Writer and View ask of a database, and what every kind of database has in common: checks and migrations.

SQL is written once, in what SQLite and PostgreSQL both understand, with `?` for values. What differs stands in
sqlite.py and postgresql.py, and in the files migrations/NAME.KIND.sql.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Protocol

from claimtrail.errors import StoreError

APPLICATION_ID = 0x636C7472  # "cltr": marks a file as ours for file(1), and names our lock on a server
KINDS = ("sqlite", "postgresql")
BUSY_SECONDS = 10  # how long a writer waits for another one
Row = tuple[Any, ...]


class Database(ABC):
    """One open connection. Every method raises StoreError, one plain line, for whatever the database reports."""

    kind: ClassVar[str]
    name: str  # as messages say it, without a password

    @abstractmethod
    def execute(self, sql: str, *values: object) -> None:
        """Runs one statement."""

    @abstractmethod
    def fill(self, sql: str, many: Sequence[Sequence[object]]) -> None:
        """Runs one statement for each row of values."""

    @abstractmethod
    def script(self, sql: str) -> None:
        """Runs several statements inside the transaction of the caller."""

    @abstractmethod
    def each(self, sql: str, *values: object) -> Iterator[Row]:
        """The rows of a query, one by one."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, one writer at a time: committed at the end, undone on any error."""

    @abstractmethod
    def tables(self) -> set[str]:
        """The names of the tables that are there."""

    @abstractmethod
    def claim(self) -> None:
        """Marks the empty place as a store, inside the transaction of the caller."""

    @abstractmethod
    def is_ours(self) -> bool:
        """False when the tables that are there bear the mark of another program, or none."""

    @abstractmethod
    def back_up(self, step: str) -> None:
        """Keeps a copy of what is there before the step `step` changes it, where copies are ours to make."""

    @abstractmethod
    def damage(self) -> Iterator[str]:
        """What the database itself finds wrong with what it keeps."""

    @abstractmethod
    def close(self) -> None:
        """Ends the connection. What was not committed is gone."""

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        return list(self.each(sql, *values))

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, if there is any."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Adds rows that have the same columns; names come from our own code, values are bound."""
        if rows:
            names, places = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
            sql = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608
            self.fill(sql, [tuple(row.values()) for row in rows])


class Place(Protocol):
    """Where a store is kept: a file or a server."""

    @property
    def name(self) -> str:
        """As messages say it, without a password."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that are kept on this machine, the one that a user names first."""

    def open_to_write(self) -> Database:
        """The connection of a Writer, at the newest schema."""

    def open_to_read(self) -> Database:
        """The connection of a View: it cannot write, and sees one moment."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A named step of the schema, run in one transaction and never changed after a release."""

    name: str
    sql: str  # for every kind of database
    own: dict[str, str]  # what only one kind needs or understands, run after `sql`


def migrations() -> tuple[Migration, ...]:
    """All steps in their order."""
    found = {f.name: f.read_text("utf-8") for f in files("claimtrail.store").joinpath("migrations").iterdir()}
    steps = sorted(name.removesuffix(".sql") for name in found if name.endswith(".sql") and name.count(".") == 1)
    return tuple(
        Migration(
            step, found[f"{step}.sql"], {k: found[f"{step}.{k}.sql"] for k in KINDS if f"{step}.{k}.sql" in found}
        )
        for step in steps
    )


def check(db: Database) -> None:
    """Refuses what is not ours and what a newer program wrote."""
    tables = db.tables()
    if not tables:
        return
    if not db.is_ours() or "migrations" not in tables:
        raise StoreError(f"store {db.name}: this is a database of another program; name another --store")
    unknown = sorted(_done(db) - {m.name for m in migrations()})
    if unknown:
        raise StoreError(f"store {db.name}: a newer claimtrail wrote it (migration {unknown[0]}); update claimtrail")


def missing(db: Database) -> list[Migration]:
    """The steps that this database has not had."""
    done = _done(db)
    return [m for m in migrations() if m.name not in done]


def migrate(db: Database) -> None:
    """Runs the missing steps, each in one transaction; what is there already is backed up first."""
    steps = missing(db)
    if steps and db.tables():
        db.back_up(steps[0].name)
    for step in steps:
        with db.transaction():
            db.claim()
            db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied TEXT NOT NULL)")
            if step.name in _done(db):
                continue  # another process made the same step while this one waited
            db.script(step.sql)
            if db.kind in step.own:
                db.script(step.own[db.kind])
            now = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute("INSERT INTO migrations VALUES (?, ?)", step.name, now)


def _done(db: Database) -> set[str]:
    return {name for (name,) in db.rows("SELECT name FROM migrations")} if "migrations" in db.tables() else set()
