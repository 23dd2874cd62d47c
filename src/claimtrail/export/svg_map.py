"""The small map: points only where a place can be pointed at, rings and hatched marks for the rest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from claimtrail.model.claims import PlaceRef

_POINTS = ("site", "landmark", "neighbourhood", "settlement")
_AREAS = ("adm1", "region", "country", "sea")
_WIDTH, _HEIGHT, _LESS, _PAD = 384, 300, 170, 36
_TOUCH = 15  # pixels under which marks of one kind become one
_FAR, _MAPS = 8.0, 3  # degrees between groups of places that get maps of their own; maps at most
_STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_CHAR = 6.3  # average width of a character of a label, in pixels


@dataclass(frozen=True, slots=True)
class Pin:
    """A place with the incidents there; `href` leads to the first of them."""

    place: PlaceRef
    count: int
    href: str
    more: int = 0  # places beside it that share its mark

    @property
    def name(self) -> str:
        """The place's canonical name, or what the report calls it, with the number of places that share the mark."""
        own = self.place.name or self.place.text
        return f"{own} and {self.more} more" if self.more else own


@dataclass(frozen=True, slots=True)
class _Frame:
    """Degrees to pixels, equirectangular, true to scale at the middle latitude."""

    west: float
    north: float
    scale_x: float  # pixels a degree
    scale_y: float
    height: int

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """The pixel of a place."""
        return (round((lon - self.west) * self.scale_x, 1), round((self.north - lat) * self.scale_y, 1))

    @property
    def east(self) -> float:
        """The degree of the right edge."""
        return self.west + _WIDTH / self.scale_x

    @property
    def south(self) -> float:
        """The degree of the lower edge."""
        return self.north - self.height / self.scale_y


def draw(pins: Sequence[Pin]) -> Markup:
    """A map for each of the fullest groups of pins; nothing when there are none.

    Every mark is a link and has its name as text. Pins of smaller far-off groups are left to `elsewhere`.
    """
    drawn, _ = _split(pins)
    return Markup("").join(_drawn(group, _HEIGHT if n == 0 else _LESS) for n, group in enumerate(drawn))


def elsewhere(pins: Sequence[Pin]) -> list[Pin]:
    """Pins that lie too far from the others to be drawn with them, by name."""
    _, left = _split(pins)
    return sorted((p for group in left for p in group), key=lambda p: (p.name, p.href))


def _split(pins: Sequence[Pin]) -> tuple[list[list[Pin]], list[list[Pin]]]:
    """Groups with a map of their own, and the rest: a lone place far off needs no map unless it is one of two."""
    groups = _groups(pins)
    worth = [g for n, g in enumerate(groups) if n == 0 or len(groups) == 2 or len(g) > 1][:_MAPS]
    return worth, [g for g in groups if g not in worth]


def _groups(pins: Sequence[Pin]) -> list[list[Pin]]:
    """Pins that are near each other, directly or over others; the fullest group first."""
    groups: list[list[Pin]] = []
    for pin in sorted(pins, key=lambda p: (_coordinates(p), p.name, p.href)):
        near = [g for g in groups if any(_apart(pin, other) <= _FAR for other in g)]
        groups = [g for g in groups if g not in near]
        groups.append([*(other for g in near for other in g), pin])
    return sorted(groups, key=lambda g: (-sum(p.count for p in g), _coordinates(g[0])))


def _apart(one: Pin, other: Pin) -> float:
    """Degrees between two pins, the larger of east-west and north-south."""
    a, b = _coordinates(one), _coordinates(other)
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def _drawn(pins: Sequence[Pin], height: int) -> Markup:
    frame = _frame([_coordinates(p) for p in pins], height)
    land = Markup('<rect class="m-land" x=".5" y=".5" width="{}" height="{}"/>')
    parts = [land.format(_WIDTH - 1, height - 1), *_graticule(frame)]
    order = _merged(sorted(pins, key=lambda p: (p.place.precision not in _AREAS, p.count, p.name, p.href)), frame)
    parts.extend(_mark(pin, *frame.xy(*_coordinates(pin))) for pin in order)
    parts.extend(_labels(order, frame))
    parts.append(_scale_bar(frame))
    described = "; ".join(f"{p.name}: {p.count}" for p in sorted(pins, key=lambda p: (-p.count, p.name))[:40])
    return Markup(
        '<svg class="plot is-map" viewBox="0 0 {} {}" role="group" aria-label="Map of the places">'
        "<desc>Incidents at each place. {}</desc>{}</svg>"
    ).format(_WIDTH, height, described, Markup("").join(parts))


def _coordinates(pin: Pin) -> tuple[float, float]:
    return (pin.place.lon or 0.0, pin.place.lat or 0.0)


def _frame(points: Sequence[tuple[float, float]], height: int) -> _Frame:
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    middle = (south + north) / 2
    squeeze = max(0.2, math.cos(math.radians(middle)))
    span_x, span_y = max(east - west, 0.6), max(north - south, 0.6)
    scale_y = min((_WIDTH - 2 * _PAD) / (span_x * squeeze), (height - 2 * _PAD) / span_y)
    scale_x = scale_y * squeeze
    return _Frame(
        (west + east) / 2 - _WIDTH / 2 / scale_x, middle + height / 2 / scale_y, scale_x, scale_y, height
    )  # fmt: skip


def _merged(pins: Sequence[Pin], frame: _Frame) -> list[Pin]:
    """Marks of one kind that would hide each other become one, at the fullest place and named after it."""
    kept: list[tuple[Pin, list[Pin]]] = []
    for pin in sorted(pins, key=lambda p: (-p.count, p.name, p.href)):
        x, y = frame.xy(*_coordinates(pin))
        for top, others in kept:
            x2, y2 = frame.xy(*_coordinates(top))
            if _kind(pin) == _kind(top) and abs(x - x2) < _TOUCH and abs(y - y2) < _TOUCH:
                others.append(pin)
                break
        else:
            kept.append((pin, []))
    whole = [replace(top, count=top.count + sum(p.count for p in rest), more=len(rest)) for top, rest in kept]
    return sorted(whole, key=lambda p: (_kind(p) != "m-area", p.count, p.name, p.href))


def _kind(pin: Pin) -> str:
    """The class of a mark: an area, a point, or a ring."""
    known = pin.place.precision
    return "m-area" if known in _AREAS else "m-pt" if known in _POINTS else "m-soft"


def _graticule(frame: _Frame) -> list[Markup]:
    """Lines of latitude and longitude at round degrees, each with its number."""
    wide = frame.east - frame.west
    step = next((s for s in _STEPS if wide / s <= 5), _STEPS[-1])
    parts = []
    for n in range(math.ceil(frame.west / step), math.floor(frame.east / step) + 1):
        x = frame.xy(n * step, 0)[0]
        if x > _WIDTH - 40:
            continue
        parts.append(Markup('<line class="c-grid" x1="{}" y1="1" x2="{}" y2="{}"/>').format(x, x, frame.height - 1))
        parts.append(Markup('<text class="t3" x="{}" y="12">{}</text>').format(x + 3, _degrees(n * step, "E", "W")))
    for n in range(math.ceil(frame.south / step), math.floor(frame.north / step) + 1):
        y = frame.xy(0, n * step)[1]
        parts.append(Markup('<line class="c-grid" x1="1" y1="{}" x2="{}" y2="{}"/>').format(y, _WIDTH - 1, y))
        if 24 < y < frame.height - 24:
            parts.append(Markup('<text class="t3" x="3" y="{}">{}</text>').format(y - 3, _degrees(n * step, "N", "S")))
    return parts


def _degrees(value: float, plus: str, minus: str) -> str:
    rounded = round(abs(value), 2)
    return f"{rounded:g}°" + ("" if rounded == 0 else plus if value > 0 else minus)


def _mark(pin: Pin, x: float, y: float) -> Markup:
    radius = 6.5 if pin.count == 1 else 8.5
    if _kind(pin) == "m-area":
        inner = Markup(
            '<rect class="m-paper" x="{0}" y="{1}" width="20" height="20"/>'
            '<rect class="m-area" x="{0}" y="{1}" width="20" height="20"/>'
        ).format(round(x - 10, 1), round(y - 10, 1))
        digits = "halo t1 tm"
    elif _kind(pin) == "m-pt":
        inner = Markup('<circle class="m-pt" cx="{}" cy="{}" r="{}"/>').format(x, y, radius)
        digits = "m-pt-n"
    else:
        inner = Markup('<circle class="m-soft" cx="{}" cy="{}" r="{}"/>').format(x, y, radius + 1.5)
        digits = "t1 tm"
    if pin.count > 1:
        inner += Markup('<text class="{}" x="{}" y="{}">{}</text>').format(digits, x, round(y + 4, 1), pin.count)
    told = f"{pin.name}, {pin.count} incident" + ("" if pin.count == 1 else "s")
    return Markup('<a href="{}"><title>{}</title>{}</a>').format(pin.href, told, inner)


def _labels(pins: Sequence[Pin], frame: _Frame) -> list[Markup]:
    """Names beside the marks, the fullest places first; a name that finds no room is left to the list."""
    spots = [frame.xy(*_coordinates(p)) for p in pins]
    taken = [(x - 10, y - 10, x + 10, y + 10) for x, y in spots]
    parts = []
    ranked = sorted(zip(pins, spots, strict=True), key=lambda item: (-item[0].count, item[0].name, item[0].href))
    for pin, (x, y) in ranked:
        name = pin.name if len(pin.name) <= 24 else pin.name[:23] + "…"
        width = len(name) * _CHAR
        for left, top, anchor, at in (
            (x + 14, y - 7, "start", x + 14), (x - 14 - width, y - 7, "end", x - 14),
            (x - width / 2, y - 25, "middle", x), (x - width / 2, y + 12, "middle", x),
        ):  # fmt: skip
            box = (left, top, left + width, top + 14)
            if box[0] < 2 or box[2] > _WIDTH - 2 or box[1] < 14 or box[3] > frame.height - 2:
                continue
            if any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            parts.append(
                Markup('<text class="halo" x="{}" y="{}" text-anchor="{}">{}</text>').format(
                    round(at, 1), round(top + 11, 1), anchor, name
                )
            )
            break
    return parts


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale_bar(frame: _Frame) -> Markup:
    """A bar of a round number of kilometres, true at the middle latitude."""
    pixels = frame.scale_y / 111.2  # a kilometre
    length = next((k for k in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1) if k * pixels <= 110), 1)
    width = round(length * pixels, 1)
    y = frame.height - 12
    return Markup(
        '<path class="m-scale" d="M12 {0}v5h{1}v-5"/><text class="t2 halo" x="{2}" y="{3}">{4} km</text>'
    ).format(y - 5, width, round(18 + width, 1), y + 1, length)
