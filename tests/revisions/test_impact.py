"""What another version changes for one person: pure, and the same answers as her own page gives."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pytest

from app.evidence.queries import Entry
from app.framework import source
from app.framework.model import Entry as Gates
from app.framework.model import EvidenceGate, Framework, Level
from app.framework.names import Names, Reading, Renames
from app.gaps.analysis import analyse
from app.gaps.proof import proof
from app.gaps.readiness import readiness
from app.gaps.state import Current, Snapshot, Standing
from app.kit import clock
from app.kit.i18n import Text
from app.revisions.impact import Changed, Facts, Impact
from app.revisions.impact_sums import sums
from tests.cast import DATA
from tests.framework.altering import altered
from tests.revisions.weighing import asking, moved_on, with_levels

TODAY = date(2026, 11, 25)
NOTHING = Renames()


@pytest.fixture(scope="module")
def old() -> Framework:
    framework, faults = source.read(DATA)
    assert framework, faults
    return framework


def impact(old: Framework, new: Framework, renames: Renames = NOTHING) -> Impact:
    names = Names((1,), (NOTHING,)).then(renames)
    return Impact(old.named(Names((1,), (NOTHING,))), new.named(names), Reading((renames,)), TODAY)


def facts(level: str | None = "intermediate", since: date | None = date(2024, 6, 1), **ratings: int | None) -> Facts:
    rated = tuple((id, value, value is None) for id, value in ratings.items())
    return Facts(1, level, since, None, 1, rated)


def gaps(changed: Changed) -> dict[str, tuple[str, int | None, int | None]]:
    return {gap.competency.id: (gap.turn, gap.before, gap.after) for gap in changed.gaps}


def items(changed: Changed) -> dict[str, tuple[str | None, str | None]]:
    return {one.item.about: (one.before, one.after) for one in changed.items}


def test_nothing_changes_between_a_framework_and_itself(old: Framework):
    everything: dict[str, Any] = {c.id: 3 for c in old.competencies}
    for level in (None, *(level.id for level in old.levels), "unknown"):
        assert not impact(old, old).weigh(facts(level, **everything))


def test_more_is_asked_of_the_next_level(old: Framework):
    weigh = impact(old, asking(old, "senior", data_analysis=5)).weigh
    assert gaps(weigh(facts(data_analysis=3))) == {"data_analysis": ("wider", 1, 2)}
    assert gaps(weigh(facts(data_analysis=4))) == {"data_analysis": ("wider", 0, 1)}
    assert not weigh(facts(data_analysis=5))
    # whoever goes for another level is not concerned
    assert not weigh(facts("junior", data_analysis=3))
    # nobody can say how far short she is
    assert not weigh(facts(data_analysis=None)) and not weigh(facts())


def test_less_is_asked(old: Framework):
    changed = impact(old, asking(old, "senior", data_analysis=2)).weigh(facts(data_analysis=3))
    assert gaps(changed) == {"data_analysis": ("narrower", 1, 0)}
    assert changed.gaps[0].by == -1


def test_a_renamed_competency_keeps_its_rating(old: Framework):
    renames = Renames(competencies={"data_analysis": "numbers"})
    new = altered(old, renames)
    assert not impact(old, new, renames).weigh(facts(data_analysis=3))
    # told that it was renamed, or not: it makes the difference
    assert gaps(impact(old, new).weigh(facts(data_analysis=3))) == {
        "numbers": ("new", None, None),
        "data_analysis": ("gone", 1, None),
    }


def test_competencies_that_come_and_go(old: Framework):
    new = altered(old, without=("innovation",), added=("negotiation",))
    assert gaps(impact(old, new).weigh(facts(innovation=2))) == {
        "negotiation": ("new", None, None),
        "innovation": ("gone", 1, None),
    }


def test_a_value_that_the_scale_no_longer_has(old: Framework):
    scale = tuple(step for step in old.scale if step.value != 3)
    new = with_levels(old.model_copy(update={"scale": scale}), lambda _one: {})
    assert gaps(impact(old, new).weigh(facts(strategy=3))) == {"strategy": ("unclear", 1, None)}


def test_months_asked_before_the_next_level(old: Framework):
    weigh = impact(old, asking(old, "senior", months=36)).weigh
    assert items(weigh(facts(since=date(2024, 6, 1)))) == {"months": ("met", "unmet")}
    assert weigh(facts(since=date(2024, 6, 1))).items[0].bars
    assert not weigh(facts(since=date(2020, 6, 1))) and not weigh(facts(since=date(2026, 6, 1)))
    freed = impact(asking(old, "senior", months=36), old).weigh(facts(since=date(2024, 6, 1)))
    assert freed.items[0].frees and not freed.items[0].bars


def entry(kind: str = "project", role: str = "led", **more: Any) -> Entry:
    now = clock.now()
    values: dict[str, Any] = {
        "id": 1, "person_id": 1, "kind": kind, "title": "", "role": role, "traits": frozenset(),
        "started_on": date(2026, 1, 1), "ended_on": date(2026, 3, 1), "expires_on": None, "private": False,
        "created_at": now, "changed_at": now, "version": 1, "verified": True, "competencies": (), "indicators": (),
    }  # fmt: skip
    return Entry(**{**values, **more})


def with_gates(framework: Framework, level: str, *gates: EvidenceGate) -> Framework:
    def change(one: Level) -> Mapping[str, Any]:
        return {"entry": Gates(months=one.entry.months, evidence=gates)} if one.id == level else {}

    return with_levels(framework, lambda one: dict(change(one)))


def test_gates_of_evidence(old: Framework):
    level = old.level("intermediate")
    assert level
    (gate,) = level.entry.evidence
    person = facts("junior", since=date(2020, 1, 1))
    harder = impact(old, with_gates(old, "intermediate", gate.model_copy(update={"count": 2})))
    assert harder.needs_evidence(person) and not harder.needs_evidence(facts("senior"))
    proven = Facts(1, "junior", date(2020, 1, 1), None, 1, (), (entry(),))
    assert items(harder.weigh(proven)) == {gate.id: ("met", "unmet")}
    # the same gate under another id and with other words is the same gate
    same = with_gates(old, "intermediate", gate.model_copy(update={"id": "x.y", "title": Text(en="Said otherwise")}))
    assert not impact(old, same).needs_evidence(proven) and not impact(old, same).weigh(proven)
    gone = impact(old, with_gates(old, "intermediate"))
    assert not gone.weigh(proven)
    without = Facts(1, "junior", date(2020, 1, 1), None, 1, (), ())
    assert gone.weigh(without).items[0].frees
    assert impact(with_gates(old, "intermediate"), old).weigh(without).items[0].bars


def test_a_competency_that_becomes_key(old: Framework):
    keyed = with_levels(old, lambda one: {"key": (*one.key, "data_analysis")} if one.id == "senior" else {})
    changed = impact(old, keyed).weigh(facts(data_analysis=3))
    assert gaps(changed) == {} and items(changed) == {"data_analysis": ("agreeable", "unmet")}
    assert changed.items[0].bars


def test_a_level_that_goes(old: Framework):
    new = altered(old, without=("intermediate",))
    assert impact(old, new).weigh(facts()).homeless
    # renamed it is still there
    renames = Renames(levels={"intermediate": "operator"})
    assert not impact(old, altered(old, renames), renames).weigh(facts(data_analysis=3))


def test_another_level_in_between(old: Framework):
    new = altered(old, added=("level_starter",))
    changed = impact(old, new).weigh(facts("junior", data_analysis=1))
    assert changed.other_target and changed.target_after.id == "level_starter"
    assert gaps(changed)["data_analysis"] == ("narrower", 2, 0)


def test_counts(old: Framework):
    new = asking(old, "senior", data_analysis=5, strategy=3)
    weigh = impact(old, new).weigh
    people = [
        facts(data_analysis=3, strategy=3),
        facts(data_analysis=5, strategy=1),
        facts(data_analysis=5, strategy=4),
        facts("junior", data_analysis=3),
    ]
    found = sums(old, new, map(weigh, people))
    assert (found.total.people, found.total.changed, found.total.wider, found.total.narrower) == (4, 2, 1, 2)
    assert [(one.level.id if one.level else "", one.people, one.changed) for one in found.levels] == [
        ("junior", 1, 0), ("intermediate", 3, 2),
    ]  # fmt: skip
    assert {one.competency.id: one.spread() for one in found.competencies} == {
        "data_analysis": [(1, 1)],
        "strategy": [(-1, 2)],
    }


def test_it_says_what_her_own_page_would_say(old: Framework):
    """A hundred people at random, between two versions that differ in everything, judged as app/gaps judges them."""
    new, renames = moved_on(asking(old, "senior", months=30, data_analysis=5))
    weigher, random = impact(old, new, renames), Random(7)
    for _ in range(100):
        level = random.choice([level.id for level in old.levels])
        since = date(random.randint(2019, 2026), 3, 1)
        rated = {c.id: random.choice([None, 1, 2, 3, 4, 5]) for c in old.competencies if random.random() < 0.9}
        proofs = tuple(entry(random.choice(["project", "coaching"]), "led", id=n) for n in range(random.randint(0, 3)))
        plain = facts(level, since, **rated)
        person = Facts(1, level, since, None, 1, plain.ratings, proofs)
        changed = weigher.weigh(person)
        before, after = (_page(side, person) for side in (weigher.old, weigher.new))
        told = {gap.competency.id: gap.after for gap in changed.gaps if gap.turn != "gone"}
        for id, size in after[0].items():
            was = {renames.competencies.get(old_id, old_id): value for old_id, value in before[0].items()}
            assert told.get(id, was.get(id)) == size
        open_now = {about for about, state in after[1].items() if state in ("unmet", "unknown")}
        open_then = {about for about, state in before[1].items() if state in ("unmet", "unknown")}
        bars = {one.item.about for one in changed.items if one.bars and one.item.kind in ("months", "step")}
        assert bars == {about for about in open_now - open_then if about in ("months", "step")}


def _page(framework: Framework, person: Facts) -> tuple[dict[str, int | None], dict[str, str]]:
    """Gap sizes and states of the readiness list, as app/gaps/picture.py puts them together."""
    level = framework.level(person.level or "")
    target = (framework.level_above(level.id) or level) if level else framework.levels[0]
    reading = framework.read(person.version_id)
    ratings = {id: Current(id, value, none) for raw, value, none in person.ratings if (id := reading.competency(raw))}
    analysis = analyse(framework, target, [Snapshot(TODAY, ratings)], TODAY)
    shown = proof(target.entry.evidence, person.entries or (), TODAY)
    standing = Standing(level.id if level else None, person.since, person.face)
    found = readiness(framework, analysis, standing, target, None, shown, TODAY)
    return {gap.competency.id: gap.size for gap in analysis.gaps}, {item.about: item.state for item in found.items}
