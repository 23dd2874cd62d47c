"""Actors: nation and force by rule, named groups, what the report leaves open, and what is no actor."""

from datetime import date

import pytest

from claimtrail.annotate.actors import find_actors
from claimtrail.annotate.sentences import find_sentences
from claimtrail.model.claims import ACTOR_CODES
from claimtrail.model.documents import Dated, Document
from claimtrail.model.mentions import ActorMention


def actors(text: str, title: str = "") -> tuple[ActorMention, ...]:
    document = Document("d", f"{title}\n{text}", len(title))
    return find_actors(document, find_sentences(document))


def pairs(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(m.text, m.code) for m in actors(text, title)]


@pytest.mark.parametrize(
    ("text", "wording", "code", "name"),
    [
        ("Iraqi air force jets hit a bridge.", "Iraqi air force jets", "IRAQ_GOV", "Iraqi air force"),
        ("Russian warplanes struck at dawn.", "Russian warplanes", "RUSSIA", "Russian air force"),
        ("Six Syrian government soldiers fell.", "Syrian government soldiers", "SYRIA_GOV", "Syrian army"),
        ("Israeli troops entered the camp.", "Israeli troops", "ISRAEL", "Israeli army"),
        ("A Chadian army patrol was hit.", "Chadian army patrol", "OTHER", "Chadian army"),
        ("The US-led coalition hit a depot.", "US-led coalition", "US_COALITION", "US-led coalition"),
        ("Saudi-led coalition jets hit a port.", "Saudi-led coalition jets", "SAUDI_COALITION", "Saudi-led coalition"),
        ("Turkish-backed rebels took a hill.", "rebels", "OPPOSITION", "rebels"),
        ("Fighters from the Nusra Front fled.", "Fighters from the Nusra Front", "NUSRA", "Nusra Front"),
        ("Assads forces took the hill.", "Assads forces", "SYRIA_GOV", "Syrian forces"),
        (
            "Forces loyal to President Bashar al-Assad left.",
            "Forces loyal to President Bashar al-Assad",
            "SYRIA_GOV",
            None,
        ),
        ("Jabhat al-Nusra terrorists shelled it.", "Jabhat al-Nusra terrorists", "NUSRA", "Nusra Front"),
        ("Da'esh militants fled.", "Da'esh militants", "ISIS", "Islamic State"),
        ("Gunmen shot a judge.", "Gunmen", "ARMED_UNSPEC", None),
        ("The Kurdish YPG took it.", "Kurdish YPG", "SDF", None),
        ("Ten worshippers died.", "worshippers", "CIVILIANS", None),
        ("M23 rebels entered Goma.", "M23 rebels", "OTHER", "M23"),
        ("Sudanese army jets bombed a market.", "Sudanese army jets", "SAF", None),
        ("FARC guerrillas blew up a pipeline.", "FARC guerrillas", "OTHER", "FARC"),
    ],
)
def test_a_phrase_has_its_wording_its_side_and_its_name(text: str, wording: str, code: str, name: str | None) -> None:
    found = actors(text)
    mention = next((m for m in found if m.text == wording), None)
    assert mention is not None, [m.text for m in found]
    assert mention.code == code
    assert name is None or mention.name == name


def test_spans_give_the_text_and_codes_are_known() -> None:
    text = "Russia and Syrian regime jets bombed rebels, a monitor said. The army denied it."
    document = Document("d", f"War in Syria\n{text}", 12)
    found = find_actors(document, find_sentences(document))
    assert found
    for mention in found:
        assert mention.span.of(document.text) == mention.text
        assert mention.code in ACTOR_CODES


def test_both_sides_of_a_shared_head_are_found() -> None:
    assert pairs("Russian and Syrian warplanes hit the town.") == [
        ("Russian", "RUSSIA"), ("Syrian warplanes", "SYRIA_GOV"),
    ]  # fmt: skip


def test_a_nation_before_what_it_does_is_the_actor() -> None:
    assert ("Russian", "RUSSIA") in pairs("Russian air strikes hit a clinic.")


def test_a_country_that_is_only_the_place_is_no_actor() -> None:
    assert pairs("A bridge fell in Syria and Iraq, and then in northern Turkey.") == []


def test_the_army_is_that_of_the_country_the_report_is_about() -> None:
    assert ("army", "IRAQ_GOV") in pairs("The army took two districts of Mosul in Iraq from Daesh.")
    assert ("army", "OTHER") in pairs("The army took two districts.")


def test_wording_that_takes_sides_is_marked() -> None:
    loaded = {m.text: m.loaded for m in actors("Terrorists shot at the regime forces, gunmen at soldiers, in Syria.")}
    assert loaded["Terrorists"]
    assert loaded["regime forces"]
    assert not loaded["gunmen"]


def test_the_group_is_the_one_named_before() -> None:
    found = actors("Boko Haram attacked a village. Later the group burnt a school.")
    assert [m.name for m in found if m.text == "group"] == ["Boko Haram"]


def test_names_of_sources_and_pronouns_are_no_actors() -> None:
    assert pairs("The Syrian Observatory for Human Rights told us that it is unclear.") == []


def test_short_names_count_only_in_their_war() -> None:
    assert ("RSF", "RSF") in pairs("The RSF shelled a camp in Sudan.")
    assert pairs("RSF named two editors.") == []


def test_the_holder_of_a_place_is_told_apart() -> None:
    assert ("rebel-held", "OPPOSITION") in pairs("Shells hit the rebel-held town.")


def test_text_in_capitals_has_actors_but_no_pronouns() -> None:
    found = pairs(
        "THE FMLN ATTACKED A BARRACKS AND SHINING PATH GUERRILLAS KILLED A MAYOR. IT IS NOT KNOWN WHO TOLD US."
    )
    assert ("FMLN", "OTHER") in found
    assert ("SHINING PATH GUERRILLAS", "OTHER") in found
    assert not {"US", "IS", "WHO"} & {text for text, _ in found}


def test_nations_in_a_row_without_commas_stay_apart() -> None:
    assert pairs("Russia Turkey and Iran signed the truce.") == [
        ("Russia", "RUSSIA"), ("Turkey", "TURKEY"), ("Iran", "IRAN"),
    ]  # fmt: skip


def test_a_possessive_without_its_apostrophe_is_no_actor_by_itself() -> None:
    assert pairs("Shells fell on Syrias north.") == []


def test_the_finer_of_two_names_counts() -> None:
    found = actors("Al-Qaeda affiliate Al-Nusra Front took a hill.")
    assert [(m.name, m.code) for m in found] == [("Nusra Front", "NUSRA")]


def test_the_sponsor_is_not_the_actor() -> None:
    assert pairs("US-backed Syrian rebels and pro-Turkey fighters left.") == [
        ("Syrian rebels", "OPPOSITION"), ("fighters", "ARMED_UNSPEC"),
    ]  # fmt: skip


def test_the_army_in_reports_about_gaza_is_the_israeli_one() -> None:
    assert ("army", "ISRAEL") in pairs(
        "Shells hit Gaza City and Rafah in the Gaza Strip, and the army left Khan Younis."
    )


def test_the_coalition_is_that_of_the_war() -> None:
    assert ("coalition", "SAUDI_COALITION") in pairs("The coalition bombed Sanaa in Yemen.")
    assert ("coalition", "US_COALITION") in pairs("The coalition bombed Mosul in Iraq.")
    assert pairs("The parties formed a coalition.") == []


def test_nothing_is_found_in_nothing() -> None:
    assert actors("") == ()


def test_the_side_of_a_state_depends_on_the_day() -> None:
    text = "Afghan soldiers shot at a bus."
    for day, code in ((date(2015, 5, 1), "AFGHAN_GOV"), (date(2022, 5, 1), "TALIBAN")):
        document = Document("d", f"\n{text}", 0, published=Dated(day, "listed"))
        assert find_actors(document, find_sentences(document))[0].code == code
