"""Which claims become one incident, and that the answer explains itself and does not depend on the order."""

import random
import time

from claimtrail.link import link, link_all

from .making import claim, document, number


def groups(claims, documents=None):
    return sorted(incident.claims for incident in link(claims, documents))


MARKET = {"place": "Kelvan", "admin": "Marn", "date": "2019-03-14"}


def test_two_outlets_that_tell_one_strike_are_one_incident_with_the_reasons_in_words():
    incidents = link(
        [
            claim("a", **MARKET, q=[number("killed", 17)]),
            claim("b", "Jets bombed a covered market.", **MARKET, q=[number("killed", 21)]),
        ]
    )
    assert [i.claims for i in incidents] == [("a#c1", "b#c1")]
    (link_made,) = incidents[0].links
    details = {r.feature: r.detail for r in link_made.reasons}
    assert details["date.same_day"] == "same day, 2019-03-14"
    assert details["place.same"] == "both: kelvan"
    assert details["detail.shared"] == "both tell of: market"
    assert abs(sum(r.score for r in link_made.reasons) - link_made.score) < 0.05
    assert incidents[0].version.startswith("link-")


def test_other_numbers_another_culprit_and_another_spelling_stay_one_incident():
    assert groups(
        [
            claim("a", **MARKET, actor="RUSSIA", q=[number("killed", 30)]),
            claim("b", **{**MARKET, "place": "Qelvan"}, actor="SYRIA_GOV", q=[number("killed", 45)]),
        ]
    ) == [("a#c1", "b#c1")]


def test_the_next_day_and_the_next_town_are_other_incidents():
    assert (
        len(
            groups(
                [
                    claim("a", "A clinic was hit.", **MARKET),
                    claim("b", "Shells fell on a bridge.", **{**MARKET, "date": "2019-03-16"}),
                    claim("c", "A depot blew up.", **{**MARKET, "place": "Orvash"}),
                ]
            )
        )
        == 3
    )


def test_a_rising_toll_of_one_attack_stays_together():
    tolls = [
        claim(f"r{n}", "A bomb tore through the wedding hall.", kind="ied", **MARKET, q=[number("killed", n)])
        for n in (43, 100, 112, 126)
    ]
    assert len(groups(tolls)) == 1


def test_a_denial_joins_what_it_denies():
    said = claim("a#c1", "Tessaran jets hit the clinic in Kelvan.", **MARKET, actor="RUSSIA", by=["Kelvan medics"])
    denied = claim(
        "a#c2",
        "The ministry said its planes did not hit the clinic.",
        **MARKET,
        actor="RUSSIA",
        stance="denied",
        by=["Tessaran Defence Ministry"],
    )
    assert groups([said, denied]) == [("a#c1", "a#c2")]


def test_a_marked_denial_joins_even_without_place_and_date():
    said = claim("a#c1", **MARKET, actor="RUSSIA")
    denied = claim("a#c2", "All of it is false.", actor="RUSSIA", stance="denied", denies="c1", by=["Dovarian army"])
    assert groups([said, denied]) == [("a#c1", "a#c2")]


def test_two_accounts_by_one_source_in_one_document_are_kept_apart():
    first = claim("a#c1", "Rockets hit the bakery.", kind="shelling", **MARKET, by=["Selk Valley Monitor"])
    second = claim("a#c2", "Rockets hit the school.", kind="shelling", **MARKET, by=["Selk Valley Monitor"])
    assert len(groups([first, second])) == 2


def test_another_report_cannot_bridge_two_accounts_that_one_text_keeps_apart():
    first = claim("a#c1", "Rockets hit the bakery.", kind="shelling", **MARKET, by=["Selk Valley Monitor"])
    second = claim("a#c2", "Rockets hit the school.", kind="shelling", **MARKET, by=["Selk Valley Monitor"])
    other = claim("b#c1", "Rockets hit the school.", kind="shelling", **MARKET)
    assert groups([first, second, other]) == [("a#c1",), ("a#c2", "b#c1")]


def test_a_week_and_its_days_stay_separate_but_tied():
    office = {"kind": "air_strike", "actor": "US_COALITION", "place": "Dovaria", "precision": "country"}
    week = claim("a#c1", "Nine strikes consisting of 11 engagements.", **office, date="2018-03-30", end="2018-04-05",
                 q=[number("strikes", 9, "strikes"), number("strikes", 11, "engagements")])  # fmt: skip
    day = claim("a#c2", "One strike consisting of three engagements.", **office, date="2018-04-01",
                q=[number("strikes", 1, "strike"), number("strikes", 3, "engagements")])  # fmt: skip
    quiet = claim("a#c3", "There were no reported strikes on Monday.", **office, date="2018-04-02", stance="denied")
    by_claim = {i.claims[0]: i for i in link([week, day, quiet])}
    assert len(by_claim) == 3
    assert set(by_claim["a#c1"].parts) == {by_claim["a#c2"].id, by_claim["a#c3"].id}
    assert by_claim["a#c2"].parts == ()


def test_a_joint_figure_is_tied_to_the_towns_it_covers():
    same = {"admin": "Marn", "date": "2019-03-14", "by": ["Selk Valley Monitor"]}
    both = claim("a#c1", "Strikes on two towns.", place="Kelvan", others=["Orvash"], q=[number("killed", 21)], **same)
    one = claim("a#c2", "A strike on a mill.", place="Orvash", q=[number("killed", 6)], **same)
    by_claim = {i.claims[0]: i for i in link([both, one])}
    assert by_claim["a#c1"].parts == (by_claim["a#c2"].id,)


def test_the_same_figures_by_one_ministry_in_two_outlets_join_without_a_date():
    text = "In 24 hours 88 sorties hit {} targets, the ministry said."
    both = {"actor": "RUSSIA", "by": ["Tessaran Defence Ministry"], "target": ("rebel targets", "OPPOSITION")}
    first = claim("a", text.format("at least 86"), place="Dovaria", precision="country", date="2015-10-12",
                  end="2015-10-13", q=[number("sorties", 88), number("targets", 86, high=None)], **both)  # fmt: skip
    second = claim("b", text.format(86), place="Marn", admin="Marn", q=[number("sorties", 88), number("targets", 86)],
                   **both)  # fmt: skip
    assert groups([first, second], {"a": document("a", "Meridian Wire", "2015-10-13")}) == [("a#c1", "b#c1")]


def test_routine_releases_without_dates_are_not_one_event():
    line = {"place": "Orvash", "admin": "Marn", "actor": "US_COALITION", "target": ("a tactical unit", "ISIS")}
    releases = [
        claim(n, "Near Orvash, strikes engaged a tactical unit.", **line, q=[number("strikes", k, "strikes")])
        for n, k in (("a", 2), ("b", 1), ("c", 3))
    ]
    offices = {n: document(n, "Coalition press office") for n in "abc"}
    assert len(groups(releases, offices)) == 3


def test_the_order_of_input_changes_nothing():
    claims = [
        claim(
            f"d{n}",
            f"Shells hit house {n % 7}.",
            place=f"Town{n % 5}",
            admin="Marn",
            date=f"2019-03-{1 + n % 9:02}",
            q=[number("killed", 3 + n % 11)],
        )
        for n in range(80)
    ]
    expected = link(claims)
    for seed in range(3):
        random.Random(seed).shuffle(claims)  # noqa: S311 - a test's shuffle
        assert link(claims) == expected


def test_every_claim_is_in_exactly_one_incident():
    claims = [claim(f"d{n}", place="Kelvan", date="2019-03-14") for n in range(9)] + [claim("bare", "Nothing known.")]
    keys = [key for incident in link(claims) for key in incident.claims]
    assert sorted(keys) == sorted(c.key for c in claims)


def test_an_incident_keeps_its_id_when_later_reports_join():
    first = [claim("a", **MARKET, q=[number("killed", 17)])]
    dated = {"a": document("a", "Meridian Wire", "2019-03-14"), "b": document("b", "Northgate Times", "2019-03-16")}
    before = link(first, dated)
    after = link([*first, claim("b", **MARKET, q=[number("killed", 21)])], dated)
    assert [i.id for i in after] == [i.id for i in before]


def test_a_block_too_large_is_split_and_reported():
    claims = [
        claim(
            f"d{n:04}",
            f"Report number {n}.",
            kind="shelling",
            place="Kelvan",
            admin="Marn",
            date="2019-03-14",
            q=[number("killed", n % 40 + 1)],
        )
        for n in range(300)
    ]
    linked = link_all(claims)
    assert linked.splits
    assert all(split.size > split.window for split in linked.splits)
    assert linked.compared < 300 * 299 / 2


def test_thousands_of_claims_take_seconds():
    claims = [
        claim(f"d{n:05}", f"Shells hit a house in quarter {n % 97}.", kind="shelling", place=f"Town{n % 211}",
              admin=f"P{n % 14}", date=f"20{10 + n % 9}-{1 + n % 12:02}-{1 + n % 28:02}", q=[number("killed", n % 60)])
        for n in range(4_000)
    ]  # fmt: skip
    began = time.perf_counter()
    link(claims)
    assert time.perf_counter() - began < 12


def test_the_strike_without_a_place_points_back_to_the_strike_told_before():
    sides = {"actor": "IRAQ_GOV", "target": ("fighters", "ISIS")}
    told = claim("a#c1", "Planes hit a villa of fighters near Kelvan.", **MARKET, **sides, by=["Selk Valley Monitor"])
    later = claim("a#c2", "36 fighters died in the strike, the army announced.", **sides, by=["Dovarian army"])
    bare = claim("a#c2", "36 fighters died in strikes of late, the army announced.", by=["Dovarian army"])
    assert groups([told, later]) == [("a#c1", "a#c2")]
    assert len(groups([told, bare])) == 2


def test_accounts_of_one_strike_by_outlet_state_and_coalition_join_although_the_places_differ():
    side = {"actor": "IRAQ_GOV", "target": ("a command post", "ISIS")}
    near = {"admin": "Marn", "precision": "near", "date": "2018-04-19"}
    claims = [
        claim("a#c1", "The Iraqi air force hit a command post near Kelvan.", place="Kelvan", lat=34.45, lon=40.92,
              **side, **near),
        claim("a#c2", "36 fighters were killed in the strike, the state announced.", **side, by=["Dovarian army"],
              q=[number("killed", 36, "fighters")]),
        claim("a#c3", "The Iraqi air force struck a command post near Orvash with support from the coalition.",
              place="Orvash", lat=34.69, lon=40.83, **side, **near, by=["Pentagon"]),
    ]  # fmt: skip
    assert groups(claims) == [("a#c1", "a#c2", "a#c3")]
