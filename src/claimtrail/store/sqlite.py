"""A store in one SQLite file: how it is opened, locked, backed up, and what its errors mean."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from claimtrail.errors import StoreError
from claimtrail.store.database import APPLICATION_ID, BUSY_SECONDS, Database, Row, check, migrate, missing

_PRAGMAS = ("application_id", "quick_check")  # those a View uses; they read


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """The place of a store on this machine."""

    path: Path

    @property
    def name(self) -> str:
        """As messages say it."""
        return str(self.path)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file, and what SQLite keeps beside it while it is open."""
        return tuple(Path(f"{self.path}{ending}") for ending in ("", "-wal", "-shm", "-journal"))

    def open_to_write(self) -> Database:
        """The connection of a Writer; makes the file where there is none. Raises StoreError in plain words."""
        path = self.path
        if path.is_dir():
            raise StoreError(f"store {path}: this is a folder; name a file, as in --store {path / 'claimtrail.db'}")
        if not path.parent.is_dir():
            raise StoreError(f"store {path}: the folder {path.parent} does not exist; make it or name another --store")
        with _plain_errors(path):
            db = Sqlite(path, sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None))
        try:
            check(db)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")  # a commit outlives a power cut
            db.execute("PRAGMA foreign_keys = ON")
            migrate(db)
        except BaseException:
            db.close()
            raise
        return db

    def open_to_read(self) -> Database:
        """The connection of a View, which cannot write. Raises StoreError in plain words."""
        path = self.path
        if not path.is_file():
            raise StoreError(f"store {path}: no such file; make one with: claimtrail run INPUT --store {path}")
        with _plain_errors(path):
            db = Sqlite(path, _connect_to_read(path))
        try:
            db.execute("BEGIN")
            check(db)
            if missing(db):
                raise StoreError(f"store {path}: its schema is older than this program; run claimtrail run on it once")
        except BaseException:
            db.close()
            raise
        return db


class Sqlite(Database):
    """A connection to an SQLite file."""

    kind = "sqlite"

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Made by SqliteFile."""
        self.name, self._path, self._connection = str(path), path, connection

    def execute(self, sql: str, *values: object) -> None:
        """Runs one statement."""
        with _plain_errors(self._path):
            self._connection.execute(sql, values)

    def fill(self, sql: str, many: Sequence[Sequence[object]]) -> None:
        """Runs one statement for each row of values."""
        with _plain_errors(self._path):
            self._connection.executemany(sql, many)

    def script(self, sql: str) -> None:
        """Statement by statement, since `executescript` would commit what the caller began."""
        statement = ""
        for line in sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.execute(statement)
                statement = ""

    def each(self, sql: str, *values: object) -> Iterator[Row]:
        """The rows of a query, one by one."""
        with _plain_errors(self._path):
            yield from self._connection.execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Takes the write lock at the start, so that two writers wait for each other and never mix."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise
        self.execute("COMMIT")

    def tables(self) -> set[str]:
        """The names of the tables in the file."""
        return {name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def claim(self) -> None:
        """Writes our mark into the head of the file."""
        self.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def is_ours(self) -> bool:
        """True when the head of the file bears our mark."""
        return self.row("PRAGMA application_id") == (APPLICATION_ID,)

    def back_up(self, step: str) -> None:
        """A copy beside the file, whole or not there at all; never over an earlier one."""
        stem = f"{self._path.stem}.before-{step}"
        copy, number = self._path.with_name(stem + self._path.suffix), 1
        while copy.exists():
            number += 1
            copy = self._path.with_name(f"{stem}-{number}{self._path.suffix}")
        part = copy.with_name(copy.name + ".part")
        try:
            with _plain_errors(part), closing(sqlite3.connect(part)) as target:
                self._connection.backup(target)
            part.rename(copy)
        except OSError as problem:
            raise StoreError(
                f"store {self._path}: no copy {copy} can be made before its update ({problem})"
            ) from problem
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def damage(self) -> Iterator[str]:
        """What SQLite's own check of the file finds."""
        for (said,) in self.rows("PRAGMA quick_check(5)"):
            if said != "ok":
                yield f"the file is damaged: {said}"

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


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


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        raise StoreError(_explain(path, problem)) from problem


def _explain(path: Path, problem: sqlite3.Error) -> str:
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
