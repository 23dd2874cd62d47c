"""Verification finds every change that went past the program."""

from dataclasses import replace

import pytest
from made_up_records import claim, copies, incident, reading, report

from claimtrail.store import verify
from claimtrail.store.rows import text_digest


@pytest.fixture
def store(store):
    first, second = report(1), report(2)
    with store.writer(["in"], "1", "w") as writer:
        writer.add([reading(first, [claim(first, 1), claim(first, 2, "killed 17 people")]), reading(second)])
        writer.add([reading(first, [claim(first, 1)], made_by="v2")])
        writer.mark_copies([replace(second, copy_of="doc-1", copy_kind="trimmed", copy_degree=0.75)], copies())
        writer.replace_incidents(*([one] for one in incident("doc-1#c1", "doc-2#c1")), "rules", "m1")
    return store


def test_an_untouched_store_has_no_problem(store):
    with store.view() as view:
        found = verify(view)
    assert found.problems == ()
    assert (found.documents, found.spans, found.entries) == (2, 3, 6)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE documents SET text = replace(text, '17', '71') WHERE id = 'doc-1'", "doc-1: its text does not have"),
        ("UPDATE documents SET text = 'a' || text WHERE id = 'doc-2'", "characters 44..77 of its document are not"),
        ("UPDATE claims SET actor = 'nobody' WHERE key = 'doc-2#c1'", "column actor says 'nobody'"),
        ("UPDATE claims SET body = replace(body, '2031', '2032') WHERE key = 'doc-2#c1'", "doc-2: its claims are not"),
        ("UPDATE claims SET superseded_by = 1 WHERE key = 'doc-2#c1'", "doc-2: its claims are not those"),
        ("UPDATE claims SET body = '{' WHERE key = 'doc-2#c1'", "its body cannot be read"),
        ("UPDATE documents SET outlet = 'Lowland Post' WHERE id = 'doc-1'", "doc-1: the column outlet says"),
        (
            "UPDATE documents SET outlet = 'X', body = replace(body, 'Upland Post', 'X') WHERE id = 'doc-1'",
            "doc-1: what is said of it is not what the log recorded",
        ),
        ("UPDATE quantities SET low = 71 WHERE claim_row = 1", "doc-1#c1: its rows in quantities are not"),
        ("DELETE FROM quantities WHERE claim_row = 1", "doc-1#c1: its rows in quantities are not"),
        ("UPDATE copies SET containment = 0.5", "copies: they are not those"),
        ("UPDATE assessments SET grade = 'confirmed'", "incident i1: the column grade says 'confirmed'"),
        ("UPDATE accounts SET root = 'somebody' WHERE document_id = 'doc-2'", "accounts: the row"),
        ("DELETE FROM accounts WHERE document_id = 'doc-2'", "accounts: the row"),
        ("UPDATE ranges SET high = 99", "ranges: the row"),
        ("DELETE FROM documents WHERE id = 'doc-2'", "doc-2: the log knows it, but it is missing"),
        ("UPDATE incidents SET body = replace(body, 'doc-2#c1', 'doc-3#c1')", "incidents: they are not those"),
        (
            "UPDATE log SET body = replace(body, 'ab', 'cd') WHERE seq = 2",
            "log entry 2 (document doc-1): it was changed",
        ),
        ("DELETE FROM log WHERE seq = 3", "entries 3 to 3 are missing"),
    ],
)
def test_a_change_past_the_program_shows(store, other_program, change, says):
    with other_program() as db:
        assert db.execute(change).rowcount
    with store.view() as view:
        problems = verify(view).problems
    assert any(says in problem for problem in problems), problems


def test_a_text_changed_together_with_its_hash_does_not_fit_the_log(store, other_program):
    with other_program() as db:
        db.execute(f"UPDATE documents SET text = 'new', text_sha256 = '{text_digest('new')}' WHERE id = 'doc-2'")  # noqa: S608
    with store.view() as view:
        assert "document doc-2: its text is not the one that the log recorded" in verify(view).problems
