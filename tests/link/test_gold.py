"""Linking on annotated claims: the figures that a change must not lower."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "data" / "gold"


@pytest.fixture
def gold():
    if not GOLD.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no annotated claims at {GOLD}")
        pytest.skip(f"no annotated claims at {GOLD}")
    return GOLD


def test_gold_claims_reach_the_floor(gold, tmp_path):
    out = tmp_path / "incidents.jsonl"
    subprocess.run([sys.executable, ROOT / "eval" / "incidents.py", "--out", out], check=True)
    score = [sys.executable, SHARED / "tools" / "score_incidents.py", gold / "incidents.jsonl", out, "--json"]
    figures = json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)
    assert figures["cross-document pairs"]["f"] >= 0.83
    assert figures["cross-document pairs"]["p"] >= 0.90
    assert figures["pairs without big three"]["f"] >= 0.79
    assert figures["b-cubed"]["f"] >= 0.90
