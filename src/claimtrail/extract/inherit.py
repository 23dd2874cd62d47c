"""What an account leaves unsaid because the report said it before: place and day, each with its reason."""

from collections.abc import Sequence
from dataclasses import replace

from claimtrail.extract.draft import Draft
from claimtrail.extract.page import Page, keeps_paragraphs
from claimtrail.extract.slots import fineness
from claimtrail.model.mentions import PlaceMention

_REACH = 2  # sentences that a place or a day carries on
_REACH_AGAIN = 6  # to "the attack"
_COUNTRY = 6
_WIDE = 4  # from here on a place is a province or larger


def inherit(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with places and dates taken over from the events told before, where they have none.

    The lines of a log also take the actor and the day of the sentence above them. Where a text has kept its
    paragraphs, a place is carried over inside one, or to an event that is told again ("the attack").
    """
    result: list[Draft] = []
    above: Draft | None = None
    for draft in drafts:
        if page.sentences[draft.sentence].kind == "item":
            draft = _from_log(draft, above)
        else:
            draft = _same_log(page, draft, above)
            above = draft if not draft.weak else above
        draft = _with_denied(draft, result)
        fitting = [d for d in result if _in_reach(page, d, draft)]
        result.append(_with_date(_with_place(page, draft, fitting), fitting))
    return _from_first(page, result)


def _same_log(page: Page, draft: Draft, above: Draft | None) -> Draft:
    """The next heading of a log goes on with the day of the one before: "In Iraq, the force conducted ..."."""
    if (
        not page.is_log
        or draft.date is not None
        or above is None
        or above.date is None
        or not (draft.actor and above.actor)
    ):
        return draft
    same = draft.event_type == above.event_type and draft.actor.code == above.actor.code
    return replace(draft, date=above.date) if same else draft


def _in_reach(page: Page, earlier: Draft, draft: Draft) -> bool:
    if draft.again and draft.event_type == earlier.event_type:
        return draft.sentence - earlier.sentence <= _REACH_AGAIN
    if draft.sentence - earlier.sentence > _REACH:
        return False
    same = page.sentences[earlier.sentence].paragraph == page.sentences[draft.sentence].paragraph
    return same or draft.inherited or not keeps_paragraphs(page)


def _with_denied(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A denial of "the claims" speaks of the event told last: its doer, target, place and day."""
    fitting = [d for d in earlier if d.stance != "denied" and d.event_type == draft.event_type]
    told = next((d for d in reversed(fitting) if not d.again), fitting[-1] if fitting else None)
    if draft.stance != "denied" or not draft.inherited or told is None:
        return draft
    return replace(
        draft,
        actor=draft.actor or told.actor,
        target=draft.target or told.target,
        place=draft.place or told.place,
        date=draft.date or told.date,
        rules=(*draft.rules, "slots of what is denied"),
    )


def _from_log(line: Draft, above: Draft | None) -> Draft:
    if above is None or above.event_type != line.event_type:
        return line
    actor, date = line.actor or above.actor, line.date or above.date
    return replace(line, actor=actor, date=date)


def _with_place(page: Page, draft: Draft, earlier: Sequence[Draft]) -> Draft:
    if draft.place is not None or draft.event_type == "toll":
        return draft
    if keeps_paragraphs(page) and (place := _in_paragraph(page, draft)):
        return replace(draft, place=place)
    for other in reversed(earlier):
        if other.place is not None and other.event_type != "toll":
            return replace(draft, place=other.place)
    return draft


def _in_paragraph(page: Page, draft: Draft) -> PlaceMention | None:
    """The place named nearest in the same paragraph, before rather than behind."""
    here = page.sentences[draft.sentence]
    first, last = max(0, draft.sentence - _REACH), draft.sentence + 1 + _REACH
    around = [s for s in page.sentences[first:last] if s.paragraph == here.paragraph]
    places = [p for s in around for p in page.places(s.span) if fineness(p) < _WIDE]
    before = [p for p in places if p.span.end <= draft.span.start]
    return before[-1] if before else next((p for p in places if p.span.start >= draft.span.end), None)


def _with_date(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    if draft.date is not None or draft.event_type == "toll":
        return draft
    for other in reversed(earlier):
        if other.date is not None and other.date.start is not None and _same_event(draft, other):
            return replace(draft, date=other.date)
    return draft


def _same_event(a: Draft, b: Draft) -> bool:
    """The same kind of event, and no two places that cannot both be meant."""
    if not a.inherited and a.event_type != b.event_type:
        return False
    if a.place is None or b.place is None or a.place.name == b.place.name:
        return True
    return max(fineness(a.place), fineness(b.place)) >= _WIDE


def _from_first(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Without any place nearby: the main place of a short report, the country for a toll or a long one."""
    fine = (d.place for d in drafts if d.place is not None and fineness(d.place) < _COUNTRY)
    first = next((p for p in fine if p.country in (None, page.home)), None)
    country = next((p for p in page.annotated.places if p.precision == "country" and p.role == "place"), None)
    result = []
    for draft in drafts:
        if draft.place is None:
            wide = draft.event_type == "toll" or (keeps_paragraphs(page) and not draft.inherited)
            place = (country or first) if wide else (first or country)
            if place is not None:
                draft = replace(draft, place=place)
        result.append(draft)
    return result
