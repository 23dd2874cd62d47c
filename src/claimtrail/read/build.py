"""Fields of a record, wherever they come from, to a Document. Used by every format."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from claimtrail.errors import InputError
from claimtrail.model.documents import Dated, Document
from claimtrail.model.ids import stable_id
from claimtrail.read import days
from claimtrail.read.columns import KNOWN
from claimtrail.read.decode import storable

_LINE_END = re.compile(r"\r\n?|\n")

Basis = Literal["listed", "meta"]


def digest(content: bytes) -> str:
    """SHA-256 of the original bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def from_fields(
    fields: Mapping[str, str], name: str, sha256: str, media_type: str, page: Mapping[str, str] | None = None
) -> Document:
    """A document from the fields of a record; `page` holds what a web page says of itself and fills gaps.

    `fields` has at least `text` (the body). Unknown fields go to `extra`. Raises InputError without a text.
    """
    page = page or {}
    safe, replaced = _safe({**page, **{key: value for key, value in fields.items() if value.strip()}})
    title, body = safe.get("title", ""), safe.get("text", "")
    if not body.strip():
        raise InputError("has no text; give a field text or html (or name your column so)")
    extra = {key: value for key, value in safe.items() if key not in KNOWN}
    if replaced:
        extra["replaced"] = f"{replaced} NUL or broken characters stand as U+FFFD"
    listed = days.from_field(fields.get("published", ""))
    if fields.get("published", "").strip() and listed is None:
        extra["published"] = safe["published"]  # not a date that can be read: kept as it stands
    meta = days.from_field(page.get("published", ""))
    dates = _dates(("listed", listed), ("meta", meta), url=safe.get("url", ""))
    document = Document(
        id=safe.get("id", "").strip(),
        text=f"{title}\n{body}",
        title_end=len(title),
        outlet=_or_none(safe, "outlet"),
        author=_or_none(safe, "author"),
        published=dates[0] if dates else None,
        dates=dates,
        url=_or_none(safe, "url"),
        language=_language(safe.get("language", "")),
        name=name,
        sha256=sha256,
        media_type=media_type,
        extra=extra,
    )
    return document


def from_text(text: str, name: str, sha256: str, encoding: str | None) -> Document:
    """A document that is the text itself, split at its first line end; a single line is all title."""
    safe, replaced = storable(text)
    if not safe.strip():
        raise InputError("has no text; give a file with text")
    first = _LINE_END.search(safe)
    extra = {"encoding": encoding} if encoding else {}
    if replaced:
        extra["replaced"] = f"{replaced} NUL or broken characters stand as U+FFFD"
    return Document(
        id="",
        text=safe,
        title_end=first.start() if first else len(safe),
        name=name,
        sha256=sha256,
        extra=extra,
    )


def identity(document: Document) -> str:
    """An id made from what the document says and where it stood; equal for the same record read twice."""
    day = document.published.day.isoformat() if document.published else ""
    return stable_id(
        "doc", document.text, str(document.title_end), document.outlet or "", document.author or "",
        day, document.url or "",
    )  # fmt: skip


def _safe(fields: Mapping[str, str]) -> tuple[dict[str, str], int]:
    safe: dict[str, str] = {}
    total = 0
    for key, value in fields.items():
        good_key, in_key = storable(key)
        safe[good_key], in_value = storable(value)
        total += in_key + in_value
    return safe, total


def _dates(*found: tuple[Basis, date | None], url: str) -> tuple[Dated, ...]:
    dates = [Dated(day, basis) for basis, day in found if day]
    if in_url := days.from_url(url):
        dates.append(Dated(in_url, "url"))
    return tuple(dates)


def _or_none(fields: Mapping[str, str], key: str) -> str | None:
    return fields.get(key, "").strip() or None


def _language(value: str) -> str | None:
    """ISO 639-1 from "en", "en-GB" or "EN_us"."""
    found = re.match(r"\s*([A-Za-z]{2})(?:[-_].*)?\s*$", value)
    return found[1].lower() if found else None
