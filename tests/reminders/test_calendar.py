"""The calendar behind a secret link, read back by another parser than the one that wrote it."""

import json
from datetime import date, timedelta

import pytest
import vobject

from app.evidence.models import Evidence
from app.goals.models import Goal
from app.kit import clock, security
from app.people import accounts, rules
from app.reflections.models import Reflection
from app.reminders import calendar, queries
from app.reminders.rules import make_link
from tests.assessments.acts import written
from tests.reminders.things import action, entry, goal

LONG = "一次拜访十家经销商并把每家的动销、库存、回款和价格都记下来，" * 4
AWKWARD = 'a;b,c\\d "e"'


@pytest.fixture
def link(database):
    """`link(people.lin)`: the path of her calendar."""

    def made(actor) -> str:
        with database.writing() as db:
            return f"/me/calendar/{make_link(db, actor)}.ics"

    return made


def later(number: int) -> date:
    return clock.today() + timedelta(days=number)


def events(answer) -> dict[str, dict[str, object]]:
    """UID: the properties of each entry."""
    found = vobject.readOne(answer.text)
    return {
        event.uid.value.partition("@")[0]: {name: values[0].value for name, values in event.contents.items()}
        for event in found.contents.get("vevent", [])
    }


def test_what_is_in_it(database, people, anonymous, link):
    written(database, people.lin, people.lin, teamwork=2)
    with database.writing() as db:
        id = goal(db, people.lin, later(40))
        step = action(db, id, "拜访三家经销商", later(20))
        certificate = entry(db, people.lin, title="渠道管理师", expires_on=later(70))
        contact = entry(db, people.lin, "contact", "老王", next_touch_on=later(9).isoformat())
    answer = anonymous.get(link(people.lin))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    found = events(answer)
    said = {uid: (event["summary"], event["dtstart"]) for uid, event in found.items()}
    assert said[f"goal-{id}"] == ("目标到期：团队协作", later(40))
    assert said[f"action-{step}"] == ("行动项到期：拜访三家经销商", later(20))
    assert said[f"certificate-{certificate}"] == ("证书到期：渠道管理师", later(70))
    assert said[f"contact-{contact}"] == ("该再联系了：老王", later(9))
    assert "下次自评" in [summary for summary, _ in said.values()]
    assert "定期复盘" in [summary for summary, _ in said.values()]
    assert len(said) == 6
    event = found[f"goal-{id}"]
    assert event["dtend"] == later(41)
    assert event["url"] == f"http://127.0.0.1:8000/goals/{id}"
    assert (event["sequence"], event["transp"]) == ("0", "TRANSPARENT")
    assert event["dtstamp"] == event["last-modified"]


def test_an_entry_keeps_its_identity_when_it_moves(database, people, anonymous, link):
    with database.writing() as db:
        id = goal(db, people.lin, later(40))
    path = link(people.lin)
    anonymous.get(path)
    with database.writing() as db:
        moved = db.get_one(Goal, id)
        moved.due_on, moved.version = later(50), 2
    event = events(anonymous.get(path))[f"goal-{id}"]
    assert (event["dtstart"], event["sequence"]) == (later(50), "1")


@pytest.mark.parametrize("title", [LONG, AWKWARD, "BEGIN:VEVENT", "😀" * 40, "a" * 200])
def test_titles_of_every_sort_come_back_as_they_were(database, people, anonymous, link, title):
    with database.writing() as db:
        step = action(db, goal(db, people.lin, later(40)), title, later(20))
    answer = anonymous.get(link(people.lin))
    assert events(answer)[f"action-{step}"]["summary"] == f"行动项到期：{title}"
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    for line in lines:
        line.decode("utf-8")


def test_the_language_is_the_accounts_whatever_the_program_asks_for(database, people, anonymous, link):
    with database.writing() as db:
        goal(db, people.lin, later(40))
        accounts.of_person(db, people.lin.person_id).language = "en"
    answer = anonymous.get(link(people.lin), headers={"Accept-Language": "zh"})
    assert "Goal due: Teamwork" in [event["summary"] for event in events(answer).values()]
    assert vobject.readOne(answer.text).contents["x-wr-calname"][0].value == "Channel Ladder"


def test_each_link_shows_its_owners_things_only(database, people, anonymous, link):
    with database.writing() as db:
        mine, others = goal(db, people.lin, later(40)), goal(db, people.zhao, later(40))
        hidden = entry(db, people.lin, title="绝密证书", expires_on=later(5), private=True)
    found = events(anonymous.get(link(people.lin)))
    assert f"goal-{mine}" in found and f"goal-{others}" not in found
    assert "绝密" not in str(found) and f"certificate-{hidden}" in found
    assert f"goal-{mine}" not in events(anonymous.get(link(people.zhao)))


def test_what_is_done_over_or_deleted_is_not_in_it(database, people, anonymous, link):
    with database.writing() as db:
        action(db, goal(db, people.lin, later(40), state="paused"), "rests", later(3))
        action(db, goal(db, people.lin, later(400), state="met"), "over", later(3))
        db.get_one(Evidence, entry(db, people.lin, expires_on=later(3))).deleted_at = clock.now()
    assert {uid.partition("-")[0] for uid in events(anonymous.get(link(people.lin)))} <= {"periodic"}


def test_nothing_of_a_reflection_is_in_it(database, people, anonymous, link):
    with database.writing() as db:
        written_one = Reflection(
            person_id=people.lin.person_id, occasion="own", occasion_key="own:x", asked="CANARY", answer="CANARY",
            change_note="CANARY", started_at=clock.now(), saved_at=clock.now(),
        )  # fmt: skip
        db.add(written_one)
    assert "CANARY" not in anonymous.get(link(people.lin)).text


def test_a_revoked_and_a_replaced_link_find_nothing(people, client_for, anonymous, link):
    old, new = link(people.lin), link(people.lin)
    assert anonymous.get(old).status_code == 404
    assert anonymous.get(new).status_code == 200
    assert client_for("lin").delete("/settings/calendar").status_code == 303
    assert anonymous.get(new).status_code == 404


@pytest.mark.parametrize("how", ["left", "disabled"])
def test_whoever_has_gone_shows_nothing(database, people, anonymous, link, how):
    path = link(people.lin)
    with database.writing() as db:
        if how == "left":
            rules.find(db, people.lin.person_id).left_on = clock.today()
        else:
            accounts.of_person(db, people.lin.person_id).disabled_at = clock.now()
    assert anonymous.get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "", "%00", "a" * 43, "..%2f..%2fx", "x" * 5000, "%ED%A0%80"])
def test_a_token_that_is_none(anonymous, token):
    assert anonymous.get(f"/me/calendar/{token}.ics").status_code == 404


def test_only_the_digest_is_kept_and_the_reading_is_noted_by_the_hour(database, people, anonymous, link):
    path = link(people.lin)
    token = path.rpartition("/")[2].removesuffix(".ics")
    with database.reading() as db:
        assert queries.reader(db, token) is None
        reader = queries.reader(db, security.digest(token))
        assert reader is not None and reader.read_at is None
    moments = []
    for minutes in (0, 30, 61):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            anonymous.get(path)
        with database.reading() as db:
            moments.append(queries.feed(db, people.lin.person_id).read_at)
    assert moments[0] is not None and moments[0] == moments[1] < moments[2]


def test_a_goal_of_years_ago_is_not_dragged_along(database, people, db):
    goal(db, people.lin, later(-800))
    recent = goal(db, people.lin, later(-100))
    found = calendar.feed(db, people.lin.person_id, "https://ladder.example.com")
    goals = [line for line in found.decode().splitlines() if line.startswith("UID:goal-")]
    assert goals == [f"UID:goal-{recent}@ladder.example.com"]


def test_the_token_does_not_reach_the_log(people, link):
    from app.kit.logs import loggable_path

    path = link(people.lin)
    assert loggable_path(path) == "/me/calendar/..."
    assert json.dumps(path) not in loggable_path(path)
