"""The verbs on people: adding them, placing them on the ladder, drawing reporting lines, leaving."""

from datetime import date

from pypinyin import lazy_pinyin
from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.dates import day
from app.kit.errors import NotFound, Refused
from app.kit.i18n import gettext as _
from app.people import access, history, sessions
from app.people.models import Account, Department, Person, Placement, ReportingLine
from app.trail.rules import record

history.watch()


def sort_key(name: str) -> str:
    """Orders Chinese names by pinyin among Latin ones."""
    return " ".join(lazy_pinyin(name)).lower()[:400]


def department(db: Session, title: str, parent_id: int | None = None) -> Department:
    """The department of this name under this parent, made when it is new."""
    found = db.exec(select(Department).where(Department.title == title, Department.parent_id == parent_id)).first()
    if found is None:
        found = Department(title=title, parent_id=parent_id)
        db.add(found)
        db.flush()
    return found


def add_person(
    db: Session,
    by: int | None,
    *,
    name: str,
    name_latin: str = "",
    staff_number: str | None = None,
    email: str = "",
    department_id: int | None = None,
    joined_on: date | None = None,
) -> Person:
    """A new person. Refused when the staff number is taken."""
    person = Person(
        name=name,
        name_latin=name_latin,
        sort_key=sort_key(name),
        staff_number=staff_number or None,
        email=email,
        department_id=department_id,
        joined_on=joined_on,
    )
    _require_free_number(db, person.staff_number, None)
    db.add(person)
    db.flush()
    record(db, "person.added", actor_id=by, subject_id=person.id, object=f"person:{person.id}")
    return person


def correct_person(
    db: Session,
    by: int | None,
    person_id: int,
    *,
    name: str,
    name_latin: str,
    staff_number: str | None,
    email: str,
    department_id: int | None,
) -> Person:
    """Change what is recorded of a person herself (not her level or lines, which have dates)."""
    person = find(db, person_id)
    _require_free_number(db, staff_number or None, person_id)
    person.name, person.name_latin, person.sort_key = name, name_latin, sort_key(name)
    person.staff_number, person.email, person.department_id = staff_number or None, email, department_id
    record(db, "person.corrected", actor_id=by, subject_id=person_id, object=f"person:{person_id}")
    return person


def find(db: Session, person_id: int) -> Person:
    """The person, to change her; NotFound otherwise, and once she was erased."""
    person = db.get(Person, person_id)
    if person is None or person.erased_at is not None:
        raise NotFound()
    return person


def lock(db: Session, person_id: int) -> Person:
    """The same, for what only one at a time may do; others wait for the end of the caller's transaction."""
    person = db.get(Person, person_id, with_for_update=True, populate_existing=True)
    if person is None or person.erased_at is not None:
        raise NotFound()
    return person


def place(db: Session, by: int | None, person_id: int, level: str, since: date, face: str | None = None) -> Placement:
    """Put a person on a career level from a day on; the placement before ends that day.

    Refused when the day is not after the start of the placement in force, or lies inside of one that
    has ended: history is not rewritten.
    """
    _end_placement(db, person_id, since)
    placement = Placement(person_id=person_id, level=level, face=face, since=since)
    db.add(placement)
    db.flush()
    record(
        db, "person.placed", actor_id=by, subject_id=person_id, object=f"person:{person_id}", level=level, face=face,
        since=since.isoformat(),
    )  # fmt: skip
    return placement


def _end_placement(db: Session, person_id: int, since: date) -> None:
    last = db.exec(
        select(Placement).where(Placement.person_id == person_id).order_by(col(Placement.since).desc())
    ).first()
    if last is None:
        return
    if last.until is not None and since < last.until:
        raise Refused(
            _("The last level ended on %(day)s; choose that day or a later one.", day=day(last.until)),
            {"since": _("Must not be before %(day)s.", day=day(last.until))},
        )
    if since <= last.since:
        raise Refused(
            _("The level already held began on %(day)s; choose a later day.", day=day(last.since)),
            {"since": _("Must be after %(day)s.", day=day(last.since))},
        )
    last.until = last.until or since
    db.flush()


def report_to(
    db: Session, by: int | None, person_id: int, manager_id: int, since: date, kind: str = "solid"
) -> ReportingLine:
    """Draw a reporting line from a day on. A solid line ends the one before; several dotted ones may stand.

    Refused when it would make a circle, or when it begins before the line that it replaces.
    """
    find(db, manager_id)
    if person_id == manager_id:
        raise Refused(_("Nobody can report to themselves."), {"manager": _("Choose somebody else.")})
    if kind == "solid":
        _require_no_circle(db, person_id, manager_id, since)
        _end_solid_line(db, person_id, since)
    line = ReportingLine(person_id=person_id, manager_id=manager_id, kind=kind, since=since)
    db.add(line)
    db.flush()
    record(
        db, "line.drawn", actor_id=by, subject_id=person_id, object=f"person:{manager_id}", kind=kind,
        since=since.isoformat(),
    )  # fmt: skip
    return line


def end_line(db: Session, by: int | None, person_id: int, line_id: int, until: date) -> ReportingLine:
    """End a reporting line of a person; the manager loses sight at once. NotFound when it is not hers.

    Refused for a day before it began, and for one that would let an ended line live on.
    """
    line = db.get(ReportingLine, line_id)
    if line is None or line.person_id != person_id:
        raise NotFound()
    if until < line.since:
        earliest = _("Must not be before %(day)s.", day=day(line.since))
        words = _("The line began on %(day)s; choose that day or a later one.", day=day(line.since))
        raise Refused(words, {"on": earliest})
    if line.until is not None and until > line.until:
        raise Refused(_("The line ended on %(day)s already.", day=day(line.until)), {"on": _("Choose an earlier day.")})
    _close(db, line, until)
    record(db, "line.ended", actor_id=by, subject_id=line.person_id, object=f"person:{line.manager_id}")
    return line


def leave(db: Session, by: int | None, person_id: int, on: date) -> None:
    """The person leaves: lines and level end that day; from then on nobody signs in with the account."""
    person = find(db, person_id)
    person.left_on = on
    both = (ReportingLine.person_id == person_id) | (ReportingLine.manager_id == person_id)
    for line in db.exec(select(ReportingLine).where(both, _lasts_beyond(ReportingLine, on))).all():
        _close(db, line, on)
    hers = Placement.person_id == person_id
    for placement in db.exec(select(Placement).where(hers, _lasts_beyond(Placement, on))).all():
        _close(db, placement, on)
    account = db.exec(select(Account).where(Account.person_id == person_id)).first()
    if account is not None and account.id is not None and on <= clock.today():
        account.disabled_at = account.disabled_at or clock.now()
        sessions.end_sessions(db, account.id)
    record(db, "person.left", actor_id=by, subject_id=person_id, object=f"person:{person_id}", on=on.isoformat())


def _lasts_beyond(table: type[Placement] | type[ReportingLine], moment: date) -> ColumnElement[bool]:
    return or_(col(table.until).is_(None), col(table.until) > moment)


def _close(db: Session, dated: ReportingLine | Placement, until: date) -> None:
    """End a line or a placement; one that has not begun by then never was."""
    if until <= dated.since:
        db.delete(dated)
    else:
        dated.until = until
    db.flush()


def _end_solid_line(db: Session, person_id: int, since: date) -> None:
    hers = (ReportingLine.person_id == person_id) & (ReportingLine.kind == "solid")
    for current in db.exec(select(ReportingLine).where(hers, _lasts_beyond(ReportingLine, since))).all():
        if since < current.since:
            raise Refused(
                _("The present line began on %(day)s; choose that day or a later one.", day=day(current.since)),
                {"since": _("Must not be before %(day)s.", day=day(current.since))},
            )
        _close(db, current, since)


def _require_no_circle(db: Session, person_id: int, manager_id: int, since: date) -> None:
    """Neither on that day nor on a later one on which another line begins."""
    solid = ReportingLine.kind == "solid"
    later = db.exec(select(ReportingLine).where(solid, ReportingLine.since > since)).all()
    for moment in {since, *(line.since for line in later)}:
        if person_id in {id for id, how in access.managers(db, manager_id, moment) if how != "dotted"}:
            raise Refused(
                _("This would make a circle: the new manager reports to this person."),
                {"manager": _("Reports to this person already.")},
            )


def _require_free_number(db: Session, number: str | None, person_id: int | None) -> None:
    if number is None:
        return
    taken = db.exec(select(Person.id).where(Person.staff_number == number)).first()
    if taken is not None and taken != person_id:
        raise Refused(_("This staff number is taken."), {"staff_number": _("Somebody else has this number.")})
