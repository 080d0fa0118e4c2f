"""python -m app people import FILE."""

from pathlib import Path

from sqlmodel import select

from app.kit.db import Database
from app.people.models import Person
from tests.imports.files import STAFF, csv_of
from tests.test_cli import Shell, shell

__all__ = ["shell"]


def written(folder: Path, data: bytes) -> str:
    path = folder / "people.csv"
    path.write_bytes(data)
    return str(path)


def people(shell: Shell) -> int:
    database = Database(shell.url)
    with database.reading() as db:
        found = len(db.exec(select(Person)).all())
    database.dispose()
    return found


def test_a_file_is_rehearsed_taken_in_and_changes_nothing_again(shell: Shell, tmp_path: Path):
    shell.run("migrate")
    shell.run("framework", "publish")
    file = written(tmp_path, csv_of(STAFF))
    rehearsed = shell.run("people", "import", file, "--dry-run")
    assert rehearsed.exit_code == 0 and "+ 00101 高远" in rehearsed.output, rehearsed.output
    assert people(shell) == 0
    assert "3 added, 0 changed, 0 left" in shell.run("people", "import", file).output
    assert people(shell) == 3
    assert "Nothing to change" in shell.run("people", "import", file).output

    fewer = written(tmp_path, csv_of(STAFF[:2]))
    wrong = shell.run("people", "import", fewer, "--leavers", "2")
    assert wrong.exit_code == 1 and "1" in wrong.output
    assert "0 added, 0 changed, 1 left" in shell.run("people", "import", fewer, "--leavers", "1").output

    faulty = shell.run("people", "import", written(tmp_path, csv_of([("1", "", "", "", "", "")])))
    assert faulty.exit_code == 1 and "B2\t\tPlease fill this in." in faulty.output
    assert shell.run("people", "import", written(tmp_path, b"%PDF")).exit_code == 1
    foreign = written(tmp_path, csv_of([("A1", "何静")], ("Kennung", "Wer")))
    assert shell.run("people", "import", foreign).exit_code == 1
    assert shell.run("people", "import", foreign, "--map", "Nummer=name").exit_code == 1
    assert shell.run("people", "import", foreign, "--map", "Kennung=number").exit_code == 1
    told = shell.run("people", "import", foreign, "--map", "Kennung=staff_number", "--map", "Wer=name")
    assert "1 added" in told.output
