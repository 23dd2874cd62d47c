"""A claim: one source's account of one event. The public form is described in docs/reference/claims.md."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from claimtrail.model.mentions import DatePrecision, PlacePrecision
from claimtrail.model.spans import Evidence, Span

EventType = Literal[
    "air_strike", "shelling", "ied", "suicide_bomb", "chemical_weapon", "armed_clash", "attack",
    "territory_gained", "abduction", "supply", "shootdown", "withdrawal", "agreement", "toll", "other_violence",
]  # fmt: skip
Stance = Literal["asserted", "denied", "uncertain", "planned"]
Measure = Literal[
    "killed", "injured", "missing", "detained", "displaced", "sorties", "strikes", "munitions", "targets",
    "destroyed", "damaged", "taken", "delivered", "evacuated", "other",
]  # fmt: skip
SourceKind = Literal[
    "state_official", "state_media", "armed_group", "monitor_ngo", "news_media", "intl_org", "local_source",
    "unnamed_official", "other",
]  # fmt: skip

EVENT_TYPES: tuple[str, ...] = get_args(EventType)
STANCES: tuple[str, ...] = get_args(Stance)
MEASURES: tuple[str, ...] = get_args(Measure)
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)
ACTOR_CODES: tuple[str, ...] = (
    "RUSSIA", "USA", "US_COALITION", "SYRIA_GOV", "IRAQ_GOV", "SDF", "KURDS_IRAQ", "TURKEY", "ISRAEL", "IRAN",
    "HEZBOLLAH", "ISIS", "NUSRA", "OPPOSITION", "ARMED_UNSPEC", "CIVILIANS", "SAUDI_COALITION", "HOUTHIS",
    "UKRAINE", "HAMAS", "RSF", "SAF", "TALIBAN", "AFGHAN_GOV", "JORDAN", "LEBANON", "UN", "INFRASTRUCTURE", "OTHER",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Who is said to have done it, or who or what was hit, in the source's words and as a coarse side."""

    text: str
    code: str | None
    span: Span | None = None
    actor_id: str | None = None  # entry of the lexicon
    name: str | None = None  # canonical name


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """Where it is said to have happened."""

    text: str
    admin1: str | None = None
    country: str | None = None
    span: Span | None = None
    name: str | None = None  # canonical name
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When the event is said to have happened; both ends inclusive. `text` is None when it is inherited."""

    start: date
    end: date
    text: str | None = None
    span: Span | None = None
    precision: DatePrecision | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number the source gives. "at least 15": low 15, high None; "dozens": both None and the word as text."""

    measure: str
    low: int | None
    high: int | None
    text: str
    of: str | None = None
    span: Span | None = None
    of_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain of word: who said it, or who passed it on."""

    text: str
    name: str
    kind: str
    span: Span | None = None
    source_id: str | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's account of one event within one document.

    `attribution` runs from the root to the one nearest to the document; empty: the document's own voice.
    `rules` names what made the claim, so that every decision can be explained.
    """

    id: str  # unique within the document
    document_id: str
    evidence: tuple[Evidence, ...]  # most important first
    event_type: str
    stance: str = "asserted"
    actor: Party | None = None
    target: Party | None = None
    place: PlaceRef | None = None
    other_places: tuple[str, ...] = ()
    date: When | None = None
    no_date: str | None = None  # why `date` is None
    quantities: tuple[Quantity, ...] = ()
    attribution: tuple[Source, ...] = ()
    denies: str | None = None  # id of the claim in the same document that this one denies
    same_event: str | None = None  # id of an earlier claim in the document that the text says is the same act
    rules: tuple[str, ...] = ()
    extractor: str = ""

    @property
    def key(self) -> str:
        """The claim's name over all documents: `document#claim`."""
        return f"{self.document_id}#{self.id}"
