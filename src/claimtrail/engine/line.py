"""One worker's line of opened stages: a document goes in, its records and rejections come out."""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from claimtrail.errors import LexiconError
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected, Stage
from claimtrail.pipeline.stages import MapStage, Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: the records made of it, and what was rejected with the reason."""

    made: tuple[object, ...]
    rejected: tuple[Rejected, ...] = ()

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """The records of one type, in the order in which they were made."""
        return tuple(record for record in self.made if isinstance(record, kind))


class Line:
    """Stages opened once and used for many documents. A stage that fails costs that document, not the rest."""

    def __init__(self, stages: Sequence[MapStage]) -> None:
        """Opens the stages: this loads what is heavy."""
        self._stages: list[tuple[MapStage, Work]] = [(stage, stage.open()) for stage in stages]

    def work(self, record: Document) -> Outcome:
        """Sends one document through all stages."""
        records: list[object] = [record]
        rejected: list[Rejected] = []
        for stage, work in self._stages:
            made: list[object] = []
            for one in records:
                if not isinstance(one, stage.takes):
                    made.append(one)
                    continue
                try:
                    made.extend(work((one,)))
                except LexiconError:  # not the document's fault: it would be the same for every other
                    raise
                except Exception as problem:  # noqa: BLE001 - any failure on one document must not stop the others
                    kept = tuple(r for r in (*made, *records) if isinstance(r, Document))[:1]
                    return Outcome(kept, (*rejected, _failed(record.id, stage.name, problem)))
            rejected += [r for r in made if isinstance(r, Rejected)]
            records = [r for r in made if not isinstance(r, Rejected)]
        return Outcome(tuple(records), tuple(rejected))


def _failed(document_id: str, stage: Stage, problem: Exception) -> Rejected:
    """A plain reason with the place in our code, so that the report of a bug says where."""
    frames = traceback.extract_tb(problem.__traceback__)
    where = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    what = " ".join(str(problem).split())[:120]
    return Rejected(
        document_id, stage,
        f"the program failed on it ({type(problem).__name__}: {what}{where}); the text is kept, please report this",
    )  # fmt: skip
