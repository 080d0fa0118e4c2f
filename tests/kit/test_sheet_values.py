"""Days and numbers in every form in which HR systems write them."""

import pytest

from app.kit.sheets import as_day, read
from tests.hostile_sheets import DAYS
from tests.sheet_files import DAY, csv, team, with_cell, xlsx

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database


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
