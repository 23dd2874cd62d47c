"""Joins the words of actors to noun phrases: "Syrian government soldiers", "Nusra Front militants"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrail.annotate.world_words import Word
from claimtrail.model.mentions import Sentence

_GAPS = frozenset({" ", "-", "'s ", "' ", " (", "(", ") ", " [", "] ", ' "', '" ', "/", " so-called ", ""})
_HEADS = frozenset({"force", "state", "government", "progov", "armed", "people", "group", "name"})
_SIDES = frozenset({"nation", "adjective", "leader", "capital", "nationals"})
# Which roles may follow which within one phrase.
_FOLLOWS = {
    "nation": frozenset({"filler"}),
    "adjective": frozenset({"adjective", "filler"}),
    "leader": frozenset({"leader", "nation", "adjective", "filler", "government", "capital"}),
    "capital": frozenset[str](),
    "nationals": frozenset({"filler"}),
    "city": frozenset[str](),
    "name": _SIDES | {"filler", "armed", "group", "progov"},
    "armed": _SIDES | {"filler", "name", "government", "armed"},
    "force": _SIDES | {"filler", "name", "armed", "government", "state", "progov", "force"},
    "state": _SIDES | {"filler", "name", "government", "state", "progov"},
    "government": _SIDES | {"filler", "name", "progov"},
    "progov": _SIDES | {"filler"},
    "group": _SIDES | {"filler", "name", "armed", "progov"},
    "people": _SIDES | {"filler", "armed", "government"},
    "filler": _SIDES | {"filler", "name", "armed", "government", "state", "progov"},
    "act": _SIDES | {"name", "armed", "government", "progov", "filler", "state", "force", "group"},
}
_OF = re.compile(
    r"^ (?:of|from|belonging to|loyal to|allied to|allied with|affiliated to|affiliated with|linked to|associated with"
    r"|close to|that belong to|of what is called)(?: the)?(?: so-called| so called)?(?: groups? known as)?"
    r"(?: \w+ president| president)? ?\"?$"
)
_SHARED = re.compile(r"^ (?:and|or|nor|and/or) (?:the )?$")


@dataclass(slots=True)
class Phrase:
    """Words that make one noun phrase. `words` lacks what only follows, such as the act."""

    words: list[Word]
    act: bool = False  # what is done follows: "Russian | air strikes"
    held: bool = False  # "rebel-held"
    of: "Phrase | None" = None  # "fighters | of the Nusra Front"
    shares: "Phrase | None" = None  # "Russian | and Syrian warplanes": has the head of the next

    @property
    def start(self) -> int:
        """First character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past the last character, the complement included."""
        return self.of.end if self.of else self.words[-1].end

    def first(self, *roles: str) -> Word | None:
        """The first word of one of the roles."""
        return next((w for w in self.words if w.role in roles), None)

    @property
    def last_head(self) -> Word | None:
        """The word that says what the phrase is: the last one with the role of a head."""
        return next((w for w in reversed(self.words) if w.role in _HEADS), None)


def phrases(folded: str, words: Sequence[Word], sentences: Sequence[Sentence]) -> list[Phrase]:
    """The noun phrases of actors, in text order; none reaches over the end of a sentence."""
    found: list[Phrase] = []
    at = 0
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        while at < len(words) and words[at].start < start:
            at += 1
        first = at
        while at < len(words) and words[at].end <= end:
            at += 1
        chains = _chains(folded, words[first:at])
        found.extend(_connect(folded, chains))
    return found


def _chains(folded: str, words: Sequence[Word]) -> list[Phrase]:
    """Splits the words of one sentence into phrases."""
    done: list[Phrase] = []
    current: list[Word] = []

    def _close(act: bool = False, held: bool = False) -> None:
        nonlocal current
        while current and current[-1].role == "filler":
            current.pop()
        if current:
            done.append(Phrase(current, act, held))
        current = []

    for word in words:
        gap = folded[current[-1].end : word.start] if current else None
        if word.role in ("backed", "held", "led"):
            if current and gap == "-" and word.role == "held":
                current.append(word)
                _close(held=True)
            elif gap in ("-", " ") and current and current[-1].role in _SIDES:
                current = []  # the sponsor of what follows
            else:
                _close()
            continue
        if current and not _joins(current, word, gap or ""):
            _close()
        if _sponsor(folded, word):
            current = []
            continue
        if word.role == "act":
            _close(act=bool(current))
        else:
            current.append(word)
    _close()
    return done


def _joins(current: list[Word], word: Word, gap: str) -> bool:
    last = current[-1]
    if word.role == "leader" and last.role in ("adjective", "nation") and gap in (" president ", "'s president "):
        return True
    if gap not in _GAPS or (gap == "" and word.role != "name"):
        return False
    if last.role == "name" and word.role == "name":
        return last.item is word.item or gap in (" (", "(", " [", "/", " ")
    if last.role == "group" and word.role == "name":
        return gap == " "
    if last.role == "nation" and word.role in ("people", "name") and gap == " " and last.item.id not in ("US", "GB"):
        return False  # "in Syria women ...": a country's name before them is a place
    if last.role == "capital" and gap == " ":
        return word.role in ("government",)
    return last.role in _FOLLOWS.get(word.role, frozenset()) or (last.role == "force" and word.role == "group")


def _sponsor(folded: str, word: Word) -> bool:
    """True for "pro-Turkey", "anti-Houthi": they say who is for or against, not who acts."""
    before = folded[max(0, word.start - 5) : word.start]
    return before.endswith(("anti-", "non-")) or (
        before.endswith("pro-") and word.role not in ("leader", "government", "armed")
    )


def _connect(folded: str, chains: list[Phrase]) -> list[Phrase]:
    """Joins "X of Y" and notes heads that two phrases share."""
    joined: list[Phrase] = []
    for phrase in reversed(chains):
        following = joined[-1] if joined else None
        if following is not None:
            gap = folded[phrase.words[-1].end : following.start]
            if len(gap) < 60 and _takes_of(phrase, following) and _OF.match(gap):
                joined[-1] = Phrase(phrase.words, following.act, following.held, of=following)
                continue
            if _SHARED.match(gap):
                phrase.shares = following
        joined.append(phrase)
    return joined[::-1]


def _takes_of(phrase: Phrase, following: Phrase) -> bool:
    head = phrase.last_head
    if head is None or phrase.held or head.role not in ("force", "armed", "group", "state", "government"):
        return False
    if phrase.first("name", "adjective", "leader") is not None:
        return False
    if head.role == "government" and following.first("leader") is None:
        return False
    return following.first("name", "state", "government", "leader", "armed") is not None
