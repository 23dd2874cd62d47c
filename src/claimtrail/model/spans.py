"""Where a value stands: half-open character ranges into the text of a document, and quoted evidence."""

from dataclasses import dataclass

from claimtrail.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive), counted in Unicode code points of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise EvidenceError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """True when the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True when `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` that this span points to."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote of a document.

    Invariant, held by the evidence gate: `document.text[span] == text`. `span` is None only for claims
    that came from elsewhere (a spreadsheet, a gold file) and whose document is not at hand.
    """

    document_id: str
    span: Span | None
    text: str
