"""What is done to one document after the other: frozen configurations small enough to send to a worker."""

import mmap
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.mentions import Annotated
from claimtrail.model.outcomes import Rejected, Stage

if TYPE_CHECKING:
    from claimtrail.lexicon.gazetteer import Gazetteer

Work = Callable[[Iterable[Any]], Iterator[object]]

# Below this the language of a short text is a guess, and a report must not be lost to a guess.
SURE_OF_LANGUAGE = 0.9
# Characters without an end of a sentence or a line: no report has so many, and the work grows with their square.
LONGEST_SENTENCE = 20_000
_END = re.compile(r"[.!?\r\n]")
_ENGLISH = ("en", "eng", "english")  # inputs name it in many ways: "en-GB", "English"


class MapStage(Protocol):
    """A step that sees one record at a time. An engine runs it and needs to know nothing else.

    Records of the type `takes` are worked on, all others pass by unchanged. `open` is called once a worker:
    it loads what is heavy and returns the function that does the work. What comes out are records and Rejected.
    """

    @property
    def name(self) -> Stage:
        """The name of the stage, as reports and Rejected give it."""

    @property
    def takes(self) -> type:
        """The type of record that the stage works on."""

    @property
    def rooms(self) -> tuple[str, ...]:
        """The packages whose code decides what comes out: part of the fingerprint."""

    def open(self) -> Work:
        """Loads what is heavy; returns records -> records and Rejected."""


@dataclass(frozen=True, slots=True)
class Clean:
    """Marks furniture, date line, language and the outlet's house: Document to Document."""

    name: Stage = "clean"
    takes: type = Document
    rooms: tuple[str, ...] = ("clean",)

    def open(self) -> Work:
        """Imported here and not above, so that only a worker loads it."""
        from claimtrail.clean import clean
        from claimtrail.lexicon.sources import family_of

        def work(documents: Iterable[Document]) -> Iterator[object]:
            """A cleaned document for each, with the house that its outlet belongs to."""
            for document in map(clean, documents):
                family = document.family or (family_of(document.outlet) if document.outlet else None)
                yield replace(document, family=family)

        return work


@dataclass(frozen=True, slots=True)
class Annotate:
    """Finds the mentions: Document to the same Document and its Annotated.

    Other languages are rejected, and texts without an end of a sentence.
    """

    name: Stage = "annotate"
    takes: type = Document
    rooms: tuple[str, ...] = ("annotate",)
    gazetteer: str | None = None  # a file of the compiled gazetteer; None: compile it (seconds, in each worker)

    def open(self) -> Work:
        """Imported here and not above, so that only a worker loads it."""
        from claimtrail.annotate import annotate

        gazetteer = mapped_gazetteer(self.gazetteer) if self.gazetteer else None

        def work(documents: Iterable[Document]) -> Iterator[object]:
            """Each document, and its mentions or why it has none."""
            for document in documents:
                yield document
                reason = foreign(document) or endless(document)
                yield Rejected(document.id, "annotate", reason) if reason else annotate(document, gazetteer)

        return work


@dataclass(frozen=True, slots=True)
class Extract:
    """Makes the claims: Annotated to Claim, with a Rejected for each claim that the evidence gate stopped."""

    name: Stage = "extract"
    takes: type = Annotated
    rooms: tuple[str, ...] = ("extract",)

    def open(self) -> Work:
        """Imported here and not above, so that only a worker loads it."""
        from claimtrail.extract import extract

        def work(annotated: Iterable[Annotated]) -> Iterator[object]:
            """The claims of each, and those that did not pass."""
            for one in annotated:
                claims, rejected = extract(one)
                yield from _once(claims)
                yield from rejected

        return work


def _once(claims: Iterable[Claim]) -> Iterator[Claim | Rejected]:
    """Ids come from the quotes: a report that carries its text twice tells the same claim twice."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            yield Rejected(claim.key, "extract", "the report says the same again in the same words; it counts once")
        else:
            seen.add(claim.id)
            yield claim


def mapped_gazetteer(path: str) -> "Gazetteer":
    """The gazetteer in a file of `Gazetteer.compiled`, searched where it lies.

    Raises LexiconError for the file of another version, OSError or ValueError for one that cannot be mapped.
    """
    from claimtrail.lexicon.gazetteer import Gazetteer

    with Path(path).open("rb") as file:
        return Gazetteer.from_index(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def foreign(document: Document) -> str | None:
    """Why the document cannot be annotated yet because of its language; None where it can."""
    if document.language is None or document.language.lower().replace("_", "-").partition("-")[0] in _ENGLISH:
        return None
    sure = document.language_confidence
    if sure is not None and sure < SURE_OF_LANGUAGE:
        return None
    how_sure = "" if sure is None else f", {sure:.0%} sure"
    return f"its language is {document.language!r}{how_sure}: only English is read so far; the text is kept"


def endless(document: Document) -> str | None:
    """Why the document cannot be annotated because it has no sentences; None where it can."""
    if max(map(len, _END.split(document.text))) <= LONGEST_SENTENCE:
        return None
    return f"it runs on for over {LONGEST_SENTENCE:,} characters without a full stop or a line end; break it into lines"
