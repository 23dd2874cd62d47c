"""The stages: sent to a worker as a small value, and honest about documents they cannot read."""

import pickle
from dataclasses import replace

import pytest

from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.mentions import Annotated
from claimtrail.model.outcomes import Rejected
from claimtrail.pipeline import CLAIMS
from claimtrail.pipeline.stages import Annotate, Clean, Extract, endless, foreign


def report(language=None, sure=None):
    text = "Shelling in Aleppo\nShelling killed 17 people in Aleppo on 5 May 2016, residents said."
    return Document("d1", text, 18, language=language, language_confidence=sure)


def test_a_stage_travels_as_a_small_value():
    for stage in CLAIMS:
        sent = pickle.dumps(stage)
        assert len(sent) < 500
        assert pickle.loads(sent) == stage  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("language", "sure", "read"),
    [
        (None, None, True), ("en", 1.0, True), ("en-GB", None, True), ("English", None, True),
        ("fr", 0.99, False), ("ar", None, False), ("fr", 0.6, True),
    ],
)  # fmt: skip
def test_only_english_is_read_and_a_guess_loses_no_report(language, sure, read):
    reason = foreign(report(language, sure))
    assert (reason is None) == read
    if reason:
        assert language in reason
        assert "only English" in reason


def test_a_document_in_another_language_is_kept_and_rejected_with_the_reason():
    document = report("fr", 0.99)
    kept, rejected = Annotate().open()([document])
    assert kept == document
    assert isinstance(rejected, Rejected)
    assert (rejected.id, rejected.stage) == ("d1", "annotate")


def test_a_report_goes_through_all_stages():
    [cleaned] = Clean().open()([report()])
    assert isinstance(cleaned, Document)
    document, annotated = Annotate().open()([cleaned])
    assert isinstance(annotated, Annotated)
    assert document == annotated.document
    made = list(Extract().open()([annotated]))
    assert any(isinstance(record, Claim) for record in made)


def test_a_report_that_carries_its_text_twice_tells_its_claims_once():
    once = report().text
    text = f"{once}\n\n{once.partition(chr(10))[2]}"
    [cleaned] = Clean().open()([Document("d1", text, 18)])
    _, annotated = Annotate().open()([cleaned])
    made = list(Extract().open()([annotated]))
    keys = [record.key for record in made if isinstance(record, Claim)]
    assert len(keys) == len(set(keys)) > 0


def test_the_house_of_an_outlet_is_known_from_its_name():
    work = Clean().open()
    [known, unknown, none] = work([replace(report(), outlet=name) for name in ("Sputnik", "Upland Post", None)])
    assert (known.family, unknown.family, none.family) == ("RUSSIA", None, None)


@pytest.mark.parametrize(("text", "read"), [("five died and " * 1400, True), ("five died and " * 1500, False)])
def test_a_text_without_a_full_stop_is_refused_before_it_costs_hours(text, read):
    reason = endless(Document("d", f"Shells hit Kelvan\n{text}.\nTwo were hurt.", 17))
    assert (reason is None) == read
    if reason:
        assert "full stop" in reason
