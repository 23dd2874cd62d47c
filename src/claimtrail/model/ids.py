"""Ids made from content: the same input and the same version give the same id on every machine."""

from hashlib import blake2b


def stable_id(kind: str, *parts: str | bytes) -> str:
    """An id such as `incident-3f0a...` from the kind and the parts; the order of parts matters.

    >>> stable_id("claim", "a", "bc") == stable_id("claim", "ab", "c")
    False
    """
    digest = blake2b(digest_size=8)
    for part in (kind, *parts):
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return f"{kind}-{digest.hexdigest()}"
