"""The content that comes with the product."""

from collections import Counter
from pathlib import Path

import pytest

from app.framework import source

DATA = Path(__file__).parents[2] / "data"
LEVELS = ("junior", "intermediate", "senior", "director")
REQUIRED = {
    "market_analysis": (1, 3, 4, 5),
    "channel_expansion": (2, 3, 4, 4),
    "communication": (2, 3, 4, 5),
    "relationship": (2, 3, 4, 5),
    "data_analysis": (1, 3, 4, 4),
    "strategy": (1, 2, 4, 5),
    "project_management": (1, 3, 4, 4),
    "cost_control": (1, 2, 3, 5),
    "innovation": (1, 2, 3, 4),
    "adaptability": (2, 3, 4, 5),
    "marketing_planning": (1, 3, 4, 4),
    "teamwork": (2, 3, 4, 5),
}
KEY = {
    "junior": {"communication", "relationship", "teamwork"},
    "intermediate": {"project_management", "data_analysis", "communication"},
    "senior": {"strategy", "teamwork", "project_management", "relationship"},
    "director": {"strategy", "market_analysis", "cost_control", "adaptability"},
}
GROUPS = {
    "insight": {"market_analysis", "data_analysis", "strategy"},
    "growth": {"channel_expansion", "innovation", "marketing_planning"},
    "people": {"communication", "relationship", "teamwork"},
    "delivery": {"project_management", "cost_control", "adaptability"},
}
WORK = {"work_areas": 8, "workflow": 10, "duties": 7}
MONTHS = (0, 12, 24, 36)


@pytest.fixture(scope="module")
def content():
    framework, faults = source.read(DATA)
    assert framework, "\n".join(map(str, faults))
    return framework


def test_nothing_is_wrong():
    assert [str(fault) for fault in source.read(DATA)[1]] == []


def test_levels(content):
    assert tuple(level.id for level in content.levels) == LEVELS
    assert tuple(level.entry.months for level in content.levels) == MONTHS
    assert [level.id for level in content.levels if level.faces] == ["senior"]


def test_competencies_in_their_groups(content):
    assert {group.id: {c.id for c in members} for group, members in content.grouped()} == GROUPS
    assert [step.value for step in content.scale] == [1, 2, 3, 4, 5]


def test_required_proficiencies(content):
    found = {id: tuple(level.required[id] for level in content.levels) for id in REQUIRED}
    assert found == REQUIRED
    assert {level.id: set(level.key) for level in content.levels} == KEY


def test_indicators(content):
    indicators = [indicator for competency in content.competencies for indicator in competency.indicators]
    assert len(indicators) >= 120
    assert all(indicator.text.zh and indicator.text.en for indicator in indicators)
    counts = {
        (c.id, step.value): len(c.indicators_at(step.value)) for c in content.competencies for step in content.scale
    }
    assert {place: n for place, n in counts.items() if not 2 <= n <= 4} == {}


def test_no_indicator_is_said_twice(content):
    for language in ("zh", "en"):
        said = Counter(i.text.in_(language) for c in content.competencies for i in c.indicators)
        assert {text for text, n in said.items() if n > 1} == set()


def test_work(content):
    assert Counter(section for section, _item in content.work) == WORK
    assert [item.id for _section, item in content.work if not item.exercises] == []


def test_every_competency_is_exercised(content):
    assert {exercise.competency for _s, item in content.work for exercise in item.exercises} == set(REQUIRED)


def test_advice(content):
    assert len(content.advice) == 10
    for advice in content.advice:
        for level in LEVELS:
            asked = [prompt for prompt in advice.prompts if not prompt.levels or level in prompt.levels]
            assert len(asked) >= 3, (advice.id, level)
