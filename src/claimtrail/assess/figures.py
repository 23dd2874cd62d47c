"""Numbers as accounts give them, made comparable: which people or things, which bounds, how surely."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from claimtrail.assess.shares import Share, share_of
from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher
from claimtrail.model.claims import Claim, Quantity

PEOPLE = frozenset({"killed", "injured", "missing", "detained", "displaced", "evacuated"})
PLAIN = frozenset({"sorties", "targets", "strikes", "munitions"})
UNITS = ("tons", "tonnes", "trucks", "lorries", "boxes", "kilograms", "litres", "barrels", "planeloads")
_ROUND = ("about", "around", "some ", "nearly", "almost", "roughly", "approximately", "an estimated", "close to")
_ROUNDING = 0.1  # "about 50" and 54 do not contradict


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one claim. `low`, `high`: None where that end is open; both None for a word ("dozens")."""

    measure: str
    group: str
    low: int | None
    high: int | None
    text: str
    of: str
    claim: str
    rounded: bool
    share: Share = "all"

    @property
    def is_part(self) -> bool:
        """True for a number that says how many of its group at least, and not how many there are in all."""
        return self.share == "more" or (self.share == "some" and self.group == "all")

    @property
    def is_word(self) -> bool:
        """True for "dozens", "several": a word and no number."""
        return self.low is None and self.high is None

    @property
    def said(self) -> str:
        """The figure in plain words: "17", "at least 15", "up to 80", "5-12", "dozens"."""
        if self.is_word:
            return self.text
        if self.high is None:
            return f"at least {self.low}"
        if self.low is None:
            return f"up to {self.high}"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"

    def agrees(self, other: "Figure") -> bool:
        """True when one number could satisfy both: "at least 86" and "86" do, "15" and "18" do not."""
        if self.is_word or other.is_word:
            return True
        low, high = self._ends()
        low2, high2 = other._ends()
        return max(low, low2) <= min(high, high2)

    def _ends(self) -> tuple[float, float]:
        low = 0.0 if self.low is None else float(self.low)
        high = float("inf") if self.high is None else float(self.high)
        return (low * (1 - _ROUNDING), high * (1 + _ROUNDING)) if self.rounded else (low, high)


def figures(claim: Claim) -> tuple[Figure, ...]:
    """The figures of a claim, one for each quantity, totals of people added where the claim gives only parts."""
    made = _others(_with_nouns(tuple(_figure(claim, quantity) for quantity in claim.quantities)))
    return made + tuple(_totals(claim, made))


def _with_nouns(made: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """ "27 commanders, 26 in one raid": a smaller number without a noun counts what the largest one counts."""
    largest: dict[str, Figure] = {}
    for f in made:
        if f.measure in PEOPLE and not f.is_word and _size(f) > _size(largest.get(f.measure, f)) - 1:
            largest[f.measure] = f
    return tuple(
        replace(f, group=largest[f.measure].group)
        if not f.of and f.group == "all" and f.measure in largest and _size(f) < _size(largest[f.measure])
        else f
        for f in made
    )


def _others(made: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """ "11 civilians and seven others": a number of all that is smaller than one of its groups counts other people."""
    known = within()
    total = {f.measure: 0 for f in made if f.measure in PEOPLE}
    for f in made:
        if f.group == "all" and f.measure in total:
            total[f.measure] = max(total[f.measure], _size(f))
    larger = {
        f.measure for f in made
        if f.group != "all" and f.group in known and 0 < total.get(f.measure, 0) < (f.low or 0)
    }  # fmt: skip
    return tuple(
        replace(f, share="more") if f.measure in larger and f.group == "all" and not f.is_word else f for f in made
    )


def _size(figure: Figure) -> int:
    return figure.high or figure.low or 0


def totals(claim: Claim) -> tuple[Figure, ...]:
    """One figure for each measure and group: the largest, since smaller ones of one group are among it.

    "Three children and another child" are four.
    """
    held: dict[tuple[str, str], Figure] = {}
    for f in figures(claim):
        at = (f.measure, f.group)
        before = held.get(at)
        if before is None or before.is_word or (before.is_part and not f.is_part and not f.is_word):
            held[at] = f
        elif f.is_part and not before.is_part:
            continue
        elif "another" in fold(f.text).split() and not f.is_word:
            held[at] = replace(before, low=_plus(before.low, f.low), high=_plus(before.high, f.high))
        elif (f.low or f.high or 0) > (before.low or before.high or 0):
            held[at] = f
    return tuple(held.values())


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def group_of(noun: str | None) -> str:
    """The class of people that a noun names ("all", "civilians", "children" ...), or "" when it names none."""
    hits = _groups().find(fold(noun or ""))
    return hits[-1].value if hits else ""


@cache
def within() -> dict[str, str]:
    """Which class a class is part of: children within civilians, civilians within all."""
    return {
        entry.fields["group"]: entry.fields.get("within", "")
        for entry in load("en/groups")
        if entry.fields["kind"] == "group"
    }


@cache
def _groups() -> Matcher[str]:
    entries = [entry for entry in load("en/groups") if entry.fields["kind"] == "group"]
    return Matcher([(term, entry.fields["group"]) for entry in entries for term in entry.terms])


def _figure(claim: Claim, quantity: Quantity) -> Figure:
    text = fold(quantity.text)
    made = Figure(
        quantity.measure, _group(quantity), quantity.low, quantity.high, quantity.text, quantity.of or "", claim.key,
        any(word in text for word in _ROUND) and quantity.low == quantity.high,
        share_of(claim, quantity) if quantity.measure in PEOPLE else "all",
    )  # fmt: skip
    if made.is_part and made.share == "some" and made.low is not None:
        return replace(made, high=None)
    return made


def _group(quantity: Quantity) -> str:
    noun = fold(quantity.of or "")
    if quantity.measure in PEOPLE:
        return (group_of(noun) or group_of(quantity.text) or noun) if noun or group_of(quantity.text) else "all"
    if quantity.measure in PLAIN:
        return "engagements" if "engagement" in noun else "all"
    unit = next((unit for unit in UNITS if unit in fold(quantity.text).split()), None)
    return unit or noun or "all"


def _totals(claim: Claim, made: tuple[Figure, ...]) -> Iterable[Figure]:
    """Where a claim counts only soldiers, or soldiers and civilians, that is all the people it counts."""
    for measure in sorted({f.measure for f in made} & PEOPLE):
        own = [f for f in made if f.measure == measure]
        if any(f.group == "all" and not f.is_part for f in own):
            continue
        top = _disjoint([f for f in own if f.group != "all"])
        if not top:
            continue
        numbers = [f for f in top if not f.is_word]
        if not numbers:
            yield Figure(measure, "all", None, None, top[0].text, top[0].of, claim.key, False)
            continue
        low = sum(f.low or 0 for f in numbers)
        some = any(f.share != "all" for f in (*top, *(f for f in own if f.group == "all")))
        exact = all(f.high is not None for f in top) and not some
        high = sum(f.high or 0 for f in numbers) if exact else None
        text = " + ".join(f"{f.said} {f.of or f.group}" for f in numbers)
        yield Figure(
            measure, "all", None if all(f.low is None for f in numbers) else low, high, text,
            ", ".join(f.of for f in numbers), claim.key, any(f.rounded for f in numbers), "some" if some else "all",
        )  # fmt: skip


def _disjoint(own: list[Figure]) -> list[Figure]:
    """One figure a group (the widest bounds when a group is counted twice), without groups inside others."""
    by_group: dict[str, Figure] = {}
    for f in own:
        held = by_group.get(f.group)
        if held is None or held.is_word or (f.low or 0) > (held.low or 0):
            by_group[f.group] = f
    inside = within()
    return [f for group, f in by_group.items() if inside.get(group, "all") not in by_group]
