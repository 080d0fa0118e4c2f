"""Messages that do not leave: tried again by the next run, given up in the end, and never lost without a word."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import select

from app.kit import clock
from app.reminders import commands
from app.reminders.models import Delivery, Digest, DigestItem
from app.reminders.sending import MOST_ATTEMPTS, STALE
from tests.reminders.posts import free_port
from tests.reminders.things import NOW, TODAY, goal

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def lins_goal(database, people, early) -> None:
    with database.writing() as db:
        goal(db, people.lin)


def delivery(database) -> Delivery:
    with database.reading() as db:
        return db.exec(select(Delivery)).one()


def test_what_is_not_taken_is_tried_again_by_the_next_run(database, box, remind):
    box.answer = "451 come back later"
    report = remind()
    assert not report.well
    assert "邮件：已发0封、1封没有发出，下次运行再试" in report.lines
    assert (delivery(database).attempts, delivery(database).fault) == (1, "SMTPDataError (451)")
    box.answer = "250 OK"
    assert remind(NOW + HOUR).well
    assert len(box.messages) == 1
    remind(NOW + 2 * HOUR)
    assert len(box.messages) == 1


def test_after_five_attempts_it_is_given_up_and_said(database, box, remind, caplog):
    box.refuse = frozenset({"lin@example.com"})
    reports = [remind(NOW + n * HOUR) for n in range(MOST_ATTEMPTS)]
    assert not any(report.well for report in reports)
    assert "邮件：已发0封、1封试了五次仍未发出，已放弃" in reports[-1].lines
    given_up = [record for record in caplog.records if "a reminder is given up" in str(record.msg)]
    assert len(given_up) == 1 and "lin@example.com" not in str(given_up[0].msg)
    assert delivery(database).fault == "recipient refused (550)"
    assert remind(NOW + 6 * HOUR).well
    with database.reading() as db:
        digest = db.exec(select(Digest)).one()
        assert digest.settled_at and digest.body == ""


def test_what_was_given_up_is_told_by_the_next_days_digest(database, box, remind):
    """The next four days are a holiday and a week-end."""
    box.refuse = frozenset({"lin@example.com"})
    for n in range(MOST_ATTEMPTS):
        remind(NOW + n * HOUR)
    box.refuse = frozenset()
    remind(NOW + 6 * HOUR)
    assert box.messages == []
    remind(NOW + 4 * DAY)
    assert len(box.messages) == 1


def test_a_server_that_is_away_is_no_fault_of_the_message(database, people, box, post, remind):
    with database.writing() as db:
        goal(db, people.zhao)
    away = post.model_copy(update={"mail_url": SecretStr(f"mailto://127.0.0.1:{free_port()}")})
    for n in range(MOST_ATTEMPTS + 2):
        with clock.at(NOW + n * timedelta(minutes=10)):
            report = commands.remind(database, away)
        assert "邮件：已发0封、2封没有发出，下次运行再试" in report.lines
    assert remind(NOW + 2 * HOUR).well
    assert box.receivers == ["lin@example.com", "zhao@example.com"]


def test_a_digest_left_over_goes_out_before_a_new_one(database, people, box, remind):
    """Four days later, after a holiday: the old one that day, the new one on the next."""
    box.answer = "451 come back later"
    remind()
    box.answer = "250 OK"
    with database.writing() as db:
        goal(db, people.lin, TODAY + 4 * DAY, competency="communication")
    remind(NOW + 4 * DAY)
    assert len(box.messages) == 1
    assert "2026年9月24日" in box.messages[0].get_content()
    remind(NOW + 4 * DAY + HOUR)
    assert len(box.messages) == 1
    remind(NOW + 5 * DAY)
    assert len(box.messages) == 2


def test_what_is_left_over_waits_for_her_hours(box, remind):
    box.answer = "451 come back later"
    remind(NOW.replace(hour=17))
    box.answer = "250 OK"
    remind(NOW.replace(hour=20))
    assert box.messages == []
    remind(NOW + 4 * DAY)
    assert len(box.messages) == 1


def test_a_message_keeps_its_id_at_every_attempt(database, people, box, remind):
    """The server took it, but its answer came too late to be known: the second one is recognised."""
    remind()
    with database.writing() as db:
        again = db.exec(select(Delivery)).one()
        again.sent_at = None
        digest = db.exec(select(Digest)).one()
        digest.settled_at = None
    remind(NOW + HOUR)
    first, second = (message["Message-ID"] for message in box.messages)
    assert first == second and first.endswith("@example.com>")


def test_a_claim_is_left_alone_until_it_is_old(database, box, remind):
    box.answer = "451 come back later"
    remind()
    box.answer = "250 OK"
    with database.writing() as db:
        db.exec(select(Delivery)).one().claimed_at = NOW + HOUR
    remind(NOW + HOUR + STALE)
    assert box.messages == []
    remind(NOW + HOUR + STALE + timedelta(seconds=1))
    assert len(box.messages) == 1


def test_mail_and_chat_are_settled_each_for_itself(database, people, box, hook, remind, wishes):
    wishes(people.lin, chat_url=hook.url("lin"))
    hook.status = 500
    report = remind()
    assert len(box.messages) == 1 and not report.well
    hook.status = 200
    remind(NOW + HOUR)
    assert (len(box.messages), hook.paths) == (1, ["/lin"])
    assert hook.posts[0][1]["title"] == box.messages[0]["Subject"]
    assert hook.posts[0][1]["message"].strip() == box.messages[0].get_content().replace("\r\n", "\n").strip()
    with database.reading() as db:
        assert db.exec(select(Digest)).one().settled_at


def test_a_way_that_was_turned_off_since_is_not_taken(database, people, box, hook, remind, wishes):
    wishes(people.lin, mail=False, chat_url=hook.url("lin"))
    hook.status = 500
    remind()
    hook.status = 200
    wishes(people.lin, mail=True, chat_url="")
    assert remind(NOW + HOUR).well
    assert hook.posts == [] and box.messages == []
    with database.reading() as db:
        assert db.exec(select(Digest)).one().settled_at
        assert db.exec(select(DigestItem)).all() == []


def test_a_scheme_that_is_not_allowed_any_more_gets_nothing(database, people, post, hook, wishes):
    wishes(people.lin, mail=False, chat_url=hook.url("lin"))
    strict = post.model_copy(update={"chat_schemes": "feishu"})
    strict.__dict__.pop("chat_allowed", None)
    with clock.at(NOW):
        assert commands.remind(database, strict).composed == 0
    assert hook.posts == []


def test_an_address_that_is_none_does_not_stop_the_others(database, people, box, remind):
    from app.people import rules

    with database.writing() as db:
        goal(db, people.chen)
        rules.find(db, people.chen.person_id).email = "chen at example.com\tBcc: all"
    report = remind()
    assert box.receivers == ["lin@example.com"]
    assert not report.well
