"""Records to bytes and back: canonical JSON, so that equal records have equal bytes."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encode(record: object) -> bytes:
    """Canonical UTF-8 JSON of a record (any dataclass of this room): keys in a fixed order, no spaces."""
    return msgspec.json.encode(record, order="deterministic")


def decode(body: bytes | str, kind: type[T]) -> T:
    """The record of type `kind` in `body`. Raises msgspec.ValidationError where a field does not fit."""
    return msgspec.json.decode(body, type=kind)


def plain(record: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """The record as dicts, lists, strings, numbers and None."""
    return msgspec.to_builtins(record, order="deterministic")
