"""Sentences, places, dates, quantities, actors and sources, with offsets and normalised values."""

from claimtrail.annotate.actors import find_actors
from claimtrail.annotate.dates import find_dates
from claimtrail.annotate.places import find_places
from claimtrail.annotate.quantities import find_quantities
from claimtrail.annotate.sentences import find_sentences
from claimtrail.annotate.sources import find_sources
from claimtrail.lexicon.gazetteer import Gazetteer
from claimtrail.model.documents import Document
from claimtrail.model.mentions import Annotated

__all__ = ["annotate"]


def annotate(document: Document, gazetteer: Gazetteer | None = None) -> Annotated:
    """The document with every mention that a claim can rest on, each list in text order.

    `gazetteer`: one that is open already, or that has a user's places; None: the built-in one.
    """
    sentences = find_sentences(document)
    actors = find_actors(document, sentences)
    sources = find_sources(document, sentences, actors)
    dates = find_dates(document, sentences)
    names = [*(a.span for a in actors), *(s.span for s in sources)]
    places = find_places(document, sentences, [*names, *(d.span for d in dates)], gazetteer)
    quantities = find_quantities(document, sentences, [d.span for d in dates])
    return Annotated(document, sentences, places, dates, quantities, actors, sources)
