"""`python -m app retain`, and what `serve` does first after a restore."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import cli, start
from app.kit.db import Database
from app.people.models import Person
from app.privacy import ledger
from app.settings import Settings
from tests.cast import DATA
from tests.privacy import acts

pytestmark = pytest.mark.only("sqlite")  # files beside the database


@pytest.fixture
def settings(database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    values = {"DATABASE_URL": str(database.url), "DATA_DIR": str(DATA), "ERASURES": str(tmp_path / "erasures")}
    for name, value in values.items():
        monkeypatch.setenv(f"LADDER_{name}", value)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return Settings()


def retain(*words: str) -> str:
    result = CliRunner().invoke(cli.app, ["retain", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def name(database: Database, person_id: int) -> str:
    with database.reading() as db:
        return db.get_one(Person, person_id).name


def test_says_what_goes_by_number_and_then_that_nothing_does(database: Database, people, settings: Settings):
    with database.writing() as db:
        acts.left(db, people.lin, 900)
    line = f"Person {people.lin.person_id}: everything"
    assert retain("--dry-run").startswith(f"{line} would be erased")
    assert name(database, people.lin.person_id) == "林晓雨"
    assert retain().startswith(f"{line} erased")
    assert len(ledger.read(settings.erasures_file)) == 1
    assert retain() == "Nothing to let go.\n"


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    database: Database, people, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    acts.erased(database, people, "lin", settings.erasures_file)
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("LADDER_ERASURES", str(tmp_path / "taken" / "erasures"))
    result = CliRunner().invoke(cli.app, ["retain"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_serve_erases_again_before_it_serves(database: Database, people, settings: Settings, tmp_path: Path):
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(database.url.database or "")) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    acts.erased(database, people, "lin", settings.erasures_file)
    restored = settings.model_copy(update={"database_url": f"sqlite:///{copy}"})
    said: list[str] = []
    with start.prepared(restored, said.append, lambda *_: None) as served:
        assert name(served, people.lin.person_id) != "林晓雨"
    assert len(said) == 1


def test_the_file_is_beside_the_database_unless_it_is_set_elsewhere(tmp_path: Path):
    beside = Settings(database_url=f"sqlite:///{tmp_path}/l.db").erasures_file
    assert beside == tmp_path / "erasures"
    assert Settings(database_url="postgresql://host/ladder").erasures_file.parts[-2:] == ("var", "erasures")
    assert Settings(erasures=tmp_path / "x").erasures_file == tmp_path / "x"
