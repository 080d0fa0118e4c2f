"""What does not add up: full months, collisions, what is overdue, gaps and goals that miss each other, the target."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.gaps.state import Standing
from app.goals.queries import Target
from app.kit import clock
from app.kit.workdays import is_working_day
from app.plan.aim import earliest
from app.plan.check import findings
from app.plan.collisions import WINDOW, collisions, dues_of
from app.plan.findings import Collision, Due, NotAsked, NotCovered, Overdue, TargetPassed, TooEarly, TooMuch
from app.plan.load import load
from tests.gaps.builders import TODAY, analysed, ladder, level, snapshot
from tests.plan.builders import action, day, goal

LADDER = ladder()
HELD = Standing("intermediate", TODAY - timedelta(days=300), None)
MET = analysed(LADDER, "senior", snapshot(data_analysis=4, communication=4, innovation=3, teamwork=4))
SHORT = analysed(LADDER, "senior", snapshot(data_analysis=3, communication=4, innovation=1, teamwork=3))


def target(by_on: date, id: str = "senior") -> Target:
    return Target(1, 1, id, None, by_on, "", clock.now())


def found(goals=(), analysis=MET, aim=None, hours=300, standing=HELD):
    months = load(goals, hours, TODAY, is_working_day)
    return findings(LADDER, goals, months, analysis, None, standing, aim, TODAY)


def of(kind, *args, **other):
    return [one for one in found(*args, **other) if isinstance(one, kind)]


def test_nothing_to_say():
    assert found() == ()
    assert found([goal(competency="data_analysis", hours=1)], SHORT)[0] == NotCovered(
        next(o.priority for o in of(NotCovered, (), SHORT))
    )


def test_full_months_with_both_numbers():
    goals = [goal(1, due=40, hours=20), goal(2, due=40, hours=10)]
    full = of(TooMuch, goals, hours=8)
    assert [one.month.first for one in full] == [date(2026, 11, 1), date(2026, 12, 1)][: len(full)]
    assert all(one.month.tenths > one.month.capacity for one in full)
    assert of(TooMuch, [goal(1, due=40, hours=20, state="paused")], hours=8) == []


def test_overdue():
    late = goal(1, due=-3, actions=(action(7, 1, -1), action(8, 1, -1, clock.now()), action(9, 1, 5)))
    assert [(one.due.on, one.due.action and one.due.action.id) for one in of(Overdue, [late])] == [
        (day(-3), None),
        (day(-1), 7),
    ]
    assert of(Overdue, [goal(1, due=-3, state="paused"), goal(2, due=-3, state="met")]) == []


def names(one: Collision) -> list[tuple[int, int | None]]:
    return [(due.goal.id, due.action.id if due.action else None) for due in one.dues]


def test_collisions_say_which():
    goals = [goal(1, due=10), goal(2, due=16), goal(3, due=17), goal(4, due=60)]
    assert [names(one) for one in of(Collision, goals)] == [[(1, None), (2, None)], [(2, None), (3, None)]]


def test_a_goal_does_not_collide_with_its_own_steps():
    alone = goal(1, due=10, actions=(action(1, 1, 9),))
    assert of(Collision, [alone]) == []
    two_steps = goal(1, due=10, actions=(action(1, 1, 9), action(2, 1, 10)))
    assert [names(one) for one in of(Collision, [two_steps])] == [[(1, 1), (1, 2)]]
    done = goal(1, due=10, actions=(action(1, 1, 9), action(2, 1, 10, clock.now())))
    assert of(Collision, [done]) == []


@given(st.lists(st.tuples(st.integers(0, 80), st.lists(st.integers(0, 80), max_size=3)), max_size=8))
def test_any_two_so_close_share_a_collision(plan):
    goals = [
        goal(n, due=due, actions=tuple(action(n * 10 + k, n, on) for k, on in enumerate(steps)))
        for n, (due, steps) in enumerate(plan)
    ]
    dues = list(dues_of(goals))
    groups = list(collisions(dues))
    assert groups == list(collisions(reversed(dues)))
    for group in groups:
        assert len(group.dues) > 1
        assert group.dues[-1].on - group.dues[0].on <= WINDOW
    for one in dues:
        for other in dues:
            if one.goal.id < other.goal.id and one.action and other.action and abs(one.on - other.on) <= WINDOW:
                assert any(one in group.dues and other in group.dues for group in groups)


def test_goals_that_no_gap_asks_for():
    goals = [goal(1, "data_analysis"), goal(2, "innovation"), goal(3, "juggling"), goal(4, "teamwork", state="dropped")]
    assert [(one.goal.id, one.gap and one.gap.state) for one in of(NotAsked, goals)] == [
        (1, "met"),
        (2, "met"),
        (3, None),
    ]
    assert [one.goal.id for one in of(NotAsked, goals, SHORT)] == [3]


def test_without_ratings_nothing_is_said_of_goals():
    assert of(NotAsked, [goal(1), goal(2, "juggling")], analysed(LADDER, "senior")) == []
    partly = analysed(LADDER, "senior", snapshot(data_analysis=4))
    assert [one.goal.id for one in of(NotAsked, [goal(1), goal(2, "data_analysis")], partly)] == [2]


def test_gaps_that_no_goal_covers_key_ones_first():
    assert [one.priority.gap.competency.id for one in of(NotCovered, (), SHORT)] == [
        "teamwork",
        "innovation",
        "data_analysis",
    ]
    goals = [goal(1, "innovation", state="paused"), goal(2, "teamwork", state="met"), goal(3, "data_analysis")]
    assert [one.priority.gap.competency.id for one in of(NotCovered, goals, SHORT)] == ["teamwork"]


def test_the_target_against_the_time_gates():
    # senior asks for 24 months as intermediate, of which 300 days are over
    (early,) = of(TooEarly, aim=target(day(100)))
    assert early.earliest == earliest(LADDER, HELD, level(LADDER, "senior"), TODAY)
    assert of(TooEarly, aim=target(early.earliest)) == []
    assert of(TargetPassed, aim=target(day(-1))) == [TargetPassed(day(-1))]
    assert found(aim=target(day(100), "gone")) == ()


def test_rung_by_rung():
    since = TODAY - timedelta(days=1000)
    standing = Standing("intermediate", since, None)
    # the months in the level held are over long ago: senior at once, director 36 months later
    assert earliest(LADDER, standing, level(LADDER, "senior"), TODAY) == TODAY
    assert earliest(LADDER, standing, level(LADDER, "director"), TODAY) == TODAY.replace(year=TODAY.year + 3)
    for unknown in (Standing(), Standing("intermediate"), Standing("gone", since), Standing("senior", since)):
        assert earliest(LADDER, unknown, level(LADDER, "senior"), TODAY) is None


def test_what_is_late_comes_first():
    goals = [goal(1, due=-3, hours=50), goal(2, due=10), goal(3, due=11)]
    kinds = [type(one) for one in found(goals, SHORT, target(day(50)), hours=1)]
    assert kinds == sorted(kinds, key=[TooEarly, Overdue, TooMuch, Collision, NotAsked, NotCovered].index)
    assert Due(day(-3), goals[0]) in [one.due for one in of(Overdue, goals)]
