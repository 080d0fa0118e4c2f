"""Reconsideration 复议: asked by the person, answered by somebody who did not sign, by a day."""

from datetime import date, timedelta

import pytest

from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.people import accounts
from app.people import queries as people_queries
from app.people import rules as people_rules
from app.people.access import Actor
from app.reminders.kinds import reconsideration as reminder
from app.reviews.signing import amending, queries, reconsiderations, reconsidering, rules
from app.reviews.signing.amending import Changes
from app.reviews.signing.snapshot import Agreed
from app.reviews.talk import talk
from tests.pages import Page
from tests.reviews import signed

HIGHER = {"teamwork": Agreed(4, False)}
WORDS = "九月的促销是我牵头的"


@pytest.fixture
def id(database, people) -> int:
    with database.writing() as db:
        return signed.signed(db, people)


def ask(db, people, id, to="manager", words=WORDS) -> int:
    return reconsidering.ask(db, people.lin, id, talk(db, people.lin, id).progress.records[-1].number, to, words).id


def answer(db, actor, asked, outcome="stands", words="两边说的都在记录里", agreed=None, after=1):
    return reconsidering.answer(db, actor, asked, after, outcome, words, agreed or {})


def told(database, people) -> dict[str, list[str]]:
    """Who is reminded of what."""
    names = {actor.person_id: login for login, actor in vars(people).items()}
    with database.reading() as db:
        things = reminder.find(db, list(names), clock.today() + timedelta(days=60))
    return {names[one.person_id]: [one.key] for one in things}


def test_ten_working_days():
    assert reconsiderations.answered_by(date(2026, 11, 25)) == date(2026, 12, 9)
    # over the holiday of the first week of October, with Saturdays and Sundays worked in exchange
    assert reconsiderations.answered_by(date(2025, 9, 28)) == date(2025, 10, 17)


def test_it_goes_to_the_managers_manager(client_for, database, people, id):
    lin = client_for("lin")
    page = lin.get(f"/conversations/{id}/reconsiderations/new", headers={"Accept-Language": "en"})
    assert "Zhou Min" in page.text
    form = {"number": "1", "to": "manager", "words": WORDS}
    response = lin.post(f"/conversations/{id}/reconsiderations", data=form)
    assert response.status_code == 303
    again = lin.post(f"/conversations/{id}/reconsiderations", data=form)
    assert again.headers["location"] == response.headers["location"]
    address = response.headers["location"]
    assert WORDS in client_for("zhou").get(address).text
    assert told(database, people) == {"zhou": ["reconsideration:1"]}
    for login in ("chen", "wang", "dotted", "root", "zhao"):
        assert client_for(login).get(address).status_code == 404
    assert WORDS not in client_for("chen").get(f"/conversations/{id}/records/1").text


def test_hr_reads_both_assessments_once_it_was_asked(client_for, database, people, id):
    before = client_for("wang").get(f"/conversations/{id}/records/1").text
    with database.writing() as db:
        asked = ask(db, people, id, "hr")
    after = client_for("wang").get(f"/conversations/{id}/records/1").text
    assert (before.count('<th scope="col">'), after.count('<th scope="col">')) == (2, 4)
    assert WORDS in client_for("wang").get(f"/reconsiderations/{asked}").text
    assert told(database, people) == {"wang": [f"reconsideration:{asked}"]}
    assert client_for("zhou").get(f"/reconsiderations/{asked}").status_code == 404


def test_it_stands_with_a_reason(client_for, database, people, id):
    with database.writing() as db:
        asked = ask(db, people, id)
    zhou = client_for("zhou")
    form = {"after": "1", "outcome": "stands", "answer": "两边说的都在记录里", "agreed.teamwork": ""}
    for _ in range(2):
        assert zhou.put(f"/reconsiderations/{asked}/answer", data=form).status_code == 303
    assert "两边说的都在记录里" in client_for("lin").get(f"/reconsiderations/{asked}").text
    with database.reading() as db:
        assert len(queries.of_conversation(db, id)) == 1
    assert told(database, people) == {}
    other = zhou.put(f"/reconsiderations/{asked}/answer", data={**form, "answer": "anders"})
    assert other.status_code == 409


def test_it_is_amended_in_the_same_act_even_after_the_cycle(database, people, id):
    with database.writing() as db:
        asked = ask(db, people, id)
        cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
        answer(db, people.zhou, asked, "amended", "邮件里看得清楚", HIGHER)
        first, second = queries.of_conversation(db, id)
    assert (second.by_id, second.reason, second.kind) == (people.zhou.person_id, "邮件里看得清楚", "amendment")
    assert (first.content.rating("teamwork").agreed, second.content.rating("teamwork").agreed) == (
        Agreed(3, False),
        Agreed(4, False),
    )
    with database.writing() as db:
        rules.acknowledge(db, people.lin, second.id)
        assert talk(db, people.lin, id).state == "acknowledged"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"outcome": "amended", "answer": "because"}, "d-outcome"),
        ({"outcome": "stands", "answer": "because", "agreed.teamwork": "4"}, "d-outcome"),
        ({"outcome": "stands", "answer": " "}, "d-answer"),
        ({"outcome": "amended", "answer": "because", "agreed.teamwork": "99"}, "d-teamwork"),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_is_lost(client_for, database, people, id, form, field):
    with database.writing() as db:
        asked = ask(db, people, id)
    response = client_for("zhou").put(f"/reconsiderations/{asked}/answer", data={"after": "1", **form})
    assert response.status_code == 422
    page = Page(response)
    assert page.id(field).get("class") == "wrong"
    assert (page.id("f-answer").text or "").strip() == form["answer"].strip()


@pytest.mark.parametrize("login", ["lin", "chen", "wang", "dotted", "root"])
def test_nobody_else_answers(database, people, id, login):
    with database.writing() as db:
        asked = ask(db, people, id)
        with pytest.raises(Forbidden if login == "lin" else NotFound):
            answer(db, getattr(people, login), asked)


@pytest.mark.parametrize("login", ["chen", "zhou", "wang"])
def test_nobody_asks_for_her(database, people, id, login):
    with database.writing() as db, pytest.raises(Forbidden):
        reconsidering.ask(db, getattr(people, login), id, 1, "hr", WORDS)


def test_one_at_a_time_and_within_thirty_days(database, people, id, monkeypatch):
    with database.writing() as db:
        asked = ask(db, people, id)
        with pytest.raises(Conflict):
            ask(db, people, id, "hr", "still")
        answer(db, people.zhou, asked)
        later = clock.now() + timedelta(days=31)
        monkeypatch.setattr(clock, "now", lambda: later)
        with pytest.raises(Conflict):
            ask(db, people, id, "hr", "too late")
        sooner = later - timedelta(days=1)
        monkeypatch.setattr(clock, "now", lambda: sooner)
        assert ask(db, people, id, "hr", "on the last day")


def test_whoever_signed_since_does_not_answer(database, people, id):
    """zhou amends; then only HR is left to ask."""
    with database.writing() as db:
        answer(db, people.zhou, ask(db, people, id), "amended", "so", HIGHER)
        assert reconsiderations.managers_manager(db, people.lin.person_id, people.zhou.person_id) is None
        with pytest.raises(Refused):
            ask(db, people, id, "manager", "again")
        asked = ask(db, people, id, "hr", "again")
        with pytest.raises(NotFound):
            answer(db, people.zhou, asked, after=2)
        assert answer(db, people.wang, asked, after=2).outcome == "stands"


def test_it_falls_to_hr_when_the_addressee_does_not_lead_her_any_more(client_for, database, people, id):
    with database.writing() as db:
        asked = ask(db, people, id)
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
        with pytest.raises(NotFound):
            answer(db, people.zhou, asked)
    assert told(database, people) == {"wang": [f"reconsideration:{asked}"]}
    assert "HR" in client_for("lin").get(f"/reconsiderations/{asked}").text
    with database.writing() as db:
        assert answer(db, people.wang, asked).answered_by_id == people.wang.person_id


def test_hr_does_not_answer_about_herself(database, people, id):
    with database.writing() as db:
        accounts.set_roles(db, None, people.lin.person_id, frozenset({"hr"}))
        lin = Actor(people.lin.person_id, people.lin.account_id, 0, "", "lin", frozenset({"hr"}))
        asked = reconsidering.ask(db, lin, id, 1, "hr", WORDS).id
        with pytest.raises(Forbidden):
            answer(db, lin, asked)
    assert told(database, people) == {"wang": [f"reconsideration:{asked}"]}


def test_of_a_person_who_left_nothing_waits_any_more(database, people, id):
    with database.writing() as db:
        asked = ask(db, people, id, "hr")
        people_rules.leave(db, None, people.lin.person_id, clock.today())
        with pytest.raises(Conflict):
            answer(db, people.wang, asked)
    assert told(database, people) == {}


def test_a_record_in_between_is_read_first(database, people, id):
    with database.writing() as db:
        asked = ask(db, people, id)
        amending.amend_as_manager(db, people.chen, id, 1, Changes(agreed=HIGHER), "because")
        with pytest.raises(Conflict):
            answer(db, people.zhou, asked, after=1)
        with pytest.raises(Conflict):
            reconsidering.ask(db, people.lin, id, 1, "hr", "about the first")
        assert answer(db, people.zhou, asked, after=2)


def test_the_list_tells_what_waits_for_whom(client_for, database, people, id):
    with database.writing() as db:
        asked = ask(db, people, id)
    for login, section in (("zhou", "due"), ("lin", "mine")):
        page = Page(client_for(login).get("/reconsiderations"))
        assert page.id(section) is not None
        assert f"/reconsiderations/{asked}" in {one.get("href") for one in page.all(".//main//a")}
    for login in ("chen", "wang", "dotted", "root"):
        page = Page(client_for(login).get("/reconsiderations"))
        assert f"/reconsiderations/{asked}" not in {one.get("href") for one in page.all(".//main//a")}


def test_hr_is_not_asked_when_nobody_of_hr_but_the_signer_is_there(client_for, database, people, id):
    """Then her manager's manager still is; where there is none either, the page says what helps."""
    with database.writing() as db:
        accounts.set_roles(db, None, people.chen.person_id, frozenset({"hr"}))
        accounts.set_roles(db, None, people.wang.person_id, frozenset())
    lin = client_for("lin")
    page = lin.get(f"/conversations/{id}/reconsiderations/new").text
    assert 'value="hr"' not in page and 'value="manager"' in page
    with database.writing() as db, pytest.raises(Refused):
        ask(db, people, id, to="hr")
    with database.writing() as db:
        line = people_queries.lines_today(db, people.chen.person_id)[0]
        people_rules.end_line(db, None, people.chen.person_id, line.id, clock.today())
    assert 'name="to"' not in lin.get(f"/conversations/{id}/reconsiderations/new").text
