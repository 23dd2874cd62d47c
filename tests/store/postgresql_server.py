"""A real PostgreSQL server for the tests: Debian's programs, a folder of its own, a socket in it and no network."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

USERS = ("postgres", "nobody")  # the server refuses to run as root


def programs():
    """The folder of initdb and pg_ctl, the newest version there is, or None."""
    folders = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda f: float(f.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Server:
    """Started with `start`, ended with `stop`; each `database` is empty and UTF-8."""

    def __init__(self, programs):
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="claimtrail-pg-"))  # short: the path of a socket has a limit
        self._count = 0
        self._as = {}
        if os.geteuid() == 0:
            user = next(u for u in (pwd.getpwnam(name) for name in USERS if _is_user(name)))
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            os.chown(self._folder, user.pw_uid, user.pw_gid)

    def start(self):
        data = self._folder / "data"
        if not data.exists():
            self._run(
                "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"
            )
        options = (
            f"-c listen_addresses='' -c unix_socket_directories='{self._folder}' -c max_connections=50 -c fsync=off"
        )
        self._run("pg_ctl", "-D", data, "-l", self._folder / "log", "-w", "-t", "60", "-o", options, "start")

    def stop(self, how="fast"):
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-m", how, "stop")

    def remove(self):
        shutil.rmtree(self._folder, ignore_errors=True)

    def database(self, *options):
        """The address of a new database."""
        self._count += 1
        self._run("createdb", "-h", self._folder, "-U", "tester", *options, f"test_{self._count}")
        return self.address(f"test_{self._count}")

    def address(self, database, user="tester"):
        return f"postgresql://{user}:secret@/{database}?host={self._folder}"

    def _run(self, program, *arguments):
        done = subprocess.run(
            [self._programs / program, *map(str, arguments)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=self._folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, timeout=120, check=False, **self._as,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stdout}"


def _is_user(name):
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False
