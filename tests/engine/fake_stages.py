"""Small stages for the engine's tests; in a module of their own, since workers import them."""

import os
from dataclasses import dataclass, replace

from claimtrail.errors import LexiconError
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.model.spans import Evidence, Span


@dataclass(frozen=True)
class Shout:
    """Marks each document with the stage's version; fails and dies on request of the text."""

    name: str = "clean"
    takes: type = Document
    rooms: tuple[str, ...] = ()
    log: str | None = None  # a file that gets a line each time the stage is opened

    def open(self):
        if self.log:
            with open(self.log, "a") as file:  # noqa: PTH123 - appending from several processes
                file.write(f"{os.getpid()}\n")

        def work(documents):
            for document in documents:
                if "fail" in document.text:
                    raise KeyError("a word that the stage\ndoes not know")
                if "broken words" in document.text:
                    raise LexiconError("lexicon en/x.toml cannot be read")
                if "die" in document.text:
                    os._exit(9)
                yield replace(document, language="en")

        return work


@dataclass(frozen=True)
class Count:
    """Makes a claim of each word of a document, and rejects the word "no"."""

    name: str = "extract"
    takes: type = Document
    rooms: tuple[str, ...] = ()

    def open(self):
        def work(documents):
            for document in documents:
                yield document
                at = 0
                for number, word in enumerate(document.text.split()):
                    at = document.text.index(word, at)
                    if word == "no":
                        yield Rejected(f"{document.id}#{number}", "extract", "no is not a claim")
                        continue
                    evidence = Evidence(document.id, Span(at, at + len(word)), word)
                    yield Claim(f"c{number}", document.id, (evidence,), "attack")

        return work


def report(number, text):
    """A document of our own."""
    return Document(id=f"d{number:04}", text=text, title_end=0, name=f"{number}.txt", sha256=str(number))
