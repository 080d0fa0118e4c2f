"""GET /reports and /reports/{name}: what HR sees, filters, faults, what is written down; for nobody else."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from app.kit import clock
from app.kit.db import Database
from app.people import rules
from app.people.selection import departments
from app.reports.registry import REPORTS
from app.trail.models import TrailEvent
from tests.pages import Page, english
from tests.reviews.signed import signed

PROGRESSION = "/reports/progression"
TIME = "/reports/time-in-level"


@pytest.fixture
def hr(client_for) -> TestClient:
    return english(client_for("wang"))


def names(client: TestClient, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [link.text or "" for link in Page(response).all(".//table/tbody/tr/th/a")]


def events(db: Session, action: str) -> list[TrailEvent]:
    return list(db.exec(select(TrailEvent).where(col(TrailEvent.action) == action)))


def test_every_report_is_listed_with_its_question(hr):
    page = hr.get("/reports").text
    for report in REPORTS:
        assert f"/reports/{report.name}" in page and report.question in page


def test_people_come_by_name_with_their_level_and_ratings(hr, database, people):
    with database.writing() as db:
        signed(db, people)
    page = Page(hr.get(PROGRESSION))
    rows = {row[0][0].text: row for row in page.all(".//table/tbody/tr")}
    assert list(rows)[:3] == ["Chen Jianguo", "Administrator", "Lin Xiaoyu"], "by pinyin: chen, guan, lin"
    said = "".join(rows["Lin Xiaoyu"].itertext())
    assert "Channel operations specialist" in said and "Chen Jianguo" in said
    signs = [cell.get("class", "") for cell in rows["Lin Xiaoyu"].iter() if "cell" in cell.get("class", "")]
    assert len(signs) == 12 and any("is-met" in one or "is-one_short" in one for one in signs)
    assert sum("is-not_rated" in one for one in signs) == 9


@pytest.mark.parametrize("address", [PROGRESSION, TIME])
def test_filters_choose_people(hr, database, people, address):
    with database.reading() as db:
        first = next(unit.id for unit in departments(db) if unit.title == "渠道一部")
    assert set(names(hr, f"{address}?department={first}")) == {"Zhou Min", "Chen Jianguo", "Lin Xiaoyu"}
    assert set(names(hr, f"{address}?level=intermediate")) == {"Lin Xiaoyu", "Zhao Lei"}
    assert set(names(hr, f"{address}?manager={people.zhou.person_id}")) == {"Chen Jianguo", "Lin Xiaoyu"}
    assert set(names(hr, f"{address}?word=lin")) == {"Lin Xiaoyu"}
    assert names(hr, f"{address}?department={first}&level=intermediate") == ["Lin Xiaoyu"]


def test_nobody_fits_says_what_to_do(hr):
    assert "Nobody fits what is chosen" in hr.get(f"{PROGRESSION}?word=nobody").text


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "1200-01-01", "9999-12-31", "0001-01-01"])
def test_a_day_that_cannot_be_asked_about(hr, day):
    response = hr.get(f"{PROGRESSION}?day={day}")
    assert response.status_code == 422
    field = next(one for one in Page(response).all(".//input") if one.get("name") == "day")
    assert (field.get("value"), field.get("aria-invalid")) == (day, "true")
    assert Page(response).id("d-day") is not None


@pytest.mark.parametrize(
    "filters", ["department=999999", "level=none", "manager=abc", "department=-1", "page=9", "department=99999999999"]
)
def test_what_does_not_exist_is_not_found(hr, filters):
    assert hr.get(f"{PROGRESSION}?{filters}").status_code == 404


def test_before_the_framework_there_is_no_report(hr):
    assert hr.get(f"{PROGRESSION}?day=2020-01-01").status_code == 404


def test_a_reading_is_in_the_trail_and_each_person_can_see_it(hr, database, people):
    for _time in range(2):
        hr.get(PROGRESSION)
    with database.reading() as db:
        read = [one.subject_id for one in events(db, "record.read")]
        assert len(events(db, "report.read")) == 2
    assert people.lin.person_id in read and people.wang.person_id not in read
    assert len(read) == len(set(read))


def test_nobody_but_hr(client_for):
    for login in ("lin", "chen", "zhou", "root"):
        for address in ("/reports", PROGRESSION, TIME, f"{PROGRESSION}.pdf"):
            assert client_for(login).get(address).status_code == 403


def test_fifty_at_a_time(hr, database: Database):
    with database.writing() as db:
        for number in range(60):
            rules.add_person(db, None, name=f"员工{number:02}", joined_on=clock.today() - timedelta(days=9))
    first, second = names(hr, TIME), names(hr, f"{TIME}?page=2")
    assert len(first) == 50 and len(second) == 19 and not set(first) & set(second)


def test_the_number_of_queries_does_not_grow_with_people(hr, database, count_queries):
    def queries() -> int:
        with count_queries() as found:
            hr.get(PROGRESSION)
        return len(found)

    queries()
    before = queries()
    with database.writing() as db:
        for number in range(30):
            new = rules.add_person(db, None, name=f"员工{number:02}", joined_on=clock.today())
            rules.place(db, None, new.id or 0, "junior", clock.today())
    queries()
    assert queries() == before


@pytest.fixture
def papers(hr, database, people) -> list[str]:
    with database.writing() as db:
        signed(db, people)
    return [_text(hr, report.name) for report in REPORTS]


def _text(client: TestClient, name: str) -> str:
    response = client.get(f"/reports/{name}.pdf")
    assert response.status_code == 200 and response.headers["content-type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)


def test_every_report_prints(papers):
    assert "Lin Xiaoyu" in papers[0] and "Made by" in papers[0]
    for report, paper in zip(REPORTS, papers, strict=True):
        assert report.title in paper.replace("\n", " ")
