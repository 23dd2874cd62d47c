"""Decides what a number counts and what became of it, from the words around it, for annotate/quantities.py.

A count takes its measure, in this order, from what is counted ("11 strikes"), from a cue right after it ("23
people were killed"), right before it ("killed 23 people"), from the count that it is joined to or a part of
("and 4 children", "including 4 children"), and last from a cue farther away in the same clause.
"""

from collections.abc import Sequence

from claimtrail.annotate.counted import Count, is_no_count, with_noun
from claimtrail.annotate.measure_cues import (
    BREAK,
    MATERIAL,
    PERSONAL,
    REACH,
    cue_ending,
    cue_left,
    cue_right,
    far_left,
    far_right,
    fits,
    is_double,
    is_old,
    is_territory,
    joint_figure,
    noun_measure,
    toll_cue,
)
from claimtrail.annotate.numbers import QuantityWords, Tokens, read_numbers
from claimtrail.model.spans import Span

_CHAIN = frozenset(
    [
        ",", "and", "or", "plus", "as", "well", "with", "along", "also", "other", "another", "&", "/", "-", "(", "a",
        "further", "their", "his", "her", "its"
    ]
)  # fmt: skip
_SPEAKS = frozenset(["said", "told", "says", "say", "added", "reported"])


def counts(words: QuantityWords, tokens: Tokens, taken: Sequence[Span]) -> list[Count]:
    """The counts of one sentence, in order; numbers that count nothing (ages, dates, names) are left out."""
    numbers = read_numbers(words, tokens)
    starts = {number.first for number in numbers if not number.article}
    found: list[Count] = []
    for number in numbers:
        inside = bool(found) and number.first < found[-1].end  # "four of the 12 wounded"
        counter = number.last in starts and number.high is not None  # of a page: it stands right before a number
        if not (inside or counter or is_no_count(tokens, number, taken)):
            found.append(with_noun(words, tokens, number, taken))
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


def _measure(tokens: Tokens, found: list[Count], index: int, used: set[int]) -> None:
    """Measure from the noun, a cue beside the number, or the count before."""
    count = found[index]
    both = joint_figure(tokens, count)
    if both:
        count.measure, count.cue, count.side = "other", (both.first, both.last), "right"
        return
    noun = noun_measure(tokens, count)
    right = cue_right(tokens, found, index)
    left = cue_left(tokens, found, index, used)
    if noun and right and (noun.entry.fields["measure"], right.entry.fields["measure"]) == ("injured", "killed"):
        noun, count.people = None, True  # "four wounded men died"
    if noun and noun.entry.fields["kind"] == "cue" and (left or right):
        noun = None  # "killed 26 displaced people"
    if noun and not (
        left and left.entry.fields["measure"] in ("destroyed", "damaged", "delivered") and not count.number.article
    ):
        if count.number.article and (
            noun.entry.fields["measure"] not in ("munitions", "sorties")
            or tokens.words[count.number.first - 1 : count.number.first] in (["in"], ["by"])
        ):
            return
        count.measure, count.side = noun.entry.fields["measure"], "noun"
        count.cue = (noun.first, noun.last)
        if count.measure == "killed" or count.measure == "injured":
            count.people = True
        return
    for cue, side in ((right, "right"), (left, "left")):
        if cue is not None and fits(tokens, count, cue):
            count.measure, count.cue, count.side = cue.entry.fields["measure"], (cue.first, cue.last), side
            if count.measure == "destroyed" and count.people:
                count.measure = "killed"  # "eliminated 75 militants"
            elif count.measure == "taken" and count.people:
                count.measure = "detained"  # "captured 6 fighters"
            if side == "left" and is_double(tokens, cue):
                count.measure = "other"
            count.superseded = side == "left" and is_old(tokens, count)
            return
    _inherit(tokens, found, index)


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
    if count.part and (count.people or previous.measure not in PERSONAL):
        count.measure, count.cue = previous.measure, previous.cue
        return
    if is_old(tokens, count) and len(gap) <= 4 and count.people:
        count.measure, count.cue, count.superseded, count.side = previous.measure, previous.cue, True, "left"
        return
    if previous.side in ("right", "chain-right") and previous.cue and previous.cue[0] >= previous.end:
        gap = tokens.words[previous.cue[1] : count.number.first]
        joined = bool(gap) and all(word in _CHAIN for word in gap) and previous.measure in PERSONAL
    else:
        between = range(previous.end, count.number.first)  # "a man, his wife and their four children"
        joined = previous.side in ("left", "chain", "part") and all(
            tokens.words[at] in _CHAIN or (count.people and tokens.kind_at(at, "person")) for at in between
        )
    if joined and previous.measure == "destroyed" and count.people and count.noun and not count.number.article:
        count.measure, count.cue, count.side = "killed", previous.cue, "chain"  # "a tank and up to 80 militants"
    elif joined and _same_sort(count, previous) and not _speaks(tokens, count):
        count.measure, count.cue, count.side = previous.measure, previous.cue, "chain"
        count.part = previous.part


def _speaks(tokens: Tokens, count: Count) -> bool:
    """True for "two residents said", who are no victims."""
    return any(word in _SPEAKS for word in tokens.words[count.end : count.end + 1])


def _same_sort(count: Count, previous: Count) -> bool:
    """Lists hold people or things, not both."""
    if count.number.article and (
        count.noun is None or not (count.people or previous.measure in ("destroyed", "damaged"))
    ):
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
        if part and all(
            word in ("a", "an", "the", "were", "was", "least", "at") for word in tokens.words[part.last : first]
        ):
            return True
    return False


def _backwards(tokens: Tokens, found: list[Count]) -> None:
    """ "Five children and four medics were killed": the first takes the measure of the second."""
    for index in range(len(found) - 2, -1, -1):
        count, following = found[index], found[index + 1]
        if (
            count.measure is None
            and following.measure
            and following.side in ("right", "chain-back", "far")
            and not count.part
        ):
            gap = tokens.words[count.end : following.number.first]
            if following.part and following.side == "right" and count.people and len(gap) <= 3:
                count.measure, count.cue, count.side = following.measure, following.cue, "right"
                continue
            if [word for word in gap if word not in ("the", "also")] in (
                ["were", "among"],
                ["was", "among"],
                ["among"],
            ):
                count.measure, count.cue, count.whole, count.side = (
                    following.measure,
                    following.cue,
                    index + 1,
                    "chain-back",
                )
                continue
            joined = all(word in _CHAIN for word in gap) and (bool(gap) or not count.people)
            if joined and _same_sort(count, following):
                count.measure, count.cue, count.side = following.measure, following.cue, "chain-back"


def _far(tokens: Tokens, found: list[Count], index: int, used: set[int]) -> None:
    """A cue farther off in the same clause: after a part or a place, or before one."""
    count = found[index]
    if count.measure is None and not count.number.article and count.noun and not count.people:
        _far_thing(tokens, found, index)
    if count.measure is not None or not count.people or (count.number.article and count.noun is None):
        return
    cue = far_right(tokens, found, index)
    if cue is None and not count.part and not count.number.article:
        cue = toll_cue(tokens, count) or far_left(tokens, found, index, used)
    if cue is None or cue.entry.fields["measure"] not in PERSONAL or not fits(tokens, count, cue):
        if count.part:
            _inherit(tokens, found, index)
        return
    count.measure, count.cue, count.side = (
        cue.entry.fields["measure"],
        (cue.first, cue.last),
        "right" if cue.first > count.number.first else "left",
    )


def _far_thing(tokens: Tokens, found: list[Count], index: int) -> None:
    """ "Control was regained over the quarter, as well as 13 towns", "12 trucks with guns were destroyed"."""
    count = found[index]
    cue = far_right(tokens, found, index, MATERIAL)
    if cue is None and count.noun and is_territory(tokens, count.noun):
        floor = max(0, count.number.first - 2 * REACH)
        for at in range(count.number.first - 1, floor, -1):
            if tokens.words[at] in BREAK:
                break
            left = cue_ending(tokens, at, floor)
            if left and left.entry.fields["measure"] == "taken":
                cue = left
                break
    if cue is not None and (
        cue.entry.fields["measure"] != "taken" or (count.noun and is_territory(tokens, count.noun))
    ):
        count.measure, count.cue, count.side = cue.entry.fields["measure"], (cue.first, cue.last), "far"


def _parts(found: list[Count]) -> None:
    """Points each part to its total: the nearest count before it that is not a part itself."""
    for index, count in enumerate(found):
        if count.part and count.whole is None:
            whole = next(
                (i for i in range(index - 1, -1, -1) if not found[i].part and not found[i].number.article), None
            )
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
