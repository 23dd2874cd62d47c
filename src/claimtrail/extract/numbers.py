"""Reads the numbers of a short text on its own, so that the gate need not trust whoever made the value."""

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ONES: dict[str, float] = {word: value for value, word in enumerate(_SMALL.split(" "))}
_ONES |= {"a": 1, "an": 1, "single": 1, "another": 1}
_ONES |= {"no": 0, "none": 0, "both": 2, "pair": 2, "couple": 2, "half": 0.5, "quarter": 0.25}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_LONGEST = 15  # digits; more count nothing
_WORD = re.compile(r"\d[\d,.]*\d|\d|[a-z]+")


def numbers_in(text: str) -> set[int]:
    """Every number that `text` can be read as saying, digits and words, scales applied.

    >>> sorted(numbers_in("between 5,000 and twelve thousand"))
    [5000, 12000]
    """
    found: set[int] = set()
    whole, part, room = 0.0, None, 0.0  # room: what may still be added, below 10 after "twenty"
    plain = re.sub(r"\b(half|quarter)(?: of)? an? ", r"\1 ", text.lower().replace("-", " "))
    for word in [*_WORD.findall(plain), "."]:
        value = _value(word)
        if word in _SCALES:
            scaled = (1 if part is None else part) * _SCALES[word]
            big = _SCALES[word] >= 1000
            whole, part = (whole + scaled, 0.0) if big else (whole, scaled)
            room = _SCALES[word] if _SCALES[word] >= 100 else 0
        elif value is not None and part is not None and 0 < value < room:
            part += value
            room = 10 if word in _TENS else 0 if word in _ONES else room
        elif word != "and" or not room:
            if part is not None:
                found.add(round(whole + part))
            whole, part, room = 0.0, value, 10 if word in _TENS else 0
    return found


def _value(word: str) -> float | None:
    if word[0].isdigit():
        plain = word.replace(",", "")
        if len(plain) > _LONGEST:
            return None
        try:
            return float(plain)
        except ValueError:
            return float(re.sub(r"\D", "", plain))
    return _ONES.get(word, _TENS.get(word))
