"""What the words around a capitalised name say about it: cues before and after, and words that are no places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claimtrail.lexicon.load import load

_LOOK_BACK = 48  # characters before a name that can hold its cue
_DETERMINER = (
    r"(?:(?:the|a|nearby|northern|southern|eastern|western|central|main|strategic|key|besieged|syrian|iraqi|ancient"
    r"|historic|border|largest|contested|both|villages?|towns?|city|cities|[\w-]+-(?:held|controlled|besieged)) )*"
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a name: the kind of cue ("at", "near", "kind", "adm1", "title", ...) or None."""

    role: str | None
    organisation: bool = False


class PlaceWords:
    """The words of `en/places` and the peoples of `world/country_points`, ready to be asked."""

    def __init__(self) -> None:
        entries = {entry.id: entry for entry in load("en/places")}
        self.common = frozenset(term.lower() for term in entries["common-word"].terms)
        self.given = frozenset(entries["given-name"].terms)
        self.titles = frozenset(entries["title"].terms)
        self.organisations = frozenset(entries["organisation-head"].terms)
        self.landmark_heads = frozenset(entries["landmark-head"].terms)
        self.short = {
            short: entry.terms[0] for entry in load("world/provinces") for short in entry.fields.get("short", ())
        }
        self.people = {
            word: entry.id for entry in load("world/country_points") for word in entry.fields["people"]
        }  # fmt: skip
        cues = "|".join(f"(?P<{entries[n].fields['role']}>{_any(map(str.lower, entries[n].terms))})" for n in _BEFORE)
        self._before = re.compile(rf"(?:^-?|[^\w-]-?)(?:{cues}) {_DETERMINER}$")
        self._organisation = re.compile(rf"\b(?:{_any(entries['organisation-before'].terms)}) (?:the )?$")
        self._title = re.compile(rf"(?:^|\W)(?:{_any(entries['title'].terms)})\.? $")
        self._after: list[tuple[str, re.Pattern[str]]] = [
            (entries[name].fields["role"], re.compile(rf"[ -](?:{_any(entries[name].terms)})\b"))
            for name in _AFTER
        ]  # fmt: skip
        self._landmark = re.compile(rf" (?:{_any(entries['landmark-word'].terms)})\b")
        self._auxiliary = re.compile(rf" (?:{_any(entries['auxiliary'].terms)})\b")
        self._speech = re.compile(rf"(?: (?:also|itself|later|on \w+day))? (?:{_any(entries['speech-verb'].terms)})\b")

    def before(self, text: str, start: int) -> Before:
        """The cue that ends right before `start`."""
        back = _flat(text[max(0, start - _LOOK_BACK) : start])
        last = back.rstrip()[-1:]
        if not last.isalnum() and last != ".":
            return _NOTHING  # cues stand before the name without a mark between
        if self._title.search(back):
            return Before("title")
        if self._organisation.search(back):
            return Before(None, organisation=True)
        found = self._before.search(back.lower())
        return Before(found.lastgroup) if found else _NOTHING

    def after(self, text: str, end: int) -> str | None:
        """The kind that the word right after `end` names: adm1, adm2, region, settlement, near, neighbourhood."""
        for role, pattern in self._after:
            if pattern.match(text, end):
                return role
        return None

    def landmark_end(self, text: str, end: int) -> int | None:
        """Where a lower-case head such as "hospital" after `end` ends."""
        found = self._landmark.match(text, end)
        return found.end() if found else None

    def acts(self, text: str, end: int) -> bool:
        """True when an auxiliary follows at once: the country does something, or something happens there."""
        return self._auxiliary.match(text, end) is not None

    def speaks(self, text: str, end: int) -> bool:
        """True when a verb of saying or acting follows at once."""
        return self._speech.match(text, end) is not None


_NOTHING = Before(None)
_BEFORE = ("province-before", "near", "kind-before", "at")
_AFTER = ("province-after", "near-after", "county-after", "quarter-after", "region-after", "city-after")


def _any(terms: Iterable[str]) -> str:
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@cache
def place_words() -> PlaceWords:
    """The words, read once a process."""
    return PlaceWords()
