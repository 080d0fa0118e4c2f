"""How many queries each page takes: exactly so many, and no more when there are five times as many people."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.framework import versions
from app.kit import clock
from app.kit.db import Database
from app.kit.i18n import Text
from app.people import accounts, rules
from tests.assessments.acts import written
from tests.rooms import ROOMS
from tests.routes_called import routes_of

# route: whose page, at which address, how many queries. One each time is the session's; a reading of
# somebody else's record adds those of writing it into the trail.
PAGES: dict[str, tuple[str | None, str, int]] = {
    "/": ("lin", "/", 37),
    "/people": ("lin", "/people", 3),
    "/people/new": ("wang", "/people/new", 3),
    "/people/{id}": ("chen", "/people/{lin}", 15),
    "/people/{id}/record": ("wang", "/people/{lin}/record", 8),
    "/people/{id}/gaps": ("chen", "/people/{lin}/gaps", 15),
    "/assessments": ("lin", "/assessments", 5),
    "/assessments/new": ("lin", "/assessments/new", 6),
    "/assessments/{id}": ("zhao", "/assessments/{draft}", 9),
    "/assessments/{id}/submission": ("zhao", "/assessments/{draft}/submission", 7),
    "/gaps": ("lin", "/gaps", 11),
    "/framework": ("lin", "/framework", 2),
    "/framework/difference": ("lin", "/framework/difference", 2),
    "/framework/levels/{level}": ("lin", "/framework/levels/senior", 2),
    "/framework/competencies/{competency}": ("lin", "/framework/competencies/teamwork", 2),
    "/settings": ("lin", "/settings", 2),
    "/settings/second-factor/{secret}.svg": ("lin", f"/settings/second-factor/{'A' * 32}.svg", 1),
    "/accounts": ("root", "/accounts", 2),
    "/accounts/{person}": ("root", "/accounts/{lin}", 4),
    "/trail": ("root", "/trail", 2),
    "/me/looked": ("lin", "/me/looked", 2),
    "/sign-in": (None, "/sign-in", 0),
    "/session/code": (None, "/session/code", 0),
    "/invitations/{token}": (None, "/invitations/{token}", 1),
    "/health/live": (None, "/health/live", 0),
    "/health/ready": (None, "/health/ready", 1),
}
# the same route for other people and other states
MORE = (
    ("chen", "/", 37),
    ("wang", "/", 31),
    ("wang", "/people/{lin}", 14),
    ("zhao", "/people/{lin}", 4),
    ("lin", "/assessments/{submitted}", 6),
    ("chen", "/assessments/{submitted}", 10),
    ("chen", "/assessments/new?person={lin}", 7),
    ("lin", "/gaps?target=director&basis=manager", 11),
)
for room in ROOMS:
    PAGES |= room.BUDGETS
WITHOUT_QUERIES = ("/static/{digest}/{name}", "/sign-in/oidc", "/sign-in/oidc/return")


def test_every_page_has_a_budget(app: FastAPI):
    pages = {route.path for route in routes_of(app) if "GET" in route.methods}
    assert pages == {*PAGES, *WITHOUT_QUERIES}


@pytest.fixture
def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    """What stands in the addresses: lin has two submitted assessments and one by her manager, zhao a draft."""
    lin, zhao = people.lin, people.zhao
    submitted = [written(database, lin, lin, teamwork=n) for n in (1, 2)][-1]
    written(database, people.chen, lin, teamwork=3)
    written(database, zhao, zhao, teamwork=3)
    draft = written(database, zhao, zhao, False, teamwork=4)
    with database.writing() as db:
        newcomer = rules.add_person(db, None, name="新人")
        account = accounts.create_account(db, None, newcomer.id or 0, "newcomer")
        token = accounts.invite(db, None, account)
    found = {"lin": lin.person_id, "draft": draft, "submitted": submitted, "token": token}
    for room in ROOMS:
        found |= room.places(database, people)
    return found


def grow(database: Database, people: SimpleNamespace) -> None:
    """Five times as many people, half of them in chen's team; twelve more assessments of lin on three frameworks."""
    with database.writing() as db:
        for number in range(50):
            person = rules.add_person(db, None, name=f"同事{number}", department_id=None)
            assert person.id is not None
            since = clock.today() - timedelta(days=30)
            rules.place(db, None, person.id, "junior", since)
            manager = people.chen if number % 2 else people.qian
            rules.report_to(db, None, person.id, manager.person_id, since, "solid" if number % 5 else "dotted")
    for number in range(6):
        if number % 3 == 0:
            publish_another(database, str(number))
        written(database, people.lin, people.lin, teamwork=1 + number % 5)
        written(database, people.zhou if number % 3 else people.chen, people.lin, teamwork=2)
        written(database, people.qian, people.zhao, teamwork=2)


def publish_another(database: Database, name: str) -> None:
    with database.writing() as db:
        framework = versions.in_force(db).framework
        about = framework.framework.model_copy(update={"summary": Text(en=name)})
        versions.publish(db, None, framework.model_copy(update={"framework": about}))


def opened(
    who: str | None, client_for: Callable[[str], TestClient], program: Callable[[str], TestClient]
) -> TestClient:
    """The browser of somebody, or ("program of lin") a program with a token of hers."""
    name = (who or "").removeprefix("program of ")
    return client_for(name) if name == who else program(name)


@pytest.fixture
def count(count_queries, client_for, anonymous, places, program) -> Callable[[], dict[str, int]]:
    """`count()`: the queries of every page by reader and address, each loaded once before."""
    clients: dict[str | None, TestClient] = {None: anonymous}

    def counting() -> dict[str, int]:
        found = {}
        for who, address, _ in (*PAGES.values(), *MORE):
            client = clients.get(who) or clients.setdefault(who, opened(who, client_for, program))
            path = address.format(**places)
            assert client.get(path).status_code == 200, (who, path)
            with count_queries() as queries:
                client.get(path)
            found[f"{who} {address}"] = len(queries)
        return found

    return counting


def test_budgets(count, database, people):
    expected = {f"{who} {address}": n for who, address, n in (*PAGES.values(), *MORE)}
    assert count() == expected
    grow(database, people)
    assert count() == expected
