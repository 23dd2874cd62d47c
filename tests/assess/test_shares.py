"""Numbers that count only some: they lower no total, and stand as a lower bound where nobody gives a total."""

import pytest

from claimtrail.assess.shares import share_of
from link.making import claim, number

from .test_ranges import killed, of

HALL = claim("a", "A shell killed nine people in the hall.", q=[number("killed", 9, text="nine")], by=["Kelvan medics"])


@pytest.mark.parametrize(
    ("sentence", "said", "noun"),
    [
        ("Three nurses were among the dead.", "Three", "nurses"),
        ("Among those killed were three nurses and a driver.", "three", "nurses"),
        ("The dead included two drivers and three nurses.", "three", "nurses"),
        ("Three of the dead were brothers.", "Three", "dead"),
        ("Three of them were under ten.", "Three", None),
        ("The crews found three more bodies on Sunday.", "three", "bodies"),
    ],
)
def test_a_number_of_some_does_not_lower_the_number_of_all(sentence, said, noun):
    some = claim("b", sentence, q=[number("killed", 3, noun, text=said)], by=["Selk Valley Monitor"])
    made = of([HALL, some])
    assert (killed(made).low, killed(made).high, killed(made).best) == (9, 9, 9)
    assert not [d for d in made.disagreements if d.summary.startswith("killed:")]


@pytest.mark.parametrize(
    ("sentence", "said", "measure", "noun"),
    [
        ("The raid killed three nurses.", "three", "killed", "nurses"),
        ("The raid killed three people and four guards were among the wounded.", "three", "killed", "people"),
        ("Among the dead was a guard, and the blast wounded three drivers.", "three", "injured", "drivers"),
        ("Two people were killed and three more were wounded.", "three", "injured", None),
        ("Three people, among them two children, died.", "Three", "killed", "people"),
        ("The town was hit before, including in May when three people were killed.", "three", "killed", "people"),
        ("Among them was a guard while three people were injured.", "three", "injured", "people"),
        ("Three of the houses fell and killed a man.", "Three", "destroyed", "houses"),
    ],
)
def test_a_number_of_all_stays_one(sentence, said, measure, noun):
    quantity = number(measure, 3, noun, text=said)
    assert share_of(claim("b", sentence, q=[quantity]), quantity) == "all"


def test_a_group_that_is_part_of_the_dead_keeps_its_own_range():
    told = [
        claim("b", "Four children were among the dead.", q=[number("killed", 4, "children", text="Four")]),
        claim("c", "Six children died.", q=[number("killed", 6, "children", text="Six")]),
    ]
    made = of([HALL, *told])
    assert (killed(made, "children").low, killed(made, "children").high) == (4, 6)
    assert killed(made).high == 9


def test_without_a_total_the_part_is_a_lower_bound():
    made = of([claim("b", "Five of the dead were brothers.", q=[number("killed", 5, "dead", text="Five")])])
    assert (killed(made).low, killed(made).best) == (5, 5)
    assert any("may be higher" in line for line in killed(made).derivation)


def test_five_more_alone_are_five():
    made = of([claim("b", "Five more people were killed in Orsa.", q=[number("killed", 5, text="Five")])])
    assert (killed(made).low, killed(made).high) == (5, 5)
    assert not any("may be higher" in line for line in killed(made).derivation)
