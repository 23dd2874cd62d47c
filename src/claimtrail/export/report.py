"""The report: one HTML file that needs nothing else, with the sentence under every number.

The same results give the same bytes: no time of writing, no order that is left to chance.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from claimtrail.errors import ClaimtrailError
from claimtrail.export import places, svg_map, svg_timeline, wording
from claimtrail.export.accounts import Source
from claimtrail.export.incident import IncidentView, view
from claimtrail.export.naming import ReportRef
from claimtrail.model.documents import Document
from claimtrail.model.incidents import Assessment
from claimtrail.model.outcomes import Rejected
from claimtrail.model.results import Results

MANY = 40  # from here on the browser lays sections out only when they come into view
IN_FULL = 1000  # incidents with a section of their own; a browser on a small machine still opens such a file


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A report in the list of what was read."""

    ref: ReportRef
    basis: str
    copy: str
    claims: int
    url: str | None
    furniture: int


@dataclass(frozen=True, slots=True)
class Refusals:
    """Inputs and records that were dropped for one reason."""

    stage: str
    reason: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the template shows."""

    title: str
    incidents: tuple[IncidentView, ...]
    in_full: frozenset[str]  # anchors of the incidents that have a section
    rules: list[str]  # of the grade
    timeline: Markup
    timeline_narrow: Markup
    map: Markup
    elsewhere: tuple[svg_map.Pin, ...]
    off_map: tuple[IncidentView, ...]
    undated: int
    documents: tuple[DocumentRow, ...]
    copies: int
    claims: int
    denied: int
    rejected: tuple[Refusals, ...]
    rejected_count: int
    dispute_count: int
    version: str
    lexicon: str
    methodology: str
    many: bool


def write_report(results: Results, path: Path, most: int | None = IN_FULL) -> None:
    """Writes the report of a run to `path` as UTF-8, making its folder; raises ClaimtrailError when it cannot.

    `most` incidents get a section of their own, None: all; the others stand in the list only, and the report says so.
    """
    html = render(results, most)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8", newline="\n", errors="replace")
    except OSError as problem:
        raise ClaimtrailError(
            f"{path}: the report cannot be written ({problem.strerror}); choose another place with --report"
        ) from problem


def render(results: Results, most: int | None = IN_FULL) -> str:
    """The report as one string of HTML, with a section for `most` incidents."""
    css, script = _packaged("report.css"), _packaged("report.js")
    policy = (
        f"default-src 'none'; style-src {_digest(css)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template().render(page=_page(results, most), css=css, script=script, policy=policy)


def _page(results: Results, most: int | None) -> Page:
    incidents = {i.id: i for i in results.incidents}
    ordered = sorted(results.assessments, key=_incident_order)
    source = Source(
        {c.key: c for c in results.claims}, {d.id: d for d in results.documents}, _reports(results.documents),
        {a.incident: (f"#i{n}", a.headline) for n, a in enumerate(ordered, 1)},
    )  # fmt: skip
    views = tuple(
        view(f"i{n}", assessment, incidents.get(assessment.incident), source) for n, assessment in enumerate(ordered, 1)
    )
    events = [e for a, v in zip(ordered, views, strict=True) if (e := _event(a, v, source)) is not None]
    refused = _refusals(results.rejected)
    pins = _pins(ordered, views)
    return Page(
        title="Who claims what, on whose word",
        incidents=views,
        in_full=frozenset(v.anchor for v in _weightiest(views)[:most]),
        rules=max(([s.rule[:1].upper() + s.rule[1:] for s in a.grade.trace] for a in ordered), key=len, default=[]),
        timeline=svg_timeline.draw(events, 820),
        timeline_narrow=svg_timeline.draw(events, 358),
        map=svg_map.draw(pins),
        elsewhere=tuple(svg_map.elsewhere(pins)),
        off_map=tuple(v for a, v in zip(ordered, views, strict=True) if not places.drawable(a.place)),
        undated=len(ordered) - len(events),
        documents=_document_rows(results, source),
        copies=sum(1 for d in results.documents if d.copy_of is not None),
        claims=len(results.claims),
        denied=sum(1 for c in results.claims if c.stance == "denied"),
        rejected=refused,
        rejected_count=len(results.rejected),
        dispute_count=sum(1 for a in results.assessments if a.disagreements),
        version=results.version,
        lexicon=results.lexicon,
        methodology=results.methodology,
        many=len(ordered) > MANY,
    )


def _weightiest(views: tuple[IncidentView, ...]) -> list[IncidentView]:
    """Incidents on which most roots and accounts speak first, then by date."""
    return sorted(views, key=lambda v: v.weight, reverse=True)  # stable: those alike stay in their order


def _incident_order(assessment: Assessment) -> tuple[str, str, str, str]:
    when = assessment.date
    days = (when.start.isoformat(), when.end.isoformat()) if when else ("9999", "9999")
    return (*days, assessment.headline, assessment.incident)


def _reports(documents: tuple[Document, ...]) -> dict[str, ReportRef]:
    """Reports numbered by day of publication, those without a day last."""
    ordered = sorted(documents, key=lambda d: (d.published_on.isoformat() if d.published_on else "9999", d.id))
    return {
        d.id: ReportRef(
            f"d{n}", f"R{n}", d.outlet or PurePath(d.name).name or d.id, d.title or "untitled",
            wording.day(d.published_on) if d.published_on else None, d.name or d.id, d.sha256, d.language,
        )
        for n, d in enumerate(ordered, 1)
    }  # fmt: skip


def _event(assessment: Assessment, shown: IncidentView, source: Source) -> svg_timeline.Event | None:
    when = assessment.date
    if when is None:
        return None
    documents = [source.documents.get(a.document_id) for a in assessment.accounts]
    reported = {d.published_on for d in documents if d and d.published_on}
    return svg_timeline.Event(
        when.start, when.end, shown.headline, f"#{shown.anchor}", assessment.grade.level, tuple(sorted(reported))
    )


def _pins(ordered: list[Assessment], views: tuple[IncidentView, ...]) -> list[svg_map.Pin]:
    """One mark for all incidents of a place at one precision."""
    pins: dict[tuple[float, float, str], svg_map.Pin] = {}
    for assessment, shown in zip(ordered, views, strict=True):
        place = assessment.place
        if place is None or place.lat is None or place.lon is None or not places.drawable(place):
            continue
        key = (round(place.lat, 3), round(place.lon, 3), place.precision or "")
        known = pins.get(key)
        pins[key] = (
            svg_map.Pin(known.place, known.count + 1, known.href) if known
            else svg_map.Pin(place, 1, f"#{shown.anchor}")
        )  # fmt: skip
    return list(pins.values())


def _document_rows(results: Results, source: Source) -> tuple[DocumentRow, ...]:
    counts: dict[str, int] = {}
    for claim in results.claims:
        counts[claim.document_id] = counts.get(claim.document_id, 0) + 1
    rows = []
    for document in results.documents:
        ref = source.reports[document.id]
        basis = wording.label(wording.DATE_BASIS, document.published.basis) if document.published else ""
        rows.append(DocumentRow(
            ref, basis, _copy_text(document, source), counts.get(document.id, 0), document.url,
            len(document.furniture),
        ))  # fmt: skip
    return tuple(sorted(rows, key=lambda r: int(r.ref.anchor[1:])))


def _copy_text(document: Document, source: Source) -> str:
    original = source.reports.get(document.copy_of or "")
    if document.copy_of is None:
        return ""
    kind = {"exact": "exact copy", "near": "near copy", "trimmed": "trimmed copy", "update": "update"}
    share = "" if document.copy_degree is None else f", {document.copy_degree:.0%}"
    name = f"{original.label} {original.outlet}" if original else document.copy_of
    return f"{kind.get(document.copy_kind or '', 'copy')} of {name}{share}"


def _refusals(rejected: tuple[Rejected, ...]) -> tuple[Refusals, ...]:
    groups: dict[tuple[str, str], list[str]] = {}
    for item in rejected:
        groups.setdefault((item.stage, item.reason), []).append(item.id)
    ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))
    return tuple(Refusals(stage, reason, tuple(ids)) for (stage, reason), ids in ordered)


def _digest(text: str) -> str:
    """A source expression of a content security policy that allows exactly this inline text."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimtrail.export"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    environment.filters["first_up"] = lambda text: text[:1].upper() + text[1:]
    return environment


def _template() -> Template:
    return _environment().get_template("report.html")


def _packaged(name: str) -> str:
    environment = _environment()
    loader = environment.loader
    if loader is None:  # the environment above always has one
        raise ClaimtrailError(f"{name}: the report's templates are missing; install claimtrail again")
    return loader.get_source(environment, name)[0].strip()
