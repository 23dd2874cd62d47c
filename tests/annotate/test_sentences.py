"""Sentences of the three kinds of text that come in: lines as paragraphs, wrapped lines, one long line."""

from itertools import pairwise

from claimtrail.annotate.sentences import find_sentences
from claimtrail.model.documents import Document, Furniture
from claimtrail.model.spans import Span


def sentences(text, furniture=()):
    document = Document("d", text, text.find("\n") if "\n" in text else len(text), furniture=tuple(furniture))
    return [(s.paragraph, s.kind, s.span.of(text)) for s in find_sentences(document)]


def test_abbreviations_do_not_end_a_sentence():
    text = "Brig. Gen. A. Rowe said on Jan. 10 that U.S. jets left. They flew to the U.S. The town was quiet."
    found = sentences(f"Title\n{text}")
    assert [t for _, _, t in found] == [
        "Title",
        "Brig. Gen. A. Rowe said on Jan. 10 that U.S. jets left.",
        "They flew to the U.S.",
        "The town was quiet.",
    ]


def test_wrapped_lines_are_joined_and_list_items_are_not():
    text = (
        "Weekly log\nThe\ncoalition said on Tuesday that its aircraft had flown over the\n"
        "eastern valley and that nothing else\n"
        "was seen by the crews, who came back to\ntheir base in the evening of the same\nday.\n"
        "• Near Orm, one strike hit a truck.\n• Near Tel, two strikes hit a bridge.\n"
    )
    found = sentences(text)
    assert found[1][2].startswith("The\ncoalition said")
    assert found[1][2].endswith("day.")
    assert [t for _, kind, t in found if kind == "item"] == [
        "Near Orm, one strike hit a truck.",
        "Near Tel, two strikes hit a bridge.",
    ]
    assert len({p for p, kind, _ in found if kind == "item"}) == 2


def test_furniture_has_no_sentences():
    text = "Title\nThe bridge fell. Share this page Leave a Reply"
    start = text.index("Share")
    assert [t for _, _, t in sentences(text, [Furniture(Span(start, len(text)), "x")])] == ["Title", "The bridge fell."]


def test_every_character_that_is_not_space_stands_in_one_sentence():
    text = "Head\nOne. Two? “Three!” Four; five 6.5 km off.\n\nSix: seven"
    spans = [s.span for s in find_sentences(Document("d", text, 4))]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
