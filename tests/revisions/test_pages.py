"""The pages of versions and drafts."""

import io
import zipfile
from datetime import timedelta

import pytest

from app.framework import canonical, case, source, versions, yaml_writing
from app.framework.names import Renames
from app.kit import clock
from tests.framework.altering import altered
from tests.pages import Page, english, text, texts
from tests.revisions.drafting import another, draft, files

RENAMED = {"competencies.innovation": "renewal"}


@pytest.fixture
def wang(client_for):
    return english(client_for("wang"))


@pytest.fixture
def framework(database):
    with database.reading() as db:
        return versions.in_force(db).framework


@pytest.fixture
def id(database, people) -> int:
    with database.writing() as db:
        return draft(db, people)


def send(client, files, **fields):
    return client.post("/framework/drafts", data=fields, files=[("file", (name, data)) for name, data in files.items()])


def put(client, path, **fields):
    return client.post(f"{path}?_method=put", data={"version": "1", **fields})


def test_the_list(wang, client_for, id):
    page = Page(wang.get("/framework/versions"))
    assert {"/framework/versions/1", "/framework/versions/1.zip", "/framework/versions/1.json"} <= set(page.links())
    assert f"/framework/drafts/{id}" in page.links() and page.id("f-file") is not None
    others = Page(english(client_for("lin")).get("/framework/versions"))
    assert page.id("versions") is not None and others.id("f-file") is None
    assert f"/framework/drafts/{id}" not in others.links()


def test_one_changed_file_is_enough(wang, framework, database):
    changed = files(framework)["competencies.yaml"].replace(b"en: Awareness", b"en: Beginner")
    answer = send(wang, {"competencies.yaml": changed}, keep="true")
    page = Page(wang.get(answer.headers["location"]))
    assert answer.status_code == 303 and "ready" in page.text
    words = page.id("difference")
    assert (texts(words.iter("del")), texts(words.iter("ins"))) == (["Awareness"], ["Beginner"])


def test_without_the_others_it_lacks_a_file(wang, framework):
    answer = send(wang, {"competencies.yaml": files(framework)["competencies.yaml"]})
    page = Page(wang.get(answer.headers["location"]))
    assert "has errors" in page.text and "career_ladder.yaml · line 1, column 1" in page.text
    assert page.id("publication") is None


def test_nothing_chosen(wang):
    answer = send(wang, {"": b""})
    assert answer.status_code == 422 and "Please choose the YAML files" in Page(answer).text


def test_faults_have_their_place(wang, framework):
    spoilt = files(framework) | {"role.yaml": b"work_areas:\n  - id: x\n    titel: {zh: a}\n"}
    page = Page(wang.get(send(wang, spoilt).headers["location"]))
    assert "role.yaml · line 3, column 5" in text(page.id("faults"))
    assert "did you mean 'title'" in text(page.id("faults"))


def test_guesses_are_offered_and_not_assumed(wang, id):
    page = Page(wang.get(f"/framework/drafts/{id}"))
    field = page.id("f-competencies.innovation")
    assert [option.get("value") for option in field.iter("option")] == ["", "renewal", "negotiating"]
    assert not [option for option in field.iter("option") if "selected" in option.attrib]
    assert "perhaps renewal" in text(page.id("d-competencies.innovation"))
    filled = Page(wang.get(f"/framework/drafts/{id}?guesses=true")).id("f-competencies.innovation")
    assert [o.get("value") for o in filled.iter("option") if "selected" in o.attrib] == ["renewal"]


def test_indicators_are_guessed_by_their_words(wang, framework, database, people):
    ids = {one.id: one.id.replace("innovation", "renewal") for one in framework.competency("innovation").indicators}
    moved = altered(framework, Renames({"innovation": "renewal"}, {}, ids))
    address = send(wang, files(moved)).headers["location"]
    fields = Page(wang.get(f"{address}?guesses=true")).fields()
    assert {name: fields[f"indicators.{name}"] for name in ids} == ids


def test_saved_renames_are_read_through(wang, id):
    address = f"/framework/drafts/{id}"
    before = text(Page(wang.get(address)).id("difference"))
    answer = put(wang, f"{address}/renames", **RENAMED)
    after = Page(wang.get(address))
    assert answer.status_code == 303
    assert "− Innovation" in before and "− Innovation" not in after.text
    assert "innovation → renewal" in text(after.id("difference"))
    chosen = [o for o in after.id("f-competencies.innovation").iter("option") if "selected" in o.attrib]
    assert [o.get("value") for o in chosen] == ["renewal"]


def test_a_wrong_rename_keeps_what_was_chosen(wang, id):
    answer = put(
        wang, f"/framework/drafts/{id}/renames", **{"competencies.innovation": "teamwork", "indicators.x": "y"}
    )
    page = Page(answer)
    assert answer.status_code == 422
    assert "not among what is new" in text(page.id("d-competencies.innovation"))


def test_a_stale_page_shows_both(wang, id):
    put(wang, f"/framework/drafts/{id}/renames", **RENAMED)
    answer = put(wang, f"/framework/drafts/{id}/renames", **{"competencies.innovation": "negotiating"})
    page = Page(answer)
    assert answer.status_code == 409 and "innovation → renewal" in text(page.id("renames"))
    chosen = [o for o in page.id("f-competencies.innovation").iter("option") if "selected" in o.attrib]
    assert [o.get("value") for o in chosen] == ["negotiating"]
    assert page.fields()["version"] == "2"


def test_publishing(wang, id, client_for):
    answer = put(wang, f"/framework/drafts/{id}/publication", effective_on=clock.today().isoformat(), base="1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/framework/versions/2")
    again = put(wang, f"/framework/drafts/{id}/publication", effective_on=clock.today().isoformat(), base="1")
    assert again.headers["location"] == "/framework/versions/2"
    page = Page(client_for("lin").get("/framework/versions/2/difference"))
    assert "negotiating" in page.text
    assert "Published as version 2" in Page(wang.get(f"/framework/drafts/{id}")).text


@pytest.mark.parametrize("day", ["", "2026-02-30", "yesterday", "2020-01-01", "9999-12-31"])
def test_a_day_that_cannot_be(wang, id, day):
    answer = put(wang, f"/framework/drafts/{id}/publication", effective_on=day, base="1")
    page = Page(answer)
    assert answer.status_code == 422 and text(page.id("d-effective_on"))
    assert page.id("f-effective_on").get("value") in (day, clock.today().isoformat())


def test_published_in_the_meantime(wang, id, database, framework):
    with database.writing() as db:
        versions.publish(db, None, altered(framework, added=("writing",)))
    answer = put(wang, f"/framework/drafts/{id}/publication", effective_on=clock.today().isoformat(), base="1")
    page = Page(answer)
    assert answer.status_code == 409 and "Version 2 was published" in page.text and page.fields()["base"] == "2"


def test_discarding(wang, id):
    assert wang.post(f"/framework/drafts/{id}?_method=delete").headers["location"] == "/framework/versions"
    page = Page(wang.get(f"/framework/drafts/{id}"))
    assert "Discarded" in page.text and page.id("publication") is None
    assert put(wang, f"/framework/drafts/{id}/renames", **RENAMED).status_code == 409


def test_a_version_to_take_away_and_bring_back(wang, framework):
    content = canonical.to_json(framework)
    archive = zipfile.ZipFile(io.BytesIO(wang.get("/framework/versions/1.zip").content))
    found, _faults = source.read_texts({name: archive.read(name) for name in archive.namelist()})
    package = wang.get("/framework/versions/1.json")
    again, _faults = source.read_texts(yaml_writing.write(case.read(package.content)))
    assert found and again and canonical.to_json(found) == canonical.to_json(again) == content
    assert package.headers["content-disposition"].startswith("attachment")
    for name, raw in (("a.zip", wang.get("/framework/versions/1.zip").content), ("a.json", package.content)):
        page = Page(wang.get(send(wang, {name: raw}).headers["location"]))
        assert "Nothing differs" in text(page.id("difference"))


def test_a_draft_to_take_away(wang, id, framework):
    archive = zipfile.ZipFile(io.BytesIO(wang.get(f"/framework/drafts/{id}.zip").content))
    assert {name: archive.read(name) for name in archive.namelist()} == files(another(framework))


def test_an_old_version_reads_as_it_was(wang, database, framework):
    with database.writing() as db:
        versions.publish(db, None, another(framework), clock.today() + timedelta(days=3))
    old, new = Page(wang.get("/framework/versions/1")), Page(wang.get("/framework/versions/2"))
    assert old.id("c-innovation") is not None and old.id("c-renewal") is None
    assert new.id("c-renewal") is not None and "set for later" in new.text
    assert wang.get("/framework/versions/1/difference").status_code == 404


@pytest.mark.parametrize(
    "address", ["versions/99", "versions/99.zip", "versions/99.json", "drafts/99", "drafts/99.zip"]
)
def test_nothing_there(wang, address):
    assert wang.get(f"/framework/{address}").status_code == 404
