"""The same tests on both kinds of store: SQLite always, a real PostgreSQL server among the slow ones."""

import os
import sqlite3
from contextlib import closing, contextmanager

import postgresql_server
import pytest

from claimtrail.store import open_store


@pytest.fixture(scope="session")
def server():
    """A running server, shared by the session."""
    programs = postgresql_server.programs()
    if programs is None:
        why = "PostgreSQL is not installed; apt-get install postgresql"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    running = postgresql_server.Server(programs)
    try:
        running.start()
        yield running
        running.stop()
    finally:
        running.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def address(request, tmp_path):
    """Where an empty store of each kind can be, as a user names it."""
    if request.param == "sqlite":
        return str(tmp_path / "claimtrail.db")
    return request.getfixturevalue("server").database()


@pytest.fixture
def store(address):
    """An empty store of each kind."""
    return open_store(address)


@pytest.fixture
def other_program(address):
    """Another program at the same database: a connection that commits, and no rule of ours keeps it from anything."""

    @contextmanager
    def connect(guarded=False):
        if "://" not in address:
            with closing(sqlite3.connect(address, isolation_level=None)) as db:
                if not guarded:
                    db.execute("DROP TRIGGER IF EXISTS log_is_not_changed")
                    db.execute("DROP TRIGGER IF EXISTS log_is_not_deleted")
                yield db
            return
        import psycopg

        with closing(psycopg.connect(address, autocommit=True)) as db:
            db.execute("SET search_path TO claimtrail")
            if not guarded:
                db.execute("SET session_replication_role TO replica")  # no triggers, no foreign keys
            yield db

    return connect
