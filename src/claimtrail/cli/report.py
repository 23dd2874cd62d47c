"""`claimtrail report`: the HTML report of a store."""

from pathlib import Path

import click

from claimtrail.cli.entry import DONE
from claimtrail.engine.run import writable
from claimtrail.export import write_report
from claimtrail.store import open_store


@click.command("report")
@click.option("--store", default="claimtrail.db", show_default=True, metavar="FILE", help="The store to show.")
@click.option("--out", default="report.html", show_default=True, metavar="FILE", help="Where the report goes.")
def command(store: str, out: str) -> int:
    """Writes the HTML report of a store: one file that needs no network.

    \b
    Example:
      claimtrail report --store war.db --out war.html
    """
    with open_store(store).view() as view:
        results = view.results()
    write_report(results, writable(Path(out)))
    click.echo(f"Report: {out}")
    return DONE
