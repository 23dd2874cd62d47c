"""What annotation finds: typed mentions with their characters and normalised values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from claimtrail.model.documents import Document
from claimtrail.model.spans import Span

# Precision of a place, finest first (docs/methodology: one scale, four exports).
PlacePrecision = Literal[
    "site", "landmark", "neighbourhood", "settlement", "near", "adm2", "adm1", "region", "country", "sea",
]  # fmt: skip
# Precision of a time interval.
DatePrecision = Literal["day", "days", "week", "month", "season", "year", "decade"]
SentenceKind = Literal["title", "body", "item", "heading", "caption"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that stands for one. Sentences do not overlap; furniture has none."""

    span: Span
    paragraph: int  # sentences of one paragraph share it; the title is paragraph 0
    kind: SentenceKind = "body"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place. Without an entry of the gazetteer, `place_id`, `lat` and `lon` are None."""

    span: Span
    text: str
    name: str  # canonical name
    place_id: str | None
    lat: float | None
    lon: float | None
    admin1: str | None
    country: str | None  # ISO 3166-1 alpha-2
    precision: PlacePrecision
    role: Literal["place", "seat", "part_of_name"] = "place"  # "Moscow said" is a seat, not where it happened


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression. `start` and `end` are inclusive; both None with a `reason` when it cannot be placed."""

    span: Span
    text: str
    start: date | None
    end: date | None
    precision: DatePrecision | None
    reason: str | None = None  # why it has no interval
    of: Literal["event", "statement", "unknown"] = "unknown"  # "said on Monday" dates the statement


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A counted thing. null, 0 and "dozens" differ: dozens has low None, high None and its word as text."""

    span: Span  # the number expression with its qualifier: "at least 15"
    text: str
    low: int | None
    high: int | None
    measure: str | None  # one of model.claims.MEASURES, None when nothing nearby says what is counted
    of: str | None = None  # the noun counted, verbatim
    of_span: Span | None = None
    cue_span: Span | None = None  # the word that gave the measure ("killed")
    part_of: Span | None = None  # span of the total that this is a part of ("126, including 68 children")
    superseded: bool = False  # "up from 112"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A party, force or group of people. `text` is the source's wording, `name` the canonical one."""

    span: Span  # the noun phrase as far as it names the actor: "Russian warplanes"
    text: str
    actor_id: str | None
    name: str
    code: str  # the coarse side, one of model.claims.ACTOR_CODES
    loaded: bool = False  # the wording takes sides ("terrorists", "regime")


@dataclass(frozen=True, slots=True)
class SourceMention:
    """Somebody who can be quoted: an agency, a monitor, a spokesman, "residents"."""

    span: Span
    text: str
    source_id: str | None
    name: str  # canonical: a spokesman bears the name of the organisation
    kind: str  # one of model.claims.SOURCE_KINDS
    family: str | None = None  # publisher family or party that it belongs to


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its sentences and mentions, each list in text order."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    notes: tuple[str, ...] = field(default=())  # what annotation could not do, and why
