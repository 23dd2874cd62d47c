"""Counts of news and releases: number, bounds, measure and noun."""

import importlib.util
import os
from datetime import date
from pathlib import Path

import pytest

from claimtrail.annotate.dates import find_dates
from claimtrail.annotate.quantities import find_quantities
from claimtrail.lexicon.load import Entry, load
from claimtrail.model.documents import Dated, Document
from claimtrail.model.mentions import QuantityMention, Sentence
from claimtrail.model.spans import Span

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


def counts(text: str) -> tuple[QuantityMention, ...]:
    document = Document("d", text, 0, published=Dated(date(2017, 4, 12), "listed"))
    sentences = [Sentence(Span(0, len(text)), 0)]
    return find_quantities(document, sentences, [m.span for m in find_dates(document, sentences)])


def short(mention: QuantityMention) -> str:
    low, high = ("-" if bound is None else str(bound) for bound in (mention.low, mention.high))
    return f"{mention.measure or 'none'} {low}..{high} {mention.of or ''}".strip()


# sentence -> counts in order: measure low..high noun
CASES = {
    "The raid killed at least 23 people.": ["killed 23..- people"],
    "23 people were killed.": ["killed 23..23 people"],
    "Twenty-three people have been killed.": ["killed 23..23 people"],
    "Twenty three people died.": ["killed 23..23 people"],
    "The shelling left 23 dead and 40 wounded.": ["killed 23..23 dead", "injured 40..40 wounded"],
    "The shelling left 23 villagers dead.": ["killed 23..23 villagers"],
    "More than 20 men were killed.": ["killed 21..- men"],
    "Over 20 men were killed.": ["killed 21..- men"],
    "Up to 80 soldiers were killed.": ["killed -..80 soldiers"],
    "As many as 80 soldiers were killed.": ["killed -..80 soldiers"],
    "Nearly 50 people died.": ["killed 50..50 people"],
    "Some 120 fighters were killed.": ["killed 120..120 fighters"],
    "Fewer than 10 people were hurt.": ["injured -..9 people"],
    "Between 5,000 and 12,000 people died.": ["killed 5000..12000 people"],
    "15 to 20 militants were killed.": ["killed 15..20 militants"],
    "15-20 militants were killed.": ["killed 15..20 militants"],
    "20 or more militants were killed.": ["killed 20..- militants"],
    "A dozen miners were killed.": ["killed 12..12 miners"],
    "Half a dozen miners were hurt.": ["injured 6..6 miners"],
    "Two dozen miners were hurt.": ["injured 24..24 miners"],
    "Dozens of miners were killed.": ["killed -..- miners"],
    "Several miners were wounded.": ["injured -..- miners"],
    "Half a million people fled.": ["displaced 500000..500000 people"],
    "More than a quarter of a million people have been killed.": ["killed 250001..- people"],
    "1.5 million people have been displaced.": ["displaced 1500000..1500000 people"],
    "The war has killed more than 300000 people and displaced millions.": ["killed 300001..- people", "displaced -..-"],
    "Two hundred and five people drowned.": ["killed 205..205 people"],
    "The raid killed 12 people and wounded 30 others.": ["killed 12..12 people", "injured 30..30 others"],
    "Killing 12 people and wounding 30, it hit a market.": ["killed 12..12 people", "injured 30..30"],
    "3 Civilians Killed 38 Injured in Shelling": ["killed 3..3 Civilians", "injured 38..38 Injured"],
    "Car bomb kills six in border town": ["killed 6..6"],
    "A child was killed.": ["killed 1..1 child"],
    "A shell hit the mill, killing a woman and four of her children.": [
        "munitions 1..1 shell",
        "killed 1..1 woman",
        "killed 4..4 children",
    ],
    "A nurse spoke to the crowd.": [],
    "The attack claimed the lives of 32 people.": ["killed 32..32 people"],
    "The death toll rose to 126 from 112.": ["killed 126..126", "killed 112..112"],
    "The death toll from the raid on the two quarters rose to 8 people.": ["none 2..2 quarters", "killed 8..8 people"],
    "Five children and four medics were killed.": ["killed 5..5 children", "killed 4..4 medics"],
    "Seven men, including a medic, were killed.": ["killed 7..7 men", "killed 1..1 medic"],
    "Six children were among 19 people killed in the raid.": ["killed 6..6 children", "killed 19..19 people"],
    "At least 17 people most of them rebels were killed.": ["killed 17..- people"],
    "Hundreds were killed and wounded.": ["other -..-"],
    "The raid killed and wounded 30 men.": ["other 30..30 men"],
    "40 villagers were killed or injured.": ["other 40..40 villagers"],
    "They counted 12 bodies.": ["killed 12..12 bodies"],
    "Police arrested 14 students.": ["detained 14..14 students"],
    "Three nurses were abducted.": ["detained 3..3 nurses"],
    "Six miners are missing.": ["missing 6..6 miners"],
    "Jets flew 55 sorties, striking 53 rebel targets, destroying 25 posts, seven command centers and six camps.": [
        "sorties 55..55 sorties",
        "targets 53..53 rebel targets",
        "destroyed 25..25 posts",
        "destroyed 7..7 command centers",
        "destroyed 6..6 camps",
    ],
    "He said three command posts nine strongpoints eight tanks and four depots have been destroyed.": [
        "destroyed 3..3 command posts",
        "destroyed 9..9 strongpoints",
        "destroyed 8..8 tanks",
        "destroyed 4..4 depots",
    ],
    "Two strikes engaged two tactical units and destroyed a vehicle, five fighting positions and a tank.": [
        "strikes 2..2 strikes",
        "targets 2..2 tactical units",
        "destroyed 1..1 vehicle",
        "destroyed 5..5 fighting positions",
        "destroyed 1..1 tank",
    ],
    "Nine strikes consisting of 11 engagements hit the town.": ["strikes 9..9 strikes", "strikes 11..11 engagements"],
    "Eight strikes using drones damaged two bridges.": ["strikes 8..8 strikes", "damaged 2..2 bridges"],
    "Helicopters dropped six barrel bombs.": ["munitions 6..6 barrel bombs"],
    "Militants fired more than 20 rockets.": ["munitions 21..- rockets"],
    "Troops seized five villages.": ["taken 5..5 villages"],
    "Five villages were captured.": ["taken 5..5 villages"],
    "The convoy delivered 40 tons of flour.": ["delivered 40..40 tons"],
    "More than half of the land's 22 million people have been displaced.": ["displaced 11000001..- people"],
    "A car bomb killed 26 displaced people.": ["munitions 1..1 car bomb", "killed 26..26 displaced people"],
    "80 men were killed in a raid executed by two F-16 jets and two A-10 aircraft.": [
        "killed 80..80 men",
        "none 2..2 F-16 jets",
        "none 2..2 A-10 aircraft",
    ],
    "One strike consisting of three engagements hit it.": ["strikes 1..1 strike", "strikes 3..3 engagements"],
    "Nearly 200 000 people fled.": ["displaced 200000..200000 people"],
    "The clinic took in 14 wounded children.": ["injured 14..14 wounded children"],
    "The war forced millions to flee their homes.": ["displaced -..-"],
    "Air raids on four hospitals left 3 nurses dead.": ["targets 4..4 hospitals", "killed 3..3 nurses"],
    "Gunmen killed 14 villagers and burned 30 homes.": ["killed 14..14 villagers", "destroyed 30..30 homes"],
    "Troops captured 6 fighters.": ["detained 6..6 fighters"],
    "Four of the 12 wounded men died.": ["killed 4..4 wounded men"],
    "Shelling killed a man, his wife and their four children.": ["killed 1..1 man", "killed 4..4 children"],
    "A mother of three died.": ["killed 1..1 mother"],
    "Troops eliminated over 75 militants.": ["killed 76..- militants"],
}


@pytest.mark.parametrize("text", CASES)
def test_counts_of_a_sentence(text: str) -> None:
    assert [short(m) for m in counts(text)] == CASES[text]


@pytest.mark.parametrize(
    "text",
    [
        "A boy aged 14 spoke.",
        "The 12-year-old spoke.",
        "It lies 15 km from the city.",
        "It lies 60 kilometres (35 miles) from the city.",
        "Some 40 percent of the town was held.",
        "They paid $300 for it.",
        "Resolution 2254 calls for talks.",
        "A 120mm round was found.",
        "They met at 10:30 and at 1130 am.",
        "On 4 April 2017 it rained.",
        "The F-16 and the Su-30 came back.",
        "It was the 3rd raid.",
        "A three-story house stood there.",
        "No one was killed.",
        "It lasted for two years.",
        "One of the largest towns is quiet.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert [short(m) for m in counts(text)] == []


def test_aircraft_are_counted_but_are_no_victims() -> None:
    (mention,) = counts("Two F-16 jet fighters took part.")
    assert (mention.low, mention.measure, mention.of) == (2, None, "F-16 jet fighters")


def test_ages_in_a_list_of_victims_are_not_counted() -> None:
    found = counts("A 12-year-old boy and his 40-year-old mother were killed with 3 others.")
    assert {m.low for m in found} <= {1, 3}


def test_a_part_points_to_its_total() -> None:
    whole, part = counts("The raid killed 26 people, including 5 children.")
    assert part.part_of == whole.span
    assert whole.part_of is None


def test_an_older_figure_is_superseded() -> None:
    new, old = counts("The death toll rose to 126 from 112.")
    assert (new.superseded, old.superseded) == (False, True)
    (earlier,) = counts("The group had given an earlier toll of 15.")
    assert earlier.superseded


def test_dozens_null_and_zero_differ() -> None:
    (dozens,) = counts("Dozens of men were killed.")
    assert (dozens.text, dozens.low, dozens.high) == ("Dozens", None, None)


def test_spans_are_verbatim() -> None:
    text = "The raid killed at least 23 people."
    (mention,) = counts(text)
    assert mention.span.of(text) == mention.text == "at least 23"
    assert mention.of_span is not None
    assert mention.of_span.of(text) == mention.of == "people"
    assert mention.cue_span is not None
    assert mention.cue_span.of(text) == "killed"


def test_numbers_of_taken_spans_are_left_out() -> None:
    text = "The 4th Brigade and Channel 24 said 12 men were killed."
    document = Document("d", text, 0)
    found = find_quantities(document, [Sentence(Span(0, len(text)), 0)], [Span(20, 30)])
    assert [m.low for m in found] == [12]


@pytest.mark.parametrize("entry", load("en/quantities"), ids=lambda e: e.id)
def test_examples_of_the_lexicon(entry: Entry) -> None:
    measure = entry.fields.get("measure")
    for example in entry.yes:
        found = {m.measure for m in counts(example)}
        if measure:
            assert measure in found, f"{entry.id}: {example!r} gave {found}"
        elif entry.fields["kind"] not in ("unit", "stop"):
            assert found, f"{entry.id}: no count in {example!r}"
    for example in entry.no:
        found = {m.measure for m in counts(example)}
        assert (measure or "killed") not in found, f"{entry.id}: {example!r} gave {found}"


def test_killed_and_injured_of_the_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SHARED} is missing: CI needs the gold data beside the repository")
        pytest.skip(f"{SHARED} is missing: the gold data is not part of the repository")
    monkeypatch.syspath_prepend(str(ROOT / "eval"))  # the program borrows the reading of the gold from its neighbour
    spec = importlib.util.spec_from_file_location("eval_quantities", ROOT / "eval" / "quantities.py")
    assert spec
    assert spec.loader
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    assert program.score().f1("killed", "injured") >= 0.90
