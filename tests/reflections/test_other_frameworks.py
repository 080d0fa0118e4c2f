"""Reflections on frameworks that are not ours: other advice, or none; people whose level it does not have."""

import pytest

from app.framework import source, versions
from app.kit import clock
from app.people import rules as staff
from tests.framework.editing import FRAMEWORKS
from tests.pages import Page
from tests.reflections.acts import begin, complete, new_goal, stored, write


@pytest.fixture(params=["lighthouse", "smallest"])
def framework(request, database, people):
    """In force, with lin on its lowest level; the others stay on levels that it does not have."""
    found, faults = source.read(FRAMEWORKS / request.param)
    assert found, faults
    with database.writing() as db:
        versions.publish(db, None, found)
        staff.place(db, None, people.lin.person_id, found.levels[0].id, clock.today())
    return found


@pytest.mark.parametrize("login", ["lin", "zhao"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_question_to_the_goal(client_for, database, framework, login, language):
    client = client_for(login)
    client.headers["Accept-Language"] = language
    page = Page(client.get("/reflections"))
    keys = [one.get("value", "") for one in page.all(".//article//input[@name='occasion']")]
    assert keys[0].startswith("periodic:")
    assert bool(page.id("f-advice") is not None) == bool(framework.advice)
    id = begin(client, keys[0])
    one = stored(database, id)
    prompts = {prompt.id: advice.id for advice in framework.advice for prompt in advice.prompts}
    assert one and (one.prompt_id in prompts if prompts else one.prompt_id is None)
    assert one.advice == prompts.get(one.prompt_id or "")
    assert write(client, id, "short and honest").status_code == 200
    offered = Page(client.get(f"/reflections/{id}/completion"))
    values = [option.get("value") for option in offered.all(".//select[@name='made.to_proficiency']/option")]
    assert values == [str(step.value) for step in framework.scale]
    made = new_goal(competency=framework.competencies[0].id, to_proficiency=framework.scale[-1].value)
    assert complete(client, id, "made", **made).status_code == 303
    assert framework.competencies[0].title.in_(language) in Page(client.get(f"/reflections/{id}")).text
