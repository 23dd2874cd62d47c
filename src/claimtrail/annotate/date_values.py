"""From the words of a time expression to an inclusive interval, for annotate/dates.py.

Rules as in docs/reference/claims.md: a weekday or a date without a year is the latest such day on or before
publication; early, mid and late divide a month into days 1-10, 11-20, 21-end and a year into thirds.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from claimtrail.annotate.date_pattern import NUMBERS, DateWords
from claimtrail.model.mentions import DatePrecision

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_WORD = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends inclusive, or a reason why there are none."""

    start: date | None = None
    end: date | None = None
    precision: DatePrecision | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may lean on: the day of publication, the date named before, a year that carries on."""

    words: DateWords
    published: date | None
    anchor: date | None = None
    year: int | None = None
    future: bool = False
    clause: bool = False  # a clause follows, as in "a day after rebels took the hill"


def missing(what: str) -> Interval:
    """No interval, and why."""
    return Interval(reason=what)


def span_of_days(start: date, end: date) -> Interval:
    """An interval with the precision that its length gives."""
    days = (end - start).days
    precision: DatePrecision = "day" if days == 0 else "days" if days < 6 else "week" if days < 8 else "month"
    return Interval(start, end, precision if days < 32 else "year" if days < 400 else "decade")


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), MAXYEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_interval(year: int, month: int, edge: str | None = None) -> Interval:
    """A month, or its first, second or last third."""
    last = calendar.monthrange(year, month)[1]
    first, end = {None: (1, last), "early": (1, 10), "mid": (11, 20), "late": (21, last)}[edge]
    return Interval(date(year, month, first), date(year, month, end), "month" if edge is None else "week")


def year_interval(year: int, edge: str | None = None) -> Interval:
    """A year, or a third of it: January to April, May to August, September to December."""
    first, last = {None: (1, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12)}[edge]
    return Interval(
        date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), "year" if edge is None else "season"
    )


def resolve(kind: str, text: str, context: Context) -> Interval:
    """The interval of one expression. `text` is folded, `kind` the name of its shape in date_pattern."""
    try:
        return _RESOLVERS[kind](" ".join(text.split()), context)
    except (ValueError, OverflowError):
        return missing(f"no such day: {text}")


@dataclass(slots=True)
class _Parts:
    """The words of one expression, sorted out."""

    weekdays: list[int]
    months: list[int]
    days: list[int]
    years: list[int]
    edge: str | None
    words: list[str]


def _parts(text: str, context: Context) -> _Parts:
    found = _Parts([], [], [], [], None, _WORD.findall(text))
    for word in found.words:
        if word.isdigit():
            if len(word) <= 2:
                found.days.append(int(word))
            else:  # a lost comma may have glued the day to the year: 152015
                found.years.append(int(word[-4:]))
                found.days.extend([int(word[:-4])] if len(word) > 4 else [])
        elif word in context.words.months:
            found.months.append(context.words.months[word])
        elif word in context.words.weekdays or word.rstrip("s") in context.words.weekdays:
            found.weekdays.append(context.words.weekdays.get(word, context.words.weekdays.get(word.rstrip("s"), 0)))
    found.edge = _edge(text, context)
    return found


def _edge(text: str, context: Context) -> str | None:
    for phrase in sorted(context.words.edges, key=len, reverse=True):
        if re.search(rf"\b{phrase}\b", text):
            return context.words.edges[phrase]
    return None


def _year_for(month: int, day: int, context: Context) -> int | None:
    """The year of a date that names none: carried on, or of the latest such date on or before publication."""
    if context.year is not None:
        return context.year
    if context.published is None:
        return None
    here = (context.published.month, context.published.day)
    if context.future:
        return context.published.year + ((month, day) < here)
    return context.published.year - ((month, day) > here)


def _iso(text: str, context: Context) -> Interval:
    day = date.fromisoformat(text)
    return Interval(day, day, "day")


def _numeric(text: str, context: Context) -> Interval:
    first, second, year = (int(part) for part in re.split(r"[./-]", text))
    readings = [date(year, m, d) for d, m in {(first, second): 0, (second, first): 0} if m <= 12]
    if len(readings) == 1 or "/" not in text:  # the day comes first wherever points or hyphens are used
        return Interval(readings[0], readings[0], "day")
    if context.published is None:
        return missing(f"{text} can be {readings[0]} or {readings[1]}, and there is no publication date")
    near = min(readings, key=lambda day: abs((day - (context.published or day)).days))
    return Interval(near, near, "day")


def _day(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    month, day = parts.months[0], parts.days[0]
    if not parts.years and len(parts.days) == 2:  # "18 FEB 90" of a date line
        parts.years.append(parts.days[1] + (1900 if parts.days[1] > 50 else 2000))
    year = parts.years[0] if parts.years else _year_for(month, day, context)
    if year is None:
        return missing(f"no year and no publication date: {text} cannot be placed")
    if not parts.years and (month, day) == (2, 29):
        year -= year % 4
    found = date(year, month, day)
    return Interval(found, found, "day")


def _day_range(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    first, last = parts.days[0], parts.days[1]
    months = parts.months if len(parts.months) == 2 else parts.months * 2
    end_year = parts.years[-1] if parts.years else _year_for(months[1], last, context)
    if end_year is None:
        return missing(f"no year and no publication date: {text} cannot be placed")
    year = parts.years[0] if len(parts.years) == 2 else end_year - ((months[0], first) > (months[1], last))
    return span_of_days(date(year, months[0], first), date(end_year, months[1], last))


def _month(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    month, published = parts.months[0], context.published
    year = parts.years[0] if parts.years else None
    if year is None and "year" in parts.words:
        year = published.year - ("last" in parts.words) if published else None
    elif year is None and published and parts.words[0] == "next":
        year = published.year + (month <= published.month)
    elif year is None and published and parts.words[0] == "last":
        year = published.year - (month >= published.month)
    elif year is None:
        year = _year_for(month, 1, context)
    if year is None:
        return missing(f"no year and no publication date: {text} cannot be placed")
    return month_interval(year, month, parts.edge)


def _month_range(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    end_year = parts.years[-1] if parts.years else _year_for(parts.months[1], 1, context)
    if end_year is None:
        return missing(f"no year and no publication date: {text} cannot be placed")
    year = parts.years[0] if len(parts.years) == 2 else end_year - (parts.months[0] > parts.months[1])
    start, end = month_interval(year, parts.months[0]).start, month_interval(end_year, parts.months[1]).end
    return Interval(start, end, "year" if end_year > year else "season")


def _season(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    name = next(word for word in parts.words if word in _SEASONS)
    first, last = _SEASONS[name]
    year = parts.years[0] if parts.years else context.year
    if year is None and context.published:
        year = context.published.year - (first > context.published.month)
    if year is None:
        return missing(f"no year and no publication date: {text} cannot be placed")
    end_year = year + (last < first)
    return Interval(date(year, first, 1), month_interval(end_year, last).end, "season")


def _decade(text: str, context: Context) -> Interval:
    first, *rest = re.findall(r"\d{4}", text)
    start, end = int(first), int(rest[0] if rest else first) + 9
    edges = [context.words.edges.get(word) for word in _WORD.findall(text) if word in context.words.edges]
    if edges and text.split()[0] != "and":
        start += {"early": 0, "mid": 4, "late": 7}[edges[0] or "early"]
    if edges:
        end -= {"early": 6, "mid": 3, "late": 0}[edges[-1] or "late"]
    return Interval(date(start, 1, 1), date(end, 12, 31), "decade")


def _part_year(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    if parts.years:
        year = parts.years[0]
    elif context.published:
        year = context.published.year - ("last" in parts.words)
    else:
        return missing(f"no publication date: {text} cannot be placed")
    if "six" in parts.words or "half" in parts.words:
        first, last = (1, 6) if "first" in parts.words else (7, 12)
        return Interval(date(year, first, 1), month_interval(year, last).end, "season")
    return year_interval(year, parts.edge)


def _year(text: str, context: Context) -> Interval:
    return year_interval(int(text))


def _year_range(text: str, context: Context) -> Interval:
    first, last = re.findall(r"\d+", text)
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    if end < int(first):
        return missing(f"{text} is no range of years")
    return Interval(date(int(first), 1, 1), date(end, 12, 31), "year" if end == int(first) else "decade")


def weekday_on(published: date, weekday: int, future: bool = False, strictly: bool = False) -> date:
    """The latest such weekday on or before a day, or the next one; `strictly`: not that day itself."""
    if future:
        return published + timedelta((weekday - published.weekday() - strictly) % 7 + strictly)
    return published - timedelta((published.weekday() - weekday - strictly) % 7 + strictly)


def _weekday(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    if context.published is None:
        return missing(f"no publication date: {text} cannot be placed")
    ahead = parts.words[0] in ("next", "coming")
    strictly = ahead or "last" in parts.words
    day = weekday_on(context.published, parts.weekdays[0], context.future or ahead, strictly)
    if "last" in parts.words and (context.published - day).days == 1:
        day -= timedelta(7)  # the day before publication would be called by its name alone
    if "overnight" in parts.words:
        return Interval(day, min(day + timedelta(1), context.published), "days")
    return Interval(day, day, "day")


def _weekday_range(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    if context.published is None:
        return missing(f"no publication date: {text} cannot be placed")
    end = weekday_on(context.published, parts.weekdays[1], context.future)
    start = weekday_on(end, parts.weekdays[0])
    return span_of_days(start, end)


def _alone(text: str, context: Context) -> Interval:
    """The hours before a day: "in the last 24 hours into Tuesday"."""
    if context.published is None:
        return missing(f"no publication date: {text} cannot be placed")
    until = weekday_on(context.published, _parts(text, context).weekdays[0])
    return _back_from(text, until)


def _count(text: str) -> int:
    """The number of units in "two days", "24 hours", "the past week"."""
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits[0])
    return next((NUMBERS[word] for word in text.split() if word in NUMBERS and word not in ("a", "an")), 1)


def _back_from(text: str, day: date) -> Interval:
    count = _count(text)
    unit = re.findall(r"(hour|day|week|month|year|decade)", text)[0]
    if unit == "hour":
        return span_of_days(day - timedelta(-(-count // 24) if count >= 12 else 0), day)
    if unit in ("day", "week"):
        return span_of_days(day - timedelta(count * (7 if unit == "week" else 1)), day)
    start = add_months(day, -count * {"month": 1, "year": 12, "decade": 120}[unit])
    return span_of_days(start, day)


def _back(text: str, context: Context) -> Interval:
    parts = _parts(text, context)
    if parts.months:
        whole = _month(text[text.rindex(" of ") + 4 :], context)
        if whole.end is None:
            return whole
        return span_of_days(whole.end - timedelta(_count(text) - 1), whole.end)
    if context.published is None:
        return missing(f"no publication date: {text} cannot be placed")
    return _back_from(text, context.published)


def _ago(text: str, context: Context) -> Interval:
    if context.published is None:
        return missing(f"no publication date: {text} cannot be placed")
    return _shifted(text, context.published, -1)


def _shifted(text: str, day: date, sign: int) -> Interval:
    """So many units before or after a day, as precise as the unit."""
    count = _count(text) * sign
    unit = re.findall(r"(hour|day|week|month|year|decade)", text)[0]
    if unit == "hour":
        there = day + timedelta(int(count / 24))
        return Interval(there, there, "day")
    if unit in ("day", "week"):
        there = day + timedelta(count * (7 if unit == "week" else 1))
        return Interval(there, there, "day" if unit == "day" else "days")
    there = add_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])
    return month_interval(there.year, there.month) if unit == "month" else year_interval(there.year)


def _calendar(text: str, context: Context) -> Interval:
    """Last, this or next week, month or year; a current one ends with the day of publication."""
    day = context.published
    if day is None:
        return missing(f"no publication date: {text} cannot be placed")
    words = text.split()
    step = -1 if "last" in words else 1 if "next" in words or "coming" in words else 0
    if "weekend" in text:
        saturday = weekday_on(day, 5) if day.weekday() < 6 else day - timedelta(1)
        start = saturday + timedelta(7 * step if day.weekday() >= 5 or step > 0 else 0)
        return Interval(start, start + timedelta(1), "days")
    if "week" in words:
        monday = day - timedelta(day.weekday()) + timedelta(7 * step)
        last = monday + timedelta(6) if step else day
        if "earlier" in words and not step:
            last = max(monday, day - timedelta(1))
        return Interval(monday, last, "week")
    if "month" in words:
        there = add_months(day.replace(day=1), step)
        whole = month_interval(there.year, there.month)
    else:
        edge = next((edge for edge in ("early", "mid", "late") if edge in re.split(r"[ -]", text)), None)
        whole = year_interval(day.year + step, edge)
    return whole if step or whole.start is None else Interval(whole.start, min(day, whole.end or day), whole.precision)


def _anaphor(text: str, context: Context) -> Interval:
    """Counted from the date named before: "two days later", "the following month", "that day"."""
    words = text.split()
    if context.clause and words[-1] == "after":  # "came a day after rebels took the hill" places the taking
        if context.published is None:
            return missing(f"no publication date: {text} cannot be placed")
        return _shifted(f"{_count(text)} {text}", context.published, -1)
    day = context.anchor
    if day is None:
        return missing(f"no date before it: {text} cannot be placed")
    sign = -1 if words[-1] in ("before", "earlier") or "previous" in words or "preceding" in words else 1
    if "same" in words or "that" in words or text == "later in the day":
        sign = 0
    unit = next((u for u in ("week", "month", "year") if u in text), "day")
    if unit == "week" and words[-1].rstrip("s") == "week":
        monday = day - timedelta(day.weekday()) + timedelta(7 * sign)
        return Interval(monday, monday + timedelta(6), "week")
    return _shifted(f"{_count(text)} {unit}", day, sign)


def _offset(text: str, context: Context) -> Interval:
    entry = context.words.offsets[text]
    if context.published is None:
        return missing(f"no publication date: {text} cannot be placed")
    start, end = (context.published + timedelta(int(entry.fields[side])) for side in ("start", "end"))
    return Interval(start, end, entry.fields["precision"])


_RESOLVERS = {
    "iso": _iso, "numeric": _numeric, "day": _day, "day_range": _day_range, "month": _month, "part_month": _month,
    "month_range": _month_range, "season": _season, "decade": _decade, "part_year": _part_year, "year": _year,
    "year_range": _year_range, "weekday": _weekday, "weekday_range": _weekday_range, "alone": _alone, "back": _back,
    "ago": _ago, "calendar": _calendar, "anaphor": _anaphor, "offset": _offset,
}  # fmt: skip
