"""Reading CSV and XLSX: encodings, headers, types, days, and files that mean harm."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from xlsxwriter import Workbook

from app.kit.sheets import Fault, Unreadable, as_day, letters, marked_copy, order_of, read

pytestmark = pytest.mark.only("sqlite")  # what is tested here never reaches the database
ROWS = [["工号", "姓名", "入职日期"], ["0007", "林晓雨", "2024年3月1日"], ["0008", "陈建国", "2020/5/6"]]


def csv_of(rows=ROWS, encoding="utf-8", mark="\r\n", delimiter=",") -> bytes:
    return mark.join(delimiter.join(row) for row in rows).encode(encoding)


def xlsx_of(rows=ROWS, fill=lambda book, page: None) -> bytes:
    file = BytesIO()
    with Workbook(file, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("人员")
        for n, row in enumerate(rows):
            for m, value in enumerate(row):
                page.write(n, m, value) if not isinstance(value, str) else page.write_string(n, m, value)
        fill(book, page)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_says_the_same(encoding, delimiter):
    sheet = read(csv_of(encoding=encoding, delimiter=delimiter), "people.csv")
    assert sheet.headers == ("工号", "姓名", "入职日期") and sheet.header_row == 1
    assert [line.cells for line in sheet.rows] == [tuple(row) for row in ROWS[1:]]
    assert [line.number for line in sheet.rows] == [2, 3]


def test_a_sheet_of_excel_keeps_zeros_days_and_the_place():
    def fill(book, page):
        page.write_number(3, 0, 9, book.add_format({"num_format": "0000"}))
        page.write_string(3, 1, "周敏")
        page.write_datetime(3, 2, date(2026, 11, 23), book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_number(4, 0, 12)
        page.write_string(4, 1, "王芳")
        page.write_number(4, 2, 46349)

    sheet = read(xlsx_of(fill=fill), "people.xlsx")
    assert sheet.sheets == ("人员",) and len(sheet.rows) == 4
    assert sheet.rows[2].cells == ("0009", "周敏", date(2026, 11, 23))
    assert sheet.rows[3].cells == (12, "王芳", 46349) and as_day(46349) == date(2026, 11, 23)


def test_titles_above_the_headers_and_empty_rows_are_passed_over():
    def fill(book, page):
        page.merge_range(0, 0, 0, 2, "全员名单", None)

    sheet = read(xlsx_of([["", "", ""], ["", "", ""], *ROWS, ["", "", ""], ["0010", "甲", ""]], fill), "a.xlsx")
    assert sheet.header_row == 3 and [line.number for line in sheet.rows] == [4, 5, 7]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(None, None), ("", None), ("2026-11-23", date(2026, 11, 23)), ("2026/11/23", date(2026, 11, 23)),
     ("2026年11月23日", date(2026, 11, 23)), ("２０２６．１１．２３", date(2026, 11, 23)),
     ("20261123", date(2026, 11, 23)),
     (20261123, date(2026, 11, 23)), (46349, date(2026, 11, 23)), (46349.0, date(2026, 11, 23)),
     ("46349", date(2026, 11, 23)), ("11/23/2026", date(2026, 11, 23)), ("23/11/2026", date(2026, 11, 23)),
     ("2026-11-23 00:00:00", date(2026, 11, 23)), (date(2026, 1, 2), date(2026, 1, 2))],
)  # fmt: skip
def test_days(cell, expected):
    assert as_day(cell) == expected


@pytest.mark.parametrize("cell", ["3/4/2026", "2026-13-01", "2026-02-30", "soon", 7, True, "12", -1.5, "1e5", "2026年"])
def test_what_is_no_day(cell):
    assert as_day(cell) is None


def test_a_column_tells_its_order():
    column = ["3/4/2026", "", "11/23/2026", None]
    assert order_of(column) == "mdy" and as_day("3/4/2026", "mdy") == date(2026, 3, 4)
    assert order_of(["3/4/2026"]) == "ymd" and as_day("3/4/2026", "dmy") == date(2026, 4, 3)


def test_a_marked_copy_is_the_same_table_with_reasons():
    data = csv_of([*ROWS, ["0009", "周敏", "'=1+1"]])
    copy = marked_copy(data, "", [Fault(3, "C", "2020/5/6", "太早"), Fault(4, "", "", "没有上级")])
    page = openpyxl.load_workbook(BytesIO(copy)).active
    values = [[cell.value for cell in row] for row in page.iter_rows()]
    assert [row[1:] for row in values[:3]] == [list(row) for row in ROWS]
    assert "太早" in values[2][0] and values[3][0] == "没有上级" and values[3][3] == "=1+1"
    assert "太早" in page["D3"].comment.text and page["D4"].data_type == "s"


def test_a_formula_keeps_its_value_in_the_marked_copy():
    data = xlsx_of(fill=lambda book, page: page.write_formula(2, 1, "=A1", value="陈"))
    with pytest.raises(Unreadable) as refused:
        read(data, "people.xlsx")
    assert refused.value.faults == (Fault(3, "B", "=A1", refused.value.faults[0].reason),)
    again = read(marked_copy(data, "", refused.value.faults), "marked.xlsx")
    assert again.headers[1:] == tuple(ROWS[0]) and again.rows[1].cells[1:] == ("0008", "陈", "2020/5/6")


def test_letters():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("data", "row", "column"),
    [
        (b"", 0, ""), (b"   \n", 0, ""), (b"\x00\x01\x02\x03", 1, "A"), (b"just one column\nx", 0, ""),
        (csv_of([["a", "b", "A"], ["1", "2", "3"]]), 1, "C"),
        (csv_of([["a", "b"], ["1", "2", "3"]]), 2, "C"),
        (csv_of([["a", "b"], ["1", '"x'], ["y", "z"]]), 2, "B"),
        (csv_of([["a", "b"], ["1", "=HYPERLINK(1)"]]), 2, "B"),
        (csv_of([["a", "b"], ["＝1", "2"]]), 2, "A"),
        (csv_of(ROWS) + b"\r\n" + csv_of([["1", "王芳", "x"]], "gbk"), 4, "B"),
        (csv_of([["a", "b"], ["x" * 5000, "1"]]), 2, "A"),
        (csv_of([[f"c{n}" for n in range(300)]]), 1, "GS"),
    ],
)  # fmt: skip
def test_csv_that_is_refused_at_its_place(data, row, column):
    with pytest.raises(Unreadable) as refused:
        read(data, "people.csv")
    first = next(iter(refused.value.faults), Fault(0, "", "", refused.value.message))
    assert (first.row, first.column) == (row, column)
    assert first.reason


@pytest.mark.parametrize(
    ("fill", "row", "column"),
    [
        (lambda book, page: page.write_formula(2, 1, "=1+1"), 3, "B"),
        (lambda book, page: page.merge_range(0, 0, 0, 1, "工号", None), 1, "A"),
        (lambda book, page: page.merge_range(1, 1, 2, 1, "x", None), 2, "B"),
        (lambda book, page: page.write_string(5, 500, "far"), 6, "SG"),
        (lambda book, page: page.write_string(0, 16_383, "far"), 1, "XFD"),
    ],
)
def test_a_sheet_that_is_refused_at_its_place(fill, row, column):
    with pytest.raises(Unreadable) as refused:
        read(xlsx_of(fill=fill), "people.xlsx")
    assert (refused.value.faults[0].row, refused.value.faults[0].column) == (row, column)
