"""The examples of the entries that linking and assessing use."""

import pytest

from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher, find_in

ENTRIES = [entry for path in ("en/linking", "en/groups", "en/common_words") for entry in load(path)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_examples_hold(entry):
    own = Matcher([(term, entry.id) for term in entry.terms])
    assert all(find_in(own, sentence) for sentence in entry.yes)
    assert not any(find_in(own, sentence) for sentence in entry.no)
