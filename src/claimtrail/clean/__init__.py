"""Documents with their furniture, publication date and language marked; no character is ever changed."""

from claimtrail.clean.cleaner import clean

__all__ = ["clean"]
