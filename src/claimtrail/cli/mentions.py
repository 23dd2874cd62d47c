"""The public JSON form of mentions: type, offsets, text and the normalised fields of each type."""

from typing import Any

from claimtrail.model.mentions import (
    ActorMention,
    Annotated,
    DateMention,
    PlaceMention,
    QuantityMention,
    SourceMention,
)

Json = dict[str, Any]


def to_json(annotated: Annotated) -> list[Json]:
    """All mentions of a document in text order."""
    found = [
        *map(_place, annotated.places), *map(_date, annotated.dates), *map(_quantity, annotated.quantities),
        *map(_actor, annotated.actors), *map(_source, annotated.sources),
    ]  # fmt: skip
    return sorted(found, key=lambda m: (m["start"], m["end"], m["type"]))


def _head(kind: str, mention: PlaceMention | DateMention | QuantityMention | ActorMention | SourceMention) -> Json:
    return {"type": kind, "start": mention.span.start, "end": mention.span.end, "text": mention.text}


def _place(m: PlaceMention) -> Json:
    kind, _, number = (m.place_id or "").partition(":")
    geonames = kind == "geonames" and number.isdigit()
    return {
        **_head("place", m),
        "geoname_id": int(number) if geonames else None,
        "gazetteer_id": None if geonames else m.place_id,
        "name": m.name, "lat": m.lat, "lon": m.lon, "admin1": m.admin1, "country": m.country,
        "precision": m.precision, "role": m.role,
    }  # fmt: skip


def _date(m: DateMention) -> Json:
    return {
        **_head("date", m),
        "from": m.start.isoformat() if m.start else None,
        "to": m.end.isoformat() if m.end else None,
        "precision": m.precision,
        "reason": m.reason,
    }


def _quantity(m: QuantityMention) -> Json:
    return {
        **_head("quantity", m), "measure": m.measure, "low": m.low, "high": m.high, "of": m.of,
        "superseded": m.superseded,
    }  # fmt: skip


def _actor(m: ActorMention) -> Json:
    return {**_head("actor", m), "actor_id": m.actor_id, "name": m.name, "code": m.code}


def _source(m: SourceMention) -> Json:
    return {**_head("source", m), "source_id": m.source_id, "name": m.name, "kind": m.kind, "family": m.family}
