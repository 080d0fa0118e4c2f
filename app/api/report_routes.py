"""/api/v1/reports: HR's reports, as the pages and files have them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import dropwhile, islice
from typing import Any

from sqlmodel import Session
from starlette.responses import Response

from app.api.policy import of_hr
from app.kit import machine
from app.kit.i18n import gettext as _
from app.kit.paging import After, Limit, following
from app.kit.routing import Router, Visit
from app.kit.tables.table import Column, Line, Value
from app.people import access
from app.people.as_of import PersonOn
from app.reports import asking, registry
from app.reports.exporting import about, chosen
from app.reports.report import Asked, GroupReport, PeopleReport, Report, selected

router = Router()


@router.get("/api/v1/reports", of_hr("reports"))
def reports(visit: Visit) -> Response:
    """The reports that there are, with the question that each answers."""
    items = [
        {"name": one.name, "title": _(one.title), "question": _(one.question), "filters": list(one.filters)}
        for one in registry.REPORTS
    ]
    return machine.answer({"items": items})


@router.get("/api/v1/reports/{name}", of_hr("reports"))
def report(
    visit: Visit, name: str, after: After = 0, limit: Limit = 50, department: str = "", level: str = "",
    manager: str = "", cycle: str = "", day: str = "", word: str = "",
) -> Response:  # fmt: skip
    """One report for what is chosen; of a report of people one page, by name."""
    found = registry.report(name)
    values = {"department": department, "level": level, "manager": manager, "cycle": cycle, "day": day, "word": word}
    asked = asking.asked(visit.db, visit.actor, found, chosen(values))
    if isinstance(found, GroupReport):
        drawn = found.draw(visit.db, asked)
        return _answer(visit, found, asked, drawn.columns, drawn.rows, drawn.notes, None)
    assert isinstance(found, PeopleReport)
    people = list(islice(_after(visit.db, asked, after), limit + 1))
    shown = people[:limit]
    access.log_readings(visit, [one.id for one in shown if one.id != visit.actor.person_id], f"report:{name}")
    rows = found.lines(visit.db, asked, shown, found.prepare(visit.db, asked)) if shown else ()
    link = following(visit, shown[-1].id, limit) if len(people) > limit else None
    return _answer(visit, found, asked, found.columns(asked), list(rows), found.notes(asked), link)


def _after(db: Session, asked: Asked, id: int) -> Iterator[PersonOn]:
    """Who the report is about, by name, from the one after this person on; 0: from the beginning."""
    everybody = (one for portion in selected(db, asked) for one in portion)
    return islice(dropwhile(lambda one: one.id != id, everybody), 1, None) if id else everybody


def _answer(
    visit: Visit, report: Report, asked: Asked, columns: Sequence[Column], rows: Sequence[Line], notes: Sequence[str],
    link: str | None,
) -> Response:  # fmt: skip
    value = {
        "name": report.name,
        "about": {fact.key: fact.value for fact in about(visit.db, report, asked)},
        "notes": list(notes),
        "columns": [{"key": c.key, "title": c.title, "kind": c.kind, "help": c.help} for c in columns],
        "rows": [{c.key: _plain(v) for c, v in zip(columns, row, strict=True)} for row in rows],
        "next": link,
    }
    return machine.answer(value, headers={"Link": f'<{link}>; rel="next"'} if link else {})


def _plain(value: Value) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else list(value)
