"""Incidents in time: a lane each while they are few, bars a day, week, month or year when they are many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from claimtrail.export import wording

LANES = 24  # more incidents than this are drawn as bars
_GRADES = ("confirmed", "fair", "weak", "contested", "discounted", "ungraded")


@dataclass(frozen=True, slots=True)
class Event:
    """An incident with its days, its grade, and the days on which it was reported."""

    start: date
    end: date
    name: str
    href: str
    grade: str
    reported: tuple[date, ...]


def draw(events: Sequence[Event], width: int) -> Markup:
    """The timeline of dated incidents at a width in pixels; nothing when there are none."""
    if not events:
        return Markup()
    return _lanes(events, width) if len(events) <= LANES else _bars(events, width)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days to pixels, each day with a width of its own."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The left border of a day."""
        days = (self.last - self.first).days + 1
        return round(self.left + (self.right - self.left) * (day - self.first).days / days, 1)

    @property
    def day_width(self) -> float:
        """Pixels a day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)


def _ticks(axis: _Axis, room: float) -> list[tuple[date, str]]:
    """Days that get a label, no closer than `room` pixels."""
    span = (axis.last - axis.first).days + 1
    fits = max(1, int((axis.right - axis.left) / room))
    if span <= 90:
        step = max(1, -(-span // fits))
        days = [axis.first + timedelta(days=n) for n in range(0, span, step)]
        year = axis.first.year != axis.last.year
        return [(d, wording.day(d, year=year or n == 0)) for n, d in enumerate(days)]
    months = [m for m in _months(axis.first, axis.last) if m >= axis.first]
    if len(months) <= 30:
        step = max(1, -(-len(months) // fits))
        return [(m, wording.month(m)) for m in months[::step]]
    years = [m for m in months if m.month == 1]
    step = max(1, -(-len(years) // fits))
    return [(y, str(y.year)) for y in years[::step]]


def _months(first: date, last: date) -> list[date]:
    """The first days of all months from the month of `first` to that of `last`."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(n // 12, n % 12 + 1, 1) for n in numbers]


def _lanes(events: Sequence[Event], width: int) -> Markup:
    """A lane an incident: its days as a filled mark, the days of its reports as open ones."""
    wide = width >= 600
    left, row, top = (300.0, 26, 26) if wide else (6.0, 42, 26)
    days = [d for e in events for d in (e.start, e.end, *e.reported)]
    axis = _Axis(min(days), max(days), left, width - 10.0)
    height = top + row * len(events) + 6
    parts = []
    for day, text in _ticks(axis, 84):
        x = axis.x(day)
        if x + 7 * len(text) > width:
            continue
        parts.append(Markup('<line class="c-grid" x1="{0}" y1="18" x2="{0}" y2="{1}"/>').format(x, height))
        parts.append(Markup('<text class="t3" x="{}" y="12">{}</text>').format(x, text))
    for n, event in enumerate(events):
        y = top + row * n + (12 if wide else 28)
        parts.append(_lane(event, axis, y, wide))
    return _svg(width, height, parts, "Incidents and the days of their reports")


def _lane(event: Event, axis: _Axis, y: int, wide: bool) -> Markup:
    room = 44 if wide else 54
    name = event.name if len(event.name) <= room else event.name[: room - 1] + "…"
    half = axis.day_width / 2
    x1, x2 = axis.x(event.start), axis.x(event.end) + axis.day_width
    parts = [Markup('<line class="c-grid" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(axis.left, y, axis.right, y)]
    mark = event.start == event.end or x2 - x1 < 10
    ring = Markup('<circle class="p-old" cx="{}" cy="{}" r="{}"/>')
    rings = [  # wider where it is the day of the incident, whose mark lies inside
        ring.format(round(axis.x(day) + half, 1), y, 8 if mark and axis.x(day) <= x1 <= axis.x(day) + half else 4)
        for day in sorted(set(event.reported))
    ]
    if mark:
        middle = round((x1 + x2) / 2, 1)
        square = Markup('<rect class="p-ind" x="{}" y="{}" width="9" height="9"/>').format(middle - 4.5, y - 4.5)
        parts.extend((*rings, square))
    else:
        bar = Markup('<rect class="p-ind" x="{}" y="{}" width="{}" height="6"/>')
        parts.extend((bar.format(x1, y - 3, round(x2 - x1, 1)), *rings))
    text = Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
        "tl", 18 if wide else 20, y + 4 if wide else y - 12, name
    )
    shape = Markup('<svg class="g-{0}" x="0" y="{1}" width="13" height="13"><use href="#g-{0}"/></svg>')
    shape = shape.format(event.grade, y - 6.5 if wide else y - 22.5)
    told = f"{event.name}, {wording.label(wording.GRADES, event.grade)}"
    inner = Markup("").join((Markup("<title>{}</title>").format(told), shape, text, *parts))
    return Markup('<a href="{}">{}</a>').format(event.href, inner)


def _bins(first: date, last: date) -> tuple[list[date], Callable[[date], date], str]:
    """Starts of the bars, the bar of a day, and what a bar stands for."""
    span = (last - first).days + 1
    if span <= 62:
        return [first + timedelta(days=n) for n in range(span)], lambda d: d, "a day"
    if span <= 62 * 7:
        monday = first - timedelta(days=first.weekday())
        weeks = [monday + timedelta(days=n) for n in range(0, (last - monday).days + 1, 7)]
        return weeks, lambda d: d - timedelta(days=d.weekday()), "a week"
    if span <= 62 * 31:
        return _months(first, last), lambda d: d.replace(day=1), "a month"
    years = [date(y, 1, 1) for y in range(first.year, last.year + 1)]
    return years, lambda d: d.replace(month=1, day=1), "a year"


def _bars(events: Sequence[Event], width: int) -> Markup:
    """Bars of incidents by their first day, stacked by grade; each bar leads to its first incident."""
    height, base, top = 150, 122, 24
    starts, bar_of, each = _bins(min(e.start for e in events), max(e.start for e in events))
    piles: dict[date, list[Event]] = {s: [] for s in starts}
    for event in events:
        piles[bar_of(event.start)].append(event)
    highest = max(len(p) for p in piles.values())
    slot = (width - 40) / len(starts)
    parts = [
        Markup('<text class="t2" x="0" y="12">Incidents {}</text>').format(each),
        Markup('<line class="c-axis" x1="34" y1="{0}" x2="{1}" y2="{0}"/>').format(base, width - 6),
        Markup('<text class="t3 te" x="28" y="{}">{}</text>').format(top + 8, highest),
        Markup('<text class="t3 te" x="28" y="{}">0</text>').format(base + 4),
    ]
    room, last_label = 62.0, -100.0
    for n, start in enumerate(starts):
        x = 34 + slot * n
        pile = sorted(piles[start], key=lambda e: _GRADES.index(e.grade) if e.grade in _GRADES else len(_GRADES))
        if pile:
            parts.append(_bar(pile, x, slot, (base - top) / highest, base))
        if x - last_label >= room and x + room - 10 <= width:
            parts.append(Markup('<text class="t3" x="{}" y="{}">{}</text>').format(
                round(x, 1), base + 18, _bar_name(start, each)))  # fmt: skip
            last_label = x
    return _svg(width, height, parts, f"Number of incidents {each}")


def _bar(pile: Sequence[Event], x: float, slot: float, unit: float, base: int) -> Markup:
    parts = []
    y = float(base)
    for grade in _GRADES:
        count = sum(1 for e in pile if e.grade == grade)
        if count:
            y -= unit * count
            rect = Markup('<rect class="b-{}" x="{}" y="{}" width="{}" height="{}"/>')
            left, wide = round(x + slot * 0.08, 1), round(slot * 0.84, 1)
            parts.append(rect.format(grade, left, round(y, 1), wide, round(unit * count, 1)))
    first = min(pile, key=lambda e: (e.start, e.href))
    told = f"{wording.counted(len(pile), 'incident')} from {wording.day(first.start)}"
    return Markup('<a href="{}"><title>{}</title>{}</a>').format(first.href, told, Markup("").join(parts))


def _bar_name(start: date, each: str) -> str:
    if each == "a year":
        return str(start.year)
    return wording.month(start) if each == "a month" else wording.day(start, year=False)


def _svg(width: int, height: float, parts: Sequence[Markup], name: str) -> Markup:
    return Markup('<svg class="plot" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        width, height, name, Markup("").join(parts)
    )
