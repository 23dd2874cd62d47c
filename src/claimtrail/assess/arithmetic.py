"""Sums that reports give or imply: parts against totals within a claim, a release against its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrail.assess.figures import PEOPLE, Figure, figures, totals, within
from claimtrail.lexicon.fold import fold
from claimtrail.model.claims import Claim
from claimtrail.model.incidents import Finding, Holds

_Entry = tuple[Sequence[Claim], dict[tuple[str, str], Figure]]
_Counted = tuple[Sequence[Claim], Figure]
_LOGGED = ("strikes", "sorties", "targets", "killed", "injured")


def parts_within(claim: Claim) -> list[Finding]:
    """Findings on one claim: do the parts that it lists make up its totals?"""
    if claim.stance not in ("asserted", "uncertain"):
        return []
    said = [f for f in figures(claim) if not f.is_word and " + " not in f.text]
    given = [f for f in said if f.share != "more"]
    found = [finding for measure in sorted(PEOPLE) for finding in _people(measure, given, claim)]
    found += [finding for measure in sorted(PEOPLE) for finding in _others(measure, said, claim)]
    targets = _targets(given, claim)
    return found + ([targets] if targets else [])


def _people(measure: str, given: Sequence[Figure], claim: Claim) -> list[Finding]:
    own = [f for f in given if f.measure == measure]
    if len(own) < 2:
        return []
    total = max(own, key=lambda f: (f.group == "all", _value(f)))
    parts = [f for f in own if f is not total and _value(f) < _value(total)]
    if total.group != "all":
        # no total is given: only a sum that comes out exactly shows that the one is made of the others
        same = [f for f in parts if f.group == total.group]
        return [_sum(measure, total, same, claim)] if sum(map(_value, same)) == _value(total) else []
    groups = {f.group for f in parts} - {"all"}
    top = [f for f in parts if within().get(f.group, "all") not in groups]
    if len(top) < 2:
        return []
    made = _sum(measure, total, top, claim)
    # one group counted twice may be the same people twice: only a sum that comes out says otherwise
    twice = len({f.group for f in top} - {"all"}) < sum(f.group != "all" for f in top)
    return [] if twice and made.holds != "agrees" else [made]


def _others(measure: str, said: Sequence[Figure], claim: Claim) -> list[Finding]:
    """A group that is larger than the number of all: either the report errs, or that number counts other people."""
    own = [f for f in said if f.measure == measure]
    rest = max((f for f in own if f.group == "all" and f.share == "more"), key=_value, default=None)
    group = max((f for f in own if f.group != "all"), key=_value, default=None)
    if rest is None or group is None or _value(group) <= _value(rest):
        return []
    text = f"{group.said} {_noun(group)} are more than {rest.said} {measure}: an error, or other people are meant"
    return [Finding("parts", text, "open", (claim.key,))]


def _sum(measure: str, total: Figure, parts: Sequence[Figure], claim: Claim) -> Finding:
    made = sum(_value(f) for f in parts)
    shown = " + ".join(f"{_value(f)} {_noun(f)}" for f in parts)
    whole = f"{total.said} {measure}"
    if made == _value(total):
        return Finding("parts", f"{whole} = {shown}", "agrees", (claim.key,))
    if made < _value(total):
        rest = _value(total) - made
        text = f"{shown} = {made}; the other {rest} of {whole} are not told apart"
        return Finding("parts", text, "open", (claim.key,))
    sure = total.high is not None and not total.rounded and not _may_overlap(parts)
    text = f"{shown} = {made}, more than the {whole}"
    if not sure:
        return Finding("parts", f"{text}; the groups may overlap or the total is a bound", "open", (claim.key,))
    return Finding("parts", text, "conflicts", (claim.key,))


def _may_overlap(parts: Sequence[Figure]) -> bool:
    """Women and medics may be the same persons; only soldiers, fighters and civilians exclude each other."""
    inside = within()
    return any(inside.get(f.group) == "civilians" or f.group not in inside for f in parts)


def _targets(given: Sequence[Figure], claim: Claim) -> Finding | None:
    """Targets said to be hit against the things listed as destroyed or damaged."""
    counted = [f for f in given if f.measure == "targets" and "target" in fold(f.of)]
    listed = [f for f in given if f.measure in ("destroyed", "damaged")]
    if not counted or len(listed) < 2:
        return None
    total = max(counted, key=_value)
    made = sum(_value(f) for f in listed)
    shown = " + ".join(f"{_value(f)} {_noun(f)}" for f in listed)
    if made == _value(total):
        return Finding("parts", f"{total.said} targets = {shown}", "agrees", (claim.key,))
    if made < _value(total):
        text = (
            f"{shown} = {made}, fewer than the {total.said} targets: the list is not said to be complete, "
            f"{_value(total) - made} other sites are not counted; no contradiction"
        )
        return Finding("parts", text, "open", (claim.key,))
    text = f"{shown} = {made}, more than the {total.said} targets: one target may hold several of them"
    return Finding("parts", text, "open", (claim.key,))


@dataclass(frozen=True, slots=True)
class Lines:
    """The claims of each incident, and the incidents that are its parts."""

    claims: Mapping[str, Sequence[Claim]]
    parts: Mapping[str, Sequence[str]]


def against_lines(whole: str, lines: Lines) -> list[Finding]:
    """A total of an incident against the sum over the incidents that are its parts."""
    found: list[Finding] = []
    wholes = _by_group(lines.claims[whole]) if lines.parts.get(whole) else {}
    for at in sorted(wholes):
        if at[0] not in _LOGGED or wholes[at].is_word:
            continue
        report = wholes[at].claim.rpartition("#")[0]
        said = [entry for name in lines.parts[whole] for entry in _entries_of(name, at, report, lines)]
        counted = [(claims, groups[at]) for claims, groups in said if at in groups and not groups[at].is_word]
        alone = len(counted) == 1 and (at[0] in PEOPLE or _value(counted[0][1]) == _value(wholes[at]))
        if not counted or alone:
            continue  # one entry is no sum of people, nor one that gives the total once more
        quiet = sum(1 for claims, groups in said if not groups and all(c.stance == "denied" for c in claims))
        aside = _aside(quiet, len(said) - len(counted) - quiet)
        aside += _elsewhere(wholes[at], lines.claims[whole], said)
        found.append(_log(wholes[at], counted, aside))
    return found


def _entries_of(name: str, at: tuple[str, str], report: str, lines: Lines) -> list[_Entry]:
    """An incident as one entry, or as its own parts where only they give the number."""
    entry = _of_report(lines.claims[name], report)
    own_parts = lines.parts.get(name, ())
    if at in entry[1] or not own_parts:
        return [entry]
    return [_of_report(lines.claims[part], report) for part in own_parts]


def _of_report(claims: Sequence[Claim], report: str) -> _Entry:
    """An entry as the report that gives the total tells it, else as the others do."""
    own = [c for c in claims if c.document_id == report] or claims
    return own, _by_group(own)


def _aside(quiet: int, silent: int) -> list[str]:
    found = [f"besides {quiet} with none reported"] if quiet else []
    return found + ([f"besides {silent} without such a number"] if silent else [])


def _elsewhere(total: Figure, whole: Sequence[Claim], said: Sequence[_Entry]) -> list[str]:
    """Places that the total covers by name and no entry does."""
    named = [place for claim in whole if claim.key == total.claim for place in claim.other_places]
    told = fold(" ".join(_where(claim) for claims, _ in said for claim in claims))
    missing = [place for place in dict.fromkeys(named) if fold(place) not in told]
    return [f"the total also covers {', '.join(missing)}, of which no entry at hand tells"] if missing else []


def _where(claim: Claim) -> str:
    return " ".join((claim.place.text if claim.place else "", *claim.other_places))


def _log(total: Figure, counted: Sequence[_Counted], aside: Sequence[str]) -> Finding:
    noun = total.group if total.group != "all" else total.measure
    ordered = sorted(counted, key=lambda item: (_day(item[0]), item[1].claim))
    made = sum(_value(f) for _, f in ordered)
    days = {_day(claims) for claims, _ in ordered}
    named = _place if len(days) < len(ordered) else _day
    shown = " + ".join(f"{_value(f)} ({named(claims)})" for claims, f in ordered)
    keys = tuple(sorted({total.claim, *(f.claim for _, f in ordered)}))
    text = f"total {total.said} {noun}, {_entries(len(ordered))} with a number: {shown} = {made}"
    holds: Holds = "open"
    if made == _value(total):
        holds, verdict = "agrees", "they agree"
    elif made < _value(total):
        verdict = f"{_value(total) - made} of the total are not among the entries at hand"
    elif total.high is None:
        verdict = "more than the total, which is a lower bound"
    elif total.rounded or total.measure in PEOPLE:
        verdict = "more than the total; entries may count the same twice"
    else:
        holds, verdict = "conflicts", "the entries are more than the total"
    return Finding("log", "; ".join((text, *aside, verdict)), holds, keys)


def _entries(count: int) -> str:
    return "its one entry" if count == 1 else f"its {count} entries"


def _by_group(claims: Sequence[Claim]) -> dict[tuple[str, str], Figure]:
    """The largest figure of each measure and group among the asserted claims."""
    held: dict[tuple[str, str], Figure] = {}
    for claim in sorted(claims, key=lambda c: c.key):
        if claim.stance not in ("asserted", "uncertain"):
            continue
        for f in totals(claim):
            at = (f.measure, f.group)
            if at not in held or _value(f) > _value(held[at]):
                held[at] = f
    return held


def _value(figure: Figure) -> int:
    value = figure.low if figure.low is not None else figure.high
    return value or 0


def _noun(figure: Figure) -> str:
    return figure.of or (figure.group if figure.group != "all" else "others")


def _day(claims: Sequence[Claim]) -> str:
    return min((c.date.start.isoformat() for c in claims if c.date), default="")


def _place(claims: Sequence[Claim]) -> str:
    return min((c.place.text for c in claims if c.place), default="no place")
