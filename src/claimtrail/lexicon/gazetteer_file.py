"""A compiled gazetteer kept in a folder of the caller's choice, so that only the first run compiles it."""

import mmap
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from claimtrail.errors import LexiconError
from claimtrail.lexicon.gazetteer_index import Index, build, index_version

FOLDER = "CLAIMTRAIL_GAZETTEER"  # environment: child processes and workers find the folder through it


def keep_index_in(folder: Path) -> None:
    """From now on, here and in child processes, `Gazetteer.load` keeps its compiled index in `folder`.

    For programs that start others (the command, a cluster's driver). Without it nothing is written.
    """
    os.environ[FOLDER] = str(folder)


def open_index() -> Index:
    """The index from the folder given to `keep_index_in`, made there first when it is missing or damaged.

    Compiles in memory where no folder was given or it cannot be written.
    """
    folder = os.environ.get(FOLDER)
    if not folder:
        return Index(build())
    path = Path(folder) / f"gazetteer-{index_version()}.bin"
    try:
        return _mapped(path)
    except (OSError, ValueError, LexiconError):  # missing, empty or damaged: made anew
        data = build()
    try:
        _write(path, data)
        return _mapped(path)  # shared by all processes, unlike `data`
    except OSError:  # a folder that cannot be written costs time, not results
        return Index(data)


def _mapped(path: Path) -> Index:
    with path.open("rb") as file:
        return Index(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _write(path: Path, data: bytes) -> None:
    """Writes beside and renames: a second process sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):  # the first error is the one to tell
            Path(name).unlink()
        raise
    for old in path.parent.glob("gazetteer-*.bin"):
        if old != path:
            with suppress(OSError):  # another process may have removed it already
                old.unlink()
