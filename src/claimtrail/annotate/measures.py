"""Decides what a number counts and what became of it, from the words around it, for annotate/quantities.py.

A count takes its measure, in this order, from what is counted ("11 strikes"), from a cue right after it ("23
people were killed"), right before it ("killed 23 people"), from the count that it is joined to or a part of
("and 4 children", "including 4 children"), and last from a cue farther away in the same clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrail.annotate.numbers import Number, Phrase, QuantityWords, Tokens, read_numbers
from claimtrail.model.spans import Span

_AUX = frozenset(
    ["was", "were", "been", "be", "being", "is", "are", "has", "have", "had", "got", "also", "reported", "reportedly",
     "confirmed", "believed", "feared", "said", "to", "all", "left", "may", "might", "could", "would", "allegedly",
     "either", "both", "later", "themselves", "known", "still", "badly", "seriously", "critically", "severely",
     "lightly", "slightly", "more", "others", "other", "brutally", "went", "listed", "as", "accidentally", "then",
     "not"]
)  # fmt: skip
_PASSIVE = frozenset(["was", "were", "been", "be", "being", "are", "is", "got", "died", "die", "dies", "have", "has", "had"])
_BETWEEN = frozenset(
    ["of", "the", "to", "at", "a", "total", "up", "another", "further", "additional", "other", "and", "or", "as", "also", "both",
     "their", "his", "her", "its", "now", "to", "by", "reached", "rose", "risen", "has", "had", "was", "is", "stood", "stands",
     "around", "more", "were", "than", "many", "standing", "reaches", "climbed", "climbs", "rises", "increased", "least",
     "updated", "toll", "put", "at", "from", "-", ":", "(", "dead", "including", "well", "any", "later", "in", "so", "far"]
)  # fmt: skip
_CHAIN = frozenset([",", "and", "or", "plus", "as", "well", "with", "along", "also", "other", "another", "&", "/", "-", "(", "a", "further"])
_BREAK = frozenset([";", ".", "said", "told", "says", "added", "while", "which", "that", "who", "but", "when", "where", "whose"])
_CHANGED = frozenset(["rose", "risen", "up", "increased", "increase", "climbed", "revised", "rises", "grew", "updated", "down", "fell", "jumped"])
_PERSONAL = frozenset(["killed", "injured", "missing", "detained", "displaced", "evacuated"])
_PLURAL = ("s", "men", "people", "children", "police", "staff", "crew", "other", "personnel", "lebanese", "militia", "elderly")
_REACH = 14  # tokens that a cue may stand away from the number
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


def counts(words: QuantityWords, tokens: Tokens, taken: Sequence[Span]) -> list[Count]:
    """The counts of one sentence, in order; numbers that count nothing (ages, dates, names) are left out."""
    found = [
        _with_noun(words, tokens, number, taken)
        for number in read_numbers(words, tokens)
        if not _is_no_count(tokens, number, taken)
    ]
    used: set[int] = set()  # cues that a count before them has taken
    for index, count in enumerate(found):
        _measure(tokens, found, index, used)
        if count.cue and count.side == "right":
            used.add(count.cue[0])
    _backwards(tokens, found)
    for index in range(len(found)):
        _far(tokens, found, index, used)
    _backwards(tokens, found)
    _parts(found)
    return _kept(found)


def _is_no_count(tokens: Tokens, number: Number, taken: Sequence[Span]) -> bool:
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
        if (after[0].isalnum() and digits) or (after in ":./" and tokens.glued(last + 1) and words[last + 1][0].isdigit()):
            return True  # "3rd", "120mm", "10:30"
    if before in ("no", "resolution", "chapter", "article", "$", "€", "£", "#", "flight", "number", "mr", "per", "aged", "age"):
        return not (before == "no" and number.core != number.first)
    if words[number.core] == "one" and (before in ("no", "this", "any", "every", "each", "which", "the", "that") or after in ("another", "day")):
        return True
    if words[number.core] == "one" and after == "of" and last + 1 < len(words) and words[last + 1] not in ("them", "whom", "her", "his", "those"):
        return True
    if words[number.core] in ("one", "two", "three") and after == "of" and words[last + 1 : last + 3] == ["the", "four"]:
        return True
    return _is_unit(tokens, last) or number.decimal


def _is_unit(tokens: Tokens, last: int) -> bool:
    """True when a unit of time, length, money or share follows."""
    if tokens.kind_at(last, "area"):
        return False
    for at in (last, last + 1 if last < len(tokens.words) and tokens.words[last] in ("more", "-", "consecutive") else last):
        if tokens.kind_at(at, "unit"):
            return True
    return False


def _with_noun(words: QuantityWords, tokens: Tokens, number: Number, taken: Sequence[Span]) -> Count:
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
        if noun and noun.last - at > 1:
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
    one = number.article or number.low == number.high == 1
    return bool(tokens.kind_at(at, "noun")) or (not one and not tokens.words[person.last - 1].endswith(_PLURAL))


def _of_group(tokens: Tokens, at: int, size: int) -> int:
    """Takes in "of the Hezbollah militia" after "members"."""
    if at + 1 < size and tokens.words[at] == "of" and tokens.words[at - 1] in ("members", "member", "elements", "leaders"):
        end = at + 1 + (tokens.words[at + 1] == "the")
        while end < size and end - at < 6 and not (tokens.kind_at(end, "stop", "cue", "part") or not tokens.words[end][0].isalpha()):
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
    start = tokens.starts[at]
    return any(span.start <= start < span.end for span in taken)


def _measure(tokens: Tokens, found: list[Count], index: int, used: set[int]) -> None:
    """Measure from the noun, a cue beside the number, or the count before."""
    count = found[index]
    both = _both(tokens, count)
    if both:
        count.measure, count.cue, count.side = "other", (both.first, both.last), "right"
        return
    noun = _noun_measure(tokens, count)
    right = _right(tokens, found, index)
    left = _left(tokens, found, index, used)
    if noun and not (left and left.entry.fields["measure"] in ("destroyed", "damaged", "delivered") and not count.number.article):
        count.measure, count.side = noun.entry.fields["measure"], "noun"
        count.cue = (noun.first, noun.last)
        if count.measure == "killed" or count.measure == "injured":
            count.people = True
        return
    for cue, side in ((right, "right"), (left, "left")):
        if cue is not None and _fits(tokens, count, cue):
            count.measure, count.cue, count.side = cue.entry.fields["measure"], (cue.first, cue.last), side
            if side == "left" and _is_double(tokens, cue):
                count.measure = "other"
            count.superseded = side == "left" and _is_old(tokens, count)
            return
    _inherit(tokens, found, index)


def _both(tokens: Tokens, count: Count) -> Phrase | None:
    """ "hundreds killed and wounded" is one figure for two measures."""
    at = _skip_aux(tokens, count.end)
    first = tokens.kind_at(at, "cue")
    if first and first.last + 1 < len(tokens.words) and tokens.words[first.last] in ("and", "or"):
        second = tokens.kind_at(_skip_aux(tokens, first.last + 1), "cue")
        if second and {first.entry.fields["measure"], second.entry.fields["measure"]} == {"killed", "injured"}:
            if second.entry.fields["side"] == "both" and not _is_number_at(tokens, second.last):
                return first
    return None


def _is_double(tokens: Tokens, cue: Phrase) -> bool:
    """ "killed and wounded hundreds": the cue before the number is the second of two."""
    if cue.first < 2 or tokens.words[cue.first - 1] not in ("and", "or"):
        return False
    for begin in range(max(0, cue.first - 4), cue.first - 1):
        other = tokens.kind_at(begin, "cue")
        if other and other.last == cue.first - 1:
            return {other.entry.fields["measure"], cue.entry.fields["measure"]} == {"killed", "injured"}
    return False


def _is_number_at(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens.words):
        return False
    return tokens.words[at][0].isdigit() or bool(tokens.kind_at(at, "bound", "vague"))


def _noun_measure(tokens: Tokens, count: Count) -> Phrase | None:
    """What is counted tells the measure: "11 strikes", "12 bodies"."""
    if count.noun is None:
        return None
    first, last = count.noun
    for begin in range(max(first, last - 3), last):
        noun = tokens.kind_at(begin, "noun")
        if noun and noun.last == last:
            return noun
    return None


def _fits(tokens: Tokens, count: Count, cue: Phrase) -> bool:
    """People are killed, things are destroyed; an article counts only where the cue governs it."""
    measure = cue.entry.fields["measure"]
    if count.number.article:
        if count.noun is None:
            return False
        return count.people if measure in _PERSONAL else measure in ("destroyed", "damaged", "targets") and not count.people
    if measure in _PERSONAL:
        return count.people or cue.last >= count.number.first - 3
    if measure == "taken" and count.people and count.noun:
        return False
    if measure == "targets":
        return not count.people and count.noun is not None
    return measure not in ("destroyed", "damaged", "taken", "delivered") or count.noun is not None


def _skip_aux(tokens: Tokens, at: int) -> int:
    while at < len(tokens.words) and tokens.words[at] in _AUX and not tokens.kind_at(at, "cue"):
        at += 1
    return at


def _right(tokens: Tokens, found: Sequence[Count], index: int) -> Phrase | None:
    """A cue right after the counted noun: "23 people were killed", "40 wounded"."""
    count = found[index]
    at = _skip_aux(tokens, count.end)
    cue = tokens.kind_at(at, "cue")
    if cue is None or cue.entry.fields["side"] == "left":
        return None
    measure = cue.entry.fields["measure"]
    passive = any(word in _PASSIVE for word in tokens.words[count.end : at]) or cue.entry.fields["side"] == "right"
    if measure in ("targets", "taken", "delivered", "destroyed", "damaged", "detained") and not passive:
        return None
    if passive or cue.last >= len(tokens.words):
        return cue
    rest = next((c for c in found[index + 1 :] if c.number.first <= cue.last + 1), None)
    if rest is not None and rest.number.first >= cue.last:  # "21 rebels killed 12 men" against "3 killed 38 injured"
        after = tokens.kind_at(_skip_aux(tokens, rest.end), "cue")
        own = rest.noun is not None and tokens.kind_at(rest.noun[1] - 1, "cue")
        return cue if own or (after is not None and after.entry.fields["side"] != "left") else None
    return cue if tokens.words[cue.last] not in ("the", "its", "his", "their", "them") else None


def _left(tokens: Tokens, found: Sequence[Count], index: int, used: set[int]) -> Phrase | None:
    """A cue right before the number: "killed at least 23", "death toll rose to 126"."""
    first = found[index].number.first
    floor = max(0, first - _REACH, found[index - 1].end if index and found[index - 1].measure else 0)
    at = first - 1
    while at >= floor:
        cue = _cue_ending(tokens, at, floor)
        if cue is not None and cue.entry.fields["side"] != "right" and not (cue.first in used and cue.last != first):
            return cue
        if tokens.words[at] not in _BETWEEN:
            return None
        at -= 1
    return None


def _cue_ending(tokens: Tokens, at: int, floor: int) -> Phrase | None:
    """The longest cue whose last word is at a token."""
    for begin in range(max(floor, at - 4), at + 1):
        cue = tokens.kind_at(begin, "cue")
        if cue and cue.last == at + 1:
            return cue
    return None


def _is_old(tokens: Tokens, count: Count) -> bool:
    """ "rose to 126 from 112", "up from 112": an older figure."""
    before = tokens.words[max(0, count.number.first - 10) : count.number.first]
    return before[-1:] == ["from"] and any(word in _CHANGED for word in before)


def _inherit(tokens: Tokens, found: list[Count], index: int) -> None:
    """The measure of the count before, where this one is joined to it or a part of it."""
    if index == 0:
        return
    count, previous = found[index], found[index - 1]
    gap = tokens.words[previous.end : count.number.first]
    count.part = _opens_part(tokens, previous.end, count)
    if count.part:
        count.side = "part"
    if previous.measure is None or previous.measure == "other":
        return
    if count.part and (count.people or previous.measure not in _PERSONAL):
        count.measure, count.cue = previous.measure, previous.cue
        return
    if _is_old(tokens, count) and len(gap) <= 4 and count.people:
        count.measure, count.cue, count.superseded, count.side = previous.measure, previous.cue, True, "left"
        return
    if previous.side in ("left", "chain", "part") and all(word in _CHAIN for word in gap) and _same_sort(count, previous):
        count.measure, count.cue, count.side = previous.measure, previous.cue, "chain"
        count.part = previous.part


def _same_sort(count: Count, previous: Count) -> bool:
    """Lists hold people or things, not both."""
    if count.number.article and (count.noun is None or not (count.people or previous.measure in ("destroyed", "damaged"))):
        return False
    return count.people == previous.people and (count.noun is not None or not count.number.article)


def _opens_part(tokens: Tokens, start: int, count: Count) -> bool:
    """ "including" and the like stand right before the number, or "of them" right after it."""
    after = tokens.words[count.number.last : count.number.last + 2]
    if after in (["of", "them"], ["of", "whom"], ["of", "those"]):
        return True
    first = count.number.first
    for begin in range(max(start, first - 4), first):
        part = tokens.kind_at(begin, "part")
        if part and all(word in ("a", "an", "the", "were", "was", "least", "at") for word in tokens.words[part.last : first]):
            return True
    return False


def _backwards(tokens: Tokens, found: list[Count]) -> None:
    """ "Five children and four medics were killed": the first takes the measure of the second."""
    for index in range(len(found) - 2, -1, -1):
        count, following = found[index], found[index + 1]
        if count.measure is None and following.measure and following.side in ("right", "chain-back") and not count.part:
            gap = tokens.words[count.end : following.number.first]
            joined = all(word in _CHAIN for word in gap)
            if joined and _same_sort(count, following):
                count.measure, count.cue, count.side = following.measure, following.cue, "chain-back"


def _far(tokens: Tokens, found: list[Count], index: int, used: set[int]) -> None:
    """A cue farther off in the same clause, for people only: after a part or a place, or before one."""
    count = found[index]
    if count.measure is not None or not count.people or count.number.article and count.noun is None:
        return
    cue = _far_right(tokens, found, index)
    if cue is None and not count.part:
        cue = _far_left(tokens, found, index, used)
    if cue is None or cue.entry.fields["measure"] not in _PERSONAL or not _fits(tokens, count, cue):
        if count.part:
            _inherit(tokens, found, index)
        return
    count.measure, count.cue, count.side = cue.entry.fields["measure"], (cue.first, cue.last), "right" if cue.first > count.number.first else "left"


def _far_right(tokens: Tokens, found: Sequence[Count], index: int) -> Phrase | None:
    """ "Seven men, including a medic, were killed", "1300 people in the suburbs died"."""
    at, end = found[index].end, min(len(tokens.words), found[index].end + _REACH)
    while at < end and tokens.words[at] not in _BREAK:
        cue = tokens.kind_at(at, "cue")
        if cue and cue.entry.fields["side"] != "left" and cue.entry.fields["measure"] in _PERSONAL:
            before = tokens.words[max(0, at - 3) : at]
            if cue.entry.fields["side"] == "right" or any(word in _PASSIVE for word in before):
                return cue
            return None
        at += 1
    return None


def _far_left(tokens: Tokens, found: Sequence[Count], index: int, used: set[int]) -> Phrase | None:
    """ "killed in the raid at least 12 people"."""
    first = found[index].number.first
    floor = max(0, first - 8, found[index - 1].end if index else 0)
    for at in range(first - 1, floor - 1, -1):
        if tokens.words[at] in _BREAK or tokens.words[at] == ",":
            return None
        cue = _cue_ending(tokens, at, floor)
        if cue:
            return cue if cue.entry.fields["side"] != "right" and cue.first not in used else None
    return None


def _parts(found: list[Count]) -> None:
    """Points each part to its total: the nearest count before it that is not a part itself."""
    for index, count in enumerate(found):
        if count.part:
            whole = next((i for i in range(index - 1, -1, -1) if not found[i].part and not found[i].number.article), None)
            count.whole = whole
            if whole is not None and count.measure is None and found[whole].measure and count.people:
                count.measure, count.cue = found[whole].measure, found[whole].cue


def _kept(found: list[Count]) -> list[Count]:
    """Articles that count nothing are dropped, and parts keep pointing to their totals."""
    keep = [index for index, count in enumerate(found) if not count.number.article or count.measure]
    place = {old: new for new, old in enumerate(keep)}
    for index in keep:
        whole = found[index].whole
        found[index].whole = place.get(whole) if whole is not None else None
    return [found[index] for index in keep]
