"""Exact and near copies, trimmed wire copies, and who copied whom."""

from claimtrail.copies.groups import find_copies, mark_copies

__all__ = ["find_copies", "mark_copies"]
