"""The house rules that keep the code small: limits a reader can rely on."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FILE_LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 6
GRAB_BAGS = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}


def functions(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_stays_within_the_limits(path):
    assert path.name not in GRAB_BAGS
    assert path.read_text("utf-8").count("\n") <= FILE_LINES
    for node in functions(path):
        assert node.end_lineno - node.lineno < FUNCTION_LINES, node.name
        args = node.args
        names = [a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs) if a.arg not in ("self", "cls")]
        assert len(names) <= PARAMETERS, node.name
        assert node.returns is not None, f"{node.name} has no return type"
        if not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_every_room_says_what_it_does_and_the_readme_repeats_it():
    readme = (ROOT / "README.md").read_text("utf-8")
    for room in sorted((ROOT / "src" / "claimtrail").iterdir()):
        start = room / "__init__.py"
        if room.is_dir() and start.exists() and room.name != "__pycache__":
            first = (ast.get_docstring(ast.parse(start.read_text("utf-8"))) or "").split("\n")[0]
            assert first, room.name
            assert first in readme, f"the README's room table lacks: {first}"


def test_no_path_of_a_machine_is_written_down():
    for path in [*SOURCES, *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]:
        text = path.read_text("utf-8")
        for start in ("/home/", "/root/", "/Users/", "C:\\"):
            assert start not in text, path
