"""CSV as spreadsheets and HR systems write it: four encodings, three delimiters."""

import csv
from io import StringIO

from app.kit.i18n import gettext as _
from app.kit.sheets.sheet import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Fault, Unreadable

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = ",\t;|"


def rows(data: bytes) -> tuple[str, list[tuple[int, list[str]]]]:
    """(encoding, [(number of the line, values)]). Unreadable for bytes that are no text, and for too much of it."""
    encoding = _encoding(data)
    text = data.decode(encoding)
    if "\0" in text:
        raise Unreadable(
            [Fault(text[: text.index("\0")].count("\n") + 1, "", "", _("Holds characters that are no text."))]
        )
    return encoding, _parsed(text)


def _encoding(data: bytes) -> str:
    """UTF-8 or UTF-16 by their marks; else UTF-8 where all of it is; else GB 18030, which holds GBK."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(data, encoding)
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return _checked(data, "gb18030")


def _checked(data: bytes, encoding: str) -> str:
    if encoding == "gb18030":
        _require_one_encoding(data)
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable([Fault(data[: error.start].count(b"\n") + 1, "", "", _neither())]) from None
    return encoding


def _neither() -> str:
    return _("This line is neither UTF-8 nor GBK. Save the file as UTF-8.")


def _require_one_encoding(data: bytes) -> None:
    """Lines in UTF-8 among lines in GBK decode as GBK too, to other characters: that must not pass.

    Of the two kinds of lines the first of the fewer ones is told.
    """
    kinds: dict[str, list[int]] = {"UTF-8": [], "GBK": [], "": []}
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.isascii():
            kinds[_kind(line)].append(number)
    if kinds[""]:
        raise Unreadable([Fault(kinds[""][0], "", "", _neither())])
    fewer, more = sorted(("UTF-8", "GBK"), key=lambda kind: len(kinds[kind]))
    if kinds[fewer]:
        reason = _(
            "This line is %(one)s and others are %(other)s. Save the whole file in one encoding.", one=fewer, other=more
        )
        raise Unreadable([Fault(kinds[fewer][0], "", "", reason)])


def _kind(line: bytes) -> str:
    """Two Chinese characters in GBK may be valid UTF-8, but then for letters before U+0800."""
    for kind, encoding in (("UTF-8", "utf-8"), ("GBK", "gb18030")):
        try:
            told = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        if kind == "GBK" or any(ch >= "\u0800" for ch in told):
            return kind
    return ""


def _parsed(text: str) -> list[tuple[int, list[str]]]:
    delimiter = _delimiter(text)
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for values in reader:
            found.append((number, values))
            _require_bounded(number, values, len(found))
            number = reader.line_num + 1
    except csv.Error:
        reason = _("A quotation mark is opened here and not closed, or stands where none may.")
        raise Unreadable([Fault(number, "", "", reason)]) from None
    return found


def _require_bounded(number: int, values: list[str], count: int) -> None:
    if len(values) > MOST_COLUMNS:
        raise Unreadable([Fault(number, "", "", _("More than %(most)s columns.", most=MOST_COLUMNS))])
    if count > MOST_ROWS + 20:
        raise Unreadable([Fault(number, "", "", _("More than %(most)s rows.", most=f"{MOST_ROWS:,}"))])
    if any(len(value) > MOST_LETTERS for value in values):
        raise Unreadable([Fault(number, "", "", _("A cell with more than %(most)s characters.", most=MOST_LETTERS))])


def _delimiter(text: str) -> str:
    """The one that divides the first lines most."""
    head = text[:20_000].splitlines()[:20]
    return max(
        DELIMITERS, key=lambda mark: (max((line.count(mark) for line in head), default=0), -DELIMITERS.index(mark))
    )
