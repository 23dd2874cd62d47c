"""Links gold claims and writes incidents for score_incidents.py; also damages slots to see what a loss costs.

usage: python eval/incidents.py CLAIMS.jsonl DOCUMENTS.jsonl OUT.jsonl [--damage SHARE]
"""

import argparse
import json
import time
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

from claimtrail.link import link_all
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Dated, Document
from claimtrail.model.public import from_public


def read_claims(path: Path) -> list[Claim]:
    """All claims of a file with one JSON object a document."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [from_public(claim, row["doc_id"]) for row in rows for claim in row["claims"]]


def read_documents(path: Path) -> dict[str, Document]:
    """Documents by id, as far as linking and assessing need them."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        title = row.get("title") or ""
        day = Dated(date.fromisoformat(row["published"][:10]), "listed") if row.get("published") else None
        found[row["id"]] = Document(
            row["id"], f"{title}\n{row['text']}", len(title), outlet=row.get("outlet"), published=day
        )
    return found


def damage(claim: Claim, share: float) -> Claim:
    """The claim with place, date and numbers each dropped or altered with probability `share` (by hash)."""

    def dice(what: str) -> float:
        return int.from_bytes(blake2b(f"{claim.key}{what}".encode(), digest_size=4).digest(), "big") / 2**32

    if dice("place") < share:
        claim = replace(claim, place=None if dice("p2") < 0.5 or not claim.other_places else claim.place)
    if dice("date") < share and claim.date:
        moved = timedelta(days=1 + int(dice("d3") * 5))
        when = replace(claim.date, start=claim.date.start - moved, end=claim.date.end - moved)
        claim = replace(claim, date=None if dice("d2") < 0.5 else when)
    if dice("number") < share:
        kept = () if dice("n2") < 0.5 else tuple(
            replace(q, low=q.low + 1 if q.low else q.low, high=q.high + 1 if q.high else q.high)
            for q in claim.quantities
        )  # fmt: skip
        claim = replace(claim, quantities=kept)
    return claim


def main() -> None:
    """Links and writes; prints the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--damage", type=float, default=0.0)
    parser.add_argument("--alone", action="store_true", help="claims only, no publication dates")
    given = parser.parse_args()
    claims = [damage(claim, given.damage) for claim in read_claims(given.claims)]
    documents = {} if given.alone else read_documents(given.documents)
    began = time.perf_counter()
    linked = link_all(claims, documents)
    took = time.perf_counter() - began
    print(f"{len(claims)} claims, {len(linked.incidents)} incidents, {linked.compared} pairs, {took:.2f} s")
    rows = (json.dumps({"incident_id": i.id, "claims": list(i.claims)}) for i in linked.incidents)
    given.out.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
