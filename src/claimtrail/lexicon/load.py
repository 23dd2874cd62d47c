"""Reads the packaged TOML files: entries with an id, terms, meaning, examples and an origin."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from claimtrail.errors import LexiconError

_OWN = ("id", "terms", "yes", "no", "origin")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of knowledge. `fields` holds what only its kind of file has (a measure, a code, a scope)."""

    id: str
    terms: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    origin: str
    fields: Mapping[str, Any]


@cache
def load(path: str) -> tuple[Entry, ...]:
    """The entries of one file below `lexicon/data`, as `en/triggers` (without `.toml`).

    Raises LexiconError that names file, entry and field.
    """
    try:
        data = tomllib.loads(_data().joinpath(f"{path}.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise LexiconError(f"lexicon {path}.toml cannot be read: {problem}") from problem
    entries = tuple(_entry(path, raw) for raw in data.get("entry", ()))
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise LexiconError(f"lexicon {path}.toml: the id {entry.id!r} stands twice; rename one")
        seen.add(entry.id)
    return entries


def names(folder: str) -> tuple[str, ...]:
    """The files of a folder of the lexicon, as `load` takes them: `names("world")`."""
    found = (f.name for f in _data().joinpath(folder).iterdir() if f.name.endswith(".toml"))
    return tuple(f"{folder}/{name.removesuffix('.toml')}" for name in sorted(found))


@cache
def fingerprint() -> str:
    """A hash over all packaged entries: part of every run, since other words give other claims."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in ("en", "models", "world"):
        for path in names(folder):
            digest.update(path.encode())
            digest.update(_data().joinpath(f"{path}.toml").read_bytes())
    return digest.hexdigest()


@cache
def weights(name: str) -> Mapping[str, float]:
    """Fitted weights of a decision, `data/models/NAME.toml`: feature to log-odds; written by a program of eval/."""
    try:
        data = tomllib.loads(_data().joinpath(f"models/{name}.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise LexiconError(f"lexicon models/{name}.toml cannot be read: {problem}") from problem
    return {key: float(value) for key, value in data["weights"].items()}


def _data() -> Traversable:
    return files("claimtrail.lexicon").joinpath("data")


def _entry(path: str, raw: dict[str, Any]) -> Entry:
    missing = [field for field in ("id", "terms", "yes", "origin") if field not in raw]
    if missing:
        raise LexiconError(f"lexicon {path}.toml, entry {raw.get('id', raw)!r}: {', '.join(missing)} missing")
    return Entry(
        raw["id"], tuple(raw["terms"]), tuple(raw["yes"]), tuple(raw.get("no", ())), raw["origin"],
        {key: value for key, value in raw.items() if key not in _OWN},
    )  # fmt: skip
