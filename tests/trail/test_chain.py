"""The trail's chain: whole as it is written, by many at once too, and broken by any change from outside."""

from itertools import pairwise
from threading import Thread

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.kit import clock
from app.trail.models import TrailEvent, TrailHead
from app.trail.rules import GENESIS, broken_link, digest, record


def events(db: Session) -> list[TrailEvent]:
    return list(db.exec(select(TrailEvent).order_by(TrailEvent.id)))


@pytest.fixture
def tampered(database):
    """Somebody who can take the guards away, as only the owner of the database can."""

    def change(statement: str, **values: object) -> None:
        with database.writing() as db:
            if database.sqlite:
                db.execute(text("DROP TRIGGER IF EXISTS trail_event_no_update"))
                db.execute(text("DROP TRIGGER IF EXISTS trail_event_no_delete"))
            else:
                db.execute(text("ALTER TABLE trail_event DISABLE TRIGGER ALL"))
            assert db.execute(text(statement), values).rowcount == 1  # type: ignore[attr-defined]

    return change


def test_each_event_holds_the_hash_of_the_one_before(db: Session):
    found = events(db)
    assert len(found) > 20
    assert found[0].previous == GENESIS
    assert all(after.previous == before.hash == digest(before) for before, after in pairwise(found))
    assert broken_link(db) is None


def test_an_event_says_who_what_whose_when(db: Session):
    event = record(db, "thing.done", actor_id=1, subject_id=2, object="thing:3", kind="x", n=4)
    assert (event.actor_id, event.action, event.subject_id, event.object) == (1, "thing.done", 2, "thing:3")
    assert event.details == '{"kind": "x", "n": 4}'
    assert abs((clock.now() - event.at).total_seconds()) < 5
    assert broken_link(db) is None


def test_the_hash_covers_every_field(db: Session):
    event = record(db, "thing.done", actor_id=1, subject_id=2, object="thing:3", kind="x")
    found = {digest(event)}
    for name, value in {
        "actor_id": 9,
        "action": "x",
        "subject_id": 9,
        "object": "x",
        "address": "x",
        "details": "x",
        "previous": GENESIS,
        "at": clock.now(),
    }.items():
        other = TrailEvent(**event.model_dump())
        setattr(other, name, value)
        found.add(digest(other))
    assert len(found) == 9
    db.rollback()


@pytest.mark.parametrize("column", ["actor_id", "subject_id", "action", "object", "address", "details"])
def test_a_changed_event_is_found(database, tampered, column):
    tampered(f"UPDATE trail_event SET {column} = :value WHERE id = 7", value="9" if column.endswith("_id") else "other")
    with database.reading() as db:
        assert broken_link(db) == 7


def test_a_changed_event_with_a_fitting_hash_is_found(database, tampered):
    with database.reading() as db:
        event = db.get(TrailEvent, 7)
        event.subject_id = 1
        fitting = digest(event)
    tampered("UPDATE trail_event SET subject_id = 1, hash = :hash WHERE id = 7", hash=fitting)
    with database.reading() as db:
        assert broken_link(db) == 8


@pytest.mark.parametrize("id", [1, 7])
def test_a_removed_event_is_found(database, tampered, id):
    tampered("DELETE FROM trail_event WHERE id = :id", id=id)
    with database.reading() as db:
        assert broken_link(db) == id + 1


def test_a_trail_that_was_cut_off_is_found(database, tampered):
    with database.reading() as db:
        last = events(db)[-1].id
    tampered("DELETE FROM trail_event WHERE id = :id", id=last)
    with database.reading() as db:
        assert broken_link(db) == 0


def test_an_event_appended_past_the_rules_is_found(database):
    with database.writing() as db:
        event = TrailEvent(at=clock.now(), actor_id=1, action="x", previous=db.get(TrailHead, 1).hash, hash="")
        event.hash = digest(event)
        db.add(event)
    with database.reading() as db:
        assert broken_link(db) == 0


def test_an_event_slipped_in_between_is_found(database):
    with database.writing() as db:
        third = db.get(TrailEvent, 3)
        event = TrailEvent(at=clock.now(), actor_id=1, action="x", previous=third.hash, hash="")
        event.hash = digest(event)
        db.add(event)
        db.flush()
        id = event.id
    with database.reading() as db:
        assert broken_link(db) == id


def test_writers_at_the_same_time_keep_the_chain(database):
    def write(number: int) -> None:
        for turn in range(5):
            with database.writing() as db:
                record(db, "thing.done", actor_id=number, object=f"turn:{turn}")

    with database.reading() as db:
        before = len(events(db))
    threads = [Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as db:
        assert len(events(db)) == before + 40
        assert broken_link(db) is None


def test_what_is_rolled_back_leaves_no_event(database):
    with database.reading() as db:
        before = len(events(db))

    def change() -> None:
        with database.writing() as db:
            record(db, "thing.done", actor_id=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    with database.reading() as db:
        assert len(events(db)) == before
        assert broken_link(db) is None
