"""Chooses the filler of a slot among options by named features with fitted weights (`models/*.toml`).

Every option is scored by the log-odds that it is right; the best one above the cut wins, else the slot stays
empty: a wrong value hurts more than a missing one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimtrail.lexicon.load import weights

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """A possible filler of a slot, what holds for it, and the rule that a reader is shown."""

    value: T
    features: tuple[str, ...]
    rule: str
    sure: bool = False  # the text leaves no choice ("carried out by X"): it wins without weights


def best(slot: str, options: Iterable[Option[T]], cut: float) -> Option[T] | None:
    """A sure option, else the one with the highest log-odds, the first of equals; None when all stay below `cut`."""
    table = weights(slot)
    chosen: Option[T] | None = None
    highest = cut
    for option in options:
        if option.sure:
            return option
        odds = table["bias"] + sum(table.get(name, 0.0) for name in option.features)
        if odds > highest:
            chosen, highest = option, odds
    return chosen
