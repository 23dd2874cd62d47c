"""One golden case for each kind of disagreement, and for what only looks like one."""

import pytest

from link.making import claim, document, number

from .test_ranges import of

HERE = {"place": "Kelvan", "admin": "Marn", "date": "2019-03-14"}


def kinds(claims, documents=None):
    return {d.kind: d for d in of(claims, documents).disagreements}


def test_number():
    found = kinds(
        [
            claim("a", **HERE, q=[number("killed", 15)], by=["Kelvan medics"]),
            claim("b", **HERE, q=[number("killed", 18)], by=["Selk Valley Monitor"]),
        ]
    )
    assert found.keys() == {"number"}
    assert found["number"].summary == "killed: 15 against 18"
    assert [(s.value, s.claims) for s in found["number"].sides] == [("15", ("a#c1",)), ("18", ("b#c1",))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("targets", 86, high=None), number("targets", 86)),
        (number("targets", 50, text="about 50"), number("targets", 53)),
        (number("targets", None, high=90, text="up to 90"), number("targets", 80)),
        (number("targets", None, high=None, text="dozens"), number("targets", 40)),
    ],
)
def test_bounds_rounded_figures_and_words_that_fit_do_not_disagree(one, other):
    assert not kinds([claim("a", **HERE, q=[one]), claim("b", **HERE, q=[other])])


def test_perpetrator():
    found = kinds(
        [
            claim("a", **HERE, actor="RUSSIA", by=["Kelvan medics"]),
            claim("b", **HERE, actor="SYRIA_GOV", by=["Selk Valley Monitor"]),
        ]
    )
    assert found["perpetrator"].summary == "who did it: RUSSIA against SYRIA_GOV"


def test_a_coalition_and_the_state_that_leads_it_are_one_perpetrator():
    assert not kinds([claim("a", **HERE, actor="US_COALITION"), claim("b", **HERE, actor="USA")])


def test_one_who_leaves_two_sides_open_does_not_contradict_one_who_names_either():
    from dataclasses import replace

    from claimtrail.model.claims import Party

    either = replace(claim("a", **HERE), actor=Party("Russian or Syrian warplanes", "RUSSIA"))
    made = of([either, claim("b", **HERE, actor="SYRIA_GOV")])
    assert not made.disagreements
    assert made.grade.strike_status != "contested_strike"


def test_in_fighting_both_sides_act():
    fight = {**HERE, "kind": "armed_clash"}
    assert not kinds([claim("a", **fight, actor="SYRIA_GOV"), claim("b", **fight, actor="OPPOSITION")])


def test_who_planned_and_supported_it():
    statement = "The raid was planned by the Iraqi army, with support from the US-led coalition."
    denial = "The US tries to take credit for a raid made without its consent."
    found = kinds(
        [
            claim("a#c1", statement, **HERE, actor="IRAQ_GOV", by=["Pentagon"]),
            claim("a#c2", denial, **HERE, actor="IRAQ_GOV"),
        ]
    )
    assert found["perpetrator"].summary == "who planned or supported it is told differently"
    assert any("planned by the Iraqi army" in s.value for s in found["perpetrator"].sides)
    assert any("without its consent" in s.value for s in found["perpetrator"].sides)


def test_responsibility_denied():
    found = kinds(
        [
            claim("a#c1", **HERE, actor="RUSSIA", by=["Kelvan medics"]),
            claim("a#c2", **HERE, actor="RUSSIA", stance="denied", by=["Russian Defence Ministry"]),
        ]
    )
    assert found.keys() == {"responsibility_denied"}
    assert [s.value for s in found["responsibility_denied"].sides] == ["RUSSIA did it", "RUSSIA did not do it"]
    assert [s.claims for s in found["responsibility_denied"].sides] == [("a#c1",), ("a#c2",)]


def test_who_blames_nobody_and_who_denies_are_no_accusers():
    denial = claim("a#c2", **HERE, actor="RUSSIA", stance="denied", by=["Russian Defence Ministry"])
    own = claim("b#c1", **HERE, by=["Russian Defence Ministry"])
    silent = claim("b#c2", **HERE, by=["Kelvan medics"])
    accuser = claim("c#c1", **HERE, actor="RUSSIA", by=["Selk Valley Monitor"])
    blamed = kinds([denial, own, silent, accuser])["responsibility_denied"]
    assert [s.claims for s in blamed.sides] == [("c#c1",), ("a#c2",)]
    unblamed = kinds([denial, own, silent])["responsibility_denied"]
    assert [s.value for s in unblamed.sides] == ["it happened, nobody blamed", "RUSSIA did not do it"]
    assert unblamed.sides[0].claims == ("b#c2",)


def test_whether_it_happened():
    found = kinds([
        claim("a#c1", **HERE, by=["Kelvan medics"]), claim("a#c2", **HERE, stance="denied", by=["Dovarian army"])
    ])  # fmt: skip
    assert found.keys() == {"whether_it_happened"}


def test_a_denied_loss_does_not_deny_the_event():
    found = kinds(
        [
            claim("a#c1", **HERE, by=["Kelvan medics"]),
            claim("a#c2", **HERE, stance="denied", q=[number("killed", 0, "soldiers")], by=["Dovarian army"]),
        ]
    )
    assert "whether_it_happened" not in found


def test_place():
    found = kinds([
        claim("a", **HERE, by=["Kelvan medics"]), claim("b", **{**HERE, "place": "Orvash"}, by=["Dovarian army"])
    ])  # fmt: skip
    assert found["place"].summary == "where: Kelvan against Orvash"


def test_two_spellings_and_a_wider_area_are_no_other_place():
    assert not kinds([
        claim("a", **HERE), claim("b", **{**HERE, "place": "Qelvan"}), claim("c", **{**HERE, "place": "Marn"})
    ])  # fmt: skip


def test_date():
    found = kinds([claim("a", **HERE), claim("b", **{**HERE, "date": "2019-03-13"})])
    assert found["date"].summary == "when: 2019-03-13 against 2019-03-14"


def test_a_week_that_holds_the_day_is_no_other_date():
    assert not kinds([claim("a", **HERE), claim("b", **{**HERE, "date": "2019-03-11"}, end="2019-03-17")])


def test_victim_status():
    found = kinds(
        [
            claim("a", **HERE, q=[number("killed", 12, "civilians")], by=["Kelvan medics"]),
            claim("b", **HERE, q=[number("killed", 12, "militants")], by=["Dovarian army"]),
        ]
    )
    assert found["victim_status"].summary == "who was hit: civilians against combatants"


def test_a_later_figure_by_the_same_root_is_a_revision_and_the_latest_counts():
    documents = {
        n: document(n, o, d) for n, o, d in (("a", "Selk Daily", "2019-03-14"), ("b", "Northgate Times", "2019-03-17"))
    }
    made = of(
        [
            claim("a", **HERE, q=[number("killed", 43)], by=["Selk Valley Monitor"]),
            claim("b", **HERE, q=[number("killed", 126)], by=["Selk Valley Monitor"]),
        ],
        documents,
    )
    assert not made.disagreements
    (revision,) = made.revisions
    assert revision.steps == ("43 (Selk Daily, 2019-03-14)", "126 (Northgate Times, 2019-03-17)")
    assert (made.main.low, made.main.high, made.main.best) == (126, 126, 126)
