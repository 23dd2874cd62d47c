"""A real Spark, on this machine and as a small cluster: the same outcomes as the local engine, whatever the split."""

import hashlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_stages import Count, Shout, report

from claimtrail.engine import local, spark
from claimtrail.errors import EngineError
from claimtrail.model.claims import Claim
from claimtrail.model.codec import encode
from claimtrail.model.documents import Document
from claimtrail.model.outcomes import Rejected
from claimtrail.pipeline import ANNOTATED, CLAIMS
from claimtrail.read import read

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "data" / "gold" / "documents.jsonl"
COMMAND = Path(sys.executable).with_name("claimtrail")
FAKE = (Shout(), Count())
SMALL_MEMORY = (
    "spark.driver.memory 512m\nspark.executor.memory 512m\nspark.driver.host 127.0.0.1\nspark.ui.enabled false\n"
)

needs_spark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def setting(tmp_path_factory):
    """Small memory, loopback only, and workers that find these tests' stages; for this process and its children."""
    conf = tmp_path_factory.mktemp("conf")
    (conf / "spark-defaults.conf").write_text(SMALL_MEMORY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(conf))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        patch.setenv("CLAIMTRAIL_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv(spark.MASTER, raising=False)
        yield


@pytest.fixture(scope="module")
def documents():
    """The gold reports; in their absence, and never in CI, the samples."""
    if GOLD.exists():
        return list(read([str(GOLD)]))
    assert os.environ.get("CI") != "true", f"{GOLD} is missing"
    return list(read([str(ROOT / "examples" / "reports")]))


@pytest.fixture(scope="module")
def expected(documents, setting):
    """The local engine's outcome of each document."""
    return {d.id: packed(o) for d, o in zip(documents, local.run_stages(CLAIMS, documents, 1), strict=True)}


def packed(outcome):
    return encode([list(outcome.made), list(outcome.rejected)])


def digest(outcomes):
    return hashlib.blake2b(b"\n".join(outcomes), digest_size=16).hexdigest()


class TestOnThisMachine:
    """local[2]: two Python processes under one Spark."""

    pytestmark = needs_spark

    @pytest.mark.parametrize(("part", "shuffled"), [(spark.PART, False), (7_000, True)])
    def test_the_digest_is_that_of_the_local_engine(self, documents, expected, setting, monkeypatch, part, shuffled):
        monkeypatch.setattr(spark, "PART", part)
        monkeypatch.setattr(spark, "CHUNK_PARTS", 12)
        ordered = sorted(documents, key=lambda d: d.sha256 + d.id[::-1]) if shuffled else documents
        got = [packed(o) for o in spark.run_stages(CLAIMS, ordered, 2)]
        assert digest(got) == digest(expected[d.id] for d in ordered)

    def test_mentions_travel_too(self, documents, setting):
        few = documents[:4]
        assert [packed(o) for o in spark.run_stages(ANNOTATED, few, 1)] == [
            packed(o) for o in local.run_stages(ANNOTATED, few, 1)
        ]

    def test_bad_documents_cost_themselves_only_and_the_order_stays(self, setting, monkeypatch):
        monkeypatch.setattr(spark, "PART", 20)
        unreadable = Rejected("bad.bin", "read", "is a binary file")
        given = [report(2, "yes no"), unreadable, report(1, "fail"), report(4, "half \ud800"), report(3, "die")]
        given += [report(i, f"word {i}") for i in range(5, 12)]
        got = list(spark.run_stages(FAKE, given, 2))
        assert got[0] == next(local.run_stages(FAKE, given[:1], 1))
        assert got[1].rejected == (unreadable,)
        for at, name, words in ((2, "d0001", "KeyError"), (3, "4.txt", "character pair"), (4, "d0003", "died")):
            [rejected] = got[at].rejected
            assert rejected.id == name
            assert words in rejected.reason
        assert [o.of(Document)[0].id for o in got[5:]] == [d.id for d in given[5:]]
        assert all(len(o.of(Claim)) == 2 for o in got[5:])

    def test_a_broken_lexicon_stops_the_run_with_its_own_words(self, setting):
        with pytest.raises(EngineError, match=r"^lexicon en/x\.toml cannot be read$"):
            list(spark.run_stages(FAKE, [report(1, "one"), report(2, "broken words")], 1))

    def test_a_worker_with_another_claimtrail_is_refused(self, setting, monkeypatch):
        monkeypatch.setattr(spark, "of_stages", lambda _stages: "another")
        with pytest.raises(EngineError, match="another claimtrail"):
            list(spark.run_stages(FAKE, [report(1, "one")], 1))

    def test_a_session_of_the_caller_is_used_and_left_running(self, setting):
        from pyspark.sql import SparkSession

        own = SparkSession.builder.master("local[1]").appName("of the caller").getOrCreate()
        try:
            assert len(list(spark.run_stages(FAKE, [report(1, "one two")]))) == 1
            assert own.range(3).count() == 3
        finally:
            own.stop()


def run(folder, name, *options, **environment):
    """`claimtrail run` on the sample reports; the command's end, and the bytes of the report."""
    args = [
        COMMAND,
        "run",
        ROOT / "examples" / "reports",
        "--store",
        f"{name}.db",
        "--report",
        f"{name}.html",
        *options,
    ]
    done = subprocess.run(args, cwd=folder, env=os.environ | environment, capture_output=True, text=True, timeout=120)
    page = folder / f"{name}.html"
    return done, page.read_bytes() if page.exists() else b""


@pytest.fixture(scope="module")
def cluster(setting, tmp_path_factory):
    """The master's address, and the folder of the two workers 0 and 1; each a process of its own, on loopback."""
    folder = tmp_path_factory.mktemp("cluster")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"spark://127.0.0.1:{free.getsockname()[1]}"
    deploy = "org.apache.spark.deploy"
    options = ["--host", "127.0.0.1", "--webui-port", "0"]
    started = [start(folder, f"{deploy}.master.Master", *options, "--port", url.rpartition(":")[2])]
    try:
        for number in range(2):
            own = ["--cores", "1", "--memory", "600m", "--work-dir", folder / str(number), url]
            started.append(start(folder, f"{deploy}.worker.Worker", *options, *own))
        wait_for(folder / f"{deploy}.master.Master.log", "Registering worker", 2)
        yield url, folder
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


class TestCluster:
    """A standalone master with two workers."""

    pytestmark = needs_spark

    def test_run_gives_the_same_report_and_both_workers_take_part(self, cluster, tmp_path):
        master, folder = cluster
        here, page = run(tmp_path, "here")
        there, same_page = run(tmp_path, "there", "--engine", "spark", CLAIMTRAIL_SPARK_MASTER=master)
        assert there.returncode == here.returncode, there.stderr
        assert page == same_page.replace(b"there.", b"here.")
        assert all(list((folder / worker).glob("app-*/*/stderr")) for worker in "01")
        assert there.stdout.replace("there.", "here.") == here.stdout

    def test_extract_gives_the_same_lines_on_the_gold(self, cluster, documents, tmp_path):
        source = str(GOLD if GOLD.exists() else ROOT / "examples" / "reports")
        lines = []
        for engine in ("local", "spark"):
            args = [COMMAND, "extract", source, "--engine", engine, "--out", f"{engine}.jsonl"]
            environment = os.environ | {"CLAIMTRAIL_SPARK_MASTER": cluster[0]}
            subprocess.run(args, cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=180)
            lines.append((tmp_path / f"{engine}.jsonl").read_bytes())
        assert lines[0] == lines[1]
        assert lines[0].count(b"\n") == len(documents)


def start(folder, name, *options):
    """A process of the cluster; its log is `name`.log."""
    program = Path(importlib.util.find_spec("pyspark").origin).parent / "bin" / "spark-class"
    environment = os.environ | {"SPARK_DAEMON_MEMORY": "256m"}
    with (folder / f"{name}.log").open("a") as log:
        return subprocess.Popen([program, name, *options], env=environment, cwd=folder, stdout=log, stderr=log)


def wait_for(log, words, times):
    """Until the log says it so many times."""
    for _ in range(300):
        if len(re.findall(words, log.read_text())) >= times:
            return
        time.sleep(0.2)
    raise AssertionError(f"{words!r} does not stand {times} times in:\n{log.read_text()}")


def test_without_java_one_line_says_what_to_install_and_nothing_is_written(tmp_path):
    empty = tmp_path / "bin"
    empty.mkdir()
    done, page = run(tmp_path, "x", "--engine", "spark", PATH=str(empty), JAVA_HOME="")
    assert done.returncode == 2
    assert re.fullmatch(r"claimtrail: --engine spark needs Java 17 .*; install .*\n", done.stderr)
    assert page == b""
    assert not (tmp_path / "x.db").exists()


def test_without_the_extra_the_line_names_it(monkeypatch):
    monkeypatch.setattr(spark, "find_spec", lambda _name: None)
    with pytest.raises(EngineError, match=r"pip install 'claimtrail\[spark\]'"):
        spark.check()


@pytest.mark.skipif(shutil.which("java") is None, reason="java is not on the PATH")
def test_where_there_is_nothing_to_do_spark_is_not_started(monkeypatch):
    monkeypatch.setattr(spark, "_session", None)
    assert list(spark.run_stages(FAKE, [])) == []
