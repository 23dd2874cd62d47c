"""On whose word accounts rest: the root of each chain, with copies, families and unnamed voices collapsed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.load import load, names
from claimtrail.lexicon.matcher import Matcher
from claimtrail.model.claims import ACTOR_CODES, Claim, Source
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Root

_UNNAMED = frozenset({"unnamed_official", "local_source", "other"})
_SPEAKS = frozenset({"state_official", "state_media", "armed_group", "unnamed_official"})
_NO_SIDE = frozenset({"OTHER", "CIVILIANS", "INFRASTRUCTURE", "ARMED_UNSPEC", "UN", ""})


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
    outlet = (document.outlet if document else None) or claim.document_id
    house = (document.family if document else None) or outlet
    if not claim.attribution:
        known = _source(outlet)
        party = _side(known.family) if known and known.speaks else None
        return RootName(_id(party, known.family if known else house), outlet, "outlet", party)
    first = claim.attribution[0]
    party = party_of(first)
    if first.kind not in _UNNAMED or (first.source_id and first.kind != "unnamed_official"):
        return RootName(_id(party, _family(first)), first.name, first.kind, party)
    carrier = claim.attribution[1] if len(claim.attribution) > 1 else None
    side = party_of(carrier) if carrier else None
    if side:
        return RootName(_id(side, ""), first.name, first.kind, side)
    carried_by = _family(carrier) if carrier else house
    return RootName(f"unnamed:{fold(first.name)}:{fold(carried_by)}", first.name, first.kind, party)


def _id(party: str | None, house: str) -> str:
    return f"party:{party}" if party else f"house:{fold(house)}"


def _side(code: str) -> str | None:
    """The code when it is one of a party to a war; other states' media speak for nobody who fights."""
    return code if code in ACTOR_CODES and code not in _NO_SIDE else None


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


def repeats(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """Key of the attributed account in the same document that a report's own words only repeat.

    They repeat it when they give no number, or no other number, and blame nobody else.
    """
    if claim.attribution or claim.stance == "denied":
        return None
    own = {(q.measure, q.low, q.high) for q in claim.quantities}
    for other in sorted(claims, key=lambda c: c.key):
        if other.document_id != claim.document_id or not other.attribution or other.stance != claim.stance:
            continue
        same_actor = not claim.actor or not other.actor or claim.actor.code == other.actor.code
        same_kind = other.event_type == claim.event_type
        if same_kind and same_actor and own <= {(q.measure, q.low, q.high) for q in other.quantities}:
            return other.key
    return None


def party_of(source: Source) -> str | None:
    """Code of the side that a source speaks for, None when it speaks for none of the parties."""
    if source.kind not in _SPEAKS:
        return None
    if source.family and source.family.isupper():
        return _side(source.family)
    known = _source(source.name) or _source(source.text)
    if known:
        return _side(known.family) if known.speaks else None
    hits = _actors().find(fold(source.name)) or _actors().find(fold(source.text))
    codes = [hit.value for hit in hits if _side(hit.value)]
    return codes[0] if codes else None


def _family(source: Source) -> str:
    if source.family:
        return source.family
    known = _source(source.name)
    return known.family if known else source.name


@dataclass(frozen=True, slots=True)
class _Known:
    family: str
    speaks: bool  # for the side that the family is a code of


@cache
def _sources() -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    for path in names("world"):
        if not path.startswith("world/sources"):
            continue
        for entry in load(path):
            family = str(entry.fields.get("family") or entry.id)
            speaks = entry.fields.get("kind") in _SPEAKS and family.isupper()
            known = _Known(family, speaks)
            for term in (str(entry.fields.get("name", entry.id)), *entry.terms):
                found.setdefault(fold(term), known)
    return found


def _source(name: str) -> _Known | None:
    return _sources().get(fold(name))


@cache
def _actors() -> Matcher[str]:
    return Matcher(
        [
            (term, str(entry.fields["code"]))
            for path in names("world")
            if not path.startswith(("world/sources", "world/places", "world/provinces"))
            for entry in load(path)
            if entry.fields.get("code")
            for term in entry.terms
        ]
    )


def sides_named(text: str) -> frozenset[str]:
    """Codes of the sides that a stretch of text names."""
    return frozenset(hit.value for hit in _actors().find(fold(text)) if hit.value not in _NO_SIDE)
