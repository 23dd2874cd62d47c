"""Opening: a fresh file, and one plain line for every file that is none of ours."""

import sqlite3

import pytest
from made_up_records import reading, report

from claimtrail.errors import StoreError
from claimtrail.store import open_store
from claimtrail.store.database import APPLICATION_ID, migrations


def refusal(call):
    with pytest.raises(StoreError) as caught:
        call()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_fresh_file_is_marked_as_ours(tmp_path):
    store = open_store(str(tmp_path / "new.db"))
    store.writer().close()
    with store.view() as view:
        assert view.rows("PRAGMA application_id") == [(APPLICATION_ID,)]


def test_a_fresh_store_has_every_migration_in_order(store):
    store.writer().close()
    with store.view() as view:
        assert view.rows("SELECT name FROM migrations ORDER BY name") == [(m.name,) for m in migrations()]
    assert [m.name for m in migrations()] == sorted(m.name for m in migrations())


def test_an_empty_file_becomes_a_store(tmp_path):
    (tmp_path / "empty.db").touch()
    with open_store(str(tmp_path / "empty.db")).writer() as writer:
        writer.add([reading(report())])
        assert writer.wrote


def test_a_url_and_a_file_name_mean_the_same(tmp_path):
    name = str(tmp_path / "a.db")
    assert open_store(f"sqlite:///{name}") == open_store(name)
    assert "postgresql://" in refusal(lambda: open_store("mysql://me:secret@localhost/claims"))
    assert "secret" not in refusal(lambda: open_store("mysql://me:secret@localhost/claims"))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("notes.txt", b"These are notes and no database at all. " * 50, "not a database"), ("cut.db", None, "damaged")],
)
def test_a_file_that_is_no_sound_database(tmp_path, name, content, says):
    path = tmp_path / name
    if content is None:
        store = open_store(str(path))
        with store.writer() as writer:
            writer.add([reading(report(i)) for i in range(200)])
        content = path.read_bytes()[:20_000]
    path.write_bytes(content)
    message = refusal(lambda: open_store(str(path)).writer())
    assert says in message
    assert name in message
    assert path.read_bytes() == content  # left as it was


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
    db.close()
    before = path.read_bytes()
    assert "another program" in refusal(lambda: open_store(str(path)).writer())
    assert "another program" in refusal(lambda: open_store(str(path)).view())
    assert path.read_bytes() == before


def test_a_store_of_a_newer_program_is_refused(store, other_program):
    store.writer().close()
    with other_program() as db:
        db.execute("INSERT INTO migrations VALUES ('9999_from_the_future', '')")
    for call in (store.writer, store.view):
        assert "newer claimtrail" in refusal(call)
        assert "9999_from_the_future" in refusal(call)


def test_places_that_cannot_hold_a_store(tmp_path):
    assert "folder" in refusal(lambda: open_store(str(tmp_path)).writer())
    assert "does not exist" in refusal(lambda: open_store(str(tmp_path / "no" / "such.db")).writer())
    assert "claimtrail run" in refusal(lambda: open_store(str(tmp_path / "none.db")).view())
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_may_not_be_written(tmp_path, monkeypatch):
    """Rights do not bind an administrator, so the database is made to say what it says to others."""
    path = tmp_path / "locked.db"
    connect = sqlite3.connect

    def read_only(_path, **options):
        return connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)

    open_store(str(path)).writer().close()
    with connect(path) as db:
        db.execute("DELETE FROM migrations")
    db.close()
    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert "cannot be written" in refusal(lambda: open_store(str(path)).writer())
