"""What linking compares: the values of a claim, folded once, so that a pair is compared in microseconds."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher
from claimtrail.lexicon.placenames import country_keys, place_key
from claimtrail.model.claims import Claim, PlaceRef
from claimtrail.model.documents import Document

Level = Literal["fine", "admin1", "country", "none"]
Number = tuple[str, int, float]  # measure, value, how telling the value is (0.1 for "one" to 2 for 100 and more)

_WORD = re.compile(r"[a-z]{3,}|\d{2,}")
_WIDE_PRECISIONS = {"adm1": "admin1", "region": "admin1", "country": "country", "sea": "country"}
_NO_DETAIL = frozenset({"nothing-happened", "the-act"})
_COMMON_SHARE, _COMMON_LEAST = 0.05, 6  # a word in over 5 % of the documents at hand (and in over 6) is common here


@dataclass(frozen=True, slots=True)
class Facts:
    """A claim as linking sees it. Days are ordinals (`date.toordinal`), None where the claim has none."""

    claim: Claim
    key: str
    document: str
    root: str  # who says it; "" is the document's own voice
    voice: str  # the same over documents: the root, or the outlet that speaks
    level: Level
    place: str  # place key, "" when none
    others: frozenset[str]  # keys of further places
    admin: str
    country: str
    at: tuple[float, float] | None
    near: bool  # near the place and not in it
    start: int | None
    end: int | None
    published: int | None  # or, without a date line, the latest day among the claims of the document
    listed: bool  # False for such a day: the report may be later
    actor: str
    target: str
    target_words: frozenset[str]
    numbers: tuple[Number, ...]
    totals: Mapping[str, tuple[int, int]]  # measure: lowest and highest value said
    words: Mapping[str, float]  # content words of the evidence with their weight
    weight: float  # of all words
    details: frozenset[str]
    nothing: bool  # "no reported strikes": a day without an event
    denied: bool
    points_back: bool  # "the strike": an act that the report has told of
    act: str  # key of the first account of the act, by the report's own words; else the claim's own key

    @property
    def days(self) -> int:
        """Length of the interval in days, 0 when there is none."""
        return 0 if self.start is None or self.end is None else self.end - self.start + 1


class Facing:
    """Turns claims into facts; built once for all claims of a run, since rare words are counted over them."""

    def __init__(self, claims: Sequence[Claim], documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._weights = {"everywhere": 0.0, "often": 0.35}
        self._common = {
            term: self._weights[entry.id] for entry in load("en/common_words") for term in map(_stem, entry.terms)
        }
        self._here = _frequent(claims)
        said = ((c, c.same_event or c.denies) for c in claims)
        self._same = {c.key: f"{c.document_id}#{earlier}" for c, earlier in said if earlier}
        self._latest: dict[str, int] = {}
        for claim in claims:
            if claim.date and claim.stance != "planned":
                day = claim.date.end.toordinal()
                self._latest[claim.document_id] = max(day, self._latest.get(claim.document_id, day))

    def facts(self, claim: Claim) -> Facts:
        """The facts of one claim."""
        document = self._documents.get(claim.document_id)
        day = document.published_on if document else None
        # a report without a date is no older than the latest event that it tells
        published = day.toordinal() if day else self._latest.get(claim.document_id)
        text = fold(" ".join(evidence.text for evidence in claim.evidence))
        level, key, admin, country = _place(claim.place)
        words = self._words(text)
        marks = _marks().find(text)
        root = fold(claim.attribution[0].name) if claim.attribution else ""
        return Facts(
            claim=claim, key=claim.key, document=claim.document_id,
            root=root, voice=root or (fold(document.outlet) if document and document.outlet else ""),
            level=level, place=key, others=frozenset(map(place_key, claim.other_places)) - {key},
            admin=admin, country=country, at=_point(claim.place),
            near=claim.place is not None and claim.place.precision == "near",
            start=claim.date.start.toordinal() if claim.date else None,
            end=claim.date.end.toordinal() if claim.date else None,
            published=published, listed=day is not None,
            actor=(claim.actor.code or "") if claim.actor else "",
            target=(claim.target.code or "") if claim.target else "",
            target_words=frozenset(
                w for w in _tokens(fold(claim.target.text)) if self._common.get(w, 1.0) > 0
            ) if claim.target else frozenset(),
            numbers=_numbers(claim), totals=_totals(claim), words=words, weight=sum(words.values()),
            details=frozenset(hit.value for hit in marks if hit.value not in _NO_DETAIL),
            nothing=any(hit.value == "nothing-happened" for hit in marks),
            denied=claim.stance == "denied", points_back=any(hit.value == "the-act" for hit in marks),
            act=self._act(claim.key),
        )  # fmt: skip

    def _act(self, key: str) -> str:
        seen = {key}
        while (before := self._same.get(key)) and before not in seen:
            seen.add(before)
            key = before
        return key

    def _words(self, text: str) -> dict[str, float]:
        found = sorted(set(_tokens(text)))
        weights = {w: min(self._common.get(w, 1.0), 0.35 if w in self._here else 1.0) for w in found}
        return {w: v for w, v in weights.items() if v > 0}


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _tokens(folded: str) -> list[str]:
    return [_stem(w) for w in _WORD.findall(folded)]


def _frequent(claims: Sequence[Claim]) -> frozenset[str]:
    """Words that stand in many of the documents at hand, such as the name of the country at war."""
    in_documents: dict[str, set[str]] = {}
    for claim in claims:
        tokens = in_documents.setdefault(claim.document_id, set())
        tokens.update(w for e in claim.evidence for w in _tokens(fold(e.text)))
    counts: Counter[str] = Counter()
    for tokens in in_documents.values():
        counts.update(tokens)
    least = max(_COMMON_LEAST, _COMMON_SHARE * len(in_documents))
    return frozenset(word for word, count in counts.items() if count > least)


@cache
def _marks() -> Matcher[str]:
    entries = [e for e in load("en/linking") if e.fields["kind"] in ("detail", "nothing", "anaphor")]
    return Matcher([(term, entry.id) for entry in entries for term in entry.terms])


def _place(place: PlaceRef | None) -> tuple[Level, str, str, str]:
    if place is None:
        return "none", "", "", ""
    key = place_key(place.name or place.text)
    admin = place_key(place.admin1) if place.admin1 else ""
    country = place.country or ""
    level: Level = "fine"
    wide = _WIDE_PRECISIONS.get(place.precision or "")
    if wide == "country" or (wide is None and not admin and key in country_keys()):
        level = "country"
    elif wide == "admin1" or (admin and key == admin):
        level = "admin1"
    return level, key, admin, country


def _point(place: PlaceRef | None) -> tuple[float, float] | None:
    if place is None or place.lat is None or place.lon is None or place.precision in _WIDE_PRECISIONS:
        return None
    return place.lat, place.lon


def _numbers(claim: Claim) -> tuple[Number, ...]:
    found = set()
    for q in claim.quantities:
        value = q.low if q.low is not None else q.high
        if value:
            found.add((q.measure, value, _telling(value)))
    return tuple(sorted(found))


def _telling(value: int) -> float:
    """How much it says that two claims give this number: small ones are shared by chance."""
    for least, telling in ((100, 2.0), (20, 1.6), (10, 1.2), (5, 0.9), (3, 0.4), (2, 0.25)):
        if value >= least:
            return telling
    return 0.1


def _totals(claim: Claim) -> dict[str, tuple[int, int]]:
    """The largest figure of each measure: parts ("five of them children") are smaller than their total."""
    totals: dict[str, tuple[int, int]] = {}
    for q in claim.quantities:
        ends = [v for v in (q.low, q.high) if v is not None]
        if ends and (q.measure not in totals or max(ends) > totals[q.measure][1]):
            totals[q.measure] = (min(ends), max(ends))
    return totals
