"""Who copied whom: exact, near and trimmed copies of one text, in time about linear in the number of reports."""

from claimtrail.copies.groups import find_copies, mark_copies

__all__ = ["find_copies", "mark_copies"]
