"""The day of publication where the text itself says it: a date line, never a date in the running prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import Entry, load
from claimtrail.model.documents import Dated
from claimtrail.model.spans import Span

_HEAD = 600  # characters in which a date line may stand
_LABEL = 60  # characters before a date that may be its label
_TIMELINE = 20_000  # characters in which a chronicle shows
_TAIL = 300  # characters at the end in which "Last update: ..." may stand
_FIRST_LINES = 5  # a date line stands in one of the first lines
_DAYS_OF_A_TIMELINE = 3  # so many different days at the beginnings of lines: a chronicle, not a date line
_NUMERIC = (
    r"(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)|(?P<d4>\d{1,2})(?P<sep>[.-])(?P<m4>\d{1,2})(?P=sep)(?P<y4>(?:19|20)\d\d)"
)
_LINE_START = re.compile(r"(?:(?<![^\r\n])|[\r\n])[^\S\r\n]*(?=[A-Z])")
_AFTER = re.compile(r"[\s|]*(?:$|[A-Z0-9\"“‘(\[\-–—•]|at \d|by [A-Z]|\)|\w{3,12}:)")
_AFTER_COMMA = re.compile(r",\s*(?:$|[\n\r]|\d{1,2}[:.h]?\d\d)")


@dataclass(frozen=True, slots=True)
class _Words:
    date: re.Pattern[str]
    city: re.Pattern[str]
    label: re.Pattern[str]
    tail_label: re.Pattern[str]
    agency: re.Pattern[str]
    prose: frozenset[str]
    months: dict[str, int]


def date_lines(text: str, floor: int, near: date | None) -> list[Dated]:
    """Publication days that the text states, the one in its head first; `near` settles a missing year.

    `floor` is where the body begins. A date line that lacks its year and has no `near` is left out.
    """
    words, folded = _words(), fold(text)
    found: list[Dated] = []
    start = floor
    for match in words.date.finditer(folded, start, min(len(text), floor + _HEAD)):
        day = _day(match, words)
        if day and _is_date_line(text, folded, floor, match, words):
            found.append(Dated(day, "dateline", Span(*match.span())))
            break
    city = None if found else _city(text, folded, floor, near, words)
    if city:
        found.append(city)
    for match in words.date.finditer(folded, max(floor, len(text) - _TAIL)):
        day = _day(match, words)
        if (
            day
            and words.tail_label.search(folded[max(floor, match.start() - _LABEL) : match.start()])
            and all(d.day != day for d in found)
        ):
            found.append(Dated(day, "dateline", Span(*match.span())))
    return found


def with_label(text: str, floor: int, span: Span) -> Span:
    """The span of a date line with the label before it ("Published on")."""
    start = max(floor, span.start - _LABEL)
    label = _words().label.search(fold(text[start : span.start]))
    return Span(start + label.start(), span.end) if label else span


def _is_date_line(text: str, folded: str, floor: int, match: re.Match[str], words: _Words) -> bool:
    before = folded[floor : match.start()]
    if words.label.search(before):
        return True
    last = re.search(r"([\w']+)[^\w]*$", before)
    line_start = max(text.rfind("\n", floor, match.start()), text.rfind("\r", floor, match.start()), floor - 1) + 1
    at_line_start = not any(c.isalnum() for c in text[line_start : match.start()])
    if not at_line_start and last and last[1] in words.prose:
        return False
    if not _ends_well(text, match.end(), at_line_start):
        return False
    if at_line_start:
        lines_before = len([line for line in text[floor:line_start].splitlines() if line.strip()])
        return lines_before < _FIRST_LINES and not _is_timeline(folded, text, words)
    after_title = _repeats_title(folded, floor, match.start())
    name_before = last is not None and text[floor + last.start()].isupper()
    return bool(words.agency.search(before)) or after_title or (match["wd"] is not None and name_before)


def _ends_well(text: str, end: int, at_line_start: bool) -> bool:
    """True when no sentence runs on after the date."""
    line_end = re.search(r"[\r\n]|$", text[end:])
    rest = text[end : end + line_end.start()] if line_end else text[end:]
    if rest.startswith("."):
        return at_line_start and not rest[1:].strip()
    return bool(_AFTER.match(rest)) or bool(_AFTER_COMMA.match(rest)) or (rest.strip(" ,") == "")


def _is_timeline(folded: str, text: str, words: _Words) -> bool:
    days = set()
    for match in words.date.finditer(folded, 0, _TIMELINE):
        line_start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        if not any(c.isalnum() for c in text[line_start : match.start()]):
            days.add(_day(match, words))
    return len(days) >= _DAYS_OF_A_TIMELINE


def _repeats_title(folded: str, floor: int, position: int) -> bool:
    """True when the body begins with its headline again and the date follows soon."""
    title = re.sub(r"\W+", " ", folded[:floor]).strip()[:30]
    body = re.sub(r"\W+", " ", folded[floor:position]).strip()
    return len(title) >= 15 and body.startswith(title) and position - floor < floor + 60


def outlet_in(text: str, floor: int) -> str | None:
    """The agency that a date line names behind its day, "KELVAN, Jan 5 (Agency) -", in the text's own letters."""
    for match in _cities(text, fold(text), floor, _words()):
        name = " ".join(text[slice(*match.span("agency"))].split())
        if name[:1].isupper() and not any(c.isdigit() for c in name):
            return name
    return None


def _city(text: str, folded: str, floor: int, near: date | None, words: _Words) -> Dated | None:
    """A date line of an agency: "KELVAN, Jan 5 (Agency) -"."""
    for match in _cities(text, folded, floor, words):
        month = words.months[(match["month1"] or match["month2"]).rstrip(".")]
        day = int(match["day1"] or match["day2"])
        found = _with_year(match["year"], month, day, near)
        if found:
            return Dated(found, "dateline", Span(match.start("date"), match.end("date")))
    return None


def _cities(text: str, folded: str, floor: int, words: _Words) -> Iterator[re.Match[str]]:
    """Lines in the head that begin with a city in capitals, a day and a dash."""
    for line in _LINE_START.finditer(text, floor, min(len(text), floor + _HEAD)):
        match = words.city.match(folded, line.end())
        if match and match[0] and text[match.start() : match.end()].split(None, 1)[0].strip(",.").isupper():
            yield match


def _with_year(year: str | None, month: int, day: int, near: date | None) -> date | None:
    if year:
        number = int(year)
        if number < 100:
            number += 1900 if number > 50 else 2000
        return _valid(number, month, day)
    if near is None:
        return None
    days = [d for y in (near.year - 1, near.year, near.year + 1) if (d := _valid(y, month, day))]
    return min(days, key=lambda d: abs((d - near).days), default=None)


def _day(match: re.Match[str], words: _Words) -> date | None:
    for form in ("1", "2"):
        if match[f"y{form}"]:
            month = words.months[match[f"m{form}"].rstrip(".")]
            return _valid(int(match[f"y{form}"]), month, int(match[f"d{form}"]))
    if match["y3"]:
        return _valid(int(match["y3"]), int(match["m3"]), int(match["d3"]))
    return _valid(int(match["y4"]), int(match["m4"]), int(match["d4"]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


@cache
def _words() -> _Words:
    dates = load("en/dates")
    months = {form: int(e.fields["value"]) for e in dates if e.fields.get("kind") == "month" for form in _forms(e)}
    weekdays = [form for e in dates if e.fields.get("kind") == "weekday" for form in _forms(e)]
    month = f"(?:{_any(months)})\\.?"
    lines = load("en/datelines")
    labels = [t for e in lines if e.fields["kind"] == "label" for t in e.terms]
    tails = [t for e in lines if e.fields["kind"] == "label" and e.fields.get("tail") for t in e.terms]
    agencies = [t for e in lines if e.fields["kind"] == "agency" for t in e.terms]
    weekday = rf"(?:{_any(weekdays)})\b\.?,? "
    day_first = rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m1>{month}),?[ -](?P<y1>\d{{4}})(?!\d)"
    month_first = rf"(?P<m2>{month}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? ?(?P<y2>\d{{4}})(?!\d)"
    city = r"(?<!\w)[a-z][a-z.' -]{1,40}(?:, ?[a-z][a-z.' -]{1,30})?(?: ?\([^()\n]{2,30}\))?,? \(?"
    no_year = rf"(?:(?P<month1>{month}) (?P<day1>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>{month}))"
    agency_dash = r"\b ?(?:\((?P<agency>[^()\n]{2,40})\) ?)?(?:-{1,2}|:|\[text\])"
    return _Words(
        date=re.compile(rf"(?<![\w.])(?P<wd>{weekday})?(?:{day_first}|{month_first}|{_NUMERIC})"),
        city=re.compile(rf"{city}(?P<date>{no_year}(?:,? (?P<year>\d{{4}}|\d\d))?){agency_dash}"),
        label=re.compile(rf"\b(?:{_any(labels)})\W*$"),
        tail_label=re.compile(rf"\b(?:{_any(tails)})\W*$"),
        agency=re.compile(rf"\b(?:{_any(agencies)})\W*$"),
        prose=frozenset(t for e in lines if e.fields["kind"] == "prose" for t in e.terms),
        months=months,
    )


def _forms(entry: Entry) -> tuple[str, ...]:
    return (*entry.terms, *entry.fields.get("short", ()))


def _any(terms: object) -> str:
    return "|".join(re.escape(t) for t in sorted(terms, key=lambda t: (-len(t), t)))  # type: ignore[call-overload]
