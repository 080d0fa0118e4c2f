"""What people write is shown as they wrote it, and never runs."""

import pytest

from app.people import rules
from tests.people.stage import draft

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

SCRIPT = "<script>alert('x')</script>"
WORDS = (SCRIPT, '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "{% raw %}", "';--", "</textarea><b>", "javascript:x")
RAW = ("<script>alert", "<img src=x", "</textarea><b>")
ENGLISH = "?lang=en"


@pytest.fixture
def named(database, people):
    """lin and chen have such names, in both scripts."""

    def name(word: str) -> None:
        with database.writing() as db:
            for actor in (people.lin, people.chen):
                person = rules.find(db, actor.person_id)
                person.name, person.name_latin, person.sort_key = word, word, word
                person.email = person.staff_number = f"{word[:50]}{actor.person_id}"
                person.department_id = rules.department(db, word).id

    return name


@pytest.mark.parametrize("word", WORDS)
def test_names_and_departments(client_for, people, named, word):
    named(word)
    pages = {
        "lin": ("/", "/people", "/gaps", "/settings", "/me/looked", "/assessments/new"),
        "chen": ("/", f"/people/{people.lin.person_id}", f"/people/{people.lin.person_id}/gaps"),
        "zhao": ("/people", f"/people/{people.lin.person_id}"),
        "wang": ("/people", "/people/new", f"/people/{people.lin.person_id}/record", f"/people/{people.lin.person_id}"),
        "root": ("/accounts", f"/accounts/{people.lin.person_id}", "/trail"),
    }
    shown = 0
    for login, paths in pages.items():
        client = client_for(login)
        for path in (*paths, *(p + ENGLISH for p in paths)):
            answer = client.get(path)
            assert answer.status_code == 200
            assert not [raw for raw in RAW if raw in answer.text], path
            assert "49" not in answer.text or "7 * 7" not in word or "{{ 7 * 7 }}" in answer.text
            shown += "&lt;script&gt;alert" in answer.text
    assert shown or word != SCRIPT


@pytest.mark.parametrize("word", WORDS)
def test_notes(client_for, database, people, word):
    with database.writing() as db:
        id = draft(db, people)
    client = client_for("lin")
    sent = {"answer": "3", "note": word + "\nsecond line", "version": "1"}
    assert client.put(f"/assessments/{id}/ratings/market_analysis", data=sent).status_code == 303
    assert (
        client.put(
            f"/assessments/{id}/ratings/market_analysis", data=sent | {"version": "2"}, headers={"HX-Request": "true"}
        ).status_code
        == 200
    )
    found = [
        client.get(f"/assessments/{id}"),
        client.put(f"/assessments/{id}/ratings/market_analysis", data=sent | {"note": word + " other", "version": "0"}),
    ]
    client.put(f"/assessments/{id}/submission")
    found.append(client.get(f"/assessments/{id}"))
    for answer in found:
        assert answer.status_code in (200, 409)
        assert not [raw for raw in RAW if raw in answer.text]
        assert "second line" in answer.text or "other" in answer.text


@pytest.mark.parametrize("word", WORDS)
def test_words_of_the_request_itself(client_for, anonymous, word):
    client = client_for("wang")
    found = [
        client.get("/people", params={"q": word}),
        client.get("/people", params={"q": word}, headers={"HX-Request": "true"}),
        client_for("root").get("/accounts", params={"q": word}),
        client.get("/gaps", params={"target": word, "basis": word, "face": word}),
        client.post("/people", data={"name": "", "email": word, "level": word, "manager": word}),
        anonymous.post("/people", data={word: word, "name": word}),
        anonymous.post("/session", data={"login": word, "password": word, "kept." + word: word, "resume": word}),
        anonymous.get("/sign-in", params={"next": "/" + word}),
        client.get("/" + word.replace("/", "").replace("?", "")),
        client.get("/", headers={"Cookie": f"ladder_note={word.encode().hex()}"}),
    ]
    for answer in found:
        assert answer.status_code < 500
        assert not [raw for raw in RAW if raw in answer.text], answer.url


def test_the_browsers_name_is_escaped(client_for, anonymous):
    sent = {"login": "lin", "password": "a long way up the ladder"}
    anonymous.post("/session", data=sent, headers={"User-Agent": SCRIPT * 20})
    text = anonymous.get("/settings").text
    assert "&lt;script&gt;" in text and "<script>alert" not in text
