"""On whose word accounts rest: the root of each chain, with copies, families and unnamed voices collapsed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrail.assess.parties import OFFICIAL, family_of, known_source, party_of, side_of
from claimtrail.assess.repeats import repeats
from claimtrail.lexicon.fold import fold
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Root

_UNNAMED = frozenset({"unnamed_official", "local_source", "other"})


@dataclass(frozen=True, slots=True)
class RootName:
    """Who a claim rests on, before claims with one root are put together."""

    id: str
    name: str
    kind: str
    party: str | None


def root_of(claim: Claim, documents: Mapping[str, Document]) -> RootName:
    """The root of one claim.

    Named sources of one house or one side are one root. An unnamed voice ("residents") is one only as far as the
    same medium carries it; carried by a party's medium it is that party's word. Without a chain the outlet is the
    root, and for a copy the outlet that was copied.
    """
    document = original(claim.document_id, documents)
    outlet = (document.outlet if document else None) or (document.id if document else claim.document_id)
    house = (document.family if document else None) or outlet
    known = known_source(outlet)
    # an address such as sana.sy is no name of a source, but its house may be a side
    family = known.family if known else house
    speaks_for = side_of(family) if known is None or known.speaks else None
    if not claim.attribution:
        return RootName(_id(speaks_for, family), outlet, "outlet", speaks_for)
    first = claim.attribution[0]
    party = party_of(first)
    named = first.kind == "other" and first.name[:1].isupper() and " " in first.name
    if named or first.kind not in _UNNAMED or (first.source_id and first.kind != "unnamed_official"):
        return RootName(_id(party, family_of(first)), first.name, first.kind, party)
    carrier = claim.attribution[1] if len(claim.attribution) > 1 else None
    side = party_of(carrier) if carrier else speaks_for
    if side:
        return RootName(_id(side, ""), first.name, first.kind, side)
    carried_by = family_of(carrier) if carrier else house
    return RootName(f"unnamed:{fold(first.name)}:{fold(carried_by)}", first.name, first.kind, party)


def _id(party: str | None, house: str) -> str:
    return f"party:{party}" if party else f"house:{fold(house)}"


def original(document_id: str, documents: Mapping[str, Document]) -> Document | None:
    """The document, or the one that it copies."""
    document = documents.get(document_id)
    if document and document.copy_of:
        return documents.get(document.root or document.copy_of) or documents.get(document.copy_of) or document
    return document


def gather(claims: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[tuple[Root, ...], dict[str, str]]:
    """The roots of an incident, and the root id of each claim; repeats within a document rest on what they repeat."""
    found = {claim.key: root_of(claim, documents) for claim in claims}
    for claim in claims:
        repeated = repeats(claim, claims)
        if repeated:
            found[claim.key] = found[repeated]
    by_id: dict[str, list[str]] = {}
    for key in sorted(found):
        by_id.setdefault(found[key].id, []).append(key)
    roots = tuple(_root(root_id, [found[key] for key in keys], keys) for root_id, keys in sorted(by_id.items()))
    return roots, {key: root.id for key, root in found.items()}


def _root(root_id: str, named: Sequence[RootName], keys: Sequence[str]) -> Root:
    """A root under the name that is used most for it."""
    counts = Counter(named)
    best = min(counts, key=lambda r: (-counts[r], r.kind == "outlet", r.name))
    return Root(root_id, best.name, best.kind, best.party, tuple(keys))


def independent(root: Root) -> bool:
    """True for a root that speaks for no party: officials and fighters always speak for one, known or not."""
    return root.party is None and root.kind not in OFFICIAL
