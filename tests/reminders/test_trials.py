"""A message to try: by every way that is on, three times an hour at most."""

import pytest
from pydantic import SecretStr

from app.people import rules
from tests.pages import Page, english
from tests.reminders.posts import free_port

ADDRESS = "/settings/reminders/trials"


@pytest.fixture
def client(client_for, app, post, settings):
    """lin's browser, on an application that sends mail and chat; the settings are put back afterwards."""
    app.state.settings = post
    post.origin = settings.origin
    yield english(client_for("lin"))
    app.state.settings = settings


def test_by_mail_and_chat_in_the_readers_language(client, people, box, hook, wishes):
    wishes(people.lin, chat_url=hook.url("lin"))
    answer = client.post(ADDRESS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings/reminders")
    assert box.messages[0]["Subject"] == "Channel Ladder: test message"
    assert hook.posts[0][1]["title"] == "Channel Ladder: test message"


def test_the_fourth_in_an_hour_waits(client, box):
    assert [client.post(ADDRESS).status_code for _ in range(3)] == [303] * 3
    answer = client.post(ADDRESS)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 3601
    assert "At most three test messages an hour." in answer.text
    assert len(box.messages) == 3


def test_what_does_not_leave_is_said_by_its_way(client, people, box, hook, wishes):
    wishes(people.lin, chat_url=hook.url("lin"))
    hook.status = 500
    answer = client.post(ADDRESS)
    assert answer.status_code == 422
    assert "Not sent: Chat." in Page(answer).text
    assert len(box.messages) == 1


def test_a_mail_server_that_is_away(client, app, post):
    app.state.settings = post.model_copy(update={"mail_url": SecretStr(f"mailto://127.0.0.1:{free_port()}")})
    answer = client.post(ADDRESS)
    assert (answer.status_code, "Not sent: Mail." in Page(answer).text) == (422, True)


def test_nothing_set_up_costs_no_try(client, database, people, box, wishes):
    with database.writing() as db:
        rules.find(db, people.lin.person_id).email = ""
    for _ in range(5):
        answer = client.post(ADDRESS)
        assert (answer.status_code, "neither mail nor chat" in answer.text) == (422, True)
    wishes(people.lin, mail=True)
    assert box.messages == []
