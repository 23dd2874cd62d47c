"""Ids and codes of an assessment in the words of the report."""

import pytest

from claimtrail.export.naming import Naming, ReportRef

REPORTS = {
    "doc-1": ReportRef("d1", "R1", "Meridian Wire", "A", None, "a.txt", "", "en"),
    "doc-12": ReportRef("d2", "R2", "Northgate Times", "B", None, "b.txt", "", "en"),
}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("doc-12: 4", "R2 Northgate Times: 4"),
        ("doc-1 and doc-12", "R1 Meridian Wire and R2 Northgate Times"),
        ("says so (doc-1#c5)", "says so (R1 Meridian Wire, claim c5)"),
        ("doc-123 is another", "doc-123 is another"),
        ("blamed: OPPOSITION, SYRIA_GOV", "blamed: opposition groups, Syrian government"),
        ("12 (doc-1, 2024-03-12)", "12 (R1 Meridian Wire, 12 Mar 2024)"),
        ("number 2024-99-99", "number 2024-99-99"),
    ],
)
def test_ids_codes_and_days_are_read_aloud(text, shown):
    assert Naming(["doc-1", "doc-12", "doc-unknown"], REPORTS).readable(text) == shown
