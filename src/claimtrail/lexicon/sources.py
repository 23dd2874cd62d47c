"""Who is quoted, for the annotator and for telling independent roots apart: sources, persons, roles."""

from dataclasses import dataclass
from functools import cache

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import Entry, load, names
from claimtrail.model.claims import SOURCE_KINDS


@dataclass(frozen=True, slots=True)
class Institution:
    """A named source: an agency, a monitor, a ministry, an outlet, or a person who speaks often."""

    id: str
    name: str
    kind: str
    family: str | None
    person: str | None = None  # the person's own name, for entries of data/world/persons.toml


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A role of people or an office that is quoted (data/en/roles.toml says what `what` means)."""

    id: str
    what: str
    name: str
    kind: str
    family: str | None
    to: str | None = None  # for "the ministry": what sort of source it stands for


@cache
def institutions() -> tuple[tuple[Entry, Institution], ...]:
    """Every named source and often quoted person, in file order."""
    return tuple((e, _institution(e)) for e in _world() if e.fields.get("kind") in SOURCE_KINDS)


@cache
def roles() -> tuple[tuple[Entry, RoleNoun], ...]:
    """Every role noun, with its entry."""
    return tuple(
        (
            e,
            RoleNoun(
                e.id, e.fields["what"], e.fields.get("name", ""), e.fields.get("kind", "other"), e.fields.get("family"),
                e.fields.get("to"),
            ),
        )
        for e in load("en/roles")
    )  # fmt: skip


def family_of(outlet: str) -> str | None:
    """The publisher's house of an outlet, or the code of the side it speaks for; None when unknown.

    >>> family_of("Sputnik")
    'RUSSIA'
    """
    return _families().get(_key(outlet))


@cache
def _families() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry, source in institutions():
        if source.family and source.kind in ("news_media", "state_media", "armed_group", "monitor_ngo"):
            for name in (entry.id, source.name, *entry.terms):
                found.setdefault(_key(name), source.family)
    return found


def _key(name: str) -> str:
    """An outlet's name without case, article, punctuation and the ending of a web address."""
    folded = fold(name).removeprefix("https://").removeprefix("http://").removeprefix("www.").removeprefix("the ")
    for ending in (".com", ".org", ".net", ".co.uk", ".sy", ".ru", ".tr", ".news"):
        folded = folded.removesuffix(ending)
    return "".join(c for c in folded.removeprefix("al-").removeprefix("al ") if c.isalnum())


def _world() -> list[Entry]:
    return [entry for path in names("world") for entry in load(path)]


def _institution(entry: Entry) -> Institution:
    fields = entry.fields
    return Institution(entry.id, fields["name"], fields["kind"], fields.get("family") or None, fields.get("person"))
