"""Which words and which code made a result: other words or other rules give another fingerprint."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from claimtrail.lexicon import load
from claimtrail.pipeline.stages import MapStage

_SHARED = ("model", "lexicon", "pipeline")  # every stage rests on these


@cache
def fingerprint(rooms: tuple[str, ...]) -> str:
    """A short hash over the code of the rooms, the lexicon and the version: the same on every machine."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update(version("claimtrail").encode())
    digest.update(load.fingerprint().encode())
    for room in (*_SHARED, *rooms):
        for file in sorted(files(f"claimtrail.{room}").iterdir(), key=lambda f: f.name):
            if file.name.endswith(".py"):
                digest.update(f"{room}/{file.name}".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def of_stages(stages: Sequence[MapStage]) -> str:
    """The fingerprint of a list of map stages."""
    return fingerprint(tuple(room for stage in stages for room in stage.rooms))
