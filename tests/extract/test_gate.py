"""The evidence gate: what the words do not bear is rejected, with a reason, whoever made the claim."""

from dataclasses import replace
from datetime import date

import pytest

from claimtrail.extract.gate import check
from claimtrail.extract.numbers import numbers_in
from claimtrail.model.claims import Claim, Party, PlaceRef, Quantity, Source, When
from claimtrail.model.documents import Document, Furniture
from claimtrail.model.spans import Evidence, Span

TEXT = (
    "Raid on Kelvan\nThe Selk Monitor said on Tuesday that Tessaran jets hit a mill in Kelvan, killing at least 12 "
    "people. "
    "The Tessaran command denied that its jets had struck the mill. Leave a comment below."
)
FORM = Furniture(Span(TEXT.index("Leave"), len(TEXT)), "comments")
DOCUMENT = Document("d", TEXT, TEXT.index("\n"), furniture=(FORM,))


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def quote(words):
    return Evidence("d", span(words), words)


GOOD = Claim(
    id="c1",
    document_id="d",
    evidence=(quote("Tessaran jets hit a mill in Kelvan, killing at least 12 people"),),
    event_type="air_strike",
    actor=Party("Tessaran jets", "OTHER", span("Tessaran jets")),
    target=Party("a mill", "INFRASTRUCTURE", span("a mill")),
    place=PlaceRef("Kelvan", span=span("Kelvan")),
    date=When(date(2031, 3, 4), date(2031, 3, 4), "on Tuesday", span("on Tuesday")),
    quantities=(Quantity("killed", 12, None, "at least 12", "people", span("at least 12"), span("people")),),
    attribution=(Source("The Selk Monitor", "Selk Monitor", "monitor_ngo", span("The Selk Monitor")),),
)
NO = quote("The Tessaran command denied that its jets had struck the mill")
DENIAL = replace(GOOD, evidence=(NO,), stance="denied", quantities=())


def test_a_claim_that_the_text_bears_passes():
    assert check(GOOD, DOCUMENT) is None
    assert check(DENIAL, DOCUMENT) is None


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (replace(GOOD, evidence=()), "no evidence"),
        (replace(GOOD, evidence=(Evidence("d", Span(20, 60), "Tessaran jets hit two mills"),)), "as quoted"),
        (replace(GOOD, evidence=(Evidence("d", None, "Tessaran jets hit a mill"),)), "no place in the text"),
        (replace(GOOD, evidence=(Evidence("d", Span(5, 9_999), "x"),)), "as quoted"),
        (replace(GOOD, evidence=(quote("Leave a comment"),)), "not the report"),
        (replace(GOOD, actor=Party("Upland rebels", "OPPOSITION", span("Tessaran jets"))), "the actor"),
        (replace(GOOD, actor=Party("Tessaran jets", "OTHER")), "the actor"),
        (replace(GOOD, place=PlaceRef("Kelvin", span=span("Kelvan"))), "the place"),
        (replace(GOOD, quantities=(replace(GOOD.quantities[0], low=13),)), "13"),
        (replace(GOOD, quantities=(replace(GOOD.quantities[0], low=11),)), "11"),
        (replace(GOOD, quantities=(replace(GOOD.quantities[0], low=None),)), "lacks"),
        (replace(GOOD, quantities=(replace(GOOD.quantities[0], of="soldiers"),)), "counts"),
        (replace(GOOD, quantities=(replace(GOOD.quantities[0], measure="vanished"),)), "measure"),
        (replace(GOOD, attribution=(replace(GOOD.attribution[0], text="Selk News"),)), "source"),
        (replace(GOOD, stance="denied"), "denies"),
        (replace(GOOD, quantities=(replace(GOOD.quantities[0], high=12),)), "bound"),
        (replace(GOOD, evidence=(quote("Tessaran jets hit a mill in Kelvan"),)), "outside the evidence"),
        (replace(GOOD, evidence=(replace(GOOD.evidence[0], document_id="e"),)), "another document"),
        (replace(GOOD, event_type="party"), "event type"),
        (replace(GOOD, date=When(date(2031, 3, 5), date(2031, 3, 4))), "date"),
    ],
    ids=lambda x: x if isinstance(x, str) else "claim",
)
def test_a_falsified_claim_is_rejected_with_its_reason(wrong, reason):
    rejected = check(wrong, DOCUMENT)
    assert rejected is not None
    assert rejected.id == "d#c1"
    assert reason in rejected.reason


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("at least twenty-three", {23}),
        ("between 5,000 and twelve thousand", {5000, 12000}),
        ("two thousand three hundred and forty-one", {2341}),
        ("1.5 million", {1_500_000}),
        ("half a million", {500_000}),
        ("two dozen", {24}),
        ("a child", {1}),
        ("four and five", {4, 5}),
        ("dozens", set()),
        ("300000", {300_000}),
    ],
)
def test_numbers_are_read_again_from_the_words(text, numbers):
    assert numbers_in(text) == numbers
