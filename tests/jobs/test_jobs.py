"""Jobs: asked for once, done one after the other, theirs alone who asked, gone after a day."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app.jobs import queries, rules
from app.jobs.models import Job, JobPiece
from app.jobs.workshop import TRIES, Workshop
from app.kit import clock
from app.kit.errors import NotFound, TooMany
from app.settings import Settings
from tests.jobs.kind import COUNTING, content
from tests.pages import Page, english


@pytest.fixture
def shop(database) -> Workshop:
    return Workshop(database, Settings(), [COUNTING])


def ask(database, person, once="once", **params) -> int:
    with database.writing() as db:
        return rules.begin(db, person.person_id, COUNTING.name, params, once).id or 0


def seen(database, person, id):
    with database.reading() as db:
        return queries.job_of(db, person.person_id, id)


def test_it_is_done_and_its_file_is_kept_for_a_day(database, people, shop):
    id = ask(database, people.lin, bytes=2_600_000)
    assert shop.run_waiting() == 1
    job = seen(database, people.lin, id)
    assert (job.outcome, job.done, job.total, job.size, job.has_file) == ("done", 3, 3, 2_600_000, True)
    with database.reading() as db:
        assert [len(queries.piece(db, id, n) or b"") for n in range(4)] == [1 << 20, 1 << 20, 2_600_000 - (2 << 20), 0]
    with clock.at(clock.now() + rules.KEPT + timedelta(minutes=1)), database.writing() as db:
        assert rules.expire(db) == 1 and rules.expire(db) == 0
        assert db.exec(select(JobPiece)).all() == []


def test_the_same_form_is_the_same_job_and_nobody_else_s(database, people, shop):
    id = ask(database, people.lin)
    assert ask(database, people.lin) == id
    with pytest.raises(NotFound):
        ask(database, people.chen)
    with pytest.raises(NotFound):
        seen(database, people.chen, id)


def test_three_at_once(database, people, shop):
    for n in range(rules.MOST_OPEN):
        ask(database, people.lin, str(n))
    with pytest.raises(TooMany):
        ask(database, people.lin, "more")
    ask(database, people.chen, "hers")
    assert shop.run_waiting() == 4
    ask(database, people.lin, "more")


def test_a_problem_is_told_and_a_fault_is_not(database, people, shop):
    told, hidden = ask(database, people.lin, "1", problem="第三行没有工号"), ask(database, people.lin, "2", fault=1)
    shop.run_waiting()
    assert (seen(database, people.lin, told).outcome, seen(database, people.lin, told).words) == (
        "failed",
        "第三行没有工号",
    )
    job = seen(database, people.lin, hidden)
    assert job.outcome == "failed" and str(hidden) in job.words and "nobody" not in job.words


def test_what_is_stopped_is_not_done(database, people, shop, client_for):
    waiting, running = ask(database, people.lin, "1"), ask(database, people.lin, "2", total=2000, bytes=9)
    lin = client_for("lin")
    assert lin.delete(f"/jobs/{waiting}").status_code == 303

    job = shop._claim()
    assert job is not None and job.id == running
    with database.writing() as db:
        rules.stop(db, people.lin.person_id, running)
    shop._do(job)
    assert shop.run_waiting() == 0
    assert {seen(database, people.lin, id).outcome for id in (waiting, running)} == {"stopped"}
    with database.reading() as db:
        assert db.exec(select(JobPiece)).all() == []


def test_what_a_dead_process_left_is_begun_again_three_times_at_most(database, people, shop):
    id = ask(database, people.lin, bytes=5)
    for tried in range(1, TRIES + 1):
        job = Workshop(database, Settings(), [COUNTING])._claim()
        assert job is not None and job.tries == tried
        assert Workshop(database, Settings(), [COUNTING])._claim() is None, "somebody is at it"
        with database.writing() as db:
            db.execute(update(Job).where(col(Job.id) == id).values(beat_at=clock.now() - timedelta(minutes=2)))
    assert shop.run_waiting() == 0
    assert seen(database, people.lin, id).outcome == "failed"


def test_who_was_thought_dead_and_is_not_writes_nothing(database, people, shop):
    id = ask(database, people.lin, bytes=5)
    slow = Workshop(database, Settings(), [COUNTING])
    job = slow._claim()
    with database.writing() as db:
        db.execute(update(Job).where(col(Job.id) == id).values(beat_at=clock.now() - timedelta(minutes=2)))
    assert shop.run_waiting() == 1
    assert job is not None
    slow._do(job)
    with database.reading() as db:
        assert len(db.exec(select(JobPiece)).all()) == 1


def test_a_thread_takes_it_up_as_soon_as_it_is_asked_for(database, people, shop):
    shop.open(1)
    try:
        id = ask(database, people.lin, bytes=5)
        for _ in range(200):
            if not seen(database, people.lin, id).open:
                break
            time.sleep(0.02)
        assert seen(database, people.lin, id).outcome == "done"
    finally:
        shop.close()


def test_the_page_counts_and_then_offers_the_file(database, people, shop, client_for):
    id = ask(database, people.lin, bytes=5)
    lin = english(client_for("lin"))
    page = lin.get(f"/jobs/{id}")
    assert "<progress" in page.text and 'hx-trigger="every 1s"' in page.text and "数到3" in page.text
    shop.run_waiting()
    fragment = lin.get(f"/jobs/{id}", headers={"HX-Request": "true"}).text
    assert "hx-trigger" not in fragment and f"/jobs/{id}/file" in fragment and "<html" not in fragment
    assert "数到3" in Page(lin.get("/jobs")).text
    assert client_for("chen").get(f"/jobs/{id}/file").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        (None, 200, 0, 2_599_999), ("bytes=0-9", 206, 0, 9), ("bytes=1048570-1048590", 206, 1048570, 1048590),
        ("bytes=2599990-", 206, 2599990, 2_599_999), ("bytes=-10", 206, 2599990, 2_599_999),
        ("bytes=2599990-9999999", 206, 2599990, 2_599_999), ("bytes=5-1", 200, 0, 2_599_999),
        ("bytes=0-1,5-6", 200, 0, 2_599_999), ("lines=0-1", 200, 0, 2_599_999),
    ],
)  # fmt: skip
def test_a_broken_download_goes_on(database, people, shop, client_for, asked, status, first, last):
    id = ask(database, people.lin, bytes=2_600_000)
    shop.run_waiting()
    answer = client_for("lin").get(f"/jobs/{id}/file", headers={"Range": asked} if asked else {})
    assert answer.status_code == status
    assert answer.content == content(2_600_000)[first : last + 1]
    assert answer.headers["content-length"] == str(last - first + 1)
    if status == 206:
        assert answer.headers["content-range"] == f"bytes {first}-{last}/2600000"


def test_past_the_end_and_of_another_file(database, people, shop, client_for):
    id = ask(database, people.lin, bytes=100)
    shop.run_waiting()
    lin = client_for("lin")
    assert lin.get(f"/jobs/{id}/file", headers={"Range": "bytes=100-"}).status_code == 416
    other = lin.get(f"/jobs/{id}/file", headers={"Range": "bytes=10-19", "If-Range": '"another"'})
    assert (other.status_code, len(other.content)) == (200, 100)
    same = lin.get(f"/jobs/{id}/file", headers={"Range": "bytes=10-19", "If-Range": other.headers["etag"]})
    assert (same.status_code, len(same.content)) == (206, 10)


def test_a_role_that_ended_closes_it(database, people, shop, client_for):
    id = ask(database, people.root, bytes=100)
    shop.run_waiting()
    assert client_for("root").get(f"/jobs/{id}").status_code == 404
    assert client_for("root").get(f"/jobs/{id}/file").status_code == 404
    assert "数到" not in client_for("root").get("/jobs").text
