"""On whose word: chains, one ministry in two outlets, unnamed voices, repeats."""

from claimtrail.model.claims import Source
from link.making import claim, document, number

from .test_ranges import of


def sources(*pairs):
    return tuple(Source(name, name, kind) for name, kind in pairs)


def with_chain(made, *pairs):
    from dataclasses import replace

    return replace(made, attribution=sources(*pairs))


MINISTRY = ("Russian Defence Ministry", "state_official")


def test_two_outlets_that_tell_one_ministrys_figure_are_one_root():
    first = with_chain(claim("a", q=[number("sorties", 88)]), MINISTRY)
    second = with_chain(claim("b", q=[number("sorties", 88)]), MINISTRY)
    made = of([first, second], {"a": document("a", "Selk Daily"), "b": document("b", "Northgate Times")})
    (root,) = made.roots
    assert (root.name, root.party, len(root.claims)) == ("Russian Defence Ministry", "RUSSIA", 2)


def test_the_root_is_whoever_said_it_first_and_the_chain_ends_with_the_outlet():
    told = with_chain(
        claim("a", kind="supply", q=[number("delivered", 50, text="50 tons")]),
        ("unnamed US official", "unnamed_official"), ("CNN", "news_media"), ("Sputnik", "state_media"),
    )  # fmt: skip
    made = of([told], {"a": document("a", "Selk Daily")})
    assert made.roots[0].name == "unnamed US official"
    assert made.accounts[0].chain == ("unnamed US official", "CNN", "Sputnik", "Selk Daily")
    assert {(r.teller, r.on, r.kind) for r in made.reliance} == {
        ("CNN", "unnamed US official", "relays"), ("Sputnik", "CNN", "relays"), ("Selk Daily", "Sputnik", "relays"),
    }  # fmt: skip


def test_an_unnamed_source_carried_by_a_state_agency_is_that_states_word():
    made = of(
        [
            with_chain(claim("a"), ("military source", "unnamed_official"), ("SANA", "state_media")),
            with_chain(claim("b"), ("SANA", "state_media")),
        ]
    )
    assert [root.party for root in made.roots] == ["SYRIA_GOV"]


def test_an_unnamed_source_in_a_state_agencys_own_report_is_that_states_word():
    told = with_chain(claim("a"), ("military source", "unnamed_official"))
    assert [root.party for root in of([told], {"a": document("a", "SANA")}).roots] == ["SYRIA_GOV"]
    assert [root.party for root in of([told], {"a": document("a", "Selk Daily")}).roots] == [None]


def test_a_state_medium_named_by_its_address_speaks_for_its_side():
    made = of([claim("a")], {"a": document("a", "sana.sy", family="SYRIA_GOV")})
    assert [(root.kind, root.party) for root in made.roots] == [("outlet", "SYRIA_GOV")]


def test_residents_in_two_reports_are_two_roots():
    made = of([with_chain(claim(n), ("residents", "local_source")) for n in ("a", "b")])
    assert made.independent_roots == 2


def test_a_headline_that_only_repeats_a_quoted_figure_is_no_root():
    made = of([
        claim("a#c1", q=[number("killed", 31)]), claim("a#c2", q=[number("killed", 31)], by=["Selk Valley Monitor"])
    ])  # fmt: skip
    assert [root.name for root in made.roots] == ["Selk Valley Monitor"]
    assert [a.repeats for a in made.accounts if a.claim == "a#c1"] == ["a#c2"]


def test_an_outlets_own_word_is_a_root_of_its_own():
    made = of([claim("a", q=[number("killed", 3)])], {"a": document("a", "Selk Daily")})
    assert [(root.name, root.kind, root.party) for root in made.roots] == [("Selk Daily", "outlet", None)]


def test_a_denial_is_an_edge_to_what_it_denies():
    made = of(
        [
            claim("a#c1", actor="RUSSIA", by=["Kelvan medics"]),
            claim("a#c2", actor="RUSSIA", stance="denied", denies="c1", by=["Tessaran Defence Ministry"]),
        ]
    )
    assert ("Tessaran Defence Ministry", "Kelvan medics", "denies") in {(r.teller, r.on, r.kind) for r in made.reliance}
