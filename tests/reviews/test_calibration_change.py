"""A rating changed after calibration: who may, before and after signing, and what both sides see of it."""

from dataclasses import replace

import pytest
from sqlmodel import select

from app.cycles import handover
from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound
from app.people import rules as people_rules
from app.reviews.calibration import changing
from app.reviews.signing import queries as signing
from app.trail.models import TrailEvent
from tests.cycles import acts
from tests.pages import Page, english
from tests.reviews.signed import ready, sign, signed

WHY = "和其他团队比过，她带的项目更小"


def change(db, actor, id, competency="teamwork", to=3, reason=WHY, seen=0):
    return changing.change(db, actor, id, competency, to, reason, seen)


def test_before_signing_it_stands_beside_the_manager_s(database, people, client_for):
    with database.writing() as db:
        id = acts.opened(db, people)
        change(db, people.zhou, id)
        found = changing.calibrating(db, people.zhou, id)
        assert [(one.before, one.to) for one in found.changes] == [(2, 3)] and found.now["teamwork"] == 3
    for who in ("lin", "chen"):
        text = english(client_for(who)).get(f"/conversations/{id}").text
        assert WHY in text and "Zhou Min" in text, who


def test_who_may(database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        for actor in (people.lin, people.chen, people.wang, people.dotted):
            with pytest.raises(Forbidden):
                change(db, actor, id)
        for actor in (people.zhao, people.qian, people.root, people.gone):
            with pytest.raises(NotFound):
                change(db, actor, id)


def test_hr_may_once_it_is_signed_but_not_about_herself(database, people):
    with database.writing() as db:
        id = signed(db, people)
        change(db, people.wang, id, "teamwork", 4, seen=1)
        records = signing.of_conversation(db, id)
        assert [one.kind for one in records] == ["signed", "calibration"]
        rating = records[-1].content.rating("teamwork")
        assert (rating.agreed.proficiency, rating.calibrated, records[-1].reason) == (4, 4, WHY)
        assert records[0].content.rating("teamwork").agreed.proficiency == 3
        assert not records[-1].acknowledged_at
        # lin with the role
        with pytest.raises(Forbidden):
            change(db, acts_as_hr(people.lin), id, "teamwork", 5, seen=3)


def acts_as_hr(actor):
    return replace(actor, roles=frozenset({"hr"}))


def test_hr_reads_no_rating_of_the_manager_on_the_page(database, people, client_for):
    with database.writing() as db:
        id = acts.opened(db, people)
        change(db, people.zhou, id, "teamwork", 5, "before-signing")
    assert client_for("wang").get(f"/conversations/{id}/calibrations/new").status_code == 403
    with database.writing() as db:
        id = signed(db, people)
    text = english(client_for("wang")).get(f"/conversations/{id}/calibrations/new").text
    assert "before-signing" not in text and "now 3" in text
    assert "before-signing" in english(client_for("zhou")).get(f"/conversations/{id}/calibrations/new").text


def test_the_same_form_twice_is_one_change_and_another_in_between_is_told(database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        first = change(db, people.zhou, id)
        assert change(db, people.zhou, id) == first
        with pytest.raises(Conflict):
            change(db, people.zhou, id, to=4)
        change(db, people.zhou, id, to=4, seen=1)
        assert [one.before for one in changing.calibrating(db, people.zhou, id).changes] == [2, 3]


def test_twice_after_signing_makes_one_record(database, people):
    with database.writing() as db:
        id = signed(db, people)
        first = change(db, people.zhou, id, "teamwork", 5, seen=1)
        assert change(db, people.zhou, id, "teamwork", 5, seen=1) == first
        assert len(signing.of_conversation(db, id)) == 2


def test_bad_input_comes_back_with_the_text(database, people, client_for):
    with database.writing() as db:
        id = acts.opened(db, people)
    client = english(client_for("zhou"))
    good = {"competency": "teamwork", "to": "3", "reason": WHY, "seen": "0"}
    for field, value in (("competency", "nothing"), ("to", "9"), ("to", ""), ("to", "2"), ("reason", " ")):
        answer = client.post(f"/conversations/{id}/calibrations", data=good | {field: value})
        assert answer.status_code == 422, (field, value)
        page = Page(answer)
        assert {e.get("name") for e in page.root.iter() if e.get("aria-invalid")} == {field}
        assert field == "reason" or WHY in page.text
    assert client.post(f"/conversations/{id}/calibrations", data=good | {"seen": "7"}).status_code == 409
    assert client.post(f"/conversations/{id}/calibrations", data=good).headers["location"].startswith("/conversations/")


def test_only_while_something_can_be_written(database, people):
    with database.writing() as db:
        id = acts.conversation(db, people)
        with pytest.raises(Conflict):
            change(db, people.zhou, id)
        acts.opened(db, people)
        cycles.excuse(db, people.wang, id, "ill")
        with pytest.raises(Conflict):
            change(db, people.zhou, id)
        cycles.readmit(db, people.wang, id)
        cycles.close(db, people.wang, changing.talk(db, people.lin, id).participation.cycle.id)
        with pytest.raises(Conflict):
            change(db, people.zhou, id)


def test_who_does_not_lead_the_assessor_may_not(database, people):
    """zhou assesses lin himself after a handover: chen is not above him."""
    with database.writing() as db:
        id = acts.opened(db, people)
        handover.hand_over(db, people.wang, id, people.zhou.person_id, "")
        acts.assessed(db, people.zhou, people.lin, acts.MANAGER)
        for actor in (people.zhou, people.chen):
            with pytest.raises(Forbidden):
                change(db, actor, id)


def test_nobody_of_a_person_who_left(database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        with pytest.raises((Conflict, NotFound)):
            change(db, people.zhou, id)


def test_the_trail_has_no_words(database, people):
    with database.writing() as db:
        id = acts.opened(db, people)
        change(db, people.zhou, id)
        event = db.exec(select(TrailEvent).where(TrailEvent.action == "rating.calibrated")).one()
        assert event.subject_id == people.lin.person_id and WHY not in event.details and "teamwork" in event.details


def test_the_record_says_who_changed_a_rating_before_it_was_signed_and_why(database, people, client_for):
    with database.writing() as db:
        id = ready(db, people)
        change(db, people.zhou, id)
        sign(db, people.chen, id)
    for who in ("lin", "chen", "zhou"):
        text = english(client_for(who)).get(f"/conversations/{id}/records/1").text
        assert WHY in text and "Zhou Min" in text, who
    for who in ("wang", "dotted"):
        response = english(client_for(who)).get(f"/conversations/{id}/records/1")
        assert response.status_code == 200 and WHY not in response.text, who


def test_who_signed_does_not_change_it_as_hr_once_it_is_handed_over(database, people):
    with database.writing() as db:
        id = signed(db, people)
        handover.hand_over(db, people.wang, id, people.zhou.person_id, "换了负责人")
        with pytest.raises(Forbidden):
            change(db, replace(people.chen, roles=frozenset({"hr"})), id, seen=1)
