"""Tables: a header with the column names of a record (text or html, id, title, outlet, ...), a row a document."""

import csv
from collections.abc import Iterator

from claimtrail.errors import InputError
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.read.build import digest
from claimtrail.read.decode import decode, marked
from claimtrail.read.detect import delimiter
from claimtrail.read.jsonl import from_record
from claimtrail.read.limits import LINE_BYTES, MEBIBYTE
from claimtrail.read.stream import Stream


def documents(stream: Stream, name: str) -> Iterator[Document | Rejected]:
    """A document or the reason against it for every row; a row is named by its first line."""
    lines = _Lines(stream, name)
    first = next(iter(lines), "")
    previous = csv.field_size_limit(LINE_BYTES)
    try:
        columns = _columns(first)
        if not {"text", "html"} & set(columns):
            raise InputError("is a table without a column text or html; name the column of the report text so")
        rows = csv.reader(iter(lines), delimiter=delimiter(first))
        while True:
            lines.taken.clear()
            try:
                row = next(rows)
            except StopIteration:
                break
            except csv.Error as problem:
                yield Rejected(lines.place(), "read", f"not a row of a table ({problem}); check its quotes")
                continue
            yield from lines.refused()
            if any(cell.strip() for cell in row):
                fields = {key: cell for key, cell in zip(columns, row, strict=False) if key}
                yield from_record(fields, lines.place(), digest(b"".join(lines.taken)), "text/csv")
        yield from lines.refused()
    finally:
        csv.field_size_limit(previous)


def _columns(first: str) -> list[str]:
    try:
        header = next(csv.reader([first], delimiter=delimiter(first)), [])
    except csv.Error as problem:
        raise InputError(f"has no header that can be read ({problem}); check its quotes and line ends") from problem
    return [cell.strip().lower() for cell in header]


class _Lines:
    """The lines of a table as text, with the bytes that the current row was made of."""

    def __init__(self, stream: Stream, name: str) -> None:
        self.taken: list[bytes] = []
        self._name = name
        self._number = 0
        self._bad: list[Rejected] = []
        self._encoding = "utf-8"
        if _plain_utf8(stream.head):
            self._source = stream.lines()
        else:
            text = decode(stream.whole()).text
            self._source = iter(list(enumerate(text.encode().splitlines(keepends=True), 1)))

    def __iter__(self) -> Iterator[str]:
        for number, line in self._source:
            self._number = number
            if line is None:
                self._reject(f"line over {LINE_BYTES // MEBIBYTE} MB; split the table")
                continue
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError as problem:
                self._reject(f"line is not UTF-8 (byte {problem.start}); save the table as UTF-8")
                continue
            self.taken.append(line)
            yield text.removeprefix("\ufeff") if number == 1 else text

    def place(self) -> str:
        """`name#line` of the first line of the current row."""
        return f"{self._name}#{max(1, self._number - max(0, len(self.taken) - 1))}"

    def refused(self) -> list[Rejected]:
        """Lines that could not be read since the last call."""
        bad, self._bad = self._bad, []
        return bad

    def _reject(self, reason: str) -> None:
        self._bad.append(Rejected(f"{self._name}#{self._number}", "read", reason))


def _plain_utf8(head: bytes) -> bool:
    """True when the head is UTF-8; its last character may be cut off by the end of the head."""
    if marked(head) not in (None, "utf-8"):
        return False
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start >= len(head) - 8
    return True
