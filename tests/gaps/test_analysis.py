from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from app.gaps.analysis import Reason, priorities
from app.gaps.state import Current
from tests.gaps.builders import FROM_ZERO, NO_OPPORTUNITY, TODAY, UNEVEN, analysed, gap, ladder, snapshot


def test_gaps_stand_in_the_order_of_the_framework():
    analysis = analysed(ladder(), "intermediate", snapshot(teamwork=3, data_analysis=1))
    assert [g.competency.id for g in analysis.gaps] == ["data_analysis", "communication", "innovation", "teamwork"]


@pytest.mark.parametrize(
    ("rating", "state", "size", "surplus"),
    [
        (1, "short", 2, 0),
        (2, "short", 1, 0),
        (3, "met", 0, 0),
        (5, "above", 0, 2),
        (None, "not_rated", None, 0),
        (NO_OPPORTUNITY, "no_opportunity", None, 0),
    ],
)
def test_state_size_and_surplus(rating, state, size, surplus):
    found = gap(analysed(ladder(), "intermediate", snapshot(data_analysis=rating)), "data_analysis")
    assert (found.state, found.size, found.surplus) == (state, size, surplus)


def test_size_counts_steps_and_not_the_distance_of_values():
    analysis = analysed(ladder(UNEVEN), "senior", snapshot(data_analysis=10, communication=100))
    assert gap(analysis, "data_analysis").required == 40
    assert gap(analysis, "data_analysis").size == 2
    assert gap(analysis, "communication").surplus == 1


def test_zero_is_a_rating_on_a_scale_from_zero():
    framework = ladder(FROM_ZERO)
    rated, unrated = snapshot(data_analysis=0), snapshot()
    assert gap(analysed(framework, "junior", rated), "data_analysis").state == "met"
    assert gap(analysed(framework, "intermediate", rated), "data_analysis").size == 2
    assert gap(analysed(framework, "junior", unrated), "data_analysis").state == "not_rated"


def test_a_rating_that_the_scale_lacks_is_placed_by_its_value():
    analysis = analysed(ladder(UNEVEN), "intermediate", snapshot(data_analysis=12, communication=200))
    assert gap(analysis, "data_analysis").size == 1
    assert gap(analysis, "communication").state == "above"


def test_no_opportunity_overrules_a_number_beside_it():
    history = snapshot()
    contradictory = type(history)(TODAY, {"data_analysis": Current("data_analysis", 5, no_opportunity=True)})
    assert gap(analysed(ladder(), "junior", contradictory), "data_analysis").state == "no_opportunity"


def test_nothing_is_known_without_a_snapshot():
    analysis = analysed(ladder(), "intermediate")
    assert {g.state for g in analysis.gaps} == {"not_rated"}
    assert analysis.judged == ()
    assert len(analysis.not_rated) == 4


def test_a_competency_that_the_level_does_not_list_is_not_required():
    analysis = analysed(ladder(), "junior", snapshot(innovation=5))
    assert [c.id for c in analysis.not_required] == ["innovation"]
    assert analysis.gap("innovation") is None


def test_key_follows_the_target():
    history = snapshot(data_analysis=1)
    assert gap(analysed(ladder(), "intermediate", history), "data_analysis").key
    assert not gap(analysed(ladder(), "senior", history), "data_analysis").key


def test_met_n_of_m_judged():
    analysis = analysed(ladder(), "intermediate", snapshot(data_analysis=4, communication=2, innovation=NO_OPPORTUNITY))
    assert (len(analysis.met), len(analysis.judged)) == (1, 2)
    assert [g.competency.id for g in analysis.no_opportunity] == ["innovation"]
    assert [g.competency.id for g in analysis.not_rated] == ["teamwork"]


@pytest.mark.parametrize(
    ("rating", "missing"),
    [
        (1, ["2.a", "2.b", "3.a", "3.b"]),
        (2, ["3.a", "3.b"]),
        (3, []),
        (5, []),
        (None, ["3.a", "3.b"]),
        (NO_OPPORTUNITY, ["3.a", "3.b"]),
    ],
)
def test_missing_indicators(rating, missing):
    found = gap(analysed(ladder(), "intermediate", snapshot(data_analysis=rating)), "data_analysis")
    assert [i.id.removeprefix("data_analysis.") for i in found.missing] == missing


MARCH, JUNE, SEPTEMBER = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("ratings", "since"),
    [
        ((1, 1, 2), MARCH),
        ((3, 1, 2), JUNE),
        ((1, 3, 2), SEPTEMBER),
        ((1, NO_OPPORTUNITY, 2), MARCH),
        ((1, None, 2), MARCH),
        ((None, 1, 2), JUNE),
        ((3, NO_OPPORTUNITY, 2), SEPTEMBER),
        ((1, 1, 3), None),
        ((1, 1, None), None),
        ((1, 1, NO_OPPORTUNITY), None),
    ],
)
def test_open_since_the_first_of_the_unbroken_run(ratings, since):
    days = (MARCH, JUNE, SEPTEMBER)
    history = [snapshot(on, data_analysis=rating) for on, rating in zip(days, ratings, strict=True)]
    found = gap(analysed(ladder(), "intermediate", *history), "data_analysis")
    assert found.open_since == since
    assert found.open_days == ((TODAY - since).days if since else None)


def test_age_is_measured_against_the_target_asked_about():
    history = snapshot(MARCH, data_analysis=2), snapshot(JUNE, data_analysis=3), snapshot(SEPTEMBER, data_analysis=3)
    assert gap(analysed(ladder(), "intermediate", *history), "data_analysis").open_since is None
    assert gap(analysed(ladder(), "senior", *history), "data_analysis").open_since == MARCH


def test_a_snapshot_of_tomorrow_has_not_been_open_for_negative_days():
    analysis = analysed(ladder(), "intermediate", snapshot(date(2026, 11, 24), data_analysis=1))
    assert gap(analysis, "data_analysis").open_days == 0


def test_priorities_hold_short_ones_only_with_their_reasons():
    history = snapshot(JUNE, data_analysis=1, communication=3, innovation=NO_OPPORTUNITY)
    (only,) = priorities(analysed(ladder(), "intermediate", history))
    assert only.gap.competency.id == "data_analysis"
    assert only.reason == Reason(key=True, size=2, open_days=(TODAY - JUNE).days)


def order(target, *history):
    return [p.gap.competency.id for p in priorities(analysed(ladder(), target, *history))]


def test_priorities_key_comes_before_size():
    assert order("senior", snapshot(data_analysis=1, teamwork=3)) == ["teamwork", "data_analysis"]


def test_priorities_size_comes_before_age():
    history = snapshot(MARCH, data_analysis=3, communication=4), snapshot(JUNE, data_analysis=3, communication=1)
    assert order("senior", *history) == ["communication", "data_analysis"]


def test_priorities_age_comes_before_the_order_of_the_framework():
    history = snapshot(MARCH, data_analysis=4, communication=3), snapshot(JUNE, data_analysis=3, communication=3)
    assert order("senior", *history) == ["communication", "data_analysis"]


def test_priorities_fall_back_to_the_order_of_the_framework():
    assert order("senior", snapshot(innovation=2, communication=3, data_analysis=3)) == [
        "data_analysis",
        "communication",
        "innovation",
    ]


def test_results_are_frozen():
    analysis = analysed(ladder(), "junior")
    with pytest.raises(FrozenInstanceError):
        analysis.gaps[0].size = 0
