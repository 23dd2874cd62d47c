"""Who says what: stretches of speech with their chain of sources, root first.

A cue ("said", "according to") binds a source to the text beside it. A pronoun takes the last speaker;
a quotation that runs over sentences keeps its own. Without a cue the document speaks itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claimtrail.extract.draft import TriggerHit
from claimtrail.extract.page import Page, keeps_paragraphs, within
from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Hit, Matcher
from claimtrail.model.mentions import Sentence, SourceMention
from claimtrail.model.spans import Span

_REACH = 90  # characters between a source and its cue, for "the Observatory, a Britain-based monitor, said"
_NEAR = 45  # characters between a cue and the source that follows it
_ADJACENT = 6
_INVERTED = re.compile(r"\s(?:the\s|an?\s|mr\s|ms\s|dr\s)?")
_KINDS = re.compile(r"\b(?:monitor|observatory|watch|rights|rescue|civil defen[cs]e|red cross|red crescent)\b")
_CAPITALS = re.compile(r"\b[Tt]he ((?:[A-Z][\w'’-]+ )(?:(?:of|for|and|the) )*(?:[A-Z][\w'’-]+ ?)+?)\s*$")
_PLACE_LINE = re.compile(r"[A-Z][A-Z]+(?:[ ,][A-Z ,.]+)?\s[–—-]{1,2}\s(?=[A-Z])")
_QUOTED, _ANNOUNCED = "quotation goes on", "announced by a line above"
_RELEASE, _PARAGRAPH = "a statement in full", "goes on in the paragraph"
_CARRIED = frozenset({_QUOTED, _ANNOUNCED, _RELEASE, _PARAGRAPH})
# Lines of a daily log: a block of them stays with the one who announced the first.
_LOG_LINE = re.compile(r"(?:On \w+\.? \d|There were no|Between \w+ \d|Near |In [A-Z]\w+[,:])")
_CITING = 14  # "the agency, citing a doctor"; further away somebody else cites
_MEDIA = frozenset({"news_media", "state_media"})
_STOP = re.compile(r"[!?;]|\.\s|\bthat\b|\bwho said\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word of en/attribution.toml does."""

    order: str  # before, after
    relay: str  # says, quotes, tells
    inverts: bool = False  # "said X" as well as "X said"


@dataclass(frozen=True, slots=True)
class Speech:
    """Text on somebody's word."""

    content: Span
    where: Span  # source and cue
    sources: tuple[SourceMention, ...]  # root first
    rule: str


@cache
def _cues() -> Matcher[Cue]:
    return Matcher(
        (term, Cue(e.fields["order"], e.fields["relay"], e.fields.get("inverts", False)))
        for e in load("en/attribution")
        if not e.fields.get("pronoun")
        for term in e.terms
    )


@cache
def _pronouns() -> Matcher[str]:
    return Matcher((term, "pronoun") for e in load("en/attribution") if e.fields.get("pronoun") for term in e.terms)


def chain_for(span: Span, speeches: Sequence[Speech]) -> tuple[tuple[SourceMention, ...], str]:
    """The chain of sources for a stretch of text, root first, and the rule that bound the root.

    The speech whose cue stands nearest is the root; a medium whose own speech holds that one passed it on.
    """
    over = [s for s in speeches if s.content.overlaps(span) or span.contains(s.where)]
    if not over:
        return (), ""
    cited = [s for s in over if s.rule == "quotes"]
    root = cited[-1] if cited else min(over, key=lambda s: (_apart(s.where, span), len(s.content)))
    chain = list(root.sources)
    for outer in reversed(over) if cited else over:
        passes_on = outer.sources[0].kind in _MEDIA and (outer.content.contains(root.where) or root in cited)
        if outer is not root and passes_on:
            chain += [s for s in outer.sources if s not in chain]
    return tuple(chain), root.rule


def _apart(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def find_speech(page: Page, triggers: Sequence[TriggerHit]) -> list[list[Speech]]:
    """For each sentence the stretches of speech in it, in text order."""
    cues = _cues().find(page.folded)
    state = _Floor((), False, -1, -1)
    result: list[list[Speech]] = []
    for sentence in page.sentences:
        found = _in_sentence(page, sentence, within(cues, sentence.span), triggers, state.last)
        if not found and sentence.kind != "title":
            found = _carried(page, sentence, state)
        result.append(found)
        state = state.after(page, sentence, found, bool(within(triggers, sentence.span)))
    return result


@dataclass(frozen=True, slots=True)
class _Floor:
    """Who has the floor when a sentence begins."""

    last: tuple[SourceMention, ...]  # the last speakers
    quoting: bool  # inside a quotation that began in an earlier sentence
    paragraph: int  # of the last sentence
    given: int  # the paragraph that a line with a colon gave to the last speakers
    spoke: int = -1  # the paragraph in which the last speakers were heard
    release: bool = False  # inside a statement that is quoted at length, with its own place line

    def after(self, page: Page, sentence: Sentence, found: list[Speech], bears: bool) -> "_Floor":
        """The state behind a sentence with its speeches; `bears`: it tells of an event itself."""
        text = sentence.span.of(page.text).rstrip()
        quoting = _still_open(text, self.quoting and sentence.paragraph == self.paragraph)
        last = found[-1].sources if found else self.last
        given = self.given
        carried = not found or found[-1].rule in _CARRIED
        named = [s for s in page.sources(sentence.span) if s.source_id and not _is_outlet(page, s)]
        heads = not bears and (text.endswith(":") or "@" in text)
        if carried and heads and named:
            last, given = (named[0],), sentence.paragraph + 1
        elif (found and text.endswith(":")) or (self.given == sentence.paragraph and _is_log_line(page, sentence)):
            given = sentence.paragraph + 1
        spoke = sentence.paragraph if found else self.spoke
        release = any(s.rule == _RELEASE for s in found) and (self.release or _opens_release(page, sentence))
        return _Floor(last, quoting, sentence.paragraph, given, spoke, release)


def _is_log_line(page: Page, sentence: Sentence) -> bool:
    return bool(_LOG_LINE.match(page.text, sentence.span.start))


def _opens_release(page: Page, sentence: Sentence) -> bool:
    """A place line in capitals in the middle of a report: somebody's statement begins."""
    return sentence.paragraph > 1 and bool(_PLACE_LINE.match(page.text, sentence.span.start, sentence.span.end))


def _carried(page: Page, sentence: Sentence, state: _Floor) -> list[Speech]:
    """The last speakers go on: in a quotation, or below a line that announced their words."""
    if not state.last:
        return []
    opens = page.text[sentence.span.start] in '"“'
    if opens or (state.quoting and sentence.paragraph == state.paragraph):
        return [Speech(sentence.span, sentence.span, state.last, _QUOTED)]
    if sentence.paragraph == state.given:
        return [Speech(sentence.span, sentence.span, state.last, _ANNOUNCED)]
    if state.release or _opens_release(page, sentence):
        return [Speech(sentence.span, sentence.span, state.last, _RELEASE)]
    if sentence.paragraph == state.spoke and keeps_paragraphs(page):
        return [Speech(sentence.span, sentence.span, state.last, _PARAGRAPH)]
    return []


def _still_open(text: str, quoting: bool) -> bool:
    """Follows quotation marks over sentence ends; straight ones are counted, curly ones tell their side."""
    last_open, last_close = text.rfind("“"), text.rfind("”")
    if last_open >= 0 or last_close >= 0:
        return last_open > last_close
    return quoting != (text.count('"') % 2 == 1)


def _in_sentence(
    page: Page,
    sentence: Sentence,
    cues: list[Hit[Cue]],
    triggers: Sequence[TriggerHit],
    last: tuple[SourceMention, ...],
) -> list[Speech]:
    sources = [s for s in page.sources(sentence.span) if not (_is_outlet(page, s) or _as_role(page, s))]
    phrases = [cue.span for cue in cues if " " in cue.term]  # "called reports": those reports are no source
    sources = [s for s in sources if not any(phrase.contains(s.span) for phrase in phrases)]
    sources = sorted([*sources, *_unknown(page, sentence, cues, sources)], key=lambda s: s.span.start)
    if sentence.kind == "title":
        return _in_title(page, sentence, sources)
    bound: list[tuple[Hit[Cue], tuple[SourceMention, ...], Span, str]] = []
    names = [a.span for a in page.actors(sentence.span)] + [s.span for s in sources]
    for cue in cues:
        if any(name.contains(cue.span) for name in names):
            continue
        chain, where, rule = _bind(_Place(page, sentence, triggers), cue, sources, last)
        if chain:
            bound.append((cue, chain, where, rule))
    return [
        Speech(_content(page, sentence, where, triggers), where, chain, rule)
        for _, chain, where, rule in _merge_same(bound)
    ]


def _merge_same(
    bound: list[tuple[Hit[Cue], tuple[SourceMention, ...], Span, str]],
) -> list[tuple[Hit[Cue], tuple[SourceMention, ...], Span, str]]:
    """One speech for cues that share their source: "the group said adding that"."""
    kept: list[tuple[Hit[Cue], tuple[SourceMention, ...], Span, str]] = []
    for item in bound:
        spans = {s.span for s in item[1]}
        twin = next((k for k in kept if {s.span for s in k[1]} & spans), None)
        if twin is None:
            kept.append(item)
        elif len(item[1]) > len(twin[1]):
            kept[kept.index(twin)] = (twin[0], item[1], Span(min(twin[2].start, item[2].start), twin[2].end), item[3])
    return kept


def _in_title(page: Page, sentence: Sentence, sources: list[SourceMention]) -> list[Speech]:
    """A headline names its source at one end: "17 dead in raid: monitor", "Ministry: no strike"."""
    for source in sources:
        before = page.folded[sentence.span.start : source.span.start].rstrip()
        after = page.folded[source.span.end : sentence.span.end].lstrip()
        at_end = not after.strip(" .") and before.endswith((":", "-", ",", "|"))
        at_start = not before and after[:1] == ":"
        if at_end or at_start or after.startswith(("say", "said")):
            return [Speech(sentence.span, source.span, (source,), "source of a headline")]
    return []


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cue stands: the page, its sentence and the events in it."""

    page: Page
    sentence: Sentence
    triggers: Sequence[TriggerHit]

    def gap(self, start: int, end: int) -> str:
        """The text between a source and its cue, or a stop where the two cannot belong together."""
        between = Span(start, end)
        events = (t for t in within(self.triggers, between) if t.value.form != "agent")
        return "." if any(events) else self.page.folded[start:end]


def _bind(
    place: _Place, cue: Hit[Cue], sources: list[SourceMention], last: tuple[SourceMention, ...]
) -> tuple[tuple[SourceMention, ...], Span, str]:
    """The chain that a cue speaks for, the stretch from its source to the cue, and the rule."""
    before = _source_before(place, cue, sources)
    after = _source_after(place, cue, sources)
    if cue.value.order == "after":
        return _bind_after(place.page, cue, sources, (before, after))
    if (
        after
        and cue.value.inverts
        and _INVERTED.fullmatch(place.gap(cue.span.end, after.span.start))
        and _inverted(cue, before)
    ):
        joined = _with_partners(place.page, after, sources)
        return joined, Span(cue.span.start, joined[-1].span.end), "said X"
    if before:
        if cue.value.relay == "tells" and after:
            return (before, after), Span(before.span.start, after.span.end), "told"
        chain = _with_partners(place.page, before, sources, backwards=True)
        return chain, Span(before.span.start, cue.span.end), "says"
    pronoun = _pronoun_before(place.page, place.sentence, cue)
    if pronoun and last:
        return last, Span(pronoun.start, cue.span.end), "goes on"
    return (), cue.span, ""


def _bind_after(
    page: Page,
    cue: Hit[Cue],
    sources: list[SourceMention],
    beside: tuple[SourceMention | None, SourceMention | None],
) -> tuple[tuple[SourceMention, ...], Span, str]:
    """ "according to X", and "Y, citing X": X is the root and Y passed it on."""
    before, after = beside
    if not after:
        return (), cue.span, ""
    joined = _with_partners(page, after, sources)
    if cue.value.relay == "quotes" and before and cue.span.start - before.span.end <= _CITING:
        return (*joined, before), Span(before.span.start, joined[-1].span.end), "quotes"
    if cue.value.relay == "quotes":
        return joined, Span(cue.span.start, joined[-1].span.end), "quotes"
    return joined, Span(cue.span.start, joined[-1].span.end), "according to"


def _inverted(cue: Hit[Cue], before: SourceMention | None) -> bool:
    """ "said X": the speaker stands right behind the cue and nobody right before it."""
    return before is None or cue.span.start - before.span.end > _ADJACENT


def _source_before(place: _Place, cue: Hit[Cue], sources: list[SourceMention]) -> SourceMention | None:
    for source in reversed(sources):
        if source.span.end <= cue.span.start:
            gap = place.gap(source.span.end, cue.span.start)
            return source if len(gap) <= _REACH and not _STOP.search(gap) else None
    return None


def _source_after(place: _Place, cue: Hit[Cue], sources: list[SourceMention]) -> SourceMention | None:
    for source in sources:
        if source.span.start >= cue.span.end:
            gap = place.gap(cue.span.end, source.span.start)
            return source if len(gap) <= _NEAR and not _STOP.search(gap) else None
    return None


def _unknown(page: Page, sentence: Sentence, cues: list[Hit[Cue]], sources: list[SourceMention]) -> list[SourceMention]:
    """Organisations unknown to the lexicon, by their capitals right before a cue: "the Joint Air Task Force said"."""
    found = []
    for cue in cues:
        name = _CAPITALS.search(page.text, max(sentence.span.start, cue.span.start - 80), cue.span.start)
        if cue.value.order == "after" or name is None:
            continue
        span = Span(name.start(1), name.start(1) + len(name.group(1).rstrip()))
        if not any(s.span.overlaps(span) for s in sources):
            known = _KINDS.search(span.of(page.folded))
            kind = "monitor_ngo" if known else "other"
            found.append(SourceMention(span, span.of(page.text), None, span.of(page.text), kind))
    return found


def _as_role(page: Page, source: SourceMention) -> bool:
    """ "citing CNN as the source" names no second source."""
    return page.folded[max(0, source.span.start - 8) : source.span.start].endswith((" as ", " as the ", " as a "))


def _is_outlet(page: Page, source: SourceMention) -> bool:
    """The document's own outlet is no link of a chain."""
    outlet = re.sub(r"\W", "", (page.annotated.document.outlet or "").lower())
    name = re.sub(r"\W", "", source.name.lower())
    return len(outlet) > 3 and name in (outlet, f"al{outlet}", outlet.removeprefix("al"))


def _with_partners(
    page: Page, source: SourceMention, sources: list[SourceMention], *, backwards: bool = False
) -> tuple[SourceMention, ...]:
    """The source and the one joined to it by "and": "medics and residents said"."""
    at = sources.index(source)
    other = at - 1 if backwards else at + 1
    if not 0 <= other < len(sources):
        return (source,)
    first, second = (sources[other], source) if backwards else (source, sources[other])
    joined = page.folded[first.span.end : second.span.start].strip(" ,") in ("and", "and the", "and a")
    return (first, second) if joined else (source,)


def _pronoun_before(page: Page, sentence: Sentence, cue: Hit[Cue]) -> Span | None:
    start = max(sentence.span.start, cue.span.start - 30)
    window = page.folded[start : cue.span.start]
    hits = [h.span for h in _pronouns().find(window) if len(window[h.span.end :].split()) <= 1]
    return Span(start + hits[-1].start, start + hits[-1].end) if hits else None


def _content(page: Page, sentence: Sentence, where: Span, triggers: Sequence[TriggerHit]) -> Span:
    """The part of the sentence that is said: behind "X said", before ", X said", or both."""
    before, after = Span(sentence.span.start, where.start), Span(where.end, sentence.span.end)
    told_before = bool(within(triggers, before)) or len(before) > len(after) * 3
    told_after = bool(within(triggers, after))
    if page.folded[where.end :].lstrip().startswith("that "):
        return after
    if told_before and not told_after:
        return before
    if told_before and told_after:
        return sentence.span
    return after
