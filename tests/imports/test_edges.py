"""Who leaves, comes back, leads nobody any more; days, faces, departments; what an empty cell means."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.kit import clock
from app.people import queries
from app.people.models import Person
from tests.imports.files import HEADERS, STAFF, csv_of, drawn, taken

TODAY = clock.today()
GONE = ("工号", "姓名", "职级", "上级工号", "离职日期")


def faults(db: Session, rows, headers=HEADERS, **options) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in drawn(db, csv_of(rows, headers), **options)[1].sorted()]


def hers(db: Session, number: str) -> Person:
    return db.exec(select(Person).where(Person.staff_number == number)).one()


def test_one_who_left_is_taken_in_with_her_past_level(db):
    headers = ("工号", "姓名", "职级", "现职级起始日期", "入职日期", "离职日期", "上级工号")
    row = ("9", "吴刚", "senior", "2020-01-01", "2019-01-01", "2021-01-01", "who knows")
    assert faults(db, [row], headers) == []
    taken(db, csv_of([row], headers))
    wu = hers(db, "9")
    assert [str(one.until) for one in queries.placements(db, wu.id)] == ["2021-01-01"]
    assert str(wu.left_on) == "2021-01-01" and not queries.lines(db, wu.id)
    assert not drawn(db, csv_of([row], headers))[0].changes


def test_nobody_stands_under_one_who_left(db):
    rows = [("1", "高远", "", "", TODAY.isoformat()), ("2", "何静", "", "1", "")]
    assert faults(db, rows, GONE) == [(3, "D")]


def test_one_who_left_does_not_come_back_by_a_file(db):
    taken(db, csv_of([("1", "高远", "", "", TODAY.isoformat())], GONE))
    assert faults(db, [("1", "高远", "senior", "", "")], GONE) == [(2, "A")]
    assert faults(db, [("1", "高 远", "", "", "")], GONE) == []


def test_whoever_imports_does_not_end_herself(db, people):
    hers = db.get_one(Person, people.wang.person_id)
    hers.staff_number = "HR1"
    db.flush()
    row = ("HR1", "王芳", "", "", TODAY.isoformat())
    assert faults(db, [row], GONE, by=people.wang.person_id) == [(2, "E")]
    assert faults(db, STAFF, by=people.wang.person_id, complete=True) == [(0, "")]


def test_leaving_before_joining(db):
    headers = ("工号", "姓名", "入职日期", "离职日期")
    assert faults(db, [("1", "高远", "2020-01-02", "2020-01-01")], headers) == [(2, "D")]


def test_days_as_the_column_writes_them(db):
    headers = ("工号", "姓名", "入职日期")
    assert faults(db, [("1", "高远", "11/12/2020")], headers) == [(2, "C")]
    assert faults(db, [("1", "高远", "11/12/2020"), ("2", "何静", "11/25/2020")], headers) == []
    taken(db, csv_of([("1", "高远", "11/12/2020")], headers), order="dmy")
    assert str(hers(db, "1").joined_on) == "2020-12-11"


@pytest.mark.parametrize(
    ("level", "face", "wrong"),
    [
        ("senior", "manager", ""),
        ("渠道运营经理", "", ""),
        ("junior", "manager", "D"),
        ("senior", "king", "D"),
        ("", "manager", "D"),
    ],
)
def test_levels_and_faces(db, level, face, wrong):
    headers = ("工号", "姓名", "职级", "方向")
    assert faults(db, [("1", "高远", level, face)], headers) == ([(2, wrong)] if wrong else [])
    if not wrong:
        taken(db, csv_of([("1", "高远", level, face)], headers))
        assert [(one.level, one.face) for one in queries.placements(db, hers(db, "1").id)] == [("senior", "manager")]


def test_a_level_that_is_recorded_keeps_its_beginning(db):
    headers = ("工号", "姓名", "职级", "现职级起始日期")
    taken(db, csv_of([("1", "高远", "junior", "2024-01-01")], headers))
    assert faults(db, [("1", "高远", "junior", "2023-01-01")], headers) == [(2, "D")]
    assert faults(db, [("1", "高远", "senior", "2023-01-01")], headers) == [(2, "D")]
    assert faults(db, [("1", "高远", "senior", "2025-01-01")], headers) == []


def test_a_department_by_its_own_name(db):
    taken(db, csv_of(STAFF))
    headers = ("工号", "姓名", "部门")
    taken(db, csv_of([("9", "吴刚", "广州组")], headers))
    assert hers(db, "9").department_id == hers(db, "00101").department_id
    taken(db, csv_of([("8", "秦岚", "华北＞广州组")], headers))
    assert faults(db, [("7", "韩梅", "广州组")], headers) == [(2, "C")]
    assert not drawn(db, csv_of([("8", "秦岚", "广州组")], headers))[0].changes


def test_an_empty_cell_takes_away_only_when_asked(db):
    taken(db, csv_of(STAFF))
    row = ("00103", "罗敏", "", "", "", "")
    assert not drawn(db, csv_of([row]))[0].changes
    plan = taken(db, csv_of([row]), clear=True, since=TODAY + timedelta(days=1))
    assert [one.field for one in plan.changes[0].differences] == ["department", "manager"]
    luo = hers(db, "00103")
    assert luo.department_id is None and queries.lines(db, luo.id)[0].until == TODAY + timedelta(days=1)
    assert str(luo.joined_on) == "2023-04-03" and queries.placements(db, luo.id)[0].until is None
