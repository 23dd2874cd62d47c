"""Low, high and best of each measure and group, one vote a root, with the derivation in words.

low and high follow Airwars' practice (lowest and highest figure of the sources); best follows the rule of the
Uppsala Conflict Data Program: the most supported figure, the lower one where no source is more reliable.
"""

from collections.abc import Mapping, Sequence

from claimtrail.assess.figures import Figure, within
from claimtrail.assess.roots import independent
from claimtrail.assess.votes import Key, Vote
from claimtrail.model.incidents import Range

# which measure the table shows when nobody is said to be killed
MAIN = (
    "killed", "injured", "missing", "detained", "displaced", "evacuated", "delivered", "sorties", "strikes", "targets",
    "munitions", "destroyed", "damaged", "taken", "other",
)  # fmt: skip


def ranges(found: Mapping[Key, tuple[Vote, ...]]) -> tuple[Range, ...]:
    """A range for each measure and group, the main measures first, totals before parts.

    A noun that names no class ("a shepherd") gets none where it says no more than the range of all.
    """
    every = [_range(measure, group, all_votes) for (measure, group), all_votes in found.items()]
    totals = {r.measure: (r.low, r.high, r.words, r.claims) for r in every if r.group == "all"}
    made = [
        r for r in every
        if r.group in ("all", *within()) or (r.low, r.high, r.words, r.claims) != totals.get(r.measure)
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda r: (MAIN.index(r.measure), r.group != "all", r.group)))


def main_range(made: Sequence[Range]) -> Range | None:
    """The range that the table shows: killed if anybody is said to be, else the most telling measure."""
    numbered = [r for r in made if r.low is not None or r.high is not None]
    told = numbered or list(made)
    return told[0] if told else None


def _range(measure: str, group: str, all_votes: tuple[Vote, ...]) -> Range:
    figures = [f for vote in all_votes for f in vote.latest]
    numbers = [f for f in figures if not f.is_word]
    words = tuple(sorted({f.text for f in figures if f.is_word}))
    derivation = [f"{vote.root.name}: {vote.shown}{_before(vote)}" for vote in all_votes]
    low = min((f.low for f in numbers if f.low is not None), default=None)
    high = max((top for f in numbers if (top := _top(f)) is not None), default=None)
    if low is not None and high is not None and low > high:
        low = high
    if numbers:
        derivation.append(f"low {_or_open(low)}, high {_or_open(high)}: the lowest and the highest figure said")
    if high is not None and all(f.high is None for f in numbers if _top(f) == high):
        derivation.append(f"{high} was said as a lower bound, the true number may be higher")
    best, why = _best(all_votes)
    derivation.append(why)
    claims = tuple(sorted({f.claim for f in figures}))
    return Range(measure, group, low, high, best, words, tuple(derivation), claims)


def _before(vote: Vote) -> str:
    return f" (before: {', '.join(dict.fromkeys(f.said for f in vote.earlier))})" if vote.earlier else ""


def _top(figure: Figure) -> int | None:
    return figure.high if figure.high is not None else figure.low


def _or_open(value: int | None) -> str:
    return "open" if value is None else str(value)


def _best(all_votes: tuple[Vote, ...]) -> tuple[int | None, str]:
    """The figure that most roots could agree to; independent roots before parties; the lower one when tied."""
    numbered = [v for v in all_votes if any(not f.is_word and f.low is not None for f in v.latest)]
    if not numbered:
        return None, "best: none, nobody gives a number that is more than an upper bound"
    unbound = [v for v in numbered if independent(v.root)]
    voters = unbound or numbered
    candidates = sorted({f.low for v in voters for f in v.latest if f.low is not None})
    support = {c: sum(_supports(v, c) for v in voters) for c in candidates}
    best = min(candidates, key=lambda c: (-support[c], c))
    who = "independent roots" if unbound else "roots, all of which speak for a party"
    tied = sum(1 for c in candidates if support[c] == support[best]) > 1
    rule = "; tied, so the lower figure" if tied else ""
    return best, f"best {best}: {support[best]} of {len(voters)} {who} fit it{rule}"


def _supports(vote: Vote, value: int) -> bool:
    point = Figure("", "", value, value, "", "", "", rounded=False)
    return any(not f.is_word and f.agrees(point) for f in vote.latest)
