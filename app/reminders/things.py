"""What a kind of reminder is: things with a day, the stages at which a person is told, and the words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.kit import dates, workdays
from app.kit.i18n import gettext as _


class Said:
    """A message that is put into the language in which it is read."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return _(self.message)


class SaidDay:
    """A date as the reader's language writes it."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __str__(self) -> str:
        return dates.day(self.day)


@dataclass(frozen=True, slots=True)
class Words:
    """Messages about a thing before its day, on it, and after it; `%(title)s`, `%(day)s` and its values are filled."""

    before: str
    on: str
    after: str

    def at(self, due_on: date, today: date) -> str:
        if today == due_on:
            return self.on
        return self.before if today < due_on else self.after


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of a person that has a day. `key` names it for good within its kind.

    `title` is put into words when it is read (a text of the framework, a message or her own title).
    `calendar` is the message of its entry in her calendar; empty: it has none. `sequence` counts its changes.
    """

    person_id: int
    key: str
    due_on: date
    words: Words
    path: str
    title: object = ""
    values: Mapping[str, object] = field(default_factory=dict)
    calendar: str = ""
    changed_at: datetime | None = None
    sequence: int = 0

    def say(self, message: str) -> str:
        return _(message, title=self.title, day=dates.day(self.due_on), **self.values)


@dataclass(frozen=True, slots=True)
class Stage:
    """A person is told `days` after the day (before it when negative).

    `early`: when nobody works that day, then on the working day before.
    """

    days: int
    early: bool = False

    def named(self, due_on: date) -> date:
        """The day by which this stage is known for good, whatever the calendar says later."""
        return due_on + timedelta(days=self.days)

    def begins(self, due_on: date) -> date:
        day = self.named(due_on)
        return workdays.last_working_day(day).on if self.early else day


Finder = Callable[[Session, Sequence[int], date], list[Thing]]
"""(db, people, until): the open things of these people with a day up to `until`; queries do not grow with them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of reminder; every kind can be turned off by its id.

    `kept`: days after its day until it is no news. `calendar`: whether its things have entries in calendars.
    """

    id: str
    title: str
    find: Finder
    stages: tuple[Stage, ...]
    kept: int | None = None
    calendar: bool = True

    def stage(self, due_on: date, today: date) -> Stage | None:
        """The last stage that has begun; None before the first one, and when it is no news any more."""
        if self.kept is not None and today > due_on + timedelta(days=self.kept):
            return None
        begun = [stage for stage in self.stages if stage.begins(due_on) <= today]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class Due:
    """What a person is told of: one stage of one thing. `path` is the page where she does something about it."""

    person_id: int
    kind: str
    key: str
    stage_on: date
    due_on: date
    thing: Thing
    today: date

    @property
    def words(self) -> str:
        """In the language of the reader."""
        return self.thing.say(self.thing.words.at(self.due_on, self.today))

    @property
    def path(self) -> str:
        return self.thing.path

    @property
    def overdue(self) -> bool:
        """Its day has passed; what merely waits for an answer is never overdue."""
        return self.due_on < self.today and self.thing.words.after != self.thing.words.before
