"""Prints how many actors and targets of the gold claims the annotator finds, and with which code.

usage: python eval/actors.py [--errors]
"""

import json
import sys
from collections import Counter
from pathlib import Path

from claimtrail.annotate.actors import find_actors
from claimtrail.annotate.sentences import find_sentences
from claimtrail.model.documents import Document
from claimtrail.model.mentions import ActorMention

GOLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "gold"


def main() -> None:
    """Scores both gold files; `--errors` lists what is missed."""
    errors: Counter[tuple[str, str, str, str]] = Counter()
    for name in ("", "more_"):
        seen: Counter[tuple[str, str]] = Counter()
        documents = _documents(GOLD / f"{name}documents.jsonl")
        for line in (GOLD / f"{name}claims.jsonl").read_text("utf-8").splitlines():
            item = json.loads(line)
            text, mentions = documents[item["doc_id"]]
            for claim in item["claims"]:
                for slot in ("actor", "target"):
                    _count(slot, claim, text, mentions, seen, errors)
        for slot in ("actor", "target"):
            total = seen[slot, "all"]
            print(
                f"{name or 'gold_'}{slot:8s} {total:5d}  found {seen[slot, 'found'] / total:.3f}"
                f"  right code {seen[slot, 'code'] / total:.3f}"
            )
    if "--errors" in sys.argv:
        for key, count in errors.most_common(150):
            print(count, *key, sep=" | ")


def _documents(path: Path) -> dict[str, tuple[str, tuple[ActorMention, ...]]]:
    found = {}
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        title = raw.get("title") or ""
        document = Document(raw["id"], f"{title}\n{raw['text']}", len(title))
        found[raw["id"]] = (document.text, find_actors(document, find_sentences(document)))
    return found


def _count(
    slot: str, claim: dict[str, object], text: str, mentions: tuple[ActorMention, ...],
    seen: Counter[tuple[str, str]], errors: Counter[tuple[str, str, str, str]],
) -> None:  # fmt: skip
    party = claim.get(slot)
    if not isinstance(party, dict) or not party.get("text") or party.get("code") in (None, "INFRASTRUCTURE"):
        return
    if slot == "target" and party["text"] not in text:
        return
    seen[slot, "all"] += 1
    codes = _codes_at(text, party["text"], mentions)
    seen[slot, "found"] += bool(codes)
    seen[slot, "code"] += party["code"] in codes
    if party["code"] not in codes:
        errors[slot, str(party["code"]), party["text"], ",".join(sorted(codes)) or "-"] += 1


def _codes_at(text: str, wording: str, mentions: tuple[ActorMention, ...]) -> set[str]:
    codes = set()
    start = text.find(wording)
    while start >= 0:
        end = start + len(wording)
        codes |= {m.code for m in mentions if m.span.start < end and start < m.span.end}
        start = text.find(wording, start + 1)
    return codes


if __name__ == "__main__":
    main()
