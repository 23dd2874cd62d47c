"""Runs map stages over worker processes: bounded memory, output in input order, the same for any number of workers."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from multiprocessing.context import BaseContext

from claimtrail.engine.gazetteer_file import ready
from claimtrail.engine.line import Line, Outcome
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.pipeline.stages import MapStage

Record = Document | Rejected

SMALL = 400_000  # characters: below this, starting processes costs more than they save
CHUNK = 60_000  # characters sent to a worker at once
CHUNK_RECORDS = 32
AHEAD = 3  # chunks in flight for each worker: all that is ever held in memory


def run_stages(stages: Sequence[MapStage], records: Iterable[Record], workers: int | None = None) -> Iterator[Outcome]:
    """One Outcome for each record, in the order of the records.

    `workers` None: one process for each core, or this process alone where the input is small. A document on
    which a stage fails, or which kills its worker, gives a Rejected; the rest goes on.
    """
    if workers is None:
        workers, records = _choose(records)
    if workers <= 1:
        line = _Lazy(stages)
        for record in records:
            yield line.work(record)
        return
    with _Workers(ready(stages), workers) as pool:
        yield from pool.run(records)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _choose(records: Iterable[Record]) -> tuple[int, Iterable[Record]]:
    """The number of workers, and the records again with those that were looked at in front."""
    rest = iter(records)
    seen: list[Record] = []
    size = 0
    while size < SMALL:
        record = next(rest, None)
        if record is None:
            return 1, seen
        seen.append(record)
        size += _size(record)
    return cores(), chain(seen, rest)


def _size(record: Record) -> int:
    return len(record.text) if isinstance(record, Document) else 0


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    chunk: list[Record] = []
    size = 0
    for record in records:
        chunk.append(record)
        size += _size(record)
        if size >= CHUNK or len(chunk) >= CHUNK_RECORDS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Lazy:
    """A line that opens its stages with the first document: where there is nothing to do, nothing is loaded."""

    def __init__(self, stages: Sequence[MapStage]) -> None:
        self._stages = tuple(stages)
        self._line: Line | None = None

    def work(self, record: Record) -> Outcome:
        """The outcome of a document; a Rejected passes by."""
        if isinstance(record, Rejected):
            return Outcome((), (record,))
        if self._line is None:
            self._line = Line(ready(self._stages))
        return self._line.work(record)


_Flying = deque[tuple[list[Record], Future[list[Outcome]]]]


class _Workers:
    """A pool whose processes open the stages once, and which survives the death of a process."""

    def __init__(self, stages: Sequence[MapStage], workers: int) -> None:
        self._stages = tuple(stages)
        self._workers = workers
        self._pool = self._start(workers)
        self._careful: ProcessPoolExecutor | None = None  # one process, one record at a time

    def __enter__(self) -> "_Workers":
        return self

    def __exit__(self, *_: object) -> None:
        """On an interrupt too the chunks under way end, a second's work: killing processes can block for ever."""
        with uninterrupted():
            for pool in (self._pool, self._careful):
                if pool is not None:
                    pool.shutdown(wait=True, cancel_futures=True)

    def run(self, records: Iterable[Record]) -> Iterator[Outcome]:
        """Keeps a bounded number of chunks in flight and yields their outcomes in order."""
        flying: _Flying = deque()
        for chunk in _chunks(records):
            flying.append((chunk, self._submit(chunk)))
            if len(flying) >= AHEAD * self._workers:
                yield from self._next(flying)
        while flying:
            yield from self._next(flying)

    def _submit(self, chunk: list[Record]) -> Future[list[Outcome]]:
        try:
            return _sent(self._pool, chunk)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._start(self._workers)
            return _sent(self._pool, chunk)

    def _next(self, flying: _Flying) -> list[Outcome]:
        """The oldest chunk; where its process died, nobody knows on which record: one by one, then."""
        chunk, future = flying.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return [self._alone(record) for record in chunk]

    def _alone(self, record: Record) -> Outcome:
        """One record in a process where it can only take itself down."""
        if self._careful is None:
            self._careful = self._start(1)
        try:
            return _sent(self._careful, [record]).result()[0]
        except BrokenProcessPool:
            self._careful.shutdown(wait=False)
            self._careful = None
            kept = (record,) if isinstance(record, Document) else ()
            reason = "the process that worked on it died (out of memory?); the text is kept, the rest went on"
            return Outcome(kept, (Rejected(record.id, "extract", reason),))

    def _start(self, workers: int) -> ProcessPoolExecutor:
        if sys.platform == "win32":
            context: BaseContext = multiprocessing.get_context("spawn")
        else:
            context = multiprocessing.get_context("forkserver")  # fork is not safe beside threads
            _start_server()
        return ProcessPoolExecutor(workers, context, _open, (self._stages,))


def _sent(pool: ProcessPoolExecutor, chunk: list[Record]) -> Future[list[Outcome]]:
    """Gives a chunk to the pool; a process that is half started at a Ctrl-C would be forgotten."""
    with uninterrupted():
        return pool.submit(_work, chunk)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A Ctrl-C waits until this is over: a pool or a Java that is half started would be left behind."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_server() -> None:
    """Starts the process that forks the workers, so that none of them ever answers a Ctrl-C with a traceback."""
    from multiprocessing import forkserver  # not there on Windows

    if threading.current_thread() is not threading.main_thread():  # only the main thread may set signals
        forkserver.ensure_running()
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the new process inherits this
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


_line: _Lazy | None = None  # of this worker process


def _open(stages: Sequence[MapStage]) -> None:
    """Called once in each worker; the stages open with its first document.

    Ctrl-C reaches every process of the terminal; the parent decides what to do.
    """
    global _line
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _line = _Lazy(stages)


def _work(records: list[Record]) -> list[Outcome]:
    if _line is None:
        raise RuntimeError("the worker was not opened")
    return [_line.work(record) for record in records]
