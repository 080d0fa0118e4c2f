"""HR's reports on screen."""

from collections.abc import Sequence
from itertools import islice

from sqlmodel import Session
from starlette.responses import Response

from app.cycles import queries as cycles
from app.kit import clock, pages
from app.kit.errors import NotFound, Refused
from app.kit.lists import Page
from app.kit.routing import Router, Visit
from app.kit.tables.formats import FORMATS
from app.people import access, as_of
from app.people import queries as people
from app.people.access import hr
from app.people.as_of import PersonOn
from app.reports import asking, exporting, registry
from app.reports.asking import Choice
from app.reports.report import Asked, Drawn, Grid, GroupReport, PeopleReport, Report, selected
from app.trail.rules import record

router = Router()
SHOWN = 50


def choice(
    department: str = "", level: str = "", manager: str = "", cycle: str = "", day: str = "", word: str = ""
) -> Choice:
    """The filters of an address. NotFound for an id that is none."""
    department_id, manager_id, cycle_id = (asking.number(text) for text in (department, manager, cycle))
    return Choice(department_id, level, manager_id, cycle_id, day, word)


@router.get("/reports", hr)
def index(visit: Visit) -> Response:
    """Every report with the question that it answers."""
    people = [one for one in registry.REPORTS if isinstance(one, PeopleReport)]
    groups = [one for one in registry.REPORTS if isinstance(one, GroupReport)]
    return pages.page(visit, "reports/index.html", people=people, groups=groups)


@router.get("/reports/{name}", hr, slow=True)
def show(
    visit: Visit, name: str, page: Page = 1, department: str = "", level: str = "", manager: str = "", cycle: str = "",
    day: str = "", word: str = "",
) -> Response:  # fmt: skip
    """A report for what is chosen: chart and table, people fifty at a time."""
    report = registry.report(name)
    chosen = choice(department, level, manager, cycle, day, word)
    errors: dict[str, str] = {}
    try:
        asked = asking.asked(visit.db, visit.actor, report, chosen)
    except Refused as refused:
        errors = refused.errors
        asked = asking.asked(visit.db, visit.actor, report, Choice())
    values = _people(visit, report, asked, page) if isinstance(report, PeopleReport) else _groups(visit, report, asked)
    return pages.page(
        visit,
        "reports/show.html",
        422 if errors else 200,
        report=report,
        asked=asked,
        chosen=chosen.values(),
        errors=errors,
        page=page,
        facts=list(exporting.filters(visit.db, asked)),
        formats=FORMATS.values(),
        managers=_managers(visit.db, asked) if "manager" in report.filters else [],
        cycles=_cycles(visit.db, asked) if "cycle" in report.filters else [],
        **values,
    )


def _people(visit: Visit, report: PeopleReport, asked: Asked, page: int) -> dict[str, object]:
    """One page of people. Whoever is on it finds it under 'who opened my record', once a day."""
    shown = _slice(visit.db, asked, page)
    some = shown[:SHOWN]
    if not some and page > 1:
        raise NotFound()
    keys = [column.key for column in report.columns(asked)]
    lines = report.lines(visit.db, asked, some, report.prepare(visit.db, asked)) if some else ()
    _log(visit, report, some, page)
    return {
        "columns": [column for column in report.on_screen(asked) if column.screen],
        "rows": [(one, dict(zip(keys, line, strict=True))) for one, line in zip(some, lines, strict=True)],
        "of_people": True,
        "more": len(shown) > SHOWN,
        "figure": report.figure(visit.db, asked) if page == 1 else None,
        "notes": report.notes(asked),
        "empty_words": "",
    }


def _log(visit: Visit, report: Report, people: Sequence[PersonOn], page: int) -> None:
    """That the report was read, and by each person on the page that hers was: that she can see, once a day."""
    me, name = visit.actor.person_id, f"report:{report.name}"
    access.log_readings(visit, [one.id for one in people if one.id != me], name)
    if page == 1:
        with visit.database.writing() as db:
            record(db, "report.read", actor_id=me, object=name)


def _slice(db: Session, asked: Asked, page: int) -> list[PersonOn]:
    everybody = (one for portion in selected(db, asked) for one in portion)
    return list(islice(everybody, (page - 1) * SHOWN, page * SHOWN + 1))


def _groups(visit: Visit, report: Report, asked: Asked) -> dict[str, object]:
    assert isinstance(report, GroupReport)
    drawn: Drawn = report.draw(visit.db, asked)
    grid = drawn.on_screen or Grid(drawn.columns, drawn.rows)
    return {
        "columns": grid.columns, "rows": grid.rows, "of_people": False, "more": False, "figure": drawn.figure,
        "notes": drawn.notes, "empty_words": drawn.empty,
    }  # fmt: skip


def _managers(db: Session, asked: Asked) -> list[access.Listed]:
    """Who leads anybody on that day, by name."""
    found = people.by_id(db, set(as_of.managers(db, asked.day).values()))
    return sorted(found.values(), key=lambda one: (one.name_latin or one.name).lower())


def _cycles(db: Session, asked: Asked) -> list[object]:
    """The cycles that had opened by then."""
    return [one for one in cycles.cycles(db) if one.stages.opens_on <= min(asked.day, clock.today())]
