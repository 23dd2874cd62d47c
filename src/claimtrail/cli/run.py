"""`claimtrail run`: the main job, with the table of incidents."""

import re
from collections import Counter
from pathlib import Path

import click

from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.cli.progress import Progress
from claimtrail.cli.rejections import is_input, say
from claimtrail.cli.table import incident_table
from claimtrail.cli.width import cut, printable
from claimtrail.engine.run import Engine, RunOutcome, run
from claimtrail.store import open_store

LISTED = 20  # rejected inputs named one by one; the store has them all
REASONS = 5


@click.command("run")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--store", default="claimtrail.db", show_default=True, metavar="FILE", help="Where everything is kept.")
@click.option("--report", default="report.html", show_default=True, metavar="FILE", help="Where the report goes.")
@click.option("--all", "everything", is_flag=True, help="Show all incidents, however many there are.")
@click.option("--workers", type=click.IntRange(1, 512), help="Processes; as many as cores unless given.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", help="Where: here, or on Spark.")
def command(
    inputs: tuple[str, ...], store: str, report: str, everything: bool, workers: int | None, engine: Engine
) -> int:
    """The main job: read reports, extract claims, link and assess them, store all, show the incidents.

    INPUT is a file, a folder or - (standard input): text, HTML, JSON lines, CSV in any mix.
    What is stored already is not read again; the same input again changes nothing.

    \b
    Example:
      claimtrail run reports/ more.jsonl --store war.db --report war.html
    """
    with Progress() as progress:
        outcome = run(inputs, store, report, workers=workers, engine=engine, progress=progress)
    results = outcome.results
    table = incident_table(results.assessments, everything)
    for line in table.lines:
        click.echo(line)
    if table.left_out:
        more = "1 more incident is" if table.left_out == 1 else f"{table.left_out:,} more incidents are"
        click.echo(f"{more} not shown: add --all, or open the report.")
    if table.lines:
        click.echo("Roots: independent sources that it rests on. ≠: contradictions between accounts.\n")
    for line in _summary(outcome):
        click.echo(line)
    shown = open_store(store).name  # without a password
    click.echo(f"Store:  {shown}")
    click.echo(f"Report: {Path(report)}")
    names = {d.id: d.name for d in results.documents}
    lost = say(outcome.rejected, names, most=LISTED)
    if lost > LISTED:
        click.echo(f"claimtrail: {lost - LISTED:,} more were rejected: see rejected_list in {shown}", err=True)
    return SOME_REJECTED if lost else DONE


def _summary(outcome: RunOutcome) -> list[str]:
    results, counts = outcome.results, outcome.counts
    copies = sum(d.copy_of is not None for d in results.documents)
    lines = [
        f"{_count(len(results.documents), 'document')}, of them {_count(copies, 'copy', 'copies')}; "
        f"{_count(len(results.claims), 'claim')}; {_count(len(results.incidents), 'incident')}."
    ]
    if not counts.anything_new:
        lines.append("Nothing new: the store held all of this already.")
    elif counts.known or len(results.documents) > counts.read:
        lines.append(f"This run: {_count(counts.read, 'document')} read, {counts.new:,} of them new.")
    guessed = [d for d in results.documents if "encoding" in d.extra]
    lines += [cut(f"Not UTF-8, read as {d.extra['encoding']}: {printable(d.name)}", 80) for d in guessed[:REASONS]]
    if len(guessed) > REASONS:
        lines.append(f"         and {len(guessed) - REASONS:,} more")
    if outcome.rejected:
        inputs = sum(is_input(r) for r in outcome.rejected)
        claims = len(outcome.rejected) - inputs
        counted = [_count(number, what) for number, what in ((inputs, "input"), (claims, "claim")) if number]
        lines.append(f"Rejected: {', '.join(counted)}:")
        reasons = Counter(_kind(r.reason) for r in outcome.rejected).most_common()
        lines += [cut(f"  {number:>5,}  {printable(reason)}", 80) for reason, number in reasons[:REASONS]]
        if len(reasons) > REASONS:
            lines.append(f"         and {len(reasons) - REASONS} more reasons")
    return lines


def _kind(reason: str) -> str:
    """The reason without what names the one case, so that like cases are counted together."""
    general = reason.partition(";")[0].partition(": ")[0].partition(" (")[0]
    return re.sub(r"'[^']*'|\S*[#/]\S*", "…", general)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
