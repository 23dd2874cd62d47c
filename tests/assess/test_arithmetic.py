"""One golden case for each kind of sum."""

from claimtrail.assess import assess
from claimtrail.model.incidents import Incident
from link.making import claim, number

from .test_ranges import of


def only(claims):
    (finding,) = of(claims).findings
    return finding


def test_a_list_that_is_shorter_than_the_targets_is_open_and_no_contradiction():
    made = of([claim("a", q=[
        number("sorties", 55, "sorties"), number("targets", 53, "targets"),
        number("destroyed", 25, "fortified positions"),
        number("destroyed", 7, "command centers"), number("destroyed", 6, "training camps"),
        number("destroyed", 6, "ammunition depots"),
    ])])  # fmt: skip
    (finding,) = made.findings
    assert finding.holds == "open"
    assert "= 44, fewer than the 53 targets" in finding.text
    assert "no contradiction" in finding.text
    assert not made.disagreements
    assert made.main.measure == "sorties"


def test_a_total_that_is_the_sum_of_its_parts_agrees():
    finding = only([claim("a", q=[
        number("killed", 27, "commanders"), number("killed", 26, "commanders"), number("killed", 1, "commander"),
    ])])  # fmt: skip
    assert finding.holds == "agrees"
    assert finding.text == "27 killed = 26 commanders + 1 commander"


def test_groups_that_do_not_fill_the_total_are_open():
    dead = [number("killed", 20), number("killed", 5, "soldiers"), number("killed", 9, "rebels")]
    finding = only([claim("a", q=dead)])
    assert finding.holds == "open"
    assert "5 soldiers + 9 rebels = 14; the other 6 of 20 killed" in finding.text


def test_a_group_larger_than_all_may_be_other_people_and_lowers_nothing():
    made = of([claim("a", q=[number("killed", 7), number("killed", 11, "civilians")])])
    (finding,) = made.findings
    assert finding.holds == "open"
    assert "11 civilians are more than 7 killed: an error, or other people are meant" in finding.text
    assert (made.main.low, made.main.group) == (11, "all")
    assert any("may be higher" in line for line in made.main.derivation)


def test_one_entry_is_no_sum_of_people():
    whole = claim("r#c0", place="Dovaria", precision="country", q=[number("killed", 900)])
    part = claim("r#c1", place="Kelvan", q=[number("killed", 1)])
    incidents = [Incident("i0", ("r#c0",), parts=("i1",)), Incident("i1", ("r#c1",))]
    assert assess(incidents, [whole, part])[0].findings == ()


def test_five_children_among_twenty_dead_are_not_worth_a_finding():
    assert of([claim("a", q=[number("killed", 20), number("killed", 5, "children")])]).findings == ()


def release(*days):
    office = {"actor": "US_COALITION", "place": "Dovaria", "precision": "country"}
    nine = [number("strikes", 9, "strikes")]
    week = claim("r#c0", **office, others=["Tessara"], date="2018-03-30", end="2018-04-05", q=nine)
    quiet = {"text": "There were no reported strikes.", "stance": "denied"}
    lines = [
        claim(f"r#c{n}", **office, date=f"2018-04-0{n}", **({"q": [number("strikes", k, "strikes")]} if k else quiet))
        for n, k in enumerate(days, 1)
    ]
    claims = [week, *lines]
    incidents = [Incident(f"i{n}", (c.key,)) for n, c in enumerate(claims)]
    incidents[0] = Incident("i0", ("r#c0",), parts=tuple(i.id for i in incidents[1:]))
    return assess(incidents, claims)


def test_a_release_is_checked_against_its_daily_lines():
    made = release(4, 0, 5)
    (finding,) = made[0].findings
    assert (finding.kind, finding.holds) == ("log", "agrees")
    assert "4 (2018-04-01) + 5 (2018-04-03) = 9; besides 1 with none reported" in finding.text
    assert "the total also covers Tessara, of which no entry at hand tells" in finding.text
    assert made[2].headline == "No strikes reported, Dovaria"


def test_fewer_lines_than_the_total_are_open_and_more_conflict():
    assert release(1, 2)[0].findings[0].holds == "open"
    assert "6 of the total are not among the entries" in release(1, 2)[0].findings[0].text
    assert release(6, 5)[0].findings[0].holds == "conflicts"


def test_a_smaller_number_without_a_noun_is_no_total():
    made = of([claim("a", q=[number("killed", 27, "commanders"), number("killed", 26, None)])])
    assert made.findings == ()
    assert (made.main.low, made.main.high) == (27, 27)


def test_a_group_counted_twice_is_no_open_sum():
    dead = [number("killed", 12), number("killed", 4, "children"), number("killed", 3, "children")]
    assert of([claim("a", q=dead)]).findings == ()


def test_entries_of_one_day_are_told_apart_by_their_places():
    day = {"actor": "US_COALITION", "date": "2018-04-02"}
    total = claim("r#c0", **day, place="Dovaria", precision="country", q=[number("strikes", 5, "strikes")])
    lines = [
        claim(f"r#c{n}", **day, place=name, q=[number("strikes", count, "strikes")])
        for n, (name, count) in enumerate((("Kelvan", 3), ("Orsa", 2)), 1)
    ]
    incidents = [Incident("i0", ("r#c0",), parts=("i1", "i2")), Incident("i1", ("r#c1",)), Incident("i2", ("r#c2",))]
    (finding,) = assess(incidents, [total, *lines])[0].findings
    assert "3 (Kelvan) + 2 (Orsa) = 5; they agree" in finding.text
