"""What the five seed reports must give, from bytes to incidents."""

import subprocess
import sys
from pathlib import Path

import claimtrail
from claimtrail.read import read


def text_of(claim):
    return " ".join(" ".join(e.text for e in claim.evidence).split())


def claims_with(results, words, document=None):
    return [c for c in results.claims if words in text_of(c) and (document is None or c.document_id == document)]


def the_claim(results, words, document=None):
    found = claims_with(results, words, document)
    assert found, f"no claim quotes {words!r}"
    return found[0]


def incident_of(results, claim):
    return next(i for i in results.incidents if claim.key in i.claims)


def assessment_of(results, claim):
    incident = incident_of(results, claim)
    return next(a for a in results.assessments if a.incident == incident.id)


def counts(claim):
    return {(q.measure, q.low, q.high) for q in claim.quantities}


def test_the_airdrop_carries_its_chain_and_its_amount(seeds):
    claim = the_claim(seeds, "50 tons")
    assert claim.event_type == "supply"
    assert [s.name for s in claim.attribution] == ["unnamed US official", "CNN", "Sputnik"]
    assert claim.place.admin1 == "Hasakah" or "Hasakah" in claim.place.text
    found = [r for r in assessment_of(seeds, claim).ranges if r.measure == "delivered"]
    assert [(r.low, r.high) for r in found] == [(50, 50)]


def test_88_sorties_told_by_two_outlets_rest_on_one_root(seeds):
    first, second = the_claim(seeds, "88 sorties", "seed-000"), the_claim(seeds, "88 sorties", "seed-002")
    assert ("targets", 86, None) in counts(first)
    assert ("targets", 86, 86) in counts(second)
    assert incident_of(seeds, first) == incident_of(seeds, second)
    assessment = assessment_of(seeds, first)
    assert [root.name for root in assessment.roots] == ["Russian Defence Ministry"]
    assert not [d for d in assessment.disagreements if d.kind == "number"]


def test_the_listed_parts_are_fewer_than_the_targets_and_do_not_contradict(seeds):
    claim = the_claim(seeds, "55 sorties")
    assert counts(claim) == {
        ("sorties", 55, 55),
        ("targets", 53, 53),
        ("destroyed", 25, 25),
        ("destroyed", 7, 7),
        ("destroyed", 6, 6),
    }
    assert len(claim.quantities) == 6
    assessment = assessment_of(seeds, claim)
    finding = next(f for f in assessment.findings if "53" in f.text and "44" in f.text)
    assert finding.holds == "open"
    assert "other sites" in finding.text
    assert not assessment.disagreements


def test_the_strike_of_19_april_is_one_incident_with_its_dispute(seeds):
    accounts = [
        the_claim(seeds, "was planned/conducted by the Iraqi Security Forces"),
        the_claim(seeds, "was initiated by an anti-U.S. alliance"),
        the_claim(seeds, "hit an ISIS command and control center"),
        the_claim(seeds, "36 ISIS fighters"),
        the_claim(seeds, "conducted an air strike near Hajin"),
        the_claim(seeds, "is extremely misleading if not false"),
    ]
    assert {incident_of(seeds, c).id for c in accounts} == {incident_of(seeds, accounts[0]).id}
    assessment = assessment_of(seeds, accounts[0])
    assert accounts[-1].stance == "denied"
    assert accounts[-1].denies in {c.id for c in accounts}
    killed = next(r for r in assessment.ranges if r.measure == "killed")
    assert (killed.low, killed.high) == (36, 36)
    assert len(killed.claims) == 1
    assert [s.name for s in accounts[3].attribution] == ["Iraqi government"]
    dispute = [d for d in assessment.disagreements if d.kind in ("perpetrator", "responsibility_denied")]
    assert dispute, "nobody is shown to disagree on who planned and supported it"
    told = {claim for d in dispute for side in d.sides for claim in side.claims}
    assert {accounts[0].key, accounts[1].key} <= told


def test_the_weekly_summary_is_checked_against_its_days(seeds):
    week = the_claim(seeds, "nine strikes consisting of 11 engagements")
    assert {("strikes", 9, 9), ("strikes", 11, 11)} <= counts(week)
    finding = next(f for f in assessment_of(seeds, week).findings if f.kind == "log")
    assert "9" in finding.text
    assert "3" in finding.text
    quiet = claims_with(seeds, "no reported strikes", "seed-003")
    assert [str(c.date.start) for c in quiet] == ["2018-04-05", "2018-04-04", "2018-04-03", "2018-04-02"]
    assert all(c.stance == "denied" for c in quiet)


def test_the_denial_that_hospitals_were_hit_is_no_air_strike_that_happened(seeds):
    denial = the_claim(seeds, "hitting hospitals are false")
    assert denial.stance == "denied"
    assert [s.name for s in denial.attribution] == ["Russian Defence Ministry"]
    denied = next(c for c in seeds.claims if c.document_id == denial.document_id and c.id == denial.denies)
    assert "totally destroyed" in text_of(denied)
    assert incident_of(seeds, denial) == incident_of(seeds, denied)
    assessment = assessment_of(seeds, denial)
    assert any(d.kind in ("whether_it_happened", "responsibility_denied") for d in assessment.disagreements)


def test_the_80_soldiers_are_one_incident_whoever_tells_it(seeds):
    accounts = [
        the_claim(seeds, "Up to 80 Syrian government soldiers"),
        the_claim(seeds, "80 Syrian government soldiers died"),
        the_claim(seeds, "issued a statement admitting that its airstrikes did hit"),
        the_claim(seeds, "jets carried out four strikes"),
    ]
    assert len({incident_of(seeds, c).id for c in accounts}) == 1
    assert any(
        "believed they were striking" in text_of(c)
        for c in seeds.claims
        if c.key in incident_of(seeds, accounts[0]).claims
    )
    killed = next(r for r in assessment_of(seeds, accounts[0]).ranges if r.measure == "killed" and r.group == "all")
    assert killed.high == 80


def test_no_claim_comes_from_the_furniture(seeds):
    for words in (
        "Leave a Reply", "Log Out", "Flashpoint in Ukraine", "lives in Chicago", "Radio News Hour", "Leave a Comment",
        "email address", "Akismet", "Post a Comment", "follow us on Twitter", "free and open source",
        "Creative Commons",
    ):  # fmt: skip
        assert not claims_with(seeds, words), words


def test_relative_days_need_a_publication_date(seeds):
    dated = the_claim(seeds, "In the last 24 hours alone into Tuesday", "seed-000")
    assert (str(dated.date.start), str(dated.date.end)) == ("2015-10-12", "2015-10-13")
    undated = the_claim(seeds, "88 sorties", "seed-002")
    assert undated.date is None
    assert "no publication date" in undated.no_date
    two_days = the_claim(seeds, "131 sorties", "seed-001")
    assert two_days.date is None
    assert "no publication date" in two_days.no_date


def test_the_raw_files_give_the_same_accounts(seeds, seed_folder, tmp_path):
    """The five text files, without outlet and date, still tell the main incidents."""
    outcome = claimtrail.run([str(p) for p in sorted(seed_folder.glob("*.txt"))], str(tmp_path / "raw.db"), None)
    raw = outcome.results
    assert len(raw.documents) == 5
    assert [s.name for s in the_claim(raw, "50 tons").attribution] == ["unnamed US official", "CNN", "Sputnik"]
    assert the_claim(raw, "88 sorties").date is None
    assert claims_with(raw, "36 ISIS fighters")
    assert not claims_with(raw, "Leave a Reply")


def test_the_text_of_a_raw_file_is_the_file(seed_folder):
    path = seed_folder / "003_1901d147c7a60e76.txt"
    (document,) = read([str(path)])
    assert document.text == path.read_text("utf-8")


def test_the_command_stays_within_80_columns(seed_folder, tmp_path):
    command = [str(Path(sys.executable).parent / "claimtrail"), "run", str(seed_folder / "documents.jsonl")]
    done = subprocess.run([*command, "--store", str(tmp_path / "s.db")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_dispute_over_19_april_is_told_in_whole_sentences(seeds):
    assessment = assessment_of(seeds, the_claim(seeds, "36 ISIS fighters"))
    dispute = next(d for d in assessment.disagreements if "planned or supported" in d.summary)
    words = " ".join(side.value for side in dispute.sides)
    assert "was planned/conducted by the Iraqi Security Forces, w/ support from @CJTFOIR" in words
    assert "was initiated by an anti-U.S. alliance" in words


def test_up_to_80_keeps_its_bound(seeds):
    claim = the_claim(seeds, "Up to 80 Syrian government soldiers")
    assert any(q.measure == "killed" and q.high == 80 for q in claim.quantities)
