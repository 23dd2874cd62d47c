"""The examples of plain word lists: every `yes` sentence holds a term of its entry, no `no` sentence does.

Entries whose terms are read with more than their words (dates, quantities, furniture, date lines, names) are run by
the tests of the room that reads them.
"""

import pytest

from claimtrail.lexicon.load import load
from claimtrail.lexicon.matcher import Matcher, find_in

PLAIN = (
    "attribution", "common_words", "event_types", "forces", "groups", "linking", "places", "roles", "stance", "targets",
    "triggers",
)  # fmt: skip
ENTRIES = [pytest.param(entry, id=f"{path} {entry.id}") for path in PLAIN for entry in load(f"en/{path}")]


@pytest.mark.parametrize("entry", ENTRIES)
def test_examples_hold(entry):
    own = Matcher([(term, entry.id) for term in entry.terms])
    assert [sentence for sentence in entry.yes if not find_in(own, sentence)] == []
    assert [sentence for sentence in entry.no if find_in(own, sentence)] == []
