"""Keeps everything: a Writer and a View, migrations, the append-only log."""

from claimtrail.store.open import Store, open_store
from claimtrail.store.verify import Verification, verify
from claimtrail.store.view import View
from claimtrail.store.writer import Reading, Writer

__all__ = ["Reading", "Store", "Verification", "View", "Writer", "open_store", "verify"]
