from datetime import date, timedelta

import pytest

from app.gaps.analysis import priorities
from app.gaps.readiness import readiness
from app.gaps.state import Standing
from app.gaps.suggestions import next_best, suggest
from app.gaps.words import (
    gap_in_words,
    item_in_words,
    next_best_in_words,
    proficiency_in_words,
    progress_in_words,
    readiness_in_words,
    reason_in_words,
    suggestion_in_words,
)
from app.kit.i18n import speaking
from tests.gaps.builders import FROM_ZERO, NO_OPPORTUNITY, TODAY, analysed, counted, gap, ladder, level, snapshot

ALL_MET = {"data_analysis": 3, "communication": 3, "innovation": 2, "teamwork": 3}


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def test_proficiency_is_number_and_title_in_the_readers_language():
    assert proficiency_in_words(ladder(), 3) == "3 practitioner"
    assert proficiency_in_words(ladder(FROM_ZERO), 0) == "0 awareness"
    assert proficiency_in_words(ladder(), 9) == "9"
    with speaking("zh"):
        assert proficiency_in_words(ladder(), 3) == "3 熟练"


@pytest.mark.parametrize(
    ("rating", "headline"),
    [
        (2, "Needs 3 practitioner, now 2 foundation — 2 indicators still missing"),
        (3, "Needs 3 practitioner, and that is met"),
        (5, "Needs 3 practitioner, now 5 expert"),
        (None, "Needs 3 practitioner; not rated yet"),
        (NO_OPPORTUNITY, "Needs 3 practitioner; no opportunity to show it yet"),
    ],
)
def test_gap_headlines(rating, headline):
    framework = ladder()
    found = gap(analysed(framework, "intermediate", snapshot(data_analysis=rating)), "data_analysis")
    assert gap_in_words(framework, found).headline == headline


def test_the_missing_indicators_come_as_texts_of_their_own():
    framework = ladder()
    found = gap(analysed(framework, "intermediate", snapshot(data_analysis=2)), "data_analysis")
    assert gap_in_words(framework, found).indicators == ("data_analysis 3 a", "data_analysis 3 b")
    with speaking("zh"):
        assert gap_in_words(framework, found).indicators == ("《data_analysis 3 a》", "《data_analysis 3 b》")


def test_a_gap_without_indicators_makes_no_count_of_them():
    framework = ladder()
    bare = tuple(c.model_copy(update={"indicators": c.indicators[:5]}) for c in framework.competencies)
    framework = framework.model_copy(update={"competencies": bare})
    short = analysed(framework, "senior", snapshot(data_analysis=3, communication=2))
    assert gap_in_words(framework, gap(short, "data_analysis")).headline == "Needs 4 advanced, now 3 practitioner"
    one = gap_in_words(framework, gap(short, "communication")).headline
    assert one == "Needs 4 advanced, now 2 foundation — 1 indicator still missing"


@pytest.mark.parametrize(
    ("days", "ratings", "words"),
    [
        (122, {"data_analysis": 2}, "key competency; one step short; open for 4 months"),
        (31, {"innovation": 1}, "one step short; open for one month"),
        (30, {"data_analysis": 1}, "key competency; 2 steps short; open for 30 days"),
        (1, {"innovation": 1}, "one step short; open for one day"),
        (0, {"innovation": 1}, "one step short; seen today for the first time"),
        (365, {"innovation": 1}, "one step short; open for 12 months"),
    ],
)
def test_reasons(days, ratings, words):
    history = snapshot(TODAY - timedelta(days=days), **ratings)
    (priority,) = priorities(analysed(ladder(), "intermediate", history))
    assert reason_in_words(priority) == words


def test_progress_counts_what_is_rated_and_names_the_rest():
    some = snapshot(data_analysis=3, communication=1, innovation=NO_OPPORTUNITY)
    analysis = analysed(ladder(), "intermediate", some)
    assert progress_in_words(analysis) == "meets 1 of 2; 1 not rated yet; 1 without an opportunity yet"
    assert progress_in_words(analysed(ladder(), "intermediate")) == "4 not rated yet"


def test_progress_of_a_level_that_requires_nothing():
    framework = ladder()
    nothing = framework.levels[0].model_copy(update={"required": {}})
    framework = framework.model_copy(update={"levels": (nothing,)})
    assert progress_in_words(analysed(framework, "junior")) == "no competency is required"


def ask(target, ratings, held="junior", since=date(2025, 1, 1), face=None, proof=None):
    framework = ladder()
    analysis = analysed(framework, target, snapshot(**ratings))
    return readiness(framework, analysis, Standing(held, since), level(framework, target), face, counted(proof), TODAY)


def lines(found):
    return {i.about: item_in_words(ladder(), i).headline for i in found.items}


def test_competency_items_name_what_is_required_and_what_is_there():
    found = ask("intermediate", {"data_analysis": 2, "communication": 3, "innovation": 1, "teamwork": NO_OPPORTUNITY})
    said = lines(found)
    assert said["data_analysis"].startswith("Data analysis: Needs 3")
    assert said["data_analysis"].endswith("still missing")
    assert said["communication"].endswith("and that is met")
    assert said["teamwork"].endswith("no opportunity to show it yet")
    assert lines(ask("intermediate", {}))["teamwork"].endswith("not rated yet")


def test_a_short_competency_lists_the_indicators_still_missing():
    found = ask("intermediate", {"data_analysis": 2, "communication": 3})
    said = {i.about: item_in_words(ladder(), i) for i in found.items}
    missing = next(i.facts.gap.missing for i in found.items if i.about == "data_analysis")
    assert said["data_analysis"].indicators == tuple(str(indicator.text) for indicator in missing) != ()
    assert said["communication"].indicators == said["teamwork"].indicators == ()


@pytest.mark.parametrize(
    ("held", "since", "words"),
    [
        ("junior", date(2025, 1, 1), "12 months as “Junior”: 22 months so far"),
        (
            "junior",
            date(2026, 10, 23),
            "12 months as “Junior”: 1 month so far, complete on 2027-10-23 at the earliest",
        ),
        ("junior", None, "12 months as “Junior”: the day it began is not on record yet"),
        (None, None, "12 months as “Junior”: the day it began is not on record yet"),
    ],
)
def test_month_items(held, since, words):
    assert lines(ask("intermediate", {}, held=held, since=since))["months"] == words


def test_step_items():
    said = lines(ask("senior", {}))
    assert said["step"] == "First comes the level “Intermediate”"
    assert said["months"] == "24 months as “Intermediate”: counted from the day that this level is reached"
    assert lines(ask("senior", {}, held=None))["step"] == "The present level is not on record yet"


def test_evidence_items():
    said = lines(ask("senior", {}, face=None, proof={"senior.projects": 1}))
    assert said["senior.projects"] == "senior projects: 1 of 2"
    assert said["senior.coaching"] == "senior coaching: say which face of the level is meant"
    unknown = lines(ask("senior", {}, face="manager"))
    assert unknown["senior.coaching"] == "senior coaching: cannot be judged without the evidence"


@pytest.mark.parametrize(
    ("change", "since", "proof", "words"),
    [
        ({}, date(2025, 1, 1), 1, "Everything that “Intermediate” asks is met."),
        (
            {"teamwork": 2},
            date(2025, 1, 1),
            1,
            "“Intermediate”: nothing stands against it so far. "
            "1 competency is one step short, and the conversation may agree to it.",
        ),
        (
            {"teamwork": None},
            date(2026, 8, 23),
            0,
            "“Intermediate”: 2 points to go. 1 point cannot be judged yet. Earliest possible date: 2027-08-23.",
        ),
    ],
)
def test_summary(change, since, proof, words):
    found = ask("intermediate", ALL_MET | change, since=since, proof={"intermediate.project": proof})
    assert readiness_in_words(found) == words


def test_summary_names_the_level_as_the_face_bears_it():
    assert readiness_in_words(ask("senior", {}, face="manager")).startswith("“Channel manager”: ")


def test_suggestions_say_where_in_the_role_they_belong():
    framework = ladder()
    found = gap(analysed(framework, "senior", snapshot(data_analysis=2)), "data_analysis")
    assert [suggestion_in_words(s) for s in suggest(framework, found)] == [
        "attribution for data_analysis (area of work: Attribution)",
        "reporting for data_analysis (duty: Reporting)",
        "monitoring for data_analysis (step of the work: Monitoring)",
    ]


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ({}, "Start with an assessment: it shows what to work on first."),
        (ALL_MET | {"teamwork": None}, "Complete the assessment: 1 competency has no rating yet, “Teamwork”."),
        (
            {"data_analysis": 3, "communication": 3},
            "Complete the assessment: 2 competencies have no rating yet, “Innovation” first.",
        ),
        (ALL_MET | {"teamwork": 1}, "Work on “Teamwork” next."),
        (ALL_MET | {"teamwork": NO_OPPORTUNITY}, "Look for a first opportunity to show “Teamwork”."),
        (ALL_MET, "Every competency that this level requires is met: time to look further ahead."),
    ],
)
def test_next_best(ratings, words):
    framework = ladder()
    best = next_best(analysed(framework, "intermediate", snapshot(**ratings)), framework)
    assert next_best_in_words(best) == words
