"""Finds everybody in a report who can be quoted: institutions, spokesmen, roles, states and groups."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from claimtrail.annotate.actors import home_of
from claimtrail.annotate.persons import name_after, name_before, speaking_names, surname
from claimtrail.annotate.references import RESCUE, reference, settle
from claimtrail.annotate.world_words import Word, Words, words_of
from claimtrail.lexicon.actors import Nation
from claimtrail.lexicon.actors import actor as actor_of
from claimtrail.lexicon.actors import nation as nation_of
from claimtrail.lexicon.fold import fold
from claimtrail.lexicon.sources import Institution, RoleNoun, institutions
from claimtrail.model.documents import Document
from claimtrail.model.mentions import ActorMention, Sentence, SourceMention
from claimtrail.model.spans import Span

_STATE_CODES = frozenset(
    {
        "RUSSIA", "USA", "US_COALITION", "SYRIA_GOV", "IRAQ_GOV", "TURKEY", "ISRAEL", "IRAN", "SAUDI_COALITION",
        "UKRAINE", "SAF", "AFGHAN_GOV", "JORDAN", "LEBANON",
    }
)  # fmt: skip
_SPEAKING_SERVICES = frozenset({"army", "government", "police", "security forces", "forces", "navy"})
_SPEECHLESS = frozenset({"air-vehicles", "forces", "irregulars", "soldiers", "air-force"})
_STATE_NOUNS = frozenset({"army", "police", "security-forces", "government", "navy"})
_VEHICLE = re.compile(r"(?:plane|jet|craft|copter|drone|tank|soldier|troop|artillery|howitzer|unit|pilot|base)s?$")
_OF_ORG = re.compile(r",? (?:for|of|at|from|in|with)(?: the)? $")
_RANK_KINDS = {
    "commander": "armed_group",
    "field commander": "armed_group",
    "dr": "local_source",
    "dr.": "local_source",
}
_FIELD = re.compile(r" (?:of|for|to|in|on)(?: the)? ")


@dataclass(slots=True)
class _Report:
    """The text at hand and what was found in it so far."""

    text: str
    words: Words
    home: Nation | None
    before: dict[int, Word]  # an actor's word by its end
    after: dict[int, Word]  # and by its start
    starts: list[int]
    known: dict[int, Word]  # persons of the lexicon by their end
    orgs: list[SourceMention] = field(default_factory=list)
    persons: dict[str, SourceMention] = field(default_factory=dict)  # by surname


def find_sources(
    document: Document, sentences: Sequence[Sentence], actors: Sequence[ActorMention]
) -> tuple[SourceMention, ...]:
    """Every mention of somebody who can be quoted, in text order and without overlap.

    Whether somebody is quoted is for attribution to say. A spokesman bears the name of the organisation, a
    minister the own name. `family` is the publisher's house, or the code of the side that a state, an army
    or a state medium speaks for.
    """
    words = words_of(document.text)
    acting = words.actors
    report = _Report(
        document.text, words, home_of(document, words), {w.end: w for w in acting}, {w.start: w for w in acting},
        [w.start for w in acting if w.role not in ("filler", "leader")],
        {w.end: w for w in words.sources if w.role == "person"},
    )  # fmt: skip
    speakers = [s for s in (_speaker(actor) for actor in actors) if s is not None]
    report.orgs = sorted(
        [*_institutions(words, document.text), *speakers],
        key=lambda s: s.span,
    )
    found = list(report.orgs)
    inside = _Inside(sentences)
    for word in words.sources:
        limits = inside.limits(word.start)
        if limits is not None:
            found.extend(_read(report, word, limits))
    found = _without_overlap([s for s in found if inside.limits(s.span.start) is not None])
    found = _with_unknown(report, found, inside)
    found = _without_overlap(found + list(_again(report)))
    return tuple(settle(found))


class _Inside:
    """Tells in which sentence a character stands; queries come in any order."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._starts = [s.span.start for s in sentences]
        self._sentences = sentences

    def limits(self, position: int) -> tuple[int, int] | None:
        """First and last character of the sentence, None outside of all."""
        at = bisect_right(self._starts, position) - 1
        if at < 0 or position >= self._sentences[at].span.end:
            return None
        span = self._sentences[at].span
        return span.start, span.end


def _institution(word: Word, item: Institution, text: str) -> SourceMention:
    end = word.end - 1 if text[word.end - 2 : word.end] == "'s" else word.end
    return SourceMention(Span(word.start, end), text[word.start : end], item.id, item.name, item.kind, item.family)


def _institutions(words: Words, text: str) -> Iterator[SourceMention]:
    for word in words.sources:
        if word.role == "institution" and isinstance(word.item, Institution):
            yield _institution(word, word.item, text)


def _speaker(actor: ActorMention) -> SourceMention | None:
    """An actor as somebody who says things: "Moscow", "the army", "the rebels"."""
    actor_id = actor.actor_id or ""
    if actor.code == "CIVILIANS" or actor.text.endswith(("held", "controlled", "run", "occupied")):
        return None
    iso, _, service = actor_id.partition(":")
    nation = nation_of(iso)
    if nation is not None:
        if service and (service not in _SPEAKING_SERVICES or _VEHICLE.search(actor.text)):
            return None
        name = nation.government if service in ("", "government", "forces") else f"{nation.adjective} {service}"
        return SourceMention(actor.span, actor.text, actor_id, name, "state_official", _side(nation))
    named = actor_of(actor_id)
    kind = named.speaks if named and named.speaks else "armed_group"
    if actor_id in _SPEECHLESS:
        return None
    if actor_id in _STATE_NOUNS or (actor.code in _STATE_CODES and not (named and named.speaks)):
        kind = "state_official"
    elif actor.code == "UN":
        kind = "intl_org"
    elif actor_id == "rebels" and actor.text.lower().endswith(("opposition", "oppositions", "opposition groups")):
        return SourceMention(actor.span, actor.text, actor_id, "Syrian opposition", "other", actor.code)
    family = actor.code if actor.code not in ("OTHER", "ARMED_UNSPEC") else actor_id
    return SourceMention(actor.span, actor.text, actor_id, actor.name, kind, family)


def _side(nation: Nation) -> str:
    return nation.code if nation.code != "OTHER" else nation.id


def _read(report: _Report, word: Word, limits: tuple[int, int]) -> Iterator[SourceMention]:
    """The mentions that one word of the lexicon gives."""
    item = word.item
    if isinstance(item, Institution):
        if word.role == "person":
            speaker = _institution(word, item, report.text)
            report.persons.setdefault(surname(item.person or speaker.text), speaker)
            yield speaker
        return
    if not isinstance(item, RoleNoun):
        return
    mention: SourceMention | None = None
    if item.what in ("local", "unnamed"):
        mention = _role(report, word, item, limits)
    elif item.what in ("office", "media"):
        office = _office(report, word, item)
        report.orgs.append(office)
        yield office
    elif item.what in ("spokes", "head", "official", "rank"):
        mention = _titled(report, word, item, limits)
    elif item.what == "refers":
        mention = reference(report.text, word, item, report.orgs)
    if mention is not None:
        yield mention


def _role(report: _Report, word: Word, item: RoleNoun, limits: tuple[int, int]) -> SourceMention:
    """Activists, residents, officials: the phrase, or the person whose role it is."""
    text = report.text
    start, name, family = word.start, item.name, item.family
    nation = _nation_before(report, word.start)
    if nation is not None:
        start = nation[0].start
        if item.what == "unnamed":
            name, family = f"{nation[1].adjective} {item.name}", _side(nation[1])
    person = name_after(text, word.end, _next_actor(report, word.end)) or name_before(text, word.start, limits[0])
    if person is not None and item.kind == "local_source" and report.words.folded[word.end - 1] != "s":
        own = text[slice(*person)]
        mention = _mention(report, min(start, person[0]), max(word.end, person[1]), own, item.kind, item.id)
        report.persons.setdefault(surname(own), mention)
        return mention
    return SourceMention(Span(start, word.end), text[start : word.end], item.id, name, item.kind, family)


def _mention(report: _Report, start: int, end: int, name: str, kind: str, source_id: str | None) -> SourceMention:
    return SourceMention(Span(start, end), report.text[start:end], source_id, name, kind)


def _nation_before(report: _Report, start: int) -> tuple[Word, Nation] | None:
    """The nation whose name or adjective stands just before `start`."""
    for back in (1, 3, 2):
        word = report.before.get(start - back)
        if word is not None and isinstance(word.item, Nation) and word.role in ("nation", "adjective", "leader"):
            gap = report.words.folded[word.end : start]
            if gap in (" ", "'s ", "' "):
                return word, word.item
    return None


def _office(report: _Report, word: Word, item: RoleNoun) -> SourceMention:
    """A ministry, a staff, state television: of the nation beside it, else as the report last had it."""
    found = _nation_before(report, word.start)
    start, end = word.start, word.end
    nation = found[1] if found else None
    if found:
        start = found[0].start
    else:
        follows = re.compile(r" of (?:the )?").match(report.words.folded, word.end)
        after = report.after.get(follows.end()) if follows else None
        if after is not None and isinstance(after.item, Nation):
            nation, end = after.item, after.end
    if nation is None:
        suffix = item.name.removeprefix("{nation}")
        earlier = next((s for s in reversed(report.orgs) if s.span.start < start and s.name.endswith(suffix)), None)
        if earlier is not None:
            return replace(earlier, span=Span(start, end), text=report.text[start:end])
        nation = report.home
    if nation is None:
        name, family = item.name.replace("{nation} ", ""), None
    elif "government" in item.name:
        name, family = nation.government, _side(nation)
    else:
        name, family = item.name.replace("{nation}", nation.adjective), _side(nation)
    known = _by_term().get(fold(name))
    if known is not None:
        return SourceMention(Span(start, end), report.text[start:end], known.id, known.name, known.kind, known.family)
    return SourceMention(Span(start, end), report.text[start:end], item.id, name, item.kind, family)


@cache
def _by_term() -> dict[str, Institution]:
    return {fold(term): source for entry, source in institutions() for term in entry.terms}


def _titled(report: _Report, word: Word, item: RoleNoun, limits: tuple[int, int]) -> SourceMention | None:
    """A title with a name, an organisation or both beside it."""
    text = report.text
    org = _org_before(report, word.start)
    start = org.span.start if org else word.start
    named_from = _after_field(report, word.end)
    person = name_after(text, named_from, _next_actor(report, named_from))
    end = person[1] if person else word.end
    if org is None:
        org = _org_after(report, end) or (_org_after(report, word.end) if person is None else None)
        end = org.span.end if org else end
    if person is None and item.what != "rank":
        person = name_before(text, start, limits[0])
        start = person[0] if person else start
    own = text[slice(*person)] if person else None
    known = report.known.get(person[1]) if person else None
    if known is not None and isinstance(known.item, Institution):
        mention = replace(_institution(known, known.item, text), span=Span(start, end), text=text[start:end])
        report.persons[surname(own or "")] = mention
        return mention
    speaks = item.what == "spokes" or (
        org is not None and org.kind in ("intl_org", "monitor_ngo") and item.what in ("head", "official", "rank")
    )
    if speaks:
        org = org or (_last_org(report, word.start) if own is None else None)
        if org is None:
            mention = _mention(report, start, end, own or "spokesman", "state_official" if own else "other", None)
            report.persons.setdefault(surname(mention.name), mention)
            return mention
        mention = replace(org, span=Span(start, end), text=text[start:end])
    elif own is None or person is None or (own.count(" ") == 0 and text.startswith("Sheikh", word.start)):
        return None if item.what in ("rank", "head") else _nameless(report, word, item, start, end)
    else:
        nation = _nation_before(report, word.start)
        family = org.family if org else _side(nation[1]) if nation else _local_side(report, word)
        start = min(start, nation[0].start) if nation else start
        kind = org.kind if org else _RANK_KINDS.get(report.words.folded[word.start : word.end], item.kind)
        mention = SourceMention(Span(start, end), text[start:end], None, own, kind, family)
    if own:
        report.persons.setdefault(surname(own), mention)
    return mention


def _after_field(report: _Report, end: int) -> int:
    """Where a name may begin after a title: behind "for Yemen" in "envoy for Yemen Hans Petersen"."""
    gap = _FIELD.match(report.words.folded, end)
    place = report.after.get(gap.end()) if gap else None
    return place.end if place is not None and isinstance(place.item, Nation) else end


def _local_side(report: _Report, word: Word) -> str | None:
    """A governor or mayor without a country beside it serves the one that the report is about."""
    title = report.words.folded[word.start : word.end]
    return _side(report.home) if report.home and title.endswith(("governor", "mayor")) else None


def _nameless(report: _Report, word: Word, item: RoleNoun, start: int, end: int) -> SourceMention:
    """ "The Russian president": known by office alone."""
    nation = _nation_before(report, word.start)
    title = report.text[word.start : word.end]
    if nation is None:
        return _mention(report, start, end, title.lower(), item.kind, item.id)
    start = nation[0].start
    name = f"{nation[1].adjective} {title.lower()}"
    return SourceMention(Span(start, end), report.text[start:end], item.id, name, item.kind, _side(nation[1]))


def _org_before(report: _Report, start: int) -> SourceMention | None:
    nation = _nation_before(report, start)
    if nation is not None:  # "Amnesty's Nigeria director"
        start = nation[0].start
    for org in reversed(report.orgs):
        if org.span.end <= start and report.words.folded[org.span.end : start] in (" ", "'s ", "' ", " chief ", ", "):
            return org
    return None


def _org_after(report: _Report, end: int) -> SourceMention | None:
    for org in report.orgs:
        if end < org.span.start < end + 14 and _OF_ORG.match(report.words.folded[end : org.span.start]):
            return org
    return None


def _last_org(report: _Report, start: int) -> SourceMention | None:
    """The organisation named last that has spokesmen."""
    kinds = ("state_official", "monitor_ngo", "intl_org", "armed_group")
    near = [
        o
        for o in report.orgs
        if start - 300 < o.span.start < start
        and o.kind in kinds
        and (o.kind != "armed_group" or actor_of(o.source_id or ""))
    ]
    return max(near, key=lambda o: o.span, default=None)


def _next_actor(report: _Report, position: int) -> int:
    """Where the next actor's word begins: no person's name reaches beyond it."""
    at = bisect_left(report.starts, position + 1)
    return report.starts[at] if at < len(report.starts) else len(report.text)


def _with_unknown(report: _Report, found: list[SourceMention], inside: _Inside) -> list[SourceMention]:
    """Adds full names beside a word of saying that are nobody known: "Samira Haddad said"."""
    taken = [s.span for s in found]
    starts = [s.start for s in taken]
    for start, end in speaking_names(report.text):
        at = bisect_left(starts, end) - 1
        if inside.limits(start) is None or _next_actor(report, start - 1) < end or (at >= 0 and taken[at].end > start):
            continue
        kind = "monitor_ngo" if RESCUE.search(report.text[start:end]) else "other"
        mention = _mention(report, start, end, report.text[start:end], kind, None)
        report.persons.setdefault(surname(mention.name), mention)
        found.append(mention)
    return found


# "Abu Kamal" is no person called Kamal.
_PLACE_PARTICLE = re.compile(
    r"\b(?:Abu|Umm|Tal|Tel|Tell|Deir|Ain|Ayn|Kafr|Beit|Bab|Mount|Jabal|Jebel|Camp|Fort|Port|San)[ -]$"
)


def _again(report: _Report) -> Iterator[SourceMention]:
    """Later bare surnames of the persons who were introduced."""
    if not report.persons:
        return
    names = sorted(name for name in report.persons if len(name) > 3 and name[0].isalpha())
    if not names:
        return
    for hit in re.finditer(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", report.text):
        first = report.persons[hit.group()]
        placed = _PLACE_PARTICLE.search(report.text, max(0, hit.start() - 8), hit.start())
        if hit.start() > first.span.end and not placed:
            yield replace(first, span=Span(hit.start(), hit.end()), text=hit.group())


def _without_overlap(found: list[SourceMention]) -> list[SourceMention]:
    """Text order; of mentions that overlap the longest stays."""
    kept: list[SourceMention] = []
    for mention in sorted(found, key=lambda s: (s.span.start, -s.span.end)):
        if kept and mention.span.start < kept[-1].span.end:
            if len(mention.span) > len(kept[-1].span):
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
