"""Handing a conversation over: HR to anybody above her, the present manager to himself; all of it is told."""

import pytest

from app.kit import clock
from app.people import rules as people_rules
from app.reviews.talk import talk
from tests.cycles import acts
from tests.pages import Page, english

PAST = (-30, -15, 10, 20, 30)


@pytest.fixture
def moved(database, people) -> int:
    """lin's conversation; gone was to assess her, and by now chen leads her."""
    with database.writing() as db:
        acts.made(db, people, days=PAST)
        return acts.conversation(db, people)


def assessor(database, actor, id: int) -> tuple[int | None, bool]:
    with database.reading() as db:
        found = talk(db, actor, id)
        return found.progress.assessor_id, found.assessor_leads


def test_the_present_manager_takes_it_over(client_for, database, people, moved):
    chen = english(client_for("chen"))
    page = Page(chen.get(f"/conversations/{moved}/assessor"))
    assert "no longer leads her" in page.text
    assert page.fields()["to"] == str(people.chen.person_id)
    answer = chen.put(
        f"/conversations/{moved}/assessor", data={"to": people.chen.person_id, "reason": "I lead her now"}
    )
    assert answer.status_code == 303
    assert assessor(database, people.chen, moved) == (people.chen.person_id, True)
    told = Page(chen.get(f"/conversations/{moved}/assessor")).text
    assert "Wu Gang → Chen Jianguo Chen Jianguo ·" in told
    assert "I lead her now" in told
    # a second time has no second effect
    chen.put(f"/conversations/{moved}/assessor", data={"to": people.chen.person_id})
    assert Page(chen.get(f"/conversations/{moved}/assessor")).text.count("→") == 1
    assert chen.post(f"/conversations/{moved}/assessments").status_code == 303


def test_he_takes_it_for_nobody_else(client_for, database, people, moved):
    chen = client_for("chen")
    for to in (people.zhou, people.qian, people.lin, people.gone):
        assert chen.put(f"/conversations/{moved}/assessor", data={"to": to.person_id}).status_code == 403
    assert assessor(database, people.chen, moved)[1] is False


def test_hr_chooses_somebody_above_her_today(client_for, database, people):
    with database.writing() as db:
        acts.made(db, people)
        id = acts.conversation(db, people)
    hr = english(client_for("wang"))
    page = Page(hr.get(f"/conversations/{id}/assessor"))
    offered = {e.get("value") for e in page.root.iter("input") if e.get("type") == "radio"}
    # chen has it already; a dotted line and a former manager lead nobody's review
    assert offered == {str(people.zhou.person_id)}
    for to in (people.dotted, people.gone, people.lin, people.wang, people.zhao):
        answer = hr.put(f"/conversations/{id}/assessor", data={"to": to.person_id, "reason": "kept text"})
        assert answer.status_code == 422
        assert "kept text" in answer.text
    assert hr.put(f"/conversations/{id}/assessor", data={"to": people.zhou.person_id}).status_code == 303
    assert assessor(database, people.zhou, id) == (people.zhou.person_id, True)


@pytest.mark.parametrize("form", [{}, {"to": ""}, {"to": "x"}, {"to": "0"}, {"to": "99999999999"}])
def test_bad_input_comes_back(client_for, database, people, form):
    with database.writing() as db:
        acts.made(db, people)
        id = acts.conversation(db, people)
    answer = client_for("wang").put(f"/conversations/{id}/assessor", data={"reason": "kept text", **form})
    assert answer.status_code == 422
    assert Page(answer).fields()["reason"] == "kept text"


def test_who_took_it_over_does_not_keep_it_after_he_leaves_the_line(client_for, database, people, moved):
    client_for("chen").put(f"/conversations/{moved}/assessor", data={"to": people.chen.person_id})
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert client_for("chen").get(f"/conversations/{moved}/assessor").status_code == 404
    assert client_for("chen").post(f"/conversations/{moved}/assessments").status_code == 404
    assert assessor(database, people.qian, moved) == (people.chen.person_id, False)
    assert client_for("qian").post(f"/conversations/{moved}/assessments").status_code == 403


def test_who_reads_and_who_does_not(client_for, moved):
    page = Page(english(client_for("lin")).get(f"/conversations/{moved}/assessor"))
    assert not [form for form in page.root.iter("form") if form.get("action", "").startswith("/conversations/")]
    for login, status in (("wang", 200), ("zhou", 200), ("dotted", 403), ("gone", 404), ("qian", 404), ("root", 404)):
        assert client_for(login).get(f"/conversations/{moved}/assessor").status_code == status, login


def test_nothing_is_handed_over_once_it_is_closed(client_for, database, people, moved):
    hr = client_for("wang")
    with database.reading() as db:
        cycle = talk(db, people.lin, moved).participation.cycle.id
    hr.put(f"/cycles/{cycle}/closing")
    assert hr.get(f"/conversations/{moved}/assessor").status_code == 200
    assert hr.put(f"/conversations/{moved}/assessor", data={"to": people.chen.person_id}).status_code == 409
