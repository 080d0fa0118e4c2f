"""Agreeing on one competency: PUT /conversations/{id}/agreements/{competency}, and taking what both say."""

import pytest

from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Refused
from app.people import rules as people_rules
from app.reviews.conversations import rules
from app.reviews.conversations.rules import Agreement, Answer
from app.reviews.talk import talk
from tests.cycles import acts
from tests.pages import Page, english, text
from tests.reviews.talking import HTMX, agree, agreed, opened, said


@pytest.mark.parametrize("who", ["lin", "chen"])
def test_either_side_agrees(database, people, client_for, who):
    id = opened(database, people)
    answer = agree(client_for(who), id, "strategy", 3)
    assert answer.status_code == 200
    page = Page(answer)
    assert page.id("progress") is not None
    assert page.id("missing") is not None
    stored = agreed(database, id)["strategy"]
    assert (said(stored.answer), stored.reason, stored.saved.version) == (3, "", 1)
    assert stored.saved.by.id == getattr(people, who).person_id
    assert stored.saved.by.name in text(page.id("state-strategy"))
    assert text(page.id("mark-strategy"))


@pytest.mark.parametrize(
    ("competency", "answer", "reason", "words"),
    [
        ("strategy", 4, "", "both sides"),
        ("teamwork", 4, "", "the manager's assessment"),
        ("teamwork", 2, "", "the self-assessment"),
        ("innovation", 3, "", "the self-assessment"),
        ("teamwork", 3, " \n ", "both sides"),
    ],
)
def test_what_differs_from_a_side_needs_a_reason(database, people, client_for, competency, answer, reason, words):
    id = opened(database, people)
    refused = agree(english(client_for("lin")), id, competency, answer, reason)
    assert refused.status_code == 422
    assert words in Page(refused).text
    assert agreed(database, id) == {}
    assert agree(client_for("lin"), id, competency, answer, "we looked at three projects").status_code == 200


@pytest.mark.parametrize(
    ("competency", "answer"), [("communication", 3), ("cost_control", 1), ("cost_control", "none")]
)
def test_where_nobody_says_otherwise_it_needs_none(database, people, client_for, competency, answer):
    id = opened(database, people)
    assert agree(client_for("chen"), id, competency, answer).status_code == 200
    assert said(agreed(database, id)[competency].answer) == answer


@pytest.mark.parametrize(
    "form",
    [
        {"answer": "9", "reason": "", "version": "0"},
        {"answer": "0", "reason": "", "version": "0"},
        {"answer": "-1", "reason": "", "version": "0"},
        {"answer": "3.5", "reason": "", "version": "0"},
        {"answer": "²", "reason": "", "version": "0"},
        {"answer": "3", "reason": "a\x00b", "version": "0"},
        {"answer": "3", "reason": "字" * 5000, "version": "0"},
        {"answer": "3", "reason": "", "version": "x"},
        {"answer": "3", "reason": "", "version": str(2**31)},
        {"answer": ["3", "4"], "reason": "", "version": "0"},
        {"answer": "3", "reason": ["a", "b"], "version": "0"},
        {"answer": "3", "version": "0"},
        {"answer": "3", "reason": ""},
        {"reason": "", "version": "0"},
        {},
    ],
)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_bad_input(database, people, client_for, form, headers):
    id = opened(database, people)
    refused = client_for("lin").put(f"/conversations/{id}/agreements/strategy", data=form, headers=headers)
    assert refused.status_code == 422
    page = Page(refused)
    assert text(page.id("state-strategy"))
    if "\x00" not in str(form) and isinstance(form.get("reason"), str) and not headers:
        assert (form["reason"] or "") == (page.id("reason-strategy").text or "")
    assert agreed(database, id) == {}


def test_two_answers_at_once_are_refused(database, people):
    id = opened(database, people)
    with database.writing() as db, pytest.raises(Refused):
        rules.agree(db, people.lin, id, "strategy", Agreement(Answer(3, True)), 0)


def test_without_script_it_leads_back_to_the_card(database, people, client_for):
    id = opened(database, people)
    answer = agree(client_for("lin"), id, "strategy", 3, headers={})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/conversations/{id}#strategy"


def test_an_answer_can_be_taken_back(database, people, client_for):
    id = opened(database, people)
    agree(client_for("lin"), id, "strategy", 3)
    assert agree(client_for("chen"), id, "strategy", "", "", 1).status_code == 200
    assert not agreed(database, id)["strategy"].answer.given


def test_the_second_sees_both_texts_and_chooses(database, people, client_for):
    id = opened(database, people)
    assert agree(client_for("lin"), id, "teamwork", 4, "three projects led").status_code == 200
    late = agree(client_for("chen"), id, "teamwork", 3, "two of them with help")
    assert late.status_code == 409
    state = text(Page(late).id("state-teamwork"))
    assert "three projects led" in state
    assert "two of them with help" in state
    assert people.lin.name in state
    assert agreed(database, id)["teamwork"].reason == "three projects led"
    version = Page(late).fields()["agreed.teamwork.version"]
    assert agree(client_for("chen"), id, "teamwork", 3, "two of them with help", version).status_code == 200
    assert agreed(database, id)["teamwork"].reason == "two of them with help"


def test_a_conflict_without_script_keeps_the_whole_page(database, people, client_for):
    id = opened(database, people)
    agree(client_for("lin"), id, "teamwork", 4, "three projects led")
    late = agree(client_for("chen"), id, "teamwork", 3, "two of them with help", headers={})
    assert late.status_code == 409
    page = Page(late)
    assert page.fields()["agreed.teamwork.reason"] == "two of them with help"
    assert page.fields()["agreed.teamwork.answer"] == "3"
    assert "three projects led" in text(page.id("state-teamwork"))


def test_the_same_twice_has_one_effect(database, people, client_for):
    id = opened(database, people)
    for _ in range(2):
        assert agree(client_for("lin"), id, "strategy", 3).status_code == 200
    assert agreed(database, id)["strategy"].saved.version == 1


def test_a_version_from_nowhere_meets_nothing(database, people, client_for):
    id = opened(database, people)
    assert agree(client_for("lin"), id, "strategy", 3, "", 7).status_code == 409
    assert agreed(database, id) == {}


def test_an_unknown_competency(database, people, client_for):
    id = opened(database, people)
    assert agree(client_for("lin"), id, "no_such_thing", 3).status_code == 404
    assert agree(client_for("lin"), id + 999, "strategy", 3).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("zhou", 403), ("dotted", 403), ("wang", 403), ("gone", 404), ("zhao", 404), ("root", 404)]
)
def test_nobody_else_agrees(database, people, client_for, who, status):
    id = opened(database, people)
    assert agree(client_for(who), id, "strategy", 3).status_code == status
    taken = client_for(who).put(f"/conversations/{id}/common-ground")
    assert taken.status_code == status
    assert agreed(database, id) == {}


def test_not_before_both_are_in(database, people, client_for):
    with database.writing() as db:
        id = acts.conversation(db, people)
        acts.assessed(db, people.lin, people.lin, acts.SELF)
    for who in ("lin", "chen"):
        assert agree(client_for(who), id, "strategy", 3).status_code == 409
        assert client_for(who).put(f"/conversations/{id}/common-ground").status_code == 409


def test_not_for_whoever_is_excused(database, people, client_for):
    id = opened(database, people)
    with database.writing() as db:
        cycles.excuse(db, people.wang, id, "on leave")
    assert agree(client_for("lin"), id, "strategy", 3).status_code == 409
    with database.writing() as db:
        cycles.readmit(db, people.wang, id)
    assert agree(client_for("lin"), id, "strategy", 3).status_code == 200


def test_not_after_the_cycle(database, people, client_for):
    id = opened(database, people)
    with database.writing() as db:
        cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
    assert agree(client_for("chen"), id, "strategy", 3).status_code == 409
    with database.writing() as db:
        cycles.reopen(db, people.wang, id, "she was ill")
    assert agree(client_for("chen"), id, "strategy", 3).status_code == 200


def test_not_while_it_waits_for_a_handover(database, people, client_for):
    with database.writing() as db:
        acts.made(db, people, days=(-20, -1, 10, 20, 30))
    id = opened(database, people)
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert agree(client_for("chen"), id, "strategy", 3).status_code == 404
    assert agree(client_for("qian"), id, "strategy", 3).status_code == 403
    assert agree(client_for("lin"), id, "strategy", 3).status_code == 409


def test_what_both_say_is_taken_in_one_act(database, people, client_for):
    id = opened(database, people)
    page = Page(client_for("chen").get(f"/conversations/{id}"))
    assert f"/conversations/{id}/common-ground?_method=put" in [form.get("action") for form in page.all(".//form")]
    assert client_for("chen").put(f"/conversations/{id}/common-ground").status_code == 303
    assert {c: said(one.answer) for c, one in agreed(database, id).items()} == {"strategy": 3}
    assert client_for("lin").put(f"/conversations/{id}/common-ground").status_code == 303
    assert agreed(database, id)["strategy"].saved.version == 1
    assert agreed(database, id)["strategy"].saved.by.id == people.chen.person_id


def test_common_ground_leaves_what_is_agreed(database, people, client_for):
    id = opened(database, people)
    agree(client_for("lin"), id, "strategy", 4, "since the summer")
    client_for("chen").put(f"/conversations/{id}/common-ground")
    assert said(agreed(database, id)["strategy"].answer) == 4
