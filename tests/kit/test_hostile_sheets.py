"""Files that mean harm, as they are read: refused with the place of the fault, their good twins taken."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.kit.sheets import Unreadable, as_day, read
from tests.hostile_sheets import DAYS, FILES, Hostile
from tests.sheet_files import DAY, csv, team, with_cell, xlsx

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database
SECONDS, MEGABYTES = 5, 300
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("one", [pytest.param(one, id=one.about) for one in FILES])
def test_refused_at_its_place_and_the_twin_taken(one: Hostile):
    assert read(one.twin(), one.name).rows
    if one.planned:
        assert read(one.data(), one.name).rows
        return
    with pytest.raises(Unreadable) as refused:
        read(one.data(), one.name)
    assert place(refused.value) == (one.row, one.column), refused.value.message
    assert refused.value.message and all(fault.reason for fault in refused.value.faults)


def place(refused: Unreadable) -> tuple[int, str]:
    """Of the first fault; (0, "") when it is the whole file."""
    return (refused.faults[0].row, refused.faults[0].column) if refused.faults else (0, "")


def test_time_and_memory_of_each(tmp_path: Path):
    """Each in a process of its own."""
    for number, one in enumerate(FILES):
        (tmp_path / f"{number:02}").write_bytes(one.data())
    command = [sys.executable, "-m", "tests.measured", *sorted(map(str, tmp_path.iterdir()))]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=300)
    measured = json.loads(told.stdout)
    assert len(measured) == len(FILES) >= 30
    over = [
        (one.about, seconds, megabytes)
        for one, (seconds, megabytes) in zip(FILES, measured, strict=True)
        if seconds > SECONDS or megabytes > MEGABYTES
    ]
    assert not over, over


@pytest.mark.parametrize(("written", "meant"), DAYS)
def test_a_day_in_every_form(written, meant):
    rows = with_cell(team(), 4, "E", written)
    for data in (csv(rows), xlsx(rows), csv(rows, "gbk")):
        table = read(data)
        assert as_day(table.rows[2].cells[4]) == meant and as_day(table.rows[1].cells[4]) == DAY


def test_zeros_stay_before_a_number():
    def fill(book, page):
        page.write_number(3, 0, 42, book.add_format({"num_format": "000000"}))

    assert [line.cells[0] for line in read(xlsx(team(), fill)).rows[:3]] == ["00901", "00902", "000042"]
    assert read(csv(team(), "gb18030")).rows[0].cells[0] == "00901"
