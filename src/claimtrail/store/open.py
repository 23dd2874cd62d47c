"""Where a store is: a file name becomes a Store, which gives a Writer or a View."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimtrail.errors import StoreError
from claimtrail.store.database import open_to_read, open_to_write
from claimtrail.store.view import View
from claimtrail.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Store:
    """A place that keeps documents, claims and incidents. Nothing is opened before a writer or a view is asked for."""

    path: Path

    def writer(self, inputs: Sequence[str] = (), version: str = "", lexicon: str = "") -> Writer:
        """A Writer for one run; makes the file where there is none. Close it, or use it in a `with`.

        `inputs`, `version` and `lexicon` go into the record of the run. Raises StoreError.
        """
        return Writer(self.path, open_to_write(self.path), tuple(inputs), version, lexicon)

    def view(self) -> View:
        """A View, which reads and cannot write. Close it, or use it in a `with`. Raises StoreError."""
        return View(self.path, open_to_read(self.path))


def open_store(url: str) -> Store:
    """The store at a file name, or at `sqlite:///file`. Raises StoreError for a kind that is not known."""
    scheme, separator, rest = url.partition("://")
    if separator and scheme not in ("sqlite", "file"):
        raise StoreError(f"store {url}: only files are known so far; give a file name, as in --store claimtrail.db")
    name = rest.removeprefix("/") if separator and scheme == "sqlite" else rest if separator else url
    if not name:
        raise StoreError("store: the name is empty; give a file name, as in --store claimtrail.db")
    return Store(Path(name).expanduser())
