"""Publication dates as fields and addresses give them. Dates inside the text belong to the room clean."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_IN_URL = re.compile(r"[/_-]((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?!\d)")


def from_field(value: str) -> date | None:
    """The day in an ISO 8601 date or date-time, or in a mail date; None for anything else.

    >>> from_field("2017-04-05T23:10:00Z")
    datetime.date(2017, 4, 5)
    """
    value = value.strip()
    if found := _ISO_DAY.match(value):
        return _day(*found.groups())
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        pass  # not ISO; a mail date is the other form that feeds and archives use
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def from_url(url: str) -> date | None:
    """The day in an address such as https://example.org/2017/04/05/a-story."""
    found = _IN_URL.search(url[:2000])
    return _day(*found.groups()) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
