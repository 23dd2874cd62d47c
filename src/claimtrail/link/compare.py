"""Compares two claims feature by feature; every feature that speaks carries the values that made it speak."""

from math import asin, cos, log1p, radians, sin, sqrt

from claimtrail.lexicon.placenames import alike
from claimtrail.link.facts import Facts
from claimtrail.link.table import TABLE

Spoken = tuple[str, float, tuple[object, ...]]  # feature, strength (times the weight), values for its sentence

_KIN = (
    frozenset({"air_strike", "chemical_weapon", "shelling"}),
    frozenset({"ied", "suicide_bomb", "other_violence", "shelling", "air_strike"}),
    frozenset({"armed_clash", "attack", "territory_gained", "suicide_bomb"}),
    frozenset({"armed_clash", "shelling"}),
    frozenset({"territory_gained", "withdrawal", "agreement"}),
    frozenset({"attack", "abduction", "other_violence"}),
    frozenset({"shelling", "attack", "other_violence"}),
)
_CIVIL = frozenset({"CIVILIANS", "INFRASTRUCTURE", "OTHER", ""})
_BROAD = {"US_COALITION": "USA", "ARMED_UNSPEC": "OPPOSITION", "NUSRA": "OPPOSITION", "KURDS_IRAQ": "SDF"}
# how much more it says that both tell, within days, of a kind of event that is seldom told
_RARE = {"chemical_weapon": 1.0, "suicide_bomb": 0.5, "shootdown": 0.5, "abduction": 0.3}
_UNKNOWN_TIME = 0.6
_NEAR_KM, _FAR_KM = 8.0, 40.0
_WIDE_DAYS = 8
_LARGE = 20  # two numbers of this size are not shared by chance


def compare(left: Facts, right: Facts) -> list[Spoken]:
    """All features that speak for or against the two telling one incident."""
    spoken: list[Spoken] = []
    _where(left, right, spoken)
    _when(left, right, spoken)
    _what(left, right, spoken)
    _who(left, right, spoken)
    _numbers(left, right, spoken)
    _words(left, right, spoken)
    _pair(left, right, spoken)
    return spoken


def score(spoken: list[Spoken]) -> float:
    """The sum of weight times strength."""
    return sum(TABLE[feature].weight * strength for feature, strength, _ in spoken)


def conflicts(spoken: list[Spoken]) -> bool:
    """True when a feature speaks that two accounts of one act should not show."""
    if any(feature in ("number.pattern", "pair.same_stated") for feature, _, _ in spoken):
        return False  # a wrong place or day of one of them does not undo two telling numbers, or the report's own word
    return any(TABLE[feature].conflict for feature, _, _ in spoken)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance (haversine) of two points in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _where(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    if left.level == "none" or right.level == "none":
        return
    if left.country and right.country and left.country != right.country:
        if left.others or right.others:
            spoken.append(("place.differ_country", 0.5, (left.place, right.place)))
        else:
            spoken.append(("place.differ_country", 1.0, (left.place, right.place)))
        return
    if left.place == right.place:
        fine = left.level == right.level == "fine"
        feature = "place.same" if fine else "place.same_wide"
        # a country alone says little, a province something, more so when both say when
        dated = left.start is not None and right.start is not None
        strength = 0.3 if left.level == "country" else 1.0 if dated or fine else 0.6
        spoken.append((feature, strength, (left.place,)))
        return
    if left.level == "country" or right.level == "country":
        inner, outer = (right, left) if left.level == "country" else (left, right)
        spoken.append(("place.within", 0.5, (inner.place, outer.place)))
        return
    _named(left, right, spoken)


def _named(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    """Two names below the country."""
    likeness = alike(left.place, right.place)
    same_admin = bool(left.admin) and left.admin == right.admin
    if likeness >= 0.7 and (same_admin or not left.admin or not right.admin or likeness >= 0.85):
        spoken.append(("place.alike", likeness, (left.place, right.place)))
        return
    listed = sorted((left.others & right.others) | (left.others & {right.place}) | (right.others & {left.place}))
    if listed:
        spoken.append(("place.listed", 1.0, (listed[0],)))
        return
    if left.at and right.at:
        km = kilometres(left.at, right.at)
        if km <= _NEAR_KM:
            spoken.append(("place.near", 1.0 - km / (2 * _NEAR_KM), (round(km, 1),)))
        elif km >= _FAR_KM:
            spoken.append(("place.far", 1.0, (round(km),)))
        else:
            near = 0.6 if left.near and right.near else 1.0  # "near A" and "near B" may be one place between
            spoken.append(("place.differ", near * km / _FAR_KM, (left.place, right.place)))
        return
    if "admin1" in (left.level, right.level) and (same_admin or not left.admin or not right.admin):
        inner, outer = (right, left) if left.level == "admin1" else (left, right)
        spoken.append(("place.within", 1.0, (inner.place, outer.place)))
        return
    feature = "place.differ" if same_admin or not left.admin or not right.admin else "place.differ_admin"
    spoken.append((feature, 1.0, (left.place, right.place)))


def _when(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    if left.start is None or right.start is None or left.end is None or right.end is None:
        _undated(left, right, spoken)
        return
    said = (_days(left), _days(right))
    gap = max(left.start, right.start) - min(left.end, right.end)
    if gap <= 0:
        longest = max(left.days, right.days)
        if longest == 1:
            spoken.append(("date.same_day", 1.0, (said[0],)))
        elif longest > _WIDE_DAYS and min(left.days, right.days) * 2 < longest:
            spoken.append(("date.overlap_wide", 1.0, said))
        else:
            spoken.append(("date.overlap", 1.0, said))
    elif gap == 1:
        spoken.append(("date.next_day", 1.0, said))
    elif gap <= 3:
        spoken.append(("date.near", 1.0, (gap,)))
    else:
        spoken.append(("date.apart", 1.0, (gap,)))


def _undated(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    if left.document == right.document:
        return
    dated, other = (left, right) if left.start is not None else (right, left)
    if other.published is None or (dated.start is None and dated.published is None):
        spoken.append(("date.none" if dated.start is None else "date.unknown", 1.0, ()))
        return
    if dated.end is not None and dated.start is not None:
        ahead = dated.start - other.published - 3
        if ahead > 0 and not other.listed:
            return  # the report may be later than the latest day that it names
        gap = max(ahead, other.published - 10 - dated.end, 0)
        feature = "date.fits" if gap == 0 else "date.unlike"
        spoken.append((feature, 2.0 if gap > 30 else 1.0, (gap,)))
    elif dated.published is not None:
        gap = abs(dated.published - other.published)
        if gap <= 4:
            spoken.append(("date.published_together", 1.0, (gap,)))
        else:
            spoken.append(("date.published_apart", 1.0 if gap > 10 else 0.4, (gap,)))


def _days(facts: Facts) -> str:
    when = facts.claim.date
    if when is None:
        return "no date"
    return when.start.isoformat() if when.start == when.end else f"{when.start} to {when.end}"


def _what(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    one, other = left.claim.event_type, right.claim.event_type
    if left.nothing != right.nothing and not (left.denied and right.denied):
        spoken.append(("type.nothing", 1.0, ()))
    if one == other:
        spoken.append(("type.same", 1.0, (one,)))
        share = _in_time(left, right) if one in _RARE else 0.0
        if share:
            spoken.append(("type.rare", _RARE[one] * share, (one,)))
    elif "toll" in (one, other):
        long = max(left.days, right.days) > 3 or (left.start is None or right.start is None)
        spoken.append(("type.toll", 1.0 if long else 0.3, (other if one == "toll" else one,)))
    elif any(one in kin and other in kin for kin in _KIN):
        spoken.append(("type.kin", 1.0, (one, other)))
    else:
        spoken.append(("type.differ", 1.0, (one, other)))
    planned = (left.claim.stance == "planned") != (right.claim.stance == "planned")
    if planned:
        spoken.append(("stance.planned", 1.0, ()))
    if left.denied != right.denied:
        _denial(left, right, spoken)


def _in_time(left: Facts, right: Facts) -> float:
    """1 when the days of the two, said or those before publication, may be the same few; less when nothing is known."""
    if left.document == right.document:
        return float(left.start == right.start or left.start is None or right.start is None)
    spans = []
    for f in (left, right):
        if f.start is not None and f.end is not None:
            spans.append((f.start, f.end))
        elif f.published is not None:
            spans.append((f.published - 10, f.published + (3 if f.listed else 20)))
        else:
            return _UNKNOWN_TIME
    (start, end), (start2, end2) = spans
    return float(max(start, start2) <= min(end, end2) and max(end - start, end2 - start2) <= 31)


def _denial(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    denial, said = (left, right) if left.denied else (right, left)
    if denial.claim.denies == said.claim.id and denial.document == said.document and not denial.nothing:
        spoken.append(("stance.denies_stated", 1.0, ()))
    elif denial.document == said.document and not denial.nothing:
        of_target = 0.6 if denial.details & said.details or denial.target_words & said.target_words else 0.0
        if side(denial.actor) == side(said.actor) != "":
            spoken.append(("stance.denies", 1.0 + of_target, (said.actor,)))
        elif not denial.actor or not said.actor:
            spoken.append(("stance.denies", 0.5 + of_target, (said.actor or denial.actor or "an act",)))


def side(code: str) -> str:
    """The broad side that a code belongs to, so that a coarse and a fine name of one party agree."""
    return _BROAD.get(code, code)


def _who(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    if left.actor and right.actor:
        if side(left.actor) == side(right.actor):
            spoken.append(("actor.same", 0.6 if left.actor == "OTHER" else 1.0, (left.actor,)))
        elif left.denied == right.denied:
            spoken.append(("actor.differ", 1.0, (left.actor, right.actor)))
    shared = left.target_words & right.target_words
    if shared:
        facility = 0.6 if left.details & right.details else 0.0
        spoken.append(("target.words", min(2.0, len(shared) * 0.7) + facility, (", ".join(sorted(shared)),)))
    if left.target and right.target:
        if left.target == right.target:
            spoken.append(("target.same", 1.0, (left.target,)))
        elif side(left.target) != side(right.target) and not (left.target in _CIVIL or right.target in _CIVIL):
            spoken.append(("target.differ", 1.0, (left.target, right.target)))


def _numbers(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    if not left.numbers or not right.numbers:
        return
    if left.voice and left.voice == right.voice and left.document != right.document:
        _same_voice(left, right, spoken)
    here = {(measure, value): telling for measure, value, telling in left.numbers}
    shared = [(m, v, t) for m, v, t in right.numbers if (m, v) in here]
    if shared:
        text = ", ".join(f"{value} {measure}" for measure, value, _ in shared)
        spoken.append(("number.same", min(3.0, sum(t for _, _, t in shared)), (text,)))
        if len({measure for measure, value, _ in shared if value >= _LARGE}) > 1:
            spoken.append(("number.pattern", 1.0, (text,)))
    for measure, (low, high) in left.totals.items():
        if measure not in right.totals:
            continue
        low2, high2 = right.totals[measure]
        if (measure, high) in here and high == high2:
            continue
        less, more = sorted((max(low, high), max(low2, high2)))
        said = (f"{more} {measure}", str(less))
        if more <= less * 1.25 + 1:
            spoken.append(("number.close", 1.0, said))
        elif more <= less * 3 + 2:
            spoken.append(("number.differ", 1.0, said))
        else:
            spoken.append(("number.far", 1.0, said))


def _same_voice(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    """One source in two reports: other numbers and no common day are two entries of a log, not two accounts."""
    common_day = left.start is not None and right.start is not None
    both = set(left.totals) & set(right.totals)
    timeless = left.start is None and right.start is None and (left.published is None or right.published is None)
    if both and not common_day and (timeless or any(left.totals[m] != right.totals[m] for m in both)):
        spoken.append(("voice.other_numbers", 1.0, (left.voice,)))


def _words(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    small, large = (left, right) if len(left.words) <= len(right.words) else (right, left)
    shared = [w for w in small.words if w in large.words]
    weight = sum(small.words[w] for w in shared)
    least = min(left.weight, right.weight)
    share = weight / least if least else 0.0
    if weight >= 1.0:
        strength = min(3.0, 1.6 * share * log1p(weight))
        rarest = sorted(shared, key=lambda w: (-small.words[w], w))[:5]
        spoken.append(("words.shared", strength, (", ".join(rarest),)))
    elif least >= 3.0:
        spoken.append(("words.none", 1.0, ()))
    both = left.details & right.details
    if both:
        spoken.append(("detail.shared", min(2.0, float(len(both))), (", ".join(sorted(both)),)))
    elif left.details and right.details:
        spoken.append(("detail.differ", 1.0, (min(left.details), min(right.details))))


def _pair(left: Facts, right: Facts, spoken: list[Spoken]) -> None:
    if left.document == right.document:
        spoken.append(("pair.one_document", 1.0, ()))
        if left.act == right.act:
            spoken.append(("pair.same_stated", 1.0, ()))
            return
        if _points_to(left, right) or _points_to(right, left):
            spoken.append(("pair.points_back", 1.0, ()))
            return  # that one of them gives no place and day is what points back
        if not left.root or not right.root:
            spoken.append(("pair.own_voice", 1.0, ()))
    if _vague(left) and _vague(right):
        spoken.append(("pair.vague", 1.0, ()))
    elif _vague(left) or _vague(right):
        spoken.append(("pair.vague", 0.3, ()))


def _points_to(later: Facts, told: Facts) -> bool:
    """True when the one speaks of "the strike" without a place or day of its own and the other tells of such an act."""
    if later.claim.same_event:
        return False  # the report itself says which act is meant, and it is another
    bare = later.start is None and (later.level in ("none", "country") or later.place == told.place)
    own = told.start is not None or told.level == "fine"
    return later.points_back and bare and own and later.claim.event_type == told.claim.event_type


def _vague(facts: Facts) -> bool:
    return facts.level in ("country", "none") and (facts.start is None or facts.days > 31)
