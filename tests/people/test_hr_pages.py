"""HR's pages: adding a person and her record; each form keeps what was typed when it is refused."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import select

from app.kit import clock
from app.people.models import Person, Placement, ReportingLine

NEW = {
    "name": "新人",
    "name_latin": "New Person",
    "staff_number": "N1",
    "email": "new@example.com",
    "department": "新部门",
    "joined_on": "2026-02-01",
    "level": "senior",
    "face": "manager",
    "level_since": "2026-03-01",
    "manager": "周敏",
}


@pytest.fixture
def hr(client_for):
    client = client_for("wang")
    client.headers["Accept-Language"] = "en"
    return client


@pytest.fixture
def record(people):
    return f"/people/{people.lin.person_id}/record"


def test_adding_a_person(hr, database, people):
    answer = hr.post("/people", data=NEW)
    id = int(answer.headers["location"].rpartition("/")[2])
    with database.reading() as db:
        person = db.get(Person, id)
        held = db.exec(select(Placement).where(Placement.person_id == id)).one()
        line = db.exec(select(ReportingLine).where(ReportingLine.person_id == id)).one()
    assert (person.name, person.staff_number, person.joined_on) == ("新人", "N1", date(2026, 2, 1))
    assert (held.level, held.face, held.since) == ("senior", "manager", date(2026, 3, 1))
    assert (line.manager_id, line.kind, line.since) == (people.zhou.person_id, "solid", date(2026, 3, 1))
    assert hr.get(f"/people/{id}").status_code == 200


def test_a_name_is_enough(hr, database):
    assert hr.post("/people", data={"name": "新人"}).status_code == 303
    with database.reading() as db:
        assert db.execute(text("SELECT count(*) FROM person WHERE name = '新人'")).scalar() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Please fill this in."),
        ("name", "x" * 201, "At most 200"),
        ("staff_number", "x" * 61, "At most 60"),
        ("joined_on", "yesterday", "Must be a date"),
        ("level", "boss", "Choose a level."),
        ("face", "two-faced", "does not have that face"),
        ("level_since", "2026-02-30", "Must be a date"),
        ("manager", "Nobody At All", "Nobody has this name"),
        ("manager", "同名", "Several people have this name"),
    ],
)
def test_a_refused_person(hr, database, field, value, words):
    for number in ("S1", "S2"):
        hr.post("/people", data={"name": "同名", "staff_number": number})
    answer = hr.post("/people", data=NEW | {field: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text
    for name, typed in NEW.items():
        if name not in (field, "level", "face"):
            assert f'value="{typed}"' in answer.text, name
    with database.reading() as db:
        assert db.execute(text("SELECT count(*) FROM person WHERE staff_number = 'N1'")).scalar() == 0
        assert db.execute(text("SELECT count(*) FROM department WHERE title = '新部门'")).scalar() == 0


def test_a_staff_number_that_is_taken(hr):
    hr.post("/people", data={"name": "甲", "staff_number": "N1"})
    answer = hr.post("/people", data=NEW)
    assert answer.status_code == 422
    assert "Somebody else has this number." in answer.text


def test_the_record(hr, record):
    page = hr.get(record).text
    for words in ("林晓雨", "lin@example.com", "Chen Jianguo", "Wu Gang", "Sun Yue", "dotted"):
        assert words in page
    assert hr.get("/people/999/record").status_code == 404


def test_correcting(hr, database, people, record):
    sent = {"name": "林晓语", "name_latin": "", "staff_number": "", "email": "x@example.com", "department": ""}
    answer = hr.put(f"/people/{people.lin.person_id}", data=sent)
    assert answer.headers["location"] == record
    with database.reading() as db:
        person = db.get(Person, people.lin.person_id)
    assert (person.name, person.email, person.department_id, person.staff_number) == (
        "林晓语",
        "x@example.com",
        None,
        None,
    )


FORMS = {
    "person": (
        "PUT",
        "",
        {"name": "", "name_latin": "Kept Latin", "email": "kept@example.com", "department": "kept dep"},
        "Please fill this in.",
        ["Kept Latin", "kept@example.com", "kept dep"],
    ),
    "level": ("POST", "/placements", {"level": "boss", "since": "2126-01-01"}, "Choose a level.", ["2126-01-01"]),
    "early level": ("POST", "/placements", {"level": "senior", "since": "1999-01-01"}, "Must be after", ["1999-01-01"]),
    "face": (
        "POST",
        "/placements",
        {"level": "junior", "face": "manager", "since": "2126-01-01"},
        "that face",
        ["2126"],
    ),
    "line": (
        "POST",
        "/lines",
        {"manager": "Nobody", "since": "2126-01-01"},
        "Nobody has this name",
        ["Nobody", "2126"],
    ),
    "early line": (
        "POST",
        "/lines",
        {"manager": "周敏", "since": "1999-01-01"},
        "Must not be before",
        ["周敏", "1999-01-01"],
    ),
    "herself": (
        "POST",
        "/lines",
        {"manager": "林晓雨", "since": "2126-01-01"},
        "somebody else",
        ["林晓雨", "2126-01-01"],
    ),
    "kind": ("POST", "/lines", {"manager": "周敏", "kind": "wavy", "since": "2126-01-01"}, "marked fields", ["周敏"]),
    "leaving": ("PUT", "/departure", {"on": "soon"}, "Must be a date", ["soon"]),
    "no day": ("PUT", "/departure", {}, "Please fill this in.", []),
}


@pytest.mark.parametrize(("method", "path", "sent", "words", "kept"), FORMS.values(), ids=FORMS)
def test_each_form_of_the_record_keeps_what_was_typed(hr, database, people, method, path, sent, words, kept):
    with database.reading() as db:
        before = str(db.execute(text("SELECT * FROM placement, reporting_line, person")).all())
    answer = hr.request(method, f"/people/{people.lin.person_id}{path}", data=sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert all(word in answer.text for word in kept)
    with database.reading() as db:
        assert str(db.execute(text("SELECT * FROM placement, reporting_line, person")).all()) == before


def test_a_level_a_line_and_leaving(hr, client_for, people, record, database):
    lin = people.lin.person_id
    today = f"{clock.today()}"
    assert (
        hr.post(f"/people/{lin}/placements", data={"level": "senior", "face": "manager", "since": today}).headers[
            "location"
        ]
        == record
    )
    assert hr.post(f"/people/{lin}/lines", data={"manager": "Qian Jin", "since": today}).headers["location"] == record
    assert client_for("qian").get(f"/people/{lin}/gaps").status_code == 200
    assert client_for("chen").get(f"/people/{lin}/gaps").status_code == 404
    with database.reading() as db:
        line = db.execute(
            text("SELECT id FROM reporting_line WHERE manager_id = :m AND person_id = :p"),
            {"m": people.qian.person_id, "p": lin},
        ).scalar_one()
    assert hr.request("DELETE", f"/people/{lin}/lines/{line}", data={"on": today}).headers["location"] == record
    assert client_for("qian").get(f"/people/{lin}/gaps").status_code == 404
    assert hr.put(f"/people/{lin}/departure", data={"on": today}).headers["location"] == record
    assert "Left on" in hr.get(record).text


def test_a_line_of_somebody_else(hr, database, people):
    with database.reading() as db:
        query = text("SELECT id FROM reporting_line WHERE person_id = :p")
        line = db.execute(query, {"p": people.zhao.person_id}).scalar_one()
    path = f"/people/{people.lin.person_id}/lines/{line}"
    assert hr.request("DELETE", path, data={"on": f"{clock.today()}"}).status_code == 404


@pytest.mark.parametrize("path", ["", "/departure", "/placements", "/lines", "/lines/1"])
@pytest.mark.parametrize(
    "id", ["0", "-1", "x", "2147483647", "2147483648", "9223372036854775808", "1e400", "NaN", "%00"]
)
def test_nobody_of_this_number(hr, path, id):
    method = {"": "PUT", "/departure": "PUT", "/lines/1": "DELETE"}.get(path, "POST")
    sent = {"on": "2126-01-01", "name": "x", "level": "senior", "since": "2126-01-01", "manager": "周敏"}
    assert hr.request(method, f"/people/{id}{path}", data=sent).status_code == 404
