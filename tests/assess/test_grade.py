"""One golden case for each level, strike status and number of the Admiralty code; and the headline."""

import re
from pathlib import Path

import pytest

from claimtrail.assess import METHODOLOGY
from claimtrail.assess.grade import RULES
from link.making import claim, number

from .test_ranges import of

HERE = {"place": "Kelvan", "admin": "Marn", "date": "2019-03-14"}
DEAD = {**HERE, "q": [number("killed", 12, "civilians")]}


def level(claims):
    return of(claims).grade.level


def test_confirmed_when_a_side_says_so_of_itself():
    grade = of([claim("a", **DEAD, actor="US_COALITION", by=["Pentagon"])]).grade
    assert (grade.level, grade.strike_status) == ("confirmed", "declared_strike")


def test_a_strike_declared_against_fighters_is_not_graded():
    grade = of([claim("a", **HERE, actor="US_COALITION", target=("fighters", "ISIS"), by=["Pentagon"],
                      q=[number("killed", 12, "fighters")])]).grade  # fmt: skip
    assert (grade.level, grade.strike_status) == ("ungraded", "declared_strike")


def test_contested_when_two_are_blamed():
    grade = of([
        claim("a", **DEAD, actor="RUSSIA", by=["Kelvan medics"]),
        claim("b", **DEAD, actor="SYRIA_GOV", by=["Selk Valley Monitor"]),
    ]).grade  # fmt: skip
    assert (grade.level, grade.strike_status) == ("contested", "contested_strike")


def test_fair_with_two_independent_roots_and_a_likely_action():
    grade = of(
        [
            claim("a", **DEAD, actor="RUSSIA", by=["Kelvan medics"]),
            claim("b", **DEAD, actor="RUSSIA", by=["Selk Valley Monitor"]),
        ]
    ).grade
    assert (grade.level, grade.strike_status, grade.admiralty) == ("fair", "likely_strike", "F1")


def test_weak_with_a_single_source():
    grade = of([claim("a", **DEAD, actor="RUSSIA", by=["Selk Valley Monitor"])]).grade
    assert (grade.level, grade.strike_status, grade.admiralty) == ("weak", "single_source_claim", "F3")


def test_two_outlets_with_one_root_stay_weak():
    assert level([claim(n, **DEAD, actor="RUSSIA", by=["Selk Valley Monitor"]) for n in ("a", "b")]) == "weak"


def test_a_denial_alone_is_ungraded_and_does_not_read_as_a_strike_that_happened():
    made = of([claim("a", **HERE, actor="RUSSIA", stance="denied", target=("hospitals", "INFRASTRUCTURE"),
                     by=["Russian Defence Ministry"])])  # fmt: skip
    assert made.headline == "Denied: air strike on hospitals, Kelvan"
    assert (made.grade.level, made.grade.strike_status, made.grade.admiralty) == ("ungraded", None, "F6")


def test_a_contradicted_account_is_at_most_doubtful():
    grade = of([
        claim("a", **DEAD, actor="RUSSIA", by=["Kelvan medics"]),
        claim("b", **HERE, actor="RUSSIA", stance="denied", by=["Russian Defence Ministry"]),
    ]).grade  # fmt: skip
    assert grade.admiralty == "F4"


def test_the_trace_names_every_rule_and_leaves_discounting_to_people():
    trace = of([claim("a", **DEAD, by=["Selk Valley Monitor"])]).grade.trace
    assert [s.outcome for s in trace].count("met") == 1
    assert trace[-1].outcome == "needs a person"
    assert all(step.why for step in trace)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Air strike, Kelvan"),
        ({"kind": "shelling"}, "Shelling, Kelvan"),
        ({"stance": "planned"}, "Planned: air strike, Kelvan"),
        ({"place": None}, "Air strike, place not stated"),
    ],
)
def test_headlines_are_kind_and_place(given, words):
    assert of([claim("a", **{**HERE, **given})]).headline == words


def test_the_wording_of_a_side_does_not_enter_the_headline():
    made = of([claim("a", **HERE, stance="denied", target=("terrorist dens", "ARMED_UNSPEC"))])
    assert made.headline == "Denied: air strike, Kelvan"


def test_the_page_of_the_methodology_has_the_rules_of_the_code():
    page = (Path(__file__).resolve().parents[2] / "docs" / "methodology.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d) \| `(\w+)` \| (.+?) \|", page, re.MULTILINE)
    assert [(int(n), lv, asks) for n, lv, asks in rows] == [(n, r.level, r.asks) for n, r in enumerate(RULES, 1)]
    assert f"`{METHODOLOGY}`" in page
