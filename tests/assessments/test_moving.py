"""An open assessment moves to the version in force only when its author says so, having seen what changes."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from app.assessments import moving
from app.framework import versions
from app.framework.model import Framework
from app.framework.names import Renames
from app.kit import clock
from app.kit.i18n import Text
from tests.assessments.acts import Answer, found, rate, start, stored, submit, written
from tests.cycles import acts
from tests.framework.altering import altered
from tests.pages import Page, texts
from tests.revisions.weighing import asking, moved_on


@pytest.fixture
def framework(database) -> Framework:
    with database.reading() as db:
        return versions.in_force(db).framework


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def draft(database, people) -> int:
    """lin's, with a rating and a note in what is renamed, in what goes, and in what stays."""
    said = {"data_analysis": Answer(3, note="周报"), "innovation": Answer(2, note="新渠道的点子"), "strategy": 4}
    return written(database, people.lin, people.lin, False, teamwork="none", **said)  # type: ignore[arg-type]


def publish(database, framework: Framework, renames: Renames | None = None) -> int:
    with database.writing() as db:
        return versions.publish(db, None, framework, renames=renames).id or 0


@pytest.fixture
def version(database, framework, draft) -> int:
    return publish(database, *moved_on(asking(framework, "intermediate", strategy=5)))


def form(page: Page) -> dict[str, str]:
    return {name: value for name, value in page.fields().items() if name in ("to", "seen")}


def move(client, id: int, sent: dict[str, str]):
    return client.post(f"/assessments/{id}/framework?_method=put", data=sent)


def moves(db) -> list[str]:
    return list(db.execute(sql("SELECT details FROM trail_event WHERE action = 'assessment.moved'")).scalars())


def test_what_changes_is_shown_before(lin, draft, version):
    assert f"/assessments/{draft}/framework" in Page(lin.get(f"/assessments/{draft}")).links()
    page = Page(lin.get(f"/assessments/{draft}/framework"))
    assert "Innovation" in page.text and "新渠道的点子" in page.text
    assert "New negotiation" in page.text
    assert "Strategy formulation" in page.text and "→ 5" in page.text
    # nothing that only changed its id is said to be renamed
    assert "Renamed, your answers stay" not in page.text


def test_a_new_title_is_shown(lin, database, draft, framework):
    titled = [c.model_copy(update={"title": Text(zh="谋略", en="Cunning")}) if c.id == "strategy" else c
              for c in framework.competencies]  # fmt: skip
    publish(database, Framework.model_validate(framework.model_dump() | {"competencies": tuple(titled)}))
    assert "Strategy formulation → Cunning" in Page(lin.get(f"/assessments/{draft}/framework")).text


def test_moving(lin, database, draft, version):
    assert move(lin, draft, form(Page(lin.get(f"/assessments/{draft}/framework")))).status_code == 303
    rated = stored(database, draft)
    assert (rated["insight_in_numbers"].proficiency, rated["insight_in_numbers"].note) == (3, "周报")
    assert rated["working_together"].no_opportunity and rated["strategy"].proficiency == 4
    assert "innovation" not in rated and not rated["negotiation"].answered
    assert len(rated) == 12
    moved = found(database, draft)
    assert moved and (moved.framework_version_id, moved.level) == (version, "operator")
    page = Page(lin.get(f"/assessments/{draft}"))
    assert "New negotiation" in page.text and f"/assessments/{draft}/framework" not in page.links()
    assert rate(lin, draft, "insight_in_numbers", 4, version=rated["insight_in_numbers"].version).status_code == 200
    assert submit(lin, draft).status_code == 303
    with database.reading() as db:
        (told,) = moves(db)
    assert "from_version" in told and "新渠道" not in told


def test_moving_twice_has_one_effect(lin, database, draft, version):
    sent = form(Page(lin.get(f"/assessments/{draft}/framework")))
    assert [move(lin, draft, sent).status_code for _ in range(2)] == [303, 303]
    with database.reading() as db:
        assert len(moves(db)) == 1
    assert "There is nothing to move." in Page(lin.get(f"/assessments/{draft}/framework")).text


def test_what_was_written_meanwhile_is_shown_first(lin, database, draft, version):
    """Another window says more of what would go: it does not go unseen."""
    sent = form(Page(lin.get(f"/assessments/{draft}/framework")))
    rate(lin, draft, "innovation", 3, "还有一个", version=stored(database, draft)["innovation"].version)
    answer = move(lin, draft, sent)
    assert answer.status_code == 409 and "还有一个" in Page(answer).text
    assert stored(database, draft)["innovation"].note == "还有一个"
    assert move(lin, draft, form(Page(answer))).status_code == 303


def test_a_version_that_came_meanwhile(lin, database, draft, version, framework):
    sent = form(Page(lin.get(f"/assessments/{draft}/framework")))
    with database.reading() as db:
        present = versions.in_force(db).framework
    publish(database, altered(present, added=("haggling",)))
    assert move(lin, draft, sent).status_code == 409
    assert move(lin, draft, {"to": "x"}).status_code == 422


def test_finishing_on_the_earlier_version(lin, database, draft, version):
    assert rate(lin, draft, "innovation", 3, "", version=1).status_code == 200
    assert submit(lin, draft).status_code == 303
    page = Page(lin.get(f"/assessments/{draft}"))
    assert "Innovation" in page.text and "New negotiation" not in page.text
    assert lin.get(f"/assessments/{draft}/framework").status_code == 409
    assert move(lin, draft, {"to": str(version), "seen": "0"}).status_code == 409


def test_what_a_cycle_holds_does_not_move(lin, database, people, framework):
    with database.writing() as db:
        acts.made(db, people)
    id = start(lin)
    version = publish(database, *moved_on(framework))
    page = Page(lin.get(f"/assessments/{id}/framework"))
    assert "stays on the version that everybody in it is assessed on" in page.text
    assert move(lin, id, {"to": str(version), "seen": "0"}).status_code == 409
    assert f"/assessments/{id}/framework" not in Page(lin.get(f"/assessments/{id}")).links()


def test_onto_the_version_of_a_cycle(lin, database, people, draft, framework):
    """Begun before the framework changed, due in a cycle that is assessed on the new one: moving lets it count."""
    version = publish(database, *moved_on(framework))
    with database.writing() as db:
        acts.made(db, people)
    assert "it will not count for it" in Page(lin.get(f"/assessments/{draft}")).text
    assert move(lin, draft, form(Page(lin.get(f"/assessments/{draft}/framework")))).status_code == 303
    assert "It counts for the review cycle" in Page(lin.get(f"/assessments/{draft}")).text
    assert submit(lin, draft).status_code == 303
    moved = found(database, draft)
    assert moved and moved.framework_version_id == version and moved.cycle_id is not None


def test_only_the_author(browse, database, people, framework):
    his = written(database, people.chen, people.lin, False, teamwork=3)
    version = publish(database, *moved_on(framework))
    for who, status in (("lin", 404), ("zhou", 404), ("zhao", 404), ("wang", 404)):
        assert browse(who).get(f"/assessments/{his}/framework").status_code == status, who
        assert move(browse(who), his, {"to": str(version), "seen": "0"}).status_code == status, who
    chen = browse("chen")
    assert move(chen, his, form(Page(chen.get(f"/assessments/{his}/framework")))).status_code == 303


def test_a_scale_that_lost_a_value(lin, database, draft, framework):
    scale = [step for step in framework.model_dump(mode="json", by_alias=True)["scale"] if step["value"] != 4]
    data = framework.model_dump(mode="json", by_alias=True) | {"scale": scale}
    publish(database, Framework.model_validate_json(json.dumps(data), by_alias=True, by_name=False))
    page = Page(lin.get(f"/assessments/{draft}/framework"))
    assert "The new scale no longer has these values." in page.text
    assert move(lin, draft, form(page)).status_code == 303
    assert (stored(database, draft)["strategy"].proficiency, stored(database, draft)["data_analysis"].proficiency) == (
        None, 3,
    )  # fmt: skip


def test_names_that_two_competencies_exchanged(lin, database, draft, framework):
    renames = Renames(competencies={"data_analysis": "strategy", "strategy": "data_analysis"})
    publish(database, altered(framework, renames), renames)
    assert move(lin, draft, form(Page(lin.get(f"/assessments/{draft}/framework")))).status_code == 303
    rated = stored(database, draft)
    assert (rated["strategy"].proficiency, rated["data_analysis"].proficiency) == (3, 4)


def test_the_next_one_begins_with_the_answers_under_their_new_names(lin, database, people, framework):
    written(database, people.lin, people.lin, data_analysis=Answer(3, note="周报"), innovation=2)
    publish(database, *moved_on(framework))
    rated = stored(database, start(lin))
    assert (rated["insight_in_numbers"].proficiency, rated["insight_in_numbers"].note) == (3, "周报")
    assert "data_analysis" not in rated


def test_over_time_the_renamed_one_has_one_line(lin, database, people, framework):
    written(database, people.lin, people.lin, data_analysis=2)
    publish(database, *moved_on(framework))
    written(database, people.lin, people.lin, insight_in_numbers=4)
    page = Page(lin.get("/assessments"))
    assert "Data analysis 2 → 4" in page.text
    assert "on a new version of the framework" in page.text
    rows = [texts(row) for row in page.all(".//tbody/tr")]
    assert any(row[0].startswith("Data analysis") and row[-2:] == ["2", "4"] for row in rows), rows


def test_a_later_version_waits(lin, database, draft, framework):
    changed, renames = moved_on(framework)
    with database.writing() as db:
        versions.publish(db, None, changed, clock.today() + timedelta(days=5), renames)
    assert f"/assessments/{draft}/framework" not in Page(lin.get(f"/assessments/{draft}")).links()
    with database.reading() as db:
        now = versions.in_force(db)
    assert moving.changes(now.framework, now.framework, now.id, stored(database, draft), "intermediate").seen == 0
