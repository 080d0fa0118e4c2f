"""What a report is: declared once, drawn on screen and as files.

A report of people has one row for each person, made in portions by a fixed number of queries, so that 100,000 of them
take no more memory than one portion. A report of groups is small, drawn whole, and tells nothing about fewer than
five people (app/reports/groups.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlmodel import Session

from app.cycles.queries import Cycle
from app.framework.model import Framework
from app.framework.versions import Published
from app.kit.tables.table import Column, Kind, Line, Value
from app.people import as_of
from app.people.access import Actor
from app.people.as_of import PersonOn
from app.people.selection import Unit, with_inner

WHO = ("staff_number", "name", "department", "manager", "level")
"""The columns with which every report of people begins."""
FilterName = Literal["department", "level", "manager", "cycle", "day", "word"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is drawn for. `day`: as of its end, as it was known then. Empty filters take everybody.

    `department` with those inside it; `manager`: everybody below him on that day; `cycle`: the one chosen, else the
    latest that was closed by then.
    """

    actor: Actor
    day: date
    published: Published
    units: tuple[Unit, ...]
    department: int = 0
    level: str = ""
    manager: int = 0
    word: str = ""
    cycle: Cycle | None = None

    @property
    def framework(self) -> Framework:
        return self.published.framework

    @property
    def known(self) -> datetime:
        """What was written down before this moment was known on that day."""
        return as_of.known_by(self.day)

    @property
    def inside(self) -> frozenset[int]:
        """The chosen department and those inside it; empty: any."""
        return frozenset(with_inner(self.units, [self.department])) if self.department else frozenset()

    def below(self, db: Session) -> frozenset[int] | None:
        """Everybody below the chosen manager on that day; None: no manager was chosen."""
        if not self.manager:
            return None
        return frozenset(as_of.below(as_of.managers(db, self.day), self.manager))


Row = Mapping[str, Value]
"""A line by the keys of its columns."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating as a cell; `sign` is one of the heatmap's: met, one_short, short, not_rated, not_asked."""

    value: int | None
    sign: str


@dataclass(frozen=True, slots=True)
class Held:
    """Months of one person beside her cohort's quarters, of `most` in the longest; no cohort: `low` is None."""

    own: int
    most: int
    low: float | None = None
    middle: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the page, made from the columns of the files. `paper`, `screen`: whether the PDF, the page has it."""

    title: str
    value: Callable[[Row], Value | Rated | Held]
    kind: Kind | Literal["rating", "held"] = "text"
    help: str = ""
    paper: bool = True
    screen: bool = True


def same(key: str) -> Callable[[Row], Value]:
    """A column of the files as it is."""
    return lambda row: row[key]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart; `parts`: counts in the order of the series."""

    label: str
    parts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts as bars side by side. `shares`: each bar is as long as the others and its parts are shares of it."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report of groups, whole. `empty`: a sentence on why there is nothing, and what helps.

    `on_screen`: the same in fewer rows or columns, for the page; None: as it is.
    """

    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    figure: Figure | None = None
    notes: tuple[str, ...] = ()
    empty: str = ""
    on_screen: Grid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`title`: a message id; `question`: what it answers, a message id. `filters`: in the order of the form."""

    name: str
    title: str
    question: str
    filters: tuple[FilterName, ...] = ("department", "level", "manager", "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleReport(Report):
    """One row for each person. `prepare`: what all portions need, read once; `lines`: of one portion, in its order,
    with that; its columns begin with WHO. `figure` may read everybody. `on_screen`: what stands beside WHO on the page.
    """

    columns: Callable[[Asked], Sequence[Column]]
    lines: Callable[[Session, Asked, Sequence[PersonOn], Any], Iterable[Line]]
    on_screen: Callable[[Asked], Sequence[Shown]]
    prepare: Callable[[Session, Asked], Any] = field(default=lambda db, asked: None)
    figure: Callable[[Session, Asked], Figure | None] = field(default=lambda db, asked: None)
    notes: Callable[[Asked], Sequence[str]] = field(default=lambda asked: ())


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReport(Report):
    """About groups of five or more people."""

    draw: Callable[[Session, Asked], Drawn]


def everybody(db: Session, asked: Asked, size: int = as_of.PORTION) -> Iterator[list[PersonOn]]:
    """The whole organisation on that day, by name, in portions; levels as the framework of that day calls them."""
    for portion in as_of.portions(db, asked.day, size):
        yield [_on_ladder(asked.framework, one) for one in portion]


def _on_ladder(framework: Framework, one: PersonOn) -> PersonOn:
    level = one.level and framework.level_id(one.level)
    return one if level == one.level else replace(one, level=level)


def selected(db: Session, asked: Asked, size: int = as_of.PORTION) -> Iterator[list[PersonOn]]:
    """Who a report of people is about, by name, in portions."""
    inside, below, word = asked.inside, asked.below(db), asked.word.lower()
    for portion in everybody(db, asked, size):
        yield [
            one
            for one in portion
            if (not inside or one.department_id in inside)
            and (not asked.level or one.level == asked.level)
            and (below is None or one.id in below)
            and (not word or word in f"{one.name} {one.name_latin} {one.staff_number or ''}".lower())
        ]


def lines(db: Session, report: PeopleReport, asked: Asked) -> Iterator[Line]:
    """Every row of a report of people."""
    prepared = report.prepare(db, asked)
    for portion in selected(db, asked):
        if portion:
            yield from report.lines(db, asked, portion, prepared)
