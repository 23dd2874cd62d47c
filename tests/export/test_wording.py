"""Numbers, dates and places in the words of the report."""

from datetime import date

import pytest

from claimtrail.export import places, wording
from claimtrail.model.claims import PlaceRef, Quantity, When
from claimtrail.model.incidents import Range


@pytest.mark.parametrize(
    ("low", "high", "text", "shown"),
    [
        (15, 15, "15", "15"),
        (15, None, "at least 15", "at least 15"),
        (None, 80, "as many as 80", "up to 80"),
        (5000, 12000, "between 5,000 and 12,000", "5,000–12,000"),
        (50, 50, "nearly 50", "nearly 50"),
        (0, 0, "no", "0"),
        (None, None, "dozens", None),
    ],
)
def test_an_amount_keeps_what_the_source_hedged(low, high, text, shown):
    assert wording.amount(Quantity("killed", low, high, text)) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ((2019, 3, 14), (2019, 3, 14), "14 Mar 2019"),
        ((2019, 3, 14), (2019, 3, 15), "14–15 Mar 2019"),
        ((2019, 3, 1), (2019, 3, 31), "Mar 2019"),
        ((2020, 2, 1), (2020, 2, 29), "Feb 2020"),
        ((2019, 1, 1), (2019, 12, 31), "2019"),
        ((2019, 3, 30), (2019, 4, 2), "30 Mar – 2 Apr 2019"),
        ((2018, 12, 31), (2019, 1, 1), "31 Dec 2018 – 1 Jan 2019"),
        ((9999, 12, 31), (9999, 12, 31), "31 Dec 9999"),
    ],
)
def test_an_interval_is_as_short_as_it_can_be(start, end, shown):
    assert wording.interval(When(date(*start), date(*end))) == shown


def test_a_range_without_any_number_has_no_words_of_its_own():
    assert wording.spread(None) is None
    assert wording.spread(Range("killed", "all", None, None, None, ("dozens",), (), ())) is None
    assert wording.spread(Range("killed", "all", 0, 21, None, (), (), ())) == "0–21"


def test_what_is_counted_is_named_once():
    assert wording.measure("killed") == "killed"
    assert wording.measure("killed", "all") == "killed"
    assert wording.measure("killed", "children") == "children killed"
    assert wording.measure("strikes", "strikes") == "strikes"


def test_a_code_that_is_not_known_here_is_still_readable():
    assert wording.side("NEW_FORCE") == "New Force"
    assert wording.label(wording.EVENTS, "sea_mine") == "sea mine"


@pytest.mark.parametrize(
    ("lat", "lon", "known", "drawn"),
    [
        (36.2, 37.1, "settlement", ("p-settlement", "settlement")),
        (36.2, 37.1, None, ("p-near", "how near is unknown")),
        (None, None, "settlement", None),
        (95.0, 37.1, "settlement", None),
    ],
)
def test_only_a_place_with_coordinates_gets_a_mark(lat, lon, known, drawn):
    assert places.precision(PlaceRef("Kelvan", lat=lat, lon=lon, precision=known)) == drawn


def test_a_place_is_named_with_its_province_and_country_each_once():
    assert places.named(PlaceRef("kelvan city", "Kelvan", "DV", name="Kelvan")) == "Kelvan, DV"
    assert places.named(None) is None
