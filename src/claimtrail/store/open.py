"""Where a store is: a file name or an address becomes a Store, which gives a Writer or a View."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimtrail.errors import StoreError
from claimtrail.store.database import Place
from claimtrail.store.sqlite import SqliteFile
from claimtrail.store.view import View
from claimtrail.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Store:
    """A place that keeps documents, claims and incidents. Nothing is opened before a writer or a view is asked for."""

    place: Place

    @property
    def name(self) -> str:
        """As messages say it, without a password."""
        return self.place.name

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that this store keeps on this machine, the one that a user names first; none on a server."""
        return self.place.files

    def writer(self, inputs: Sequence[str] = (), version: str = "", lexicon: str = "") -> Writer:
        """A Writer for one run; makes the store where there is none. Close it, or use it in a `with`.

        `inputs`, `version` and `lexicon` go into the record of the run. Raises StoreError.
        """
        return Writer(self.place.open_to_write(), tuple(inputs), version, lexicon)

    def view(self) -> View:
        """A View, which reads and cannot write. Close it, or use it in a `with`. Raises StoreError."""
        return View(self.place.open_to_read())


def open_store(url: str) -> Store:
    """The store at a file name, at `sqlite:///file` or at `postgresql://user@host/database`. Raises StoreError."""
    scheme, separator, rest = url.partition("://")
    if separator and scheme in ("postgresql", "postgres"):
        return Store(_server(url))
    if separator and scheme not in ("sqlite", "file"):
        raise StoreError(
            f"store {scheme}://...: this kind is not known; give a file name or postgresql://user@host/database"
        )
    name = rest.removeprefix("/") if separator and scheme == "sqlite" else rest if separator else url
    if not name:
        raise StoreError("store: the name is empty; give a file name, as in --store claimtrail.db")
    return Store(SqliteFile(Path(name).expanduser()))


def _server(url: str) -> Place:
    try:
        from claimtrail.store.postgresql import PostgresServer
    except ImportError as problem:  # psycopg, or the libpq that it needs
        raise StoreError(
            "store on PostgreSQL: psycopg is missing; run: pip install 'claimtrail[postgres]'"
        ) from problem
    return PostgresServer(url)
