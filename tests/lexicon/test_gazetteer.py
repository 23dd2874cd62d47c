"""The gazetteer: spellings meet by rule, false friends do not, and a kept index gives the same answers."""

from pathlib import Path

import pytest

from claimtrail.errors import LexiconError
from claimtrail.lexicon.gazetteer import Gazetteer, Place
from claimtrail.lexicon.gazetteer_file import FOLDER, keep_index_in, open_index
from claimtrail.lexicon.names import close, name_key, rule_key, skeleton


@pytest.fixture(scope="module")
def compiled() -> bytes:
    return Gazetteer.compiled()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    "spellings",
    [
        ["Dayr az Zawr", "Deir ez-Zor", "Deir Ezzor", "Deir al-Zour"],
        ["Raqqa", "Raqqah", "Ar-Raqqah", "Rakka"],
        ["Hasakah", "Hasaka", "Al-Hasakeh", "Hassakeh"],
        ["Hudaydah", "Hodeidah", "Al Ḩudaydah"],
        ["Idlib", "Idleb", "Edlib"],
        ["Tartus", "Tartous"],
        ["Salqin", "Salqeen"],
        ["Khan Younis", "Khan Yunis"],
        ["Abu Kamal", "Albu Kamal"],
        ["Latakia", "Lattakia"],
    ],
)
def test_spellings_of_one_place_share_a_rule_key(spellings: list[str]) -> None:
    assert len({rule_key(name_key(name)) for name in spellings}) == 1


def test_a_dropped_short_vowel_is_close() -> None:
    left, right = rule_key(name_key("Latamna")), rule_key(name_key("al-Lataminah"))
    assert skeleton(left) == skeleton(right)
    assert close(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("Hama", "Hamas"), ("Hamas", "Homs"), ("Sana", "Sinai"), ("Aden", "Adana")]
)
def test_other_names_stay_apart(left: str, right: str) -> None:
    a, b = rule_key(name_key(left)), rule_key(name_key(right))
    assert a != b
    assert not (skeleton(a) and skeleton(a) == skeleton(b) and close(a, b))


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Dayr az Zawr", "SY", 35.3, 40.1), ("Palmyra", "SY", 34.6, 38.3), ("Hodeidah", "YE", 14.8, 43.0),
        ("Kharkov", "UA", 50.0, 36.2), ("Mariupol", "UA", 47.1, 37.5), ("El Fasher", "SD", 13.6, 25.3),
        ("Khan Younis", "PS", 31.3, 34.3), ("Mekelle", "ET", 13.5, 39.5), ("Kunduz", "AF", 36.7, 68.9),
        ("Mosul", "IQ", 36.3, 43.1), ("Mogadishu", "SO", 2.0, 45.3), ("Sana'a", "YE", 15.4, 44.2),
        ("Hamah", "SY", 35.1, 36.8), ("Bucha", "UA", 50.5, 30.2),
    ],
)  # fmt: skip
def test_towns_of_the_wars_are_found(gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float) -> None:
    towns = [p for p in gazetteer.lookup(name) if p.feature == "settlement" and p.country == country]
    assert towns
    assert towns[0].lat == pytest.approx(lat, abs=0.2)
    assert towns[0].lon == pytest.approx(lon, abs=0.2)


def test_exact_spelling_comes_before_rules(gazetteer: Gazetteer) -> None:
    assert all(p.match != "rule" for p in gazetteer.lookup("Aleppo"))
    assert all(p.match == "rule" for p in gazetteer.lookup("Qameshly"))


def test_codes_and_machine_transliterations_are_no_names(gazetteer: Gazetteer) -> None:
    assert not [p for p in gazetteer.lookup("ALP") if p.country == "SY"]
    assert not gazetteer.lookup("a lei po")


def test_provinces_are_named_and_carry_their_towns(gazetteer: Gazetteer) -> None:
    assert [p.admin1 for p in gazetteer.lookup("Manbij") if p.country == "SY"] == ["Aleppo"]
    assert next(p for p in gazetteer.lookup("Fallujah") if p.country == "IQ").admin1 == "Anbar"
    assert "adm1" in {p.feature for p in gazetteer.lookup("Anbar")}


def test_every_province_has_a_point_inside_its_country(gazetteer: Gazetteer) -> None:
    from claimtrail.lexicon.load import load

    for entry in load("world/provinces"):
        found = [p for p in gazetteer.lookup(entry.terms[0]) if p.id == f"province:{entry.id}"]
        assert found, entry.id
        assert found[0].lat is not None, entry.id


def test_a_kept_index_answers_like_a_fresh_one(gazetteer: Gazetteer, compiled: bytes) -> None:
    kept = Gazetteer.from_index(compiled)
    for name in ("Aleppo", "Deir Ezzor", "eastern Ghouta", "Nowhere at all"):
        assert kept.lookup(name) == gazetteer.lookup(name)


@pytest.mark.parametrize("data", [b"", b"something else", b"claimtrail gazetteer\n\x00\x00\x00\x00"])
def test_a_foreign_or_broken_index_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(LexiconError, match="delete the file"):
        Gazetteer.from_index(data)


def test_a_users_place_comes_first_and_meets_other_spellings(gazetteer: Gazetteer) -> None:
    hamlet = Place("own:1", "Kafr Testin", 35.0, 36.0, "SY", "Idlib", 900, "settlement")
    wider = gazetteer.with_places([("Kafr Testin", hamlet)])
    assert wider.lookup("Kafr Testin")[0].id == "own:1"
    assert wider.lookup("Kafar Testeen")[0].id == "own:1"
    assert not gazetteer.lookup("Kafr Testin")


def test_an_index_is_kept_in_the_folder_asked_for_and_mended_when_damaged(
    tmp_path: Path, compiled: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, "")
    monkeypatch.setattr("claimtrail.lexicon.gazetteer_file.build", lambda: compiled)
    keep_index_in(tmp_path / "kept")
    assert open_index().exact.get("aleppo")
    (kept,) = (tmp_path / "kept").iterdir()
    assert kept.read_bytes() == compiled
    kept.unlink()  # the file may still be mapped: never write into it
    kept.write_bytes(compiled[:1000])
    assert open_index().exact.get("aleppo")
    assert kept.read_bytes() == compiled


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    tmp_path: Path, compiled: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file"))
    monkeypatch.setattr("claimtrail.lexicon.gazetteer_file.build", lambda: compiled)
    assert open_index().exact.get("aleppo")


def test_without_a_folder_nothing_is_written(tmp_path: Path, compiled: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("claimtrail.lexicon.gazetteer_file.build", lambda: compiled)
    assert open_index().exact.get("aleppo")
    assert not list(tmp_path.iterdir())
