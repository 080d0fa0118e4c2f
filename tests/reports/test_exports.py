"""Reports as files: at once or as a job, the same rows as on screen, written down, for HR alone."""

import csv
import json
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from app.jobs.models import Job
from app.jobs.workshop import Workshop
from app.kit import clock
from app.kit.db import Database
from app.people import accounts
from app.reports import exporting
from app.reports.registry import REPORTS
from app.settings import Settings
from app.trail.models import TrailEvent
from tests.pages import Page, english

ONCE = "a token of the form"


@pytest.fixture
def shop(database: Database) -> Workshop:
    return Workshop(database, Settings(), [exporting.KIND])


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def events(database: Database, action: str) -> list[TrailEvent]:
    with database.reading() as db:
        return list(db.exec(select(TrailEvent).where(TrailEvent.action == action)))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_each_report_in_each_format(client_for, report):
    wang = english(client_for("wang"))
    rows = table(wang.get(f"/reports/{report.name}.csv").content)
    found = json.loads(wang.get(f"/reports/{report.name}.json").content)
    sheets = load_workbook(BytesIO(wang.get(f"/reports/{report.name}.xlsx").content)).worksheets
    assert rows[0] == [column["title"] for column in found["columns"]] == [cell.value for cell in sheets[0][1]]
    assert len(rows) - 1 == len(found["rows"]) == sheets[0].max_row - 1
    assert not [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert found["about"]["framework"] and found["about"]["made_by"] == "Wang Fang"
    explained = {row[0].value: row[1].value for row in sheets[1].iter_rows(min_row=2)}
    assert set(rows[0]) <= set(explained) and "Framework version" in explained


def test_what_it_is_about_is_in_the_file(client_for, people):
    wang = english(client_for("wang"))
    answer = wang.get("/reports/progression.csv?word=lin&level=intermediate")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Progression 20')
    assert answer.headers["cache-control"] == "no-store"
    rows = table(answer.content)
    assert len(rows) == 2 and "Lin Xiaoyu" in rows[1]
    about = json.loads(wang.get("/reports/progression.json?word=lin&level=intermediate").content)["about"]
    assert about["word"] == "lin" and about["level"]


def test_each_export_is_written_down_without_the_word_and_read_by_those_in_it(client_for, people, database):
    wang = client_for("wang")
    for _time in range(2):
        wang.get("/reports/progression.csv?word=lin&day=")
    exported = events(database, "report.exported")
    assert [(one.actor_id, one.object) for one in exported] == [(people.wang.person_id, "report:progression")] * 2
    facts = json.loads(exported[0].details)
    assert (facts["format"], facts["rows"], facts["by_word"], facts["filters"]) == ("csv", 1, True, "")
    assert [one.subject_id for one in events(database, "record.read")] == [people.lin.person_id], "once a day"
    assert "王芳" in Page(client_for("lin").get("/me/looked")).text


def test_many_people_become_a_job(client_for, people, database, shop, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    wang = english(client_for("wang"))
    few = wang.get("/reports/progression.csv?word=lin")
    assert few.headers["content-type"].startswith("text/csv")
    page = Page(wang.get("/reports/progression.csv"))
    assert "takes a while" in page.text and len(events(database, "report.exported")) == 1

    sent = {"format": "csv", "once": ONCE}
    answers = [wang.post("/reports/progression/exports", data=sent) for _time in range(2)]
    assert len({answer.headers["location"] for answer in answers}) == 1, "sent twice is one job"
    assert shop.run_waiting() == 1
    _few, exported = events(database, "report.exported")
    job = answers[0].headers["location"]
    assert "Progression as CSV" in wang.get(job).text and 'href="/reports/progression"' in wang.get(job).text
    monkeypatch.undo()
    at_once, later = wang.get("/reports/progression.csv"), wang.get(f"{job}/file")
    assert table(at_once.content) == table(later.content)
    assert json.loads(exported.details)["rows"] == len(table(later.content)) - 1
    assert client_for("root").get(f"{job}/file").status_code == 404


def test_who_lost_the_role_gets_no_file(client_for, people, database, shop):
    wang = client_for("wang")
    job = wang.post("/reports/progression/exports", data={"format": "xlsx", "once": ONCE}).headers["location"]
    second = wang.post("/reports/progression/exports", data={"format": "csv", "once": f"{ONCE} 2"})
    assert second.status_code == 303
    with database.writing() as db:
        accounts.set_roles(db, None, people.wang.person_id, frozenset())
    shop.run_waiting()
    assert client_for("wang").get(f"{job}/file").status_code == 404
    with database.reading() as db:
        assert {one.outcome for one in db.exec(select(Job))} == {"failed"}
    assert not events(database, "report.exported")


def test_the_job_keeps_the_filters_and_leads_back_to_them(client_for, shop):
    wang = english(client_for("wang"))
    sent = {"format": "json", "once": ONCE, "word": "lin", "level": "intermediate", "day": str(clock.today())}
    job = wang.post("/reports/time-in-level/exports", data=sent)
    assert job.status_code == 303
    shop.run_waiting()
    page = wang.get(job.headers["location"]).text
    assert "level=intermediate" in page and f"day={clock.today()}" in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reports/progression.exe", 404), ("/reports/nothing.csv", 404),
        ("/reports/progression.csv?day=2999-01-01", 422),
        ("/reports/progression.csv?department=99999", 404), ("/reports/progression.csv?level=x", 404),
    ],
)  # fmt: skip
def test_nonsense(client_for, path, status):
    assert client_for("wang").get(path).status_code == status


@pytest.mark.parametrize(
    "sent", [{"format": "csv"}, {"format": "exe", "once": ONCE}, {"format": "csv", "once": ONCE, "day": "soon"}]
)
def test_a_form_that_is_none(client_for, sent):
    assert client_for("wang").post("/reports/progression/exports", data=sent).status_code in (404, 422)


def test_for_hr_alone(client_for, people: SimpleNamespace):
    for login in ("lin", "chen", "root"):
        client = client_for(login)
        assert client.get("/reports/progression.csv").status_code == 403
        assert client.post("/reports/progression/exports", data={"format": "csv", "once": ONCE}).status_code == 403
