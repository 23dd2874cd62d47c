"""A store on a PostgreSQL server, for teams: in a schema of its own, so that it shares a database with other programs.

Needs the extra `postgres` (psycopg 3).
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import errors

from claimtrail.errors import StoreError
from claimtrail.store.database import APPLICATION_ID, BUSY_SECONDS, Database, Row, check, migrate, missing

SCHEMA = "claimtrail"
_PAGE = 200  # rows of a query that are in memory at once

# The migrations are written as SQLite wants them. Collation "C" orders as SQLite does, whatever the server's language.
_WORDS = {"INTEGER": "BIGINT", "REAL": "DOUBLE PRECISION", "TEXT": 'TEXT COLLATE "C"', "group_concat": "string_agg"}
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b")


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """The place of a store on a server. `url` as libpq takes it: postgresql://user@host:port/database."""

    url: str

    @property
    def name(self) -> str:
        """The address without the password."""
        return without_password(self.url)

    @property
    def files(self) -> tuple[Path, ...]:
        """None on this machine."""
        return ()

    def open_to_write(self) -> Database:
        """The connection of a Writer; makes the schema where there is none. Raises StoreError in plain words."""
        db = PostgreSQL(self.name, self._connect(), reads_only=False)
        try:
            check(db)
            migrate(db)
        except BaseException:
            db.close()
            raise
        return db

    def open_to_read(self) -> Database:
        """The connection of a View, which cannot write. Raises StoreError in plain words."""
        connection = self._connect()
        connection.read_only, connection.isolation_level = True, psycopg.IsolationLevel.REPEATABLE_READ
        connection.autocommit = False  # one transaction, so that all is read at one moment
        db = PostgreSQL(self.name, connection, reads_only=True)
        try:
            check(db)
            if not db.tables():
                raise StoreError(f"store {self.name}: empty; fill it with: claimtrail run INPUT --store {self.name}")
            if missing(db):
                raise StoreError(
                    f"store {self.name}: its schema is older than this program; run claimtrail run on it once"
                )
        except BaseException:
            db.close()
            raise
        return db

    def _connect(self) -> psycopg.Connection[Row]:
        with _plain_errors(self.name):
            connection = psycopg.connect(
                self.url, autocommit=True, connect_timeout=BUSY_SECONDS, application_name="claimtrail",
                client_encoding="utf8",
            )  # fmt: skip
            connection.execute(f"SET search_path TO {SCHEMA}")
            connection.execute(f"SET lock_timeout TO '{BUSY_SECONDS}s'")
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            raise StoreError(f"store {self.name}: the database is in {encoding}; make one with: createdb -E UTF8 NAME")
        return connection


class PostgreSQL(Database):
    """A connection to a PostgreSQL server."""

    kind = "postgresql"

    def __init__(self, name: str, connection: psycopg.Connection[Row], reads_only: bool) -> None:
        """Made by PostgresServer."""
        self.name, self._connection, self._reads_only = name, connection, reads_only
        self._cursors = count()

    def execute(self, sql: str, *values: object) -> None:
        """Runs one statement."""
        with _plain_errors(self.name):
            self._connection.execute(_own(sql, values), values or None)

    def fill(self, sql: str, many: Sequence[Sequence[object]]) -> None:
        """Runs one statement for each row of values."""
        with _plain_errors(self.name), self._connection.cursor() as cursor:
            cursor.executemany(_own(sql, (True,)), many)

    def script(self, sql: str) -> None:
        """All at once, with the words that PostgreSQL has for the same."""
        self.execute(sql if "$$" in sql else _WORD.sub(lambda m: _WORDS[m[0]], sql))

    def each(self, sql: str, *values: object) -> Iterator[Row]:
        """The rows of a query, a page at a time. A View's must be one query: a cursor takes nothing else."""
        with _plain_errors(self.name):
            try:
                if not self._reads_only:
                    yield from self._connection.execute(_own(sql, values), values or None)
                    return
                with self._connection.cursor(f"c{next(self._cursors)}") as cursor:
                    cursor.itersize = _PAGE
                    cursor.execute(_own(sql, values), values or None)
                    yield from cursor
            except psycopg.Error:
                if self._reads_only and not self._connection.broken:
                    self._connection.rollback()  # else every later query would be refused
                raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Takes our lock at the start, so that two writers wait for each other and never mix."""
        with _plain_errors(self.name), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (APPLICATION_ID,))
            yield

    def tables(self) -> set[str]:
        """The names of the tables in our schema."""
        return {name for (name,) in self.rows("SELECT tablename::text FROM pg_tables WHERE schemaname = ?", SCHEMA)}

    def claim(self) -> None:
        """Makes the schema, unless the keeper of the database has made it for a user who may not."""
        if not self.rows("SELECT 1 FROM pg_namespace WHERE nspname = ?", SCHEMA):
            self.execute(f"CREATE SCHEMA {SCHEMA}")

    def is_ours(self) -> bool:
        """The name of the schema is the mark."""
        return True

    def back_up(self, step: str) -> None:
        """Nothing: a step is one transaction, and copies of a server are its keeper's (pg_dump)."""

    def damage(self) -> Iterator[str]:
        """Nothing: the server checks its own pages."""
        yield from ()

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()


def without_password(url: str) -> str:
    """The address as it may stand in a message."""
    return re.sub(r"([?&]password=)[^&]*", r"\1...", re.sub(r"(://[^:/@]*):[^@/]*@", r"\1@", url))


def _own(sql: str, values: Sequence[object]) -> str:
    """The same statement with psycopg's marks for values."""
    return sql.replace("%", "%%").replace("?", "%s") if values else sql


@contextmanager
def _plain_errors(name: str) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as problem:
        raise StoreError(_explain(name, problem)) from problem


def _explain(name: str, problem: psycopg.Error) -> str:
    """One plain line for what the server reports."""
    said = " ".join(str(problem).split("\n")[0].split())
    if isinstance(problem, errors.LockNotAvailable):
        return f"store {name}: another program is writing to it; try again when it is done"
    if isinstance(problem, errors.DiskFull):
        return f"store {name}: the server's disk is full; make room and run again, what was stored stays"
    if isinstance(problem, errors.InsufficientPrivilege):
        return f"store {name}: this user may not do that ({said}); ask the keeper of the database"
    if isinstance(problem, psycopg.OperationalError) and problem.sqlstate is None:
        return f"store {name}: the server cannot be reached or refuses ({said}); check the address and try again"
    return f"store {name}: {said}"
