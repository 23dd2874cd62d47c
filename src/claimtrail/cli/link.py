"""`claimtrail link`: claims to incidents."""

import click

from claimtrail.cli.claims_in import load
from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.cli.json_lines import output
from claimtrail.cli.rejections import say
from claimtrail.link import link
from claimtrail.model.codec import plain


@click.command("link")
@click.argument("claims", metavar="CLAIMS.jsonl")
@click.option("--documents", metavar="DOCS.jsonl", help="The documents: outlets and dates make links surer.")
@click.option("--out", metavar="FILE", help="Where the lines go; the standard output unless given.")
def command(claims: str, documents: str | None, out: str | None) -> int:
    """Claims, from any source, to incidents: a JSON line an incident.

    \b
    CLAIMS.jsonl has lines {"doc_id": ..., "claims": [...]}, as claimtrail extract writes them; - is
    the standard input. Output lines are {"incident_id", "claims": ["doc_id#claim_id", ...], "reasons"}.

    \b
    Example:
      claimtrail link claims.jsonl --documents documents.jsonl --out incidents.jsonl
    """
    loaded = load(claims, documents)
    with output(out, [name for name in (claims, documents) if name]) as write:
        for incident in sorted(link(loaded.claims, loaded.documents), key=lambda i: i.id):
            reasons = [
                {"claims": [one.left, one.right], "score": one.score, "reasons": plain(one.reasons)}
                for one in incident.links
            ]
            write({"incident_id": incident.id, "claims": incident.claims, "reasons": reasons})
    return SOME_REJECTED if say(loaded.rejected) else DONE
