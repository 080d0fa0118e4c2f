"""The calibration page: who may open it, whom it names, what it counts, and what it hides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.cycles import rules as cycles
from app.kit import clock
from app.kit.errors import Forbidden, NotFound, Refused
from app.reviews.calibration.queries import calibration
from app.reviews.calibration.words import steps
from tests.cycles import acts
from tests.pages import Page, english
from tests.reviews.calibrating import calibrated, cycle, rated, team

LATE = timedelta(days=2)


def read(database, actor, id, **wanted):
    with database.reading() as db:
        return calibration(db, actor, id, **wanted)


def names(found) -> list[str]:
    return [row.manager.name if row.manager else "" for row in found.rows]


def test_hr_sees_every_manager_by_name_and_a_director_his_own(database, people):
    with database.writing() as db:
        id = calibrated(db, people)
    assert names(read(database, people.wang, id)) == ["陈建国", "钱进"]
    assert names(read(database, people.zhou, id)) == ["陈建国"]
    for outsider in (people.chen, people.qian, people.lin, people.root):
        with pytest.raises(Forbidden):
            read(database, outsider, id)
    with pytest.raises(NotFound):
        read(database, people.wang, 999)
    with pytest.raises(NotFound):
        read(database, people.wang, id, competency_id="nothing")


def test_the_page_names_nobody_else(database, people, client_for):
    with database.writing() as db:
        id = calibrated(db, people)
    text = english(client_for("zhou")).get(f"/cycles/{id}/calibration").text
    assert "Chen Jianguo" in text
    assert "Qian Jin" not in text and "组员" not in text


def test_the_numbers_are_those_of_the_ratings(database, people):
    with database.writing() as db:
        id = calibrated(db, people)
    chen, qian = read(database, people.wang, id, competency_id="teamwork").rows
    assert chen.before.counts == {3: 6}
    assert qian.before.counts == {2: 2, 3: 2, 4: 2}
    assert (chen.before.deviation, round(qian.before.deviation, 3)) == (0, 0.816)
    assert chen.before.leniency == qian.before.leniency == 0
    assert chen.before.distance == (1, 1)
    assert qian.before.distance == (1, 1)
    chen, qian = read(database, people.wang, id, competency_id="strategy").rows
    # chen says 2 of all six, qian 3: half a step below and above the mean of people of the same level
    assert (chen.before.leniency, qian.before.leniency) == (-0.5, 0.5)
    assert chen.before.share([3]) == 0 and qian.before.share([3]) == 1
    both = read(database, people.wang, id)
    assert both.everybody.before.ratings == 24
    assert both.rows[0].before.leniency == -0.25


def test_nothing_before_manager_assessments_are_over(database, people, client_for):
    with database.writing() as db:
        chens = team(db, people.chen, 6)
        id = acts.made(db, people)
        cycles.enrol(db, people.wang, id, [one.person_id for one in chens])
        rated(db, people.chen, chens, ago=timedelta(days=1))
    found = read(database, people.wang, id)
    assert found.rows == () and found.opens_on == found.cycle.stages.manager_by + timedelta(days=1)
    assert Page(english(client_for("wang")).get(f"/cycles/{id}/calibration")).marked("empty")
    with database.writing() as db:
        cycles.close(db, people.wang, id)
    assert names(read(database, people.wang, id)) == ["陈建国"]


def test_sealed_assessments_never_count(database, people):
    with database.writing() as db:
        chens = team(db, people.chen, 6)
        id = cycle(db, people, chens)
        rated(db, people.chen, chens[:5])
        with clock.at(clock.now() - timedelta(days=8)):
            acts.assessed(db, people.chen, chens[5], {"teamwork": 1})
    (row,) = read(database, people.wang, id).rows
    assert 1 not in row.before.counts and len(row.before.people) == 5


def test_a_team_of_four_is_in_no_number(database, people, client_for):
    with database.writing() as db:
        chens, qians = team(db, people.chen, 6), team(db, people.qian, 4)
        id = cycle(db, people, [*chens, *qians])
        rated(db, people.chen, chens)
        rated(db, people.qian, qians, lambda n: {"teamwork": 5})
    found = read(database, people.wang, id)
    assert names(found) == ["陈建国"]
    assert found.everybody.before.counts == found.rows[0].before.counts
    assert [one.name for one in found.hidden] == ["钱进"] and found.measured.left_out == 4
    page = Page(english(client_for("wang")).get(f"/cycles/{id}/calibration"))
    assert "4 people are in none of these numbers" in page.text


def test_who_comes_late_is_counted_at_the_closing_and_only_with_four_more(database, people):
    with database.writing() as db:
        chens = team(db, people.chen, 7)
        id = cycle(db, people, chens)
        rated(db, people.chen, chens[:5])
        rated(db, people.chen, chens[5:], ago=LATE)
    found = read(database, people.wang, id)
    assert (len(found.rows[0].before.people), found.late) == (5, 2)
    with database.writing() as db:
        cycles.close(db, people.wang, id)
    found = read(database, people.wang, id)
    assert (len(found.rows[0].before.people), found.late, found.measured.left_out) == (5, 0, 2)


def test_the_page_reads_well_in_both_languages(database, people, client_for):
    with database.writing() as db:
        id = calibrated(db, people)
    for address in ("", "?ratings=agreed", "?competency=teamwork"):
        page = Page(client_for("wang").get(f"/cycles/{id}/calibration{address}"))
        assert page.heading == "校准"
        assert page.id("figures") is not None
    fragment = client_for("wang").get(f"/cycles/{id}/calibration", headers={"HX-Request": "true"})
    assert fragment.text.lstrip().startswith('<div id="figures"')


def test_steps_have_a_sign_where_there_is_something():
    assert [steps(value) for value in (0.04, -0.04, 0.25, -1.0)] == ["0.0", "0.0", "+0.2", "−1.0"]


def test_the_day_that_decides_who_is_counted_stays(database, people):
    with database.writing() as db:
        id = calibrated(db, people)
    found = read(database, people.wang, id).cycle
    later = replace(found.stages, manager_by=found.stages.manager_by + timedelta(days=7))
    with database.writing() as db, pytest.raises(Refused) as refused:
        cycles.change(db, people.wang, id, found.name, later, found.version)
    assert list(refused.value.errors) == ["manager_by"]


def test_the_cycle_leads_to_it(database, people, client_for):
    with database.writing() as db:
        id = calibrated(db, people)
    for who, linked in (("wang", True), ("zhou", True), ("chen", False)):
        links = Page(client_for(who).get(f"/cycles/{id}")).links()
        assert (f"/cycles/{id}/calibration" in links) == linked, who
