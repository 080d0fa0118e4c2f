"""GET /framework and what lies under it."""

import pytest

from app.framework import versions
from app.framework.model import Framework
from app.kit.i18n import speaking
from tests.pages import Page, english, text, texts


@pytest.fixture
def lin(client_for):
    return english(client_for("lin"))


@pytest.fixture
def framework(database) -> Framework:
    with database.reading() as db:
        return versions.in_force(db).framework


def test_the_overview(lin, framework):
    response = lin.get("/framework")
    page = Page(response)
    assert [text(a) for a in page.marked("rung-name")] == [level.title.en for level in framework.levels[::-1]]
    for competency in framework.competencies:
        assert f"/framework/competencies/{competency.id}" in page.links()
    head, *rows = [texts(row) for row in page.all(".//table//tr")]
    assert head[1:] == [level.title.en for level in framework.levels]
    assert {row[0]: [cell.split()[-1] for cell in row[1:]] for row in rows} == {
        c.title.en: [str(level.required[c.id]) for level in framework.levels] for c in framework.competencies
    }


def test_the_overview_marks_key_competencies(lin, framework):
    rows = {name: cells for name, *cells in map(texts, Page(lin.get("/framework")).all(".//tbody/tr"))}
    for competency in framework.competencies:
        marked = ["key competency" in cell for cell in rows[competency.title.en]]
        assert marked == [competency.id in level.key for level in framework.levels]


def test_every_level(lin, framework):
    for level in framework.levels:
        page = Page(lin.get(f"/framework/levels/{level.id}"))
        assert page.heading == level.title.en
        assert all(said.en in page.text for said in level.work)
        assert all(gate.title.en in page.text for gate in level.entry.evidence)
        below, above = framework.level_below(level.id), framework.level_above(level.id)
        for neighbour in (below, above):
            assert neighbour is None or f"/framework/levels/{neighbour.id}" in page.links()
        months = level.entry.months
        assert (f"{months} months as “{below.title.en}”" in page.text) if below and months else "No gates" in page.text


def test_every_competency(lin, framework):
    for competency in framework.competencies:
        page = Page(lin.get(f"/framework/competencies/{competency.id}"))
        assert page.heading == competency.title.en
        for step in framework.scale:
            section = page.id(f"p-{step.value}")
            assert all(i.text.en in text(section) for i in competency.indicators_at(step.value))
        for level in framework.levels:
            assert level.title.en in text(page.id(f"p-{level.required[competency.id]}"))


def test_work_stands_at_the_proficiency_that_it_helps_to_show(lin, framework):
    for competency in framework.competencies:
        page = Page(lin.get(f"/framework/competencies/{competency.id}"))
        for _section, item in framework.work:
            for exercise in item.exercises:
                if exercise.competency == competency.id:
                    assert exercise.task.en in text(page.id(f"p-{exercise.from_}"))


def test_the_difference_between_any_two_levels(lin, framework):
    for lower in framework.levels:
        for upper in framework.levels:
            page = Page(lin.get(f"/framework/difference?lower={lower.id}&upper={upper.id}"))
            assert page.heading == f"From “{lower.title.en}” to “{upper.title.en}”"
            expected = {
                kind: {c.title.en for c in framework.competencies if test(lower.required[c.id], upper.required[c.id])}
                for kind, test in (("harder", int.__lt__), ("easier", int.__gt__))
            }
            for kind, titles in expected.items():
                shown = [
                    text(h3) for part in page.all(f".//section[@aria-labelledby='{kind}']") for h3 in part.iter("h3")
                ]
                assert set(shown) == titles


def test_the_difference_by_default(lin, framework):
    first, second, *_, last = framework.levels
    assert Page(lin.get("/framework/difference")).heading == f"From “{first.title.en}” to “{second.title.en}”"
    assert Page(lin.get(f"/framework/difference?lower={second.id}")).heading.startswith(f"From “{second.title.en}” to")
    page = Page(lin.get(f"/framework/difference?lower={last.id}"))
    assert page.heading == f"From “{last.title.en}” to “{last.title.en}”"
    chosen = [o.get("value") for o in page.all(".//option") if "selected" in o.attrib]
    assert chosen == [last.id, last.id]


def test_what_does_not_exist(lin):
    for path in ("levels/chief", "competencies/chief", "levels/%00", "competencies/%ED%A0%80", "levels/junior/x"):
        assert lin.get(f"/framework/{path}").status_code == 404, path
    for query in ("lower=chief", "upper=chief", "lower=junior&upper=%00", "lower=%F0%9F%AA%9C"):
        assert lin.get(f"/framework/difference?{query}").status_code == 404, query


def test_in_chinese(client_for, framework):
    lin = client_for("lin")
    page = Page(lin.get("/framework"))
    with speaking("zh"):
        assert [text(a) for a in page.marked("rung-name")] == [str(level.title) for level in framework.levels[::-1]]
    assert Page(lin.get("/framework/levels/senior?lang=en")).heading == framework.levels[2].title.en
    assert Page(lin.get("/framework/levels/senior?lang=xx")).heading == framework.levels[2].title.zh


def test_links_keep_a_language_that_was_chosen_by_the_address(client_for):
    page = Page(client_for("lin").get("/framework?lang=en"))
    inside = [a.get("href", "") for a in page.all(".//main//a") if a.get("href", "").startswith("/")]
    assert inside and all("lang=en" in address for address in inside)


def test_everybody_who_is_signed_in_reads_it(client_for):
    for who in ("zhou", "gone", "wang", "root"):
        assert client_for(who).get("/framework").status_code == 200


def test_signed_out(anonymous):
    for path in ("/framework", "/framework/levels/junior", "/framework/competencies/teamwork", "/framework/difference"):
        assert anonymous.get(path).headers["location"].startswith("/sign-in?next=%2Fframework")
