"""Opens the SQLite file of a store: checks whose it is, migrates it, and says plainly what is wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from claimtrail.errors import StoreError

APPLICATION_ID = 0x636C7472  # "cltr": marks the file as ours, for us and for file(1)
BUSY_SECONDS = 10
_PRAGMAS = ("application_id", "quick_check")  # those a View uses; they read


@dataclass(frozen=True, slots=True)
class Migration:
    """A named step of the schema, run in one transaction and never changed after a release."""

    name: str
    sql: str


def migrations() -> tuple[Migration, ...]:
    """All steps in their order."""
    found = (f for f in files("claimtrail.store").joinpath("migrations").iterdir() if f.name.endswith(".sql"))
    return tuple(
        Migration(f.name.removesuffix(".sql"), f.read_text("utf-8")) for f in sorted(found, key=lambda f: f.name)
    )


def open_to_write(path: Path) -> sqlite3.Connection:
    """The connection of a Writer; makes the file where there is none. Raises StoreError in plain words."""
    if path.is_dir():
        raise StoreError(f"store {path}: this is a folder; name a file, as in --store {path / 'claimtrail.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"store {path}: the folder {path.parent} does not exist; make it or name another --store")
    with _plain_errors(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _check(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """The connection of a View, which cannot write. Raises StoreError in plain words."""
    if not path.is_file():
        raise StoreError(f"store {path}: no such file; make one with: claimtrail run INPUT --store {path}")
    with _plain_errors(path):
        connection = _connect_to_read(path)
        try:
            _check(connection, path)
            missing = [m.name for m in migrations() if m.name not in _done(connection)]
            if missing:
                raise StoreError(f"store {path}: its schema is older than this program; run claimtrail run on it once")
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that may tidy up after itself; where nothing can be written, SQLite needs to be told so."""
    uri = path.resolve().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None)
    connection.set_authorizer(_reads_only)
    return connection


def _reads_only(action: int, what: str | None, *_: str | None) -> int:
    """Lets through what reads, and nothing else, whatever SQL comes."""
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_TRANSACTION or (action == sqlite3.SQLITE_PRAGMA and what in _PRAGMAS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuses what is not ours and what a newer program wrote."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or "migrations" not in tables:
        raise StoreError(f"store {path}: this is a database of another program; name another --store")
    unknown = sorted(_done(connection) - {m.name for m in migrations()})
    if unknown:
        raise StoreError(f"store {path}: a newer claimtrail wrote it (migration {unknown[0]}); update claimtrail")


def _done(connection: sqlite3.Connection) -> set[str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        return set()
    return {row[0] for row in connection.execute("SELECT name FROM migrations")}


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Runs the steps that this file has not had, each in one transaction."""
    for step in migrations():
        if step.name in _done(connection):
            continue
        at = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            connection.executescript(_script(step, at))
        except sqlite3.IntegrityError:  # another process made the same step in the meantime
            connection.rollback()
            if step.name not in _done(connection):
                raise
        except sqlite3.Error:
            connection.rollback()
            raise


def _script(step: Migration, at: str) -> str:
    """One transaction; the name goes in first, so that a second process making the same step stops at it."""
    return ";".join((
        "BEGIN IMMEDIATE",
        f"PRAGMA application_id = {APPLICATION_ID}",
        "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied TEXT NOT NULL)",
        f"INSERT INTO migrations VALUES ('{step.name}', '{at}')",  # noqa: S608 - a file name of our own
        step.sql,
        "COMMIT;",
    ))  # fmt: skip


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        raise StoreError(explain(path, problem)) from problem


def explain(path: Path, problem: sqlite3.Error) -> str:
    """One plain line for what SQLite reports about the file."""
    said = str(problem)
    if "not a database" in said:
        return f"store {path}: this file is not a database; name another --store"
    if "locked" in said:
        return f"store {path}: another program is writing to it; try again when it is done"
    if "malformed" in said:
        return f"store {path}: the file is damaged ({said}); restore a copy, or run again into a new --store"
    if "full" in said:
        return f"store {path}: the disk is full; make room and run again, what was stored stays"
    if "readonly" in said or "unable to open" in said:
        return f"store {path}: it cannot be written or opened; check the rights of the file and its folder"
    return f"store {path}: {said}"


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing: committed at the end, undone on any error."""
    with _plain_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise
        connection.execute("COMMIT")
