"""`claimtrail annotate`: documents to their mentions."""

import click

from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.cli.json_lines import output
from claimtrail.cli.mentions import to_json
from claimtrail.cli.progress import Progress
from claimtrail.cli.rejections import say
from claimtrail.engine.local import run_stages
from claimtrail.model.documents import Document
from claimtrail.model.mentions import Annotated
from claimtrail.pipeline import ANNOTATED
from claimtrail.read import read


@click.command("annotate")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", metavar="FILE", help="Where the lines go; the standard output unless given.")
@click.option("--workers", type=click.IntRange(1, 512), help="Processes; as many as cores unless given.")
def command(inputs: tuple[str, ...], out: str | None, workers: int | None) -> int:
    """Documents to places, dates, quantities, actors and sources: a JSON line a document.

    \b
    Example:
      claimtrail annotate report.txt --out mentions.jsonl
    """
    lost = 0
    with Progress() as progress, output(out, inputs) as write:
        for number, outcome in enumerate(run_stages(ANNOTATED, read(list(inputs)), workers), 1):
            document = next(iter(outcome.of(Document)), None)
            annotated = next(iter(outcome.of(Annotated)), None)
            if document is not None:
                write({"doc_id": document.id, "mentions": to_json(annotated) if annotated else []})
            lost += say(outcome.rejected, {document.id: document.name} if document else None)
            progress("reading reports", number)
    return SOME_REJECTED if lost else DONE
