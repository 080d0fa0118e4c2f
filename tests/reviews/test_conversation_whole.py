"""The whole page as one form, which a browser without script sends: all of it is saved, or nothing and nothing lost."""

import pytest
from starlette.testclient import TestClient

from app.commitments import queries as commitments
from app.cycles import rules as cycles
from app.reviews.conversations import queries, rules
from app.reviews.conversations.rules import Agreement, Answer
from app.reviews.talk import talk
from tests.cycles import acts
from tests.pages import Page, text
from tests.reviews.talking import LATER, TODAY, agreed, opened, read, said


def form_of(client: TestClient, id: int) -> dict[str, str]:
    """What a browser would send of the page, with its lists."""
    page = Page(client.get(f"/conversations/{id}"))
    lists = {
        select.get("name", ""): next((o.get("value", "") for o in select.iter("option") if "selected" in o.attrib), "")
        for select in page.all(".//select")
    }
    return page.fields() | lists


def save(client: TestClient, id: int, form: dict[str, str], **more: str):
    sent = form | {name.replace("__", "."): value for name, value in more.items()}
    return client.post(f"/conversations/{id}/agreements?_method=put", data=sent)


def test_everything_in_one_act(database, people, client_for):
    id = opened(database, people)
    chen = client_for("chen")
    saved = save(
        chen, id, form_of(chen, id), agreed__teamwork__answer="3", agreed__teamwork__reason="two with help",
        agreed__strategy__answer="3", chance__innovation__title="Lead a trial", chance__innovation__due_on=LATER,
        notes__text="a good hour", notes__held_on=TODAY, next__verdict="soon", next__words="after the trial",
        private__text="give her more room", promise__title="Two partners to lead", promise__due_on=LATER,
    )  # fmt: skip
    assert (saved.status_code, saved.headers["location"]) == (303, f"/conversations/{id}")
    found = read(database, people.chen, id)
    assert {c: said(one.answer) for c, one in agreed(database, id).items()} == {"teamwork": 3, "strategy": 3}
    reply = found.item("innovation").reply
    assert reply and reply.chance
    assert (reply.chance.title, reply.chance.chance, reply.chance.side) == ("Lead a trial", True, "manager")
    assert (found.notes.text, found.notes.held_on.isoformat()) == ("a good hour", TODAY)
    assert found.next_level["manager"].verdict == "soon"
    assert {one.title for one in found.commitments} == {"Lead a trial", "Two partners to lead"}
    with database.reading() as db:
        assert queries.private(db, id, people.chen.person_id).text == "give her more room"


def test_an_untouched_page_changes_nothing(database, people, client_for):
    id = opened(database, people)
    lin = client_for("lin")
    form = form_of(lin, id)
    assert save(lin, id, form).status_code == 303
    assert agreed(database, id) == {}
    assert read(database, people.lin, id).notes.saved is None


def test_one_fault_and_nothing_is_saved_but_all_of_it_kept(database, people, client_for):
    id = opened(database, people)
    chen = client_for("chen")
    refused = save(
        chen, id, form_of(chen, id), agreed__strategy__answer="3", agreed__teamwork__answer="5",
        notes__text="a good\r\nhour", promise__title="Two partners to lead", promise__due_on="soon",
        chance__innovation__title="Lead a trial", private__text="give her more room", next__verdict="later",
    )  # fmt: skip
    assert refused.status_code == 422
    assert agreed(database, id) == {}
    assert read(database, people.chen, id).notes.saved is None
    page = Page(refused)
    fields = page.fields()
    assert (fields["agreed.strategy.answer"], fields["agreed.teamwork.answer"]) == ("3", "5")
    assert fields["notes.text"].replace("\r", "") == "a good\nhour"
    assert (fields["promise.title"], fields["private.text"]) == ("Two partners to lead", "give her more room")
    assert (fields["chance.innovation.title"], fields["next.verdict"]) == ("Lead a trial", "later")
    assert text(page.id("wrong-promise-due"))
    assert text(page.id("wrong-by-innovation"))
    assert page.id("state-teamwork").find("p") is not None
    with database.reading() as db:
        assert commitments.of_conversation(db, id) == []


def test_what_somebody_else_saved_meanwhile_is_met_where_both_changed_it(database, people, client_for):
    id = opened(database, people)
    chen = client_for("chen")
    form = form_of(chen, id)
    with database.writing() as db:
        rules.agree(db, people.lin, id, "strategy", Agreement(Answer(3)), 0)
        rules.agree(db, people.lin, id, "teamwork", Agreement(Answer(4), "three projects led"), 0)
    # he did not touch strategy: hers stays without a word
    assert save(chen, id, form, agreed__communication__answer="3").status_code == 303
    assert said(agreed(database, id)["strategy"].answer) == 3
    late = save(chen, id, form, agreed__teamwork__answer="3", agreed__teamwork__reason="two with help")
    assert late.status_code == 409
    page = Page(late)
    state = text(page.id("state-teamwork"))
    assert "three projects led" in state
    assert "two with help" in state
    assert page.fields()["agreed.teamwork.reason"] == "two with help"
    again = page.fields() | {"promise.owner": "manager", "promise.competency": ""}
    assert save(chen, id, again).status_code == 303
    assert agreed(database, id)["teamwork"].reason == "two with help"


def test_save_and_go_to_the_signature(database, people, client_for):
    id = opened(database, people)
    chen = client_for("chen")
    saved = save(chen, id, form_of(chen, id), agreed__strategy__answer="3", signature="1")
    assert saved.headers["location"] == f"/conversations/{id}/signature"
    assert said(agreed(database, id)["strategy"].answer) == 3


def test_doubled_fields_and_unknown_competencies(database, people, client_for):
    id = opened(database, people)
    lin = client_for("lin")
    doubled = {"agreed.strategy.answer": ["", "3"], "agreed.strategy.reason": "", "agreed.strategy.version": "0",
               "agreed.strategy.was": "|"}  # fmt: skip
    assert lin.post(f"/conversations/{id}/agreements?_method=put", data=doubled).status_code == 422
    unknown = {"agreed.nothing.answer": "3", "agreed.nothing.reason": "", "agreed.nothing.version": "0"}
    assert lin.post(f"/conversations/{id}/agreements?_method=put", data=unknown).status_code == 404
    assert agreed(database, id) == {}


def test_the_person_cannot_slip_the_managers_answers_in(database, people, client_for):
    id = opened(database, people)
    lin = client_for("lin")
    chance = {"chance.innovation.title": "Lead it all", "chance.innovation.due_on": LATER,
              "chance.innovation.reason": "", "chance.innovation.version": "0"}  # fmt: skip
    assert save(lin, id, form_of(lin, id) | chance).status_code == 403
    private = {"private.text": "mine now", "private.version": "0"}
    assert save(lin, id, form_of(lin, id) | private).status_code == 403
    assert read(database, people.lin, id).commitments == ()


@pytest.mark.parametrize(
    ("who", "status"), [("zhou", 403), ("dotted", 403), ("wang", 403), ("gone", 404), ("zhao", 404)]
)
def test_nobody_else(database, people, client_for, who, status):
    id = opened(database, people)
    form = {"agreed.strategy.answer": "3", "agreed.strategy.reason": "", "agreed.strategy.version": "0"}
    assert client_for(who).post(f"/conversations/{id}/agreements?_method=put", data=form).status_code == status


def test_not_before_both_are_in_and_not_after_the_cycle(database, people, client_for):
    with database.writing() as db:
        id = acts.conversation(db, people)
    sent = {"notes.text": "too early", "notes.held_on": "", "notes.version": "0"}
    early = client_for("lin").post(f"/conversations/{id}/agreements?_method=put", data=sent)
    assert early.status_code == 409
    assert "too early" in early.text
    opened(database, people)
    with database.writing() as db:
        cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
    assert client_for("chen").post(f"/conversations/{id}/agreements?_method=put", data=sent).status_code == 409
