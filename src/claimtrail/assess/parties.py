"""Which side a source speaks for, and which sides a stretch of text names: from the lexicon of actors and sources."""

from dataclasses import dataclass
from functools import cache

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load, names
from claimtrail.lexicon.matcher import Matcher
from claimtrail.lexicon.sources import institutions
from claimtrail.model.claims import ACTOR_CODES, Source

OFFICIAL = frozenset({"state_official", "state_media", "armed_group", "unnamed_official"})
_NO_SIDE = frozenset({"OTHER", "CIVILIANS", "INFRASTRUCTURE", "ARMED_UNSPEC", "UN", ""})


def side_of(code: str) -> str | None:
    """The code when it is one of a party to a war; other states' media speak for nobody who fights."""
    return code if code in ACTOR_CODES and code not in _NO_SIDE else None


def party_of(source: Source) -> str | None:
    """Code of the side that a source speaks for, None when it speaks for none of the parties."""
    if source.kind not in OFFICIAL:
        return None
    if source.family and source.family.isupper():
        return side_of(source.family)
    known = known_source(source.name) or known_source(source.text)
    if known:
        return side_of(known.family) if known.speaks else None
    hits = _actors().find(fold(source.name)) or _actors().find(fold(source.text))
    codes = [hit.value for hit in hits if side_of(hit.value)]
    return codes[0] if codes else None


def family_of(source: Source) -> str:
    """The house that a source belongs to, or its own name."""
    if source.family:
        return source.family
    known = known_source(source.name)
    return known.family if known else source.name


@dataclass(frozen=True, slots=True)
class Known:
    """A source of the lexicon: its house, which may be the code of a side."""

    family: str
    speaks: bool  # for the side that the family is a code of


@cache
def _sources() -> dict[str, Known]:
    found: dict[str, Known] = {}
    for entry, source in institutions():
        if source.person is None:
            family = source.family or source.id
            known = Known(family, source.kind in OFFICIAL and family.isupper())
            for term in (source.name, *entry.terms):
                found.setdefault(fold(term), known)
    return found


def known_source(name: str) -> Known | None:
    """What the lexicon knows of a source or an outlet of this name."""
    return _sources().get(fold(name))


@cache
def _actors() -> Matcher[str]:
    return Matcher(
        [
            (term, str(entry.fields["code"]))
            for path in names("world")
            if not path.startswith(("world/sources", "world/places", "world/provinces"))
            for entry in load(path)
            if entry.fields.get("code")
            for term in (*entry.terms, *entry.fields.get("adjective", ()))
        ]
    )


def sides_named(text: str) -> frozenset[str]:
    """Codes of the sides that a stretch of text names."""
    return frozenset(hit.value for hit in _actors().find(fold(text)) if hit.value not in _NO_SIDE)
