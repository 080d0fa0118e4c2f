"""The mail server by its address, and what a connection does."""

import pytest

from app.reminders.mail import Letter, Mail, NotSent, server
from tests.reminders.posts import Postbox, free_port

FROM = "ladder@example.com"


@pytest.mark.parametrize(
    ("url", "host", "port", "security", "user", "password"),
    [
        ("mailto://smtp.example.com", "smtp.example.com", 25, "plain", "", ""),
        ("mailtos://u%40x.cn:p%3A%2F@smtp.example.com", "smtp.example.com", 587, "starttls", "u@x.cn", "p:/"),
        ("mailtos://u:p@smtp.example.com?mode=ssl", "smtp.example.com", 465, "ssl", "u", "p"),
        ("mailtos://u:p@example.com:2525?smtp=mx.example.com", "mx.example.com", 2525, "starttls", "u", "p"),
    ],
)
def test_an_address_of_a_server(url, host, port, security, user, password):
    found = server(url, FROM)
    assert found is not None
    assert (found.host, found.port, found.security, found.user, found.password) == (
        host, port, security, user, password,
    )  # fmt: skip


def test_no_address_is_no_server():
    assert server(" ", FROM) is None


def test_one_connection_for_many_and_a_new_one_when_it_was_lost(box: Postbox):
    found = server(box.url, FROM)
    assert found is not None
    with Mail(found, 5) as mail:
        mail.send(Letter("a@example.com", "一", "正文", "one"))
        first = mail._open
        mail.send(Letter("b@example.com", "二", "正文", "two"))
        assert mail._open is first and first is not None
        first.close()
        mail.send(Letter("c@example.com", "三", "正文", "three"))
    assert box.receivers == ["a@example.com", "b@example.com", "c@example.com"]
    assert (box.messages[2]["Subject"], box.messages[2].get_content().strip()) == ("三", "正文")
    assert box.messages[2].as_bytes().isascii()


@pytest.mark.parametrize("to", ["", "no address", "a@example.com\nBcc: b@example.com", "a@b@c", "林@例子.cn"])
def test_what_is_no_address_is_not_sent(box: Postbox, to: str):
    found = server(box.url, FROM)
    assert found is not None
    with Mail(found, 5) as mail, pytest.raises(NotSent):
        mail.send(Letter(to, "s", "b", "id"))
    assert box.messages == []


def test_a_server_that_is_away():
    found = server(f"mailto://127.0.0.1:{free_port()}", FROM)
    assert found is not None
    with Mail(found, 5) as mail, pytest.raises(NotSent, match="ConnectionRefusedError"):
        mail.open()


def test_a_password_is_not_sent_in_the_clear(box: Postbox):
    """STARTTLS that the server does not offer ends the attempt."""
    found = server(f"mailtos://u:p@127.0.0.1:{box.port}", FROM)
    assert found is not None
    with Mail(found, 5) as mail, pytest.raises(NotSent, match="SMTPNotSupportedError"):
        mail.open()
