"""No other site's page changes anything here, and every browser of this site can: also without Sec-Fetch-Site."""

import pytest
from starlette.testclient import TestClient

from tests.cast import PASSWORD
from tests.conftest import ORIGIN
from tests.people.asking import ready, send, state
from tests.people.classified import UNSAFE_CASES, Case

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

# enough for every route; the whole list goes to signing in
SOME = ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}, {"Origin": "https://evil.example"}, {})
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
    {"Sec-Fetch-Site": "same-site", "Origin": ORIGIN},
    {"Sec-Fetch-Site": "none", "Origin": ORIGIN},
    {"Sec-Fetch-Site": "", "Origin": ORIGIN},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ORIGIN.replace("http:", "https:")},
    {"Origin": ORIGIN.replace("8000", "8001")},
    {"Origin": f"{ORIGIN}.evil.example"},
    {"Origin": ""},
    {"Referer": f"{ORIGIN}/people"},
    {"X-Forwarded-Host": "127.0.0.1:8000", "Host": "evil.example", "Origin": "http://evil.example"},
    {},
)
OWN = ({"Sec-Fetch-Site": "same-origin"}, {"Origin": ORIGIN}, {"Origin": ORIGIN.upper()})


@pytest.fixture
def stranger(client_for):
    """The browser of somebody who is signed in, without the headers that the tests' clients send."""

    def made(actor: str | None) -> TestClient:
        client = client_for(actor or "lin")
        if actor is None:
            client.cookies.clear()
        del client.headers["Sec-Fetch-Site"]
        return client

    return made


@pytest.mark.parametrize("case", UNSAFE_CASES, ids=str)
def test_nothing_is_changed_from_elsewhere(case: Case, database, people, stranger):
    path, form = ready(database, people, case)
    actor = next(a for a, status in case.answers.items() if status < 500 and a != "anonymous")
    client = stranger(actor)
    before = state(database)
    for headers in SOME:
        assert send(client, case, path, form, headers=headers).status_code == 403, headers
    assert client.post(f"{path}?_method={case.method}", data=form).status_code == 403
    assert state(database) == before


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_nobody_is_signed_in_from_elsewhere(stranger, headers):
    answer = stranger(None).post("/session", data={"login": "lin", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert not answer.cookies


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_this_sites_own_pages(stranger, headers):
    answer = stranger(None).post("/session", data={"login": "lin", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE", "POST"])
def test_addresses_that_do_not_exist(stranger, method):
    assert stranger("lin").request(method, "/nowhere").status_code == 403
    assert stranger("lin").request(method, "/nowhere", headers=OWN[0]).status_code == 404


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_reading_is_free(stranger, headers):
    assert stranger("lin").get("/people", headers=headers).status_code in (200, 400)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_safe_method_is_never_overridden(stranger, method, people):
    client = stranger("root")
    answer = client.request(method, f"/accounts/{people.lin.person_id}/disabling?_method=put")
    assert answer.status_code == 404
    assert client.get("/trail?_method=delete").status_code == 200


def test_the_refusal_speaks_the_readers_language(stranger):
    refused = stranger("lin").post("/session", headers={"Accept-Language": "en"})
    assert '<html lang="en">' in refused.text
    assert "did not come from a page of this server" in refused.text
