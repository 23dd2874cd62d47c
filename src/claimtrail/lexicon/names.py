"""Keys under which spellings of one place meet: an exact one, and two by rules of transliteration.

"Dayr az Zawr", "Deir ez-Zor" and "Deir Ezzor" share a rule key; "Latamna" and "al-Lataminah" share a
skeleton and are close. No list of variants is kept.
"""

import re
from functools import lru_cache

from claimtrail.lexicon.fold import fold

_DROPPED = frozenset("'.ʿʾʻʽˌ´′")


class _Table(dict[int, str]):
    """Each character as it stands in a key; fills itself."""

    def __missing__(self, point: int) -> str:
        folded = fold(chr(point))
        put = "" if folded in _DROPPED else folded if folded.isalnum() else " "
        self[point] = put
        return put


_TABLE = _Table()
_ARTICLES = frozenset(re.findall(r"\w+", "al el ad ed as es ash esh ar er an en at et az ez ul ol il the"))
# In this order: digraphs of one sound, then vowels, then doubled letters and endings.
_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"\b(?:dayr|deyr|dair|deir|der)\b", "deir"),
        (r"\b(?:tall|tell|tal|tel)\b", "tal"),
        (r"\b(?:kafar|kafr|kfar|kfr|kafer)\b", "kafr"),
        (r"\b(?:abu|abou|albu|bu)\b ?", "abu"),
        (r"q", "k"),
        (r"ou|oo|uw|ow(?=[^aeiou]|\b)|aw(?=[^aeiou]|\b)|au", "u"),
        (r"[aei][yi](?=[^aeiou]|\b)|ee|ie(?=[^h])", "i"),
        (r"o", "u"),
        (r"e", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?:iya|iyi|ii|ia)h?\b", "ia"),
        (r"[ai]h\b", "a"),
        (r"y\b", "i"),
        (r"i\b", "a"),
        (r"dh", "d"),
    )
)
_EZZOR = re.compile(r"\b[ae]([dlnrstz]|sh)(?=\1)")  # "Ezzor": an article grown together with its word
_MEDIAL = re.compile(r"(?<=.)[aiu]")


def name_key(name: str) -> str:
    """The exact key: no case, diacritics, apostrophes or full stops; hyphens are blanks.

    >>> name_key("Al-Ḩasakah"), name_key("St. Louis")
    ('al hasakah', 'st louis')
    """
    return " ".join(name.translate(_TABLE).split())


@lru_cache(maxsize=65536)
def rule_key(key: str) -> str:
    """The key by rules of transliteration, from an exact key.

    >>> rule_key("dayr az zawr") == rule_key("deir ezzor") == rule_key("deir ez zor")
    True
    """
    words = [word for word in key.split() if word not in _ARTICLES] or key.split()
    rest = " ".join(_EZZOR.sub("", word) if len(word) > 4 else word for word in words)
    for pattern, put in _RULES:
        rest = pattern.sub(put, rest)
    return rest.replace(" ", "")


def skeleton(rule: str) -> str:
    """The rule key without vowels, a first one apart; empty for names with fewer than three consonants."""
    bare = _MEDIAL.sub("", rule)
    return bare if len(bare) >= 3 else ""


def close(left: str, right: str) -> bool:
    """True when two rule keys of one skeleton differ by little more than a short vowel."""
    return _distance(left, right) <= (1 if min(len(left), len(right)) <= 6 else 2)


def _distance(left: str, right: str) -> int:
    """Edit distance (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
