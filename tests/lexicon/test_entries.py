"""Every entry of the lexicon is shown by its own examples; a new conflict is one file."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from claimtrail.annotate import sources as source_annotator
from claimtrail.annotate import world_words
from claimtrail.annotate.actors import find_actors
from claimtrail.annotate.sentences import find_sentences
from claimtrail.annotate.sources import find_sources
from claimtrail.lexicon import actors as actor_lexicon
from claimtrail.lexicon import load as loading
from claimtrail.lexicon import sources as source_lexicon
from claimtrail.lexicon.load import Entry, load, names
from claimtrail.lexicon.sources import family_of
from claimtrail.model.documents import Document
from claimtrail.model.mentions import ActorMention, SourceMention

FILES = [*names("en"), *names("world")]


def mentions(text: str) -> tuple[tuple[ActorMention, ...], tuple[SourceMention, ...]]:
    document = Document("d", f"\n{text}", 0)
    sentences = find_sentences(document)
    found = find_actors(document, sentences)
    return found, find_sources(document, sentences, found)


def ids_of(text: str) -> set[str]:
    found, quoted = mentions(text)
    ids = {m.actor_id or "" for m in found} | {m.source_id or "" for m in quoted}
    return ids | {i.partition(":")[0] for i in ids}


@pytest.mark.parametrize("path", FILES)
def test_every_entry_has_examples_and_an_origin(path: str) -> None:
    for entry in load(path):
        assert entry.yes, f"{path}: {entry.id} has no example"
        assert entry.origin, f"{path}: {entry.id} has no origin"


def world_entries() -> list[Entry]:
    known = (actor_lexicon.actors(), actor_lexicon.nations(), source_lexicon.institutions())
    return [entry for part in known for entry, _ in part]


def test_every_example_of_an_actor_or_source_is_found_and_no_counterexample() -> None:
    wrong = []
    for entry in world_entries():
        wrong += [f"{entry.id} not found in: {text}" for text in entry.yes if entry.id not in ids_of(text)]
        wrong += [f"{entry.id} wrongly found in: {text}" for text in entry.no if entry.id in ids_of(text)]
    assert not wrong, "\n".join(wrong[:40])


def test_ids_are_unique_over_all_files_of_a_sort() -> None:
    for part in (actor_lexicon.actors(), source_lexicon.institutions()):
        ids = [entry.id for entry, _ in part]
        assert sorted(ids) == sorted(set(ids)), [i for i in ids if ids.count(i) > 1]


def test_the_world_lexicon_is_broad() -> None:
    assert len(actor_lexicon.nations()) > 140
    assert len(actor_lexicon.actors()) > 400
    assert len(source_lexicon.institutions()) > 500


@pytest.mark.parametrize(
    ("outlet", "family"),
    [("Sputnik", "RUSSIA"), ("sana", "SYRIA_GOV"), ("www.reuters.com", "thomson-reuters"), ("Nobody Post", None)],
)
def test_family_of_an_outlet(outlet: str, family: str | None) -> None:
    assert family_of(outlet) == family


def test_a_new_conflict_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    shutil.copytree(Path(str(files("claimtrail.lexicon").joinpath("data"))), folder)
    (folder / "world" / "freedonia.toml").write_text(
        '[[entry]]\nid = "freedonia-front"\nname = "Freedonia Liberation Front"\ncode = "OTHER"\n'
        'terms = ["Freedonia Liberation Front", "FLFQ"]\nyes = ["The FLFQ took a fort."]\norigin = "a test"\n',
        "utf-8",
    )
    caches = (
        load, actor_lexicon.actors, actor_lexicon.nations, source_lexicon.institutions, world_words._matcher,
        world_words.words_of, source_annotator._by_term,
    )  # fmt: skip
    text = "Four members of the Freedonia Liberation Front and two FLFQ commanders were killed."
    assert "freedonia-front" not in ids_of(text)
    with monkeypatch.context() as patch:
        patch.setattr(loading, "_data", lambda: folder)
        for cached in caches:
            cached.cache_clear()
        found, _ = mentions(text)
        assert [m.actor_id for m in found] == ["freedonia-front", "freedonia-front"]
    for cached in caches:
        cached.cache_clear()
    assert "freedonia-front" not in ids_of(text)
