"""Ranges, agreement and contradiction, independence, arithmetic, grade; every result has its reasons."""
