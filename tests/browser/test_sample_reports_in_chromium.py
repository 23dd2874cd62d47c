"""The sample reports through the whole path, and their report in a browser."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("claimtrail")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    args = [COMMAND, "run", ROOT / "examples" / "reports", "--store", folder / "s.db", "--report", folder / "r.html"]
    subprocess.run(args, check=True, capture_output=True, cwd=folder)
    return folder / "r.html"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_report_of_the_samples_is_whole_at_every_width(chromium, report, width):
    page = chromium.new_page(viewport={"width": width, "height": 844})
    complaints = []
    page.on("console", lambda m: complaints.append(m.text))
    page.goto(report.as_uri())
    assert page.locator("section.inc").count() >= 4
    for number in page.locator("section.inc a.num").all()[:30]:
        number.evaluate("e => e.click()")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    page.close()


def test_every_quoted_word_of_the_samples_stands_in_its_report(report):
    html = report.read_text("utf-8")
    assert "the text at these offsets is another" not in html
    assert "<mark>" in html


def test_the_samples_show_a_copy_a_denial_a_dispute_and_a_word_for_a_number(chromium, report):
    page = chromium.new_page()
    page.goto(report.as_uri())
    assert page.locator("#reports >> text=copy of").count() >= 2
    assert page.locator("tr .stance.denied").count() >= 1
    assert page.locator(".differ").count() >= 1
    assert page.locator(".num.is-word").count() >= 1
    page.close()
