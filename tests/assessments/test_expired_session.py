"""The session ends while somebody writes: nothing is saved, and nothing that was typed is lost."""

from datetime import timedelta

import pytest

from app.assessments.queries import Rated
from app.kit import clock
from app.people import sessions
from tests.assessments.acts import HTMX, fields, rate, rate_all, start, stored
from tests.cast import PASSWORD
from tests.pages import Page, text


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def draft(lin) -> int:
    return start(lin)


@pytest.fixture
def expired(lin, draft, database, people):
    """Her browser, its session ended elsewhere."""
    with database.writing() as db:
        sessions.end_sessions(db, people.lin.account_id)
    return lin


def test_htmx_is_told_in_the_alert_region(expired, database, draft):
    response = rate(expired, draft, "teamwork", 3, "twenty minutes of writing")
    assert response.status_code == 401
    assert (response.headers["hx-retarget"], response.headers["hx-reswap"]) == ("#alert", "innerHTML")
    page = Page(response)
    assert "Your session has ended" in page.text
    assert page.all(".//html") == [] and page.id("alert") is None
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_a_form_brings_the_sign_in_page_with_the_text(expired, database, draft):
    response = rate_all(expired, draft, fields("teamwork", 3, "twenty minutes\nof writing"))
    assert response.status_code == 401
    sent = Page(response).fields()
    assert sent["kept.teamwork.note"] == "twenty minutes\nof writing"
    assert sent["kept.teamwork.answer"] == "3"
    assert stored(database, draft)["teamwork"] == Rated("teamwork")


def test_after_signing_in_it_can_be_sent_again(expired, database, draft):
    asked = Page(rate_all(expired, draft, fields("teamwork", 3, "twenty minutes\nof writing"))).fields()
    signed_in = expired.post("/session", data={**asked, "login": "lin", "password": PASSWORD})
    assert signed_in.status_code == 200
    page = Page(signed_in)
    form = next(form for form in page.all(".//form") if "ratings" in form.get("action", ""))
    again = {name: value for name, value in page.fields().items() if name.startswith("teamwork.")}
    assert expired.post(form.get("action"), data=again).status_code == 303
    assert stored(database, draft)["teamwork"].note == "twenty minutes\nof writing"


def test_submitting_and_discarding_wait_for_signing_in(expired, database, draft):
    for response in (expired.put(f"/assessments/{draft}/submission"), expired.delete(f"/assessments/{draft}")):
        assert response.status_code == 401
    assert stored(database, draft)


def test_reading_leads_to_the_sign_in_page_and_back(expired, draft):
    response = expired.get(f"/assessments/{draft}")
    assert response.headers["location"] == f"/sign-in?next=%2Fassessments%2F{draft}"


def test_by_time(browse, database):
    lin = browse("lin")
    draft = start(lin)
    with clock.at(clock.now() + timedelta(minutes=59)):
        assert rate(lin, draft, "teamwork", 3, "within the hour").status_code == 200
    with clock.at(clock.now() + timedelta(hours=13)):
        assert rate(lin, draft, "teamwork", 4, "much later", 1).status_code == 401
    assert stored(database, draft)["teamwork"].note == "within the hour"


def test_the_alert_region_is_there_to_be_filled(lin, draft):
    alert = Page(lin.get(f"/assessments/{draft}")).id("alert")
    assert alert is not None and alert.get("role") == "alert" and text(alert) == ""


def test_the_whole_page_when_history_is_restored(lin, draft):
    response = lin.get(f"/assessments/{draft}", headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert Page(response).all(".//main")
