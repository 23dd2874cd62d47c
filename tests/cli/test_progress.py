"""The progress line: on a terminal only, and only for what takes long."""

import sys

import pytest

from claimtrail.cli import progress
from claimtrail.cli.progress import Progress


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def shown(monkeypatch, capsys, clock, terminal, seconds):
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: terminal)
    with Progress() as tell:
        tell("reading reports", 1)
        clock[0] += seconds
        tell("reading reports", 1250)
        tell("reading reports", 1251)  # at once: not shown
    return capsys.readouterr().err


def test_a_long_run_on_a_terminal_shows_how_far_it_is_and_wipes_the_line(monkeypatch, capsys, clock):
    line = shown(monkeypatch, capsys, clock, terminal=True, seconds=5)
    assert line == "\r\033[Kreading reports: 1,250 (250 a second) …\r\033[K"


def test_a_short_run_or_a_file_shows_nothing(monkeypatch, capsys, clock):
    assert shown(monkeypatch, capsys, clock, terminal=True, seconds=1.5) == ""
    assert shown(monkeypatch, capsys, clock, terminal=False, seconds=60) == ""
