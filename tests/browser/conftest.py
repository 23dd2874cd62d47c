"""A real Chromium, and the report made by hand, for the tests that look at pages as a reader does."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from claimtrail.export import write_report

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
import made_up_results as made

MISSING = "chromium is not on the PATH; install Debian's package: apt-get install chromium"


@pytest.fixture(scope="session")
def chromium():
    """The browser; a missing one skips the tests here and fails them where CI is set."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The small report and one of 300 incidents, as addresses of files."""
    folder = tmp_path_factory.mktemp("reports")
    write_report(made.results(), folder / "small.html")
    write_report(made.many(300), folder / "large.html")
    return {name: (folder / f"{name}.html").as_uri() for name in ("small", "large")}
