"""Ids and codes inside the sentences of an assessment, in the words of the report: R3 instead of a document's id."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from claimtrail.export import wording


@dataclass(frozen=True, slots=True)
class ReportRef:
    """A report as the rows name it."""

    anchor: str  # d3
    label: str  # R3
    outlet: str
    title: str
    published: str | None
    name: str
    sha256: str
    language: str | None


class Naming:
    """Puts the names of reports and sides into the texts of one incident."""

    def __init__(self, documents: Iterable[str], reports: Mapping[str, ReportRef]) -> None:
        """`documents`: ids of the incident's documents; `reports`: all reports by document id."""
        self._names = {key: f"{reports[key].label} {reports[key].outlet}" for key in documents if key in reports}
        self._names.update({code: words for code, words in wording.SIDES.items() if len(code) > 2})
        listed = "|".join(re.escape(name) for name in sorted(self._names, key=lambda n: (-len(n), n)))
        self._pattern = re.compile(rf"(?<![\w-])({listed})(?:#([\w-]+))?(?![\w-])")
        self._day = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")

    def readable(self, text: str) -> str:
        """The text with ids of documents and codes of sides replaced by names, and days as the report writes them."""
        named = self._pattern.sub(self._name, text)
        return self._day.sub(lambda match: _day(match[0]), named)

    def _name(self, match: re.Match[str]) -> str:
        """`doc-1#c5` is a claim of a report."""
        name = self._names[match[1]]
        return f"{name}, claim {match[2]}" if match[2] else name


def _day(text: str) -> str:
    try:
        return wording.day(date.fromisoformat(text))
    except ValueError:  # digits that look like a day, such as 2019-13-99
        return text
