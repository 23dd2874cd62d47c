"""A document as its word 5-grams: hashed stably, furniture left out, so that two can be compared exactly."""

import re
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from claimtrail.lexicon.fold import fold
from claimtrail.model.documents import Document

Grams: TypeAlias = NDArray[np.uint32]

SIZE = 5  # words
_WORD = re.compile(r"\w+")
# Odd constants of a polynomial over word hashes, modulo 2**64; the top half of the mixed sum is the gram's hash.
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What copies are found by. `order` holds the grams as they stand in the text, `grams` each once, sorted."""

    id: str
    outlet: str | None
    day: str  # ISO, or "9999" where unknown, so that known days come first
    words: int
    digest: bytes  # of the words in order: equal for exact copies
    order: Grams
    grams: Grams


def sketch(document: Document) -> Sketch:
    """The sketch of a document; two documents that differ only in case, quotes or furniture have equal digests.

    The grams are those of the body: editors write their own headlines over the same wire.
    """
    body = document.title_end if document.body.strip() else 0
    words = _WORD.findall(fold(_report(document, body)))
    title = _WORD.findall(fold(document.text[:body]))
    order = _grams(words)
    return Sketch(
        id=document.id,
        outlet=document.outlet,
        day=document.published.day.isoformat() if document.published else "9999",
        words=len(words),
        digest=blake2b(" ".join((*title, *words)).encode(), digest_size=16).digest(),
        order=order,
        grams=np.unique(order),
    )


def shared(a: Grams, b: Grams) -> int:
    """How many grams stand in both."""
    return int(np.intersect1d(a, b, assume_unique=True).size)


def _report(document: Document, start: int) -> str:
    parts, at = [], start
    for item in document.furniture:
        parts.append(document.text[at : max(at, item.span.start)])
        at = max(at, item.span.end)
    return " ".join((*parts, document.text[at:]))


def _grams(words: list[str]) -> Grams:
    if len(words) < SIZE:
        return np.zeros(0, dtype=np.uint32)
    hashes = np.fromiter((zlib.crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))
    count = len(words) - SIZE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += (hashes[place : place + count] + np.uint64(1)) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(32)).astype(np.uint32)
