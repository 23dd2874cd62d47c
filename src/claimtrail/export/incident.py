"""An incident as the report shows it: made from an assessment, nothing added and nothing settled."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from claimtrail.export import places, svg_chain, wording
from claimtrail.export.accounts import RootRows, Source, folded, root_rows
from claimtrail.export.naming import Naming
from claimtrail.model.claims import Claim
from claimtrail.model.incidents import Assessment, Disagreement, Finding, Grade, Incident, Range, Reason, Revision, Step

LINKS_SHOWN = 12
QUOTE = 280  # characters of a quoted sentence in the table of disagreements


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence with the anchor of its evidence row."""

    href: str
    label: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class SideView:
    """One position: its value, who holds it, and their sentences."""

    value: str
    holders: tuple[str, ...]
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """Accounts that cannot both be right."""

    kind: str
    summary: str
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class RangeView:
    """A measure with its range, in words, and how it came about."""

    name: str
    text: str | None
    words: tuple[str, ...]
    derivation: tuple[str, ...]
    claims: int
    main: bool


@dataclass(frozen=True, slots=True)
class RevisionView:
    """How one root's figure changed."""

    root: str
    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A sum that was checked."""

    kind: str
    text: str
    holds: str
    reports: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """Two claims held to tell the same incident, and why."""

    left: Quoted
    right: Quoted
    score: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """The rules of the grade that had one outcome, by their numbers in the list of all rules."""

    outcome: str
    rules: str  # "1 to 3", "5"


@dataclass(frozen=True, slots=True)
class PartView:
    """An incident that this one is the joint account of."""

    href: str
    headline: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """Everything that the report shows of one incident."""

    anchor: str
    id: str
    headline: str
    when: str | None
    year: str | None
    place: str | None
    precision: tuple[str, str] | None
    main_name: str
    main: str | None
    main_words: tuple[str, ...]
    reports: int
    copies: int
    outlets: int
    roots: int
    parties: int
    grade: Grade
    met: tuple[tuple[int, Step], ...]
    tried: tuple[Tried, ...]
    grade_word: str
    status: str | None
    flags: str
    calm: str
    ranges: tuple[RangeView, ...]
    groups: tuple[RootRows, ...]
    disagreements: tuple[DisagreementView, ...]
    revisions: tuple[RevisionView, ...]
    findings: tuple[FindingView, ...]
    chain: Markup
    told: tuple[svg_chain.Told, ...]
    links: tuple[LinkView, ...]
    links_left: int
    version: str
    parts: tuple[PartView, ...]
    event_type: str

    @property
    def weight(self) -> tuple[int, int]:
        """What puts it before others where not all are shown in full: roots, then accounts."""
        return self.roots, sum(len(group.rows) for group in self.groups)


def view(at: str, assessment: Assessment, incident: Incident | None, source: Source) -> IncidentView:
    """The incident with the anchor `at`."""
    roots = {r.id: r for r in assessment.roots}
    groups = root_rows(at, assessment, source)
    index = _Index(at, assessment, source)
    readable = index.naming.readable
    reports = {a.document_id for a in assessment.accounts}
    copies = {a.document_id for a in assessment.accounts if a.copy_of is not None}
    links = incident.links if incident else ()
    strongest = sorted(links, key=lambda k: (-k.score, k.left, k.right))[:LINKS_SHOWN]
    main = assessment.main
    return IncidentView(
        anchor=at,
        id=assessment.incident,
        headline=assessment.headline,
        when=wording.interval(assessment.date),
        year=str(assessment.date.start.year) if assessment.date else None,
        place=places.named(assessment.place),
        precision=places.precision(assessment.place),
        main_name=wording.measure(main.measure, main.group) if main else "",
        main=wording.spread(main),
        main_words=main.words if main else (),
        reports=len(reports),
        copies=len(copies),
        outlets=len({a.outlet for a in assessment.accounts}),
        roots=len(roots),
        parties=sum(1 for r in roots.values() if r.party),
        grade=assessment.grade,
        met=tuple((n, _step(s, readable)) for n, s in enumerate(assessment.grade.trace, 1) if s.outcome == "met"),
        tried=_tried(assessment.grade),
        grade_word=wording.label(wording.GRADES, assessment.grade.level),
        status=wording.label(wording.STATUS, assessment.grade.strike_status) or None,
        flags=_flags(assessment),
        calm=_calm(assessment),
        ranges=tuple(_range(r, r == main, readable) for r in _main_first(assessment)),
        groups=groups,
        disagreements=tuple(_disagreement(d, index) for d in assessment.disagreements),
        revisions=tuple(_revision(r, index) for r in assessment.revisions),
        findings=tuple(_finding(f, index) for f in assessment.findings),
        chain=svg_chain.draw(assessment, readable),
        told=tuple(svg_chain.told(assessment.reliance, readable)),
        links=tuple(
            LinkView(index.quote(k.left), index.quote(k.right), f"{k.score:.2f}", k.reasons) for k in strongest
        ),
        links_left=len(links) - len(strongest),
        version=incident.version if incident else "",
        parts=tuple(PartView(*source.incidents[p]) for p in incident.parts if p in source.incidents)
        if incident
        else (),
        event_type=wording.label(wording.EVENTS, assessment.event_type),
    )


class _Index:
    """Looks up claims of one incident: their sentence, their report, the anchor of their evidence."""

    def __init__(self, at: str, assessment: Assessment, source: Source) -> None:
        self._source = source
        self._roots = {r.id: r.name for r in assessment.roots}
        self._at = {a.claim: f"#{at}-e{n}" for n, a in enumerate(assessment.accounts, 1)}
        for claim, original in folded(assessment, source).items():
            self._at[claim] = self._at[original]
        self.naming = Naming((a.document_id for a in assessment.accounts), source.reports)

    def quote(self, key: str, kind: str = "", value: str = "") -> Quoted:
        """The sentence of a claim that bears on a kind of disagreement, else its first one."""
        claim = self._source.claims.get(key)
        if claim is None:
            return Quoted("", key, "", None)
        report = self._source.reports.get(claim.document_id)
        text = " ".join(_telling(claim, kind, value).split())
        short = text if len(text) <= QUOTE else text[: text.rfind(" ", 0, QUOTE)] + " …"
        label = f"{report.label} {report.outlet}" if report else claim.document_id
        return Quoted(self._at.get(key, ""), label, short, report.language if report else None)

    def root(self, key: str) -> str:
        """The name of a root."""
        return self.naming.readable(self._roots.get(key, key))


def _main_first(assessment: Assessment) -> list[Range]:
    return sorted(assessment.ranges, key=lambda r: r != assessment.main)


def _range(found: Range, main: bool, readable: Callable[[str], str]) -> RangeView:
    return RangeView(
        wording.measure(found.measure, found.group), wording.spread(found), found.words,
        tuple(map(readable, found.derivation)), len(found.claims), main,
    )  # fmt: skip


def _flags(assessment: Assessment) -> str:
    """What disagrees, in one line: "Number and who did it disputed"."""
    kinds = list(dict.fromkeys(wording.label(wording.DISAGREEMENTS, d.kind) for d in assessment.disagreements))
    if not kinds:
        return ""
    return f"In dispute: {wording.listed([k[0].lower() + k[1:] for k in kinds])}."


def _calm(assessment: Assessment) -> str:
    """What is worth knowing without being a dispute: a toll that changed, a sum that does not close."""
    notes = [f"{wording.counted(len(assessment.revisions), 'figure')} revised."] if assessment.revisions else []
    gaps = sum(1 for f in assessment.findings if f.holds == "conflicts")
    if gaps:
        notes.append(f"{wording.counted(gaps, 'sum')} that {'does' if gaps == 1 else 'do'} not agree.")
    return " ".join(notes)


def _disagreement(found: Disagreement, index: _Index) -> DisagreementView:
    sides = []
    for side in found.sides:
        quotes: dict[str, Quoted] = {}
        for key in side.claims:
            quote = index.quote(key, found.kind, side.value)
            quotes.setdefault(quote.text, quote)
        holders = tuple(dict.fromkeys(index.root(r) for r in side.roots))
        sides.append(SideView(index.naming.readable(side.value), holders, tuple(quotes.values())[:2]))
    kind = wording.label(wording.DISAGREEMENTS, found.kind)
    return DisagreementView(kind, index.naming.readable(found.summary), tuple(sides))


def _telling(claim: Claim, kind: str, value: str) -> str:
    """The quote of a claim that holds the disputed words, else the first quote."""
    numbers = [q.span for q in claim.quantities if {str(q.low), str(q.high), q.text} & {value, *value.split()}]
    spans = {
        "number": numbers,
        "perpetrator": [claim.actor.span] if claim.actor else [],
        "responsibility_denied": [claim.actor.span] if claim.actor else [],
        "victim_status": [claim.target.span] if claim.target else [],
        "place": [claim.place.span] if claim.place else [],
        "date": [claim.date.span] if claim.date else [],
    }.get(kind, [])
    for evidence in claim.evidence:
        if evidence.span and any(span and evidence.span.contains(span) for span in spans):
            return evidence.text
    return claim.evidence[0].text if claim.evidence else ""


def _revision(found: Revision, index: _Index) -> RevisionView:
    steps = tuple(map(index.naming.readable, found.steps))
    return RevisionView(index.root(found.root), wording.measure(found.measure, found.group), steps)


def _finding(found: Finding, index: _Index) -> FindingView:
    reports = tuple({q.label: q for q in (index.quote(key) for key in found.claims)}.values())
    kind = wording.label(wording.FINDINGS, found.kind)
    return FindingView(kind, index.naming.readable(found.text), found.holds, reports[:6])


def _step(step: Step, readable: Callable[[str], str]) -> Step:
    return replace(step, rule=step.rule[:1].upper() + step.rule[1:], why=readable(step.why))


def _tried(grade: Grade) -> tuple[Tried, ...]:
    """The outcomes of the rules that are not met, in the order of the rules."""
    found: dict[str, list[int]] = {}
    for number, step in enumerate(grade.trace, 1):
        if step.outcome != "met":
            found.setdefault(step.outcome, []).append(number)
    return tuple(Tried(outcome, _numbers(numbers)) for outcome, numbers in found.items())


def _numbers(found: list[int]) -> str:
    """[1, 2, 3] as "1 to 3"."""
    row = found == list(range(found[0], found[-1] + 1))
    return f"{found[0]} to {found[-1]}" if row and len(found) > 2 else wording.listed([str(n) for n in found])
