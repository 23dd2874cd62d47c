"""Which of the places of one name a report means: by its other places, the country it is about, and size."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claimtrail.lexicon.gazetteer import Place

_RARE_NAME = 1.5  # a rarer name speaks against a place, in powers of ten of its population
_OWN_KINDS = {"region": 7.0, "sea": 6.5, "neighbourhood": 4.5, "landmark": 5.0, "country": 8.7}
_COUNTRY_WEIGHT = 4.0
_ADMIN1_WEIGHT = 2.5
_KIND_WEIGHT = 5.0
_NEAR_WEIGHT = 2.5
_NEAR_KM = 80.0
_NOTED = 50_000  # people that a settlement of our own list counts for at least
_AMBIGUOUS = 0.35  # weight of a name that large places of several countries bear


@dataclass(slots=True)
class Scope:
    """What a document is about: shares (0 to 1) of countries and of first-level divisions."""

    countries: dict[str, float] = field(default_factory=dict)
    divisions: dict[tuple[str, str], float] = field(default_factory=dict)

    @property
    def main(self) -> str | None:
        """The country with the largest share."""
        return max(self.countries, key=lambda c: (self.countries[c], c), default=None)


def size(place: Place) -> float:
    """How likely a place is meant without any context: about the power of ten of its population."""
    own = _OWN_KINDS.get(place.feature)
    base = own if own is not None else math.log10(max(place.population, _NOTED if place.noted else 0) + 100)
    if place.feature == "adm1":
        base = min(base, 6.5) - 0.7  # the city of the same name is meant more often
    return base + (0.7 if place.capital else 0.0) - (_RARE_NAME if place.match == "alias" else 0.0)


def scope_of(names: Iterable[tuple[Sequence[Place], float]], votes: Mapping[str, float]) -> Scope:
    """The scope from all names with their candidates and weights, and from peoples named (`votes`).

    Two rounds: the second knows the countries that the first found.
    """
    found = [(places, weight * _clearness(places)) for places, weight in names if places]
    scope = Scope(_shares(votes))
    for _ in range(2):
        countries, divisions = dict(votes), dict[tuple[str, str], float]()
        for places, weight in found:
            for place, share in _likely(places, scope):
                if not place.country:
                    continue
                countries[place.country] = countries.get(place.country, 0.0) + share * weight
                if place.admin1:
                    key = (place.country, place.admin1)
                    divisions[key] = divisions.get(key, 0.0) + share * weight * (2 if place.feature == "adm1" else 1)
        scope = Scope(_shares(countries), _shares(divisions))
    return scope


def _clearness(places: Sequence[Place]) -> float:
    """How far a name tells a country by itself: less where it is common, or met only by rules of spelling."""
    if all(place.match == "rule" for place in places):
        return _AMBIGUOUS
    countries = {place.country for place in places if size(place) >= 4.0}
    return 1.0 if len(countries) < 2 else _AMBIGUOUS


def _likely(places: Sequence[Place], scope: Scope) -> list[tuple[Place, float]]:
    scored = [(place, score(place, scope)) for place in places[:60]]
    best = max(value for _, value in scored)
    weights = [(place, 10 ** (value - best)) for place, value in scored]
    total = sum(weight for _, weight in weights)
    return [(place, weight / total) for place, weight in weights if weight / total > 0.02]


def score(place: Place, scope: Scope) -> float:
    """Size of a place and how well it fits what the document is about."""
    value = size(place) + _COUNTRY_WEIGHT * scope.countries.get(place.country or "", 0.0)
    if place.country and place.admin1:
        value += _ADMIN1_WEIGHT * scope.divisions.get((place.country, place.admin1), 0.0)
    return value


def choose(
    places: Sequence[Place],
    scope: Scope,
    kind: str | None,
    within: Place | None = None,
    points: Sequence[tuple[float, float]] = (),
) -> Place:
    """The place meant. `kind`: the kind that words name ("adm1", "settlement"); `within`: a container named beside.

    `points`: where the report's other places are; near ones speak for a place.
    """

    def fit(place: Place) -> float:
        """How well a place fits all that is known."""
        value = score(place, scope)
        if kind == place.feature:
            value += _KIND_WEIGHT
        elif kind == "settlement" and place.feature in ("adm1", "region", "country"):
            value -= _KIND_WEIGHT
        if within is not None and _inside(place, within):
            value += 2 * _KIND_WEIGHT
        return value + _NEAR_WEIGHT * _nearness(place, points) if points else value

    return max(places, key=fit)  # the first of equals: the gazetteer gives the larger first


def _nearness(place: Place, points: Sequence[tuple[float, float]]) -> float:
    """0 to 1: how many of the points lie within a day's walk or two (scale 80 km)."""
    if place.lat is None or place.lon is None or place.feature in ("country", "sea"):
        return 0.0
    shrink = math.cos(math.radians(place.lat))
    near = sum(
        math.exp(-111.2 * math.hypot(lat - place.lat, (lon - place.lon) * shrink) / _NEAR_KM) for lat, lon in points
    )
    return 1.0 - math.exp(-near)


def _inside(place: Place, container: Place) -> bool:
    if place.id == container.id or place.country != container.country:
        return False
    return container.feature == "country" or (container.feature == "adm1" and place.admin1 == container.admin1)


def _shares(votes: Mapping[tuple[str, str], float] | Mapping[str, float]) -> dict:  # type: ignore[type-arg]
    total = sum(votes.values())
    return {key: value / total for key, value in votes.items()} if total else {}
