"""Any bytes give documents or reasons, never an exception; what comes out can always be stored."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrail.model.codec import decode, encode
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.read import read

pytestmark = pytest.mark.slow

_PIECES = st.sampled_from(
    [
        b"<html>", b"<body><p>", b"</p>", b"<script>", b"<!--", b"-->", b"&#0;", b"&amp;", b"&#xD800;", b"<?xml",
        b'{"text": "a"}', b'{"text": "\\ud800"}', b'{"id": "', b'"', b"\n", b"\r\n", b"\x00", b"\xff\xfe",
        b"id,text\n", b",", b"\xe2\x80\x99", b"\xff", b"Shells hit the town.", b"[", b"]", b"NaN", b"1e999", b"%PDF",
        b'<meta charset="utf-7">', b'<meta charset="idna">', b"published", b"https://a/2017/13/45/",
    ]
)  # fmt: skip
_CONTENT = st.one_of(st.binary(max_size=300), st.lists(_PIECES, max_size=25).map(b"".join))
_VALUES = st.one_of(
    st.none(), st.text(st.characters(), max_size=40), st.integers(), st.lists(st.text(max_size=5), max_size=2)
)
_RECORDS = st.dictionaries(
    st.sampled_from(["id", "title", "text", "html", "published", "url", "language", "x"]), _VALUES
)
_MANY = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))


def check(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        path.write_bytes(content)
        found = list(read([str(path)]))
    assert found
    ids = [f.id for f in found if isinstance(f, Document)]
    assert len(ids) == len(set(ids))
    for item in found:
        if isinstance(item, Rejected):
            assert "\n" not in item.reason
            encode(item)
        else:
            assert decode(encode(item), Document) == item
            assert item.text.strip()
            assert "\x00" not in item.text


@_MANY
@given(_CONTENT, st.sampled_from(["txt", "md", "html", "jsonl", "json", "csv", "tsv", "bin"]))
def test_any_bytes(content, suffix):
    check(content, suffix)


@_MANY
@given(st.lists(_RECORDS, max_size=4))
def test_any_records(records):
    check("\n".join(json.dumps(r) for r in records).encode(), "jsonl")
