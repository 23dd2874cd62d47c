"""`claimtrail verify`: checks a store against itself."""

import click

from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.cli.width import printable
from claimtrail.store import open_store, verify


@click.command("verify")
@click.option("--store", default="claimtrail.db", show_default=True, metavar="FILE", help="The store to check.")
def command(store: str) -> int:
    """Hashes every text again, looks up every piece of evidence, and recomputes the log's chain.

    What does not match is listed, and the exit code is 1.

    \b
    Example:
      claimtrail verify --store war.db
    """
    with open_store(store).view() as view:
        found = verify(view)
    for problem in found.problems:
        click.echo(f"claimtrail: {printable(problem)}", err=True)
    click.echo(
        f"Checked {found.documents:,} texts, {found.spans:,} pieces of evidence, {found.entries:,} log entries: "
        f"{len(found.problems) or 'no'} problem{'' if len(found.problems) == 1 else 's'}."
    )
    return SOME_REJECTED if found.problems else DONE
