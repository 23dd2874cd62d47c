"""The local engine: same result for any number of workers, order kept, nobody takes the others down."""

import os
import signal
import subprocess
import sys
import time
from itertools import count, islice
from pathlib import Path

import pytest
from fake_stages import Count, Shout, report

from claimtrail.engine.local import AHEAD, CHUNK_RECORDS, run_stages
from claimtrail.errors import LexiconError
from claimtrail.model.claims import Claim
from claimtrail.model.codec import encode
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected

STAGES = (Shout(), Count())


def test_the_result_is_the_same_for_any_number_of_workers():
    documents = [report(i, f"word {i} no " + "x" * (i * 37 % 5000)) for i in range(150)]
    alone = [encode(o) for o in run_stages(STAGES, documents, workers=1)]
    for workers in (2, 3):
        assert [encode(o) for o in run_stages(STAGES, documents, workers=workers)] == alone
    assert len(alone) == 150


def test_outcomes_come_in_the_order_of_the_input_and_rejections_of_reading_pass_by():
    unreadable = Rejected("bad.bin", "read", "is a binary file")
    outcomes = list(run_stages(STAGES, [report(2, "b"), unreadable, report(1, "a")]))
    assert [d.id for o in outcomes for d in o.of(Document)] == ["d0002", "d0001"]
    assert outcomes[1].made == ()
    assert outcomes[1].rejected == (unreadable,)


def test_a_stage_that_fails_on_one_document_costs_that_document_only():
    outcomes = list(run_stages(STAGES, [report(1, "one"), report(2, "fail"), report(3, "three")]))
    assert [len(o.of(Claim)) for o in outcomes] == [1, 0, 1]
    [rejected] = outcomes[1].rejected
    assert rejected.id == "d0002"
    assert rejected.stage == "clean"
    assert "KeyError" in rejected.reason
    assert "fake_stages.py" in rejected.reason
    assert "\n" not in rejected.reason
    assert outcomes[1].of(Document)[0].text == "fail"  # the text is kept


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_lexicon_stops_the_run_instead_of_rejecting_every_document(workers):
    with pytest.raises(LexiconError, match=r"en/x\.toml"):
        list(run_stages(STAGES, [report(1, "one"), report(2, "broken words")], workers=workers))


def test_what_a_stage_rejects_comes_with_the_document_it_belongs_to():
    [outcome] = run_stages(STAGES, [report(1, "yes no yes")])
    assert outcome.rejected == (Rejected("d0001#1", "extract", "no is not a claim"),)
    assert len(outcome.of(Claim)) == 2


def test_a_worker_that_dies_costs_the_document_it_died_on():
    documents = [report(i, "die" if i in (7, 90) else f"text {i}") for i in range(120)]
    outcomes = list(run_stages(STAGES, documents, workers=2))
    assert [o.of(Document)[0].id for o in outcomes] == [d.id for d in documents]
    assert [r.id for o in outcomes for r in o.rejected] == ["d0007", "d0090"]
    assert "died" in outcomes[7].rejected[0].reason
    assert all(o.of(Claim) for i, o in enumerate(outcomes) if i not in (7, 90))


def test_input_is_read_only_as_far_ahead_as_the_bound_allows():
    taken = []

    def endless():
        for number in count():
            taken.append(number)
            yield report(number, "text")

    list(islice(run_stages(STAGES, endless(), workers=2), 40))
    assert len(taken) <= (2 * AHEAD + 2) * CHUNK_RECORDS


def test_a_small_input_stays_in_this_process_and_a_large_one_opens_the_stages_once_a_worker(tmp_path: Path):
    log = tmp_path / "opened"
    list(run_stages((Shout(log=str(log)),), [report(1, "small")]))
    assert log.read_text().split() == [str(os.getpid())]
    log.unlink()
    large = [report(i, "x" * 20_000) for i in range(80)]
    list(run_stages((Shout(log=str(log)),), large, workers=2))
    opened = log.read_text().split()
    assert len(opened) == len(set(opened)) <= 2
    assert str(os.getpid()) not in opened


def test_an_interrupt_ends_the_workers_at_once(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from itertools import count\n"
        "from fake_stages import Count, Shout, report\n"
        "from claimtrail.engine.local import run_stages\n"
        "if __name__ == '__main__':\n"
        "    endless = (report(i, 'a few words ' * 2000) for i in count())\n"
        "    try:\n"
        "        for number, _ in enumerate(run_stages((Shout(), Count()), endless, workers=2)):\n"
        "            if number == 50: print('started', flush=True)\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted', flush=True); sys.exit(130)\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "started\n"
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == "interrupted\n"
    assert "Traceback" not in err
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("pause", [0.0, 0.05, 0.3])
def test_an_impatient_user_ends_it_too(tmp_path: Path, pause: float):
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from itertools import count\n"
        "from fake_stages import Count, Shout, report\n"
        "from claimtrail.engine.local import run_stages\n"
        "if __name__ == '__main__':\n"
        "    endless = (report(i, 'a few words ' * 2000) for i in count())\n"
        "    try:\n"
        "        for number, _ in enumerate(run_stages((Shout(), Count()), endless, workers=2)):\n"
        "            if number == 50: print('started', flush=True)\n"
        "    except KeyboardInterrupt:\n"
        "        sys.exit(130)\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout.readline() == "started\n"
    for _ in range(3):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(pause)
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
