"""Reading: every good record once, every bad one with a plain reason, and the rest goes on."""

import hashlib
import io
import json
import os
import sys
import threading
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.read import read

REPORT = "Shells hit Kelvan\nThree people died when shells hit the market of Kelvan, the hospital said.\n"


def split(*inputs):
    """Documents and rejections of the inputs."""
    found = list(read([str(name) for name in inputs]))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, Rejected)]


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only_rejected(path) -> Rejected:
    documents, rejected = split(path)
    assert documents == []
    assert len(rejected) == 1
    assert rejected[0].stage == "read"
    return rejected[0]


def test_a_text_file_is_the_text_of_its_document(tmp_path):
    content = "Título\r\nOne line.\r\n\r\nAnother.\rThird.\n"
    path = put(tmp_path, "a.txt", content)
    documents, _ = split(path)
    assert documents[0].text == content  # line ends untouched: offsets stay true
    assert documents[0].title == "Título"
    assert documents[0].sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert documents[0].name == str(path)


def test_a_byte_order_mark_is_dropped(tmp_path):
    documents, _ = split(put(tmp_path, "a.txt", b"\xef\xbb\xbf" + REPORT.encode()))
    assert documents[0].text == REPORT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_a_mark_is_read_and_said(tmp_path, encoding):
    mark = "\ufeff".encode(encoding)
    documents, _ = split(put(tmp_path, "a.txt", mark + REPORT.encode(encoding)))
    assert documents[0].text == REPORT
    assert documents[0].extra["encoding"] == encoding


def test_another_encoding_is_guessed_and_said(tmp_path):
    text = (
        "Обстрел города\nПо словам врачей районной больницы, при обстреле рынка погибли три человека, "
        "ещё двенадцать ранены. Власти заявили, что огонь вели с востока.\n"
    )
    documents, _ = split(put(tmp_path, "a.txt", text.encode("cp1251")))
    assert documents[0].text == text
    assert documents[0].extra["encoding"] == "cp1251"


def test_a_few_broken_bytes_do_not_make_utf8_another_encoding(tmp_path):
    content = ("“Shells” – twelve “hurt” – in Kelvan’s market. " * 5).encode() + b"\xff end\n"
    documents, _ = split(put(tmp_path, "a.txt", content))
    assert "Kelvan’s" in documents[0].text
    assert documents[0].extra["encoding"] == "utf-8, 1 broken"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("nul.txt", b"abc\x00def\x00" * 9, "binary"),
        ("late.txt", b"words and words\n" * 9000 + b"\x00\x01", "binary"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("a.docx", b"PK\x03\x04\x14\x00\x06\x00", "zip"),
        ("a.txt", b"\x1f\x8b\x08\x00\x00", "gzip"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        ("lies.txt", b"\xff\xfe" + b"\x00\xd8" * 3, "utf-16"),
        ("table.csv", "a,b\n1,2\n", "column"),
        ("page.html", "<html><body></body></html>", "without article text"),
        ("deep.html", "<html><body>" + "<div>" * 100_000 + "text" * 40, "nested"),
    ],
)
def test_bad_files_give_one_plain_reason(tmp_path, name, content, word):
    path = put(tmp_path, name, content)
    rejected = only_rejected(path)
    assert rejected.id == str(path)
    assert word in rejected.reason
    assert "\n" not in rejected.reason


def test_a_missing_file_and_a_bad_name_are_reported_and_the_rest_goes_on(tmp_path):
    good = put(tmp_path, "a.txt", REPORT)
    documents, rejected = split(tmp_path / "none.txt", "a\x00b", good)
    assert len(documents) == 1
    assert rejected[0].reason == "does not exist; check the path"
    assert len(rejected) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_reported(tmp_path):
    path = put(tmp_path, "a.txt", REPORT)
    path.chmod(0)
    assert "permissions" in only_rejected(path).reason


def test_a_huge_line_costs_little_memory_and_is_reported(tmp_path):
    good = json.dumps({"id": "g", "text": "Good."}) + "\n"
    path = tmp_path / "big.jsonl"
    with path.open("w") as file:
        file.write(good)
        file.write('{"id": "big", "text": "')
        for _ in range(50):
            file.write("x" * 1_000_000)
        file.write('"}\n' + good.replace('"g"', '"h"'))
    tracemalloc.start()
    documents, rejected = split(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [d.id for d in documents] == ["g", "h"]
    assert [r.id for r in rejected] == [f"{path}#2"]
    assert "10 MB" in rejected[0].reason
    assert peak < 100_000_000


def test_a_text_of_one_huge_line_is_refused(tmp_path):
    assert "MB" in only_rejected(put(tmp_path, "a.txt", b"word " * 2_500_000)).reason
    assert "20 MB" in only_rejected(put(tmp_path, "b.txt", b"word\n" * 5_000_000)).reason


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
        put(tmp_path, name, f"{name}\nText of {name}.")
    documents, rejected = split(tmp_path)
    assert [d.title for d in documents] == ["a.txt", "b.txt", "sub/c.txt"]
    assert rejected == []


def test_a_folder_without_readable_files_says_so(tmp_path):
    put(tmp_path, "x.bin", b"\x00\x01\x02")
    _, rejected = split(tmp_path)
    assert [r.id for r in rejected] == [str(tmp_path / "x.bin"), str(tmp_path)]


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "1", "text": "Piped."}\n')))
    documents, _ = split("-")
    assert documents[0].id == "1"
    assert documents[0].name == "stdin#1"


def test_a_pipe_can_be_named(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(REPORT,))
    writer.start()
    documents, _ = split(pipe)
    writer.join()
    assert documents[0].text == REPORT


def test_the_same_file_twice_is_one_document(tmp_path):
    a, b = put(tmp_path, "a.txt", REPORT), put(tmp_path, "b.txt", REPORT)
    documents, rejected = split(a, b)
    assert [d.name for d in documents] == [str(a)]
    assert rejected == [Rejected(str(b), "read", f"same as {a}")]


def test_two_texts_under_one_id_are_both_kept(tmp_path):
    lines = [{"id": "x", "text": "One."}, {"id": "x", "text": "Two."}, {"id": "x", "text": "Two."}]
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps(line) for line in lines))
    documents, rejected = split(path)
    assert [d.body for d in documents] == ["One.", "Two."]
    assert documents[0].id == "x"
    assert documents[1].id.startswith("x-")
    assert [r.id for r in rejected] == [f"{path}#3"]


def test_ids_are_the_same_in_every_run(tmp_path):
    path = put(tmp_path, "a.txt", REPORT)
    assert [d.id for d in split(path)[0]] == ["doc-" + split(path)[0][0].id[4:]]
    moved = put(tmp_path, "other/name.txt", REPORT)
    assert split(path)[0][0].id == split(moved)[0][0].id


def test_an_address_gives_a_day(tmp_path):
    record = {"text": "Text.", "url": "https://example.org/news/2017/4/5/strike"}
    documents, _ = split(put(tmp_path, "a.jsonl", json.dumps(record)))
    assert documents[0].published.day == date(2017, 4, 5)
    assert documents[0].published.basis == "url"


def test_what_is_no_file_in_a_folder_is_said_with_what_to_do(tmp_path):
    put(tmp_path, "in/a.txt", REPORT)
    put(tmp_path, "more/b.txt", REPORT + "More.")
    (tmp_path / "in" / "lost.txt").symlink_to("nowhere")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "more")
    os.mkfifo(tmp_path / "in" / "pipe")
    documents, rejected = split(tmp_path / "in")
    assert [Path(d.name).name for d in documents] == ["a.txt"]
    reasons = {Path(r.id).name: r.reason for r in rejected}
    assert "leads nowhere" in reasons["lost.txt"]
    assert "name it as an input" in reasons["more"]
    assert "pipe" in reasons["pipe"]


def test_records_that_are_none_are_named_in_plain_words(tmp_path):
    lines = ["null", "7", "true", '"a"', "[1]", '{"text": 5}', "[" * 100_000, "9" * 5000]
    _, rejected = split(put(tmp_path, "a.jsonl", "\n".join(['{"text": "Shells hit Kelvan."}', *lines])))
    assert len(rejected) == len(lines)
    assert not any(word in r.reason for r in rejected for word in ("NoneType", "str", "int", "bool", "recursion"))
