"""Asking somebody to verify an entry: whom, about what, taking it back; what others ask of me."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.people import accounts
from tests.evidence.acts import written
from tests.evidence.proving import asked, confirmed, events, verdict, verification, verified
from tests.pages import Page, text, texts


@pytest.fixture
def entry(database, people) -> int:
    return written(database, people.lin, "challenge", title="Live selling")


def ask(client, entry, verifier="", called="", message=""):
    return client.post(
        f"/evidence/{entry}/verifications", data={"verifier": verifier, "called": called, "message": message}
    )


def test_the_manager_is_asked_and_confirms(browse, database, people, entry):
    lin, chen = browse("lin"), browse("chen")
    response = ask(lin, entry, people.chen.person_id, message="You saw the numbers")
    assert (response.status_code, response.headers["location"]) == (303, f"/evidence/{entry}#verification")
    assert "You saw the numbers" in chen.get("/verifications").text
    page = Page(chen.get(f"/evidence/{entry}"))
    assert page.fields()["version"] == "1"
    assert not verified(database, people, entry)
    response = verdict(chen, 1, comment="I was in the room")
    assert (response.status_code, response.headers["location"]) == (303, "/verifications")
    assert verified(database, people, entry)
    section = text(Page(lin.get(f"/evidence/{entry}")).id("verification"))
    assert "Chen Jianguo manager of the writer ✓ confirmed" in section and "I was in the room" in section
    assert "confirmed" in text(Page(chen.get("/verifications")).id("main"))


def test_the_managers_are_offered_first_the_nearest_chosen(browse, entry):
    page = Page(browse("lin").get(f"/evidence/{entry}"))
    assert [text(label) for label in page.marked("check")][:4] == [
        "Chen Jianguo your manager",
        "Sun Yue your dotted-line manager",
        "Zhou Min higher manager",
        "Somebody else, named below",
    ]
    assert [field.get("value") for field in page.all(".//input[@checked]")][:1] != [""]


@pytest.mark.parametrize("called", ["赵磊", "zhao lei"])
def test_a_colleague_by_name(browse, database, people, entry, called):
    assert ask(browse("lin"), entry, called=called).status_code == 303
    assert verification(database, 1).verifier_id == people.zhao.person_id
    zhao = browse("zhao")
    assert zhao.get(f"/evidence/{entry}").status_code == 200
    assert verdict(zhao, 1).status_code == 303
    assert "Zhao Lei colleague ✓ confirmed" in text(Page(browse("chen").get(f"/evidence/{entry}")).id("verification"))


def test_a_report_of_the_writer_may_confirm_and_is_shown_as_such(browse, database, people):
    entry = written(database, people.chen)
    confirmed(database, people.chen, entry, people.lin)
    section = text(Page(browse("zhou").get(f"/evidence/{entry}")).id("verification"))
    assert "Lin Xiaoyu reports to the writer ✓ confirmed" in section


@pytest.mark.parametrize(
    ("field", "form"),
    [
        ("called", {"called": "no such person"}),
        ("called", {}),
        ("called", {"verifier": "{chen}", "called": "赵磊"}),
        ("verifier", {"verifier": "{lin}"}),
        ("verifier", {"verifier": "999999"}),
        ("verifier", {"verifier": "somebody"}),
    ],
)
def test_nobody_who_can_be_asked(browse, database, people, entry, field, form):
    ids = {name: actor.person_id for name, actor in vars(people).items()}
    sent = {name: value.format(**ids) for name, value in form.items()} | {"message": "what I typed"}
    response = browse("lin").post(f"/evidence/{entry}/verifications", data=sent)
    assert response.status_code == 422
    page = Page(response)
    assert page.id(f"d-{field}").get("class") == "wrong"
    assert page.fields()["message"] == "what I typed"
    assert events(database, "verification.asked") == []


def test_herself_by_name(browse, entry):
    response = ask(browse("lin"), entry, called="林晓雨")
    assert response.status_code == 422
    assert "Nobody verifies their own work." in text(Page(response).id("verification"))


def test_somebody_who_cannot_sign_in(browse, database, people, entry):
    with database.writing() as db:
        accounts.disable(db, people.root.person_id, people.zhao.person_id)
    response = ask(browse("lin"), entry, called="赵磊")
    assert response.status_code == 422
    assert "This person cannot sign in here." in response.text


def test_only_the_writer_asks(browse, entry, people):
    for login, status in (("zhao", 404), ("gone", 404), ("dotted", 404), ("wang", 404), ("chen", 403), ("zhou", 403)):
        assert ask(browse(login), entry, people.zhao.person_id).status_code == status, login


def test_a_private_entry_is_not_asked_about(browse, database, people):
    entry = written(database, people.lin, private=True)
    assert ask(browse("lin"), entry, people.chen.person_id).status_code == 409


def test_a_kind_that_nobody_verifies(browse, database, people):
    entry = written(database, people.lin, "contact")
    assert ask(browse("lin"), entry, people.chen.person_id).status_code == 409
    assert "are not verified" in text(Page(browse("lin").get(f"/evidence/{entry}")).id("verification"))


def test_asked_twice_is_one_question(browse, database, people, entry):
    lin = browse("lin")
    assert [ask(lin, entry, people.chen.person_id, message=m).status_code for m in ("one", "two")] == [303, 303]
    assert len(events(database, "verification.asked")) == 1
    assert verification(database, 1).message == "two"


def test_asked_at_the_same_moment_is_one_question(browse, database, people, entry):
    clients = [browse("lin") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        sent = list(threads.map(lambda client: ask(client, entry, people.chen.person_id).status_code, clients))
    assert sent == [303] * 4
    assert len(events(database, "verification.asked")) == 1


def test_not_asked_again_while_it_is_confirmed(browse, database, people, entry):
    confirmed(database, people.lin, entry, people.chen)
    response = ask(browse("lin"), entry, people.chen.person_id)
    assert response.status_code == 422
    assert "has confirmed it as it stands" in response.text


def test_not_everybody_at_once(browse, database, people, entry):
    for login in ("chen", "zhou", "dotted", "zhao", "qian"):
        asked(database, people.lin, entry, getattr(people, login))
    assert ask(browse("lin"), entry, people.wang.person_id).status_code == 422


@pytest.mark.parametrize("slipped", ["verifier_id", "evidence_id", "answered_at", "person_id"])
def test_nothing_is_slipped_in(browse, database, people, entry, slipped):
    lin = browse("lin")
    more = {slipped: str(people.lin.person_id), "outcome": "confirmed"}
    lin.post(f"/evidence/{entry}/verifications", data={"verifier": people.chen.person_id, **more})
    found = verification(database, 1)
    assert (found.verifier_id, found.outcome, found.answered_at) == (people.chen.person_id, None, None)
    assert not verified(database, people, entry)


def test_withdrawn(browse, database, people, entry):
    lin, zhao = browse("lin"), browse("zhao")
    id = asked(database, people.lin, entry, people.zhao)
    assert zhao.get(f"/evidence/{entry}").status_code == 200
    assert [lin.delete(f"/verifications/{id}").status_code for _ in range(2)] == [303, 303]
    assert len(events(database, "verification.withdrawn")) == 1
    assert zhao.get(f"/evidence/{entry}").status_code == 404
    assert verdict(zhao, id).status_code == 404
    assert "Live selling" not in zhao.get("/verifications").text


def test_who_withdraws(browse, database, people, entry):
    id = asked(database, people.lin, entry, people.zhao)
    for login, status in (("zhao", 403), ("chen", 403), ("qian", 404), ("root", 404)):
        assert browse(login).delete(f"/verifications/{id}").status_code == status, login
    verdict(browse("zhao"), id)
    assert browse("lin").delete(f"/verifications/{id}").status_code == 409
    assert verified(database, people, entry)


def test_words_are_escaped(browse, database, people, entry):
    asked(database, people.lin, entry, people.chen, "<script>a()</script>")
    confirmed(database, people.lin, entry, people.zhao, "<img src=x onerror=b()>")
    for login, path in (("chen", "/verifications"), ("chen", f"/evidence/{entry}"), ("lin", f"/evidence/{entry}")):
        html = browse(login).get(path).text
        assert "<script>a" not in html and "<img src=x" not in html


def test_an_empty_page_teaches(browse):
    page = Page(browse("lin").get("/verifications"))
    assert texts(page.all(".//h2")) == ["Nothing to answer"]
    assert "/evidence" in page.links()


def test_the_page_says_who_asks_and_where_to_look(browse, database, people, entry):
    asked(database, people.lin, entry, people.zhao)
    page = Page(browse("zhao").get("/verifications"))
    assert "Lin Xiaoyu" in page.text and "awaits your answer" in page.text
    assert f"/evidence/{entry}#verification" in page.links()
