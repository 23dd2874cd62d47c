"""Sources that point to others: "the ministry", "a monitor", "a source at the police command"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from claimtrail.annotate.world_words import Word
from claimtrail.lexicon.sources import RoleNoun
from claimtrail.model.mentions import SourceMention
from claimtrail.model.spans import Span

_PLACE_OF_SOURCE = re.compile(
    r" (?:at|in|from|within|inside|close to|with)(?: the)?((?: (?:[A-Z][\w'’-]*|of|al-\w+|police|command|hospital"
    r"|ministry|army|military|governorate|province|health|defen[cs]e|interior|foreign|security|opposition))+)"
)
_PLACED = (
    ("police", "police source", "unnamed_official"), ("hospital", "hospital source", "local_source"),
    ("health", "medics", "local_source"), ("army", "military source", "unnamed_official"),
    ("military", "military source", "unnamed_official"), ("ministry", "ministry source", "unnamed_official"),
    ("security", "security source", "unnamed_official"), ("governorate", "governorate source", "unnamed_official"),
)  # fmt: skip
_OWN_NAME = re.compile(r"(?<![.!?] )(?<!^)\b((?!The |A |An )(?:[A-Z][\w'’-]+ )+)$")
RESCUE = re.compile(r"Rescue|Civil Defen[cs]e|White Helmets|Ambulance|Red Cr")
_MEDIA_KINDS = frozenset({"news_media", "state_media"})


def reference(text: str, word: Word, item: RoleNoun, orgs: Sequence[SourceMention]) -> SourceMention:
    """What "the ministry", "the watchdog", "a source at the hospital" is before `settle` says who is meant.

    A source placed in an organisation of `orgs` that fights speaks for it.
    """
    own = _OWN_NAME.search(text, max(0, word.start - 60), word.start) if text[word.start].isupper() else None
    if own is not None:  # "the Northern Casualty Monitor" is called so and points to nobody else
        span = Span(own.start(1), word.end)
        return SourceMention(span, span.of(text), None, span.of(text), item.kind)
    place = _PLACE_OF_SOURCE.match(text, word.end) if item.to == "unnamed" else None
    if place is None:
        return SourceMention(Span(word.start, word.end), text[word.start : word.end], item.id, item.name, item.kind)
    group = next((o for o in orgs if place.start(1) <= o.span.start < place.end() and o.kind == "armed_group"), None)
    if group is not None:
        return replace(group, span=Span(word.start, place.end()), text=text[word.start : place.end()])
    folded = place.group(1).lower()
    name, kind = next(((n, k) for cue, n, k in _PLACED if cue in folded), ("local sources", "local_source"))
    if name == "governorate source":
        name = place.group(1).strip() + " source"
    return SourceMention(Span(word.start, place.end()), text[word.start : place.end()], None, name, kind)


def settle(found: Sequence[SourceMention]) -> Iterator[SourceMention]:
    """Settles "the ministry", "a monitor", "the source" by what the report names, before it or else after."""
    for mention in found:
        wanted = _WANTED.get(mention.source_id or "")
        if wanted is None:
            yield mention
            continue
        fits = [s for s in found if s.source_id not in _WANTED and wanted(s)]
        earlier = [s for s in fits if s.span.start < mention.span.start]
        chosen = earlier[-1] if earlier else fits[0] if fits and mention.source_id == "monitor" else None
        yield mention if chosen is None else replace(chosen, span=mention.span, text=mention.text)


_WANTED: dict[str, Callable[[SourceMention], bool]] = {
    "the-observatory": lambda s: s.kind == "monitor_ngo" and "Observatory" in s.name + s.text,
    "monitor": lambda s: s.kind == "monitor_ngo" and s.source_id != "rights-groups",
    "the-rescuers": lambda s: bool(RESCUE.search(s.name)),
    "the-ministry": lambda s: s.kind == "state_official" and ("Ministry" in s.name or "Department" in s.name),
    "the-agency": lambda s: s.kind in _MEDIA_KINDS and s.source_id not in ("reports",),
    "the-group": lambda s: s.kind in ("armed_group", "monitor_ngo"),
    "sources": lambda s: s.kind == "unnamed_official",
}
