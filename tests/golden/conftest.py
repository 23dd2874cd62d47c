"""The five seed reports, run once through the whole path."""

import os
from pathlib import Path

import pytest

import claimtrail
from claimtrail.model.results import Results

SEEDS = Path(__file__).parents[2].parent / "shared" / "data" / "seeds"


@pytest.fixture(scope="session")
def seed_folder() -> Path:
    if not SEEDS.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SEEDS} is missing; CI needs the seed reports")
        pytest.skip(f"{SEEDS} is not here: the seed reports are not part of the project")
    return SEEDS


@pytest.fixture(scope="session")
def seeds(seed_folder, tmp_path_factory) -> Results:
    """The results of a run over documents.jsonl."""
    folder = tmp_path_factory.mktemp("seeds")
    outcome = claimtrail.run([str(seed_folder / "documents.jsonl")], str(folder / "s.db"), str(folder / "s.html"))
    return outcome.results
