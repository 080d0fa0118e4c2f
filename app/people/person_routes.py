"""The directory, and HR's pages for a person: adding, correcting, level, lines, leaving."""

from collections.abc import Callable

from sqlmodel import Session
from starlette.responses import Response

from app.framework import versions
from app.framework.model import Framework
from app.kit import clock, pages
from app.kit.errors import Conflict, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.lists import Page, Word, plain
from app.kit.routing import Id, Router, Visit
from app.people import access, queries, rules
from app.people.access import hr, signed_in
from app.people.forms import EndForm, LineForm, NewPersonForm, PersonForm, PlacementForm

router = Router()
SAVED = noop("Saved.")
ADDED = noop("Added.")


@router.get("/people", signed_in)
def directory(visit: Visit, q: Word = "", page: Page = 1) -> Response:
    """Everybody of the organisation: name, level, department."""
    word = plain(q)
    people, more = queries.directory(visit.db, word, page, with_left=visit.actor.hr)
    framework = versions.in_force(visit.db).framework
    template = "people/_directory.html" if visit.htmx else "people/directory.html"
    answer = pages.fragment if visit.htmx else pages.page
    return answer(visit, template, people=people, more=more, page=page, word=word, framework=framework)


@router.get("/people/new", hr)
def new(visit: Visit) -> Response:
    return _new_page(visit)


def _new_page(visit: Visit, refused: Refused | None = None) -> Response:
    return pages.page(
        visit,
        "people/new.html",
        422 if refused else 200,
        form=visit.posted.values,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
        framework=versions.in_force(visit.db).framework,
        departments=queries.departments(visit.db),
    )


@router.post("/people", hr)
def add(visit: Visit) -> Response:
    """A new person with level and manager, all or nothing."""
    try:
        with visit.db.begin_nested():
            person_id = _add(visit, parse(NewPersonForm, visit.posted))
    except Refused as refused:
        return _new_page(visit, refused)
    return pages.redirect(visit, f"/people/{person_id}", note=ADDED)


def _add(visit: Visit, sent: NewPersonForm) -> int:
    db, by = visit.db, visit.actor.person_id
    person = rules.add_person(
        db,
        by,
        name=sent.name,
        name_latin=sent.name_latin,
        staff_number=sent.staff_number,
        email=sent.email,
        department_id=_department(db, sent.department),
        joined_on=sent.joined_on,
    )
    assert person.id is not None
    since = sent.level_since or sent.joined_on or clock.today()
    if sent.level:
        _require_level(db, sent.level, sent.face)
        rules.place(db, by, person.id, sent.level, since, sent.face or None)
    if sent.manager:
        rules.report_to(db, by, person.id, queries.person_called(db, sent.manager, "manager"), since)
    return person.id


def _department(db: Session, title: str) -> int | None:
    return rules.department(db, title).id if title else None


def _require_level(db: Session, level: str, face: str) -> None:
    framework: Framework = versions.in_force(db).framework
    found = framework.level(level)
    if found is None:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"level": _("Choose a level.")})
    if face and face not in found.faces:
        raise Refused(
            _("Please look at the marked fields; nothing is lost."), {"face": _("This level does not have that face.")}
        )


@router.get("/people/{id}/record", hr)
def record(visit: Visit, id: Id) -> Response:
    """What HR keeps of a person: master data, levels, lines."""
    return _record_page(visit, id)


def _record_page(visit: Visit, id: int, refused: Refused | None = None, part: str = "") -> Response:
    subject = access.subject(visit.db, visit.actor, id)
    return pages.page(
        visit,
        "people/record.html",
        refused.status if refused else 200,
        subject=subject,
        person=rules.find(visit.db, id),
        placements=queries.placements(visit.db, id),
        lines=queries.lines(visit.db, id),
        framework=versions.in_force(visit.db).framework,
        departments=queries.departments(visit.db),
        part=part,
        sent=visit.posted.values,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )


def _change(visit: Visit, id: int, part: str, change: Callable[[], object]) -> Response:
    """Run a change to a person's record; refused, the page comes back with what was typed."""
    access.subject(visit.db, visit.actor, id)
    try:
        with visit.db.begin_nested():
            change()
    except Refused as refused:
        return _record_page(visit, id, refused, part)
    return pages.redirect(visit, f"/people/{id}/record", note=SAVED)


@router.put("/people/{id}", hr)
def correct(visit: Visit, id: Id) -> Response:
    def change() -> None:
        sent = parse(PersonForm, visit.posted)
        rules.correct_person(
            visit.db,
            visit.actor.person_id,
            id,
            name=sent.name,
            name_latin=sent.name_latin,
            staff_number=sent.staff_number,
            email=sent.email,
            department_id=_department(visit.db, sent.department),
        )

    return _change(visit, id, "person", change)


@router.post("/people/{id}/placements", hr)
def place(visit: Visit, id: Id) -> Response:
    def change() -> None:
        sent = parse(PlacementForm, visit.posted)
        _require_level(visit.db, sent.level, sent.face)
        rules.place(visit.db, visit.actor.person_id, id, sent.level, sent.since, sent.face or None)

    return _change(visit, id, "placement", change)


@router.post("/people/{id}/lines", hr)
def draw_line(visit: Visit, id: Id) -> Response:
    def change() -> None:
        sent = parse(LineForm, visit.posted)
        manager = queries.person_called(visit.db, sent.manager, "manager")
        rules.report_to(visit.db, visit.actor.person_id, id, manager, sent.since, sent.kind)

    return _change(visit, id, "line", change)


@router.delete("/people/{id}/lines/{line}", hr)
def end_line(visit: Visit, id: Id, line: Id) -> Response:
    def change() -> None:
        rules.end_line(visit.db, visit.actor.person_id, id, line, parse(EndForm, visit.posted).on)

    return _change(visit, id, "line", change)


@router.put("/people/{id}/departure", hr)
def leave(visit: Visit, id: Id) -> Response:
    def change() -> None:
        if id == visit.actor.person_id:
            raise Conflict(_("Ask a colleague in HR to record your own leaving."))
        rules.leave(visit.db, visit.actor.person_id, id, parse(EndForm, visit.posted).on)

    return _change(visit, id, "departure", change)
