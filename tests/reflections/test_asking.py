"""Putting an occasion off, and how often to be asked."""

from datetime import timedelta

import pytest

from app.kit import clock
from app.kit.dates import add_months
from app.reflections import asked, asking
from tests.pages import Page, text
from tests.reflections.acts import begin, closed_project


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def key(database, people) -> str:
    with database.writing() as db:
        return f"project:{closed_project(db, people.lin)}"


def asks(database, person, key: str, days: int = 0) -> bool:
    with clock.at(clock.now() + timedelta(days=days)), database.reading() as db:
        return key in [one.due.key for one in asked.due_now(db, person)]


def put_off(client, key: str, span: str = "week"):
    return client.post("/reflections/snoozes", data={"occasion": key, "span": span})


@pytest.mark.parametrize("span", ["week", "month"])
def test_put_off(lin, database, people, key, span):
    assert asks(database, people.lin, key)
    assert put_off(lin, key, span).headers["location"] == "/reflections"
    until = clock.today() + timedelta(days=7) if span == "week" else add_months(clock.today(), 1)
    days = (until - clock.today()).days
    assert [asks(database, people.lin, key, n) for n in (0, days - 1, days)] == [False, False, True]
    page = Page(lin.get("/reflections"))
    assert f"asked again on {until}" in page.text
    assert "Spring campaign" not in " ".join(text(article) for article in page.all(".//article"))


def test_again_after_all(lin, database, people, key):
    put_off(lin, key)
    actions = [form.get("action", "") for form in Page(lin.get("/reflections")).all(".//form")]
    (action,) = [one for one in actions if "/reflections/snoozes/" in one]
    assert lin.post(action).headers["location"] == "/reflections"
    assert asks(database, people.lin, key)


def test_put_off_twice_is_put_off_once_for_longer(lin, database, people, key):
    put_off(lin, key, "week")
    assert put_off(lin, key, "month").status_code == 303
    assert not asks(database, people.lin, key, 8)


def test_what_is_put_off_can_be_written_still(lin, key):
    put_off(lin, key)
    assert begin(lin, key)


@pytest.mark.parametrize("occasion", ["project:999", "own:12345678", "periodic:2020-01-01", ""])
def test_what_does_not_ask_is_not_put_off(lin, occasion):
    assert put_off(lin, occasion).status_code == 404


def test_a_begun_one_is_not_put_off(lin, key):
    begin(lin, key)
    assert put_off(lin, key).status_code == 404


@pytest.mark.parametrize("span", ["", "year", "week month"])
def test_other_spans(lin, key, span):
    assert put_off(lin, key, span).status_code == 422


def test_somebody_elses(browse, database, people, key):
    with database.writing() as db:
        id = asking.snooze(db, people.lin, key, "week").id
    for other in ("chen", "wang", "root"):
        assert browse(other).delete(f"/reflections/snoozes/{id}").status_code == 404
    assert put_off(browse("chen"), key).status_code == 404


@pytest.mark.parametrize(("cadence", "days"), [("monthly", 31), ("quarterly", 92), ("half_yearly", 184)])
def test_cadence(browse, database, people, cadence, days):
    """wang joined thirty days ago."""
    wang = browse("wang")
    for _ in range(2):
        assert wang.post("/reflections/cadence?_method=put", data={"cadence": cadence}).status_code == 303
    chosen = Page(wang.get("/reflections")).all(".//select[@name='cadence']/option[@selected]")
    assert [one.get("value") for one in chosen] == [cadence]
    key = f"periodic:{clock.today() - timedelta(days=30)}"
    assert asks(database, people.wang, key, days - 30)
    assert days < 35 or not asks(database, people.wang, key, days - 30 - 4)


@pytest.mark.parametrize("cadence", ["", "weekly", "never"])
def test_other_cadences(lin, cadence):
    assert lin.put("/reflections/cadence", data={"cadence": cadence}).status_code == 422


def test_an_empty_page_teaches(browse):
    page = Page(browse("root").get("/reflections"))
    assert page.all(".//article") == []
    assert "What a reflection is" in page.text and "Nothing is due now" in page.text
    assert "No manager, no HR, no administrator" in page.text
