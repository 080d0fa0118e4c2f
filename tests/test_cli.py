"""The commands, run in a process' place with a database of their own."""

import stat
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from app import cli, doctor, start
from app.demo.fill import is_empty
from app.kit import logs
from app.kit.db import Database
from app.migrations.run import migrate
from app.people import accounts, rules
from app.people.models import Account, Person, RoleGrant
from app.settings import Settings
from tests.cast import DATA

PASSWORD = "a long way up the ladder"


class Shell:
    """Runs commands with an environment, in English."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
        self.patch = monkeypatch
        self.url = url
        self.set(LADDER_DATABASE_URL=url, LADDER_DATA_DIR=str(DATA), LC_ALL="en_US.UTF-8")

    def set(self, **variables: str) -> None:
        for name, value in variables.items():
            self.patch.setenv(name, value)

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(cli.app, words)

    @property
    def settings(self) -> Settings:
        return Settings()


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, empty_url: str) -> Shell:
    return Shell(monkeypatch, empty_url)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What `serve` would have served."""
    from app import serving

    seen: list[Any] = []

    def record(settings: Settings, database: Database, ready: Any) -> None:
        seen.append(settings)
        ready()
        database.dispose()

    monkeypatch.setattr(serving, "serve", record)
    monkeypatch.setattr(logs, "configure", lambda: None)
    return seen


@pytest.fixture
def small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "PEOPLE", 12)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the demo's password is kept in this test."""
    file = tmp_path / "demo-password"
    monkeypatch.setattr(start, "password_file", lambda settings: file)
    return file


def a_person(url: str) -> None:
    database = Database(url)
    migrate(database)
    with database.writing() as db:
        rules.add_person(db, None, name="韩梅梅")
    database.dispose()


def test_invite_makes_the_first_administrator(shell: Shell):
    result = shell.run("people", "invite", "Root", "--name", "韩梅梅", "--role", "admin")
    assert result.exit_code == 0, result.output
    token = result.output.strip().removeprefix("http://127.0.0.1:8000/invitations/")
    database = Database(shell.url)
    with database.writing() as db:
        _invitation, account = accounts.open_invitation(db, token)
        assert account.login == "root"
        assert [grant.role for grant in db.exec(select(RoleGrant))] == ["admin"]
    database.dispose()


def test_inviting_again_replaces_the_link_and_makes_nobody(shell: Shell):
    first = shell.run("people", "invite", "root", "--name", "韩梅梅").output.strip()
    second = shell.run("people", "invite", "root").output.strip()
    assert first != second
    database = Database(shell.url)
    with database.reading() as db:
        assert len(db.exec(select(Person)).all()) == len(db.exec(select(Account)).all()) == 1
    database.dispose()


def test_a_new_account_needs_a_name(shell: Shell):
    result = shell.run("people", "invite", "nobody")
    assert result.exit_code == 2
    assert "--name" in result.output


def test_a_demo_is_served_in_demo_mode_only(shell: Shell, started: list[Any], kept: Path):
    assert shell.run("demo", "--people", "12").exit_code == 0
    result = shell.run("serve")
    assert result.exit_code == 2
    assert "demo organisation" in result.output
    assert not started


def test_the_demo_refuses_a_database_with_people(shell: Shell, kept: Path):
    a_person(shell.url)
    shell.set(LADDER_DEMO="1")
    result = shell.run("demo")
    assert result.exit_code == 2
    assert "people in this database" in result.output
    assert not kept.exists()


def test_demo_mode_refuses_a_real_organisation(shell: Shell, started: list[Any], kept: Path):
    a_person(shell.url)
    shell.set(LADDER_DEMO="1")
    result = shell.run("serve")
    assert result.exit_code == 2
    assert "real organisation" in result.output
    assert not started


@pytest.mark.parametrize(
    "variables",
    [{"LADDER_HOST": "0.0.0.0"}, {"LADDER_ORIGIN": "https://ladder.example.com"}],  # noqa: S104
)
def test_demo_mode_listens_on_this_machine_only(shell: Shell, started: list[Any], variables: dict[str, str]):
    shell.set(LADDER_DEMO="1", **variables)
    result = shell.run("serve")
    assert result.exit_code == 2
    assert "this machine only" in result.output
    assert not started


def test_serving_a_demo_fills_it_once_and_says_who_can_sign_in(
    shell: Shell, started: list[Any], small_demo: None, kept: Path
):
    shell.set(LADDER_DEMO="1")
    first = shell.run("serve")
    assert first.exit_code == 0, first.output
    password = kept.read_text().strip()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert all(word in first.output for word in (password, "http://127.0.0.1:8000", *start.ACCOUNTS))
    again = shell.run("serve")
    assert again.exit_code == 0, again.output
    assert password in again.output
    shell.set(LADDER_DEMO="0")
    refused = shell.run("serve")
    assert refused.exit_code == 2
    assert "demo organisation" in refused.output
    assert len(started) == 2


def test_the_demo_accounts_are_the_ones_announced(shell: Shell, kept: Path):
    shell.set(LADDER_DEMO="1", LADDER_DEMO_PASSWORD=PASSWORD)
    result = shell.run("demo", "--people", "12")
    assert result.exit_code == 0, result.output
    database = Database(shell.url)
    with database.reading() as db:
        assert set(start.ACCOUNTS) <= {account.login for account in db.exec(select(Account))}
    database.dispose()
    assert kept.read_text().strip() == PASSWORD


def test_an_unfinished_demo_is_not_served(shell: Shell, started: list[Any], kept: Path):
    a_person(shell.url)
    database = Database(shell.url)
    with database.writing() as db:
        start.record(db, start.STARTED, actor_id=None)
    database.dispose()
    shell.set(LADDER_DEMO="1")
    result = shell.run("serve")
    assert result.exit_code == 2
    assert "not finished" in result.output
    assert not started


def test_serving_publishes_the_files_once(shell: Shell, started: list[Any], tmp_path: Path):
    assert shell.run("serve").exit_code == 0
    database = Database(shell.url)
    assert is_empty(database)
    with database.reading() as db:
        assert start.in_force(db) == start.files(shell.settings)
    database.dispose()
    changed = tmp_path / "data"
    _copy_with_another_title(changed)
    shell.set(LADDER_DATA_DIR=str(changed))
    result = shell.run("serve")
    assert result.exit_code == 0
    assert "differ from the framework in force" in result.output


def _copy_with_another_title(folder: Path) -> None:
    folder.mkdir()
    for file in DATA.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text.replace("初级渠道运营专员", "初级渠道专员"), encoding="utf-8")


def test_faulty_files_do_not_start(shell: Shell, started: list[Any], tmp_path: Path):
    shell.set(LADDER_DATA_DIR=str(tmp_path))
    result = shell.run("serve")
    assert result.exit_code == 2
    assert "career_ladder.yaml" in result.output
    assert not started


@pytest.mark.only("sqlite")
def test_a_wrong_setting_is_named(shell: Shell):
    shell.set(LADDER_PORT="eighty")
    result = shell.run("serve")
    assert result.exit_code == 2
    assert "LADDER_PORT" in result.output


@pytest.mark.only("sqlite")
def test_a_database_that_does_not_answer_is_said_in_a_sentence(shell: Shell):
    shell.set(LADDER_DATABASE_URL="postgresql://user:secret@127.0.0.1:1/none")
    result = shell.run("migrate")
    assert result.exit_code == 2
    assert "cannot be opened" in result.output
    assert "secret" not in result.output


def kinds(settings: Settings) -> dict[str, str]:
    return {finding.words: finding.kind for finding in doctor.examine(settings)}


def test_the_doctor_finds_a_sound_installation_sound(shell: Shell, started: list[Any]):
    shell.run("serve")
    result = shell.run("doctor")
    assert result.exit_code == 0, result.output
    assert "The trail is whole." in result.output


def test_the_doctor_misses_the_schema(shell: Shell):
    result = shell.run("doctor")
    assert result.exit_code == 1
    assert "migrate" in result.output or "no database" in result.output


def test_the_doctor_sees_a_broken_trail(shell: Shell, started: list[Any]):
    shell.run("serve")
    database = Database(shell.url)
    with database.writing() as db:
        db.connection().exec_driver_sql("UPDATE trail_head SET hash = 'another'")
    database.dispose()
    result = shell.run("doctor")
    assert result.exit_code == 1
    assert "missing at the end of the trail" in result.output


def test_the_doctor_sees_demo_accounts_outside_demo_mode(shell: Shell):
    a_person(shell.url)
    database = Database(shell.url)
    with database.writing() as db:
        start.record(db, start.FILLED, actor_id=None)
    database.dispose()
    result = shell.run("doctor")
    assert result.exit_code == 1
    assert "demo accounts" in result.output


def test_the_doctor_lists_texts_in_one_language(shell: Shell, tmp_path: Path):
    folder = tmp_path / "data"
    folder.mkdir()
    for file in DATA.glob("*.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        if file.name == "career_ladder.yaml":
            lines.remove(next(line for line in lines if line.lstrip().startswith("en: ")))
        (folder / file.name).write_text("".join(lines), encoding="utf-8")
    shell.set(LADDER_DATA_DIR=str(folder))
    found = [words for words, kind in kinds(shell.settings).items() if kind == "note"]
    assert any(words.startswith(("Texts in one language only: 1 ", "文字")) or " 1 " in words for words in found)
