"""The command that puts the files in force."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner, Result

from app.framework import versions as versions_of
from app.framework.commands import app
from app.framework.models import FrameworkVersion
from app.framework.names import Renames
from app.framework.versions import in_force
from app.kit import clock
from app.kit.db import Database
from app.migrations.run import migrate
from tests.cast import DATA
from tests.framework.altering import altered
from tests.framework.editing import FRAMEWORKS

Publish = Callable[[Path], Result]


@pytest.fixture
def publish(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> Publish:
    monkeypatch.setenv("LADDER_DATABASE_URL", empty_url)
    database = Database(empty_url)
    migrate(database)
    database.dispose()
    return lambda folder: CliRunner().invoke(app, ["publish", str(folder), "--lang", "en"])


def versions(url: str) -> int:
    database = Database(url)
    with database.reading() as db:
        count = db.execute(select(func.count()).select_from(FrameworkVersion)).scalar_one()
    database.dispose()
    return count


def test_publishing_puts_the_files_in_force(publish: Publish):
    assert "Version 1 " in publish(DATA).output
    assert "Version 2 " in publish(FRAMEWORKS / "lighthouse").output


def test_publishing_the_same_twice_is_one_version(publish: Publish, empty_url: str):
    publish(DATA)
    assert "Version 1 " in publish(DATA).output
    assert versions(empty_url) == 1


def test_publishing_an_earlier_content_puts_it_back_in_force(publish: Publish):
    publish(DATA)
    publish(FRAMEWORKS / "lighthouse")
    assert "Version 3 " in publish(DATA).output


def test_files_with_errors_change_nothing(publish: Publish, empty_url: str, tmp_path: Path):
    (tmp_path / "career_ladder.yaml").write_text("levels: [", encoding="utf-8")
    result = publish(tmp_path)
    assert result.exit_code == 1
    assert "career_ladder.yaml:1:" in result.output
    assert versions(empty_url) == 0


def test_nothing_comes_before_a_version_that_renames(publish: Publish, empty_url: str):
    publish(DATA)
    database = Database(empty_url)
    with database.writing() as db:
        renames = Renames(competencies={"innovation": "renewal"})
        framework = altered(in_force(db).framework, renames)
        versions_of.publish(db, None, framework, clock.today() + timedelta(days=9), renames)
    database.dispose()
    result = publish(FRAMEWORKS / "lighthouse")
    assert result.exit_code == 1 and "Version 2 renames ids" in result.output
    assert versions(empty_url) == 2
