"""An assessment stays on the version of the framework on which it was started."""

import pytest

from app.framework import versions
from app.framework.model import Framework
from app.kit.i18n import Text
from tests.assessments.acts import found, rate, start, stored, submit, written
from tests.pages import Page, text, texts


@pytest.fixture
def framework(database) -> Framework:
    with database.reading() as db:
        return versions.in_force(db).framework


def publish_harder(database, framework: Framework) -> int:
    """A new version: teamwork is gone, strategy has another title, intermediates need 5 in everything left."""
    kept = [c for c in framework.competencies if c.id != "teamwork"]
    renamed = [c.model_copy(update={"title": Text(zh="谋略", en="Cunning")}) if c.id == "strategy" else c for c in kept]
    levels = [
        level.model_copy(
            update={
                "required": {id: 5 for id in level.required if id != "teamwork"},
                "key": tuple(id for id in level.key if id != "teamwork"),
            }
        )
        for level in framework.levels
    ]
    changed = framework.model_copy(update={"competencies": tuple(renamed), "levels": tuple(levels)})
    with database.writing() as db:
        return versions.publish(db, None, Framework.model_validate(changed.model_dump(by_alias=True))).id


def test_a_draft_goes_on_as_it_began(browse, database, framework):
    lin = browse("lin")
    id = start(lin)
    rate(lin, id, "strategy", 2)
    publish_harder(database, framework)
    page = Page(lin.get(f"/assessments/{id}"))
    assert "Strategy formulation" in page.text and "Cunning" not in page.text
    assert rate(lin, id, "teamwork", 3).status_code == 200
    assert text(Page(rate(lin, id, "innovation", 3)).id("progress")).startswith("3 of 12")
    assert submit(lin, id).status_code == 303
    assert stored(database, id)["teamwork"].proficiency == 3


def test_a_submitted_one_reads_as_it_did(browse, database, people, framework):
    id = written(database, people.lin, people.lin, teamwork=3, strategy=2)
    lin = browse("lin")
    before = texts(Page(lin.get(f"/assessments/{id}")).all(".//tbody/tr"))
    publish_harder(database, framework)
    assert texts(Page(lin.get(f"/assessments/{id}")).all(".//tbody/tr")) == before


def test_the_next_one_is_on_the_new_version(browse, database, people, framework):
    written(database, people.lin, people.lin, teamwork=3, strategy=2)
    version = publish_harder(database, framework)
    lin = browse("lin")
    id = start(lin)
    assert found(database, id).framework_version_id == version
    page = Page(lin.get(f"/assessments/{id}"))
    assert "Cunning" in page.text
    assert page.id("teamwork") is None
    assert rate(lin, id, "teamwork", 3).status_code == 404


def test_the_list_says_where_the_framework_changed(browse, database, people, framework):
    written(database, people.lin, people.lin, teamwork=3, strategy=2)
    publish_harder(database, framework)
    written(database, people.lin, people.lin, strategy=3)
    written(database, people.lin, people.lin, strategy=4)
    steps = texts(Page(browse("lin").get("/assessments")).all(".//ol/li[@class='card']"))
    assert ["on a new version of the framework" in step for step in steps] == [False, True, False]
    assert "Cunning 3 → 4" in steps[0] and "Cunning 2 → 3" in steps[1]
    assert "1 of 11 answered" in steps[1] and "2 of 12 answered" in steps[2]


def test_gaps_are_worked_out_on_the_version_in_force(browse, database, people, framework):
    written(database, people.lin, people.lin, teamwork=3, strategy=2)
    publish_harder(database, framework)
    rows = {name: cells for name, *cells in map(texts, Page(browse("lin").get("/gaps")).all(".//tbody/tr"))}
    assert rows["Cunning key"][:3] == ["5", "5", "2"]
    assert not any("Teamwork" in name for name in rows)


def test_a_version_that_is_not_in_force_yet(browse, database, people, framework):
    from datetime import timedelta

    from app.kit import clock

    changed = framework.model_copy(update={"framework": framework.framework.model_copy(update={"id": "later"})})
    with database.writing() as db:
        now = versions.in_force(db).id
        versions.publish(db, None, changed, clock.today() + timedelta(days=1))
    assert found(database, start(browse("lin"))).framework_version_id == now
