"""Who acts in wars, for the annotator: nations, armed groups and the nouns for forces and people.

What an entry is follows from its fields, not from its file: one with `adjective` is a nation, any other
with `code`, `name` and `terms` an armed group or force. So a new conflict is a new file in `data/world`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from claimtrail.lexicon.load import Entry, load, names


@dataclass(frozen=True, slots=True)
class Actor:
    """A named group, force or coalition. Dates are months or years as written in the entry."""

    id: str
    name: str
    code: str
    countries: tuple[str, ...] = ()
    called: frozenset[str] = frozenset()  # common nouns a report uses for it once it is named
    near: tuple[str, ...] = ()  # words beside which its weak terms count
    valid_from: str | None = None
    valid_to: str | None = None
    speaks: str | None = None  # kind of source, where it is not an armed group


@dataclass(frozen=True, slots=True)
class Nation:
    """A country as an actor: the state, and the words that stand before its forces."""

    id: str  # ISO 3166-1 alpha-2
    name: str
    adjective: str
    government: str  # canonical name of the government as a speaker
    code: str
    army_of: str | None = None  # id of the nation whose "the army" is in reports about this one
    later: tuple[str, str] | None = None  # another side holds the state: its code, and from which day (ISO 8601)

    def code_on(self, day: date | None) -> str:
        """The side of the state and its forces on a day; the first one when the day is not known."""
        return self.later[0] if self.later and day and day.isoformat() >= self.later[1] else self.code


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for those who act or suffer (data/en/forces.toml says what the roles mean)."""

    id: str
    role: str
    service: str | None
    code: str
    loaded: bool


@cache
def actors() -> tuple[tuple[Entry, Actor], ...]:
    """Every armed group, force and coalition with its entry, in file order."""
    return tuple((entry, _actor(entry)) for entry in _world() if "code" in entry.fields and not _is_nation(entry))


@cache
def nations() -> tuple[tuple[Entry, Nation], ...]:
    """Every nation with its entry."""
    return tuple((e, _nation(e)) for e in _world() if _is_nation(e))


@cache
def nouns() -> tuple[tuple[Entry, Noun], ...]:
    """Every common noun for forces and people with its entry."""
    return tuple(
        (
            e,
            Noun(
                e.id, e.fields["role"], e.fields.get("service"), e.fields.get("code", "OTHER"),
                bool(e.fields.get("loaded")),
            ),
        )
        for e in load("en/forces")
    )  # fmt: skip


def _world() -> list[Entry]:
    return [entry for path in names("world") for entry in load(path)]


def _is_nation(entry: Entry) -> bool:
    return "adjective" in entry.fields and "government" in entry.fields


def _nation(entry: Entry) -> Nation:
    fields = entry.fields
    return Nation(
        entry.id, fields["name"], fields["adjective"][0], fields["government"], fields["code"], fields.get("army_of"),
        (fields["later_code"], fields["later_from"]) if "later_code" in fields else None,
    )  # fmt: skip


def nation(iso: str) -> Nation | None:
    """The nation of an ISO 3166-1 alpha-2 code."""
    return _by_code().get(iso)


def actor(actor_id: str) -> Actor | None:
    """The armed group, force or coalition of an id."""
    return _by_id().get(actor_id)


@cache
def _by_code() -> dict[str, Nation]:
    return {found.id: found for _, found in nations()}


@cache
def _by_id() -> dict[str, Actor]:
    return {found.id: found for _, found in actors()}


def _actor(entry: Entry) -> Actor:
    fields = entry.fields
    return Actor(
        entry.id, fields.get("name", entry.terms[0]), fields["code"], tuple(fields.get("countries", ())),
        frozenset(fields.get("called", ())), (*fields.get("near", ()), *entry.terms) if fields.get("weak") else (),
        fields.get("valid_from"), fields.get("valid_to"), fields.get("speaks"),
    )  # fmt: skip
