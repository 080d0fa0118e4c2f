"""Every route × everybody: who gets what is written in one table, and a route that is missing there fails.

Who is refused changes nothing; reading changes nothing; whoever is not signed in is led to sign in.
"""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.people.asking import ready, send, state
from tests.people.classified import ACTORS, CASES, UNSAFE_CASES, Case
from tests.routes_called import label, routes_of

SAFE_CASES = [case for case in CASES if case.safe]
SECRETS = {"password", "again", "current", "code", "secret"}
PERSONAL = [case for case in CASES if case.personal]


@pytest.fixture
def client_of(anonymous, client_for):
    return lambda actor: anonymous if actor == "anonymous" else client_for(actor)


def test_every_route_is_classified(served):
    known = {case.route for case in CASES}
    assert {label(route) for route in routes_of(served.app)} == known


def test_every_case_says_something_of_everybody():
    assert all(set(case.answers) == set(ACTORS) for case in CASES)
    assert all(0 not in case.answers.values() for case in CASES)


@pytest.mark.parametrize("case", SAFE_CASES, ids=str)
def test_reading(case: Case, database, people, client_of):
    path, _ = ready(database, people, case)
    clients = {actor: client_of(actor) for actor in ACTORS}
    before = state(database)
    found = {actor: client.get(path) for actor, client in clients.items()}
    assert {actor: answer.status_code for actor, answer in found.items()} == case.answers
    assert state(database) == before
    assert not any(answer.cookies for answer in found.values())


@pytest.mark.parametrize("case", UNSAFE_CASES, ids=str)
def test_changing(case: Case, database, people, client_of):
    found = {}
    for actor in ACTORS:
        path, form = ready(database, people, case)
        client = client_of(actor)
        before = state(database)
        found[actor] = send(client, case, path, form).status_code
        if found[actor] >= 400:
            assert state(database) == before, actor
    assert found == case.answers


@pytest.mark.parametrize("case", PERSONAL, ids=str)
def test_whoever_is_not_signed_in_is_led_there_and_back(case: Case, database, people, anonymous):
    path, form = ready(database, people, case)
    answer = send(anonymous, case, path, form)
    if case.safe:
        target = urlsplit(answer.headers["location"])
        assert (answer.status_code, target.path) == (303, "/sign-in")
        assert parse_qs(target.query)["next"] == [path]
    else:
        assert answer.status_code == 401
        kept = {name: value for name, value in form.items() if name not in SECRETS}
        assert ('name="resume_method"' in answer.text) == bool(kept)
        assert all(f'name="kept.{name}"' in answer.text and value in answer.text for name, value in kept.items())
        assert not any(value in answer.text for name, value in form.items() if name in SECRETS)
