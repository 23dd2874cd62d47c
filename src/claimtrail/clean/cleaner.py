"""The entry: one document in, the same document with furniture, publication date and language marked out."""

from dataclasses import replace

from claimtrail.clean.datelines import date_lines, outlet_in, with_label
from claimtrail.clean.furniture import mark
from claimtrail.clean.language import language_of
from claimtrail.model.documents import Dated, Document, Furniture


def clean(document: Document) -> Document:
    """The document with what is not the report marked (`furniture`), its day of publication chosen and its language.

    The text stays as it is. A date line in the text wins over a listed date; `dates` keeps both. Where no outlet is
    given, the agency that the date line names is the outlet. A credit
    ("Originally published: ...") goes to `extra["credit"]`. Cleaning twice gives the same as cleaning once.
    """
    floor = document.title_end if document.body.strip() else 0
    marks = mark(document.text, floor)
    known = document.dates or ((document.published,) if document.published else ())
    listed = tuple(d for d in known if d.basis != "dateline")
    dates = _order(date_lines(document.text, floor, listed[0].day if listed else None), listed, floor)
    furniture = _with_dates(marks.furniture, document.text, floor, dates)
    code, confidence = document.language, document.language_confidence
    if code is None:
        code, confidence = language_of(_report(document.text, floor, furniture))
    extra = {key: value for key, value in document.extra.items() if key != "credit"}
    if marks.credits:
        extra["credit"] = " | ".join(marks.credits)
    return replace(
        document, furniture=furniture, dates=dates, published=dates[0] if dates else None,
        outlet=document.outlet or outlet_in(document.text, floor),
        language=code, language_confidence=confidence, extra=extra,
    )  # fmt: skip


def _order(lines: list[Dated], listed: tuple[Dated, ...], floor: int) -> tuple[Dated, ...]:
    """A date line in the head, then what the input lists, then "Last update" lines after the report."""
    head = [d for d in lines if d.span and d.span.start < floor + 600]
    return (*head, *listed, *(d for d in lines if d not in head))


def _with_dates(
    furniture: tuple[Furniture, ...], text: str, floor: int, dates: tuple[Dated, ...]
) -> tuple[Furniture, ...]:
    """Date lines are furniture too: no event happens in them."""
    spans = [with_label(text, floor, d.span) for d in dates if d.span]
    lines = [Furniture(s, "date_line") for s in spans if not any(f.span.overlaps(s) for f in furniture)]
    return tuple(sorted((*furniture, *lines), key=lambda f: f.span))


def _report(text: str, floor: int, furniture: tuple[Furniture, ...]) -> str:
    """The text without its furniture, for measuring only."""
    parts, at = [text[:floor]], floor
    for item in furniture:
        parts.append(text[at : max(at, item.span.start)])
        at = max(at, item.span.end)
    return "\n".join((*parts, text[at:]))
