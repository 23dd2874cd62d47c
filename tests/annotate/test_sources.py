"""Sources: institutions, spokesmen and ministers, roles of people, states as speakers, references back."""

from itertools import pairwise

import pytest

from claimtrail.annotate.actors import find_actors
from claimtrail.annotate.sentences import find_sentences
from claimtrail.annotate.sources import find_sources
from claimtrail.model.claims import SOURCE_KINDS
from claimtrail.model.documents import Document
from claimtrail.model.mentions import SourceMention


def sources(text: str, title: str = "") -> tuple[SourceMention, ...]:
    document = Document("d", f"{title}\n{text}", len(title))
    sentences = find_sentences(document)
    return find_sources(document, sentences, find_actors(document, sentences))


def named(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.kind) for m in sources(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Syrian Observatory for Human Rights said two died.", "SOHR", "monitor_ngo"),
        ("The Russian Defense Ministry said ten sites were hit.", "Russian Defence Ministry", "state_official"),
        ("Norway's defence ministry said a boat sank.", "Norwegian Defence Ministry", "state_official"),
        ("US Central Command said three strikes hit it.", "CENTCOM", "state_official"),
        ("A US official told CNN that the crates had arrived.", "unnamed US official", "unnamed_official"),
        ("A military source said the hill was taken.", "military source", "unnamed_official"),
        ("A source at Hama Police Command said a man was hurt.", "police source", "unnamed_official"),
        ("Activists said shells fell.", "activists", "local_source"),
        ("Medics counted nine bodies.", "medics", "local_source"),
        ("Amaq said its men had done it.", "Amaq", "armed_group"),
        ("The Syrian government denied the raid.", "Syrian government", "state_official"),
        ("Moscow denied the raid.", "Russian government", "state_official"),
        ("Syrian state TV showed the site.", "Syrian state TV", "state_media"),
        ("Libyan state television showed the site.", "Libyan state TV", "state_media"),
        ("Hamas said it had fired.", "Hamas", "armed_group"),
        ("UNICEF said two schools were hit.", "UNICEF", "intl_org"),
        ("The watchdog said two died.", "monitor", "monitor_ngo"),
        ("The Observatory said two died.", "SOHR", "monitor_ngo"),
        ("The Turkish military said a post was hit.", "Turkish army", "state_official"),
    ],
)
def test_a_source_has_its_name_and_kind(text: str, name: str, kind: str) -> None:
    assert (name, kind) in named(text)


def test_a_spokesman_bears_the_name_of_the_organisation_and_so_does_the_later_surname() -> None:
    found = sources(
        "Kenyan Defence Ministry spokesman Col. Peter Otieno said two men died. The road was shut. Otieno left."
    )
    assert [(m.text, m.name) for m in found if "Otieno" in m.text] == [
        ("Kenyan Defence Ministry spokesman Col. Peter Otieno", "Kenyan Defence Ministry"),
        ("Otieno", "Kenyan Defence Ministry"),
    ]


def test_the_head_of_a_monitor_speaks_for_it() -> None:
    assert next(m.name for m in sources("Rana Haddad, head of Airwars, said ten had died.")) == "Airwars"


def test_a_minister_keeps_the_own_name_and_the_side() -> None:
    found = [m for m in sources("French Foreign Minister Paul Martin said so. Martin left.") if "Martin" in m.text]
    assert [m.name for m in found] == ["Paul Martin", "Paul Martin"]
    assert {(m.kind, m.family) for m in found} == {("state_official", "FR")}


def test_a_resident_with_a_name_is_a_local_source() -> None:
    found = sources("A resident, Omar Saleh, fled. The local activist Huda Nasr stayed. Nasr sent a film.")
    assert ("Huda Nasr", "local_source") in [(m.name, m.kind) for m in found]
    assert [m.name for m in found if m.text == "Nasr"] == ["Huda Nasr"]


def test_a_monitor_in_the_headline_is_the_monitor_of_the_body() -> None:
    found = sources("Airwars counted nine dead.", title="Nine die in raid, monitor says")
    assert [m.name for m in found] == ["Airwars", "Airwars"]


def test_the_ministry_is_the_one_named_before() -> None:
    found = sources("The Russian Defence Ministry said two jets flew. The ministry gave no place.")
    assert [m.name for m in found if m.text == "ministry"] == ["Russian Defence Ministry"]


def test_a_title_finds_its_organisation_across_a_country() -> None:
    text = "The UN envoy for Yemen Hans Petersen left. Amnesty International's Nigeria director Ade Bello stayed."
    found = {m.text: m.name for m in sources(text)}
    assert found["UN envoy for Yemen Hans Petersen"] == "United Nations"
    assert found["Amnesty International's Nigeria director Ade Bello"] == "Amnesty International"


def test_a_spokesman_without_an_organisation_keeps_the_own_name() -> None:
    found = sources("Taliban men fled. The provincial governor's spokesman Omar Nuri said so.")
    assert ("spokesman Omar Nuri", "Omar Nuri") in [(m.text, m.name) for m in found]


def test_a_full_name_that_speaks_is_a_source_without_a_title() -> None:
    assert ("Samira Haddad", "other") in named("The street was empty. Samira Haddad said it had been hit twice.")


def test_a_name_in_capitals_ends_before_the_verb() -> None:
    found = {m.text: m.name for m in sources("PRESIDENT DURAN HAS LEFT. COLONEL LUIS ORTEGA REPORTED TWO DEAD.")}
    assert found == {"PRESIDENT DURAN": "DURAN", "COLONEL LUIS ORTEGA": "LUIS ORTEGA"}


def test_states_and_unions_that_are_named_like_groups_are_no_armed_groups() -> None:
    kinds = {m.name: m.kind for m in sources("NATO and the Lebanese Armed Forces said so, and so did Boko Haram.")}
    assert kinds == {"NATO": "intl_org", "Lebanese army": "state_official", "Boko Haram": "armed_group"}


def test_state_media_and_officials_carry_the_side_they_speak_for() -> None:
    families = {m.name: m.family for m in sources("Sputnik and the Russian Defence Ministry said so; Reuters did not.")}
    assert families["Sputnik"] == families["Russian Defence Ministry"] == "RUSSIA"
    assert families["Reuters"] == "thomson-reuters"


def test_mentions_are_in_order_verbatim_and_apart() -> None:
    text = "SANA quoted a military source as saying that terrorists fled. Reuters cited residents of Homs in Syria."
    document = Document("d", f"\n{text}", 0)
    sentences = find_sentences(document)
    found = find_sources(document, sentences, find_actors(document, sentences))
    assert len(found) >= 4
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start
    for mention in found:
        assert mention.span.of(document.text) == mention.text
        assert mention.kind in SOURCE_KINDS


def test_a_district_named_after_a_sheikh_and_a_country_are_nobody_who_speaks() -> None:
    names = {m.name for m in sources("Sheikh Maqsoud was hit. Troops near Deir Ezzor said nothing.")}
    assert not {"Maqsoud", "Deir Ezzor"} & names
