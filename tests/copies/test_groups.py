"""Copies: exact, near and trimmed ones are found; texts that share a paragraph are not copies."""

import itertools
import json
import os
import random
import re
from datetime import date
from pathlib import Path

import pytest

from claimtrail.clean import clean
from claimtrail.copies import find_copies, mark_copies
from claimtrail.model.documents import Dated, Document, Furniture
from claimtrail.model.spans import Span

SHARED = Path(__file__).parents[3] / "shared" / "data"


def words(seed: int, count: int) -> str:
    """A text of invented words: two seeds share nothing."""
    chance = random.Random(seed)  # noqa: S311
    return " ".join("".join(chance.choices("abcdefghijklmnop", k=6)) for _ in range(count))


def report(name: str, body: str, day: int | None = None, **fields) -> Document:
    published = Dated(date(2024, 3, day), "listed") if day else None
    return Document(id=name, text=f"Head of {name}\n{body}", title_end=8 + len(name), published=published, **fields)


def members(documents) -> dict[str, tuple[str, str]]:
    """Member -> its root and kind."""
    return {m.document_id: (g.root, m.kind) for g in find_copies(documents) for m in g.members}


def test_equal_words_are_an_exact_copy_whatever_the_case_and_quotes():
    a = Document(id="a", text="Head\n“Three men” died in Kelvan.", title_end=4)
    b = Document(id="b", text='HEAD\n"Three  men" died, in KELVAN', title_end=4)
    assert members([a, b]) == {"b": ("a", "exact")}


def test_short_texts_are_copies_only_when_equal():
    text = words(1, 25)
    assert members([report("a", text), report("b", text + " more")]) == {}


def test_a_near_copy():
    text = words(1, 200)
    changed = text.replace(text.split()[100], "another")
    assert members([report("a", text, 1), report("b", changed, 2)]) == {"b": ("a", "near")}


def test_a_wire_cut_to_a_third_is_a_trimmed_copy():
    text = words(1, 300)
    cut = " ".join(text.split()[:100])
    (group,) = find_copies([report("short", cut, 2), report("long", text, 1)])
    assert group.root == "long"
    assert [(m.document_id, m.kind, m.containment) for m in group.members] == [("short", "trimmed", 1.0)]


def test_pieces_of_a_wire_with_own_words_between_are_found():
    text = words(1, 300).split()
    own = words(2, 80).split()
    mixed = " ".join(text[:45] + own[:20] + text[100:145] + own[20:40] + text[200:240])
    assert members([report("a", " ".join(text), 1), report("b", mixed, 2)]) == {"b": ("a", "trimmed")}


def test_a_shared_paragraph_is_no_copy():
    paragraph = words(9, 40)
    a, b = report("a", words(1, 100) + " " + paragraph), report("b", words(2, 100) + " " + paragraph)
    assert find_copies([a, b]) == []


def test_furniture_does_not_make_copies():
    form = words(9, 300)
    documents = []
    for name, seed in (("a", 1), ("b", 2)):
        document = report(name, words(seed, 60) + " " + form)
        start = document.text.index(form)
        documents.append(
            report(name, words(seed, 60) + " " + form, furniture=(Furniture(Span(start, start + len(form)), "form"),))
        )
    assert find_copies(documents) == []


@pytest.mark.parametrize(
    ("documents", "root"),
    [
        ([report("b", words(1, 100), 2), report("a", words(1, 100), 3)], "b"),  # the earliest
        ([report("b", words(1, 100)), report("a", words(1, 100), 3)], "a"),  # a known day before none
        ([report("b", words(1, 120)), report("a", " ".join(words(1, 120).split()[:90]))], "b"),  # the longest
        ([report("b", words(1, 100)), report("a", words(1, 100))], "a"),  # the first by id
    ],
)
def test_the_root(documents, root):
    for order in (documents, documents[::-1]):
        assert [g.root for g in find_copies(order)] == [root]


def test_a_later_version_by_the_same_outlet_is_an_update():
    text = words(1, 200)
    first, second = report("a", text, 1, outlet="Post"), report("b", text + " " + words(2, 30), 2, outlet="Post")
    assert members([first, second]) == {"b": ("a", "update")}


def test_a_wire_that_hundreds_carry_is_one_group():
    text = words(1, 150)
    documents = [report(f"d{n:03}", text + " " + words(100 + n, 5), 1 + n % 25) for n in range(200)]
    (group,) = find_copies(documents)
    assert len(group.members) == 199


def test_a_phrase_that_all_use_joins_nothing():
    phrase = words(9, 12)
    documents = [report(f"d{n:03}", phrase + " " + words(100 + n, 60)) for n in range(200)]
    assert find_copies(documents) == []


def test_the_order_of_the_documents_does_not_matter():
    chance = random.Random(3)  # noqa: S311
    texts = [words(n, 100).split() for n in range(5)]
    documents = [
        report(f"d{n:02}", " ".join(chance.choice(texts)[: chance.randrange(40, 100)]), 1 + n % 3) for n in range(30)
    ]
    groups = find_copies(documents)
    assert groups
    for _ in range(5):
        chance.shuffle(documents)
        assert find_copies(documents) == groups


def test_marks():
    text = words(1, 100)
    documents = [report("c", words(2, 50)), report("b", text, 2), report("a", text + " end", 1)]
    marked = mark_copies(documents, find_copies(documents))
    assert [d.id for d in marked] == ["c", "b", "a"]
    assert marked[0] == documents[0]
    assert (marked[1].copy_of, marked[1].root, marked[1].copy_kind) == ("a", "a", "near")
    assert marked[1].copy_degree == 1.0
    assert (marked[2].copy_of, marked[2].root) == (None, "a")


def test_a_report_cut_from_two_others_is_found_with_both():
    one, two = words(1, 100), words(2, 100)
    documents = [report("a", one, 1), report("b", two, 1), report("c", one + " " + " ".join(two.split()[:60]), 2)]
    groups = find_copies(documents)
    assert [(g.root, [m.document_id for m in g.members]) for g in groups] == [("a", ["c"]), ("b", ["c"])]
    assert mark_copies(documents, groups)[2].copy_of == "a"


def test_nothing_and_empty_texts():
    assert find_copies([]) == []
    assert find_copies([Document(id=n, text="\n", title_end=0) for n in "ab"]) == []


def _news() -> list[Document]:
    path = SHARED / "news" / "fa_kes.jsonl"
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing; CI must have the shared data")
        pytest.skip(f"the shared data is not beside the repository: {path}")
    records = {r["id"]: r for r in map(json.loads, path.read_text("utf-8").splitlines())}
    return [
        Document(
            id=r["id"], text=f"{r['title']}\n{r['text']}", title_end=len(r["title"]), outlet=r["outlet"],
            published=Dated(date.fromisoformat(r["published"]), "listed"),
        )
        for r in records.values()
    ]  # fmt: skip


def _body(document: Document) -> str:
    """The body without its furniture."""
    parts, at = [], document.title_end
    for item in document.furniture:
        parts.append(document.text[at : item.span.start])
        at = item.span.end
    return " ".join((*parts, document.text[at:]))


def _brute_force(documents) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """All pairs of copies, and those of them that are trimmed, by comparing every pair of documents."""
    grams = {}
    for document in documents:
        found = re.findall(r"\w+", _body(document).lower())
        if len(found) >= 30:
            grams[document.id] = {tuple(found[at : at + 5]) for at in range(len(found) - 4)}
    copies, trimmed = set(), set()
    for a, b in itertools.combinations(sorted(grams), 2):
        both = len(grams[a] & grams[b])
        if both and both / min(len(grams[a]), len(grams[b])) >= 0.5:
            copies.add((a, b))
            if both / (len(grams[a]) + len(grams[b]) - both) < 0.5:
                trimmed.add((a, b))
    return copies, trimmed


def _found(documents) -> set[tuple[str, str]]:
    groups = [[g.root, *(m.document_id for m in g.members)] for g in find_copies(documents)]
    return {pair for ids in groups for pair in itertools.combinations(sorted(ids), 2)}


def test_all_copies_in_real_news_are_found_with_few_wrong_ones():
    documents = [clean(document) for document in _news()]
    copies, trimmed = _brute_force(documents)
    found = _found(documents)
    assert len(trimmed) >= 25
    assert trimmed <= found
    assert copies <= found
    assert len(found & copies) / len(found) >= 0.95


def test_all_trimmed_pairs_are_found_where_furniture_is_not_marked():
    """One page of the corpus is mostly site footer: it pairs with eleven others, which no precision can save."""
    documents = _news()
    _, trimmed = _brute_force(documents)
    assert len(trimmed) >= 35
    assert trimmed <= _found(documents)
