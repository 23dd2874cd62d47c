"""Time expressions of news and releases, each with the interval that a reader would give it."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from claimtrail.annotate.dates import find_dates
from claimtrail.annotate.sentences import find_sentences
from claimtrail.lexicon.load import Entry, load
from claimtrail.model.documents import Dated, Document
from claimtrail.model.mentions import DateMention, Sentence
from claimtrail.model.spans import Span

PUBLISHED = date(2017, 4, 12)  # a Wednesday
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def dates(text: str, published: date | None = PUBLISHED) -> tuple[DateMention, ...]:
    document = Document("d", text, 0, published=Dated(published, "listed") if published else None)
    return find_dates(document, [Sentence(Span(0, len(text)), 0)])


# sentence; expression as found; first day; last day
CASES = """
The mill was hit on Monday. | Monday | 2017-04-10 | 2017-04-10
The mill was hit on Tuesday. | Tuesday | 2017-04-11 | 2017-04-11
The mill was hit on Wednesday. | Wednesday | 2017-04-12 | 2017-04-12
The mill was hit on Thursday. | Thursday | 2017-04-06 | 2017-04-06
The mill was hit on Friday. | Friday | 2017-04-07 | 2017-04-07
The mill was hit on Saturday. | Saturday | 2017-04-08 | 2017-04-08
Sunday's raid hit the mill. | Sunday's | 2017-04-09 | 2017-04-09
Sundays raid hit the mill. | Sundays | 2017-04-09 | 2017-04-09
The mill was hit late on Sunday. | late on Sunday | 2017-04-09 | 2017-04-09
The mill was hit late Sunday. | late Sunday | 2017-04-09 | 2017-04-09
Early Friday morning a shell fell. | Early Friday morning | 2017-04-07 | 2017-04-07
A shell fell on Monday night. | Monday night | 2017-04-10 | 2017-04-10
A shell fell at dawn on Monday. | at dawn on Monday | 2017-04-10 | 2017-04-10
A shell fell in the early hours of Thursday. | in the early hours of Thursday | 2017-04-06 | 2017-04-06
A shell fell last Thursday. | last Thursday | 2017-04-06 | 2017-04-06
A shell fell last Wednesday. | last Wednesday | 2017-04-05 | 2017-04-05
Talks open next Friday. | next Friday | 2017-04-14 | 2017-04-14
Talks will open on Friday. | Friday | 2017-04-14 | 2017-04-14
The truce is due to start on Saturday. | Saturday | 2017-04-15 | 2017-04-15
Jets flew on Sunday into Monday over the hill. | on Sunday into Monday | 2017-04-09 | 2017-04-10
Jets flew overnight Sunday into Monday. | overnight Sunday into Monday | 2017-04-09 | 2017-04-10
Jets flew overnight Sunday to Monday. | overnight Sunday to Monday | 2017-04-09 | 2017-04-10
Jets flew between Tuesday and Wednesday. | between Tuesday and Wednesday | 2017-04-11 | 2017-04-12
Jets flew on Friday and Saturday. | on Friday and Saturday | 2017-04-07 | 2017-04-08
Jets overnight Tuesday and into Wednesday. | overnight Tuesday and into Wednesday | 2017-04-11 | 2017-04-12
Jets flew from Friday to Sunday. | from Friday to Sunday | 2017-04-07 | 2017-04-09
A house burned yesterday. | yesterday | 2017-04-11 | 2017-04-11
A house burned late yesterday. | late yesterday | 2017-04-11 | 2017-04-11
A house burned the day before yesterday. | the day before yesterday | 2017-04-10 | 2017-04-10
A house burned today. | today | 2017-04-12 | 2017-04-12
A house burned earlier today. | earlier today | 2017-04-12 | 2017-04-12
A house burned this morning. | this morning | 2017-04-12 | 2017-04-12
A house burned last night. | last night | 2017-04-11 | 2017-04-11
Buses leave tomorrow. | tomorrow | 2017-04-13 | 2017-04-13
Shells fell overnight. | overnight | 2017-04-11 | 2017-04-12
Shells fell at dawn. | at dawn | 2017-04-12 | 2017-04-12
Shells fell before dawn. | before dawn | 2017-04-12 | 2017-04-12
In the past 24 hours two wells were hit. | In the past 24 hours | 2017-04-11 | 2017-04-12
In the last 24 hours two wells were hit. | In the last 24 hours | 2017-04-11 | 2017-04-12
Over the past 48 hours two wells were hit. | Over the past 48 hours | 2017-04-10 | 2017-04-12
Within the last 72 hours two wells were hit. | Within the last 72 hours | 2017-04-09 | 2017-04-12
In the last 24 hours alone into Tuesday it rained. | In the last 24 hours alone into Tuesday | 2017-04-10 | 2017-04-11
In the last two days two wells were hit. | In the last two days | 2017-04-10 | 2017-04-12
Over the past three days two wells were hit. | Over the past three days | 2017-04-09 | 2017-04-12
The past ten days were the worst. | The past ten days | 2017-04-02 | 2017-04-12
The past two weeks were the worst. | The past two weeks | 2017-03-29 | 2017-04-12
During the past week two wells were hit. | During the past week | 2017-04-05 | 2017-04-12
In the last five years the river was fought over. | In the last five years | 2012-04-12 | 2017-04-12
Over the past few days two wells were hit. | Over the past few days | 2017-04-09 | 2017-04-12
Over the past few hours two wells were hit. | Over the past few hours | 2017-04-12 | 2017-04-12
In recent days two wells were hit. | In recent days | 2017-04-09 | 2017-04-12
In the last 12 days of September jets hit nine wells. | In the last 12 days of September | 2016-09-19 | 2016-09-30
Over the weekend a bridge fell. | Over the weekend | 2017-04-08 | 2017-04-09
At the weekend a bridge fell. | At the weekend | 2017-04-08 | 2017-04-09
Last week a bridge fell. | Last week | 2017-04-03 | 2017-04-09
This week a bridge fell. | This week | 2017-04-10 | 2017-04-12
Earlier this week a bridge fell. | Earlier this week | 2017-04-10 | 2017-04-11
Last month a bridge fell. | Last month | 2017-03-01 | 2017-03-31
This month a bridge fell. | This month | 2017-04-01 | 2017-04-12
Last year a bridge fell. | Last year | 2016-01-01 | 2016-12-31
This year a bridge fell. | This year | 2017-01-01 | 2017-04-12
Next month the road opens. | Next month | 2017-05-01 | 2017-05-31
The town fell on April 5. | April 5 | 2017-04-05 | 2017-04-05
The town fell on April 19. | April 19 | 2016-04-19 | 2016-04-19
The town fell on 19 April 2018. | 19 April 2018 | 2018-04-19 | 2018-04-19
The town fell on April 5, 2018, at noon. | April 5, 2018 | 2018-04-05 | 2018-04-05
The town fell on April 5 2016 at noon. | April 5 2016 | 2016-04-05 | 2016-04-05
The gas fell on Aug. 21. | Aug. 21 | 2016-08-21 | 2016-08-21
The gas fell on the 21st of August 2013. | the 21st of August 2013 | 2013-08-21 | 2013-08-21
The gas fell on 4th April. | 4th April | 2017-04-04 | 2017-04-04
The gas fell on Tuesday, April 4. | Tuesday, April 4 | 2017-04-04 | 2017-04-04
Mon Aug 12 2013 The gas fell. | Mon Aug 12 2013 | 2013-08-12 | 2013-08-12
Posted Jul 152015 by the desk. | Jul 152015 | 2015-07-15 | 2015-07-15
Monday Dec 26 the road was shut. | Monday Dec 26 | 2016-12-26 | 2016-12-26
28.04.2017Get short link The gas fell. | 28.04.2017 | 2017-04-28 | 2017-04-28
01-06-2016 The gas fell. | 01-06-2016 | 2016-06-01 | 2016-06-01
The log of 2017-04-03 has no raid. | 2017-04-03 | 2017-04-03 | 2017-04-03
The log of 11/04/2017 has no raid. | 11/04/2017 | 2017-04-11 | 2017-04-11
The log of 3-4 April has no raid. | 3-4 April | 2017-04-03 | 2017-04-04
The log of 3 and 4 April has no raid. | 3 and 4 April | 2017-04-03 | 2017-04-04
The log of April 3-4 has no raid. | April 3-4 | 2017-04-03 | 2017-04-04
Jets flew between March 30 and April 5. | between March 30 and April 5 | 2017-03-30 | 2017-04-05
Jets flew from 30 March to 5 April. | from 30 March to 5 April | 2017-03-30 | 2017-04-05
Jets flew from 28 December to 3 January. | from 28 December to 3 January | 2016-12-28 | 2017-01-03
Jets flew between 9 and 11 May 2016. | between 9 and 11 May 2016 | 2016-05-09 | 2016-05-11
Jets have flown since September 30. | since September 30 | 2016-09-30 | 2017-04-12
Jets have flown since 2011. | since 2011 | 2011-01-01 | 2017-04-12
Jets have flown since Saturday. | since Saturday | 2017-04-08 | 2017-04-12
Jets have flown since June. | since June | 2016-06-01 | 2017-04-12
Jets have flown since early March. | since early March | 2017-03-01 | 2017-04-12
Jets have flown since last September. | since last September | 2016-09-01 | 2017-04-12
Many have died since the war began in March 2011. | since the war began in March 2011 | 2011-03-01 | 2017-04-12
Many died since it came into effect on February 27. | since it came into effect on February 27 | 2017-02-27 | 2017-04-12
The mill burned in June. | June | 2016-06-01 | 2016-06-30
The mill burned in May 2015. | May 2015 | 2015-05-01 | 2015-05-31
The mill burned in March. | March | 2017-03-01 | 2017-03-31
The mill burned last June. | last June | 2016-06-01 | 2016-06-30
The mill burned during the month of July. | the month of July | 2016-07-01 | 2016-07-31
The mill burned in June last year. | June last year | 2016-06-01 | 2016-06-30
The mill burned in early July. | early July | 2016-07-01 | 2016-07-10
The mill burned in mid-July. | mid-July | 2016-07-11 | 2016-07-20
The mill burned in late February. | late February | 2017-02-21 | 2017-02-28
It began in late September of last year. | late September of last year | 2016-09-21 | 2016-09-30
The mill burned in late September 2014. | late September 2014 | 2014-09-21 | 2014-09-30
The mill burned in early 2015. | early 2015 | 2015-01-01 | 2015-04-30
The mill burned in mid-2012. | mid-2012 | 2012-05-01 | 2012-08-31
The mill burned in late 2014. | late 2014 | 2014-09-01 | 2014-12-31
The mill burned late last year. | late last year | 2016-09-01 | 2016-12-31
The mill burned in 2014. | 2014 | 2014-01-01 | 2014-12-31
The mill burned between 2012 and 2014. | between 2012 and 2014 | 2012-01-01 | 2014-12-31
The mill burned in the summer of 2013. | the summer of 2013 | 2013-06-01 | 2013-08-31
The mill burned in the first six months of 2016. | the first six months of 2016 | 2016-01-01 | 2016-06-30
The mill burned in the 1980s. | the 1980s | 1980-01-01 | 1989-12-31
The mill burned in the late 1970s and early 1980s. | the late 1970s and early 1980s | 1977-01-01 | 1983-12-31
The mill burned two days ago. | two days ago | 2017-04-10 | 2017-04-10
The mill burned three weeks ago. | three weeks ago | 2017-03-22 | 2017-03-22
The mill burned a month ago. | a month ago | 2017-03-01 | 2017-03-31
The mill burned two years ago. | two years ago | 2015-01-01 | 2015-12-31
The raid came a day after rebels took the hill. | a day after | 2017-04-11 | 2017-04-11
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_expression_has_the_interval_a_reader_gives_it(case: str) -> None:
    text, expression, start, end = (part.strip() for part in case.split(" | "))
    found = [(m.text, str(m.start), str(m.end)) for m in dates(text)]
    assert found == [(expression, start, end)]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the town.",
        "The toll may rise.",
        "Resolution 2254 calls for talks.",
        "A Sukhoi SU-30 crossed the border.",
        "They sat in the sun for hours.",
        "They won 3-1 at home.",
        "At least 2000 people were killed.",
        "More than 1900 fighters left.",
        "The channel Rossiya 24 showed it.",
        "It stands 20 km from the mill.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize("word", ["Monday", "yesterday", "Last week", "In the past 24 hours", "Two days ago", "June 3"])
def test_without_a_publication_date_a_relative_date_has_a_reason_and_no_interval(word: str) -> None:
    (mention,) = dates(f"{word} the mill was hit.", None)
    assert (mention.start, mention.end, mention.precision) == (None, None, None)
    assert mention.reason is not None
    assert f"{word} cannot be placed" in mention.reason


def test_without_a_publication_date_an_absolute_date_resolves() -> None:
    (mention,) = dates("On 4 April 2017 the mill was hit.", None)
    assert (mention.start, mention.end, mention.precision) == (date(2017, 4, 4), date(2017, 4, 4), "day")


def test_an_ambiguous_numeric_date_without_publication_is_left_open() -> None:
    (mention,) = dates("The log of 03/04/2016 has no raid.", None)
    assert mention.start is None
    assert "2016-04-03 or 2016-03-04" in (mention.reason or "")


def test_the_year_of_a_joined_date_counts_for_both() -> None:
    found = dates("Gas was used on April 4 and August 21, 2013.")
    assert [m.start for m in found] == [date(2013, 4, 4), date(2013, 8, 21)]


def test_later_days_count_from_the_date_named_before() -> None:
    found = dates("The hill fell on March 3. Two days later the mill burned.")
    assert [m.start for m in found] == [date(2017, 3, 3), date(2017, 3, 5)]


def test_a_history_keeps_to_the_year_it_tells_of() -> None:
    text = (
        "In March 1951 the line moved. In April the hill fell. By 1952 talks began. In May 1952 they stopped. "
        "In June they went on. The war of 1950 and the truce of July 1953 changed the map. In 1954 all was over."
    )
    found = {m.text: m.start for m in dates(text)}
    assert found["April"] == date(1951, 4, 1)
    assert found["June"] == date(1952, 6, 1)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The group said Monday that 12 people died.", "statement"),
        ("Two men were killed, the army said on Monday.", "statement"),
        ("Two men were killed, he told reporters on Monday.", "statement"),
        ("On Sunday, Farsi News said jets killed two men.", "statement"),
        ("A statement issued on April 3 named the dead.", "statement"),
        ("The raid killed 12 people on Sunday near the mill.", "event"),
        ("The group said 12 people were killed on Sunday.", "event"),
        ("On Sunday jets bombed the mill, the group said.", "event"),
        ("Monday's raid killed two men, the group said.", "event"),
        ("Jets flew low over the valley on Thursday activists said.", "unknown"),
        ("On April 4 the fire claimed the lives of two men.", "event"),
        ("Wednesday was quiet.", "unknown"),
    ],
)
def test_a_date_of_the_telling_is_told_from_a_date_of_the_act(text: str, subject: str) -> None:
    assert [m.of for m in dates(text)] == [subject]


def test_a_date_line_dates_the_report() -> None:
    text = "Raid kills two\nPublished 12 April 2017 A raid killed two men in the valley."
    document = Document("d", text, 14, published=Dated(PUBLISHED, "dateline"))
    (mention,) = find_dates(document, [Sentence(Span(15, len(text)), 1)])
    assert mention.of == "statement"


def test_span_and_text_agree_and_only_sentences_are_read() -> None:
    text = "On Monday a shell fell. On Tuesday it rained."
    document = Document("d", text, 0, published=Dated(PUBLISHED, "listed"))
    (mention,) = find_dates(document, [Sentence(Span(0, 23), 0)])
    assert mention.span.of(text) == mention.text == "Monday"


@pytest.mark.parametrize("entry", load("en/dates"), ids=lambda e: e.id)
def test_examples_of_the_lexicon(entry: Entry) -> None:
    for example in entry.yes:
        assert dates(example), f"{entry.id}: nothing found in {example!r}"
    for example in entry.no:
        assert not dates(example), f"{entry.id}: a date found in {example!r}"


def test_dates_of_the_gold_claims() -> None:
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SHARED} is missing: CI needs the gold data beside the repository")
        pytest.skip(f"{SHARED} is missing: the gold data is not part of the repository")
    published = {}
    for line in (SHARED / "gold" / "documents.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        day = date.fromisoformat(raw["published"]) if raw["published"] else None
        text = raw["title"] + "\n" + raw["text"]
        published[raw["id"]] = Document(
            raw["id"], text, len(raw["title"]), published=Dated(day, "listed") if day else None
        )
    wanted = right = 0
    for line in (SHARED / "gold" / "claims.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        document = published[raw["doc_id"]]
        mentions = find_dates(document, find_sentences(document))
        for claim in raw["claims"]:
            when = claim["date"]
            if when and when["text"]:
                wanted += 1
                right += any(
                    str(m.start) == when["start"] and str(m.end) == when["end"] and _share_words(m.text, when["text"])
                    for m in mentions
                )
    assert right / wanted >= 0.75  # many of these texts carry another date line than the listed day


def _share_words(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))


def test_a_text_in_capitals_takes_no_longer() -> None:
    text = "HE SAID " + "THE GOVERNMENT OF THE SOUTH " * 60 + "AND SO ON 4 APRIL."
    assert [m.text for m in dates(text)] == ["4 APRIL"]
