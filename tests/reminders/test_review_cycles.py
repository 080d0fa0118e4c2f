"""What a review cycle reminds of: each side by the days of its stages, and never twice of the same thing."""

from datetime import date, timedelta

import pytest

from app.cycles import rules
from app.cycles.handover import hand_over
from app.cycles.queries import participation
from app.kit import clock, i18n
from app.people import rules as people_rules
from app.reminders.due import due_now, due_of, upcoming
from app.reminders.kinds.review import REVIEW
from app.reviews.models import Conversation
from app.reviews.signing.rules import acknowledge
from app.reviews.talk import talk
from tests.assessments.acts import written
from tests.cycles import acts
from tests.pages import Page, english
from tests.reviews.signed import signed

PAST = (-40, -20, 10, 20, 30)


@pytest.fixture
def id(database, people) -> int:
    """lin's conversation with chen in a cycle that runs."""
    with database.writing() as db:
        acts.made(db, people)
        return acts.conversation(db, people)


def told(database, actor, on: date | None = None) -> list[str]:
    """The kinds of assessments and cycles that are due for somebody on a day."""
    with database.reading() as db, clock.at(clock.start_of(on or clock.today())):
        found = due_now(db, actor.person_id)
        return [one.kind for one in found if one.kind.startswith(("review_", "assessment"))]


def words(database, actor, on: date) -> list[str]:
    with database.reading() as db, clock.at(clock.start_of(on)), i18n.speaking("en"):
        return [one.words for one in due_now(db, actor.person_id) if one.kind.startswith("review_")]


def stages(database, id: int):
    with database.reading() as db:
        return participation(db, id).cycle.stages


def test_each_side_is_told_of_its_assessment_by_its_day(database, people, id):
    days = stages(database, id)
    week = timedelta(days=7)
    assert told(database, people.lin, days.self_by - week - timedelta(days=1)) == []
    assert told(database, people.lin, days.self_by - week) == ["review_own"]
    assert words(database, people.lin, days.self_by) == ["“2026 H2”: your self-assessment is due today"]
    late = days.self_by + timedelta(days=1)
    assert words(database, people.lin, late) == [f"“2026 H2”: your self-assessment was due on {days.self_by}"]
    assert words(database, people.chen, days.manager_by) == ["“2026 H2”: your assessment of Lin Xiaoyu is due today"]
    assert told(database, people.zhou, days.manager_by) == told(database, people.wang, days.manager_by) == []
    with database.writing() as db:
        acts.assessed(db, people.lin, people.lin, acts.SELF)
        acts.assessed(db, people.chen, people.lin, acts.MANAGER)
    assert told(database, people.lin, days.self_by) == told(database, people.chen, days.self_by) == []


def test_both_are_told_of_the_conversation_and_he_of_the_signature(database, people, id):
    days = stages(database, id)
    with database.writing() as db:
        acts.opened(db, people)
    assert words(database, people.lin, days.talk_by) == ["“2026 H2”: the last day to talk with Chen Jianguo"]
    assert words(database, people.chen, days.talk_by) == ["“2026 H2”: the last day to talk with Lin Xiaoyu"]
    with database.writing() as db:
        now, by = clock.now(), people.chen.person_id
        db.add(Conversation(participant_id=id, held_on=clock.today(), changed_at=now, changed_by_id=by))
    assert told(database, people.lin, days.talk_by) == []
    said = words(database, people.chen, days.talk_by)
    assert said == ["“2026 H2”: the last day to sign what you agreed on with Lin Xiaoyu"]


def test_a_record_waits_until_it_is_acknowledged_after_closing_too(database, people, id):
    with database.writing() as db:
        signed(db, people)
        rules.close(db, people.wang, participation(db, id).cycle.id)
    assert told(database, people.lin) == ["review_record"]
    assert told(database, people.chen) == []
    with database.writing() as db:
        record = talk(db, people.lin, id).progress.record
        assert record
        acknowledge(db, people.lin, record.id)
    assert told(database, people.lin) == []


def test_the_present_manager_is_told_that_a_conversation_waits(database, people):
    with database.writing() as db:
        acts.made(db, people, days=PAST)
        id = acts.conversation(db, people)
        acts.assessed(db, people.lin, people.lin, acts.SELF)
    assert told(database, people.chen) == ["review_handover"]
    assert told(database, people.gone) == told(database, people.zhou) == []
    with database.writing() as db:
        hand_over(db, people.chen, id, people.chen.person_id, "")
    days = stages(database, id)
    assert told(database, people.chen, days.manager_by) == ["review_managers"]


def test_who_does_not_lead_her_any_more_is_told_nothing(database, people):
    with database.writing() as db:
        acts.made(db, people, "zhao", days=PAST)
    day = stages_of_zhao(database, people).manager_by
    assert told(database, people.qian, day) == ["review_managers"]
    with database.writing() as db:
        people_rules.report_to(db, None, people.zhao.person_id, people.chen.person_id, clock.today())
    assert told(database, people.qian, day) == []


def stages_of_zhao(database, people):
    with database.writing() as db:
        return participation(db, acts.conversation(db, people, "zhao")).cycle.stages


@pytest.mark.parametrize("end", ["excused", "closed", "left"])
def test_nothing_is_told_of_what_cannot_be_written(database, people, id, end):
    days = stages(database, id)
    with database.writing() as db:
        if end == "excused":
            rules.excuse(db, people.wang, id, "on leave")
        elif end == "closed":
            rules.close(db, people.wang, participation(db, id).cycle.id)
        else:
            people_rules.leave(db, None, people.lin.person_id, clock.today())
    for actor in (people.lin, people.chen):
        assert told(database, actor, days.manager_by) == []


def test_reopened_it_is_told_again(database, people, id):
    days = stages(database, id)
    with database.writing() as db:
        rules.close(db, people.wang, participation(db, id).cycle.id)
        rules.reopen(db, people.wang, id, "was ill")
    assert told(database, people.lin, days.self_by) == ["review_own"]


def test_a_cycle_takes_the_place_of_the_free_reminder(database, people):
    written(database, people.lin, people.lin)
    later = clock.today() + timedelta(days=250)
    assert told(database, people.lin, later) == ["assessment"]
    with database.writing() as db:
        acts.made(db, people)
    assert told(database, people.lin, later) == ["review_own"]
    written(database, people.lin, people.lin, False)
    # nor of the draft: the cycle has its own day
    assert told(database, people.lin, later) == ["review_own"]


def test_a_draft_of_the_free_kind_is_told_as_before(database, people):
    written(database, people.lin, people.lin, False)
    assert told(database, people.lin, clock.today() + timedelta(days=20)) == ["assessment"]


def test_the_days_are_in_the_calendar(database, people, id):
    days = stages(database, id)
    with database.reading() as db, i18n.speaking("en"):
        mine, his = (upcoming(db, who.person_id, days.closes_on) for who in (people.lin, people.chen))
        assert [(one.due_on, one.say(one.calendar)) for one in mine if one.key.startswith("review-")] == [
            (days.self_by, "Self-assessment due: 2026 H2")
        ]
        assert [(one.due_on, one.say(one.calendar)) for one in his if one.key.startswith("review-")] == [
            (days.manager_by, "Assessment of Lin Xiaoyu due: 2026 H2")
        ]


def test_they_stand_on_my_page_and_can_be_turned_off(client_for, database, people):
    with database.writing() as db:
        acts.made(db, people, days=(-40, -20, 1, 2, 30))
    lin = english(client_for("lin"))
    assert "/conversations" in Page(lin.get("/")).links()
    assert "your self-assessment was due on" in Page(lin.get("/")).text
    offered = {
        e.get("value") for e in Page(lin.get("/settings/reminders")).root.iter("input") if e.get("name") == "kinds"
    }
    assert {kind.id for kind in REVIEW} <= offered


def test_the_queries_do_not_grow(database, people, id, count_queries):
    with database.writing() as db:
        ids = []
        for number in range(30):
            made = people_rules.add_person(db, None, name=f"同事{number}", joined_on=clock.today())
            people_rules.report_to(db, None, made.id or 0, people.chen.person_id, clock.today())
            ids.append(made.id or 0)
    day = stages(database, id).manager_by

    def asked(who: list[int]) -> int:
        with database.reading() as db, clock.at(clock.start_of(day)), count_queries() as found:
            due_of(db, who, day, REVIEW)
        return len(found)

    few = asked([people.lin.person_id, people.chen.person_id])
    with database.writing() as db:
        rules.enrol(db, people.wang, participation(db, id).cycle.id, ids)
    assert asked([people.lin.person_id, people.chen.person_id, *ids]) == few
