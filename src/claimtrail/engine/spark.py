"""Runs map stages on Spark: the same outcomes in the same order as `engine/local.py`, on this machine or a cluster.

Records travel as Arrow batches (kind, key, body): `body` is the record as `model/codec.py` writes it, `key` its
place in the chunk. How to set up a cluster: docs/how-to-cluster.md.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from claimtrail.engine.gazetteer_file import ready
from claimtrail.engine.line import Line, Outcome
from claimtrail.engine.local import Record, cores, uninterrupted
from claimtrail.errors import EngineError
from claimtrail.model.claims import Claim
from claimtrail.model.codec import decode, encode
from claimtrail.model.documents import Document
from claimtrail.model.mentions import Annotated
from claimtrail.model.outcomes import Rejected
from claimtrail.pipeline.fingerprint import of_stages
from claimtrail.pipeline.stages import MapStage

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

MASTER = "CLAIMTRAIL_SPARK_MASTER"  # as in spark://host:7077; this machine alone unless set
PART = 100_000  # characters: what a worker gets at once
CHUNK_PARTS = 64  # parts in one job: all that the driver ever holds, and as many workers as can be busy

_KINDS: dict[str, type] = {kind.__name__: kind for kind in (Document, Annotated, Claim, Rejected)}
_COLUMNS = "kind string, key string, body binary"
_OURS = re.compile(r"claimtrail\.errors\.\w+: (.+)")
_DIED = ("Python worker exited unexpectedly", "ExecutorLostFailure")


def check() -> None:
    """Raises EngineError, with what to install, where Spark cannot be started here."""
    missing = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    if missing:
        raise EngineError(f"--engine spark needs {', '.join(missing)}; run: pip install 'claimtrail[spark]'")
    home = os.environ.get("JAVA_HOME")
    if shutil.which(str(Path(home, "bin", "java")) if home else "java") is None:
        where = f"in JAVA_HOME={home}" if home else "on the PATH"
        raise EngineError(f"--engine spark needs Java 17 or newer, and there is none {where}; install a JRE")


def run_stages(stages: Sequence[MapStage], records: Iterable[Record], workers: int | None = None) -> Iterator[Outcome]:
    """One Outcome for each record, in the order of the records, as `local.run_stages` gives them.

    `workers`: Python processes at once, on this machine or of the whole cluster. A document on which a stage
    fails, or which kills its worker, gives a Rejected. Raises EngineError when Spark is missing or breaks off.
    """
    check()
    chunks = _chunks(records)
    first = next(chunks, None)
    if first is None:
        return  # nothing to do: starting Spark takes seconds
    with _session(workers) as session:
        for chunk in chain([first], chunks):
            yield from _outcomes(session, tuple(stages), chunk)


@contextmanager
def _session(workers: int | None) -> Iterator["SparkSession"]:
    """The session of the caller where there is one; otherwise one of our own, ended with the work."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        yield _prepared(active.newSession())
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the Python that has this package
    master = os.environ.get(MASTER)
    builder = SparkSession.builder.appName("claimtrail")
    for name, value in (_cluster(workers) if master else _alone()).items():
        builder = builder.config(name, value)
    try:
        with uninterrupted():
            session = builder.master(master or f"local[{workers or cores()}]").getOrCreate()
    except (PySparkException, Py4JError, OSError) as problem:
        where = f"reached at {MASTER}={master}" if master else "started; is this Java 17 or newer?"
        raise EngineError(f"--engine spark: Spark cannot be {where} ({_line_of(problem)})") from problem
    try:
        yield _prepared(session)
    finally:
        session.stop()


def _alone() -> dict[str, str]:
    """Settings for this machine: nothing listens to the outside."""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }


def _cluster(workers: int | None) -> dict[str, str]:
    """All settings but this one are Spark's own (spark-defaults.conf)."""
    return {"spark.cores.max": str(workers)} if workers else {}


def _prepared(session: "SparkSession") -> "SparkSession":
    """One partition for each Arrow batch, however small they are."""
    session.conf.set("spark.sql.execution.arrow.localRelationThreshold", "0")
    return session


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    chunk: list[Record] = []
    size = 0
    for record in records:
        chunk.append(record)
        size += len(record.text) if isinstance(record, Document) else 1
        if size >= PART * CHUNK_PARTS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


_Row = tuple[str, str, bytes]  # kind, key, body


def _outcomes(session: "SparkSession", stages: tuple[MapStage, ...], chunk: Sequence[Record]) -> list[Outcome]:
    """The outcomes of a chunk, in its order."""
    found: dict[str, Outcome] = {}
    rows: list[_Row] = []
    for at, record in enumerate(chunk):
        key = str(at)
        if isinstance(record, Rejected):
            found[key] = Outcome((), (record,))
            continue
        try:
            rows.append((Document.__name__, key, encode(record)))
        except UnicodeEncodeError:
            reason = "it holds half of a character pair, which is no text; save it as UTF-8"
            found[key] = Outcome((), (Rejected(record.name or record.id, "read", reason),))
    if rows:
        found |= _careful(session, stages, rows)
    return [found[str(at)] for at in range(len(chunk))]


def _careful(session: "SparkSession", stages: tuple[MapStage, ...], rows: list[_Row]) -> dict[str, Outcome]:
    """Where a worker died, nobody knows on which document: the halves go on alone until it is found."""
    try:
        return _job(session, stages, rows)
    except _WorkerDiedError:
        if len(rows) > 1:
            half = len(rows) // 2
            return _careful(session, stages, rows[:half]) | _careful(session, stages, rows[half:])
        [(_, key, body)] = rows
        document = decode(body, Document)
        reason = "the process that worked on it died (out of memory?); the text is kept, the rest went on"
        return {key: Outcome((document,), (Rejected(document.id, "extract", reason),))}


class _WorkerDiedError(Exception):
    """A Python process of the cluster is gone: the fault of a document, as far as anybody knows."""


def _job(session: "SparkSession", stages: tuple[MapStage, ...], rows: list[_Row]) -> dict[str, Outcome]:
    """Sends rows through the stages on the cluster; what came of each, by its key."""
    import pyarrow as pa
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    work = partial(_work, stages, of_stages(stages))
    sent = pa.Table.from_batches([_batch(part) for part in _parts(rows)])
    try:
        table = session.createDataFrame(sent).mapInArrow(work, _COLUMNS).toArrow()
    except (PySparkException, Py4JError) as problem:
        message = str(problem)
        if any(sign in message for sign in _DIED):
            raise _WorkerDiedError from problem
        ours = _OURS.search(message)
        if ours:
            raise EngineError(ours[1]) from problem
        remedy = "is claimtrail[spark] installed in the same place on every worker?"
        raise EngineError(f"--engine spark: the work broke off ({_line_of(problem)}); {remedy}") from problem
    made: dict[str, list[object]] = {key: [] for _, key, _ in rows}
    columns = (table.column(name).to_pylist() for name in ("kind", "key", "body"))
    for kind, key, body in zip(*columns, strict=True):
        made[key].append(decode(body, _KINDS[kind]))
    return {key: _outcome(records) for key, records in made.items()}


def _outcome(records: list[object]) -> Outcome:
    rejected = tuple(r for r in records if isinstance(r, Rejected))
    return Outcome(tuple(r for r in records if not isinstance(r, Rejected)), rejected)


def _parts(rows: list[_Row]) -> Iterator[list[_Row]]:
    part: list[_Row] = []
    size = 0
    for row in rows:
        part.append(row)
        size += len(row[2])
        if size >= PART:
            yield part
            part, size = [], 0
    if part:
        yield part


def _batch(rows: list[_Row]) -> "pa.RecordBatch":
    import pyarrow as pa

    schema = pa.schema([("kind", pa.string()), ("key", pa.string()), ("body", pa.binary())])
    kinds, keys, bodies = ([row[column] for row in rows] for column in range(3))
    return pa.record_batch([kinds, keys, bodies], schema=schema)


def _work(
    stages: tuple[MapStage, ...], made_by: str, batches: Iterable["pa.RecordBatch"]
) -> Iterator["pa.RecordBatch"]:
    """Runs on a worker: batches of documents to batches of what came of them."""
    line = _opened(stages, made_by)
    for batch in batches:
        rows: list[_Row] = []
        for key, body in zip(batch.column("key").to_pylist(), batch.column("body").to_pylist(), strict=True):
            outcome = line.work(decode(body, Document))
            rows += [(type(one).__name__, key, encode(one)) for one in (*outcome.made, *outcome.rejected)]
        yield _batch(rows)


@cache
def _opened(stages: tuple[MapStage, ...], made_by: str) -> Line:
    """Opened once in each worker process; the compiled gazetteer is kept on the worker's own disk."""
    if of_stages(stages) != made_by:
        host = os.uname().nodename
        raise EngineError(f"the worker on {host} has another claimtrail than this machine; install the same on both")
    return Line(ready(stages))


def _line_of(problem: BaseException) -> str:
    """The last line of a Spark error that says something, without the stacks around it."""
    lines = [line.strip(" :\t") for line in str(problem).splitlines()]
    errors = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b", line)]
    return (errors[-1] if errors else " ".join(lines[:1]) or type(problem).__name__)[:200]
