"""Names of places in a report, with the place meant, how exact it is and whether it is where things happened."""

import re
from collections.abc import Sequence
from typing import Literal

from claimtrail.annotate.place_choice import Scope, choose, scope_of, size
from claimtrail.annotate.place_names import Name, NameFinder
from claimtrail.annotate.place_words import PlaceWords, place_words
from claimtrail.lexicon.gazetteer import Gazetteer, Place
from claimtrail.model.documents import Document
from claimtrail.model.mentions import PlaceMention, PlacePrecision, Sentence
from claimtrail.model.spans import Span

_ROLES: dict[str, Literal["seat", "part_of_name"]] = {"seat": "seat", "part_of_name": "part_of_name"}
_INSIDE = re.compile(r",? \(?(?:in |the |of )*(?:\w+ern )?")
_BESIDE = 40  # characters
_NEIGHBOURS = 25  # other places of a report that speak for one near them


def find_places(
    document: Document, sentences: Sequence[Sentence], taken: Sequence[Span], gazetteer: Gazetteer | None = None
) -> tuple[PlaceMention, ...]:
    """The places that a report names, in text order, not overlapping.

    `taken`: spans that are no places (dates, actors, sources). A name that follows a cue ("the village
    of") and is in no gazetteer has no id and no coordinates.
    """
    finder = _Finder(document.text, gazetteer or Gazetteer.load(), place_words())
    return finder.run(sentences, sorted(taken))


class _Finder:
    """One document."""

    def __init__(self, text: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._text, self._gazetteer, self._words = text, gazetteer, words
        self._names = NameFinder(text, gazetteer, words)

    def run(self, sentences: Sequence[Sentence], taken: Sequence[Span]) -> tuple[PlaceMention, ...]:
        """Finds candidates, learns what the report is about from the sure ones, then judges and resolves all."""
        names = self._names.find(sentences, taken)
        known = [n for n in names if n.places and self._trust(n) >= 2]
        seen: dict[str, tuple[tuple[Place, ...], float]] = {}
        for name in known:
            weight = seen[name.text][1] + 0.3 if name.text in seen else 1.0
            seen[name.text] = (name.places, weight)
        scope = scope_of(seen.values(), self._names.people)
        trusted = {name.text for name in known}
        kept = [name for name in names if self._keep(name, scope, trusted)]
        self._choose(kept, scope)
        return tuple(self._mention(name, scope, kept) for name in kept)

    def _trust(self, name: Name) -> float:
        """How sure it is that a name is a place: 2 and more is sure enough."""
        if name.role in ("person", "part_of_name"):
            return -5.0
        tokens = self._names.tokens
        trust = 0.0
        best = max((size(p) for p in name.places), default=0.0)
        trust += 2.0 if best >= 5.0 else 1.0 if best >= 3.7 else 0.0
        trust += {"at": 1.5, "near": 2.5, "kind": 1.0, "adm1": 3.0}.get(name.before.role or "", 0.0)
        trust += 2.0 if name.after else 0.0
        trust += 1.0 if name.last > name.first else 0.0
        trust += self._comma(name)
        if any(p.feature != "settlement" for p in name.places):
            trust += 2.0
        trust -= self._leftover(name)
        if name.text in self._words.given and best < 5.0:
            trust -= 2.0
        if tokens[name.first].first and name.last == name.first and best < 5.0:
            trust -= 1.0
        return trust

    def _comma(self, name: Name) -> float:
        """A known place after the comma ("X, Texas", "X, in Syria") or before it speaks for a place."""
        after = re.match(
            r", (?:in |the |and )?([^\W\d_][\w.'-]+(?: [A-Z][\w'-]+)?)", self._text[name.span.end : name.span.end + 40]
        )
        if after and self._names.is_large(after.group(1).rstrip(".")):
            return 2.0
        return 1.0 if after and self._gazetteer.lookup(after.group(1)) and after.group(1)[0].isupper() else 0.0

    def _leftover(self, name: Name) -> float:
        """Capitalised words right beside a name, not places themselves, make it part of another name."""
        tokens, penalty = self._names.tokens, 0.0
        first, last = tokens[name.first], tokens[name.last]
        if first.heading:
            return 0.0
        if name.first:
            prev = tokens[name.first - 1]
            if (
                prev.capital
                and first.joined
                and not prev.first
                and prev.end == first.start - 1
                and self._names.is_strange(prev)
            ):
                penalty += 2.0
        if name.last + 1 < len(tokens):
            nxt = tokens[name.last + 1]
            if nxt.capital and nxt.joined and nxt.start == last.end + 1 and self._names.is_strange(nxt):
                penalty += 2.0
        return penalty

    def _keep(self, name: Name, scope: Scope, trusted: set[str]) -> bool:
        if name.role == "person":
            return False
        if name.role == "part_of_name":
            return name.text in trusted or any(size(place) >= 4.5 for place in name.places)
        if not name.places:
            loose = [
                p for p in self._gazetteer.lookup_loose(name.text) if scope.countries.get(p.country or "", 0) > 0.2
            ]
            name.places = tuple(loose)
            return True
        name.places = _at_home(name.places, scope, name.before.role)
        if not name.places:
            return self._names.is_cued(name)
        trust = self._trust(name)
        home = max((scope.countries.get(p.country or "", 0.0) for p in name.places), default=0.0)
        trust += 1.5 if home > 0.25 else 0.0
        trust += 1.0 if name.text in trusted else 0.0
        return trust >= 2.0

    # -- choosing --------------------------------------------------------------------------------------------

    def _choose(self, names: Sequence[Name], scope: Scope) -> None:
        containers = {
            name.span.start: max(large, key=size)
            for name in names
            if (large := [p for p in name.places if p.feature in ("country", "adm1")])
        }
        for name in names:
            name.within = next(
                (containers[at] for at in range(name.span.end + 1, name.span.end + 20)
                 if at in containers and _between(self._text[name.span.end : at])), None,
            )  # fmt: skip
            if not name.places:
                continue
            if name.role == "seat" and name.doubtful and any(p.country == scope.main for p in name.places):
                name.role = "place"
            name.place = choose(name.places, scope, _kind(name), name.within)
        for name, points in [(n, _points(n, names)) for n in names if len(n.places) > 1]:
            if points:
                name.place = choose(name.places, scope, _kind(name), name.within, points)

    def _mention(self, name: Name, scope: Scope, names: Sequence[Name]) -> PlaceMention:
        place = name.place
        precision = _precision(name)
        if place is None:
            country = name.within.country if name.within else _sure_country(scope) or self._country_beside(name, names)
            return PlaceMention(name.span, name.text, name.text, None, None, None, None, country, precision, "place")
        return PlaceMention(
            name.span, name.text, place.name, place.id, place.lat, place.lon, place.admin1, place.country, precision,
            _ROLES.get(name.role, "place"),
        )  # fmt: skip

    def _country_beside(self, name: Name, names: Sequence[Name]) -> str | None:
        """The country of the place named right after an unknown one, or right before it."""
        at = names.index(name)
        for other in (*names[at + 1 : at + 2], *names[max(0, at - 1) : at]):
            gap = max(other.span.start - name.span.end, name.span.start - other.span.end)
            if other.place and other.place.country and other.role == "place" and gap < _BESIDE:
                return other.place.country
        return None


def _points(name: Name, names: Sequence[Name]) -> list[tuple[float, float]]:
    """Where the other names of the report are, countries aside."""
    others = {
        other.place.id: (other.place.lat, other.place.lon)
        for other in names
        if other.place and other.text != name.text and other.place.lat is not None and other.place.lon is not None
        and other.place.feature not in ("country", "sea", "region")
    }  # fmt: skip
    return list(others.values())[:_NEIGHBOURS]


def _at_home(places: tuple[Place, ...], scope: Scope, cue: str | None) -> tuple[Place, ...]:
    """Leaves out places that only rules of transliteration gave, or that are small, where the report is not there."""
    most = max(scope.countries.values(), default=0.0)
    foreign = most > 0.4 and cue is not None
    return tuple(
        place for place in places
        if scope.countries.get(place.country or "", 0.0) > (0.5 * most if place.match == "rule" else 0.04)
        or (place.match != "rule" and (size(place) >= 4.5 or not foreign))
    )  # fmt: skip


def _kind(name: Name) -> str | None:
    if name.after == "adm1" or name.before.role == "adm1":
        return "adm1"
    if name.after in ("settlement", "near"):
        return "settlement"
    return None


def _between(gap: str) -> bool:
    """True when only this stands between a place and the larger one that it lies in."""
    return _INSIDE.fullmatch(gap) is not None


def _sure_country(scope: Scope) -> str | None:
    main = scope.main
    return main if main and scope.countries[main] >= 0.35 else None


def _precision(name: Name) -> PlacePrecision:
    """How exact the mention is; the words around it can make it coarser."""
    place = name.place
    if name.landmark or (place and place.feature == "landmark"):
        return "landmark"
    if place and place.feature in ("country", "region", "sea"):
        return place.feature  # type: ignore[return-value]
    if (place and place.feature == "adm1") or name.after == "adm1" or name.before.role == "adm1":
        return "adm1"
    if name.after == "adm2":
        return "adm2"
    if name.before.role == "near" or name.after == "near":
        return "near"
    if (place and place.feature == "neighbourhood") or (place is None and name.after == "neighbourhood"):
        return "neighbourhood"
    return "settlement"
