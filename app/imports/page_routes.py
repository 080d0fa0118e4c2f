"""Files of people: the list, a new one, how its columns are to be read, putting it away."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from app.imports import opening, queries, rules
from app.imports.fields import FIELDS
from app.imports.forms import MappingForm, mapped
from app.imports.mapping import Options
from app.imports.opening import Opened
from app.imports.queries import Brought
from app.kit import pages, sheets
from app.kit.errors import Conflict, Problem, Refused
from app.kit.files import FIELD
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.kit.sheets import Unreadable
from app.people.access import hr

router = Router()
SAMPLES = 3
FAULTS_SHOWN = 200
PUT_AWAY = noop("Put away. Nothing was changed by it.")
SheetName = Annotated[str | None, Query(max_length=100)]


@router.get("/people/imports", hr)
def index(visit: Visit) -> Response:
    """The latest files, and where to choose a new one."""
    return _index(visit)


def _index(visit: Visit, refused: Refused | None = None) -> Response:
    status = refused.status if refused else 200
    errors = refused.errors if refused else {}
    return pages.page(visit, "imports/index.html", status, imports=queries.latest(visit.db), errors=errors)


@router.post("/people/imports", hr, files=True)
def receive(visit: Visit) -> Response:
    """Take a file in. One with cells at fault is kept too, so that they can be shown and handed back marked."""
    files = visit.posted.files.get(FIELD, ())
    if not files:
        return _index(visit, Refused("", {FIELD: _("Please choose a file.")}))
    file = files[0]
    try:
        sheets.read(file.data, file.name)
    except Unreadable as unreadable:
        if not any(fault.row for fault in unreadable.faults):
            return _index(visit, unreadable)
    found = rules.receive(visit.db, visit.actor.person_id, file.name, file.data)
    return pages.redirect(visit, f"/people/imports/{found.id}")


@router.get("/people/imports/{id}", hr, slow=True)
def show(visit: Visit, id: Id, sheet: SheetName = None) -> Response:
    """Where the file stands: its columns, what cannot be read in it, or what became of it."""
    brought = queries.brought(visit.db, id)
    if not brought.open or brought.job_open:
        return pages.page(visit, "imports/done.html", brought=brought)
    try:
        return mapping_page(visit, opening.opened(visit.db, brought, sheet))
    except Unreadable as unreadable:
        return _unreadable(visit, brought, unreadable)


def _unreadable(visit: Visit, brought: Brought, unreadable: Unreadable) -> Response:
    return pages.page(
        visit, "imports/unreadable.html", brought=brought, fault=unreadable.message, more=unreadable.more,
        faults=unreadable.faults[:FAULTS_SHOWN], count=len(unreadable.faults),
    )  # fmt: skip


def mapping_page(visit: Visit, found: Opened, problem: Problem | None = None) -> Response:
    """The columns with their first values. After a refusal, as they were sent."""
    lines = found.sheet.rows[:SAMPLES]
    samples = [[sheets.as_text(line.cells[n]) for line in lines] for n in range(len(found.sheet.headers))]
    return pages.page(
        visit,
        "imports/mapping.html",
        problem.status if problem else 200,
        brought=found.brought,
        sheet=found.sheet,
        columns=[
            (sheets.letters(n), header, samples[n], found.mapped.columns[n])
            for n, header in enumerate(found.sheet.headers)
        ],
        options=found.options,
        fields=FIELDS,
        fault=problem.message if problem else "",
        errors=problem.errors if isinstance(problem, Refused) else {},
        sent=visit.posted.values,
    )


@router.put("/people/imports/{id}/mapping", hr, slow=True)
def map_columns(visit: Visit, id: Id) -> Response:
    """Keep how the columns are read, and go on to the preview."""
    with visit.database.reading() as db:
        brought = queries.brought(db, id)
        if not brought.open:
            raise Conflict(_("This file has been applied or put away already."))
        found = opening.opened(db, brought, visit.posted.get("sheet")[:100])
    try:
        sent = parse(MappingForm, visit.posted)
        said = mapped(visit.posted, len(found.sheet.headers), found.mapped.levels)
        found = replace(found, mapped=said, options=sent.options())
        with visit.db.begin_nested():
            me, headers = visit.actor.person_id, found.sheet.headers
            rules.map_columns(visit.db, me, id, headers, said, found.options, sent.version)
    except (Refused, Conflict) as problem:
        latest = queries.brought(visit.db, id)
        return mapping_page(visit, _as_sent(replace(found, brought=latest), visit.posted.values), problem)
    return pages.redirect(visit, f"/people/imports/{id}/preview")


def _as_sent(found: Opened, sent: Mapping[str, str]) -> Opened:
    """What was chosen stays chosen, right or wrong."""
    columns = tuple(sent.get(f"column-{n}", "") for n in range(len(found.sheet.headers)))
    old = found.options
    chosen = Options(old.since, found.sheet.sheet, "complete" in sent, "clear" in sent, old.order)
    return replace(found, mapped=replace(found.mapped, columns=columns), options=chosen)


@router.delete("/people/imports/{id}", hr)
def discard(visit: Visit, id: Id) -> Response:
    rules.discard(visit.db, id)
    return pages.redirect(visit, "/people/imports", note=PUT_AWAY)
