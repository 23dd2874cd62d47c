"""The grammar of time expressions, built once from `lexicon/data/en/dates.toml`, for annotate/dates.py."""

import re
from dataclasses import dataclass
from functools import cache

from claimtrail.lexicon.load import Entry, load

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "few": 3, "couple": 2,
    "several": 3,
}  # fmt: skip

# What stands between < and > is filled in below: names of days, months and parts of the day, numbers, units.
# The first shape that fits at a position wins, so longer ones come first.
_SHAPES = (
    ("iso", r"<y>-\d\d-\d\d"),
    ("day_range", r"(?:from\s+|between\s+)?(?:the\s+)?<d>(?:\s+<mx>(?:,?\s+<y>)?)?<to><d>(?:\s+of)?\s+<mx>"
                  r"(?:,?\s*<y>)?(?!\d)"
                  r"|between\s+(?:the\s+)?<d>(?:\s+<mx>(?:,?\s+<y>)?)?\s+and\s+<d>\s+<mx>(?:,?\s*<y>)?(?!\d)"
                  r"|(?:from\s+)?<mx>\s+<d>(?:,?\s+<y>)?<to>(?:<mx>\s+)?<d>(?:,?\s*<y>)?(?!\d)"
                  r"|between\s+<mx>\s+<d>(?:,?\s+<y>)?\s+and\s+(?:<mx>\s+)?<d>(?:,?\s*<y>)?(?!\d)"
                  r"|<d>\s+and\s+<d>\s+<mx>(?:,?\s*<y>)?(?!\d)"
                  r"|<mx>\s+<d>\s+and\s+<d>(?:,?\s*<y>(?!\d)|(?=\s*(?:[.,;)]|$)))"),
    ("day", r"<d>\s+<mx>\s+'?\d\d(?=\s*\()"
            r"|(?:<wdx>,?\s+)?(?:the\s+)?<d>(?:\s+of|-)?\s*<mx>(?:(?:\s+of)?,?[\s-]*<y>)?(?!\d)"
            r"|(?:<wdx>,?\s+)?<mx>\s+(?:the\s+)?<d>(?:,?\s*<y>|(?![,.:]?\d))(?!\d)"),
    ("part_month", r"<edge>[\s-]+(?:of\s+)?<m>(?:\s+(?:of\s+)?(?:last|this)\s+year\b|(?:(?:\s+of)?,?\s*<y>)?(?!\d))"),
    ("month_range", r"(?:from\s+|between\s+)?<m>(?:,?\s+<y>)?<to><m>(?:(?:\s+of)?,?\s+<y>)?(?!\d)"
                    r"|between\s+<m>(?:,?\s+<y>)?\s+and\s+<m>(?:(?:\s+of)?,?\s+<y>)?(?!\d)"),
    ("month", r"(?:the\s+month\s+of\s+|(?:earlier|later)\s+in\s+|last\s+|this\s+|next\s+)?"
              r"(?:<mx>\s*(?:of\s+)?,?\s*<y>(?!\d)|<m>(?:\s+(?:of\s+)?(?:last|this)\s+year)?)"),
    ("season", r"(?:the\s+|last\s+|this\s+)?(?:<edge>[\s-]+)?"
               r"(?:(?:spring|summer|autumn|winter|fall)(?:\s+of)?,?\s+<y>(?:[/-]\d\d)?(?!\d)"
               r"|(?:the\s+|last\s+|this\s+)(?:spring|summer|autumn|winter)(?!\s+[a-z]+s\b))"),
    ("decade", r"(?:the\s+)?(?:<edge>[\s-]+)?<c>0'?s(?:\s+and\s+(?:<edge>[\s-]+)?<c>0'?s)?"),
    ("part_year", r"(?:the\s+)?(?:<edge>|(?:the\s+)?first\s+six\s+months\s+of|(?:the\s+)?first\s+half\s+of"
                  r"|(?:the\s+)?second\s+half\s+of)[\s-]+(?:<y>(?!\d)|(?:last|this)\s+year)"),
    ("year_range", r"(?:from\s+|between\s+)?<y>(?:\s*-\s*|\s+(?:to|until|till|through)\s+)<y>(?!\d)"
                   r"|between\s+<y>\s+and\s+<y>(?!\d)|<y>\s*-\s*\d\d(?!\d)"),
    ("year", r"<y>(?!\d)"),
    ("weekday_range", r"(?:overnight\s+|between\s+|from\s+)?(?:late\s+|early\s+)?(?:on\s+)?(?:last\s+)?<wd>"
                      r"(?:\s+<tod>)?"
                      r"(?:\s+and)?(?:\s+(?:into|to|and|through|until)\s+|\s*-\s*)(?:late\s+|early\s+|overnight\s+)?(?:on\s+)?<wd>"
                      r"(?:\s+(?:early\s+)?<tod>)?"),
    ("weekday", r"(?:(?:late|early|earlier|later|overnight|(?:at|before)\s+dawn|(?:in\s+)?the\s+(?:early|late|first)\s+"
                r"hours\s+of"
                r"|(?:the\s+)?(?:night|evening|morning)\s+of)\s+(?:on\s+|in\s+)?)?"
                r"(?:this\s+past\s+|(?:last|next|this|coming|past|previous)\s+)?"
                r"<wd>(?:\s+(?:early\s+|late\s+)?<tod>)?"),
    ("alone", r"(?:in|over|during|within)\s+the\s+(?:past|last)\s+(?:(?:<n>)\s+)?<u>\s+(?:alone\s+)?into\s+"
              r"<wd>(?:\s+<tod>)?"),
    ("back", r"(?:(?:in|over|during|within|for|throughout)\s+)?(?:at\s+least\s+)?(?:the\s+)?"
             r"(?:past|last|previous|preceding)\s+"
             r"(?:<n>)\s+(?:consecutive\s+)?<u>(?:\s+of\s+<m>(?:,?\s+<y>)?(?!\d))?"
             r"|(?:(?:in|over|during|within|for|from|throughout)\s+)?(?:the\s+)?past\s+(?:<u>)"
             r"|(?:in|over|during|within|throughout)\s+the\s+last\s+(?:week|month|year)\b"),
    ("ago", r"(?:(?:nearly|almost|about|some|around|just|over|more\s+than|less\s+than|at\s+least)\s+)?"
            r"(?:<n>)\s+<u>\s+ago"),
    ("calendar", r"(?:(?:earlier|later|late|early|mid)[\s-]+)?(?:(?:in|over|during)\s+)?(?:the\s+)?"
                 r"(?:last|this|next|coming)\s+(?:week(?:end)?|month|year)(?!-)"
                 r"|(?:over|at|during|on)\s+the\s+weekend|this\s+weekend|(?:at\s+)?the\s+(?:beginning|start)\s+of\s+the\s+(?:week|month|year)"),
    ("anaphor", r"(?:the\s+)?(?:following|next|previous|preceding|same)\s+(?:day|week|month|year|morning|night)"
                r"|(?:that|later\s+that|earlier\s+that)\s+(?:same\s+)?(?:day|week|month|year|night)"
                r"|(?:just\s+|nearly\s+|about\s+|less\s+than\s+)?(?:<n>)\s+(?:days?|weeks?|months?|years?)\s+(?:after|before|later|earlier)"
                r"|the\s+day\s+(?:before|after)(?!\s+yesterday)|later\s+in\s+the\s+day"),
)  # fmt: skip
_NUMERIC = r"(?P<numeric>\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/|-\d{1,2}-)(?:19|20)\d\d)(?!\d)"


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of dates.toml by use. `pattern` finds expressions: the name of the group that matched is its kind."""

    pattern: re.Pattern[str]
    weekdays: dict[str, int]
    months: dict[str, int]
    prone: frozenset[str]  # months that are also verbs
    offsets: dict[str, Entry]
    edges: dict[str, str]
    future: re.Pattern[str]
    cues: re.Pattern[str]  # group `saying` or `act`


@cache
def date_words() -> DateWords:
    """The compiled grammar; raises LexiconError where dates.toml cannot be read."""
    entries = load("en/dates")
    terms: dict[str, list[str]] = {}
    for entry in entries:
        terms.setdefault(entry.fields["kind"], []).extend(entry.terms)
    weekdays, months = _numbered(entries, "weekday"), _numbered(entries, "month")
    offsets = {t: e for e in entries if e.fields["kind"] == "offset" for t in e.terms}
    edges = {t: str(e.fields["edge"]) for e in entries if e.fields["kind"] == "edge" for t in e.terms}
    pieces = {
        "wd": rf"(?:{_any(terms['weekday'])})(?:'?s)?\b",
        "wdx": rf"(?:(?:{_any(terms['weekday'])})\b|(?:{_any(weekdays)})\b\.?)",
        "m": rf"(?:{_any(terms['month'])})\b",
        "mx": rf"(?:(?:{_any(terms['month'])})(?![a-z])|(?:{_any(months)})(?![a-z])\.?)",
        "tod": rf"(?:{_any(terms['day_time'])})\b",
        "edge": rf"(?:{_any(edges)})",
        "d": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
        "y": r"(?:1\d|20)\d\d",
        "c": r"(?:1\d|20)\d",
        "to": r"(?:\s*-\s*|\s+(?:to|until|till|through)\s+)",
        "n": r"\d{1,3}|(?:a\s+)?(?:couple\s+of|few)|" + _any(NUMBERS),
        "u": rf"(?:{_any(terms['unit'])})\b",
    }
    shapes = [*_SHAPES, ("offset", rf"(?:{_any(offsets)})(?!\s+of\b)")]
    kinds = "|".join(f"(?P<{name}>{_fill(shape, pieces)})" for name, shape in shapes)
    return DateWords(
        pattern=re.compile(rf"(?<![\w$€£./-])(?:{_NUMERIC}|(?:{kinds})(?![\w/]|-\d))"),
        weekdays=weekdays,
        months=months,
        prone=frozenset(t for e in entries if e.fields.get("prone") for t in e.terms),
        offsets=offsets,
        edges=edges,
        future=re.compile(rf"\b(?:{_any(terms['future'])})\b"),
        cues=re.compile("|".join(rf"(?P<{kind}>\b(?:{_any(terms[kind])})\b)" for kind in ("act", "saying"))),
    )


def _numbered(entries: tuple[Entry, ...], kind: str) -> dict[str, int]:
    """Long and short forms of the entries of one kind with their number."""
    return {
        term: int(entry.fields["value"])
        for entry in entries
        if entry.fields["kind"] == kind
        for term in (*entry.terms, *entry.fields.get("short", ()))
    }


def _any(words: list[str] | dict[str, str] | dict[str, int] | dict[str, Entry]) -> str:
    """The words as alternatives, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _fill(shape: str, pieces: dict[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda name: pieces[name[1]], shape)
