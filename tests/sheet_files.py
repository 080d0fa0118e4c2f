"""Tables to be sent: workbooks and CSV files of a small team, and ways to bend them."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

from xlsxwriter import Workbook

Rows = list[list[object]]
HEAD = ["工号", "姓名", "部门", "上级工号", "入职日期", "邮箱"]
DAY = date(2024, 3, 1)
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
Change = Callable[[bytes], bytes]


def team(people: int = 8) -> Rows:
    """Headings, and people who report to the first of them; their numbers begin with zeros."""
    return [
        HEAD,
        *(
            [f"{n:05}", f"同事{n}", "渠道部／华东区", "00901" if n > 901 else None, DAY, f"p{n}@example.com"]
            for n in range(901, 901 + people)
        ),
    ]


def with_cell(rows: Rows, row: int, column: str, value: object) -> Rows:
    """The same rows with another value in one cell, named as spreadsheets do."""
    found = [list(one) for one in rows]
    found[row - 1][ord(column) - ord("A")] = value
    return found


def xlsx(rows: Rows, fill: Callable[[Workbook, object], object] | None = None) -> bytes:
    """A workbook as Excel writes it. Days are days, everything else is what it is."""
    out = io.BytesIO()
    with Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("花名册")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for n, row in enumerate(rows):
            for m, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(n, m, value, day)
                elif value is not None:
                    page.write(n, m, value) if not isinstance(value, str) else page.write_string(n, m, value)
        if fill:
            fill(book, page)
    return out.getvalue()


def csv(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    return "".join(
        delimiter.join("" if cell is None else str(cell) for cell in row) + "\r\n" for row in rows
    ).encode(encoding)  # fmt: skip


def edited(data: bytes, parts: dict[str, Change | bytes], more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """The workbook with parts changed, and others added behind them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            change = parts.get(entry.filename)
            body = old.read(entry)
            new.writestr(entry.filename, body if change is None else change(body) if callable(change) else change)
        for name, body in more:
            new.writestr(name, body)
    return out.getvalue()


def swapped(old: str, new: str) -> Change:
    """Puts one text in the place of another, which must be there."""

    def change(body: bytes) -> bytes:
        assert old.encode() in body, old
        return body.replace(old.encode(), new.encode(), 1)

    return change


def lying(data: bytes, name: str, size: int) -> bytes:
    """The package with another unpacked size declared for one part, in both places where ZIP keeps it."""
    out = bytearray(data)
    for mark, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        start = out.find(mark)
        while start >= 0:
            if out[start + at_name : start + at_name + len(name)] == name.encode():
                out[start + at_size : start + at_size + 4] = struct.pack("<I", size)
            start = out.find(mark, start + 4)
    return bytes(out)


def flagged(data: bytes) -> bytes:
    """The package with every part said to be encrypted."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(mark)
        while start >= 0:
            out[start + at] |= 1
            start = out.find(mark, start + 4)
    return bytes(out)


def misplaced(data: bytes) -> bytes:
    """The package with a directory that is said to begin far behind the file: parts come to lie before it."""
    out = bytearray(data)
    at = out.rindex(b"PK\x05\x06") + 16
    out[at : at + 4] = struct.pack("<I", 3_000_000_000)
    return bytes(out)


def repacked(data: bytes) -> bytes:
    """The same parts, packed by LZMA, whose dictionary may be of any size."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
    return out.getvalue()


def compound(*streams: str) -> bytes:
    """The beginning of an old compound file with these names in its directory."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names.ljust(8192, b"\0")


def bomb(megabytes: int) -> bytes:
    """A sheet of so many megabytes in a thousandth of it: cells that hold nothing."""
    head = b'<worksheet><sheetData><row r="1">'
    block = b"<c/>" * 262_144
    parts = io.BytesIO()
    with zipfile.ZipFile(parts, "w", zipfile.ZIP_DEFLATED) as made, made.open(SHEET, "w") as part:
        part.write(head)
        for _ in range(megabytes):
            part.write(block)
        part.write(b"</row></sheetData></worksheet>")
    return parts.getvalue()


def bombed(megabytes: int, declared: int | None = None) -> bytes:
    """A workbook whose sheet is that bomb, and says so or not."""
    source = zipfile.ZipFile(io.BytesIO(xlsx(team())))
    made = io.BytesIO(bomb(megabytes))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename != SHEET:
                target.writestr(entry.filename, source.read(entry))
    return made.getvalue() if declared is None else lying(made.getvalue(), SHEET, declared)
