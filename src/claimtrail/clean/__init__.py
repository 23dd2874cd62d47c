"""Marks what is not the report, finds the date line and the language; never edits a character."""

from claimtrail.clean.cleaner import clean

__all__ = ["clean"]
