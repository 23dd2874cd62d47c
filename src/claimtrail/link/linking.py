"""Claims to incidents: facts, blocks, scores, groups, wholes and their parts, ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrail.link.blocks import Split, pairs
from claimtrail.link.cluster import Edge, cluster, kept_apart
from claimtrail.link.compare import Spoken, compare, conflicts, score
from claimtrail.link.facts import Facing, Facts
from claimtrail.link.table import TABLE, THRESHOLD, VERSION
from claimtrail.link.wholes import tie_parts
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.ids import stable_id
from claimtrail.model.incidents import Incident, Link, Reason


@dataclass(frozen=True, slots=True)
class Linked:
    """The incidents, with what linking did: pairs compared, and the blocks that were too large to compare whole."""

    incidents: tuple[Incident, ...]
    compared: int
    splits: tuple[Split, ...]


def link(claims: Sequence[Claim], documents: Mapping[str, Document] | None = None) -> list[Incident]:
    """Groups claims, from whatever origin, into incidents; every claim is in exactly one, in any order of input.

    `documents` (by id) add publication dates, which place events without a date. Sorted by id.
    """
    return list(link_all(claims, documents).incidents)


def link_all(claims: Sequence[Claim], documents: Mapping[str, Document] | None = None) -> Linked:
    """As `link`, with the report of the work for those who run it."""
    documents = documents or {}
    ordered = sorted({claim.key: claim for claim in claims}.values(), key=lambda c: c.key)
    facing = Facing(ordered, documents)
    all_facts = [facing.facts(claim) for claim in ordered]
    splits: list[Split] = []
    verdicts: dict[tuple[int, int], tuple[float, bool]] = {}
    edges: list[Edge] = []
    for one, other in pairs(all_facts, splits):
        value, conflict = _judge(all_facts[one], all_facts[other])
        verdicts[one, other] = value, conflict
        if value >= THRESHOLD and not kept_apart(all_facts[one], all_facts[other]):
            edges.append(Edge(one, other, value))

    def verdict(a: int, b: int) -> tuple[float, bool]:
        """Score and conflict of a pair, compared now if no block brought the two together."""
        pair = (a, b) if a < b else (b, a)
        found = verdicts.get(pair)
        if found is None:
            found = verdicts[pair] = _judge(all_facts[pair[0]], all_facts[pair[1]])
        return found

    groups, used = cluster(all_facts, edges, verdict)
    incidents = _incidents(all_facts, groups, used)
    return Linked(tuple(tie_parts(incidents, {f.key: f for f in all_facts})), len(verdicts), tuple(splits))


def explain(left: Facts, right: Facts) -> tuple[Reason, ...]:
    """Every feature that spoke on the pair, in words, strongest first."""
    return tuple(_reason(spoken) for spoken in sorted(compare(left, right), key=_strength))


def _judge(left: Facts, right: Facts) -> tuple[float, bool]:
    spoken = compare(left, right)
    return score(spoken), conflicts(spoken)


def _strength(spoken: Spoken) -> tuple[float, str]:
    return -abs(TABLE[spoken[0]].weight * spoken[1]), spoken[0]


def _reason(spoken: Spoken) -> Reason:
    feature, strength, values = spoken
    row = TABLE[feature]
    return Reason(feature, row.says.format(*values), round(row.weight * strength, 2))


def _incidents(all_facts: Sequence[Facts], groups: list[list[int]], used: list[Edge]) -> list[Incident]:
    group_of = {at: n for n, group in enumerate(groups) for at in group}
    links: dict[int, list[Link]] = {}
    for edge in used:
        left, right = all_facts[edge.left], all_facts[edge.right]
        made = Link(left.key, right.key, round(edge.score, 2), explain(left, right))
        links.setdefault(group_of[edge.left], []).append(made)
    incidents: list[Incident] = []
    taken: set[str] = set()
    for group in sorted(groups):
        members = [all_facts[at] for at in group]
        name = _name(members)
        if name in taken:  # two accounts in the very same words: the claim's own id tells them apart
            name = stable_id("incident", name, min(f.key for f in members))
        taken.add(name)
        own = sorted(links.get(group_of[group[0]], []), key=lambda x: (-x.score, x.left, x.right))
        incidents.append(Incident(name, tuple(sorted(f.key for f in members)), tuple(own), VERSION))
    return sorted(incidents, key=lambda incident: incident.id)


def _name(members: list[Facts]) -> str:
    """An id made from the earliest account, so that later reports join the incident without renaming it."""
    anchor = min(members, key=lambda f: (f.published or f.end or 10**7, f.denied, f.level, f.key))
    claim = anchor.claim
    place = claim.place.text if claim.place else ""
    said = claim.evidence[0].text if claim.evidence else ""
    when = f"{claim.date.start}/{claim.date.end}" if claim.date else ""
    return stable_id("incident", claim.document_id, claim.event_type, claim.stance, place, when, anchor.root, said)
