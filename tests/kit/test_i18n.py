"""In which language an answer speaks: ?lang=, the page it came from, the person's setting, the browser, Chinese."""

import pytest
from sqlalchemy import text

from app.kit.i18n import Text, gettext, language, negotiate, ngettext, set_language, speaking

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database

GARBAGE = (
    "",
    "*",
    ";q=1",
    "en;q=",
    "en;q=x",
    "en;q=nan",
    "en;q=inf",
    "en;q=-1",
    "en;q=2",
    ",,,;;;",
    "\xff\xfe",
    "e" * 9999,
)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("en", "en"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hans-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9", "en"),
        ("de,en;q=0.5,zh;q=0.4", "en"),
        ("en;q=0.4,zh;q=0.5", "zh"),
        ("EN-us", "en"),
        ("en, zh", "en"),
        ("zh; q=0.1, en; q=0.9", "en"),
        ("en;Q=0.1,zh;q=0.2", "zh"),
        ("en;q=0", None),
        ("de", None),
        ("english", None),
        ("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "en"),
        ("en;q=0.5;x=1, zh;q=0.4", "en"),
    ],
)
def test_negotiation(header, found):
    assert negotiate(header) == found


@pytest.mark.parametrize("header", GARBAGE)
def test_garbage_is_no_language(header):
    assert negotiate(header) is None


def spoken(answer) -> str:
    return {'"zh-CN"': "zh", '"en"': "en"}[answer.text.partition("<html lang=")[2].partition(">")[0]]


@pytest.fixture
def lin(client_for, database):
    def with_setting(value: str | None):
        with database.writing() as db:
            db.execute(text("UPDATE account SET language = :value"), {"value": value})
        return client_for("lin")

    return with_setting


@pytest.mark.parametrize(
    ("saved", "headers", "query", "found"),
    [
        (None, {}, "", "zh"),
        (None, {"Accept-Language": "de"}, "", "zh"),
        (None, {"Accept-Language": "en"}, "", "en"),
        ("zh", {"Accept-Language": "en"}, "", "zh"),
        ("en", {"Accept-Language": "zh"}, "", "en"),
        ("zh", {}, "?lang=en", "en"),
        ("en", {}, "?lang=zh", "zh"),
        ("en", {}, "?lang=de", "en"),
        ("en", {}, "?lang=", "en"),
        ("en", {}, "?lang=en&lang=zh", "en"),
        ("zh", {"Referer": "http://127.0.0.1:8000/?lang=en"}, "", "zh"),
    ],
)
def test_a_page(lin, saved, headers, query, found):
    client = lin(saved)
    for path in ("/people", "/settings", "/trail", "/people/x", "/people?page=0", "/nowhere"):
        separator = "&" if "?" in path else "?"
        answer = client.get(path + query.replace("?", separator), headers=headers)
        assert spoken(answer) == found, path


@pytest.mark.parametrize("header", GARBAGE)
def test_a_page_for_a_browser_that_talks_nonsense(lin, header):
    answer = lin(None).get("/people", headers={"Accept-Language": header.encode("latin-1")})
    assert (answer.status_code, spoken(answer)) == (200, "zh")


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/people?lang=en", "/people?x=1&lang=en#top"])
def test_a_fragment_speaks_as_its_page_does(lin, address):
    answer = lin("zh").get("/people?q=none", headers={"HX-Request": "true", "HX-Current-URL": address})
    assert "Nobody by this name" in answer.text
    plain = lin("zh").get("/people?q=none", headers={"HX-Current-URL": address})
    assert spoken(plain) == "zh"


@pytest.mark.parametrize("address", ["", "\xff", "?" * 5000, "http://[", "lang=en", "?lang=%ff"])
def test_a_page_address_that_makes_no_sense(lin, address):
    headers = {"HX-Request": "true", "HX-Current-URL": address.encode("latin-1")}
    assert lin("zh").get("/people", headers=headers).status_code == 200
    headers = {"Referer": address.encode("latin-1")}
    assert lin("zh").put("/settings", data={"timezone": "UTC"}, headers=headers).status_code == 303


def test_a_refused_form_speaks_as_its_page_does(lin):
    headers = {"Referer": "http://127.0.0.1:8000/settings?lang=en"}
    answer = lin("zh").put("/settings", data={"timezone": "Nowhere"}, headers=headers)
    assert (answer.status_code, spoken(answer)) == (422, "en")


def test_the_switch_in_the_menu(lin):
    client = lin("zh")
    headers = {"Referer": "http://127.0.0.1:8000/people?lang=zh"}
    answer = client.put("/settings/language", data={"language": "en", "next": "/people"}, headers=headers)
    assert answer.headers["location"] == "/people"
    assert spoken(client.get("/people")) == "en"


def test_names_are_written_for_the_reader(client_for):
    client = client_for("lin")
    assert "Chen Jianguo" in client.get("/people?lang=en").text
    assert "陈建国" in client.get("/people?lang=zh").text


def test_requests_do_not_hear_each_other(lin):
    client = lin(None)
    found = [spoken(client.get(f"/people?lang={name}")) for name in ("en", "zh", "en")]
    assert found == ["en", "zh", "en"]
    assert language() == "zh"


def test_speaking():
    with speaking("en"):
        assert language() == "en"
        with speaking("zh"):
            assert language() == "zh"
            set_language("en")
            assert language() == "en"
        assert language() == "en"


def test_messages():
    with speaking("en"):
        assert gettext("At most %(most)s characters; this has %(now)s.", most=1, now=2).startswith("At most 1")
        assert gettext("100% sure") == "100% sure"
        assert [ngettext("%(n)s thing", "%(n)s things", n) for n in (1, 2)] == ["1 thing", "2 things"]


def test_texts_fall_back():
    both, chinese, english = Text(zh="中", en="e"), Text(zh="中"), Text(en="e")
    assert [t.in_("zh") for t in (both, chinese, english)] == ["中", "中", "e"]
    assert [t.in_("en") for t in (both, chinese, english)] == ["e", "中", "e"]
    with speaking("en"):
        assert str(both) == "e"
    assert not Text() and both
