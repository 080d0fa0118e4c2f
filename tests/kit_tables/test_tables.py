"""Tables as files: what an independent reader finds in them."""

import csv
import json
import subprocess
import sys
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from app.kit.i18n import speaking
from app.kit.tables.formats import FORMATS, counted
from app.kit.tables.quoting import quoted, unquoted
from app.kit.tables.table import Column, Fact, Table


def plain(*parts: int) -> datetime:
    """A moment without a zone, as Excel has them."""
    return datetime.combine(date(*parts[:3]), time(*parts[3:]))


COLUMNS = (
    Column("number", "工号", help="人事系统里的编号"),
    Column("level", "Rating", "number"),
    Column("since", "Since", "day"),
    Column("at", "At", "moment"),
    Column("share", "Share", "percent"),
    Column("unmet", "未满足", "list"),
)
ROWS = (
    ("000123", 3, date(2026, 11, 23), datetime(2026, 11, 23, 16, 30, tzinfo=UTC), 0.42, ("一年", "两个项目")),
    ("=1+1", 2.5, date(1899, 1, 1), None, 0, ()),
    (None, -7, date(2024, 2, 29), datetime(1800, 1, 1, tzinfo=UTC), 1, ("@x",)),
)
HOSTILE = (
    "=1+1",
    "+86",
    "-1",
    "@sum",
    "\t=1",
    "\r=1",
    "\n=1",
    "=一",
    "+1",
    "-1",
    "@1",
    "'=1",
    "''=1",
    "=cmd|' /C calc'!A0",
)


def made(format: str, columns=COLUMNS, rows=ROWS, title="发展/进度") -> bytes:
    file = BytesIO()
    about = (Fact("framework", "框架版本", "2026"), Fact("day", "截至", "2026-11-23"))
    with speaking("zh"):
        FORMATS[format].write(Table(title, columns, iter(rows), about, ("人数少的组不显示。",)), file)
    assert not file.closed
    return file.getvalue()


def test_csv_opens_in_excel_and_holds_no_formula():
    data = made("csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["工号", "Rating", "Since", "At", "Share", "未满足"],
        ["000123", "3", "2026-11-23", "2026-11-24 00:30:00", "0.42", "一年；两个项目"],
        ["'=1+1", "2.5", "1899-01-01", "", "0", ""],
        ["", "-7", "2024-02-29", "1800-01-01 08:05:43", "1", "'@x"],
    ]


@pytest.mark.parametrize("text", [*HOSTILE, "", "'", "don't", "'quoted'", "a=1", "''"])
def test_a_text_comes_back_as_it_was(text):
    assert unquoted(quoted(text)) == text
    assert quoted(text)[:1] not in "=+-@\t\r\n=+-@" or not text
    (cell,) = next(
        csv.reader(
            StringIO(
                made("csv", [Column("a", "A")], [[text], ["x"]]).decode("utf-8-sig").split("\r\n", 1)[1], newline=""
            )
        ),
        [""],
    )
    assert unquoted(cell) == text


def test_xlsx_is_typed_for_an_independent_reader():
    book = load_workbook(BytesIO(made("xlsx")))
    sheet = book.worksheets[0]
    assert sheet.title == "发展 进度" and sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:F4"
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert [cell.value for cell in sheet[2]] == [
        "000123", 3, plain(2026, 11, 23), plain(2026, 11, 24, 0, 30), 0.42, "一年；两个项目",
    ]  # fmt: skip
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "d", "d", "n", "s"]
    assert [cell.value for cell in sheet[3]][:3] == ["=1+1", 2.5, "1899-01-01"]
    assert sheet["E2"].number_format == "0%"
    assert sheet["D4"].value == "1800-01-01 08:05:43" and sheet["C4"].value == plain(2024, 2, 29)
    said = [cell.value for row in book.worksheets[1].iter_rows() for cell in row if cell.value]
    assert {"框架版本", "2026", "截至", "2026-11-23", "人数少的组不显示。", "人事系统里的编号"} <= set(said)
    assert {column.title for column in COLUMNS} <= set(said)


def test_no_cell_of_an_xlsx_is_a_formula():
    data = made("xlsx", [Column("a", "=A")], [[text] for text in HOSTILE], "=1+1")
    sheets = load_workbook(BytesIO(data)).worksheets
    assert not [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [cell.value for cell in sheets[0]["A"]][1:] == [text.replace("\r", "_x000D_") for text in HOSTILE]
    assert len(CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()) == len(HOSTILE) + 1


def test_what_excel_cannot_hold():
    data = made("xlsx", [Column("a", "A")], [["字" * 40_000], ["a\x0bb"]], "'[x]:*?/\\'" + "长" * 40)
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    assert len(sheet["A2"].value) == 32_767 and sheet["A2"].value.endswith("…")
    assert len(sheet.title) <= 31


def test_json_says_what_it_is_about():
    found = json.loads(made("json"))
    assert found["about"] == {"framework": "2026", "day": "2026-11-23"} and found["notes"] == ["人数少的组不显示。"]
    assert [column["key"] for column in found["columns"]] == [column.key for column in COLUMNS]
    assert found["rows"][0] == {
        "number": "000123", "level": 3, "since": "2026-11-23", "at": "2026-11-23T16:30:00+00:00", "share": 0.42,
        "unmet": ["一年", "两个项目"],
    }  # fmt: skip
    assert json.loads(made("json", rows=()))["rows"] == []


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_left_over_when_rows_fail(format, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def rows():
        yield ROWS[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        FORMATS[format].write(Table("A", COLUMNS, rows()), BytesIO())
    assert list(tmp_path.iterdir()) == []


def test_rows_are_counted_as_they_go():
    said: list[int] = []
    assert len(list(counted(([n] for n in range(450)), said.append))) == 450
    assert said == [200, 400, 450]


FLAT = """
import resource, sys
from app.kit.tables.formats import FORMATS
from app.kit.tables.table import Column, Table
columns = [Column(str(n), str(n), "text" if n % 2 else "number") for n in range(20)]
def rows(count):
    for n in range(count):
        yield [f"row {n} {k}" if k % 2 else n + k for k in range(20)]
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[2], "wb") as file:
    FORMATS[sys.argv[1]].write(Table("A", columns, rows(200)), file)
before = peak()
with open(sys.argv[2], "wb") as file:
    FORMATS[sys.argv[1]].write(Table("A", columns, rows(10_000)), file)
print(peak() - before)
"""


@pytest.mark.parametrize("format", FORMATS)
def test_memory_does_not_grow_with_the_rows(format, tmp_path):
    """10,000 rows of 20 cells are 12 MB as objects; they are never there all at once."""
    run = subprocess.run(
        [sys.executable, "-c", FLAT, format, str(tmp_path / "t")], capture_output=True, text=True, check=True
    )
    assert int(run.stdout) < 4_000
