"""Ids of one version read in another: through explicit renames, forwards and backwards."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.framework import canonical, versions
from app.framework.names import AS_IT_IS, Names, Reading, Renames
from app.kit import clock
from tests.framework.altering import altered

FIRST = Renames(competencies={"strategy": "plotting"}, levels={"senior": "expert"}, indicators={"strategy.1.a": "p.1"})
SECOND = Renames(competencies={"plotting": "scheming", "teamwork": "strategy"})


@pytest.fixture
def three(db: Session) -> list[int]:
    """Three versions, the last two of which rename; the last gives an old id to something else."""
    first = versions.in_force(db)
    second = altered(first.framework, FIRST)
    third = altered(second, SECOND)
    later = versions.publish(db, None, second, renames=FIRST)
    last = versions.publish(db, None, third, renames=SECOND)
    return [first.id, later.id or 0, last.id or 0]


def test_renames_survive_the_database(db: Session, three: list[int]):
    assert Renames.read(FIRST.to_json()) == FIRST
    assert Renames.read("{}") == Renames() and not Renames() and FIRST


def test_forwards_and_backwards(db: Session, three: list[int]):
    first, second, third = three
    forwards, backwards = versions.renamed(db, first, third), versions.renamed(db, third, first)
    assert (forwards.competency("strategy"), backwards.competency("scheming")) == ("scheming", "strategy")
    assert (forwards.competency("teamwork"), backwards.competency("strategy")) == ("strategy", "teamwork")
    assert (forwards.level("senior"), backwards.level("expert")) == ("expert", "senior")
    assert forwards.indicator("strategy.1.a") == "p.1"
    assert forwards.competency("innovation") == backwards.competency("innovation") == "innovation"
    assert versions.renamed(db, second, second) == AS_IT_IS
    assert versions.renamed(db, first, 99) == versions.renamed(db, 99, first) == AS_IT_IS


def test_an_id_that_was_given_to_something_else_is_not_the_same_thing(db: Session, three: list[int]):
    first, second, third = three
    assert versions.renamed(db, second, third).competency("strategy") is None
    assert versions.renamed(db, first, second).competency("plotting") is None


def test_a_framework_answers_to_other_names(db: Session, three: list[int]):
    old, _, new = (versions.load(db, id).framework for id in three)
    assert new.competency("plotting") is new.competency("scheming") is not None
    assert old.competency("scheming") is old.competency("strategy") is not None
    # in the last version the id means what it says there
    assert new.competency_id("strategy") == "strategy" and new.competency_id("teamwork") == "strategy"
    assert new.level("senior") is new.level("expert") is not None
    assert new.rank("senior") == old.rank("expert") == 3
    assert new.level_above("senior") is new.level_above("expert")
    assert new.level_ids("senior") == new.level_ids("expert") == {"senior", "expert"}
    assert new.indicator_id("strategy.1.a") == "p.1"
    assert new.competency("nothing") is None and new.competency_id("nothing") == "nothing"
    assert new.level_ids("junior") == {"junior"}


def test_the_exact_reading_of_ratings_is_by_version(db: Session, three: list[int]):
    framework = versions.in_force(db).framework
    assert framework.read(three[0]).competency("strategy") == "scheming"
    assert framework.read(three[1]).competency("plotting") == "scheming"
    assert framework.read(three[2]).competency("strategy") == "strategy"
    assert framework.read(99) == AS_IT_IS


def test_while_nothing_was_renamed_a_framework_is_as_it_was_parsed(db: Session):
    found = versions.in_force(db)
    assert versions.load(db, found.id).framework is found.framework
    assert found.framework.names == Names()


def test_a_version_of_later_reads_too(db: Session, three: list[int]):
    framework = versions.in_force(db).framework
    changed = altered(framework, Renames(competencies={"scheming": "cunning"}))
    version = versions.publish(
        db, None, changed, clock.today() + timedelta(days=3), Renames(competencies={"scheming": "cunning"})
    )
    assert versions.in_force(db).id == three[2]
    assert versions.in_force(db).framework.competency_id("cunning") == "scheming"
    assert version.id and versions.load(db, version.id).framework.read(three[0]).competency("strategy") == "cunning"


def test_a_draft_comes_after_all_of_them(db: Session, three: list[int]):
    framework = versions.in_force(db).framework
    names = framework.names.then(Renames(competencies={"scheming": "cunning"}))
    draft = altered(framework, Renames(competencies={"scheming": "cunning"})).named(names)
    assert draft.read(three[0]).competency("strategy") == "cunning"
    assert draft.competency_id("plotting") == "cunning"


def test_the_digest_is_of_the_content_alone(db: Session, three: list[int]):
    found = versions.in_force(db)
    assert canonical.digest(canonical.to_json(found.framework)) == found.sha256


_ids = st.permutations(["a", "b", "c", "d", "e"])


@given(st.lists(_ids, min_size=1, max_size=4), st.integers(0, 3), st.integers(0, 3))
def test_there_and_back_is_where_it_began(orders: list[list[str]], start: int, end: int):
    """Whatever is renamed to whatever, in circles too: the way back undoes the way there."""
    steps = [Renames()] + [
        Renames(competencies={old: new for old, new in zip("abcde", order, strict=True) if old != new})
        for order in orders
    ]
    numbers = tuple(range(len(steps)))
    start, end = min(start, len(steps) - 1), min(end, len(steps) - 1)
    there = Names(numbers, tuple(steps), end).read(start)
    back = Names(numbers, tuple(steps), start).read(end)
    for id in "abcde":
        found = there.competency(id)
        assert found is not None and back.competency(found) == id
    assert Reading().competency("a") == "a"
