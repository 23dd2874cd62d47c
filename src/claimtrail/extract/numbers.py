"""Reads the numbers of a short text on its own, so that the gate need not trust whoever made the value."""

import re

_ONES = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
} | {"a": 1, "an": 1, "single": 1, "another": 1, "no": 0, "none": 0, "both": 2, "pair": 2, "couple": 2, "half": 0}
_TENS = {w: (n + 2) * 10 for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[a-z]+")


def numbers_in(text: str) -> set[int]:
    """Every number that `text` can be read as saying, digits and words, scales applied.

    >>> sorted(numbers_in("between 5,000 and twelve thousand"))
    [5000, 12000]
    """
    found: set[int] = set()
    total: float | None = None
    for token in [*_TOKEN.findall(text.lower().replace("-", " ")), "."]:
        value = _value(token)
        if token in _SCALES:
            total = (1 if total is None else total) * _SCALES[token]
            found.add(round(total))
        elif value is not None and total is not None and token in _ONES and round(total) % 10 == 0 and value < 10:
            total += value
        elif value is not None:
            _keep(found, total)
            total = value
        elif token != "and":
            _keep(found, total)
            total = None
        if token == "and" and total is not None and total < 100:
            _keep(found, total)
            total = None
    return found


def _keep(found: set[int], total: float | None) -> None:
    if total is not None:
        found.add(round(total))


def _value(token: str) -> float | None:
    if token[0].isdigit():
        plain = token.replace(",", "")
        try:
            return float(plain)
        except ValueError:
            return float(re.sub(r"\D", "", plain))
    return _ONES.get(token, _TENS.get(token))
