"""The sentence under a number: right characters, right marks, whatever the spans do."""

import re

from claimtrail.export.evidence import passages
from claimtrail.model.claims import Claim, Party, PlaceRef, Quantity
from claimtrail.model.documents import Document
from claimtrail.model.spans import Evidence, Span

TEXT = "A title\nFirst words here. At least 14 people died in Kelvan, medics said. Last words there."
DOCUMENT = Document("d", TEXT, 7)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def claim(*quotes: str, **slots) -> Claim:
    return Claim("c1", "d", tuple(Evidence("d", at(q), q) for q in quotes), "attack", **slots)


def plain(html) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_the_quote_is_marked_in_its_context_and_the_title_is_not_part_of_it():
    quantity = Quantity("killed", 14, None, "At least 14", "people", at("At least 14"))
    (found,) = passages(claim("At least 14 people died in Kelvan", quantities=(quantity,)), DOCUMENT)
    assert found.html == (
        "First words here. <b><mark>At least 14</mark> people died in Kelvan</b>, medics said. Last words there."
    )
    assert found.where == "characters 26–59"
    assert found.agrees


def test_overlapping_marks_lose_no_character_and_the_number_wins():
    slots = {
        "quantities": (Quantity("killed", 14, 14, "14", "people", at("14")),),
        "target": Party("14 people", "CIVILIANS", at("14 people")),
        "place": PlaceRef("Kelvan", span=at("Kelvan, medics")),
    }
    (found,) = passages(claim("At least 14 people died in Kelvan, medics said.", **slots), DOCUMENT)
    assert plain(found.html) == TEXT[8:]
    assert '<mark>14</mark><u title="who was hit"> people</u>' in found.html


def test_quotes_that_overlap_are_shown_once():
    (found,) = passages(claim("At least 14 people died", "people died in Kelvan"), DOCUMENT)
    assert plain(found.html) == TEXT[8:]
    assert "<b>At least 14 people died in Kelvan</b>" in found.html


def test_quotes_far_apart_are_passages_of_their_own_in_the_order_of_the_text():
    far = "One died." + " Filler." * 100 + " Two were hurt."
    document = Document("d", "\n" + far, 0)
    spans = [Span(far.index("Two") + 1, len(far) + 1), Span(1, 10)]
    made = Claim("c1", "d", tuple(Evidence("d", s, s.of(document.text)) for s in spans), "attack")
    first, second = passages(made, document)
    assert first.html.startswith("<b>One died.</b>")
    assert first.html.endswith(" …")
    assert second.html.startswith("… ")
    assert len(plain(second.html)) < 200


def test_markup_in_a_report_is_text():
    document = Document("d", "\n<b>Nine</b> & more", 0)
    quote = "<b>Nine</b>"
    (found,) = passages(Claim("c1", "d", (Evidence("d", Span(1, 12), quote),), "attack"), document)
    assert found.html == "<b>&lt;b&gt;Nine&lt;/b&gt;</b> &amp; more"


def test_a_quote_without_offsets_or_without_its_report_is_shown_with_the_reason():
    loose = Claim("c1", "d", (Evidence("d", None, "Nine died."),), "attack")
    assert passages(loose, DOCUMENT)[0].where == "no offsets given"
    assert passages(claim("Last words"), None)[0].where == "the report is not at hand"


def test_a_quote_that_the_text_does_not_hold_is_said_to_disagree():
    wrong = Claim("c1", "d", (Evidence("d", Span(8, 12), "Nine"),), "attack")
    assert not passages(wrong, DOCUMENT)[0].agrees
