"""All names and nouns of actors and sources that stand in a text, found in one pass for both annotators."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from claimtrail.lexicon.actors import Actor, Nation, Noun, actors, nations, nouns
from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.matcher import Matcher
from claimtrail.lexicon.sources import Institution, RoleNoun, institutions, roles

Case = Literal["any", "capital", "exact"]
# In text that is capitals throughout these abbreviations cannot be told from common words.
_CONFUSED = frozenset({"is", "us", "who", "let", "care", "time", "mir", "amal", "arena", "petra", "sl", "das"})
# Words whose possessive may have lost its apostrophe: "Syrias", "the armys", "the coalitions".
_POSSESSIVE_ROLES = frozenset({"government", "state"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term stands for: its role in a phrase, the entry behind it and how it must be written."""

    role: str
    item: Actor | Nation | Noun | Institution | RoleNoun
    term: str
    case: Case
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A term in the text: characters `start` to `end` and its meaning."""

    start: int
    end: int
    role: str
    item: Actor | Nation | Noun | Institution | RoleNoun


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of a text, in text order and without overlap: those of actors and those of sources."""

    folded: str
    actors: tuple[Word, ...]
    sources: tuple[Word, ...]


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """The terms of a text. The last few texts are remembered, since actors and sources share the pass."""
    folded = fold(text)
    caps = _is_capitals(text)
    acting: list[tuple[int, int, Meaning]] = []
    quoted: list[tuple[int, int, Meaning]] = []
    for hit in _matcher().find_all(folded):
        start, end = hit.span.start, hit.span.end
        meaning = hit.value
        if meaning.case != "any" and not _fits(meaning, text[start:end], caps):
            continue
        if meaning.weak and not _near(meaning, folded):
            continue
        side = quoted if isinstance(meaning.item, Institution | RoleNoun) else acting
        side.append((start, end, meaning))
    sources = _longest(quoted)
    # "Syrian" in "Syrian Observatory" is no actor; a ministry or a command may be one.
    covered = [w for w in sources if isinstance(w.item, Institution) and w.item.kind != "state_official"]
    return Words(folded, tuple(_outside(_longest(acting), covered)), tuple(sources))


def _fits(meaning: Meaning, text: str, caps: bool) -> bool:
    if caps:
        return fold(meaning.term) not in _CONFUSED
    if meaning.case == "exact":
        return text == meaning.term or text.removesuffix("s") == meaning.term
    return any(c.isupper() for c in text)


def _near(meaning: Meaning, folded: str) -> bool:
    near = meaning.item.near if isinstance(meaning.item, Actor) else ()
    return any(fold(word) in folded for word in near)


def _longest(found: list[tuple[int, int, Meaning]]) -> list[Word]:
    """Leftmost, longest first; of several meanings of the same characters the first listed that is no filler."""
    found.sort(key=lambda f: (f[0], -f[1], f[2].role in ("filler", "weak")))
    chosen: list[Word] = []
    taken = 0
    for start, end, meaning in found:
        if start >= taken:
            chosen.append(Word(start, end, meaning.role, meaning.item))
            taken = end
    return chosen


def _outside(words: Sequence[Word], covers: Sequence[Word]) -> Iterator[Word]:
    """The words that no longer cover overlaps; both lists are in text order."""
    at = 0
    for word in words:
        while at < len(covers) and covers[at].end <= word.start:
            at += 1
        cover = covers[at] if at < len(covers) else None
        if cover is None or cover.start >= word.end or word.end - word.start > cover.end - cover.start:
            yield word


def _is_capitals(text: str) -> bool:
    """True for reports written in capitals throughout, such as old wire copy."""
    sample = text[:600]
    upper = sum(c.isupper() for c in sample)
    return upper > 2 * sum(c.islower() for c in sample)


@cache
def _matcher() -> Matcher[Meaning]:
    return Matcher([*_actor_terms(), *_source_terms()])


def _case(term: str) -> Case:
    if not any(c.isupper() for c in term):
        return "any"
    letters = [c for c in term if c.isalpha()]
    return "exact" if len(letters) <= 5 and all(c.isupper() for c in letters) else "capital"


def _actor_terms() -> Iterator[tuple[str, Meaning]]:
    for entry, actor in actors():
        for term in entry.terms:
            yield from _with_possessive(term, Meaning("name", actor, term, _case(term)))
        for term in entry.fields.get("weak", ()):
            yield term, Meaning("name", actor, term, _case(term), weak=True)
    for entry, nation in nations():
        forms = {
            "nation": entry.terms, "leader": entry.fields.get("leaders", ()),
            "capital": entry.fields.get("capital", ()),
        }  # fmt: skip
        for role, terms in forms.items():
            for term in terms:
                yield from _with_possessive(term, Meaning(role, nation, term, _case(term)))
        for role, field in (("adjective", "adjective"), ("nationals", "people"), ("city", "cities")):
            for term in entry.fields.get(field, ()):
                if term not in entry.terms:
                    yield term, Meaning(role, nation, term, _case(term))
    for entry, noun in nouns():
        for term in entry.terms:
            meaning = Meaning(noun.role, noun, term, "any")
            if noun.role in _POSSESSIVE_ROLES or term == "opposition":
                yield from _with_possessive(term, meaning)
            else:
                yield term, meaning


def _source_terms() -> Iterator[tuple[str, Meaning]]:
    for entry, source in institutions():
        role = "person" if source.person else "institution"
        for term in entry.terms:
            yield from _with_possessive(term, Meaning(role, source, term, _case(term)))
    for entry, noun in roles():
        for term in entry.terms:
            yield term, Meaning(noun.what, noun, term, "any")


def _with_possessive(term: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    yield term, meaning
    if term[-1].isalpha() and not term.endswith(("s", "S")):
        yield term + "s", meaning
