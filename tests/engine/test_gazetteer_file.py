"""The compiled gazetteer is kept once, and never stands in the way."""

from dataclasses import replace

import pytest

from claimtrail.engine.gazetteer_file import cache_folder, ready
from claimtrail.lexicon.gazetteer import Gazetteer
from claimtrail.model.codec import encode
from claimtrail.model.documents import Document
from claimtrail.pipeline import CLEANED
from claimtrail.pipeline.stages import Annotate

REPORT = Document("d", "Shelling in Hajin\nShells killed 5 people in Hajin and Aleppo.", 17, language="en")


@pytest.fixture(scope="module")
def data():
    """The compiled gazetteer."""
    return Gazetteer.compiled()


@pytest.fixture
def kept(data, tmp_path, monkeypatch):
    """An empty cache folder, and how often the gazetteer was compiled since."""
    made = []
    monkeypatch.setenv("CLAIMTRAIL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(Gazetteer, "compiled", lambda: made.append(1) or data)
    return made


def test_it_is_compiled_once_made_anew_when_damaged_and_gives_the_same_places(kept):
    [stage] = ready((Annotate(),))
    ready((Annotate(),))
    assert len(kept) == 1
    assert encode(list(stage.open()([REPORT]))) == encode(list(replace(stage, gazetteer=None).open()([REPORT])))
    for damaged in (b"", b"no gazetteer at all"):
        for file in cache_folder().iterdir():
            file.unlink()
            file.write_bytes(damaged)
        ready((Annotate(),))
    assert len(kept) == 3


def test_older_ones_are_cleared_away(kept):
    cache_folder().mkdir()
    (cache_folder() / "gazetteer-old.bin").write_bytes(b"old")
    ready((Annotate(),))
    assert len(list(cache_folder().iterdir())) == 1


def test_without_a_place_to_keep_it_the_work_goes_on(kept, tmp_path):
    (tmp_path / "cache").write_text("a file stands where the folder should be")
    assert ready((Annotate(),)) == (Annotate(),)


def test_stages_that_need_none_touch_no_file(kept):
    assert ready(CLEANED) == CLEANED
    assert not cache_folder().exists()
