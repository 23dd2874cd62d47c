"""One row a source: which report tells it, on whose word, through whom, and what only repeats or copies."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from claimtrail.assess.repeats import repeats
from claimtrail.assess.roots import original
from claimtrail.lexicon.fold import fold
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Account, Reliance


def accounts(
    claims: Sequence[Claim], root_ids: Mapping[str, str], documents: Mapping[str, Document]
) -> tuple[Account, ...]:
    """The accounts of an incident, those of one root together, earlier reports first."""
    made = []
    for claim in claims:
        outlet = outlet_of(claim.document_id, documents)
        document = documents.get(claim.document_id)
        chain = tuple(source.name for source in claim.attribution)
        if not chain or fold(chain[-1]) != fold(outlet):
            chain = (*chain, outlet)
        made.append(
            Account(
                claim.key, claim.document_id, outlet, root_ids[claim.key], chain, repeats(claim, claims),
                document.copy_of if document else None,
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda a: (a.root, published(a.document_id, documents), a.claim)))


def outlet_of(document_id: str, documents: Mapping[str, Document]) -> str:
    """The outlet of a report, or the report's id when no outlet is known."""
    document = documents.get(document_id)
    return (document.outlet if document else None) or document_id


def published(document_id: str, documents: Mapping[str, Document]) -> str:
    """Day of publication in ISO form, "9999" when unknown, so that unknown days sort last."""
    document = documents.get(document_id)
    return document.published_on.isoformat() if document and document.published_on else "9999"


def reliance(claims: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[Reliance, ...]:
    """Who relied on whom: outlets on those they quote, those on whom they pass on, copies, denials."""
    edges: set[Reliance] = set()
    by_key = {claim.key: claim for claim in claims}
    for claim in claims:
        outlet = outlet_of(claim.document_id, documents)
        chain = [source.name for source in claim.attribution]
        if chain and fold(chain[-1]) != fold(outlet):
            edges.add(Reliance(outlet, chain[-1], "says" if len(chain) == 1 else "relays", claim.document_id))
        for on, teller in pairwise(chain):
            edges.add(Reliance(teller, on, "relays", claim.document_id))
        copied = original(claim.document_id, documents)
        if copied and copied.id != claim.document_id:
            edges.add(Reliance(outlet, outlet_of(copied.id, documents), "copies", claim.document_id))
        denied = by_key.get(f"{claim.document_id}#{claim.denies}")
        if denied:
            teller = chain[0] if chain else outlet
            on = denied.attribution[0].name if denied.attribution else outlet_of(denied.document_id, documents)
            edges.add(Reliance(teller, on, "denies", claim.document_id))
    return tuple(sorted(edges, key=lambda e: (e.teller, e.on, e.kind, e.document_id)))
