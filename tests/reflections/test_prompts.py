"""Which question is asked: fitting, not asked again within a year, about what was least touched."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.framework import source
from app.framework.model import Framework
from app.kit.i18n import speaking
from app.reflections.occasions import OCCASIONS, ORDERED
from app.reflections.prompts import History, choose, last_touched, of_advice
from app.reflections.serving import SERVES
from tests.cast import DATA
from tests.framework.editing import FRAMEWORKS
from tests.reflections.builders import ADVICE, TODAY, ago, entry, with_advice

FRAMEWORK = with_advice()
LEVELS = [level.id for level in FRAMEWORK.levels]
PROMPTS = {prompt.id: (advice.id, prompt) for advice in FRAMEWORK.advice for prompt in advice.prompts}
NOTHING = History({}, {})


def ids(occasions: list[str], history: History = NOTHING, level: str | None = LEVELS[0]) -> list[str | None]:
    return [found.prompt_id for found in choose(FRAMEWORK, level, occasions, history, TODAY)]


def test_an_event_begins_with_its_own_advice():
    assert ids(["project", "certificate", "gap", "level"]) == [
        "experience.0", "certificates.0", "skills.0", "responsibility.0",
    ]  # fmt: skip


def test_the_regular_one_with_what_was_least_touched():
    touched = {advice: ago(days) for advice, days in zip(ADVICE, (5, 400, 30, 500, 1), strict=True)}
    assert ids(["periodic"], History({}, touched)) == ["responsibility.0"]
    assert ids(["periodic"], History({}, touched | {"responsibility": ago(2)})) == ["experience.0"]
    del touched["reflect"]
    assert ids(["periodic"], History({}, touched)) == ["reflect.0"]
    assert ids(["periodic"]) == ["skills.0"]


@pytest.mark.parametrize(("days", "again"), [(0, False), (364, False), (365, True)])
def test_a_prompt_rests_for_a_year(days: int, again: bool):
    found = ids(["project"], History({"experience.0": ago(days)}, {}))
    assert found == ["experience.0" if again else "experience.1"]


def test_two_that_are_due_get_two_prompts():
    assert ids(["project"] * 4) == ["experience.0", "experience.1", "experience.2", "skills.0"]


def test_a_prompt_for_other_levels_is_left_out():
    answered = {f"experience.{n}": ago(1) for n in (0, 1)}
    assert ids(["project"], History(answered, {}), LEVELS[1]) == ["experience.2"]
    assert ids(["project"], History(answered, {}), LEVELS[2]) == ["skills.0"]
    assert ids(["project"], History(answered, {}), None) == ["skills.0"]


def test_a_plain_question_when_nothing_is_left():
    answered = dict.fromkeys(PROMPTS, TODAY)
    (found,) = choose(FRAMEWORK, LEVELS[0], ["gap"], History(answered, {}), TODAY)
    assert (found.prompt_id, found.advice, found.text) == (None, None, OCCASIONS["gap"].plain)
    chinese = str(found)
    with speaking("en"):
        assert str(found) == OCCASIONS["gap"].plain != chinese


@pytest.mark.parametrize("name", ["data", "lighthouse", "smallest"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_framework_asks_something(name: str, language: str):
    framework, faults = source.read(DATA if name == "data" else FRAMEWORKS / name)
    assert framework, faults
    occasions = [occasion.id for occasion in ORDERED]
    for level in [None, *(level.id for level in framework.levels)]:
        with speaking(language):
            found = [str(one) for one in choose(framework, level, occasions, NOTHING, TODAY)]
        assert all(found) and len(set(found)) == len(occasions)


def test_about_one_piece_of_advice_the_one_longest_ago():
    answered = {"skills.0": ago(3), "skills.1": ago(9), "skills.2": ago(5)}
    history = History(answered, {})
    assert of_advice(FRAMEWORK, LEVELS[0], "skills", NOTHING, TODAY).prompt_id == "skills.0"
    assert of_advice(FRAMEWORK, LEVELS[0], "skills", history, TODAY).prompt_id == "skills.1"
    assert of_advice(FRAMEWORK, LEVELS[0], "none_of_these", history, TODAY).text == OCCASIONS["own"].plain


def test_our_framework_knows_the_advice_of_every_occasion_and_kind():
    framework, _ = source.read(DATA)
    assert framework
    known = {advice.id for advice in framework.advice}
    assert {occasion.advice for occasion in ORDERED if occasion.advice} | set(SERVES.values()) <= known


def test_what_was_touched_last():
    entries = [
        entry(1, "project", ago(90), ago(40)),
        entry(2, "project", ago(20)),
        entry(3, "learning", ago(7)),
        entry(4, "certificate", ago(-7)),
        entry(5, "unheard_of", ago(1)),
    ]
    serves = {"project": "experience", "learning": "skills", "certificate": "certificates"}
    reflected = {"skills": ago(3), "experience": ago(100), "reflect": ago(8)}
    assert last_touched(reflected, entries, serves, TODAY) == {
        "skills": ago(3), "experience": ago(20), "reflect": ago(8),
    }  # fmt: skip


DAYS = st.integers(0, 900).map(ago)


@given(
    level=st.none() | st.sampled_from(LEVELS),
    occasions=st.lists(st.sampled_from(list(OCCASIONS)), max_size=20),
    answered=st.dictionaries(st.sampled_from(list(PROMPTS)), DAYS),
    touched=st.dictionaries(st.sampled_from(ADVICE), DAYS),
)
def test_what_always_holds(level: str | None, occasions: list[str], answered: dict, touched: dict):
    history = History(answered, touched)
    found = choose(FRAMEWORK, level, occasions, history, TODAY)
    assert len(found) == len(occasions)
    given = [one.prompt_id for one in found if one.prompt_id]
    assert len(given) == len(set(given))
    open_ = {id for id, (_, prompt) in PROMPTS.items() if fits(prompt, level) and rested(answered.get(id))}
    assert set(given) <= open_
    assert len(given) == min(len(occasions), len(open_))
    for place, (occasion, one) in enumerate(zip(occasions, found, strict=True)):
        assert one.advice == (PROMPTS[one.prompt_id][0] if one.prompt_id else None)
        left = {PROMPTS[id][0] for id in open_ - set(given[:place])}
        if OCCASIONS[occasion].advice in left:
            assert one.advice == OCCASIONS[occasion].advice
        elif left:
            assert touched.get(one.advice, date.min) == min(touched.get(advice, date.min) for advice in left)
    # whoever comes later changes nothing for those before
    assert choose(FRAMEWORK, level, occasions[:3], history, TODAY) == found[:3]


def fits(prompt: object, level: str | None) -> bool:
    return not prompt.levels or level in prompt.levels  # type: ignore[attr-defined]


def rested(on: date | None) -> bool:
    return on is None or on + timedelta(days=365) <= TODAY


def test_the_framework_of_these_tests():
    assert isinstance(FRAMEWORK, Framework) and len(PROMPTS) == 15
