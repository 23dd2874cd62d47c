"""`claimtrail extract`: documents to claims."""

import click

from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.cli.json_lines import output
from claimtrail.cli.progress import Progress
from claimtrail.cli.rejections import say
from claimtrail.engine.run import Engine, extract
from claimtrail.model.public import to_public
from claimtrail.read import read


@click.command("extract")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", metavar="FILE", help="Where the lines go; the standard output unless given.")
@click.option("--workers", type=click.IntRange(1, 512), help="Processes; as many as cores unless given.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", help="Where: here, or on Spark.")
def command(inputs: tuple[str, ...], out: str | None, workers: int | None, engine: Engine) -> int:
    """Documents to claims: a JSON line a document, in the order of the input.

    A line is {"doc_id": ..., "claims": [...]}; docs/reference/claims.md describes a claim.

    \b
    Example:
      claimtrail extract reports/ --out claims.jsonl
    """
    lost = 0
    with Progress() as progress, output(out, inputs) as write:
        for number, one in enumerate(extract(read(list(inputs)), workers, engine), 1):
            if one.document is not None:
                write({"doc_id": one.document.id, "claims": [to_public(claim) for claim in one.claims]})
            lost += say(one.rejected, {one.document.id: one.document.name} if one.document else None)
            progress("reading reports", number)
    return SOME_REJECTED if lost else DONE
