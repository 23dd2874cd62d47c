"""JSON records: a line each (JSONL), or a whole file that is an array or one object."""

import json
from collections.abc import Iterator
from typing import Any

from claimtrail.errors import InputError
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.read.build import digest, from_fields
from claimtrail.read.decode import decode, marked
from claimtrail.read.html_ import fields_of
from claimtrail.read.limits import LINE_BYTES, MEBIBYTE
from claimtrail.read.stream import Stream

_SHAPE = 'give an object such as {"text": "..."}'
_WORDS = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}


def documents(stream: Stream, name: str) -> Iterator[Document | Rejected]:
    """A document or the reason against it for every line; blank lines are passed over."""
    for number, line in _lines(stream):
        place = f"{name}#{number}"
        if line is None:
            yield Rejected(place, "read", f"line over {LINE_BYTES // MEBIBYTE} MB; split the record")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield one(line, place)


def _lines(stream: Stream) -> Iterator[tuple[int, bytes | None]]:
    if marked(stream.head) in (None, "utf-8"):
        yield from stream.lines()
    else:
        yield from enumerate(decode(stream.whole()).text.encode().splitlines(keepends=True), 1)


def whole(stream: Stream, name: str) -> Iterator[Document | Rejected]:
    """The records of a file that is one JSON array or one object."""
    content = stream.whole()
    text = decode(content).text
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"is not JSON ({_short(problem)}); correct it or give one record a line") from problem
    for number, record in enumerate(data if isinstance(data, list) else [data], 1):
        place = f"{name}#{number}" if isinstance(data, list) else name
        canonical = json.dumps(record, sort_keys=True).encode()
        yield _document(record, place, digest(canonical if isinstance(data, list) else content))


def one(line: bytes, place: str) -> Document | Rejected:
    """The document in one line of JSON."""
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as problem:
        return Rejected(place, "read", f"line is not UTF-8 (byte {problem.start}); save the file as UTF-8")
    except (ValueError, RecursionError) as problem:
        return Rejected(place, "read", f"not a JSON record ({_short(problem)}); correct or remove the line")
    return _document(record, place, digest(line))


def from_record(fields: dict[str, str], place: str, sha256: str, media_type: str) -> Document | Rejected:
    """The document of a record of text fields (a JSON object, a row of a table), or the reason against it."""
    try:
        if not fields.get("text", "").strip() and fields.get("html", "").strip():
            page = fields_of(fields["html"])
            rest = {key: value for key, value in fields.items() if key not in ("html", "text")}
            return from_fields(rest, place, sha256, "text/html", page)
        return from_fields(fields, place, sha256, media_type)
    except InputError as problem:
        return Rejected(place, "read", str(problem))


def _document(record: Any, place: str, sha256: str) -> Document | Rejected:  # noqa: ANN401 - any JSON
    if not isinstance(record, dict):
        return Rejected(place, "read", f"not a record but {_WORDS.get(type(record), 'null')}; {_SHAPE}")
    for field in ("text", "title", "html"):
        if not isinstance(record.get(field), str | None):
            return Rejected(place, "read", f"the field {field} holds no text but something else; {_SHAPE}")
    fields = {str(key): _plain(value) for key, value in record.items() if value is not None}
    return from_record(fields, place, sha256, "application/json")


def _plain(value: Any) -> str:  # noqa: ANN401 - any JSON
    """A field as text: strings as they are, the rest as JSON; a list of names (authors) with commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _short(problem: Exception) -> str:
    if isinstance(problem, RecursionError):
        return "nested too deep"
    if not isinstance(problem, json.JSONDecodeError):
        return "a number with too many digits"
    return " ".join(str(problem).split())[:80]
