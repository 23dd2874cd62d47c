"""Places in the words of the report: what they are called, how well they are known, whether they can be drawn."""

from claimtrail.model.claims import PlaceRef

# Symbol of the template and words, for each precision of a place.
_PRECISION = {
    "site": ("p-site", "site"), "landmark": ("p-site", "landmark"), "neighbourhood": ("p-site", "neighbourhood"),
    "settlement": ("p-settlement", "settlement"), "near": ("p-near", "near, no point"),
    "adm2": ("p-near", "district, no point"), "adm1": ("p-area", "province only"), "region": ("p-area", "region only"),
    "country": ("p-area", "country only"), "sea": ("p-area", "at sea, no point"),
}  # fmt: skip


def drawable(place: PlaceRef | None) -> bool:
    """Whether a place has coordinates that a map can show."""
    return (
        place is not None and place.lat is not None and place.lon is not None
        and -90 <= place.lat <= 90 and -180 <= place.lon <= 180
    )  # fmt: skip


def named(place: PlaceRef | None) -> str | None:
    """A place with its province and country, each once."""
    if place is None:
        return None
    parts: list[str] = []
    for part in (place.name or place.text, place.admin1, place.country):
        if part and part not in parts:
            parts.append(part)
    return ", ".join(parts)


def precision(place: PlaceRef | None) -> tuple[str, str] | None:
    """Symbol and words for how well a place is known; None for a place that cannot be drawn."""
    if place is None or not drawable(place):
        return None
    return _PRECISION.get(place.precision or "", ("p-near", "how near is unknown"))
