"""What whoever was asked answers: once, about what stands there, and what no longer counts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.evidence import proof_queries, reading, rules, scope
from app.evidence.verification import verdicts
from app.kit import clock
from app.kit.errors import Forbidden, NotFound
from app.people import accounts
from app.people import rules as people_rules
from tests.evidence.acts import content, written
from tests.evidence.proving import asked, attached, confirmed, events, verdict, verification, verified, version
from tests.pages import Page, text


@pytest.fixture
def entry(database, people) -> int:
    return written(database, people.lin, "challenge", title="Live selling")


@pytest.mark.parametrize("comment", ["", "   "])
def test_returned_needs_a_comment(browse, database, people, entry, comment):
    id = asked(database, people.lin, entry, people.chen)
    response = verdict(browse("chen"), id, "returned", comment)
    assert response.status_code == 422
    page = Page(response)
    assert text(page.id("d-comment")) == "Say what should be changed."
    assert page.all(".//input[@value='returned'][@checked]")
    assert verification(database, id).answered_at is None


def test_returned_is_between_the_two(browse, database, people, entry):
    id = asked(database, people.lin, entry, people.zhao, "between us")
    assert verdict(browse("zhao"), id, "returned", "the year is wrong").status_code == 303
    assert not verified(database, people, entry)
    lin, chen = browse("lin").get(f"/evidence/{entry}").text, browse("chen").get(f"/evidence/{entry}").text
    assert "the year is wrong" in lin
    assert "the year is wrong" not in chen and "between us" not in chen and "Zhao Lei" not in chen


def test_returned_can_be_asked_again(browse, database, people, entry):
    id = asked(database, people.lin, entry, people.chen)
    verdict(browse("chen"), id, "returned", "the year is wrong")
    again = asked(database, people.lin, entry, people.chen)
    assert again != id
    assert verdict(browse("chen"), again).status_code == 303
    assert verified(database, people, entry)


@pytest.mark.parametrize("outcome", ["", "approved", None])
def test_an_answer_that_is_none(browse, database, people, entry, outcome):
    id = asked(database, people.lin, entry, people.chen)
    form = {"comment": "kept", "version": "1"} | ({} if outcome is None else {"outcome": outcome})
    response = browse("chen").put(f"/verifications/{id}", data=form)
    assert response.status_code == 422
    assert Page(response).fields()["comment"] == "kept"
    assert verification(database, id).outcome is None


def test_answered_once(browse, database, people, entry):
    chen = browse("chen")
    id = asked(database, people.lin, entry, people.chen)
    assert [verdict(chen, id, comment="good").status_code for _ in range(2)] == [303, 303]
    assert len(events(database, "evidence.verified")) == 1
    assert verdict(chen, id, "returned", "on second thought").status_code == 409
    assert verification(database, id).comment == "good"


def test_answers_at_the_same_moment_are_one(browse, database, people, entry):
    id = asked(database, people.lin, entry, people.chen)
    clients = [browse("chen") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        sent = list(
            threads.map(lambda client, n: verdict(client, id, "returned", f"word {n}").status_code, clients, "1234")
        )
    assert sorted(sent) == [303, 409, 409, 409]
    assert len(events(database, "evidence.returned")) == 1


def test_nobody_else_answers(browse, database, people, entry):
    id = asked(database, people.lin, entry, people.zhao)
    for login, status in (("lin", 403), ("chen", 403), ("zhou", 403), ("qian", 404), ("gone", 404), ("wang", 404)):
        assert verdict(browse(login), id).status_code == status, login
    assert verdict(browse("chen"), 99).status_code == 404
    assert not verified(database, people, entry)


def changed(database, people, entry):
    with database.writing() as db:
        rules.change(db, people.lin, entry, content("challenge", title="Live selling, twice"), version(database, entry))


def test_an_answer_to_what_was_changed_since(browse, database, people, entry):
    chen = browse("chen")
    id = asked(database, people.lin, entry, people.chen)
    changed(database, people, entry)
    response = verdict(chen, id, "returned", "my long comment", version=1)
    assert response.status_code == 409
    page = Page(response)
    assert page.heading == "Live selling, twice"
    assert "It was changed since you looked at it." in text(page.id("alert"))
    assert (page.fields()["comment"], page.fields()["version"]) == ("my long comment", "2")
    assert verification(database, id).answered_at is None
    assert verdict(chen, id, version=2).status_code == 303
    assert verified(database, people, entry)


def test_what_was_confirmed_and_changed_needs_it_again(browse, database, people, entry):
    confirmed(database, people.lin, entry, people.chen)
    changed(database, people, entry)
    assert not verified(database, people, entry)
    for login in ("lin", "chen"):
        section = text(Page(browse(login).get(f"/evidence/{entry}")).id("verification"))
        assert "Changed since it was confirmed by Chen Jianguo." in section
    assert "confirmed, changed since" in browse("chen").get("/verifications").text
    confirmed(database, people.lin, entry, people.chen)
    assert verified(database, people, entry)
    assert "Changed since" not in text(Page(browse("lin").get(f"/evidence/{entry}")).id("verification"))


def test_a_file_added_since_counts_as_a_change(browse, database, people, entry):
    confirmed(database, people.lin, entry, people.chen)
    attached(database, people.lin, entry)
    assert not verified(database, people, entry)


def test_made_private_since(browse, database, people, entry):
    zhao = browse("zhao")
    id = asked(database, people.lin, entry, people.zhao)
    with database.writing() as db:
        rules.keep_private(db, people.lin, entry, True)
    assert zhao.get(f"/evidence/{entry}").status_code == 404
    assert verdict(zhao, id).status_code == 404
    assert "Live selling" not in zhao.get("/verifications").text


def test_deleted_since(browse, database, people, entry):
    id = asked(database, people.lin, entry, people.zhao)
    with database.writing() as db:
        rules.remove(db, people.lin, entry)
    assert verdict(browse("zhao"), id).status_code == 404
    assert browse("lin").delete(f"/verifications/{id}").status_code == 404


def test_who_has_left_or_is_disabled_does_not_answer(database, people, entry):
    for login in ("zhao", "chen"):
        actor = getattr(people, login)
        id = asked(database, people.lin, entry, actor)
        with database.writing() as db:
            if login == "zhao":
                people_rules.leave(db, None, actor.person_id, clock.today() - timedelta(days=1))
            else:
                accounts.disable(db, people.root.person_id, actor.person_id)
        with database.writing() as db, pytest.raises((Forbidden, NotFound)):
            verdicts.answer(db, actor, id, "confirmed", "", 1)
    assert not verified(database, people, entry)


def test_a_former_manager_who_was_not_asked_sees_nothing(browse, database, people, entry):
    asked(database, people.lin, entry, people.chen)
    gone = browse("gone")
    assert gone.get(f"/evidence/{entry}").status_code == 404
    assert verdict(gone, 1).status_code == 404


def test_the_trail_has_no_words(database, people, entry):
    asked(database, people.lin, entry, people.chen, "secret message")
    confirmed(database, people.lin, entry, people.chen, "secret comment")
    (event,) = events(database, "evidence.verified")
    assert event[:2] == (people.chen.person_id, people.lin.person_id)
    assert not [e for a in ("verification.asked", "evidence.verified") for e in events(database, a) if "secret" in e[2]]


def test_the_question_stays_between_the_two_after_the_answer(database, people, entry):
    asked(database, people.lin, entry, people.zhao, "between us")
    confirmed(database, people.lin, entry, people.zhao)
    told = {}
    with database.reading() as db:
        for login in ("lin", "chen", "zhao"):
            actor = getattr(people, login)
            readable = scope.readable(db, actor, entry)
            view = reading.view(db, readable)
            (one,) = proof_queries.of_entry(db, actor, readable, view.standing.entry).asked
            told[login] = one.message
    assert told == {"lin": "between us", "chen": "", "zhao": "between us"}
