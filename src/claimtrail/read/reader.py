"""The entry: files, folders and standard input to documents, each record once, nothing lost without a reason."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from claimtrail.errors import InputError
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.read import csv_, html_, jsonl, text
from claimtrail.read.build import identity
from claimtrail.read.detect import kind_of
from claimtrail.read.stream import Stream

_FORMATS = {
    "text": text.documents, "html": html_.documents, "jsonl": jsonl.documents, "json": jsonl.whole,
    "csv": csv_.documents,
}  # fmt: skip


def read(inputs: Sequence[str], own: Sequence[Path] = ()) -> Iterator[Document | Rejected]:
    """The documents of files, folders (recursive, sorted, hidden ones skipped) and "-" (standard input).

    `own`: files that the caller writes; a folder that holds them is read without them.

    Bad input gives one `Rejected` that names it and says what to do, and the rest goes on. Ids are unique: the
    same record read again is a `Rejected`; another text under a used id gets a suffix made from its content.
    """
    passed = frozenset(os.path.realpath(path) for path in own)
    yield from _unique(found for name in inputs for found in _input(name, passed))


def _unique(found: Iterable[Document | Rejected]) -> Iterator[Document | Rejected]:
    seen: dict[str, tuple[str, str]] = {}  # id -> (what it says, where it was read)
    for item in found:
        if isinstance(item, Rejected):
            yield item
            continue
        content = identity(item)
        name = item.id or content
        if name in seen and seen[name][0] != content:
            name = f"{name}-{content[-8:]}"
        if name in seen:
            yield Rejected(item.name, "read", f"same as {seen[name][1]}")
            continue
        seen[name] = (content, item.name)
        yield replace(item, id=name)


def _input(name: str, own: frozenset[str]) -> Iterator[Document | Rejected]:
    if name == "-":
        yield from _opened(sys.stdin.buffer, "stdin")
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path, own)
        else:
            yield from _file(path)
    except (OSError, ValueError) as problem:  # ValueError: a NUL inside a name
        yield _refused(name, problem)


def _folder(folder: Path, own: frozenset[str]) -> Iterator[Document | Rejected]:
    problems: list[OSError] = []
    count = 0
    for parent, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for link in (Path(parent) / f for f in folders if (Path(parent) / f).is_symlink()):
            yield Rejected(_shown(link), "read", "is a link to a folder, which is not followed; name it as an input")
        for file in sorted(f for f in files if not f.startswith(".")):
            path = Path(parent) / file
            if os.path.realpath(path) in own:
                continue
            if not path.is_file():
                yield Rejected(_shown(path), "read", _no_file(path))
                continue
            for item in _file(path):
                count += isinstance(item, Document)
                yield item
    for problem in problems:
        yield _refused(str(problem.filename or folder), problem)
    if not count:
        yield Rejected(_shown(folder), "read", "is a folder without readable files; check the path")


def _no_file(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return "is a link that leads nowhere; mend or remove it"
    return "is no file but a pipe, a socket or a device; leave it out"


def _file(path: Path) -> Iterator[Document | Rejected]:
    try:
        with path.open("rb") as source:
            yield from _opened(source, _shown(path))
    except OSError as problem:
        yield _refused(_shown(path), problem)


def _opened(source: BinaryIO, name: str) -> Iterator[Document | Rejected]:
    try:
        stream = Stream(source)
        some = False
        for item in _FORMATS[kind_of(stream.head, name)](stream, name):
            some = True
            yield item
        if not some:
            yield Rejected(name, "read", "holds no records; give at least one with a text")
    except InputError as problem:
        yield Rejected(name, "read", str(problem))


def _refused(name: str, problem: Exception) -> Rejected:
    if isinstance(problem, FileNotFoundError):
        reason = "does not exist; check the path"
    elif isinstance(problem, PermissionError):
        reason = "may not be read; check its permissions"
    else:
        reason = f"cannot be read ({getattr(problem, 'strerror', None) or problem}); check the path"
    return Rejected(storable_name(name), "read", reason)


def _shown(path: Path) -> str:
    return storable_name(str(path))


def storable_name(name: str) -> str:
    """The name of an input as it can be printed and stored: file names need not be UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
