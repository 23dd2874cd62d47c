"""What leaves the program: the JSON lines and the HTML report."""

from claimtrail.export.report import IN_FULL, write_report

__all__ = ["IN_FULL", "write_report"]
