"""What a number counts: the noun phrase after it, and which numbers count nothing (ages, dates, distances).

Used by annotate/measures.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrail.annotate.numbers import Number, Phrase, QuantityWords, Tokens
from claimtrail.model.spans import Span

_PLURAL = ("s", "men", "people", "children", "police", "staff", "crew", "other", "lebanese", "militia", "elderly")
_PARENTS = frozenset(["mother", "father", "parent", "parents", "widow"])
_NAMES_A_NUMBER = frozenset(
    ["resolution", "chapter", "article", "$", "€", "£", "#", "flight", "number", "mr", "per", "aged", "age"]
)
_ONE_AFTER = frozenset(["no", "this", "any", "every", "each", "which", "the", "that"])
_ONE_OF = frozenset(["them", "whom", "her", "his", "its", "their"])
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
    """True for ages, times, distances, money, ordinals, calibres, names with numbers and dates."""
    start, end = tokens.starts[number.core], tokens.ends[number.last - 1]
    if number.decimal or any(span.start < end and start < span.end for span in taken):
        return True
    words, core = tokens.words, number.core
    before = words[core - 1] if core else ""
    if before in _NAMES_A_NUMBER or (before == "no" and core == number.first):
        return True
    if before == "of" and core > 1 and words[core - 2] in _PARENTS:
        return True  # "a mother of three"
    return _is_inside_word(tokens, number) or _is_pronoun(tokens, number) or _is_unit(tokens, number.last)


def _is_inside_word(tokens: Tokens, number: Number) -> bool:
    """ "F-16", "12-year-old", "two-day", "3rd", "120mm", "10:30"."""
    words, core, last = tokens.words, number.core, number.last
    digits = words[core][0].isdigit()
    if digits and tokens.glued(core) and (words[core - 1][-1].isalnum() or words[core - 1] in "-./$€£#:"):
        return True
    if number.article or not tokens.glued(last):
        return False
    after = words[last]
    if after == "-" and tokens.glued(last + 1) and words[last + 1][0].isalpha():
        return True
    return (after[0].isalnum() and digits) or (
        after in ":./" and tokens.glued(last + 1) and words[last + 1][0].isdigit()
    )


def _is_pronoun(tokens: Tokens, number: Number) -> bool:
    """ "No one", "the one", "one of the largest"."""
    words, last = tokens.words, number.last
    if words[number.core] != "one":
        return False
    before = words[number.core - 1] if number.core else ""
    after, then = ([*words[last : last + 2], "", ""])[:2]
    return before in _ONE_AFTER or after in ("another", "day") or (after == "of" and then not in _ONE_OF)


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
        elif at < size and (tokens.words[at][0].isdigit() or tokens.words[at] in words.units):
            at += 1  # "four of the 12 wounded"
    while at < size and tokens.words[at] in ("more", "further", "additional") and at + 1 < size:
        at += 1
    first, people = at, False
    while at < size and at - first < _NOUN_LENGTH and not _ends_noun(words, tokens, at, first, taken):
        person = tokens.kind_at(at, "person")
        noun = tokens.kind_at(at, "noun")
        whole = noun is not None and (noun.last - at > 1 or tokens.words[at].endswith("s"))
        if noun and whole and tokens.words[noun.last : noun.last + 1] != ["-"]:
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
        hyphened = (tokens.glued(at) and tokens.words[at - 1] == "-") or (
            tokens.words[at + 1 : at + 2] == ["-"] and tokens.glued(at + 1) and tokens.glued(at + 2)
        )
        return not hyphened  # "A-10 aircraft"
    cue = tokens.kind_at(at, "cue")
    if cue and not (tokens.kind_at(at, "noun") and at == first):
        return word not in ("captured", "displaced", "injured", "wounded") or not tokens.kind_at(at + 1, "person")
    if at > first and word.endswith(("ed", "ing")) and not tokens.glued(at):
        head = tokens.words[at - 1]
        if head.endswith("s") or tokens.kind_at(at - 1, "noun"):
            return True  # "15 strikes using drones", "six jets carried out"
    start = tokens.starts[at]
    return any(span.start <= start < span.end for span in taken)
