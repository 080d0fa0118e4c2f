"""Reports as files: at once for few people, else as a job. Each is in the trail, and in the log of whoever it shows."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import urlencode

from sqlmodel import Session

from app.jobs.kinds import Kind, Made, Task
from app.kit import clock
from app.kit.db import Database
from app.kit.errors import NotFound
from app.kit.i18n import gettext as _
from app.kit.tables.formats import FORMATS, Format
from app.kit.tables.table import Fact, Line, Table
from app.people.as_of import PersonOn
from app.people.queries import by_id
from app.people.words import name_of
from app.reports import asking, registry
from app.reports.asking import Choice
from app.reports.report import Asked, GroupReport, PeopleReport, Report, selected
from app.reports.words import paths
from app.trail.rules import record, record_for_each, recorded_since

AT_ONCE = 2_000
"""A file about more people than this is a job."""
PORTION = 1_000
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a file: how many rows, and whose (empty where it is about groups)."""

    rows: int
    people: Sequence[int]


def format_of(name: str) -> Format:
    """NotFound for a format that there is not."""
    if name not in FORMATS:
        raise NotFound()
    return FORMATS[name]


def is_long(db: Session, report: Report, asked: Asked) -> bool:
    """Whether its file is too long to wait for."""
    found = 0
    if isinstance(report, PeopleReport):
        for portion in selected(db, asked, PORTION):
            found += len(portion)
            if found > AT_ONCE:
                return True
    return False


def write(db: Session, report: Report, asked: Asked, format: Format, file: BinaryIO, told: Told) -> Written:
    """The whole report. `told` hears after each portion how many people are done."""
    if isinstance(report, GroupReport):
        drawn = report.draw(db, asked)
        notes = (*drawn.notes, drawn.empty) if drawn.empty else drawn.notes
        format.write(Table(_(report.title), drawn.columns, drawn.rows, about(db, report, asked), notes), file)
        return Written(len(drawn.rows), ())
    assert isinstance(report, PeopleReport)
    rows = _Rows(db, report, asked, told)
    format.write(
        Table(_(report.title), report.columns(asked), rows, about(db, report, asked), report.notes(asked)), file
    )
    return Written(rows.count, rows.people)


class _Rows:
    """The rows of a report of people, and afterwards how many they were and whose."""

    def __init__(self, db: Session, report: PeopleReport, asked: Asked, told: Told) -> None:
        self.db, self.report, self.asked, self.told = db, report, asked, told
        self.count = 0
        self.people = array("q")

    def __iter__(self) -> Iterator[Line]:
        prepared = self.report.prepare(self.db, self.asked)
        for portion in selected(self.db, self.asked, PORTION):
            yield from self._portion(portion, prepared)
            self.told(len(self.people))

    def _portion(self, portion: Sequence[PersonOn], prepared: Any) -> Iterator[Line]:
        if not portion:
            return
        for line in self.report.lines(self.db, self.asked, portion, prepared):
            self.count += 1
            yield line
        self.people.extend(one.id for one in portion)


def about(db: Session, report: Report, asked: Asked) -> tuple[Fact, ...]:
    """What a file says of itself: as of when, under which framework, for whom, made when and by whom."""
    made = f"{clock.local(clock.now()):%Y-%m-%d %H:%M}"
    return (
        Fact("day", _("As of"), asked.day.isoformat()),
        Fact("framework", _("Framework version"), f"{asked.published.id} · {asked.published.sha256[:12]}"),
        *filters(db, asked),
        Fact("made_at", _("Made on"), made),
        Fact("made_by", _("Made by"), asked.actor.name),
    )


def filters(db: Session, asked: Asked) -> Iterator[Fact]:
    """What was chosen, in words."""
    if asked.department:
        yield Fact("department", _("Department"), paths(asked.units).get(asked.department, ""))
    if asked.level and (level := asked.framework.level(asked.level)):
        yield Fact("level", _("Level"), str(level.title))
    if asked.manager and (manager := by_id(db, {asked.manager}).get(asked.manager)):
        yield Fact("manager", _("Manager"), name_of(manager))
    if asked.cycle:
        yield Fact("cycle", _("Review cycle"), asked.cycle.name)
    if asked.word:
        yield Fact("word", _("Name or staff number"), asked.word)


def file_name(report: Report, asked: Asked, format: Format) -> str:
    return f"{_(report.title)} {asked.day.isoformat()}.{format.name}"


def note(database: Database, report: Report, asked: Asked, choice: Choice, format: str, written: Written) -> None:
    """Into the trail: what was taken out, never the word that was looked for; and for each person in it, once a day."""
    me, what = asked.actor.person_id, f"report:{report.name}"
    chosen = (f"{name}={value}" for name, value in choice.values().items() if name in report.filters and name != "word")
    with database.writing() as db:
        record(
            db, "report.exported", actor_id=me, object=what, format=format, rows=written.rows, filters=" ".join(chosen),
            by_word=bool(asked.word), as_of=asked.day.isoformat(),
        )  # fmt: skip
    for start in range(0, len(written.people), PORTION):
        _note_readings(database, me, what, [id for id in written.people[start : start + PORTION] if id != me])


def _note_readings(database: Database, me: int, what: str, people: Sequence[int]) -> None:
    with database.reading() as db:
        told = recorded_since(db, "record.read", me, what, people, clock.start_of(clock.today()))
    if new := [person for person in people if person not in told]:
        with database.writing() as db:
            record_for_each(db, "record.read", actor_id=me, subjects=new, object=what)


def params(report: Report, format: Format, choice: Choice) -> dict[str, Any]:
    """What the job needs to know."""
    return {"report": report.name, "format": format.name, "choice": choice.values()}


def run(task: Task) -> Made:
    """The job: the file, then who is in it, before anybody can have it."""
    report, format = registry.report(task.params["report"]), format_of(task.params["format"])
    choice = chosen(task.params["choice"])
    path = task.folder / "report"
    with task.database.reading() as db, path.open("wb") as file:
        asked = asking.asked(db, task.actor, report, choice)
        total = sum(len(portion) for portion in selected(db, asked)) if isinstance(report, PeopleReport) else 1
        task.at(0, total)
        written = write(db, report, asked, format, file, lambda done: task.at(done, total))
    note(task.database, report, asked, choice, format.name, written)
    return Made(path, file_name(report, asked, format), format.media_type)


def chosen(values: Mapping[str, str]) -> Choice:
    """The filters again, as `Choice.values` gave them."""
    number = asking.number
    return Choice(
        department=number(values.get("department", "")), level=values.get("level", ""),
        manager=number(values.get("manager", "")), cycle=number(values.get("cycle", "")), day=values.get("day", ""),
        word=values.get("word", ""),
    )  # fmt: skip


def title(params: Mapping[str, Any]) -> str:
    return _(
        "%(report)s as %(format)s",
        report=_(registry.report(params["report"]).title),
        format=FORMATS[params["format"]].title,
    )


def back(params: Mapping[str, Any]) -> str:
    """The report on screen, with the same filters."""
    address = f"/reports/{params['report']}"
    return f"{address}?{urlencode(params['choice'])}" if params["choice"] else address


KIND = Kind("report", run, title, back, allowed=lambda actor: actor.hr)
