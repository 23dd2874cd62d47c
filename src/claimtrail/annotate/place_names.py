"""Capitalised names in a report that may be places, with the words around them, and persons set apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from claimtrail.annotate.place_choice import size
from claimtrail.annotate.place_words import Before, PlaceWords
from claimtrail.lexicon.gazetteer import Gazetteer, Place
from claimtrail.model.mentions import Sentence
from claimtrail.model.spans import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]\.[A-Z][a-z]+\.|[^\W_]+(?:['’‘ʻ`–-][^\W_]+)*(?:['’](?!\w))?")
_ARTICLE = re.compile(r"(?:al|el|as|ash|ar|an|ad|at|az|ez|es|ed|et|ul|bab|umm|abu|ain|tel|tal)-[A-Z'’]")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINERS = frozenset(re.findall(r"\w+", """
    al el ad as ash ar an at az ez es ed et de la le les du des del della di da do dos das of the and on upon sur am
    im an der den e y i en und zu bin abu um umm
"""))  # fmt: skip
_SIDES = frozenset(re.findall(r"\w+", """
    eastern western northern southern east west north south central southeastern southwestern northeastern northwestern
"""))  # fmt: skip
_TAILS = frozenset(re.findall(r"\w+", """
    oil gas camp road airport dam river valley plain plains peninsula strip mountains mountain desert basin crossing
    bridge countryside citadel castle corridor field plant airbase base
"""))  # fmt: skip
_NAMED_AT = re.compile(
    r"\b(?:in|at|inside|into|reached|entered|on|shelled|bombed|bombarded|captured|retook|recaptured|seized|liberated"
    r"|visited)(?: the)? (?:\w+ern |[\w-]+-(?:held|controlled|besieged) )?$"
)
_HELD = re.compile(r"-(?:(based|area|born)|held|led|controlled|backed|affiliated|allied|run|occupied|brokered|made)\b")
_BEFORE_USUAL = frozenset(["near", "around", "outside", "of", "to", "from"])
_OPENERS = frozenset(["The", "In", "On", "At", "An", "As", "By", "To", "From", "Near", "Of", "And", "For", "After"])
_LISTED = re.compile(r",? (?:and |or )?(?:in |on )?(?:the )?(?:(?:nearby )?(?:village|town|city)s? of )?|, ")
_SURE = 4.8  # size (power of ten of people) of a place that stands by itself without a cue
_LONGEST = 6


class Token(NamedTuple):
    """A word of the text."""

    start: int
    end: int  # without a possessive
    text: str
    capital: bool
    first: bool  # opens a sentence
    joined: bool  # one blank (or a line end) after the token before
    heading: bool  # in a title whose words are all capitalised


@dataclass(slots=True)
class Name:
    """A candidate: tokens first..last (inclusive) and the places of that name."""

    first: int
    last: int
    span: Span
    text: str
    places: tuple[Place, ...]
    before: Before
    after: str | None
    role: str = "place"
    landmark: bool = False
    doubtful: bool = False  # a seat unless the report is about that country
    place: Place | None = field(default=None)
    within: Place | None = field(default=None)  # the larger place named beside it


class NameFinder:
    """The candidates of one document, each with its role as far as its neighbours tell it."""

    def __init__(self, text: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._text, self._gazetteer, self._words = text, gazetteer, words
        self.tokens: list[Token] = []
        self.people: dict[str, float] = {}  # votes for countries by the peoples named
        self._persons: set[str] = set()
        self._last: Name | None = None

    def find(self, sentences: Sequence[Sentence], taken: Sequence[Span]) -> list[Name]:
        """All candidates in text order."""
        for sentence in sentences:
            self.tokens.extend(map(self._without_s, _tokens(self._text, sentence)))
        self._note_people()
        return list(self._names(taken))

    def _without_s(self, token: Token) -> Token:
        """ "Syrias Idlib": a possessive that lost its apostrophe."""
        if not (token.capital and token.text[-1] == "s" and len(token.text) > 4) or self._gazetteer.lookup(token.text):
            return token
        if any(p.capital or p.feature in ("country", "adm1") for p in self._gazetteer.lookup(token.text[:-1])):
            return token._replace(text=token.text[:-1], end=token.end - 1)
        return token

    def _note_people(self) -> None:
        """Peoples vote for the report's country; names of persons are remembered."""
        tokens, words = self.tokens, self._words
        for at, token in enumerate(tokens):
            if country := words.people.get(token.text):
                self.people[country] = self.people.get(country, 0.0) + 0.5
            if not token.capital or at + 1 >= len(tokens):
                continue
            after = tokens[at + 1]
            if not (after.capital and after.joined) or token.heading:
                continue
            if token.text in words.titles or (token.text in words.given and not self.is_large(after.text)):
                for follower in tokens[at + 1 : at + 4]:
                    if not (follower.capital and follower.joined):
                        break
                    self._persons.add(follower.text)

    def is_large(self, name: str) -> bool:
        """True for the name of a country or a first-level division."""
        return any(place.feature in ("country", "adm1") for place in self._gazetteer.lookup(name))

    def _names(self, taken: Sequence[Span]) -> Iterator[Name]:
        """Longest names first from the left; what is taken is stepped over."""
        at, blocked = 0, _Blocked(taken)
        while at < len(self.tokens):
            token = self.tokens[at]
            if not _may_start(token) or blocked.covers(token.start, token.end):
                at += 1
                continue
            name = self._longest(at, blocked) or self._unknown(at, blocked)
            if name is None:
                at += 1
                continue
            self._last = name
            yield name
            at = name.last + 1

    def _run(self, at: int, blocked: "_Blocked") -> int:
        """Index after the last token that can belong to a name that starts at `at`."""
        end = at + 1
        while end < len(self.tokens) and end - at < _LONGEST:
            token = self.tokens[end]
            if not token.joined or token.first or blocked.covers(token.start, token.end):
                break
            if self.tokens[end - 1].end != token.start - 1 or not (
                _may_start(token) or token.text in _JOINERS or token.text in _TAILS
            ):
                break
            end += 1
        return end

    def _longest(self, at: int, blocked: "_Blocked") -> Name | None:
        tokens = self.tokens
        for end in range(self._run(at, blocked), at, -1):
            last = tokens[end - 1]
            if not last.capital and last.text not in _TAILS:
                continue
            if end - at == 1 and not last.capital:
                continue
            text = self._text[tokens[at].start : last.end]
            if end - at == 1 and not self._may_be_place(text, at):
                return self._shortened(at)
            places = self._gazetteer.lookup(text)
            if end - at > 1 and tokens[at].text in _OPENERS and all(p.match == "rule" for p in places):
                continue  # the rules drop articles, and any name may stand behind this one
            if places and not _only_acronym(text, places) and not (end - at > 1 and text.lower() in self._words.common):
                name = self._name(at, end - 1, text, places)
                return None if self._is_cut_short(name) else name
        return None

    def _shortened(self, at: int) -> Name | None:
        """A state in its short form behind a comma: "Gary, Ind."."""
        token = self.tokens[at]
        state = self._words.short.get(f"{token.text}.")
        if not state or self._text[token.start - 2 : token.start] != ", " or self._text[token.end] != ".":
            return None
        places = tuple(p for p in self._gazetteer.lookup(state) if p.feature == "adm1" and p.country == "US")
        return self._name(at, at, token.text, places) if places else None

    def _may_be_place(self, word: str, at: int) -> bool:
        """False for a single word that is a usual one, unless "near" stands before it or "County" after it."""
        words = self._words
        if word in words.people or word in words.organisations or word in words.landmark_heads:
            return False
        token = self.tokens[at]
        if f"{word}." in words.short and self._text[token.end : token.end + 1] == ".":
            return False
        if word.lower().removeprefix("al-") in words.common and "-" in word:
            return False
        if word.lower() not in words.common:
            return True
        if at and self.tokens[at - 1].text.lower() in _BEFORE_USUAL:
            return words.before(self._text, self.tokens[at].start).role == "near"
        return words.after(self._text, self.tokens[at].end) == "adm2"

    def _is_cut_short(self, name: Name) -> bool:
        """True when a small place is only the first word of a longer, unknown name: "near Sultan Abdallah"."""
        if name.first < name.last or max(map(size, name.places)) >= _SURE or name.last + 1 >= len(self.tokens):
            return False
        follows = self.tokens[name.last + 1]
        return bool(
            follows.capital and follows.joined and follows.start == name.span.end + 1 and not follows.heading
            and name.before.role in ("near", "at", "kind") and self._is_loose(follows)
        )  # fmt: skip

    def _name(self, first: int, last: int, text: str, places: tuple[Place, ...]) -> Name:
        start, end = self.tokens[first].start, self.tokens[last].end
        before, after = self._words.before(self._text, start), self._words.after(self._text, end)
        if before.role is None and self._last and self._is_listed(self._last, start):
            before = replace(before, role=self._last.before.role)
        name = Name(first, last, Span(start, end), text, places, before, after)
        self._set_role(name)
        return name

    def _is_listed(self, last: Name, start: int) -> bool:
        """True for "B" in "near A and B": it shares the cue of the name before."""
        gap = self._text[last.span.end : start]
        return last.role == "place" and len(gap) > 1 and _LISTED.fullmatch(gap) is not None

    def _unknown(self, at: int, blocked: "_Blocked") -> Name | None:
        """A capitalised run that no gazetteer has, where the words around it say that it is a place."""
        tokens, words = self.tokens, self._words
        first = tokens[at]
        usual = first.text.lower() in words.common or first.text.lower().rstrip("s") in words.common
        if not first.capital or usual or first.text in words.people or first.text in words.given:
            return None
        end = at + 1
        limit = self._run(at, blocked)
        while end < min(limit, at + 4) and self._continues(end, blocked):
            end += 1
        last = end - 1
        if end < limit and tokens[end].text in words.landmark_heads:
            return self._landmark(at, end, tokens[end].end)
        if last > at and tokens[last].text in words.landmark_heads:
            return self._landmark(at, last, tokens[last].end)
        text = self._text[first.start : tokens[last].end]
        if tail := words.landmark_end(self._text, tokens[last].end):
            return self._landmark(at, last, tail)
        name = self._name(at, last, text, ())
        follows = tokens[end].text if end < limit else ""
        if name.role != "place" or follows in words.organisations or text.isupper() or first.heading:
            return None
        if any(t.text in words.organisations or t.text in words.titles for t in tokens[at:end]):
            return None
        return name if self.is_cued(name) else None

    def _continues(self, at: int, blocked: "_Blocked") -> bool:
        """True when a token can be a further word of an unknown name: capitalised, and no known place by itself."""
        token = self.tokens[at]
        if not token.capital or token.text.lower() in self._words.common or token.text in self._words.people:
            return False
        known = self._longest(at, blocked)
        return known is None or max(map(size, known.places)) < _SURE

    def _is_loose(self, token: Token) -> bool:
        """True when a word is neither usual nor a known large place: it can be the rest of a longer name."""
        if self.is_strange(token):
            return True
        word, words = token.text, self._words
        usual = word.isupper() or word.lower() in words.common or word in words.people or word in words.titles
        return not usual and max(map(size, self._gazetteer.lookup(word)), default=0.0) < _SURE

    def is_cued(self, name: Name) -> bool:
        """True when the words around say that even an unknown name is a place's."""
        cue = name.before.role
        if cue in ("near", "adm1") or name.after in ("adm1", "adm2", "neighbourhood", "settlement", "near"):
            return True
        return cue in ("at", "kind") and self._named_cue(name.span.start, cue)

    def _named_cue(self, start: int, cue: str) -> bool:
        """True for "in X", "the town of X"; a bare "to X" or "east X" is too weak for an unknown name."""
        back = self._text[max(0, start - 32) : start].lower()
        if cue == "kind":
            return re.search(r"(?:of|town|city|village|rural) $", back) is not None
        return _NAMED_AT.search(back) is not None

    def _landmark(self, at: int, last: int, end: int) -> Name | None:
        start = self.tokens[at].start
        text = self._text[start:end]
        before = self._words.before(self._text, start)
        named = {token.text for token in self.tokens[at : last + 1]}
        if before.organisation or before.role == "title" or named & (self._words.titles | self._words.given):
            return None
        if self.tokens[at].heading and not self._gazetteer.lookup(text):
            return None  # among capitalised words nothing shows where the name begins
        return Name(at, last, Span(start, end), text, self._gazetteer.lookup(text), before, None, landmark=True)

    def _set_role(self, name: Name) -> None:
        """Part of a longer name, a person, or a capital that speaks."""
        tokens = self.tokens
        nxt = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
        prev = tokens[name.first - 1] if name.first else None
        follows = nxt if nxt and nxt.joined and nxt.capital and nxt.start == name.span.end + 1 else None
        if name.before.organisation or (follows and self._heads_name(follows, name)):
            name.role = "part_of_name"
        elif name.before.role == "title" or self._is_person(name, prev, follows):
            name.role = "person"
        elif name.before.role in (None, "kind") and self._is_seat(name):
            name.role = "seat"

    def _heads_name(self, follows: Token, name: Name) -> bool:
        """True when the next words make the name part of an organisation's: "Aleppo Media Centre"."""
        if follows.heading or name.after is not None:
            return False
        for token in self.tokens[name.last + 1 : name.last + 4]:
            if not (token.capital and token.joined):
                return False
            if token.text in self._words.organisations:
                return True
        return False

    def _is_person(self, name: Name, prev: Token | None, follows: Token | None) -> bool:
        words, first = self._words, self.tokens[name.first]
        single = name.first == name.last
        if first.heading:
            return name.text in self._persons
        if single and name.before.role is None and name.text in self._persons:
            return True
        before = prev if prev and first.joined and prev.capital and prev.end == first.start - 1 else None
        if before and before.text in words.given and not self.is_large(before.text):
            return True
        return bool(single and follows and name.text in words.given and not self._fits_after(follows.text))

    def _fits_after(self, word: str) -> bool:
        """True for a word that may follow a place's name: "Austin Airport", "Austin Texas"."""
        return word in self._words.landmark_heads or word in self._words.people or self.is_large(word)

    def _is_seat(self, name: Name) -> bool:
        """A country or capital that says or does something."""
        if not any(p.feature == "country" or p.capital for p in name.places):
            return False
        end = name.span.end
        name.doubtful = self._text[end : end + 2] in ("'s", "’s") or self._words.acts(self._text, end)
        return name.doubtful or self._words.speaks(self._text, end)

    def is_strange(self, token: Token) -> bool:
        """True for a capitalised word that is no usual word, people, title or place: probably a name's part."""
        word = token.text
        return not (
            word.isupper() or word.lower() in self._words.common or word in self._words.people
            or word in self._words.titles or self._gazetteer.lookup(word) or word.lower() in _SIDES
        )  # fmt: skip


class _Blocked:
    """Characters that belong to something else; asked in text order."""

    def __init__(self, taken: Sequence[Span]) -> None:
        self._taken, self._at = taken, 0

    def covers(self, start: int, end: int) -> bool:
        """True when start..end overlaps a taken span."""
        while self._at < len(self._taken) and self._taken[self._at].end <= start:
            self._at += 1
        return any(span.start < end and start < span.end for span in self._taken[self._at : self._at + 3])


def _tokens(text: str, sentence: Sentence) -> Iterator[Token]:
    found = [*_WORD.finditer(text, sentence.span.start, sentence.span.end)]
    words = [m.group() for m in found if m.group()[0].isalpha() and len(m.group()) > 3]
    heading = (
        len(words) > 2
        and text[sentence.span.end - 1] != "."
        and sum(w[0].isupper() for w in words) >= 0.75 * len(words)
    )
    before = None
    for match in found:
        word = match.group()
        tail = _POSSESSIVE.search(word) if word[-1] in "s'’" else None
        end = match.start() + tail.start() if tail and tail.start() else match.end()
        held = _HELD.search(text, match.start(), end) if "-" in word else None
        if held:  # "Texas-based" names Texas, "rebel-held" nothing
            end = held.start() if held.group(1) else end
        word = text[match.start() : end]
        joined = before is not None and text[before : match.start()].isspace() and match.start() - before == 1
        capital = (word[0].isupper() and not (held and not held.group(1))) or (
            "-" in word and _ARTICLE.match(word) is not None
        )
        yield Token(match.start(), end, word, capital, before is None, joined, heading)
        before = match.end()


def _may_start(token: Token) -> bool:
    return token.capital or token.text in _SIDES


def _only_acronym(text: str, places: Sequence[Place]) -> bool:
    """ "IS", "AP": letters that some small place happens to bear."""
    return text.isupper() and len(text) <= 5 and all(p.feature == "settlement" for p in places)
