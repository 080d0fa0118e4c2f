"""How many goals one plan holds."""

import pytest

from app.goals import rules, states
from app.kit.errors import Refused
from tests.goals.acts import add, added, values
from tests.pages import Page, english


def test_so_many_open_ones(database, people, client_for, monkeypatch):
    monkeypatch.setattr(rules, "MOST_OPEN", 1)
    id = added(database, people.lin)
    client = english(client_for("lin"))
    form = {
        "competency": "teamwork", "to_proficiency": "4", "why": "typed by me", "due_on": str(values().due_on),
        "hours": "3", "once": "another-goal",
    }  # fmt: skip
    answer = client.post("/goals", data=form)
    assert answer.status_code == 422 and "At most 1 goals can be open" in answer.text
    assert Page(answer).fields()["why"] == "typed by me"
    with database.writing() as db:
        states.drop(db, people.lin, id, "no time")
    assert client.post("/goals", data=form).status_code == 303
    # the form that made it may still come twice
    assert client.post("/goals", data=form).status_code == 303


def test_so_many_in_all(database, people, monkeypatch):
    monkeypatch.setattr(rules, "MOST_GOALS", 1)
    id = added(database, people.lin)
    with database.writing() as db:
        states.drop(db, people.lin, id, "no time")
    with pytest.raises(Refused), database.writing() as db:
        add(db, people.lin)
    added(database, people.zhao)
