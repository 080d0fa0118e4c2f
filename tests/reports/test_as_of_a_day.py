"""A report for a past day says what was true and known then, whatever is recorded, put right or taken back since."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.evidence import as_of
from app.evidence import rules as evidence
from app.evidence.models import Evidence
from app.evidence.verification import rules as verification
from app.evidence.verification import verdicts
from app.framework import versions
from app.goals import rules as goals
from app.goals import states
from app.kit import clock
from app.kit.db import Database
from app.people import rules
from app.people.as_of import known_by
from app.reports.progression import PROGRESSION
from app.reports.time_in_level import TIME_IN_LEVEL
from app.reviews.signing import amending
from app.reviews.signing.amending import Changes
from app.reviews.signing.snapshot import Agreed
from tests.evidence.acts import content, written
from tests.goals.acts import add, values
from tests.reports.drawing import Rows, drawn, on
from tests.reviews.signed import REASON, signed

DAY = clock.today() + timedelta(days=40)
BEFORE, LATER, TODAY = (DAY + timedelta(days=days) for days in (-10, 10, 20))
REPORTS = (PROGRESSION, TIME_IN_LEVEL)


@pytest.fixture
def made(database: Database, people: SimpleNamespace) -> SimpleNamespace:
    """What is known on the day: lin's agreed ratings, entries and goals; their ids."""
    lin, chen = people.lin, people.chen
    with on(BEFORE):
        with database.writing() as db:
            conversation = signed(db, people)
            open_goal, dropped = add(db, lin), add(db, lin, competency="strategy")
            states.agree(db, chen, open_goal, 1)
        ids = {name: written(database, lin) for name in ("changed", "removed", "verified", "hidden", "kept", "back")}
        shut = written(database, lin, private=True)
        with database.writing() as db:
            asked = verification.ask(db, lin, ids["kept"], chen.person_id)
            verdicts.answer(db, chen, asked.id or 0, "confirmed", "", 1)
            evidence.remove(db, lin, ids["back"])
    return SimpleNamespace(conversation=conversation, goal=open_goal, dropped=dropped, shut=shut, **ids)


def told(database: Database, people: SimpleNamespace) -> list[Rows]:
    with database.reading() as db:
        return [drawn(db, people.wang, report, DAY) for report in REPORTS]


def today(database: Database, people: SimpleNamespace, name: str = "林晓雨") -> dict[str, object]:
    with on(TODAY), database.reading() as db:
        return drawn(db, people.wang, PROGRESSION)[name]


def unchanged(database: Database, people: SimpleNamespace, before: list[Rows]) -> bool:
    with on(TODAY):
        assert told(database, people) == before
    return True


@pytest.fixture
def before(database: Database, people: SimpleNamespace, made: SimpleNamespace) -> list[Rows]:
    """Both reports for the day, drawn on that very day."""
    with on(DAY, 23):
        found = told(database, people)
    row = found[0]["林晓雨"]
    assert [said[-2:] for said in row["kinds"]] == [" 5"], "all of one kind"
    assert (row["evidence"], row["verified"], row["goals_open"], row["teamwork.rating"]) == (5, 1, 2, 3)
    return found


def test_a_level_a_line_and_a_department_recorded_late(database, people, before):
    lin, late = people.lin.person_id, DAY - timedelta(days=5)
    with on(LATER), database.writing() as db:
        rules.place(db, None, lin, "senior", late, "specialist")
        rules.report_to(db, None, lin, people.qian.person_id, late)
        facts = {"name": "林晓雨", "name_latin": "Lin Xiaoyu", "staff_number": None, "email": "lin@example.com"}
        rules.correct_person(db, None, lin, department_id=rules.department(db, "渠道二部").id, **facts)
    now = today(database, people)
    assert (now["since"], now["manager"], now["department"]) == (late, "钱进", "渠道二部")
    assert unchanged(database, people, before)


def test_who_came_or_left_and_was_recorded_late(database, people, before):
    with on(LATER), database.writing() as db:
        rules.leave(db, None, people.zhao.person_id, DAY - timedelta(days=3))
        new = rules.add_person(db, None, name="晚到", joined_on=BEFORE)
        rules.place(db, None, new.id or 0, "intermediate", BEFORE)
    with on(TODAY), database.reading() as db:
        now = drawn(db, people.wang, PROGRESSION)
    assert "晚到" in now and "赵磊" not in now
    assert unchanged(database, people, before)


def test_a_line_that_is_taken_back(database, people, before):
    zhao, qian = people.zhao.person_id, people.qian.person_id
    with on(LATER), database.writing() as db:
        line = rules.report_to(db, None, zhao, people.chen.person_id, LATER)
        rules.end_line(db, None, zhao, line.id or 0, LATER)
    assert today(database, people, "赵磊")["manager"] is None
    with on(TODAY), database.reading() as db:
        assert set(drawn(db, people.wang, PROGRESSION, DAY, manager=qian)) == {"赵磊"}
        assert not drawn(db, people.wang, PROGRESSION, manager=qian)
    assert unchanged(database, people, before)


def test_ratings_that_are_amended(database, people, made, before):
    with on(LATER), database.writing() as db:
        changes = Changes(agreed={"teamwork": Agreed(5, False)})
        amending.amend_as_manager(db, people.chen, made.conversation, 1, changes, REASON)
    assert today(database, people)["teamwork.rating"] == 5
    assert unchanged(database, people, before)


def test_evidence_that_is_added_changed_removed_confirmed_opened_or_taken_back(database, people, made, before):
    lin = people.lin
    with on(LATER):
        written(database, lin, title="新的")
        with database.writing() as db:
            evidence.change(db, lin, made.changed, content(title="改过", ended_on="2026-05-01"), 1)
            evidence.remove(db, lin, made.removed)
            asked = verification.ask(db, lin, made.verified, people.chen.person_id)
            verdicts.answer(db, people.chen, asked.id or 0, "confirmed", "", 1)
            evidence.keep_private(db, lin, made.shut, False)
            evidence.restore(db, lin, made.back)
            # changed, so that what was confirmed is so no longer
            evidence.change(db, lin, made.kept, content(title="再改"), 1)
    now = today(database, people)
    assert (now["evidence"], now["verified"]) == (7, 1)
    assert unchanged(database, people, before)


def test_what_is_private_today_is_in_no_number_of_any_day(database, people, made, before):
    with on(LATER), database.writing() as db:
        evidence.keep_private(db, people.lin, made.hidden, True)
    with on(TODAY), database.reading() as db:
        found = drawn(db, people.wang, PROGRESSION, DAY)["林晓雨"]
    assert found["evidence"] == 4


def test_goals_that_were_met_dropped_or_changed(database, people, made, before):
    lin = people.lin
    with on(LATER), database.writing() as db:
        goals.change(db, lin, made.dropped, values("strategy", to_proficiency=4), 1)
        states.drop(db, lin, made.dropped, "换岗")
        states.meet(db, lin, made.goal, [made.kept])
        add(db, lin, competency="data_analysis")
    now = today(database, people)
    assert (now["goals_open"], now["goals_met"]) == (1, 1)
    assert unchanged(database, people, before)


def test_a_framework_that_came_later(database, people, before):
    with on(LATER), database.writing() as db:
        found = versions.in_force(db).framework
        levels = [level.model_copy(update={"title": level.title.model_copy(update={"zh": f"新{level.title.zh}"})})
                  for level in found.levels]  # fmt: skip
        versions.publish(db, None, found.model_copy(update={"levels": tuple(levels)}), DAY - timedelta(days=2))
    assert str(today(database, people)["level"]).startswith("新")
    assert unchanged(database, people, before)


def test_entries_are_read_in_the_version_of_then(database, people, made):
    """The change is after the day; the version that counts is the first, and its days are those of then."""
    with on(LATER), database.writing() as db:
        evidence.change(db, people.lin, made.changed, content(title="改过", ended_on="2026-05-01"), 1)
        assert db.get_one(Evidence, made.changed).version == 2
    with database.reading() as db:
        then, now = (
            {one.id: one for one in as_of.of_people(db, [people.lin.person_id], known_by(day))[people.lin.person_id]}
            for day in (DAY, TODAY)
        )
    assert (then[made.changed].version, then[made.changed].title) == (1, "带新人")
    assert (now[made.changed].version, now[made.changed].title) == (2, "改过")
