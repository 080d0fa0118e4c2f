"""`python -m app retain`: what was kept long enough goes, once; who was erased stays erased."""

import re
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from app.jobs.models import Job
from app.kit import clock
from app.kit.db import Database
from app.kit.errors import Conflict, NotFound, Refused
from app.people import rules as people_rules
from app.people.models import Person
from app.privacy import holds, ledger, requests, retaining, retention
from app.privacy.models import Correction, Erasure
from app.reminders.models import CalendarFeed, Digest
from app.trail.models import TrailEvent
from tests.growth import everything
from tests.privacy import acts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "erasures"


def run(database: Database, file: Path, dry: bool = False) -> list[str]:
    return list(retaining.retain(database, file, dry=dry))


def about(lines: list[str], person_id: int) -> list[str]:
    return [line for line in lines if re.search(rf"\D{person_id}\D", line)]


def name(database: Database, person_id: int) -> str:
    with database.reading() as db:
        return db.get_one(Person, person_id).name


def leave(database: Database, who, days: int) -> None:
    with database.writing() as db:
        acts.left(db, who, days)


class TestPeopleWhoLeft:
    def test_lately_keep_everything(self, database: Database, people, file: Path):
        everything.fill(database, people)
        leave(database, people.lin, 100)
        before = acts.hers(acts.everything(database), people.lin.person_id)
        assert not about(run(database, file), people.lin.person_id)
        assert acts.hers(acts.everything(database), people.lin.person_id)["goal"] == before["goal"]

    def test_half_a_year_ago_lose_their_own_entries(self, database: Database, people, file: Path):
        everything.fill(database, people)
        leave(database, people.lin, 200)
        assert len(run(database, file)) >= 1
        rows = acts.hers(acts.everything(database), people.lin.person_id)
        assert not rows["evidence"] and not rows["account"] and rows["placement"]
        assert name(database, people.lin.person_id) == "林晓雨"
        assert not run(database, file)

    def test_two_years_ago_are_erased(self, database: Database, people, file: Path):
        everything.fill(database, people)
        leave(database, people.lin, 800)
        run(database, file)
        assert name(database, people.lin.person_id) != "林晓雨"
        assert len(ledger.read(file)) == 1
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not run(database, file)

    def test_a_granted_erasure_is_finished_when_the_record_is_due(self, database: Database, people, file: Path):
        with database.writing() as db:
            acts.left(db, people.lin, 10)
            assert not requests.grant(db, people.wang, acts.asked(db, people.lin), "", "林晓雨", file)
        assert not run(database, file)
        with clock.at(clock.now() + timedelta(days=740)):
            run(database, file)
        assert name(database, people.lin.person_id) != "林晓雨"
        with database.reading() as db:
            assert len(db.exec(select(Erasure).where(Erasure.person_id == people.lin.person_id)).all()) == 1

    def test_a_legal_hold_keeps_everything(self, database: Database, people, file: Path):
        everything.fill(database, people)
        leave(database, people.lin, 800)
        with database.writing() as db:
            holds.place(db, people.wang, people.lin.person_id, "仲裁")
        before = acts.hers(acts.everything(database), people.lin.person_id)
        assert len(about(run(database, file), people.lin.person_id)) == 1
        after = acts.hers(acts.everything(database), people.lin.person_id)
        assert {n: r for n, r in after.items() if n != "trail_event"} == {
            n: r for n, r in before.items() if n != "trail_event"
        }

    def test_months_are_what_hr_set(self, database: Database, people, file: Path):
        leave(database, people.lin, 100)
        with database.writing() as db:
            retention.set_months(db, people.wang, "record", 3, 24)
        run(database, file)
        assert name(database, people.lin.person_id) != "林晓雨"

    def test_nobody_goes_by_herself_where_hr_says_so(self, database: Database, people, file: Path):
        leave(database, people.lin, 4000)
        with database.writing() as db:
            retention.set_months(db, people.wang, "record", 0, 24)
            retention.set_months(db, people.wang, "own", 0, 6)
        assert not run(database, file)


def test_nothing_is_written_in_a_dry_run(database: Database, people, file: Path):
    everything.fill(database, people)
    leave(database, people.lin, 800)
    before = acts.everything(database)
    assert len(run(database, file, dry=True)) >= 2
    assert acts.everything(database) == before
    assert not file.exists()


def test_what_is_old_goes_and_what_is_new_stays(database: Database, people, file: Path):
    now, me = clock.now(), {"person_id": people.lin.person_id}
    old = now - timedelta(days=800)
    with database.writing() as db:
        for at in (old, now):
            asked = {"field": "name", "wanted": "林小雨", "asked_at": at, "answered_at": at, "outcome": "declined"}
            db.add(Correction(**me, **asked))
            db.add(Digest(**me, on=at.date(), created_at=at, settled_at=at))
            db.add(CalendarFeed(**me, token=at.isoformat(), created_at=at, revoked_at=at))
            db.add(Job(
                kind="counting", asked_by_id=people.lin.person_id, asked_at=at, params="{}", once=at.isoformat(),
                finished_at=at, outcome="done", size=3, kept_until=at + timedelta(days=1),
            ))  # fmt: skip
    assert len(run(database, file)) == 4
    with database.reading() as db:
        for table in (Correction, Digest, CalendarFeed):
            assert len(db.exec(select(table)).all()) == 1, table
        assert sorted(job.size for job in db.exec(select(Job))) == [0, 3]
        told = select(TrailEvent).where(col(TrailEvent.action) == "retention.carried_out")
        assert len(db.exec(told).all()) == 4
    assert not run(database, file)


class TestAfterARestore:
    @pytest.fixture
    def restored(self, database: Database, people, file: Path, tmp_path: Path):
        """The database as it was before lin left and was erased."""
        everything.fill(database, people)
        copy = tmp_path / "copy.db"
        with closing(sqlite3.connect(database.url.database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        acts.erased(database, people, "lin", file)
        again = Database(f"sqlite:///{copy}")
        yield again
        again.dispose()

    @pytest.mark.only("sqlite")  # copying a database is not the product's
    def test_she_is_erased_again(self, database: Database, restored: Database, people, file: Path):
        assert name(restored, people.lin.person_id) == "林晓雨"
        assert len(run(restored, file)) == 1
        assert name(restored, people.lin.person_id) != "林晓雨"
        assert everything.ANSWER not in acts.dump(acts.everything(restored))[str]
        assert not run(restored, file)
        assert len(ledger.read(file)) == 1

    @pytest.mark.only("sqlite")
    def test_a_hold_that_came_back_is_heeded(self, database: Database, restored: Database, people, file: Path):
        with restored.writing() as db:
            holds.place(db, people.wang, people.lin.person_id, "仲裁")
        assert len(run(restored, file)) == 1
        assert name(restored, people.lin.person_id) == "林晓雨"

    def test_somebody_else_with_her_number_is_left_alone(self, database: Database, people, file: Path):
        """A copy from before she came, in which the next person got the number that was hers."""
        file.parent.mkdir()
        file.write_text("0" * 64 + "\n")
        assert not run(database, file)
        assert name(database, people.lin.person_id) == "林晓雨"

    def test_a_file_that_was_lost_is_written_again(self, database: Database, people, file: Path):
        acts.erased(database, people, "lin", file)
        kept = ledger.read(file)
        shutil.rmtree(file.parent)
        assert not run(database, file)
        assert ledger.read(file) == kept


def test_a_file_that_cannot_be_written_does_not_undo_the_erasure(database: Database, people, tmp_path: Path):
    (tmp_path / "taken").write_text("")
    acts.erased(database, people, "lin", tmp_path / "taken" / "erasures")
    assert name(database, people.lin.person_id) != "林晓雨"


def test_who_is_here_again_is_left_alone(database: Database, people, file: Path):
    with database.writing() as db:
        acts.left(db, people.lin, 10)
        requests.grant(db, people.wang, acts.asked(db, people.lin), "", "林晓雨", file)
        people_rules.find(db, people.lin.person_id).left_on = None
    with clock.at(clock.now() + timedelta(days=900)):
        run(database, file)
    assert name(database, people.lin.person_id) == "林晓雨"


def test_months_that_somebody_else_set_are_not_overwritten(db: Session, people):
    retention.set_months(db, people.wang, "keys", 5, 3)
    with pytest.raises(Conflict):
        retention.set_months(db, people.wang, "keys", 9, 3)
    with pytest.raises(Refused):
        retention.set_months(db, people.wang, "messages", 1, 12)
    with pytest.raises(NotFound):
        retention.set_months(db, people.wang, "nothing", 1, 1)
    assert retention.months(db)["keys"] == 5
