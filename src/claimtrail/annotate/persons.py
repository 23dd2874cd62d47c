"""Names of persons beside a title or a role: "spokesman Igor Petrov", "Rami Nasser, head of the group"."""

import re
from collections.abc import Iterator

_PART = r"(?:[A-Z]\.|[A-Z][\w'’]*(?:-[\w'’]+)*|(?:[Aa]l|[Ee]l|[Aa]bu|[Aa]n|[Aa]s|[Aa]z)-[\w'’]+)"
_LINK = r"(?:al|el|bin|bint|ibn|abu|ben|abd|ould|de|del|de la|van|von|der|da|du|la|y)"
_NAME = rf"{_PART}(?:\s(?:{_LINK}\s)?{_PART}){{0,4}}"
_RANK = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Maj|Gen|Col|Lt|Capt|Sgt|Brig|Adm|Gov|Sen|Sheikh|Prince|King|General|Major|Colonel|Lieutenant"
    r"|Captain|Brigadier|Admiral|Commander|President|Press Secretary|Major-General|Lieutenant-General|Chief|Staff)"
    r"\.?[\s-])*"
)
_AFTER = re.compile(rf",?\s?{_RANK}({_NAME})")
_BEFORE = re.compile(rf"({_NAME})(?:,|\s\()?\s(?:who is |the |a |an |its |their |deputy |chief |local |official )*$")
_SAYS = r"(?:said|says|told|added|claimed|explained|stated|noted|wrote|tweeted|recalled|warned|confirmed)\b"
_SPEAKS = re.compile(rf"\b(?P<before>{_NAME}) (?:also |has |had |later )?{_SAYS}|\bsaid (?P<after>{_NAME})")
# Capitalised words that begin something else than a name.
_NO_NAME = frozenset(
    {
        "the", "a", "an", "in", "on", "at", "of", "he", "she", "it", "they", "we", "this", "that", "these",
        "those", "but", "and", "however", "meanwhile", "earlier", "later", "according", "after", "before", "his",
        "her", "its", "their", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "quoted", "said", "told", "for", "from", "by", "with", "i", "as", "also", "when",
        "while", "there", "more", "most", "some", "many", "local", "state", "us", "u.s.", "un", "u.n.", "afp",
        "ap", "reuters", "united", "human", "syrian", "president",
    }
)  # fmt: skip
# In text that is capitals throughout a name ends where one of these begins.
_VERBS = frozenset(
    [
        "HAS",
        "HAVE",
        "HAD",
        "IS",
        "ARE",
        "WAS",
        "WERE",
        "MET",
        "WILL",
        "WOULD",
        "CAN",
        "COULD",
        "MAY",
        "NOT",
        "TO",
        "NEVER",
        "TODAY",
        "YESTERDAY",
        "WHO",
        "WHOSE",
        "WENT",
        "TOOK",
        "MADE",
        "GAVE",
        "CAME",
        "LEFT",
        "SAYS",
        "SENT",
        "HELD",
        "BEGAN",
        "SPOKE",
        "DURING",
        "AGAINST",
        "BETWEEN",
        "ABOUT",
        "ONLY",
        "AS",
    ]
)


def name_after(text: str, position: int, stop: int) -> tuple[int, int] | None:
    """Start and end of a person's name that follows `position` at once, ranks skipped; never beyond `stop`."""
    found = _AFTER.match(text, position, min(len(text), position + 90))
    if found is None:
        return None
    return _trim(text, found.start(1), min(found.end(1), max(stop, found.start(1))))


def name_before(text: str, position: int, start: int) -> tuple[int, int] | None:
    """Start and end of a name that stands before `position` as in "Rami Nasser, a spokesman"."""
    window = max(start, position - 70)
    found = _BEFORE.search(text, window, position)
    if found is None:
        return None
    trimmed = _trim(text, *found.span(1))
    return trimmed if trimmed and trimmed[1] == found.end(1) and " " in text[slice(*trimmed)] else None


def speaking_names(text: str) -> Iterator[tuple[int, int]]:
    """Full names right before or after a word of saying: somebody is quoted whom no title introduces."""
    for found in _SPEAKS.finditer(text):
        start, end = found.span("before") if found.group("before") else found.span("after")
        while first := re.match(r"\S+\s", text[start:end]):
            if first.group().rstrip(" .,\n").lower() not in _NO_NAME:
                break
            start += first.end()
        name = _trim(text, start, end)
        if name is not None and " " in text[slice(*name)] and not text[slice(*name)].isupper():
            yield name


def surname(name: str) -> str:
    """The part by which a report goes on to call the person."""
    return name.split()[-1]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cuts the name at the first word that cannot belong to one."""
    kept = start
    capitals = text[start:end].isupper() and end - start > 6
    for part in re.finditer(r"\S+", text[start:end]):
        bare = part.group().rstrip(".,").lower()
        if bare in _NO_NAME or (part.group().isupper() and len(bare) > 2 and not text[start:end].isupper()):
            break
        if capitals and (part.group() in _VERBS or part.group().endswith(("ING", "ED"))):
            break
        kept = start + part.end()
    while kept > start and text[kept - 1] in " .,":
        kept -= 1
    return (start, kept) if kept - start > 2 else None
