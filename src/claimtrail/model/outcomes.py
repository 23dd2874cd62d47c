"""What became of an input, and what people decided: nothing disappears silently, nothing is erased."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["read", "clean", "copies", "annotate", "extract", "link", "assess", "store"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A dropped record. `id` is the input, the document or the claim; `reason` is a plain sentence."""

    id: str
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on a subject (a claim key, an incident id, a source), keyed by content."""

    kind: str  # accept, reject, correct, link, unlink, grade, note, ...
    subject: str
    value: str
    who: str
    when: str  # UTC, ISO 8601
    why: str
    undoes: str | None = None
