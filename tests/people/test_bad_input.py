"""Every form with what no page would send: never a 5xx, answered in the reader's language, nothing half-saved."""

from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from app.kit.i18n import gettext, speaking
from tests.people.asking import ready, state
from tests.people.classified import OPEN_CASES, Case

FORM = "application/x-www-form-urlencoded"
LONG = "长" * 66_000
# as they stand in a form's body, encoded already
VALUES = {
    "long": LONG.encode().hex(),
    "two hundred": "x" * 200,
    "nul": "a%00b",
    "surrogate": "%ED%A0%80",
    "control": "%01%1B%C2%85",
    "direction": "%E2%80%AEabc",
    "bytes": "%FF%FE",
    "64 bits": "9223372036854775808",
    "32 bits": "2147483648",
    "negative": "-1",
    "not a number": "NaN",
    "infinite": "1e400",
    "digit": "%C2%B2",
    "no date": "2026-02-30",
    "first day": "0001-01-01",
    "brackets": "%7B%7B7*7%7D%7D%3Cb%3E",
}
# a failed try at signing in is remembered
REMEMBERED = ("sign_in_failure", "trail_event")

Sent = tuple[str, bytes, dict[str, str]]


def encoded(form: dict[str, str], but: str = "") -> str:
    return urlencode({name: value for name, value in form.items() if name != but})


def bodies(form: dict[str, str]) -> Iterator[Sent]:
    """What is wrong, the body, its headers."""
    yield "empty", b"", {"Content-Type": FORM}
    yield "no type", b"", {}
    yield "json", b'{"login": ["x"], "person": -1}', {"Content-Type": "application/json"}
    yield "no boundary", b"--x", {"Content-Type": "multipart/form-data"}
    yield (
        "torn",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf',
        {"Content-Type": "multipart/form-data; boundary=x"},
    )
    yield "many", urlencode([("n", "1")] * 401).encode(), {"Content-Type": FORM}
    yield "all doubled", f"{encoded(form)}&{encoded(form)}".encode(), {"Content-Type": FORM}
    yield "with a file", *with_file(form)
    for charset in ("unicode_escape", "undefined", "utf-7", "idna"):
        yield f"charset {charset}", *in_charset(form, charset)
    for name in form:
        rest = encoded(form, name)
        yield f"no {name}", rest.encode(), {"Content-Type": FORM}
        yield f"{name} twice", f"{encoded(form)}&{name}=x".encode(), {"Content-Type": FORM}


def with_file(form: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    parts = [f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in form.items()]
    file = '--x\r\nContent-Disposition: form-data; name="file"; filename="../../x.png"\r\n\r\nGIF89a\r\n--x--\r\n'
    return "".join([*parts, file]).encode(), {"Content-Type": "multipart/form-data; boundary=x"}


def in_charset(form: dict[str, str], charset: str) -> tuple[bytes, dict[str, str]]:
    """Characters that no browser can send reach the form through a part's own encoding."""
    parts = [f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n\\ud800\r\n' for n in form or {"a": ""}]
    return "".join([*parts, "--x--\r\n"]).encode(), {
        "Content-Type": f"multipart/form-data; boundary=x; charset={charset}"
    }


def bad_values(form: dict[str, str]) -> Iterator[Sent]:
    for name in form:
        for what, value in VALUES.items():
            yield f"{name}: {what}", f"{encoded(form, name)}&{name}={value}".encode(), {"Content-Type": FORM}


def in_language(answer, language: str) -> bool:
    """The page speaks it; a page about a problem says so in it."""
    if not answer.text:
        return True
    with speaking(language):
        sentence = gettext("Skip to the content")
    return f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in answer.text and sentence in unescape(answer.text)


class Attacker:
    """Sends bodies to one route, and notes what should not have happened."""

    def __init__(self, case, database, people, client_of) -> None:
        self.case, self.database, self.people, self.client_of = case, database, people, client_of
        self.faults: list[str] = []
        self.client = None
        self.before: dict[str, str] = {}

    def send_all(self, make) -> list[str]:
        _, form = ready(self.database, self.people, self.case)
        for number, sent in enumerate(make(form)):
            self._send("zh" if number % 2 else "en", *sent)
        return self.faults

    def _send(self, language: str, what: str, body: bytes, headers: dict[str, str]) -> None:
        path, _ = ready(self.database, self.people, self.case)
        client = self.client = self.client or self.client_of(self.case.who)
        before = self.before or state(self.database, REMEMBERED)
        answer = client.request(self.case.method, path, content=body, headers={**headers, "Accept-Language": language})
        if answer.status_code < 400:
            self._speak_as_the_browser_says()
        if answer.status_code >= 500 or answer.status_code in (400, 401):
            self.faults.append(f"{what}: {answer.status_code}")
        if not in_language(answer, language):
            self.faults.append(f"{what}: not in {language}")
        after = state(self.database, REMEMBERED) if answer.status_code >= 400 else {}
        if after and after != before:
            self.faults.append(f"{what}: {answer.status_code}, but something was saved")
        self.before = {} if self.case.needs else after

    def _speak_as_the_browser_says(self) -> None:
        """What was accepted may have ended the session, or set a language."""
        self.client = None
        with self.database.writing() as db:
            db.execute(text("UPDATE account SET language = NULL, disabled_at = NULL"))


@pytest.fixture
def attacker(database, people, client_of):
    return lambda case: Attacker(case, database, people, client_of)


@pytest.mark.only("sqlite")  # such a body never reaches the database
@pytest.mark.parametrize("case", OPEN_CASES, ids=str)
def test_a_body_that_no_page_sends(case: Case, attacker):
    assert not attacker(case).send_all(bodies)


@pytest.mark.only("postgresql")  # the stricter of the two
@pytest.mark.parametrize("case", [case for case in OPEN_CASES if case.form], ids=str)
def test_a_value_that_no_page_sends(case: Case, attacker):
    assert not attacker(case).send_all(bad_values)
