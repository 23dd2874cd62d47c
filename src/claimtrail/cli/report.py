"""`claimtrail report`: the HTML report of a store."""

from pathlib import Path

import click

from claimtrail.cli.entry import DONE
from claimtrail.engine.outputs import apart, writable
from claimtrail.export import IN_FULL, write_report
from claimtrail.store import open_store


@click.command("report")
@click.option("--store", default="claimtrail.db", show_default=True, metavar="FILE", help="The store to show.")
@click.option("--out", default="report.html", show_default=True, metavar="FILE", help="Where the report goes.")
@click.option("--all", "everything", is_flag=True, help="A section for every incident, however many there are.")
def command(store: str, out: str, everything: bool) -> int:
    """Writes the HTML report of a store: one file that needs no network.

    Of more than 1,000 incidents, those with most roots and accounts are shown in full and the rest in the list.

    \b
    Example:
      claimtrail report --store war.db --out war.html
    """
    kept = open_store(store)
    path = apart("output", Path(out), kept.files)
    with kept.view() as view:
        results = view.results()
    write_report(results, writable(path), None if everything else IN_FULL)
    click.echo(f"Report: {out}")
    return DONE
