"""What only a server can do wrong, each said in one plain line; and that it keeps the same as a file."""

import subprocess
import sys
from pathlib import Path

import pytest
from made_up_records import claim, copies, incident, reading, report

from claimtrail.errors import StoreError
from claimtrail.store import open_store, verify
from claimtrail.store.postgresql import without_password

slow = pytest.mark.slow


def refusal(call):
    with pytest.raises(StoreError) as caught:
        call()
    message = str(caught.value)
    assert "\n" not in message
    assert "secret" not in message
    return message


def test_without_the_extra_one_line_says_what_to_install():
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from claimtrail.cli import main\n"
        "sys.argv = ['claimtrail', 'verify', '--store', 'postgresql://me:secret@localhost/war']\n"
        "sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'claimtrail[postgres]'" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:se:cr@host/db", "postgresql://me@host/db"),
        ("postgresql://me@host:5432/db", "postgresql://me@host:5432/db"),
        ("postgresql:///db?host=/run&password=secret&user=me", "postgresql:///db?host=/run&password=...&user=me"),
    ],
)
def test_no_message_shows_a_password(url, shown):
    assert without_password(url) == shown
    assert open_store(url).name == shown


def test_a_server_that_is_not_there():
    address = "postgresql://me:secret@127.0.0.1:1/war"
    assert "cannot be reached" in refusal(open_store(address).writer)
    assert "cannot be reached" in refusal(open_store(address).view)


@slow
def test_databases_that_cannot_hold_a_store(server):
    assert "does not exist" in refusal(open_store(server.address("nowhere")).writer)
    latin = server.database("-E", "LATIN1", "-T", "template0", "--locale=C")
    assert "UTF8" in refusal(open_store(latin).writer)
    empty = server.database()
    assert "claimtrail run" in refusal(open_store(empty).view)
    import psycopg

    with psycopg.connect(empty, autocommit=True) as db:
        db.execute("CREATE ROLE guest LOGIN")
    guest = server.address(empty.split("/")[3].split("?")[0], "guest")
    assert "may not do that" in refusal(open_store(guest).writer)
    with psycopg.connect(empty, autocommit=True) as db:
        db.execute("CREATE SCHEMA claimtrail AUTHORIZATION guest")
    with open_store(guest).writer() as writer:
        assert writer.add([reading(report())]) == []


@slow
def test_it_shares_a_database_with_other_programs(server):
    import psycopg

    address = server.database()
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("CREATE TABLE documents (mine TEXT)")
        open_store(address).writer().close()
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM claimtrail.documents").fetchone() == (0,)


@slow
def test_a_server_that_crashes_keeps_what_was_committed(server):
    address = server.database()
    writer = open_store(address).writer(["in"], "1", "w")
    writer.add([reading(report(1))])
    server.stop("immediate")
    server.start()
    assert refusal(lambda: writer.add([reading(report(2))]))
    writer.close()
    with open_store(address).writer() as writer:
        writer.add([reading(report(3))])
    with open_store(address).view() as view:
        assert [d.id for d in view.documents()] == ["doc-1", "doc-3"]
        assert verify(view).problems == ()


@slow
def test_a_writer_that_holds_the_store_too_long_is_named(server, monkeypatch):
    import psycopg

    from claimtrail.store import postgresql

    monkeypatch.setattr(postgresql, "BUSY_SECONDS", 1)
    address = server.database()
    with psycopg.connect(address) as other, open_store(address).writer() as writer:
        other.execute("SELECT pg_advisory_lock(%s)", (postgresql.APPLICATION_ID,))
        assert "another program is writing" in refusal(lambda: writer.add([reading(report())]))


@slow
def test_a_file_and_a_server_keep_the_same_in_the_same_order(server, tmp_path):
    """Ids that a language would sort in another way than their bytes."""
    documents = [report(number) for number in ("b", "B", "a-1", "a1", "Ä", "é", "_", "死", "Z")]
    kept = []
    for address in (server.database(), str(tmp_path / "a.db")):
        store = open_store(address)
        with store.writer(["in"], "1", "w") as writer:
            writer.add([reading(d, [claim(d)]) for d in documents])
            writer.mark_copies([], copies())
            writer.replace_incidents(*([one] for one in incident("doc-b#c1", "doc-Z#c1")), "rules", "m1")
        with store.view() as view:
            kept.append((view.results(), [(e.kind, e.subject, e.body) for e in view.log()]))
            lists = ("incident_list", "account_list", "claim_list", "source_list", "document_list", "rejected_list")
            kept[-1] += tuple(sorted(view.rows(f"SELECT * FROM {name}"), key=repr) for name in lists)  # noqa: S608
    assert kept[0] == kept[1]
    assert [d.id for d in kept[0][0].documents] == sorted(d.id for d in documents)


@slow
def test_a_run_keeps_the_same_in_a_file_and_on_a_server_and_the_second_run_nothing(server, tmp_path):
    import claimtrail

    reports = str(Path(__file__).parents[2] / "examples" / "reports")
    kept = []
    for address in (str(tmp_path / "a.db"), server.database()):
        first = claimtrail.run([reports], store=address, report=tmp_path / "report.html")
        again = claimtrail.run([reports], store=address)
        assert (first.counts.anything_new, again.counts.anything_new) == (True, False)
        with open_store(address).view() as view:
            assert verify(view).problems == ()
        kept.append((again.results, (tmp_path / "report.html").read_bytes()))
    assert kept[0][0].assessments
    assert kept[0] == kept[1]


@slow
def test_the_commands_on_a_server(server, tmp_path):
    address = server.database()

    def command(*arguments):
        return subprocess.run(
            [sys.executable, "-c", "from claimtrail.cli import main; main()", *arguments, "--store", address],
            capture_output=True, text=True, check=False, cwd=tmp_path,
        )  # fmt: skip

    (tmp_path / "a.txt").write_text(
        "Shelling in Kirkuk\n\nShells killed 17 people in Kirkuk on 5 May 2021, police said.\n"
    )
    done = command("run", "a.txt")
    assert done.returncode == 0, done.stderr
    assert "Store:  postgresql://tester@/" in done.stdout
    assert "secret" not in done.stdout
    assert "no problems" in command("verify").stdout
    assert command("report", "--out", "again.html").returncode == 0
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "report.html").read_bytes()
    assert " opens: 1 documents" in command("doctor").stdout
