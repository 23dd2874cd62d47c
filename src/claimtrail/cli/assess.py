"""`claimtrail assess`: what is known of each incident, by whom, with reasons."""

import click

from claimtrail.assess import assess
from claimtrail.cli.claims_in import incidents, load
from claimtrail.cli.entry import DONE, SOME_REJECTED
from claimtrail.cli.json_lines import output
from claimtrail.cli.rejections import say
from claimtrail.link import link
from claimtrail.model.codec import plain


@click.command("assess")
@click.argument("claims", metavar="CLAIMS.jsonl")
@click.option("--incidents", "linked", metavar="FILE", help="As claimtrail link writes them; linked here unless given.")
@click.option("--documents", metavar="DOCS.jsonl", help="The documents: outlets and copies decide independence.")
@click.option("--out", metavar="FILE", help="Where the lines go; the standard output unless given.")
def command(claims: str, linked: str | None, documents: str | None, out: str | None) -> int:
    """Ranges, agreement, contradiction, independence and grade: a JSON line an incident.

    \b
    Example:
      claimtrail assess claims.jsonl --documents documents.jsonl --out assessments.jsonl
    """
    loaded = load(claims, documents)
    found = link(loaded.claims, loaded.documents) if linked is None else incidents(linked, loaded)
    with output(out, [name for name in (claims, linked, documents) if name]) as write:
        for assessment in assess(sorted(found, key=lambda i: i.id), loaded.claims, loaded.documents):
            body = plain(assessment)
            write({"incident_id": body.pop("incident"), **body})
    return SOME_REJECTED if say(loaded.rejected) else DONE
