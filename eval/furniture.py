"""How much of the furniture of 60 labelled news articles is marked, and how much else: python eval/furniture.py

Labels (furniture_labels.jsonl): document id, the start of the text's SHA-256, and the spans that one person holds for
furniture, made by correcting the program's own marks: recall is exact, precision leans to the program's favour.
A span is found when at least 90 % of its letters are marked. Floors below which this fails: FLOORS.
"""

import hashlib
import json
import sys
from pathlib import Path

from claimtrail.clean import clean
from claimtrail.model.documents import Document
from claimtrail.read import read

HERE = Path(__file__).parent
NEWS = HERE.parents[1] / "shared" / "data" / "news" / "fa_kes.jsonl"
FLOORS = {"spans found": 0.8, "letters found": 0.8, "letters right": 0.95}


def letters(text: str, spans) -> set[int]:
    """Positions of letters and digits in the spans."""
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def scores(show: bool) -> dict[str, float]:
    """Shares from 0 to 1; with `show`, prints every span that is missed."""
    documents = {d.id: clean(d) for d in read([str(NEWS)]) if isinstance(d, Document)}
    spans = found = wanted = right = marked = 0
    for line in (HERE / "furniture_labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        document = documents[label["doc_id"]]
        text = document.text
        if not hashlib.sha256(text.encode()).hexdigest().startswith(label["sha256"]):
            sys.exit(f"{document.id}: the text is not the one that was labelled")
        ours = letters(text, [(f.span.start, f.span.end) for f in document.furniture])
        theirs = letters(text, label["furniture"])
        wanted, marked, right = wanted + len(theirs), marked + len(ours), right + len(ours & theirs)
        for start, end in label["furniture"]:
            span = letters(text, [(start, end)])
            spans += 1
            if len(span & ours) >= 0.9 * len(span):
                found += 1
            elif show:
                print(f"missed in {document.id}: {text[start:end][:100]!r}")
    return {"spans found": found / spans, "letters found": right / wanted, "letters right": right / marked}


def main() -> None:
    """Prints the scores; exits 1 when one lies below its floor."""
    if not NEWS.exists():
        sys.exit(f"{NEWS} is missing; put the shared data beside the repository")
    low = []
    for name, value in scores(show="-v" in sys.argv).items():
        print(f"{name:15} {value:.3f}  (floor {FLOORS[name]})")
        if value < FLOORS[name]:
            low.append(name)
    if low:
        sys.exit(f"below the floor: {', '.join(low)}")


if __name__ == "__main__":
    main()
