"""The graph of who relied on whom: roots on the left, whoever passed their word on to the right."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from claimtrail.assess.roots import independent
from claimtrail.export import wording
from claimtrail.model.incidents import Assessment, Reliance

_BOX, _HIGH, _GAP, _ROW = 190, 38, 66, 50
_BOW = 34  # room on the left for the bows of denials between roots
_NAME = 25  # characters of a name that fit into a box


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the same graph as a list, for small screens and for reading aloud."""

    teller: str
    verb: str
    on: str


_VERBS = {
    "says": "says so on the word of", "relays": "passes on", "copies": "copies", "denies": "denies the account of",
}  # fmt: skip


def edges(reliance: Sequence[Reliance]) -> list[tuple[str, str, str]]:
    """Who relied on whom and how, each pair and kind once, without anybody on himself."""
    return sorted({(r.on, r.teller, r.kind) for r in reliance if r.on != r.teller})


def told(reliance: Sequence[Reliance], readable: Callable[[str], str]) -> list[Told]:
    """The graph in sentences, with names as `readable` puts them."""
    return [Told(readable(teller), _VERBS.get(kind, kind), readable(on)) for on, teller, kind in edges(reliance)]


def draw(assessment: Assessment, readable: Callable[[str], str]) -> Markup:
    """The graph as SVG; nothing when fewer than two lines would be drawn."""
    lines = edges(assessment.reliance)
    if len(lines) < 2:
        return Markup()
    layers = _layers(lines)
    left = _BOW if any(kind == "denies" and layers[on] == layers[teller] for on, teller, kind in lines) else 0
    columns: dict[int, list[str]] = {}
    for name in sorted(layers, key=lambda n: _order(n, assessment)):
        columns.setdefault(layers[name], []).append(name)
    _settle(columns, lines)
    spots = {
        name: (left + column * (_BOX + _GAP), 24 + row * _ROW)
        for column, names in columns.items() for row, name in enumerate(names)
    }  # fmt: skip
    width = max(820, left + (max(columns) + 1) * (_BOX + _GAP) - _GAP + 2)
    height = 24 + max(len(names) for names in columns.values()) * _ROW
    parts = [Markup('<text class="t3" x="{}" y="12">Whose word it is</text>').format(left)]
    if max(columns) >= 1:
        parts.append(Markup('<text class="t3" x="{}" y="12">Who passed it on</text>').format(left + _BOX + _GAP))
    parts.extend(_edge(spots[on], spots[teller], kind) for on, teller, kind in lines)
    about = {
        r.name: (
            f"party: {wording.side(r.party)}" if r.party else wording.label(wording.SOURCE_KINDS, r.kind),
            not independent(r),
        )
        for r in assessment.roots
    }
    parts.extend(_box(readable(name), spots[name], about.get(name)) for name in sorted(spots))
    words = "; ".join(f"{line.teller} {line.verb} {line.on}" for line in told(assessment.reliance, readable))
    return Markup(
        '<svg class="plot chain only-wide" viewBox="0 0 {} {}" role="img" aria-label="Who relied on whom">'
        "<desc>{}</desc>{}</svg>"
    ).format(width, height, words, Markup("").join(parts))


def _order(name: str, assessment: Assessment) -> tuple[bool, str]:
    party = any(r.name == name and not independent(r) for r in assessment.roots)
    return (party, name)


def _layers(lines: Iterable[tuple[str, str, str]]) -> dict[str, int]:
    """How many steps each name is from the root it rests on, at most; a circle is cut where it closes.

    Whoever denies an account does not rest on it.
    """
    on: dict[str, list[str]] = {}
    for source, teller, kind in lines:
        on.setdefault(source, [])
        on.setdefault(teller, []).extend([] if kind == "denies" else [source])
    depth: dict[str, int] = {}

    def deep(name: str, path: frozenset[str]) -> int:
        """Steps from the root, counted once for each name; `path` is who was passed on the way."""
        if name not in depth:
            before = [deep(s, path | {name}) + 1 for s in on[name] if s not in path and s != name]
            depth[name] = min(max(before, default=0), 4)
        return depth[name]

    for name in sorted(on):
        deep(name, frozenset({name}))
    return depth


def _settle(columns: Mapping[int, list[str]], lines: Sequence[tuple[str, str, str]]) -> None:
    """Orders each column by where its names' sources stand, so that fewer lines cross."""
    row: dict[str, float] = {name: n for n, name in enumerate(columns.get(0, []))}
    for column in sorted(columns)[1:]:
        sources = {
            name: [row[on] for on, teller, _ in lines if teller == name and on in row] for name in columns[column]
        }
        columns[column].sort(key=lambda n: (sum(sources[n]) / len(sources[n]) if sources[n] else 99.0, n))
        row.update({name: float(n) for n, name in enumerate(columns[column])})


def _edge(source: tuple[int, int], teller: tuple[int, int], kind: str) -> Markup:
    if kind == "denies":
        return _denial(source, teller)
    back = teller[0] <= source[0]
    x1, y1 = source[0] + _BOX, source[1] + _HIGH // 2
    x2, y2 = (teller[0] + _BOX if back else teller[0]), teller[1] + _HIGH // 2
    if back:  # a circle: a bow on the right
        path = f"M{x1} {y1}C{x1 + 40} {y1} {x2 + 40} {y2} {x2 + 8} {y2}"
        tip = f"M{x2} {y2}l8-3.5v7z"
    else:
        bend = x2 - _GAP // 2
        path = f"M{x1} {y1}C{bend} {y1} {bend} {y2} {x2 - 7} {y2}"
        tip = f"M{x2} {y2}l-8-3.5v7z"
    if kind == "copies":
        return Markup('<path class="e-copy" d="{0}"/><path class="e-copy-in" d="{0}"/>').format(path)
    return Markup('<path class="e" d="{}"/><path class="e-arrow" d="{}"/>').format(path, tip)


def _denial(denied: tuple[int, int], denier: tuple[int, int]) -> Markup:
    """Dashes from whoever denies to a bar at whose account is denied."""
    y1, y2 = denier[1] + _HIGH * 2 // 3, denied[1] + _HIGH * 2 // 3
    if denied[0] == denier[0]:  # a bow on the left
        x1 = x2 = denied[0] - 4
        path = f"M{x1} {y1}C{x1 - 30} {y1} {x2 - 30} {y2} {x2} {y2}"
    else:
        from_left = denier[0] < denied[0]
        x1, x2 = (denier[0] + _BOX, denied[0] - 4) if from_left else (denier[0], denied[0] + _BOX + 4)
        path = f"M{x1} {y1}C{(x1 + x2) // 2} {y1} {(x1 + x2) // 2} {y2} {x2} {y2}"
    return Markup('<path class="e-deny" d="{}"/><path class="e-stop" d="M{} {}v10"/>').format(path, x2, y2 - 5)


def _box(name: str, spot: tuple[int, int], root: tuple[str, bool] | None) -> Markup:
    x, y = spot
    short = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
    if root is None:
        return Markup(
            '<g><title>{}</title><rect class="n-box" x="{}" y="{}" width="{}" height="{}"/>'
            '<text class="tb" x="{}" y="{}">{}</text></g>'
        ).format(name, x + 0.5, y + 0.5, _BOX - 1, _HIGH - 1, x + 10, y + 24, short)
    side, party = root
    side = side if len(side) <= 30 else side[:29] + "…"
    return Markup(
        '<g><title>{}</title><rect class="n-root" x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="{}" x="{}" y="{}" width="4" height="{}"/>'
        '<text class="tb" x="{}" y="{}">{}</text><text class="t2" x="{}" y="{}">{}</text></g>'
    ).format(
        name, x, y, _BOX, _HIGH, "n-side-party" if party else "n-side", x + 0.5, y + 0.5, _HIGH - 1,
        x + 13, y + 16, short, x + 13, y + 31, side,
    )  # fmt: skip
