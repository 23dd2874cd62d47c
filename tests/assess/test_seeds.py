"""Linking and assessing the annotated claims of three of the reports that the project began with."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from claimtrail.assess import assess
from claimtrail.link import link
from claimtrail.model.documents import Dated, Document
from claimtrail.model.public import from_public

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def by_claim():
    """The assessment of the incident that a claim is in, by claim key."""
    if not DATA.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no annotated claims at {DATA}")
        pytest.skip(f"no annotated claims at {DATA}")
    told = [r for r in rows(DATA / "gold" / "claims.jsonl") if r["doc_id"].startswith("seed-")]
    claims = [from_public(c, r["doc_id"]) for r in told for c in r["claims"]]
    documents = {
        r["id"]: Document(
            r["id"], r["text"], 0, outlet=r["outlet"],
            published=Dated(date.fromisoformat(r["published"]), "listed") if r["published"] else None,
        )
        for r in rows(DATA / "seeds" / "documents.jsonl")
    }  # fmt: skip
    made = assess(link(claims, documents), claims, documents)
    return {account.claim: assessment for assessment in made for account in assessment.accounts}


def test_fifty_tons_rest_on_an_unnamed_official_through_two_media(by_claim):
    made = by_claim["seed-000#c7"]
    assert made.accounts[0].chain[:3] == ("unnamed US official", "CNN", "Sputnik")
    assert (made.main.measure, made.main.group, made.main.low, made.main.high) == ("delivered", "tons", 50, 50)


def test_88_sorties_in_two_outlets_are_one_incident_with_one_root(by_claim):
    made = by_claim["seed-000#c9"]
    assert [a.claim for a in made.accounts] == ["seed-000#c9", "seed-002#c2"]
    assert [(r.name, r.party) for r in made.roots] == [("Russian Defence Ministry", "RUSSIA")]
    assert (made.main.measure, made.main.best) == ("sorties", 88)
    assert not made.disagreements


def test_the_listed_parts_are_fewer_than_the_targets_and_do_not_contradict(by_claim):
    made = by_claim["seed-000#c6"]
    assert {(r.measure, r.group): r.best for r in made.ranges if r.measure in ("sorties", "targets")} == {
        ("sorties", "all"): 55, ("targets", "all"): 53,
    }  # fmt: skip
    assert [(f.holds, "= 44, fewer than the 53 targets" in f.text) for f in made.findings] == [("open", True)]


def test_the_80_soldiers_are_one_incident_with_the_admission_and_the_ministrys_version(by_claim):
    made = by_claim["seed-004#c1"]
    assert {a.claim for a in made.accounts} == {f"seed-004#c{n}" for n in (1, 2, 4, 5)}
    assert (made.main.measure, made.main.low, made.main.high, made.main.best) == ("killed", 80, 80, 80)
    assert made.grade.strike_status == "declared_strike"
    assert {r.party for r in made.roots} >= {"SYRIA_GOV", "RUSSIA", "USA"}
