"""/settings/reminders: mail, chat, hours, kinds; the calendar link."""

import pytest
from sqlmodel import select

from app.reminders import queries
from app.reminders.kinds import KINDS
from app.reminders.models import CalendarFeed, ReminderSetting
from app.reminders.queries import Wish
from app.trail.models import TrailEvent
from tests.pages import Page, english, text

TOKEN = "0123abcd-1111-2222-3333-444455556666"
ADDRESS = "/settings/reminders"
ALL = [kind.id for kind in KINDS]
FORM = {"mail": "true", "hours_from": "8", "hours_until": "20", "kinds": ALL}


def wish(database, actor) -> Wish:
    with database.reading() as db:
        return queries.wish(db, actor.person_id)


def test_without_a_word_it_is_mail_from_nine_to_six_and_everything(client_for):
    page = Page(client_for("lin").get(ADDRESS))
    checked = [box.get("value") for box in page.all(".//input[@type='checkbox']") if "checked" in box.attrib]
    assert checked == ["true", *ALL]
    assert [option.get("value") for option in page.root.iter("option") if "selected" in option.attrib] == ["9", "18"]
    assert "lin@example.com" in page.text


def test_the_settings_lead_there(client_for):
    assert ADDRESS in Page(client_for("lin").get("/settings")).links()


def test_keeping_it(database, people, client_for):
    form = FORM | {"kinds": ["goal", "action"], "chat": f"https://open.feishu.cn/open-apis/bot/v2/hook/{TOKEN}"}
    answer = client_for("lin").put(ADDRESS, data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, ADDRESS)
    kept = wish(database, people.lin)
    assert (kept.mail, kept.chat_url, kept.hours_from, kept.hours_until) == (True, f"feishu://{TOKEN}/", 8, 20)
    assert kept.off == frozenset(ALL) - {"goal", "action"}


def test_no_box_at_all_turns_all_off(database, people, client_for):
    assert client_for("lin").put(ADDRESS, data={"hours_from": "0", "hours_until": "24"}).status_code == 303
    assert wish(database, people.lin) == Wish(False, "", 0, 24, frozenset(ALL))


def test_the_chat_address_is_masked_kept_and_taken_away(database, people, client_for):
    client = client_for("lin")
    client.put(ADDRESS, data=FORM | {"chat": f"wecombot://{TOKEN}"})
    page = client.get(ADDRESS)
    assert TOKEN not in page.text and "wecombot://…6666" in page.text
    client.put(ADDRESS, data=FORM | {"chat": ""})
    assert wish(database, people.lin).chat_url == f"wecombot://{TOKEN}/"
    client.put(ADDRESS, data=FORM | {"no_chat": "true"})
    assert wish(database, people.lin).chat_url == ""


@pytest.mark.parametrize(
    ("change", "name", "sentence"),
    [
        ({"chat": "http://127.0.0.1/admin"}, "chat", "This is no address of a chat robot that may be used here."),
        ({"chat": "json://10.0.0.1/"}, "chat", "This is no address of a chat robot that may be used here."),
        ({"hours_from": "18", "hours_until": "9"}, "hours_until", "Must be later than the first hour."),
        ({"hours_from": "9", "hours_until": "9"}, "hours_until", "Must be later than the first hour."),
        ({"hours_from": "25"}, "hours_from", "This number is outside what is possible here."),
        ({"hours_until": "x"}, "hours_until", "Must be a whole number."),
    ],
)
def test_bad_input_comes_back_with_a_sentence(database, client_for, change, name, sentence):
    answer = english(client_for("lin")).put(ADDRESS, data=FORM | {"kinds": ["goal"]} | change)
    assert answer.status_code == 422
    page = Page(answer)
    assert text(page.id(f"d-{name}")) == sentence
    checked = [box.get("value") for box in page.all(".//input[@name='kinds']") if "checked" in box.attrib]
    assert checked == ["goal"]
    if "chat" in change:
        assert page.fields()["chat"] == change["chat"]
    with database.reading() as db:
        assert db.exec(select(ReminderSetting)).all() == []


def test_an_unknown_kind_is_passed_over(database, people, client_for):
    client_for("lin").put(ADDRESS, data=FORM | {"kinds": ["goal", "no_such"]})
    assert wish(database, people.lin).off == frozenset(ALL) - {"goal"}


def test_the_link_is_shown_once_and_only_its_digest_kept(database, people, client_for):
    client = client_for("lin")
    made = Page(client.post("/settings/calendar"))
    (link,) = [text(code) for code in made.root.iter("code")]
    token = link.rpartition("/")[2].removesuffix(".ics")
    assert link == f"http://127.0.0.1:8000/me/calendar/{token}.ics" and len(token) == 43
    assert token not in client.get(ADDRESS).text
    with database.reading() as db:
        assert db.exec(select(CalendarFeed)).one().token != token
        (event,) = db.exec(select(TrailEvent).where(TrailEvent.action == "calendar.linked")).all()
        assert (event.actor_id, event.details) == (people.lin.person_id, "")


def test_one_cannot_end_a_link_that_one_does_not_have(client_for):
    lin = client_for("lin")
    lin.post("/settings/calendar")
    assert client_for("zhao").delete("/settings/calendar").status_code == 404
    assert lin.delete("/settings/calendar").status_code == 303
    assert lin.delete("/settings/calendar").status_code == 404
