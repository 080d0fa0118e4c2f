import pytest
from typer.testing import CliRunner

from app.framework.commands import app
from app.kit.faults import Fault
from app.kit.i18n import language
from tests.framework.editing import FRAMEWORKS


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [*words])


@pytest.fixture
def folder(base, tmp_path):
    def write(texts):
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path)

    return write


def test_good_framework(run, folder, base):
    result = run("check", folder(base.texts), "--lang", "en")
    assert (result.exit_code, result.output) == (0, "Errors: 0. Warnings: 0.\n")


def test_errors_in_order_and_exit_1(run, folder, base):
    texts = base.edited("role.yaml", "from: 2", "from: 9")
    texts["career_ladder.yaml"] = texts["career_ladder.yaml"].replace("months: 12", "months: 12\n      monts: 3")
    result = run("check", folder(texts), "--lang", "en")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "career_ladder.yaml:29:7: error: Unknown field 'monts' — did you mean 'months'?"
        " Fix: Write 'months', or remove the field.",
        "Errors: 1. Warnings: 0.",
    ]


def test_warnings_exit_0(run):
    result = run("check", str(FRAMEWORKS / "lighthouse"), "--lang", "en")
    *faults, counts = result.output.splitlines()
    assert result.exit_code == 0 and faults
    assert all(
        "warning: The Chinese text is missing." in f or "warning: The English text is missing." in f for f in faults
    )
    assert counts == f"Errors: 0. Warnings: {len(faults)}."
    places = [(name, int(line), int(column)) for name, line, column in (fault.split(":")[:3] for fault in faults)]
    assert places == sorted(places)


def test_smallest(run):
    result = run("check", str(FRAMEWORKS / "smallest"), "--lang", "en")
    assert result.exit_code == 0 and "English" not in result.output


def test_default_directory_comes_from_the_environment(run, folder, base, monkeypatch):
    monkeypatch.setenv("LADDER_DATA_DIR", folder(base.texts))
    assert run("check", "--lang", "en").exit_code == 0
    monkeypatch.setenv("LADDER_DATA_DIR", "/nowhere")
    assert run("check", "--lang", "en").exit_code == 1


def test_language(run, folder, base, monkeypatch):
    spoken = []
    monkeypatch.setattr(Fault, "__str__", lambda self: spoken.append(language()) or "")
    texts = base.edited("role.yaml", "from: 2", "from: 9")
    for words in ((), ("--lang", "zh"), ("--lang", "en")):
        run("check", folder(texts), *words)
    assert spoken == ["zh", "zh", "en"]
    assert run("check", "--lang", "fr").exit_code == 2
