"""What became of an input that did not pass: nothing disappears silently."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["read", "clean", "copies", "annotate", "extract", "link", "assess", "store"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A dropped record. `id` is the input, the document or the claim; `reason` is a plain sentence."""

    id: str
    stage: Stage
    reason: str
