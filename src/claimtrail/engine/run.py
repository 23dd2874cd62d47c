"""The main job: inputs to a store and a report, in one pass over the documents and one over the collection."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from claimtrail.engine.line import Outcome
from claimtrail.engine.local import Record, run_stages
from claimtrail.engine.outputs import apart, own_files, writable
from claimtrail.lexicon.load import fingerprint as lexicon_fingerprint
from claimtrail.model.claims import Claim
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.model.results import Results
from claimtrail.pipeline import CLAIMS, MapStage
from claimtrail.pipeline.collection import ROOMS, link_and_assess, mark
from claimtrail.pipeline.fingerprint import fingerprint, of_stages
from claimtrail.store import Reading, Store, Writer, open_store
from claimtrail.store.rows import input_digest

BATCH = 200  # documents in one transaction: what a crash can cost

Progress = Callable[[str, int], None]  # what is being done, how many are done
Engine = Literal["local", "spark"]  # what runs the stages that see one document at a time
_Runner = Callable[[Sequence[MapStage], Iterable[Record], int | None], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what one run met; the rest of the numbers is in its Results."""

    read: int  # documents of the inputs
    known: int  # of them stored before, read by the same code and words
    new: int  # of them added or read anew by this run
    anything_new: bool  # False: the store is as it was


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What `run` returns: everything the store holds now, and what this run met and rejected."""

    results: Results
    counts: Counts
    rejected: tuple[Rejected, ...]  # of the inputs of this run, whether met now or in an earlier run


def run(
    inputs: Sequence[str] | str,
    store: str = "claimtrail.db",
    report: str | Path | None = None,
    *,
    workers: int | None = None,
    engine: Engine = "local",
    progress: Progress | None = None,
) -> RunOutcome:
    """Reads, cleans, annotates and extracts the inputs into the store, then links and assesses all it holds.

    `inputs`: files, folders or "-". `report`: where to write the HTML report, if anywhere. The same inputs
    again change nothing; the store and the report are passed over in a folder that is read. Raises StoreError
    when the store cannot be used, InputError when the report cannot be written or would destroy the store or an
    input, EngineError when the engine is not there; an input that cannot be read is in `rejected` and stops nothing.
    """
    from claimtrail.read import read, storable_name

    names = [inputs] if isinstance(inputs, str) else list(inputs)
    tell = progress or (lambda _what, _done: None)
    runner = _runner(engine)
    kept = open_store(store)
    path = None if report is None else writable(apart("report", Path(report), (*kept.files, *names)))
    for file in kept.files:
        apart("store", file, names)
    shown = [storable_name(name) for name in names]
    with kept.writer(shown, version("claimtrail"), lexicon_fingerprint()) as writer:
        intake = _Intake(writer, of_stages(CLAIMS))
        outcomes = runner(CLAIMS, intake.records(read(names, own_files(kept.files, path))), workers)
        _store_all(intake, outcomes, tell)
        made_by = fingerprint(ROOMS)
        if writer.needs_linking(made_by):
            _link_all(kept, writer, made_by, tell)
        wrote = writer.wrote
    with kept.view() as view:
        results = view.results()
    if path is not None:
        from claimtrail.export import write_report

        tell("writing the report", 0)
        write_report(results, path)
    counts = Counts(intake.read, intake.known, intake.read - intake.known - intake.refused, wrote)
    return RunOutcome(results, counts, tuple(r for r in results.rejected if intake.met(r)))


@dataclass(slots=True)
class _Intake:
    """Decides which records of the inputs are worked on, and remembers all that were met."""

    writer: Writer
    made_by: str
    read: int = 0
    known: int = 0
    refused: int = 0
    digests: dict[str, str] = field(default_factory=dict)  # of each document id of this run
    others: set[str] = field(default_factory=set)  # ids of records that were rejected before they became documents

    def records(self, found: Iterable[Record]) -> Iterator[Record]:
        """The records that need work: rejections, and documents that the store does not know."""
        for record in found:
            if isinstance(record, Rejected):
                self.others.add(record.id)
                yield record
                continue
            kept = self._sorted_out(record)
            if kept is not None:
                yield kept

    def _sorted_out(self, document: Document) -> Record | None:
        """The document, a Rejected in its place, or None where there is nothing to do."""
        try:
            digest = input_digest(document)
        except UnicodeEncodeError:
            return self._refuse(document, "it holds half of a character pair, which is no text; save it as UTF-8")
        earlier = self.digests.get(document.id)
        if earlier == digest:
            return None  # the same document twice in the inputs
        if earlier is not None:
            why = f"the id {document.id!r} stands twice in the inputs, with different content; give one another id"
            return self._refuse(document, why)
        self.digests[document.id] = digest
        self.read += 1
        if self.writer.knows(document.id, digest, self.made_by):
            self.known += 1
            return None
        return document

    def _refuse(self, document: Document, reason: str) -> Rejected:
        name = document.name or document.id
        self.others.add(name)
        return Rejected(name, "store", reason)

    def store(self, outcomes: Sequence[Outcome]) -> None:
        """One batch into the store, in one transaction."""
        readings: list[Reading] = []
        rejected: list[Rejected] = []
        for outcome in outcomes:
            documents = outcome.of(Document)
            if not documents:
                rejected += outcome.rejected
                continue
            digest = self.digests[documents[0].id]
            readings.append(Reading(documents[0], outcome.of(Claim), outcome.rejected, digest, self.made_by))
        refused = self.writer.add(readings, rejected)
        self.refused += len(refused)
        self.others |= {r.id for r in refused}

    def met(self, rejected: Rejected) -> bool:
        """True when the rejection is about an input, a document or a claim of this run."""
        owner = rejected.id.rpartition("#")[0]
        return rejected.id in self.others or rejected.id in self.digests or owner in self.digests


def _store_all(intake: _Intake, outcomes: Iterable[Outcome], tell: Progress) -> None:
    batch: list[Outcome] = []
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) >= BATCH:
            intake.store(batch)
            batch = []
        tell("reading reports", intake.read)
    if batch:
        intake.store(batch)


def _link_all(kept: Store, writer: Writer, made_by: str, tell: Progress) -> None:
    """Copies, incidents and assessments of everything the store holds by now."""
    with kept.view() as view:
        stored = list(view.documents())
        claims = list(view.claims())
    tell("finding copies", len(stored))
    documents, groups = mark(stored)
    writer.mark_copies(documents, groups)
    tell("linking claims", len(claims))
    linked = link_and_assess(claims, {d.id: d for d in documents})
    methodology = next((a.methodology for a in linked.assessments), "")
    writer.replace_incidents(linked.incidents, linked.assessments, made_by, methodology)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The claims of one document, and what was rejected on the way. `document` is None for an unreadable input."""

    document: Document | None
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]


def extract(
    documents: Iterable[Record] | Document, workers: int | None = None, engine: Engine = "local"
) -> Iterator[Extracted]:
    """Documents, as `read` gives them, to their claims, in the order of the documents."""
    records = (documents,) if isinstance(documents, Document) else documents
    for outcome in _runner(engine)(CLAIMS, records, workers):
        yield Extracted(next(iter(outcome.of(Document)), None), outcome.of(Claim), outcome.rejected)


def _runner(engine: Engine) -> _Runner:
    """What runs the map stages. Spark is imported, and looked for, only where it is asked for."""
    if engine == "local":
        return run_stages
    from claimtrail.engine import spark

    spark.check()
    return spark.run_stages
