"""Scores annotate/dates.py: dates of gold claims, and time expressions of WikiWars.

python eval/dates.py [--errors]
"""

import calendar
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from claimtrail.annotate.dates import find_dates
from claimtrail.annotate.sentences import find_sentences
from claimtrail.model.documents import Dated, Document
from claimtrail.model.mentions import DateMention, Sentence
from claimtrail.model.spans import Span

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def gold() -> Iterator[tuple[Document, list[dict]]]:
    """Every annotated document with its claims."""
    for docs, claims in (("documents", "claims"), ("more_documents", "more_claims")):
        found = {}
        for line in (DATA / "gold" / f"{docs}.jsonl").read_text("utf-8").splitlines():
            raw = json.loads(line)
            found[raw["id"]] = dated(raw)
        for line in (DATA / "gold" / f"{claims}.jsonl").read_text("utf-8").splitlines():
            raw = json.loads(line)
            yield found[raw["doc_id"]], raw["claims"]


def dated(raw: dict) -> Document:
    """A document whose day is that of the date line in its text where there is one, as the gold has it."""
    text = raw["title"] + "\n" + raw["text"]
    listed = date.fromisoformat(raw["published"]) if raw["published"] else None
    document = Document(raw["id"], text, len(raw["title"]), outlet=raw["outlet"])
    if listed:
        head = Sentence(Span(len(raw["title"]) + 1, min(len(text), len(raw["title"]) + 260)), 0)
        for mention in find_dates(document, [head]):
            if mention.precision == "day" and mention.start and abs((mention.start - listed).days) < 500:
                if re.search(r"\d{4}", mention.text):
                    listed = mention.start
                break
        document = Document(raw["id"], text, len(raw["title"]), published=Dated(listed, "listed"))
    return document


def score_gold(errors: bool) -> None:
    """Of the claims whose date stands in the text: is there an expression, and are its ends right?"""
    tally: Counter[str] = Counter()
    for document, claims in gold():
        mentions = find_dates(document, find_sentences(document))
        for claim in claims:
            when = claim["date"]
            if not when or not when["text"]:
                continue
            tally["all"] += 1
            over = [m for at in _places(document.text, when["text"]) for m in mentions if m.span.overlaps(at)]
            right = any(str(m.start) == when["start"] and str(m.end) == when["end"] for m in over)
            tally["found"] += bool(over)
            tally["right"] += right
            if errors and not right:
                said = [(m.text, str(m.start), str(m.end), m.reason) for m in over[:2]]
                print(document.id, document.published_on, "|", when["text"], when["start"], when["end"], "|", said)
    print(f"gold claims: {tally['all']} dates, found {tally['found'] / tally['all']:.3f}, "
          f"right {tally['right'] / tally['all']:.3f}")  # fmt: skip


def _places(text: str, piece: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", text)]


def value_interval(value: str) -> tuple[date, date] | None:
    """The days of a TIMEX value: a day, month, season, year or decade."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(match[1]), int(match[2])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]]
        year = int(match[1])
        last = date(year + (first == 12), first + 2 - 12 * (first == 12), 28) + timedelta(4)
        return date(year, first, 1), last.replace(day=1) - timedelta(1)
    if match := re.fullmatch(r"(\d{3})", value):
        return date(int(match[1]) * 10, 1, 1), date(int(match[1]) * 10 + 9, 12, 31)
    if re.fullmatch(r"[1-9]\d{3}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    return None


def wikiwars() -> Iterator[tuple[Document, list[tuple[Span, str]]]]:
    """Each history with its marked expressions."""
    for path in sorted((DATA / "dates").glob("*.tml")):
        raw = path.read_text("utf-8")
        day = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw)
        body = re.search(r"<TEXT>\n?(.*)</TEXT>", raw, re.S)
        assert body
        text, marks, at = "\n", [], 0
        for match in re.finditer(r'<TIMEX3[^>]*?value="([^"]*)"[^>]*>(.*?)</TIMEX3>', body[1], re.S):
            text += body[1][at : match.start()]
            marks.append((Span(len(text), len(text) + len(match[2])), match[1]))
            text += match[2]
            at = match.end()
        text += body[1][at:]
        published = Dated(date.fromisoformat(day[1]), "listed") if day else None
        yield Document(path.stem, text, 0, published=published), marks


def score_wikiwars(errors: bool) -> None:
    """Expressions with a calendar value: overlap, and the same interval; precision over all marks."""
    tally: Counter[str] = Counter()
    for document, marks in wikiwars():
        mentions = find_dates(document, find_sentences(document))
        tally["mine"] += len(mentions)
        for mention in mentions:
            hit = any(mention.span.overlaps(span) for span, _ in marks)
            tally["mine_ok"] += hit
            if errors and not hit:
                print("EXTRA", document.id, mention.text, "|", document.text[mention.span.start - 30 :][:60])
        for span, value in marks:
            interval = value_interval(value)
            if interval is None:
                tally["vague"] += 1
                continue
            tally["marks"] += 1
            over = [m for m in mentions if m.span.overlaps(span)]
            tally["found"] += bool(over)
            right = any(_agrees(m, interval, span.of(document.text)) for m in over)
            tally["right"] += right
            if errors and not right:
                said = [(m.text, str(m.start), str(m.end)) for m in over[:2]]
                print(document.id, "|", span.of(document.text), "|", value, "|", said)
    print(f"WikiWars: {tally['marks']} calendar expressions, found {tally['found'] / tally['marks']:.3f}, "
          f"same interval {tally['right'] / tally['marks']:.3f}; {tally['mine']} of ours, "
          f"{tally['mine_ok'] / tally['mine']:.3f} overlap a mark")  # fmt: skip


def _agrees(mention: DateMention, interval: tuple[date, date], text: str) -> bool:
    """The same days; a part of a month or year and "since" agree with their whole, as TIMEX values drop the part."""
    if mention.start is None or mention.end is None:
        return False
    if (mention.start, mention.end) == interval:
        return True
    words = r"^since\b|\b(?:early|mid|late|end|beginning|middle|start|from|between|to|and)\b|-"
    looser = re.search(words, mention.text.lower()) or re.search(words, text.lower())
    return bool(looser) and (interval[0] <= mention.start <= interval[1] or interval[0] <= mention.end <= interval[1])


def speed() -> None:
    """Documents a second on one core."""
    pairs = [(document, find_sentences(document)) for document, _ in gold()]
    start = time.process_time()
    found = sum(len(find_dates(document, sentences)) for document, sentences in pairs)
    took = time.process_time() - start
    print(f"speed: {len(pairs) / took:.0f} documents a second, {found} expressions")


if __name__ == "__main__":
    score_gold("--errors" in sys.argv)
    score_wikiwars("--errors" in sys.argv)
    speed()
