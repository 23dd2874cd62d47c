"""Finds time expressions and places them on the calendar against the day of publication.

The grammar is in date_pattern.py, the reckoning in date_values.py, the words in lexicon/data/en/dates.toml.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from claimtrail.annotate.date_pattern import DateWords, date_words
from claimtrail.annotate.date_values import Context, Interval, resolve
from claimtrail.lexicon.fold import fold
from claimtrail.model.documents import Document
from claimtrail.model.mentions import DateMention, Sentence
from claimtrail.model.spans import Span

_YEAR_BEFORE = frozenset(
    [
        "in", "since", "by", "from", "until", "till", "of", "during", "before", "after", "for", "through", "and",
        "or", "to", "around", "throughout", "year", "mid", "late", "early", "between", "circa", "the", "than", "as"
    ]
)  # fmt: skip
_NOT_YEAR_BEFORE = frozenset(
    [
        "killed", "wounded", "injured", "least", "some", "about", "nearly", "almost", "over", "than", "resolution",
        "no", "number", "most", "left", "displaced", "many", "article", "law", "flight", "highway", "route",
        "approximately", "roughly"
    ]
)  # fmt: skip
_YEAR_AFTER = frozenset(
    [
        "war", "conflict", "election", "elections", "uprising", "revolution", "attack", "attacks", "budget", "season",
        "crisis", "games"
    ]
)  # fmt: skip
_PRONE_BEFORE = frozenset(
    [
        "in", "since", "until", "till", "last", "this", "by", "from", "during", "of", "next", "through", "and", "to",
        "before", "after", "between", "early", "late", "mid", "throughout", "every", "each", "following"
    ]
)  # fmt: skip
_SINCE = re.compile(
    r"\bsince\s+(?:the\s+|last\s+|at\s+least\s+)?$|\bsince\s+(?:(?!since\b)[\w\s'()-]){0,90}?\b(?:began|begun|beginning|start|started"
    r"|starting|erupted|outbreak|broke\s+out|came\s+into|came\s+to|took\s+effect|launched|declared|uprising|revolt|intervention"
    r"|onset|formed|introduced|invasion|ceasefire|truce)\b(?:(?!since\b)[\w\s'()-]){0,60}$"
)
_JOINED = re.compile(r"\s*(?:,|and|or|to|until|through|-)?\s*(?:on\s+|in\s+|from\s+|between\s+)*")
_SAID_WITH = re.compile(
    r"(?:[\s,]+(?:in|at|on|by|to|the|a|an|its|his|her|their|earlier|late|early|statement|interview|telephone|television|tv|tweet|twitter"
    r"|telegram|channel|briefing|conference|press|news|website|reporters|journalists|media|agency|parliament|issued|released|published"
    r"|[A-Z][\w.-]*)(?![\w.-]))*[\s,]*$"
)
_OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:\"(]|\bthat|\band|\bbut)\s*(?:(?:also|meanwhile|separately|elsewhere|later|earlier|then|on|in|by|at)\s+)*$"
)
_HEAD = 60  # characters of a body within which a date line stands
_NARRATIVE = 5  # so many years far before publication make a history, where a bare month belongs to the year told


@dataclass(frozen=True, slots=True)
class _Hit:
    kind: str
    start: int
    end: int
    sentence: Span
    text: str  # folded


def find_dates(document: Document, sentences: Sequence[Sentence]) -> tuple[DateMention, ...]:
    """Every time expression of the sentences, in text order, with its inclusive interval or a reason for none."""
    words = date_words()
    folded = fold(document.text)
    hits = [hit for sentence in sentences for hit in _hits(words, document.text, folded, sentence.span)]
    published = document.published_on
    history = _is_history(hits, published)
    found: list[DateMention] = []
    year: int | None = None
    for number, hit in enumerate(hits):
        clause = hit.kind == "anaphor" and bool(re.match(r"\s+\w", folded[hit.end : hit.sentence.end]))
        context = Context(
            words, published, _anchor(found, hit), year if history else None, _is_future(words, folded, hit), clause
        )
        joined = _year_of_neighbour(folded, hits, number)
        if joined is not None:
            context = replace(context, year=joined)
        interval = resolve(hit.kind, hit.text, context)
        start, interval = _since(folded, hit, found, interval, published)
        if interval.start and hit.kind in ("day", "month", "year", "day_range", "season", "part_month", "part_year"):
            year = interval.start.year
        span = Span(start, hit.end)
        line = _is_date_line(document, hit, interval)
        reason = interval.reason and interval.reason.replace(hit.text, document.text[hit.start : hit.end])
        found.append(
            DateMention(
                span, span.of(document.text), interval.start, interval.end, interval.precision, reason,
                "statement" if line else _subject(words, document.text, folded, hit),
            )
        )  # fmt: skip
    return tuple(found)


def _is_date_line(document: Document, hit: _Hit, interval: Interval) -> bool:
    """True for the full date of publication at the head of the body: it dates the report."""
    head = document.text[document.title_end : hit.start].strip()
    full = hit.kind in ("day", "numeric", "iso") and re.search(r"\d{4}", hit.text) is not None
    return full and len(head) < _HEAD and interval.start == document.published_on and not re.search(r"\b[Oo]n$", head)


def _anchor(found: Sequence[DateMention], hit: _Hit) -> date | None:
    """The day that "two days later" counts from: the last date that was told, not one reckoned from today."""
    if hit.kind != "anaphor":
        return None
    kinds = ("day", "days", "week", "month") if re.search("month|year", hit.text) else ("day", "days")
    told = (m.start for m in reversed(found) if m.precision in kinds and not m.text.lower().startswith("since"))
    return next(told, None)


def _hits(words: DateWords, text: str, folded: str, span: Span) -> Iterator[_Hit]:
    """Expressions of one sentence that are dates in their context."""
    at = span.start
    while match := words.pattern.search(folded, at, span.end):
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        at = max(end, at + 1)
        if kind == "weekday_range" and not _is_range(words, match[0]):
            match_one = words.pattern.match(folded, start, start + re.search(r"\s(?:and)\s", match[0]).start())  # type: ignore[union-attr]
            if match_one is None:
                continue
            kind, end = match_one.lastgroup or "", match_one.end()
            at = end
        if _is_date(words, kind, text, folded, Span(start, end)):
            yield _Hit(kind, start, end, span, folded[start:end])


def _is_range(words: DateWords, text: str) -> bool:
    """False for two days that do not follow each other: "Monday and Thursday"."""
    if not re.search(r"\w+day\s+(?:\w+\s+)?and\s+(?!into)", text) or text.startswith("between"):
        return True
    first, last = (words.weekdays[name] for name in re.findall(r"\b\w+day", text)[:2])
    return (last - first) % 7 == 1


def _is_date(words: DateWords, kind: str, text: str, folded: str, span: Span) -> bool:
    """Turns down verbs, names and counts that look like dates."""
    before = re.search(r"([\w%$]+)[\s(\"-]*$", folded[max(0, span.start - 24) : span.start])
    after = re.match(r"\s*([\w%-]+)", folded[span.end : span.end + 24])
    previous, following = before[1] if before else "", after[1] if after else ""
    if kind == "year":
        return _is_year(folded, span, previous, following)
    if kind in ("month", "day", "part_month", "month_range", "day_range"):
        for name in re.finditer(r"[a-z]+", folded[span.start : span.end]):
            at = span.start + name.start()
            if name[0] in words.months and not text[at].isupper():
                return False
        if folded[span.start : span.end] in words.prone:
            return previous in _PRONE_BEFORE
    if kind == "day" and previous in ("killed", "wounded", "injured"):
        return False
    if kind in ("weekday", "weekday_range"):
        return text[span.start : span.end].lower() != text[span.start : span.end] or not text.isascii()
    return not (kind == "anaphor" and following in ("of", "in") and "day" not in folded[span.start : span.end])


def _is_year(folded: str, span: Span, previous: str, following: str) -> bool:
    """A bare number of four digits is a year where the words around it say so."""
    year = int(folded[span.start : span.end])
    if previous in _NOT_YEAR_BEFORE or following in (
        "gmt",
        "hours",
        "am",
        "pm",
        "local",
        "utc",
        "people",
        "%",
        "percent",
    ):
        return False
    if folded[span.end : span.end + 1] in (",", ".") and folded[span.end + 1 : span.end + 2].isdigit():
        return False
    if 1900 <= year <= 2099:
        plural = following.endswith("s") and following not in ("was", "is", "has", "as", "its", "this", "his")
        return previous in _YEAR_BEFORE or following in _YEAR_AFTER or not (plural or following.isdigit())
    return previous in ("in", "since", "by", "until", "from") and not following.endswith("s")


def _is_history(hits: Sequence[_Hit], published: date | None) -> bool:
    """True for a text that tells of many dated events, long before its publication if that is known.

    Elsewhere no year is carried on: a report that names 2014 once does not say when its "September 17" was.
    """
    years = [int(y) for hit in hits if hit.kind in ("day", "month", "year", "part_month", "season")
             for y in re.findall(r"\b(?:1\d|20)\d\d\b", hit.text)]  # fmt: skip
    old = len(years) if published is None else sum(year < published.year - 1 for year in years)
    weekdays = sum(hit.kind.startswith("weekday") for hit in hits)
    return old >= _NARRATIVE and old > 2 * weekdays and old * 2 > len(years)


def _year_of_neighbour(folded: str, hits: Sequence[_Hit], number: int) -> int | None:
    """The year of a joined date: "on 4 April and 21 August 2013" gives 2013 to both."""
    hit = hits[number]
    if hit.kind not in ("day", "month", "part_month") or number + 1 == len(hits):
        return None
    other = hits[number + 1]
    if other.kind not in ("day", "month", "part_month", "day_range") or other.start - hit.end > 12:
        return None
    years = re.findall(r"\d{4}\b", folded[other.start : other.end])
    own = re.search(r"\d{4}\b", hit.text)
    if not years or own or not _JOINED.fullmatch(folded[hit.end : other.start]):
        return None
    return int(years[-1])


def _is_future(words: DateWords, folded: str, hit: _Hit) -> bool:
    """True when the verb before the expression looks ahead: "will meet on Thursday"."""
    before = folded[max(hit.sentence.start, hit.start - 60) : hit.start]
    cue = None
    for cue in words.future.finditer(before):  # noqa: B007 - the last one counts
        pass
    if cue is None:
        return False
    between = before[cue.end() :]
    return not re.search(r"[.;:]|\b(?:said|was|were|had|told|after|since)\b", between)


def _since(
    folded: str, hit: _Hit, found: Sequence[DateMention], interval: Interval, published: date | None
) -> tuple[int, Interval]:
    """ "since the conflict began in March 2011": from then to publication, the words before it included."""
    floor = max(hit.sentence.start, found[-1].span.end if found else 0)
    before = _SINCE.search(folded[max(floor, hit.start - 110) : hit.start])
    if before is None or interval.start is None or (hit.kind in ("back", "calendar") and "last" not in hit.text):
        return hit.start, interval
    start = hit.start - len(before[0])
    if published is None:
        return start, Interval(reason=f"no publication date: the end of {folded[start : hit.end]} is open")
    if interval.start > published:
        return hit.start, interval
    return start, Interval(interval.start, published, interval.precision)


def _subject(words: DateWords, text: str, folded: str, hit: _Hit) -> Literal["event", "statement", "unknown"]:
    """Whether the expression dates the act that is told or the telling of it."""
    if hit.kind in ("back", "alone") or re.search(r"day(?:'?s|\s+\w+s)$", hit.text):
        return "event"  # periods, and "Monday's raid"
    before = folded[hit.sentence.start : hit.start]
    last = None
    for last in words.cues.finditer(before):  # noqa: B007 - the last one counts
        pass
    if last is not None and last.lastgroup == "saying":
        if _SAID_WITH.match(text[hit.sentence.start + last.end() : hit.start]):
            return "statement"
        opens = re.search(r"(?:\bthat|,|:|\")\s*(?:on\s+|in\s+|late\s+|early\s+)*$", before[last.start() :])
        if not opens:
            return "event" if any(m.lastgroup == "act" for m in words.cues.finditer(before)) else "unknown"
    elif last is not None and not re.search(r"[,;:]\s*(?:on\s+)?$", before):
        return "event"
    following = words.cues.search(folded, hit.end, hit.sentence.end)
    if following is None:
        return "event" if last is not None and last.lastgroup == "act" else "unknown"
    if following.lastgroup == "saying" and not _OPENS_CLAUSE.search(before):
        return "unknown"  # "patrols were out in the city on Thursday activists said"
    return "statement" if following.lastgroup == "saying" else "event"
