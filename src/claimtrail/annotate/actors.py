"""Finds parties, forces, groups and categories of people in a report: who can do or suffer things."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from claimtrail.annotate.phrases import Phrase, phrases
from claimtrail.annotate.world_words import Word, Words, words_of
from claimtrail.lexicon.actors import Actor, Nation, Noun, nations
from claimtrail.lexicon.actors import nation as nation_of
from claimtrail.lexicon.fold import fold
from claimtrail.model.documents import Document
from claimtrail.model.mentions import ActorMention, Sentence
from claimtrail.model.spans import Span

_PLACE_BEFORE = re.compile(
    r"\b(?:in|across|inside|into|from|through|throughout|near|outside|within|over|around|towards?|of|to|at|for|on"
    r"|lake|gulf of|north\w*|south\w*|east\w*|west\w*|central|capital|leav\w+|enter\w*|visit\w*|fle\w+"
    r"|war-torn|neighbou?ring|travel\w*|reach\w*|left)(?: the)? $"
)
_NOUN_AFTER = re.compile(r"^(?:'s?\b|-|s\b)")
_ACTS_AFTER = re.compile(
    r"^,? (?:also |has |have |had |is |was |were |are )?(?:said|says|say|denied|denies|accus\w+|claim\w*|insist\w*"
    r"|ha[sd]|is|was|will|would|call\w+|warn\w+|announced|launched|began|carried|agreed|rejected|blam\w+|back\w+"
    r"|confirmed|support\w+|condemned|urged|wants|describ\w+|vowed|report\w+|maintain\w*|respond\w+|struck|and)\b"
)
_GROUP_WORDS = frozenset({"group", "organization", "organisation", "movement", "faction", "alliance"})
# Sides that fight rebels in the same war, or beside them under their own name.
_NOT_REBELS = frozenset({"OPPOSITION", "ISIS", "NUSRA", "SDF", "SYRIA_GOV"})
# Names that a finer one beside them explains: "al-Qaeda affiliate Nusra Front".
_GENERIC = frozenset({"al-qaeda", "iran-backed-militias", "foreign-mercenaries"})
_UNOWNED = frozenset({"air force", "fighters", "army"})


@dataclass(slots=True)
class _State:
    """What a document says as a whole: whose war it is, and which groups were named so far."""

    home: Nation | None
    day: date | None  # of publication
    named: dict[str, Actor]  # every group of the report
    recent: list[Actor] = field(default_factory=list)


def find_actors(document: Document, sentences: Sequence[Sentence]) -> tuple[ActorMention, ...]:
    """Every mention of an actor in the sentences, in text order, with its coarse code and the wording kept.

    `actor_id` is an id of data/world, or `NATION:service` for the forces of a state ("RU:air force"), or
    the id of a noun of data/en/forces.toml ("civilians", "rebels"). A mention that ends in "-held" or the
    like names the holder of a place and not somebody who acts. A side that the report leaves open
    ("the army") is that of the country the report is about, where that is clear, else OTHER.
    """
    words = words_of(document.text)
    state = _State(
        home_of(document, words),
        document.published_on,
        {w.item.id: w.item for w in words.actors if isinstance(w.item, Actor)},
    )
    mentions = []
    for phrase in phrases(words.folded, words.actors, sentences):
        mention = _mention(document.text, words.folded, phrase, state)
        if mention is not None:
            mentions.append(mention)
    return tuple(mentions)


def home_of(document: Document, words: Words) -> Nation | None:
    """The country that a report is about, by its places, groups and forces; None when none stands out."""
    score: Counter[str] = Counter()
    for word in words.actors:
        weight = 3 if word.start < document.title_end else 1
        if isinstance(word.item, Nation):
            before = words.folded[max(0, word.start - 22) : word.start]
            placed = word.role == "city" or (word.role == "nation" and _PLACE_BEFORE.search(before))
            score[word.item.id] += weight * (3 if placed else 1)
        elif isinstance(word.item, Actor):
            for place, country in enumerate(word.item.countries):
                score[country] += weight if place == 0 else 0
    ranked = sorted(score.items(), key=lambda s: (-s[1], s[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.15 * ranked[1][1]):
        return None
    return nation_of(ranked[0][0])


def _mention(text: str, folded: str, phrase: Phrase, state: _State) -> ActorMention | None:
    named = phrase.of or phrase
    found = _identity(folded, named, state)
    leader = phrase.of.first("leader") if phrase.of else None
    if found is None and leader is not None and isinstance(leader.item, Nation):
        found = f"{leader.item.id}:forces", f"{leader.item.adjective} forces", leader.item.code
    if found is None and phrase.of is not None:
        found = _identity(folded, Phrase(phrase.words), state)
    if found is None:
        return None
    actor_id, name, code = found
    nation = nation_of(actor_id.partition(":")[0])
    if nation is not None and code == nation.code:
        code = nation.code_on(state.day)
    loaded = any(isinstance(w.item, Noun) and w.item.loaded for w in phrase.words + named.words)
    loaded = loaded or folded[max(0, phrase.start - 10) : phrase.start].endswith("so-called ")
    loaded = loaded or any(w.role == "government" and folded.startswith("regime", w.start) for w in named.words)
    start, end = phrase.start, phrase.end
    return ActorMention(Span(start, end), text[start:end], actor_id, name, code, loaded)


def _identity(folded: str, phrase: Phrase, state: _State) -> tuple[str, str, str] | None:
    """Id, canonical name and code of a phrase; None where it names nobody who can act."""
    named = next((w for w in phrase.words if w.role == "name" and w.item.id not in _GENERIC), phrase.first("name"))
    if named is not None and isinstance(named.item, Actor):
        if named.item.id == "coalition" and folded[: named.start].endswith((" a ", " broad ", " ruling ")):
            return None
        actor = _coalition(named.item, state)
        state.recent.append(actor)
        return actor.id, actor.name, actor.code
    head = phrase.last_head
    side = phrase.first("nation", "adjective", "leader", "capital")
    if head is None or not isinstance(head.item, Noun):
        return _bare_nation(folded, phrase)
    nation = side.item if side is not None and isinstance(side.item, Nation) else None
    if head.role == "people":
        return head.item.id, head.item.id, "CIVILIANS"
    armed = next((w for w in phrase.words if w.role == "armed" and _is_opposition(w)), phrase.first("armed"))
    if armed is not None and isinstance(armed.item, Noun):
        definite = folded[max(0, armed.start - 4) : armed.start] == "the "
        return _armed(folded[armed.start : armed.end], armed.item, nation, state, definite)
    owner = phrase.first("government", "progov")
    if nation is not None:
        return _of_nation(folded, phrase, nation, head.item, owner is not None)
    if head.role == "group":
        return _antecedent(folded, phrase, state)
    if owner is not None or phrase.first("state") is not None:
        return _home_force(head.item, state)
    called = _called(folded[head.start : head.end], state) if head.item.service == "fighters" else None
    if called is not None:
        return called.id, called.name, called.code
    if head.item.service in _UNOWNED and not phrase.held:
        code = "ARMED_UNSPEC" if head.item.service == "fighters" else "OTHER"
        return head.item.id, folded[head.start : head.end], code
    return None


def _is_opposition(word: Word) -> bool:
    """True for the opposition: "militant opposition groups" are that first."""
    return isinstance(word.item, Noun) and word.item.code == "OPPOSITION"


def _coalition(actor: Actor, state: _State) -> Actor:
    """Whose "the coalition": the one that the report names, or the one that fights in its country."""
    other = "saudi-coalition"
    if actor.id == "coalition" and (other in state.named or (state.home is not None and state.home.id == "YE")):
        return Actor(other, "Saudi-led coalition", "SAUDI_COALITION")
    return actor


def _of_nation(folded: str, phrase: Phrase, nation: Nation, noun: Noun, governed: bool) -> tuple[str, str, str] | None:
    if noun.role == "group" and not governed:
        return None
    service = noun.service or "forces"
    led = phrase.first("leader") is not None
    if service == "fighters" and not (governed or led or phrase.first("state")):
        return f"{nation.id}:fighters", f"{nation.adjective} fighters", "ARMED_UNSPEC"
    name = nation.government if service == "government" else f"{nation.adjective} {service}"
    return f"{nation.id}:{service}", name, nation.code


def _home_force(noun: Noun, state: _State) -> tuple[str, str, str]:
    service = noun.service or "forces"
    if state.home is None:
        return noun.id, service, "OTHER"
    foreign = nation_of(state.home.army_of) if state.home.army_of and service != "government" else None
    if foreign is not None:
        return f"{foreign.id}:{service}", f"{foreign.adjective} {service}", foreign.code
    name = state.home.government if service == "government" else f"{state.home.adjective} {service}"
    return f"{state.home.id}:{service}", name, state.home.code


def _armed(word: str, noun: Noun, nation: Nation | None, state: _State, definite: bool) -> tuple[str, str, str]:
    """Rebels, militants, terrorists: the group that the report calls so, else the kind of people."""
    if noun.code == "KURDS":
        return _kurds(noun, nation, state)
    if nation is not None:
        return noun.id, f"{nation.adjective} {word}", noun.code
    group = _called(word, state)
    if noun.code == "OPPOSITION" and group is not None and group.code not in _NOT_REBELS:
        return group.id, group.name, group.code
    if noun.code == "ARMED_UNSPEC" and group is not None and definite and not word.endswith(("groups", "ions")):
        return group.id, group.name, group.code
    return noun.id, noun.id, noun.code


def _called(word: str, state: _State) -> Actor | None:
    """The one group of the report that goes by such a noun; None when there are several or none."""
    first = word.split(" ")[0]
    plural = first[:-1] + "ies" if first.endswith("y") else first.rstrip("s") + "s"
    known = [a for a in state.named.values() if plural in a.called or word in a.called]
    return known[0] if len(known) == 1 else None


def _kurds(noun: Noun, nation: Nation | None, state: _State) -> tuple[str, str, str]:
    home = nation or state.home
    if home is not None and home.id == "IQ" and not {"ypg", "sdf"} & state.named.keys():
        return noun.id, "Iraqi Kurdish forces", "KURDS_IRAQ"
    if (home is not None and home.id == "SY") or {"ypg", "sdf", "pyd"} & state.named.keys():
        return noun.id, "Kurdish forces", "SDF"
    return noun.id, "Kurdish forces", "KURDS_IRAQ" if "peshmerga" in state.named else "OTHER"


def _antecedent(folded: str, phrase: Phrase, state: _State) -> tuple[str, str, str] | None:
    """ "The group", "the movement": the group named last, if it goes by that noun."""
    first = phrase.words[0]
    word = folded[first.start : first.end]
    if word not in _GROUP_WORDS or not folded[: first.start].endswith("the "):
        return None
    for actor in reversed(state.recent[-3:]):
        if not actor.called or word in actor.called or word in ("organization", "organisation"):
            return actor.id, actor.name, actor.code
    return None


def _bare_nation(folded: str, phrase: Phrase) -> tuple[str, str, str] | None:
    """A nation without a force: it acts ("Russia said") or is a place ("in Russia")."""
    word = phrase.words[-1]
    nation = word.item
    if not isinstance(nation, Nation) or word.role == "city":
        return None
    if word.role == "nationals":
        return "civilians", "civilians", "CIVILIANS"
    if word.role == "leader":
        before = folded[max(0, word.start - 4) : word.start]
        return (f"{nation.id}:forces", f"{nation.adjective} forces", nation.code) if before == "pro-" else None
    if phrase.act or _shares_head(phrase):
        return f"{nation.id}:forces", nation.government, nation.code
    if word.role == "adjective":
        return None
    if not _acts_itself(folded, word):
        return None
    return nation.id, nation.name, nation.code


def _shares_head(phrase: Phrase) -> bool:
    """ "Russian" in "Russian and Syrian warplanes", "Russian and regime forces"."""
    other = phrase.shares
    if other is None or phrase.words[-1].role not in ("adjective", "leader"):
        return False
    return other.act or other.first("force", "state", "government", "progov", "name") is not None


@cache
def _names_of(iso: str) -> frozenset[str]:
    entry = next(entry for entry, nation in nations() if nation.id == iso)
    return frozenset(fold(term) for term in (*entry.terms, *entry.fields.get("capital", ())))


def _acts_itself(folded: str, word: Word) -> bool:
    before = folded[max(0, word.start - 24) : word.start]
    after = folded[word.end : word.end + 24]
    if isinstance(word.item, Nation) and folded[word.start : word.end] not in _names_of(word.item.id):
        return False  # "Syrias north" has lost its apostrophe
    if _PLACE_BEFORE.search(before) or _NOUN_AFTER.match(after):
        return False
    if word.role == "capital":
        return bool(_ACTS_AFTER.match(after)) or before.endswith("by ")
    # "in Syria and Iraq": what is joined to a place is a place
    joined = re.search(r"(?:in|across|from|of|to|into) \w+(?:,? and|, \w+ and|,) $", before)
    return joined is None
