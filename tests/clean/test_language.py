"""Language: named with confidence where the text is long enough, left open otherwise."""

import pytest

from claimtrail.clean import clean
from claimtrail.model.documents import Document


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Shells hit the market of the town and killed three men, the hospital said on Monday.", "en"),
        ("قتل ثلاثة أشخاص في قصف على سوق المدينة صباح اليوم، بحسب مصادر طبية في المستشفى.", "ar"),
        ("При обстреле рынка в городе погибли три человека, сообщили в районной больнице.", "ru"),
    ],
)
def test_languages(text, code):
    document = clean(Document(id="d", text=f"\n{text}", title_end=0))
    assert document.language == code
    assert document.language_confidence > 0.7


def test_too_little_text_has_no_language():
    assert clean(Document(id="d", text="\n12 dead", title_end=0)).language is None


def test_a_given_language_stays():
    assert (
        clean(Document(id="d", text="\nShells hit the market of the town.", title_end=0, language="fr")).language
        == "fr"
    )


def test_furniture_does_not_count():
    text = (
        "Взрыв на рынке в городе унёс жизни трёх человек.\n" + "Follow us on Twitter\nSubscribe to our newsletter\n" * 9
    )
    assert clean(Document(id="d", text=f"\n{text}", title_end=0)).language == "ru"
