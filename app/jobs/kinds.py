"""What a kind of long work is, and what it is handed while it runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.kit.db import Database
from app.people.access import Actor
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a job made, in its folder; it is kept for a day under `file_name`."""

    path: Path
    file_name: str
    media_type: str


class Task(Protocol):
    """One job while it runs. `folder` is empty at first and gone afterwards; `actor`: who asked, with today's roles."""

    database: Database
    settings: Settings
    job_id: int
    asked_by_id: int
    actor: Actor
    params: Mapping[str, Any]
    folder: Path

    def at(self, done: int, total: int, *, live: bool = False) -> None:
        """Say how far it is, as often as you like. Raises Stopped when the person stopped it.

        `live`: inside a writing transaction, which nothing else may be written beside on SQLite.
        """


class Stopped(Exception):
    """The person who asked does not want it any more, or somebody else took the job up."""


class Interrupted(Stopped):
    """The process ends. The job begins again in the next one, as if nobody had been at it."""


Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of long work. `title` and `back` say what a job is called and where its page leads, from its params.

    `run` may raise a Problem: its sentence is shown. `allowed`: who may see such a job, of those who asked for it;
    asked at every request and once more before it is done, since roles end.
    """

    name: str
    run: Callable[[Task], Made | None]
    title: Callable[[Params], str]
    back: Callable[[Params], str]
    allowed: Callable[[Actor], bool]
