"""`next` leads to pages of this server and nowhere else; a page asked for is the page one gets."""

from urllib.parse import quote

import pytest

from tests.cast import PASSWORD

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

EVIL = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "http:evil.example",
    "//evil.example/%2e%2e",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    "/a\r\nSet-Cookie: x=1",
    "\t//evil.example",
    " //evil.example",
    "/\x00/evil.example",
    "/％2f/evil",
    "//evil.example@127.0.0.1:8000/",
    "/.\\evil.example",
    "",
    "?next=x",
    "#",
    "%2f%2fevil.example",
)
GOOD = ("/people", "/people?q=a%20b", "/people?q=林", "/people/1#levels", "/gaps?target=senior&basis=manager")


def is_local(location: str) -> bool:
    return location.startswith("/") and location[1:2] not in ("/", "\\") and not set("\\\r\n\t\0") & set(location)


@pytest.mark.parametrize("target", EVIL)
def test_the_way_out_is_closed(anonymous, target):
    answer = anonymous.post("/session", data={"login": "lin", "password": PASSWORD, "next": target})
    if answer.status_code == 422:
        assert not set(target).isdisjoint("\0")
        return
    assert answer.status_code == 303
    assert is_local(answer.headers["location"])
    assert "x" not in answer.cookies


@pytest.mark.parametrize("target", EVIL)
def test_it_is_closed_for_whoever_is_signed_in(client_for, target):
    client = client_for("lin")
    found = [
        client.get("/sign-in", params={"next": target}),
        client.put("/settings/language", data={"language": "zh", "next": target}),
        client.put("/session/code", data={"code": "1", "next": target}),
    ]
    for answer in found:
        assert answer.status_code == 303 or "\0" in target
        assert is_local(answer.headers.get("location", "/"))


@pytest.mark.parametrize("target", EVIL)
def test_it_is_closed_on_the_pages(anonymous, target):
    for page in ("/sign-in", "/session/code"):
        text = anonymous.get(page, params={"next": target}).text
        assert "//evil.example" not in text.replace("&#39;", "'")
        assert "javascript:" not in text


def test_an_encoded_line_break_stays_encoded(anonymous):
    answer = anonymous.get("/sign-in?next=/a%0d%0aSet-Cookie:%20x=1")
    assert 'name="next" value="/"' in answer.text
    sent = {"login": "lin", "password": PASSWORD, "next": "/a%0d%0aSet-Cookie:x=1"}
    answer = anonymous.post("/session", data=sent)
    assert answer.headers["location"] == "/a%0d%0aSet-Cookie:x=1"
    assert "x" not in answer.cookies


@pytest.mark.parametrize("target", GOOD)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_a_page_of_this_server(anonymous, target, headers):
    sent = {"login": "lin", "password": PASSWORD, "next": target}
    answer = anonymous.post("/session", data=sent, headers=headers)
    found = answer.headers["hx-redirect" if headers else "location"]
    assert found == quote(target, safe="/?=&#%")


@pytest.mark.parametrize("target", ["/people", "/people?q=x", "/people/1#levels"])
def test_a_chosen_language_goes_along(anonymous, target):
    answer = anonymous.post("/session?lang=en", data={"login": "lin", "password": PASSWORD, "next": target})
    path, _, fragment = target.partition("#")
    expected = path + ("&" if "?" in path else "?") + "lang=en" + ("#" + fragment if fragment else "")
    assert answer.headers["location"] == expected


def test_a_language_in_the_address_is_not_doubled(anonymous):
    answer = anonymous.post("/session?lang=en", data={"login": "lin", "password": PASSWORD, "next": "/people?lang=en"})
    assert answer.headers["location"] == "/people?lang=en"
