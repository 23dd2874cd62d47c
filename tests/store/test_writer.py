"""What is written comes back, is written once, and is superseded rather than lost."""

import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_records import TEXT, claim, copies, incident, reading, report

from claimtrail.errors import StoreError
from claimtrail.model.claims import Quantity
from claimtrail.model.outcomes import Rejected
from claimtrail.store import open_store, verify


def everything(store):
    """Every row of every table."""
    with store.view() as view:
        names = (
            "migrations", "documents", "claims", "quantities", "copies", "incidents", "assessments", "accounts",
            "ranges", "rejected", "runs", "log",
        )  # fmt: skip
        return {name: sorted(view.rows(f"SELECT * FROM {name}"), key=repr) for name in names}  # noqa: S608


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
    assert len(query(store, "SELECT * FROM account_list WHERE headline = 'Shelling, Kelvan'")) == 2
    assert kinds == ["run", "document", "incidents", "run", "document", "copies", "incidents"]
    [(body,)] = query(store, "SELECT body FROM log WHERE seq = 7")
    assert '"removed":{"i1":["doc-1#c1"]}' in body


def test_documents_that_another_run_adds_while_one_links_are_linked_by_that_other_run(store):
    with store.writer(["a"]) as one, store.writer(["b"]) as two:
        one.add([reading(report(1))])
        assert one.needs_linking("rules")
        two.add([reading(report(2))])  # after `one` has read what it links
        one.replace_incidents(*([i] for i in incident("doc-1#c1")), "rules", "m1")
        assert two.needs_linking("rules")
        two.replace_incidents(*([i] for i in incident("doc-1#c1", "doc-2#c1")), "rules", "m1")
        assert not two.needs_linking("rules")


def test_the_log_keeps_what_a_correction_and_newer_copies_replaced(store):
    write(store, reading(report(1)), reading(report(2)))
    write(store, reading(replace(report(1), outlet="Lowland Post", author="A. N. Other")))
    with store.writer() as writer:
        writer.mark_copies([], copies())
        writer.mark_copies([], [])
    with store.view() as view:
        bodies = [json.loads(e.body) for e in view.log() if e.kind in ("document", "copies")]
    assert [b["replaced"] for b in bodies[:3]] == [{}, {}, {"author": None, "outlet": "Upland Post"}]
    assert [b["removed"] for b in bodies[3:]] == [[], [["doc-1", "doc-2", "trimmed", 0.75]]]


def test_a_number_that_no_database_holds_stays_in_the_record(store):
    told = replace(claim(report()), quantities=(Quantity("killed", 10**30, 10**30, "1" + "0" * 30),))
    write(store, reading(report(), [told]))
    assert query(store, "SELECT low, high FROM quantities") == [(None, None)]
    with store.view() as view:
        assert tuple(view.claims()) == (told,)
        assert verify(view).problems == ()


def test_ids_and_reasons_of_any_length_stop_nothing(store):
    random = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(9_000))
    endless = replace(report(), id=random, name="1.txt")
    wrote, [refused] = write(
        store, reading(endless, []), reading(report(2)), rejected=[Rejected(random, "read", f"cannot be {random}")]
    )
    assert wrote
    assert (refused.id, refused.stage) == ("1.txt", "store")
    assert "shorter" in refused.reason
    with store.view() as view:
        assert [d.id for d in view.documents()] == ["doc-2"]
        assert [len(r.id) for r in view.rejected()] in ([5, 1000], [1000, 5])


def test_a_full_disk_is_said_and_costs_only_the_batch(tmp_path):
    store = open_store(str(tmp_path / "a.db"))
    write(store, reading(report(1)))
    with store.writer() as writer:
        writer._db.execute("PRAGMA max_page_count = 60")  # SQLite then behaves as on a full disk
        with pytest.raises(StoreError, match="disk is full"):
            writer.add([reading(report(n)) for n in range(2, 2000)])
    assert write(store, reading(report(2)))[0]
    with store.view() as view:
        assert [d.id for d in view.documents()] == ["doc-1", "doc-2"]
        assert verify(view).problems == ()


def test_copy_marks_survive_a_newer_reading(store):
    with store.writer() as writer:
        writer.add([reading(report(1)), reading(report(2))])
        writer.mark_copies([replace(report(2), copy_of="doc-1", copy_kind="exact")], copies())
        writer.add([reading(report(2), made_by="v2")])
    assert query(store, "SELECT copy_of FROM documents WHERE id = 'doc-2'") == [("doc-1",)]


def test_a_view_cannot_write_and_the_log_cannot_be_rewritten(store, other_program):
    write(store, reading(report()))
    with store.view() as view:
        for sql in ("DELETE FROM documents", "COMMIT; DELETE FROM documents", "DROP TABLE log", "VACUUM"):
            with pytest.raises(StoreError):
                view.rows(sql)
        assert len(list(view.documents())) == 1
        assert not any(hasattr(view, name) for name in ("add", "replace_incidents", "mark_copies"))
    with other_program(guarded=True) as db:
        for sql in ("UPDATE log SET body = '{}'", "DELETE FROM log"):
            with pytest.raises(Exception, match="append-only"):
                db.execute(sql)


def test_a_view_shows_one_moment_whatever_is_written_meanwhile(store):
    write(store, reading(report(1)))
    with store.view() as view:
        write(store, reading(report(2)))
        assert len(list(view.documents())) == len(list(view.claims())) == len(view.results().documents) == 1
    with store.view() as view:
        assert len(list(view.documents())) == 2


def test_a_failed_batch_leaves_nothing_behind(store):
    write(store, reading(report(1)))
    before = everything(store)
    broken = reading(report(2), [claim(report(2)), claim(report(2))])  # the same claim twice
    with store.writer() as writer, pytest.raises(StoreError):
        writer.add([reading(report(3)), broken])
    assert everything(store) == before
    assert write(store, reading(report(3)))[0]


def test_killed_in_the_middle_of_a_batch_the_store_opens_and_has_what_was_committed(store, address, tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from made_up_records import reading, report\n"
        "from claimtrail.store import open_store\n"
        f"writer = open_store({address!r}).writer(['in'], '1', 'w')\n"
        "writer.add([reading(report(i)) for i in range(50)])\n"
        "print('committed', flush=True)\n"
        "print('more', flush=True)\n"
        "writer.add([reading(report(i)) for i in range(50, 20_000)])\n"
    )
    process = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "committed\n"
    assert process.stdout.readline() == "more\n"
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
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


def test_a_power_cut_that_tears_the_end_of_the_write_ahead_log(tmp_path):
    """Whatever is left of the file beside the store, a whole number of batches is there and the run can go on."""
    store = open_store(str(tmp_path / "a.db"))
    batches = [[reading(report(n)) for n in range(first, first + 5)] for first in (0, 5, 10)]
    with store.writer() as writer, store.view():  # the view keeps the log from being written back
        for batch in batches:
            writer.add(batch)
        main, wal = ((tmp_path / name).read_bytes() for name in ("a.db", "a.db-wal"))
    found = set()
    for number, cut in enumerate(range(0, len(wal) + 1, max(1, len(wal) // 25))):
        torn = tmp_path / f"torn-{number}.db"
        torn.write_bytes(main)
        torn.with_name(torn.name + "-wal").write_bytes(wal[:cut])
        with open_store(str(torn)).writer() as writer:
            for batch in batches:
                writer.add(batch)
        with sqlite3.connect(torn) as db:
            found.add(db.execute("SELECT count(DISTINCT run) FROM documents").fetchone()[0])
        db.close()
        with open_store(str(torn)).view() as view:
            assert len(list(view.documents())) == 15
            assert verify(view).problems == ()
    assert found == {1, 2}  # some cuts lost batches, which the second run wrote; the last lost nothing
