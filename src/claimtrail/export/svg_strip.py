"""The number strip beside a figure: one scale for a whole column, so that ranges can be compared by eye."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from claimtrail.model.claims import Quantity
from claimtrail.model.incidents import Range

_LEFT, _RIGHT = 5.0, 99.0  # pixels of the 104 wide drawing that the scale covers


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is drawn; both None: a word without a number."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """Zero to `top`, with the range of the incident as a band."""

    top: int
    low: int | None = None
    high: int | None = None

    @classmethod
    def of(cls, quantities: Sequence[Quantity], main: Range | None) -> "Scale | None":
        """The scale of a column, or None when fewer than two numbers could be compared."""
        values = [v for q in quantities for v in (q.low, q.high) if v is not None]
        if len(quantities) < 2 or not values or max(values) <= 0:
            return None
        return cls(nice(max(values)), main.low if main else None, main.high if main else None)

    def at(self, value: int) -> float:
        """The pixel of a value."""
        return round(_LEFT + (_RIGHT - _LEFT) * min(value, self.top) / self.top, 1)


def nice(value: int) -> int:
    """The next round number that a scale may end at.

    >>> [nice(v) for v in (3, 21, 26, 130)]
    [5, 25, 30, 150]
    """
    step = 10 ** max(0, len(str(value)) - 1)
    for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10):
        if value <= factor * step and float(factor * step).is_integer():
            return max(5, int(factor * step))
    return value


def strip(figures: Sequence[Figure], scale: Scale | None, party: bool) -> Markup:
    """The strip of one row. Decoration only: the figure beside it is text. Hollow squares speak for a party."""
    if scale is None:
        return Markup()
    parts = [Markup('<line class="axis" x1="5" y1="7" x2="99" y2="7"/>')]
    if scale.low is not None and scale.high is not None and scale.high > scale.low:
        x, width = scale.at(scale.low), round(scale.at(scale.high) - scale.at(scale.low), 1)
        parts.insert(0, Markup('<rect class="band" x="{}" y="0" width="{}" height="14"/>').format(x, width))
    if not figures:
        parts = [Markup('<line class="blank" x1="5" y1="7" x2="99" y2="7"/>')]
    for figure in figures:
        parts.append(_drawn(figure, scale, party))
    body = Markup("").join(parts)
    return Markup('<svg class="strip" viewBox="0 0 104 14" aria-hidden="true">{}</svg>').format(body)


def _drawn(figure: Figure, scale: Scale, party: bool) -> Markup:
    low, high = figure.low, figure.high
    if low is None and high is None:
        return Markup('<line class="blank" x1="5" y1="7" x2="99" y2="7"/>')
    if low is not None and high is not None and low != high:
        return Markup('<line class="span" x1="{}" y1="7" x2="{}" y2="7"/>').format(scale.at(low), scale.at(high))
    value = low if low is not None else high
    x = scale.at(value or 0)
    arrow = Markup()
    if high is None:
        arrow = Markup('<path class="open" d="M{} 7h13m-4-3.5 4 3.5-4 3.5"/>').format(x)
    elif low is None:
        arrow = Markup('<path class="open" d="M{} 7h-13m4-3.5-4 3.5 4 3.5"/>').format(x)
    if party:
        return arrow + Markup('<rect class="party" x="{}" y="3.5" width="7" height="7"/>').format(round(x - 3.5, 1))
    return arrow + Markup('<circle class="dot" cx="{}" cy="7" r="4"/>').format(x)
