"""The main job from the command line: real input, bad input, the same input again."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimtrail.cli.width import width

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "data" / "seeds"
CLAIMTRAIL = (sys.executable, "-c", "from claimtrail.cli import main; main()")
REPORT = (
    "Shelling kills 17 in Aleppo\n\n"
    "ALEPPO, 5 May 2016 - Shelling killed 17 people in Aleppo on Wednesday, the Syrian Observatory for Human Rights "
    "said.\n"
)
OTHER = {
    "id": "other", "outlet": "Upland Post", "published": "2016-05-06", "title": "At least 21 dead in Aleppo shelling",
    "text": "Residents said shelling killed at least 21 people in the city of Aleppo on Wednesday.",
}  # fmt: skip


def run(*inputs, cwd, code=0):
    """Runs the main job; returns its lines on the output and on the error output."""
    done = subprocess.run([*CLAIMTRAIL, "run", *map(str, inputs)], capture_output=True, text=True, cwd=cwd)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout.splitlines(), done.stderr.splitlines()


def rows(store, sql):
    db = sqlite3.connect(store)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def everything(store):
    names = [name for (name,) in rows(store, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: rows(store, f"SELECT * FROM {name}") for name in names}  # noqa: S608


@pytest.fixture
def good(tmp_path):
    """A folder with one good report."""
    (tmp_path / "good.txt").write_text(REPORT)
    return tmp_path


def test_reports_become_a_table_a_store_and_a_report(good):
    out, err = run("good.txt", cwd=good)
    assert err == []
    assert out[0].startswith("Date       What")
    assert out[2].startswith("2016-05-0")
    assert "Aleppo" in out[2]
    assert "17 killed" in out[2]
    assert any(line.startswith("1 document, of them 0 copies; ") for line in out)
    assert out[-2:] == ["Store:  claimtrail.db", "Report: report.html"]
    assert all(width(line) <= 80 for line in out)
    assert "Aleppo" in (good / "report.html").read_text("utf-8")
    assert sorted(p.name for p in good.iterdir()) == ["claimtrail.db", "good.txt", "report.html"]


def test_the_same_input_again_changes_nothing_and_says_so(good):
    first, _ = run("good.txt", cwd=good)
    store, report = everything(good / "claimtrail.db"), (good / "report.html").read_bytes()
    again, _ = run(good / "good.txt", cwd=good)  # by another path
    assert "Nothing new: the store held all of this already." in again
    assert [line for line in again if not line.startswith("Nothing")] == first
    assert everything(good / "claimtrail.db") == store
    assert (good / "report.html").read_bytes() == report


def test_two_runs_into_one_store_add_up_to_what_one_run_gives(good):
    (good / "other.jsonl").write_text(json.dumps(OTHER))
    run("good.txt", cwd=good)
    added, _ = run("other.jsonl", cwd=good)
    assert "This run: 1 document read, 1 of them new." in added
    run("good.txt", "other.jsonl", "--store", "one.db", cwd=good)
    for table in ("claims", "incidents", "assessments", "accounts"):
        columns = "body" if table != "accounts" else "*"
        sql = f"SELECT {columns} FROM {table} ORDER BY 1, {'1' if table != 'accounts' else '2'}"  # noqa: S608
        assert rows(good / "claimtrail.db", sql) == rows(good / "one.db", sql)
    assert rows(good / "one.db", "SELECT count(*) FROM claims")[0][0] >= 2


def spoil_empty(folder):
    (folder / "bad.txt").touch()
    return "bad.txt"


def spoil_binary(folder):
    (folder / "bad.bin").write_bytes(bytes(range(256)) * 40)
    return "bad.bin"


def spoil_encoding(folder):
    (folder / "bad.txt").write_bytes(b"\xff\xfeA\xd8B\x00 broken pair of UTF-16" + b"\x00\xd8" * 20)
    return "bad.txt"


def spoil_long_line(folder):
    with (folder / "bad.jsonl").open("wb") as file:
        file.write(b'{"text": "' + b"x" * 50_000_000 + b'"}\n')
    return "bad.jsonl"


def spoil_long_text(folder):
    (folder / "bad.txt").write_bytes(b"word " * 10_000_000)
    return "bad.txt"


def spoil_folder(folder):
    (folder / "bad").mkdir()
    return "bad"


def spoil_name(folder):
    return "bad.txt"


@pytest.mark.parametrize(
    "spoil",
    [spoil_empty, spoil_binary, spoil_encoding, spoil_long_line, spoil_long_text, spoil_folder, spoil_name],
)
def test_a_bad_input_costs_one_plain_message_and_the_rest_is_done(good, spoil):
    name = spoil(good)
    out, err = run(name, "good.txt", cwd=good, code=1)
    assert len(err) == 1
    assert err[0].startswith(f"claimtrail: {name}")
    assert len(err[0]) < 250
    assert any("17 killed" in line for line in out)
    assert any(line.startswith("Rejected: 1 input") for line in out)
    assert rows(good / "claimtrail.db", "SELECT count(*) FROM rejected WHERE superseded_by IS NULL") == [(1,)]
    before = everything(good / "claimtrail.db")
    _, err_again = run(name, "good.txt", cwd=good, code=1)
    assert err_again == err
    assert everything(good / "claimtrail.db") == before


def test_a_text_that_is_not_utf8_is_read_by_the_encoding_it_shows(good):
    (good / "latin.txt").write_bytes("Shelling killed 4 people in Aleppo’s café quarter.\n".encode("cp1252") * 3)
    out, _ = run("latin.txt", cwd=good)
    assert any(line.startswith("1 document") for line in out)
    assert "café" in rows(good / "claimtrail.db", "SELECT text FROM documents")[0][0]


def test_a_broken_json_line_among_good_ones_is_named_by_its_number(good):
    lines = [
        json.dumps(OTHER),
        '{"text": "cut off',
        json.dumps({**OTHER, "id": "third", "text": OTHER["text"] + " So."}),
    ]
    (good / "mixed.jsonl").write_text("\n".join(lines) + "\n")
    out, err = run("mixed.jsonl", cwd=good, code=1)
    assert len(err) == 1
    assert err[0].startswith("claimtrail: mixed.jsonl#2: ")
    assert any(line.startswith("2 documents") for line in out)


def test_a_mended_input_is_no_longer_among_the_rejected(good):
    run(spoil_empty(good), cwd=good, code=1)
    (good / "bad.txt").write_text(REPORT)
    run("bad.txt", cwd=good)
    assert rows(good / "claimtrail.db", "SELECT id FROM rejected WHERE superseded_by IS NULL") == []


@pytest.mark.parametrize("store", ["none/such.db", ".", "good.txt"])
def test_an_unusable_store_is_said_at_once_and_nothing_is_done(good, store):
    out, err = run("good.txt", "--store", store, cwd=good, code=2)
    assert out == []
    assert len(err) == 1
    assert err[0].startswith("claimtrail: store ")
    assert "--store" in err[0]
    assert (good / "good.txt").read_text() == REPORT
    assert not (good / "claimtrail.db").exists()


def test_a_report_that_cannot_be_written_is_said_at_once(good):
    out, err = run("good.txt", "--report", "none/report.html", cwd=good, code=2)
    assert out == []
    assert "--report" in err[0]


def test_a_report_in_another_language_is_kept_and_named(good):
    text = "Des bombardements ont tué dix-sept personnes mercredi dans la ville, selon des habitants et des médecins. "
    (good / "french.txt").write_text("Bombardements\n" + text * 4)
    _, err = run("good.txt", "french.txt", cwd=good, code=1)
    assert len(err) == 1
    assert err[0].startswith("claimtrail: french.txt: its language is 'fr'")
    assert rows(good / "claimtrail.db", "SELECT count(*) FROM documents") == [(2,)]


def test_the_standard_input_is_an_input(good):
    done = subprocess.run([*CLAIMTRAIL, "run", "-"], input=REPORT, capture_output=True, text=True, cwd=good)
    assert done.returncode == 0, done.stderr
    assert "17 killed" in done.stdout


def many(folder, number):
    """Many reports in one file, enough to be killed in the middle."""
    with (folder / "many.jsonl").open("w") as file:
        for i in range(number):
            text = f"Shelling killed {i + 2} people in Aleppo on {1 + i % 28} May 2016, residents of house {i} said. "
            file.write(json.dumps({"id": f"d{i}", "outlet": f"Post {i}", "text": text * 3}) + "\n")


def stored(store):
    try:
        return rows(store, "SELECT count(*) FROM documents")[0][0]
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_stopped_in_the_middle_the_same_command_completes_it(tmp_path, how, code):
    many(tmp_path, 450)
    process = subprocess.Popen(
        [*CLAIMTRAIL, "run", "many.jsonl", "--workers", "2"], cwd=tmp_path, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not stored(tmp_path / "claimtrail.db") and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(process.pid, how)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert out == ""
    if how == signal.SIGINT:
        assert err.strip() == "claimtrail: interrupted; what was stored stays, the same command goes on from there"
    assert 0 < stored(tmp_path / "claimtrail.db") < 450
    run("many.jsonl", cwd=tmp_path)
    assert stored(tmp_path / "claimtrail.db") == 450
    run("many.jsonl", "--store", "one.db", cwd=tmp_path)
    for table in ("claims", "incidents", "assessments"):
        sql = f"SELECT body FROM {table} ORDER BY body"  # noqa: S608
        assert rows(tmp_path / "claimtrail.db", sql) == rows(tmp_path / "one.db", sql)
    done = subprocess.run([*CLAIMTRAIL, "verify"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no problems" in done.stdout


def test_the_seed_reports_fit_the_table(tmp_path):
    if not SEEDS.is_dir():
        assert not os.environ.get("CI"), "the seed reports are missing"
        pytest.skip("the seed reports (../shared/data/seeds) are not here")
    out, err = run(SEEDS / "documents.jsonl", "--all", cwd=tmp_path)
    assert err == []
    assert len(out) > 30
    assert all(width(line) <= 80 for line in out)
    raw, _ = run(*sorted(SEEDS.glob("*.txt")), "--store", "raw.db", cwd=tmp_path)
    assert any(line.startswith("5 documents") for line in raw)


def test_a_folder_that_holds_the_store_and_the_report_is_read_without_them(good):
    run(".", cwd=good)
    out, err = run(".", cwd=good)
    assert err == []
    assert "1 document, of them 0 copies" in "\n".join(out)
    assert "Nothing new: the store held all of this already." in out


def test_a_report_of_claimtrail_is_no_source(good):
    run(".", cwd=good)
    _, err = run(".", "--report", "second.html", cwd=good, code=1)
    assert err == ["claimtrail: report.html: is a report that claimtrail wrote and no source; leave it out"]


def test_a_file_name_that_is_no_text_is_read_all_the_same(good):
    name = os.fsdecode(b"caf\xe9.txt")
    (good / "good.txt").rename(good / name)
    run(name, cwd=good)
    assert rows(good / "claimtrail.db", "SELECT count(*) FROM documents") == [(1,)]
