"""JSON lines: whole files or none, broken lines by their number."""

import pytest

from claimtrail.cli.json_lines import lines, output
from claimtrail.errors import InputError
from claimtrail.model.outcomes import Rejected


def test_an_output_file_appears_when_it_is_whole(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("earlier\n")
    writing = output(str(out))
    writing.__enter__()({"a": 1})
    assert not writing.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)  # it is not swallowed
    assert out.read_text() == "earlier\n"
    with output(str(out)) as write:
        write({"a": "é"})
    assert out.read_text("utf-8") == '{"a":"é"}\n'
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with (
        pytest.raises(InputError, match=r"out\.jsonl: cannot be written .* another --out"),
        output(str(tmp_path / "none" / "out.jsonl")),
    ):
        pass


def test_a_broken_line_among_good_ones_costs_itself(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'{"a":1}\n\n{"a":\n["b"]\n"\xff"\n{"a":2}\n')
    found = list(lines(str(file)))
    assert [f.id.rpartition("#")[2] if isinstance(f, Rejected) else f[1] for f in found] == [
        {"a": 1}, "3", "4", "5", {"a": 2},
    ]  # fmt: skip
