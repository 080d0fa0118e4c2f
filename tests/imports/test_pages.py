"""The pages from the file to what it changed, without script."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from app.imports.job import KIND
from app.imports.models import ImportMapping, PeopleImport
from app.jobs.workshop import Workshop
from app.kit import clock
from app.people.models import Person
from app.settings import Settings
from tests.imports.files import STAFF, csv_of
from tests.pages import Page, english, texts


@pytest.fixture
def wang(client_for):
    return english(client_for("wang"))


def sent(client, data: bytes, name: str = "people.csv") -> str:
    answer = client.post("/people/imports", files={"file": (name, data)})
    assert answer.status_code == 303, Page(answer).text
    return answer.headers["location"]


def mapped(client, address: str, **changes: str):
    """The mapping page, sent as it is offered but for `changes`."""
    page = Page(client.get(address))
    form = {select.get("name"): chosen(select) for select in page.root.iter("select")}
    form |= {name: value for name, value in page.fields().items() if name not in ("clear", "complete")}
    return client.post(f"{address}/mapping?_method=put", data=form | changes)


def chosen(select) -> str:
    return next((option.get("value") for option in select.iter("option") if "selected" in option.attrib), "")


def applied(client, database, address: str, **form: str) -> Page:
    page = Page(client.get(f"{address}/preview"))
    answer = client.post(f"{address}/application?_method=put", data={"plan": page.fields()["plan"], **form})
    assert answer.status_code == 303, Page(answer).text
    assert Workshop(database, Settings(), [KIND]).run_waiting() == 1
    assert "Done" in Page(client.get(answer.headers["location"])).text
    return Page(client.get(address))


def test_from_the_file_to_what_it_changed_and_again(wang, database):
    address = sent(wang, csv_of(STAFF))
    assert mapped(wang, address).headers["location"] == f"{address}/preview"
    preview = Page(wang.get(f"{address}/preview"))
    assert "Added 3" in preview.text and "华南 / 广州组" in preview.text
    done = applied(wang, database, address)
    assert done.heading == "Applied"
    with database.reading() as db:
        assert db.exec(select(Person.name).where(Person.staff_number == "00103")).one() == "罗敏"
        kept = db.exec(select(PeopleImport)).one()
        assert kept.data == b"" and kept.applied_at
    again = sent(wang, csv_of(STAFF))
    assert again != address and mapped(wang, again).status_code == 303
    assert "Nothing to change" in Page(wang.get(f"{again}/preview")).text


def test_the_same_file_twice_is_one(wang):
    assert sent(wang, csv_of(STAFF)) == sent(wang, csv_of(STAFF))


def test_what_was_mapped_is_remembered(wang, database):
    data = csv_of([("A1", "高远")], ("Kennung", "Wie sie heißt"))
    address = sent(wang, data)
    refused = mapped(wang, address)
    assert refused.status_code == 422 and "Say which column holds the staff number." in Page(refused).text
    assert mapped(wang, address, **{"column-0": "staff_number", "column-1": "name"}).status_code == 303
    other = sent(wang, csv_of([("A2", "何静")], ("Kennung", "Wie sie heißt")))
    page = Page(wang.get(other))
    assert [chosen(one) for one in page.root.iter("select")][:2] == ["staff_number", "name"]
    with database.reading() as db:
        assert len(db.exec(select(ImportMapping)).all()) == 1


def test_two_who_map_at_once(wang):
    address = sent(wang, csv_of(STAFF))
    assert mapped(wang, address).status_code == 303
    late = mapped(wang, address, version="1", **{"column-1": ""})
    page = Page(late)
    assert late.status_code == 409 and "Somebody has mapped this file in the meantime." in page.text
    assert page.fields()["version"] == "2"


@pytest.mark.parametrize("change", [{"column-1": "staff_number"}, {"column-1": "salary"}, {"since": "soon"}])
def test_a_mapping_that_cannot_be(wang, change):
    refused = mapped(wang, sent(wang, csv_of(STAFF)), **change)
    assert refused.status_code == 422
    assert any(one.get("aria-invalid") for one in Page(refused).root.iter())


def test_faults_are_listed_and_marked(wang, database):
    address = sent(wang, csv_of([*STAFF, ("00103", "重号", "", "P6", "", "2020-02-30")]))
    mapped(wang, address)
    page = Page(wang.get(f"{address}/preview"))
    assert page.heading == "What has to be put right"
    rows = [texts(row.iter("td")) for row in page.all(".//tbody/tr")]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("5", "A 工号", "00103"),
        ("5", "D 职级", "P6"),
        ("5", "F 入职日期", "2020-02-30"),
    ]
    copy = wang.get(f"{address}/problems")
    book = CalamineWorkbook.from_filelike(io.BytesIO(copy.content)).get_sheet_by_index(0).to_python()
    assert book[0][:2] == ["Problems", "工号"] and "Row 4 has this number already." in book[4][0]
    answer = wang.post(f"{address}/application?_method=put", data={"plan": "x"})
    assert answer.status_code == 422
    with database.reading() as db:
        assert db.exec(select(Person).where(Person.staff_number == "00101")).first() is None


def test_words_for_levels_are_told_once(wang):
    address = sent(wang, csv_of([("00101", "高远", "", "P6", "", "")]))
    mapped(wang, address)
    form = Page(wang.get(f"{address}/preview")).fields()
    assert form["word-0"] == "P6"
    wrong = wang.post(f"{address}/levels?_method=put", data=form | {"means-0": "king"})
    assert wrong.status_code == 422
    assert wang.post(f"{address}/levels?_method=put", data=form | {"means-0": "senior:manager"}).status_code == 303
    assert "Channel operations manager" in Page(wang.get(f"{address}/preview")).text
    other = sent(wang, csv_of([("00102", "何静", "", "p6", "", "")]))
    mapped(wang, other)
    assert "Channel operations manager" in Page(wang.get(f"{other}/preview")).text


def test_a_file_that_cannot_be_read(wang):
    refused = wang.post("/people/imports", files={"file": ("people.csv", b"%PDF-1.4")})
    assert refused.status_code == 422 and Page(refused).id("f-file").get("aria-invalid") == "true"
    assert wang.post("/people/imports").status_code == 422
    formula = csv_of([("00101", "=1+1", "", "", "", "")])
    page = Page(wang.get(sent(wang, formula)))
    assert page.heading == "What has to be put right" and "B" in texts(page.all(".//tbody/tr"))[0]


def test_a_complete_file_asks_for_the_number_of_those_who_leave(wang, database):
    first = sent(wang, csv_of(STAFF))
    mapped(wang, first)
    applied(wang, database, first)
    address = sent(wang, csv_of(STAFF[:2]))
    mapped(wang, address, complete="1")
    page = Page(wang.get(f"{address}/preview"))
    for typed in ("", "2"):
        form = {"plan": page.fields()["plan"], "leavers": typed}
        refused = wang.post(f"{address}/application?_method=put", data=form)
        assert refused.status_code == 422 and Page(refused).id("f-leavers").get("aria-invalid") == "true"
    applied(wang, database, address, leavers="1")
    with database.reading() as db:
        assert db.exec(select(Person.left_on).where(Person.staff_number == "00103")).one() == clock.today()


def test_what_changed_since_the_preview_is_shown_again(wang, database):
    address = sent(wang, csv_of(STAFF))
    mapped(wang, address)
    plan = Page(wang.get(f"{address}/preview")).fields()["plan"]
    other = sent(wang, csv_of(STAFF[:1]))
    mapped(wang, other)
    applied(wang, database, other)
    stale = wang.post(f"{address}/application?_method=put", data={"plan": plan})
    assert stale.status_code == 409 and "Added 2" in Page(stale).text


def test_what_changes_between_asking_and_applying_is_not_applied(wang, database):
    address = sent(wang, csv_of(STAFF))
    mapped(wang, address)
    plan = Page(wang.get(f"{address}/preview")).fields()["plan"]
    job = wang.post(f"{address}/application?_method=put", data={"plan": plan}).headers["location"]
    with database.writing() as db:
        db.add(Person(name="高远", staff_number="00101"))
    Workshop(database, Settings(), [KIND]).run_waiting()
    assert "is no longer what was shown" in Page(wang.get(job)).text
    assert "It was not applied" in Page(wang.get(address)).text
    assert mapped(wang, address).status_code == 303
    assert applied(wang, database, address).heading == "Applied"


def test_put_away(wang, database):
    address = sent(wang, csv_of(STAFF))
    assert wang.post(f"{address}?_method=delete").status_code == 303
    assert Page(wang.get(address)).heading == "Put away"
    assert mapped_status(wang, address) == 409
    with database.reading() as db:
        assert db.exec(select(PeopleImport.data)).one() == b""


def mapped_status(client, address: str) -> int:
    form = {"since": (clock.today() + timedelta(days=1)).isoformat(), "version": "1"}
    return client.post(f"{address}/mapping?_method=put", data=form).status_code
