"""Prints how many sources of the gold claims the annotator finds, with the right name and kind.

usage: python eval/sources.py [--errors]
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from claimtrail.annotate.actors import find_actors
from claimtrail.annotate.sentences import find_sentences
from claimtrail.annotate.sources import find_sources
from claimtrail.model.documents import Document
from claimtrail.model.mentions import SourceMention

GOLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "gold"


def main() -> None:
    """Scores both gold files; `--errors` lists what is missed or named otherwise."""
    errors: Counter[tuple[str, ...]] = Counter()
    for part in ("", "more_"):
        seen: Counter[str] = Counter()
        documents = _documents(GOLD / f"{part}documents.jsonl")
        for line in (GOLD / f"{part}claims.jsonl").read_text("utf-8").splitlines():
            item = json.loads(line)
            text, mentions = documents[item["doc_id"]]
            for claim in item["claims"]:
                for source in claim["attribution"]:
                    _count(source, _near(text, source["text"], claim["evidence"], mentions), seen, errors)
        total = seen["all"]
        print(f"{part or 'gold_'}sources {total:5d}", end="")
        print("".join(f"  {key} {seen[key] / total:.3f}" for key in ("found", "name", "kind")))
    if "--errors" in sys.argv:
        for key, count in errors.most_common(150):
            print(count, *key, sep=" | ")


def _documents(path: Path) -> dict[str, tuple[str, tuple[SourceMention, ...]]]:
    found = {}
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        title = raw.get("title") or ""
        document = Document(raw["id"], f"{title}\n{raw['text']}", len(title))
        sentences = find_sentences(document)
        found[raw["id"]] = (document.text, find_sources(document, sentences, find_actors(document, sentences)))
    return found


def _near(text: str, wording: str, evidence: list[str], mentions: tuple[SourceMention, ...]) -> list[SourceMention]:
    """Mentions over the wording, inside the evidence where it stands there, else anywhere in the text."""
    places = []
    for quote in evidence:
        at = text.find(quote)
        inner = quote.find(wording)
        if at >= 0 and inner >= 0:
            places.append((at + inner, at + inner + len(wording)))
    if not places:
        places = [(m.start(), m.end()) for m in re.finditer(re.escape(wording), text)]
    return [m for m in mentions if any(m.span.start < end and start < m.span.end for start, end in places)]


def _count(
    source: dict[str, str], near: list[SourceMention], seen: Counter[str], errors: Counter[tuple[str, ...]]
) -> None:
    seen["all"] += 1
    named = [m for m in near if _alike(m.name, source["name"])]
    seen["found"] += bool(near)
    seen["name"] += bool(named)
    seen["kind"] += any(m.kind == source["kind"] for m in near)
    if not named or not any(m.kind == source["kind"] for m in near):
        got = "; ".join(f"{m.name} ({m.kind})" for m in near) or "-"
        errors[source["text"], f"{source['name']} ({source['kind']})", got] += 1


def _alike(left: str, right: str) -> bool:
    x, y = _words(left), _words(right)
    return bool(x and y) and 2 * len(x & y) / (len(x) + len(y)) >= 0.5


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return {w for w in re.findall(r"[a-z0-9]+", plain) if w not in ("the", "al", "el", "of", "and", "for")}


if __name__ == "__main__":
    main()
