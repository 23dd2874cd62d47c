"""The words around a count that tell what became of it: beside it, or farther off in the same clause.

Used by annotate/measures.py; the cues are in lexicon/data/en/quantities.toml.
"""

from collections.abc import Sequence

from claimtrail.annotate.counted import Count
from claimtrail.annotate.numbers import Phrase, Tokens

_AUX = frozenset(
    [
        "was", "were", "been", "be", "being", "is", "are", "has", "have", "had", "got", "also", "reported",
        "reportedly", "confirmed", "believed", "feared", "said", "to", "all", "left", "may", "might", "could",
        "would", "allegedly", "either", "both", "later", "themselves", "known", "still", "badly", "seriously",
        "critically", "severely", "lightly", "slightly", "more", "others", "other", "brutally", "went", "listed",
        "as", "accidentally", "then", "not"
    ]
)  # fmt: skip
_PASSIVE = frozenset(
    [
        "was", "were", "been", "be", "being", "are", "is", "got", "died", "die", "dies", "have", "has", "had"
    ]
)  # fmt: skip
_BETWEEN = frozenset(
    [
        "of", "the", "to", "at", "a", "all", "overnight",
        "total", "up", "another", "further", "additional", "other", "and", "or",
        "as",
        "also", "both", "their", "his", "her", "its", "now", "reached", "rose", "risen", "has", "had", "was",
        "is", "stood", "stands", "around", "more", "were", "than", "many", "standing", "reaches", "climbed", "climbs",
        "rises", "increased", "least", "updated", "toll", "put", "from", "-", ":", "(", "dead", "including", "well",
        "any", "later", "in", "so", "far"
    ]
)  # fmt: skip
BREAK = frozenset(
    [
        ";", ".", "said", "told", "says", "added", "while", "which", "that", "who", "but", "when", "where", "whose"
    ]
)  # fmt: skip
_CHANGED = frozenset(
    [
        "rose", "risen", "up", "increased", "increase", "climbed", "revised", "rises", "grew", "updated", "down",
        "fell", "jumped"
    ]
)  # fmt: skip
_EARLIER = frozenset(["earlier", "initial", "initially", "previous", "previously", "preliminary"])
_TOLL_VERBS = frozenset(
    [
        "to", "at", "reached", "reaches", "exceeded", "topped", "exceeds", "be", "is", "stands", "passed", "hit"
    ]
)  # fmt: skip
PERSONAL = frozenset(["killed", "injured", "missing", "detained", "displaced", "evacuated"])
MATERIAL = frozenset(["destroyed", "damaged", "taken"])
REACH = 14  # tokens that a cue may stand away from the number


def joint_figure(tokens: Tokens, count: Count) -> Phrase | None:
    """ "hundreds killed and wounded" is one figure for two measures."""
    at = _skip_aux(tokens, count.end)
    first = tokens.kind_at(at, "cue")
    if not first or tokens.words[first.last : first.last + 1] not in (["and"], ["or"]):
        return None
    second = tokens.kind_at(_skip_aux(tokens, first.last + 1), "cue")
    if second and {first.entry.fields["measure"], second.entry.fields["measure"]} == {"killed", "injured"}:
        return first if second.entry.fields["side"] == "both" and not _is_number_at(tokens, second.last) else None
    return None


def is_double(tokens: Tokens, cue: Phrase) -> bool:
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


def noun_measure(tokens: Tokens, count: Count) -> Phrase | None:
    """What is counted tells the measure: "11 strikes", "12 bodies"."""
    if count.noun is None:
        return None
    first, last = count.noun
    told = tokens.kind_at(first, "cue")
    if told and count.people and told.last < last and told.entry.fields["side"] == "both":
        return told  # "several wounded children"
    for begin in range(max(first, last - 3), last):
        noun = tokens.kind_at(begin, "noun")
        if noun and noun.last == last:
            return noun
    return None


def fits(tokens: Tokens, count: Count, cue: Phrase) -> bool:
    """People are killed, things are destroyed; an article counts only where the cue governs it."""
    measure = cue.entry.fields["measure"]
    if count.number.article:
        if count.noun is None:
            return False
        if measure == "targets":
            return tokens.words[cue.first].startswith("engag") and not count.people
        return count.people if measure in PERSONAL else measure in ("destroyed", "damaged") and not count.people
    if measure in PERSONAL:
        return count.people or cue.last >= count.number.first - 3
    if measure == "taken" and count.people:
        return count.noun is not None and cue.first < count.number.first
    if measure == "targets":
        return not count.people and count.noun is not None
    return measure not in ("destroyed", "damaged", "taken", "delivered") or count.noun is not None


def _skip_aux(tokens: Tokens, at: int) -> int:
    while at < len(tokens.words) and tokens.words[at] in _AUX and not tokens.kind_at(at, "cue"):
        at += 1
    return at


def cue_right(tokens: Tokens, found: Sequence[Count], index: int) -> Phrase | None:
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
    rest = next((c for c in found[index + 1 :] if c.number.first == cue.last), None)
    if rest is not None:  # "21 rebels killed 12 men" against "3 killed 38 injured"
        after = tokens.kind_at(_skip_aux(tokens, rest.end), "cue")
        own = rest.noun is not None and tokens.kind_at(rest.noun[1] - 1, "cue")
        return cue if own or (after is not None and after.entry.fields["side"] != "left") else None
    active = cue.last - cue.first == 1 and tokens.words[cue.last] in ("the", "its", "his", "their", "them")
    return None if active else cue


def cue_left(tokens: Tokens, found: Sequence[Count], index: int, used: set[int]) -> Phrase | None:
    """A cue right before the number: "killed at least 23", "death toll rose to 126"."""
    first = found[index].number.first
    floor = max(0, first - REACH, found[index - 1].end if index and found[index - 1].measure else 0)
    at = first - 1
    while at >= floor:
        cue = cue_ending(tokens, at, floor)
        if cue is not None and cue.entry.fields["side"] != "right" and not (cue.first in used and cue.last != first):
            return cue
        if tokens.words[at] not in _BETWEEN:
            return None
        at -= 1
    return None


def cue_ending(tokens: Tokens, at: int, floor: int) -> Phrase | None:
    """The longest cue whose last word is at a token."""
    for begin in range(max(floor, at - 4), at + 1):
        cue = tokens.kind_at(begin, "cue")
        if cue and cue.last == at + 1:
            return cue
    return None


def is_old(tokens: Tokens, count: Count) -> bool:
    """ "rose to 126 from 112", "up from 112", "an earlier toll of 15": an older figure."""
    before = tokens.words[max(0, count.number.first - 10) : count.number.first]
    if "toll" in before and any(word in _EARLIER for word in before):
        return True
    return before[-1:] == ["from"] and any(word in _CHANGED for word in before)


def is_territory(tokens: Tokens, noun: tuple[int, int]) -> bool:
    """True when the counted noun is land: towns, villages, square kilometres."""
    return any(tokens.kind_at(at, "territory", "area") for at in range(*noun))


def toll_cue(tokens: Tokens, count: Count) -> Phrase | None:
    """ "The death toll from the raids on the two towns rose to 8": a long subject before the number."""
    first = count.number.first
    if not first or tokens.words[first - 1] not in _TOLL_VERBS:
        return None
    for at in range(first - 2, max(-1, first - 30), -1):
        cue = tokens.kind_at(at, "cue")
        if cue and cue.entry.id == "killing" and tokens.words[cue.last - 1] == "toll":
            return cue
    return None


def far_right(tokens: Tokens, found: Sequence[Count], index: int, measures: frozenset[str] = PERSONAL) -> Phrase | None:
    """ "Seven men, including a medic, were killed", "1300 people in the suburbs died"."""
    at, end = found[index].end, min(len(tokens.words), found[index].end + REACH)
    while at < end and tokens.words[at] not in BREAK:
        cue = tokens.kind_at(at, "cue")
        if cue and cue.entry.fields["side"] != "left" and cue.entry.fields["measure"] in measures:
            before = tokens.words[max(0, at - 3) : at]
            if cue.entry.fields["side"] == "right" or any(word in _PASSIVE for word in before):
                return cue
            return None
        at += 1
    return None


def far_left(tokens: Tokens, found: Sequence[Count], index: int, used: set[int]) -> Phrase | None:
    """ "killed in the raid at least 12 people"."""
    first = found[index].number.first
    floor = max(0, first - 8, found[index - 1].end if index else 0)
    for at in range(first - 1, floor - 1, -1):
        if tokens.words[at] in BREAK or tokens.words[at] in (",", "by"):
            return None
        cue = cue_ending(tokens, at, floor)
        if cue:
            return cue if cue.entry.fields["side"] != "right" and cue.first not in used else None
    return None
