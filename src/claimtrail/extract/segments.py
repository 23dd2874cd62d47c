"""Cuts a sentence into stretches of one event each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimtrail.extract.draft import TriggerHit
from claimtrail.extract.page import Page, within
from claimtrail.extract.stance import stance_of
from claimtrail.model.mentions import Sentence
from claimtrail.model.spans import Span

# Words before which a new event may begin. "killing", "leaving" and "wounding" carry the same event on.
_CUT = re.compile(
    r"[;:]\s+|\s[–—-]\s|,?\s(?=(?:while|whereas|after|before|when|as|but|although|though|following|since then|"
    r"which|who|where|adding that|and that|meanwhile|elsewhere|in response to|"
    r"after which|and also|as well as)\s)|,\s(?=and\s)|"
    r"\s(?=and\s(?:the|an?|its|their|\w+\s(?:forces|army|jets|warplanes|fighters|rebels|troops|militants))\s?)"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence and the triggers that stand in it."""

    span: Span
    triggers: tuple[TriggerHit, ...]

    @property
    def strong(self) -> list[TriggerHit]:
        """Triggers that tell of an event by themselves."""
        return [t for t in self.triggers if t.value.strength == "strong"]


def segments(page: Page, sentence: Sentence, triggers: Sequence[TriggerHit]) -> list[Segment]:
    """Stretches that each bear one event, in text order; empty when the sentence bears none."""
    inside = within(triggers, sentence.span)
    if not inside:
        return []
    pieces = [_segment(inside, span) for span in _pieces(page, sentence.span)]
    joined: list[Segment] = []
    carried: Segment | None = None  # a stretch without an event, waiting for one to belong to
    for piece in pieces:
        if carried is not None:
            piece, carried = _join(carried, piece), None
        if not _bears(page, piece):
            if joined:
                joined[-1] = _join(joined[-1], piece)
            else:
                carried = piece
        elif joined and _same_event(page, joined[-1], piece):
            joined[-1] = _join(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _pieces(page: Page, span: Span) -> list[Span]:
    cuts = [span.start]
    for match in _CUT.finditer(page.folded, span.start, span.end):
        if match.end() > cuts[-1]:
            cuts.append(match.end())
    cuts.append(span.end)
    return [Span(a, b) for a, b in pairwise(cuts) if b > a]


def _segment(triggers: Sequence[TriggerHit], span: Span) -> Segment:
    return Segment(span, tuple(within(triggers, span)))


def _join(left: Segment, right: Segment) -> Segment:
    return Segment(Span(left.span.start, right.span.end), left.triggers + right.triggers)


def _bears(page: Page, piece: Segment) -> bool:
    """True when the stretch can stand as an event of its own."""
    if piece.strong:
        return True
    kinds = {t.value.strength for t in piece.triggers if t.value.form != "agent"}
    if "reference" in kinds:
        said = next(t.span for t in piece.triggers if t.value.strength == "reference")
        if stance_of(page, piece.span, said)[0] == "denied":
            return True
    if "weak" in kinds:
        return bool(page.actors(piece.span) or page.quantities(piece.span))
    return "casualty" in kinds and any(q.measure for q in page.quantities(piece.span))


def _same_event(page: Page, left: Segment, right: Segment) -> bool:
    """True when the second stretch only carries the first one's event on."""
    if not left.strong or not right.strong:
        return not _own_place_and_number(page, left, right)
    if {t.value.type for t in left.strong} & {t.value.type for t in right.strong}:
        return not (_places(page, left) and _places(page, right)) or bool(_places(page, left) & _places(page, right))
    return False


def _places(page: Page, piece: Segment) -> set[str]:
    return {p.name for p in page.places(piece.span) if p.precision not in ("country", "region")}


def _own_place_and_number(page: Page, left: Segment, right: Segment) -> bool:
    """Both stretches name a place of their own and give numbers: two events told in one breath."""
    apart = _places(page, left) and _places(page, right) and not _places(page, left) & _places(page, right)
    return bool(apart) and all(any(q.measure for q in page.quantities(x.span)) for x in (left, right))
