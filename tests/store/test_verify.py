"""Verification finds every change that went past the program."""

import sqlite3

import pytest
from made_up_records import claim, incident, reading, report

from claimtrail.store import open_store, verify


@pytest.fixture
def store(tmp_path):
    store = open_store(str(tmp_path / "claimtrail.db"))
    first, second = report(1), report(2)
    with store.writer(["in"], "1", "w") as writer:
        writer.add([reading(first, [claim(first, 1), claim(first, 2, "killed 17 people")]), reading(second)])
        writer.add([reading(first, [claim(first, 1)], made_by="v2")])
        writer.replace_incidents(*([one] for one in incident("doc-1#c1", "doc-2#c1")), "rules", "m1")
    return store


def test_an_untouched_store_has_no_problem(store):
    with store.view() as view:
        found = verify(view)
    assert found.problems == ()
    assert (found.documents, found.spans, found.entries) == (2, 3, 5)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE documents SET text = replace(text, '17', '71') WHERE id = 'doc-1'", "doc-1: its text does not have"),
        ("UPDATE documents SET text = 'a' || text WHERE id = 'doc-2'", "characters 44..77 of its document are not"),
        ("UPDATE claims SET actor = 'nobody' WHERE key = 'doc-2#c1'", "column actor says 'nobody'"),
        ("UPDATE claims SET body = replace(body, '2031', '2032') WHERE key = 'doc-2#c1'", "doc-2: its claims are not"),
        ("UPDATE claims SET superseded_by = 1 WHERE key = 'doc-2#c1'", "doc-2: its claims are not those"),
        ("UPDATE claims SET body = '{' WHERE key = 'doc-2#c1'", "its body cannot be read"),
        ("DELETE FROM documents WHERE id = 'doc-2'", "doc-2: the log knows it, but it is missing"),
        ("UPDATE incidents SET body = replace(body, 'doc-2#c1', 'doc-3#c1')", "incidents: they are not those"),
        (
            "UPDATE log SET body = replace(body, 'ab', 'cd') WHERE seq = 2",
            "log entry 2 (document doc-1): it was changed",
        ),
        ("DELETE FROM log WHERE seq = 3", "entries 3 to 3 are missing"),
    ],
)
def test_a_change_past_the_program_shows(store, change, says):
    with sqlite3.connect(store.path) as db:
        db.execute("DROP TRIGGER log_is_not_changed")
        db.execute("DROP TRIGGER log_is_not_deleted")
        assert db.execute(change).rowcount
    db.close()
    with store.view() as view:
        problems = verify(view).problems
    assert any(says in problem for problem in problems), problems


def test_a_text_changed_together_with_its_hash_does_not_fit_the_log(store):
    from claimtrail.store.rows import text_digest

    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE documents SET text = ?, text_sha256 = ? WHERE id = 'doc-2'", ("new", text_digest("new")))
    db.close()
    with store.view() as view:
        assert "document doc-2: its text is not the one that the log recorded" in verify(view).problems
