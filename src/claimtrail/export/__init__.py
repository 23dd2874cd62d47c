"""What leaves the program: the JSON lines and the HTML report."""

from claimtrail.export.report import write_report

__all__ = ["write_report"]
