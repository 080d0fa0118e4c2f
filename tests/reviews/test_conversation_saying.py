"""Notes, a manager's private ones, views of the next level, and new commitments."""

import pytest
from sqlalchemy import text as sql

from app.cycles import rules as cycles
from app.kit import clock
from app.people import rules as people_rules
from app.reviews.conversations import queries
from app.reviews.talk import talk
from tests.cycles import acts
from tests.pages import Page, english, text
from tests.reviews.talking import HTMX, LATER, TODAY, opened, read

PARTS = {
    "notes": {"text": "a good hour", "held_on": TODAY, "version": "0"},
    "private-note": {"text": "give her more room", "version": "0"},
    "next-level": {"verdict": "soon", "words": "after the trial", "version": "0"},
}
STATE = {"notes": "notes-state", "private-note": "private-state", "next-level": "next-state"}
PROMISE = {"owner": "manager", "title": "Two partners to lead", "due_on": LATER, "competency": "", "once": "a-token-12"}


def put(client, id: int, part: str, headers=HTMX, **fields: object):
    return client.put(f"/conversations/{id}/{part}", data=PARTS[part] | fields, headers=headers)


def promise(client, id: int, headers=HTMX, **fields: object):
    return client.post(f"/conversations/{id}/commitments", data=PROMISE | fields, headers=headers)


def test_notes_are_of_both(database, people, client_for):
    id = opened(database, people)
    assert put(client_for("lin"), id, "notes").status_code == 200
    found = read(database, people.chen, id).notes
    assert (found.text, found.held_on.isoformat(), found.saved.by.id) == ("a good hour", TODAY, people.lin.person_id)
    page = Page(client_for("chen").get(f"/conversations/{id}"))
    assert page.fields()["notes.text"] == "a good hour"
    assert put(client_for("chen"), id, "notes", text="an hour and a half", version="1").status_code == 200


def test_each_side_has_its_own_view_of_the_next_level(database, people, client_for):
    id = opened(database, people)
    assert put(client_for("lin"), id, "next-level", verdict="now", words="I led three").status_code == 200
    assert put(client_for("chen"), id, "next-level").status_code == 200
    found = read(database, people.lin, id).next_level
    assert {side: (one.verdict, one.words) for side, one in found.items()} == {
        "person": ("now", "I led three"), "manager": ("soon", "after the trial"),
    }  # fmt: skip
    for who, other in (("lin", "after the trial"), ("chen", "I led three")):
        assert other in Page(client_for(who).get(f"/conversations/{id}")).text


@pytest.mark.parametrize(("part", "who"), [("notes", "lin"), ("private-note", "chen"), ("next-level", "lin")])
def test_two_windows_meet(database, people, client_for, part, who):
    id = opened(database, people)
    client = english(client_for(who))
    field = "words" if part == "next-level" else "text"
    assert put(client, id, part, **{field: "what came first"}).status_code == 200
    for headers in (HTMX, {}):
        late = put(client, id, part, headers, **{field: "what came second"})
        assert late.status_code == 409
        page = Page(late)
        assert "what came first" in text(page.id(STATE[part]))
        assert "what came second" in text(page.id(STATE[part]))
    name = {"notes": "notes", "private-note": "private", "next-level": "next"}[part]
    assert page.fields()[f"{name}.{field}"] == "what came second"
    version = page.fields()[f"{name}.version"]
    assert put(client, id, part, version=version, **{field: "what came second"}).status_code == 200


@pytest.mark.parametrize("part", PARTS)
def test_the_same_twice_has_one_effect(database, people, client_for, part):
    id = opened(database, people)
    answers = [put(client_for("chen"), id, part) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert {value for name, value in Page(answers[1]).fields().items() if name.endswith("version")} == {"1"}


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("notes", {"text": "a\x00b"}),
        ("notes", {"text": "字" * 5000}),
        ("notes", {"text": ["a", "b"]}),
        ("notes", {"held_on": "yesterday"}),
        ("notes", {"held_on": "1999-01-01"}),
        ("notes", {"held_on": "2199-01-01"}),
        ("notes", {"version": "x"}),
        ("private-note", {"text": "a\x00b"}),
        ("private-note", {"text": "字" * 5000}),
        ("private-note", {"text": ["a", "b"]}),
        ("next-level", {"verdict": "tomorrow"}),
        ("next-level", {"verdict": ["now", "later"]}),
        ("next-level", {"words": "字" * 5000}),
        ("next-level", {"words": "a\x00b"}),
    ],
)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_bad_input(database, people, client_for, part, fields, headers):
    id = opened(database, people)
    refused = put(client_for("chen"), id, part, headers, **fields)
    assert refused.status_code == 422
    assert text(Page(refused).id(STATE[part]))
    found = read(database, people.chen, id)
    assert (found.notes.saved, found.next_level) == (None, {})


@pytest.mark.parametrize("part", [*PARTS, "commitments"])
@pytest.mark.parametrize(
    ("who", "status"), [("zhou", 403), ("dotted", 403), ("wang", 403), ("gone", 404), ("zhao", 404), ("root", 404)]
)
def test_nobody_else(database, people, client_for, part, who, status):
    id = opened(database, people)
    client = client_for(who)
    answer = promise(client, id) if part == "commitments" else put(client, id, part)
    assert answer.status_code == status


@pytest.mark.parametrize("part", ["notes", "next-level", "commitments"])
def test_not_before_both_are_in_and_not_after_the_cycle(database, people, client_for, part):
    with database.writing() as db:
        id = acts.conversation(db, people)
    send = promise if part == "commitments" else lambda client, id: put(client, id, part)
    assert send(client_for("lin"), id).status_code == 409
    opened(database, people)
    with database.writing() as db:
        cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
    assert send(client_for("chen"), id).status_code == 409


def test_private_notes_are_written_while_preparing_and_by_the_manager_alone(database, people, client_for):
    with database.writing() as db:
        id = acts.conversation(db, people)
    assert put(client_for("chen"), id, "private-note").status_code == 200
    assert put(client_for("lin"), id, "private-note").status_code == 403
    assert "give her more room" in Page(client_for("chen").get(f"/conversations/{id}")).text
    with database.writing() as db:
        cycles.close(db, people.wang, talk(db, people.lin, id).participation.cycle.id)
    assert put(client_for("chen"), id, "private-note", text="more", version="1").status_code == 409


def test_private_notes_stand_nowhere_else(database, people, client_for):
    with database.writing() as db:
        acts.made(db, people, days=(-20, -1, 10, 20, 30))
    id = opened(database, people)
    put(client_for("chen"), id, "private-note")
    for who in ("lin", "zhou", "dotted", "wang"):
        assert "give her more room" not in client_for(who).get(f"/conversations/{id}").text
    with database.writing() as db:
        trail = (
            db.connection()
            .execute(
                sql("SELECT action, object FROM trail_event WHERE subject_id = :lin"), {"lin": people.lin.person_id}
            )
            .all()
        )
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    assert not [one for one in trail if "private" in " ".join(one)]
    # whoever leads her next does not inherit them, and their author is no longer at this table
    assert "give her more room" not in client_for("qian").get(f"/conversations/{id}").text
    assert client_for("chen").get(f"/conversations/{id}").status_code == 404
    with database.reading() as db:
        assert queries.private(db, id, people.chen.person_id).text == "give her more room"
        assert queries.private(db, id, people.qian.person_id).text == ""


@pytest.mark.parametrize(("who", "owner"), [("lin", "manager"), ("chen", "person"), ("lin", "person")])
def test_either_side_proposes_for_either(database, people, client_for, who, owner):
    id = opened(database, people)
    answer = promise(client_for(who), id, owner=owner, competency="teamwork")
    assert answer.status_code == 200
    [made] = read(database, people.lin, id).commitments
    assert (made.side, made.title, made.competency, made.state) == (
        owner,
        "Two partners to lead",
        "teamwork",
        "proposed",
    )
    assert made.created_by_id == getattr(people, who).person_id
    assert "Two partners to lead" in text(Page(client_for("lin").get(f"/conversations/{id}")).id("commitments"))


def test_the_same_form_makes_one(database, people, client_for):
    id = opened(database, people)
    for headers, status in ((HTMX, 200), ({}, 303)):
        assert promise(client_for("chen"), id, headers).status_code == status
    assert len(read(database, people.lin, id).commitments) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""}, {"title": "字" * 301}, {"title": "a\x00b"}, {"title": ["a", "b"]}, {"due_on": ""},
        {"due_on": "2020-01-01"}, {"due_on": "soon"}, {"owner": "wang"}, {"owner": ["person", "manager"]},
        {"competency": "no_such_thing"}, {"once": ""}, {"once": "\x00" * 10},
    ],
)  # fmt: skip
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_bad_promises(database, people, client_for, fields, headers):
    id = opened(database, people)
    refused = promise(client_for("chen"), id, headers, **fields)
    assert refused.status_code == 422
    page = Page(refused)
    assert page.marked("wrong")
    if fields.get("title", "x") == "x":
        assert page.fields()["promise.title"] == "Two partners to lead"
    assert read(database, people.chen, id).commitments == ()


def test_a_former_manager_finds_nothing(database, people, client_for):
    with database.writing() as db:
        acts.made(db, people, days=(-20, -1, 10, 20, 30))
    id = opened(database, people)
    with database.writing() as db:
        people_rules.report_to(db, None, people.lin.person_id, people.qian.person_id, clock.today())
    for part in PARTS:
        assert put(client_for("chen"), id, part).status_code == 404
    assert promise(client_for("chen"), id).status_code == 404
    assert promise(client_for("lin"), id).status_code == 409
