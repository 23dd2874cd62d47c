"""What is written comes back, is written once, and is superseded rather than lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_records import TEXT, claim, copies, incident, reading, report

from claimtrail.errors import StoreError
from claimtrail.model.outcomes import Rejected
from claimtrail.store import open_store, verify


@pytest.fixture
def store(tmp_path):
    return open_store(str(tmp_path / "claimtrail.db"))


def everything(store):
    """Every row of every table of the file, as SQLite has it."""
    with sqlite3.connect(store.path) as db:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
    db.close()
    return found


def write(store, *readings, rejected=(), version="1"):
    with store.writer(["in"], version, "words") as writer:
        refused = writer.add(readings, rejected)
        return writer.wrote, refused


def query(store, sql):
    with store.view() as view:
        return view.rows(sql)


def test_what_is_written_comes_back_as_it_was(store):
    document = report()
    write(store, reading(document, rejected=[Rejected("doc-1#c9", "extract", "no evidence")]))
    with store.view() as view:
        results = view.results()
    assert results.documents == (document,)
    assert results.claims == (claim(document),)
    assert results.rejected == (Rejected("doc-1#c9", "extract", "no evidence"),)
    assert (results.version, results.lexicon) == ("1", "words")


def test_a_person_can_query_it_by_plain_names(store):
    write(store, reading(report()))
    [row] = query(
        store,
        "SELECT d.outlet, d.published, c.place, c.date_start, c.target, c.root_source, c.source_chain, q.low"
        " FROM claims c JOIN documents d ON d.id = c.document_id JOIN quantities q ON q.claim_row = c.row",
    )
    assert row == ("Upland Post", "2031-05-06", "Kelvan", "2031-05-05", "people", "residents", "residents > Wire", 17)
    assert query(store, "SELECT text FROM documents") == [(TEXT,)]


def test_the_same_reading_again_changes_not_one_row(store):
    first = reading(report(), rejected=[Rejected("doc-1#c9", "extract", "no evidence")])
    unreadable = [Rejected("bad.bin", "read", "is a binary file")]
    assert write(store, first, rejected=unreadable) == (True, [])
    before = everything(store)
    assert write(store, first, rejected=unreadable, version="another run") == (False, [])
    assert everything(store) == before


def test_a_known_document_is_told_from_a_changed_one_and_from_other_rules(store):
    document = report()
    first = reading(document)
    write(store, first)
    with store.writer() as writer:
        assert writer.knows("doc-1", first.input_digest, "v1")
        assert writer.knows("doc-1", reading(replace(document, name="elsewhere/1.txt")).input_digest, "v1")
        assert not writer.knows("doc-1", first.input_digest, "v2")
        assert not writer.knows("doc-1", reading(replace(document, outlet="Lowland Post")).input_digest, "v1")


def test_claims_of_a_newer_reading_supersede_the_old_ones_which_stay(store):
    document = report()
    kept, old, new = claim(document, 1), claim(document, 2, killed=17), claim(document, 2, killed=18)
    write(store, reading(document, [kept, old]))
    write(store, reading(document, [kept, new], made_by="v2"))
    with store.view() as view:
        assert tuple(view.claims()) == (kept, new)
    rows = query(store, "SELECT key, run, superseded_by FROM claims ORDER BY row")
    assert rows == [("doc-1#c1", 1, None), ("doc-1#c2", 1, 2), ("doc-1#c2", 2, None)]


def test_a_rejection_that_no_longer_holds_is_superseded(store):
    write(
        store,
        reading(report(), [], [Rejected("doc-1", "annotate", "failed")]),
        rejected=[Rejected("1.txt", "read", "cut off")],
    )
    write(store, reading(report(), made_by="v2"))
    with store.view() as view:
        assert list(view.rejected()) == []
    assert query(store, "SELECT id, superseded_by FROM rejected ORDER BY id") == [("1.txt", 2), ("doc-1", 2)]


def test_corrected_metadata_is_taken_over_and_another_text_under_the_same_id_is_refused(store):
    write(store, reading(report()))
    write(store, reading(replace(report(), outlet="Lowland Post")))
    assert query(store, "SELECT outlet FROM documents") == [("Lowland Post",)]
    other = replace(report(text="Another\nreport altogether, and shells killed 17 people on Monday."), name="b.jsonl#4")
    _, refused = write(store, reading(other))
    assert [(r.id, r.stage) for r in refused] == [("b.jsonl#4", "store")]
    assert "another id" in refused[0].reason
    assert query(store, "SELECT text FROM documents") == [(TEXT,)]


def test_two_runs_add_up_and_the_newer_incidents_replace_the_older(store):
    first, second = report(1), report(2)
    with store.writer(["a"], "1", "w") as writer:
        writer.add([reading(first)])
        assert writer.needs_linking("rules")
        writer.replace_incidents(*([one] for one in incident("doc-1#c1")), "rules", "m1")
        assert not writer.needs_linking("rules")
        assert writer.needs_linking("other rules")
    with store.writer(["b"], "1", "w") as writer:
        writer.add([reading(second)])
        assert writer.needs_linking("rules")
        writer.mark_copies([replace(second, copy_of="doc-1", copy_kind="trimmed", root="doc-1")], copies())
        writer.replace_incidents(*([one] for one in incident("doc-1#c1", "doc-2#c1", number=2)), "rules", "m1")
    with store.view() as view:
        results = view.results()
        kinds = [entry.kind for entry in view.log()]
    assert [d.copy_of for d in results.documents] == [None, "doc-1"]
    assert results.copies == tuple(copies())
    assert [i.id for i in results.incidents] == [a.incident for a in results.assessments] == ["i2"]
    assert results.methodology == "m1"
    assert len(query(store, "SELECT * FROM incident_accounts WHERE headline = 'Shelling, Kelvan'")) == 2
    assert kinds == ["run", "document", "incidents", "run", "document", "copies", "incidents"]
    [(body,)] = query(store, "SELECT body FROM log WHERE seq = 7")
    assert '"removed":{"i1":["doc-1#c1"]}' in body


def test_copy_marks_survive_a_newer_reading(store):
    with store.writer() as writer:
        writer.add([reading(report(1)), reading(report(2))])
        writer.mark_copies([replace(report(2), copy_of="doc-1", copy_kind="exact")], copies())
        writer.add([reading(report(2), made_by="v2")])
    assert query(store, "SELECT copy_of FROM documents WHERE id = 'doc-2'") == [("doc-1",)]


def test_a_view_cannot_write_and_the_log_cannot_be_rewritten(store):
    write(store, reading(report()))
    with store.view() as view:
        with pytest.raises(StoreError):
            view.rows("DELETE FROM documents")
        assert not any(hasattr(view, name) for name in ("add", "replace_incidents", "mark_copies"))
    with sqlite3.connect(store.path) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute("UPDATE log SET body = '{}'")
    db.close()


def test_a_failed_batch_leaves_nothing_behind(store):
    write(store, reading(report(1)))
    before = everything(store)
    broken = reading(report(2), [claim(report(2)), claim(report(2))])  # the same claim twice
    with store.writer() as writer, pytest.raises(StoreError):
        writer.add([reading(report(3)), broken])
    assert everything(store) == before
    assert write(store, reading(report(3)))[0]


def test_killed_in_the_middle_of_a_batch_the_store_opens_and_has_what_was_committed(store, tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from made_up_records import reading, report\n"
        "from claimtrail.store import open_store\n"
        f"writer = open_store({str(store.path)!r}).writer(['in'], '1', 'w')\n"
        "writer.add([reading(report(i)) for i in range(50)])\n"
        "print('committed', flush=True)\n"
        "writer.add([reading(report(i)) if i < 50_000 else print('half', flush=True) for i in range(50, 50_001)])\n"
    )
    process = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "committed\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.4)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert write(store, reading(report(7)))[0] is False
    with store.view() as view:
        assert len(list(view.documents())) == 50
        assert verify(view).problems == ()


def test_two_writers_at_once_do_not_mix(store):
    with store.writer(["a"]) as one, store.writer(["b"]) as two:
        one.add([reading(report(1))])
        two.add([reading(report(2))])
        one.add([reading(report(3))])
    assert query(store, "SELECT id, run FROM documents ORDER BY id") == [("doc-1", 1), ("doc-2", 2), ("doc-3", 1)]
    with store.view() as view:
        assert verify(view).problems == ()
