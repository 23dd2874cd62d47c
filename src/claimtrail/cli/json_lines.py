"""JSON lines in and out: an output file appears when it is whole, a broken input line costs that line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from claimtrail.errors import InputError
from claimtrail.model.outcomes import Rejected

Write = Callable[[object], None]


@contextmanager
def output(out: str | None) -> Iterator[Write]:
    """A function that writes one record as a line, to the file or (None, "-") to the standard output."""
    if out in (None, "-"):
        yield lambda record: _put(sys.stdout.buffer.write, record)
        sys.stdout.buffer.flush()
        return
    path = Path(str(out))
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        file = part.open("wb")
    except OSError as problem:
        raise InputError(f"{path}: cannot be written ({problem.strerror}); name another --out") from problem
    try:
        with file:
            yield lambda record: _put(file.write, record)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def lines(name: str) -> Iterator[tuple[str, dict[str, Any]] | Rejected]:
    """The JSON objects of a file or of "-", each with its name `file#line`; a broken line gives a Rejected."""
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _object(f"{'stdin' if name == '-' else name}#{number}", line)
    except OSError as problem:
        raise InputError(f"{name}: cannot be read ({problem.strerror}); check the name") from problem


def _object(name: str, line: bytes) -> tuple[str, dict[str, Any]] | Rejected:
    try:
        found = msgspec.json.decode(line)
    except msgspec.MsgspecError as problem:
        return Rejected(name, "read", f"is not a JSON line ({problem}); mend or remove it")
    except UnicodeDecodeError:
        return Rejected(name, "read", "is not UTF-8; save the file as UTF-8")
    if not isinstance(found, dict):
        return Rejected(name, "read", "is not a JSON object; see claimtrail link --help for the form")
    return name, found


def _put(write: Callable[[bytes], object], record: object) -> None:
    write(msgspec.json.encode(record) + b"\n")
