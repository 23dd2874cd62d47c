"""Web pages: text, title, author, outlet, date, address and language by trafilatura; nothing is fetched."""

import logging
import re
from collections.abc import Iterator

from claimtrail.errors import InputError
from claimtrail.model.documents import Document
from claimtrail.read.build import digest, from_fields
from claimtrail.read.decode import decode
from claimtrail.read.limits import HTML_DEPTH, MEBIBYTE, WHOLE_BYTES
from claimtrail.read.stream import Stream

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]{0,2000}?(/?)>", re.I)
_NO_END = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot",
})  # fmt: skip
_LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([A-Za-z]{2}(?:[-_]\w+)?)""", re.I)
# Only what the page states as its date, never a day guessed from its text, and never today's date.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1950-01-01", "max_date": "2100-01-01"}


def documents(stream: Stream, name: str) -> Iterator[Document]:
    """The one document of a web page. Raises InputError when it holds no article text."""
    content = stream.whole()
    decoded = decode(content)
    page = fields_of(decoded.text)
    if decoded.encoding:
        page["encoding"] = decoded.encoding
    yield from_fields({}, name, digest(content), "text/html", page)


def fields_of(html: str) -> dict[str, str]:
    """What a page says: title, text, outlet, author, published, url, language, as far as it says so.

    Raises InputError for pages that are too large or too deep, and for pages without text.
    """
    if len(html) > WHOLE_BYTES:
        raise InputError(f"is a page larger than {WHOLE_BYTES // MEBIBYTE} MB; save the article alone")
    if depth(html) > HTML_DEPTH:
        raise InputError(f"is a page nested deeper than {HTML_DEPTH} elements; save its text as .txt")
    found = _extract(html.replace("\x00", "\ufffd"))
    title = " ".join(found["title"].split())
    text = found["text"]
    first, _, rest = text.partition("\n")
    if title and rest and " ".join(first.split()) == title:
        text = rest  # the headline stands in the title already
    if not text.strip():
        raise InputError("is a page without article text; save its text as .txt")
    language = _LANGUAGE.search(html[:5000])
    return {**found, "title": title, "text": text, "language": language[1] if language else ""}


def depth(html: str) -> int:
    """The deepest nesting of elements that have an end tag; a cheap guard before the parser sees the page."""
    deepest = level = 0
    for tag in _TAG.finditer(html):
        if tag[3] or tag[2].lower() in _NO_END:
            continue
        level = max(level - 1, 0) if tag[1] else level + 1
        deepest = max(deepest, level)
    return deepest


def _extract(html: str) -> dict[str, str]:
    import trafilatura  # costs 0.5 s to import: only when a page comes
    from trafilatura.settings import Document as Page

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its remarks are our Rejected
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        page = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
        )
    except Exception as problem:  # a parser's bug on one page must not end the run
        kind = type(problem).__name__
        raise InputError(f"is a page that cannot be parsed ({kind}); save its text as .txt") from problem
    if not isinstance(page, Page):
        return {"title": "", "text": ""}
    return {
        "title": page.title or "", "text": page.text or "", "outlet": page.sitename or page.hostname or "",
        "author": page.author or "", "published": page.date or "", "url": page.url or "",
    }  # fmt: skip
