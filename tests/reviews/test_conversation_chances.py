"""'No opportunity yet' as a request: PUT /conversations/{id}/opportunities/{competency}."""

import pytest

from app.commitments import rules as commitments
from app.commitments.rules import Promise
from app.cycles import handover
from app.reviews.conversations import rules
from app.reviews.conversations.items import Reply
from app.reviews.conversations.rules import Agreement, Answer
from tests.cycles import acts
from tests.pages import Page, english, text
from tests.reviews.talking import HTMX, LATER, MANAGER, opened, read


def chance(**fields: object) -> dict[str, object]:
    return {"title": "Lead a trial", "due_on": LATER, "reason": "", "version": "0"} | fields


def put(client, id: int, competency: str = "innovation", headers=HTMX, **fields: object):
    return client.put(f"/conversations/{id}/opportunities/{competency}", data=chance(**fields), headers=headers)


def reply(database, people, id: int, competency: str = "innovation") -> Reply | None:
    return read(database, people.chen, id).item(competency).reply


def test_a_chance_is_a_commitment_of_the_managers(database, people, client_for):
    id = opened(database, people)
    answer = put(client_for("chen"), id)
    assert answer.status_code == 200
    assert "Lead a trial" in answer.text
    [made] = read(database, people.lin, id).commitments
    assert (made.owner.id, made.competency, made.chance, made.state) == (
        people.chen.person_id, "innovation", True, "proposed",
    )  # fmt: skip
    assert "Lead a trial" in text(Page(client_for("lin").get(f"/conversations/{id}")).id("innovation"))


def test_a_reason_is_an_answer_too(database, people, client_for):
    id = opened(database, people)
    assert put(client_for("chen"), id, title="", due_on="", reason="the season is over").status_code == 200
    found = reply(database, people, id)
    assert found and (found.chance, found.reason) == (None, "the season is over")
    assert "the season is over" in text(Page(client_for("lin").get(f"/conversations/{id}")).id("innovation"))


def test_the_person_reads_and_does_not_answer(database, people, client_for):
    id = opened(database, people)
    page = Page(client_for("lin").get(f"/conversations/{id}"))
    assert page.id("chance-innovation") is not None
    assert "chance.innovation.title" not in page.fields()
    assert put(client_for("lin"), id).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("zhou", 403), ("dotted", 403), ("wang", 403), ("gone", 404), ("zhao", 404), ("root", 404)]
)
def test_nobody_else(database, people, client_for, who, status):
    id = opened(database, people)
    assert put(client_for(who), id).status_code == status
    assert reply(database, people, id) is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"due_on": ""}, "wrong-by-innovation"),
        ({"title": ""}, "wrong-work-innovation"),
        ({"title": "", "due_on": ""}, "wrong-work-innovation"),
        ({"reason": "and this"}, "wrong-none-innovation"),
        ({"due_on": "2020-01-01"}, "wrong-by-innovation"),
        ({"due_on": "2199-01-01"}, "wrong-by-innovation"),
        ({"due_on": "soon"}, "wrong-by-innovation"),
        ({"title": "a\x00b"}, "wrong-work-innovation"),
        ({"title": "字" * 301}, "wrong-work-innovation"),
        ({"title": "", "due_on": "", "reason": "字" * 5000}, "wrong-none-innovation"),
        ({"title": ["a", "b"]}, "wrong-work-innovation"),
        ({"version": "x"}, "wrong-work-innovation"),
    ],
)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_bad_input_is_told_at_its_field_and_kept(database, people, client_for, fields, field, headers):
    id = opened(database, people)
    refused = put(client_for("chen"), id, headers=headers, **fields)
    assert refused.status_code == 422
    page = Page(refused)
    assert text(page.id(field))
    kept = page.fields()["chance.innovation.reason"] or ""
    assert kept == (fields.get("reason") or "")
    assert reply(database, people, id) is None


def test_where_nobody_asks(database, people, client_for):
    id = opened(database, people)
    assert put(client_for("chen"), id, "teamwork").status_code == 409
    assert put(client_for("chen"), id, "no_such_thing").status_code == 404


def test_what_both_agree_on_asks_too(database, people, client_for):
    id = opened(database, people)
    form = {"agreed.cost_control.answer": "none", "agreed.cost_control.reason": "", "agreed.cost_control.version": "0"}
    answer = client_for("chen").put(f"/conversations/{id}/agreements/cost_control", data=form, headers=HTMX)
    assert Page(answer).id("chance-cost_control") is not None
    assert put(client_for("chen"), id, "cost_control").status_code == 200


def test_another_answer_withdraws_the_chance(database, people, client_for):
    id = opened(database, people)
    chen = client_for("chen")
    version = Page(put(chen, id)).fields()["chance.innovation.version"]
    changed = put(chen, id, version=version, title="Lead two trials")
    assert changed.status_code == 200
    [made] = read(database, people.chen, id).commitments
    assert made.title == "Lead two trials"
    version = Page(changed).fields()["chance.innovation.version"]
    assert put(chen, id, version=version, title="", due_on="", reason="the season is over").status_code == 200
    assert read(database, people.chen, id).commitments == ()


def test_twice_is_once(database, people, client_for):
    id = opened(database, people)
    chen = client_for("chen")
    assert [put(chen, id).status_code for _ in range(2)] == [200, 200]
    assert len(read(database, people.chen, id).commitments) == 1


def test_the_second_window_sees_both(database, people, client_for):
    id = opened(database, people)
    chen = english(client_for("chen"))
    put(chen, id)
    late = put(chen, id, title="Something else")
    assert late.status_code == 409
    shown = text(Page(late).id("chance-innovation"))
    assert "Lead a trial" in shown
    assert "Something else" in shown


def test_what_the_person_changed_in_the_commitment_is_not_overwritten(database, people, client_for):
    id = opened(database, people)
    chen = client_for("chen")
    version = Page(put(chen, id)).fields()["chance.innovation.version"]
    [made] = read(database, people.chen, id).commitments
    with database.writing() as db:
        wanted = Promise("Lead the second trial", made.due_on, made.competency)
        commitments.change_proposed(db, people.lin, made.id, wanted, made.version)
    late = put(chen, id, version=version, title="Lead three trials")
    assert late.status_code == 409
    assert "Lead the second trial" in late.text
    assert "Lead three trials" in late.text


def test_it_is_taken_back_once_nobody_asks_any_more(database, people, client_for):
    id = opened(database, people)
    with database.writing() as db:
        rules.agree(db, people.chen, id, "cost_control", Agreement(Answer(no_opportunity=True)), 0)
    chen = client_for("chen")
    version = Page(put(chen, id, "cost_control")).fields()["chance.cost_control.version"]
    empty = {"title": "", "due_on": "", "reason": "", "version": version}
    assert put(chen, id, "cost_control", **empty).status_code == 422
    with database.writing() as db:
        rules.agree(db, people.chen, id, "cost_control", Agreement(Answer(3)), 1)
    assert put(chen, id, "cost_control", **empty).status_code == 200
    assert read(database, people.chen, id).commitments == ()


def test_the_commitment_of_an_answer_is_not_withdrawn_by_itself(database, people, client_for):
    id = opened(database, people)
    put(client_for("chen"), id)
    [made] = read(database, people.chen, id).commitments
    for who in ("chen", "lin"):
        refused = english(client_for(who)).delete(f"/commitments/{made.id}")
        assert refused.status_code == 409
        assert "opportunity" in Page(refused).text
    assert reply(database, people, id).chance.id == made.id


@pytest.mark.parametrize("title", ["Lead a trial", "Lead a trial in the south"])
def test_after_a_handover_the_one_who_answers_anew_promises_it(database, people, client_for, title):
    id = opened(database, people)
    assert put(client_for("chen"), id).status_code == 200
    with database.writing() as db:
        handover.hand_over(db, people.wang, id, people.zhou.person_id, "换了负责人")
        acts.assessed(db, people.zhou, people.lin, MANAGER)
    version = read(database, people.zhou, id).item("innovation").reply.version
    assert put(client_for("zhou"), id, title=title, version=str(version)).status_code == 200
    [made] = read(database, people.zhou, id).commitments
    assert (made.owner.id, made.title) == (people.zhou.person_id, title)
