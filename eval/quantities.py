"""Scores annotate/quantities.py on the gold claims.

    python eval/quantities.py [--errors MEASURE]

A gold number counts as found when a mention of the document has the same measure and the same bounds; a mention
with bounds that stands in no gold claim of its document counts against precision. "dozens" is counted apart.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from claimtrail.annotate.dates import find_dates
from claimtrail.annotate.quantities import find_quantities
from claimtrail.annotate.sentences import find_sentences
from claimtrail.model.claims import MEASURES
from claimtrail.model.mentions import QuantityMention
from claimtrail.model.spans import Span
from dates import gold

Row = tuple[str, int | float | None, int | float | None]


@dataclass(slots=True)
class Score:
    """Found, given and wanted numbers by measure; "killed~" are those without bounds ("dozens")."""

    hits: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    nouns: Counter[bool] = field(default_factory=Counter)  # counted nouns that agree with the gold
    documents: int = 0
    words: int = 0
    seconds: float = 0.0

    def f1(self, *names: str) -> float:
        """F1 over these measures together."""
        hit, given, wanted = (sum(c[name] for name in names) for c in (self.hits, self.given, self.wanted))
        return 2 * hit / max(given + wanted, 1)

    def line(self, *names: str) -> str:
        """One row of the table."""
        hit, given, wanted = (sum(c[name] for name in names) for c in (self.hits, self.given, self.wanted))
        return (
            f"{'+'.join(names):15} wanted {wanted:4} given {given:4} precision {hit / max(given, 1):.3f} "
            f"recall {hit / max(wanted, 1):.3f} F1 {self.f1(*names):.3f}"
        )


def score(show: str | None = None) -> Score:
    """Compares every document of the gold; prints what is missed and extra of the measure `show`."""
    result = Score()
    for document, claims in gold():
        sentences = find_sentences(document)
        start = time.process_time()
        dates = find_dates(document, sentences)
        mentions = find_quantities(document, sentences, [mention.span for mention in dates])
        result.seconds += time.process_time() - start
        result.documents += 1
        result.words += document.text.count(" ")
        truth, of = _truth(claims)
        ours = {_row(m): f"[{m.of}] {_around(document.text, m.span)}" for m in mentions if not m.superseded}
        result.nouns.update((m.of or "").lower() in of[_row(m)] for m in mentions if any(of.get(_row(m), ())))
        result.wanted.update(map(_name, truth))
        result.given.update(map(_name, ours))
        result.hits.update(_name(row) for row in truth if row in ours)
        if show:
            _show(document.id, show, truth, ours)
    return result


def main(show: str | None) -> None:
    """Prints precision, recall and F1 by measure, then nouns and speed."""
    result = score(show)
    for name in [measure + mark for measure in MEASURES for mark in ("", "~")]:
        if result.wanted[name]:
            print(result.line(name))
    print(result.line("killed", "injured"))
    print(f"noun as in the gold: {result.nouns[True] / max(result.nouns.total(), 1):.3f} of {result.nouns.total()}")
    print(f"speed with dates: {result.documents / result.seconds:.0f} documents a second, "
          f"{result.words / result.seconds / 400:.0f} of 400 words")  # fmt: skip


def _truth(claims: list[dict]) -> tuple[dict[Row, str], dict[Row, set[str]]]:
    truth: dict[Row, str] = {}
    of: dict[Row, set[str]] = {}
    for claim in claims:
        for number in claim["quantities"]:
            row = (number["measure"], number["low"], number["high"])
            truth.setdefault(row, f"{number['text']} [{number['of']}] {claim['evidence'][0][:120]}")
            of.setdefault(row, set()).add((number["of"] or "").lower())
    return truth, of


def _row(mention: QuantityMention) -> Row:
    return mention.measure or "none", mention.low, mention.high


def _show(name: str, measure: str, truth: dict[Row, str], ours: dict[Row, str]) -> None:
    for label, one, other in (("MISSED", truth, ours), ("EXTRA ", ours, truth)):
        for row in one:
            if row not in other and _name(row) == measure:
                print(label, name, row[1:], one[row])


def _name(row: Row) -> str:
    return row[0] + ("~" if row[1] is None and row[2] is None else "")


def _around(text: str, span: Span) -> str:
    start, end = span.start, span.end
    around = text[max(0, start - 70) : start] + "<<" + text[start:end] + ">>" + text[end : end + 70]
    return around.replace("\n", " | ")


if __name__ == "__main__":
    main(sys.argv[sys.argv.index("--errors") + 1] if "--errors" in sys.argv else None)
