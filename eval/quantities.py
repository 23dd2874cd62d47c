"""Scores annotate/quantities.py on the gold claims.

    python eval/quantities.py [--errors MEASURE]

A gold number counts as found when a mention of the document has the same measure and the same bounds; a mention
with bounds that stands in no gold claim of its document counts against precision. "dozens" is counted apart.
"""

import sys
import time
from collections import Counter

from claimtrail.annotate.dates import find_dates
from claimtrail.annotate.quantities import find_quantities
from claimtrail.annotate.sentences import find_sentences
from claimtrail.model.claims import MEASURES
from dates import gold

Row = tuple[str, int | float | None, int | float | None]


def main(show: str | None) -> None:
    """Prints found, precision, recall and F1 by measure, then speed."""
    hits: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    took = 0.0
    documents = words = nouns = nouns_right = 0
    for document, claims in gold():
        sentences = find_sentences(document)
        start = time.perf_counter()
        dates = find_dates(document, sentences)
        mentions = find_quantities(document, sentences, [date.span for date in dates])
        took += time.perf_counter() - start
        documents += 1
        words += document.text.count(" ")
        truth: dict[Row, str] = {}
        of: dict[Row, set[str]] = {}
        for claim in claims:
            for number in claim["quantities"]:
                row = (number["measure"], number["low"], number["high"])
                truth.setdefault(row, f"{number['text']} [{number['of']}] {claim['evidence'][0][:120]}")
                of.setdefault(row, set()).add((number["of"] or "").lower())
        ours = {
            (m.measure or "none", m.low, m.high): f"[{m.of}] {_around(document.text, m.span.start, m.span.end)}"
            for m in mentions
            if not m.superseded
        }
        for m in mentions:
            row = (m.measure or "none", m.low, m.high)
            if row in of and any(of[row]):
                nouns += 1
                nouns_right += (m.of or "").lower() in of[row]
        for row in truth:
            wanted[_name(row)] += 1
            hits[_name(row)] += row in ours
        for row in ours:
            given[_name(row)] += 1
        if show:
            _show(document.id, show, truth, ours)
    for name in [n + v for n in MEASURES for v in ("", "~")]:
        if wanted[name]:
            _print(name, hits[name], given[name], wanted[name])
    both = ("killed", "injured")
    _print("killed+injured", *(sum(c[name] for name in both) for c in (hits, given, wanted)))
    print(f"noun as in the gold: {nouns_right / max(nouns, 1):.3f} of {nouns}")
    print(f"speed with dates: {documents / took:.0f} documents a second, {words / took / 400:.0f} of 400 words")


def _show(name: str, measure: str, truth: dict[Row, str], ours: dict[Row, str]) -> None:
    for label, one, other in (("MISSED", truth, ours), ("EXTRA ", ours, truth)):
        for row in one:
            if row not in other and _name(row) == measure:
                print(label, name, row[1:], one[row])


def _name(row: Row) -> str:
    return row[0] + ("~" if row[1] is None and row[2] is None else "")


def _around(text: str, start: int, end: int) -> str:
    around = text[max(0, start - 70) : start] + "<<" + text[start:end] + ">>" + text[end : end + 70]
    return around.replace("\n", " | ")


def _print(name: str, hit: int, given: int, wanted: int) -> None:
    precision, recall = hit / max(given, 1), hit / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name:15} wanted {wanted:4} given {given:4} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main(sys.argv[sys.argv.index("--errors") + 1] if "--errors" in sys.argv else None)
