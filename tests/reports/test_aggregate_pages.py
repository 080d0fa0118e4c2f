"""The reports on groups as HR sees them: numbers, their reasons, and what teaches where there are none."""

import json
from datetime import timedelta

import pytest

from app.framework import versions
from app.reports.registry import REPORTS
from app.reports.report import GroupReport
from tests.pages import Page, english, texts
from tests.reports.organisation import BEGAN, Made, made, on

OF_GROUPS = [report.name for report in REPORTS if isinstance(report, GroupReport)]
EMPTY = {
    "coverage": "none was by this day",
    "pipeline": "none was by this day",
    "drift": "none was by this day",
    "completion": "none had opened by this day",
    "certificates": "None had been entered",
}
DAY = "2025-08-20"


@pytest.fixture
def organisation(database, people) -> Made:
    """The organisation of 2025, its framework in force since then."""
    with database.writing() as db:
        framework = versions.in_force(db).framework
        with on(BEGAN):
            versions.publish(db, None, framework, BEGAN)
        return made(db, people)


def rows(client, address: str) -> list[list[str]]:
    page = Page(client.get(address))
    return [texts(row.findall("td")) for row in page.all(".//table/tbody/tr")]


def data(client, address: str) -> list[dict[str, object]]:
    return json.loads(client.get(address).content)["rows"]


def test_the_five_of_them_are_there():
    assert sorted(OF_GROUPS) == sorted(EMPTY)


def test_an_empty_page_teaches(client_for):
    wang = client_for("wang")
    for name in OF_GROUPS:
        page = wang.get(f"/reports/{name}")
        assert page.status_code == 200
        assert "这里就有数了" in page.text or "还没有人录入证书" in page.text
    for name in OF_GROUPS:
        assert EMPTY[name] in english(wang).get(f"/reports/{name}").text


def test_each_tells_the_organisation_and_its_reasons(client_for, organisation):
    wang = english(client_for("wang"))
    for name in ("coverage", "pipeline", "drift", "completion"):
        page = wang.get(f"/reports/{name}?day={DAY}")
        assert page.status_code == 200
        assert "2025-04" in page.text
        assert Page(page).all(".//figure")
        told = {(row["of"], row["group"]): row["people"] for row in data(wang, f"/reports/{name}.json?day={DAY}")}
        assert told["All together", ""] == 28
        assert told["Department", "华东 / 上海组"] == 6
        assert ("Department", "华南 / 深圳组") not in told
        assert all(people >= 5 for people in told.values())


def test_coverage_counts_who_meets_the_level(client_for, organisation):
    found = data(english(client_for("wang")), f"/reports/coverage.json?day={DAY}&department="
                 f"{organisation.departments['上海组']}")  # fmt: skip
    teamwork = next(row for row in found if row["of"] == "All together" and row["competency"] == "Teamwork")
    assert (teamwork["people"], round(teamwork["share"], 4)) == (6, round(teamwork["met"] / 6, 4))
    assert 0 < teamwork["met"] < 6


def test_a_team_that_is_too_small_is_in_no_number_and_the_page_says_why(client_for, organisation):
    small = organisation.departments["深圳组"]
    for name in ("coverage", "pipeline", "drift", "completion"):
        page = english(client_for("wang")).get(f"/reports/{name}?day={DAY}&department={small}").text
        assert "No group of five people or more lies wholly inside" in page
        south = english(client_for("wang")).get(
            f"/reports/{name}?day={DAY}&department={organisation.departments['华南']}"
        )
        assert "Their people are in none of these numbers" in south.text
        assert "28" not in texts(Page(south).all(".//tbody/tr/td"))


def test_filters_by_level_and_by_manager(client_for, organisation):
    wang = english(client_for("wang"))
    everybody = data(wang, f"/reports/completion.json?day={DAY}&manager={organisation.boss}")
    assert everybody[0]["people"] == 28
    nobody = data(wang, f"/reports/completion.json?day={DAY}&manager={organisation.people[0]}")
    assert nobody == []
    junior = data(wang, f"/reports/completion.json?day={DAY}&level=junior")
    assert all(row["people"] >= 5 for row in junior)


def test_a_cycle_that_is_not_closed_by_the_day_has_no_ratings_yet(client_for, organisation):
    day = organisation.closed - timedelta(days=5)
    address = f"cycle={organisation.cycle}&day={day}"
    wang = english(client_for("wang"))
    for name in ("coverage", "pipeline", "drift"):
        assert "2025-04 was not closed by this day" in wang.get(f"/reports/{name}?{address}").text
    steps = data(wang, f"/reports/completion.json?{address}")
    assert (steps[0]["people"], steps[0]["signed"]) == (28, 0)
    later = data(wang, f"/reports/completion.json?cycle={organisation.cycle}&day={DAY}")
    assert (later[0]["own"], later[0]["managers"], later[0]["signed"], later[0]["share"]) == (28, 28, 28, 1.0)


def test_drift_tells_mean_and_spread_cycle_by_cycle(client_for, organisation):
    found = data(english(client_for("wang")), f"/reports/drift.json?day={DAY}")
    strategy = next(row for row in found if row["competency"] == "Strategy formulation")
    assert (strategy["cycle"], strategy["mean"], strategy["spread"], strategy["change"]) == ("2025-04", 3, 0, None)


def test_nobody_is_named(client_for, organisation):
    for name in OF_GROUPS:
        assert "员工" not in client_for("wang").get(f"/reports/{name}.csv?day={DAY}").text


def test_a_fixed_number_of_queries(client_for, organisation, count_queries):
    wang = client_for("wang")
    for name in OF_GROUPS:
        with count_queries() as queries:
            assert wang.get(f"/reports/{name}?day={DAY}").status_code == 200
        assert len(queries) <= 24, queries.statements
