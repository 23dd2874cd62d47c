"""The lists for people and tools say in plain columns what the records say."""

from dataclasses import replace

import pytest
from made_up_records import claim, incident, reading, report

from claimtrail.model.claims import Quantity
from claimtrail.model.outcomes import Rejected


@pytest.fixture
def view(store):
    first, second = report(1, url="https://upland.example/1"), report(2)
    more = (Quantity("killed", 17, 17, "17", "people"), Quantity("killed", None, 5, "up to five", "children"))
    told = replace(claim(first), quantities=(*more, Quantity("injured", None, None, "dozens")))
    unread = [Rejected("bad.bin", "read", "is a binary file")]
    with store.writer(["in"], "1", "w") as writer:
        writer.add([reading(first, [told]), reading(second)], unread)
        writer.replace_incidents(*([one] for one in incident("doc-1#c1", "doc-2#c1")), "rules", "m1")
    with store.view() as view:
        yield view


def test_incidents_with_date_place_numbers_roots_and_grade(view):
    [row] = view.rows(
        "SELECT incident, date, date_end, place, killed_low, killed_high, injured_low, accounts, roots, grade"
        " FROM incident_list"
    )
    assert row == ("i1", "2031-05-05", "2031-05-05", "Kelvan", 17, 21, None, 2, 1, "weak")
    assert view.rows("SELECT latitude, longitude FROM incident_list") == [(None, None)]


def test_accounts_in_the_words_of_their_source(view):
    row, other = view.rows(
        "SELECT incident, outlet, published, on_word_of, chain, place, latitude, longitude, killed_low, killed_high,"
        " figures, evidence, url FROM account_list ORDER BY claim"
    )
    assert row[:8] == ("i1", "Upland Post", "2031-05-06", "residents", "residents > Upland Post", "Kelvan", 1.5, 2.5)
    assert row[8:11] == (17, 17, "killed 17 people; killed up to five children; injured dozens")
    assert row[11:] == ("shells killed 17 people on Monday", "https://upland.example/1")
    assert other[10] == "killed 17"


def test_the_other_lists(view):
    assert view.rows("SELECT claim, document, latitude FROM claim_list ORDER BY claim") == [
        ("doc-1#c1", "doc-1", 1.5), ("doc-2#c1", "doc-2", 1.5),
    ]  # fmt: skip
    assert view.rows("SELECT source, accounts, incidents, first_date FROM source_list") == [
        ("residents", 2, 1, "2031-05-05")
    ]
    assert view.rows("SELECT document, title, claims FROM document_list WHERE url IS NOT NULL") == [
        ("doc-1", "Shelling in Kelvan", 1)
    ]
    assert view.rows("SELECT * FROM rejected_list") == [("bad.bin", "read", "is a binary file")]
