"""DELETE /assessments/{id}: a draft thrown away by its author."""

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.assessments.models import Rating
from app.trail.models import TrailEvent
from tests.assessments.acts import HTMX, found, rate, start, stored, submit, written


@pytest.fixture
def lin(browse):
    return browse("lin")


def test_the_draft_and_its_ratings_are_gone(lin, database, people):
    id = start(lin)
    rate(lin, id, "teamwork", 3, "words")
    response = lin.post(f"/assessments/{id}?_method=delete")
    assert (response.status_code, response.headers["location"]) == (303, "/assessments")
    assert "The draft is deleted." in lin.get("/assessments").text
    assert found(database, id) is None
    with database.reading() as db:
        assert db.execute(select(Rating.id).where(col(Rating.assessment_id) == id)).all() == []
        event = db.execute(select(TrailEvent).where(col(TrailEvent.action) == "assessment.discarded")).scalar_one()
    assert (event.actor_id, event.subject_id) == (people.lin.person_id, people.lin.person_id)


def test_by_htmx(lin, database):
    id = start(lin)
    response = lin.delete(f"/assessments/{id}", headers=HTMX)
    assert (response.status_code, response.headers["hx-redirect"]) == (204, "/assessments")
    assert found(database, id) is None


def test_twice(lin):
    id = start(lin)
    assert lin.delete(f"/assessments/{id}").status_code == 303
    assert lin.delete(f"/assessments/{id}").status_code == 404
    assert lin.get(f"/assessments/{id}").status_code == 404
    assert rate(lin, id, "teamwork", 3).status_code == 404


def test_not_once_submitted(lin, database):
    id = start(lin)
    rate(lin, id, "teamwork", 3)
    submit(lin, id)
    assert lin.delete(f"/assessments/{id}").status_code == 409
    assert stored(database, id)["teamwork"].proficiency == 3


def test_the_submitted_one_before_stays(lin, database, people):
    first = written(database, people.lin, people.lin, teamwork=3)
    before = stored(database, first)
    lin.delete(f"/assessments/{start(lin)}")
    assert stored(database, first) == before


def test_a_new_one_can_be_started(lin, database):
    first = start(lin)
    rate(lin, first, "teamwork", 3)
    lin.delete(f"/assessments/{first}")
    second = start(lin)
    assert stored(database, second)["teamwork"].proficiency is None


def test_not_by_the_person_of_whom_it_is(browse, lin, database, people):
    id = start(browse("chen"), person=people.lin.person_id)
    assert lin.delete(f"/assessments/{id}").status_code == 404
    assert found(database, id) is not None
