"""One digest a day: to whom, when, in which language, with what in it."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from app.kit import clock
from app.kit.workdays import is_working_day, last_known_year
from app.people import accounts, rules
from app.reflections.models import Reflection
from app.reminders.models import Delivery, Digest, DigestItem
from tests.people.asking import state
from tests.reminders.things import NOW, SHANGHAI, TODAY, action, asked, days, entry, goal

DAY = timedelta(days=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture
def lins_goal(database, people) -> None:
    with database.writing() as db:
        goal(db, people.lin)


def test_one_message_to_one_person_with_links(database, people, box, remind):
    with database.writing() as db:
        id = goal(db, people.lin)
        action(db, id, "拜访三家经销商")
    report = remind()
    assert report.well
    (message,) = box.messages
    body = message.get_content()
    assert (message["To"], message["From"]) == ("lin@example.com", "Channel Ladder <ladder@example.com>")
    assert message["Subject"] == "渠道成长阶梯：2件事待办"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "渠道成长阶梯，2026年9月24日" in body
    assert "· 行动项“拜访三家经销商”今天到期" in body and "· 目标“团队协作”今天到期" in body
    assert f"https://ladder.example.com/goals/{id}" in body
    assert "https://ladder.example.com/settings/reminders" in body
    assert "a private reason" not in body and "a private measure" not in body


def test_the_language_is_the_accounts(database, people, box, remind, lins_goal):
    with database.writing() as db:
        accounts.of_person(db, people.lin.person_id).language = "en"
    remind()
    assert box.messages[0]["Subject"] == "Channel Ladder: 1 thing is due"
    assert "Goal “Teamwork”: due today" in box.messages[0].get_content()


def test_each_stage_is_told_once_ever(database, people, box, remind):
    with database.writing() as db:
        goal(db, people.lin, days(14))
    for number in range(25):
        remind(NOW + number * DAY)
    # 14 days before; the 8th of October, its day; the 15th, a week after
    assert [message["Date"].datetime.astimezone(SHANGHAI).date() for message in box.messages] == [
        TODAY,
        days(14),
        days(21),
    ]
    remind(NOW + 40 * DAY)
    assert len(box.messages) == 3


def test_another_day_of_the_same_goal_is_told_again(database, people, box, remind):
    from app.goals.models import Goal

    with database.writing() as db:
        id = goal(db, people.lin)
    remind()
    with database.writing() as db:
        db.get_one(Goal, id).due_on = days(5)
    remind(NOW + 5 * DAY)
    assert len(box.messages) == 2


def test_one_digest_a_day(database, people, box, remind, lins_goal):
    remind()
    with database.writing() as db:
        goal(db, people.lin, TODAY, competency="communication")
    remind(NOW + timedelta(hours=2))
    assert len(box.messages) == 1
    # the next day is a holiday, and so is the week-end
    remind(NOW + 4 * DAY)
    assert len(box.messages) == 2
    assert "目标“" in box.messages[1].get_content()


def test_words_are_not_kept_once_they_are_delivered(database, people, box, remind, lins_goal):
    remind()
    with database.reading() as db:
        digest, delivery = db.exec(select(Digest)).one(), db.exec(select(Delivery)).one()
        assert (digest.subject, digest.body) == ("", "") and digest.settled_at
        assert delivery.sent_at and delivery.fault == ""


@pytest.mark.parametrize(("hour", "told"), [(8, 0), (9, 1), (17, 1), (18, 0)])
def test_only_within_working_hours(box, remind, lins_goal, hour, told):
    remind(NOW.replace(hour=hour, minute=59))
    assert len(box.messages) == told


def test_hours_are_those_of_her_time_zone(database, people, box, remind, wishes, lins_goal):
    """10:00 in Shanghai is 04:00 in Berlin."""
    with database.writing() as db:
        accounts.of_person(db, people.lin.person_id).timezone = "Europe/Berlin"
    remind()
    assert box.messages == []
    remind(NOW.replace(hour=15))
    assert len(box.messages) == 1


def test_hours_can_be_set(box, remind, wishes, people, lins_goal):
    wishes(people.lin, hours_from=20, hours_until=22)
    remind()
    assert box.messages == []
    remind(NOW.replace(hour=21))
    assert len(box.messages) == 1


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-09-20T10:00", 1),  # a Sunday that is worked
        ("2026-09-19T10:00", 0),  # a common Saturday
        ("2026-10-01T10:00", 0),  # a Thursday, the National Day
        ("2026-10-08T10:00", 1),
    ],
)
def test_working_days_are_those_of_the_chinese_calendar(database, people, box, remind, moment, told):
    with database.writing() as db:
        goal(db, people.lin, at(moment).date())
    report = remind(at(moment))
    assert len(box.messages) == told
    assert not any("放假安排" in line for line in report.lines)


def test_a_year_that_is_not_known_falls_back_and_says_so(database, people, box, remind):
    monday = datetime(last_known_year() + 1, 6, 1, 10, 0, tzinfo=SHANGHAI)
    monday += timedelta(days=-monday.weekday() % 7)
    with database.writing() as db:
        goal(db, people.root, monday.date())
    report = remind(monday)
    assert "root@example.com" in box.receivers
    assert f"{monday.year}年的放假安排还不知道，按周一到周五算工作日。" in report.lines
    told = len(box.messages)
    remind(monday - 2 * DAY)
    assert len(box.messages) == told


def test_a_kind_that_is_off(database, people, box, remind, wishes):
    wishes(people.lin, off="goal certificate")
    with database.writing() as db:
        action(db, goal(db, people.lin), "one step")
        entry(db, people.lin, expires_on=days(7))
    remind()
    body = box.messages[0].get_content()
    assert "one step" in body and "目标“" not in body and "渠道管理师" not in body


def test_whoever_has_turned_both_ways_off_hears_of_it_once_one_is_on(box, remind, wishes, people, lins_goal):
    wishes(people.lin, mail=False)
    assert remind().composed == 0
    wishes(people.lin, mail=True)
    remind(NOW + timedelta(hours=1))
    assert len(box.messages) == 1


def test_whoever_has_left_or_is_disabled_gets_nothing(database, people, box, remind):
    with database.writing() as db:
        for one in (people.lin, people.zhao, people.qian):
            goal(db, one)
        accounts.of_person(db, people.zhao.person_id).disabled_at = NOW
        rules.find(db, people.lin.person_id).left_on = TODAY
    remind()
    assert box.receivers == ["qian@example.com"]


def test_whoever_leaves_before_it_is_sent_gets_nothing(database, people, box, remind, lins_goal):
    box.answer = "451 later"
    remind()
    box.answer = "250 OK"
    with database.writing() as db:
        accounts.of_person(db, people.lin.person_id).disabled_at = NOW
    remind(NOW + timedelta(hours=1))
    assert box.messages == []
    with database.reading() as db:
        digest = db.exec(select(Digest)).one()
        assert digest.settled_at and digest.body == ""


def test_what_others_wrote_and_private_titles_stay_inside(database, people, box, remind):
    with database.writing() as db:
        entry(db, people.lin, title="绝密证书", expires_on=days(7), private=True)
        id = entry(db, people.lin, title="绝密项目")
        entry(db, people.lin, "contact", "绝密联系人", private=True, next_touch_on=TODAY.isoformat())
        asked(db, id, people.chen, NOW - 2 * DAY)
    remind()
    text = "".join(message.get_content() for message in box.messages)
    assert box.receivers == ["chen@example.com", "lin@example.com"]
    assert "林晓雨请你核验一条佐证" in text and "证书“仅自己可见的佐证”" in text
    assert "绝密" not in text and "between us" not in text


def test_nothing_of_a_reflection_is_in_it(database, people, box, remind):
    """Half a year from now the accounts of the cast are old enough to be asked for one."""
    later = clock.now().astimezone(SHANGHAI).replace(hour=10) + timedelta(days=200)
    while not is_working_day(later.date()):
        later += DAY
    words = {name: f"CANARY {name}" for name in ("asked", "answer", "change_note")}
    with database.writing() as db:
        goal(db, people.lin, later.date())
        db.add(
            Reflection(
                person_id=people.lin.person_id, occasion="own", occasion_key="own:x", started_at=clock.now(), **words
            )
        )
    remind(later)
    mine = next(message.get_content() for message in box.messages if message["To"] == "lin@example.com")
    assert "该复盘了：定期复盘" in mine
    assert not any("CANARY" in message.get_content() for message in box.messages)


def test_a_long_list_names_twenty_and_counts_the_rest(database, people, box, remind):
    with database.writing() as db:
        id = goal(db, people.lin, days(100))
        for number in range(23):
            action(db, id, f"step {number}")
    remind()
    body = box.messages[0].get_content()
    assert body.count("· ") == 20
    assert "……还有3件：https://ladder.example.com/" in body
    remind(NOW + timedelta(hours=1))
    assert len(box.messages) == 1


def test_a_rehearsal_says_who_and_changes_nothing(database, people, box, remind, lins_goal):
    before = state(database)
    report = remind(dry=True)
    assert state(database) == before
    assert box.messages == []
    assert "lin：1件（邮件）" in report.lines
    assert report.lines[-1] == "将生成1份提醒。这次没有写入，也没有发送。"


def test_the_counts_are_said(box, remind, lins_goal):
    assert remind().lines == ["新生成的提醒：1份", "邮件：已发1封", "聊天：已发0封"]


def test_nobody_is_told_of_anything_when_nothing_is_due(database, people, box, remind):
    report = remind()
    with database.reading() as db, clock.at(NOW):
        assert db.exec(select(col(DigestItem.id))).all() == []
    assert report.composed == 0 and box.messages == []
