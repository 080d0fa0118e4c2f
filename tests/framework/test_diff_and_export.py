"""The commands that compare files with a version, and write a version out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.framework import canonical, case, source, yaml_writing
from app.framework.commands import app
from app.kit.db import Database
from app.migrations.run import migrate
from tests.cast import DATA


@pytest.fixture
def run(empty_url, monkeypatch):
    monkeypatch.setenv("LADDER_DATABASE_URL", empty_url)
    database = Database(empty_url)
    migrate(database)
    database.dispose()
    runner = CliRunner()
    assert runner.invoke(app, ["publish", str(DATA)]).exit_code == 0
    return lambda *words: runner.invoke(app, [*words, "--lang", "en"])


@pytest.fixture
def changed(tmp_path) -> Path:
    """The files with a competency renamed, one requirement up, and a word changed."""
    for name in source.FILES:
        text = (DATA / name).read_text(encoding="utf-8").replace("innovation", "renewal")
        text = text.replace("en: Awareness", "en: Beginner").replace("cost_control: 3", "cost_control: 4")
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_nothing_differs(run):
    assert run("diff", str(DATA)).output == "Nothing differs.\n"


def test_without_the_map_it_is_another_competency(run, changed):
    lines = run("diff", str(changed)).output.splitlines()
    assert "+ renewal Innovation" in lines and "- innovation Innovation" in lines
    assert "↑ senior.cost_control: 3 → 4" in lines
    assert "~ scale.1.title.en: Awareness → Beginner" in lines


def test_through_the_map(run, changed):
    names = [f"--rename=indicators:innovation.{n}.{c}=renewal.{n}.{c}" for n in range(1, 6) for c in "ab"]
    lines = run("diff", str(changed), "--rename", "competencies:innovation=renewal", *names).output.splitlines()
    assert "= innovation → renewal Innovation" in lines
    assert not [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize("said", ["innovation=renewal", "faces:a=b", "levels:a", "levels:=b"])
def test_a_rename_that_cannot_be_read(run, said):
    result = run("diff", str(DATA), "--rename", said)
    assert result.exit_code == 2 and "KIND:OLD=NEW" in result.output


def test_no_such_version(run, tmp_path):
    assert run("diff", str(DATA), "--version", "9").exit_code == 2
    assert run("export", str(tmp_path), "--version", "9").exit_code == 2


def test_files_with_errors(run, tmp_path):
    result = run("diff", str(tmp_path))
    assert result.exit_code == 1 and "career_ladder.yaml:1:1" in result.output


def test_export_as_yaml_and_as_case(run, tmp_path):
    ours, _faults = source.read(DATA)
    assert run("export", str(tmp_path / "yaml")).output.startswith("Version 1 is written to ")
    assert run("export", str(tmp_path / "framework.json")).exit_code == 0
    from_yaml, _faults = source.read(tmp_path / "yaml")
    package = (tmp_path / "framework.json").read_bytes()
    from_case, _faults = source.read_texts(yaml_writing.write(case.read(package)))
    assert ours and from_yaml and from_case
    assert canonical.to_json(from_yaml) == canonical.to_json(from_case) == canonical.to_json(ours)
    assert json.loads(package)["CFDocument"]["version"] == "1"


def test_where_nothing_can_be_written(run, tmp_path):
    (tmp_path / "file").write_text("")
    assert run("export", str(tmp_path / "file" / "below")).exit_code == 2
