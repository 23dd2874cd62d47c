"""Reads number expressions with their qualifiers ("at least 15", "half a million"), for annotate/quantities.py."""

import re
from dataclasses import dataclass, field
from functools import cache

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import Entry, load

_MOST = 10**12  # a longer row of digits is an identity or a phone number and counts nothing
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:'[a-z]+)?|[^\w\s]")
_WHOLE = 100  # the least number that "half of" is taken of: half of 7 is no report's figure
_NUMBER_BEGINS = frozenset(["a", "an", "another", "half", "quarter"])
_EFFECTS = {"low", "high", "above", "below", "about"}


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """quantities.toml by use. `phrases`: first word to the (words, entry) that begin with it, longest first."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    trigger: re.Pattern[str]  # a sentence without a match holds no count

    def begins(self, word: str) -> bool:
        """True for a word that may begin a number."""
        known = (self.units, self.tens, self.scales, _NUMBER_BEGINS)
        return word[0].isdigit() or any(word in words for words in known)


@cache
def quantity_words() -> QuantityWords:
    """The words of quantities.toml; raises LexiconError where it cannot be read."""
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    units: dict[str, int] = {}
    tens: dict[str, int] = {}
    scales: dict[str, int] = {}
    triggers: list[str] = []
    for entry in load("en/quantities"):
        kind = entry.fields["kind"]
        if kind == "number":
            units.update({term: number for number, term in enumerate(entry.terms, entry.fields["first"])})
        elif kind == "tens":
            tens.update({term: 10 * number for number, term in enumerate(entry.terms, 2)})
        elif kind == "scale":
            scales.update({term: int(entry.fields["value"]) for term in entry.terms})
        else:
            for term in entry.terms:
                parts = tuple(_TOKEN.findall(fold(term)))
                phrases.setdefault(parts[0], []).append((parts, entry))
        if kind in ("number", "tens", "scale", "vague"):
            triggers += entry.terms
    ordered = {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in phrases.items()}
    words = "|".join(re.escape(word) for word in sorted(triggers, key=lambda word: (-len(word), word)))
    return QuantityWords(ordered, units, tens, scales, re.compile(rf"\d|\b(?:an?|another|{words})\b"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the lexicon at tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    entry: Entry


@dataclass(slots=True)
class Tokens:
    """The words of one sentence, folded, with their places in the document and the lexicon's phrases by token."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    phrases: dict[int, list[Phrase]] = field(default_factory=dict)

    def kind_at(self, index: int, *kinds: str) -> Phrase | None:
        """The longest phrase of one of these kinds that begins at a token."""
        return next((p for p in self.phrases.get(index, ()) if p.entry.fields["kind"] in kinds), None)

    def glued(self, index: int) -> bool:
        """True when a token touches the one before it."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]


def tokenise(words: QuantityWords, folded: str, start: int, end: int) -> Tokens:
    """The tokens of one sentence with the phrases of the lexicon that begin at each."""
    tokens = Tokens([], [], [])
    for match in _TOKEN.finditer(folded, start, end):
        tokens.words.append(match[0])
        tokens.starts.append(match.start())
        tokens.ends.append(match.end())
    for index, word in enumerate(tokens.words):
        for terms, entry in words.phrases.get(word, ()):
            if len(terms) == 1 or tuple(tokens.words[index : index + len(terms)]) == terms:
                tokens.phrases.setdefault(index, []).append(Phrase(index, index + len(terms), entry))
    return tokens


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression at tokens `first` to `last` (exclusive); `core` is where the number itself begins."""

    first: int
    core: int
    last: int
    low: int | None
    high: int | None
    article: bool = False  # "a", "an", "another": counts only before a person or a destroyed thing
    decimal: bool = False


def read_numbers(words: QuantityWords, tokens: Tokens) -> list[Number]:
    """All number expressions of a sentence, left to right, with ranges joined and bounds applied."""
    found: list[Number] = []
    at = 0
    while at < len(tokens.words):
        if at not in tokens.phrases and not words.begins(tokens.words[at]):
            at += 1
            continue
        bound = tokens.kind_at(at, "bound")
        number = None if bound else _read(words, tokens, at)
        if bound:
            at = bound.last
        elif number is None:
            at += 1
        else:
            number = _bounded(tokens, _joined(words, tokens, number), found[-1].last if found else 0)
            found.append(number)
            at = number.last
    return found


def _read(words: QuantityWords, tokens: Tokens, at: int) -> Number | None:
    """The bare number at a token: digits, words, a vague word or an article."""
    vague = tokens.kind_at(at, "vague")
    if vague:
        return Number(at, at, vague.last, None, None)
    value, last = _value(words, tokens, at)
    if value is not None and value <= _MOST:
        whole = round(value)
        return Number(at, at, last, whole, whole, decimal=abs(value - whole) > 1e-6)
    if tokens.words[at] in ("a", "an", "another"):
        return Number(at, at, at + 1, 1, 1, article=True)
    return None


def _value(words: QuantityWords, tokens: Tokens, at: int) -> tuple[float | None, int]:
    """The value of the number at a token and the token after it."""
    word = tokens.words[at]
    if word[0].isdigit():
        try:
            digits, last = word.replace(",", ""), at + 1
            while len(word) <= 3 and last < len(tokens.words) and re.fullmatch(r"\d{3}", tokens.words[last]):
                digits, last = digits + tokens.words[last], last + 1  # "200 000"
            return _scaled(words, tokens, float(digits), last)
        except ValueError:  # digits of other scripts that float cannot read, such as superscripts
            return None, at
    if word in ("half", "quarter") or (
        word == "a" and at + 1 < len(tokens.words) and tokens.words[at + 1] == "quarter"
    ):
        return _fraction(words, tokens, at)
    if word == "a" and at + 1 < len(tokens.words) and tokens.words[at + 1] in words.scales:
        return _scaled(words, tokens, 1, at + 1)
    if word in words.units or word in words.tens:
        return _word_value(words, tokens, at)
    if word in words.scales and word == "dozen":
        return 12, at + 1
    return None, at


def _fraction(words: QuantityWords, tokens: Tokens, at: int) -> tuple[float | None, int]:
    """ "half a million", "a quarter of a million", "half a dozen"."""
    share = 0.25 if "quarter" in tokens.words[at : at + 2] else 0.5
    index = at + (2 if tokens.words[at] == "a" else 1)
    while index < len(tokens.words) and tokens.words[index] in ("a", "of", "-"):
        index += 1
    if index < len(tokens.words) and tokens.words[index] in words.scales:
        return share * words.scales[tokens.words[index]], index + 1
    if tokens.words[at + 1 : at + 2] == ["of"]:  # "half of the country's 22 million people"
        for number in range(at + 2, min(at + 8, len(tokens.words))):
            if tokens.words[number][0].isdigit():
                whole, last = _value(words, tokens, number)
                return (share * whole, last) if whole and whole >= _WHOLE else (None, at)
    return None, at


def _word_value(words: QuantityWords, tokens: Tokens, at: int) -> tuple[float | None, int]:
    """ "twenty-three", "two hundred and five", "three thousand"."""
    index, value = at, 0
    if tokens.words[index] in words.tens:
        value, index = words.tens[tokens.words[index]], index + 1
        after = index + (index < len(tokens.words) and tokens.words[index] == "-")
        if after < len(tokens.words) and words.units.get(tokens.words[after], 10) < 10:
            value, index = value + words.units[tokens.words[after]], after + 1
    else:
        value, index = words.units[tokens.words[index]], index + 1
    total, last = _scaled(words, tokens, value, index)
    after = last + (last < len(tokens.words) and tokens.words[last] == "and")
    if last > index and after < len(tokens.words) and total >= 100 and (after > last or total >= 1000):
        more = tokens.words[after]
        if more in words.units or more in words.tens:
            rest, end = _word_value(words, tokens, after)
            smaller = rest is not None and rest < words.scales.get(tokens.words[last - 1], 0)
            noun = tokens.words[end] if end < len(tokens.words) else ""
            if smaller and (after == last or noun):
                return total + (rest or 0), end
    return total, last


def _scaled(words: QuantityWords, tokens: Tokens, value: float, at: int) -> tuple[float, int]:
    """Applies "hundred", "thousand", "million", "dozen" that follow."""
    while at < len(tokens.words) and tokens.words[at] in words.scales:
        value, at = value * words.scales[tokens.words[at]], at + 1
    return value, at


def _joined(words: QuantityWords, tokens: Tokens, number: Number) -> Number:
    """Joins "15 to 20", "15-20" and, after "between", "500 and 1300"."""
    link = number.last
    if number.low is None or number.article or link + 1 >= len(tokens.words):
        return number
    between = number.first > 0 and tokens.words[number.first - 1] == "between"
    if not (tokens.words[link] in ("to", "or", "-") or (between and tokens.words[link] == "and")):
        return number
    after = link + 1
    skip = tokens.kind_at(after, "bound")
    other = _read(words, tokens, skip.last if skip else after)
    if other is None or other.low is None or other.article or other.low <= number.low:
        return number
    if tokens.words[link] == "to" and number.first > 0 and tokens.words[number.first - 1] == "from":
        return number  # "rose from 12 to 19" are two figures
    low = number.low
    if other.low >= 1000 and low < 100 and tokens.words[other.last - 1] in words.scales:
        low *= words.scales[tokens.words[other.last - 1]]  # "5 to 10 thousand"
    return Number(number.first - between, number.core, other.last, low, other.low)


def _bounded(tokens: Tokens, number: Number, floor: int) -> Number:
    """Takes in the qualifier before the number and "or more" after it."""
    if number.article:
        return number
    low, high, first, last = number.low, number.high, number.first, number.last
    for _ in range(2):
        bound = _bound_before(tokens, first, floor)
        if bound is None:
            break
        effect, first = bound.entry.fields["effect"], bound.first
        if low is None or effect not in _EFFECTS:
            continue
        if effect in ("low", "above"):
            low, high = number.low, None
            low = (low or 0) + (effect == "above")
        elif effect in ("high", "below"):
            low, high = None, (number.high or 0) - (effect == "below")
    rest = tokens.words[last : last + 2]
    if rest == ["or", "more"] or rest[:1] == ["+"]:
        low, high, last = number.low, None, last + (2 if rest[0] == "or" else 1)
    return Number(first, number.core, last, low, high, decimal=number.decimal)


def _bound_before(tokens: Tokens, first: int, floor: int) -> Phrase | None:
    """The qualifier that ends right before a token."""
    for begin in range(max(floor, first - 4), first):
        bound = tokens.kind_at(begin, "bound")
        if bound and bound.last == first:
            return bound
    return None
