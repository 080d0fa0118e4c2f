"""The verbs of drafts: begun once, renamed explicitly, published once, discarded."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.framework import versions
from app.framework.names import Renames
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import speaking
from app.revisions import rules
from app.revisions.models import FrameworkDraft
from app.revisions.rules import StaleDraft
from app.trail.models import TrailEvent
from tests.framework.altering import altered
from tests.revisions.drafting import RENAMES, another, draft, files


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


@pytest.fixture
def id(db: Session, people) -> int:
    return draft(db, people)


@pytest.fixture
def today():
    return clock.today()


def test_the_same_files_are_one_draft(db: Session, people, id):
    assert draft(db, people) == id
    rules.discard(db, people.wang, id)
    assert draft(db, people) != id


def test_files_with_errors_are_a_draft_that_cannot_be_published(db: Session, people, today):
    found = rules.begin(db, people.wang, {"role.yaml": b"\xff"})
    assert (found.content, found.sha256) == ("", "")
    with pytest.raises(Conflict, match="has errors"):
        rules.publish(db, people.wang, found.id or 0, today, 1, 1)


def test_not_endless_many_drafts(db: Session, people):
    for number in range(rules.MOST_OPEN):
        rules.begin(db, people.wang, {"role.yaml": str(number).encode()})
    with pytest.raises(Conflict, match="20 open drafts"):
        rules.begin(db, people.wang, {"role.yaml": b"x"})


def test_only_hr(db: Session, people, id, today):
    for actor in (people.lin, people.chen, people.root):
        for attempt in (
            lambda: rules.begin(db, actor, {"role.yaml": b""}),  # noqa: B023
            lambda: rules.rename(db, actor, id, RENAMES, 1),  # noqa: B023
            lambda: rules.publish(db, actor, id, today, 1, 1),  # noqa: B023
            lambda: rules.discard(db, actor, id),  # noqa: B023
        ):
            with pytest.raises(Forbidden):
                attempt()
    with pytest.raises(NotFound):
        rules.discard(db, people.wang, id + 1)


@pytest.mark.parametrize(
    ("renames", "name", "words"),
    [
        (Renames(competencies={"teamwork": "renewal"}), "competencies.teamwork", "not among what is gone"),
        (Renames(competencies={"nothing": "renewal"}), "competencies.nothing", "not among what is gone"),
        (Renames(competencies={"innovation": "teamwork"}), "competencies.innovation", "not among what is new"),
        (Renames(levels={"junior": "renewal"}), "levels.junior", "not among what is gone"),
        (Renames(indicators={"innovation": "renewal"}), "indicators.innovation", "not among what is gone"),
    ],
)
def test_renames_that_cannot_be(db: Session, people, id, renames, name, words):
    with pytest.raises(Refused) as refused:
        rules.rename(db, people.wang, id, renames, 1)
    assert words in refused.value.errors[name]


def test_two_cannot_become_one(db: Session, people):
    framework = altered(versions.in_force(db).framework, RENAMES, without=("teamwork",))
    id = rules.begin(db, people.wang, files(framework)).id or 0
    with pytest.raises(Refused) as refused:
        rules.rename(db, people.wang, id, Renames(competencies={"innovation": "renewal", "teamwork": "renewal"}), 1)
    assert list(refused.value.errors) == ["competencies.teamwork"]


def test_the_second_of_two_saves_is_told(db: Session, people, id):
    rules.rename(db, people.wang, id, RENAMES, 1)
    with pytest.raises(StaleDraft):
        rules.rename(db, people.wang, id, Renames(), 1)
    assert Renames.read(db.get_one(FrameworkDraft, id).renames) == RENAMES


def test_published_with_its_renames(db: Session, people, id, today):
    before = versions.in_force(db).id
    rules.rename(db, people.wang, id, RENAMES, 1)
    number = rules.publish(db, people.wang, id, today, before, 2)
    published = versions.in_force(db)
    assert published.id == number and published.framework.competency("renewal")
    assert versions.renamed(db, before, number).competency("innovation") == "renewal"
    found = db.get_one(FrameworkDraft, id)
    assert (found.version_id, found.effective_on, found.published_by_id) == (number, today, people.wang.person_id)
    actions = db.exec(select(TrailEvent.action).where(TrailEvent.actor_id == people.wang.person_id)).all()
    assert [one for one in actions if one.startswith("framework.")] == [
        "framework.drafted", "framework.renamed", "framework.published",
    ]  # fmt: skip


def test_sent_twice_it_is_published_once(db: Session, people, id, today):
    number = rules.publish(db, people.wang, id, today, 1, 1)
    assert rules.publish(db, people.wang, id, today, 1, 1) == number
    assert len(versions.numbers(db)) == 2
    with pytest.raises(Conflict, match="published already"):
        rules.publish(db, people.wang, id, today + timedelta(days=1), 1, 2)
    for attempt in (lambda: rules.discard(db, people.wang, id), lambda: rules.rename(db, people.wang, id, RENAMES, 2)):
        with pytest.raises(Conflict, match="published already"):
            attempt()


def test_what_was_published_meanwhile_is_looked_at_first(db: Session, people, id, today):
    other = altered(versions.in_force(db).framework, added=("writing",))
    versions.publish(db, None, other)
    with pytest.raises(StaleDraft, match="Version 2 was published"):
        rules.publish(db, people.wang, id, today, 1, 1)
    assert rules.publish(db, people.wang, id, today, 2, 1) == 3


@pytest.mark.parametrize("days", [-1, 731])
def test_a_day_that_cannot_be(db: Session, people, id, today, days):
    with pytest.raises(Refused) as refused:
        rules.publish(db, people.wang, id, today + timedelta(days=days), 1, 1)
    assert "from today on" in refused.value.errors["effective_on"]


def test_from_a_later_day_on(db: Session, people, id, today):
    number = rules.publish(db, people.wang, id, today + timedelta(days=730), 1, 1)
    assert versions.in_force(db).id == 1 and versions.newest(db).id == number


def test_renames_do_not_come_before_what_is_set(db: Session, people, today):
    later = rules.begin(db, people.wang, files(altered(versions.in_force(db).framework, added=("writing",)))).id or 0
    rules.publish(db, people.wang, later, today + timedelta(days=30), 1, 1)
    id = rules.begin(db, people.wang, files(another(versions.newest(db).framework))).id or 0
    rules.rename(db, people.wang, id, RENAMES, 1)
    with pytest.raises(Refused) as refused:
        rules.publish(db, people.wang, id, today, 2, 2)
    assert "comes into force on" in refused.value.errors["effective_on"]
    assert rules.publish(db, people.wang, id, today + timedelta(days=30), 2, 2) == 3


def test_what_is_in_force_is_not_published_again(db: Session, people, today):
    id = rules.begin(db, people.wang, files(versions.in_force(db).framework)).id or 0
    with pytest.raises(Refused) as refused:
        rules.publish(db, people.wang, id, today, 1, 1)
    assert "Nothing differs from version 1" in refused.value.errors["effective_on"]


def test_discarding(db: Session, people, id, today):
    rules.discard(db, people.wang, id)
    rules.discard(db, people.wang, id)
    assert db.get_one(FrameworkDraft, id).discarded_at
    with pytest.raises(Conflict, match="discarded"):
        rules.publish(db, people.wang, id, today, 1, 2)
