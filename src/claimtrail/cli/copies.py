"""`claimtrail copies`: which documents are copies of which."""

import click

from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.cli.json_lines import output
from claimtrail.cli.progress import Progress
from claimtrail.cli.rejections import say
from claimtrail.engine.local import run_stages
from claimtrail.model.documents import Document
from claimtrail.pipeline import CLEANED
from claimtrail.pipeline.collection import mark
from claimtrail.read import read


@click.command("copies")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", metavar="FILE", help="Where the lines go; the standard output unless given.")
def command(inputs: tuple[str, ...], out: str | None) -> int:
    """Which documents are copies or trimmed versions of which: a JSON line a group.

    \b
    Example:
      claimtrail copies reports/ --out copies.jsonl
    """
    lost = 0
    documents: list[Document] = []
    with Progress() as progress, output(out, inputs) as write:
        for outcome in run_stages(CLEANED, read(list(inputs))):
            documents += outcome.of(Document)
            lost += say(outcome.rejected)
            progress("reading reports", len(documents))
        for group in mark(documents)[1]:
            members = [
                {"doc_id": m.document_id, "kind": m.kind, "containment": round(m.containment, 4)} for m in group.members
            ]
            write({"root": group.root, "members": members})
    return SOME_REJECTED if lost else DONE
