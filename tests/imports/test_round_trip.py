"""Everybody as a file: typed, without formulas, and taken back by the import without a change."""

import io
from datetime import timedelta

import openpyxl
import pytest
from sqlmodel import Session, select

from app.kit import clock, sheets
from app.kit.i18n import speaking
from app.people import rules
from app.people.models import Person
from app.trail.models import TrailEvent
from tests.imports.files import drawn

SURE = "+1 (渠道|部)"


@pytest.fixture
def numbered(database, people):
    """The cast with staff numbers that begin with zeros, and what makes a spreadsheet stumble."""
    with database.writing() as db:
        for n, one in enumerate(db.exec(select(Person).order_by(Person.id)).all()):
            one.staff_number = f"{n:04}"
        lin = db.get_one(Person, people.lin.person_id)
        lin.name_latin, lin.email = "=1+1", "@lin"
        inner = rules.department(db, "华东/一组", rules.department(db, SURE).id)
        lin.department_id = inner.id
        today = clock.today()
        rules.leave(db, None, people.gone.person_id, today)
        rules.report_to(db, None, people.zhao.person_id, people.chen.person_id, today + timedelta(9), "dotted")
        rules.place(db, None, people.zhao.person_id, "senior", today + timedelta(30), "manager")
    return people


def taken_out(client_for, format: str, language: str = "zh") -> bytes:
    client = client_for("wang")
    client.put("/settings/language", data={"language": language, "next": "/people"})
    answer = client.get(f"/people/export.{format}")
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment")
    return answer.content


@pytest.mark.parametrize("format", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_own_file_changes_nothing(database, client_for, numbered, format, language):
    data = taken_out(client_for, format, language)
    with database.writing() as db, speaking(language):
        plan, faults = drawn(db, data)
        assert not faults.found, faults.sorted()
        assert not plan.changes, plan.changes
        assert plan.rows == len(db.exec(select(Person)).all())


@pytest.mark.parametrize("options", [{"clear": True}, {"complete": True}])
def test_nor_does_it_when_it_is_said_to_be_complete(database, client_for, numbered, options):
    data = taken_out(client_for, "xlsx")
    with database.writing() as db:
        plan, faults = drawn(db, data, **options)
        assert not faults.found and not plan.changes, (faults.sorted(), plan.changes)


def test_an_independent_reader_finds_types_and_no_formula(client_for, numbered):
    book = openpyxl.load_workbook(io.BytesIO(taken_out(client_for, "xlsx")))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    page = book.worksheets[0]
    heads = {cell.value: cell.column for cell in page[1]}
    for row in page.iter_rows(min_row=2):
        number, joined = row[heads["工号"] - 1], row[heads["入职日期"] - 1]
        assert number.data_type == "s" and len(number.value) == 4
        assert joined.is_date and joined.value.date() <= clock.today()
    assert "=1+1" in {cell.value for cell in page["C"]}


def test_a_text_file_has_no_formula(client_for, numbered):
    data = taken_out(client_for, "csv").decode("utf-8-sig")
    assert ",'=1+1," in data and ",'@lin," in data and not [ch for ch in "=+@" if f",{ch}" in data]
    assert "=1+1" in {line.cells[2] for line in sheets.read(data.encode()).rows}


def test_it_is_written_down(database, client_for, numbered):
    taken_out(client_for, "csv")
    with database.reading() as db:
        (event,) = _exported(db)
        assert event.actor_id == numbered.wang.person_id and event.object == "people"


def _exported(db: Session) -> list[TrailEvent]:
    return list(db.exec(select(TrailEvent).where(TrailEvent.action == "people.exported")).all())


def test_other_kinds_of_file_do_not_exist(client_for):
    assert client_for("wang").get("/people/export.json").status_code == 404
    assert client_for("chen").get("/people/export.csv").status_code == 403
