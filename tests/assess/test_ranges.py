"""Low, high and best: one vote a root, bounds and words as such, copies and repeats without a vote."""

from claimtrail.assess import assess
from claimtrail.model.incidents import Incident
from link.making import claim, document, number

MARKET = {"place": "Kelvan", "admin": "Marn", "date": "2019-03-14"}


def of(claims, documents=None, parts=()):
    """The assessment of one incident that holds all the claims."""
    return assess([Incident("i", tuple(sorted(c.key for c in claims)), parts=tuple(parts))], claims, documents)[0]


def killed(assessment, group="all"):
    return next(r for r in assessment.ranges if (r.measure, r.group) == ("killed", group))


def test_a_range_runs_from_the_lowest_to_the_highest_root():
    made = of(
        [
            claim("a", q=[number("killed", 17)], by=["Kelvan medics"]),
            claim("b", q=[number("killed", 19)], by=["Selk Valley Monitor"]),
            claim("c", q=[number("killed", 21)], by=["Northgate Rescue"]),
        ]
    )
    assert (killed(made).low, killed(made).high) == (17, 21)
    assert made.main == killed(made)


def test_best_is_the_figure_most_roots_support_and_the_lower_one_when_tied():
    tied = killed(of([claim("a", q=[number("killed", 9)]), claim("b", q=[number("killed", 14)])]))
    assert tied.best == 9
    backed = killed(of([
        claim("a", q=[number("killed", 9)]), claim("b", q=[number("killed", 14)]), claim("c", q=[number("killed", 14)])
    ]))  # fmt: skip
    assert backed.best == 14
    assert any("2 of 3 independent roots" in line for line in backed.derivation)


def test_a_copy_and_a_repeat_are_no_second_vote():
    documents = {
        "wire": document("wire", "Meridian Wire"), "copy": document("copy", "Northgate Times", copy_of="wire"),
        "other": document("other", "Selk Daily"),
    }  # fmt: skip
    made = of(
        [
            claim("wire#c1", q=[number("killed", 14)]), claim("copy#c1", q=[number("killed", 14)]),
            claim("other#c1", q=[number("killed", 9)]),
        ],
        documents,
    )  # fmt: skip
    assert made.independent_roots == 2
    assert killed(made).best == 9
    assert [a.copy_of for a in made.accounts if a.document_id == "copy"] == ["wire"]


def test_at_least_is_a_lower_bound_and_up_to_an_upper_one():
    made = killed(of([
        claim("a", q=[number("killed", 15, high=None)]),
        claim("b", q=[number("killed", None, high=30, text="up to 30")]),
    ]))  # fmt: skip
    assert (made.low, made.high, made.best) == (15, 30, 15)


def test_a_lone_lower_bound_says_that_the_number_may_be_higher():
    made = killed(of([claim("a", q=[number("killed", 15, high=None)])]))
    assert (made.low, made.high) == (15, 15)
    assert any("may be higher" in line for line in made.derivation)


def test_a_word_is_kept_as_a_word_and_never_becomes_a_number():
    made = killed(of([claim("a", q=[number("killed", None, high=None, text="dozens")])]))
    assert (made.low, made.high, made.best, made.words) == (None, None, None, ("dozens",))


def test_zero_is_a_number():
    made = killed(of([claim("a", q=[number("killed", 0, text="no one")])]))
    assert (made.low, made.high, made.best) == (0, 0, 0)


def test_a_sub_count_is_its_own_range_and_does_not_lower_the_total():
    made = of([claim("a", q=[number("killed", 26), number("killed", 5, "children")])])
    assert (killed(made).low, killed(made).high) == (26, 26)
    assert killed(made, "children").best == 5


def test_soldiers_and_civilians_without_a_total_are_added():
    made = of([claim("a", q=[number("killed", 4, "soldiers"), number("killed", 11, "civilians")])])
    assert killed(made).best == 15
    assert killed(made).derivation[0] == "a: 15 (4 soldiers + 11 civilians)"


def test_a_noun_that_names_no_class_is_not_shown_twice():
    made = of([claim("a", q=[number("killed", 1, "shepherd")])])
    assert [(r.group, r.low, r.high) for r in made.ranges] == [("all", 1, 1)]
    other = of([claim("a", q=[number("killed", 1, "shepherd")]), claim("b", q=[number("killed", 3)])])
    assert {r.group for r in other.ranges} == {"all", "shepherd"}


def test_fifty_tons_are_a_range_of_fifty_tons():
    supply = claim("a", kind="supply", q=[number("delivered", 50, "ammunition", text="some 50 tons")])
    made = of([supply])
    assert (made.main.measure, made.main.group, made.main.low, made.main.high) == ("delivered", "tons", 50, 50)


def test_figures_of_a_denial_are_not_counted():
    made = of(
        [
            claim("a#c1", q=[number("killed", 12)], by=["Kelvan medics"]),
            claim("a#c2", stance="denied", q=[number("killed", 12)], by=["Tessaran Defence Ministry"]),
        ]
    )
    assert killed(made).claims == ("a#c1",)


def test_a_party_does_not_outvote_an_independent_root():
    made = killed(
        of(
            [
                claim("a", q=[number("killed", 40)], by=["Russian Defence Ministry"]),
                claim("b", q=[number("killed", 40)], by=["Syrian army"]),
                claim("c", q=[number("killed", 12)], by=["Kelvan medics"]),
            ]
        )
    )
    assert (made.low, made.high, made.best) == (12, 40, 12)


def test_the_order_of_claims_changes_nothing():
    claims = [
        claim(f"d{n}", **MARKET, q=[number("killed", 10 + n % 3)], by=[name], actor=side)
        for n, (name, side) in enumerate(
            (a, b) for a in ("Kelvan medics", "Selk Valley Monitor", "Syrian army") for b in ("RUSSIA", "SYRIA_GOV")
        )
    ]
    incident = Incident("i", tuple(sorted(c.key for c in claims)))
    assert assess([incident], claims) == assess([incident], claims[::-1])
