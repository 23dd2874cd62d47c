"""The table of incidents: never wider than 80 columns, whatever stands in it."""

from dataclasses import replace
from datetime import date

import pytest

from claimtrail.cli.table import SHOWN, day, incident_table, number
from claimtrail.cli.width import cut, pad, printable, width
from claimtrail.model.claims import PlaceRef, When
from claimtrail.model.incidents import Account, Assessment, Disagreement, Grade, Range, Root


def ranged(measure="killed", low=17, high=21, group="all", words=()):
    return Range(measure, group, low, high, low, words, (), ())


def assessed(number=1, place="Kelvan", roots=1, claims=2, main=None, grade="weak", contradictions=0):
    return Assessment(
        incident=f"i{number:04}", headline="", event_type="suicide_bomb", place=place and PlaceRef(place),
        date=When(date(2031, 5, 1 + number % 28), date(2031, 5, 1 + number % 28)),
        accounts=tuple(Account(f"d#c{i}", "d", "Post", "r0", ()) for i in range(claims)),
        roots=tuple(Root(f"r{i}", "x", "other", None, ()) for i in range(roots)),
        reliance=(), ranges=(), main=main, disagreements=(Disagreement("number", "", ()),) * contradictions,
        revisions=(), findings=(), grade=Grade(grade, "", (), None, "F6"), methodology="m",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (ranged(), "17–21 killed"),
        (ranged("targets", 86, None), "at least 86 targets"),
        (ranged("killed", None, 80, "soldiers"), "up to 80 soldiers killed"),
        (ranged("delivered", 50, 50, "tons"), "50 tons delivered"),
        (ranged("killed", None, None, words=("dozens",)), "dozens killed"),
        (ranged("taken", None, None, "towns", words=("Dozens",)), "dozens of towns taken"),
        (ranged("taken", None, None, "towns", words=("several",)), "several towns taken"),
        (ranged("killed", 0, 0), "0 killed"),
        (ranged("displaced", 300_000, 300_000), "300,000 displaced"),
        (ranged("other", 12, 12, "hostages"), "12 hostages"),
    ],
)
def test_a_range_reads_like_speech_and_tells_zero_from_unknown(found, text):
    assert number(found) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2031, 5, 5), date(2031, 5, 5), "2031-05-05"),
        (date(2031, 5, 5), date(2031, 5, 6), "2031-05-05"),
        (date(2031, 5, 1), date(2031, 5, 31), "2031-05"),
        (date(2031, 3, 1), date(2031, 5, 31), "2031"),
        (date(2029, 3, 1), date(2031, 5, 31), "2029–2031"),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_known(start, end, text):
    assert day(When(start, end)) == text
    assert day(None) == "undated"


def test_the_table_shows_what_a_reader_asks_for():
    lines = incident_table([assessed(4, roots=3, claims=12, main=ranged(), grade="contested", contradictions=2)]).lines
    assert lines[0].split() == ["Date", "What", "Where", "Claims", "Roots", "Main", "number", "Grade", "≠"]
    assert lines[2].split() == [
        "2031-05-05",
        "suicide",
        "bomb",
        "Kelvan",
        "12",
        "3",
        "17–21",
        "killed",
        "contested",
        "2",
    ]


def test_every_line_takes_at_most_80_columns_and_columns_stand_in_line():
    wide = [
        assessed(1, "Deir ez-Zor Military Airport and its southern approaches", 1000, 20000,
                 ranged("destroyed", 1_000_000, 2_000_000, "armoured personnel carriers"), "discounted", 1000),
        assessed(2, "大馬士革東郊的一座非常大的市場和醫院以及學校", main=ranged(group="平民和兒童以及醫務人員")),
        assessed(3, "م" * 60), assessed(4, "e\u0301" * 70), assessed(5, "a\tb\nc\x1b[31m" * 9), assessed(6, None),
        assessed(7, "👩‍👩‍👧‍👦" * 30),
    ]  # fmt: skip
    lines = incident_table(wide).lines
    assert len(lines) == 2 + len(wide)
    assert all(width(line) <= 80 for line in lines)
    assert not any(c in line for line in lines for c in "\t\n\x1b")
    assert any("…" in line for line in lines)
    ends = {width(line[: line.index("discounted")]) for line in lines if "discounted" in line}
    starts = {width(line[: line.index("weak")]) for line in lines if "weak" in line}
    assert ends == starts


def test_of_very_many_the_best_attested_are_shown_by_date_and_the_rest_is_counted():
    many = [assessed(i, roots=1 + (i == 700), claims=1 + (i == 900)) for i in range(1000)]
    table = incident_table(many)
    assert len(table.lines) == SHOWN + 2
    assert table.left_out == 1000 - SHOWN
    dates = [line[:10] for line in table.lines[2:]]
    assert dates == sorted(dates)
    assert len(incident_table(many, everything=True).lines) == 1002


def test_what_is_only_mentioned_gives_way_to_what_is_known():
    thin = [replace(assessed(i, claims=1), date=None) for i in range(3)]
    known = [assessed(3, claims=1), replace(assessed(4, claims=2), date=None), replace(thin[0], main=ranged())]
    table = incident_table([*thin, *known])
    assert (len(table.lines), table.left_out) == (2 + 3, 3)
    assert len(incident_table([*thin, *known], everything=True).lines) == 2 + 6
    assert len(incident_table(thin).lines) == 2 + 3  # nothing else is there


def test_rows_stand_in_the_order_that_the_eye_sees():
    march = When(date(2031, 3, 30), date(2031, 4, 2))
    dated = [replace(assessed(1), date=when) for when in (march, When(date(2031, 3, 30), date(2031, 3, 30)), None)]
    places = [replace(assessed(i, place), date=None) for i, place in enumerate("ba")]
    cells = [line.split() for line in incident_table([*dated, *places]).lines[2:]]
    assert [c[0] for c in cells] == ["2031", "2031-03-30", "undated", "undated", "undated"]
    assert [c[3] for c in cells[2:]] == sorted(c[3] for c in cells[2:])


def test_no_incidents_no_table():
    assert incident_table([]).lines == ()


def test_display_width_counts_what_a_terminal_shows():
    assert [width(t) for t in ("abc", "大馬", "e\u0301", "\u200b")] == [3, 4, 1, 0]
    assert cut("大馬士革", 5) == "大馬…"
    assert pad("大", 4, right=True) == "  大"
    assert printable("a\x1b[2J\n b\u202e") == "a [2J b"
