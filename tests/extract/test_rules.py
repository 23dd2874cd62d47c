"""The extractor on short texts of our own: who says what happened, on whose word; and texts that must not break it."""

from datetime import date

import pytest

from claimtrail.annotate import annotate
from claimtrail.clean import clean
from claimtrail.extract import extract
from claimtrail.model.documents import Dated, Document

DAY = date(2024, 3, 14)  # a Thursday


def claims(body, title="News", outlet=None):
    text = f"{title}\n{body}"
    document = Document("d", text, len(title), outlet=outlet, published=Dated(DAY, "listed"))
    found, _ = extract(annotate(clean(document)))
    return found


def one(body, kind=None):
    found = [c for c in claims(body) if kind is None or c.event_type == kind]
    assert found, body
    return found[0]


def chain(claim):
    return [s.name for s in claim.attribution]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shelling killed nine people in Omdurman on Friday, medics said.", ["medics"]),
        ("Medics said shelling killed nine people in Omdurman on Friday.", ["medics"]),
        ("According to residents, shelling killed nine people in Omdurman on Friday.", ["residents"]),
        (
            "SANA, citing a military source, reported that rockets killed nine people in Aleppo.",
            ["military source", "SANA"],
        ),
        ("Shelling killed nine people in Omdurman on Friday.", []),
    ],
)
def test_the_chain_runs_from_the_root_to_who_passed_it_on(text, names):
    assert chain(one(text)) == names


def test_two_sources_are_two_accounts_and_never_share_a_number():
    found = claims(
        "Medics said shelling killed nine people in Omdurman on Friday. "
        "The Sudanese army said the shelling in Omdurman killed 13 people."
    )
    told = {tuple(chain(c)): {q.low for q in c.quantities if q.measure == "killed"} for c in found}
    assert told[("medics",)] == {9}
    assert {13} in [numbers for names, numbers in told.items() if names != ("medics",)]


def test_a_denial_is_tied_to_what_it_denies():
    found = claims(
        "Residents said Syrian warplanes bombed a market in Al-Bab on Tuesday, killing 14 people. "
        "The Syrian Defence Ministry denied that its warplanes bombed the market in Al-Bab."
    )
    denial = next(c for c in found if c.stance == "denied")
    told = next(c for c in found if c.id == denial.denies)
    assert told.stance == "asserted"
    assert any(q.low == 14 for q in told.quantities)


def test_the_lines_of_a_log_are_one_claim_each_with_the_day_and_the_doer_of_the_log():
    found = claims(
        "On March 13, 2024, coalition military forces conducted three strikes in Syria:\n\n"
        "- Near Raqqa, one strike destroyed a vehicle.\n\n"
        "- Near Palmyra, two strikes engaged a tactical unit and destroyed two tunnels.\n"
    )
    lines = {c.place.text: c for c in found if c.place and c.place.text in ("Raqqa", "Palmyra")}
    assert set(lines) == {"Raqqa", "Palmyra"}
    assert all(str(c.date.start) == "2024-03-13" for c in lines.values())
    assert all(c.actor.code == "US_COALITION" for c in lines.values())
    assert ("strikes", 2) in {(q.measure, q.low) for q in lines["Palmyra"].quantities}


@pytest.mark.parametrize(
    "text",
    [
        "No fewer than 20 air strikes hit Aleppo on Tuesday, medics said.",
        "No group claimed the bombing that killed nine people in Aleppo.",
        "There was no warning before the air strike that killed nine people in Aleppo.",
    ],
)
def test_a_no_beside_the_act_is_no_denial(text):
    assert [c.stance for c in claims(text)] == ["asserted"]


@pytest.mark.parametrize("text", ["No army aircraft struck Aleppo on Tuesday.", "The army denied bombing Aleppo."])
def test_a_no_that_means_the_act_is_a_denial(text):
    assert [c.stance for c in claims(text)] == ["denied"]


def test_two_sources_of_one_medium_are_two_accounts():
    found = claims(
        "A US official told CNN that an air strike in Raqqa killed nine people. "
        "The Russian defence ministry told CNN that an air strike in Raqqa killed 30 people."
    )
    assert len({chain(c)[0] for c in found}) == 2


def test_an_official_who_speaks_is_not_the_doer_and_a_day_of_speech_is_not_the_day_of_the_act():
    claim = one("The Turkish army said on Monday that a roadside bomb killed two soldiers near Azaz.", "ied")
    assert chain(claim) == ["Turkish army"]
    assert claim.actor is None
    assert claim.date is None or str(claim.date.start) != "2024-03-11"


def test_every_value_stands_in_the_text():
    body = (
        "KIRKUK, Iraq - A car bomb exploded at a checkpoint south of Kirkuk on Thursday, killing six policemen and "
        "wounding 15 people, a police source said. Islamic State claimed responsibility for the attack."
    )
    text = f"News\n{body}"
    found = claims(body)
    assert found
    for claim in found:
        spans = [(e.span, e.text) for e in claim.evidence]
        spans += [(q.span, q.text) for q in claim.quantities] + [(s.span, s.text) for s in claim.attribution]
        spans += [(x.span, x.text) for x in (claim.actor, claim.target, claim.place) if x]
        for span, quoted in spans:
            assert text[span.start : span.end] == quoted


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Air strike kills nine in Aleppo", ""),
        ("", ""),
        ("News", "9" * 500 + " people were killed in Aleppo."),
        ("News", "killed " * 3000),
        ("News", "\n\n\n"),
        ("خبر", "قتل تسعة أشخاص في حلب."),
    ],
)
def test_odd_texts_do_not_break_it(title, body):
    claims(body, title=title)


def test_the_same_text_gives_the_same_claims():
    body = "Medics said shelling killed nine people in Omdurman on Friday. The army denied shelling Omdurman."
    assert claims(body) == claims(body)
