"""The pages of an assessment say for which review cycle it counts, and until when."""

import pytest

from app.cycles import queries as cycles
from app.cycles import rules as cycle_rules
from app.framework import versions
from app.kit.i18n import Text
from tests.assessments.acts import start, submit, written
from tests.cycles import acts
from tests.pages import Page


@pytest.fixture
def stages(database, people):
    with database.writing() as db:
        return cycles.cycle(db, acts.made(db, people)).stages


def said(day) -> str:
    return f"It counts for the review cycle “2026 H2”; it is due by {day}."


def test_before_it_begins(browse, people, stages):
    assert said(stages.self_by) in Page(browse("lin").get("/assessments/new")).text
    path = f"/assessments/new?person={people.lin.person_id}"
    assert said(stages.manager_by) in Page(browse("chen").get(path)).text
    assert "opens nothing" in Page(browse("chen").get(path)).text


def test_whoever_is_not_asked_reads_nothing_of_it(browse, people, stages):
    for who, path in (("zhou", f"/assessments/new?person={people.lin.person_id}"), ("zhao", "/assessments/new")):
        assert "review cycle" not in Page(browse(who).get(path)).text


def test_the_open_one_and_its_submission(browse, people, stages):
    for who, by, form in (
        ("lin", stages.self_by, {}),
        ("chen", stages.manager_by, {"person": people.lin.person_id}),
    ):
        id = start(browse(who), **form)
        for path in (f"/assessments/{id}", f"/assessments/{id}/submission"):
            assert said(by) in Page(browse(who).get(path)).text


def test_the_submitted_one(browse, database, people, stages):
    id = written(database, people.lin, people.lin)
    page = Page(browse("lin").get(f"/assessments/{id}"))
    assert "Review cycle “2026 H2”" in page.text
    assert "due by" not in page.text


def test_while_hers_is_sealed_there_is_no_button(browse, database, people, stages):
    written(database, people.lin, people.lin)
    lin = browse("lin")
    page = Page(lin.get("/assessments/new"))
    assert "is submitted and sealed until the other side's is in" in page.text
    assert [form for form in page.root.iter("form") if form.get("action") == "/assessments"] == []
    assert lin.post("/assessments").status_code == 422
    written(database, people.chen, people.lin)
    assert "Start" in Page(lin.get("/assessments/new")).text


def test_an_open_one_from_before_is_said_to_count(browse, database, people):
    id = written(database, people.lin, people.lin, False)
    with database.writing() as db:
        by = cycles.cycle(db, acts.made(db, people)).stages.self_by
    lin = browse("lin")
    for path in ("/assessments/new", f"/assessments/{id}", f"/assessments/{id}/submission"):
        assert said(by) in Page(lin.get(path)).text


def test_one_on_another_version_is_said_not_to_count(browse, database, people):
    id = written(database, people.lin, people.lin, False)
    with database.writing() as db:
        framework = versions.in_force(db).framework
        about = framework.framework.model_copy(update={"summary": Text(en="another")})
        versions.publish(db, None, framework.model_copy(update={"framework": about}))
        acts.made(db, people)
    lin = browse("lin")
    for path in ("/assessments/new", f"/assessments/{id}", f"/assessments/{id}/submission"):
        assert "on another version of the framework than the review cycle “2026 H2”" in Page(lin.get(path)).text
    assert submit(lin, id).status_code == 303
    assert said("")[:20] in Page(lin.get("/assessments/new")).text


def test_after_the_cycle(browse, database, people):
    with database.writing() as db:
        cycle = acts.made(db, people)
    id = written(database, people.lin, people.lin, False)
    with database.writing() as db:
        cycle_rules.close(db, people.wang, cycle)
    for path in (f"/assessments/{id}", f"/assessments/{id}/submission"):
        assert "Nothing more is written for “2026 H2”" in Page(browse("lin").get(path)).text
