"""Publishing, the version in force, and reading an old one."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col

from app.framework import canonical, versions
from app.framework.model import Framework
from app.framework.models import FrameworkVersion
from app.kit import clock
from app.kit.db import Database
from app.kit.errors import NotFound
from app.trail.models import TrailEvent


def named(framework: Framework, name: str) -> Framework:
    """The same framework under another id."""
    return framework.model_copy(update={"framework": framework.framework.model_copy(update={"id": name})})


def in_force(db: Session) -> str:
    return versions.in_force(db).framework.framework.id


@pytest.fixture
def first(db: Session) -> Framework:
    """The one of data/, in force since today."""
    return versions.in_force(db).framework


def test_what_is_published_is_what_is_read(db: Session, lighthouse: Framework):
    version = versions.publish(db, 7, lighthouse)
    assert version.id is not None
    found = versions.load(db, version.id)
    assert found.framework == lighthouse
    assert found.sha256 == version.sha256 == canonical.digest(canonical.to_json(lighthouse))
    assert versions.in_force(db) == found


def test_it_is_stored_with_day_and_author_and_in_the_trail(db: Session, lighthouse: Framework):
    version = versions.publish(db, 7, lighthouse)
    assert (version.published_by, version.effective_on) == (7, clock.today())
    event = db.execute(select(TrailEvent).order_by(col(TrailEvent.id).desc())).scalars().first()
    assert event is not None
    assert (event.action, event.actor_id, event.object) == (
        "framework.published", 7, f"framework_version:{version.id}",
    )  # fmt: skip
    assert version.sha256 in event.details


def test_the_same_content_again_changes_nothing(db: Session, lighthouse: Framework):
    version = versions.publish(db, 7, lighthouse)
    again = versions.publish(db, 8, lighthouse.model_copy())
    assert again.id == version.id
    assert again.published_by == 7


def test_of_one_day_the_last_is_in_force(db: Session, first: Framework):
    for name in ("second", "third"):
        versions.publish(db, None, named(first, name))
        assert in_force(db) == name


def test_back_to_an_earlier_content(db: Session, first: Framework):
    """What was published before can be put in force again: a mistake can be undone."""
    old = versions.in_force(db).id
    versions.publish(db, None, named(first, "a_mistake"))
    versions.publish(db, None, first)
    assert versions.in_force(db).framework == first
    assert versions.load(db, old).framework == first


def test_from_a_later_day_on(db: Session, first: Framework):
    versions.publish(db, None, named(first, "next_month"), clock.today() + timedelta(days=30))
    assert in_force(db) == first.framework.id
    with clock.at(clock.now() + timedelta(days=29)):
        assert in_force(db) == first.framework.id
    with clock.at(clock.now() + timedelta(days=30)):
        assert in_force(db) == "next_month"


def test_what_is_published_meanwhile_holds_until_that_day(db: Session, first: Framework):
    versions.publish(db, None, named(first, "next_month"), clock.today() + timedelta(days=30))
    versions.publish(db, None, named(first, "now"))
    assert in_force(db) == "now"
    with clock.at(clock.now() + timedelta(days=30)):
        assert in_force(db) == "next_month"


def test_what_was_to_come_can_be_put_in_force_today(db: Session, first: Framework):
    later = named(first, "next_month")
    versions.publish(db, None, later, clock.today() + timedelta(days=30))
    versions.publish(db, None, later)
    assert in_force(db) == "next_month"


def test_the_day_turns_where_the_organisation_is(db: Session, first: Framework):
    tomorrow = clock.today() + timedelta(days=1)
    versions.publish(db, None, named(first, "tomorrow"), tomorrow)
    midnight = clock.now().replace(hour=16, minute=0, second=0, microsecond=0)  # 00:00 in Shanghai
    while clock.day_of(midnight) < tomorrow:
        midnight += timedelta(days=1)
    with clock.at(midnight - timedelta(seconds=1)):
        assert in_force(db) == first.framework.id
    with clock.at(midnight):
        assert in_force(db) == "tomorrow"


def test_before_the_first_one(db: Session):
    with clock.at(clock.now() - timedelta(days=400)), pytest.raises(NotFound):
        versions.in_force(db)
    with pytest.raises(NotFound):
        versions.load(db, 999)


def test_a_new_one_is_seen_by_the_next_request_at_once(client_for, database: Database, lighthouse: Framework):
    lin = client_for("lin")
    assert lin.get("/framework/levels/lampling").status_code == 404
    with database.writing() as db:
        versions.publish(db, None, lighthouse)
    assert lin.get("/framework/levels/lampling").status_code == 200
    assert lin.get("/framework/levels/junior").status_code == 404


def test_a_version_never_changes(database: Database):
    for statement in ("UPDATE framework_version SET content = '{}'", "DELETE FROM framework_version"):
        with pytest.raises(DatabaseError), database.writing() as db:
            db.execute(text(statement))
    with database.reading() as db:
        assert len(db.execute(select(FrameworkVersion.id)).all()) == 1


def test_parsed_once(db: Session, first: Framework):
    assert versions.in_force(db).framework is versions.in_force(db).framework
