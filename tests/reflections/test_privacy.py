"""What is not shared is seen by its writer alone: a word that stands nowhere else is looked for everywhere."""

import logging

import pytest
from sqlalchemy import text as sql
from sqlmodel import SQLModel
from structlog.testing import capture_logs

from app.kit.db import Database
from app.people import sessions
from app.reflections import finishing, queries, rules, sharing
from app.reflections.finishing import Nothing
from tests.cases import PEOPLE
from tests.people.asking import ready, send
from tests.people.classified import CASES
from tests.reflections.acts import complete, drafted, new_goal, write

CANARY = "金丝雀canary"
WORDS = tuple(f"{CANARY}{n}" for n in range(5))
DRAFT, FINISHED, REASON, UNTICKED, TAKEN_BACK = WORDS
TICKED = "And this one may be read."
# where its writer reads it: her own pages of reflections, and the file of everything that is hers
HERS = ("/reflections", "/me/")


@pytest.fixture
def written(database, people) -> dict[str, int]:
    """A draft, a finished one, and one of which a sentence is shared and another was."""
    lin = people.lin
    with database.writing() as db:
        draft = drafted(db, lin, "own:canary-draft", f"{DRAFT}。")
        done = drafted(db, lin, "own:canary-done", f"{FINISHED}。")
        finishing.finish(db, lin, done, Nothing(REASON))
        part = drafted(db, lin, "own:canary-part", f"{UNTICKED}。{TAKEN_BACK}。{TICKED}")
        finishing.finish(db, lin, part, Nothing("no"))
        sharing.share(db, lin, part, [1, 2], "", frozenset())
        seen = {one.id for one in queries.shared_of(db, part)}
        sharing.withdraw(db, lin, min(seen))
    return {"draft": draft, "done": done, "part": part}


def spilled(answer: str) -> list[str]:
    return [word for word in WORDS if word in answer]


def test_nobody_else_reads_it_anywhere(database, people, client_for, written):
    found = set()
    clients = {actor: client_for(actor) for actor in PEOPLE}
    paths = {ready(database, people, case)[0] for case in CASES if case.safe}
    paths |= {f"/reflections/{id}" for id in written.values()} | {f"/reflections/{written['draft']}/completion"}
    for path in sorted(paths):
        for actor, client in clients.items():
            answer = client.get(path)
            assert answer.status_code < 500
            found |= {(actor, path, word) for word in spilled(answer.text)}
    assert {actor for actor, _, _ in found} == {"lin"}
    assert all(path.startswith(HERS) for _, path, _ in found)
    # the test is able to fail: she herself does read all of it
    assert {word for _, _, word in found} == set(WORDS)


def test_managers_read_what_is_ticked(client_for, people, written):
    for manager in ("chen", "zhou"):
        answer = client_for(manager).get(f"/people/{people.lin.person_id}/excerpts").text
        assert TICKED in answer and not spilled(answer)


def test_nobody_else_changes_it(database, people, client_for, written):
    before = {id: (one.answer, one.version) for id, one in all_of(database, written).items()}
    for actor in PEOPLE:
        if actor == "lin":
            continue
        client = client_for(actor)
        for id in written.values():
            answers = [
                write(client, id, "mine now", 2),
                write(client, id, "mine now", 2, script=False),
                complete(client, id, "made", **new_goal()),
                complete(client, id, ""),
                client.put(f"/reflections/{id}/excerpts", data={"sentence": "0"}),
                client.put(f"/reflections/{id}/excerpts", data={"sentence": "x"}),
                client.delete(f"/reflections/{id}"),
            ]
            assert [answer.status_code for answer in answers] == [404] * len(answers), actor
            assert not any(spilled(answer.text) for answer in answers)
    assert {id: (one.answer, one.version) for id, one in all_of(database, written).items()} == before


def all_of(database: Database, ids: dict[str, int]) -> dict[int, rules.Reflection]:
    with database.reading() as db:
        found = {id: db.get(rules.Reflection, id) for id in ids.values()}
        return {id: one for id, one in found.items() if one}


def test_it_stands_in_no_other_table(database, written):
    where = set()
    with database.reading() as db:
        for table in SQLModel.metadata.tables:
            rows = map(repr, db.execute(sql(f'SELECT * FROM "{table}"')))
            where |= {table for row in rows if spilled(row)}
    assert where == {"reflection"}


def test_the_trail_does_not_even_say_that_somebody_reflects(database, people, client_for, written):
    client = client_for("lin")
    client.get("/reflections")
    complete(client, written["draft"], "nothing", reason="no")
    with database.reading() as db:
        said = [dict(row._mapping) for row in db.execute(sql("SELECT action, object, details FROM trail_event"))]
    assert not [one for one in said if "reflect" in repr(one)]
    assert [one["action"] for one in said if "excerpt" in one["action"]] == [
        "excerpt.shared", "excerpt.shared", "excerpt.withdrawn",
    ]  # fmt: skip
    assert all(one["details"] == "" for one in said if "excerpt" in one["action"])


def test_nor_does_the_log(database, people, client_for, written, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    client = client_for("lin")
    id = written["draft"]
    with capture_logs() as events:
        answers = [
            write(client, id, f"{DRAFT}again", 2).status_code,
            write(client, id, f"{DRAFT}stale", 2).status_code,
            write(client, id, DRAFT * 2000, 3).status_code,
            complete(client, id, "made", **new_goal(hours=DRAFT)).status_code,
            complete(client, id, "nothing", reason=REASON).status_code,
            client.get("/reflections").status_code,
        ]
        with database.writing() as db:
            sessions.end_sessions(db, people.lin.account_id)
        answers.append(write(client, id, DRAFT, 3, script=False).status_code)
    assert answers == [200, 409, 422, 422, 303, 200, 401]
    out, err = capfd.readouterr()
    assert not spilled(caplog.text + repr([record.__dict__ for record in caplog.records]) + repr(events) + out + err)


def test_a_goal_made_does_not_carry_the_text(database, people, client_for, written):
    client = client_for("lin")
    assert complete(client, written["draft"], "made", **new_goal()).status_code == 303
    test_it_stands_in_no_other_table(database, written)


def test_the_routes_of_reflections_are_all_in_the_table():
    asked = {case.route for case in CASES if "reflections" in case.route or "excerpts" in case.route}
    assert len(asked) == 13


def test_sending_a_case_of_another_method_reveals_nothing(database, people, client_for, written):
    chen = client_for("chen")
    for case in CASES:
        if not case.safe and "reflections" in case.route:
            path, form = ready(database, people, case)
            assert not spilled(send(chen, case, path, form).text)
