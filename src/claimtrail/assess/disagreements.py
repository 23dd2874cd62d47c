"""Where accounts cannot both be right, by kind, each side with its value, claims and roots."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from claimtrail.assess.figures import PEOPLE, group_of
from claimtrail.assess.parties import sides_named
from claimtrail.assess.roles import who_planned
from claimtrail.assess.votes import Key, Vote
from claimtrail.lexicon.placenames import alike, place_key
from claimtrail.model.claims import Claim
from claimtrail.model.incidents import Disagreement, Side

_BROAD = {"US_COALITION": "USA", "KURDS_IRAQ": "SDF"}
_FIGHTERS = frozenset({"soldiers", "fighters"})
_CIVILIANS = frozenset({"civilians", "children", "women", "medics and rescuers", "journalists"})
_VAGUE_ACTORS = frozenset({"OTHER", "ARMED_UNSPEC", "CIVILIANS", "INFRASTRUCTURE"})
_WIDE = frozenset({"adm1", "region", "country", "sea"})
_CLOSE_KM_DEGREES = 0.15  # about 15 km
_SURE_DAYS = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What all checks look at: the claims of an incident, the root of each, and the votes on numbers."""

    claims: Sequence[Claim]
    roots: Mapping[str, str]
    votes: Mapping[Key, tuple[Vote, ...]]


def disagreements(scene: Scene) -> tuple[Disagreement, ...]:
    """All disagreements of an incident, numbers first."""
    made = [*_numbers(scene)]
    for check in (_perpetrators, who_planned, _denials, _places, _dates, _victims):
        found = check(scene.claims, scene.roots)
        if found:
            made.append(found)
    return tuple(made)


def broad(code: str | None) -> str | None:
    """The side that a code belongs to: the coalition and the state that leads it are one."""
    return _BROAD.get(code, code) if code else None


def _numbers(scene: Scene) -> list[Disagreement]:
    made = []
    for (measure, group), all_votes in scene.votes.items():
        if measure == "other" or (measure not in PEOPLE and group == ""):
            continue
        sides: dict[str, list[Vote]] = {}
        for vote in all_votes:
            if any(not f.is_word for f in vote.latest):
                sides.setdefault(vote.said, []).append(vote)
        clash = any(
            not any(a.agrees(b) for a in one.latest for b in other.latest)
            for said, group_votes in sides.items()
            for one in group_votes[:1]
            for said2, others in sides.items()
            if said2 > said
            for other in others[:1]
        )
        if not clash:
            continue
        listed = tuple(
            Side(
                said, tuple(sorted({f.claim for v in held for f in v.latest})),
                tuple(sorted({v.root.id for v in held})),
            )
            for said, held in sorted(sides.items(), key=lambda s: (s[1][0].latest[0].low or 0, s[0]))
        )  # fmt: skip
        what = measure if group == "all" else f"{measure}, {group}"
        made.append(Disagreement("number", f"{what}: {' against '.join(s.value for s in listed)}", listed))
    return made


def sides_of(
    claims: Sequence[Claim], roots: Mapping[str, str], value: Callable[[Claim], str | None]
) -> tuple[Side, ...]:
    """Claims grouped by what `value` reads from them (None: takes no part), sorted by the value."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        said = value(claim)
        if said:
            grouped.setdefault(said, []).append(claim)
    return tuple(
        Side(said, tuple(sorted(c.key for c in held)), tuple(sorted({roots[c.key] for c in held})))
        for said, held in sorted(grouped.items())
    )


def apart(sides: Sequence[Side]) -> bool:
    """True when two sides are held by different roots: one root that says two things is told elsewhere."""
    return any(set(a.roots) != set(b.roots) for n, a in enumerate(sides) for b in sides[n + 1 :])


def _perpetrators(claims: Sequence[Claim], roots: Mapping[str, str]) -> Disagreement | None:
    """Different sides are said to have done it. In fighting both sides act, so there it says nothing."""
    blaming = [c for c in claims if c.stance in ("asserted", "uncertain") and c.event_type not in _MUTUAL]
    sides = sides_of(blaming, roots, lambda c: " or ".join(sorted(blamed_by(c))))
    if not competing(blaming) or not apart(sides):
        return None
    return Disagreement("perpetrator", f"who did it: {' against '.join(s.value for s in sides)}", sides)


def competing(claims: Sequence[Claim]) -> bool:
    """True when two accounts blame sides of which none is the same: "Russian or Syrian jets" fits either.

    Fighting is left out: there both sides act.
    """
    blamed = sorted({tuple(sorted(blamed_by(c))) for c in claims if c.event_type not in _MUTUAL} - {()})
    return any(not set(one) & set(other) for n, one in enumerate(blamed) for other in blamed[n + 1 :])


def blamed_by(claim: Claim) -> frozenset[str]:
    """The sides that a claim says did it; several where its words name several ("Russian or Syrian jets")."""
    if claim.actor is None:
        return frozenset()
    codes = {claim.actor.code or ""}
    if _SEVERAL.search(claim.actor.text):
        codes |= sides_named(claim.actor.text)
    return frozenset(side for code in codes if code and code not in _VAGUE_ACTORS and (side := broad(code)))


_SEVERAL = re.compile(r"\b(?:and|or)\b|/", re.IGNORECASE)
_MUTUAL = frozenset({"armed_clash", "agreement", "toll", "withdrawal"})


def _denials(claims: Sequence[Claim], roots: Mapping[str, str]) -> Disagreement | None:
    """Somebody denies what others assert: that a side did it, or that it happened at all."""
    # "no soldiers died" denies a loss, not the event
    denied = [c for c in claims if c.stance == "denied" and not any(q.low == q.high == 0 for q in c.quantities)]
    asserted = [c for c in claims if c.stance in ("asserted", "uncertain")]
    if not denied or not asserted:
        return None
    for code in sorted({code for c in denied for code in blamed_by(c)}):
        against = [c for c in denied if code in blamed_by(c)]
        deniers = {roots[c.key] for c in against}
        others = [c for c in asserted if roots[c.key] not in deniers]
        accusing = [c for c in others if code in blamed_by(c)]
        if accusing:
            sides = (_side(f"{code} did it", accusing, roots), _side(f"{code} did not do it", against, roots))
            return Disagreement("responsibility_denied", f"{code} is said to have done it, and denied", sides)
        # who blames nobody must not be shown as an accuser
        silent = [c for c in others if not blamed_by(c)]
        if silent:
            sides = (_side("it happened, nobody blamed", silent, roots), _side(f"{code} did not do it", against, roots))
            return Disagreement("responsibility_denied", f"it happened; {code} denies that it did it", sides)
    sides = (_side("it happened", asserted, roots), _side("it did not happen", denied, roots))
    return Disagreement("whether_it_happened", "whether it happened is disputed", sides)


def _side(value: str, claims: Sequence[Claim], roots: Mapping[str, str]) -> Side:
    return Side(value, tuple(sorted(c.key for c in claims)), tuple(sorted({roots[c.key] for c in claims})))


def _places(claims: Sequence[Claim], roots: Mapping[str, str]) -> Disagreement | None:
    placed = [c for c in claims if _fine(c) and c.stance != "planned"]
    sides = sides_of(placed, roots, lambda c: c.place.name or c.place.text if c.place else None)
    first = {side.value: next(c for c in placed if c.key == side.claims[0]) for side in sides}
    differing = [
        side for side in sides
        if any(_elsewhere(first[side.value], first[other.value]) for other in sides if other is not side)
    ]  # fmt: skip
    if len(differing) < 2 or not apart(differing):
        return None
    summary = f"where: {' against '.join(s.value for s in differing)}"
    return Disagreement("place", summary, tuple(differing))


def _fine(claim: Claim) -> bool:
    place = claim.place
    if place is None or place.precision in _WIDE:
        return False
    return bool(place.precision or place.admin1) and place_key(place.text) != place_key(place.admin1 or "")


def _elsewhere(one: Claim, other: Claim) -> bool:
    """True for two fine places that are not one place under two names, nor one within the reach of the other."""
    left, right = one.place, other.place
    if left is None or right is None:
        return False
    key, key2 = place_key(left.name or left.text), place_key(right.name or right.text)
    listed = {place_key(p) for c in (one, other) for p in c.other_places}
    if alike(key, key2) >= 0.7 or key in listed or key2 in listed:
        return False
    if left.lat is not None and right.lat is not None and left.lon is not None and right.lon is not None:
        return abs(left.lat - right.lat) + abs(left.lon - right.lon) > _CLOSE_KM_DEGREES
    return True


def _dates(claims: Sequence[Claim], roots: Mapping[str, str]) -> Disagreement | None:
    dated = [c for c in claims if c.date and (c.date.end - c.date.start).days < _SURE_DAYS and c.stance != "planned"]
    spans = [(c.key, c.date) for c in dated if c.date]
    differing = {key for key, when in spans if any(when.start > w.end or w.start > when.end for _, w in spans)}
    sides = sides_of([c for c in dated if c.key in differing], roots, _day)
    if len(sides) < 2 or not apart(sides):
        return None
    return Disagreement("date", f"when: {' against '.join(s.value for s in sides)}", sides)


def _day(claim: Claim) -> str | None:
    if claim.date is None:
        return None
    start, end = claim.date.start.isoformat(), claim.date.end.isoformat()
    return start if start == end else f"{start} to {end}"


def _victims(claims: Sequence[Claim], roots: Mapping[str, str]) -> Disagreement | None:
    """The same dead are civilians to one and combatants to another. In fighting both may have died."""
    told = [c for c in claims if c.stance in ("asserted", "uncertain") and c.event_type not in _MUTUAL]
    sides = sides_of(told, roots, _status)
    if len(sides) < 2 or not apart(sides):
        return None
    return Disagreement("victim_status", f"who was hit: {' against '.join(s.value for s in sides)}", sides)


def _status(claim: Claim) -> str | None:
    groups = {group_of(q.of) for q in claim.quantities if q.measure in ("killed", "injured") and q.low != 0}
    civilians = bool(groups & _CIVILIANS)
    fighters = bool(groups & _FIGHTERS)
    return None if civilians == fighters else "civilians" if civilians else "combatants"
