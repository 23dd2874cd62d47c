"""Keeps the compiled gazetteer in the user's cache folder: compiling takes seconds, opening it takes none.

All workers map the same file, so that it stands in memory once.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from claimtrail.errors import LexiconError
from claimtrail.pipeline.stages import Annotate, MapStage, mapped_gazetteer


def ready(stages: Sequence[MapStage]) -> tuple[MapStage, ...]:
    """The stages, with the kept gazetteer where one of them needs it; it is compiled and kept on the first call."""
    if not any(isinstance(stage, Annotate) and stage.gazetteer is None for stage in stages):
        return tuple(stages)
    path = _kept()
    return tuple(replace(stage, gazetteer=path) if isinstance(stage, Annotate) else stage for stage in stages)


def cache_folder() -> Path:
    """Where claimtrail keeps what it can make again: CLAIMTRAIL_CACHE, or the folder of the system for that."""
    if named := os.environ.get("CLAIMTRAIL_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache") / "claimtrail"


def _kept() -> str | None:
    """The path of a sound file; None where none can be kept, and each worker compiles its own."""
    from claimtrail.lexicon.gazetteer import Gazetteer

    try:
        folder = cache_folder()
        path = folder / f"gazetteer-{Gazetteer.version()}.bin"
        if not _sound(path):
            folder.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.part")
            part.write_bytes(Gazetteer.compiled())
            part.replace(path)
            for old in folder.glob("gazetteer-*.bin"):
                if old != path:
                    with suppress(OSError):  # another program may have it open; it goes the next time
                        old.unlink()
    except (OSError, RuntimeError):  # no home, no rights, a full disk: slower, and no reason to stop
        return None
    return str(path)


def _sound(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        mapped_gazetteer(str(path))
    except (LexiconError, OSError, ValueError):
        return False
    return True
