"""The plan in words, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gaps.state import Standing
from app.goals.queries import StateRow, Target
from app.kit import clock
from app.kit.i18n import LANGUAGES, speaking
from app.kit.workdays import is_working_day
from app.plan import words
from app.plan.check import findings
from app.plan.load import load
from tests.gaps.builders import TODAY, analysed, ladder, snapshot
from tests.plan.builders import action, day, goal

LADDER = ladder()


@given(
    st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 60), st.sampled_from(("teamwork", "innovation", "gone")))),
    st.integers(1, 4),
    st.sampled_from(LANGUAGES),
)
def test_there_are_words_for_everything(plan, rating, language):
    goals = [
        goal(n, competency, due, hours, actions=(action(n, n, due - 2),), from_proficiency=n % 2 or None)
        for n, (due, hours, competency) in enumerate(plan)
    ]
    analysis = analysed(LADDER, "senior", snapshot(teamwork=rating, innovation=rating))
    months = load(goals, 8, TODAY, is_working_day)
    standing = Standing("intermediate", TODAY, None)
    aim = Target(1, 1, "senior", None, day(3), "", clock.now())
    with speaking(language):
        said = [
            words.plan_in_words(goals),
            *(
                words.finding_in_words(LADDER, f)
                for f in findings(LADDER, goals, months, analysis, None, standing, aim, TODAY)
            ),
            *(words.step_in_words(LADDER, g) for g in goals),
            *(words.progress_in_words(g) for g in goals),
            *(words.month_in_words(m.first) for m in months),
            *(words.quarter_in_words(m.first) for m in months),
        ]
    assert all(said)
    assert not any("None" in sentence or "%(" in sentence for sentence in said)


def finding(language: str, goals, analysis, hours: int = 300, aim=None) -> list[str]:
    months = load(goals, hours, TODAY, is_working_day)
    standing = Standing("intermediate", TODAY, None)
    with speaking(language):
        return [
            words.finding_in_words(LADDER, f)
            for f in findings(LADDER, goals, months, analysis, None, standing, aim, TODAY)
        ]


MET = analysed(LADDER, "senior", snapshot(data_analysis=4, communication=4, innovation=3, teamwork=4))


def test_both_numbers_are_named():
    (said,) = finding("en", [goal(1, "gone", due=0, hours=9)], analysed(LADDER, "senior"), hours=8)
    assert said == "Nov 2026: the goals need 9 hours, 2.2 are available."


def test_collisions_name_what_is_due():
    goals = [goal(1, due=10, hours=0), goal(2, "innovation", due=12, hours=0, actions=(action(1, 2, 11),))]
    assert finding("en", goals, analysed(LADDER, "senior")) == [
        "Within seven days, 2026-12-03 to 2026-12-04, 2 things are due: the goal “Teamwork”; “step 1”."
    ]
    assert finding("zh", goals, analysed(LADDER, "senior"))[0].startswith("2026年12月3日到2026年12月4日，七天里")
    same_day = [goal(1, due=10, hours=0), goal(2, "innovation", due=10, hours=0)]
    assert finding("en", same_day, analysed(LADDER, "senior")) == [
        "On 2026-12-03, 2 things are due at once: the goal “Teamwork”; the goal “Innovation”."
    ]


def test_the_face_that_is_meant():
    months = load([], 8, TODAY, is_working_day)
    goals = [goal(1, "data_analysis", hours=0)]
    with speaking("en"):
        (one,) = findings(LADDER, goals, months, MET, "manager", Standing(), None, TODAY)
        assert "“Channel manager”" in words.finding_in_words(LADDER, one)


@pytest.mark.parametrize(("tenths", "said"), [(0, "0"), (80, "8"), (75, "7.5"), (3, "0.3")])
def test_hours(tenths, said):
    assert words.hours_in_words(tenths) == said


def told(*states: tuple[str, int]) -> list[str]:
    history = tuple(StateRow(n, 1, state, clock.now(), "", by, "林", "Lin") for n, (state, by) in enumerate(states))
    with speaking("en"):
        return [said for _, said in words.history_in_words(goal(states=history))]


def test_what_happened():
    """1 is the owner, 2 her manager."""
    begun = [("drafted", 1), ("agreed", 2)]
    assert told(*begun, ("drafted", 1)) == ["drafted", "agreed", "changed, so a draft again"]
    assert told(*begun, ("drafted", 2))[2:] == ["agreement taken back"]
    assert told(*begun, ("paused", 1), ("agreed", 1))[2:] == ["paused", "resumed"]
    assert told(("drafted", 1), ("paused", 1), ("drafted", 1))[1:] == ["paused", "resumed"]
    assert told(*begun, ("paused", 1), ("drafted", 1), ("paused", 1), ("drafted", 1))[2:] == [
        "paused",
        "changed, so a draft again",
        "paused",
        "resumed",
    ]
    assert told(("drafted", 1), ("dropped", 1), ("drafted", 1))[1:] == ["dropped", "taken up again"]
    assert told(("drafted", 1), ("paused", 1), ("met", 1), ("drafted", 1))[2:] == [
        "met with evidence",
        "taken up again",
    ]
