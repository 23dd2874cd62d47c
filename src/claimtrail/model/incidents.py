"""What linking and assessing make of claims: incidents, accounts, ranges, disagreements, findings, grades."""

from dataclasses import dataclass
from typing import Literal

from claimtrail.model.claims import PlaceRef, When

GradeLevel = Literal["confirmed", "fair", "weak", "contested", "discounted", "ungraded"]
StrikeStatus = Literal["declared_strike", "likely_strike", "contested_strike", "single_source_claim"]
DisagreementKind = Literal[
    "number", "perpetrator", "responsibility_denied", "place", "date", "victim_status", "whether_it_happened",
]  # fmt: skip
Holds = Literal["agrees", "open", "conflicts"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature that spoke for or against a link, with the values that made it."""

    feature: str
    detail: str  # "3 km apart", "same day, 19 April 2018", "both: 88 sorties"
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims that are held to tell the same incident."""

    left: str  # claim keys, left < right
    right: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims that tell the same act at the same place and time."""

    id: str
    claims: tuple[str, ...]  # claim keys, sorted
    links: tuple[Link, ...] = ()
    version: str = ""  # of the feature table
    parts: tuple[str, ...] = ()  # incidents of which this one is the joint account or the sum


@dataclass(frozen=True, slots=True)
class Root:
    """Somebody on whose own word an account rests."""

    id: str
    name: str
    kind: str  # a source kind; "outlet" when the document speaks in its own voice
    party: str | None  # code of the side it speaks for, None when independent of the parties
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One row a source: the claim, its report, and on whose word. Values are read from the claim."""

    claim: str
    document_id: str
    outlet: str
    root: str  # Root.id
    chain: tuple[str, ...]  # names, root first, the outlet last
    repeats: str | None = None  # claim key of the account that this one only repeats
    copy_of: str | None = None  # document id, when the report is a copy


@dataclass(frozen=True, slots=True)
class Reliance:
    """An edge of the graph of who relied on whom."""

    teller: str  # a name or outlet
    on: str
    kind: Literal["says", "relays", "copies", "denies"]
    document_id: str


@dataclass(frozen=True, slots=True)
class Range:
    """What the accounts say of one measure and group ("killed", "children"), with how it was derived.

    low, high and best are None where no account gives that end as a number.
    """

    measure: str
    group: str  # "all", "civilians", "children", "soldiers", ... or the noun that is counted
    low: int | None
    high: int | None
    best: int | None
    words: tuple[str, ...]  # what was said without a number: "dozens"
    derivation: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One position in a disagreement: a value, and who holds it."""

    value: str
    claims: tuple[str, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Accounts that cannot both be right."""

    kind: DisagreementKind
    summary: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A later figure by the same root: a toll that rose or fell, not a contradiction."""

    root: str
    measure: str
    group: str
    steps: tuple[str, ...]  # "43 (fakes-1, 7 January)", oldest first
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sum that was checked: 27 = 26 + 1; parts that are fewer than the whole."""

    kind: Literal["parts", "log", "overlap", "count"]
    text: str
    holds: Holds
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One rule of the grade and what became of it."""

    rule: str
    outcome: Literal["met", "not met", "not reached", "needs a person"]
    why: str


@dataclass(frozen=True, slots=True)
class Grade:
    """Airwars' published level as a suggestion, with the trace of the rules (docs/methodology)."""

    level: GradeLevel
    rule: str
    trace: tuple[Step, ...]
    strike_status: StrikeStatus | None
    admiralty: str  # "F6", "F2": the letter is for people to set


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of one incident, by whom, with reasons. It lists claims and never replaces them."""

    incident: str
    headline: str  # neutral words: "Air strike, Kelvan"
    event_type: str
    place: PlaceRef | None
    date: When | None
    accounts: tuple[Account, ...]
    roots: tuple[Root, ...]
    reliance: tuple[Reliance, ...]
    ranges: tuple[Range, ...]
    main: Range | None  # the range that the table shows
    disagreements: tuple[Disagreement, ...]
    revisions: tuple[Revision, ...]
    findings: tuple[Finding, ...]
    grade: Grade
    methodology: str  # version of the rules

    @property
    def independent_roots(self) -> int:
        """How many roots there are after copies, families and repeats are collapsed."""
        return len(self.roots)
