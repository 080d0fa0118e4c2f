"""Thousands at once or one by one: the same rows, the same history, the same trail."""

from datetime import date

from sqlmodel import Session, select

from app.kit import clock
from app.people import accounts, queries, rules
from app.people.history_models import PersonHistory
from app.people.models import Account, Department, Person, Placement, ReportingLine
from app.trail.models import TrailEvent
from app.trail.rules import broken_link
from tests.databases import Databases
from tests.imports.files import csv_of, taken

HEADERS = (
    "工号",
    "姓名",
    "邮箱",
    "部门",
    "职级",
    "方向",
    "现职级起始日期",
    "入职日期",
    "离职日期",
    "上级工号",
    "虚线上级",
)
BEFORE = (
    ("1", "高远", "", "华南", "director", "", "2020-01-01", "2015-03-01", "", "", ""),
    ("2", "何静", "", "华南", "senior", "manager", "2021-01-01", "2018-07-09", "", "1", ""),
    ("3", "罗敏", "", "华南/广州组", "junior", "", "2022-01-01", "2021-04-03", "", "2", "1"),
    ("4", "梁超", "", "华南/广州组", "junior", "", "2022-01-01", "2021-04-03", "", "2", ""),
)
AFTER = (
    ("1", "高远", "gao@example.com", "华南", "director", "", "", "", "", "", ""),
    ("3", "罗敏敏", "", "华南/深圳组", "intermediate", "", "", "", "", "1", "5"),
    ("4", "梁超", "", "", "", "", "", "", "TODAY", "", ""),
    ("5", "谢宁", "", "华东", "senior", "specialist", "2024-02-01", "2019-09-09", "", "1", ""),
)


def rows(db: Session) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the two ways must agree on, without ids and moments."""
    names = {one.id: one.name for one in db.exec(select(Person)).all()}
    people = db.exec(select(Person).where(Person.staff_number.is_not(None))).all()  # type: ignore[union-attr]
    hers = {one.id for one in people}
    levels = [one for one in db.exec(select(Placement)).all() if one.person_id in hers]
    lines = [one for one in db.exec(select(ReportingLine)).all() if one.person_id in hers]
    # by the number of what it is about, which a new line may have from one that was taken back
    history = [one for one in db.exec(select(PersonHistory)).all() if one.person_id in hers]
    events = [one for one in db.exec(select(TrailEvent)).all() if one.subject_id in hers]
    disabled = [one.person_id for one in db.exec(select(Account)).all() if one.disabled_at]
    return {
        "people": sorted((p.staff_number, p.name, p.sort_key, p.email, p.joined_on, str(p.left_on)) for p in people),
        "departments": sorted((names[p.id], str(titles(db, p.department_id))) for p in people),
        "levels": sorted((names[p.person_id], p.level, str(p.face), p.since, str(p.until)) for p in levels),
        "lines": sorted((names[p.person_id], names[p.manager_id], p.kind, p.since, str(p.until)) for p in lines),
        "last known": sorted(state(h, names) for h in {(h.fact, h.ref_id): h for h in history}.values() if not h.gone),
        "trail": sorted((names[e.subject_id or 0], e.action, e.details) for e in events),
        "disabled": sorted(names[one] for one in disabled),
    }  # fmt: skip


def state(one: PersonHistory, names: dict[int | None, str]) -> tuple[str, ...]:
    what = (one.fact, str(one.level), str(one.face), names.get(one.manager_id, ""))
    return (names[one.person_id], *what, str(one.since), str(one.until))


def titles(db: Session, id: int | None) -> list[str]:
    unit = db.get(Department, id) if id else None
    return [] if unit is None else [*titles(db, unit.parent_id), unit.title]


def in_bulk(db: Session) -> None:
    taken(db, csv_of(BEFORE, HEADERS))
    invite(db)
    taken(
        db, csv_of([[clock.today().isoformat() if cell == "TODAY" else cell for cell in row] for row in AFTER], HEADERS)
    )


def invite(db: Session) -> None:
    found = db.exec(select(Person).where(Person.staff_number == "4")).one()
    accounts.create_account(db, None, found.id or 0, "liang")


def by_verbs(db: Session) -> None:
    today = clock.today()
    south, east = rules.department(db, "华南"), rules.department(db, "华东")
    guang, shen = (rules.department(db, title, south.id) for title in ("广州组", "深圳组"))
    gao = _add(db, "高远", "1", south, "2015-03-01", ("director", None, "2020-01-01"))
    he = _add(db, "何静", "2", south, "2018-07-09", ("senior", "manager", "2021-01-01"))
    luo = _add(db, "罗敏", "3", guang, "2021-04-03", ("junior", None, "2022-01-01"))
    liang = _add(db, "梁超", "4", guang, "2021-04-03", ("junior", None, "2022-01-01"))
    for person, manager, kind in ((he, gao, "solid"), (luo, he, "solid"), (luo, gao, "dotted"), (liang, he, "solid")):
        rules.report_to(db, None, person, manager, today, kind)
    invite(db)
    _correct(db, gao, "高远", "gao@example.com", south)
    _correct(db, luo, "罗敏敏", "", shen)
    rules.place(db, None, luo, "intermediate", today)
    rules.report_to(db, None, luo, gao, today)
    xie = _add(db, "谢宁", "5", east, "2019-09-09", ("senior", "specialist", "2024-02-01"))
    rules.report_to(db, None, xie, gao, today)
    line = next(one for one in queries.lines(db, luo) if one.kind == "dotted")
    rules.report_to(db, None, luo, xie, today, "dotted")
    rules.end_line(db, None, luo, line.id, today)
    rules.leave(db, None, liang, today)


def _add(db, name, number, department, joined, place) -> int:
    person = rules.add_person(
        db, None, name=name, staff_number=number, department_id=department.id, joined_on=date.fromisoformat(joined)
    )
    level, face, since = place
    rules.place(db, None, person.id, level, date.fromisoformat(since), face)
    return person.id


def _correct(db, id, name, email, department) -> None:
    person = rules.find(db, id)
    rules.correct_person(
        db, None, id, name=name, name_latin="", staff_number=person.staff_number, email=email,
        department_id=department.id,
    )  # fmt: skip


def test_the_same_rows(databases: Databases, database):
    found = []
    for act in (in_bulk, by_verbs):
        with databases.copy("sqlite" if database.sqlite else "postgresql") as copy:
            with copy.writing() as db:
                act(db)
                db.flush()
            with copy.reading() as db:
                found.append(rows(db))
                assert broken_link(db) is None
    bulk, verbs = found
    assert bulk == verbs
    assert len(bulk["trail"]) > 12 and bulk["disabled"] == ["梁超"]
