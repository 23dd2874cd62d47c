"""Ties a joint account (a week's total, one figure for several places) to the incidents that are its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimtrail.link.compare import side
from claimtrail.link.facts import Facts
from claimtrail.model.incidents import Incident

_LONGEST = 31  # days: the toll of a war is no sum of the events of one report


def tie_parts(incidents: Sequence[Incident], facts: Mapping[str, Facts]) -> list[Incident]:
    """The incidents, each whole with the ids of its parts (sorted).

    A claim is part of another of the same document when no other source gives it, side and kind agree, and the
    whole covers more days or more places. Incidents stay separate: a sum is not one more event.
    """
    incident_of = {key: incident.id for incident in incidents for key in incident.claims}
    by_document: dict[str, list[Facts]] = {}
    for key in sorted(facts):
        by_document.setdefault(facts[key].document, []).append(facts[key])
    parts: dict[str, set[str]] = {}
    for group in by_document.values():
        for whole in group:
            for part in group:
                one, other = incident_of[whole.key], incident_of[part.key]
                if one != other and _is_part(whole, part):
                    parts.setdefault(one, set()).add(other)
    # two incidents cannot be parts of each other: such a pair tells nothing and is left untied
    tied = {whole: {p for p in found if whole not in parts.get(p, ())} for whole, found in parts.items()}
    for name, found in sorted(tied.items()):  # a part of a part is not named again
        tied[name] = {p for p in found if not any(p in parts.get(q, ()) for q in found if q != p)}
    return [replace(i, parts=tuple(sorted(tied[i.id]))) if tied.get(i.id) else i for i in incidents]


def _is_part(whole: Facts, part: Facts) -> bool:
    if whole is part or whole.denied or whole.nothing:
        return False
    if whole.root and part.root and whole.root != part.root:
        return False
    if whole.claim.event_type not in (part.claim.event_type, "toll"):
        return False
    if not part.nothing and whole.actor and part.actor and side(whole.actor) != side(part.actor):
        return False
    if whole.days > _LONGEST or not whole.totals or not (part.totals or part.nothing):
        return False
    more_days, more_places = _covers_days(whole, part), _covers_places(whole, part)
    if more_days is None or more_places is None or not (more_days or more_places):
        return False
    shared = set(whole.totals) & set(part.totals)
    return part.nothing or (bool(shared) and all(whole.totals[m][1] >= part.totals[m][0] for m in shared))


def _covers_days(whole: Facts, part: Facts) -> bool | None:
    """True when the whole spans more days, False when the same, None when it does not cover the part."""
    if whole.start is None or whole.end is None or part.start is None or part.end is None:
        return False if whole.start == part.start else None
    if whole.start <= part.start and part.end <= whole.end:
        return whole.days > part.days
    return None


def _covers_places(whole: Facts, part: Facts) -> bool | None:
    """True when the whole spans more places, False when the same, None when it does not cover the part."""
    if whole.level == "none":
        return None
    if part.place == whole.place:
        return bool(whole.others - part.others)
    if part.place and part.place in whole.others:
        return True
    if whole.level == "country":
        return True if not part.country or part.country == whole.country else None
    if whole.level == "admin1":
        return True if part.admin == whole.place else None
    return None
