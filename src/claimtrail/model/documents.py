"""Reports as they travel: a document whose text never changes, its marked parts, its copies."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from claimtrail.model.spans import Span

CopyKind = Literal["exact", "near", "trimmed", "update"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of the text that is not the report: a comment form, a share line, a biography."""

    span: Span
    kind: str  # id of the lexicon entry in data/en/boilerplate.toml


@dataclass(frozen=True, slots=True)
class Dated:
    """A publication date and where it came from."""

    day: date
    basis: Literal["listed", "dateline", "meta", "url", "file"]
    span: Span | None = None  # for a date line inside the text


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `text` is title, newline, body of the original: every offset counts into it, for ever.

    A plain text file is split at its first line end, so its text is the file itself. Cleaning marks
    spans (`furniture`) and never edits characters.
    """

    id: str
    text: str
    title_end: int  # text[:title_end] is the title, text[title_end + 1:] the body
    outlet: str | None = None
    family: str | None = None  # publisher family, when two outlets belong to one house
    author: str | None = None
    published: Dated | None = None
    dates: tuple[Dated, ...] = ()  # every publication date found, the chosen one first
    url: str | None = None
    language: str | None = None  # ISO 639-1
    language_confidence: float | None = None
    name: str = ""  # the input it came from, as a user would name it
    sha256: str = ""  # of the original bytes
    media_type: str = "text/plain"
    furniture: tuple[Furniture, ...] = ()
    copy_of: str | None = None  # id of the document this one copies
    copy_kind: CopyKind | None = None
    copy_degree: float | None = None  # share of this text that stands in the other, 0 to 1
    root: str | None = None  # id of the first document of the group of copies
    extra: dict[str, str] = field(default_factory=dict)  # fields of the input that have no place above

    @property
    def title(self) -> str:
        """The headline, possibly empty."""
        return self.text[: self.title_end]

    @property
    def body(self) -> str:
        """The text after the headline."""
        return self.text[self.title_end + 1 :]

    @property
    def published_on(self) -> date | None:
        """The day of publication, if known."""
        return self.published.day if self.published else None


@dataclass(frozen=True, slots=True)
class CopyMember:
    """A document of a group of copies: how it relates to the group's root."""

    document_id: str
    kind: CopyKind
    containment: float  # share of its word 5-grams that stand in the root, 0 to 1


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents that carry the same text: the root is the earliest, or the one that the others credit."""

    root: str
    members: tuple[CopyMember, ...]  # the root itself is not listed
