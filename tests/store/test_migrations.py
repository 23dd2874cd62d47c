"""A file of an earlier version: kept as a copy, brought up to date, equal to a fresh one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_up_records import claim, incident, reading, report

from claimtrail.errors import StoreError
from claimtrail.store import database, open_store, verify


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A file that only the first migration has seen, filled by a program that knew no other."""
    store = open_store(str(tmp_path / "war.db"))
    with store.writer(["in"], "1", "w") as writer:
        writer.add([reading(report())])
        writer.replace_incidents(*([one] for one in incident("doc-1#c1")), "rules", "m1")
    with closing(sqlite3.connect(tmp_path / "war.db", isolation_level=None)) as db:
        for name in ("source_list", "account_list", "incident_list", "claim_list", "document_list", "rejected_list"):
            db.execute(f"DROP VIEW {name}")
        db.execute("DROP TABLE ranges")
        db.execute("DELETE FROM migrations WHERE name <> '0001_ledger'")
        first = database.migrations()[0].sql
        db.executescript(first[first.index("CREATE VIEW") :])
    return store


def schema(path: Path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def test_an_old_file_gets_the_schema_of_a_fresh_one_and_keeps_what_it_held(old, tmp_path):
    with pytest.raises(StoreError, match="run claimtrail run on it once"):
        old.view()
    old.writer().close()
    open_store(str(tmp_path / "fresh.db")).writer().close()
    assert schema(tmp_path / "war.db") == schema(tmp_path / "fresh.db")
    with old.view() as view:
        assert tuple(view.claims()) == (claim(report()),)
        assert view.rows("SELECT place, killed_low, killed_high FROM incident_list") == [("Kelvan", 17, 21)]
        assert verify(view).problems == ()


def test_an_old_file_is_copied_before_it_is_changed_and_no_copy_is_overwritten(old, tmp_path):
    (tmp_path / "war.before-0002_lists.db").write_text("somebody's own")
    before = schema(tmp_path / "war.db")
    old.writer().close()
    assert (tmp_path / "war.before-0002_lists.db").read_text() == "somebody's own"
    copy = tmp_path / "war.before-0002_lists-2.db"
    assert schema(copy) == before
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT count(*) FROM claims").fetchone() == (1,)
    old.writer().close()
    assert sorted(p.name for p in tmp_path.glob("*.before*")) == sorted([
        "war.before-0002_lists.db", "war.before-0002_lists-2.db",
    ])  # fmt: skip


def test_without_room_for_the_copy_the_old_file_stays_as_it_is(old, tmp_path):
    before = schema(tmp_path / "war.db")
    (tmp_path / "war.before-0002_lists.db.part").mkdir()  # the copy cannot be written
    with pytest.raises(StoreError, match="cannot be written"):
        old.writer()
    assert schema(tmp_path / "war.db") == before


def test_a_step_that_fails_leaves_the_old_file_as_it_was(old, tmp_path, monkeypatch):
    before = schema(tmp_path / "war.db")
    first, second = database.migrations()
    broken = database.Migration(second.name, second.sql + "\nCREATE TABLE claims (x);", second.own)
    monkeypatch.setattr(database, "migrations", lambda: (first, broken))
    with pytest.raises(StoreError, match="claims already exists"):
        old.writer()
    assert schema(tmp_path / "war.db") == before


def test_a_fresh_file_needs_no_copy(tmp_path):
    open_store(str(tmp_path / "new.db")).writer().close()
    assert [p.name for p in tmp_path.iterdir()] == ["new.db"]
