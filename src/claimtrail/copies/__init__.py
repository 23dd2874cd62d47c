"""Exact and near copies, trimmed wire copies, and who copied whom."""
