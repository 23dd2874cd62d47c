"""The entry: groups of copies with a root, and documents marked with what they copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimtrail.copies.candidates import pairs
from claimtrail.copies.shingles import Sketch, shared, sketch
from claimtrail.model.documents import CopyGroup, CopyKind, CopyMember, Document

LEAST_WORDS = 30  # shorter documents are copies only when their words are equal
CONTAINED = 0.5  # share of the shorter document's 5-grams that stand in the other: from here on it is a copy
NEAR = 0.5  # Jaccard similarity of the 5-grams: from here on a near copy, below a trimmed one


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two documents that share text: of the first's and of the second's 5-grams, and of all."""

    first: float
    second: float
    jaccard: float


def find_copies(documents: Iterable[Document]) -> list[CopyGroup]:
    """Groups of documents that carry one text, sorted by root; needs the ids, texts, days and furniture.

    Exact copies have the same words; near copies a Jaccard similarity of their word 5-grams of 0.5 and more; of a
    trimmed copy half of the 5-grams stand in the other. The root is the earliest, else the longest, else the
    first by id. Each member is a copy of the root itself, or of a member that is: a shared paragraph is not enough.
    A report cut together from two others is a member of two groups.
    """
    sketches = sorted((sketch(d) for d in documents), key=lambda s: (s.day, -s.words, s.id))
    first_of: dict[bytes, int] = {}
    twins: dict[int, list[int]] = {}
    for number, item in enumerate(sketches):
        if item.words:
            twins.setdefault(first_of.setdefault(item.digest, number), []).append(number)
    unique = [n for n in twins if sketches[n].words >= LEAST_WORDS]
    neighbours = _verified(sketches, unique)
    return _groups(sketches, twins, neighbours)


def mark_copies(documents: Iterable[Document], groups: Sequence[CopyGroup]) -> list[Document]:
    """The documents in their order, each member of a group with the root it copies, how, and to which degree.

    A member of several groups is marked with the one that it has most from.
    """
    members: dict[str, tuple[str, CopyMember]] = {}
    for group in groups:
        for member in group.members:
            known = members.get(member.document_id)
            if known is None or known[1].containment < member.containment:
                members[member.document_id] = (group.root, member)
    roots = {group.root for group in groups}
    marked = []
    for document in documents:
        if document.id in members:
            root, member = members[document.id]
            document = replace(document, copy_of=root, root=root, copy_kind=member.kind, copy_degree=member.containment)
        elif document.id in roots:
            document = replace(document, root=document.id)
        marked.append(document)
    return marked


def _verified(sketches: Sequence[Sketch], unique: Sequence[int]) -> dict[int, set[int]]:
    """For each document those that it shares half of the shorter one's text with, compared exactly."""
    neighbours: dict[int, set[int]] = {}
    for i, j in pairs([sketches[n] for n in unique]):
        a, b = unique[i], unique[j]
        found = _compare(sketches[a], sketches[b])
        if max(found.first, found.second) >= CONTAINED:
            neighbours.setdefault(a, set()).add(b)
            neighbours.setdefault(b, set()).add(a)
    return neighbours


def _groups(
    sketches: Sequence[Sketch], twins: dict[int, list[int]], neighbours: dict[int, set[int]]
) -> list[CopyGroup]:
    root_of: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for number in sorted(twins):  # in the order of roots: earliest, longest, first by id
        near = [root_of[n] for n in neighbours.get(number, ()) if n in root_of]
        direct = [root for root in near if root in neighbours[number]]
        root = min(direct or near, default=number)
        root_of[number] = root
        members.setdefault(root, []).extend(n for n in twins[number] if n != root)
    for first in sorted(neighbours):  # a report cut from two others is a member of both groups
        for second in sorted(n for n in neighbours[first] if n > first and root_of[n] != root_of[first]):
            members.setdefault(first, []).append(second)
    groups = [
        CopyGroup(sketches[root].id, tuple(_member(sketches[root], sketches[n]) for n in sorted(numbers)))
        for root, numbers in members.items()
        if numbers
    ]
    return sorted(groups, key=lambda group: group.root)


def _member(root: Sketch, copy: Sketch) -> CopyMember:
    if root.digest == copy.digest:
        return CopyMember(copy.id, "exact", 1.0)
    found = _compare(root, copy)
    kind: CopyKind = "near" if found.jaccard >= NEAR else "trimmed"
    if root.outlet and root.outlet == copy.outlet and root.day < copy.day < "9999":
        kind = "update"
    return CopyMember(copy.id, kind, round(found.second, 4))


def _compare(a: Sketch, b: Sketch) -> _Pair:
    both = shared(a.grams, b.grams)
    return _Pair(both / len(a.grams), both / len(b.grams), both / (len(a.grams) + len(b.grams) - both))
