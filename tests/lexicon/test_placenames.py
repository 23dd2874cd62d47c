"""Names of places as two writers spell them."""

import pytest

from claimtrail.lexicon.placenames import alike, place_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Sheikhoun", "Khan Shaykhun"), ("al-Bab", "Al Bab town"), ("Rif Dimashq", "Damascus countryside"),
        ("Ash Shairat", "Shayrat"), ("Deir ez-Zor", "Deir Ezzor"), ("Kyiv", "Kiev"), ("Ramouseh", "Ramussa"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_alike(one, other):
    assert alike(place_key(one), place_key(other)) >= 0.75


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("Kelvan", "Orvash"), ("Mosul", "Mayadin")])
def test_two_towns_are_not_alike(one, other):
    assert alike(place_key(one), place_key(other)) < 0.7
