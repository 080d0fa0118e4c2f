import pytest

from app.gaps.suggestions import next_best, suggest, wanted_proficiency
from tests.gaps.builders import FROM_ZERO, NO_OPPORTUNITY, UNEVEN, analysed, gap, ladder, snapshot

ALL_MET = {"data_analysis": 3, "communication": 3, "innovation": 2, "teamwork": 3}


def suggested(rating, framework=None, target="senior", **options):
    framework = framework or ladder()
    found = gap(analysed(framework, target, snapshot(data_analysis=rating)), "data_analysis")
    return [s.item.id for s in suggest(framework, found, **options)]


@pytest.mark.parametrize(("rating", "wanted"), [(1, 2), (4, 5), (5, 5), (None, 4), (NO_OPPORTUNITY, 4)])
def test_wanted_is_the_next_step_or_the_required_one(rating, wanted):
    framework = ladder()
    found = gap(analysed(framework, "senior", snapshot(data_analysis=rating)), "data_analysis")
    assert wanted_proficiency(framework, found) == wanted


def test_wanted_is_the_next_step_of_an_uneven_scale():
    framework = ladder(UNEVEN)
    found = gap(analysed(framework, "senior", snapshot(data_analysis=15)), "data_analysis")
    assert wanted_proficiency(framework, found) == 40


def test_each_section_has_its_turn_and_the_best_fit_comes_first():
    assert suggested(2) == ["attribution", "reporting", "monitoring"]
    assert suggested(2, limit=9) == ["attribution", "reporting", "monitoring", "forecasting", "analytics"]
    assert suggested(3) == ["evaluation", "attribution", "reporting"]


def test_nothing_from_above_is_suggested():
    assert suggested(1, limit=9) == ["monitoring", "analytics"]


def test_a_scale_from_zero_starts_at_its_own_bottom():
    assert suggested(0, ladder(FROM_ZERO), limit=9) == ["monitoring", "analytics"]


def test_without_a_rating_the_required_proficiency_is_practised():
    assert suggested(None, target="intermediate") == ["attribution", "reporting", "monitoring"]


def test_what_was_done_is_left_out_and_others_move_up():
    done = frozenset({"work_areas.attribution.data_analysis.3"})
    assert suggested(2, done=done) == ["forecasting", "reporting", "monitoring"]


@pytest.mark.parametrize("limit", [0, -1])
def test_no_room_for_a_suggestion(limit):
    assert suggested(2, limit=limit) == []


def test_a_competency_that_no_work_exercises():
    framework = ladder()
    found = gap(analysed(framework, "senior", snapshot(teamwork=1)), "teamwork")
    assert suggest(framework, found) == ()


def best(ratings, target="intermediate", **options):
    framework = ladder()
    return next_best(analysed(framework, target, snapshot(**ratings)), framework, **options)


def test_assess_when_nothing_is_rated():
    assert best({}).do == "assess"
    assert len(best({}).gaps) == 4


def test_rate_missing_when_several_are_unrated():
    found = best({"data_analysis": 1, "communication": 1})
    assert found.do == "rate_missing"
    assert [g.competency.id for g in found.gaps] == ["innovation", "teamwork"]


def test_a_single_unrated_one_waits_behind_a_gap_but_not_behind_nothing():
    assert best(ALL_MET | {"teamwork": None, "data_analysis": 2}).do == "close_gap"
    assert best(ALL_MET | {"teamwork": None}).do == "rate_missing"


def test_the_top_priority_comes_with_its_reason_and_its_first_suggestion():
    found = best(ALL_MET | {"innovation": 1, "data_analysis": 2})
    assert found.do == "close_gap"
    assert found.priority
    assert found.priority.gap == found.gaps[0]
    assert found.gaps[0].competency.id == "data_analysis"
    assert found.suggestion
    assert found.suggestion.item.id == "attribution"


def test_the_suggestion_is_not_one_that_was_done():
    found = best(ALL_MET | {"data_analysis": 2}, done=frozenset({"work_areas.attribution.data_analysis.3"}))
    assert found.suggestion
    assert found.suggestion.item.id == "forecasting"


def test_a_gap_without_fitting_work_stays_the_next_best_thing():
    found = best(ALL_MET | {"teamwork": 1})
    assert (found.do, found.suggestion) == ("close_gap", None)


def test_an_opportunity_is_looked_for_with_work_that_may_give_one():
    found = best(ALL_MET | {"communication": NO_OPPORTUNITY})
    assert found.do == "find_opportunity"
    assert [g.competency.id for g in found.gaps] == ["communication"]
    assert found.suggestion
    assert found.suggestion.item.id == "reporting"


def test_an_opportunity_is_looked_for_in_key_competencies_first():
    expert = dict.fromkeys(ALL_MET, 5)
    found = best(expert | {"innovation": NO_OPPORTUNITY, "teamwork": NO_OPPORTUNITY}, target="senior")
    assert [g.competency.id for g in found.gaps] == ["teamwork"]


def test_opportunities_are_looked_for_when_there_was_none_for_anything():
    assert best(dict.fromkeys(ALL_MET, NO_OPPORTUNITY)).do == "find_opportunity"


def test_nothing_when_all_is_met():
    assert best(ALL_MET).do == "nothing"
