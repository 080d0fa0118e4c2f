"""Who opens somebody's record is written down, and that person reads it."""

import pytest
from sqlalchemy import text

from app.trail.rules import broken_link
from tests.people import stage

READINGS = "SELECT actor_id, subject_id, object FROM trail_event WHERE action = 'record.read' ORDER BY id"


def readings(database) -> list[tuple[int, int, str]]:
    with database.reading() as db:
        return [tuple(found) for found in db.execute(text(READINGS))]


@pytest.mark.parametrize("who", ["wang", "chen", "zhou", "dotted"])
def test_somebody_elses_record(client_for, database, people, who):
    with database.writing() as db:
        done = stage.both_submitted(db, people, "lin")
    client, lin, actor = client_for(who), people.lin.person_id, getattr(people, who)
    opened = {f"/people/{lin}": f"person:{lin}", f"/people/{lin}/gaps": "gaps"}
    if who != "wang":  # HR reads no assessment
        opened[f"/assessments/{done}"] = f"assessment:{done}"
    for path in opened:
        assert client.get(path).status_code == 200
    assert readings(database) == [(actor.person_id, lin, what) for what in opened.values()]
    page = client_for("lin").get("/me/looked").text
    assert page.count(actor.name) == len(opened)
    assert actor.name not in client_for("zhao").get("/me/looked").text
    with database.reading() as db:
        assert broken_link(db) is None


def test_ones_own_record_is_not_worth_a_line(client_for, database, people):
    with database.writing() as db:
        done = stage.submitted(db, people)
    client, lin = client_for("lin"), people.lin.person_id
    for path in ("/", "/gaps", f"/people/{lin}", f"/people/{lin}/gaps", f"/assessments/{done}"):
        assert client.get(path).status_code == 200
    assert readings(database) == []


def test_whoever_is_shown_nothing_opened_nothing(client_for, database, people):
    lin = people.lin.person_id
    for who in ("zhao", "root", "gone"):
        client_for(who).get(f"/people/{lin}")
        client_for(who).get(f"/people/{lin}/gaps")
    client_for("wang").get(f"/people/{lin}/record")
    assert readings(database) == []


def test_the_trail_tells_no_ratings_and_nobodys_words(client_for, database, people):
    with database.writing() as db:
        stage.both_submitted(db, people, "lin")
    client_for("wang").get(f"/people/{people.lin.person_id}")
    page = client_for("root").get("/trail?lang=en")
    assert page.status_code == 200
    assert "assessment.submitted" in page.text and "record.read" in page.text
    assert "seen twice" not in page.text
    with database.reading() as db:
        assert "seen twice" not in str(db.execute(text("SELECT details, object FROM trail_event")).all())


def test_pages_of_the_trail(client_for, database):
    from app.trail.rules import record

    with database.writing() as db:
        for number in range(60):
            record(db, "thing.done", actor_id=1, object=f"thing:{number}")
    client = client_for("root")
    first, second = client.get("/trail").text, client.get("/trail?page=2").text
    assert first.count("<code>thing.done</code>") == 50
    assert second.count("<code>thing.done</code>") == 10
    assert "thing:59<" in first and "thing:0<" in second
    assert client.get("/trail?page=1000000").status_code == 200
    assert client.get("/trail?page=1000001").status_code == 422
