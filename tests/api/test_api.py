"""/api/v1: the same scope as the pages, pages of lists that stay, problems in words."""

import pytest

from app.api import policy
from app.api.openapi import OPERATIONS
from app.api.policy import Pace
from app.assessments.rules import Answer
from app.people import accounts, rules
from app.reports.registry import REPORTS
from app.reports.report import PeopleReport
from tests.cases import PEOPLE
from tests.cycles import acts
from tests.reviews import signed

PAGE_OF = {
    "/api/v1/people/{id}": "/people/{id}",
    "/api/v1/people/{id}/levels": "/people/{id}/gaps",
    "/api/v1/people/{id}/assessments": "/people/{id}/gaps",
    "/api/v1/people/{id}/agreed-ratings": "/people/{id}/gaps",
    "/api/v1/people/{id}/gaps": "/people/{id}/gaps",
    "/api/v1/people/{id}/goals": "/people/{id}/goals",
}


@pytest.fixture
def talked(database, people) -> int:
    """lin's conversation is signed, then both have written again, hers submitted and his not."""
    with database.writing() as db:
        id = signed.signed(db, people)
        acts.assessed(db, people.lin, people.lin, {"teamwork": Answer(2, note="only mine for now")})
        return id


@pytest.mark.parametrize("who", PEOPLE)
def test_every_address_answers_in_its_shape(talked, program, people, who):
    ask = program(who)
    for path, (_scope, shape, _parameters) in OPERATIONS.items():
        answer = ask.get(path.format(id=people.lin.person_id, name="progression"))
        allowed = (200,) if who == "wang" and "reports" in path else (403,) if "reports" in path else (200, 404)
        assert answer.status_code in allowed, (path, answer.text)
        assert answer.headers["cache-control"] == "no-store" and "set-cookie" not in answer.headers
        if answer.status_code == 200:
            assert shape is not None
            shape.model_validate(answer.json())
        else:
            assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_reads_more_than_on_the_pages(talked, program, client_for, people, who):
    ask, browser = program(who), client_for(who)
    for path, page in PAGE_OF.items():
        for whom in ("lin", "chen"):
            id = getattr(people, whom).person_id
            told, shown = ask.get(path.format(id=id)), browser.get(page.format(id=id))
            assert (told.status_code == 200) <= (shown.status_code == 200), (path, whom)


@pytest.mark.parametrize(
    ("who", "kinds", "sealed"),
    [("lin", {"self", "manager", "agreed"}, True), ("chen", {"self", "manager", "agreed"}, False),
     ("zhou", {"self", "manager", "agreed"}, False), ("wang", {"agreed"}, False)],
)  # fmt: skip
def test_what_is_sealed_stays_so(talked, program, people, who, kinds, sealed):
    answer = program(who).get(f"/api/v1/people/{people.lin.person_id}/assessments")
    assert {one["kind"] for one in answer.json()["items"]} == kinds
    assert ("only mine for now" in answer.text) == sealed
    agreed = program(who).get(f"/api/v1/people/{people.lin.person_id}/agreed-ratings").json()["items"]
    assert {one["kind"] for one in agreed} == {"agreed"}


def test_gaps_say_why_in_both_languages(talked, program, people):
    found = program("wang").get(f"/api/v1/people/{people.lin.person_id}/gaps").json()
    assert found["basis"] == "agreed" and found["target"] == "senior"
    words = [item["words"] for item in found["readiness"]]
    assert words and all(one["zh"] and one["en"] and one["zh"] != one["en"] for one in words)
    assert program("wang").get(f"/api/v1/people/{people.lin.person_id}/gaps?target=none").status_code == 404


def test_goals_are_not_hrs(program, people):
    assert program("wang").get(f"/api/v1/people/{people.lin.person_id}/goals").status_code == 404
    assert program("dotted").get(f"/api/v1/people/{people.lin.person_id}/goals").status_code == 200


def test_pages_lead_on_and_stay_while_somebody_joins(database, people, program):
    ask = program("lin")
    whole = ask.get("/api/v1/people?limit=200").json()
    assert whole["next"] is None
    ids, path = [], "/api/v1/people?limit=3"
    while path:
        answer = ask.get(path)
        ids += [one["id"] for one in answer.json()["items"]]
        assert (f'<{answer.json()["next"]}>; rel="next"' == answer.headers.get("link")) or not answer.json()["next"]
        path = answer.json()["next"]
        if len(ids) == 3:
            with database.writing() as db:
                new = rules.add_person(db, None, name="新来的").id
    assert ids == [*(one["id"] for one in whole["items"]), new]


def test_a_search_with_marks_is_carried_on(database, program):
    with database.writing() as db:
        for n in range(3):
            rules.add_person(db, None, name=f"a&b={n}")
    first = program("lin").get("/api/v1/people?q=a%26b&limit=2").json()
    assert [one["name"] for one in first["items"]] == ["a&b=0", "a&b=1"]
    assert [one["name"] for one in program("lin").get(first["next"]).json()["items"]] == ["a&b=2"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer clt_nothing", "Basic bGluOmxpbg=="])
def test_without_a_token_that_works(anonymous, header):
    answer = anonymous.get("/api/v1/people", headers={"Authorization": header, "Accept-Language": "en"})
    assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["detail"].startswith("Send a token")


def test_a_cookie_opens_nothing(client_for):
    assert client_for("wang").get("/api/v1/people").status_code == 401


def test_scopes_are_told_apart(program, people):
    ask = program("lin", "people")
    assert ask.get("/api/v1/people").status_code == 200
    for path, (scope, _shape, _parameters) in OPERATIONS.items():
        answer = ask.get(path.format(id=people.lin.person_id, name="progression"), headers={"Accept-Language": "zh-CN"})
        assert answer.status_code == (200 if scope == "people" else 403), path
        if scope != "people":
            assert f"“{scope}”" in answer.json()["detail"] and "令牌" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/people?limit=0", 422), ("/api/v1/people?limit=1e9", 422), ("/api/v1/people?after=-1", 422),
     ("/api/v1/people?after=99999999999", 422), ("/api/v1/people/x", 404), ("/api/v1/people/2147483648", 404),
     ("/api/v1/people/2147483647", 404), ("/api/v1/none", 404), ("/api/v1", 404), ("/api/v1/people?q=%00", 200)],
)  # fmt: skip
def test_bad_questions(program, path, status):
    answer = program("lin").get(path)
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_so_many_a_minute(program, monkeypatch):
    monkeypatch.setattr(policy, "PACE", Pace(2))
    ask = program("lin")
    assert [ask.get("/api/v1/framework").status_code for _ in range(3)] == [200, 200, 429]
    assert program("chen").get("/api/v1/framework").status_code == 200


def test_roles_are_read_each_time(database, people, program):
    ask = program("wang")
    path = f"/api/v1/people/{people.lin.person_id}/levels"
    assert ask.get(path).status_code == 200
    with database.writing() as db:
        accounts.set_roles(db, None, people.wang.person_id, frozenset())
    assert ask.get(path).status_code == 404


def test_a_reading_is_written_down_once_a_day(database, people, program, client_for):
    ask = program("chen")
    for _ in range(2):
        ask.get(f"/api/v1/people/{people.lin.person_id}/gaps")
    assert client_for("lin").get("/me/looked").text.count("陈建国") == 1
    program("lin").get(f"/api/v1/people/{people.lin.person_id}/gaps")
    assert client_for("lin").get("/me/looked").text.count("陈建国") == 1


def test_the_description_names_every_address(client_for, app):
    found = client_for("lin").get("/api/openapi.json").json()
    served = {route.path for route in app.routes if route.path.startswith("/api/v1")}
    assert set(found["paths"]) == served == set(OPERATIONS)
    for path, item in found["paths"].items():
        assert item["get"]["summary"], path
        reference = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert reference.rpartition("/")[2] in found["components"]["schemas"]


def test_a_report_is_the_page_s_in_pages(database, people, program, client_for):
    ask = program("wang")
    heads = ask.get("/api/v1/reports").json()["items"]
    assert {one["name"] for one in heads} == {one.name for one in REPORTS}
    whole = ask.get("/api/v1/reports/progression?limit=200").json()
    rows, path = [], "/api/v1/reports/progression?limit=3&level="
    while path:
        answer = ask.get(path).json()
        rows, path = rows + answer["rows"], answer["next"]
    assert rows == whole["rows"] and len(rows) > 3
    assert set(rows[0]) == {column["key"] for column in whole["columns"]}
    for one in heads:
        assert ask.get(f"/api/v1/reports/{one['name']}").status_code == 200
    # once for each report that shows her
    assert client_for("lin").get("/me/looked").text.count("王芳") == sum(
        isinstance(one, PeopleReport) for one in REPORTS
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [("progression?day=soon", 422), ("progression?day=2999-01-01", 422), ("progression?department=x", 404),
     ("progression?level=none", 404), ("none", 404), ("progression?after=999999", 200), ("progression?word=%00", 200)],
)  # fmt: skip
def test_bad_questions_to_a_report(program, query, status):
    assert program("wang").get(f"/api/v1/reports/{query}").status_code == status
