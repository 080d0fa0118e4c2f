"""What the command and the doctor say to whoever typed something wrong."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app import cli, doctor
from app.settings import Settings
from tests.cast import DATA


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, database):
    """`run("remind", …, LADDER_MAIL_URL=…)` in English on the cast's database."""
    address = database.url.render_as_string(hide_password=False)

    def running(*words: str, **variables: str) -> Result:
        for name, value in {"LADDER_DATABASE_URL": address, "LC_ALL": "en_US.UTF-8", **variables}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("LADDER_DATA_DIR", str(DATA))
        return CliRunner().invoke(cli.app, words)

    return running


def test_a_moment_that_is_none(run):
    result = run("remind", "--now", "tomorrow")
    assert result.exit_code == 2
    assert "--now must be a moment such as 2026-11-23T10:00, not tomorrow." in result.stderr


@pytest.mark.parametrize(
    ("url", "sender", "words"),
    [
        ("smtp://mail.example.com", "a@example.com", "must begin with mailto://"),
        ("mailtos://mail.example.com?mode=secret", "a@example.com", "mode= is starttls or ssl"),
        ("mailtos://mail.example.com", "nobody", "LADDER_MAIL_FROM must be one e-mail address."),
        ("mailtos://mail.example.com", "", "LADDER_MAIL_FROM must be one e-mail address."),
        ("mailtos://", "a@example.com", "names no host"),
        ("mailtos://[", "a@example.com", "cannot be read"),
        ("mailtos://host:99999", "a@example.com", "cannot be read"),
    ],
)
def test_mail_that_is_set_wrongly(run, url: str, sender: str, words: str):
    result = run("remind", LADDER_MAIL_URL=url, LADDER_MAIL_FROM=sender)
    assert (result.exit_code, words in result.stderr) == (2, True)
    findings = {finding.kind for finding in doctor.examine(Settings()) if words in finding.words}
    assert findings == {"fault"}


def test_without_mail_it_says_so_and_ends_well(run):
    result = run("remind")
    assert result.exit_code == 0
    assert "No mail is sent: LADDER_MAIL_URL is empty." in result.stdout


def test_the_doctor_says_how_messages_leave(run, monkeypatch, tmp_path: Path):
    run("remind", "--dry-run", LADDER_MAIL_URL="mailtos://u:geheim@mail.example.com", LADDER_MAIL_FROM="a@example.com")
    (words,) = [f.words for f in doctor.examine(Settings()) if "holidays" in f.words or "放假" in f.words]
    assert "mail.example.com" in words and "feishu, lark, dingtalk, wecombot" in words
    assert "geheim" not in words
