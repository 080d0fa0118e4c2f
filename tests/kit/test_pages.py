"""Addresses that stay on this server, notes that are shown once, text with its line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit import pages

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database


@pytest.mark.parametrize(
    "target", ["/", "/people", "/people?q=a&page=2", "/people?q=林#x", "/a//b", "/a:b", "/?next=//x"]
)
def test_a_page_of_this_server(target):
    assert pages.local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "people",
        "//x",
        "///x",
        "/\\x",
        "\\x",
        "/a\\b",
        "http://x",
        "https:x",
        "javascript:x",
        "/\nx",
        "/\tx",
        "/\0",
        "/\u2028x",
        "/\ud800",
        " /x",
        "\x00/x",
        "/\x7f",
        "?x",
        "#x",
    ],
)
def test_anything_else_leads_to_the_first_page(target):
    assert pages.local_path(target) == "/"


@given(st.text(st.characters(codec=None)).map("/".__add__))
def test_whatever_is_local_stays_local(target):
    found = pages.local_path(target)
    assert found.startswith("/") and found[1:2] not in ("/", "\\")
    assert found.isprintable() and found.encode()


def test_paragraphs_escape():
    assert str(pages.paragraphs("<b>\n&")) == "&lt;b&gt;<br>&amp;"


def test_a_note_is_shown_once(client_for):
    client = client_for("lin")
    answer = client.put("/settings?lang=en", data={"timezone": "Asia/Tokyo"})
    assert "ladder_note" in answer.headers["set-cookie"] and "HttpOnly" in answer.headers["set-cookie"]
    assert 'role="status">Saved.<' in client.get("/settings?lang=en").text
    assert 'role="status"' not in client.get("/settings?lang=en").text


@pytest.mark.parametrize("note", ["<b>x</b>", "Your account is closed, call 555", "%00", "%ff", "x" * 3000, ""])
def test_a_note_that_is_not_ours_is_not_shown(client_for, note):
    client = client_for("lin")
    client.cookies["ladder_note"] = note
    answer = client.get("/settings?lang=en")
    assert answer.status_code == 200
    assert 'role="status"' not in answer.text


def test_templates_refuse_what_they_were_not_given():
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        pages.environment().from_string("{{ nothing }}").render()
    assert pages.environment().from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
