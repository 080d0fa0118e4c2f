"""GET and PUT /assessments/{id}/submission: after it nothing changes any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from app.assessments.models import Assessment, Rating
from app.kit import clock
from app.people import rules
from app.trail.models import TrailEvent
from tests import pages
from tests.assessments.acts import fields, found, rate, start, stored, submit, written
from tests.pages import Page


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def draft(lin) -> int:
    id = start(lin)
    rate(lin, id, "teamwork", 3, "led the Q3 review")
    return id


def test_freezes_and_leads_to_the_gaps(lin, database, draft):
    response = submit(lin, draft)
    assert (response.status_code, response.headers["location"]) == (303, "/gaps")
    assert found(database, draft).submitted_at is not None
    assert "Submitted." in lin.get("/gaps").text


def test_of_a_report_leads_to_her_page(browse, database, people):
    chen = browse("chen")
    id = start(chen, person=people.lin.person_id)
    rate(chen, id, "teamwork", 4)
    assert submit(chen, id).headers["location"] == f"/people/{people.lin.person_id}"


def test_is_in_the_trail_without_words(lin, database, draft, people):
    submit(lin, draft)
    with database.reading() as db:
        event = db.execute(select(TrailEvent).where(col(TrailEvent.action) == "assessment.submitted")).scalar_one()
        everything = db.execute(select(TrailEvent.details)).scalars().all()
    assert (event.actor_id, event.subject_id) == (people.lin.person_id, people.lin.person_id)
    assert not any("Q3" in details for details in everything)


def test_afterwards_every_write_is_refused(lin, database, draft):
    submit(lin, draft)
    before = stored(database, draft)
    assert rate(lin, draft, "teamwork", 5, "better", 1).status_code == 409
    assert rate(lin, draft, "teamwork", 3, "led the Q3 review", 1).status_code == 409
    assert rate(lin, draft, "teamwork", 9, "", 1).status_code == 409
    assert rate(lin, draft, "strategy", "none").status_code == 409
    assert lin.put(f"/assessments/{draft}/ratings/teamwork", data=fields("teamwork", 5, "", 1)).status_code == 409
    assert lin.put(f"/assessments/{draft}/ratings", data=fields("teamwork", 5, "", 1)).status_code == 409
    assert lin.delete(f"/assessments/{draft}").status_code == 409
    assert stored(database, draft) == before


def test_an_htmx_save_afterwards_is_told_in_the_alert_region(lin, draft):
    submit(lin, draft)
    response = rate(lin, draft, "teamwork", 5, "better", 1)
    assert response.headers["hx-retarget"] == "#alert"
    assert "has been submitted and no longer changes" in response.text


def test_the_database_itself_refuses_to_change_it(lin, database, draft):
    submit(lin, draft)
    changes = (
        update(Rating).where(col(Rating.assessment_id) == draft).values(proficiency=5),
        delete(Rating).where(col(Rating.assessment_id) == draft),
        update(Assessment).where(col(Assessment.id) == draft).values(submitted_at=None),
        update(Assessment).where(col(Assessment.id) == draft).values(level="director"),
    )
    for change in changes:
        with pytest.raises(DatabaseError), database.writing() as db:
            db.execute(change)


def test_the_database_itself_refuses_to_add_to_it(lin, database, draft):
    submit(lin, draft)
    insert = text(
        "INSERT INTO rating (assessment_id, competency, no_opportunity, note, version) "
        "VALUES (:id, 'made_up', false, '', 0)"
    )
    with pytest.raises(DatabaseError), database.writing() as db:
        db.execute(insert, {"id": draft})


def test_twice_is_one_effect(lin, database, draft):
    submit(lin, draft)
    moment = found(database, draft).submitted_at
    assert submit(lin, draft).headers["location"] == "/gaps"
    assert found(database, draft).submitted_at == moment
    with database.reading() as db:
        actions = db.execute(select(TrailEvent.action)).scalars().all()
    assert actions.count("assessment.submitted") == 1


def test_at_the_same_moment_is_one_effect(browse, database, draft):
    clients = [browse("lin") for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        assert [r.status_code for r in threads.map(submit, clients, [draft] * 3)] == [303] * 3
    with database.reading() as db:
        actions = db.execute(select(TrailEvent.action)).scalars().all()
    assert actions.count("assessment.submitted") == 1


def test_nothing_rated(lin, database):
    id = start(lin)
    rate(lin, id, "teamwork", "", "only a note")
    response = submit(lin, id)
    assert response.status_code == 422
    assert pages.text(Page(response).id("alert")) == "Rate at least one competency first."
    assert found(database, id).submitted_at is None


def test_no_opportunity_is_an_answer(lin, database):
    id = start(lin)
    rate(lin, id, "teamwork", "none")
    assert submit(lin, id).status_code == 303


def test_the_page_lists_what_is_not_rated(lin, draft):
    rate(lin, draft, "innovation", "none")
    page = Page(lin.get(f"/assessments/{draft}/submission"))
    notice = pages.text(page.marked("notice")[0])
    assert notice.startswith("10 competencies are not rated yet.")
    assert "Strategy" in notice
    assert "Teamwork" not in notice and "Innovation" not in notice
    answers = dict(zip(pages.texts(page.all(".//dl/dt")), pages.texts(page.all(".//dl/dd")), strict=True))
    assert answers["Teamwork"].startswith("3 ")
    assert answers["Innovation"] == "No opportunity yet"
    assert answers["Strategy formulation"] == "Not rated yet"


def test_with_everything_rated_nothing_is_listed(lin, database):
    id = start(lin)
    for competency in stored(database, id):
        rate(lin, id, competency, 3)
    assert Page(lin.get(f"/assessments/{id}/submission")).marked("amber") == []


def test_the_page_of_a_submitted_one_leads_to_it(lin, draft):
    submit(lin, draft)
    assert lin.get(f"/assessments/{draft}/submission").headers["location"] == f"/assessments/{draft}"


def test_somebody_elses_form_fields_are_passed_over(lin, database, draft):
    lin.put(f"/assessments/{draft}/submission", data={"submitted_at": "2020-01-01", "id": "1"})
    assert found(database, draft).submitted_at.year > 2020


def test_what_it_shows_afterwards(lin, draft):
    rate(lin, draft, "innovation", "none")
    submit(lin, draft)
    page = Page(lin.get(f"/assessments/{draft}"))
    rows = {name: cells for name, *cells in map(pages.texts, page.all(".//tbody/tr"))}
    assert rows["Teamwork"] == ["3", "3 Practitioner", "led the Q3 review"]
    assert rows["Innovation"] == ["2", "No opportunity yet", "—"]
    assert rows["Strategy formulation"] == ["2", "Not rated yet", "—"]
    assert page.all(".//input[@type='radio']") == []


def test_level_and_requirements_of_that_day_stay(lin, browse, database, draft, people):
    submit(lin, draft)
    with database.writing() as db:
        rules.place(db, None, people.lin.person_id, "senior", clock.today() - timedelta(days=1), "specialist")
    page = Page(lin.get(f"/assessments/{draft}"))
    assert "Channel operations specialist · submitted" in pages.text(page.marked("head")[0])
    assert ["3", "3 Practitioner", "led the Q3 review"] in [pages.texts(row)[1:] for row in page.all(".//tbody/tr")]


def test_refused_for_somebody_who_never_started(browse, database, people):
    written(database, people.lin, people.lin)
    assert submit(browse("chen"), 99).status_code == 404
