"""A byte stream whose head was looked at, and its lines with a limit: memory stays bounded whatever comes."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from claimtrail.errors import InputError
from claimtrail.read.limits import HEAD_BYTES, LINE_BYTES, MEBIBYTE, WHOLE_BYTES


class Stream:
    """An opened input. `head` can be looked at before anything is consumed; pipes work as files do."""

    def __init__(self, source: BinaryIO) -> None:
        """Reads up to 64 KiB ahead."""
        self._source = source
        self.head = _take(source, HEAD_BYTES)
        self._joined = io.BufferedReader(_Joined(self.head, source))

    def whole(self, limit: int = WHOLE_BYTES) -> bytes:
        """All bytes. Raises InputError above `limit` bytes."""
        content = _take(self._joined, limit + 1)
        if len(content) > limit:
            raise InputError(f"is larger than {limit // MEBIBYTE} MB; split it into smaller files")
        return content

    def lines(self, limit: int = LINE_BYTES) -> Iterator[tuple[int, bytes | None]]:
        """Line number from 1 and the line with its end; None in place of a line longer than `limit` bytes."""
        number = 0
        while line := self._joined.readline(limit + 1):
            number += 1
            if len(line) <= limit:
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = self._joined.readline(MEBIBYTE)
            yield number, None


class _Joined(io.RawIOBase):
    """The head again, then the rest of the source."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always: it is made for reading."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fills `buffer` from the head, then from the rest; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # io calls it with a writable buffer
        part = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(part)] = part
        return len(part)


def _take(source: BinaryIO | io.BufferedReader, size: int) -> bytes:
    """Up to `size` bytes; a pipe may give them in pieces."""
    parts: list[bytes] = []
    while size > 0 and (part := source.read(min(size, MEBIBYTE))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
