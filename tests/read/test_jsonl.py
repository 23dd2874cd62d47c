"""JSON records: fields, unknown fields, broken lines among good ones, text that cannot be stored."""

import hashlib
import json
from datetime import date

import pytest

from claimtrail.model.codec import encode
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.read import read


def records(tmp_path, content, name="a.jsonl"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path), list(read([str(path)]))


def test_fields_find_their_place(tmp_path):
    line = json.dumps(
        {
            "id": 7, "title": "Head", "text": "Body.", "outlet": "Post", "author": ["Ann", "Bo"], "language": "en-GB",
            "published": "2017-04-05T08:00:00+03:00", "url": "https://example.org/a", "region": "north", "n": 3,
        }
    )  # fmt: skip
    path, (document,) = records(tmp_path, line + "\n")
    assert (document.id, document.text, document.title, document.body) == ("7", "Head\nBody.", "Head", "Body.")
    assert (document.outlet, document.author, document.language) == ("Post", "Ann, Bo", "en")
    assert document.published.day == date(2017, 4, 5)
    assert document.published.basis == "listed"
    assert document.extra == {"region": "north", "n": "3"}
    assert document.sha256 == hashlib.sha256((line + "\n").encode()).hexdigest()
    assert document.name == f"{path}#1"


def test_a_title_may_be_null(tmp_path):
    _, (document,) = records(tmp_path, '{"title": null, "text": "Body.", "published": null}')
    assert document.text == "\nBody."
    assert document.title == ""
    assert document.published is None


def test_broken_lines_are_named_and_the_others_read(tmp_path):
    lines = [
        '{"id": "a", "text": "One."}', "{broken", "", '["a list"]', '{"id": "b"}', '{"text": 5}',
        "[" * 100_000, '{"id": "c", "text": "Two."}',
    ]  # fmt: skip
    path, found = records(tmp_path, "\n".join(lines))
    assert [f.id for f in found if isinstance(f, Document)] == ["a", "c"]
    assert [f.id for f in found if isinstance(f, Rejected)] == [f"{path}#{n}" for n in (2, 4, 5, 6, 7)]


def test_a_first_line_that_is_broken_does_not_hide_the_format(tmp_path):
    _, found = records(tmp_path, '{"id": "a", \n{"id": "b", "text": "Two."}\n', name="piped")
    assert [f.id for f in found if isinstance(f, Document)] == ["b"]


@pytest.mark.parametrize("bad", ["\\u0000", "\\ud800"])
def test_characters_that_cannot_be_stored_keep_their_place(tmp_path, bad):
    _, (document,) = records(tmp_path, f'{{"id": "a{bad}", "text": "ab{bad}cd", "note": "x{bad}"}}')
    assert document.body == "ab\ufffdcd"
    assert "replaced" in document.extra
    encode(document)
    document.id.encode()


def test_a_line_that_is_not_utf8_is_named(tmp_path):
    path, found = records(tmp_path, b'{"id": "a", "text": "One."}\n{"text": "\xff"}\n')
    assert [f.id for f in found] == ["a", f"{path}#2"]


def test_a_json_array_and_a_single_object_are_read(tmp_path):
    _, found = records(tmp_path, '[\n {"id": "a", "text": "One."},\n {"id": "b", "text": "Two."}\n]', "a.json")
    assert [f.id for f in found] == ["a", "b"]
    _, found = records(tmp_path, '{\n "id": "a",\n "text": "One."\n}', "b.json")
    assert [f.id for f in found] == ["a"]


def test_html_in_a_record_gives_text_and_fills_gaps(tmp_path):
    body = "<p>Shells hit the town at noon, medics said.</p>"
    page = f"<html><head><title>Of the page</title></head><body>{body}</body></html>"
    _, (document,) = records(tmp_path, json.dumps({"id": "a", "html": page, "title": "Given"}))
    assert document.title == "Given"
    assert "Shells hit the town" in document.body
    assert document.media_type == "text/html"


def test_a_date_that_cannot_be_read_is_kept_as_it_stands(tmp_path):
    _, (document,) = records(tmp_path, '{"text": "Body.", "published": "sometime in May"}')
    assert document.published is None
    assert document.extra["published"] == "sometime in May"
