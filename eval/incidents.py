"""Links the gold claims, scores the incidents against the gold ones, and fails below FLOOR.

usage: python eval/incidents.py [--alone] [--damage SHARE] [--out INCIDENTS.jsonl]

--alone leaves out the days of publication, --damage drops or alters a share of the places, dates and numbers, to see
what a loss costs; both print and never fail.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

from claimtrail.link import link_all
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Dated, Document
from claimtrail.model.public import from_public

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD, SCORER = SHARED / "data" / "gold", SHARED / "tools" / "score_incidents.py"
FLOOR = 0.86  # F1 of pairs of claims from different documents


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
    """Links, scores, prints the time; exits with 1 below the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="where the incidents go; nowhere unless given")
    parser.add_argument("--damage", type=float, default=0.0)
    parser.add_argument("--alone", action="store_true")
    given = parser.parse_args()
    claims = [damage(claim, given.damage) for claim in read_claims(GOLD / "claims.jsonl")]
    documents = {} if given.alone else read_documents(GOLD / "documents.jsonl")
    began = time.perf_counter()
    linked = link_all(claims, documents)
    took = time.perf_counter() - began
    print(f"{len(claims)} claims, {len(linked.incidents)} incidents, {linked.compared} pairs, {took:.2f} s", flush=True)
    rows = (json.dumps({"incident_id": i.id, "claims": list(i.claims)}) for i in linked.incidents)
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder) / "incidents.jsonl"
        out.write_text("\n".join(rows) + "\n", "utf-8")
        least = [] if given.alone or given.damage else ["--least", str(FLOOR)]
        command = [sys.executable, str(SCORER), str(GOLD / "incidents.jsonl"), str(out), *least]
        sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
