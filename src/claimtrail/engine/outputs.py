"""The files that a run writes: whether they can be written, and that none of them is something else of the user's."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from claimtrail.errors import InputError

_OPTIONS = {"store": "--store", "report": "--report", "output": "--out"}


def writable(path: Path) -> Path:
    """Says at once, and not after an hour's work, that a file cannot be written."""
    if path.is_dir():
        raise InputError(f"report {path}: this is a folder; name a file, as in --report {path / 'report.html'}")
    there = path.exists()
    try:
        with path.open("ab"):
            pass
        if not there:
            path.unlink()  # should the run fail, it leaves no empty report
    except OSError as problem:
        raise InputError(f"report {path}: cannot be written ({problem.strerror}); name another --report") from problem
    return path


def apart(what: str, path: Path, others: Iterable[str | Path]) -> Path:
    """`path`, which shall be written; InputError where it is one of the files that are read or kept.

    `what` is "store", "report" or "output", as the message calls it.
    """
    option = _OPTIONS[what]
    for other in others:
        if str(other) != "-" and same(path, Path(other)):
            raise InputError(f"{what} {path}: writing it would destroy {other}; name another {option}")
    return path


def same(left: Path, right: Path) -> bool:
    """True for two names of one regular file, whether it is there yet or not."""
    try:
        if left.is_file() and right.is_file():
            return left.samefile(right)
        return os.path.realpath(left) == os.path.realpath(right) and not left.exists()
    except (OSError, ValueError):
        return False  # no such names: opening them says so


def own_files(store: Sequence[Path], report: Path | None) -> Sequence[Path]:
    """What a run writes, so that a folder that holds it can be read without it. `store`: Store.files."""
    return [*store, *([report] if report is not None else [])]
