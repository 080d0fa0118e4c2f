"""Adding, correcting, placing, drawing and ending lines, leaving: what each does, and what each refuses."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.kit import clock
from app.kit.errors import NotFound, Refused
from app.people import access, rules
from app.people.models import Account, Person, Placement, ReportingLine
from app.trail.models import TrailEvent

DAY = date(2026, 3, 1)


@pytest.fixture
def new(db: Session):
    """Somebody new, with the number given."""

    def add(name: str = "新人", number: str | None = None) -> int:
        id = rules.add_person(db, None, name=name, staff_number=number, joined_on=DAY).id
        assert id is not None
        return id

    return add


def lines(db: Session, person_id: int) -> list[tuple[int, str, date, date | None]]:
    found = db.exec(select(ReportingLine).where(ReportingLine.person_id == person_id).order_by(ReportingLine.id))
    return [(line.manager_id, line.kind, line.since, line.until) for line in found]


def placements(db: Session, person_id: int) -> list[tuple[str, date, date | None]]:
    found = db.exec(select(Placement).where(Placement.person_id == person_id).order_by(Placement.since))
    return [(held.level, held.since, held.until) for held in found]


def last_action(db: Session) -> tuple[str, int | None]:
    event = db.exec(select(TrailEvent).order_by(TrailEvent.id.desc())).first()
    return event.action, event.subject_id


def circle_from(db: Session, person_id: int) -> bool:
    """Whether anybody is above herself on any day that a line begins."""
    days = db.exec(select(ReportingLine.since)).all()
    return any(person_id in {m for m, how in access.managers(db, person_id, d) if how == "above"} for d in days)


def test_adding(db: Session, new):
    person = db.get(Person, new("欧阳娜娜", "A1"))
    assert person.sort_key == "ou yang na na"
    assert last_action(db) == ("person.added", person.id)


def test_a_staff_number_is_one_persons(db: Session, new):
    new(number="A1")
    with pytest.raises(Refused) as refused:
        new(number="A1")
    assert set(refused.value.errors) == {"staff_number"}
    assert new(number=None) != new(number="")


def test_correcting(db: Session, new):
    id, _other = new(number="A1"), new(number="A2")
    empty = {"name_latin": "", "email": "", "department_id": None}
    rules.correct_person(db, None, id, name="新名", staff_number="A1", **empty)
    assert db.get(Person, id).sort_key == "xin ming"
    with pytest.raises(Refused):
        rules.correct_person(db, None, id, name="新名", staff_number="A2", **empty)
    with pytest.raises(NotFound):
        rules.correct_person(db, None, 999, name="x", staff_number=None, **empty)


def test_a_department_is_made_once(db: Session):
    first = rules.department(db, "研发部")
    assert rules.department(db, "研发部").id == first.id
    assert rules.department(db, "研发部", first.id).id != first.id


def test_placing_ends_the_placement_before(db: Session, new):
    id = new()
    rules.place(db, None, id, "junior", DAY)
    rules.place(db, None, id, "intermediate", DAY + timedelta(days=10))
    assert placements(db, id) == [
        ("junior", DAY, DAY + timedelta(days=10)),
        ("intermediate", DAY + timedelta(days=10), None),
    ]


@pytest.mark.parametrize("days", [0, -1, -400])
def test_history_is_not_rewritten(db: Session, new, days):
    id = new()
    rules.place(db, None, id, "junior", DAY)
    with pytest.raises(Refused) as refused:
        rules.place(db, None, id, "senior", DAY + timedelta(days=days))
    assert set(refused.value.errors) == {"since"}
    assert placements(db, id) == [("junior", DAY, None)]


@pytest.mark.parametrize("days", [0, 5, 9])
def test_nor_after_leaving(db: Session, new, days):
    """The level of somebody who left has ended; a new one may not begin inside of it."""
    id = new()
    rules.place(db, None, id, "junior", DAY)
    rules.leave(db, None, id, DAY + timedelta(days=10))
    with pytest.raises(Refused):
        rules.place(db, None, id, "senior", DAY + timedelta(days=days))
    rules.place(db, None, id, "senior", DAY + timedelta(days=10))
    assert len(placements(db, id)) == 2


def test_a_new_solid_line_ends_the_one_before(db: Session, people, new):
    id, chen, zhou = new(), people.chen.person_id, people.zhou.person_id
    rules.report_to(db, None, id, chen, DAY)
    rules.report_to(db, None, id, people.dotted.person_id, DAY, kind="dotted")
    rules.report_to(db, None, id, zhou, DAY + timedelta(days=5))
    assert lines(db, id) == [
        (chen, "solid", DAY, DAY + timedelta(days=5)),
        (people.dotted.person_id, "dotted", DAY, None),
        (zhou, "solid", DAY + timedelta(days=5), None),
    ]


def test_a_line_of_the_same_day_replaces(db: Session, people, new):
    id = new()
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    rules.report_to(db, None, id, people.zhou.person_id, DAY)
    assert lines(db, id) == [(people.zhou.person_id, "solid", DAY, None)]


def test_a_line_that_ends_ahead_is_replaced_too(db: Session, people, new):
    """Nobody has two solid managers at once."""
    id, later = new(), clock.today() + timedelta(days=30)
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    line = db.exec(select(ReportingLine.id).where(ReportingLine.person_id == id)).one()
    rules.end_line(db, None, id, line, later)
    rules.report_to(db, None, id, people.zhou.person_id, clock.today())
    assert [m for m, how in access.managers(db, id) if how == "solid"] == [people.zhou.person_id]


def test_a_line_does_not_begin_before_the_one_it_replaces(db: Session, people, new):
    id = new()
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    with pytest.raises(Refused) as refused:
        rules.report_to(db, None, id, people.zhou.person_id, DAY - timedelta(days=1))
    assert set(refused.value.errors) == {"since"}


def test_nobody_reports_to_herself(db: Session, people):
    with pytest.raises(Refused):
        rules.report_to(db, None, people.lin.person_id, people.lin.person_id, DAY)
    with pytest.raises(NotFound):
        rules.report_to(db, None, people.lin.person_id, 999, DAY)


@pytest.mark.parametrize("below", ["chen", "lin"])
def test_a_circle_is_refused(db: Session, people, below):
    with pytest.raises(Refused) as refused:
        rules.report_to(db, None, people.zhou.person_id, getattr(people, below).person_id, clock.today())
    assert set(refused.value.errors) == {"manager"}
    assert not circle_from(db, people.zhou.person_id)


def test_a_circle_that_would_close_later_is_refused(db: Session, new):
    one, two = new("甲"), new("乙")
    rules.report_to(db, None, one, two, clock.today() + timedelta(days=30))
    with pytest.raises(Refused):
        rules.report_to(db, None, two, one, clock.today())
    assert not circle_from(db, one)


def test_two_dotted_lines_may_face_each_other(db: Session, new):
    one, two = new("甲"), new("乙")
    rules.report_to(db, None, one, two, DAY, kind="dotted")
    rules.report_to(db, None, two, one, DAY, kind="dotted")
    rules.report_to(db, None, two, one, DAY)


def test_a_circle_in_the_table_hangs_nothing(db: Session, people):
    """Forced past the rules: who is above whom is still answered."""
    zhou, lin = people.zhou.person_id, people.lin.person_id
    db.add(ReportingLine(person_id=zhou, manager_id=lin, kind="solid", since=DAY))
    db.flush()
    assert {m for m, _ in access.managers(db, lin)} >= {zhou, lin, people.chen.person_id}
    assert access.relation(db, people.lin, zhou).line
    assert access.relation(db, people.lin, lin).is_self
    with pytest.raises(Refused):
        rules.report_to(db, None, people.chen.person_id, lin, clock.today())
    rules.report_to(db, None, people.zhao.person_id, lin, clock.today())


def test_pages_answer_with_a_circle_in_the_table(client_for, database, people):
    with database.writing() as db:
        row = {"p": people.zhou.person_id, "m": people.lin.person_id, "since": DAY}
        db.execute(
            text("INSERT INTO reporting_line (person_id, manager_id, kind, since) VALUES (:p, :m, 'solid', :since)"),
            row,
        )
    for who in ("lin", "chen", "zhou", "wang"):
        client = client_for(who)
        for path in ("/", "/people", f"/people/{people.lin.person_id}", f"/people/{people.zhou.person_id}/gaps"):
            assert client.get(path).status_code == 200


def test_ending_a_line(db: Session, people, new):
    id = new()
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    line = db.exec(select(ReportingLine.id).where(ReportingLine.person_id == id)).one()
    with pytest.raises(NotFound):
        rules.end_line(db, None, people.lin.person_id, line, clock.today())
    rules.end_line(db, None, id, line, DAY + timedelta(days=3))
    assert lines(db, id) == [(people.chen.person_id, "solid", DAY, DAY + timedelta(days=3))]
    assert last_action(db) == ("line.ended", id)


def test_an_ended_line_does_not_begin_to_live_again(db: Session, people, new):
    id = new()
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    line = db.exec(select(ReportingLine.id).where(ReportingLine.person_id == id)).one()
    rules.end_line(db, None, id, line, DAY + timedelta(days=3))
    with pytest.raises(Refused):
        rules.end_line(db, None, id, line, clock.today() + timedelta(days=400))
    assert access.managers(db, id) == []


def test_a_slip_in_the_date_does_not_erase_a_line(db: Session, people, new):
    id = new()
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    line = db.exec(select(ReportingLine.id).where(ReportingLine.person_id == id)).one()
    with pytest.raises(Refused) as refused:
        rules.end_line(db, None, id, line, DAY - timedelta(days=1))
    assert set(refused.value.errors) == {"on"}
    assert len(lines(db, id)) == 1


def test_a_line_that_ends_as_it_begins_never_was(db: Session, people, new):
    id = new()
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    line = db.exec(select(ReportingLine.id).where(ReportingLine.person_id == id)).one()
    rules.end_line(db, None, id, line, DAY)
    assert lines(db, id) == []


def test_leaving(db: Session, people):
    chen, today = people.chen.person_id, clock.today()
    rules.leave(db, None, chen, today)
    assert db.get(Person, chen).left_on == today
    assert all(until is not None for _, _, _, until in lines(db, chen))
    assert all(until is not None for _, _, until in placements(db, chen))
    assert [m for m, how in access.managers(db, people.lin.person_id) if how == "solid"] == []
    assert db.exec(select(Account.disabled_at).where(Account.person_id == chen)).one() is not None
    assert last_action(db) == ("person.left", chen)


def test_leaving_ends_what_was_to_begin(db: Session, people, new):
    id, today = new(), clock.today()
    rules.place(db, None, id, "junior", today + timedelta(days=5))
    rules.report_to(db, None, id, people.chen.person_id, today + timedelta(days=5))
    rules.leave(db, None, id, today)
    assert placements(db, id) == [] and lines(db, id) == []


def test_leaving_ends_what_was_to_end_later(db: Session, people, new):
    id, today = new(), clock.today()
    rules.report_to(db, None, id, people.chen.person_id, DAY)
    line = db.exec(select(ReportingLine.id).where(ReportingLine.person_id == id)).one()
    rules.end_line(db, None, id, line, today + timedelta(days=90))
    rules.leave(db, None, id, today)
    assert lines(db, id) == [(people.chen.person_id, "solid", DAY, today)]


def test_leaving_without_an_account(db: Session, new):
    id = new()
    rules.leave(db, None, id, clock.today())
    with pytest.raises(NotFound):
        rules.leave(db, None, 999, clock.today())
