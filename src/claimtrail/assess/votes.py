"""What each root says of one measure and group, over time: its latest word counts, earlier ones are revisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimtrail.assess.accounts import outlet_of, published
from claimtrail.assess.figures import Figure, totals
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Revision, Root

Key = tuple[str, str]  # measure, group


@dataclass(frozen=True, slots=True)
class Vote:
    """A root's word on one measure and group. `latest` are its figures of the last day that it gave one."""

    root: Root
    latest: tuple[Figure, ...]
    earlier: tuple[Figure, ...]

    @property
    def said(self) -> str:
        """Its latest figures in words."""
        return " or ".join(dict.fromkeys(f.said for f in self.latest))

    @property
    def shown(self) -> str:
        """The same with the sum behind a total that was added up: "15 (4 soldiers + 11 civilians)"."""
        return " or ".join(dict.fromkeys(f"{f.said} ({f.text})" if " + " in f.text else f.said for f in self.latest))


def votes(
    claims: Sequence[Claim], roots: Sequence[Root], documents: Mapping[str, Document]
) -> dict[Key, tuple[Vote, ...]]:
    """The votes of each measure and group, roots in order of their ids. Denials and plans count nothing.

    Nor does a number that counts some only ("five of the dead") where any root says how many there were in all.
    """
    counted = {c.key: c for c in claims if c.stance in ("asserted", "uncertain")}
    by_claim = {key: totals(claim) for key, claim in counted.items()}
    whole = {
        (f.measure, f.group) for found in by_claim.values() for f in found if not f.is_part and not f.is_word
    }  # fmt: skip
    by_key: dict[Key, list[Vote]] = {}
    for root in roots:
        told: dict[Key, list[Figure]] = {}
        for key in root.claims:
            for figure in by_claim.get(key, ()):
                at = (figure.measure, figure.group)
                if not (figure.is_part and at in whole):
                    told.setdefault(at, []).append(figure)
        for at, found in told.items():
            by_key.setdefault(at, []).append(_vote(root, found, counted, documents))
    return {key: tuple(found) for key, found in sorted(by_key.items())}


def revisions(found: Mapping[Key, tuple[Vote, ...]], documents: Mapping[str, Document]) -> tuple[Revision, ...]:
    """Tolls that one root raised or lowered: later figures by the same root are no contradiction."""
    made = []
    for (measure, group), all_votes in found.items():
        for vote in all_votes:
            steps = _steps((*vote.earlier, *vote.latest))
            if len(steps) < 2:
                continue
            claims = tuple(sorted({f.claim for f in (*vote.earlier, *vote.latest)}))
            words = tuple(_step(f, documents) for f in steps)
            made.append(Revision(vote.root.id, measure, group, words, claims))
    return tuple(made)


def _vote(root: Root, found: list[Figure], claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> Vote:
    def day(figure: Figure) -> str:
        """When the report of a figure was published."""
        return published(claims[figure.claim].document_id, documents)

    ordered = sorted(found, key=lambda f: (day(f), f.high or f.low or 0, f.claim))
    dated = [f for f in ordered if day(f) != "9999"]
    if not dated or all(f.is_word for f in dated):
        return Vote(root, tuple(ordered), ())
    last = max(day(f) for f in dated if not f.is_word)
    latest = tuple(f for f in ordered if day(f) >= last)
    return Vote(root, latest, tuple(f for f in ordered if day(f) < last))


def _steps(found: Iterable[Figure]) -> list[Figure]:
    """Figures that differ from the one before; words are no steps."""
    steps: list[Figure] = []
    for figure in found:
        if not figure.is_word and (not steps or not steps[-1].agrees(figure)):
            steps.append(figure)
    return steps


def _step(figure: Figure, documents: Mapping[str, Document]) -> str:
    document_id = figure.claim.rpartition("#")[0]
    day = published(document_id, documents)
    outlet = outlet_of(document_id, documents)
    return f"{figure.said} ({outlet}, {day if day != '9999' else 'day of the report not known'})"
