"""The accounts of an incident as rows, each under the root on whose word it rests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from claimtrail.assess.figures import figures, group_of
from claimtrail.assess.roots import independent
from claimtrail.export import places, wording
from claimtrail.export.evidence import Passage, passages
from claimtrail.export.naming import Naming, ReportRef
from claimtrail.export.svg_strip import Figure, Scale, strip
from claimtrail.model.claims import Claim, Quantity
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Account, Assessment, Range, Root


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a row. A word without a number has `word`; `zero` is a stated 0."""

    text: str
    word: bool
    zero: bool
    measure: str


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: None as text is "not stated". `denied` words it "not ...", `differs` marks it as disputed."""

    text: str | None
    denied: bool = False
    differs: bool = False
    sub: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One account, with the sentence it rests on."""

    anchor: str
    evidence: str  # anchor of the evidence row
    report: ReportRef
    via: str | None
    notes: tuple[str, ...]
    main: tuple[Number, ...]
    main_differs: bool
    strip: Markup
    others: tuple[Number, ...]
    where: Value
    precision: tuple[str, str] | None
    when: Value
    who: Value
    what: Value
    stance: str
    passages: tuple[Passage, ...]
    claim: Claim


@dataclass(frozen=True, slots=True)
class RootRows:
    """A root with its rows."""

    name: str
    about: str
    party: bool  # speaks for a side, known or not
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What the rows are made from: claims by key, documents by id, reports by document id, incidents by id."""

    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    reports: Mapping[str, ReportRef]
    incidents: Mapping[str, tuple[str, str]]  # where it stands in the report, and its headline


def root_rows(at: str, assessment: Assessment, source: Source) -> tuple[RootRows, ...]:
    """The accounts of one incident; `at` is its anchor. Copies are named in the row that they copy."""
    inside = folded(assessment, source)
    builder = _Builder(at, assessment, source, inside)
    ranked = sorted(assessment.roots, key=lambda r: (not independent(r), -len(r.claims), r.name, r.id))
    found = []
    for root in ranked:
        accounts = [a for a in assessment.accounts if a.root == root.id and a.claim not in inside]
        accounts.sort(key=lambda a: _row_order(a, source))
        rows = tuple(builder.row(a) for a in accounts if a.claim in source.claims)
        if rows:
            copies = sum(1 for a in assessment.accounts if a.root == root.id and a.claim in inside and a.copy_of)
            found.append(
                RootRows(
                    builder.naming.readable(root.name), _about(root, len(rows), copies), not independent(root), rows
                )
            )
    return tuple(found)


def _row_order(account: Account, source: Source) -> tuple[str, str]:
    document = source.documents.get(account.document_id)
    published = document.published_on if document else None
    return (published.isoformat() if published else "9999", account.claim)


def _about(root: Root, rows: int, copies: int) -> str:
    unbound = "independent of the parties" if independent(root) else "an official or a fighter, of a side not known"
    party = f"speaks for a party: {wording.side(root.party)}" if root.party else unbound
    copied = f" and {wording.counted(copies, 'copy', 'copies')}" if copies else ""
    return f"{wording.label(wording.SOURCE_KINDS, root.kind)} · {party} · {wording.counted(rows, 'account')}{copied}"


def folded(assessment: Assessment, source: Source) -> dict[str, str]:
    """Accounts without a word of their own, each with the account in whose row it is named.

    These are accounts in copies, and a report's own words that repeat what it attributes.
    """
    found: dict[str, str] = {}
    for account in assessment.accounts:
        told = _original(account, assessment, source)
        if told is not None:
            found[account.claim] = told
    return {claim: _end(told, found) for claim, told in found.items() if _end(told, found) != claim}


def _end(claim: str, found: Mapping[str, str]) -> str:
    """The account at the end of a chain of repeats; where two repeat each other, the first by name."""
    seen = [claim]
    while claim in found:
        claim = found[claim]
        if claim in seen:
            return min(seen[seen.index(claim) :])
        seen.append(claim)
    return claim


def _original(account: Account, assessment: Assessment, source: Source) -> str | None:
    claim = source.claims.get(account.claim)
    if claim is None:
        return None
    for other in assessment.accounts:
        told = source.claims.get(other.claim)
        if told is None or other.root != account.root or other.claim == account.claim:
            continue
        copied = account.copy_of == other.document_id and _values(claim) == _values(told)
        if copied or (other.claim == account.repeats and _adds_nothing(claim, told)):
            return other.claim
    return None


def _adds_nothing(claim: Claim, told: Claim) -> bool:
    """Whether all numbers of a repeated account stand in the account it repeats."""
    numbers = {(q.measure, q.low, q.high) for q in told.quantities}
    return claim.stance == told.stance and all((q.measure, q.low, q.high) in numbers for q in claim.quantities)


def _values(claim: Claim) -> object:
    return (claim.stance, sorted((q.measure, q.of or "", str(q.low), str(q.high), q.text) for q in claim.quantities))


def main_numbers(claim: Claim, main: Range | None) -> list[Quantity]:
    """The numbers of a claim that belong in the column of the main range, grouped as the assessment groups them.

    Where a claim counts only civilians and the range counts everybody, its civilians stand there, named as such.
    """
    if main is None:
        return []
    counted = [
        (q, f.group)
        for q, f in zip(claim.quantities, figures(claim), strict=False)
        if q.measure == main.measure and not f.is_part
    ]
    exact = [q for q, group in counted if group == main.group]
    if exact or main.group != "all":
        return exact
    return [q for q, group in counted if group == "civilians"]


class _Builder:
    """Makes the rows of one incident."""

    def __init__(self, at: str, assessment: Assessment, source: Source, folded: Mapping[str, str]) -> None:
        self._at, self._source, self._folded = at, source, folded
        self._main = assessment.main
        self.naming = Naming((a.document_id for a in assessment.accounts), source.reports)
        self._number = {a.claim: n for n, a in enumerate(assessment.accounts, 1)}
        self._folds: dict[str, list[Account]] = {}
        for account in assessment.accounts:
            if account.claim in folded:
                self._folds.setdefault(folded[account.claim], []).append(account)
        self._differs = disputed(assessment)
        self._parties = {r.id for r in assessment.roots if not independent(r)}
        known = [c for a in assessment.accounts if (c := source.claims.get(a.claim))]
        self._mains = {c.key: main_numbers(c, self._main) for c in known}
        self._scale = Scale.of([q for found in self._mains.values() for q in found], self._main)

    def row(self, account: Account) -> Row:
        """One account as a row."""
        claim = self._source.claims[account.claim]
        document = self._source.documents.get(account.document_id)
        mains = self._mains[claim.key]
        others = [q for q in claim.quantities if q not in mains]
        differs = self._differs.get(claim.key, frozenset())
        place = claim.place
        return Row(
            anchor=f"{self._at}-a{self._number[account.claim]}",
            evidence=f"{self._at}-e{self._number[account.claim]}",
            report=self._source.reports[account.document_id],
            via=self.naming.readable(" → ".join(account.chain[1:-1])) or None,
            notes=tuple(self._notes(account)),
            main=tuple(_number(q, claim.stance, named=self._named(q, mains)) for q in mains),
            main_differs="number" in differs,
            strip=strip([Figure(q.low, q.high) for q in mains], self._scale, party=account.root in self._parties),
            others=tuple(_number(q, claim.stance, named=True) for q in others),
            where=Value(place.text if place else None, differs="place" in differs, sub=_place_sub(claim)),
            precision=places.precision(place),
            when=Value(wording.interval(claim.date), differs="date" in differs, sub=_date_sub(claim)),
            who=Value(wording.party(claim.actor), claim.stance == "denied", bool({"perpetrator", "who"} & differs)),
            what=Value(
                wording.title(claim), claim.stance == "denied", "what" in differs, sub=wording.party(claim.target)
            ),
            stance=claim.stance,
            passages=tuple(self._passages(account, document)),
            claim=claim,
        )

    def _named(self, quantity: Quantity, mains: list[Quantity]) -> bool:
        """Whether the column's head does not say what a number counts."""
        civilians = self._main is not None and self._main.group == "all" and group_of(quantity.of) == "civilians"
        return civilians or len(mains) > 1

    def _passages(self, account: Account, document: Document | None) -> Iterable[Passage]:
        """The sentences of an account, and those of the same report that repeat it in its own words."""
        yield from passages(self._source.claims[account.claim], document)
        for other in self._folds.get(account.claim, ()):
            if other.document_id == account.document_id:
                yield from passages(self._source.claims[other.claim], document)

    def _notes(self, account: Account) -> list[str]:
        notes = []
        told = self._report(account.repeats)
        if account.copy_of is not None and account.claim not in self._folded:
            original = self._source.reports.get(account.copy_of)
            notes.append(f"in a copy of {original.label} {original.outlet}" if original else "in a copy")
        elif told is not None and account.claim not in self._folded:
            notes.append(f"repeats {told.label} {told.outlet}")
        for copy in self._folds.get(account.claim, ()):
            if copy.document_id == account.document_id:
                continue
            ref = self._source.reports[copy.document_id]
            document = self._source.documents.get(copy.document_id)
            degree = document.copy_degree if document else None
            share = "" if degree is None else f", {degree:.0%} of its text"
            notes.append(f"copied by {ref.label} {ref.outlet}{share}")
        return notes

    def _report(self, key: str | None) -> ReportRef | None:
        claim = self._source.claims.get(key or "")
        return self._source.reports.get(claim.document_id) if claim else None


def _number(quantity: Quantity, stance: str, named: bool) -> Number:
    text = wording.amount(quantity)
    kind = wording.measure(quantity.measure, quantity.of) if named else ""
    if text is None:
        return Number(quantity.text or "number unknown", word=True, zero=False, measure=kind)
    shown = f"not {text}" if stance == "denied" else text
    return Number(shown, word=False, zero=quantity.low == 0 and quantity.high == 0, measure=kind)


def _place_sub(claim: Claim) -> str | None:
    place = claim.place
    if place is None:
        return None
    named = place.name if place.name and place.name.lower() != place.text.lower() else None
    wider = place.admin1 if place.admin1 and place.admin1 not in (place.text, place.name) else None
    return ", ".join(part for part in (named, wider, place.country) if part) or None


def _date_sub(claim: Claim) -> str | None:
    if claim.date is None:
        return claim.no_date
    said = claim.date.text
    return f"“{said}”" if said else None


def disputed(assessment: Assessment) -> dict[str, frozenset[str]]:
    """Claims that hold another position than most roots do, with the columns in which they do."""
    columns = {
        "number": "number", "perpetrator": "perpetrator", "place": "place", "date": "date",
        "responsibility_denied": "who", "whether_it_happened": "what", "victim_status": "what",
    }  # fmt: skip
    found: dict[str, set[str]] = {}
    for disagreement in assessment.disagreements:
        weights = [(len(s.roots), len(s.claims)) for s in disagreement.sides]
        top = max(weights, default=(0, 0))
        even = weights.count(top) > 1
        for side, weight in zip(disagreement.sides, weights, strict=True):
            if weight == top and not even:
                continue
            for key in side.claims:
                found.setdefault(key, set()).add(columns[disagreement.kind])
    return {key: frozenset(value) for key, value in found.items()}
