from datetime import date

import pytest

from app.gaps.readiness import EvidenceFacts, MonthsFacts, Readiness, StepFacts, readiness
from app.gaps.state import Standing
from tests.gaps.builders import FROM_ZERO, NO_OPPORTUNITY, TODAY, analysed, counted, ladder, level, snapshot

MEETS_INTERMEDIATE = {"data_analysis": 3, "communication": 3, "innovation": 2, "teamwork": 3}
MEETS_SENIOR = {"data_analysis": 4, "communication": 4, "innovation": 3, "teamwork": 4}
LONG_AGO = date(2020, 1, 1)


def ask(
    target, ratings, held="junior", since=LONG_AGO, face=None, proof=None, framework=None, today=TODAY
) -> Readiness:
    framework = framework or ladder()
    analysis = analysed(framework, target, snapshot(**ratings), today=today)
    standing = Standing(held, since, None)
    return readiness(framework, analysis, standing, level(framework, target), face, counted(proof), today)


def item(found: Readiness, about: str):
    return next(i for i in found.items if i.about == about)


def abouts(items):
    return [i.about for i in items]


ONE_PROJECT = {"intermediate.project": 1}


def test_ready_when_everything_is_met():
    found = ask("intermediate", MEETS_INTERMEDIATE, proof=ONE_PROJECT)
    assert found.ready
    assert not found.open_to_agreement
    assert abouts(found.met) == [*MEETS_INTERMEDIATE, "months", "intermediate.project"]


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"data_analysis": 2}, "unmet"),
        ({"teamwork": 2}, "agreeable"),
        ({"teamwork": 1}, "unmet"),
        ({"teamwork": 5}, "met"),
    ],
)
def test_only_a_competency_that_is_not_key_may_be_one_step_short(change, state):
    found = ask("intermediate", MEETS_INTERMEDIATE | change, proof=ONE_PROJECT)
    (about,) = change
    assert (item(found, about).kind, item(found, about).state) == ("competency", state)
    assert found.ready == (state == "met")
    assert found.open_to_agreement == (state == "agreeable")


@pytest.mark.parametrize("rating", [None, NO_OPPORTUNITY])
def test_what_is_not_rated_cannot_be_judged(rating):
    found = ask("intermediate", MEETS_INTERMEDIATE | {"teamwork": rating}, proof=ONE_PROJECT)
    assert (item(found, "teamwork").kind, item(found, "teamwork").state) == ("unrated", "unknown")
    assert not found.ready


def test_agreement_is_no_way_out_while_something_is_unknown_or_unmet():
    short = MEETS_INTERMEDIATE | {"teamwork": 2}
    assert not ask("intermediate", short, proof=None).open_to_agreement
    assert not ask("intermediate", short, proof={}).open_to_agreement


def test_a_rating_of_zero_is_judged():
    found = ask("junior", {"data_analysis": 0, "communication": 1, "teamwork": 0}, framework=ladder(FROM_ZERO))
    assert item(found, "data_analysis").state == "met"
    assert item(found, "teamwork").state == "agreeable"


@pytest.mark.parametrize(
    ("since", "state", "had", "earliest"),
    [
        (date(2025, 11, 23), "met", 12, date(2026, 11, 23)),
        (date(2025, 11, 24), "unmet", 11, date(2026, 11, 24)),
        (date(2026, 1, 31), "unmet", 9, date(2027, 1, 31)),
        (date(2027, 2, 1), "unmet", 0, date(2028, 2, 1)),
    ],
)
def test_months_in_the_level_below(since, state, had, earliest):
    found = ask("intermediate", MEETS_INTERMEDIATE, since=since, proof=ONE_PROJECT)
    facts = item(found, "months").facts
    assert isinstance(facts, MonthsFacts)
    assert (item(found, "months").state, facts.had, facts.needed) == (state, had, 12)
    assert found.earliest == facts.earliest == earliest
    assert facts.level.id == "junior"


def test_earliest_date_is_clamped_to_the_end_of_the_month():
    found = ask("intermediate", {}, since=date(2024, 2, 29), today=date(2025, 2, 28))
    assert found.earliest == date(2025, 2, 28)
    assert item(found, "months").state == "met"


def test_months_cannot_be_judged_without_the_day_it_began():
    found = ask("intermediate", MEETS_INTERMEDIATE, since=None, proof=ONE_PROJECT)
    assert abouts(found.unknown) == ["months"]
    assert found.earliest is None


@pytest.mark.parametrize("held", [None, "a_level_of_another_framework"])
def test_an_unknown_level_leaves_step_and_months_open(held):
    found = ask("senior", MEETS_SENIOR, held=held, face="specialist", proof={"senior.projects": 2})
    assert abouts(found.unknown) == ["step", "months"]
    assert found.earliest is None


def test_no_rung_is_skipped():
    found = ask("director", {}, held="junior")
    step, months = item(found, "step"), item(found, "months")
    assert step.state == "unmet"
    assert isinstance(step.facts, StepFacts)
    assert [reached.id for reached in step.facts.to_reach] == ["intermediate", "senior"]
    assert months.state == "unmet"
    assert isinstance(months.facts, MonthsFacts)
    assert (months.facts.level.id, months.facts.had, months.facts.earliest) == ("senior", 0, None)
    assert found.earliest is None


def test_the_next_rung_needs_no_step_item():
    assert "step" not in abouts(ask("intermediate", {}).items)


@pytest.mark.parametrize(("count", "state"), [(0, "unmet"), (1, "unmet"), (2, "met"), (3, "met")])
def test_evidence_is_counted(count, state):
    found = ask("senior", MEETS_SENIOR, held="intermediate", face="specialist", proof={"senior.projects": count})
    facts = item(found, "senior.projects").facts
    assert item(found, "senior.projects").state == state
    assert isinstance(facts, EvidenceFacts)
    assert (facts.counted, facts.gate.count) == (count, 2)


def test_a_gate_without_entries_is_unmet_but_without_evidence_at_all_unknown():
    assert item(ask("intermediate", {}, proof={}), "intermediate.project").state == "unmet"
    without = item(ask("intermediate", {}, proof=None), "intermediate.project")
    assert without.state == "unknown"
    assert isinstance(without.facts, EvidenceFacts)
    assert without.facts.unclear == "evidence"


def test_an_expert_is_not_asked_for_the_managers_evidence():
    found = ask("senior", MEETS_SENIOR, held="intermediate", face="specialist", proof={"senior.projects": 2})
    assert found.ready
    assert "senior.coaching" not in abouts(found.items)


def test_a_manager_is_asked_for_it():
    found = ask("senior", MEETS_SENIOR, held="intermediate", face="manager", proof={"senior.projects": 2})
    assert abouts(found.unmet) == ["senior.coaching"]


@pytest.mark.parametrize("face", [None, "a_face_the_level_lacks"])
def test_without_a_face_its_gate_cannot_be_judged(face):
    proof = {"senior.projects": 2, "senior.coaching": 1}
    found = ask("senior", MEETS_SENIOR, held="intermediate", face=face, proof=proof)
    (open_gate,) = found.unknown
    assert open_gate.about == "senior.coaching"
    assert isinstance(open_gate.facts, EvidenceFacts)
    assert open_gate.facts.unclear == "face"


@pytest.mark.parametrize("held", ["intermediate", "senior", "director"])
def test_the_level_held_and_those_below_have_no_entry_gates(held):
    found = ask("intermediate", MEETS_INTERMEDIATE, held=held, since=None, proof=None)
    assert abouts(found.items) == list(MEETS_INTERMEDIATE)
    assert found.ready
    assert found.earliest is None


def test_at_the_top_the_requirements_of_the_top_remain():
    found = ask("director", dict.fromkeys(MEETS_SENIOR, 5) | {"innovation": 3}, held="director")
    assert {i.kind for i in found.items} == {"competency"}
    assert abouts(found.agreeable) == ["innovation"]


def test_the_lowest_level_has_no_level_below_to_spend_time_in():
    found = ask("junior", {"data_analysis": 1, "communication": 2, "teamwork": 2}, held=None, since=None)
    assert found.ready


def test_a_level_without_a_time_gate_names_no_date():
    framework = ladder()
    junior, intermediate, *rest = framework.levels
    free = intermediate.model_copy(update={"entry": intermediate.entry.model_copy(update={"months": 0})})
    found = ask("intermediate", {}, framework=framework.model_copy(update={"levels": (junior, free, *rest)}))
    assert "months" not in abouts(found.items)
    assert found.earliest is None
