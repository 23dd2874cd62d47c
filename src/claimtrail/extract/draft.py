"""An event as first read in one stretch of text, before drafts that tell the same are joined into a claim."""

from dataclasses import dataclass, field

from claimtrail.lexicon.matcher import Hit
from claimtrail.model.claims import Party
from claimtrail.model.mentions import DateMention, PlaceMention, QuantityMention, SourceMention
from claimtrail.model.spans import Span


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word of en/triggers.toml means."""

    id: str
    type: str
    form: str  # noun, verb, agent
    strength: str  # strong, weak, casualty


TriggerHit = Hit[Trigger]


@dataclass(frozen=True, slots=True)
class Draft:
    """One event in one stretch of text with the slots found there. `rules` tells how each was found."""

    sentence: int  # index into the sentences of the page
    span: Span  # the stretch: the evidence
    event_type: str
    triggers: tuple[TriggerHit, ...]
    stance: str = "asserted"
    actor: Party | None = None
    target: Party | None = None
    place: PlaceMention | None = None
    other_places: tuple[PlaceMention, ...] = ()
    date: DateMention | None = None
    quantities: tuple[QuantityMention, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    inherited: bool = False  # the type came from another sentence ("the attack killed 5")
    again: bool = False  # "the attack": an event that was told before
    weak: bool = False  # headline: it only repeats what the body tells
    rules: tuple[str, ...] = field(default=())
