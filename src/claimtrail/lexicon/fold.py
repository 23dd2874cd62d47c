"""One folded view of a text for matching: same length, so that every offset stays valid."""

import unicodedata

_SAME = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"}


class _Table(dict[int, str]):
    """Fills itself: each character is folded the first time it is seen."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        folded = _SAME.get(char) or (" " if char.isspace() else _bare(char))
        self[point] = folded
        return folded


def _bare(char: str) -> str:
    """The lower-case base letter of a character, or the character itself where that is not one letter."""
    base = unicodedata.normalize("NFKD", char.lower())
    base = "".join(c for c in base if not unicodedata.combining(c))
    return base if len(base) == 1 else char


_TABLE = _Table()


def fold(text: str) -> str:
    """Lower case, plain quotes and dashes, no diacritics, every white space a blank; the length is kept.

    >>> fold("Dayr az\\nZawr’s  Ḩamāh")
    "dayr az zawr's  hamah"
    """
    return text.translate(_TABLE)
