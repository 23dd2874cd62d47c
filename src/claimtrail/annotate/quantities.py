"""Finds counts: how many, of what, and what became of them (killed, destroyed, fired ...).

Numbers and bounds are read in numbers.py, the counted noun in counted.py, the measure is decided in measures.py
from the cues of measure_cues.py; the words are in lexicon/data/en/quantities.toml.
"""

from collections.abc import Sequence

from claimtrail.annotate.counted import Count
from claimtrail.annotate.measures import counts
from claimtrail.annotate.numbers import Tokens, quantity_words, tokenise
from claimtrail.lexicon.fold import fold
from claimtrail.model.documents import Document
from claimtrail.model.mentions import QuantityMention, Sentence
from claimtrail.model.spans import Span


def find_quantities(
    document: Document, sentences: Sequence[Sentence], taken: Sequence[Span]
) -> tuple[QuantityMention, ...]:
    """Every count of the sentences, in text order. `taken`: spans of dates and names, whose numbers are no counts."""
    words = quantity_words()
    folded = fold(document.text)
    blocked = sorted(taken)
    found: list[QuantityMention] = []
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        if not words.trigger.search(folded, start, end):
            continue
        inside = [span for span in blocked if span.start < end and span.end > start]
        tokens = tokenise(words, folded, start, end)
        found += _mentions(document.text, tokens, counts(words, tokens, inside))
    return tuple(found)


def _mentions(text: str, tokens: Tokens, found: Sequence[Count]) -> list[QuantityMention]:
    """Counts of one sentence as mentions of the document."""
    spans = [Span(tokens.starts[c.number.first], tokens.ends[c.number.last - 1]) for c in found]
    mentions = []
    for count, span in zip(found, spans, strict=True):
        of = _tokens_span(tokens, count.noun)
        mentions.append(
            QuantityMention(
                span,
                span.of(text),
                count.number.low,
                count.number.high,
                count.measure,
                of=of.of(text) if of else None,
                of_span=of,
                cue_span=_tokens_span(tokens, count.cue),
                part_of=spans[count.whole] if count.whole is not None else None,
                superseded=count.superseded,
            )
        )
    return mentions


def _tokens_span(tokens: Tokens, part: tuple[int, int] | None) -> Span | None:
    """The characters of tokens `first` to `last` (exclusive)."""
    return Span(tokens.starts[part[0]], tokens.ends[part[1] - 1]) if part and part[1] > part[0] else None
