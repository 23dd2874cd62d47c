"""Pairs that may be copies, from an inverted index over winnowed 5-grams (Schleimer, Wilkerson, Aiken 2003)."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from claimtrail.copies.shingles import Grams, Sketch

WINDOW = 4  # any run of WINDOW + 4 shared words gives the two documents a common sample
_LEAST_SHARE = 0.2  # of the shorter document's samples; true copies (half of the grams) lie well above
_CROWD = 30  # documents with one gram in common beyond which not every pair is formed
_NEIGHBOURS = 4  # pairs for each document of a crowd


def pairs(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Index pairs (i < j), each once and in order, that share enough samples to be worth an exact comparison."""
    samples = [winnow(s.order) for s in sketches]
    sizes = [len(s) for s in samples]
    if not any(sizes):
        return
    grams = np.concatenate(samples)
    owners = np.repeat(np.arange(len(samples), dtype=np.int32), sizes)
    order = np.lexsort((owners, grams))
    grams, owners = grams[order], owners[order]
    bounds = np.flatnonzero(np.diff(grams)) + 1
    starts = np.concatenate(([0], bounds))
    ends = np.concatenate((bounds, [len(grams)]))
    counts: Counter[tuple[int, int]] = Counter()
    crowded: set[tuple[int, int]] = set()
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        members = owners[start:end].tolist()
        if len(members) <= _CROWD:
            counts.update((a, b) for at, b in enumerate(members) for a in members[:at])
        else:
            crowded.update(_some(members))
    enough = {p for p, n in counts.items() if n >= max(1, _LEAST_SHARE * min(sizes[p[0]], sizes[p[1]]))}
    yield from sorted(enough | crowded)


def winnow(order: Grams) -> Grams:
    """The least gram of every window, each once: a sample that depends on the text alone."""
    if len(order) <= WINDOW:
        return np.unique(order)
    windows = np.lib.stride_tricks.sliding_window_view(order, WINDOW)
    return np.unique(windows.min(axis=1))


def _some(members: list[int]) -> Iterator[tuple[int, int]]:
    """A few pairs for each document of a crowd: a wire that hundreds carry, or a phrase that all use."""
    for at, member in enumerate(members):
        for other in {*members[:_NEIGHBOURS], *members[max(0, at - _NEIGHBOURS) : at]}:
            if other < member:
                yield other, member
