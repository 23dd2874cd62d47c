"""Furniture: what is not the report is marked, the report is not, and no character changes."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from claimtrail.clean import clean
from claimtrail.lexicon.load import load
from claimtrail.model.documents import Document
from claimtrail.model.spans import Span

SHARED = Path(__file__).parents[3] / "shared" / "data"
REPORT = (
    "Shells hit the market of Kelvan in the morning and killed three men, the district hospital there told us. "
    "A fourth man died on the road to the coast. Rescue workers dug until night fell over the town. "
    "The army denied that its guns had fired in that sector and spoke of a mine left from an older war."
)
CASES = [(entry.id, line, True) for entry in load("en/boilerplate") for line in entry.yes]
CASES += [(entry.id, line, False) for entry in load("en/boilerplate") for line in entry.no]


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing; CI must have the shared data")
        pytest.skip(f"the shared data is not beside the repository: {path}")
    return path


def cleaned(body: str, title: str = "Shells hit Kelvan") -> Document:
    return clean(Document(id="d", text=f"{title}\n{body}", title_end=len(title)))


def left(document: Document) -> str:
    """The text without its furniture."""
    parts, at = [], 0
    for item in document.furniture:
        parts.append(document.text[at : item.span.start])
        at = item.span.end
    return "".join((*parts, document.text[at:]))


@pytest.mark.parametrize(("entry", "line", "marked"), CASES)
def test_the_examples_of_the_lexicon(entry, line, marked):
    zone = next(e.fields.get("zone") for e in load("en/boilerplate") if e.id == entry)
    document = cleaned(f"{line}\n{REPORT}" if zone == "head" else f"{REPORT}\n\n{line}")
    kinds = {f.kind for f in document.furniture}
    if marked:
        assert entry in kinds
        assert left(document).count(REPORT[:60]) == 1
    else:
        assert entry not in kinds


def test_the_text_stays_and_spans_are_in_order():
    body = f"by Ann Lee\n{REPORT}\nFollow us on Twitter\nLeave a Reply\nFirst!\nLog in"
    document = cleaned(body)
    assert document.text == f"Shells hit Kelvan\n{body}"
    spans = [f.span for f in document.furniture]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
    assert left(document).split() == f"Shells hit Kelvan\n{REPORT}".split()


def test_a_comment_section_goes_to_the_end():
    document = cleaned(f"{REPORT}\n\n3 Comments\n\nBo says: Forty people died in Sarm yesterday.\nAnn says: No, fifty.")
    assert document.furniture[-1].span.end == len(document.text)
    assert "Forty" not in left(document)


def test_a_link_to_the_comments_above_the_report_does_not_swallow_it():
    document = cleaned(f"Leave a comment\n{REPORT}")
    assert REPORT in left(document)


def test_text_without_line_breaks():
    document = cleaned(REPORT + " Reporting by Ann Lee; Editing by Bo Ray Our Standards: The Kelvan Trust Principles.")
    assert left(document).strip().endswith(REPORT)
    document = cleaned(REPORT + " (With AFP and Reuters) Last Update: Friday 7 April 2017 KSA 10:20 - GMT 07:20 31")
    assert left(document).strip().endswith(REPORT)


def test_hard_wrapped_sentences_are_not_lines_of_their_own():
    body = "The convoy had waited for two days when it was hit near the river\nby unknown gunmen\n" + REPORT
    assert cleaned(body).furniture == ()


def test_a_long_headline_does_not_join_the_first_line_of_the_body():
    title = "Shells hit the crowded market of Kelvan in the morning and kill three men"
    assert [f.kind for f in cleaned(f"by Ann Lee\n{REPORT}", title).furniture] == ["byline"]


def test_a_credit_is_kept():
    document = cleaned(f"{REPORT}\n\nOriginally published: Kelvan Post\n© 2024 Kelvan Post")
    assert document.extra["credit"] == "Originally published: Kelvan Post | © 2024 Kelvan Post"


def test_a_headlines_after_related_are_marked_and_the_next_paragraph_is_not():
    document = cleaned(f"{REPORT}\n\nRelated articles\nTwo die in Sarm\nCouncil meets in Kelvan\n\n{REPORT[::1]}")
    assert "Two die in Sarm" not in left(document)
    assert left(document).count(REPORT) == 2


def test_cleaning_twice_changes_nothing():
    once = cleaned(f"5 March 2024\nby Ann Lee\n{REPORT}\n(With AFP)\nLeave a Reply\nlog in")
    assert clean(once) == once


# Lines of the seed files (counted from 1) that are furniture; all other lines with words are the report.
SEEDS = {
    "000_7264412d09b0eb03.txt": [(4, 4), (24, 51)],
    "001_7e55804a88c3ed3e.txt": [(50, 67)],
    "002_b9349cabdf37dc18.txt": [(11, 31)],
    "003_1901d147c7a60e76.txt": [(3, 3), (117, 119)],
    "004_45f3c1c77c47c038.txt": [(19, 20)],
}


@pytest.mark.parametrize("raw", [True, False], ids=["txt", "jsonl"])
def test_the_seeds(raw):
    records = [json.loads(line) for line in shared("seeds/documents.jsonl").read_text("utf-8").splitlines()]
    wanted = marked = 0
    for record in records:
        lines = shared(f"seeds/{record['file']}").read_text("utf-8").split("\n")
        title = record["title"] or ""
        text = "\n".join(lines) if raw else f"{title}\n{record['text']}"
        document = clean(Document(id=record["id"], text=text, title_end=text.index("\n")))
        rest = left(document)
        ranges = SEEDS[record["file"]]
        for number, line in enumerate(lines, 1):
            furniture = any(first <= number <= last for first, last in ranges)
            words = line.strip()
            if furniture and any(c.isalpha() for c in words):
                wanted += 1
                marked += words not in rest
            elif words and number > 1:
                assert words in rest, f"{record['file']} line {number} is the report"
    assert marked / wanted >= 0.95
    assert wanted > 35


def test_no_gold_evidence_is_furniture():
    for documents, claims in (("documents", "claims"), ("more_documents", "more_claims")):
        evidence = {}
        for line in shared(f"gold/{claims}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            evidence[record["doc_id"]] = {e for claim in record["claims"] for e in claim["evidence"]}
        for line in shared(f"gold/{documents}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            title = record["title"] or ""
            document = clean(Document(id=record["id"], text=f"{title}\n{record['text']}", title_end=len(title)))
            for sentence in evidence[record["id"]]:
                at = document.text.find(sentence)
                span = Span(at, at + len(sentence))
                assert at >= 0
                assert [f.kind for f in document.furniture if f.span.overlaps(span)] == [], record["id"]


@pytest.mark.parametrize("piece", ["-", "( ", "share ", "... ", "by a b ", "1 May 2016\n"])
def test_long_odd_texts_cost_linear_time(piece):
    body = piece * (150_000 // len(piece))  # quadratic time would take hours here
    assert cleaned(body).text.endswith(body)
