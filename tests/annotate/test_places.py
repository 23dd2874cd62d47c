"""Places in reports: which are found, where they are, how exact, and what is none."""

import pytest

from claimtrail.annotate.places import find_places
from claimtrail.annotate.sentences import find_sentences
from claimtrail.lexicon.gazetteer import Gazetteer, Place
from claimtrail.lexicon.load import load
from claimtrail.model.documents import Document
from claimtrail.model.mentions import PlaceMention
from claimtrail.model.spans import Span


def places(text: str, title: str = "", taken: tuple[Span, ...] = ()) -> dict[str, PlaceMention]:
    document = Document("d", f"{title}\n{text}", len(title))
    found = find_places(document, find_sentences(document), taken)
    for mention in found:
        assert mention.span.of(document.text) == mention.text
    return {mention.text: mention for mention in found}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Shells fell in Tripoli as Libyan factions fought.", "Tripoli", "LY"),
        ("Shells fell in Tripoli, in northern Lebanon.", "Tripoli", "LB"),
        ("Ukrainian officials said drones hit Odessa overnight.", "Odessa", "UA"),
        ("A fire broke out in Odessa, Texas, on Monday.", "Odessa", "US"),
        ("Syrian troops entered Palmyra in the desert east of Homs.", "Palmyra", "SY"),
        ("Hundreds fled Bucha as Russian forces neared Kyiv.", "Bucha", "UA"),
        ("Militants shelled Mar'a and Azaz in northern Syria.", "Mar'a", "SY"),
        ("Iraqi forces retook Hit, west of Ramadi.", "Hit", "IQ"),
        ("Yemeni officials said a missile hit Hodeidah port.", "Hodeidah", "YE"),
        ("Sudanese fighters entered El Fasher in Darfur.", "El Fasher", "SD"),
        ("Air strikes hit Rafah and Khan Younis in Gaza.", "Rafah", "PS"),
    ],
)
def test_a_name_means_the_place_that_the_report_is_about(text: str, name: str, country: str) -> None:
    assert places(text)[name].country == country


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("A bomb went off in Homs.", "Homs", "settlement"),
        ("A bomb went off in Homs city.", "Homs", "settlement"),
        ("A bomb went off in Homs province.", "Homs", "adm1"),
        ("A bomb went off in the province of Homs.", "Homs", "adm1"),
        ("A bomb went off near Homs.", "Homs", "near"),
        ("A bomb went off north of Homs.", "Homs", "near"),
        ("A bomb went off on the outskirts of Homs.", "Homs", "near"),
        ("A bomb went off in the Homs countryside.", "Homs", "near"),
        ("A bomb went off somewhere in Syria.", "Syria", "country"),
        ("A bomb went off in Darfur.", "Darfur", "region"),
        ("A bomb went off in the Golan Heights.", "Golan Heights", "region"),
        ("A bomb went off in the Shaar neighbourhood of Aleppo.", "Shaar", "neighbourhood"),
        ("A bomb went off on the Castello Road north of Aleppo.", "Castello Road", "landmark"),
        ("A bomb went off beside the Zerbani Hospital in Aleppo.", "Zerbani Hospital", "landmark"),
    ],
)
def test_the_words_around_a_name_say_how_exact_it_is(text: str, name: str, precision: str) -> None:
    assert places(text)[name].precision == precision


def test_names_in_a_list_share_the_words_before_it() -> None:
    found = places("In Mali a convoy was ambushed near Gao and Ansongo.")
    assert found["Ansongo"].precision == found["Gao"].precision == "near"
    assert found["Ansongo"].country == "ML"


def test_a_word_that_opens_a_sentence_is_not_part_of_the_name() -> None:
    found = places("Gaza was bombed. In Rafah a shell hit a house. The Khan Younis market burned.")
    assert {"Rafah", "Khan Younis"} <= set(found)


def test_an_unknown_village_takes_the_country_named_beside_it() -> None:
    found = places("United States officials denounced the shelling of the village of Umm Tandura in Iraq.")
    assert found["Umm Tandura"].country == "IQ"


def test_what_a_side_holds_or_leads_is_no_place() -> None:
    assert not places("US-led aircraft and Kurdish-led fighters were near the Daesh-held hills.")


def test_between_two_towns_is_near_both() -> None:
    found = places("The bus was hit between Homs and Hama.")
    assert found["Homs"].precision == "near"
    assert found["Homs"].country == found["Hama"].country == "SY"


def test_an_unknown_village_is_kept_without_coordinates() -> None:
    village = places("Syrian rebels shelled the village of Umm Tandura near Aleppo.")["Umm Tandura"]
    assert (village.place_id, village.lat, village.country) == (None, None, "SY")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Moscow said its jets had bombed Idlib in Syria.", "Moscow", "seat"),
        ("Damascus denied the report from Aleppo.", "Damascus", "seat"),
        ("A car bomb exploded in Damascus.", "Damascus", "place"),
        ("Students of Damascus University met.", "Damascus", "part_of_name"),
        ("A film by the Aleppo Media Centre was shown.", "Aleppo", "part_of_name"),
    ],
)
def test_speakers_and_parts_of_names_are_told_apart(text: str, name: str, role: str) -> None:
    assert places(text)[name].role == role


@pytest.mark.parametrize(
    "text",
    [
        "Stephen Lendman wrote about Robert Austin and Jordan Smith.",
        "Most of them knew. Many left. Nice words. Split opinions. Reading helps. Police came.",
        "Hamas and the Islamic State met Kurdish and Syrian leaders in March.",
        "President Hassan Homsi spoke on Monday.",
    ],
)
def test_persons_peoples_and_common_words_are_no_places(text: str) -> None:
    assert not places(text)


def test_what_is_taken_is_left_alone() -> None:
    text = "The London Bulletin for Syria told of shelling in Aleppo."
    found = places(text, taken=(Span(1, 30),))
    assert list(found) == ["Aleppo"]


def test_text_that_lost_its_commas_gives_each_place() -> None:
    found = places("Rebels in Aleppo Syria and in Deir ez-Zor Syria fought on. Syrias Idlib was quiet.")
    assert found["Deir ez-Zor"].place_id is not None
    assert found["Aleppo"].country == found["Idlib"].country == "SY"


def test_a_headline_with_capitals_gives_its_places() -> None:
    found = places("People were hurt.", title="Twelve Killed As Jets Pound Market In Aleppo, Syria")
    assert {"Aleppo", "Syria"} <= set(found)


def test_a_users_gazetteer_gives_villages_their_points() -> None:
    hamlet = Place("own:1", "Umm Tandura", 36.1, 37.2, "SY", "Aleppo", 300, "settlement")
    gazetteer = Gazetteer.load().with_places([("Umm Tandura", hamlet)])
    text = "\nShells hit the village of Om Tandoora near Aleppo in Syria."
    document = Document("d", text, 0)
    found = find_places(document, find_sentences(document), (), gazetteer)
    assert "own:1" in {mention.place_id for mention in found}


@pytest.mark.parametrize("path", ["world/places", "world/provinces", "world/country_points"])
def test_every_example_of_the_lexicon_is_found(path: str) -> None:
    missing = [
        entry.id for entry in load(path)
        for sentence in entry.yes
        if not any(term.lower() in found.lower() or found.lower() in term.lower()
                   for found in places(sentence) for term in entry.terms)
    ]  # fmt: skip
    assert missing == []


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "Shells hit Aleppo, Homs and Hama in Syria, then Mosul in Iraq."
    assert places(text) == places(text)
