"""JSON lines in and out: an output file appears when it is whole, a broken input line costs that line."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from claimtrail.engine.outputs import apart
from claimtrail.errors import InputError
from claimtrail.model.outcomes import Rejected
from claimtrail.read import storable_name

Write = Callable[[object], None]


@contextmanager
def output(out: str | None, inputs: Sequence[str] = ()) -> Iterator[Write]:
    """A function that writes one record as a line, to the file or (None, "-") to the standard output.

    Raises InputError when the file cannot be written, or is one of the `inputs`, which would be lost.
    """
    if out in (None, "-"):
        yield lambda record: _put(sys.stdout.buffer.write, record)
        sys.stdout.buffer.flush()
        return
    path = apart("output", Path(str(out)), inputs)
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file, as in --out {path / 'out.jsonl'}")
    if path.exists() and not path.is_file():  # a pipe or a device is written to, never replaced
        with path.open("wb") as file:
            yield lambda record: _put(file.write, record)
        return
    path = Path(os.path.realpath(path))  # a link stays a link
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
            shown, some = "stdin" if name == "-" else storable_name(name), False
            for number, line in enumerate(file, 1):
                line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if line.strip():
                    some = True
                    yield _object(f"{shown}#{number}", line)
            if not some:
                yield Rejected(shown, "read", "is empty; give lines as claimtrail extract or link writes them")
    except (OSError, ValueError) as problem:  # ValueError: a NUL inside the name, or the input was read before
        why = getattr(problem, "strerror", None) or problem
        raise InputError(f"{storable_name(name)}: cannot be read ({why}); check the name") from problem


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
