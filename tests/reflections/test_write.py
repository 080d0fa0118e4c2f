"""Beginning and writing a reflection, with script and without."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text as sql
from sqlmodel import Session

from app.kit import clock
from app.people import sessions
from app.people.access import Actor
from app.reflections import rules
from app.reflections.asked import Agenda
from app.reflections.forms import LONGEST
from tests.cast import PASSWORD
from tests.pages import Page, text
from tests.reflections.acts import HTMX, begin, closed_project, drafted, finished, stored, write


@pytest.fixture
def lin(browse):
    return browse("lin")


def project_key(database, people) -> str:
    with database.writing() as db:
        return f"project:{closed_project(db, people.lin)}"


def test_begin_keeps_the_question_as_it_was_asked(lin, database, people):
    key = project_key(database, people)
    cards = Page(lin.get("/reflections")).all(".//article")
    (card,) = [one for one in cards if "Spring campaign" in text(one)]
    id = begin(lin, key)
    one = stored(database, id)
    assert one is not None
    assert (one.occasion, one.occasion_key, one.advice, one.answer) == ("project", key, "experience", "")
    assert one.asked.split("\n") == ["“Spring campaign” has ended", text(next(card.iter("h3")))]
    page = Page(lin.get(f"/reflections/{id}"))
    assert page.heading == one.asked.split("\n")[1]
    assert "“Spring campaign” has ended" in page.text
    assert "Spring campaign" in text(Page(lin.get("/reflections")).root)


def test_begun_twice_is_one(lin, browse, database, people):
    key = project_key(database, people)
    with ThreadPoolExecutor(3) as threads:
        ids = set(threads.map(lambda client: begin(client, key), [lin, browse("lin"), browse("lin")]))
    assert len(ids) == 1
    assert begin(lin, key) in ids


@pytest.mark.only("postgresql")
def test_begun_by_another_request_between_two_looks(lin, database, people, monkeypatch):
    """What it asks is worked out after the other one was kept, so it asks no more."""
    key, agenda = project_key(database, people), rules.agenda
    begun = []

    def later(db: Session, actor: Actor) -> Agenda:
        if not begun:
            begun.append(0)
            with database.writing() as other:
                begun.append(rules.begin(other, actor, key).id or 0)
        return agenda(db, actor)

    monkeypatch.setattr(rules, "agenda", later)
    assert begin(lin, key) == begun[1]


@pytest.mark.parametrize(
    "key",
    ["project:999", "periodic:2020-01-01", "own:", "own:short", "own:" + "x" * 65, "own:a b c d e f", "nonsense", ""],
)
def test_what_does_not_ask_is_not_there(lin, key):
    assert lin.post("/reflections", data={"occasion": key}).status_code == 404


def test_somebody_elses_occasion(browse, database, people):
    assert browse("chen").post("/reflections", data={"occasion": project_key(database, people)}).status_code == 404


def test_of_ones_own_accord(lin, database):
    plain, about = begin(lin, "own:12345678"), begin(lin, "own:87654321", advice="network")
    one, other = stored(database, plain), stored(database, about)
    assert one and other
    assert (one.prompt_id, one.advice, one.asked) == (
        None, None, "What is on my mind, what do I make of it, and what do I change?",
    )  # fmt: skip
    assert other.advice == "network" and (other.prompt_id or "").startswith("network.")
    third = stored(database, begin(lin, "own:11111111", advice="no_such_advice"))
    assert third and third.advice is None


def test_it_saves_itself(lin, database):
    id = begin(lin)
    page = Page(lin.get(f"/reflections/{id}"))
    area = page.id("writing")
    assert area is not None and area.get("hx-put") == f"/reflections/{id}" and "data-autosave" in area.attrib
    response = write(lin, id, "half a thought")
    assert response.status_code == 200
    state = Page(response)
    assert state.fields() == {"version": "2"}
    assert "Saved " in state.text and state.all(".//html") == []
    one = stored(database, id)
    assert one and (one.answer, one.version) == ("half a thought", 2)
    assert "half a thought" in lin.get(f"/reflections/{id}").text


def test_without_script(lin, database):
    id = begin(lin)
    page = Page(lin.get(f"/reflections/{id}"))
    form = next(form for form in page.all(".//form") if form.get("action") == f"/reflections/{id}?_method=put")
    assert form.get("method") == "post"
    assert write(lin, id, "one", script=False).headers["location"] == f"/reflections/{id}"
    onwards = write(lin, id, "one and two", 2, script=False, completion="1")
    assert onwards.headers["location"] == f"/reflections/{id}/completion"
    one = stored(database, id)
    assert one and one.answer == "one and two"


def test_two_tabs_see_both_texts(lin, browse, database):
    id = begin(lin)
    write(lin, id, "from the first tab")
    answer = write(browse("lin"), id, "from the second tab")
    assert answer.status_code == 409
    state = Page(answer)
    assert "Saved now from the first tab" in state.text and "Yours from the second tab" in state.text
    assert state.fields() == {"version": "2"}
    (button,) = state.all(".//button")
    assert (button.get("hx-put"), button.get("hx-include")) == (f"/reflections/{id}", "#writing")
    assert any(a.get("href") == f"/reflections/{id}?version=2" for a in state.all(".//a"))
    one = stored(database, id)
    assert one and one.answer == "from the first tab"
    assert write(lin, id, "from the second tab", 2).status_code == 200


def test_two_tabs_without_script(lin, browse):
    id = begin(lin)
    write(lin, id, "from the first tab", script=False)
    answer = write(browse("lin"), id, "from the second tab", script=False)
    assert answer.status_code == 409
    page = Page(answer)
    assert "from the first tab" in page.text
    assert page.fields()["answer"] == "from the second tab" and page.fields()["version"] == "2"


def test_the_same_text_is_no_conflict(lin, database):
    id = begin(lin)
    for _ in range(2):
        assert write(lin, id, "the same").status_code == 200
    one = stored(database, id)
    assert one and one.version == 2


def test_texts_are_escaped(lin, browse):
    id = begin(lin)
    write(lin, id, "<img src=x onerror=a()>")
    answer = write(browse("lin"), id, "<script>b()</script>")
    assert answer.status_code == 409 and "<img" not in answer.text and "<script" not in answer.text
    assert "<img" not in lin.get(f"/reflections/{id}").text + lin.get("/reflections").text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"answer": "x" * (LONGEST + 1), "version": "1"}, f"At most {LONGEST} characters"),
        ({"answer": "nul \x00", "version": "1"}, "cannot be stored"),
        ({"version": "1"}, "Please fill this in."),
        ({"answer": "x"}, "Please fill this in."),
        ({"answer": "x", "version": "-1"}, "outside what is possible"),
    ],
)
def test_bad_input(lin, database, form, sentence):
    id = begin(lin)
    with_script = lin.put(f"/reflections/{id}", data=form, headers=HTMX)
    plain = lin.put(f"/reflections/{id}", data=form)
    for answer in (with_script, plain):
        assert answer.status_code == 422
        assert sentence in Page(answer).text
    if len(form.get("answer", "")) < 10 and "\x00" not in form.get("answer", ""):
        assert Page(plain).fields()["answer"] == form.get("answer", "")
    one = stored(database, id)
    assert one and one.answer == ""


def test_a_finished_one_no_longer_changes(lin, database, people):
    with database.writing() as db:
        id = finished(db, people.lin)
    for script in (True, False):
        assert write(lin, id, "otherwise", 3, script=script).status_code == 409
    assert lin.get(f"/reflections/{id}/completion").headers["location"] == f"/reflections/{id}"


def test_discard_a_draft_and_the_occasion_asks_again(lin, database, people):
    key = project_key(database, people)
    id = begin(lin, key)
    due = " ".join(text(card) for card in Page(lin.get("/reflections")).all(".//article"))
    assert "Spring campaign" not in due
    assert lin.post(f"/reflections/{id}?_method=delete").headers["location"] == "/reflections"
    assert stored(database, id) is None
    assert lin.get(f"/reflections/{id}").status_code == 404
    assert begin(lin, key) != 0


def test_an_ended_session_keeps_the_text(lin, database, people):
    id = begin(lin)
    with database.writing() as db:
        sessions.end_sessions(db, people.lin.account_id)
    script = write(lin, id, "twenty minutes\nof thinking")
    assert script.status_code == 401 and script.headers["hx-retarget"] == "#alert"
    asked = Page(write(lin, id, "twenty minutes\nof thinking", script=False))
    assert asked.fields()["kept.answer"] == "twenty minutes\nof thinking"
    back = lin.post("/session", data={**asked.fields(), "login": "lin", "password": PASSWORD})
    page = Page(back)
    form = next(form for form in page.all(".//form") if f"/reflections/{id}" in form.get("action", ""))
    sent = {name: page.fields()[name] for name in ("answer", "version")}
    assert lin.post(form.get("action"), data=sent).status_code == 303
    one = stored(database, id)
    assert one and one.answer == "twenty minutes\nof thinking"


def test_both_languages(client_for, database, people):
    with database.writing() as db:
        id = drafted(db, people.lin)
    client = client_for("lin")
    for path in ("/reflections", f"/reflections/{id}", f"/reflections/{id}/completion"):
        client.headers["Accept-Language"] = "zh"
        chinese = Page(client.get(path)).text
        client.headers["Accept-Language"] = "en"
        assert Page(client.get(path)).text != chinese


def test_a_reflection_stays_when_the_evidence_is_gone(lin, database, people):
    id = begin(lin, project_key(database, people))
    with database.writing() as db:
        db.execute(sql("UPDATE evidence SET deleted_at = :now"), {"now": clock.now().replace(tzinfo=None)})
    assert "Spring campaign" in Page(lin.get(f"/reflections/{id}")).text


def test_one_person_keeps_so_many(database, people, client_for, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 1)
    client = client_for("lin")
    id = begin(client, "own:first-of-one")
    assert client.post("/reflections", data={"occasion": "own:second-of-one"}).status_code == 409
    # what she has begun is still found, and what is taken out makes room
    assert begin(client, "own:first-of-one") == id
    assert client.delete(f"/reflections/{id}").status_code == 303
    begin(client, "own:second-of-one")
