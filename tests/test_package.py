"""The public verbs, used from Python as the documentation shows."""

import claimtrail
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document

REPORT = """Shelling kills 17 in Aleppo

ALEPPO, 5 May 2016 - Shelling killed 17 people in Aleppo on Wednesday, the Syrian Observatory for Human Rights said.
"""


def test_the_verbs_one_after_the_other(tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    documents = list(claimtrail.read([str(tmp_path)]))
    assert all(isinstance(d, Document) for d in documents)
    claims = [claim for one in claimtrail.extract(documents) for claim in one.claims]
    assert claims
    assert all(isinstance(c, Claim) for c in claims)
    incidents = claimtrail.link(claims)
    assert {key for i in incidents for key in i.claims} == {c.key for c in claims}
    assert [a.incident for a in claimtrail.assess(incidents, claims)] == [i.id for i in incidents]


def test_a_verb_still_works_after_its_room_was_imported():
    import claimtrail.link.table  # binds the name claimtrail.link to the room
    from claimtrail.link import link

    assert claimtrail.link([]) == link([])
    assert claimtrail.link.table is not None


def test_run_gives_the_results_and_the_counts_and_the_store_can_be_read(tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    store = str(tmp_path / "claimtrail.db")
    outcome = claimtrail.run([str(tmp_path / "report.txt")], store=store, report=tmp_path / "report.html")
    assert (outcome.counts.read, outcome.counts.new, outcome.counts.known) == (1, 1, 0)
    assert outcome.results.assessments
    assert outcome.rejected == ()
    assert "<html" in (tmp_path / "report.html").read_text("utf-8")
    with claimtrail.open_store(store).view() as view:
        assert view.results() == outcome.results
