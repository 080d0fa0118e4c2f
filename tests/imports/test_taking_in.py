"""What a file changes, written and read back."""

from datetime import timedelta

from sqlmodel import Session, select

from app.kit import clock
from app.people import queries
from app.people.models import Department, Person
from tests.imports.files import HEADERS, STAFF, csv_of, drawn, taken


def number(db: Session, staff_number: str) -> Person:
    return db.exec(select(Person).where(Person.staff_number == staff_number)).one()


def test_three_new_people_with_departments_levels_and_lines(db):
    plan = taken(db, csv_of(STAFF))
    assert plan.counts == {"added": 3, "changed": 0, "ended": 0, "untouched": 0, "rows": 3}
    luo, he = number(db, "00103"), number(db, "00102")
    assert (luo.name, str(luo.joined_on), luo.sort_key) == ("罗敏", "2023-04-03", "luo min")
    team = db.get_one(Department, luo.department_id)
    assert (team.title, db.get_one(Department, team.parent_id).title) == ("广州组", "华南")
    assert [(one.level, one.face, one.since) for one in queries.placements(db, he.id)] == [
        ("senior", "manager", clock.today())
    ]
    assert [(one.kind, one.manager_id) for one in queries.lines(db, luo.id)] == [("solid", he.id)]


def test_the_same_file_twice_changes_nothing(db):
    taken(db, csv_of(STAFF))
    plan, faults = drawn(db, csv_of(STAFF))
    assert not faults.found and not plan.changes
    assert plan.counts["untouched"] == 3


def test_managers_in_any_order(db):
    taken(db, csv_of(STAFF[::-1]))
    assert queries.lines(db, number(db, "00103").id)[0].manager_id == number(db, "00102").id


def test_what_differs_is_changed_field_by_field(db):
    taken(db, csv_of(STAFF))
    later = clock.today() + timedelta(days=30)
    row = ("00103", "罗敏敏", "华南", "senior", "00101", "2023-04-03")
    plan = taken(db, csv_of([row]), since=later)
    (change,) = plan.changes
    assert [(one.field, str(one.before), str(one.after)) for one in change.differences] == [
        ("name", "罗敏", "罗敏敏"),
        ("department", "('华南', '广州组')", "('华南',)"),
        ("level", "Place(level='intermediate', face=None)", "Place(level='senior', face=None)"),
        ("manager", str((plan_person("何静", "00102"),)), str((plan_person("高远", "00101"),))),
    ]
    assert queries.lines(db, number(db, "00103").id)[1].until == later


def plan_person(name: str, number: str) -> object:
    from app.imports.plan import Person as Shown

    return Shown(name, number)


def test_whoever_leaves_ends_and_stays_recorded(db):
    taken(db, csv_of(STAFF))
    today = clock.today()
    plan = taken(db, csv_of([("00103", "罗敏", today.isoformat())], ("工号", "姓名", "离职日期")))
    assert plan.counts["ended"] == 1
    luo = number(db, "00103")
    assert luo.left_on == today and not queries.lines(db, luo.id)


def test_a_complete_file_ends_those_it_does_not_have(db):
    taken(db, csv_of(STAFF))
    plan = taken(db, csv_of(STAFF[:2]), complete=True)
    assert [(change.number, change.kind, change.row) for change in plan.changes] == [("00103", "ended", 0)]
    assert number(db, "00103").left_on == clock.today()


def faults_of(db: Session, rows: list[tuple[str, ...]], headers: tuple[str, ...] = HEADERS, **options: object) -> list:
    _plan, faults = drawn(db, csv_of(rows, headers), **options)
    return [(fault.row, fault.column, fault.value) for fault in faults.sorted()]


def test_every_fault_of_every_row_at_once(db):
    found = faults_of(
        db,
        [
            ("00101", "高远", "华南", "渠道运营总监", "", "31/12"),
            ("00101", "高远", "华南", "第九级", "没有人", "2020-02-30"),
            ("", "无号", "华南", "", "", ""),
            ("00104", "", "华南", "", "00104", ""),
        ],
    )
    assert found == [
        (2, "F", "31/12"),
        (3, "A", "00101"),
        (3, "D", "第九级"),
        (3, "E", "没有人"),
        (3, "F", "2020-02-30"),
        (4, "A", ""),
        (5, "B", ""),
        (5, "E", "00104"),
    ]


def test_a_circle_is_named(db):
    taken(db, csv_of(STAFF))
    rows = [("00101", "高远", "", "", "00103", "")]
    _plan, faults = drawn(db, csv_of(rows))
    (fault,) = faults.found
    assert (fault.row, fault.column) == (2, "E")
    assert "高远 00101 → 罗敏 00103 → 何静 00102 → 高远 00101" in fault.reason
