"""The names of the fields of a record in JSONL and CSV."""

FIELDS = ("id", "title", "text", "html", "outlet", "author", "published", "url", "language")
KNOWN = frozenset(FIELDS)
