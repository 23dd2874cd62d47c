"""What a number counts: the noun phrase after it, and which numbers count nothing (ages, dates, distances).

Used by annotate/measures.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrail.annotate.numbers import Number, Phrase, QuantityWords, Tokens
from claimtrail.model.spans import Span

_PLURAL = ("s", "men", "people", "children", "police", "staff", "crew", "other", "lebanese", "militia", "elderly")
_NOUN_LENGTH = 6


@dataclass(slots=True)
class Count:
    """A number with what it counts; token ranges are (first, last exclusive)."""

    number: Number
    noun: tuple[int, int] | None
    people: bool  # the noun names people, or there is none
    end: int  # token after the noun
    measure: str | None = None
    cue: tuple[int, int] | None = None
    whole: int | None = None  # index of the count that it is a part of
    part: bool = False
    superseded: bool = False
    side: str = ""  # where the measure came from: noun, right, left, chain


def is_no_count(tokens: Tokens, number: Number, taken: Sequence[Span]) -> bool:
    """Ages, times, distances, money, ordinals, calibres, names with numbers, dates."""
    start, end = tokens.starts[number.core], tokens.ends[number.last - 1]
    if any(span.start < end and start < span.end for span in taken):
        return True
    words, last = tokens.words, number.last
    before = words[number.core - 1] if number.core else ""
    after = words[last] if last < len(words) else ""
    digits = words[number.core][0].isdigit()
    if digits and tokens.glued(number.core) and (before[-1:].isalnum() or before in "-./$€£#:"):
        return True
    if tokens.glued(last) and not number.article:
        if after == "-" and tokens.glued(last + 1) and words[last + 1][0].isalpha():
            return True  # "12-year-old", "two-day"
        if (after[0].isalnum() and digits) or (
            after in ":./" and tokens.glued(last + 1) and words[last + 1][0].isdigit()
        ):
            return True  # "3rd", "120mm", "10:30"
    if before in (
        "no",
        "resolution",
        "chapter",
        "article",
        "$",
        "€",
        "£",
        "#",
        "flight",
        "number",
        "mr",
        "per",
        "aged",
        "age",
    ):
        return not (before == "no" and number.core != number.first)
    if words[number.core] == "one" and (
        before in ("no", "this", "any", "every", "each", "which", "the", "that") or after in ("another", "day")
    ):
        return True
    if (
        words[number.core] == "one"
        and after == "of"
        and last + 1 < len(words)
        and words[last + 1] not in ("them", "whom", "her", "his", "its", "their")
    ):
        return True
    if (
        words[number.core] in ("one", "two", "three")
        and after == "of"
        and words[last + 1 : last + 3] == ["the", "four"]
    ):
        return True
    return _is_unit(tokens, last) or number.decimal


def _is_unit(tokens: Tokens, last: int) -> bool:
    """True when a unit of time, length, money or share follows."""
    if tokens.kind_at(last, "area"):
        return False
    for at in (
        last,
        last + 1 if last < len(tokens.words) and tokens.words[last] in ("more", "-", "consecutive") else last,
    ):
        if tokens.kind_at(at, "unit"):
            return True
    return False


def with_noun(words: QuantityWords, tokens: Tokens, number: Number, taken: Sequence[Span]) -> Count:
    """The noun phrase after a number, as far as it names what is counted."""
    at = number.last
    size = len(tokens.words)
    if at < size and tokens.words[at] == "of" and not (at + 1 < size and tokens.words[at + 1] in ("whom", "which")):
        at += 1
        if at < size and tokens.words[at] in ("the", "its", "his", "her", "their", "those", "these"):
            at += 1
        if at < size and tokens.words[at] in ("them", "those"):
            at += 1  # "four of them women"
    while at < size and tokens.words[at] in ("more", "further", "additional") and at + 1 < size:
        at += 1
    first, people = at, False
    while at < size and at - first < _NOUN_LENGTH and not _ends_noun(words, tokens, at, first, taken):
        person = tokens.kind_at(at, "person")
        noun = tokens.kind_at(at, "noun")
        if noun and (noun.last - at > 1 or tokens.words[at].endswith("s")) and tokens.words[noun.last : noun.last + 1] != ["-"]:
            at = noun.last
            break
        if person:
            at = person.last
            if at < size and _is_modifier(tokens, number, at, person):
                continue
            people = True
            if not (at < size and (tokens.kind_at(at, "person") or tokens.glued(at))):
                at = _of_group(tokens, at, size)
                break
            continue
        at += 1
    noun_range = (first, at) if at > first else None
    return Count(number, noun_range, people or noun_range is None, max(at, number.last))


def _is_modifier(tokens: Tokens, number: Number, at: int, person: Phrase) -> bool:
    """True for "terrorist" in "53 terrorist targets"."""
    if not tokens.words[at][0].isalpha() or tokens.kind_at(at, "stop", "cue", "part", "person") or tokens.glued(at):
        return False
    if number.article:
        return not tokens.words[at].endswith("ly")
    one = number.low == number.high == 1
    return bool(tokens.kind_at(at, "noun")) or (not one and not tokens.words[person.last - 1].endswith(_PLURAL))


def _of_group(tokens: Tokens, at: int, size: int) -> int:
    """Takes in "of the Hezbollah militia" after "members"."""
    if (
        at + 1 < size
        and tokens.words[at] == "of"
        and tokens.words[at - 1] in ("members", "member", "elements", "leaders")
    ):
        end = at + 1 + (tokens.words[at + 1] == "the")
        while end < size and end - at < 6 and not tokens.kind_at(end, "stop", "cue", "part"):
            if not tokens.words[end][0].isalpha() and not (tokens.glued(end) and tokens.glued(end + 1)):
                break
            end += 1
        return end
    return at


def _ends_noun(words: QuantityWords, tokens: Tokens, at: int, first: int, taken: Sequence[Span]) -> bool:
    word = tokens.words[at]
    if not word[0].isalpha():
        glued = word in "-/'" and tokens.glued(at) and tokens.glued(at + 1)
        age = word[0].isdigit() and tokens.words[at + 1 : at + 2] == ["-"] and tokens.glued(at + 1)
        return not (glued or age or (word[0].isdigit() and tokens.glued(at)))
    if word in ("and",) and at > first and tokens.words[at + 1 : at + 2] == ["other"]:
        return False  # "ISIS and other terrorist targets"
    if word in words.units or word in words.tens or word in words.scales or tokens.kind_at(at, "vague", "stop", "part"):
        return not (tokens.glued(at) and tokens.words[at - 1] == "-")
    cue = tokens.kind_at(at, "cue")
    if cue and not (tokens.kind_at(at, "noun") and at == first):
        return word not in ("captured", "displaced", "injured", "wounded") or not tokens.kind_at(at + 1, "person")
    if at > first and word.endswith(("ed", "ing")) and tokens.words[at - 1].endswith("s") and not tokens.glued(at):
        return True  # "15 strikes using drones", "six jets carried out"
    start = tokens.starts[at]
    return any(span.start <= start < span.end for span in taken)
