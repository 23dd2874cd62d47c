"""The public JSON form of a claim, read and written: the form of docs/reference/claims.md plus offsets.

Every `text` that stands in the document travels with `start` and `end`. Claims from elsewhere may lack
offsets; then spans are None and stay None.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from claimtrail.errors import InputError
from claimtrail.model.claims import EVENT_TYPES, STANCES, Claim, Party, PlaceRef, Quantity, Source, When
from claimtrail.model.spans import Evidence, Span

Json = Mapping[str, Any]


def to_public(claim: Claim) -> dict[str, Any]:
    """The claim as JSON-ready dicts, offsets included."""
    return {
        "id": claim.id,
        "evidence": [{"text": e.text, **_offsets(e.span)} for e in claim.evidence],
        "event_type": claim.event_type,
        "stance": claim.stance,
        "actor": _party(claim.actor),
        "target": _party(claim.target),
        "place": _place(claim.place),
        "other_places": list(claim.other_places),
        "date": _when(claim.date),
        "no_date": claim.no_date,
        "quantities": [
            {"measure": q.measure, "of": q.of, "low": q.low, "high": q.high, "text": q.text, **_offsets(q.span)}
            for q in claim.quantities
        ],
        "attribution": [
            {
                "text": s.text,
                "name": s.name,
                "kind": s.kind,
                "source_id": s.source_id,
                "family": s.family,
                **_offsets(s.span),
            }
            for s in claim.attribution
        ],
        "denies": claim.denies,
        "same_event": claim.same_event,
        "rules": list(claim.rules),
        "extractor": claim.extractor,
    }


def from_public(data: Json, document_id: str) -> Claim:
    """A claim from its JSON form; raises InputError that names the document, the claim and the field."""
    name = f"{document_id}#{data.get('id', '?')}"
    try:
        claim = _claim(data, document_id)
    except KeyError as problem:
        raise InputError(f"{name}: lacks the field {problem}; see docs/reference/claims.md") from problem
    except ValueError as problem:
        raise InputError(f"{name}: not a claim ({problem}); see docs/reference/claims.md") from problem
    except (TypeError, AttributeError) as problem:
        raise InputError(
            f"{name}: a field is no list or object where it should be; see docs/reference/claims.md"
        ) from problem
    if claim.event_type not in EVENT_TYPES:
        raise InputError(f"{name}: unknown event_type {claim.event_type!r}; one of {', '.join(EVENT_TYPES)}")
    if claim.stance not in STANCES:
        raise InputError(f"{name}: unknown stance {claim.stance!r}; one of {', '.join(STANCES)}")
    return claim


def _claim(data: Json, document_id: str) -> Claim:
    return Claim(
        id=str(data["id"]),
        document_id=document_id,
        evidence=tuple(_read_evidence(e, document_id) for e in data.get("evidence") or ()),
        event_type=data["event_type"],
        stance=data.get("stance") or "asserted",
        actor=_read_party(data.get("actor")),
        target=_read_party(data.get("target")),
        place=_read_place(data.get("place")),
        other_places=tuple(data.get("other_places") or ()),
        date=_read_when(data.get("date")),
        no_date=data.get("no_date"),
        quantities=tuple(
            Quantity(q["measure"], q.get("low"), q.get("high"), q.get("text") or "", q.get("of"), _read_span(q))
            for q in data.get("quantities") or ()
        ),
        attribution=_read_sources(data.get("attribution") or ()),
        denies=data.get("denies"),
        same_event=data.get("same_event"),
        rules=tuple(data.get("rules") or ()),
        extractor=data.get("extractor") or "",
    )


def _offsets(span: Span | None) -> dict[str, int]:
    return {} if span is None else {"start": span.start, "end": span.end}


def _party(party: Party | None) -> dict[str, Any] | None:
    if party is None:
        return None
    return {
        "text": party.text, "code": party.code, "actor_id": party.actor_id, "name": party.name, **_offsets(party.span),
    }  # fmt: skip


def _place(place: PlaceRef | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "text": place.text, "admin1": place.admin1, "country": place.country, "name": place.name,
        "place_id": place.place_id, "lat": place.lat, "lon": place.lon, "precision": place.precision,
        **_offsets(place.span),
    }  # fmt: skip


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        "text": when.text, "start": when.start.isoformat(), "end": when.end.isoformat(),
        "precision": when.precision, **({} if when.span is None else {"span": [when.span.start, when.span.end]}),
    }  # fmt: skip


def _read_span(data: Json) -> Span | None:
    if isinstance(data.get("start"), int) and isinstance(data.get("end"), int):
        return Span(data["start"], data["end"])
    return None


def _read_evidence(data: str | Json, document_id: str) -> Evidence:
    if isinstance(data, str):
        return Evidence(document_id, None, data)
    return Evidence(document_id, _read_span(data), data["text"])


def _read_party(data: Json | None) -> Party | None:
    if not data or not (data.get("text") or data.get("code")):
        return None
    return Party(data.get("text") or "", data.get("code"), _read_span(data), data.get("actor_id"), data.get("name"))


def _read_place(data: Json | None) -> PlaceRef | None:
    if not data or not data.get("text"):
        return None
    return PlaceRef(
        data["text"], data.get("admin1"), data.get("country"), _read_span(data), data.get("name"),
        data.get("place_id"), data.get("lat"), data.get("lon"), data.get("precision"),
    )  # fmt: skip


def _read_when(data: Json | None) -> When | None:
    if not data or not data.get("start"):
        return None
    start = date.fromisoformat(data["start"])
    end = date.fromisoformat(data.get("end") or data["start"])
    span = Span(*data["span"]) if data.get("span") else None
    return When(start, end, data.get("text"), span, data.get("precision"))


def _read_sources(items: Sequence[Json]) -> tuple[Source, ...]:
    return tuple(
        Source(
            s.get("text") or s["name"], s.get("name") or s["text"], s.get("kind") or "other", _read_span(s),
            s.get("source_id"), s.get("family"),
        )
        for s in items
    )  # fmt: skip
