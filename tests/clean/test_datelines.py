"""Date lines: the day that the text itself states wins, a date in the running prose is none."""

from dataclasses import replace
from datetime import date

import pytest

from claimtrail.clean import clean
from claimtrail.model.documents import Dated, Document

PROSE = "Shells hit the market of Kelvan and killed three men, the hospital said."


def published(body: str, title: str = "Shells hit Kelvan", listed: date | None = None) -> Dated | None:
    dates = (Dated(listed, "listed"),) if listed else ()
    document = clean(
        Document(
            id="d", text=f"{title}\n{body}", title_end=len(title), dates=dates, published=dates[0] if dates else None
        )
    )
    return document.published


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"24 April, 2018\n{PROSE}", date(2018, 4, 24)),
        (f"The Kelvan Post,\n24 April, 2018\n{PROSE}", date(2018, 4, 24)),
        (f"September 10 2013 Kelvan market hit by shells. {PROSE}", date(2013, 9, 10)),
        (f"Wednesday 21 August 2013 {PROSE}", date(2013, 8, 21)),
        (f"Mon Aug 12 2013 {PROSE}", date(2013, 8, 12)),
        (f"Fri 07 Apr 2017 at 0914 {PROSE}", date(2017, 4, 7)),
        (f"15-09-2013 {PROSE}", date(2013, 9, 15)),
        (f"11.10.2017(updated 1838 11.10.2017) Get short URL 113 {PROSE}", date(2017, 10, 11)),
        (f"2024-03-05\n{PROSE}", date(2024, 3, 5)),
        (f"March 5th, 2024\n{PROSE}", date(2024, 3, 5)),
        (f"Shells hit Kelvan AFP Saturday 17 Aug 2013 {PROSE}", date(2013, 8, 17)),
        (f"Shells hit Kelvan Governor fled says a Monitor AFP Saturday 17 Aug 2013 {PROSE}", date(2013, 8, 17)),
        (f"Date of publication 3 April 2017 {PROSE}", date(2017, 4, 3)),
        (f"Posted on August 3 2013 by Ann Lee {PROSE}", date(2013, 8, 3)),
        (f"Last updated at Jun 132016 {PROSE}", date(2016, 6, 13)),
        (f"KELVAN, Jan 5, 2016 (Reuters) - {PROSE}", date(2016, 1, 5)),
        (f"KELVAN CITY (SARMIA), 4 FEB 90 (ACAN-EFE) -- [TEXT] {PROSE}", date(1990, 2, 4)),
    ],
)
def test_date_lines(body, day):
    found = published(body)
    assert (found.day, found.basis) == (day, "dateline")


@pytest.mark.parametrize(
    "body",
    [
        f"On September 5, 2014, the government announced a campaign. {PROSE}",
        f"{PROSE} The raid of 4 April 2017 was the third.",
        f"Since 4 April 2017 Kelvan has been without water. {PROSE}",
        "March 5, 2024, was the worst day of the siege, residents said.",
        "5 March 2024 was the worst day of the siege, residents said.",
        f"It was dated 5 March 2024. {PROSE}",
        f"KELVAN, Jan 5 (Reuters) - {PROSE}",  # no year anywhere: none is guessed
        "1 May 2016 - Shells hit Kelvan\n4 May 2016 - A mine killed two\n9 May 2016 - A truce began\n" + PROSE,
        "31 February 2016\n" + PROSE,
    ],
)
def test_no_date_line(body):
    assert published(body) is None


def test_a_missing_year_comes_from_the_listed_date():
    found = published(f"KELVAN, Dec 31 (Reuters) - {PROSE}", listed=date(2016, 1, 2))
    assert (found.day, found.basis) == (date(2015, 12, 31), "dateline")


def test_the_date_line_wins_and_both_are_kept():
    title = "Shells hit Kelvan"
    document = clean(
        Document(
            id="d", text=f"{title}\n24 April, 2018\n{PROSE}", title_end=len(title),
            dates=(Dated(date(2017, 1, 1), "listed"),), published=Dated(date(2017, 1, 1), "listed"),
        )
    )  # fmt: skip
    assert [(d.day, d.basis) for d in document.dates] == [(date(2018, 4, 24), "dateline"), (date(2017, 1, 1), "listed")]
    assert document.published == document.dates[0]
    assert document.published.span.of(document.text) == "24 April, 2018"
    assert "date_line" in {f.kind for f in document.furniture}


def test_the_label_of_a_date_line_is_furniture_too():
    document = clean(Document(id="d", text=f"Head\nDate of publication 3 April 2017 {PROSE}", title_end=4))
    assert [f.span.of(document.text) for f in document.furniture] == ["Date of publication 3 April 2017"]
    assert document.published.span.of(document.text) == "3 April 2017"


def test_a_last_update_after_the_report_does_not_win_over_a_listed_date():
    body = f"{PROSE} " * 12 + "Last Update: Friday 7 April 2017 KSA 10:20 - GMT 07:20"
    assert published(body, listed=date(2017, 4, 5)).basis == "listed"
    assert published(body).day == date(2017, 4, 7)


def test_a_listed_date_stays_where_the_text_has_none():
    assert published(PROSE, listed=date(2017, 4, 5)) == Dated(date(2017, 4, 5), "listed")


@pytest.mark.parametrize(
    ("body", "outlet"),
    [
        (f"KELVAN, March 12, 2024 (Levant Wire) - {PROSE}", "Levant Wire"),
        (f"KELVAN, Jan 5 (Reuters) - {PROSE}", "Reuters"),  # no year, and yet the agency's
        (f"14 March 2024\nKELVAN CITY (SARMIA), 4 FEB 90 (ACAN-EFE) -- [TEXT] {PROSE}", "ACAN-EFE"),
        (f"KELVAN, Jan 5, 2016 - {PROSE}", None),
        (f"KELVAN, Jan 5, 2016 (updated 9:30) - {PROSE}", None),
        (f"KELVAN, Jan 5, 2016 (0930 GMT) - {PROSE}", None),
        (f"{PROSE} The fighters (Levant Guard) - so the hospital - left on Jan 5 (Friday) - at dawn.", None),
    ],
)
def test_a_date_line_names_the_outlet_where_none_is_given(body, outlet):
    title = "Shells hit Kelvan"
    document = Document(id="d", text=f"{title}\n{body}", title_end=len(title))
    assert clean(document).outlet == outlet
    assert clean(replace(document, outlet="Upland Post")).outlet == "Upland Post"
