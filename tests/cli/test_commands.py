"""The smaller commands: what each takes and writes, one after the other as a user chains them."""

import json
import os
import subprocess
import sys

import pytest

CLAIMTRAIL = (sys.executable, "-c", "from claimtrail.cli import main; main()")
TEXT = (
    "Shelling killed at least 17 people in the city of Aleppo on Wednesday, the Syrian Observatory for Human Rights "
    "said. A doctor at a hospital in the city said that women and children were among the dead and that many were hurt."
)
DOCUMENTS = (
    {"id": "one", "outlet": "Upland Post", "published": "2016-05-06", "title": "17 dead in Aleppo", "text": TEXT},
    {"id": "two", "outlet": "Lowland Post", "published": "2016-05-07", "title": "17 dead in Aleppo", "text": TEXT},
    {
        "id": "none",
        "published": "2016-05-06",
        "title": "A quiet day",
        "text": "The minister opened a new school today.",
    },
)


def claimtrail(*arguments, cwd, code=0, given=None):
    done = subprocess.run([*CLAIMTRAIL, *arguments], capture_output=True, text=True, cwd=cwd, input=given)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with documents, their claims and their incidents, made by the commands."""
    folder = tmp_path_factory.mktemp("chain")
    (folder / "documents.jsonl").write_text("".join(json.dumps(d) + "\n" for d in DOCUMENTS))
    claimtrail("extract", "documents.jsonl", "--out", "claims.jsonl", cwd=folder)
    claimtrail("link", "claims.jsonl", "--documents", "documents.jsonl", "--out", "incidents.jsonl", cwd=folder)
    return folder


def test_extract_writes_a_line_a_document_in_input_order_with_true_offsets(folder):
    lines = objects((folder / "claims.jsonl").read_text("utf-8"))
    assert [line["doc_id"] for line in lines] == ["one", "two", "none"]
    assert lines[2]["claims"] == []
    text = f"{DOCUMENTS[0]['title']}\n{DOCUMENTS[0]['text']}"
    [killed] = {q["low"] for c in lines[0]["claims"] for q in c["quantities"] if q["measure"] == "killed"}
    assert killed == 17
    for claim in lines[0]["claims"]:
        for evidence in claim["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_extract_writes_to_the_standard_output_too(folder):
    given = (folder / "documents.jsonl").read_text()
    done = claimtrail("extract", "-", cwd=folder, given=given)
    assert done.stdout == (folder / "claims.jsonl").read_text("utf-8")


def test_annotate_writes_every_type_of_mention_with_its_fields(folder):
    [first, *_] = objects(claimtrail("annotate", "documents.jsonl", cwd=folder).stdout)
    text = f"{DOCUMENTS[0]['title']}\n{DOCUMENTS[0]['text']}"
    assert first["doc_id"] == "one"
    found = {m["type"]: m for m in first["mentions"]}
    assert all(text[m["start"] : m["end"]] == m["text"] for m in first["mentions"])
    assert found["place"]["name"].startswith("Aleppo")
    assert found["place"]["country"] == "SY"
    assert isinstance(found["place"]["geoname_id"], int)
    assert found["date"]["from"] == found["date"]["to"] == "2016-05-04"
    assert {"type": "quantity", "measure": "killed", "low": 17, "high": None}.items() <= next(
        m for m in first["mentions"] if m["type"] == "quantity" and "at least" in m["text"]
    ).items()
    assert "monitor_ngo" in {m["kind"] for m in first["mentions"] if m["type"] == "source"}
    assert {"from", "to", "precision"} <= found["date"].keys()


def test_copies_names_the_group(folder):
    [group] = objects(claimtrail("copies", "documents.jsonl", cwd=folder).stdout)
    assert group == {"root": "one", "members": [{"doc_id": "two", "kind": "exact", "containment": 1.0}]}


def test_link_holds_every_claim_once_and_gives_reasons(folder):
    claims = [f"{d['doc_id']}#{c['id']}" for d in objects((folder / "claims.jsonl").read_text()) for c in d["claims"]]
    incidents = objects((folder / "incidents.jsonl").read_text("utf-8"))
    assert sorted(key for i in incidents for key in i["claims"]) == sorted(claims)
    shared = next(i for i in incidents if len({key.partition("#")[0] for key in i["claims"]}) == 2)
    assert shared["reasons"][0]["reasons"][0]["detail"]


def test_claims_without_offsets_from_a_spreadsheet_are_linked_too(folder):
    claim = {"id": "1", "event_type": "shelling", "place": {"text": "Kelvan"}, "evidence": ["Shells fell on Kelvan"]}
    given = json.dumps({"doc_id": "sheet", "claims": [claim]})
    [incident] = objects(claimtrail("link", "-", cwd=folder, given=given).stdout)
    assert incident["claims"] == ["sheet#1"]


def test_a_broken_claim_costs_itself_and_is_named(folder):
    good = {"id": "1", "event_type": "shelling", "place": {"text": "Kelvan"}}
    lines = [
        json.dumps({"doc_id": "a", "claims": [good, {"id": "2", "event_type": "earthquake"}, "text"]}), "{broken",
        json.dumps({"claims": []}),
    ]  # fmt: skip
    (folder / "broken.jsonl").write_text("\n".join(lines))
    done = claimtrail("link", "broken.jsonl", cwd=folder, code=1)
    assert [i["claims"] for i in objects(done.stdout)] == [["a#1"]]
    said = done.stderr.splitlines()
    assert len(said) == 4
    assert "a#2: unknown event_type 'earthquake'" in said[0]
    assert said[2].startswith("claimtrail: broken.jsonl#2: ")
    assert said[3].startswith("claimtrail: broken.jsonl#3: ")


def test_assess_gives_an_incident_a_line_the_same_with_and_without_linking_first(folder):
    arguments = ("assess", "claims.jsonl", "--documents", "documents.jsonl")
    direct = claimtrail(*arguments, cwd=folder).stdout
    assert claimtrail(*arguments, "--incidents", "incidents.jsonl", cwd=folder).returncode == 0
    found = objects(direct)
    assert [f["incident_id"] for f in found] == sorted(
        i["incident_id"] for i in objects((folder / "incidents.jsonl").read_text())
    )
    shared = max(found, key=lambda f: len(f["accounts"]))
    assert shared["main"]["measure"] == "killed"
    assert shared["main"]["low"] == 17
    assert shared["grade"]["trace"]


def test_report_and_verify_of_a_store(folder):
    claimtrail("run", "documents.jsonl", cwd=folder)
    first = (folder / "report.html").read_bytes()
    done = claimtrail("report", "--out", "again.html", cwd=folder)
    assert done.stdout == "Report: again.html\n"
    assert (folder / "again.html").read_bytes() == first
    assert "Checked 3 texts" in claimtrail("verify", cwd=folder).stdout
    change = "UPDATE documents SET text = text || 'x'"
    program = f"import sqlite3; d = sqlite3.connect('claimtrail.db'); d.execute({change!r}); d.commit()"
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
    done = claimtrail("verify", cwd=folder, code=1)
    assert "claimtrail: document one: its text does not have the hash" in done.stderr


GOOD = {
    "id": "c1", "event_type": "air_strike", "evidence": ["a strike killed 5 in Aleppo"], "place": {"text": "Aleppo"},
    "date": {"start": "2016-05-03"}, "quantities": [{"measure": "killed", "low": 5, "high": 5, "text": "5"}],
    "attribution": [{"text": "the monitor"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"quantities": [{"measure": "killed", "low": "5", "text": "5"}]}, "quantities[0].low"),
        ({"quantities": [{"measure": "killed", "low": 5.5, "text": "5"}]}, "quantities[0].low"),
        ({"quantities": [{"measure": "killed", "low": 7, "high": 5, "text": "5"}]}, "lower number first"),
        ({"quantities": [{"measure": "killed", "low": -5, "text": "5"}]}, "none below 0"),
        ({"quantities": [{"measure": "wounds", "low": 5, "text": "5"}]}, "unknown measure"),
        ({"quantities": {"a": 1}}, "a field is no list"),
        ({"place": {"text": 5}}, "place.text"),
        ({"place": "Aleppo"}, "a field is no list or object"),
        ({"place": {"text": "Aleppo", "precision": "exact"}}, "place.precision"),
        ({"place": {"text": "Aleppo", "lat": "36"}}, "place.lat"),
        ({"actor": {"text": 5, "code": []}}, "actor.text"),
        ({"evidence": [{"text": 7}]}, "evidence[0].text"),
        ({"evidence": [{"text": "abc", "start": 9, "end": 2}]}, "not a span"),
        ({"other_places": [1]}, "other_places[0]"),
        ({"denies": 7}, "denies"),
        ({"id": None}, "id of a claim"),
        ({"date": {"start": "soon"}}, "soon"),
        ({"date": {"start": "2016-05-03", "end": "2016-05-01"}}, "earlier day first"),
        ({"event_type": "bombing"}, "unknown event_type"),
        ({"attribution": [{"kind": "other"}]}, "lacks the field"),
    ],
)
@pytest.mark.parametrize("command", ["link", "assess"])
def test_a_claim_in_bad_form_costs_itself_and_nothing_else(tmp_path, command, wrong, says):
    line = {"doc_id": "d", "claims": [GOOD, {**GOOD, "id": "c2", **wrong}]}
    (tmp_path / "claims.jsonl").write_text(json.dumps(line))
    done = claimtrail(command, "claims.jsonl", cwd=tmp_path, code=1)
    assert len(objects(done.stdout)) == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Error(" not in done.stderr


@pytest.mark.parametrize("command", ["link", "assess"])
def test_a_file_of_claims_that_is_empty_is_said(tmp_path, command):
    (tmp_path / "claims.jsonl").write_text("")
    done = claimtrail(command, "claims.jsonl", cwd=tmp_path, code=1)
    assert done.stderr.startswith("claimtrail: claims.jsonl: is empty")


def test_an_incident_whose_claims_are_no_names_is_refused_alone(folder):
    (folder / "odd.jsonl").write_text('{"incident_id": "i1", "claims": [7, {}]}\n')
    done = claimtrail("assess", "claims.jsonl", "--incidents", "odd.jsonl", cwd=folder, code=1)
    assert "odd.jsonl#1: names 7" in done.stderr


@pytest.mark.parametrize(
    "call",
    [
        ("extract", "mine.jsonl", "--out", "mine.jsonl"),
        ("copies", "mine.jsonl", "--out", "./mine.jsonl"),
        ("link", "mine.jsonl", "--out", "link.jsonl"),
        ("run", "mine.jsonl", "--report", "mine.jsonl"),
        ("run", "mine.jsonl", "--store", "mine.jsonl"),
        ("run", "other.jsonl", "--store", "mine.jsonl", "--report", "link.jsonl"),
        ("report", "--store", "mine.jsonl", "--out", "mine.jsonl"),
    ],
)
def test_nothing_of_the_users_is_written_over(tmp_path, call):
    mine = tmp_path / "mine.jsonl"
    mine.write_text(json.dumps(DOCUMENTS[0]) + "\n")
    (tmp_path / "link.jsonl").symlink_to(mine)
    before = mine.read_bytes()
    done = claimtrail(*call, cwd=tmp_path, code=2)
    assert "would destroy" in done.stderr
    assert mine.read_bytes() == before


def test_an_output_that_is_a_folder_or_a_device_is_left_as_it_is(folder, tmp_path):
    done = claimtrail("extract", "documents.jsonl", "--out", str(tmp_path), cwd=folder, code=2)
    assert "is a folder" in done.stderr
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)
    claimtrail("extract", "documents.jsonl", "--out", str(pipe), cwd=folder)
    assert len(objects(reader.communicate(timeout=20)[0])) == 3
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", ["link", "assess"])
def test_documents_that_are_not_those_of_the_claims_are_said(folder, command):
    (folder / "others.jsonl").write_text(json.dumps(DOCUMENTS[0]) + "\n")
    done = claimtrail(command, "claims.jsonl", "--documents", "others.jsonl", cwd=folder, code=1)
    assert objects(done.stdout)
    assert done.stderr.startswith("claimtrail: others.jsonl: lacks 1 of the 2 documents that the claims name")
