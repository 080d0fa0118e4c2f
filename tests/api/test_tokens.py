"""Access tokens: shown once, for some days, for some scopes; they end with the account."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.api import tokens
from app.api.models import AccessToken
from app.kit import clock
from app.people import accounts, rules
from app.trail.models import TrailEvent
from tests.pages import english

FORM = {"title": "Dashboard", "scopes": ["people", "gaps"], "days": "30"}


def shown(page: str) -> str:
    start = page.index(tokens.MARK)
    return page[start : page.index("<", start)]


def test_it_is_shown_once_and_only_its_digest_kept(client_for, database, people, anonymous):
    lin = english(client_for("lin"))
    token = shown(lin.post("/me/tokens", data=FORM).text)
    assert anonymous.get("/api/v1/people", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    page = lin.get("/me/tokens").text
    assert token not in page and token[-4:] in page and "Dashboard" in page
    with database.reading() as db:
        assert all(token not in str(one.model_dump()) for one in db.exec(select(AccessToken)).all())
        assert all(token not in str(one.model_dump()) for one in db.exec(select(TrailEvent)).all())


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": ""}, "f-title"), ({"scopes": []}, "d-scopes"), ({"scopes": ["all"]}, "d-scopes"),
     ({"days": "0"}, "f-days"), ({"days": "366"}, "f-days"), ({"days": "x"}, "f-days"),
     ({"title": "a" * 101}, "f-title")],
)  # fmt: skip
def test_what_cannot_be_made(client_for, database, people, change, field):
    answer = client_for("lin").post("/me/tokens", data={**FORM, **change})
    assert answer.status_code == 422 and field in answer.text
    with database.reading() as db:
        assert tokens.of_person(db, people.lin.person_id) == []


def test_twenty_are_enough(database, people, client_for):
    with database.writing() as db:
        for n in range(tokens.MOST):
            tokens.make(db, people.lin, str(n), ["people"], 5)
    assert client_for("lin").post("/me/tokens", data=FORM).status_code == 422


def ended(database, people, how: str) -> None:
    with database.writing() as db:
        lin = people.lin.person_id
        if how == "revoked":
            tokens.revoke(db, people.lin, tokens.of_person(db, lin)[0].id)
        elif how == "disabled":
            accounts.disable(db, people.root.person_id, lin)
        elif how == "left":
            rules.leave(db, None, lin, clock.today())


@pytest.mark.parametrize("how", ["revoked", "disabled", "left"])
def test_it_ends_at_once(program, database, people, how):
    ask = program("lin")
    assert ask.get("/api/v1/framework").status_code == 200
    ended(database, people, how)
    assert ask.get("/api/v1/framework").status_code == 401


def test_it_ends_on_its_day(program):
    ask = program("lin", days=2)
    with clock.at(clock.now() + timedelta(days=1)):
        assert ask.get("/api/v1/framework").status_code == 200
    with clock.at(clock.now() + timedelta(days=2, seconds=1)):
        assert ask.get("/api/v1/framework").status_code == 401


def test_somebody_elses_is_not_revoked(client_for, database, people):
    with database.writing() as db:
        tokens.make(db, people.lin, "t", ["people"], 5)
        id = tokens.of_person(db, people.lin.person_id)[0].id
    assert client_for("chen").delete(f"/me/tokens/{id}").status_code == 404
    assert client_for("lin").delete(f"/me/tokens/{id}").status_code == 303
    assert client_for("lin").delete(f"/me/tokens/{id}").status_code == 303


def test_a_role_needs_its_second_factor_here_too(client_for, program, app, monkeypatch):
    strict = app.state.settings.model_copy(update={"second_factor_for_roles": True})
    monkeypatch.setitem(app.state._state, "settings", strict)
    assert program("wang").get("/api/v1/people").status_code == 403
    assert program("lin").get("/api/v1/people").status_code == 200
