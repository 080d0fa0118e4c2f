"""A new assessment begins with the answers of the author's last one: prefilled, marked, and the last one untouched."""

import pytest

from app.assessments.rules import Answer
from app.framework import versions
from app.framework.model import Framework
from tests.assessments.acts import found, rate, start, stored, submit, written
from tests.pages import Page, text


@pytest.fixture
def lin(browse):
    return browse("lin")


@pytest.fixture
def first(database, people) -> int:
    return written(
        database, people.lin, people.lin, teamwork=Answer(3, note="led the Q3 review"), innovation="none", strategy=2
    )


def state(client, id: int, competency: str) -> str:
    return text(Page(client.get(f"/assessments/{id}")).id(f"state-{competency}"))


def test_answers_and_notes_are_taken_over(lin, database, first):
    now = stored(database, start(lin))
    assert (now["teamwork"].proficiency, now["teamwork"].note) == (3, "led the Q3 review")
    assert now["innovation"].no_opportunity
    assert not now["data_analysis"].answered
    assert {(rated.version, rated.saved_at) for rated in now.values()} == {(0, None)}


def test_the_form_is_prefilled(lin, first):
    sent = Page(lin.get(f"/assessments/{start(lin)}")).fields()
    assert (sent["teamwork.answer"], sent["teamwork.note"]) == ("3", "led the Q3 review")
    assert (sent["innovation.answer"], sent["data_analysis.answer"]) == ("none", "")


def test_what_is_carried_over_is_marked_until_it_is_saved(lin, first):
    id = start(lin)
    assert state(lin, id, "strategy") == "Carried over Taken over from the last assessment. Is it still true?"
    assert state(lin, id, "innovation").startswith("Carried over")
    assert state(lin, id, "data_analysis") == "Not answered yet"
    rate(lin, id, "strategy", 2)
    assert state(lin, id, "strategy").startswith("Saved ")


def test_a_note_that_is_word_for_word_the_last_is_pointed_out(lin, first):
    id = start(lin)
    assert "word for word the last one" in state(lin, id, "teamwork")
    rate(lin, id, "teamwork", 4, "led the Q3 review")
    assert "the note is unchanged since last time" in state(lin, id, "teamwork")
    assert "1 note is word for word" in lin.get(f"/assessments/{id}/submission").text
    submit(lin, id)
    assert "the note is unchanged since last time" in lin.get(f"/assessments/{id}").text


def test_a_new_note_is_not(lin, first):
    id = start(lin)
    rate(lin, id, "teamwork", 4, "led the Q4 review")
    assert "unchanged" not in state(lin, id, "teamwork")
    assert "word for word" not in lin.get(f"/assessments/{id}/submission").text


def test_history_is_untouched(lin, database, first):
    before = stored(database, first)
    id = start(lin)
    rate(lin, id, "teamwork", 5, "something new")
    submit(lin, id)
    assert stored(database, first) == before
    assert stored(database, id)["teamwork"].proficiency == 5


def test_it_is_the_last_one_that_is_carried_over(lin, database, people, first):
    second = written(database, people.lin, people.lin, teamwork=4)
    third = start(lin)
    assert found(database, third).previous_id == second
    assert stored(database, third)["teamwork"].proficiency == 4


def test_each_author_starts_from_her_own(browse, database, people, first):
    mine = start(browse("chen"), person=people.lin.person_id)
    assert found(database, mine).previous_id is None
    assert not any(rated.answered or rated.note for rated in stored(database, mine).values())


def test_a_manager_starts_from_his_own_of_the_same_person(browse, database, people):
    of_lin = written(database, people.zhou, people.lin, teamwork=2)
    written(database, people.zhou, people.chen, teamwork=5)
    again = start(browse("zhou"), person=people.lin.person_id)
    assert found(database, again).previous_id == of_lin
    assert stored(database, again)["teamwork"].proficiency == 2


def test_what_was_carried_over_can_be_submitted_as_it_is(lin, database, first):
    id = start(lin)
    assert submit(lin, id).status_code == 303
    assert stored(database, id)["teamwork"].proficiency == 3


def publish(database, **changes: object) -> Framework:
    """The framework in force with some parts replaced."""
    with database.writing() as db:
        changed = versions.in_force(db).framework.model_copy(update=changes)
        changed = Framework.model_validate(changed.model_dump(by_alias=True))
        versions.publish(db, None, changed)
        return changed


def test_a_value_that_is_no_longer_on_the_scale_is_dropped_and_its_note_kept(lin, database, people, framework):
    written(database, people.lin, people.lin, teamwork=Answer(5, note="built the programme"), strategy=4)
    levels = [
        level.model_copy(update={"required": {id: min(4, value) for id, value in level.required.items()}})
        for level in framework.levels
    ]
    publish(database, scale=framework.scale[:4], levels=tuple(levels))
    now = stored(database, start(lin))
    assert (now["teamwork"].proficiency, now["teamwork"].note) == (None, "built the programme")
    assert now["strategy"].proficiency == 4


def test_competencies_come_and_go(lin, database, people, framework):
    written(database, people.lin, people.lin, teamwork=3, strategy=4)
    renamed = framework.competencies[0].model_copy(update={"id": "haggling"})
    kept = tuple(c for c in framework.competencies if c.id not in ("teamwork", "market_analysis"))
    publish(database, competencies=(renamed, *kept))
    now = stored(database, start(lin))
    assert "teamwork" not in now and not now["haggling"].answered
    assert now["strategy"].proficiency == 4


@pytest.fixture
def framework(database) -> Framework:
    with database.reading() as db:
        return versions.in_force(db).framework
