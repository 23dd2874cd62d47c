"""The table of incidents, in at most 80 columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from claimtrail.cli.width import cut, pad, printable, width
from claimtrail.model.claims import When
from claimtrail.model.incidents import Assessment, Range

COLUMNS = 80
SHOWN = 40  # incidents; more than a screen or two helps nobody, the report has them all

_WHAT = {
    "air_strike": "air strike", "shelling": "shelling", "ied": "bomb", "suicide_bomb": "suicide bomb",
    "chemical_weapon": "chemical", "armed_clash": "clash", "attack": "attack", "territory_gained": "territory",
    "abduction": "abduction", "supply": "supply", "shootdown": "shootdown", "withdrawal": "withdrawal",
    "agreement": "agreement", "toll": "toll", "other_violence": "violence",
}  # fmt: skip
_NOUNS = ("sorties", "strikes", "munitions", "targets")  # counted by name: "88 sorties"; the rest is done to something


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    right: bool = False
    least: int | None = None  # columns that it may shrink to; None: it never shrinks


_TABLE = (
    _Column("Date"), _Column("What", least=8), _Column("Where", least=10), _Column("Claims", right=True),
    _Column("Roots", right=True), _Column("Main number", least=14), _Column("Grade"), _Column("≠", right=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Printed lines, and how many incidents they leave out."""

    lines: tuple[str, ...]
    left_out: int


def incident_table(assessments: Sequence[Assessment], everything: bool = False) -> Table:
    """The incidents by date. Where they are very many, those that most is known of.

    Left out too, unless nothing else is there or `everything` is asked for: what one account only mentions, without
    a day and a number.
    """
    chosen = list(assessments)
    if not everything:
        chosen = [a for a in chosen if not _thin(a)] or chosen
        chosen = sorted(chosen, key=_weight)[:SHOWN]
    if not chosen:
        return Table((), 0)
    rows = [(a, _cells(a)) for a in chosen]
    rows.sort(key=lambda row: (row[0].date is None, *row[1][:3], row[0].incident))  # in the order that the eye sees
    cells = [row for _, row in rows]
    widths = _fit([max(width(c.head), *(width(row[i]) for row in cells)) for i, c in enumerate(_TABLE)])
    lines = [
        _line([c.head for c in _TABLE], widths),
        _line(["─" * w for w in widths], widths),
        *(_line(row, widths) for row in cells),
    ]
    return Table(tuple(lines), len(assessments) - len(chosen))


def _thin(a: Assessment) -> bool:
    return a.date is None and a.main is None and len(a.accounts) == 1 and not a.disagreements


def _weight(a: Assessment) -> tuple[int, int, int, bool, bool, str]:
    return (
        -a.independent_roots, -len(a.disagreements), -len(a.accounts), a.main is None, a.date is None, a.incident,
    )  # fmt: skip


def _cells(assessment: Assessment) -> list[str]:
    place = assessment.place
    return [
        day(assessment.date),
        _WHAT.get(assessment.event_type, assessment.event_type),
        printable(place.name or place.text) if place else "–",
        str(len(assessment.accounts)),
        str(assessment.independent_roots),
        number(assessment.main) if assessment.main else "–",
        assessment.grade.level,
        str(len(assessment.disagreements) or ""),
    ]


def day(when: When | None) -> str:
    """A date of at most ten characters: the day, the month or the year that the interval lies in.

    An interval of more than two days that crosses months within a year shows the year.
    """
    if when is None:
        return "undated"
    if when.end - when.start <= timedelta(days=1):
        return when.start.isoformat()
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return when.start.isoformat()[:7]
    if when.start.year == when.end.year:
        return str(when.start.year)
    return f"{when.start.year}–{when.end.year}"


def number(found: Range) -> str:
    """The range in words: "17–21 killed", "at least 86 targets", "up to 80 killed", "50 tons delivered"."""
    span, noun = _span(found), _noun(found)
    if found.low is None and found.high is None and found.group != "all" and span.endswith("s") and " " not in span:
        span = f"{span} of"  # "dozens of towns taken", but "several towns" and "dozens killed"
    return " ".join(part for part in (span, noun) if part)


def _span(found: Range) -> str:
    low, high = found.low, found.high
    if low is None and high is None:
        return printable(found.words[0]).lower() if found.words else "some"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _noun(found: Range) -> str:
    group = "" if found.group == "all" else printable(found.group)
    if found.measure in _NOUNS:
        return found.measure.removesuffix("s") if found.low == found.high == 1 else found.measure
    if found.measure == "other":
        return group
    return f"{group} {found.measure}".strip()


def _fit(widths: list[int]) -> list[int]:
    """Takes columns away from the widest cell that may shrink until the line fits."""
    fitted = list(widths)
    while sum(fitted) + len(fitted) - 1 > COLUMNS:
        room = [(fitted[i] - (c.least or 0), i) for i, c in enumerate(_TABLE) if c.least and fitted[i] > c.least]
        if not room:
            break
        fitted[max(room)[1]] -= 1
    return fitted


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = [pad(cell, w, c.right) for cell, w, c in zip(cells, widths, _TABLE, strict=True)]
    return cut(" ".join(parts).rstrip(), COLUMNS)
