"""Short claims of our own about an invented war, for the tests of linking and assessing."""

from datetime import date

from claimtrail.model.claims import Claim, Party, PlaceRef, Quantity, Source, When
from claimtrail.model.documents import Dated, Document
from claimtrail.model.spans import Evidence

KINDS = {
    "Selk Valley Monitor": "monitor_ngo", "Kelvan medics": "local_source", "Dovarian army": "state_official",
    "Tessaran Defence Ministry": "state_official", "Meridian Wire": "news_media",
    "Russian Defence Ministry": "state_official", "Pentagon": "state_official", "Syrian army": "state_official",
    "a military source": "unnamed_official",
}  # fmt: skip


def claim(name: str, text: str = "Warplanes hit the covered market.", **given) -> Claim:
    """A claim `document#id`; keywords: kind, stance, actor, target, place, admin, date, end, q, by, denies, others."""
    document, _, own = name.partition("#")
    day = given.get("date")
    place = given.get("place")
    return Claim(
        id=own or "c1", document_id=document, evidence=(Evidence(document, None, text),),
        event_type=given.get("kind", "air_strike"), stance=given.get("stance", "asserted"),
        actor=Party(given["actor"], given["actor"]) if given.get("actor") else None,
        target=Party(*given["target"]) if given.get("target") else None,
        place=PlaceRef(
            place, given.get("admin"), given.get("country", "XD"), lat=given.get("lat"), lon=given.get("lon"),
            precision=given.get("precision"),
        ) if place else None,
        other_places=tuple(given.get("others", ())),
        date=When(date.fromisoformat(day), date.fromisoformat(given.get("end", day))) if day else None,
        quantities=tuple(given.get("q", ())),
        attribution=tuple(Source(n, n, KINDS.get(n, "other")) for n in given.get("by", ())),
        denies=given.get("denies"),
    )  # fmt: skip


def number(measure: str, low: int | None, of: str | None = "people", high: int | None = -1, text: str = "") -> Quantity:
    """A quantity; without `high` it is exact."""
    return Quantity(measure, low, low if high == -1 else high, text or str(low if low is not None else high), of)


def document(name: str, outlet: str, day: str | None = None, **given) -> Document:
    """A report without text, as far as linking and assessing look at it."""
    published = Dated(date.fromisoformat(day), "listed") if day else None
    return Document(name, "", 0, outlet=outlet, published=published, **given)
