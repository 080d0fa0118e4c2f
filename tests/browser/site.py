"""The product as it is started by hand: `python -m app serve` in demo mode, on a port and a database of its own."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from app.framework import source
from app.framework.model import Framework
from tests.postgres import fast_folder

ROOT = Path(__file__).parents[2]
PASSWORD = "one rung after the other"
START_SECONDS = 90
STOP_SECONDS = 30
TRIES = 3


class Site:
    """One server. `reset()` brings back the organisation with which it first started."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self.data = data
        self.database = folder / "ladder.db"
        self.template = folder / "template.db"
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.read = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def framework(self) -> Framework:
        """What is written in the files, for the words and numbers that pages must show."""
        framework, faults = source.read(self.data)
        assert framework is not None, faults
        return framework

    def start(self) -> None:
        """Listen on the port of before; the first time on one that is free. RuntimeError when it does not come up."""
        known = self.port
        for _ in range(1 if known else TRIES):
            self.port = known or _free_port()
            self.process = self._serve()
            if self._answers():
                return
        raise RuntimeError(f"the server did not start:\n{self.log()[-4000:]}")

    def stop(self) -> None:
        """End it in order, this process only."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def keep(self) -> None:
        """What the database holds now is what `reset()` brings back."""
        _copy(self.database, self.template)

    def reset(self) -> None:
        """Everything done since is gone, every session too; the server goes on."""
        _copy(self.template, self.database)

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def errors(self) -> list[str]:
        """What went wrong inside the server since this was asked last."""
        new, self.read = self.log()[self.read :], len(self.log())
        ended = self.process.poll() if self.process else None
        gone = [] if ended is None else [f"the server ended with {ended}: {new[-2000:]}"]
        return gone + [_fault(line) for line in new.splitlines() if '"level": "error"' in line or "Traceback" in line]

    def ask(self, query: str, *values: object) -> Any:
        """The first value of the first row, for ids that pages do not show."""
        with closing(sqlite3.connect(self.database)) as connection:
            row = connection.execute(query, values).fetchone()
        assert row is not None, query
        return row[0]

    def person(self, login: str) -> int:
        return int(self.ask("SELECT person_id FROM account WHERE login = ?", login))

    def _serve(self) -> "subprocess.Popen[bytes]":
        outer = {name: value for name, value in os.environ.items() if not name.startswith("LADDER_")}
        own = {
            "LADDER_DEMO": "1",
            "LADDER_DEMO_PASSWORD": PASSWORD,
            "LADDER_DATABASE_URL": f"sqlite:///{self.database}",
            "LADDER_DATA_DIR": str(self.data),
            "LADDER_PORT": str(self.port),
        }
        with (self.folder / "log").open("ab") as log:
            # a session of its own: Ctrl-C is for pytest, which then stops the server in order
            return subprocess.Popen(
                [sys.executable, "-m", "app", "serve"],
                cwd=ROOT,
                env=outer | own,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _answers(self) -> bool:
        """Wait until it is ready; False when it ended instead, its port taken in between, for example."""
        assert self.process is not None
        end = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            try:
                with urlopen(f"{self.origin}/health/ready", timeout=5) as answer:  # noqa: S310 (this machine)
                    return bool(answer.status == 200)
            except (URLError, OSError):
                time.sleep(0.05)
        self.stop()
        return False


@contextmanager
def running(data: Path) -> Iterator[Site]:
    """A demo organisation of the framework in `data`, served for as long as the block runs."""
    with TemporaryDirectory(prefix="ladder-site-", dir=fast_folder()) as folder:
        site = Site(Path(folder), data)
        try:
            site.start()
            site.keep()
            yield site
        finally:
            site.stop()


def _fault(line: str) -> str:
    """A line of the log as short as it can be understood: the innermost exception and where it was raised."""
    try:
        entry = json.loads(line)
    except ValueError:
        return line
    raised = [
        f"{exception['exc_type']}: {exception['exc_value']} ({frame['filename']}:{frame['lineno']})"
        for exception in entry.get("exception", ())
        for frame in exception.get("frames", ())[-1:]
    ]
    return f"{entry.get('path', '')} {raised[0] if raised else entry}"


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _copy(source: Path, target: Path) -> None:
    """SQLite's own copy: the target may be open elsewhere, as long as nothing is going on there."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
